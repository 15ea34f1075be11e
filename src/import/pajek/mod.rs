//! Networks of Pajek: vertices with labels, and arcs and edges between them with values.
//!
//! A file has sections that begin with a star. `*Vertices` names the vertices; lines join them: arcs in `*Arcs`, one after
//! another in `*Arcslist`, as a table in `*Matrix`, and edges, which are arcs in both directions, in `*Edges` and
//! `*Edgeslist`. A value is a sign, and says more where it is not one. A project holds several networks one after the other,
//! and partitions and vectors, which are not read. (V. Batagelj and A. Mrvar, *Pajek. Reference Manual*.)

mod arcs;
mod intervals;
mod spans;
mod tokens;
mod unread;
mod vertices;

use self::{
    arcs::Arcs,
    tokens::{Token, tokens, unescaped},
    unread::Unread,
    vertices::{Vertices, details},
};
use super::{
    ImportReport, NoVerb, Sink, TimeForm, Unit, Values,
    lines::Lines,
    signs::{NoSignVerb, SignVerbs},
};
use crate::model::{Date, Vocabulary};
use std::{
    borrow::Cow,
    io::{self, Read},
};

/// How networks are to be read.
#[derive(Clone, Debug, Default)]
pub struct PajekOptions {
    /// What signs stand for; else `supports` and `opposes`.
    pub verbs: SignVerbs,
    /// What relations stand for, by name or number, whatever the sign; else those that are called as a verb stand for it.
    pub relations: Values,
    /// When lines were true that have no time.
    pub on: Option<Date>,
    /// What time marks mean.
    pub times: TimeForm,
    /// The source of all lines; of a second network in a file, with its title.
    pub source: String,
}

/// Why networks cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PajekError {
    /// The file cannot be read, or a statement not be kept.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is something else.
    #[error("line {0} does not begin a network of Pajek, as `*Vertices N` does")]
    NotPajek(u64),
    /// The lines have no times.
    #[error("line {0} has no time: say when the lines of the network were true with --on DATE")]
    Undated(u64),
    /// Time marks count steps.
    #[error(
        "line {line} has the time mark `[{value}]`, whose numbers are not years: say when steps are counted from with \
         --origin (1996 counts years, 1996-01 months, 1996-01-01 days; --step names other units), or give all lines one \
         date with --on DATE, which keeps time marks in notes"
    )]
    Steps {
        /// The first line that has one.
        line: u64,
        /// What is written there.
        value: String,
    },
    /// A verb is missing that is taken when none is said.
    #[error(transparent)]
    NoSignVerb(#[from] NoSignVerb),
    /// A relation stands for a word that is no verb.
    #[error(transparent)]
    NoVerb(#[from] NoVerb),
}

/// What the lines of a section are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    /// Before the first one.
    None,
    Vertices,
    /// A line each, in one direction or in both.
    Lines(Direction),
    /// Those of one vertex in each line.
    List(Direction),
    Matrix,
    /// Behind the title of a network.
    Title,
    NotRead,
}

/// Whether a line stands for one arc or for two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    One,
    Both,
}

/// Reads all networks of a file.
pub fn read(
    input: impl Read,
    options: &PajekOptions,
    vocabulary: &Vocabulary,
    sink: Sink<'_>,
) -> Result<ImportReport, PajekError> {
    let mut lines = Lines::new(input);
    let mut reader = Reader {
        report: ImportReport { unit: Unit::Arcs, ..ImportReport::default() },
        section: Section::None,
        vertices: Vertices::default(),
        arcs: Arcs::new(options, vocabulary)?,
        n_networks: 0,
        is_titled: false,
        source: &options.source,
    };
    while lines.advance()? {
        let line = String::from_utf8_lossy(lines.line());
        if matches!(line, Cow::Owned(_)) {
            reader.arcs.unread.broken.push(lines.number());
        }
        let line = line.trim();
        if !line.is_empty() && !line.starts_with('%') {
            reader.line(lines.number(), line, sink)?;
        }
    }
    reader.finish()
}

struct Reader<'o> {
    report: ImportReport,
    section: Section,
    vertices: Vertices,
    arcs: Arcs<'o>,
    n_networks: usize,
    /// Whether the title of the next network has been told.
    is_titled: bool,
    source: &'o str,
}

impl Reader<'_> {
    fn line(&mut self, number: u64, line: &str, sink: Sink<'_>) -> Result<(), PajekError> {
        if let Some(header) = line.strip_prefix('*') {
            self.header(number, header);
            return Ok(());
        }
        let Self { report, vertices, arcs, .. } = self;
        match self.section {
            Section::None => return Err(PajekError::NotPajek(number)),
            Section::Title => arcs.unread.n_stray += 1,
            Section::NotRead => arcs.unread.skip(),
            Section::Vertices => vertex(vertices, &mut arcs.unread, number, line),
            Section::Lines(direction) => {
                arcs.line((number, line), direction, vertices, report, sink)?;
            }
            Section::List(direction) => {
                arcs.list((number, line), direction, vertices, report, sink)?;
            }
            Section::Matrix => arcs.row((number, line), vertices, report, sink)?,
        }
        Ok(())
    }

    /// Begins a section.
    fn header(&mut self, number: u64, header: &str) {
        self.arcs.end_matrix(&self.vertices, &mut self.report);
        let (keyword, rest) = header.split_once(char::is_whitespace).unwrap_or((header, ""));
        let is_vertices = keyword.eq_ignore_ascii_case("vertices");
        if is_vertices && self.section == Section::NotRead && self.arcs.unread.expects_vertices() {
            self.arcs.unread.skip();
            return;
        }
        let both = Direction::Both;
        self.section = match keyword.to_ascii_lowercase().as_str() {
            "network" => {
                self.begin_network(rest.trim());
                self.is_titled = true;
                Section::Title
            }
            "vertices" => {
                if !std::mem::take(&mut self.is_titled) {
                    self.begin_network("");
                }
                let mut numbers = rest.split_whitespace().map(|text| text.parse().ok());
                let (n, n_first) = (numbers.next().flatten(), numbers.next().flatten());
                self.vertices = Vertices::new(n, n_first);
                Section::Vertices
            }
            "arcs" => Section::Lines(Direction::One),
            "edges" => Section::Lines(both),
            "arcslist" => Section::List(Direction::One),
            "edgeslist" => Section::List(both),
            "matrix" => Section::Matrix,
            _ => {
                self.arcs.unread.begin_section(number, header);
                Section::NotRead
            }
        };
        if matches!(self.section, Section::Lines(_) | Section::List(_) | Section::Matrix) {
            self.arcs.begin_relation(rest, number);
        }
    }

    fn begin_network(&mut self, title: &str) {
        self.end_network();
        self.n_networks += 1;
        self.arcs.source = match (self.n_networks, title) {
            (1, _) => self.source.to_owned(),
            (number, "") => format!("{}: network {number}", self.source),
            (_, title) => format!("{}: {title}", self.source),
        };
        self.vertices = Vertices::default();
        self.arcs.forget_relations();
    }

    fn end_network(&mut self) {
        self.arcs.unread.n_alone += self.vertices.n_alone();
        let (n_shared, first) = self.vertices.n_shared();
        if let Some(first) = first {
            self.report.notes.push(format!(
                "{n_shared} vertices share a label with another, and are called by it and their number (`{first}`)"
            ));
        }
    }

    fn finish(mut self) -> Result<ImportReport, PajekError> {
        self.arcs.end_matrix(&self.vertices, &mut self.report);
        self.end_network();
        self.arcs.finish(&mut self.report)?;
        self.arcs.unread.tell(&mut self.report);
        Ok(self.report)
    }
}

/// Takes the line of a vertex.
fn vertex(vertices: &mut Vertices, unread: &mut Unread, number: u64, line: &str) {
    let read = tokens(line).ok();
    let Some((vertex, rest)) = read.as_deref().and_then(|tokens| {
        let (first, rest) = tokens.split_first()?;
        Some((first.number().filter(|it| vertices.has(*it))?, rest))
    }) else {
        unread.vertex(number, line);
        return;
    };
    let details = details(rest);
    let mut times = Vec::new();
    for mark in details.times {
        match intervals::intervals(mark) {
            Some(found) => times.extend(found),
            None => unread.time(number, mark),
        }
    }
    let label = unescaped(details.label.map(Token::text).unwrap_or_default());
    if !vertices.describe(vertex, &label, times) {
        unread.vertex(number, line);
        return;
    }
    for name in details.unused {
        unread.not_used("vertices", &name);
    }
}
