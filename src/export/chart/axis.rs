//! The place of a day on a time line. A calendar gives every day the same room; where one gap would take more than a quarter
//! of it, gaps are narrowed, as on the page.

use super::frame::label;
use crate::{
    export::{
        drawing::{Element, width},
        telling::Palette,
    },
    language::Messages,
    model::Day,
};

/// The time line from a first to a last day.
#[derive(Debug)]
pub(super) struct Axis {
    first: i32,
    last: i32,
    left: f64,
    width: f64,
    /// Days and the room before them.
    knots: Vec<(i32, f64)>,
    pub(super) is_narrowed: bool,
}

impl Axis {
    pub(super) fn new((first, last): (i32, i32), stops: &[i32], left: f64, width: f64) -> Self {
        let length = last - first + 1;
        let gaps = || stops.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?));
        let is_narrowed = stops.len() > 2 && gaps().any(|gap| gap > length / 4);
        let knots = if is_narrowed { narrowed(first, last, stops) } else { Vec::new() };
        let knots =
            if knots.len() > 1 { knots } else { vec![(first, 0.0), (last + 1, f64::from(length))] };
        Self { first, last, left, width, knots, is_narrowed }
    }

    /// Where a day begins, within the time line.
    pub(super) fn at(&self, day: i32) -> f64 {
        let day = day.clamp(self.first, self.last + 1);
        let room = self.knots.last().map_or(1.0, |(_, room)| *room);
        let after =
            self.knots.partition_point(|(knot, _)| *knot <= day).clamp(1, self.knots.len() - 1);
        let (Some((from, before)), Some((to, until))) =
            (self.knots.get(after - 1), self.knots.get(after))
        else {
            return self.left;
        };
        let share = f64::from(day - from) / f64::from((to - from).max(1));
        self.left + (before + share * (until - before)) / room * self.width
    }

    /// The middle of a day.
    pub(super) fn middle(&self, day: i32) -> f64 {
        let day = day.clamp(self.first, self.last);
        f64::midpoint(self.at(day), self.at(day + 1))
    }

    /// The names of days: years before months before days, as many as have room.
    pub(super) fn names(
        &self,
        stops: &[i32],
        y: f64,
        (palette, messages): (&Palette, &Messages),
    ) -> Vec<Element> {
        let day = |number: i32| Day::from_number(number.into());
        let mut candidates: Vec<(u8, i32, String)> = Vec::new();
        let (first_year, ..) = day(self.first).civil();
        let (last_year, ..) = day(self.last).civil();
        let years = last_year - first_year;
        let step =
            [1, 2, 5, 10, 20, 50, 100].into_iter().find(|step| years / step < 40).unwrap_or(1000);
        for year in (first_year..=last_year).filter(|year| year % step == 0) {
            candidates.push((0, Day::from_civil(year, 1, 1).number(), year.to_string()));
        }
        if years < 12 {
            for (year, month) in
                (first_year..=last_year).flat_map(|year| (2..=12).map(move |month| (year, month)))
            {
                let rank = if month % 3 == 1 { 1 } else { 2 };
                let values = [("month", messages.short_month(month)), ("year", &year.to_string())];
                let name = messages.with("date.short-month", &values);
                candidates.push((rank, Day::from_civil(year, month, 1).number(), name));
            }
        }
        if self.last - self.first < 1500 {
            candidates.extend(stops.iter().map(|stop| (3, *stop, messages.short_day(day(*stop)))));
        }
        candidates.retain(|(_, at, _)| (self.first..=self.last).contains(at));
        candidates.sort();
        let mut taken: Vec<(f64, f64)> = Vec::new();
        let mut names = Vec::new();
        for (_, at, name) in candidates {
            let half = width(&name, 10.5) / 2.0 + 5.0;
            let x = self
                .middle(at)
                .clamp(self.left + half, (self.left + self.width - half).max(self.left + half));
            if taken.iter().all(|(other, reach)| (other - x).abs() > half + reach) {
                taken.push((x, half));
                names.push(label([x, y], "middle", &name, palette));
            }
        }
        names
    }
}

/// The room of days of change and of the gaps between them.
fn narrowed(first: i32, last: i32, stops: &[i32]) -> Vec<(i32, f64)> {
    let narrow = |gap: i32| f64::from(gap).min(1.6 * (1.0 + f64::from(gap)).log2());
    let gaps: f64 = stops
        .windows(2)
        .filter_map(|pair| Some(narrow((pair.get(1)? - pair.first()? - 1).max(0))))
        .sum();
    let of_stop =
        (gaps / f64::from(u32::try_from(stops.len()).unwrap_or(u32::MAX).max(1))).max(1.0);
    let (mut knots, mut room, mut reached) = (vec![(first, 0.0)], 0.0, first);
    let mut go_on = |day: i32, more: f64| {
        if day > reached {
            room += more;
            reached = day;
            knots.push((day, room));
        }
        reached
    };
    let mut at = first;
    for stop in stops {
        if *stop > at {
            go_on(*stop, narrow(stop - at));
        }
        at = go_on((stop + 1).min(last + 1), of_stop);
    }
    go_on(last + 1, 1.0);
    knots
}
