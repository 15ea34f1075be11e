//! Other people's data: one format a folder, each into statements as they come in.
//!
//! An importer tells what it read and what it left out, by reason and with line numbers, and never
//! drops a row silently.

mod alike;
pub mod cameo;
mod corrections;
pub mod csv;
pub mod dna;
mod encoding;
mod lines;
mod records;
mod report;
pub mod snap;
mod unpacked;
mod update;
mod values;

pub use encoding::{Decoded, decoded};
pub use report::{ImportReport, LeftOut, Reason, Unit};
pub use unpacked::unpacked;
pub use update::{Update, update};
pub use values::{NoVerb, Values, verb};

use crate::graph::ingest::Incoming;
use std::io;

/// Where an importer's statements go, one after the other.
pub type Sink<'s> = &'s mut dyn FnMut(&Incoming<'_>) -> io::Result<()>;
