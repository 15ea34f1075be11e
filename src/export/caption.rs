//! Captions of pictures.

use super::{
    cluster::Clusters,
    dates::day_in_words,
    scene::{Focus, Scene},
};
use crate::{
    model::Span,
    view::{Claims, Possible, Resolve, View},
};

/// The line under the title: the effective period, last day included, and the other limits of the
/// view.
pub(super) fn caption(scene: &Scene<'_>) -> String {
    phrases(scene, in_words(scene.view(), scene.filter()))
}

/// The same for readers who do not know the syntax of filters.
pub(super) fn plain_caption(scene: &Scene<'_>) -> String {
    let view = scene.view();
    let mut words = in_words(view, None);
    let filter = view.frame().filter.in_words(view.graph());
    words.extend(filter.map(|filter| format!("only those {filter}")));
    phrases(scene, words)
}

fn phrases(scene: &Scene<'_>, mut phrases: Vec<String>) -> String {
    if let Some(Focus { entity, depth }) = scene.focus() {
        let name = scene.view().graph().entity(entity).name();
        let ties = if depth == 1 { "tie" } else { "ties" };
        phrases.push(format!("within {depth} {ties} of {name}"));
    }
    if scene.clusters().is_some_and(Clusters::has_others) {
        phrases.push("other camps fit as well".to_owned());
    }
    let outcome = if scene.ties().is_empty() { ". There are no ties." } else { "" };
    phrases.join(", ") + outcome
}

/// A view in phrases; `filter` is its filter as typed.
pub(super) fn in_words(view: &View<'_>, filter: Option<&str>) -> Vec<String> {
    let frame = view.frame();
    let mut phrases = vec![span_in_words(frame.span)];
    let times =
        [(frame.cut.begin, "from"), (frame.cut.end, "before")].into_iter().zip(frame.ends());
    for ((_, word), end) in times.filter(|((cut, _), _)| cut.is_some()) {
        phrases.push(format!("{word} {}", view.graph().zone().written(end)));
    }
    if let Some(day) = frame.known_by {
        phrases.push(format!("as known by {}", day_in_words(day)));
    }
    if let Some(filter) = filter {
        phrases.push(format!("where {filter}"));
    }
    if frame.resolve == Resolve::Sum {
        phrases.push("ties by the sum of all statements".to_owned());
    }
    if frame.possible == Possible::Dropped {
        phrases.push("definite statements only".to_owned());
    }
    if frame.claims == Claims::LetIn {
        phrases.push("including claims by others".to_owned());
    }
    phrases
}

fn span_in_words(span: Span) -> String {
    let last = day_in_words(span.last());
    let first = day_in_words(span.begin);
    match (span.begin.is_bounded(), span.end.is_bounded()) {
        (false, false) => "Statements of all dates".to_owned(),
        (true, false) => format!("Statements since {first}"),
        (false, true) => format!("Statements up to and including {last}"),
        (true, true) if span.is_empty() => "No statements".to_owned(),
        (true, true) if span.begin == span.last() => format!("Statements of {first}"),
        (true, true) => format!("Statements from {first} to {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Period};

    #[test]
    fn periods_name_their_last_day() {
        for (period, expected) in [
            ("2018-04-25", "Statements of 25 April 2018"),
            ("2018-04", "Statements from 1 April 2018 to 30 April 2018"),
            ("since 2018-04", "Statements since 1 April 2018"),
            ("until 2018-05", "Statements up to and including 30 April 2018"),
        ] {
            assert_eq!(
                span_in_words(period.parse::<Period>().unwrap().span(Day::MIN).unwrap()),
                expected
            );
        }
        assert_eq!(span_in_words(Span::ALL), "Statements of all dates");
        let day = Day::from_civil(2018, 4, 25);
        assert_eq!(span_in_words(Span { begin: day, end: day }), "No statements");
    }
}
