//! Signed networks as the Stanford collection (SNAP) has them: lists of signed edges, and the elections of
//! Wikipedia's administrators.

mod edges;
mod elections;

use super::{
    ImportReport, Sink, TimeForm,
    lines::Lines,
    signs::{NoSignVerb, SignVerbs, Signs, sign},
};
use crate::model::{Date, VerbIndex, Vocabulary};
use std::io::{self, Read};

/// How a signed network is to be read.
#[derive(Clone, Debug, Default)]
pub struct SnapOptions {
    /// What signs stand for; else `supports` and `opposes`, or `votes-for`, `votes-against` and `abstains` in elections.
    pub verbs: SignVerbs,
    /// What a nomination stands for; else `endorses`.
    pub nomination: Option<VerbIndex>,
    /// When edges were true that have no time.
    pub on: Option<Date>,
    /// How the times of edges are written.
    pub times: TimeForm,
    /// The source of edges; the elections are sources themselves.
    pub source: String,
}

/// Why a signed network cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SnapError {
    /// The file cannot be read, or a statement not be kept.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The list has no times.
    #[error("line {0} has no time: say when its edges were true with --on DATE")]
    Undated(u64),
    /// The times of the list are steps.
    #[error(
        "line {line} has the time `{value}`, which is neither a date nor Unix seconds: say when steps are counted from with \
         --origin (1996 counts years, 1996-01 months, 1996-01-01 days; --step names other units), or give all edges one \
         date with --on DATE, which keeps steps in notes"
    )]
    Steps {
        /// The first line that has one.
        line: u64,
        /// What is written there.
        value: String,
    },
    /// It is a network in another format.
    #[error("line {0} begins a network of Pajek: `stance import pajek` reads it")]
    Pajek(u64),
    /// A verb is missing that is taken when none is said.
    #[error(transparent)]
    NoVerb(#[from] NoSignVerb),
}

/// Reads a signed network; elections are known by their first line.
pub fn read(
    input: impl Read,
    options: &SnapOptions,
    vocabulary: &Vocabulary,
    sink: Sink<'_>,
) -> Result<ImportReport, SnapError> {
    let mut lines = Lines::new(input);
    let mut report = ImportReport::default();
    let Some((number, first)) = content(&mut lines)? else { return Ok(report) };
    let first = first.to_vec();
    if is_pajek(&first) {
        return Err(SnapError::Pajek(number));
    }
    if elections::is_first(&first) {
        let words = ["votes-for", "votes-against"];
        let signs = options.verbs.or(vocabulary, words, Some("abstains"))?;
        let endorses = || vocabulary.find("endorses").ok_or(NoSignVerb("endorses"));
        let nomination = options.nomination.map_or_else(endorses, Ok)?;
        let mut elections = elections::Elections::new(signs, nomination);
        elections.line(number, &first, &mut report, sink)?;
        while let Some((number, line)) = content(&mut lines)? {
            elections.line(number, line, &mut report, sink)?;
        }
        elections.finish(&mut report, sink)?;
    } else {
        let signs = options.verbs.or(vocabulary, ["supports", "opposes"], None)?;
        let mut edges = edges::Edges::new(signs, options, &first);
        match edges.columns(&first) {
            Some(columns) => report.columns = columns,
            None => edges.line(number, &first, &mut report, sink)?,
        }
        while let Some((number, line)) = content(&mut lines)? {
            edges.line(number, line, &mut report, sink)?;
        }
        edges.finish(&mut report)?;
    }
    Ok(report)
}

/// Whether a line begins a network of Pajek: `*Vertices 5`.
fn is_pajek(line: &[u8]) -> bool {
    const KEYWORDS: [&[u8]; 7] =
        [b"vertices", b"network", b"arcs", b"edges", b"arcslist", b"edgeslist", b"matrix"];
    let Some(rest) = line.trim_ascii().strip_prefix(b"*") else { return false };
    let word = rest.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word))
}

/// The next line that is neither empty nor a comment.
fn content<R: Read>(lines: &mut Lines<R>) -> io::Result<Option<(u64, &[u8])>> {
    /// What comments begin with, here and in what was made from it.
    const COMMENT: &[u8] = b"#%";
    // Asked before it is borrowed for good, since a loop may not give away what it borrows.
    while lines.advance()? {
        let line = lines.line().trim_ascii();
        if line.first().is_some_and(|byte| !COMMENT.contains(byte)) {
            return Ok(Some((lines.number(), lines.line())));
        }
    }
    Ok(None)
}
