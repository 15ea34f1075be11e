//! What is coded of a text, as a page shows it.

use super::{proposed::Proposed, shelf::Shelved, states::State};
use crate::{
    corpus::{Corpus, Form, Lines, Reading, quotes::Quote},
    model::{Confidence, Effect, EntityIndex, Statement},
};
use serde::Serialize;

/// A text in the list of texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The id of its source.
    pub id: String,
    /// The headline, where the source has one.
    pub title: Option<String>,
    /// When the source was published.
    pub published: Option<String>,
    /// Whether the corpus has the source.
    pub is_known: bool,
    /// How far its coding is.
    pub state: State,
    /// How many statements are coded of it.
    #[serde(rename = "n_statements")]
    pub statements: usize,
    /// How many proposals nobody has decided.
    #[serde(rename = "n_proposals")]
    pub proposals: usize,
}

/// A text and what is coded of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodedText {
    /// The text in the list.
    #[serde(flatten)]
    pub listed: Listed,
    /// The text; left out where only the statements are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The statements, in the order of the corpus.
    pub statements: Vec<Coded>,
    /// The proposals that nobody has decided.
    pub proposals: Vec<Proposed>,
    /// Why the proposals cannot be read, if they cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<String>,
}

/// A statement, as a page shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coded {
    /// Its id.
    pub id: String,
    /// The record as it is written, by which a change of it is noticed; nothing where the workbench cannot change it.
    pub record: Option<serde_json::Value>,
    /// The fields as a form has them.
    pub holder: Name,
    /// The verb.
    pub stance: String,
    /// What the verb does: a polarity, or `ends`.
    pub effect: &'static str,
    /// The strength of the verb.
    pub strength: f64,
    /// The target.
    pub target: Name,
    /// The date: as written, else that of the source.
    pub date: String,
    /// Whether the statement says the date itself.
    pub has_date: bool,
    /// The topics.
    pub about: Vec<Name>,
    /// Who claims it of the holder.
    pub claimed_by: Option<Name>,
    /// The quote.
    pub quote: Option<String>,
    /// Where the quote stands in the text, in units of UTF-16.
    pub span: Option<(usize, usize)>,
    /// How well the quote matches.
    pub found: Option<&'static str>,
    /// Who coded it.
    pub coder: Option<String>,
    /// The coder's confidence.
    pub confidence: Option<f64>,
    /// A note.
    pub note: Option<String>,
    /// The file and the line where it stands.
    pub place: String,
}

/// An entity by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Name {
    pub(super) fn of(corpus: &Corpus, entity: EntityIndex) -> Self {
        let entity = corpus.entity(entity);
        Self { id: entity.id.to_string(), name: entity.name.clone() }
    }
}

/// The positions of the statements that a source tells, itself or as a report.
pub(super) fn of_source(corpus: &Corpus, source: &str) -> Vec<usize> {
    let tells = |statement: &Statement| {
        let own = std::iter::once(statement.source);
        let mut sources = own.chain(statement.reported_in.iter().copied());
        sources.any(|index| corpus.source(index).id.as_str() == source)
    };
    let all = corpus.statements.iter().enumerate();
    all.filter(|(_, statement)| tells(statement)).map(|(at, _)| at).collect()
}

/// The statements of a text.
pub(super) fn coded(reading: &Reading, text: &Shelved) -> Vec<Coded> {
    let lines: Vec<Lines<'_>> = reading.files.iter().map(|file| Lines::new(&file.text)).collect();
    let at = of_source(&reading.corpus, &text.source);
    let quoting = at.iter().filter_map(|&at| quote_of(reading.corpus.statements.get(at)?));
    text.prepare(&quoting.collect::<Vec<_>>());
    at.into_iter().filter_map(|at| one(reading, text, &lines, at)).collect()
}

/// The quote of a statement, if it has one.
fn quote_of(statement: &Statement) -> Option<Quote<'_>> {
    let exact = statement.quote.as_deref().filter(|quote| !quote.trim().is_empty())?;
    let (prefix, suffix) = (statement.prefix.as_deref(), statement.suffix.as_deref());
    Some(Quote { exact, prefix, suffix })
}

fn one(reading: &Reading, text: &Shelved, lines: &[Lines<'_>], at: usize) -> Option<Coded> {
    let corpus = &reading.corpus;
    let statement = corpus.statements.get(at)?;
    let verb = corpus.vocabulary.verb(statement.verb);
    let name = |entity| Name::of(corpus, entity);
    let quote = quote_of(statement);
    let found = quote.map(|quote| text.find(quote));
    let units = |byte| text.units.of_byte(text.as_str(), byte);
    let span = found.as_ref().and_then(|found| found.place.clone());
    let record = reading.record(at);
    let place = reading.place(at)?;
    let file = reading.files.get(place.file)?;
    let line = lines.get(place.file)?.position(place.start).line;
    Some(Coded {
        id: statement.id.to_string(),
        has_date: match &record {
            Some(record) => record.on.is_some(),
            None => file.form() == Form::JsonLines,
        },
        record: record.map(|record| serde_json::to_value(record).unwrap_or_default()),
        holder: name(statement.holder),
        stance: verb.word.clone(),
        effect: Effect::word(verb.effect),
        strength: verb.strength.value(),
        target: name(statement.target),
        date: statement.date.to_string(),
        about: statement.about.iter().map(|&entity| name(entity)).collect(),
        claimed_by: statement.claimed_by.map(name),
        quote: quote.map(|quote| quote.exact.to_owned()),
        span: span.map(|span| (units(span.start), units(span.end))),
        found: found.map(|found| found.kind.word()),
        coder: statement.coder.clone(),
        confidence: statement.confidence.map(Confidence::value),
        note: statement.note.clone(),
        place: format!("{}:{line}", file.path.display()),
    })
}
