//! Lanes, one for each pair: positive ties above the line, negative ones below, so that a shift is a step.

use super::{
    axis::Axis,
    frame::WIDTH,
    marks::{bar, bar_sample, color},
};
use crate::{
    export::{
        dot::FRAME,
        drawing::{Element, MARGIN, ROW, Sample, Sheet, lines, short},
        html::{ShiftItem, StatementItem, Story, TieItem},
        telling::Palette,
    },
    language::Messages,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// The height of a lane, and how far its sides are from its line.
const HEIGHT: f64 = 40.0;
const REACH: f64 = 9.0;
/// The room of names, beside their lanes.
const NAMES: f64 = 200.0;
/// The size of names.
const SIZE: f64 = 11.0;

/// What lanes are drawn of, and with.
struct Lanes<'l, 'g> {
    story: &'l Story<'g>,
    axis: Axis,
    palette: Palette,
    messages: &'static Messages,
}

/// Lanes of all pairs of a story; the pairs with most shifts, then with most statements, come first.
pub(super) fn lanes(sheet: &mut Sheet, story: &Story<'_>, messages: &'static Messages) {
    let Some(days) = story.days else { return };
    let axis = Axis::new(days, &story.stops, MARGIN + NAMES, WIDTH - NAMES);
    let lanes = Lanes { story, axis, palette: sheet.palette.clone(), messages };
    let mut shifts = BTreeMap::<usize, Vec<&ShiftItem<'_>>>::new();
    for shift in &story.shifts {
        shifts.entry(shift.tie).or_default().push(shift);
    }
    let n_shifts = |tie: usize| shifts.get(&tie).map_or(0, Vec::len);
    let mut ties: Vec<(usize, &TieItem)> = story.ties.iter().enumerate().collect();
    ties.sort_by_key(|(at, tie)| (Reverse(n_shifts(*at)), Reverse(tie.statements.len()), *at));
    sheet.key(&lanes.key());
    if lanes.axis.is_narrowed {
        sheet.text(messages.text("drawn.narrowed"), 11.0);
    }
    sheet.y += 22.0;
    let names = lanes.axis.names(&story.stops, sheet.y - 6.0, (&lanes.palette, messages));
    for name in names {
        sheet.put(name);
    }
    for (at, tie) in ties {
        let shifts = shifts.get(&at).map_or(&[][..], Vec::as_slice);
        sheet.put(lanes.lane(tie, shifts, sheet.y));
        sheet.y += HEIGHT;
    }
}

/// Where a polarity is in a lane.
fn level(middle: f64, word: &str) -> f64 {
    match word {
        "positive" => middle - REACH,
        "negative" => middle + REACH,
        _ => middle,
    }
}

/// As much of a name as has room.
fn shortened(name: &str) -> String {
    let found = lines(name, SIZE, NAMES - 22.0);
    match found.as_slice() {
        [first, _, ..] => format!("{first} …"),
        _ => name.to_owned(),
    }
}

fn line([x1, y1, x2, y2]: [f64; 4], stroke: &str, width: f64) -> Element {
    let line = Element::new("line").at("x1", x1).at("y1", y1).at("x2", x2).at("y2", y2);
    line.with("stroke", stroke).at("stroke-width", width)
}

impl Lanes<'_, '_> {
    fn name(&self, entity: usize) -> &str {
        self.story.entities.get(entity).map_or("", |entity| entity.name)
    }

    fn lane(&self, tie: &TieItem, shifts: &[&ShiftItem<'_>], y: f64) -> Element {
        let Self { story, axis, palette, .. } = self;
        let middle = y + HEIGHT / 2.0;
        let (holder, target) = (self.name(tie.holder), self.name(tie.target));
        let mut parts = Vec::new();
        for (text, up) in [(holder.to_owned(), -2.0), (format!("→ {target}"), 11.0)] {
            parts.push(
                Element::new("text")
                    .at("x", MARGIN)
                    .at("y", middle + up)
                    .at("font-size", SIZE)
                    .with("fill", &palette.ink)
                    .words(&shortened(&text)),
            );
        }
        let [left, right] = [axis.at(i32::MIN), axis.at(i32::MAX)];
        parts.push(line([left, middle, right, middle], FRAME, 1.0));
        for spell in &tie.spells {
            let begin = spell.begin.map_or(left, |day| axis.at(day));
            let end = spell.end.map_or(right, |day| axis.at(day));
            let at = level(middle, spell.polarity) - 4.0;
            let area = [begin, at, (end - begin).max(2.0).min(right - begin + 2.0), 8.0];
            parts.push(bar(area, spell.polarity, !spell.definite, palette));
        }
        for shift in shifts {
            parts.extend(self.shift_mark(shift, middle));
        }
        for statement in tie.statements.iter().filter_map(|at| story.statements.get(*at)) {
            parts.extend(self.statement_marks(statement, middle));
        }
        let title = self.in_words([holder, target], tie.statements.len(), shifts.len());
        Element::new("g").with("class", "lane").titled(&title).holding_all(&parts)
    }

    fn in_words(&self, [holder, target]: [&str; 2], n: usize, n_shifts: usize) -> String {
        let messages = self.messages;
        let pair = messages.with("lanes.pair", &[("holder", holder), ("target", target)]);
        let said = messages.count("n.statements", n, &[]);
        let words = format!("{pair}{} {said}", messages.text("colon"));
        match n_shifts {
            0 => words,
            n => format!("{words}, {}", messages.count("lanes.n-shifts", n, &[])),
        }
    }

    /// A step from the old side to the new, on the day of the new.
    fn shift_mark(&self, shift: &ShiftItem<'_>, middle: f64) -> Option<Element> {
        let Palette { ink, paper, .. } = &self.palette;
        let to = self.story.statements.get(shift.to)?;
        let x = self.axis.middle(to.latest.unwrap_or(i32::MAX));
        let [from, end] = [shift.from.polarity, self.effect(to)].map(|word| level(middle, word));
        let tip = if end > from { -5.0 } else { 5.0 };
        let mut step = line([x, from, x, end + tip], ink, 1.4);
        if !shift.definite {
            step = step.with("stroke-dasharray", "2 2");
        }
        let [left, right, at] = [x - 4.5, x + 4.5, end + tip].map(short);
        let head = format!("M{left} {at}H{right}L{} {}Z", short(x), short(end));
        let fill = if shift.definite { ink } else { paper };
        let head = Element::new("path").with("d", head).with("fill", fill).with("stroke", ink);
        Some(Element::new("g").with("class", "shift").holding(&step).holding(&head))
    }

    fn effect(&self, statement: &StatementItem<'_>) -> &'static str {
        self.story.verbs.get(statement.verb).map_or("neutral", |verb| verb.effect)
    }

    /// A dot on the day, and a line over the days that an uncertain date may denote.
    fn statement_marks(&self, statement: &StatementItem<'_>, middle: f64) -> Vec<Element> {
        let Self { story, axis, palette, messages } = self;
        let word = self.effect(statement);
        let y = level(middle, word);
        let x = axis.middle(statement.latest.unwrap_or(i32::MAX));
        let counts = statement.counted && !statement.superseded;
        let aside = format!(" ({})", messages.text("lanes.aside"));
        let mark = self.dot([x, y], word, counts).titled(&format!(
            "{}, {}{}",
            story.verb_of(statement),
            messages.date(&statement.date),
            if counts { "" } else { &aside },
        ));
        if statement.earliest == statement.latest && statement.earliest.is_some() {
            return vec![mark];
        }
        let from = axis.at(statement.earliest.unwrap_or(i32::MIN));
        let to = axis.at(statement.latest.map_or(i32::MAX, |day| day + 1));
        let days = line([from, y, to.max(from + 3.0), y], color(word, palette), 1.2);
        vec![days.with("stroke-dasharray", "3 2"), mark]
    }

    fn dot(&self, [x, y]: [f64; 2], word: &str, counts: bool) -> Element {
        let Palette { ink, paper, .. } = &self.palette;
        if word == "ends" {
            let (x, y) = (short(x - 4.0), short(y - 4.0));
            let cross = format!("M{x} {y}l8 8m0 -8l-8 8");
            return Element::new("path")
                .with("d", cross)
                .with("fill", "none")
                .with("stroke", ink)
                .with("stroke-width", 2);
        }
        // In ink, to be seen on the bar of its tie.
        let [fill, edge] = if counts { [ink, paper] } else { [paper, ink] };
        let dot = Element::new("circle").at("cx", x).at("cy", y).with("r", "3.2");
        dot.with("fill", fill).with("stroke", edge)
    }

    /// What occurs in the lanes, with its words.
    fn key(&self) -> Vec<Sample> {
        let Self { story, palette, messages, .. } = self;
        let spells = || story.ties.iter().flat_map(|tie| &tie.spells);
        let mut samples: Vec<Sample> = ["positive", "negative", "mixed", "neutral"]
            .into_iter()
            .filter(|word| spells().any(|spell| spell.polarity == *word))
            .map(|word| bar_sample(word, false, messages.effect(word), palette))
            .collect();
        if let Some(spell) = spells().find(|spell| !spell.definite) {
            samples.push(bar_sample(spell.polarity, true, messages.text("drawn.hatched"), palette));
        }
        let middle = ROW / 2.0;
        let mut sample = |picture: Element, key: &str| {
            samples.push(Sample { picture, width: 22.0, words: messages.text(key).to_owned() });
        };
        let any = |passes: fn(&StatementItem<'_>) -> bool| story.statements.iter().any(passes);
        let dot = |x: f64, word: &str, counts: bool| self.dot([x, middle], word, counts);
        sample(dot(11.0, "neutral", true), "lanes.statement");
        if any(|it| it.earliest != it.latest || it.earliest.is_none()) {
            let days = line([0.0, middle, 22.0, middle], color("neutral", palette), 1.2);
            let days = days.with("stroke-dasharray", "3 2");
            let both = Element::new("g").holding(&days).holding(&dot(22.0, "neutral", true));
            sample(both, "lanes.some-day");
        }
        if any(|it| !it.counted || it.superseded) {
            sample(dot(11.0, "neutral", false), "lanes.aside");
        }
        if story.statements.iter().any(|it| self.effect(it) == "ends") {
            sample(dot(11.0, "ends", true), "polarity.ends");
        }
        if !story.shifts.is_empty() {
            let picture = format!("M11 1V9M6.5 9H15.5L11 {}Z", short(14.0));
            let step = Element::new("path").with("d", picture);
            sample(step.with("fill", &palette.ink).with("stroke", &palette.ink), "lanes.shift");
        }
        samples
    }
}
