//! Tables with fields that other tables do not have: what rows say of sources, of claims, with ids.
//!
//! Their rows become records that meet the checks of a corpus, so that what this program wrote comes back as it was.
//! Unlike other tables they are held in memory.

use super::{
    CsvOptions,
    cells::Cells,
    checked::{self, Parts},
    columns::Columns,
    declared::Declared,
    ends::{NamedEnd, ends},
    fields::{self, Field},
    mapping::End,
    named::{Named, NamedEntity, author, outlet, several},
    rows::Refused,
    sources::Sources,
};
use crate::{
    corpus::record::StatementRecord,
    graph::TemporalGraph,
    import::{
        Doubt, ImportReport, Outcome, Reason, Unit,
        identity::{Entities, Mention},
        table::{Chunk, Chunks, Row, Splitter, is_readable},
        values::Verbs,
    },
    model::{Attributes, Confidence, EntityKind, SourceKind, Vocabulary, Zone, with_offset},
};
use std::{
    collections::BTreeMap,
    io::{self, Read},
};

/// Statements of such tables, in the order of their rows.
#[derive(Debug, Default)]
pub(super) struct RecordTables {
    entities: Entities,
    sources: Sources,
    statements: Vec<Raw>,
    verbs: Declared,
    labels: Vec<String>,
    /// The time zone in which days are counted: that of the first row.
    zone: Option<Zone>,
}

/// A statement whose entities have no ids yet.
#[derive(Debug)]
pub(super) struct Raw {
    holder: Mention,
    target: Mention,
    claimed_by: Option<Mention>,
    about: Vec<Mention>,
    /// Without entities.
    record: StatementRecord,
    /// The table, and the line.
    place: (usize, u64),
}

/// How a table is read.
pub(super) struct Table<'o> {
    pub(super) columns: Columns,
    pub(super) options: &'o CsvOptions,
    pub(super) vocabulary: &'o Vocabulary,
    pub(super) verbs: Verbs,
    /// What it is called: the source of rows that name none.
    pub(super) label: String,
}

impl RecordTables {
    /// Reads a table behind its first row.
    pub(super) fn read<R: Read>(
        &mut self,
        mut chunks: Chunks<R>,
        table: &Table<'_>,
        progress: &(dyn Fn(u64) -> io::Result<()> + Sync),
    ) -> io::Result<ImportReport> {
        let number = self.labels.len();
        self.labels.push(table.label.clone());
        let mut report = ImportReport {
            columns: table.columns.uses.clone(),
            unit: if table.columns.wide.is_some() { Unit::Cells } else { Unit::Rows },
            ..Default::default()
        };
        let mut has_times = false;
        let mut chunk = Chunk::default();
        let mut splitter = Splitter::new(table.columns.delimiter, table.options.quotes);
        while chunks.read(&mut chunk)? {
            let mut rows = splitter.rows(&chunk.bytes);
            while let Some((_, row)) = rows.next() {
                let line = chunk.line + row.lines_before();
                report.rows += 1;
                if !is_readable(&row, table.columns.width(), line, &mut report) {
                    continue;
                }
                let taken = self.take(&row, table, (number, line), &mut report);
                has_times |= taken.is_ok() && self.has_time();
                match taken {
                    Ok(n_statements) => report.statements += n_statements,
                    Err((reason, value)) => report.leave_out(reason, line, value),
                }
            }
            progress(chunk.bytes.len() as u64)?;
        }
        let columns = &table.columns;
        if has_times && columns.is_own && columns.place(Field::TimeZone).is_none() {
            report.notes.push(format!(
                "the table does not say in which time zone its date-times are (`export csv-statements` does): they are read on \
                 the clocks of {}; --time-zone names another zone",
                table.options.zone.name()
            ));
        }
        Ok(report)
    }

    /// Whether the statement that was taken last has a time without an offset.
    fn has_time(&self) -> bool {
        let on = self.statements.last().and_then(|raw| raw.record.on.as_deref());
        let time = on.and_then(|on| on.split_once('T')).map(|(_, time)| time);
        time.is_some_and(|time| !time.ends_with('Z') && !time.contains(['+', '-', '/']))
    }

    /// Takes the statements of a row: one, or one for each pair of its holders and targets. Says how many they are.
    fn take<'r>(
        &mut self,
        row: &Row<'r>,
        table: &Table<'_>,
        place: (usize, u64),
        report: &mut ImportReport,
    ) -> Result<usize, Refused<'r>> {
        let options = table.options;
        let cells = Cells { row, columns: &table.columns, missing: &options.missing };
        let (record, source) = self.common(&cells, table, place)?;
        let Named { about, reported_in, claimed_by } = Named::read(&cells, options)?;
        let acts = acts(&cells, table, &mut report.nothing)?;
        note_doubts(&cells, options, place.1, report)?;
        if table.columns.wide.is_some() {
            // What is counted are cells.
            report.rows += acts.len();
            report.rows -= 1;
        } else {
            report.more_stances += acts.len().saturating_sub(1);
        }
        let (n_acts, mut n_taken) = (acts.len(), 0);
        for (number, Act { holder, target, value, verb }) in acts.into_iter().enumerate() {
            let verb = match verb {
                Ok(verb) => verb,
                Err((reason, value)) => {
                    report.leave_out(reason, place.1, value);
                    continue;
                }
            };
            if let Some(value) = value {
                *report.values.entry(value.to_owned()).or_default() += 1;
            }
            for (end, is_holder) in [(&holder, true), (&target, false)] {
                self.entities.mention(&end.mention, end.name.as_deref(), end.kind, is_holder);
                self.entities.describe(&end.mention, &end.attributes);
            }
            let topics = about.iter().map(|topic| (topic, false));
            for (it, is_holder) in topics.chain(claimed_by.iter().map(|who| (who, true))) {
                self.entities.mention(&it.mention, it.name.as_deref(), it.kind, is_holder);
            }
            let id = record.id.as_ref().map(|id| match (n_acts, number) {
                (1, _) | (_, 0) => id.clone(),
                _ => format!("{id}~{}", number + 1),
            });
            self.verbs.take(&cells, &verb, table.vocabulary)?;
            let stance = verb;
            let (source, reported_in) = (source.clone(), reported_in.clone());
            let record = StatementRecord { stance, source, id, reported_in, ..record.clone() };
            let (holder, target) = (holder.mention, target.mention);
            let claimed_by = claimed_by.as_ref().map(|who| who.mention.clone());
            let about = about.iter().map(|topic| topic.mention.clone()).collect();
            self.statements.push(Raw { holder, target, claimed_by, about, record, place });
            n_taken += 1;
        }
        for source in &reported_in {
            self.sources.name(source, options.naming.sources);
        }
        Ok(n_taken)
    }

    /// What all statements of a row have, and their source.
    fn common<'r>(
        &mut self,
        cells: &Cells<'r, '_>,
        table: &Table<'_>,
        place: (usize, u64),
    ) -> Result<(StatementRecord, String), Refused<'r>> {
        let options = table.options;
        let clock = cells.one_of::<Zone>(Field::TimeZone)?;
        let clock = clock.unwrap_or_else(|| options.zone.clone());
        let zone = self.zone.get_or_insert_with(|| clock.clone());
        let date = |field| -> Result<Option<String>, Refused<'r>> {
            let Some(text) = cells.word(field)? else { return Ok(None) };
            let date = options.dates.read_in(&text, &clock);
            let date = date.ok_or((Reason::BadDate, cells.shown(field)))?;
            let written = date.as_str();
            Ok(Some(if clock == *zone { written.to_owned() } else { with_offset(written, &clock) }))
        };
        let id = |field| -> Result<Option<String>, Refused<'r>> {
            let Some(text) = cells.word(field)? else { return Ok(None) };
            if text.chars().any(char::is_whitespace) {
                return Err((Reason::BadId, cells.shown(field)));
            }
            Ok(Some(text))
        };
        let confidence = cells.number(Field::Confidence)?;
        if confidence.is_some_and(|number| Confidence::new(number).is_none()) {
            return Err((Reason::BadNumber, cells.shown(Field::Confidence)));
        }
        let text = |field| -> Result<Option<String>, Refused<'r>> {
            Ok(cells.text(field)?.map(std::borrow::Cow::into_owned))
        };
        let published = date(Field::Published)?;
        let on = date(Field::On)?.or_else(|| options.on.as_ref().map(|on| on.as_str().to_owned()));
        // Its id is made of the day, whichever of the two tells it.
        let on = Some(on.or_else(|| published.clone()).ok_or((Reason::NoDate, None))?);
        let record = StatementRecord {
            holder: String::new(),
            stance: String::new(),
            target: String::new(),
            source: String::new(),
            id: id(Field::Id)?,
            on,
            until: date(Field::Until)?,
            about: Vec::new(),
            quote: text(Field::Quote)?,
            prefix: text(Field::Prefix)?,
            suffix: text(Field::Suffix)?,
            reported_in: Vec::new(),
            recorded: date(Field::Recorded)?,
            coder: cells.word(Field::Coder)?,
            confidence,
            supersedes: id(Field::Supersedes)?,
            claimed_by: None,
            note: text(Field::Note)?,
        };
        let kind: Option<SourceKind> = cells.one_of(Field::SourceKind)?;
        let labels = [Field::Source, Field::Url, Field::Title];
        let mut label = None;
        for field in labels {
            label = label.or(cells.word(field)?);
        }
        let label = label.unwrap_or_else(|| table.label.clone());
        let source = self.sources.name(&label, options.naming.sources);
        let people = [author(cells)?, outlet(cells)?];
        for (person, usual) in people.iter().zip([EntityKind::Person, EntityKind::Outlet]) {
            let Some(NamedEntity { mention, name, kind }) = person else { continue };
            self.entities.mention(mention, name.as_deref(), *kind, false);
            self.entities.is_usually(mention, usual);
        }
        let people = people.map(|person| person.map(|person| person.mention));
        let texts = [
            cells.word(Field::Title)?,
            cells.word(Field::Url)?,
            cells.word(Field::Language)?,
            cells.word(Field::Archived)?,
            text(Field::SourceNote)?,
        ];
        self.sources.describe(&source, kind, people, (published, place), texts);
        self.sources.attributes(&source, &cells.attributes(fields::SOURCE)?);
        let originals = several(cells, Field::InReplyTo, options)?;
        let originals = originals.iter().map(|it| self.sources.name(it, options.naming.sources));
        let originals: Vec<String> = originals.collect();
        self.sources.reply(&source, originals);
        Ok((record, source))
    }

    /// The graph of all statements.
    pub(super) fn finish(
        self,
        options: &CsvOptions,
        vocabulary: &Vocabulary,
    ) -> (TemporalGraph, Outcome) {
        let resolved = self.entities.resolve(options.naming, &options.elsewhere);
        let statements = self.statements.into_iter().map(|raw| {
            let Raw { holder, target, claimed_by, about, record, place } = raw;
            let record = StatementRecord {
                holder: resolved.id(&holder),
                target: resolved.id(&target),
                claimed_by: claimed_by.map(|who| resolved.id(&who)),
                about: about.iter().map(|topic| resolved.id(topic)).collect(),
                ..record
            };
            (record, place)
        });
        let notes = self.sources.conflicts().chain(self.verbs.conflicts()).collect();
        let verbs = self.verbs.records(vocabulary);
        let made_sources = self.sources.made();
        let sources = self.sources.records(|mention| resolved.id(mention));
        checked::graph(
            Parts {
                zone: self.zone.unwrap_or_else(|| options.zone.clone()),
                statements: statements.collect(),
                sources,
                made_sources,
                verbs,
                labels: self.labels,
                notes,
            },
            resolved,
            options,
            vocabulary,
        )
    }
}

/// Reports dates of a row that might have meant something else.
fn note_doubts<'r>(
    cells: &Cells<'r, '_>,
    options: &CsvOptions,
    line: u64,
    report: &mut ImportReport,
) -> Result<(), Refused<'r>> {
    let clock = cells.one_of::<Zone>(Field::TimeZone)?.unwrap_or_else(|| options.zone.clone());
    for field in [Field::On, Field::Published, Field::Until, Field::Recorded] {
        if let Some(text) = cells.word(field)?
            && let Some(doubt) = Doubt::of_clock(&text, options.dates, &clock)
        {
            report.doubt(doubt, line, &text);
        }
    }
    Ok(())
}

/// Who did what towards whom.
#[derive(Clone)]
struct Act<'r> {
    holder: NamedEnd,
    target: NamedEnd,
    /// What is written for the verb.
    value: Option<&'r str>,
    verb: Result<String, Refused<'r>>,
}

/// What a row says was done: once for each of its holders and targets, or in each cell of a wide table.
/// Cells that say that there is nothing are counted.
fn acts<'r>(
    cells: &Cells<'r, '_>,
    table: &Table<'_>,
    nothing: &mut BTreeMap<String, usize>,
) -> Result<Vec<Act<'r>>, Refused<'r>> {
    let read = |end, missing| {
        let found = ends(cells, end, table.options)?;
        if found.is_empty() { Err((missing, None)) } else { Ok(found) }
    };
    let mut acts = Vec::new();
    let Some((of, columns)) = &table.columns.wide else {
        let (holders, targets) =
            (read(End::Holder, Reason::NoHolder)?, read(End::Target, Reason::NoTarget)?);
        let verb = verb(cells, table)?;
        let value = if table.verbs.constant.is_some() { None } else { cells.shown(Field::Verb) };
        for holder in &holders {
            for target in &targets {
                let (holder, target, verb) = (holder.clone(), target.clone(), Ok(verb.clone()));
                acts.push(Act { holder, target, value: value.map(str::trim), verb });
            }
        }
        if table.columns.is_undirected(cells.row) {
            let reverse = |act: &Act<'r>| Act {
                holder: act.target.clone(),
                target: act.holder.clone(),
                ..act.clone()
            };
            acts.extend(acts.iter().map(reverse).collect::<Vec<_>>());
        }
        return Ok(acts);
    };
    let others = match of {
        End::Holder => read(End::Target, Reason::NoTarget)?,
        End::Target => read(End::Holder, Reason::NoHolder)?,
    };
    for (at, heading) in columns {
        let value = cells.column(*at, Field::Verb)?.map(str::trim);
        let Some(value) = value else { continue };
        if table.verbs.is_nothing(value) {
            *nothing.entry(value.to_owned()).or_default() += 1;
            continue;
        }
        let mention = Mention::Name(heading.clone());
        let attributes = Attributes::default();
        let named = NamedEnd { mention, name: None, kind: None, attributes };
        for other in &others {
            let verb = table.verbs.cell(Some(value));
            let verb = verb.map(|verb| table.vocabulary.verb(verb).word.clone());
            let (holder, target) = match of {
                End::Holder => (named.clone(), other.clone()),
                End::Target => (other.clone(), named.clone()),
            };
            acts.push(Act { holder, target, value: Some(value), verb });
        }
    }
    Ok(acts)
}

/// The verb of a row: that of its value, or its value where the row tells its polarity.
fn verb<'r>(cells: &Cells<'r, '_>, table: &Table<'_>) -> Result<String, Refused<'r>> {
    let word = |verb| table.vocabulary.verb(verb).word.clone();
    if let Some(constant) = table.verbs.constant {
        return Ok(word(constant));
    }
    let value = cells.shown(Field::Verb).map(str::trim);
    match (table.verbs.cell(value), value) {
        (Err((Reason::UnknownVerb, _)), Some(value)) if cells.word(Field::Polarity)?.is_some() => {
            Ok(value.to_owned())
        }
        (verb, _) => verb.map(word),
    }
}
