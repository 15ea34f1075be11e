//! What the file of how a story is told holds: `Story(page: (…), steps: […], layout: (…), style: (…))`.

pub(crate) mod address;
mod change;
mod lists;
mod renamed;

pub(crate) use change::changed;
pub use change::{Change, ChangeError};
pub(crate) use renamed::{NewNames, renamed_telling};

use super::{
    append::{corpus_outline, section},
    syntax::outline::{Member, Outline, outline},
    text::offset_of,
};
use ron::error::SpannedError;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A step of a story: what the page shows, and the sentence that goes with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The state of the page, as its address has it behind `#`.
    pub at: String,
    /// The sentence.
    pub say: String,
}

/// The place of an entity in the picture, as on a screen that is wider than high.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The entity's id.
    pub entity: String,
    /// To the right of the middle.
    pub x: f64,
    /// Below the middle.
    pub y: f64,
}

/// What the author has arranged in the picture.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Arrangement {
    /// Entities that stay where they were put.
    pub pinned: Vec<Pin>,
    /// The ids of entities that are not shown.
    pub hidden: Vec<String>,
}

/// A step on the way to a value of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Towards<'n> {
    /// A field of a record.
    Field(&'n str),
    /// An item of a list.
    Item(usize),
}

/// Where a value stands in a file; the last one on the way that is there, else its beginning.
pub(crate) fn value_at(text: &str, way: &[Towards<'_>]) -> Range<usize> {
    let mut found = 0..text.len().min(1);
    let mut at = corpus_outline(text);
    for towards in way {
        let member = at.as_ref().and_then(|outline| match *towards {
            Towards::Field(name) => field(text, outline, name),
            Towards::Item(index) => outline.members.get(index),
        });
        let Some(member) = member else { return found };
        found = whole(member);
        if matches!(towards, Towards::Field(_)) {
            found = member.value.clone();
        }
        at = outline(text, member.value.start);
    }
    found
}

/// The bytes at which RON stumbled.
pub(crate) fn fault_at(text: &str, error: &SpannedError) -> Range<usize> {
    let start = offset_of(text, error.span.start.line, error.span.start.col);
    let end = offset_of(text, error.span.end.line, error.span.end.col);
    let least = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    start..end.max(start + least)
}

fn field<'o>(text: &str, outline: &'o Outline, name: &str) -> Option<&'o Member> {
    let is_named = |key: &Range<usize>| text.get(key.clone()) == Some(name);
    outline.members.iter().rfind(|member| member.key.as_ref().is_some_and(is_named))
}

/// A member with its key, or the name before its bracket.
fn whole(member: &Member) -> Range<usize> {
    member.key.as_ref().map_or(member.value.start, |key| key.start)..member.value.end
}

/// A list of a file by the records around it: `["layout", "pinned"]`.
fn list_at(text: &str, way: &[&str]) -> Option<Outline> {
    let mut at = corpus_outline(text)?;
    for name in way {
        at = section(text, &at, name)?;
    }
    Some(at)
}
