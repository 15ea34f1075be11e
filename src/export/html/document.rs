//! Assembles the page from its frame, style, data, table and scripts.

use super::front::Around;
use crate::language::Messages;
use serde::Serialize;
use sha2::{Digest, Sha256};

const FRAME: &str = include_str!("page.html");
const STYLE: &str = concat!(
    include_str!("page/style.css"),
    include_str!("page/panel.css"),
    include_str!("page/steps.css"),
    include_str!("page/small.css"),
    include_str!("page/print.css")
);

/// The layout library and its dependencies, in order.
const VENDORED: [&str; 5] = [
    include_str!("vendor/d3-dispatch.min.js"),
    include_str!("vendor/d3-quadtree.min.js"),
    include_str!("vendor/d3-timer.min.js"),
    include_str!("vendor/d3-force.min.js"),
    include_str!("vendor/d3-polygon.min.js"),
];
const LICENCE: &str = include_str!("vendor/LICENSE");

/// The page's own scripts, in order.
const SCRIPTS: [&str; 39] = [
    include_str!("page/words.js"),
    include_str!("page/dates.js"),
    include_str!("page/story.js"),
    include_str!("page/elements.js"),
    include_str!("page/state.js"),
    include_str!("page/arrangement.js"),
    include_str!("page/filters.js"),
    include_str!("page/standing.js"),
    include_str!("page/axis.js"),
    include_str!("page/shapes.js"),
    include_str!("page/layout.js"),
    include_str!("page/labels.js"),
    include_str!("page/camps.js"),
    include_str!("page/graph.js"),
    include_str!("page/embed.js"),
    include_str!("page/pointer.js"),
    include_str!("page/stops.js"),
    include_str!("page/timeline.js"),
    include_str!("page/evidence.js"),
    include_str!("page/news.js"),
    include_str!("page/dossier.js"),
    include_str!("page/search.js"),
    include_str!("page/lanes.js"),
    include_str!("page/charts.js"),
    include_str!("page/virtual.js"),
    include_str!("page/lists.js"),
    include_str!("page/matrix.js"),
    include_str!("page/network.js"),
    include_str!("page/drawing.js"),
    include_str!("page/rows.js"),
    include_str!("page/picture.js"),
    include_str!("page/save.js"),
    include_str!("page/print.js"),
    include_str!("page/steps.js"),
    include_str!("page/author.js"),
    include_str!("page/keys.js"),
    include_str!("page/live.js"),
    include_str!("page/patch.js"),
    include_str!("page/main.js"),
];

/// What the frame says without scripts.
#[derive(Debug)]
pub(super) struct Words<'w> {
    pub(super) title: &'w str,
    pub(super) caption: &'w str,
    pub(super) around: &'w Around,
    /// The rows of the table of statements.
    pub(super) rows: &'w str,
    pub(super) messages: &'w Messages,
    /// The sentences of the author's steps, as a list.
    pub(super) steps: &'w str,
    /// The rules of CSS of the house.
    pub(super) house: &'w str,
}

/// The whole page.
pub(super) fn written(words: &Words<'_>, is_live: bool, data: &impl Serialize) -> String {
    let Words { title, caption, around, rows, messages, steps, house } = *words;
    // Serialization cannot fail: the data has no maps with other keys than texts.
    let data = script_safe(&serde_json::to_string(data).unwrap_or_default());
    let scripts = scripts();
    let style = [STYLE, house].concat();
    let policy = policy(&style, &scripts, is_live);
    let parts = [
        ("policy", &*policy),
        ("language", messages.language().word()),
        ("title", &escaped(title)),
        ("caption", &escaped(caption)),
        ("meta", &around.meta),
        ("standfirst", &around.standfirst),
        ("byline", &around.byline),
        ("colophon", &around.colophon),
        ("about", &around.about),
        ("style", &style),
        ("steps", steps),
        ("rows", rows),
        ("data", &data),
        ("scripts", &scripts),
    ];
    filled(FRAME, &parts, messages)
}

/// The frame with each `{{name}}` and each message `{{word:key}}` replaced once, from left to right; replacements are not
/// scanned again.
fn filled(frame: &str, parts: &[(&str, &str)], messages: &Messages) -> String {
    let mut pieces = frame.split("{{");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        if let Some(key) = name.strip_prefix("word:") {
            page += &escaped(messages.text(key));
        }
        let part = parts.iter().find(|(known, _)| *known == name);
        page += part.map_or("", |(_, part)| part);
        page += rest;
    }
    page
}

fn scripts() -> String {
    let licence = LICENCE.trim_end();
    let vendored = VENDORED.concat();
    let own = SCRIPTS.concat();
    format!(
        "/*! d3-dispatch, d3-quadtree, d3-timer, d3-force, d3-polygon\n{licence}\n*/\n{vendored}\n(() => {{\n\"use strict\";\n{own}}})();\n"
    )
}

/// The Content-Security-Policy: the page may run this script, use this style and make pictures. It fetches nothing,
/// except that a served page listens to its server.
fn policy(style: &str, script: &str, is_live: bool) -> String {
    let (style, script) = (hash(style), hash(script));
    let connections = if is_live { " connect-src 'self';" } else { "" };
    format!(
        "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data: blob:;{connections} base-uri 'none'; form-action 'none'"
    )
}

fn hash(text: &str) -> String {
    base64(&Sha256::digest(text))
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let quartet = |three: &[u8]| {
        let of = |at: usize| three.get(at).copied().map_or(0, usize::from);
        let bits = of(0) << 16 | of(1) << 8 | of(2);
        let digit = |position: usize| match ALPHABET.get(bits >> (18 - 6 * position) & 63) {
            Some(letter) if position <= three.len() => char::from(*letter),
            _ => '=',
        };
        [0, 1, 2, 3].map(digit)
    };
    bytes.chunks(3).flat_map(quartet).collect()
}

/// The same JSON, escaped for a script element so that no part of it looks like markup.
fn script_safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

/// A text escaped for content and quoted attributes. Characters that HTML does not allow are replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c if is_replaced(c) => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether a text has characters that HTML does not allow.
pub(super) fn is_replaced_in(text: &str) -> bool {
    text.chars().any(is_replaced)
}

fn is_replaced(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn hashes_are_those_of_the_standards() {
        assert_eq!(base64(b""), "");
        assert_eq!(base64(b"f"), "Zg==");
        assert_eq!(base64(b"fo"), "Zm8=");
        assert_eq!(base64(b"foobar"), "Zm9vYmFy");
        assert_eq!(hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn what_is_put_in_is_not_looked_at_again() {
        let parts = [("a", "{{b}}"), ("b", "x")];
        assert_eq!(
            filled("<{{a}}-{{b}}-{{c}}>", &parts, Language::English.messages()),
            "<{{b}}-x->"
        );
    }

    #[test]
    fn no_script_ends_early() {
        assert!(!scripts().to_ascii_lowercase().contains("</script"));
        assert!(!STYLE.contains("</"));
        assert_eq!(script_safe("\"</script>&\u{2028}\""), r#""\u003c/script\u003e\u0026\u2028""#);
        assert_eq!(escaped("<b a='\"'>&\0"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;\u{fffd}");
    }
}
