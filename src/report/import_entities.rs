//! What an import of entities changed: for people, and as data.

use super::document::count;
use super::import::{SHOWN, file_json, more, visible};
use crate::{
    import::{ImportReport, entities::EntityUpdate},
    model::EntityKind,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What is new of entities, where `kind` is what those are of which the table does not tell it.
pub(crate) fn entities_text(update: &EntityUpdate, kind: EntityKind) -> String {
    let mut text = String::new();
    let mut list = |one: &str, several: &str, names: &[String]| {
        if names.is_empty() {
            return;
        }
        let shown: Vec<String> = names.iter().take(SHOWN).map(|name| visible(name)).collect();
        let counted = count(names.len(), one, several);
        let more = more(names.len(), shown.len());
        let _ = writeln!(text, "{counted}: {}{more}", shown.join("; "));
    };
    let owned = |names: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        names.map(str::to_owned).collect()
    };
    list("new entity", "new entities", &owned(&mut update.added()));
    list("entity completed", "entities completed", &owned(&mut update.completed()));
    list("code named", "codes named", &update.named);
    list(
        "organization added that only roles name",
        "organizations added that only roles name",
        &update.organizations,
    );
    list(
        "difference, where what is there stays (--update takes the table's)",
        "differences, where what is there stays (--update takes the table's)",
        &update.kept,
    );
    if update.unchanged > 0 {
        let _ = writeln!(
            text,
            "{} there already",
            count(update.unchanged, "entity is", "entities are")
        );
    }
    if update.of_default_kind > 0 {
        let n = count(update.of_default_kind, "new entity has", "new entities have");
        let _ =
            writeln!(text, "note: {n} no kind in the table: {kind} was taken; --kind says another");
    }
    text
}

/// The report as data.
pub(crate) fn entities_json(
    file: &str,
    report: &ImportReport,
    update: &EntityUpdate,
    written: &[String],
) -> Value {
    let mut read = file_json(file, report);
    if let Some(members) = read.as_object_mut() {
        members.shift_remove("values");
        members.shift_remove("nothing");
        if let Some(entities) = members.shift_remove("statements") {
            members.insert("entities".to_owned(), entities);
        }
    }
    let rows = report.rows;
    json!({
        "command": "import",
        "rows": rows,
        "entities": report.statements,
        "files": [read],
        "added": update.added().collect::<Vec<_>>(),
        "completed": update.completed().collect::<Vec<_>>(),
        "named": update.named,
        "organizations": update.organizations,
        "differences": update.kept,
        "unchanged": update.unchanged,
        "wrote": written,
    })
}
