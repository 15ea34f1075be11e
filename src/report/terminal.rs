//! Documents on a terminal: aligned, wrapped and coloured.

use super::document::{Block, Cell, Column, Document, Tone};
use anstyle::{AnsiColor, Color, Style};
use unicode_width::UnicodeWidthStr;

/// The space between two columns.
const GAP: usize = 2;
/// The least width to which a column is narrowed.
const NARROWEST: usize = 8;

/// The document as text with ANSI styles, no line wider than `width` where possible.
pub(super) fn render(document: &Document, width: usize) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Space => out.push('\n'),
            Block::Line(cell) => {
                let text = harmless(&cell.text);
                let indent = " ".repeat(text.len() - text.trim_start().len());
                let options = textwrap::Options::new(width).subsequent_indent(&indent);
                for line in textwrap::wrap(&text, options) {
                    out.push_str(&styled(&line, style(cell.tone)));
                    out.push('\n');
                }
            }
            Block::Table { columns, rows } => table(&mut out, columns, rows, width),
        }
    }
    out
}

fn table(out: &mut String, columns: &[Column], rows: &[Vec<Cell>], width: usize) {
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            row.iter().map(|cell| Cell { text: harmless(&cell.text), tone: cell.tone }).collect()
        })
        .collect();
    let widths = widths(columns, &rows, width);
    let headings: Vec<Cell> =
        columns.iter().map(|column| Cell::toned(column.heading, Tone::Dim)).collect();
    for row in std::iter::once(&headings).chain(&rows) {
        write_row(out, columns, row, &widths);
    }
}

/// The width of each column: that of its content, unless the table is too wide. Then the widest
/// column is narrowed by one until the table fits, the columns that yield first.
fn widths(columns: &[Column], rows: &[Vec<Cell>], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.heading.width()).collect();
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(cell.text.width());
        }
    }
    let room = width.saturating_sub(GAP * columns.len().saturating_sub(1));
    for only_yielding in [true, false] {
        let narrowest = |position: usize| {
            let least = if only_yielding { NARROWEST * 3 } else { NARROWEST };
            least.max(columns[position].heading.width())
        };
        while widths.iter().sum::<usize>() > room {
            let can_yield = |position: &usize| {
                (columns[*position].yields || !only_yielding)
                    && !columns[*position].is_number
                    && widths[*position] > narrowest(*position)
            };
            let Some(widest) =
                (0..columns.len()).filter(can_yield).max_by_key(|&position| widths[position])
            else {
                break;
            };
            widths[widest] -= 1;
        }
    }
    widths
}

fn write_row(out: &mut String, columns: &[Column], row: &[Cell], widths: &[usize]) {
    let wrapped: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            let options = textwrap::Options::new(*width);
            textwrap::wrap(&cell.text, options)
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut text = String::new();
        let mut pending = 0;
        for (position, (lines, width)) in wrapped.iter().zip(widths).enumerate() {
            let part = lines.get(line).map_or("", String::as_str);
            let padding = width.saturating_sub(part.width());
            let (before, after) =
                if columns[position].is_number { (padding, 0) } else { (0, padding) };
            if part.is_empty() {
                pending += width + GAP;
                continue;
            }
            text.push_str(&" ".repeat(pending + before));
            text.push_str(&styled(part, style(row[position].tone)));
            pending = after + GAP;
        }
        out.push_str(&text);
        out.push('\n');
    }
}

fn styled(text: &str, style: Style) -> String {
    if style == Style::new() { text.to_owned() } else { format!("{style}{text}{style:#}") }
}

/// Blue and red, which the colour-blind can distinguish; the signs say the same without colour.
fn style(tone: Tone) -> Style {
    let coloured = |colour| Style::new().fg_color(Some(Color::Ansi(colour)));
    match tone {
        Tone::Plain => Style::new(),
        Tone::Strong => Style::new().bold(),
        Tone::Dim => Style::new().dimmed(),
        Tone::Positive => coloured(AnsiColor::BrightBlue),
        Tone::Negative => coloured(AnsiColor::BrightRed),
        Tone::Mixed => coloured(AnsiColor::Magenta),
    }
}

/// A text that is safe for a terminal: line breaks become spaces, control characters their
/// pictures, and characters that would reorder the line are left out.
fn harmless(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            '\u{7f}' => '\u{2421}',
            c if c.is_control() => {
                char::from_u32(0x2400 + c as u32).filter(|_| c < ' ').unwrap_or('\u{fffd}')
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(width: usize, expected: &str) {
        let mut document = Document::default();
        let columns = [Column::new("WHO"), Column::wrapped("QUOTE"), Column::number("N")];
        let row = |who: &str, quote: &str, n: &str| {
            vec![Cell::plain(who), Cell::plain(quote), Cell::plain(n)]
        };
        let rows = vec![
            row("Zoë", "a long quote that goes on\nfor some more words", "1"),
            row("毛澤東", "\u{1b}[31m", "12"),
        ];
        document.table(&columns, rows, "nothing");
        assert_eq!(anstream::adapter::strip_str(&render(&document, width)).to_string(), expected);
    }

    #[test]
    fn tables_are_as_wide_as_they_may_be() {
        check(
            80,
            "WHO     QUOTE                                           N\n\
             Zoë     a long quote that goes on for some more words   1\n\
             毛澤東  ␛[31m                                          12\n",
        );
        check(
            40,
            "WHO     QUOTE                          N\n\
             Zoë     a long quote that goes on      1\n        for some more words\n\
             毛澤東  ␛[31m                         12\n",
        );
    }
}
