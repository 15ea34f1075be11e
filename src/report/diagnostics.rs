//! `check`: findings about a corpus, for people and for programs.

use super::{Answer, Document, Tone, ViewFacts, answer::summary, document::count};
use crate::corpus::{
    Against, Code, Diagnostic, Lines, Place, Position, Reading, Severity, TextFile,
};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use std::{borrow::Cow, collections::BTreeMap};

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct DiagnosticRow {
    /// `error` or `warning`.
    #[schemars(extend("enum" = [Severity::Error.word(), Severity::Warning.word()]))]
    pub severity: &'static str,
    /// The kind of finding.
    #[schemars(extend("enum" = Code::WORDS))]
    pub code: &'static str,
    /// The message.
    pub message: String,
    /// The file's path, as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line of the end, from 1.
    pub end_line: usize,
    /// The column of the end, exclusive.
    pub end_column: usize,
    /// How to correct it.
    pub help: Option<String>,
}

impl DiagnosticRow {
    fn new(places: &mut Places<'_>, finding: &Diagnostic) -> Self {
        let (start, end) = (
            places.position(finding.place.file, finding.place.start),
            places.position(finding.place.file, finding.place.end),
        );
        Self {
            severity: finding.severity.word(),
            code: finding.code.word(),
            message: finding.message.clone(),
            file: places.path(finding.place.file),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            help: finding.help.clone(),
        }
    }
}

/// The files of the findings; the lines of each are counted once, when first needed.
struct Places<'t> {
    files: &'t [TextFile],
    lines: BTreeMap<usize, Lines<'t>>,
}

impl<'t> Places<'t> {
    fn new(files: &'t [TextFile]) -> Self {
        Self { files, lines: BTreeMap::new() }
    }

    fn path(&self, file: usize) -> String {
        self.files.get(file).map_or_else(String::new, |file| file.path.display().to_string())
    }

    fn position(&mut self, file: usize, offset: usize) -> Position {
        let text = self.files.get(file).map_or("", |file| &file.text);
        self.lines.entry(file).or_insert_with(|| Lines::new(text)).position(offset)
    }
}

/// All findings about a corpus. The table shows at most `most` and counts the rest.
pub fn check<'g>(
    reading: &'g Reading,
    quotes: Option<&Against>,
    most: usize,
) -> Answer<'g, DiagnosticRow> {
    let (errors, warnings) = (reading.count(Severity::Error), reading.count(Severity::Warning));
    let corpus = &reading.corpus;
    let mut places = Places::new(&reading.files);
    let quotes = quotes.map(|quotes| {
        let Against { verbatim, elided, stitched, nearly, missing, without_text, .. } = quotes;
        let strays = match quotes.strays.as_slice() {
            [] => String::new(),
            [id] => format!("; a text of no source: {id}.txt"),
            [id, ..] => format!("; {} texts of no source: {id}.txt, …", quotes.strays.len()),
        };
        format!(
            "quotes: {verbatim} verbatim, {elided} elided, {stitched} stitched, {nearly} nearly, {missing} missing, \
             {without_text} without a text{strays}"
        )
    });
    Answer {
        command: "check",
        view: ViewFacts::default(),
        summary: summary([
            ("files", json!(reading.files.len())),
            ("errors", json!(errors)),
            ("warnings", json!(warnings)),
            ("entities", json!(corpus.entities.len())),
            ("sources", json!(corpus.sources.len())),
            ("statements", json!(corpus.statements.len())),
        ]),
        rows: reading
            .diagnostics
            .iter()
            .map(|finding| DiagnosticRow::new(&mut places, finding))
            .collect(),
        document: Box::new(move |_| {
            let mut document = Document::default();
            if gathered(&reading.diagnostics).len() > most {
                document.line(
                    format!(
                        "Showing the first {most} of {} findings; --all shows all.",
                        errors + warnings
                    ),
                    Tone::Dim,
                );
            }
            if let Some(quotes) = &quotes {
                document.line(quotes, Tone::Plain);
            }
            document.line(
                format!(
                    "{}, {}: {}, {}, {} in {}",
                    count(errors, "error", "errors"),
                    count(warnings, "warning", "warnings"),
                    count(corpus.entities.len(), "entity", "entities"),
                    count(corpus.sources.len(), "source", "sources"),
                    count(corpus.statements.len(), "statement", "statements"),
                    count(reading.files.len(), "file", "files"),
                ),
                if errors > 0 { Tone::Negative } else { Tone::Strong },
            );
            document
        }),
    }
}

/// The findings as people read them: all unused entities are one of them, at the place of the first, and so are all
/// unused sources.
fn gathered(findings: &[Diagnostic]) -> Vec<Cow<'_, Diagnostic>> {
    /// So many are named.
    const MOST: usize = 20;
    let mut shown: Vec<Cow<'_, Diagnostic>> = Vec::new();
    for finding in findings {
        let several = match finding.code {
            Code::UnusedEntity => "entities",
            Code::UnusedSource => "sources",
            _ => {
                shown.push(Cow::Borrowed(finding));
                continue;
            }
        };
        if shown.iter().any(|other| other.code == finding.code) {
            continue;
        }
        let alike = findings.iter().filter(|other| other.code == finding.code);
        let mut ids: Vec<&str> =
            alike.filter_map(|it| it.message.split_once('`').map(|(_, id)| id)).collect();
        let n = ids.len();
        if n == 1 {
            shown.push(Cow::Borrowed(finding));
            continue;
        }
        ids.truncate(MOST);
        let ids: Vec<String> = ids.into_iter().map(|id| format!("`{id}")).collect();
        let more = if n > MOST { format!(" and {} more", n - MOST) } else { String::new() };
        let message = format!("{n} unused {several}: {}{more}", ids.join(", "));
        // The whole is one line: there are too many places to show.
        let place = Place::new(usize::MAX, &(0..0));
        shown.push(Cow::Owned(Diagnostic { message, place, ..finding.clone() }));
    }
    shown
}

/// The first `most` findings in rustc's manner, with ANSI styles, each followed by an empty line.
pub fn render_diagnostics(
    files: &[TextFile],
    findings: &[Diagnostic],
    most: usize,
    width: usize,
) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(width);
    let mut places = Places::new(files);
    let mut out = String::new();
    for finding in gathered(findings).iter().take(most) {
        out.push_str(&render(&renderer, &mut places, finding));
        out.push_str("\n\n");
    }
    out
}

fn render(renderer: &Renderer, places: &mut Places<'_>, finding: &Diagnostic) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = finding.message.replace(|c: char| c.is_control(), "\u{fffd}");
    let title = level.primary_title(message).id(finding.code.word());
    let excerpts: Vec<(Excerpt, AnnotationKind, Option<&str>)> =
        std::iter::once((&finding.place, AnnotationKind::Primary, None))
            .chain(
                finding
                    .related
                    .iter()
                    .map(|(place, label)| (place, AnnotationKind::Context, Some(label.as_str()))),
            )
            .filter_map(|(place, kind, label)| Some((Excerpt::new(places, *place)?, kind, label)))
            .collect();
    let mut group = Group::with_title(title);
    for (excerpt, kind, label) in &excerpts {
        let mut annotation = kind.span(excerpt.span.clone());
        if let Some(label) = label {
            annotation = annotation.label(*label);
        }
        group = group.element(
            Snippet::source(&excerpt.text)
                .line_start(excerpt.position.line)
                .path(&excerpt.path)
                .annotation(annotation),
        );
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help));
    }
    let mut rendered = renderer.render(&[group]);
    for (excerpt, ..) in &excerpts {
        // The renderer counts columns in the excerpt, which may begin inside a long line.
        let Excerpt { path, position: Position { line, column }, text, span } = excerpt;
        let shown = text[..span.start].chars().count() + 1;
        if shown != *column {
            let place = |column| format!("{path}:{line}:{column}");
            rendered = rendered.replacen(&place(shown), &place(*column), 1);
        }
    }
    rendered
}

/// The lines of a place, shortened where they are too long to read.
struct Excerpt {
    path: String,
    position: Position,
    text: String,
    span: std::ops::Range<usize>,
}

impl Excerpt {
    fn new(places: &mut Places<'_>, place: Place) -> Option<Self> {
        /// The number of bytes of a longer line to show on either side of the place.
        const AROUND: usize = 200;
        let text = &places.files.get(place.file)?.text;
        let start = floor(text, place.start);
        let end = floor(text, place.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        // Only the first line of a longer place is shown.
        let first_line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let line_end = start + text[start..first_line_end].trim_end_matches('\r').len();
        let end = end.min(line_end);
        let from =
            if start - line_start > AROUND { floor(text, start - AROUND) } else { line_start };
        let to = if line_end - end > AROUND { floor(text, end + AROUND) } else { line_end };
        let to = if to - from > 4 * AROUND { floor(text, from + 4 * AROUND) } else { to };
        let shown: String =
            text[from..to].chars().map(|c| if c == '\0' { '\u{2400}' } else { c }).collect();
        let before: usize =
            text[from..start].chars().map(|c| if c == '\0' { 3 } else { c.len_utf8() }).sum();
        let inside: usize = text[start..end.min(to)]
            .chars()
            .map(|c| if c == '\0' { 3 } else { c.len_utf8() })
            .sum();
        Some(Self {
            path: places.path(place.file),
            position: places.position(place.file, start),
            span: before..before + inside,
            text: shown,
        })
    }
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
