//! Tables that this program wrote: every field of each statement, with ids.
//!
//! They are known by their headings, and become records that meet the checks of a corpus: what such a table says comes
//! back as it was. Unlike other tables they are held in memory.

use super::{
    CsvError,
    chunks::{Chunk, Chunks},
    split::{Lines, Splitter},
};
use crate::{
    corpus::{
        Severity, TextFile, read_json_lines,
        record::{EntityRecord, SourceRecord, StatementRecord, VerbRecord},
    },
    graph::TemporalGraph,
    graph::ingest::{Naming, Taken},
    import::{ImportReport, Reason},
    model::{
        Confidence, Date, Effect, EntityId, EntityKind, Polarity, SourceKind, Strength, Vocabulary,
    },
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::{self, Read},
};

/// The headings that tell such a table: those of `stance statements -O csv` and `stance export csv-statements`.
const KNOWN_BY: [&str; 8] =
    ["statement", "holder", "holder_name", "target", "target_name", "verb", "date", "source"];

/// Whether a first row is that of such a table.
pub(super) fn is_header(first: &[u8]) -> bool {
    let headings = headings(first);
    KNOWN_BY.iter().all(|known| headings.contains_key(*known))
}

fn headings(first: &[u8]) -> HashMap<String, usize> {
    let mut row = csv::ByteRecord::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(first);
    if !reader.read_byte_record(&mut row).unwrap_or(false) {
        return HashMap::new();
    }
    let texts = row.iter().map(|text| String::from_utf8_lossy(text).into_owned());
    texts.enumerate().map(|(at, text)| (text, at)).collect()
}

/// What such tables hold together.
#[derive(Debug, Default)]
pub(super) struct StatementTables {
    verbs: BTreeMap<String, VerbRecord>,
    entities: BTreeMap<String, EntityRecord>,
    sources: BTreeMap<String, SourceRecord>,
    statements: BTreeMap<String, StatementRecord>,
    /// Where each statement stands: in which table, and in which line.
    places: HashMap<String, (String, u64)>,
    /// Entities that statements name without telling of them, and what they are.
    mentioned: BTreeMap<String, EntityKind>,
    /// Sources of that sort.
    reporting: BTreeSet<String>,
    repeated: usize,
}

/// A row that makes no statement, and the value at fault.
type Refused<'r> = (Reason, Option<&'r str>);

/// A row, by the headings.
struct Row<'r> {
    headings: &'r HashMap<String, usize>,
    fields: &'r [&'r str],
}

impl<'r> Row<'r> {
    /// A field as it is written, unless it is empty.
    fn text(&self, heading: &str) -> Option<&'r str> {
        let text = self.headings.get(heading).and_then(|&at| self.fields.get(at));
        text.copied().filter(|text| !text.is_empty())
    }

    fn owned(&self, heading: &str) -> Option<String> {
        self.text(heading).map(str::to_owned)
    }

    /// Ids with spaces between them.
    fn ids(&self, heading: &str) -> Result<Vec<String>, Refused<'r>> {
        let ids = self.text(heading).unwrap_or_default().split(' ').filter(|id| !id.is_empty());
        ids.map(|id| checked(id).map(str::to_owned)).collect()
    }

    fn id(&self, heading: &str, missing: Reason) -> Result<&'r str, Refused<'r>> {
        self.text(heading).ok_or((missing, None)).and_then(checked)
    }

    fn date(&self, heading: &str) -> Result<Option<String>, Refused<'r>> {
        let text = self.text(heading);
        let date = text.map(|text| text.parse::<Date>().map_err(|_| (Reason::BadDate, Some(text))));
        Ok(date.transpose()?.map(|date| date.as_str().to_owned()))
    }

    fn number(&self, heading: &str) -> Result<Option<f64>, Refused<'r>> {
        let text = self.text(heading);
        text.map(|text| text.parse::<f64>().map_err(|_| (Reason::BadNumber, Some(text))))
            .transpose()
    }

    /// A word of a closed set.
    fn word<W: std::str::FromStr>(&self, heading: &str) -> Result<Option<W>, Refused<'r>> {
        let text = self.text(heading);
        text.map(|text| text.parse().map_err(|_| (Reason::UnknownWord, Some(text)))).transpose()
    }
}

fn checked(id: &str) -> Result<&str, Refused<'_>> {
    EntityId::new(id).map(|_| id).map_err(|_| (Reason::BadId, Some(id)))
}

impl StatementTables {
    /// Reads a table behind its first row; `label` is what it is called.
    pub(super) fn read<R: Read>(
        &mut self,
        mut chunks: Chunks<R>,
        label: &str,
        (naming, vocabulary): (Naming, &Vocabulary),
        progress: &(dyn Fn(u64) -> io::Result<()> + Sync),
    ) -> io::Result<ImportReport> {
        let headings = headings(chunks.header());
        let n_fields = headings.len();
        let mut report = ImportReport::default();
        let mut chunk = Chunk::default();
        let mut splitter = Splitter::new(b',');
        while chunks.read(&mut chunk)? {
            let mut rows = splitter.rows(&chunk.bytes);
            let mut lines = Lines::new(&chunk.bytes, chunk.line);
            while let Some((begin, row)) = rows.next() {
                let line = lines.at(begin);
                report.rows += 1;
                if row.len() != n_fields {
                    report.leave_out(Reason::Ragged, line, None);
                    continue;
                }
                let fields: Result<Vec<&str>, _> = (0..n_fields).map(|at| row.text(at)).collect();
                let Ok(fields) = fields else {
                    report.leave_out(Reason::Encoding, line, None);
                    continue;
                };
                let row = Row { headings: &headings, fields: &fields };
                match self.take(&row, naming, vocabulary) {
                    Ok(id) => {
                        report.statements += 1;
                        self.places.entry(id).or_insert_with(|| (label.to_owned(), line));
                    }
                    Err((reason, value)) => report.leave_out(reason, line, value),
                }
            }
            progress(chunk.bytes.len() as u64)?;
        }
        Ok(report)
    }

    /// Takes the statement of a row, and gives its id.
    fn take<'r>(
        &mut self,
        row: &Row<'r>,
        naming: Naming,
        vocabulary: &Vocabulary,
    ) -> Result<String, Refused<'r>> {
        let id = row.id("statement", Reason::BadId)?;
        let holder = row.id("holder", Reason::NoHolder)?;
        let target = row.id("target", Reason::NoTarget)?;
        let source = row.id("source", Reason::NoSource)?;
        if holder == target {
            return Err((Reason::Itself, Some(holder)));
        }
        let confidence = row.number("confidence")?;
        if confidence.is_some_and(|confidence| Confidence::new(confidence).is_none()) {
            return Err((Reason::BadNumber, row.text("confidence")));
        }
        let record = StatementRecord {
            holder: holder.to_owned(),
            stance: row.id("verb", Reason::NoVerb)?.to_owned(),
            target: target.to_owned(),
            source: source.to_owned(),
            id: Some(id.to_owned()),
            on: Some(row.date("date")?.ok_or((Reason::NoDate, None))?),
            until: row.date("until")?,
            about: row.ids("about")?,
            quote: row.owned("quote"),
            prefix: row.owned("prefix"),
            suffix: row.owned("suffix"),
            reported_in: row.ids("reported_in")?,
            recorded: row.date("recorded")?,
            coder: row.owned("coder"),
            confidence,
            supersedes: row.text("supersedes").map(checked).transpose()?.map(str::to_owned),
            claimed_by: row.text("claimed_by").map(checked).transpose()?.map(str::to_owned),
            note: row.owned("note"),
        };
        let verb = verb(row, vocabulary)?;
        let ends = [
            entity(row, holder, ["holder_name", "holder_kind"], naming.holders)?,
            entity(row, target, ["target_name", "target_kind"], naming.targets)?,
        ];
        let origin = SourceRecord {
            id: source.to_owned(),
            kind: row.word("source_kind")?.unwrap_or(naming.sources),
            title: row.owned("source_title"),
            author: None,
            outlet: None,
            published: row.date("source_published")?,
            url: row.owned("source_url"),
            archived: None,
            language: None,
            note: None,
        };
        self.mentioned.extend(record.about.iter().map(|id| (id.clone(), naming.targets)));
        self.mentioned.extend(record.claimed_by.iter().map(|id| (id.clone(), naming.holders)));
        self.reporting.extend(record.reported_in.iter().cloned());
        for entity in ends {
            self.entities.entry(entity.id.clone()).or_insert(entity);
        }
        if let Some(verb) = verb {
            self.verbs.entry(verb.verb.clone()).or_insert(verb);
        }
        self.sources.entry(source.to_owned()).or_insert(origin);
        if self.statements.insert(id.to_owned(), record).is_some() {
            self.repeated += 1;
        }
        Ok(id.to_owned())
    }

    /// The graph of all of them.
    pub(super) fn finish(mut self, naming: Naming) -> Result<(TemporalGraph, Taken), CsvError> {
        for (id, kind) in std::mem::take(&mut self.mentioned) {
            self.entities.entry(id.clone()).or_insert_with(|| plain_entity(&id, &id, kind));
        }
        for id in std::mem::take(&mut self.reporting) {
            self.sources.entry(id.clone()).or_insert_with(|| plain_source(&id, naming.sources));
        }
        let before = self.verbs.len() + self.entities.len() + self.sources.len();
        let mut text = Vec::new();
        lines(&mut text, "verb", self.verbs.values());
        lines(&mut text, "entity", self.entities.values());
        lines(&mut text, "source", self.sources.values());
        lines(&mut text, "statement", self.statements.values());
        let text = String::from_utf8(text).unwrap_or_default();
        let reading = read_json_lines(vec![TextFile { path: "statements.jsonl".into(), text }]);
        let Some(fault) = reading.diagnostics.iter().find(|it| it.severity == Severity::Error)
        else {
            let taken = Taken { repeated: self.repeated };
            return Ok((TemporalGraph::new(reading.corpus), taken));
        };
        let text = reading.files.first().map_or("", |file| &file.text);
        let line = text.get(..fault.place.start).unwrap_or_default().matches('\n').count();
        let id = line.checked_sub(before).and_then(|at| self.statements.keys().nth(at));
        let place = id
            .and_then(|id| self.places.get(id))
            .map(|(label, line)| format!("{label}, line {line}: "));
        Err(CsvError::Unsound(format!("{}{}", place.unwrap_or_default(), fault.message)))
    }
}

/// What a row tells of its verb, where the vocabulary has another meaning or none.
fn verb<'r>(row: &Row<'r>, vocabulary: &Vocabulary) -> Result<Option<VerbRecord>, Refused<'r>> {
    let word = row.id("verb", Reason::NoVerb)?;
    let known = vocabulary.find(word).map(|index| vocabulary.verb(index));
    let Some(effect) = row.text("polarity") else {
        return if known.is_some() { Ok(None) } else { Err((Reason::UnknownVerb, Some(word))) };
    };
    let strength = row.number("strength")?.unwrap_or(Strength::FULL.value());
    let strength = Strength::new(strength).ok_or((Reason::BadNumber, row.text("strength")))?;
    let ends = effect == Effect::Ends.word();
    let polarity: Option<Polarity> = if ends { None } else { row.word("polarity")? };
    let effect = polarity.map_or(Effect::Ends, Effect::Expresses);
    if known.is_some_and(|known| known.effect == effect && known.strength == strength) {
        return Ok(None);
    }
    Ok(Some(VerbRecord {
        verb: word.to_owned(),
        polarity,
        strength: Some(strength.value()),
        ends,
        cameo: Vec::new(),
    }))
}

fn entity<'r>(
    row: &Row<'r>,
    id: &str,
    [name, kind]: [&str; 2],
    usual: EntityKind,
) -> Result<EntityRecord, Refused<'r>> {
    let name = row.text(name).filter(|name| !name.trim().is_empty()).unwrap_or(id);
    Ok(plain_entity(id, name, row.word(kind)?.unwrap_or(usual)))
}

fn plain_entity(id: &str, name: &str, kind: EntityKind) -> EntityRecord {
    EntityRecord {
        id: id.to_owned(),
        kind,
        name: name.to_owned(),
        aliases: Vec::new(),
        wikidata: None,
        roles: Vec::new(),
        note: None,
    }
}

fn plain_source(id: &str, kind: SourceKind) -> SourceRecord {
    SourceRecord {
        id: id.to_owned(),
        kind,
        title: None,
        author: None,
        outlet: None,
        published: None,
        url: None,
        archived: None,
        language: None,
        note: None,
    }
}

/// Records as JSON lines.
fn lines<'r, R: Serialize + 'r>(
    out: &mut Vec<u8>,
    word: &str,
    records: impl Iterator<Item = &'r R>,
) {
    for record in records {
        // Writing to memory cannot fail.
        let _ = serde_json::to_writer(&mut *out, &BTreeMap::from([(word, record)]));
        out.push(b'\n');
    }
}
