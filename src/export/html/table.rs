//! The statements as a table, for browsers that run no scripts.

use super::{document::escaped, scope::Scope, words::source_name};
use crate::{graph::StatementIndex, language::Messages, view::View};

/// The rows, in order of time.
pub(super) fn rows(view: &View<'_>, scope: &Scope, messages: &Messages) -> String {
    scope.statements.iter().map(|&statement| row(view, statement, messages)).collect()
}

fn row(view: &View<'_>, index: StatementIndex, messages: &Messages) -> String {
    let statement = view.graph().statement(index);
    let source = statement.source_record();
    let mut words = format!(
        "{} {} {}",
        statement.holder_entity().name(),
        messages.label(statement.verb(), statement.target_entity().kind()),
        statement.target_entity().name()
    );
    if let Some(claimant) = statement.claimed_by() {
        let name = view.graph().entity(claimant).name();
        words = format!("{words} ({})", messages.with("front.claimed-by", &[("name", name)]));
    }
    if view.is_superseded(index) {
        words = format!("{words} ({})", messages.text("front.corrected"));
    }
    let label = escaped(&source_name(view.graph(), source, messages));
    let source = match source.url().filter(|url| is_link(url)) {
        Some(url) => {
            format!("<a href=\"{}\" rel=\"noreferrer noopener\">{label}</a>", escaped(url))
        }
        None => label,
    };
    let polarity = format!("polarity.{}", statement.effect().word());
    let language = statement.source_record().language();
    let language = language.map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
    format!(
        "<tr><td>{}<td>{}<td>{}<td{language}>{}<td>{source}\n",
        escaped(&messages.date(&statement.date())),
        escaped(&words),
        escaped(messages.text(&polarity)),
        escaped(&statement.quote().unwrap_or_default()),
    )
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
