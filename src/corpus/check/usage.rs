//! What is declared and never named.

use super::{Declared, Findings, statement::Checked};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::record::{EntityRecord, SourceRecord},
};

/// Warns of entities and sources that nothing names. `used` tells which entities roles and sources name.
pub(super) fn check(
    statements: &[Checked],
    entities: &Declared<EntityRecord>,
    sources: &Declared<SourceRecord>,
    mut used: Vec<bool>,
    findings: &mut Findings<'_>,
) {
    let mut used_sources = vec![false; sources.n_declared()];
    let mark = |list: &mut [bool], position: usize| {
        if let Some(used) = list.get_mut(position) {
            *used = true;
        }
    };
    for Checked { statement, .. } in statements {
        let named = [statement.holder, statement.target].into_iter().chain(statement.claimed_by);
        for entity in named.chain(statement.about.iter().copied()) {
            mark(&mut used, entity.position());
        }
        for source in std::iter::once(statement.source).chain(statement.reported_in.iter().copied())
        {
            mark(&mut used_sources, source.position());
        }
    }
    // A faulty statement may be the one that names it: the finding about that statement comes first.
    if findings.list.iter().any(|finding| finding.severity == crate::corpus::Severity::Error) {
        return;
    }
    for (item, _) in entities.items().iter().zip(used).filter(|(_, used)| !used) {
        let place = findings.value(item, "id", None);
        let message = format!("nothing names the entity `{}`", item.record.id);
        findings.push(Diagnostic::warning(Code::UnusedEntity, place, message));
    }
    for (item, _) in sources.items().iter().zip(used_sources).filter(|(_, used)| !used) {
        let place = findings.value(item, "id", None);
        let message = format!("no statement names the source `{}`", item.record.id);
        findings.push(Diagnostic::warning(Code::UnusedSource, place, message));
    }
}
