//! Who stood where, when, and how we know it.
//!
//! Dated, sourced statements become a temporal signed graph, and the graph answers questions.
//! The modules stand in the order that data passes through them; each knows only those before it:
//!
//! 1. [`model`]: what can be said: entities, sources, statements, verbs, days;
//! 2. [`corpus`]: reads text into a checked corpus, with findings that have a place and a remedy;
//! 3. `storage`: columns of values, in memory and in a file;
//! 4. [`graph`]: the temporal graph: every statement once, in columns;
//! 5. [`view`]: what a question sees of the graph: its ties, its signed graph;
//! 6. [`analysis`]: one notion a file, from a view to plain data that names its statements;
//! 7. [`export`]: a view for other tools, one format a file;
//! 8. [`import`]: other people's data into a graph, one format a folder;
//! 9. [`report`]: an answer as a table, JSON, JSON lines or CSV;
//! 10. [`cli`]: one command a file.
#![warn(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests fail by panicking"
    )
)]

pub mod analysis;
pub mod cli;
pub mod corpus;
pub mod export;
pub mod graph;
pub mod import;
pub mod model;
pub mod report;
mod storage;
pub mod view;
