//! Series: a view for each calendar period.

use crate::{
    model::{Calendar, Day, Span},
    view::View,
};

/// What each row of a series covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    /// The period alone.
    #[default]
    Each,
    /// The period and those before it, this many together.
    Rolling(usize),
    /// Everything up to the period's end, what was said before the view too.
    Expanding,
}

/// A series of calendar periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    /// How long a period is.
    pub every: Calendar,
    /// What each row covers.
    pub coverage: Coverage,
}

/// The greatest number of periods: a single remote date would make millions.
pub const MOST_PERIODS: usize = 100_000;

/// A series that is too long.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the view has more than {MOST_PERIODS} periods of one {0}; choose longer ones, or a shorter span with --period"
)]
pub struct TooManyPeriods(Calendar);

/// One row of a series: its period, cut to the view's span, and the view that it covers.
#[derive(Debug)]
pub struct Period<'g> {
    /// The calendar period.
    pub span: Span,
    /// The view of what the row covers.
    pub view: View<'g>,
}

impl Series {
    /// The periods of a view, from its first dated statement (or its begin) to its last (or its end).
    ///
    /// Includes periods without statements. Without a dated statement there are no periods.
    pub fn periods<'g>(&self, view: &View<'g>) -> Result<Vec<Period<'g>>, TooManyPeriods> {
        let whole = view.frame().span;
        let Some((first, last)) = view.days() else {
            return Ok(Vec::new());
        };
        let begin = if whole.begin.is_bounded() { whole.begin } else { first };
        let end = if whole.end.is_bounded() { whole.end } else { last.next() };
        let calendar: Vec<Span> =
            self.every.periods(Span { begin, end }).take(MOST_PERIODS + 1).collect();
        if calendar.len() > MOST_PERIODS {
            return Err(TooManyPeriods(self.every));
        }
        let periods = calendar.iter().enumerate().map(|(position, span)| {
            let covered = match self.coverage {
                Coverage::Each => span.intersection(whole),
                Coverage::Rolling(count) => {
                    let first = self.back(*span, position, count, &calendar);
                    Span { begin: first, end: span.end }.intersection(whole)
                }
                Coverage::Expanding => Span { begin: Day::MIN, end: span.end.min(whole.end) },
            };
            Period { span: span.intersection(whole), view: view.with_span(covered) }
        });
        Ok(periods.collect())
    }

    /// The begin of the period that is `count - 1` before the one at `position`.
    fn back(&self, span: Span, position: usize, count: usize, calendar: &[Span]) -> Day {
        let missing = count.saturating_sub(1);
        match position.checked_sub(missing) {
            Some(first) => calendar.get(first).map_or(span.begin, |span| span.begin),
            None => {
                let first = calendar.first().map_or(span.begin, |span| span.begin);
                (position..missing).fold(first, |begin, _| self.every.begin_of(begin.previous()))
            }
        }
    }
}
