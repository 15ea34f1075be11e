//! Elections of Wikipedia's administrators: blocks of lines, each with a letter for what it tells.
//!
//! `E` whether it succeeded, `T` when it was closed, `U` the candidate, `N` who nominated, and for each
//! vote `V` with its sign, the voter and the time. A nomination has no time of its own; it was made by the day of the first
//! vote.

use super::{Signs, sign};
use crate::{
    graph::ingest::{Incoming, When},
    import::{ImportReport, Reason, Sink},
    model::{Date, Day, VerbIndex},
};
use std::io;

/// Whether a file whose first line is this holds elections.
pub(super) fn is_first(line: &[u8]) -> bool {
    matches!(line, [b'E', b'\t', ..])
}

/// Reads elections line by line.
pub(super) struct Elections {
    signs: Signs,
    /// What a nomination stands for.
    nomination: VerbIndex,
    /// Who nominated, and in which line that stands; an error where the name cannot be read.
    nominator: Option<(u64, Result<String, Reason>)>,
    /// The day of the first vote.
    begun: Option<Day>,
    /// The candidate; an error where the name cannot be read.
    candidate: Result<String, Reason>,
    closed: Option<Day>,
    source: String,
}

/// A vote that is no statement, and the value at fault.
type Refused<'l> = (Reason, Option<&'l str>);

impl Elections {
    pub(super) fn new(signs: Signs, nomination: VerbIndex) -> Self {
        Self {
            signs,
            nomination,
            nominator: None,
            begun: None,
            candidate: Err(Reason::NoTarget),
            closed: None,
            source: String::new(),
        }
    }

    pub(super) fn line(
        &mut self,
        number: u64,
        line: &[u8],
        report: &mut ImportReport,
        sink: Sink<'_>,
    ) -> io::Result<()> {
        let fields: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
        match *fields.as_slice() {
            [b"E", ..] => {
                self.finish(report, sink)?;
                *self = Self::new(self.signs, self.nomination);
            }
            [b"T", time] => self.closed = std::str::from_utf8(time).ok().and_then(day),
            [b"U", _, name] => {
                let text = std::str::from_utf8(name).map_err(|_| Reason::Encoding);
                self.candidate = text.and_then(|text| match text.trim() {
                    "" => Err(Reason::NoTarget),
                    name => Ok(name.to_owned()),
                });
                self.source = self.title();
            }
            [b"N", _, name] => self.nominator = Some((number, nominator(name))),
            _ => {
                report.rows += 1;
                match self.vote(&fields) {
                    Ok((holder, target, verb, date)) => {
                        report.statements += 1;
                        let (acts, said) = ((holder, verb, target), When::Edtf(&date));
                        sink(&Incoming::new(acts, said, &self.source, number))?;
                        let day = date.bounds().earliest;
                        self.begun = Some(self.begun.map_or(day, |begun| begun.min(day)));
                    }
                    Err((reason, value)) => report.leave_out(reason, number, value),
                }
            }
        }
        Ok(())
    }

    /// Ends an election: now it is known by when its candidate was nominated.
    pub(super) fn finish(&mut self, report: &mut ImportReport, sink: Sink<'_>) -> io::Result<()> {
        let Some((number, nominator)) = self.nominator.take() else { return Ok(()) };
        report.rows += 1;
        let nomination = || -> Result<(&str, &str, Date), (Reason, Option<&str>)> {
            let holder = nominator.as_deref().map_err(|reason| (*reason, None))?;
            let target = self.candidate.as_deref().map_err(|reason| (*reason, None))?;
            if holder == target {
                return Err((Reason::Itself, Some(holder)));
            }
            let by = self.begun.or(self.closed).ok_or((Reason::NoDate, None))?;
            let date = format!("../{by}").parse().map_err(|_| (Reason::NoDate, None))?;
            Ok((holder, target, date))
        };
        let (holder, target, date) = match nomination() {
            Ok(nomination) => nomination,
            Err((reason, value)) => {
                report.leave_out(reason, number, value);
                return Ok(());
            }
        };
        report.statements += 1;
        let acts = (holder, self.nomination, target);
        let statement = Incoming::new(acts, When::Edtf(&date), &self.source, number);
        sink(&Incoming { note: Some("nomination"), ..statement })
    }

    /// The election as a source.
    fn title(&self) -> String {
        let Ok(candidate) = &self.candidate else { return String::new() };
        let closed = self.closed.map(|day| format!(", closed {day}")).unwrap_or_default();
        format!("Election of {candidate}{closed}")
    }

    fn vote<'l>(
        &'l self,
        fields: &[&'l [u8]],
    ) -> Result<(&'l str, &'l str, VerbIndex, Date), Refused<'l>> {
        let &[b"V", value, _, time, name] = fields else { return Err((Reason::Fields, None)) };
        let text =
            |bytes| std::str::from_utf8(bytes).map(str::trim).map_err(|_| (Reason::Encoding, None));
        let holder = Some(text(name)?).filter(|name| !name.is_empty());
        let holder = holder.ok_or((Reason::NoHolder, None))?;
        let target = self.candidate.as_deref().map_err(|reason| (*reason, None))?;
        if holder == target {
            return Err((Reason::Itself, Some(holder)));
        }
        let value = text(value)?;
        let sign = sign(value).ok_or((Reason::BadSign, Some(value)))?;
        let verb = self.signs.verb(sign).ok_or((Reason::NoStance, Some(value)))?;
        let time = text(time)?;
        let day = day(time).ok_or((Reason::BadTime, Some(time)))?;
        if self.closed.is_some_and(|closed| closed < day) {
            return Err((Reason::AfterClose, Some(time)));
        }
        Ok((holder, target, verb, instant(time).unwrap_or_else(|| day.into())))
    }
}

/// The time of a vote as Wikipedia writes it, in UTC: `2004-09-21 01:15:53`.
fn instant(text: &str) -> Option<Date> {
    let (day, time) = text.split_once(' ')?;
    format!("{day}T{}Z", time.trim()).parse().ok()
}

fn day(text: &str) -> Option<Day> {
    text.trim().get(..10).and_then(Day::from_iso)
}

/// The name of who nominated, where it is known.
fn nominator(name: &[u8]) -> Result<String, Reason> {
    /// What stands for a nominator whom nobody knows.
    const UNKNOWN: &str = "UNKNOWN";
    let name = std::str::from_utf8(name).map_err(|_| Reason::Encoding)?.trim();
    if matches!(name, "" | UNKNOWN) { Err(Reason::NoHolder) } else { Ok(name.to_owned()) }
}
