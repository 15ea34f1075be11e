//! The marks of charts: bars, hatched bars, lines and bands.

use super::frame::Frame;
use crate::export::{
    drawing::{Element, ROW, Sample, short},
    telling::Palette,
};
use crate::language::Messages;
use crate::model::Polarity;

/// The colour of a polarity, or of endings.
pub(super) fn color<'p>(word: &str, palette: &'p Palette) -> &'p str {
    let of = |polarity: Polarity| (polarity.word() == word).then(|| palette.line(polarity));
    Polarity::ALL.iter().copied().find_map(of).unwrap_or(&palette.ink)
}

/// The patterns of what is only possible, one for each colour.
pub(super) fn hatches(palette: &Palette) -> Element {
    let words = Polarity::ALL.iter().map(|polarity| polarity.word()).chain(["ends"]);
    let pattern = |word: &str| {
        let rect = |width: f64, fill: &str| {
            Element::new("rect").at("width", width).with("height", 5).with("fill", fill)
        };
        Element::new("pattern")
            .with("id", format!("hatch-{word}"))
            .with("patternUnits", "userSpaceOnUse")
            .with("width", 5)
            .with("height", 5)
            .with("patternTransform", "rotate(45)")
            .holding(&rect(5.0, &palette.paper))
            .holding(&rect(2.0, color(word, palette)))
    };
    Element::new("defs").holding_all(&words.map(pattern).collect::<Vec<_>>())
}

/// A bar with its words; hatched where it is only possible.
pub(super) fn bar(
    [x, y, width, height]: [f64; 4],
    word: &str,
    is_possible: bool,
    palette: &Palette,
) -> Element {
    let fill =
        if is_possible { format!("url(#hatch-{word})") } else { color(word, palette).to_owned() };
    let bar = Element::new("rect").at("x", x).at("y", y).at("width", width).at("height", height);
    let bar = bar.with("fill", fill);
    if is_possible {
        bar.with("stroke", color(word, palette)).with("stroke-width", "0.8")
    } else {
        bar
    }
}

/// A bar as a sample of the key.
pub(super) fn bar_sample(word: &str, is_possible: bool, words: &str, palette: &Palette) -> Sample {
    let picture = bar([2.0, ROW / 2.0 - 5.0, 18.0, 10.0], word, is_possible, palette);
    Sample { picture, width: 22.0, words: words.to_owned() }
}

/// The look of a line: no two differ in colour only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) color: &'static str,
    pub(super) dashes: Option<&'static str>,
    pub(super) is_square: bool,
}

/// The looks of the first, the second and the third measure.
pub(super) const LOOKS: [Look; 3] = [
    Look { color: "#222222", dashes: None, is_square: false },
    Look { color: "#0072B2", dashes: Some("6 3"), is_square: true },
    Look { color: "#D55E00", dashes: Some("2 2"), is_square: false },
];

/// A line of values from period to period, with a gap where one is undefined, and a mark at each value.
pub(super) fn line(
    frame: &Frame,
    values: &[Option<f64>],
    look: Look,
    names: &[String],
    (what, messages): (&str, &Messages),
) -> Element {
    let mut path = String::new();
    let mut is_open = false;
    let mut marks = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let Some(value) = value else {
            is_open = false;
            continue;
        };
        let (x, y) = (frame.middle(index), frame.at(*value));
        path += if is_open { "L" } else { "M" };
        path += &short(x);
        path += " ";
        path += &short(y);
        is_open = true;
        let name = names.get(index).map_or("", String::as_str);
        marks.push(dot(x, y, look).titled(&format!("{what} {}, {name}", share(*value, messages))));
    }
    let line = Element::new("path").with("d", path);
    let line = stroked(line, look);
    Element::new("g").with("class", "line").holding_all(std::iter::once(&line).chain(&marks))
}

/// A share with two digits.
fn share(value: f64, messages: &Messages) -> String {
    format!("{value:.2}").replace('.', messages.text("number.point"))
}

fn stroked(element: Element, look: Look) -> Element {
    let element = element.with("fill", "none").with("stroke", look.color).with("stroke-width", 2);
    match look.dashes {
        Some(dashes) => element.with("stroke-dasharray", dashes),
        None => element,
    }
}

fn dot(x: f64, y: f64, look: Look) -> Element {
    let mark = if look.is_square {
        let mark = Element::new("rect").at("x", x - 3.0).at("y", y - 3.0);
        mark.with("width", 6).with("height", 6)
    } else {
        Element::new("circle").at("cx", x).at("cy", y).with("r", "3.2")
    };
    mark.with("fill", look.color)
}

/// A line as a sample of the key.
pub(super) fn line_sample(look: Look, words: &str) -> Sample {
    let y = ROW / 2.0;
    let line = Element::new("path").with("d", format!("M0 {y}H28"));
    let picture = Element::new("g").holding(&stroked(line, look)).holding(&dot(14.0, y, look));
    Sample { picture, width: 28.0, words: words.to_owned() }
}

/// Bands from the least to the greatest value that possible statements can make of a measure.
pub(super) fn bands(frame: &Frame, ranges: &[Option<[f64; 2]>], look: Look) -> Vec<Element> {
    let band = |(index, range): (usize, &Option<[f64; 2]>)| {
        let [least, greatest] = (*range)?;
        let [top, bottom] = [greatest, least].map(|value| frame.at(value));
        let x = frame.middle(index) - frame.band / 2.0;
        (greatest > least).then(|| area([x, top, frame.band, (bottom - top).max(1.0)], look))
    };
    ranges.iter().enumerate().filter_map(band).collect()
}

fn area([x, y, width, height]: [f64; 4], look: Look) -> Element {
    let area = Element::new("rect").at("x", x).at("y", y).at("width", width).at("height", height);
    area.with("class", "band").with("fill", look.color).with("fill-opacity", "0.2")
}

/// A band as a sample of the key.
pub(super) fn band_sample(words: &str) -> Sample {
    let picture = area([2.0, ROW / 2.0 - 5.0, 18.0, 10.0], LOOKS[0]);
    Sample { picture, width: 22.0, words: words.to_owned() }
}
