//! What an import read, what it skipped, and what it added: for people, and as data.

use super::document::count;
use crate::import::{
    ColumnUse, ImportReport, LeftOut, LeftOutLate, Outcome, Reason, Unit, Update, Usage,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write as _};

/// So many values, names or pairs are shown; of more, the number.
pub(super) const SHOWN: usize = 8;

/// What was read in one file, of whose rows so many turned out to be no statements once all were known.
pub(crate) fn import_text(report: &ImportReport, n_left_out: usize) -> String {
    let [one, several] = nouns(report.unit);
    let [product, products] = match report.unit {
        Unit::Entities => ["entity", "entities"],
        _ => ["statement", "statements"],
    };
    let stances = match report.more_stances {
        0 => String::new(),
        more => format!(", which say {} stances", report.rows + more),
    };
    let mut text = format!(
        "read {}{stances}: {}\n",
        count(report.rows, one, several),
        count(report.statements.saturating_sub(n_left_out), product, products)
    );
    if let Some(encoding) = report.encoding {
        let _ = writeln!(
            text,
            "this is not UTF-8 and was read as {encoding}; --encoding names another"
        );
    }
    columns_text(&report.columns, &mut text);
    if !report.values.is_empty() {
        let values = report.values.iter().map(|(value, n)| (value.as_str(), *n));
        let _ = writeln!(text, "values read as verbs: {}", frequent(values));
    }
    if !report.nothing.is_empty() {
        let values = report.nothing.iter().map(|(value, n)| (value.as_str(), *n));
        let _ = writeln!(text, "cells that say nothing: {}", frequent(values));
    }
    for (doubt, dates) in &report.doubts {
        let n_dates = count(dates.rows, "date", "dates");
        let _ = writeln!(text, "note: {n_dates} {}: {}", doubt.message(), at(dates, report.unit));
    }
    for note in &report.notes {
        let _ = writeln!(text, "note: {note}");
    }
    let those = [format!("{one} that"), format!("{several}, each of which")];
    for (word, parts) in [("skipped", &report.left_out), ("kept", &report.incomplete)] {
        for (reason, rows) in parts {
            let n_rows = count(rows.rows, &those[0], &those[1]);
            let _ =
                writeln!(text, "{word} {n_rows} {}: {}", reason.message(), at(rows, report.unit));
            if let Some(remedy) = reason.remedy() {
                let _ = writeln!(text, "  help: {remedy}");
            }
        }
    }
    text
}

const fn nouns(unit: Unit) -> [&'static str; 2] {
    match unit {
        Unit::Rows | Unit::Entities => ["row", "rows"],
        Unit::Cells => ["cell", "cells"],
        Unit::Items => ["statement", "statements"],
        Unit::Arcs => ["arc", "arcs"],
    }
}

/// Which column was read as what, and which were not used.
fn columns_text(columns: &[ColumnUse], text: &mut String) {
    if columns.is_empty() {
        return;
    }
    let shown = |column: &ColumnUse| match column.heading.as_str() {
        "" => format!("#{}", column.number),
        heading if column.repeats => format!("{heading} (again, #{})", column.number),
        heading => heading.to_owned(),
    };
    let used: Vec<String> = columns
        .iter()
        .filter_map(|column| match &column.usage {
            Usage::Fields(fields) => {
                let fields = fields.join(" and ");
                let heading = shown(column);
                Some(if fields == heading { fields } else { format!("{fields} = {heading}") })
            }
            _ => None,
        })
        .collect();
    let _ = writeln!(text, "columns used: {}", used.join(", "));
    let cells: Vec<(String, &str)> = columns
        .iter()
        .filter_map(|column| match column.usage {
            Usage::Cells(end) => Some((shown(column), end)),
            _ => None,
        })
        .collect();
    if let Some((_, end)) = cells.first() {
        let names: Vec<&str> = cells.iter().map(|(heading, _)| heading.as_str()).collect();
        let _ = writeln!(text, "columns used as {end}s: {}", names.join(", "));
    }
    let unused: Vec<String> =
        columns.iter().filter(|it| it.usage == Usage::Unused).map(shown).collect();
    if !unused.is_empty() {
        let _ = writeln!(text, "columns not used: {}", unused.join(", "));
    }
}

/// Values by how frequent they are, and how many more there are.
fn frequent<'v>(values: impl Iterator<Item = (&'v str, usize)>) -> String {
    let mut values: Vec<(&str, usize)> = values.collect();
    values.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let more = values.len().saturating_sub(SHOWN);
    values.truncate(SHOWN);
    let mut shown: Vec<String> =
        values.iter().map(|(value, n)| format!("`{}` {n}×", value.escape_debug())).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

/// Where rows stand, and what is written there.
fn at(rows: &LeftOut, unit: Unit) -> String {
    let [one, several] = match unit {
        Unit::Rows | Unit::Cells | Unit::Entities | Unit::Arcs => ["line", "lines"],
        Unit::Items => ["number", "numbers"],
    };
    let lines: Vec<String> = rows.lines.iter().map(u64::to_string).collect();
    let noun = if rows.rows == 1 { one } else { several };
    let mut at = format!("{noun} {}{}", lines.join(", "), more(rows.rows, lines.len()));
    if !rows.values.is_empty() {
        let values = rows.values.iter().map(|(value, n)| (value.as_str(), *n));
        let _ = write!(at, " ({}", frequent(values));
        if rows.uncounted > 0 {
            let _ = write!(at, ", and others in {} rows", rows.uncounted);
        }
        at.push(')');
    }
    at
}

pub(super) fn more(all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

/// What became of the rows once all of them were known.
pub(crate) fn outcome_text(outcome: &Outcome) -> String {
    let mut text = String::new();
    if outcome.repeated > 0 {
        let n_rows = count(outcome.repeated, "row that repeats", "rows, each of which repeats");
        let places = late_places(outcome.repeated, &outcome.repeated_at);
        let _ = writeln!(text, "skipped {n_rows} another in every field{places}");
    }
    if outcome.corrections > 0 {
        let n_rows = count(outcome.corrections, "row that has", "rows, each of which has");
        let places = late_places(outcome.corrections, &outcome.corrected_at);
        let _ = writeln!(text, "kept {n_rows} the id of an earlier one and corrects it{places}");
    }
    for (reason, rows) in &outcome.left_out {
        let LeftOutLate { rows: n_rows, places, values } = rows;
        let those = count(*n_rows, "row that", "rows, each of which");
        let noun = if *n_rows == 1 { "line" } else { "lines" };
        let _ = write!(
            text,
            "skipped {those} {}: {noun} {}{}",
            reason.message(),
            places.join(", "),
            more(*n_rows, places.len())
        );
        if !values.is_empty() {
            let values = values.iter().map(|(value, n)| (value.as_str(), *n));
            let _ = write!(text, " ({})", frequent(values));
        }
        text.push('\n');
    }
    if outcome.dependent > 0 {
        let rows = count(outcome.dependent, "statement that depends", "statements that depend");
        let _ = writeln!(text, "skipped {rows} on one that was skipped");
    }
    if !outcome.united.is_empty() {
        let spelt: Vec<String> = outcome
            .united
            .iter()
            .take(SHOWN)
            .map(|names| names.iter().map(|name| visible(name)).collect::<Vec<_>>().join(" = "))
            .collect();
        let n = count(outcome.united.len(), "entity has", "entities have");
        let more = more(outcome.united.len(), spelt.len());
        let _ = writeln!(text, "{n} several spellings: {}{more}", spelt.join("; "));
    }
    for note in &outcome.notes {
        let _ = writeln!(text, "note: {note}");
    }
    text
}

/// Where rows stand that were only known when all were read, if that is told.
fn late_places(n_rows: usize, places: &[String]) -> String {
    let noun = if n_rows == 1 { "line" } else { "lines" };
    let more = more(n_rows, places.len());
    if places.is_empty() { String::new() } else { format!(": {noun} {}{more}", places.join(", ")) }
}

/// What an update adds to what is there.
pub(crate) fn update_text(update: &Update) -> String {
    let mut text = count(update.added, "new statement", "new statements");
    if update.corrected > 0 {
        let verb = if update.corrected == 1 { "corrects" } else { "correct" };
        let _ = write!(text, ", {} of which {verb} another", update.corrected);
    }
    if update.unchanged > 0 {
        let _ = write!(text, "; {} there already", update.unchanged);
    }
    text.push('\n');
    if update.again > 0 {
        let [say, stand] = if update.again == 1 { ["says", "stands"] } else { ["say", "stand"] };
        let n_again = count(update.again, "new statement", "new statements");
        let _ = writeln!(
            text,
            "note: {n_again} {say} what one said that was corrected, and {stand} again; where that is not meant, leave the rows out"
        );
    }
    let listed = |names: &[String]| {
        let shown: Vec<String> = names.iter().take(SHOWN).map(|name| visible(name)).collect();
        format!("{}{}", shown.join(", "), more(names.len(), shown.len()))
    };
    if !update.entities.is_empty() {
        let n_new = count(update.entities.len(), "new entity", "new entities");
        let _ = writeln!(text, "{n_new}: {}", listed(&update.entities));
    }
    let kinds: Vec<String> = update
        .kinds_changed()
        .map(|(name, before, now)| format!("{name} ({before} to {now})"))
        .collect();
    if !kinds.is_empty() {
        let _ = writeln!(text, "kinds changed that were only assumed: {}", listed(&kinds));
    }
    for sentence in update.completed.iter().take(SHOWN) {
        let _ = writeln!(text, "completed {}", visible(sentence));
    }
    if update.completed.len() > SHOWN {
        let more = update.completed.len() - SHOWN;
        let _ = writeln!(text, "completed {more} more; -O json lists all");
    }
    if !update.united.is_empty() {
        let _ = writeln!(text, "known under another spelling: {}", listed(&update.united));
    }
    for (place, message) in update.refused.iter().take(SHOWN) {
        let place = place.as_ref().map(|line| format!(" (line {line})")).unwrap_or_default();
        let _ =
            writeln!(text, "skipped a row that does not pass the checks there{place}: {message}");
    }
    if update.refused.len() > SHOWN {
        let more = update.refused.len() - SHOWN;
        let _ = writeln!(text, "skipped {more} more rows that do not; -O json lists all");
    }
    if update.about_itself > 0 {
        let n_left_out = count(update.about_itself, "statement", "statements");
        let _ = writeln!(text, "skipped {n_left_out}: holder and target are one entity there");
    }
    if !update.richer.is_empty() {
        let _ = writeln!(
            text,
            "note: what is there stays as it is; not added are other names and roles of {}",
            listed(&update.richer)
        );
    }
    if let Some(zone) = &update.time_zone {
        let _ = writeln!(
            text,
            "note: date-times of the data are on the clocks of {zone}; they are written with their offsets, as days are counted \
             elsewhere there"
        );
    }
    for sentence in update.kept.iter().take(SHOWN) {
        let _ = writeln!(text, "note: {}", visible(sentence));
    }
    if update.kept.len() > SHOWN {
        let more = update.kept.len() - SHOWN;
        let are = count(more, "more value is", "more values are");
        let _ = writeln!(text, "note: {are} not used; -O json lists all");
    }
    text.push_str(&similar_text(update));
    text
}

/// Names that look alike, the surest first.
pub(crate) fn similar_text(update: &Update) -> String {
    let mut text = String::new();
    for (name, other) in update.alike.iter().take(SHOWN) {
        let _ = writeln!(
            text,
            "note: `{}` looks like `{}`; if they are one, make one an alias of the other",
            visible(name),
            visible(other)
        );
    }
    if update.alike.len() > SHOWN {
        let more = update.alike.len() - SHOWN;
        let look = count(more, "more pair of names looks", "more pairs of names look");
        let _ = writeln!(text, "note: {look} alike; -O json lists all");
    }
    text
}

/// A name in one line, with what the eye cannot see.
pub(super) fn visible(name: &str) -> String {
    let shown = |c: char| {
        if c.is_control() || crate::corpus::fold::is_invisible(c) {
            c.escape_unicode().to_string()
        } else {
            c.to_string()
        }
    };
    name.chars().map(shown).collect()
}

/// What was read in one file, as data.
pub(super) fn file_json(name: &str, report: &ImportReport) -> Value {
    let skipped = |parts: &BTreeMap<Reason, LeftOut>| -> Vec<Value> {
        parts
            .iter()
            .map(|(reason, rows)| {
                json!({
                    "reason": reason.word(),
                    "message": reason.message(),
                    "help": reason.remedy(),
                    "rows": rows.rows,
                    "lines": rows.lines,
                    "values": rows.values,
                    "values_not_counted": rows.uncounted,
                })
            })
            .collect()
    };
    let columns: Vec<Value> = report
        .columns
        .iter()
        .map(|column| {
            let (fields, cells) = match &column.usage {
                Usage::Fields(fields) => (fields.clone(), None),
                Usage::Cells(end) => (Vec::new(), Some(*end)),
                Usage::Unused => (Vec::new(), None),
            };
            json!({
                "number": column.number,
                "heading": column.heading,
                "fields": fields,
                "cells": cells,
            })
        })
        .collect();
    let doubts: Vec<Value> = report
        .doubts
        .iter()
        .map(|(doubt, dates)| {
            json!({"message": doubt.message(), "rows": dates.rows, "lines": dates.lines, "values": dates.values})
        })
        .collect();
    json!({
        "file": name,
        "rows": report.rows,
        "stances": report.rows + report.more_stances,
        "statements": report.statements,
        "encoding": report.encoding,
        "columns": columns,
        "values": report.values,
        "nothing": report.nothing,
        "skipped": skipped(&report.left_out),
        "incomplete": skipped(&report.incomplete),
        "doubtful_dates": doubts,
        "notes": report.notes,
    })
}

/// The report of an import as data.
pub(crate) fn import_json(
    files: &[(String, &ImportReport)],
    outcome: &Outcome,
    update: Option<&Update>,
    wrote: Option<&str>,
) -> Value {
    let late: Vec<Value> = outcome
        .left_out
        .iter()
        .map(|(reason, rows)| {
            json!({
                "reason": reason.word(),
                "message": reason.message(),
                "rows": rows.rows,
                "lines": rows.places,
                "values": rows.values,
            })
        })
        .collect();
    let read: usize = files.iter().map(|(_, report)| report.rows).sum();
    let stances: usize = read + files.iter().map(|(_, it)| it.more_stances).sum::<usize>();
    let statements: usize = files.iter().map(|(_, report)| report.statements).sum();
    let n_refused = update.map_or(0, |update| update.refused.len());
    json!({
        "command": "import",
        "rows_read": read,
        "stances_read": stances,
        "statements": statements.saturating_sub(outcome.n_left_out() + n_refused),
        "rows": files.iter().map(|(name, report)| file_json(name, report)).collect::<Vec<_>>(),
        "repeated": {"rows": outcome.repeated, "lines": outcome.repeated_at},
        "corrections": outcome.corrections,
        "corrected_at": outcome.corrected_at,
        "skipped": late,
        "dependent": outcome.dependent,
        "united": outcome.united,
        "notes": outcome.notes,
        "added": update.map(|update| json!({
            "statements": update.added,
            "corrections": update.corrected,
            "again": update.again,
            "unchanged": update.unchanged,
            "entities": update.entities,
            "kinds_changed": update
                .kinds_changed()
                .map(|(name, before, now)| json!({"name": name, "before": before, "now": now}))
                .collect::<Vec<_>>(),
            "known_under_another_spelling": update.united,
            "about_itself": update.about_itself,
            "not_added_of": update.richer,
            "time_zone_of_data": update.time_zone,
            "completed": update.completed,
            "refused": update
                .refused
                .iter()
                .map(|(line, message)| json!({"line": line, "message": message}))
                .collect::<Vec<_>>(),
            "kept": update.kept,
            "alike": update.alike,
        })),
        "wrote": wrote,
    })
}
