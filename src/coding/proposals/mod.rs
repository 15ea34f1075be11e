//! Proposals: statements that a program suggests, and what a person decided about them.

mod file;
mod line;

pub use file::{FormError, Proposals};
pub use line::{
    Article, DateBasis, Decision, Holder, Line, Named, Proposal, Sign, Status, Target, Verdict,
};

#[cfg(test)]
mod tests;
