//! Checks of statements: references, dates and values.

use super::{Declared, Faulty, Findings, vocabulary::CheckedVocabulary};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::{
        Located,
        record::{EntityRecord, SourceRecord, StatementRecord},
    },
    text::Place,
};
use crate::model::{
    Bounds, Confidence, Date, EntityIndex, Source, SourceIndex, Statement, StatementId, VerbIndex,
};
use rayon::prelude::*;

/// The items that statements may refer to.
pub(super) struct Scope<'c> {
    pub(super) vocabulary: &'c CheckedVocabulary,
    pub(super) entities: &'c Declared<EntityRecord>,
    pub(super) sources: &'c Declared<SourceRecord>,
    pub(super) checked_sources: &'c [Option<Source>],
}

/// A statement and its place.
pub(super) struct Checked {
    pub(super) statement: Statement,
    pub(super) place: Place,
}

/// The statements without an error, in the order of the files.
pub(super) fn check(
    files: Vec<Vec<Located<StatementRecord>>>,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) -> Vec<Checked> {
    let (texts, zone) = (findings.files, findings.zone);
    let checked: Vec<(Vec<Checked>, Vec<Diagnostic>)> = files
        .into_par_iter()
        .map(|file| {
            let mut findings = Findings::new(texts, zone);
            let statements = file
                .into_iter()
                .filter_map(|located| {
                    let place = located.place;
                    let statement = statement(located, scope, &mut findings).ok()?;
                    Some(Checked { statement, place })
                })
                .collect();
            (statements, findings.list)
        })
        .collect();
    let mut statements = Vec::with_capacity(checked.iter().map(|(file, _)| file.len()).sum());
    for (file, list) in checked {
        statements.extend(file);
        findings.list.extend(list);
    }
    statements
}

/// Leaves out the sources with errors, and renumbers the statements' sources.
pub(super) fn compact(
    sources: Vec<Option<Source>>,
    checked: Vec<Checked>,
) -> (Vec<Source>, (Vec<Statement>, Vec<Place>)) {
    let mut next = 0;
    let renumbered: Vec<Option<SourceIndex>> = sources
        .iter()
        .map(|source| {
            source.as_ref().map(|_| {
                next += 1;
                SourceIndex::new(next - 1)
            })
        })
        .collect();
    let new = |old: SourceIndex| renumbered.get(old.position()).copied().flatten();
    let statements = checked.into_iter().filter_map(|checked| {
        let mut statement = checked.statement;
        statement.source = new(statement.source)?;
        statement.reported_in = statement.reported_in.into_iter().filter_map(new).collect();
        Some((statement, checked.place))
    });
    let statements = statements.unzip();
    let renumber = |mut source: Source| {
        source.in_reply_to = source.in_reply_to.into_iter().filter_map(new).collect();
        source
    };
    (sources.into_iter().flatten().map(renumber).collect(), statements)
}

/// Checks one statement. Every field is checked before the statement is rejected, so that all its
/// faults are reported at once.
struct Checker<'a, 't> {
    located: &'a Located<StatementRecord>,
    scope: &'a Scope<'a>,
    findings: &'a mut Findings<'t>,
}

/// The date of a statement and its bounds.
struct Dating {
    date: Date,
    bounds: Bounds,
    published: Option<Bounds>,
}

fn statement(
    located: Located<StatementRecord>,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) -> Result<Statement, Faulty> {
    let mut checker = Checker { located: &located, scope, findings };
    let record = checker.record();
    let holder = checker.entity("holder", None, &record.holder);
    let target = checker.entity("target", None, &record.target);
    let claimed_by =
        record.claimed_by.as_ref().map(|id| checker.entity("claimed_by", None, id)).transpose();
    let about = checker.list("about", &record.about, Checker::entity);
    let reported_in = checker.list("reported_in", &record.reported_in, Checker::source);
    let is_of_another = checker.is_of_another();
    let verb = checker.verb();
    let source = checker.source("source", None, &record.source).and_then(required);
    let dating = checker.dating(source);
    let until = checker.date("until", record.until.as_ref());
    let recorded = checker.date("recorded", record.recorded.as_ref());
    let confidence = checker.confidence();
    let id = checker.id("id", record.id.as_ref());
    let supersedes = checker.id("supersedes", record.supersedes.as_ref());
    let (dating, until) = checker.in_order(dating, until)?;
    is_of_another?;
    let Dating { date, bounds, published } = dating;
    let known =
        recorded?.map(|recorded| recorded.bounds()).or(published).map(|bounds| bounds.latest);
    Ok(Statement {
        id: id?.unwrap_or_else(|| hashed_id(record, &date)),
        holder: required(holder?)?,
        verb: verb?,
        target: required(target?)?,
        date,
        bounds,
        until,
        source: source?,
        reported_in: reported_in?,
        about: about?,
        known: known.filter(|day| day.is_bounded()).unwrap_or(bounds.latest),
        confidence: confidence?,
        supersedes: supersedes?,
        claimed_by: claimed_by?.map(required).transpose()?,
        quote: located.record.quote,
        prefix: located.record.prefix,
        suffix: located.record.suffix,
        coder: located.record.coder,
        note: located.record.note,
    })
}

/// A required reference.
fn required<T>(found: Option<T>) -> Result<T, Faulty> {
    found.ok_or(Faulty)
}

fn hashed_id(record: &StatementRecord, date: &Date) -> StatementId {
    let quote = record.quote.as_deref().unwrap_or("");
    let StatementRecord { holder, stance, target, source, .. } = record;
    Statement::hashed_id([holder, stance, target, date.as_str(), source, quote])
}

impl<'a> Checker<'a, '_> {
    fn record(&self) -> &'a StatementRecord {
        &self.located.record
    }

    /// Reports an error about the value of a field.
    fn fault(
        &mut self,
        code: Code,
        field: &str,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Faulty {
        let place = self.findings.value(self.located, field, None);
        self.findings.push(Diagnostic::error(code, place, message).help(help));
        Faulty
    }

    fn entity(
        &mut self,
        field: &str,
        item: Option<usize>,
        id: &str,
    ) -> Result<Option<EntityIndex>, Faulty> {
        let found = self.scope.entities.refer(id, self.located, field, item, self.findings)?;
        Ok(found.map(EntityIndex::new))
    }

    fn source(
        &mut self,
        field: &str,
        item: Option<usize>,
        id: &str,
    ) -> Result<Option<SourceIndex>, Faulty> {
        let found = self.scope.sources.refer(id, self.located, field, item, self.findings)?;
        Ok(found.map(SourceIndex::new))
    }

    /// The items of a list field, without those that are there but faulty.
    fn list<T>(
        &mut self,
        field: &str,
        ids: &[String],
        refer: impl Fn(&mut Self, &str, Option<usize>, &str) -> Result<Option<T>, Faulty>,
    ) -> Result<Vec<T>, Faulty> {
        let found: Vec<_> =
            ids.iter().enumerate().map(|(item, id)| refer(self, field, Some(item), id)).collect();
        found.into_iter().filter_map(Result::transpose).collect()
    }

    fn is_of_another(&mut self) -> Result<(), Faulty> {
        if self.record().holder != self.record().target {
            return Ok(());
        }
        let message = format!("`{}` cannot hold a stance towards itself", self.record().holder);
        Err(self.fault(Code::SelfStance, "target", message, None))
    }

    fn verb(&mut self) -> Result<VerbIndex, Faulty> {
        let (word, vocabulary) = (&self.record().stance, &self.scope.vocabulary.vocabulary);
        if let Some(verb) = vocabulary.find(word) {
            return Ok(verb);
        }
        let words = vocabulary.verbs().iter().map(|verb| verb.word.as_str());
        let help = self.findings.suggest(word, words).unwrap_or_else(|| {
            format!(
                "define it: `vocabulary: [(verb: \"{word}\", polarity: Positive, strength: 0.5)]`"
            )
        });
        let message = format!("unknown verb `{word}`");
        Err(self.fault(Code::UnknownVerb, "stance", message, Some(help)))
    }

    fn date(&mut self, field: &str, text: Option<&String>) -> Result<Option<Date>, Faulty> {
        self.findings.optional_date(self.located, field, text)
    }

    /// The date of the statement, or of its source.
    fn dating(&mut self, source: Result<SourceIndex, Faulty>) -> Result<Dating, Faulty> {
        let date = self.date("on", self.record().on.as_ref())?;
        let source = self
            .scope
            .checked_sources
            .get(source?.position())
            .and_then(Option::as_ref)
            .ok_or(Faulty)?;
        let Some(date) = date.or_else(|| source.published.clone()) else {
            let message = format!(
                "this statement has no date, and its source `{}` has none either",
                source.id
            );
            let help = "add `on: \"YYYY-MM-DD\"`, or `published` to the source".to_owned();
            return Err(self.fault(Code::NoDate, "source", message, Some(help)));
        };
        let mut bounds = date.bounds();
        if let Some(published) = &source.published {
            if published.last() < date.first() {
                let id = &source.id;
                let message =
                    format!("dated {date}, after its source `{id}` was published ({published})");
                let help =
                    "a source cannot report the future: correct one of the two dates".to_owned();
                return Err(self.fault(Code::DateAfterPublication, "on", message, Some(help)));
            }
            bounds.latest = bounds.latest.min(published.bounds().latest);
        }
        let published = source.published.as_ref().map(Date::bounds);
        Ok(Dating { date, bounds, published })
    }

    /// Checks that a stance does not end before its statement.
    fn in_order(
        &mut self,
        dating: Result<Dating, Faulty>,
        until: Result<Option<Date>, Faulty>,
    ) -> Result<(Dating, Option<Date>), Faulty> {
        let (dating, until) = (dating?, until?);
        match &until {
            Some(until) if until.last() < dating.date.first() => {
                let message =
                    format!("the stance ends ({until}) before its statement ({})", dating.date);
                Err(self.fault(Code::UntilBeforeOn, "until", message, None))
            }
            _ => Ok((dating, until)),
        }
    }

    fn confidence(&mut self) -> Result<Option<Confidence>, Faulty> {
        let Some(value) = self.record().confidence else { return Ok(None) };
        match Confidence::new(value) {
            Some(confidence) => Ok(Some(confidence)),
            None => Err(self.fault(
                Code::BadValue,
                "confidence",
                "the confidence must be between 0 and 1",
                None,
            )),
        }
    }

    fn id(&mut self, field: &str, written: Option<&String>) -> Result<Option<StatementId>, Faulty> {
        let Some(id) = written else { return Ok(None) };
        StatementId::new(id)
            .map(Some)
            .map_err(|error| self.fault(Code::BadId, field, error.to_string(), None))
    }
}
