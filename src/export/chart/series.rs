//! Charts by period: statements, balance, polarization and triangles.

use super::{
    frame::{Frame, nice, period},
    marks::{LOOKS, band_sample, bands, bar, bar_sample, line, line_sample},
};
use crate::export::{
    ExportError,
    drawing::{Element, MARGIN, Sample, Sheet},
    html::{Course, PeriodItem},
};
use std::collections::BTreeMap;

/// The names of the periods.
pub(super) fn names(course: &Course) -> Vec<String> {
    let every = course.every.unwrap_or_default();
    course.periods.iter().map(|item| period(item.begin, every)).collect()
}

fn frame(sheet: &Sheet, bounds: [f64; 2], marks: &[f64], course: &Course) -> Frame {
    Frame::new(MARGIN, sheet.y, bounds, marks, &names(course))
}

fn finish(sheet: &mut Sheet, frame: Frame) {
    frame.parts.into_iter().for_each(|part| sheet.put(part));
    sheet.y += Frame::height();
}

const UP: [&str; 3] = ["positive", "mixed", "neutral"];
const DOWN: [&str; 2] = ["negative", "ends"];

/// Bars of the statements of each period, the possible ones hatched on top.
pub(super) fn statements(sheet: &mut Sheet, course: &Course) {
    let sum = |counts: &BTreeMap<&'static str, usize>, words: &[&str]| {
        words.iter().filter_map(|word| counts.get(word)).sum::<usize>()
    };
    let most = |words: &[&str]| {
        let of = |it: &PeriodItem| sum(&it.counts, words) + sum(&it.may, words);
        course.periods.iter().map(of).max().unwrap_or(0).max(1)
    };
    let (high, low) = (nice(most(&UP)), -nice(most(&DOWN)));
    let names = names(course);
    let occurs = |word: &str, is_possible: bool| {
        course.periods.iter().any(|it| {
            let counts = if is_possible { &it.may } else { &it.counts };
            counts.get(word).is_some_and(|count| *count > 0)
        })
    };
    let found: Vec<&str> = UP
        .into_iter()
        .chain(DOWN)
        .filter(|word| occurs(word, false) || occurs(word, true))
        .collect();
    let mut key: Vec<Sample> = found.iter().map(|word| bar_sample(word, false, word)).collect();
    if let Some(word) = found.iter().find(|word| occurs(word, true)) {
        key.push(bar_sample(word, true, "hatched: possibly of this period"));
    }
    sheet.key(&key);
    let mut frame = frame(sheet, [low, high], &[low, 0.0, high], course);
    let width = (frame.band - 2.0).clamp(1.0, 36.0);
    for (index, item) in course.periods.iter().enumerate() {
        for (words, way) in [(&UP[..], 1.0), (&DOWN[..], -1.0)] {
            let mut under = 0.0;
            for (counts, is_possible) in [(&item.counts, false), (&item.may, true)] {
                for word in words {
                    let Some(count) = counts.get(word).filter(|count| **count > 0) else {
                        continue;
                    };
                    let next = under + real(*count);
                    let [a, b] = [under, next].map(|value| frame.at(way * value));
                    under = next;
                    let x = frame.middle(index) - width / 2.0;
                    let may = if is_possible { "possibly " } else { "" };
                    let name = names.get(index).map_or("", String::as_str);
                    let area = [x, a.min(b), width, (a - b).abs()];
                    frame.parts.push(
                        bar(area, word, is_possible)
                            .titled(&format!("{count} {may}{word}, {name}")),
                    );
                }
            }
        }
    }
    finish(sheet, frame);
}

/// Lines of two or three measures between 0 and 1, with bands of what is open.
struct Measure {
    words: &'static str,
    values: Vec<Option<f64>>,
    ranges: Vec<Option<[f64; 2]>>,
}

fn measures(sheet: &mut Sheet, course: &Course, measures: &[Measure]) {
    let mut key: Vec<Sample> = measures
        .iter()
        .zip(LOOKS)
        .map(|(measure, look)| {
            let is_undefined = measure.values.iter().all(Option::is_none);
            let what = if is_undefined { " (nowhere defined)" } else { "" };
            line_sample(look, &format!("{}{what}", measure.words))
        })
        .collect();
    let is_open =
        |range: &Option<[f64; 2]>| range.is_some_and(|[least, greatest]| least < greatest);
    if measures.iter().any(|measure| measure.ranges.iter().any(is_open)) {
        key.push(band_sample());
    }
    sheet.key(&key);
    let names = names(course);
    let mut frame = frame(sheet, [0.0, 1.0], &[0.0, 0.5, 1.0], course);
    let mut marks: Vec<Element> = Vec::new();
    for (measure, look) in measures.iter().zip(LOOKS) {
        marks.extend(bands(&frame, &measure.ranges, look));
    }
    // The first measure is on top.
    for (measure, look) in measures.iter().zip(LOOKS).rev() {
        marks.push(line(&frame, &measure.values, look, &names, measure.words));
    }
    frame.parts.extend(marks);
    finish(sheet, frame);
}

fn range(least: Option<f64>, greatest: Option<f64>) -> Option<[f64; 2]> {
    Some([least?, greatest?])
}

/// How well the signed ties fit two camps, and how many triangles are balanced.
pub(super) fn balance(sheet: &mut Sheet, course: &Course) {
    let found = || course.periods.iter().map(|it| &it.balance);
    let fit = Measure {
        words: "fit to two camps",
        values: found().map(|it| it.normalized).collect(),
        ranges: found().map(|it| range(it.normalized_least, it.normalized_greatest)).collect(),
    };
    let strong = Measure {
        words: "balanced triangles",
        values: found().map(|it| it.strong).collect(),
        ranges: found().map(|it| range(it.strong_least, it.strong_greatest)).collect(),
    };
    measures(sheet, course, &[fit, strong]);
}

/// Polarization, and what it is made of.
pub(super) fn polarization(sheet: &mut Sheet, course: &Course) -> Result<(), ExportError> {
    if let Some(why) = course.no_polarization {
        return Err(ExportError::Unfit(why.into()));
    }
    let found = || course.periods.iter().map(|it| it.polarization.as_ref());
    let value = Measure {
        words: "polarization",
        values: found().map(|it| it?.value).collect(),
        ranges: found()
            .map(|it| {
                let it = it?;
                range(it.least, it.greatest).or_else(|| range(it.value, it.upper))
            })
            .collect(),
    };
    let plain = |words, values| Measure { words, values, ranges: Vec::new() };
    let fit = plain("fit to two camps", found().map(|it| it?.fit).collect());
    let share = plain("conflict share", found().map(|it| it?.conflict_share).collect());
    measures(sheet, course, &[value, fit, share]);
    Ok(())
}

/// Triangles of three signed ties, by their signs.
pub(super) fn triangles(sheet: &mut Sheet, course: &Course) {
    // By positive ties: balanced ones first.
    const KINDS: [(usize, &str, &str); 4] = [
        (0, "positive", "+++ balanced"),
        (2, "neutral", "+−− balanced"),
        (1, "negative", "++− tense"),
        (3, "mixed", "−−− tense"),
    ];
    let sums = course.periods.iter().map(|it| it.balance.census.iter().sum::<u64>());
    let most = nice(usize::try_from(sums.max().unwrap_or(0)).unwrap_or(usize::MAX).max(1));
    let key: Vec<Sample> =
        KINDS.iter().map(|(_, color, words)| bar_sample(color, false, words)).collect();
    sheet.key(&key);
    let names = names(course);
    let mut frame = frame(sheet, [0.0, most], &[0.0, most / 2.0, most], course);
    let width = (frame.band - 2.0).clamp(1.0, 36.0);
    for (index, item) in course.periods.iter().enumerate() {
        let mut under = 0.0;
        for (kind, color, words) in KINDS {
            let count = item.balance.census.get(kind).copied().unwrap_or(0);
            if count == 0 {
                continue;
            }
            let next = under + real(usize::try_from(count).unwrap_or(usize::MAX));
            let [bottom, top] = [under, next].map(|value| frame.at(value));
            under = next;
            let area = [frame.middle(index) - width / 2.0, top, width, bottom - top];
            let name = names.get(index).map_or("", String::as_str);
            frame.parts.push(bar(area, color, false).titled(&format!("{count} {words}, {name}")));
        }
    }
    finish(sheet, frame);
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
