//! Signed edges: `from to sign`, and perhaps a time.

use super::{Signs, SnapError, SnapOptions, sign};
use crate::{
    graph::ingest::{Incoming, When},
    import::{
        ColumnUse, Doubt, ImportReport, Reason, Sink, Usage,
        signs::is_rating,
        times::{Time, TimeCount},
    },
};
use std::borrow::Cow;

/// Reads edges, a line each.
pub(super) struct Edges<'o> {
    signs: Signs,
    options: &'o SnapOptions,
    separator: Separator,
    times: TimeCount,
    /// The lines without a time, where no date is given for them.
    undated: Vec<u64>,
    has_dates: bool,
    has_header: bool,
    /// Lines that have more fields than are used.
    n_longer: usize,
}

/// What stands between fields.
#[derive(Clone, Copy, Debug)]
enum Separator {
    One(u8),
    /// Any number of spaces.
    Spaces,
}

impl Separator {
    fn of(line: &[u8]) -> Self {
        let found = b"\t,;".iter().find(|byte| line.contains(byte));
        found.map_or(Self::Spaces, |byte| Self::One(*byte))
    }

    fn split(self, line: &[u8]) -> Vec<&[u8]> {
        match self {
            Self::One(byte) => line
                .split(|found| *found == byte)
                .map(|field| unquoted(field.trim_ascii()))
                .collect(),
            Self::Spaces => line
                .split(u8::is_ascii_whitespace)
                .filter(|field| !field.is_empty())
                .map(unquoted)
                .collect(),
        }
    }
}

fn unquoted(field: &[u8]) -> &[u8] {
    field.strip_prefix(b"\"").and_then(|field| field.strip_suffix(b"\"")).unwrap_or(field)
}

/// An edge that is a stance.
struct Edge<'l> {
    from: &'l str,
    to: &'l str,
    sign: f64,
    time: Option<Cow<'l, str>>,
    has_more: bool,
}

/// An edge that is none, and the value at fault.
type Refused<'l> = (Reason, Option<&'l str>);

impl<'o> Edges<'o> {
    pub(super) fn new(signs: Signs, options: &'o SnapOptions, first: &[u8]) -> Self {
        Self {
            signs,
            options,
            separator: Separator::of(first),
            times: TimeCount::default(),
            undated: Vec::new(),
            has_dates: false,
            has_header: false,
            n_longer: 0,
        }
    }

    /// What the columns are read as, if a first line names them: its third word is no sign, and has no digit.
    pub(super) fn columns(&mut self, line: &[u8]) -> Option<Vec<ColumnUse>> {
        let fields = self.separator.split(line);
        let third = fields.get(2).copied().unwrap_or_default();
        let is_named = third.first().is_some_and(u8::is_ascii_alphabetic);
        self.has_header = is_named && !third.iter().any(u8::is_ascii_digit);
        let fields: Vec<String> =
            fields.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
        let usage = |at| match at {
            0 => Usage::Fields(vec!["holder".into()]),
            1 => Usage::Fields(vec!["target".into()]),
            2 => Usage::Fields(vec!["verb".into(), "note".into()]),
            3 => Usage::Fields(vec!["on".into()]),
            _ => Usage::Unused,
        };
        let column = |(at, heading): (usize, &String)| ColumnUse {
            number: at + 1,
            heading: heading.clone(),
            usage: usage(at),
            repeats: fields.iter().take(at).any(|before| before == heading),
        };
        self.has_header.then(|| fields.iter().enumerate().map(column).collect())
    }

    pub(super) fn line(
        &mut self,
        number: u64,
        line: &[u8],
        report: &mut ImportReport,
        sink: Sink<'_>,
    ) -> Result<(), SnapError> {
        report.rows += 1;
        let fields = self.separator.split(line);
        let read = self.edge(&fields).and_then(|edge| {
            let value = fields.get(2).and_then(|value| std::str::from_utf8(value).ok());
            let verb = self.signs.verb(edge.sign).ok_or((Reason::NoStance, value))?;
            Ok((edge, verb))
        });
        let (edge, verb) = match read {
            Ok(read) => read,
            Err((reason, value)) => {
                report.leave_out(reason, number, value);
                return Ok(());
            }
        };
        self.n_longer += usize::from(edge.has_more);
        let options = self.options;
        let mut note: Vec<String> = Vec::new();
        // A rating says more than its sign.
        if is_rating(edge.sign) {
            note.push(format!("rating {}", edge.sign));
        }
        let date = match (&edge.time, &options.on) {
            (Some(text), on) => {
                let Some(time) = options.times.read(text) else {
                    report.leave_out(Reason::BadTime, number, Some(text));
                    return Ok(());
                };
                self.times.add(&time, number, text);
                match (time, on) {
                    (Time::Date(date), _) => {
                        if let Some(doubt) = Doubt::of(text, options.times.dates) {
                            report.doubt(doubt, number, text);
                        }
                        Cow::Owned(date)
                    }
                    (Time::Step, Some(on)) => {
                        note.push(format!("time {text}"));
                        Cow::Borrowed(on)
                    }
                    (Time::Step, None) => {
                        report.leave_out(Reason::BadTime, number, Some(text));
                        return Ok(());
                    }
                }
            }
            (None, Some(on)) => Cow::Borrowed(on),
            (None, None) => {
                self.undated.push(number);
                report.leave_out(Reason::NoDate, number, None);
                return Ok(());
            }
        };
        self.has_dates = true;
        let note = note.join(", ");
        report.statements += 1;
        let acts = (edge.from, verb, edge.to);
        let statement = Incoming::new(acts, When::Edtf(&date), &options.source, number);
        let note = Some(note.as_str()).filter(|note| !note.is_empty());
        sink(&Incoming { note, ..statement })?;
        Ok(())
    }

    /// Refuses a list that nobody can date, and reports what is not used of the others.
    pub(super) fn finish(self, report: &mut ImportReport) -> Result<(), SnapError> {
        if self.options.on.is_none() {
            if let Some((line, value)) = self.times.into_steps() {
                return Err(SnapError::Steps { line, value });
            }
            if let Some(line) = self.undated.first().filter(|_| !self.has_dates) {
                return Err(SnapError::Undated(*line));
            }
        }
        if self.n_longer > 0 && !self.has_header {
            let lines = if self.n_longer == 1 { "line" } else { "lines" };
            report
                .notes
                .push(format!("fields after the time are not used ({} {lines})", self.n_longer));
        }
        Ok(())
    }

    fn edge<'l>(&self, fields: &[&'l [u8]]) -> Result<Edge<'l>, Refused<'l>> {
        let &[from, to, value, ref rest @ ..] = fields else { return Err((Reason::Fields, None)) };
        let text = |bytes| std::str::from_utf8(bytes).map_err(|_| (Reason::Encoding, None));
        let named = |bytes, missing| {
            Some(text(bytes)?).filter(|name| !name.is_empty()).ok_or((missing, None))
        };
        let (from, to) = (named(from, Reason::NoHolder)?, named(to, Reason::NoTarget)?);
        if from == to {
            return Err((Reason::Itself, Some(from)));
        }
        let value = text(value)?;
        let sign = sign(value).ok_or((Reason::BadSign, Some(value)))?;
        let rest = rest.iter().map(|field| text(field)).collect::<Result<Vec<&str>, _>>()?;
        // Between spaces a date and a time of day are two fields.
        let is_parted = matches!(self.separator, Separator::Spaces)
            && rest.get(1).is_some_and(|field| field.contains(':'));
        let (time, more) = match rest.as_slice() {
            [day, time, more @ ..] if is_parted => {
                (Some(Cow::Owned(format!("{day} {time}"))), more)
            }
            [time, more @ ..] => (Some(Cow::Borrowed(*time)).filter(|time| !time.is_empty()), more),
            [] => (None, [].as_slice()),
        };
        let has_more = more.iter().any(|field| !field.is_empty());
        Ok(Edge { from, to, sign, time, has_more })
    }
}
