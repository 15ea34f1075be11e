//! Event feeds that code what the news tell with CAMEO: GDELT and ICEWS.
//!
//! A feed has an event in each row: who did what to whom, as a code. A few of the codes are stances;
//! what they stand for is a table of [`Codes`]. The sign of an event's Goldstein scale is no guide to
//! it: a demand scores below zero and a visit above, and neither takes a side.
//!
//! Events are coded by machines, and statements say so: GDELT's have a confidence that grows with the sources
//! that report it, ICEWS' have a round one.

mod codes;
mod layout;

pub use codes::Codes;
pub use layout::Layout;

use self::layout::Columns;
use super::{ImportReport, Reason, Sink, lines::Lines};
use crate::{
    graph::ingest::{Incoming, When},
    model::{Confidence, Day},
};
use hashbrown::HashSet;
use std::io::{self, Read};

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
    /// The ids of events that became statements.
    seen: HashSet<u64>,
}

impl<'c> Feeds<'c> {
    /// Feeds of a layout, found in each where it is not said. `source` is that of events that name none; else
    /// the name of the feed.
    pub fn new(codes: &'c Codes, layout: Option<Layout>, source: Option<&'c str>) -> Self {
        Self { codes, layout, source, confidence: None, seen: HashSet::new() }
    }

    /// The same with one confidence for every event, if one is given.
    #[must_use]
    pub fn with_confidence(self, confidence: Option<Confidence>) -> Self {
        Self { confidence, ..self }
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
        // GDELT has no header, but whoever cuts it down may have given it one.
        let is_header = layout == Layout::Icews || !first.first().is_some_and(u8::is_ascii_digit);
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
        let event = match Event::new(columns, lines.line(), self.codes) {
            Ok(event) => event,
            Err((reason, value)) => {
                report.leave_out(reason, number, value);
                return Ok(());
            }
        };
        if let Some(id) = event.id
            && !self.seen.insert(id)
        {
            report.leave_out(Reason::Repeated, number, None);
            return Ok(());
        }
        report.statements += 1;
        sink(&Incoming {
            holder: &event.holder,
            target: &event.target,
            verb: event.verb,
            date: When::On(event.day),
            source: event.source.or(self.source).unwrap_or_else(|| layout.coder()),
            quote: "",
            recorded: event.added,
            confidence: self.confidence.or_else(|| confidence(layout, event.n_sources)),
            coder: Some(layout.coder()),
            note: Some(&event.note),
            line: number.try_into().unwrap_or(u32::MAX),
        })
    }
}

/// How sure it is that an event was coded rightly.
///
/// GDELT counts sources; each is taken to halve the doubt of one half, down to a twentieth, because all are read by
/// the same machine. ICEWS tells nothing of the kind; its makers have measured how often its coder is right, for each
/// category (Raytheon BBN Technologies, *BBN ACCENT Event Coding Evaluation*, updated 28 August 2015, a file of
/// doi:10.7910/DVN/28075). The number here is round, and none of that report: who needs theirs gives it.
fn confidence(layout: Layout, n_sources: Option<u16>) -> Option<Confidence> {
    const GREATEST: f64 = 0.95;
    const ICEWS: f64 = 0.75;
    Confidence::new(match layout {
        Layout::Icews => ICEWS,
        Layout::Gdelt1 | Layout::Gdelt2 => {
            let halvings = n_sources.unwrap_or(1).max(1);
            (1.0 - 0.5_f64.powi(i32::from(halvings))).min(GREATEST)
        }
    })
}

/// An event that is a stance.
struct Event<'l> {
    id: Option<u64>,
    holder: String,
    target: String,
    verb: crate::model::VerbIndex,
    day: Day,
    source: Option<&'l str>,
    n_sources: Option<u16>,
    added: Option<Day>,
    note: String,
}

/// An event that is none, and the value at fault.
type Refused<'l> = (Reason, Option<&'l str>);

impl<'l> Event<'l> {
    fn new(columns: &Columns, line: &'l [u8], codes: &Codes) -> Result<Self, Refused<'l>> {
        let fields: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
        let (fewest, most) = columns.n_fields;
        if fields.len() < fewest || fields.len() > most {
            return Err((Reason::Fields, None));
        }
        let text = |at: usize| -> Result<Option<&'l str>, Refused<'l>> {
            let bytes = fields.get(at).copied().unwrap_or_default();
            let text = std::str::from_utf8(bytes).map_err(|_| (Reason::Encoding, None))?;
            Ok(Some(text.trim()).filter(|text| !text.is_empty()))
        };
        let perhaps = |at: Option<usize>| at.map_or(Ok(None), text);
        let code = text(columns.code)?.ok_or((Reason::NoVerb, None))?;
        let verb = codes.verb(code).ok_or((Reason::NoStance, Some(code)))?;
        let actor = |name, country, missing| {
            let name = text(name)?.ok_or((missing, None))?;
            // GEORGIA may be in the Caucasus or in America, and a PRESIDENT anywhere.
            let country = perhaps(country)?;
            Ok(country.map_or_else(|| name.to_owned(), |country| format!("{name} ({country})")))
        };
        let holder: String = actor(columns.holder, columns.holder_country, Reason::NoHolder)?;
        let target: String = actor(columns.target, columns.target_country, Reason::NoTarget)?;
        if holder == target {
            return Err((Reason::Itself, text(columns.holder)?));
        }
        let date = text(columns.date)?.ok_or((Reason::NoDate, None))?;
        let id = perhaps(columns.id)?;
        let story = perhaps(columns.story)?.map(|story| format!(", story {story}"));
        let event = id.map(|id| format!("event {id}, ")).unwrap_or_default();
        Ok(Self {
            id: id.and_then(|id| id.parse().ok()),
            holder,
            target,
            verb,
            day: day(date).ok_or((Reason::BadTime, Some(date)))?,
            source: perhaps(columns.source)?,
            n_sources: perhaps(columns.n_sources)?.and_then(|number| number.parse().ok()),
            added: perhaps(columns.added)?.and_then(day),
            note: format!("{event}code {code}{}", story.unwrap_or_default()),
        })
    }
}

/// A day as feeds write it: `20120401`, `20150218230000`, `2018-06-01`, `2018-06-01 00:00:00`.
fn day(text: &str) -> Option<Day> {
    let dashed = text.get(..10).and_then(Day::from_iso);
    dashed.or_else(|| {
        let (year, month, date) = (text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
        Day::from_iso(&format!("{year}-{month}-{date}"))
    })
}
