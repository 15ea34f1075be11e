//! What comes of rows: statements, and what is reported of the others.

use super::{rows::Refused, tally::Tally};
use crate::{
    graph::ingest::{Incoming, Worker},
    import::ImportReport,
    model::VerbIndex,
};
use std::io;

/// Where a row stands, and what holds for all of it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) line: u64,
    /// The number of its line among those of all tables.
    pub(super) number: u32,
    /// Whether its stances are mutual.
    pub(super) is_undirected: bool,
}

/// What came of rows.
pub(super) struct Taken<'w, 'i> {
    pub(super) report: ImportReport,
    pub(super) counts: Counts,
    worker: &'w mut Worker<'i>,
}

/// How often each value stood for a verb, or for nothing.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) verbs: Tally<VerbIndex>,
    pub(super) nothing: Tally<()>,
}

impl<'w, 'i> Taken<'w, 'i> {
    pub(super) fn new(worker: &'w mut Worker<'i>) -> Self {
        Self { report: ImportReport::default(), counts: Counts::default(), worker }
    }

    /// Takes a statement, or reports why there is none.
    #[inline]
    pub(super) fn take(
        &mut self,
        statement: Result<&Incoming<'_>, Refused<'_>>,
        place: Place,
    ) -> io::Result<()> {
        self.report.rows += 1;
        let statement = match statement {
            Ok(statement) => statement,
            Err((reason, value)) => {
                self.report.leave_out(reason, place.line, value);
                return Ok(());
            }
        };
        self.report.statements += 1;
        self.worker.push(statement)?;
        if place.is_undirected {
            let Incoming { holder, target, .. } = *statement;
            let reverse = Incoming { holder: target, target: holder, ..statement.clone() };
            self.report.statements += 1;
            self.report.more_stances += 1;
            self.worker.push(&reverse)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> ImportReport {
        let Self { mut report, counts, .. } = self;
        report.values = counts.verbs.finish();
        report.nothing = counts.nothing.finish();
        report
    }
}
