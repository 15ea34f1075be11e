//! Captions of pictures.

use super::{
    cluster::Clusters,
    scene::{Focus, Scene},
};
use crate::{
    language::{Language, Messages},
    model::Span,
    view::{Claims, Possible, Resolve, View},
};

/// The line under the title: the effective period, last day included, and the other limits of the
/// view.
pub(super) fn caption(scene: &Scene<'_>) -> String {
    let english = Language::English.messages();
    phrases(scene, in_words(scene.view(), scene.filter()), english)
}

/// The same for readers who do not know the syntax of filters.
pub(super) fn plain_caption(scene: &Scene<'_>) -> String {
    let messages = scene.messages();
    phrases(scene, phrases_of_view(scene.view(), messages), messages)
}

/// A view in phrases, its filter in words.
pub(super) fn phrases_of_view(view: &View<'_>, messages: &Messages) -> Vec<String> {
    let mut words = view_in_words(view, None, messages);
    let filter = view.frame().filter.told(view.graph(), messages);
    words.extend(filter.map(|filter| messages.with("caption.only", &[("filter", &filter)])));
    words
}

fn phrases(scene: &Scene<'_>, mut phrases: Vec<String>, messages: &Messages) -> String {
    if let Some(Focus { entity, depth }) = scene.focus() {
        let name = scene.view().graph().entity(entity).name();
        phrases.push(messages.count("caption.within", depth, &[("name", name)]));
    }
    if scene.clusters().is_some_and(Clusters::has_others) {
        phrases.push(messages.text("caption.camps").to_owned());
    }
    let caption = phrases.join(", ");
    if scene.ties().is_empty() {
        format!("{caption}. {}", messages.text("caption.no-ties"))
    } else {
        caption
    }
}

/// A view in phrases, in English; `filter` is its filter as typed.
pub(super) fn in_words(view: &View<'_>, filter: Option<&str>) -> Vec<String> {
    view_in_words(view, filter, Language::English.messages())
}

fn view_in_words(view: &View<'_>, filter: Option<&str>, messages: &Messages) -> Vec<String> {
    let frame = view.frame();
    let mut phrases = vec![span_in_words(frame.span, messages)];
    let keys = [(frame.cut.begin, "caption.from"), (frame.cut.end, "caption.before")];
    let times = keys.into_iter().zip(frame.ends());
    for ((_, key), end) in times.filter(|((cut, _), _)| cut.is_some()) {
        phrases.push(messages.with(key, &[("time", &view.graph().zone().written(end))]));
    }
    if let Some(day) = frame.known_by {
        phrases.push(messages.with("caption.known-by", &[("day", &messages.day(day))]));
    }
    if let Some(filter) = filter {
        phrases.push(messages.with("caption.where", &[("filter", filter)]));
    }
    let mut add = |key| phrases.push(messages.text(key).to_owned());
    if frame.resolve == Resolve::Sum {
        add("caption.sum");
    }
    if frame.possible == Possible::Dropped {
        add("caption.definite");
    }
    if frame.claims == Claims::LetIn {
        add("caption.claims");
    }
    phrases
}

fn span_in_words(span: Span, messages: &Messages) -> String {
    let key = match (span.begin.is_bounded(), span.end.is_bounded()) {
        (false, false) => "caption.all",
        (true, false) => "caption.since",
        (false, true) => "caption.until",
        (true, true) if span.is_empty() => "caption.none",
        (true, true) if span.begin == span.last() => "caption.on",
        (true, true) => "caption.span",
    };
    let [first, last] = [span.begin, span.last()].map(|day| messages.day(day));
    messages.with(key, &[("first", &first), ("last", &last)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Period};

    #[test]
    fn periods_name_their_last_day() {
        let span_in_words = |span| span_in_words(span, Language::English.messages());
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
