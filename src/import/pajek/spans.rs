//! When lines were true.

use super::{
    PajekError, PajekOptions,
    arcs::Refused,
    intervals::{Interval, common, intervals},
    vertices::Vertices,
};
use crate::{
    import::{
        Reason, TimeForm,
        times::{Time, TimeCount},
    },
    model::{Date, Day},
};
use std::borrow::Cow;

/// When a line was true: from when on, and when it ended.
pub(super) struct Span<'o> {
    pub(super) date: Cow<'o, Date>,
    pub(super) until: Option<Date>,
    /// A time mark that is no date.
    pub(super) mark: Option<String>,
}

/// Dates lines, and counts those that it cannot date.
#[derive(Default)]
pub(super) struct Dating<'o> {
    /// When lines were true that have no time.
    on: Option<&'o Date>,
    form: TimeForm,
    times: TimeCount,
    /// The first line that has no time.
    undated: Option<u64>,
    has_dates: bool,
}

impl<'o> Dating<'o> {
    pub(super) fn new(options: &'o PajekOptions) -> Self {
        Self { on: options.on.as_ref(), form: options.times.clone(), ..Self::default() }
    }

    /// When a line was true: as its own time mark says, else as those of its vertices do, else on the date that is given.
    pub(super) fn spans(
        &mut self,
        number: u64,
        mark: Option<&str>,
        ends: [u64; 2],
        vertices: &Vertices,
    ) -> Result<Vec<Span<'o>>, Refused> {
        let intervals = match mark {
            Some(mark) => intervals(mark).ok_or_else(|| unread(mark))?,
            None => {
                let [from, to] = ends.map(|end| vertices.times(end));
                let both = common(from, to);
                if both.is_empty() && !(from.is_empty() && to.is_empty()) {
                    return Err((Reason::Apart, None));
                }
                both
            }
        };
        if intervals.is_empty() {
            let Some(on) = self.on else {
                self.undated.get_or_insert(number);
                return Err((Reason::NoDate, None));
            };
            return Ok(vec![Span { date: Cow::Borrowed(on), until: None, mark: None }]);
        }
        let mark = shown(&intervals);
        let mut spans = Vec::with_capacity(intervals.len());
        for (from, to) in intervals {
            let from = self.dated(from, number, &mark)?;
            let to = to.map(|to| self.dated(to, number, &mark)).transpose()?;
            let (Time::Date(date), None | Some(Time::Date(_))) = (from, &to) else {
                // What is no date stands beside the one that is given.
                let on = self.on.ok_or_else(|| unread(&mark))?;
                return Ok(vec![Span { date: Cow::Borrowed(on), until: None, mark: Some(mark) }]);
            };
            let until = match &to {
                Some(Time::Date(last)) => Some(day_after(last).ok_or_else(|| unread(&mark))?),
                _ => None,
            };
            spans.push(Span { date: Cow::Owned(date), until, mark: None });
        }
        self.has_dates = true;
        Ok(spans)
    }

    fn dated(&mut self, point: u64, line: u64, mark: &str) -> Result<Time, Refused> {
        let time = self.form.read(&point.to_string()).ok_or_else(|| unread(mark))?;
        self.times.add(&time, line, mark);
        Ok(time)
    }

    /// Refuses networks that nobody can date.
    pub(super) fn check(self) -> Result<(), PajekError> {
        if self.on.is_some() {
            return Ok(());
        }
        if let Some((line, value)) = self.times.into_steps() {
            return Err(PajekError::Steps { line, value });
        }
        match self.undated.filter(|_| !self.has_dates) {
            Some(line) => Err(PajekError::Undated(line)),
            None => Ok(()),
        }
    }
}

fn unread(mark: &str) -> Refused {
    (Reason::BadTime, Some(format!("[{mark}]")))
}

/// The day behind the last one of a date.
fn day_after(date: &Date) -> Option<Date> {
    let last = date.bounds().latest;
    last.is_bounded().then(|| Date::from(Day::from_number(i64::from(last.number()) + 1)))
}

/// Intervals as a time mark has them.
fn shown(intervals: &[Interval]) -> String {
    let shown = intervals.iter().map(|(from, to)| match to {
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}-{to}"),
        None => format!("{from}-*"),
    });
    shown.collect::<Vec<_>>().join(",")
}
