//! Documents on a terminal: aligned, wrapped and coloured.

use super::document::{Block, Cell, Column, Document, Tone};
use anstyle::{AnsiColor, Color, Style};
use std::ops::Range;
use textwrap::{Options, WordSeparator, WordSplitter, core::Word};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The space between two columns.
const GAP: usize = 2;

/// The document as text with ANSI styles, no line wider than `width` where possible.
pub(super) fn render(document: &Document, width: usize) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Space => out.push('\n'),
            Block::Line(cell) => {
                let text = harmless(&cell.text);
                let indent = " ".repeat(text.len() - text.trim_start().len());
                for line in textwrap::wrap(&text, options(width).subsequent_indent(&indent)) {
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
    let extents: Vec<Extent> = (0..columns.len())
        .map(|at| Extent::of(columns[at], rows.iter().filter_map(|row| row.get(at))))
        .collect();
    let tiers = tiers(&extents, width);
    let widths: Vec<Vec<usize>> = tiers
        .iter()
        .map(|tier| widths(&extents[tier.columns.clone()], width.saturating_sub(tier.indent)))
        .collect();
    let headings: Vec<Cell> =
        columns.iter().map(|column| Cell::toned(column.heading, Tone::Dim)).collect();
    for row in std::iter::once(&headings).chain(&rows) {
        for (tier, widths) in tiers.iter().zip(&widths) {
            let cells = row.get(tier.columns.clone()).unwrap_or_default();
            write_row(out, &columns[tier.columns.clone()], cells, widths, tier.indent);
        }
    }
}

/// How wide a column would be, and how narrow it can be.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// As wide as its widest cell.
    natural: usize,
    /// As narrow as can be read with ease.
    readable: usize,
    /// As wide as its longest word.
    least: usize,
    /// Whether it is narrowed first.
    yields: bool,
}

impl Extent {
    fn of<'c>(column: Column, cells: impl Iterator<Item = &'c Cell> + Clone) -> Self {
        /// About three words.
        const READABLE: usize = 20;
        let texts = || std::iter::once(column.heading).chain(cells.clone().map(|cell| &*cell.text));
        let natural = texts().map(UnicodeWidthStr::width).max().unwrap_or(0);
        let least = if column.is_number {
            natural
        } else {
            texts().flat_map(|text| words(text).map(|word| word.word.width())).max().unwrap_or(0)
        };
        let readable = if column.yields { least.max(READABLE.min(natural)) } else { least };
        Self { natural, readable, least, yields: column.yields }
    }
}

/// Columns that stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tier {
    columns: Range<usize>,
    indent: usize,
}

/// The columns of a table one beside the other where they can be read so; else those that do not fit stand below the
/// others, indented.
fn tiers(extents: &[Extent], width: usize) -> Vec<Tier> {
    const INDENT: usize = 4;
    let mut tiers = vec![Tier { columns: 0..0, indent: 0 }];
    for (at, extent) in extents.iter().enumerate() {
        let Some(tier) = tiers.last_mut() else { break };
        let room = width.saturating_sub(tier.indent);
        let taken: usize =
            extents[tier.columns.clone()].iter().map(|extent| extent.readable + GAP).sum();
        if tier.columns.is_empty() || taken + extent.readable <= room {
            tier.columns.end = at + 1;
        } else {
            tiers.push(Tier { columns: at..at + 1, indent: INDENT });
        }
    }
    tiers
}

/// The width of each column: that of its content, unless the table is too wide. Then the widest column is narrowed by
/// one until the table fits: first those that yield, as long as they can be read with ease, then the others down to
/// their longest words, then those that yield down to theirs. A word is broken only if it is wider than the table.
fn widths(extents: &[Extent], width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = extents.iter().map(|extent| extent.natural).collect();
    let room = width.saturating_sub(GAP * extents.len().saturating_sub(1));
    let steps: [fn(&Extent) -> usize; 4] = [
        |extent| if extent.yields { extent.readable } else { extent.natural },
        |extent| extent.readable,
        |extent| extent.least,
        |_| 1,
    ];
    for least in steps {
        while widths.iter().sum::<usize>() > room {
            let can_yield = |at: &usize| widths[*at] > least(&extents[*at]);
            let Some(widest) = (0..extents.len()).filter(can_yield).max_by_key(|&at| widths[at])
            else {
                break;
            };
            widths[widest] -= 1;
        }
    }
    widths
}

/// The words of a text. A line may be broken between them: behind white space, and beside letters of scripts that write
/// without it, but within no id.
fn words(text: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    const JOINER: char = '\u{200d}';
    let mut rest = text;
    Box::new(std::iter::from_fn(move || {
        let width = |c: char| c.width().unwrap_or(0);
        let is_end = |before: char, after: char| match (before, after) {
            (' ', _) => after != ' ',
            (JOINER, _) | (_, ' ') => false,
            _ => width(after) > 0 && width(before).max(width(after)) > 1,
        };
        let pairs = rest.char_indices().zip(rest.chars().skip(1));
        let end = pairs
            .filter(|((_, before), after)| is_end(*before, *after))
            .map(|((at, before), _)| at + before.len_utf8())
            .next();
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        (!word.is_empty()).then(|| Word::from(word))
    }))
}

fn options<'o>(width: usize) -> Options<'o> {
    Options::new(width)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
}

fn write_row(out: &mut String, columns: &[Column], row: &[Cell], widths: &[usize], indent: usize) {
    let wrapped: Vec<Vec<String>> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            let lines = textwrap::wrap(&cell.text, options(*width)).into_iter();
            lines.map(std::borrow::Cow::into_owned).collect()
        })
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let mut text = String::new();
        let mut pending = indent;
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
        // An empty cell below the others takes no line.
        if !text.is_empty() || indent == 0 {
            out.push_str(&text);
            out.push('\n');
        }
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
