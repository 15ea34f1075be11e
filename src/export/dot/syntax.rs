//! The DOT language: ids, quoted text, HTML-like text and lists of attributes.
//!
//! Graphviz reads a text twice. The scanner knows one escape, `\"`; later a label is interpreted:
//! `\n` breaks the line, `\N` is the node's name, and `&amp;` is an entity. Hence backslashes are
//! doubled and ampersands become entities. Characters that XML does not allow are replaced, because
//! Graphviz copies text into SVG unchanged; NUL would even end the file.

use std::fmt::Write;

/// A list of attributes, in the order they were given.
#[derive(Clone, Debug, Default)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    /// Adds a literal text.
    pub(super) fn text(self, name: &'static str, text: &str) -> Self {
        self.value(name, quoted(text))
    }

    /// Adds lines of text, each centred.
    pub(super) fn lines(self, name: &'static str, lines: &[String]) -> Self {
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        self.value(name, format!("\"{}\"", lines.join("\\n")))
    }

    /// Adds lines of text, left-aligned.
    pub(super) fn left_lines(self, name: &'static str, lines: &[&str]) -> Self {
        let lines: String = lines.iter().map(|line| escaped(line) + "\\l").collect();
        self.value(name, format!("\"{lines}\""))
    }

    /// Adds an HTML-like text.
    pub(super) fn html(self, name: &'static str, html: &str) -> Self {
        self.value(name, format!("<{html}>"))
    }

    /// Adds a number with at most two decimals.
    pub(super) fn number(self, name: &'static str, number: f64) -> Self {
        let written = format!("{number:.2}");
        let short = written.trim_end_matches('0').trim_end_matches('.');
        self.value(name, short.to_owned())
    }

    /// Writes the attributes in brackets and ends the statement.
    pub(super) fn write(&self, out: &mut String) {
        for (position, (name, value)) in self.0.iter().enumerate() {
            let before = if position == 0 { " [" } else { ", " };
            let _ = write!(out, "{before}{name}={value}");
        }
        out.push_str(if self.0.is_empty() { ";\n" } else { "];\n" });
    }

    fn value(mut self, name: &'static str, value: String) -> Self {
        self.0.push((name, value));
        self
    }
}

/// An HTML-like table without lines, row by row.
#[derive(Debug)]
pub(super) struct Table(String);

impl Table {
    /// An empty table whose cells have this padding, in points.
    pub(super) fn new(padding: u8) -> Self {
        let borders = "BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\"";
        Self(format!("<TABLE {borders} CELLPADDING=\"{padding}\">"))
    }

    /// Adds a row of one cell, given the cell's attributes and its content as HTML.
    pub(super) fn row(&mut self, attributes: &str, content: &str) {
        let space = if attributes.is_empty() { "" } else { " " };
        let _ = write!(self.0, "<TR><TD{space}{attributes}>{content}</TD></TR>");
    }

    /// Adds an empty row of this height, in points.
    pub(super) fn space(&mut self, height: u8) {
        self.row(&format!("HEIGHT=\"{height}\""), "");
    }

    /// The table. Graphviz rejects a table without rows.
    pub(super) fn end(self) -> String {
        self.0 + "</TABLE>"
    }
}

/// The name of a node: a quoted id. Different ids have different names.
pub(super) fn id(id: &str) -> String {
    let mut name = String::from("\"");
    for c in id.chars() {
        match c {
            '"' => name.push_str("\\\""),
            '\\' => name.push_str("\\\\"),
            c if is_printable(c) => name.push(c),
            // No other id has a lone backslash.
            c => name.extend(c.escape_unicode()),
        }
    }
    name.push('"');
    name
}

/// A quoted text that is shown literally.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text for an HTML-like label.
pub(super) fn html(text: &str) -> String {
    let mut html = String::new();
    for c in printable(text) {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\\' => html.push_str("\\\\"),
            c => html.push(c),
        }
    }
    html
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in printable(text) {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The characters of a text, with white space as spaces and characters that cannot be shown replaced.
fn printable(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| match c {
        c if c.is_whitespace() => ' ',
        c if is_printable(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    })
}

/// Whether XML 1.0 allows a character and it is not a control character.
fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_stands() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            ("a \"b\"", r#""a \"b\"""#),
            (r"\N and \", r#""\\N and \\""#),
            ("R&D &lt;", r#""R&amp;D &amp;lt;""#),
            ("<b>", r#""<b>""#),
            ("a\r\nb\tc", r#""a  b c""#),
            ("a\0\u{1b}\u{ffff}", "\"a\u{fffd}\u{fffd}\u{fffd}\""),
            ("مرحبا 👩‍🚀", "\"مرحبا 👩‍🚀\""),
        ] {
            assert_eq!(quoted(text), expected, "{text:?}");
        }
    }

    #[test]
    fn html_keeps_tags_and_escapes_out() {
        assert_eq!(html(r#"</TD> & "\N""#), r"&lt;/TD&gt; &amp; &quot;\\N&quot;");
    }

    #[test]
    fn different_ids_have_different_names() {
        let ids = [
            "a",
            "a\\",
            "a\\\\",
            "a\"",
            "a\\\"",
            "\u{fffe}",
            "\u{ffff}",
            r"\u{fffe}",
            "&amp;",
            "&",
        ];
        let names: std::collections::BTreeSet<String> = ids.iter().map(|text| id(text)).collect();
        assert_eq!(names.len(), ids.len());
        assert_eq!(id("a\\"), r#""a\\""#);
    }

    #[test]
    fn numbers_are_short() {
        let written = |number| {
            let mut out = String::new();
            Attributes::default().number("x", number).write(&mut out);
            out
        };
        assert_eq!(written(1.0), " [x=1];\n");
        assert_eq!(written(10.0), " [x=10];\n");
        assert_eq!(written(0.75), " [x=0.75];\n");
        assert_eq!(written(1.0 / 3.0), " [x=0.33];\n");
    }
}
