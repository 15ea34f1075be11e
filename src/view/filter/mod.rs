//! The filter language of `--where`: `holder:kanye-west polarity:negative or not about:maga`.
//!
//! A space means *and*, which binds closer than `or`; `not` binds closest; parentheses group. A
//! value with spaces or parentheses needs double quotes.

mod attribute;
mod parse;
mod term;
mod words;

pub use attribute::{AttributeKey, AttributeTerm, Bearer};
pub use term::{Comparison, Term, term_keys};

use crate::graph::{StatementRef, TemporalGraph};
use std::ops::Range;

/// A condition on statements.
#[derive(Clone, Debug, Default)]
pub enum Filter {
    /// Everything passes.
    #[default]
    All,
    /// One term.
    #[doc(hidden)]
    Term(Term),
    /// The negation of a condition.
    Not(Box<Self>),
    /// All of these.
    And(Vec<Self>),
    /// Any of these.
    Or(Vec<Self>),
}

/// Why a filter is invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FilterError {
    /// The bytes of the expression at fault.
    pub at: Range<usize>,
    /// The fault and its remedy.
    pub message: String,
}

impl Filter {
    /// Parses an expression; the names in it are those of `graph`.
    pub fn parse(text: &str, graph: &TemporalGraph) -> Result<Self, FilterError> {
        parse::parse(text)?.resolve(&|key, value| Term::new(key, value, graph))
    }

    /// Parses an expression about targets alone: `kind:` is that of the target. The names in it are those of `graph`.
    pub fn parse_of_targets(text: &str, graph: &TemporalGraph) -> Result<Self, FilterError> {
        parse::parse(text)?.resolve(&|key, value| Term::of_target(key, value, graph))
    }

    /// Whether a statement passes.
    pub fn admits(&self, statement: StatementRef<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Term(term) => term.admits(statement),
            Self::Not(filter) => !filter.admits(statement),
            Self::And(filters) => filters.iter().all(|filter| filter.admits(statement)),
            Self::Or(filters) => filters.iter().any(|filter| filter.admits(statement)),
        }
    }
}

/// Checks the syntax of an expression, without its names.
pub fn check_form(text: &str) -> Result<(), FilterError> {
    parse::parse(text).map(drop)
}
