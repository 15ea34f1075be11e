//! Event feeds that code what the news tell with CAMEO: GDELT and ICEWS.
//!
//! A feed has an event in each row: who did what to whom, as a code. A few of the codes are stances;
//! what they stand for is a table of [`Codes`]. The sign of an event's Goldstein scale is no guide to
//! it: a demand scores below zero and a visit above, and neither takes a side.
//!
//! An event's id is that of its statement: a later row with the id of an earlier one that says something else corrects it.
//! Events are coded by machines, and statements say so: GDELT's have a confidence that grows with the sources
//! that report it, ICEWS' have a round one.

mod codes;
mod event;
mod layout;

pub use codes::Codes;
pub use layout::Layout;

use self::{event::Event, layout::Columns};
use super::{DateForm, Doubt, ImportReport, Sink, lines::Lines};
use crate::{
    graph::ingest::{Incoming, When},
    model::{Confidence, NotedTime},
};
use hashbrown::{HashMap, hash_map::Entry};
use siphasher::sip::SipHasher13;
use std::{
    hash::{Hash, Hasher},
    io::{self, Read},
};

/// Why a feed cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CameoError {
    /// The file cannot be read, or a statement not be kept.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It does not look like one.
    #[error(
        "this is no table of GDELT (57, 58 or 61 fields between tabs) or ICEWS (a heading `CAMEO Code`); say which with --layout"
    )]
    NoLayout,
    /// A column is missing.
    #[error("there is no column `{0}`, which ICEWS has")]
    NoColumn(&'static str),
}

/// Reads feeds, one or several that go together.
#[derive(Debug)]
pub struct Feeds<'c> {
    codes: &'c Codes,
    layout: Option<Layout>,
    source: Option<&'c str>,
    confidence: Option<Confidence>,
    dates: DateForm,
    /// What the last statement of each event says, and how many came before that say something else. By ids as hashes,
    /// as feeds are large.
    events: HashMap<u64, (u64, u32)>,
}

impl<'c> Feeds<'c> {
    /// Feeds of a layout, found in each where it is not said. `source` is that of events that name none; else
    /// the name of the feed.
    pub fn new(codes: &'c Codes, layout: Option<Layout>, source: Option<&'c str>) -> Self {
        let dates = DateForm::default();
        Self { codes, layout, source, confidence: None, dates, events: HashMap::new() }
    }

    /// The same with one confidence for every event, if one is given.
    #[must_use]
    pub fn with_confidence(self, confidence: Option<Confidence>) -> Self {
        Self { confidence, ..self }
    }

    /// The same with dates that are written in another form than those of the feed.
    #[must_use]
    pub fn with_dates(self, dates: DateForm) -> Self {
        Self { dates, ..self }
    }

    /// Reads one file.
    pub fn read(&mut self, input: impl Read, sink: Sink<'_>) -> Result<ImportReport, CameoError> {
        let mut lines = Lines::new(input);
        let mut report = ImportReport::default();
        if !lines.advance()? {
            return Ok(report);
        }
        let first = lines.line();
        let layout = self.layout.or_else(|| Layout::detect(first)).ok_or(CameoError::NoLayout)?;
        let columns = Columns::new(layout, first).map_err(CameoError::NoColumn)?;
        report.columns = columns.uses(self.confidence.is_some());
        // GDELT has no header, but whoever cuts it down may have given it one.
        let is_header = layout == Layout::Icews || event::is_heading(&columns, first, self.dates);
        if is_header && layout != Layout::Icews {
            report.notes.push("line 1 was taken for headings".to_owned());
        }
        if !is_header {
            self.row(layout, &columns, &lines, &mut report, sink)?;
        }
        while lines.advance()? {
            if !lines.line().is_empty() {
                self.row(layout, &columns, &lines, &mut report, sink)?;
            }
        }
        Ok(report)
    }

    fn row<R: Read>(
        &mut self,
        layout: Layout,
        columns: &Columns,
        lines: &Lines<R>,
        report: &mut ImportReport,
        sink: Sink<'_>,
    ) -> io::Result<()> {
        report.rows += 1;
        let number = lines.number();
        let event = match Event::new(columns, lines.line(), self.codes, self.dates) {
            Ok(event) => event,
            Err((reason, value)) => {
                report.leave_out(reason, number, value);
                return Ok(());
            }
        };
        report.statements += 1;
        for (reason, value) in &event.unread {
            report.note(*reason, number, Some(value));
        }
        // Most are days of eight digits.
        if event.written.contains(|c: char| !c.is_ascii_digit())
            && let Some(doubt) = Doubt::of(event.written, self.dates)
        {
            report.doubt(doubt, number, event.written);
        }
        let id = event.id.map(|id| format!("{}{id}", layout.id_prefix()));
        let source = event.source.or(self.source).unwrap_or_else(|| layout.coder());
        let acts = (&*event.holder, event.verb, &*event.target);
        let statement = Incoming {
            recorded: event.added,
            confidence: self.confidence.or_else(|| confidence(layout, event.n_sources)),
            coder: Some(layout.coder()),
            note: Some(&event.note),
            id: id.as_deref(),
            ..Incoming::new(acts, When::Edtf(&event.date), source, number)
        };
        let revision = self.revision(&statement);
        sink(&Incoming { revision, ..statement })
    }

    /// How many statements of the same event came before that say something else.
    fn revision(&mut self, statement: &Incoming<'_>) -> u32 {
        let Some(id) = statement.id else { return 0 };
        let content = content(statement);
        match self.events.entry(hash(id)) {
            Entry::Vacant(event) => {
                event.insert((content, 0));
                0
            }
            Entry::Occupied(mut event) => {
                let (last, revision) = event.get_mut();
                *revision += u32::from(*last != content);
                *last = content;
                *revision
            }
        }
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = SipHasher13::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What a statement says, without its line.
fn content(statement: &Incoming<'_>) -> u64 {
    let Incoming { holder, target, verb, source, note, recorded, .. } = statement;
    let confidence = statement.confidence.map(|confidence| confidence.value().to_bits());
    let date = match statement.date {
        When::On(day) | When::At(day, NotedTime { notation: None, .. }) => day.to_string(),
        When::At(day, NotedTime { notation: Some(notation), time }) => notation.write(day, time),
        When::Edtf(date) => date.to_string(),
    };
    hash((holder, target, verb, date, source, note, confidence, recorded))
}

/// How sure it is that an event was coded rightly, where anything is known of it.
///
/// GDELT counts sources; each is taken to halve the doubt of one half, down to a twentieth, because all are read by
/// the same machine. ICEWS tells nothing of the kind; its makers have measured how often its coder is right, for each
/// category (Raytheon BBN Technologies, *BBN ACCENT Event Coding Evaluation*, updated 28 August 2015, a file of
/// doi:10.7910/DVN/28075). The number here is round, and none of that report: who needs theirs gives it.
fn confidence(layout: Layout, n_sources: Option<u32>) -> Option<Confidence> {
    const GREATEST: f64 = 0.95;
    const ICEWS: f64 = 0.75;
    Confidence::new(match layout {
        Layout::Icews => ICEWS,
        Layout::Gdelt1 | Layout::Gdelt2 => {
            let halvings = i32::try_from(n_sources?).unwrap_or(i32::MAX);
            (1.0 - 0.5_f64.powi(halvings)).min(GREATEST)
        }
    })
}
