//! An answer for people as HTML, for notebooks.

use stancegraph::answers::{Block, Cell, Document, Tone};
use std::fmt::Write as _;

/// The document as HTML.
pub(crate) fn of(document: &Document) -> String {
    let mut html = String::from("<div class=\"stancegraph\">");
    for block in &document.blocks {
        match block {
            Block::Line(cell) => {
                let _ = write!(html, "<p style=\"margin:0\">{}</p>", inline(cell));
            }
            Block::Space => html.push_str("<p style=\"margin:0 0 .5em\"></p>"),
            Block::Table { columns, rows } => {
                html.push_str("<table><thead><tr>");
                for column in columns {
                    let align = if column.is_number { "right" } else { "left" };
                    let heading = escaped(column.heading);
                    let _ = write!(html, "<th style=\"text-align:{align}\">{heading}</th>");
                }
                html.push_str("</tr></thead><tbody>");
                for row in rows {
                    html.push_str("<tr>");
                    for (at, cell) in row.iter().enumerate() {
                        let is_number = columns.get(at).is_some_and(|column| column.is_number);
                        let align = if is_number { "right" } else { "left" };
                        let cell = inline(cell);
                        let _ = write!(html, "<td style=\"text-align:{align}\">{cell}</td>");
                    }
                    html.push_str("</tr>");
                }
                html.push_str("</tbody></table>");
            }
        }
    }
    html.push_str("</div>");
    html
}

/// A text in its tone. The colours can be told apart on light and dark ground.
fn inline(Cell { text, tone }: &Cell) -> String {
    let text = escaped(text);
    match tone {
        Tone::Plain => text,
        Tone::Strong => format!("<strong>{text}</strong>"),
        Tone::Dim => format!("<span style=\"opacity:.7\">{text}</span>"),
        Tone::Positive => format!("<span style=\"color:#1a9850\">{text}</span>"),
        Tone::Negative => format!("<span style=\"color:#d73027\">{text}</span>"),
        Tone::Mixed => format!("<span style=\"color:#b8860b\">{text}</span>"),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
