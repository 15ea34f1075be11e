//! Elements of SVG as text.

use crate::export::xml::admitted;
use quick_xml::escape::escape;
use std::fmt::{Display, Write};

/// An element with its attributes and what is in it.
#[derive(Clone, Debug)]
pub(in crate::export) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

impl Element {
    pub(in crate::export) fn new(name: &'static str) -> Self {
        Self { name, attributes: String::new(), content: String::new() }
    }

    /// With an attribute.
    #[must_use]
    pub(in crate::export) fn with(mut self, name: &str, value: impl Display) -> Self {
        let value = value.to_string();
        let kept = escape(admitted(&value)).replace(['\r', '\n', '\t'], " ");
        // Writing into a text cannot fail.
        let _ = write!(self.attributes, " {name}=\"{kept}\"");
        self
    }

    /// With a number as an attribute.
    #[must_use]
    pub(in crate::export) fn at(self, name: &str, value: f64) -> Self {
        self.with(name, short(value))
    }

    /// With a text as its content.
    #[must_use]
    pub(in crate::export) fn words(mut self, text: &str) -> Self {
        self.content += &escape(admitted(text)).replace(['\r', '\n', '\t'], " ");
        self
    }

    /// With a title, which viewers show as a tooltip and screen readers read.
    #[must_use]
    pub(in crate::export) fn titled(self, text: &str) -> Self {
        self.holding(&Self::new("title").words(text))
    }

    /// With another element in it.
    #[must_use]
    pub(in crate::export) fn holding(mut self, element: &Self) -> Self {
        self.content += &element.text();
        self
    }

    /// With other elements in it, each on its line.
    #[must_use]
    pub(in crate::export) fn holding_all<'a>(
        mut self,
        elements: impl IntoIterator<Item = &'a Self>,
    ) -> Self {
        for element in elements {
            self.content.push('\n');
            self.content += &element.text();
        }
        self.content.push('\n');
        self
    }

    /// The element as text.
    pub(in crate::export) fn text(&self) -> String {
        let Self { name, attributes, content } = self;
        if content.is_empty() {
            format!("<{name}{attributes}/>")
        } else {
            format!("<{name}{attributes}>{content}</{name}>")
        }
    }
}

/// A number with at most one decimal.
pub(in crate::export) fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        let element = Element::new("text").with("a", "<\"\n&").words("R&D <b>\0").at("x", -0.04);
        assert_eq!(
            element.text(),
            "<text a=\"&lt;&quot; &amp;\" x=\"0\">R&amp;D &lt;b&gt;\u{fffd}</text>"
        );
        assert_eq!(short(12.25), "12.2");
        assert_eq!(short(-3.0), "-3");
    }
}
