//! Why a command ends without an answer, and its exit status.

use super::output::Output;
use crate::{analysis::series::TooManyPeriods, corpus::name::NameError};
use std::{io, path::Path, process::ExitCode};

/// Why a command ends without an answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line is wrong: exit status 2.
    Usage(String),
    /// The corpus or the data is faulty: exit status 1.
    Data(String),
    /// Nobody reads the output any more, which is no fault.
    NobodyReads,
}

impl Failure {
    /// Says what is wrong on standard error.
    pub(super) fn report(self, output: &Output) -> ExitCode {
        let (message, code) = match self {
            Self::Usage(message) => (message, 2),
            Self::Data(message) => (message, 1),
            Self::NobodyReads => return ExitCode::SUCCESS,
        };
        output.complain(&message);
        ExitCode::from(code)
    }

    /// An error of the system about a file.
    pub(super) fn file(path: &Path, what: &str, error: &io::Error) -> Self {
        Self::Data(format!("{} cannot be {what}: {error}", path.display()))
    }
}

impl From<NameError> for Failure {
    fn from(error: NameError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<TooManyPeriods> for Failure {
    fn from(error: TooManyPeriods) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    /// An error while writing to standard output.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::NobodyReads
        } else {
            Self::Data(format!("the output cannot be written: {error}"))
        }
    }
}
