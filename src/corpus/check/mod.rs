//! Semantics: records into a checked corpus, and findings about invalid ones.
//!
//! To add a check, add a function to the file of its subject and call it from that file's entry.
//! An item with an error is left out of the corpus, and so is every item that needs it.

mod coding;
mod correction;
mod entity;
mod identity;
mod reply;
mod source;
mod statement;
mod usage;
mod vocabulary;
mod zone;

use self::identity::{Declared, Section};
use super::{
    Corpus,
    diagnostic::{Code, Diagnostic},
    nearest::{did_you_mean, nearest},
    syntax::{FileRecords, Located, record::VerbRecord, value_place},
    text::{Place, TextFile},
};
use crate::model::{Bounds, Date, Zone};
use std::collections::BTreeSet;

/// The result of the checks.
pub(super) struct Outcome {
    pub(super) corpus: Corpus,
    /// The place of each statement of the corpus.
    pub(super) places: Vec<Place>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Checks the records of all files together; a statement may correct one of those elsewhere.
pub(super) fn check(
    files: &[TextFile],
    records: Vec<FileRecords>,
    builtin: &[Located<VerbRecord>],
    elsewhere: &BTreeSet<String>,
) -> Outcome {
    let zone = zone::check(&records);
    let mut findings = Findings::new(files, &zone.zone);
    findings.list.extend(zone.findings);
    let mut left_out = 0;
    let (mut verbs, mut entities, mut sources) = (Vec::new(), Vec::new(), Vec::new());
    let mut statements = Vec::with_capacity(records.len());
    let (mut lost, mut lost_texts) = (Vec::new(), Vec::new());
    for file in records {
        left_out += file.lost;
        findings.list.extend(file.diagnostics);
        lost.extend(file.lost_ids);
        lost_texts.extend(file.lost_texts);
        verbs.extend(file.vocabulary);
        entities.extend(file.entities);
        sources.extend(file.sources);
        statements.push(file.statements);
    }
    let n_items = verbs.len() + entities.len() + sources.len();
    let vocabulary = vocabulary::check(builtin, verbs, &mut findings);
    let entities =
        Declared::new(entities, |entity| &entity.id, Section::Entities, &lost, &mut findings);
    let sources =
        Declared::new(sources, |source| &source.id, Section::Sources, &lost, &mut findings);
    let checked_entities = entity::check(&entities, &mut findings);
    let mut checked_sources = source::check(&sources, &entities, &mut findings);
    reply::check(&sources, &mut checked_sources, &mut findings);
    let n_kept =
        vocabulary.from_corpus + entities.n_declared() + checked_sources.iter().flatten().count();
    left_out += n_items.saturating_sub(n_kept);

    let scope = statement::Scope {
        vocabulary: &vocabulary,
        entities: &entities,
        sources: &sources,
        checked_sources: &checked_sources,
    };
    let n_statements: usize = statements.iter().map(Vec::len).sum();
    let mut checked = statement::check(statements, &scope, &mut findings);
    correction::check(&mut checked, (&lost, elsewhere), &mut findings);
    reply::check_statements(&checked, &checked_sources, &mut findings);
    left_out += n_statements - checked.len();
    for text in &lost_texts {
        entities.mention(text);
        sources.mention(text);
    }
    usage::check(&entities, &sources, &mut findings);

    let (checked_sources, (statements, places)) = statement::compact(checked_sources, checked);
    let corpus = Corpus {
        zone: findings.zone.clone(),
        vocabulary: vocabulary.vocabulary,
        entities: checked_entities,
        sources: checked_sources,
        statements,
        left_out,
    };
    let mut list = findings.list;
    list.sort_by_key(|finding| (finding.place, finding.severity));
    Outcome { corpus, places, diagnostics: list }
}

/// A value that cannot be used; its finding has been reported.
#[derive(Clone, Copy, Debug)]
struct Faulty;

/// Collects findings, and finds the places of values.
struct Findings<'t> {
    files: &'t [TextFile],
    /// The time zone of the corpus.
    zone: &'t Zone,
    list: Vec<Diagnostic>,
    suggestions_left: usize,
}

/// The number of unknown names that get a suggestion: searching for similar names is slow.
const MOST_SUGGESTIONS: usize = 200;

impl<'t> Findings<'t> {
    fn new(files: &'t [TextFile], zone: &'t Zone) -> Self {
        Self { files, zone, list: Vec::new(), suggestions_left: MOST_SUGGESTIONS }
    }

    fn value<R>(&self, record: &Located<R>, field: &str, item: Option<usize>) -> Place {
        let text = self.files.get(record.place.file).map_or("", |file| &file.text);
        value_place(text, record.place, field, item)
    }

    fn push(&mut self, finding: Diagnostic) {
        self.list.push(finding);
    }

    /// Reads a date, or reports why it is invalid.
    fn date<R>(&mut self, record: &Located<R>, field: &str, text: &str) -> Result<Date, Faulty> {
        Date::in_zone(text, self.zone).map_err(|error| {
            let place = self.value(record, field, None);
            let message = format!("invalid date `{text}`: {error}");
            let help = "dates are EDTF: 2018-04-25, 2018-04, 2018, 2018-04~, 201X, \
                        2018-04-20/2018-04-25, 2018-04-25T14:05";
            self.push(Diagnostic::error(Code::BadDate, place, message).help(help.to_owned()));
            Faulty
        })
    }

    /// Reads the date of an optional field.
    fn optional_date<R>(
        &mut self,
        record: &Located<R>,
        field: &str,
        text: Option<&String>,
    ) -> Result<Option<Date>, Faulty> {
        text.map(|text| self.date(record, field, text)).transpose()
    }

    /// The help for an unknown name.
    fn suggest<'c>(
        &mut self,
        word: &str,
        known: impl IntoIterator<Item = &'c str>,
    ) -> Option<String> {
        self.suggestions_left = self.suggestions_left.checked_sub(1)?;
        did_you_mean(&nearest(word, known, 3))
    }
}

/// Whether an end lies wholly before a beginning.
fn ends_before(end: Bounds, begin: Bounds) -> bool {
    end.latest < begin.earliest
}
