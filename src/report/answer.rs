//! The envelope of every answer.

use super::document::Document;
use crate::view::{Claims, Possible, Resolve, View};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

/// The view of an answer, as every answer describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize)]
pub struct ViewFacts {
    /// The first day; `None` for an open begin.
    pub begin: Option<String>,
    /// The day after the last; `None` for an open end.
    pub end: Option<String>,
    /// The date given to `--as-of`.
    pub as_of: Option<String>,
    /// The date given to `--known-by`.
    pub known_by: Option<String>,
    /// The filter.
    pub r#where: Option<String>,
    /// The view in words, for people.
    #[serde(skip)]
    pub in_words: String,
}

impl ViewFacts {
    /// What a view covers, whose filter is told in words.
    pub fn of(view: &View<'_>) -> Self {
        let (graph, frame) = (view.graph(), view.frame());
        let [begin, end] =
            frame.ends().map(|end| end.day.is_bounded().then(|| graph.zone().written(end)));
        let known_by = frame.known_by.map(|day| day.to_string());
        let filter = frame.filter.in_words(graph);
        let span = match (&begin, &end) {
            _ if frame.cut.is_none() => frame.span.to_string(),
            (None, None) => "all dates".to_owned(),
            (Some(begin), None) => format!("since {begin}"),
            (None, Some(end)) => format!("until {end} (excluded)"),
            (Some(begin), Some(end)) => format!("{begin}..{end} (end excluded)"),
        };
        let said = |is_so: bool, words: &str| is_so.then(|| words.to_owned());
        let in_words = [
            Some(span),
            known_by.as_ref().map(|day| format!("as known by {day}")),
            filter.clone(),
            said(frame.possible == Possible::Dropped, "definite only"),
            said(frame.claims == Claims::LetIn, "claims let in"),
            said(frame.resolve == Resolve::Sum, "ties by sum"),
        ];
        let in_words: Vec<String> = in_words.into_iter().flatten().collect();
        let in_words = in_words.join(" · ");
        Self { begin, end, as_of: None, known_by, r#where: filter, in_words }
    }
}

/// A row of an answer. Its serialized fields are a contract: they are its columns, too, of the types that they are declared
/// with.
pub trait Row: Serialize + JsonSchema {}

impl<R: Serialize + JsonSchema> Row for R {}

/// Fields beside the rows.
pub type Summary = Map<String, Value>;

/// Lays out rows as a document.
pub type Layout<'g, R> = Box<dyn Fn(&[R]) -> Document + 'g>;

/// The answer to a command.
pub struct Answer<'g, R> {
    /// The command.
    pub command: &'static str,
    /// The view.
    pub view: ViewFacts,
    /// Fields beside the rows.
    pub summary: Summary,
    /// The rows.
    pub rows: Vec<R>,
    /// The answer for people, laid out when needed.
    pub document: Layout<'g, R>,
}

/// The summary with these fields.
pub(super) fn summary<const N: usize>(fields: [(&str, Value); N]) -> Summary {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The fields of a record as a summary.
pub(super) fn fields(record: &impl Serialize) -> Summary {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Summary::new(),
    }
}
