//! Checks of when statements were recorded, and of what two coders say of one statement.

use super::{Findings, correction::place, statement::Checked};
use crate::{
    corpus::diagnostic::{Code, Diagnostic},
    model::Statement,
};
use std::collections::HashMap;

/// Warns of recordings that come too early, and of codings that differ.
pub(super) fn check(statements: &[Checked], findings: &mut Findings<'_>) {
    early_recordings(statements, findings);
    early_corrections(statements, findings);
    differing_coders(statements, findings);
}

fn early_recordings(statements: &[Checked], findings: &mut Findings<'_>) {
    for checked in statements {
        let Statement { known, bounds, .. } = &checked.statement;
        if *known < bounds.earliest && known.is_bounded() {
            let here = place(findings, checked, "recorded");
            let message = format!("recorded on {known}, before it was said");
            findings.push(
                Diagnostic::warning(Code::EarlyRecording, here, message)
                    .help("correct `recorded` or the date of the statement".to_owned()),
            );
        }
    }
}

fn early_corrections(statements: &[Checked], findings: &mut Findings<'_>) {
    if statements.iter().all(|checked| checked.statement.supersedes.is_none()) {
        return;
    }
    let by_id: HashMap<&str, &Checked> =
        statements.iter().map(|checked| (checked.statement.id.as_str(), checked)).collect();
    for checked in statements {
        let corrected = checked.statement.supersedes.as_ref();
        let Some(corrected) = corrected.and_then(|id| by_id.get(id.as_str())) else { continue };
        let (known, before) = (checked.statement.known, corrected.statement.known);
        if known < before {
            let here = place(findings, checked, "supersedes");
            let there = place(findings, corrected, "recorded");
            let message =
                format!("this correction was known on {known}, before what it corrects ({before})");
            findings.push(
                Diagnostic::warning(Code::EarlyCorrection, here, message)
                    .related(there, "corrected here")
                    .help("say with `recorded` when the correction was made".to_owned()),
            );
        }
    }
}

fn differing_coders(statements: &[Checked], findings: &mut Findings<'_>) {
    let mut first: HashMap<_, Vec<&Checked>> = HashMap::new();
    for checked in statements.iter().filter(|checked| checked.statement.coder.is_some()) {
        let Statement { holder, target, source, quote, date, .. } = &checked.statement;
        let words = quote.as_deref().map(str::trim).filter(|quote| !quote.is_empty());
        // Without a quote, the day is what shows that both mean one statement.
        let day = if words.is_some() { "" } else { date.as_str() };
        let key = (holder.position(), target.position(), source.position(), words, day);
        let others = first.entry(key).or_default();
        let is_other = |other: &&&Checked| {
            let other = &other.statement;
            other.coder != checked.statement.coder
                && other.verb != checked.statement.verb
                && other.supersedes.is_none()
                && checked.statement.supersedes.is_none()
        };
        if let Some(other) = others.iter().find(is_other) {
            let (here, there) =
                (place(findings, checked, "stance"), place(findings, other, "stance"));
            let coder = |checked: &Checked| checked.statement.coder.clone().unwrap_or_default();
            let message =
                format!("{} and {} code this statement differently", coder(other), coder(checked));
            findings.push(
                Diagnostic::warning(Code::CodersDiffer, here, message)
                    .related(there, "coded here")
                    .help("ask one coder's layer with --where coder:NAME".to_owned()),
            );
        }
        others.push(checked);
    }
}
