//! The frame of a chart: scales, lines and the names of periods.

use crate::{
    export::{
        dot::FRAME,
        drawing::{Element, width},
        telling::Palette,
    },
    language::Messages,
    model::Day,
};

/// The room of a chart with its scale and the names of its periods.
pub(super) const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 24.0;
/// The size of the words at the scales.
const SIZE: f64 = 10.5;

/// A chart of some periods between two values.
#[derive(Debug)]
pub(super) struct Frame {
    x: f64,
    y: f64,
    low: f64,
    high: f64,
    /// The width of a period.
    pub(super) band: f64,
    /// What is below the marks.
    pub(super) parts: Vec<Element>,
}

impl Frame {
    /// The frame below `y`, with a line at each of some values.
    pub(super) fn new(
        left: f64,
        y: f64,
        [low, high]: [f64; 2],
        marks: &[f64],
        (names, palette, messages): (&[String], &Palette, &Messages),
    ) -> Self {
        let n = u32::try_from(names.len().max(1)).map_or(1.0, f64::from);
        let band = (WIDTH - LEFT) / n;
        let mut frame = Self { x: left + LEFT, y: y + TOP, low, high, band, parts: Vec::new() };
        for mark in marks {
            let at = frame.at(*mark);
            let color = if *mark == 0.0 { palette.ink.as_str() } else { FRAME };
            frame.parts.push(
                Element::new("line")
                    .at("x1", frame.x)
                    .at("x2", left + WIDTH)
                    .at("y1", at)
                    .at("y2", at)
                    .with("stroke", color),
            );
            frame.parts.push(label(
                [frame.x - 6.0, at + 4.0],
                "end",
                &scale(mark.abs(), messages),
                palette,
            ));
        }
        let mut free = f64::NEG_INFINITY;
        for (index, name) in names.iter().enumerate() {
            let half = width(name, SIZE) / 2.0 + 5.0;
            // At the edges a name stays inside.
            let x = frame.middle(index).clamp(left + half, (left + WIDTH - half).max(left + half));
            if x - half >= free {
                free = x + half;
                frame.parts.push(label([x, y + HEIGHT - 8.0], "middle", name, palette));
            }
        }
        frame
    }

    /// How tall the whole is.
    pub(super) const fn height() -> f64 {
        HEIGHT
    }

    /// Where a value is.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = (self.high - value) / (self.high - self.low);
        self.y + share * (HEIGHT - TOP - BOTTOM)
    }

    /// The middle of a period.
    pub(super) fn middle(&self, index: usize) -> f64 {
        self.x + self.band * (u32::try_from(index).map_or(0.0, f64::from) + 0.5)
    }
}

/// A word at a scale.
pub(super) fn label([x, y]: [f64; 2], anchor: &str, words: &str, palette: &Palette) -> Element {
    Element::new("text")
        .at("x", x)
        .at("y", y)
        .at("font-size", SIZE)
        .with("text-anchor", anchor)
        .with("fill", &palette.pale)
        .words(words)
}

/// A number at a scale.
fn scale(number: f64, messages: &Messages) -> String {
    messages.decimal((number * 100.0).round() / 100.0)
}

/// The first of 1, 2, 3, 4, 5, 6, 8, 10, 20 … that is at least so much.
pub(super) fn nice(most: usize) -> f64 {
    let mut power = 1_usize;
    loop {
        for step in [1, 2, 3, 4, 5, 6, 8] {
            if power.saturating_mul(step) >= most {
                return u32::try_from(power.saturating_mul(step)).map_or(f64::MAX, f64::from);
            }
        }
        power = power.saturating_mul(10);
    }
}

/// The name of a period by its first day.
pub(super) fn period(begin: i32, every: &str, messages: &Messages) -> String {
    let day = Day::from_number(begin.into());
    let (year, month, _) = day.civil();
    let (year, quarter) = (year.to_string(), month.div_ceil(3).to_string());
    match every {
        "year" => year,
        "quarter" => messages.with("date.short-quarter", &[("quarter", &quarter), ("year", &year)]),
        "month" => {
            let month = messages.short_month(month);
            messages.with("date.short-month", &[("month", month), ("year", &year)])
        }
        _ => messages.short_day(day),
    }
}
