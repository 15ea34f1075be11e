//! Statements: references, dates, and what may not be said.

use super::{Declared, Findings, ends_before, identity::Reference, vocabulary::CheckedVocabulary};
use crate::corpus::{
    diagnostic::{Code, Diagnostic},
    syntax::{
        Located,
        record::{EntityRecord, SourceRecord, StatementRecord},
    },
    text::Place,
};
use crate::model::{
    Bounds, Confidence, Date, Day, EntityIndex, Source, SourceIndex, Statement, StatementId,
    VerbIndex,
};
use rayon::prelude::*;

/// What statements may refer to.
pub(super) struct Scope<'c> {
    pub(super) vocabulary: &'c CheckedVocabulary,
    pub(super) entities: &'c Declared<EntityRecord>,
    pub(super) sources: &'c Declared<SourceRecord>,
    pub(super) checked_sources: &'c [Option<Source>],
}

/// A statement and where it stands.
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
    let texts = findings.files;
    let checked: Vec<(Vec<Checked>, Vec<Diagnostic>)> = files
        .into_par_iter()
        .map(|file| {
            let mut findings = Findings::new(texts);
            let statements = file
                .into_iter()
                .filter_map(|located| {
                    let place = located.place;
                    statement(located, scope, &mut findings)
                        .map(|statement| Checked { statement, place })
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

/// Leaves out the sources with errors, and counts the statements' sources anew.
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
    (sources.into_iter().flatten().collect(), statements)
}

/// The date of a statement and the days on which it may have been said.
struct Said {
    date: Date,
    bounds: Bounds,
    published: Option<Bounds>,
}

fn statement(
    located: Located<StatementRecord>,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) -> Option<Statement> {
    let record = &located.record;
    let mut entity = |field, item, id: &str| -> Option<Option<EntityIndex>> {
        scope.entities.refer(id, &located, field, item, findings).map(|reference| match reference {
            Reference::Known(position) => Some(EntityIndex::new(position)),
            Reference::Lost => None,
        })
    };
    // Everything is looked at before anything is given up, so that all faults are told at once.
    let holder = entity("holder", None, &record.holder);
    let target = entity("target", None, &record.target);
    let claimed_by = record.claimed_by.as_ref().map(|id| entity("claimed_by", None, id).flatten());
    let about: Vec<_> = record
        .about
        .iter()
        .enumerate()
        .map(|(item, id)| entity("about", Some(item), id).flatten())
        .collect();
    if record.holder == record.target {
        let place = findings.value(&located, "target", None);
        let message = format!("`{}` cannot hold a stance towards itself", record.holder);
        findings.push(Diagnostic::error(Code::SelfStance, place, message));
    }
    let verb = verb(&located, scope, findings);
    let source = source(&record.source, "source", None, &located, scope, findings);
    let reported_in: Vec<_> = record
        .reported_in
        .iter()
        .enumerate()
        .map(|(item, id)| source_or_lost(id, "reported_in", Some(item), &located, scope, findings))
        .collect();
    let said = source.and_then(|source| said(&located, source, scope, findings));
    let until = optional_date("until", record.until.as_deref(), &located, findings);
    let recorded = optional_date("recorded", record.recorded.as_deref(), &located, findings);
    let confidence = confidence(&located, findings);
    let id = written_id(&located, findings);
    if let (Some(said), Ok(Some(until))) = (&said, &until)
        && ends_before(until.bounds(), said.bounds)
    {
        let place = findings.value(&located, "until", None);
        let message = format!("the stance ends ({until}) before it is taken ({})", said.date);
        findings.push(Diagnostic::error(Code::UntilBeforeOn, place, message));
        return None;
    }
    if record.holder == record.target {
        return None;
    }
    let (until, recorded, id) = (until.ok()?, recorded.ok()?, id.ok()?);
    let Said { date, bounds, published } = said?;
    let known = recorded.map_or(published, |recorded| Some(recorded.bounds()));
    let known =
        known.map(|bounds| bounds.latest).filter(|day| day.is_bounded()).unwrap_or(bounds.latest);
    let id = id.unwrap_or_else(|| {
        Statement::hashed_id([
            &record.holder,
            &record.stance,
            &record.target,
            date.as_str(),
            &record.source,
            record.quote.as_deref().unwrap_or(""),
        ])
    });
    let supersedes = match &record.supersedes {
        None => None,
        Some(id) => Some(StatementId::new(id).ok()?),
    };
    Some(Statement {
        id,
        holder: holder??,
        verb: verb?,
        target: target??,
        date,
        bounds,
        until,
        source: source?,
        reported_in: reported_in
            .into_iter()
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .flatten()
            .collect(),
        about: about.into_iter().collect::<Option<Vec<_>>>()?,
        known,
        confidence: confidence.ok()?,
        supersedes,
        claimed_by: match claimed_by {
            None => None,
            Some(claimed_by) => Some(claimed_by?),
        },
        quote: located.record.quote,
        prefix: located.record.prefix,
        suffix: located.record.suffix,
        coder: located.record.coder,
        note: located.record.note,
    })
}

fn verb(
    located: &Located<StatementRecord>,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) -> Option<VerbIndex> {
    let (word, vocabulary) = (&located.record.stance, &scope.vocabulary.vocabulary);
    let found = vocabulary.find(word);
    if found.is_none() {
        let place = findings.value(located, "stance", None);
        let help = findings.suggest(word, vocabulary.verbs().iter().map(|verb| verb.word.as_str()));
        let help = help.unwrap_or_else(|| {
            format!(
                "define it: `vocabulary: [(verb: \"{word}\", polarity: Positive, strength: 0.5)]`"
            )
        });
        let message = format!("the vocabulary has no verb `{word}`");
        findings.push(Diagnostic::error(Code::UnknownVerb, place, message).help(help));
    }
    found
}

/// The source with an id; `Some(None)` when it is there but faulty.
fn source_or_lost(
    id: &str,
    field: &str,
    item: Option<usize>,
    located: &Located<StatementRecord>,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) -> Option<Option<SourceIndex>> {
    scope.sources.refer(id, located, field, item, findings).map(|reference| match reference {
        Reference::Known(position) => Some(SourceIndex::new(position)),
        Reference::Lost => None,
    })
}

fn source(
    id: &str,
    field: &str,
    item: Option<usize>,
    located: &Located<StatementRecord>,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) -> Option<SourceIndex> {
    source_or_lost(id, field, item, located, scope, findings).flatten()
}

/// When the statement was said; a finding when that cannot be told or cannot be.
fn said(
    located: &Located<StatementRecord>,
    source: SourceIndex,
    scope: &Scope<'_>,
    findings: &mut Findings<'_>,
) -> Option<Said> {
    let date = optional_date("on", located.record.on.as_deref(), located, findings).ok()?;
    let source = scope.checked_sources.get(source.position())?.as_ref()?;
    let Some(date) = date.or_else(|| source.published.clone()) else {
        let message =
            format!("this statement has no date, and its source `{}` has none either", source.id);
        findings.push(
            Diagnostic::error(Code::NoDate, findings.value(located, "source", None), message)
                .help("add `on: \"YYYY-MM-DD\"`, or `published` to the source".to_owned()),
        );
        return None;
    };
    let mut bounds = date.bounds();
    let published = source.published.as_ref().map(Date::bounds);
    if let Some(published) = published {
        if published.latest < bounds.earliest {
            let place = findings.value(located, "on", None);
            let message = format!(
                "said on {date}, after its source `{}` was published ({})",
                source.id,
                source.published.as_ref().map_or("", Date::as_str)
            );
            let help = "a source cannot report the future: correct one of the two dates".to_owned();
            findings.push(Diagnostic::error(Code::DateAfterPublication, place, message).help(help));
            return None;
        }
        bounds.latest = bounds.latest.min(published.latest);
    }
    debug_assert!(bounds.earliest <= bounds.latest || bounds.latest == Day::MIN);
    Some(Said { date, bounds, published })
}

/// The date of an optional field: `Err` when it is written but no date.
fn optional_date(
    field: &str,
    text: Option<&str>,
    located: &Located<StatementRecord>,
    findings: &mut Findings<'_>,
) -> Result<Option<Date>, ()> {
    text.map(|text| findings.date(located, field, None, text).ok_or(())).transpose()
}

fn confidence(
    located: &Located<StatementRecord>,
    findings: &mut Findings<'_>,
) -> Result<Option<Confidence>, ()> {
    let Some(value) = located.record.confidence else { return Ok(None) };
    let confidence = Confidence::new(value);
    if confidence.is_none() {
        let place = findings.value(located, "confidence", None);
        findings.push(Diagnostic::error(
            Code::BadValue,
            place,
            "a confidence lies between 0 and 1",
        ));
    }
    confidence.map(Some).ok_or(())
}

fn written_id(
    located: &Located<StatementRecord>,
    findings: &mut Findings<'_>,
) -> Result<Option<StatementId>, ()> {
    let Some(id) = &located.record.id else { return Ok(None) };
    StatementId::new(id).map(Some).map_err(|error| {
        let place = findings.value(located, "id", None);
        findings.push(Diagnostic::error(Code::BadId, place, error.to_string()));
    })
}
