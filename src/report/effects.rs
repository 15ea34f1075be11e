//! Numbers of statements by what they express.

use super::{Cell, Column};
use crate::model::{Effect, Polarity};
use schemars::JsonSchema;
use serde::Serialize;

/// Numbers of statements.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct EffectCounts {
    /// Statements.
    pub statements: u32,
    /// Of these, those that are surely in the view.
    pub definite: u32,
    /// Of these, those only possibly in the view.
    pub possible: u32,
    /// Statements by polarity.
    pub positive: u32,
    /// Statements by polarity.
    pub negative: u32,
    /// Statements by polarity.
    pub neutral: u32,
    /// Statements by polarity.
    pub mixed: u32,
    /// Statements that end a stance.
    pub ends: u32,
    /// Definite statements by polarity.
    pub definite_positive: u32,
    /// Definite statements by polarity.
    pub definite_negative: u32,
    /// Definite statements by polarity.
    pub definite_neutral: u32,
    /// Definite statements by polarity.
    pub definite_mixed: u32,
    /// Definite statements that end a stance.
    pub definite_ends: u32,
}

impl EffectCounts {
    /// Of counts by effect: all of them, and those only possible.
    pub(super) fn new(all: &[u32], possible: &[u32]) -> Self {
        let count = |counts: &[u32], effect: Effect| {
            counts.get(effect.position()).copied().unwrap_or_default()
        };
        let of = |effect| count(all, effect);
        let definite_of = |effect| of(effect) - count(possible, effect);
        let polarity = |polarity| of(Effect::Expresses(polarity));
        let definite = |polarity| definite_of(Effect::Expresses(polarity));
        let (statements, possible): (u32, u32) = (all.iter().sum(), possible.iter().sum());
        Self {
            statements,
            definite: statements - possible,
            possible,
            positive: polarity(Polarity::Positive),
            negative: polarity(Polarity::Negative),
            neutral: polarity(Polarity::Neutral),
            mixed: polarity(Polarity::Mixed),
            ends: of(Effect::Ends),
            definite_positive: definite(Polarity::Positive),
            definite_negative: definite(Polarity::Negative),
            definite_neutral: definite(Polarity::Neutral),
            definite_mixed: definite(Polarity::Mixed),
            definite_ends: definite_of(Effect::Ends),
        }
    }

    /// The columns of a table, of which the first number is called so.
    pub(super) fn table_columns(statements: &'static str) -> [Column; 6] {
        [statements, "POSITIVE", "NEGATIVE", "NEUTRAL", "MIXED", "POSSIBLE"].map(Column::number)
    }

    /// All statements as cells of a table.
    pub(super) fn cells(&self) -> [Cell; 6] {
        let Self { statements, positive, negative, neutral, mixed, possible, .. } = *self;
        numbers([statements, positive, negative, neutral, mixed, possible])
    }

    /// The definite statements and, apart, the possible ones.
    pub(super) fn open_cells(&self) -> [Cell; 6] {
        numbers([
            self.definite,
            self.definite_positive,
            self.definite_negative,
            self.definite_neutral,
            self.definite_mixed,
            self.possible,
        ])
    }
}

fn numbers(counts: [u32; 6]) -> [Cell; 6] {
    counts.map(|count| Cell::plain(count.to_string()))
}
