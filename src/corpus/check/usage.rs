//! Items that are declared but never used.

use super::{Declared, Findings};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::record::{EntityRecord, SourceRecord},
};

/// Warns of entities and sources that no record refers to, not even a faulty one.
pub(super) fn check(
    entities: &Declared<EntityRecord>,
    sources: &Declared<SourceRecord>,
    findings: &mut Findings<'_>,
) {
    for item in entities.unnamed() {
        let place = findings.value(item, "id", None);
        let message = format!("unused entity `{}`", item.record.id);
        findings.push(Diagnostic::warning(Code::UnusedEntity, place, message));
    }
    for item in sources.unnamed() {
        let place = findings.value(item, "id", None);
        let message = format!("unused source `{}`", item.record.id);
        findings.push(Diagnostic::warning(Code::UnusedSource, place, message));
    }
}
