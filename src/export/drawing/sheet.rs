//! A sheet with a heading and a key, filled from top to bottom.

use super::{FONT, MARGIN, element::Element, words};
use crate::export::telling::Palette;

/// A small picture of the key, drawn from its upper left corner on, and what it means.
#[derive(Clone, Debug)]
pub(in crate::export) struct Sample {
    pub(in crate::export) picture: Element,
    pub(in crate::export) width: f64,
    pub(in crate::export) words: String,
}

/// The height of a row of the key; the pictures of its samples are as high.
pub(in crate::export) const ROW: f64 = 18.0;
/// The size of the words of the key.
const KEY_SIZE: f64 = 10.5;
/// The size of a title.
const TITLE_SIZE: f64 = 21.0;

/// A sheet, filled from top to bottom.
#[derive(Debug)]
pub(in crate::export) struct Sheet {
    pub(in crate::export) palette: Palette,
    width: f64,
    /// Where the next thing goes.
    pub(in crate::export) y: f64,
    parts: Vec<Element>,
}

impl Sheet {
    /// An empty sheet for things of this width.
    pub(in crate::export) fn new(inner: f64, palette: &Palette) -> Self {
        let palette = palette.clone();
        Self { palette, width: inner + 2.0 * MARGIN, y: MARGIN, parts: Vec::new() }
    }

    /// Adds what has been drawn somewhere.
    pub(in crate::export) fn put(&mut self, element: Element) {
        self.parts.push(element);
    }

    /// Adds a title, and lines below it.
    pub(in crate::export) fn heading(&mut self, title: &str, below: &[String]) {
        self.lines(title, TITLE_SIZE, Some("bold"));
        for line in below {
            self.text(line, 12.0);
        }
    }

    /// Adds small print in as many lines as it needs.
    pub(in crate::export) fn text(&mut self, text: &str, size: f64) {
        self.lines(text, size, None);
    }

    fn lines(&mut self, text: &str, size: f64, weight: Option<&str>) {
        let color = if weight.is_some() { &self.palette.ink } else { &self.palette.pale };
        for line in words::lines(text, size, self.width - 2.0 * MARGIN) {
            self.y += size * 1.3;
            let mut element = Element::new("text")
                .at("x", MARGIN)
                .at("y", self.y - size * 0.3)
                .at("font-size", size)
                .with("fill", color);
            if let Some(weight) = weight {
                element = element.with("font-weight", weight);
            }
            self.parts.push(element.words(&line));
        }
    }

    /// Adds samples, as many in a row as fit.
    pub(in crate::export) fn key(&mut self, samples: &[Sample]) {
        if samples.is_empty() {
            return;
        }
        self.y += 8.0;
        let mut x = MARGIN;
        for Sample { picture, width, words } in samples {
            let wide = width + 6.0 + words::width(words, KEY_SIZE) + 16.0;
            if x > MARGIN && x + wide > self.width - MARGIN {
                x = MARGIN;
                self.y += ROW + 4.0;
            }
            let place = format!("translate({} {})", super::short(x), super::short(self.y));
            self.parts.push(Element::new("g").with("transform", place).holding(picture));
            self.parts.push(
                Element::new("text")
                    .at("x", x + width + 6.0)
                    .at("y", self.y + ROW / 2.0 + 3.7)
                    .at("font-size", KEY_SIZE)
                    .with("fill", &self.palette.pale)
                    .words(words),
            );
            x += wide;
        }
        self.y += ROW + 4.0;
    }

    /// The whole picture; `title` and `description` are for who cannot see it.
    pub(in crate::export) fn finish(self, title: &str, description: &str) -> Vec<u8> {
        let (width, height) = (super::short(self.width), super::short(self.y + MARGIN));
        let paper = Element::new("rect")
            .with("width", &width)
            .with("height", &height)
            .with("fill", &self.palette.paper);
        let svg = Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("width", &width)
            .with("height", &height)
            .with("viewBox", format!("0 0 {width} {height}"))
            .with("role", "img")
            .with("aria-labelledby", "picture-title picture-description")
            .with("font-family", self.palette.fonts(FONT, "'"));
        let head = [
            Element::new("title").with("id", "picture-title").words(title),
            Element::new("desc").with("id", "picture-description").words(description),
            paper,
        ];
        let svg = svg.holding_all(head.iter().chain(&self.parts));
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", svg.text()).into_bytes()
    }
}
