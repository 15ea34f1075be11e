//! Other people's data: one format a folder, each into statements as they come in.
//!
//! An importer tells what it read and what it left out, by reason and with line numbers, and never
//! drops a row silently.

mod adding;
mod addition;
mod at_fault;
mod biff;
mod binary;
pub mod cameo;
mod clock;
mod completion;
mod compound;
mod counted;
pub mod csv;
mod dates;
pub mod destination;
pub mod dna;
mod elsewhere;
pub mod entities;
mod identity;
pub mod jsonl;
mod lines;
mod matched;
mod names;
pub mod pajek;
mod places;
mod records;
mod renamed;
mod report;
mod same_entity;
mod same_source;
mod signs;
mod similar_names;
pub mod snap;
mod table;
mod times;
mod told;
mod unpacked;
mod unseen;
mod unwinding;
mod update;
mod values;
mod workbook;

pub use crate::corpus::encoding::{Decoded, decoded};
pub use adding::{Mode, OwnFields, Provenance};
pub use binary::Binary;
pub use dates::{DateForm, Doubt};
pub use elsewhere::{Elsewhere, There, corrects_elsewhere};
pub use places::Places;
pub use report::{ColumnUse, ImportReport, LeftOut, LeftOutLate, Outcome, Reason, Unit, Usage};
pub use signs::{NoSignVerb, SignVerbs};
pub use table::{ColumnMapping, HasAttributes, NoColumn, Quotes};
pub use times::{OriginError, StepUnit, Steps, TimeForm};
pub use unpacked::unpacked;
pub use update::{OlderCopy, Recorded, Update, update};
pub use values::{NoVerb, Values, verb};
pub use workbook::{Sheet, WorkbookError, sheet};

use crate::graph::ingest::Incoming;
use std::io;

/// Where an importer's statements go, one after the other.
pub type Sink<'s> = &'s mut dyn FnMut(&Incoming<'_>) -> io::Result<()>;
