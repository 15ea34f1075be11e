//! The workbench: a person codes texts, and each act is saved at once.
//!
//! [`Workbench`] holds a corpus as it was last read, and the texts beside it. Each act reads the files again if they
//! have changed, makes one change of one file (a renaming changes all), checks what the corpus would be, and writes the file atomically. What was
//! done can be taken back without limit, also after somebody else changed the file elsewhere; what no longer applies
//! is shown, and nothing is overwritten. The workbench knows no browser and no clock.

mod acts;
mod coded;
mod complete;
mod decide;
mod desk;
mod draft;
mod hints;
mod history;
mod patch;
mod proposed;
mod refusal;
mod rename;
mod shelf;
mod span;
mod states;
mod written;

pub use acts::Done;
pub use coded::{Coded, CodedText, Listed, Name};
pub use complete::{Field, Suggestion};
pub use desk::{OpenError, Workbench};
pub use draft::{Draft, NamedEntity};
pub use hints::{Entry, Example, Hint, HintKind};
pub use proposed::Proposed;
pub use refusal::{Change, Refusal};
pub use rename::{Place, Preview, Wish};
pub use states::State;
pub use written::StatementValue;

#[cfg(test)]
mod tests;
