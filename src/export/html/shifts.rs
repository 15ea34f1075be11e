//! The shifts of a page.

use super::{scope::Scope, story::Positions};
use crate::{
    analysis::shifts::{Shift, shifts_of},
    graph::{StatementIndex, TemporalGraph},
    language::Messages,
    view::{Certainty, Moment, View},
};
use serde::Serialize;
use std::borrow::Cow;

/// A shift.
#[derive(Debug, Serialize)]
pub(in crate::export) struct ShiftItem<'g> {
    pub(in crate::export) tie: usize,
    pub(in crate::export) from: BeforeItem<'g>,
    pub(in crate::export) to: usize,
    /// The dates of the moments between the two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::export) through: Vec<Cow<'g, str>>,
    pub(in crate::export) definite: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) least: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) greatest: Option<i64>,
}

/// The statement before a shift, which may have been made before the view and so be none of the page's.
#[derive(Debug, Serialize)]
pub(in crate::export) struct BeforeItem<'g> {
    pub(in crate::export) id: Cow<'g, str>,
    pub(in crate::export) polarity: &'static str,
    pub(in crate::export) label: Cow<'g, str>,
    pub(in crate::export) date: Cow<'g, str>,
}

/// The shifts of the pairs of a page, by the later statement.
pub(super) fn shifts<'g>(
    view: &View<'g>,
    scope: &Scope,
    positions: &Positions,
    messages: &'g Messages,
) -> Vec<ShiftItem<'g>> {
    let graph = view.graph();
    let item = |shift: Shift| {
        let first = |moment: &Moment| {
            moment.statements.first().map(|statement| graph.statement(*statement).date())
        };
        Some(ShiftItem {
            tie: positions.pair(shift.pair)?,
            from: BeforeItem::new(graph, shift.from, messages),
            to: positions.statement(shift.to)?,
            through: shift.through.iter().filter_map(first).collect(),
            definite: shift.certainty == Certainty::Definite,
            least: shift.gap.least,
            greatest: shift.gap.greatest,
        })
    };
    let mut shifts: Vec<ShiftItem<'g>> =
        scope.pairs.iter().flat_map(|&pair| shifts_of(view, pair)).filter_map(item).collect();
    // Those of one pair are in order.
    shifts.sort_by_key(|shift| shift.to);
    shifts
}

impl<'g> BeforeItem<'g> {
    fn new(graph: &'g TemporalGraph, statement: StatementIndex, messages: &'g Messages) -> Self {
        let statement = graph.statement(statement);
        Self {
            id: statement.id(),
            polarity: statement.effect().word(),
            label: messages.label(statement.verb(), statement.target_entity().kind()),
            date: statement.date(),
        }
    }
}
