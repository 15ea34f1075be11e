//! The lines of a network, each as one arc or as two, over one time or over several.

use super::{
    Direction, PajekError, PajekOptions,
    spans::{Dating, Span},
    tokens::{Token, tokens, unescaped},
    unread::Unread,
    vertices::Vertices,
};
use crate::{
    graph::ingest::{Incoming, When},
    import::{
        ImportReport, Reason, Sink,
        counted::counted,
        signs::{Signs, is_rating, sign},
        values::{Sense, Verbs},
    },
    model::{VerbIndex, Vocabulary},
};
use std::{
    collections::{BTreeMap, HashMap},
    io,
};

/// Makes statements of lines.
pub(super) struct Arcs<'o> {
    signs: Signs,
    verbs: Verbs,
    /// The source of the network that is read.
    pub(super) source: String,
    /// The names of its relations, by number.
    relations: HashMap<u64, String>,
    /// The relation of the section that is read.
    relation: String,
    matrix: Option<Matrix>,
    dating: Dating<'o>,
    n_edges: usize,
    /// Lines that are several statements, as they have several times.
    n_repeated: usize,
    /// How many arcs of each relation are read by their signs.
    by_sign: BTreeMap<String, usize>,
    /// Attributes that are not used.
    pub(super) unread: Unread,
}

/// A matrix whose rows are read.
struct Matrix {
    line: u64,
    n_rows: u64,
}

/// A line between two vertices.
struct Line<'l> {
    ends: [u64; 2],
    /// As it is written.
    value: &'l str,
    relation: String,
    /// What is written on it.
    label: Option<String>,
    mark: Option<&'l str>,
}

/// A line that is none, and the value at fault.
pub(super) type Refused = (Reason, Option<String>);

impl<'o> Arcs<'o> {
    pub(super) fn new(
        options: &'o PajekOptions,
        vocabulary: &Vocabulary,
    ) -> Result<Self, PajekError> {
        Ok(Self {
            signs: options.verbs.or(vocabulary, ["supports", "opposes"], None)?,
            verbs: options.relations.verbs_or_words(vocabulary)?,
            source: options.source.clone(),
            relations: HashMap::new(),
            relation: String::new(),
            matrix: None,
            dating: Dating::new(options),
            n_edges: 0,
            n_repeated: 0,
            by_sign: BTreeMap::new(),
            unread: Unread::default(),
        })
    }

    /// Begins lines of a relation: `:2 "likes"`.
    pub(super) fn begin_relation(&mut self, heading: &str, line: u64) {
        self.matrix = Some(Matrix { line, n_rows: 0 });
        let heading = heading.trim();
        let numbered = heading.strip_prefix(':').map(str::trim_start);
        let (number, name) = match numbered {
            Some(rest) => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
            None => ("", heading),
        };
        let name = name.trim().trim_matches('"').trim();
        // Without a colon, a number is how many lines follow.
        let is_count = numbered.is_none() && name.parse::<u64>().is_ok();
        let name = if is_count { "" } else { name };
        let number = number.parse::<u64>().ok();
        if let Some(number) = number.filter(|_| !name.is_empty()) {
            self.relations.insert(number, name.to_owned());
        }
        self.relation = match number {
            Some(number) if name.is_empty() => self.relation_name(number),
            _ => name.to_owned(),
        };
    }

    /// Another network has relations of its own.
    pub(super) fn forget_relations(&mut self) {
        self.relations.clear();
        self.relation.clear();
    }

    fn relation_name(&self, number: u64) -> String {
        self.relations.get(&number).cloned().unwrap_or_else(|| number.to_string())
    }

    /// Takes a line of `*Arcs` or `*Edges`.
    pub(super) fn line(
        &mut self,
        (number, text): (u64, &str),
        direction: Direction,
        vertices: &mut Vertices,
        report: &mut ImportReport,
        sink: Sink<'_>,
    ) -> io::Result<()> {
        match tokens(text).map_err(|reason| (reason, None)).and_then(|it| self.read(&it, vertices))
        {
            Ok(line) => self.take(number, &line, direction, vertices, report, sink),
            Err((reason, value)) => {
                report.rows += 1;
                report.leave_out(reason, number, value.as_deref());
                Ok(())
            }
        }
    }

    /// Takes a line of `*Arcslist` or `*Edgeslist`: a vertex, and those that it is joined with.
    pub(super) fn list(
        &mut self,
        (number, text): (u64, &str),
        direction: Direction,
        vertices: &mut Vertices,
        report: &mut ImportReport,
        sink: Sink<'_>,
    ) -> io::Result<()> {
        let mut words = text.split_whitespace();
        let from = words.next().unwrap_or_default();
        let mut is_alone = true;
        for to in words {
            is_alone = false;
            let ends = vertex(from, vertices).and_then(|from| Ok([from, vertex(to, vertices)?]));
            match ends {
                Ok(ends) => {
                    let relation = self.relation.clone();
                    let line = Line { ends, value: "1", relation, label: None, mark: None };
                    self.take(number, &line, direction, vertices, report, sink)?;
                }
                Err((reason, value)) => {
                    report.rows += 1;
                    report.leave_out(reason, number, value.as_deref());
                }
            }
        }
        if is_alone {
            report.rows += 1;
            report.leave_out(Reason::Fields, number, None);
        }
        Ok(())
    }

    /// Takes a row of a `*Matrix`.
    pub(super) fn row(
        &mut self,
        (number, text): (u64, &str),
        vertices: &mut Vertices,
        report: &mut ImportReport,
        sink: Sink<'_>,
    ) -> io::Result<()> {
        let Some(matrix) = &mut self.matrix else { return Ok(()) };
        matrix.n_rows += 1;
        let from = matrix.n_rows;
        let cells: Vec<&str> = text.split_whitespace().collect();
        // In a network of two modes the rows are of the first one, and the columns of the other.
        let (n_rows, first, n_columns) = match (vertices.n, vertices.n_first) {
            (Some(n), Some(n_first)) => (n_first, n_first, n.saturating_sub(n_first)),
            (Some(n), None) => (n, 0, n),
            (None, _) => (u64::MAX, 0, cells.len() as u64),
        };
        if from > n_rows || cells.len() as u64 != n_columns {
            report.rows += 1;
            report.leave_out(Reason::Fields, number, None);
            return Ok(());
        }
        for (to, value) in (first + 1..).zip(cells) {
            match sign(value) {
                Some(0.0) => *report.nothing.entry(value.to_owned()).or_default() += 1,
                Some(_) => {
                    let (ends, relation) = ([from, to], self.relation.clone());
                    let line = Line { ends, value, relation, label: None, mark: None };
                    self.take(number, &line, Direction::One, vertices, report, sink)?;
                }
                None => {
                    report.rows += 1;
                    report.leave_out(Reason::BadSign, number, Some(value));
                }
            }
        }
        Ok(())
    }

    /// Reports rows that a matrix lacks.
    pub(super) fn end_matrix(&mut self, vertices: &Vertices, report: &mut ImportReport) {
        let n_rows = vertices.n_first.or(vertices.n);
        if let (Some(matrix), Some(n_rows)) = (self.matrix.take(), n_rows)
            && matrix.n_rows > 0
            && matrix.n_rows < n_rows
        {
            report.notes.push(format!(
                "the matrix in line {} has {} of {n_rows} rows",
                matrix.line, matrix.n_rows
            ));
        }
    }

    /// A line between two vertices, with its value, attributes and times.
    fn read<'l>(&mut self, tokens: &[Token<'l>], vertices: &Vertices) -> Result<Line<'l>, Refused> {
        let numbered = |token: &Token<'_>| match token {
            Token::Word(word) => word.strip_suffix(':').and_then(|number| number.parse().ok()),
            Token::Text(_) | Token::Times(_) => None,
        };
        let (relation, tokens) = match tokens.split_first() {
            Some((first, rest)) if let Some(number) = numbered(first) => {
                (self.relation_name(number), rest)
            }
            _ => (self.relation.clone(), tokens),
        };
        let [from, to, rest @ ..] = tokens else { return Err((Reason::Fields, None)) };
        let ends = [vertex(from.text(), vertices)?, vertex(to.text(), vertices)?];
        let mut rest = rest.iter().peekable();
        let value = match rest.peek() {
            Some(Token::Word(word)) if sign(word).is_some() => {
                rest.next();
                word
            }
            _ => "1",
        };
        let (mut label, mut mark) = (None, None);
        while let Some(token) = rest.next() {
            match token {
                Token::Times(times) => mark = Some(*times),
                Token::Word(name) if !token.is_number() => {
                    let value = rest.next_if(|value| !matches!(value, Token::Times(_)));
                    match value {
                        Some(value) if *name == "l" => label = Some(unescaped(value.text())),
                        _ => self.unread.not_used("lines", name),
                    }
                }
                Token::Word(_) => self.unread.not_used("lines", "numbers"),
                Token::Text(_) => self.unread.not_used("lines", "texts"),
            }
        }
        Ok(Line { ends, value, relation, label, mark })
    }

    /// Takes a line, in one direction or in both, over each of its times.
    fn take(
        &mut self,
        number: u64,
        line: &Line<'_>,
        direction: Direction,
        vertices: &mut Vertices,
        report: &mut ImportReport,
        sink: Sink<'_>,
    ) -> io::Result<()> {
        let [from, to] = line.ends;
        let directions = [[from, to], [to, from]];
        let directions = &directions[..if direction == Direction::Both { 2 } else { 1 }];
        line.ends.iter().for_each(|end| vertices.join(*end));
        let checked = self.verb(line, vertices).and_then(|verb| {
            Ok((verb, self.dating.spans(number, line.mark, line.ends, vertices)?))
        });
        let (verb, spans) = match checked {
            Ok(checked) => checked,
            Err((reason, value)) => {
                for _ in directions {
                    report.rows += 1;
                    report.leave_out(reason, number, value.as_deref());
                }
                return Ok(());
            }
        };
        self.n_edges += usize::from(direction == Direction::Both);
        self.n_repeated += usize::from(spans.len() > 1);
        for ends in directions {
            let [holder, target] = ends.map(|end| vertices.name(end));
            for span in &spans {
                report.rows += 1;
                report.statements += 1;
                let note = note(line, span);
                let date = When::Edtf(&span.date);
                let statement = Incoming::new((&holder, verb, &target), date, &self.source, number);
                let note = Some(note.as_str()).filter(|note| !note.is_empty());
                sink(&Incoming { until: span.until.as_ref(), note, ..statement })?;
            }
        }
        if !line.relation.is_empty() {
            let is_mapped = self.verbs.of(&line.relation).is_some();
            let counts = if is_mapped { &mut report.values } else { &mut self.by_sign };
            *counts.entry(line.relation.clone()).or_default() += spans.len() * directions.len();
        }
        Ok(())
    }

    /// The verb of a line: that of its relation, else that of its sign.
    fn verb(&self, line: &Line<'_>, vertices: &mut Vertices) -> Result<VerbIndex, Refused> {
        let [from, to] = line.ends;
        if from == to {
            return Err((Reason::Itself, Some(vertices.name(from))));
        }
        let written = || Some(line.value.to_owned());
        let value = sign(line.value).ok_or_else(|| (Reason::BadSign, written()))?;
        match self.verbs.of(&line.relation) {
            Some(Sense::NoStance) => Err((Reason::NoStance, Some(line.relation.clone()))),
            Some(Sense::Verb(_)) if value < 0.0 => Err((Reason::BelowZero, written())),
            Some(Sense::Verb(verb)) if value > 0.0 => Ok(verb),
            _ => self.signs.verb(value).ok_or_else(|| (Reason::NoStance, written())),
        }
    }

    /// Refuses networks that nobody can date, and reports what was assumed and what is not used.
    pub(super) fn finish(&mut self, report: &mut ImportReport) -> Result<(), PajekError> {
        std::mem::take(&mut self.dating).check()?;
        if self.n_edges > 0 {
            let edges = counted(self.n_edges, "edge");
            report.notes.push(format!("{edges} read as stances in both directions"));
        }
        if self.n_repeated > 0 {
            let lines = counted(self.n_repeated, "line");
            report.notes.push(format!("{lines} with several times, a statement for each"));
        }
        if !self.by_sign.is_empty() {
            let relations = self.by_sign.iter().map(|(name, n)| format!("`{name}` {n}×"));
            let relations = relations.collect::<Vec<_>>().join(", ");
            report.notes.push(format!(
                "relations read by the signs of their values: {relations}; --values RELATION=VERB names the verb of one"
            ));
        }
        Ok(())
    }
}

/// The number of a vertex that is there.
fn vertex(text: &str, vertices: &Vertices) -> Result<u64, Refused> {
    let number = text.parse().ok().filter(|number| vertices.has(*number));
    number.ok_or_else(|| (Reason::NoVertex, Some(text.to_owned())))
}

/// What a line says beside its sign.
fn note(line: &Line<'_>, span: &Span<'_>) -> String {
    let value = sign(line.value).filter(|value| is_rating(*value));
    let parts = [
        Some(&line.relation).filter(|name| !name.is_empty()).map(|name| format!("relation {name}")),
        value.map(|value| format!("value {value}")),
        line.label.as_ref().map(|label| format!("label {label}")),
        span.mark.as_ref().map(|mark| format!("time [{mark}]")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
