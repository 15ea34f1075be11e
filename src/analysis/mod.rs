//! Analyses of a view, one notion a file: pure functions from a view to plain data.
//!
//! Results hold statement indices as evidence and are independent of their presentation.

pub mod activity;
pub mod attribute_counts;
pub mod balance;
pub mod camps;
pub mod changes;
pub mod common;
mod couplings;
mod covering;
pub mod diff;
pub mod frustration;
pub mod motifs;
pub mod network;
pub mod outcomes;
mod parts;
pub mod path;
pub mod plain;
pub mod polarization;
mod random;
pub mod rank;
pub mod series;
pub mod shift_counts;
mod shift_pass;
pub mod shifts;
pub mod stats;
pub mod switches;
pub mod tension;
pub mod timeline;
pub mod triads;
