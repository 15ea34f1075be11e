//! The rows of answers: each type's fields are what `-O json` shows.

use super::{Cell, Tone};
use crate::{
    analysis::changes::Gap,
    graph::{EntityRef, PairIndex, StatementIndex, TemporalGraph},
    model::{Day, Effect, Polarity},
    view::{Certainty, Tie, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// A standing tie.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct TieRow<'g> {
    /// The holder's id.
    pub holder: &'g str,
    /// The holder's name.
    pub holder_name: &'g str,
    /// The target's id.
    pub target: &'g str,
    /// The target's name.
    pub target_name: &'g str,
    /// The standing polarity.
    #[schemars(extend("enum" = Polarity::WORDS))]
    pub polarity: &'static str,
    /// The verb of the strongest deciding statement.
    pub verb: &'g str,
    /// Its strength.
    pub strength: f64,
    /// Its date, as written.
    pub date: Cow<'g, str>,
    /// `definite` or `possible`.
    #[schemars(extend("enum" = Certainty::WORDS))]
    pub certainty: &'static str,
    /// The pair's statements, deciding ones first.
    pub statements: Vec<Cow<'g, str>>,
    /// The source of the strongest deciding statement.
    pub source: &'g str,
    /// Its quote.
    pub quote: Option<Cow<'g, str>>,
}

impl<'g> TieRow<'g> {
    /// The row of a tie of a view.
    pub fn new(view: &View<'g>, tie: &Tie) -> Self {
        let graph = view.graph();
        let lead = graph.statement(tie.lead);
        Self {
            holder: graph.entity(tie.holder).id(),
            holder_name: graph.entity(tie.holder).name(),
            target: graph.entity(tie.target).id(),
            target_name: graph.entity(tie.target).name(),
            polarity: tie.polarity.word(),
            verb: &lead.verb().word,
            strength: lead.verb().strength.value(),
            date: lead.date(),
            certainty: tie.certainty.word(),
            statements: ids(graph, view.evidence(tie.pair)),
            source: lead.source_record().id(),
            quote: lead.quote(),
        }
    }
}

/// A statement.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StatementRow<'g> {
    /// Its id.
    pub statement: Cow<'g, str>,
    /// The holder's id.
    pub holder: &'g str,
    /// The holder's name.
    pub holder_name: &'g str,
    /// The target's id.
    pub target: &'g str,
    /// The target's name.
    pub target_name: &'g str,
    /// The verb.
    pub verb: &'g str,
    /// The verb's polarity, or `ends`.
    #[schemars(extend("enum" = Effect::WORDS))]
    pub polarity: &'static str,
    /// The strength of the verb.
    pub strength: f64,
    /// The date, as written.
    pub date: Cow<'g, str>,
    /// The earliest day that the date may denote.
    #[schemars(extend("format" = "date"))]
    pub earliest: Option<String>,
    /// The latest day that the date may denote.
    #[schemars(extend("format" = "date"))]
    pub latest: Option<String>,
    /// `definite` or `possible` in the view.
    #[schemars(extend("enum" = Certainty::WORDS))]
    pub certainty: &'static str,
    /// The source's id.
    pub source: &'g str,
    /// The quote, verbatim.
    pub quote: Option<Cow<'g, str>>,
    /// The ids of its topics.
    pub about: Vec<&'g str>,
    /// The names of its topics.
    pub about_names: Vec<&'g str>,
    /// The id of the entity that claims it of the holder; only claims have this field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<&'g str>,
    /// The name of that entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimed_by_name: Option<&'g str>,
}

impl<'g> StatementRow<'g> {
    /// The row of a statement that is in a view with this certainty.
    pub fn new(graph: &'g TemporalGraph, statement: StatementIndex, certainty: Certainty) -> Self {
        let statement = graph.statement(statement);
        let id = |index| graph.entity(index).id();
        let name = |index| graph.entity(index).name();
        let bounds = statement.bounds();
        Self {
            statement: statement.id(),
            holder: id(statement.holder()),
            holder_name: statement.holder_entity().name(),
            target: id(statement.target()),
            target_name: statement.target_entity().name(),
            verb: &statement.verb().word,
            polarity: statement.effect().word(),
            strength: statement.verb().strength.value(),
            date: statement.date(),
            earliest: bounded(bounds.earliest),
            latest: bounded(bounds.latest),
            certainty: certainty.word(),
            source: statement.source_record().id(),
            quote: statement.quote(),
            about: statement.about().map(id).collect(),
            about_names: statement.about().map(name).collect(),
            claimed_by: statement.claimed_by().map(id),
            claimed_by_name: statement.claimed_by().map(name),
        }
    }
}

/// The days between two statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct GapDays {
    /// The least possible number.
    pub least: Option<i64>,
    /// The greatest possible number.
    pub greatest: Option<i64>,
}

impl From<Gap> for GapDays {
    fn from(Gap { least, greatest }: Gap) -> Self {
        Self { least, greatest }
    }
}

/// The holder and the target of a pair.
pub(super) fn holder_and_target(graph: &TemporalGraph, pair: PairIndex) -> [EntityRef<'_>; 2] {
    [graph.holder(pair), graph.target(pair)].map(|entity| graph.entity(entity))
}

/// The ids of statements.
pub(super) fn ids(graph: &TemporalGraph, statements: Vec<StatementIndex>) -> Vec<Cow<'_, str>> {
    statements.into_iter().map(|statement| graph.statement(statement).id()).collect()
}

/// A day as EDTF; `None` for an open end.
pub(super) fn bounded(day: Day) -> Option<String> {
    day.is_bounded().then(|| day.to_string())
}

/// The sign and tone of a polarity or effect, as tables show it.
pub(super) fn polarity_cell(word: &str, text: &str) -> Cell {
    let (sign, tone) = match word {
        "positive" => ("+", Tone::Positive),
        "negative" => ("−", Tone::Negative),
        "mixed" => ("±", Tone::Mixed),
        "ends" => ("×", Tone::Dim),
        _ => ("·", Tone::Dim),
    };
    Cell::toned(format!("{sign} {text}"), tone)
}

/// A date as tables show it: marked when it is only possibly in the view.
pub(super) fn date_cell(date: &str, certainty: &str) -> Cell {
    if certainty == Certainty::Possible.word() {
        Cell::plain(format!("{date} (possible)"))
    } else {
        Cell::plain(date)
    }
}

/// A quote in quotation marks.
pub(super) fn quote_cell(quote: Option<&str>) -> Cell {
    Cell::plain(quote.map(|quote| format!("“{quote}”")).unwrap_or_default())
}
