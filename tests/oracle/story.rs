//! Random stories as plain values and as a corpus.
//!
//! Days are numbers from 0 = 2020-01-01 to 730; the calendar is the oracle's own.

use proptest::prelude::*;
use stancegraph::{
    corpus::{TextFile, read_texts},
    graph::TemporalGraph,
};
use std::fmt::Write as _;

/// Lengths of the months of 2020 and 2021.
const MONTHS: [i32; 24] = [
    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
];

/// Before and after every day.
pub(crate) const OPEN: i32 = 1_000_000;

pub(crate) const VERBS: [(&str, &str, f64); 7] = [
    ("hails", "Positive", 1.0),
    ("likes", "Positive", 0.5),
    ("shuns", "Negative", 0.5),
    ("damns", "Negative", 1.0),
    ("notes", "Neutral", 0.1),
    ("wavers", "Mixed", 0.4),
    ("leaves-be", "", 1.0),
];

pub(crate) const ENTITIES: [&str; 4] = ["ann", "bob", "cat", "dan"];
pub(crate) const KINDS: [&str; 4] = ["Person", "Person", "Party", "Party"];

/// A date as it is written, with the bounds that the contract gives it.
#[derive(Clone, Debug)]
pub(crate) struct When {
    pub(crate) text: String,
    pub(crate) earliest: i32,
    pub(crate) latest: i32,
    /// The second of its day, of a date-time.
    pub(crate) time: Option<i32>,
}

impl When {
    /// The first instant that it may denote: its day, and the second of it.
    pub(crate) fn first(&self) -> (i32, i32) {
        (self.earliest, self.time.unwrap_or(0))
    }

    /// The last instant.
    pub(crate) fn last(&self) -> (i32, i32) {
        (self.latest, self.time.unwrap_or(OPEN))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) holder: usize,
    pub(crate) target: usize,
    pub(crate) verb: usize,
    pub(crate) when: When,
    pub(crate) source: usize,
    pub(crate) until: Option<When>,
    pub(crate) recorded: Option<i32>,
    pub(crate) supersedes: Option<usize>,
    pub(crate) is_claim: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Story {
    /// The day each source was published, if it is known.
    pub(crate) sources: Vec<Option<When>>,
    /// Which source replies to which.
    pub(crate) replies: Vec<(usize, usize)>,
    pub(crate) said: Vec<Said>,
}

/// The year, month and day of a day.
fn civil(mut day: i32) -> (i32, usize, i32) {
    let mut month = 0;
    while day >= MONTHS[month] {
        day -= MONTHS[month];
        month += 1;
    }
    (2020 + i32::from(month >= 12), month % 12 + 1, day + 1)
}

pub(crate) fn day_text(day: i32) -> String {
    let (year, month, day) = civil(day);
    format!("{year}-{month:02}-{day:02}")
}

fn month_bounds(day: i32) -> (i32, i32) {
    let (_, _, of_month) = civil(day);
    let first = day - of_month + 1;
    let mut last = day;
    while last < 730 && civil(last + 1).2 != 1 {
        last += 1;
    }
    (first, last)
}

pub(crate) fn a_day() -> impl Strategy<Value = i32> {
    // Few days, so that statements meet.
    prop_oneof![8 => 100..107_i32, 1 => 0..730_i32]
}

fn exact(day: i32) -> When {
    When { text: day_text(day), earliest: day, latest: day, time: None }
}

/// A date-time of a day, written in one of several ways.
fn at_time(day: i32, time: usize) -> When {
    /// What stands behind the day, how many days the text is later than it is in UTC, and the second of the day.
    const TIMES: [(&str, i32, i32); 7] = [
        ("T08:00", 0, 28_800),
        ("T08:00:00Z", 0, 28_800),
        ("T08:00:30", 0, 28_830),
        ("T09:30:00.000-00:30", 0, 36_000),
        ("T23:10:00Z", 0, 83_400),
        ("T01:10+02:00", 1, 83_400),
        ("T00:00", 0, 0),
    ];
    let (text, later, second) = TIMES[time % TIMES.len()];
    When { text: day_text(day + later) + text, time: Some(second), ..exact(day) }
}

pub(crate) fn a_date() -> impl Strategy<Value = When> {
    let month = |day: i32| {
        let (earliest, latest) = month_bounds(day);
        When { text: day_text(day)[..7].to_owned(), earliest, latest, time: None }
    };
    prop_oneof![
        6 => a_day().prop_map(exact),
        1 => a_day().prop_map(move |day| When { text: exact(day).text + "~", ..exact(day) }),
        4 => (a_day(), 0..7_usize).prop_map(|(day, time)| at_time(day.min(729), time)),
        2 => a_day().prop_map(month),
        1 => a_day().prop_map(move |day| When { text: month(day).text + "?", ..month(day) }),
        1 => Just(When { text: "2020".into(), earliest: 0, latest: 365, time: None }),
        1 => Just(When { text: "2020-21".into(), earliest: 60, latest: 151, time: None }),
        2 => (a_day(), 0..20_i32).prop_map(|(day, length)| {
            let end = (day + length).min(730);
            When { text: format!("{}/{}", day_text(day), day_text(end)), earliest: day, latest: end, time: None }
        }),
        1 => a_day().prop_map(|day| When { text: format!("../{}", day_text(day)), earliest: -OPEN, latest: day, time: None }),
        1 => a_day().prop_map(|day| When { text: format!("{}/..", day_text(day)), earliest: day, latest: OPEN, time: None }),
    ]
}

/// The dominant kind of statements of a story.
#[derive(Clone, Copy, Debug)]
enum Plot {
    /// About one pair, so that statements decide against each other.
    Duel,
    /// For or against anybody, so that they make stories together.
    Brawl,
    /// For or against one, on few days, with nothing uncertain, so that statements decide together.
    Quarrel,
}

fn said(n_sources: usize, plot: Plot) -> impl Strategy<Value = Said> {
    let (of_one_pair, n_verbs) = match plot {
        Plot::Duel => (3, VERBS.len()),
        Plot::Brawl => (0, 4),
        Plot::Quarrel => (9, 4),
    };
    let pair = prop_oneof![
        of_one_pair => Just((0, 1)),
        2 => (0..3_usize, 1..4_usize).prop_map(|(holder, step)| (holder, (holder + step) % 4)),
    ];
    let is_plain = matches!(plot, Plot::Quarrel);
    let when = if is_plain {
        let timed = (100..103_i32, 0..7_usize).prop_map(|(day, time)| at_time(day, time));
        prop_oneof![5 => (100..103_i32).prop_map(exact), 1 => timed].boxed()
    } else {
        a_date().boxed()
    };
    let rarely = |often: f64| if is_plain { 0.03 } else { often };
    (
        pair,
        0..n_verbs,
        when,
        0..n_sources,
        proptest::option::weighted(rarely(0.2), a_date()),
        proptest::option::weighted(0.3, a_day()),
        proptest::option::weighted(rarely(0.3), 0..12_usize),
        proptest::bool::weighted(rarely(0.1)),
    )
        .prop_map(
            |((holder, target), verb, when, source, until, recorded, supersedes, is_claim)| Said {
                holder,
                target,
                verb,
                when,
                source,
                until,
                recorded,
                supersedes,
                is_claim,
            },
        )
}

impl Story {
    pub(crate) fn strategy() -> impl Strategy<Value = Self> {
        Self::of(Plot::Duel)
    }

    pub(crate) fn quarrel() -> impl Strategy<Value = Self> {
        Self::of(Plot::Quarrel)
    }

    pub(crate) fn brawl() -> impl Strategy<Value = Self> {
        Self::of(Plot::Brawl)
    }

    fn of(plot: Plot) -> impl Strategy<Value = Self> {
        let often = if matches!(plot, Plot::Quarrel) { 0.2 } else { 0.6 };
        let sources = proptest::collection::vec(proptest::option::weighted(often, a_date()), 1..6);
        let replies = proptest::collection::vec((0..6_usize, 0..6_usize), 0..6);
        (sources, proptest::option::weighted(0.5, replies)).prop_flat_map(
            move |(sources, replies)| {
                let n_sources = sources.len();
                let is_one = move |(reply, original): &(usize, usize)| {
                    original < reply && *reply < n_sources
                };
                let replies: Vec<_> =
                    replies.unwrap_or_default().into_iter().filter(is_one).collect();
                proptest::collection::vec(said(n_sources, plot), 0..16).prop_map(move |said| {
                    Self { sources: sources.clone(), replies: replies.clone(), said }.sound()
                })
            },
        )
    }

    /// Only what may be written: nothing said after its source, ended before it began, or corrected in a circle.
    fn sound(mut self) -> Self {
        let sources = self.sources.clone();
        self.said.retain(|said| {
            let is_reported = sources[said.source]
                .as_ref()
                .is_none_or(|source| said.when.first() <= source.last());
            let is_in_order =
                said.until.as_ref().is_none_or(|until| until.last() >= said.when.first());
            is_reported && is_in_order
        });
        for (position, said) in self.said.iter_mut().enumerate() {
            // A correction comes later in the file than what it corrects.
            said.supersedes = said.supersedes.filter(|older| *older < position);
        }
        for reply in std::mem::take(&mut self.replies) {
            self.replies.push(reply);
            if !self.replies_are_later() {
                self.replies.pop();
            }
        }
        self
    }

    /// Whether no reply is earlier than what it replies to, nor a statement of it than one of that.
    fn replies_are_later(&self) -> bool {
        let later = |reply: usize, original: usize| {
            let published = self.sources[reply].as_ref().zip(self.sources[original].as_ref());
            let of = |source: usize| self.said.iter().filter(move |said| said.source == source);
            published.is_none_or(|(reply, original)| reply.last() >= original.first())
                && of(reply).all(|said| of(original).all(|it| said.when.last() >= it.when.first()))
        };
        let sources = 0..self.sources.len();
        sources.clone().all(|reply| {
            sources
                .clone()
                .all(|original| !self.is_reply(reply, original) || later(reply, original))
        })
    }

    /// Whether a source replies to another, "straight or through others".
    fn is_reply(&self, reply: usize, original: usize) -> bool {
        let mut straight = self.replies.iter().filter(|(it, _)| *it == reply);
        straight.any(|(_, it)| *it == original || self.is_reply(*it, original))
    }

    /// "one is before the other if both have a time and its is earlier, or if the other's source replies … to its source"
    pub(crate) fn is_before(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|position| &self.said[position]);
        let day =
            |said: &Said| (said.when.earliest == self.latest(said)).then_some(said.when.earliest);
        let is_earlier = one.when.time.zip(other.when.time).is_some_and(|(one, other)| one < other);
        day(one).is_some()
            && day(one) == day(other)
            && (is_earlier || self.is_reply(other.source, one.source))
    }

    /// Statements as they are listed: "day, time, replies, then the order in which the corpus has them". Each time the first
    /// of them all that none of the others of its day is before.
    pub(crate) fn listed(&self, statements: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut rest: Vec<usize> = statements.into_iter().collect();
        // The file has them backwards.
        rest.sort_by_key(|&position| std::cmp::Reverse(position));
        let days = |position: usize| {
            let said = &self.said[position];
            (self.latest(said), said.when.earliest)
        };
        rest.sort_by_key(|&position| days(position));
        let mut listed = Vec::new();
        while let Some(&first) = rest.first() {
            let is_next = |one: &&usize| {
                days(**one) == days(first)
                    && !rest.iter().any(|other| self.is_before(*other, **one))
            };
            let next = *rest.iter().find(is_next).expect("no order runs in a circle");
            rest.retain(|position| *position != next);
            listed.push(next);
        }
        listed
    }

    /// The day after which a statement cannot have been said: its own latest, or its source's.
    pub(crate) fn latest(&self, said: &Said) -> i32 {
        let published = self.sources[said.source].as_ref().map_or(OPEN, |source| source.latest);
        said.when.latest.min(published)
    }

    /// The day from which a statement is known.
    pub(crate) fn known(&self, said: &Said) -> i32 {
        let published = self.sources[said.source].as_ref().map(|source| source.latest);
        let bounded = |day: &i32| *day < OPEN;
        said.recorded.or(published).filter(bounded).unwrap_or_else(|| self.latest(said))
    }

    /// The id of a statement: its position, of one width, so that ids sort as positions do.
    pub(crate) fn id(position: usize) -> String {
        format!("s{position:02}")
    }

    /// The story as a graph; panics when the corpus has errors, which a sound story has not.
    pub(crate) fn graph(&self) -> TemporalGraph {
        let reading = read_texts(vec![TextFile { path: "story.ron".into(), text: self.ron() }]);
        assert!(reading.is_sound(), "{:#?}\n{}", reading.diagnostics, self.ron());
        TemporalGraph::new(reading.corpus)
    }

    fn ron(&self) -> String {
        let mut text = "Corpus(vocabulary: [\n".to_owned();
        for (verb, polarity, strength) in VERBS {
            let effect = if polarity.is_empty() {
                "ends: true".to_owned()
            } else {
                format!("polarity: {polarity}")
            };
            let _ = writeln!(text, "(verb: \"{verb}\", {effect}, strength: {strength:?}),");
        }
        text.push_str("], entities: [\n");
        for (id, kind) in ENTITIES.iter().zip(KINDS) {
            let _ =
                writeln!(text, "(id: \"{id}\", kind: {kind}, name: \"{}\"),", id.to_uppercase());
        }
        text.push_str("], sources: [\n");
        for (position, published) in self.sources.iter().enumerate() {
            let published = published
                .as_ref()
                .map_or(String::new(), |date| format!(", published: \"{}\"", date.text));
            let replies = self.replies.iter().filter(|(reply, _)| *reply == position);
            let originals: Vec<String> =
                replies.map(|(_, original)| format!("\"source{original}\"")).collect();
            let originals = if originals.is_empty() {
                String::new()
            } else {
                format!(", in_reply_to: [{}]", originals.join(", "))
            };
            let _ = writeln!(text, "(id: \"source{position}\", kind: Post{published}{originals}),");
        }
        text.push_str("], statements: [\n");
        // Written backwards, so that the order of the corpus is not that of ids.
        for (position, said) in self.said.iter().enumerate().rev() {
            let _ = write!(
                text,
                "(id: \"{}\", holder: \"{}\", stance: \"{}\", target: \"{}\", on: \"{}\", source: \"source{}\"",
                Self::id(position),
                ENTITIES[said.holder],
                VERBS[said.verb].0,
                ENTITIES[said.target],
                said.when.text,
                said.source
            );
            if let Some(until) = &said.until {
                let _ = write!(text, ", until: \"{}\"", until.text);
            }
            if let Some(recorded) = said.recorded {
                let _ = write!(text, ", recorded: \"{}\"", day_text(recorded));
            }
            if let Some(older) = said.supersedes {
                let _ = write!(text, ", supersedes: \"{}\"", Self::id(older));
            }
            if said.is_claim {
                let _ = write!(text, ", claimed_by: \"dan\"");
            }
            text.push_str("),\n");
        }
        text.push_str("])");
        text
    }
}
