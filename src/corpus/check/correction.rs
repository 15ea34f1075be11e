//! Checks between statements: ids, corrections, repeated quotes.

use super::{Findings, coding, statement::Checked};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::value_place,
    text::Place,
};
use std::collections::{BTreeSet, HashMap, HashSet, hash_map::Entry};

/// Leaves out statements with a duplicate id, or with a correction that leads nowhere or in a cycle.
pub(super) fn check(
    statements: &mut Vec<Checked>,
    (lost, elsewhere): (&[String], &BTreeSet<String>),
    findings: &mut Findings<'_>,
) {
    let mut faulty = duplicates(statements, findings);
    faulty.extend(corrections(statements, (lost, elsewhere), findings));
    repeated_quotes(statements, findings);
    coding::check(statements, findings);
    if !faulty.is_empty() {
        let mut position = 0;
        statements.retain(|_| {
            position += 1;
            !faulty.contains(&(position - 1))
        });
    }
}

pub(super) fn place(findings: &Findings<'_>, checked: &Checked, field: &str) -> Place {
    let text = findings.files.get(checked.place.file).map_or("", |file| &file.text);
    value_place(text, checked.place, field, None)
}

fn duplicates(statements: &[Checked], findings: &mut Findings<'_>) -> HashSet<usize> {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(statements.len());
    let mut faulty = HashSet::new();
    for (position, checked) in statements.iter().enumerate() {
        let id = checked.statement.id.as_str();
        match first.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(position);
            }
            Entry::Occupied(entry) => {
                faulty.insert(position);
                let before = &statements[*entry.get()];
                let message = format!("duplicate statement `{id}`");
                let (here, there) = (place(findings, checked, "id"), place(findings, before, "id"));
                findings.push(
                    Diagnostic::error(Code::DuplicateId, here, message)
                        .related(there, "first here")
                        .help("delete one of them, or give one a different `id`".to_owned()),
                );
            }
        }
    }
    faulty
}

fn corrections(
    statements: &[Checked],
    (lost, elsewhere): (&[String], &BTreeSet<String>),
    findings: &mut Findings<'_>,
) -> HashSet<usize> {
    let lost: HashSet<&str> = lost.iter().map(String::as_str).collect();
    let mut faulty = HashSet::new();
    let correcting: Vec<usize> = (0..statements.len())
        .filter(|&position| statements[position].statement.supersedes.is_some())
        .collect();
    if correcting.is_empty() {
        return faulty;
    }
    let by_id: HashMap<&str, usize> = statements
        .iter()
        .enumerate()
        .rev()
        .map(|(position, checked)| (checked.statement.id.as_str(), position))
        .collect();
    let corrected = |position: usize| {
        statements[position]
            .statement
            .supersedes
            .as_ref()
            .and_then(|id| by_id.get(id.as_str()))
            .copied()
    };
    // 0: not visited; otherwise the number of the walk that visited it.
    let mut seen_in_walk = vec![0_usize; statements.len()];
    for (walk, &start) in correcting.iter().enumerate() {
        let Some(id) = statements[start].statement.supersedes.as_ref() else { continue };
        if corrected(start).is_none() {
            if elsewhere.contains(id.as_str()) {
                continue;
            }
            if !lost.contains(id.as_str()) {
                let here = place(findings, &statements[start], "supersedes");
                let ids = statements.iter().map(|checked| checked.statement.id.as_str());
                let help = findings.suggest(id.as_str(), ids);
                let message = format!("unknown statement `{id}`");
                findings.push(Diagnostic::error(Code::UnknownStatement, here, message).help(help));
            }
            faulty.insert(start);
            continue;
        }
        let mut position = Some(start);
        while let Some(at) = position {
            if seen_in_walk[at] == walk + 1 {
                circle(at, &corrected, statements, &mut faulty, findings);
                break;
            }
            if seen_in_walk[at] != 0 {
                break;
            }
            seen_in_walk[at] = walk + 1;
            position = corrected(at);
        }
    }
    faulty
}

/// Reports the cycle of corrections that `start` is in, once, at its first statement.
fn circle(
    start: usize,
    corrected: &impl Fn(usize) -> Option<usize>,
    statements: &[Checked],
    faulty: &mut HashSet<usize>,
    findings: &mut Findings<'_>,
) {
    let next =
        std::iter::successors(corrected(start), |&at| corrected(at)).take_while(|&at| at != start);
    let mut members: Vec<usize> = std::iter::once(start).chain(next).collect();
    members.sort_unstable();
    let message = if members.len() == 1 {
        "this statement corrects itself"
    } else {
        "these statements correct each other in a cycle"
    };
    let here = place(findings, &statements[members[0]], "supersedes");
    let mut finding = Diagnostic::error(Code::SupersedesCycle, here, message)
        .help("`supersedes` names the older statement that this one replaces".to_owned());
    for &member in &members[1..] {
        finding = finding.related(place(findings, &statements[member], "supersedes"), "and here");
    }
    findings.push(finding);
    faulty.extend(members);
}

fn repeated_quotes(statements: &[Checked], findings: &mut Findings<'_>) {
    let mut first: HashMap<(usize, usize, &str), usize> = HashMap::new();
    for (position, checked) in statements.iter().enumerate() {
        let statement = &checked.statement;
        let Some(quote) =
            statement.quote.as_deref().map(str::trim).filter(|quote| !quote.is_empty())
        else {
            continue;
        };
        let key = (statement.holder.position(), statement.target.position(), quote);
        let Some(&before) = first.get(&key) else {
            first.insert(key, position);
            continue;
        };
        let other = &statements[before];
        let is_correction = statement.supersedes.as_ref() == Some(&other.statement.id)
            || other.statement.supersedes.as_ref() == Some(&statement.id);
        // Two coders of one text quote the same words.
        let is_of_another_coder = statement.coder != other.statement.coder;
        if !is_correction && !is_of_another_coder && statement.id != other.statement.id {
            let (here, there) =
                (place(findings, checked, "quote"), place(findings, other, "quote"));
            findings.push(
                Diagnostic::warning(
                    Code::RepeatedQuote,
                    here,
                    "repeated quote for the same holder and target",
                )
                .related(there, "first here")
                .help(
                    "delete one statement, or quote in each only the part that supports it"
                        .to_owned(),
                ),
            );
        }
    }
}
