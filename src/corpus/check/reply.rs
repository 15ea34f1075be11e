//! Checks of replies: no source replies to itself through others, and none is earlier than what it replies to.

use super::{Declared, Findings, statement::Checked};
use crate::{
    corpus::{
        diagnostic::{Code, Diagnostic},
        syntax::record::SourceRecord,
    },
    model::{Date, Instant, Source, SourceIndex},
};
use std::collections::{BTreeMap, BTreeSet};

/// Leaves out sources that reply to each other in a cycle, and those that are earlier than what they reply to.
pub(super) fn check(
    sources: &Declared<SourceRecord>,
    checked: &mut [Option<Source>],
    findings: &mut Findings<'_>,
) {
    if checked.iter().flatten().all(|source| source.in_reply_to.is_empty()) {
        return;
    }
    let Walk { order, cycles } = walk(checked);
    let mut faulty = BTreeSet::new();
    for cycle in cycles {
        report_cycle(&cycle, sources, findings);
        faulty.extend(cycle);
    }
    let published = |at: usize| checked[at].as_ref()?.published.as_ref();
    let first = |at: usize| published(at).map(Date::first);
    for (at, (floor, original)) in floors(checked, &order, first) {
        let (Some(published), Some(source)) = (published(at), &checked[at]) else { continue };
        if published.last() < floor && faulty.insert(at) {
            let before = sources.items().get(original);
            let Some((located, before)) = sources.items().get(at).zip(before) else { continue };
            let here = findings.value(located, "published", None);
            let there = findings.value(before, "published", None);
            let message = format!(
                "`{}` was published ({published}) before `{}`, to which it replies",
                source.id, before.record.id
            );
            findings.push(
                Diagnostic::error(Code::EarlyReply, here, message)
                    .related(there, "published here")
                    .help("correct one of the two dates, or `in_reply_to`".to_owned()),
            );
        }
    }
    for at in faulty {
        checked[at] = None;
    }
}

/// Warns of statements that are dated before what their source replies to.
pub(super) fn check_statements(
    statements: &[Checked],
    sources: &[Option<Source>],
    findings: &mut Findings<'_>,
) {
    if sources.iter().flatten().all(|source| source.in_reply_to.is_empty()) {
        return;
    }
    let mut said: BTreeMap<usize, Instant> = BTreeMap::new();
    for Checked { statement, .. } in statements {
        let first = statement.date.first();
        let latest = said.entry(statement.source.position()).or_insert(first);
        *latest = first.max(*latest);
    }
    let first = |at: usize| {
        let published = sources[at].as_ref()?.published.as_ref().map(Date::first);
        published.or_else(|| said.get(&at).copied())
    };
    let floors = floors(sources, &walk(sources).order, first);
    for checked in statements {
        let date = &checked.statement.date;
        let Some((floor, original)) = floors.get(&checked.statement.source.position()) else {
            continue;
        };
        if date.last() >= *floor {
            continue;
        }
        let original = sources[*original].as_ref().map_or("", |source| source.id.as_str());
        let here = super::correction::place(findings, checked, "on");
        let message = format!("dated {date}, before `{original}`, to which its source replies");
        findings.push(
            Diagnostic::warning(Code::EarlyReply, here, message)
                .help("correct one of the two dates, or `in_reply_to`".to_owned()),
        );
    }
}

/// For each source that replies to a dated one, straight or through others, the latest of the first instants of these, and
/// which source has it. `order` has what is replied to before its replies.
fn floors(
    sources: &[Option<Source>],
    order: &[usize],
    first: impl Fn(usize) -> Option<Instant>,
) -> BTreeMap<usize, (Instant, usize)> {
    let mut floors: BTreeMap<usize, (Instant, usize)> = BTreeMap::new();
    for &at in order {
        let originals = sources[at].iter().flat_map(|source| &source.in_reply_to);
        let of_original = |original: SourceIndex| {
            let original = original.position();
            let own = first(original).map(|instant| (instant, original));
            [own, floors.get(&original).copied()].into_iter().flatten().max()
        };
        if let Some(floor) = originals.copied().filter_map(of_original).max() {
            floors.insert(at, floor);
        }
    }
    floors
}

/// Sources in an order in which none comes before what it replies to, and the cycles that have none.
struct Walk {
    order: Vec<usize>,
    cycles: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unseen,
    /// On the way from a reply to what it replies to.
    Open,
    Done,
}

/// Walks from each source to what it replies to, deepest first. Time linear in sources and replies.
fn walk(sources: &[Option<Source>]) -> Walk {
    let originals = |at: usize| sources[at].as_ref().map_or(&[][..], |source| &source.in_reply_to);
    let mut walk = Walk { order: Vec::new(), cycles: Vec::new() };
    let mut states = vec![State::Unseen; sources.len()];
    for start in (0..sources.len()).filter(|at| !originals(*at).is_empty()) {
        if states[start] != State::Unseen {
            continue;
        }
        states[start] = State::Open;
        // Each source on the way, with how many of its originals have been looked at.
        let mut way = vec![(start, 0)];
        while let Some((at, n_seen)) = way.last_mut() {
            let Some(original) = originals(*at).get(*n_seen) else {
                states[*at] = State::Done;
                walk.order.push(*at);
                way.pop();
                continue;
            };
            *n_seen += 1;
            let original = original.position();
            match states[original] {
                State::Unseen => {
                    states[original] = State::Open;
                    way.push((original, 0));
                }
                State::Open => {
                    let on_way = way.iter().map(|(at, _)| *at);
                    walk.cycles.push(on_way.skip_while(|at| *at != original).collect());
                }
                State::Done => {}
            }
        }
    }
    walk
}

/// Reports a cycle of replies, once, at its first source.
fn report_cycle(cycle: &[usize], sources: &Declared<SourceRecord>, findings: &mut Findings<'_>) {
    let mut places: Vec<_> = cycle
        .iter()
        .filter_map(|at| sources.items().get(*at))
        .map(|source| findings.value(source, "in_reply_to", None))
        .collect();
    places.sort_unstable();
    let Some((first, others)) = places.split_first() else { return };
    let message = match others {
        [] => "this source replies to itself",
        _ => "these sources reply to each other in a cycle",
    };
    let mut finding = Diagnostic::error(Code::ReplyCycle, *first, message)
        .help("`in_reply_to` names the earlier sources that this one replies to".to_owned());
    for place in others {
        finding = finding.related(*place, "and here");
    }
    findings.push(finding);
}
