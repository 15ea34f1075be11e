//! Proposals: statements that a program suggests, and what a person decided about them.

mod file;
mod line;
mod renamed;

pub use file::{FormError, Proposals};
pub use renamed::renamed_lines;

pub use line::{
    Article, DateBasis, Decision, Holder, Line, Named, Proposal, Sign, Status, Target, Verdict,
};

#[cfg(test)]
mod tests;
