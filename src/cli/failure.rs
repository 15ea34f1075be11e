//! Why a command ends without an answer, and its exit status.

use crate::{
    analysis::{network::Unfit, series::TooManyPeriods},
    corpus::{name::NameError, reason},
    export::ExportError,
    graph::{Damaged, StoreError, ingest::NotKept},
};
use std::{io, path::Path};

/// Why a command ends without an answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line is wrong: exit status 2.
    Usage(String),
    /// A name in it denotes no entity, or several: exit status 2.
    Name(NameError),
    /// The data is faulty: exit status 1.
    Data(String),
    /// The corpus is faulty, whatever is asked: exit status 1.
    Corpus(String),
    /// The reader of the output has gone, which is not a fault.
    NobodyReads,
}

impl Failure {
    /// Why, in words; nothing where nobody reads them.
    pub(super) fn into_message(self) -> Option<String> {
        match self {
            Self::Usage(message) | Self::Data(message) | Self::Corpus(message) => Some(message),
            Self::Name(error) => Some(error.to_string()),
            Self::NobodyReads => None,
        }
    }

    /// The exit status of the command.
    pub(super) fn exit_status(&self) -> u8 {
        match self {
            Self::Usage(_) | Self::Name(_) => 2,
            Self::Data(_) | Self::Corpus(_) => 1,
            Self::NobodyReads => 0,
        }
    }

    /// An error of the system about a file, or about its content.
    pub(super) fn file(path: &Path, what: &str, error: &io::Error) -> Self {
        let within = error.get_ref().and_then(|error| error.downcast_ref::<NotKept>());
        if within.is_some() {
            let folder = std::env::temp_dir();
            return Self::Data(format!(
                "{error}; what exceeds --memory goes to temporary files in {}",
                folder.display()
            ));
        }
        Self::Data(format!("{} cannot be {what}: {}", path.display(), reason(error)))
    }
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::NoNetworks(_) => Self::Usage(error.to_string()),
            _ => Self::Data(error.to_string()),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Unreadable { path, error } => Self::file(path, "read", error),
            StoreError::Unwritable { path, error } => Self::file(path, "written", error),
            _ => Self::Corpus(error.to_string()),
        }
    }
}

impl From<Damaged> for Failure {
    fn from(error: Damaged) -> Self {
        Self::Corpus(error.to_string())
    }
}

impl From<TooManyPeriods> for Failure {
    fn from(error: TooManyPeriods) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<Unfit> for Failure {
    fn from(error: Unfit) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    /// An error while writing to standard output.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::NobodyReads
        } else {
            Self::Data(format!("the output cannot be written: {}", reason(&error)))
        }
    }
}
