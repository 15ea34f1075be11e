//! Signed networks as the Stanford collection (SNAP) has them: lists of signed edges, and the elections of
//! Wikipedia's administrators.

mod edges;
mod elections;

use super::{ImportReport, Sink, lines::Lines};
use crate::model::{Date, VerbIndex, Vocabulary};
use std::io::{self, Read};

/// How a signed network is to be read.
#[derive(Clone, Debug, Default)]
pub struct SnapOptions {
    /// What a sign above zero stands for; else `supports`, or `votes-for` in elections.
    pub positive: Option<VerbIndex>,
    /// What a sign below zero stands for; else `opposes`, or `votes-against` in elections.
    pub negative: Option<VerbIndex>,
    /// What zero stands for; else no stance, or `abstains` in elections.
    pub neutral: Option<VerbIndex>,
    /// What a nomination stands for; else `endorses`.
    pub nomination: Option<VerbIndex>,
    /// When edges were true that have no time.
    pub on: Option<Date>,
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
    /// A verb is missing that is taken when none is said.
    #[error(
        "the vocabulary has no verb `{0}`: say which verbs the signs stand for with --positive and --negative"
    )]
    NoVerb(&'static str),
}

/// What the signs stand for.
#[derive(Clone, Copy, Debug)]
struct Signs {
    positive: VerbIndex,
    negative: VerbIndex,
    neutral: Option<VerbIndex>,
}

impl Signs {
    fn new(
        options: &SnapOptions,
        vocabulary: &Vocabulary,
        [positive, negative]: [&'static str; 2],
        neutral: Option<&str>,
    ) -> Result<Self, SnapError> {
        let find = |word| vocabulary.find(word).ok_or(SnapError::NoVerb(word));
        Ok(Self {
            positive: options.positive.map_or_else(|| find(positive), Ok)?,
            negative: options.negative.map_or_else(|| find(negative), Ok)?,
            neutral: options.neutral.or_else(|| vocabulary.find(neutral?)),
        })
    }

    /// The verb of a sign, if it is a stance.
    fn verb(self, sign: f64) -> Option<VerbIndex> {
        if sign > 0.0 {
            Some(self.positive)
        } else if sign < 0.0 {
            Some(self.negative)
        } else {
            self.neutral
        }
    }
}

/// A number that a sign may be.
fn sign(text: &str) -> Option<f64> {
    match text {
        "+" => Some(1.0),
        "-" | "−" => Some(-1.0),
        _ => text.parse::<f64>().ok().filter(|sign| sign.is_finite()),
    }
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
    if elections::is_first(&first) {
        let signs =
            Signs::new(options, vocabulary, ["votes-for", "votes-against"], Some("abstains"))?;
        let endorses = || vocabulary.find("endorses").ok_or(SnapError::NoVerb("endorses"));
        let nomination = options.nomination.map_or_else(endorses, Ok)?;
        let mut elections = elections::Elections::new(signs, nomination);
        elections.line(number, &first, &mut report, sink)?;
        while let Some((number, line)) = content(&mut lines)? {
            elections.line(number, line, &mut report, sink)?;
        }
        elections.finish(&mut report, sink)?;
    } else {
        let signs = Signs::new(options, vocabulary, ["supports", "opposes"], None)?;
        let mut edges = edges::Edges::new(signs, options, &first);
        if !edges::is_header(&first) {
            edges.line(number, &first, &mut report, sink)?;
        }
        while let Some((number, line)) = content(&mut lines)? {
            edges.line(number, line, &mut report, sink)?;
        }
    }
    Ok(report)
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
