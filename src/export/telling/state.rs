//! The state of a page as its address has it: `day=2018-04-25&view=ties&entity=ann`.

use crate::{
    corpus::{
        Code,
        address::form_decoded,
        nearest::{did_you_mean, nearest},
    },
    graph::{EntityRef, TemporalGraph},
    model::{Day, EntityKind, Polarity},
};

/// The views of the page.
pub(super) const VIEWS: &[&str] =
    &["graph", "lanes", "charts", "ties", "statements", "matrix", "network"];

/// What may stand in an address.
const KEYS: &[&str] = &[
    "embed",
    "day",
    "view",
    "entity",
    "holder",
    "target",
    "statement",
    "evidence",
    "without",
    "verb",
    "about",
    "source",
    "definite",
    "camps",
    "tense",
    "axis",
    "theme",
    "pace",
    "camera",
    "frame",
    "step",
    "hidden",
    "lines",
];

/// The first words of the keys of what numbers are counted from.
const EVIDENCE: &[&str] =
    &["period", "balance", "polarization", "snapshot", "triangle", "shifts", "source", "changes"];

/// A mistake in an address: the part that it is about, as it is written.
#[derive(Debug, PartialEq)]
pub(super) struct Mistake {
    pub(super) part: String,
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// What an address names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::export) struct Names {
    pub(in crate::export) entities: Vec<String>,
    pub(in crate::export) statements: Vec<String>,
    pub(in crate::export) sources: Vec<String>,
    /// A holder and a target.
    pub(in crate::export) pair: Option<(String, String)>,
}

/// The parts of an address: as written, the key, and the value.
fn parts(at: &str) -> impl Iterator<Item = (&str, String, String)> {
    let at = at.strip_prefix('#').unwrap_or(at);
    at.split('&').filter(|part| !part.is_empty()).map(|part| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        (part, decoded(key), decoded(value))
    })
}

/// What an address names.
pub(in crate::export) fn names(at: &str) -> Names {
    let mut names = Names::default();
    let (mut holder, mut target) = (None, None);
    for (_, key, value) in parts(at) {
        match key.as_str() {
            "entity" | "about" => names.entities.push(value),
            "statement" => names.statements.push(value),
            "source" => names.sources.push(value),
            "holder" => holder = Some(value),
            "target" => target = Some(value),
            _ => {}
        }
    }
    names.pair = holder.zip(target);
    names
}

/// What is wrong with an address of a page of this graph.
pub(super) fn mistakes(at: &str, graph: &TemporalGraph) -> Vec<Mistake> {
    let mut found = Vec::new();
    let (mut holder, mut target) = (None, None);
    for (part, key, value) in parts(at) {
        if key == "holder" {
            holder = Some((part.to_owned(), value.clone()));
        }
        if key == "target" {
            target = Some((part.to_owned(), value.clone()));
        }
        if let Some((code, message, help)) = mistake(&key, &value, graph) {
            found.push(Mistake { part: part.to_owned(), code, message, help });
        }
    }
    match (holder, target) {
        (Some((part, _)), None) | (None, Some((part, _))) => found.push(Mistake {
            part,
            code: Code::MissingField,
            message: "a tie has a `holder` and a `target`, and one of them is not there".to_owned(),
            help: None,
        }),
        (Some((part, holder)), Some((_, target))) if found.is_empty() => {
            let [from, to] = [&holder, &target].map(|id| graph.find_entity(id).ok());
            let pair = from.zip(to).and_then(|(from, to)| graph.find_pair(from, to));
            if pair.is_none() {
                found.push(Mistake {
                    part,
                    code: Code::UnknownStatement,
                    message: format!("no statement is by `{holder}` about `{target}`"),
                    help: Some("name another pair, or choose nothing".to_owned()),
                });
            }
        }
        _ => {}
    }
    found
}

type Found = (Code, String, Option<String>);

fn mistake(key: &str, value: &str, graph: &TemporalGraph) -> Option<Found> {
    let one_of = |words: &[&str]| {
        let help = did_you_mean(&nearest(value, words.iter().copied(), 1))
            .unwrap_or_else(|| format!("write one of {}", words.join(", ")));
        let message = format!("`{key}` cannot be `{value}`");
        (!words.contains(&value)).then_some((Code::BadValue, message, Some(help)))
    };
    let numbers = |n: usize| {
        let numbers: Vec<Option<f64>> = value.split(',').map(|it| it.trim().parse().ok()).collect();
        let is_right =
            numbers.len() == n && numbers.iter().flatten().filter(|it| it.is_finite()).count() == n;
        let message = format!("`{key}` has {n} numbers, with commas between them");
        (!is_right).then_some((Code::BadValue, message, None))
    };
    match key {
        "day" => {
            let help = "write it as 2018-04-25".to_owned();
            let is_year_alone = Day::from_iso(value).is_none() && !is_far(value);
            is_year_alone.then(|| (Code::BadDate, format!("`{value}` is no day"), Some(help)))
        }
        "view" => one_of(VIEWS),
        "entity" | "holder" | "target" | "about" => unknown_entity(value, graph),
        "statement" => {
            let is_there = graph.statements().any(|it| graph.statement(it).id() == value);
            let message = format!("no statement has the id `{value}`");
            (!is_there).then_some((Code::UnknownStatement, message, None))
        }
        "source" => unknown_source(value, graph),
        "verb" => {
            let words = graph.vocabulary().verbs().iter().map(|verb| verb.word.as_str());
            let is_there = graph.vocabulary().find(value).is_some();
            let found = || {
                let help = did_you_mean(&nearest(value, words, 2));
                (Code::UnknownVerb, format!("unknown verb `{value}`"), help)
            };
            (!is_there).then(found)
        }
        "without" => {
            let words: Vec<&str> =
                EntityKind::WORDS.iter().chain(Polarity::WORDS.iter()).copied().collect();
            one_of(&words)
        }
        "evidence" => {
            let (first, rest) = value.split_once('.').unwrap_or((value, ""));
            match first {
                "source" => unknown_source(rest, graph),
                first if EVIDENCE.contains(&first) => None,
                _ => {
                    let message = format!("`{value}` is no number of the page");
                    Some((Code::BadValue, message, None))
                }
            }
        }
        "definite" | "tense" | "hidden" | "camps" => one_of(&["0", "1"]),
        "lines" => one_of(&["all"]),
        "axis" => one_of(&["squeezed", "calendar"]),
        "theme" => one_of(&["light", "dark"]),
        "pace" => one_of(&["0.5", "1", "2", "4"]),
        "camera" => numbers(3),
        "frame" => numbers(4),
        "embed" | "step" => None,
        _ => {
            let help = did_you_mean(&nearest(key, KEYS.iter().copied(), 1)).unwrap_or_else(|| {
                "copy what stands behind # in the address of the page".to_owned()
            });
            Some((Code::UnknownField, format!("no state of the page has `{key}`"), Some(help)))
        }
    }
}

/// Whether a text is a day of a year with more or fewer than four digits, as addresses have them.
fn is_far(value: &str) -> bool {
    let (sign, rest) = value.split_at_checked(1).unwrap_or_default();
    let parts: Vec<&str> = rest.split('-').collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    (sign == "-" || sign == "+") && parts.len() == 3 && parts.iter().all(is_digits)
}

pub(super) fn unknown_entity(id: &str, graph: &TemporalGraph) -> Option<Found> {
    let is_there = graph.find_entity(id).is_ok_and(|found| graph.entity(found).id() == id);
    let found = || {
        let ids: Vec<_> = graph.entities().map(EntityRef::id).collect();
        let help = did_you_mean(&nearest(id, ids.iter().map(AsRef::as_ref), 2))
            .unwrap_or_else(|| "entities are named by their ids".to_owned());
        (Code::UnknownEntity, format!("unknown entity `{id}`"), Some(help))
    };
    (!is_there).then(found)
}

fn unknown_source(id: &str, graph: &TemporalGraph) -> Option<Found> {
    let message = format!("unknown source `{id}`");
    graph.find_source(id).is_none().then_some((Code::UnknownSource, message, None))
}

/// A part of an address as `URLSearchParams` reads it.
fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&form_decoded(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The page's own words for its state.
    const SCRIPT: &str = include_str!("../html/page/state.js");

    #[test]
    fn views_and_keys_are_those_of_the_page() {
        let line = SCRIPT.lines().find_map(|line| line.strip_prefix("const VIEWS = [")).unwrap();
        let views: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        assert_eq!(views, VIEWS);
        let mut keys = BTreeSet::new();
        for call in
            ["words.set(\"", "words.append(\"", "words.get(\"", "words.getAll(\"", "words.has(\""]
        {
            let found = SCRIPT.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            keys.extend(found);
        }
        keys.extend(["verb", "about", "source", "holder", "target"]);
        let unknown: Vec<&&str> = keys.iter().filter(|key| !KEYS.contains(key)).collect();
        assert_eq!(unknown, Vec::<&&str>::new());
        let without: Vec<&&str> = KEYS.iter().filter(|key| !keys.contains(**key)).collect();
        assert_eq!(without, Vec::<&&str>::new());
    }

    #[test]
    fn names_are_decoded() {
        let names = names("#day=2018&entity=a%C3%A9+b&holder=x&about=y&statement=s&target=z");
        assert_eq!(names.entities, ["aé b", "y"]);
        assert_eq!(names.pair, Some(("x".to_owned(), "z".to_owned())));
        assert_eq!(names.statements, ["s"]);
    }

    #[test]
    fn days_far_away_are_days() {
        for (day, is) in
            [("-0044-03-15", true), ("+12018-01-01", true), ("2018-4-25", false), ("x", false)]
        {
            assert_eq!(is_far(day) || Day::from_iso(day).is_some(), is, "{day}");
        }
    }
}
