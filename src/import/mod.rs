//! Other people's data: one format a folder, each into statements as they come in.
//!
//! An importer tells what it read and what it left out, by reason and with line numbers, and never
//! drops a row silently.

pub mod csv;
mod report;
mod unpacked;
mod update;

pub use report::{ImportReport, LeftOut, Reason};
pub use unpacked::unpacked;
pub use update::{Update, update};
