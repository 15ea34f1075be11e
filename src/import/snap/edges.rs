//! Signed edges: `from to sign`, and perhaps a time.

use super::{Signs, SnapError, SnapOptions, sign};
use crate::{
    graph::ingest::{Incoming, When},
    import::{ImportReport, Reason, Sink},
    model::Day,
};

/// Reads edges, a line each.
pub(super) struct Edges<'o> {
    signs: Signs,
    options: &'o SnapOptions,
    separator: Separator,
    is_dated: bool,
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

/// Whether a first line names its columns: its third word is no sign, and has no digit.
pub(super) fn is_header(line: &[u8]) -> bool {
    let fields = Separator::of(line).split(line);
    let third = fields.get(2).copied().unwrap_or_default();
    third.first().is_some_and(u8::is_ascii_alphabetic) && !third.iter().any(u8::is_ascii_digit)
}

/// An edge that is a stance.
struct Edge<'l> {
    from: &'l str,
    to: &'l str,
    sign: f64,
    day: Option<Day>,
}

/// An edge that is none, and the value at fault.
type Refused<'l> = (Reason, Option<&'l str>);

impl<'o> Edges<'o> {
    pub(super) fn new(signs: Signs, options: &'o SnapOptions, first: &[u8]) -> Self {
        Self { signs, options, separator: Separator::of(first), is_dated: false }
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
        let read = edge(&fields).and_then(|edge| {
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
        self.is_dated |= edge.day.is_some();
        let date = match (edge.day, &self.options.on) {
            (Some(day), _) => When::On(day),
            (None, Some(date)) => When::Edtf(date),
            (None, None) if self.is_dated => {
                report.leave_out(Reason::NoDate, number, None);
                return Ok(());
            }
            (None, None) => return Err(SnapError::Undated(number)),
        };
        // A rating says more than its sign.
        let rating = ((edge.sign.abs() - 1.0).abs() > f64::EPSILON && edge.sign != 0.0)
            .then(|| format!("rating {}", edge.sign));
        report.statements += 1;
        sink(&Incoming {
            holder: edge.from,
            target: edge.to,
            verb,
            date,
            source: &self.options.source,
            quote: "",
            recorded: None,
            confidence: None,
            coder: None,
            note: rating.as_deref(),
            id: None,
            revision: 0,
            line: number.try_into().unwrap_or(u32::MAX),
        })?;
        Ok(())
    }
}

fn edge<'l>(fields: &[&'l [u8]]) -> Result<Edge<'l>, Refused<'l>> {
    let &[from, to, value, ref rest @ ..] = fields else { return Err((Reason::Fields, None)) };
    let text = |bytes| std::str::from_utf8(bytes).map_err(|_| (Reason::Encoding, None));
    let named =
        |bytes, missing| Some(text(bytes)?).filter(|name| !name.is_empty()).ok_or((missing, None));
    let (from, to) = (named(from, Reason::NoHolder)?, named(to, Reason::NoTarget)?);
    if from == to {
        return Err((Reason::Itself, Some(from)));
    }
    let value = text(value)?;
    let sign = sign(value).ok_or((Reason::BadSign, Some(value)))?;
    let day = match rest {
        [] => None,
        [time, rest @ ..] => {
            // Between spaces a date and a time of day are two fields.
            if rest.len() > 1 {
                return Err((Reason::Fields, None));
            }
            let time = Some(text(time)?).filter(|time| !time.is_empty());
            time.map(|time| day(time).ok_or((Reason::BadTime, Some(time)))).transpose()?
        }
    };
    Ok(Edge { from, to, sign, day })
}

/// The day of Unix seconds, or of a date.
fn day(text: &str) -> Option<Day> {
    /// In the calendar up to the year 9999, where times are times.
    const LAST: f64 = 253_402_300_799.0;
    const DAY: i64 = 86_400;
    if let Some(day) = text.get(..10).and_then(Day::from_iso) {
        return Some(day);
    }
    let seconds = text.parse::<f64>().ok().filter(|seconds| seconds.abs() <= LAST)?;
    let whole = text.split('.').next()?.parse::<i64>().ok();
    let whole = whole.or_else(|| format!("{seconds:.0}").parse().ok())?;
    Some(Day::from_number(whole.div_euclid(DAY)))
}
