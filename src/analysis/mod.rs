//! What follows from a view: one notion a file, pure functions from a view to plain data.
//!
//! Results hold statement indices as evidence and know nothing of how they are shown.

pub mod common;
pub mod diff;
pub mod path;
pub mod series;
pub mod shifts;
pub mod stats;
pub mod timeline;
