//! Changes of the file of how a story is told, as the page of `serve` makes them: what a person wrote in it stays.

use super::{Pin, Step, field, list_at, lists, whole};
use crate::corpus::{
    RON,
    append::{AppendError, NewRecord, append, corpus_outline, insert, quoted, section},
    syntax::outline::outline,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::ops::Range;

/// A change. Steps are named by their position and by what they were, so that nobody else's change is lost.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Adds a step before the one at a position, or behind the last one.
    AddStep {
        /// The position.
        index: usize,
        /// The step.
        step: Step,
    },
    /// Changes a step.
    ChangeStep {
        /// Its position.
        index: usize,
        /// What it was.
        seen: Step,
        /// What it becomes.
        step: Step,
    },
    /// Removes a step.
    RemoveStep {
        /// Its position.
        index: usize,
        /// What it was.
        seen: Step,
    },
    /// Moves a step to another position among the others.
    MoveStep {
        /// Its position.
        index: usize,
        /// What it is.
        seen: Step,
        /// The new position.
        to: usize,
    },
    /// Keeps an entity at a place.
    Pin(Pin),
    /// Lets an entity go.
    Unpin {
        /// Its id.
        entity: String,
    },
    /// Hides an entity.
    Hide {
        /// Its id.
        entity: String,
    },
    /// Shows an entity again.
    Show {
        /// Its id.
        entity: String,
    },
}

/// Why a file is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// The step is not there, or is another now.
    #[error("this step was changed in the file meanwhile: look at what it is now, and try again")]
    Changed,
    /// The file is not what it should be.
    #[error("the file has a mistake: correct it first")]
    Broken,
}

impl From<AppendError> for ChangeError {
    fn from(_: AppendError) -> Self {
        Self::Broken
    }
}

pub(super) const STEPS: [&str; 1] = ["steps"];
pub(super) const PINNED: [&str; 2] = ["layout", "pinned"];
pub(super) const HIDDEN: [&str; 2] = ["layout", "hidden"];

/// The text with a change; an empty text becomes a file. Nothing else in it changes.
pub(crate) fn changed(text: &str, change: &Change) -> Result<String, ChangeError> {
    let text = if text.trim().is_empty() { "Story()\n" } else { text };
    match change {
        Change::AddStep { index, step } => {
            with_item(text, &STEPS, Some(*index), &NewRecord::of(step).to_ron())
        }
        Change::ChangeStep { index, seen, step } => {
            let place = place_of_step(text, *index, seen)?.1;
            let change = |text: String, name, value: &str, old: &str| {
                if value == old { Some(text) } else { with_text(&text, place.start, name, value) }
            };
            change(text.to_owned(), "at", &step.at, &seen.at)
                .and_then(|text| change(text, "say", &step.say, &seen.say))
                .ok_or(ChangeError::Broken)
        }
        Change::RemoveStep { index, seen } => {
            without_item(text, &STEPS, place_of_step(text, *index, seen)?.0)
        }
        Change::MoveStep { index, seen, to } => {
            let (index, _) = place_of_step(text, *index, seen)?;
            let list = list_at(text, &STEPS).ok_or(ChangeError::Broken)?;
            let to = (*to).min(list.members.len().saturating_sub(1));
            lists::moved(text, &list, index, to).ok_or(ChangeError::Broken)
        }
        Change::Pin(pin) => {
            let old = position(text, &PINNED, |old: &Pin| old.entity == pin.entity);
            let text = match old {
                Some(index) => return moved_pin(text, index, pin),
                None => text,
            };
            with_item(text, &PINNED, None, &NewRecord::of(pin).to_ron())
        }
        Change::Unpin { entity } => {
            match position(text, &PINNED, |pin: &Pin| pin.entity == *entity) {
                Some(index) => without_item(text, &PINNED, index),
                None => Ok(text.to_owned()),
            }
        }
        Change::Hide { entity } => match position(text, &HIDDEN, |id: &String| id == entity) {
            Some(_) => Ok(text.to_owned()),
            None => with_item(text, &HIDDEN, None, &quoted(entity)),
        },
        Change::Show { entity } => match position(text, &HIDDEN, |id: &String| id == entity) {
            Some(index) => without_item(text, &HIDDEN, index),
            None => Ok(text.to_owned()),
        },
    }
}

/// The items of a list, as far as they can be read.
fn items<T: DeserializeOwned>(text: &str, way: &[&str]) -> Vec<(Range<usize>, Option<T>)> {
    let members = list_at(text, way).map(|list| list.members).unwrap_or_default();
    let places = members.iter().map(whole);
    places
        .map(|place| (place.clone(), text.get(place).and_then(|it| RON.from_str(it).ok())))
        .collect()
}

pub(super) fn position<T: DeserializeOwned>(
    text: &str,
    way: &[&str],
    is_wanted: impl Fn(&T) -> bool,
) -> Option<usize> {
    items(text, way).iter().position(|(_, item)| item.as_ref().is_some_and(&is_wanted))
}

/// Where a step stands now: at its position, else where the only one like it is.
fn place_of_step(
    text: &str,
    index: usize,
    seen: &Step,
) -> Result<(usize, Range<usize>), ChangeError> {
    let steps = items::<Step>(text, &STEPS);
    let is_it = |step: &Option<Step>| step.as_ref() == Some(seen);
    let found = match steps.get(index) {
        Some((_, step)) if is_it(step) => index,
        _ => {
            let mut alike = steps.iter().enumerate().filter(|(_, (_, step))| is_it(step));
            match (alike.next(), alike.next()) {
                (Some((index, _)), None) => index,
                _ => return Err(ChangeError::Changed),
            }
        }
    };
    let place = steps.into_iter().nth(found).map(|(place, _)| place);
    place.map(|place| (found, place)).ok_or(ChangeError::Changed)
}

/// The text with another value of a text field of the record that begins at a place.
fn with_text(text: &str, record: usize, name: &str, value: &str) -> Option<String> {
    let record = outline(text, record)?;
    let place = field(text, &record, name)?.value.clone();
    Some([text.get(..place.start)?, &quoted(value), text.get(place.end..)?].concat())
}

fn moved_pin(text: &str, index: usize, pin: &Pin) -> Result<String, ChangeError> {
    let mut text = text.to_owned();
    for (name, value) in [("x", pin.x), ("y", pin.y)] {
        let record = list_at(&text, &PINNED)
            .and_then(|list| outline(&text, list.members.get(index)?.value.start))
            .ok_or(ChangeError::Broken)?;
        let place = field(&text, &record, name).ok_or(ChangeError::Broken)?.value.clone();
        text.replace_range(place, &format!("{value:?}"));
    }
    Ok(text)
}

fn without_item(text: &str, way: &[&str], index: usize) -> Result<String, ChangeError> {
    let list = list_at(text, way).ok_or(ChangeError::Broken)?;
    lists::taken_out(text, &list, index).ok_or(ChangeError::Broken)
}

/// The text with an item of a list, which is made with what is around it where it is not there.
fn with_item(
    text: &str,
    way: &[&str],
    index: Option<usize>,
    item: &str,
) -> Result<String, ChangeError> {
    if let (Some(list), Some(index)) = (list_at(text, way), index) {
        if !list.faults.is_empty() {
            return Err(ChangeError::Broken);
        }
        if index < list.members.len() {
            return lists::put_in(text, &list, index, item).ok_or(ChangeError::Broken);
        }
    }
    let Some((name, around)) = way.split_last() else { return Err(ChangeError::Broken) };
    let Some(within) = list_at(text, around) else {
        // The record around the list is made with it.
        let [record] = around else { return Err(ChangeError::Broken) };
        let story =
            corpus_outline(text).filter(|it| it.faults.is_empty()).ok_or(ChangeError::Broken)?;
        if field(text, &story, record).is_some() {
            return Err(ChangeError::Broken);
        }
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let lines = format!(
            "    {record}: ({newline}        {name}: [{newline}            {item},{newline}        ],{newline}    ),"
        );
        return Ok(insert(text, &story, "    ", &lines, newline)?);
    };
    if !within.faults.is_empty()
        || section(text, &within, name).is_some_and(|it| !it.faults.is_empty())
    {
        return Err(ChangeError::Broken);
    }
    Ok(append(text, &within, name, &[item.to_owned()], 4 * way.len())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(at: &str, say: &str) -> Step {
        Step { at: at.to_owned(), say: say.to_owned() }
    }

    const FILE: &str = r##"// How it is told.
Story(
    page: (title: "A"), // the page
    steps: [
        // The beginning.
        (at: "#day=2018-04-21", say: "One."), // why
        (
            say: "Two \"2\".", /* raw */ at: r"day=2018-04-22",
        ),
    ],
    // The end.
)
"##;

    fn check(text: &str, change: &Change, from: &str, to: &str) {
        let expected = text.replacen(from, to, 1);
        assert_ne!(expected, text);
        assert_eq!(changed(text, change).unwrap(), expected);
    }

    #[test]
    fn only_what_changes_is_new() {
        let new = step("day=2018", "Half \\ \"1\".");
        let written = r#"(at: "day=2018", say: "Half \\ \"1\".")"#;
        let add = |index| Change::AddStep { index, step: new.clone() };
        check(
            FILE,
            &add(0),
            "        // The beginning.\n",
            &format!("        {written},\n        // The beginning.\n"),
        );
        check(FILE, &add(1), "        (\n", &format!("        {written},\n        (\n"));
        check(FILE, &add(2), "        ),\n", &format!("        ),\n        {written},\n"));
        let (one, two) = (step("#day=2018-04-21", "One."), step("day=2018-04-22", "Two \"2\"."));
        let change = Change::ChangeStep { index: 1, seen: two.clone(), step: step(&two.at, "2!") };
        check(FILE, &change, r#""Two \"2\".""#, r#""2!""#);
        // It is found where it is now.
        let change =
            Change::ChangeStep { index: 0, seen: two.clone(), step: step("day=1", &two.say) };
        check(FILE, &change, "r\"day=2018-04-22\"", "\"day=1\"");
        check(
            FILE,
            &Change::RemoveStep { index: 0, seen: one.clone() },
            "        (at: \"#day=2018-04-21\", say: \"One.\"), // why\n",
            "        // why\n",
        );
        let moved =
            changed(FILE, &Change::MoveStep { index: 0, seen: one.clone(), to: 1 }).unwrap();
        assert!(
            moved.contains("        ),\n        // The beginning.\n        (at: \"#day"),
            "{moved}"
        );
        let other = step("#day=2018-04-21", "Another.");
        for change in [
            Change::RemoveStep { index: 0, seen: other.clone() },
            Change::ChangeStep { index: 0, seen: other.clone(), step: one.clone() },
            Change::MoveStep { index: 0, seen: other, to: 1 },
        ] {
            assert_eq!(changed(FILE, &change), Err(ChangeError::Changed));
        }
        let twice = FILE.replace(
            "say: \"Two \\\"2\\\".\", /* raw */ at: r\"day=2018-04-22\"",
            "at: \"#day=2018-04-21\", say: \"One.\"",
        );
        assert_eq!(
            changed(&twice, &Change::RemoveStep { index: 7, seen: one }),
            Err(ChangeError::Changed)
        );
    }

    #[test]
    fn sections_are_made_where_they_are_not_there() {
        let add = Change::AddStep { index: 3, step: step("a", "b") };
        assert_eq!(
            changed("", &add).unwrap(),
            "Story(\n    steps: [\n        (at: \"a\", say: \"b\"),\n    ],\n)\n"
        );
        let pin = |x| Change::Pin(Pin { entity: "a".to_owned(), x, y: -2.0 });
        let hide = Change::Hide { entity: "b".to_owned() };
        let pinned = changed("Story(page: (title: \"T\"))", &pin(1.5)).unwrap();
        assert_eq!(
            pinned,
            "Story(page: (title: \"T\"),\n    layout: (\n        pinned: [\n            (entity: \"a\", x: 1.5, y: -2.0),\n        ],\n    ),\n)"
        );
        check(&pinned, &pin(3.0), "x: 1.5", "x: 3.0");
        let hidden = changed(&pinned, &hide).unwrap();
        assert_eq!(changed(&hidden, &hide).unwrap(), hidden);
        assert!(
            hidden
                .contains("        ],\n        hidden: [\n            \"b\",\n        ],\n    ),"),
            "{hidden}"
        );
        let shown = changed(&hidden, &Change::Show { entity: "b".to_owned() }).unwrap();
        assert!(shown.contains("hidden: [\n        ],"), "{shown}");
        let unpinned = changed(&shown, &Change::Unpin { entity: "a".to_owned() }).unwrap();
        assert!(unpinned.contains("pinned: [\n        ],"), "{unpinned}");
    }

    #[test]
    fn a_broken_file_is_left_alone() {
        let add = Change::AddStep { index: 0, step: step("a", "b") };
        for text in ["Story(steps: [(at: \"a\"", "Story(", "what", "Story(layout: 3)"] {
            let hide = Change::Hide { entity: "b".to_owned() };
            assert_eq!(changed(text, &hide), Err(ChangeError::Broken), "{text}");
        }
        assert_eq!(changed("Story(steps: [(at: \"a\"", &add), Err(ChangeError::Broken));
    }
}
