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
use crate::language::Messages;
use std::collections::BTreeMap;

/// The names of the periods.
pub(super) fn names(course: &Course, messages: &Messages) -> Vec<String> {
    let every = course.every.unwrap_or_default();
    course.periods.iter().map(|item| period(item.begin, every, messages)).collect()
}

fn frame(
    sheet: &Sheet,
    bounds: [f64; 2],
    marks: &[f64],
    names: &[String],
    messages: &Messages,
) -> Frame {
    Frame::new(MARGIN, sheet.y, bounds, marks, (names, &sheet.palette, messages))
}

fn finish(sheet: &mut Sheet, frame: Frame) {
    frame.parts.into_iter().for_each(|part| sheet.put(part));
    sheet.y += Frame::height();
}

const UP: [&str; 3] = ["positive", "mixed", "neutral"];
const DOWN: [&str; 2] = ["negative", "ends"];

/// Bars of the statements of each period, the possible ones hatched on top.
pub(super) fn statements(sheet: &mut Sheet, course: &Course, messages: &Messages) {
    let sum = |counts: &BTreeMap<&'static str, usize>, words: &[&str]| {
        words.iter().filter_map(|word| counts.get(word)).sum::<usize>()
    };
    let most = |words: &[&str]| {
        let of = |it: &PeriodItem| sum(&it.counts, words) + sum(&it.may, words);
        course.periods.iter().map(of).max().unwrap_or(0).max(1)
    };
    let (high, low) = (nice(most(&UP)), -nice(most(&DOWN)));
    let names = names(course, messages);
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
    let mut key: Vec<Sample> = found
        .iter()
        .map(|word| bar_sample(word, false, messages.effect(word), &sheet.palette))
        .collect();
    if let Some(word) = found.iter().find(|word| occurs(word, true)) {
        key.push(bar_sample(word, true, messages.text("charts.possibly"), &sheet.palette));
    }
    sheet.key(&key);
    let mut frame = frame(sheet, [low, high], &[low, 0.0, high], &names, messages);
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
                    let may = messages.text("charts.possibly");
                    let may = if is_possible { format!(", {may}") } else { String::new() };
                    let said = messages.count(&format!("said.{word}"), *count, &[]);
                    let name = names.get(index).map_or("", String::as_str);
                    let area = [x, a.min(b), width, (a - b).abs()];
                    frame.parts.push(
                        bar(area, word, is_possible, &sheet.palette)
                            .titled(&format!("{said}{may}, {name}")),
                    );
                }
            }
        }
    }
    finish(sheet, frame);
}

/// Lines of two or three measures between 0 and 1, with bands of what is open.
struct Measure {
    key: &'static str,
    values: Vec<Option<f64>>,
    ranges: Vec<Option<[f64; 2]>>,
}

fn measures(sheet: &mut Sheet, course: &Course, measures: &[Measure], messages: &Messages) {
    let mut key: Vec<Sample> = measures
        .iter()
        .zip(LOOKS)
        .map(|(measure, look)| {
            let is_undefined = measure.values.iter().all(Option::is_none);
            let words = messages.text(measure.key);
            let undefined = messages.text("charts.undefined");
            let what = if is_undefined { format!(" ({undefined})") } else { String::new() };
            line_sample(look, &format!("{words}{what}"))
        })
        .collect();
    let is_open =
        |range: &Option<[f64; 2]>| range.is_some_and(|[least, greatest]| least < greatest);
    if measures.iter().any(|measure| measure.ranges.iter().any(is_open)) {
        key.push(band_sample(messages.text("drawn.bands")));
    }
    sheet.key(&key);
    let names = names(course, messages);
    let mut frame = frame(sheet, [0.0, 1.0], &[0.0, 0.5, 1.0], &names, messages);
    let mut marks: Vec<Element> = Vec::new();
    for (measure, look) in measures.iter().zip(LOOKS) {
        marks.extend(bands(&frame, &measure.ranges, look));
    }
    // The first measure is on top.
    for (measure, look) in measures.iter().zip(LOOKS).rev() {
        marks.push(line(
            &frame,
            &measure.values,
            look,
            &names,
            (messages.text(measure.key), messages),
        ));
    }
    frame.parts.extend(marks);
    finish(sheet, frame);
}

fn range(least: Option<f64>, greatest: Option<f64>) -> Option<[f64; 2]> {
    Some([least?, greatest?])
}

/// How well the signed ties fit two camps, and how many triangles are balanced.
pub(super) fn balance(sheet: &mut Sheet, course: &Course, messages: &Messages) {
    let found = || course.periods.iter().map(|it| &it.balance);
    let fit = Measure {
        key: "charts.fit.key",
        values: found().map(|it| it.normalized).collect(),
        ranges: found().map(|it| range(it.normalized_least, it.normalized_greatest)).collect(),
    };
    let strong = Measure {
        key: "charts.trios-fit.key",
        values: found().map(|it| it.strong).collect(),
        ranges: found().map(|it| range(it.strong_least, it.strong_greatest)).collect(),
    };
    measures(sheet, course, &[fit, strong], messages);
}

/// Polarization, and what it is made of.
pub(super) fn polarization(
    sheet: &mut Sheet,
    course: &Course,
    messages: &Messages,
) -> Result<(), ExportError> {
    if let Some(why) = course.no_polarization {
        return Err(ExportError::Unfit(why.into()));
    }
    let found = || course.periods.iter().map(|it| it.polarization.as_ref());
    let value = Measure {
        key: "charts.polarization.key",
        values: found().map(|it| it?.value).collect(),
        ranges: found()
            .map(|it| {
                let it = it?;
                range(it.least, it.greatest).or_else(|| range(it.value, it.upper))
            })
            .collect(),
    };
    let plain = |key, values| Measure { key, values, ranges: Vec::new() };
    let fit = plain("charts.fit.key", found().map(|it| it?.fit).collect());
    let share = plain("charts.disagreement.key", found().map(|it| it?.conflict_share).collect());
    measures(sheet, course, &[value, fit, share], messages);
    Ok(())
}

/// Triangles of three signed ties, by their signs.
pub(super) fn triangles(sheet: &mut Sheet, course: &Course, messages: &Messages) {
    // By positive ties: balanced ones first.
    const KINDS: [(usize, &str, &str); 4] = [
        (0, "positive", "trio.3"),
        (2, "neutral", "trio.1"),
        (1, "negative", "trio.2"),
        (3, "mixed", "trio.0"),
    ];
    let words = |trio: &str| {
        let fits = matches!(trio, "trio.3" | "trio.1");
        let key = if fits { "charts.trio-fits" } else { "charts.trio-at-odds" };
        messages.with(key, &[("trio", messages.text(trio))])
    };
    let sums = course.periods.iter().map(|it| it.balance.census.iter().sum::<u64>());
    let most = nice(usize::try_from(sums.max().unwrap_or(0)).unwrap_or(usize::MAX).max(1));
    let key: Vec<Sample> = KINDS
        .iter()
        .map(|(_, color, trio)| bar_sample(color, false, &words(trio), &sheet.palette))
        .collect();
    sheet.key(&key);
    let names = names(course, messages);
    let mut frame = frame(sheet, [0.0, most], &[0.0, most / 2.0, most], &names, messages);
    let width = (frame.band - 2.0).clamp(1.0, 36.0);
    for (index, item) in course.periods.iter().enumerate() {
        let mut under = 0.0;
        for (kind, color, trio) in KINDS {
            let count = item.balance.census.get(kind).copied().unwrap_or(0);
            if count == 0 {
                continue;
            }
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            let next = under + real(count);
            let [bottom, top] = [under, next].map(|value| frame.at(value));
            under = next;
            let area = [frame.middle(index) - width / 2.0, top, width, bottom - top];
            let name = names.get(index).map_or("", String::as_str);
            let colon = messages.text("colon");
            let trios = messages.count("n.trios", count, &[]);
            let title = format!("{trios}{colon} {}, {name}", words(trio));
            frame.parts.push(bar(area, color, false, &sheet.palette).titled(&title));
        }
    }
    finish(sheet, frame);
}

fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}
