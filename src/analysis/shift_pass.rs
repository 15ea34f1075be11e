//! The shifts of all pairs in one pass over a few columns.
//!
//! Where all days of a pair are known, its moments follow from the days and verbs of its statements, and from the times of
//! those of a day with both signs. Other pairs, and those of views that look at single statements, take the full rules
//! ([`super::shifts`]), if they have statements of both signs at all.

use crate::{
    graph::{PairIndex, StatementIndex, TemporalGraph, batch::Slice, flags::Flags},
    model::{Day, Effect, Polarity, Time},
    view::{Filter, Signs, View},
};
use std::ops::Range;

/// A definite shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DefiniteShift {
    pub(super) day: Day,
    pub(super) to_positive: bool,
}

/// What the pass finds of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict<'p> {
    /// These shifts, in order.
    Definite(&'p [DefiniteShift]),
    /// The full rules decide.
    Undecided,
}

impl Verdict<'_> {
    /// No shift.
    pub(super) const NONE: Self = Self::Definite(&[]);
}

/// Visits pairs and what the pass finds of each, in order; of pairs without shifts it may leave out some.
pub(super) fn each_verdict(
    view: &View<'_>,
    pairs: Range<usize>,
    mut visit: impl FnMut(PairIndex, Verdict<'_>),
) {
    let mut pass = Pass::new(view);
    view.graph().each_slice(pairs, |slice| {
        // Most pairs have statements of one sign.
        if slice.is_whole && !pass.signs(slice).has_both() {
            return;
        }
        pass.take(slice);
        if slice.is_last {
            visit(slice.pair, pass.finish());
            pass.clear();
        }
    });
}

/// The pass over the statements of one pair.
struct Pass<'g> {
    graph: &'g TemporalGraph,
    /// What each verb shows.
    signs: Vec<Signs>,
    /// The first and the last day of the view.
    begin: Day,
    last: Day,
    /// Whether days and verbs decide at all.
    is_plain: bool,
    /// Whether the order of statements within a day matters.
    orders_days: bool,
    is_undecided: bool,
    day: Day,
    /// The statements of the day, by row.
    rows: Range<usize>,
    /// What they show.
    today: Signs,
    /// The last sign.
    sign: Option<i8>,
    shifts: Vec<DefiniteShift>,
}

impl<'g> Pass<'g> {
    fn new(view: &View<'g>) -> Self {
        let (graph, frame) = (view.graph(), view.frame());
        Self {
            graph,
            signs: graph.vocabulary().verbs().iter().map(|verb| Signs::of(verb.effect)).collect(),
            begin: frame.span.begin,
            last: frame.span.last(),
            is_plain: frame.known_by.is_none()
                && matches!(frame.filter, Filter::All)
                && frame.cut.is_none(),
            orders_days: graph.orders_days(),
            is_undecided: false,
            day: Day::MIN,
            rows: 0..0,
            today: Signs::default(),
            sign: None,
            shifts: Vec::new(),
        }
    }

    /// What some statements show.
    fn signs(&self, slice: &Slice<'_>) -> Signs {
        let signs = slice.verb.iter().map(|verb| self.signs[verb.position()]);
        signs.fold(Signs::default(), Signs::with)
    }

    /// Takes the next statements of the pair.
    fn take(&mut self, slice: &Slice<'_>) {
        let is_rare =
            slice.flags.iter().fold(false, |is_rare, flags| is_rare | Flags::any_rare(*flags));
        self.is_undecided |= is_rare || !self.is_plain;
        if self.is_undecided {
            return;
        }
        let last = self.last;
        let said = slice.latest.iter().zip(slice.verb).take_while(|(day, _)| **day <= last);
        for (row, (&day, verb)) in (slice.row..).zip(said) {
            if day != self.day {
                self.end_day();
                (self.day, self.rows) = (day, row..row);
            }
            self.rows.end = row + 1;
            self.today = self.today.with(self.signs[verb.position()]);
        }
    }

    /// Takes what was shown on a day.
    fn end_day(&mut self) {
        let today = std::mem::take(&mut self.today);
        if today == Signs::default() {
            return;
        }
        self.is_undecided |= !self.day.is_bounded();
        if !self.orders_days || !today.is_mixed() {
            self.change_to(today);
        } else if let Some(moments) = self.moments() {
            for signs in moments {
                self.change_to(signs);
            }
        } else {
            self.is_undecided = true;
        }
    }

    /// What was shown at each time of the day, in order; nothing where something else than times may order its statements,
    /// or one of them has none.
    fn moments(&self) -> Option<Vec<Signs>> {
        if self.graph.has_replies() {
            return None;
        }
        let read = self.rows.clone().map(|row| self.graph.statement(StatementIndex::new(row)));
        let stances = read.filter(|it| it.effect() != Effect::Expresses(Polarity::Neutral));
        let timed = stances.map(|it| Some((it.time()?, Signs::of(it.effect()))));
        let mut timed: Vec<(Time, Signs)> = timed.collect::<Option<_>>()?;
        timed.sort_by_key(|(time, _)| *time);
        let moments = timed.chunk_by(|(one, _), (other, _)| one == other);
        let signs =
            moments.map(|it| it.iter().fold(Signs::default(), |all, (_, it)| all.with(*it)));
        Some(signs.collect())
    }

    /// Takes what was shown at a moment.
    fn change_to(&mut self, signs: Signs) {
        let Some(sign) = signs.sign() else { return };
        let is_shift = self.sign.replace(sign).is_some_and(|before| before != sign);
        if is_shift && self.day >= self.begin {
            self.shifts.push(DefiniteShift { day: self.day, to_positive: sign > 0 });
        }
    }

    /// What was found.
    fn finish(&mut self) -> Verdict<'_> {
        self.end_day();
        if self.is_undecided { Verdict::Undecided } else { Verdict::Definite(&self.shifts) }
    }

    /// Makes the pass ready for the next pair.
    fn clear(&mut self) {
        (self.is_undecided, self.sign, self.day) = (false, None, Day::MIN);
        self.shifts.clear();
    }
}
