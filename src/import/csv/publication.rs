//! On which day sources were published of which rows tell it, as rows and what is there were read one after the other.

use super::checked::Placed;
use crate::{
    import::elsewhere::Published,
    model::{Date, Instant, Zone},
};
use std::collections::HashMap;

/// The days of publication that rows tell of one source, in order, each with its table and line.
pub(super) type ToldDays = Vec<(String, (usize, u64))>;

/// The day of publication of a source: that which is there, else the first that no statement contradicts which is there or comes
/// before. Notes go to `note` on those that are not used.
pub(super) fn published(
    (id, told): (&str, &ToldDays),
    there: Option<&Published>,
    statements: &[&Placed],
    zone: &Zone,
    note: &mut dyn FnMut(String),
) -> Option<String> {
    if let Some(day) = there.and_then(|there| there.day.as_ref()) {
        for (other, _) in told.iter().filter(|(other, _)| other != day) {
            note(format!("source {id} has the date of publication {day} there; not used: {other}"));
        }
        return Some(day.clone());
    }
    let there = there.and_then(|there| there.last_statement);
    let mut found: Option<&String> = None;
    for (day, place) in told {
        if let Some(found) = found {
            if found != day {
                note(format!(
                    "source {id} has the date of publication {found}, and {day} in other rows"
                ));
            }
            continue;
        }
        let is_before = |statement: &&&Placed| statement.1 < *place;
        let said =
            statements.iter().filter(is_before).filter_map(|it| first(it.0.on.as_ref(), zone));
        let last = said.chain(there).max();
        let date = Date::in_zone(day, zone).ok();
        if last.zip(date).is_some_and(|(last, date)| date.last() < last) {
            note(format!(
                "source {id}: the date of publication {day} is not used, as a statement of it is dated later"
            ));
        } else {
            found = Some(day);
        }
    }
    found.cloned()
}

fn first(on: Option<&String>, zone: &Zone) -> Option<Instant> {
    Some(Date::in_zone(on?, zone).ok()?.first())
}

/// Statements by their source.
pub(super) fn by_source(statements: &[Placed]) -> HashMap<&str, Vec<&Placed>> {
    let mut by_source = HashMap::<_, Vec<_>>::new();
    for statement in statements {
        by_source.entry(statement.0.source.as_str()).or_default().push(statement);
    }
    by_source
}
