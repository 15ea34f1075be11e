//! The statements as a table, for browsers that run no scripts.

use super::{document::escaped, scope::Scope, words::source_name};
use crate::{
    export::dates::date_in_words,
    graph::StatementIndex,
    model::{Effect, Polarity},
    view::View,
};

/// The rows, in order of time.
pub(super) fn rows(view: &View<'_>, scope: &Scope) -> String {
    scope.statements.iter().map(|&statement| row(view, statement)).collect()
}

fn row(view: &View<'_>, index: StatementIndex) -> String {
    let statement = view.graph().statement(index);
    let source = statement.source_record();
    let mut words = format!(
        "{} {} {}",
        statement.holder_entity().name(),
        statement.verb().label(),
        statement.target_entity().name()
    );
    if let Some(claimant) = statement.claimed_by() {
        words = format!("{words} (claimed by {})", view.graph().entity(claimant).name());
    }
    if view.is_superseded(index) {
        words += " (corrected since)";
    }
    let label = escaped(&source_name(view.graph(), source));
    let source = match source.url().filter(|url| is_link(url)) {
        Some(url) => {
            format!("<a href=\"{}\" rel=\"noreferrer noopener\">{label}</a>", escaped(url))
        }
        None => label,
    };
    format!(
        "<tr><td>{}<td>{}<td>{}<td>{}<td>{source}\n",
        escaped(&date_in_words(&statement.date())),
        escaped(&words),
        polarity_in_words(statement.effect()),
        escaped(&statement.quote().unwrap_or_default()),
    )
}

/// The polarity as the page calls it.
const fn polarity_in_words(effect: Effect) -> &'static str {
    match effect {
        Effect::Expresses(Polarity::Positive) => "for",
        Effect::Expresses(Polarity::Negative) => "against",
        Effect::Expresses(Polarity::Mixed) => "both",
        Effect::Expresses(Polarity::Neutral) => "neither",
        Effect::Ends => "ends a stance",
    }
}

/// Whether a page may link to an address: a web or mail address, but no script.
fn is_link(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_no_links() {
        assert!(is_link("https://example.org/1") && is_link("HTTP://example.org"));
        for url in
            ["javascript:alert(1)", " https://x", "data:text/html,x", "java\nscript:x", "x", ""]
        {
            assert!(!is_link(url), "{url:?}");
        }
    }
}
