//! Records of tables as a graph: those that pass the checks of a corpus.

use super::{
    CsvOptions,
    publication::{ToldDays, by_source, published},
};
use crate::{
    corpus::{
        Code, Reading, Severity, TextFile, read_json_lines_beside,
        record::{CorpusRecord, SourceRecord, StatementRecord, VerbRecord},
        shipped_vocabulary,
    },
    graph::TemporalGraph,
    import::{
        Outcome, Places, Provenance, Reason,
        adding::{Standing, Verdict},
        elsewhere::corrects_elsewhere,
        identity::Resolved,
    },
    model::{Effect, Verb, Vocabulary, Zone},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What tables hold.
pub(super) struct Parts {
    /// The time zone in which days are counted.
    pub(super) zone: Zone,
    /// Each with its table and its line.
    pub(super) statements: Vec<(StatementRecord, (usize, u64))>,
    /// Each with the days on which rows say that it was published.
    pub(super) sources: Vec<(SourceRecord, ToldDays)>,
    /// The ids of those that are made of what rows call them.
    pub(super) made_sources: BTreeSet<String>,
    /// Verbs that rows define.
    pub(super) verbs: BTreeMap<String, VerbRecord>,
    /// What tables are called.
    pub(super) labels: Vec<String>,
    /// What rows give differently about sources.
    pub(super) notes: Vec<String>,
}

/// The graph of all statements that pass the checks; the others are reported with their lines.
pub(super) fn graph(
    parts: Parts,
    resolved: Resolved,
    options: &CsvOptions,
    vocabulary: &Vocabulary,
) -> (TemporalGraph, Outcome) {
    let Parts { zone, statements, sources, made_sources, verbs: told_verbs, labels, notes } = parts;
    let given_ids = Some(resolved.given_ids());
    let provenance =
        Provenance { given_ids, given_kinds: resolved.given_kinds, ..Provenance::default() };
    let mut outcome = Outcome { united: resolved.united, provenance, ..Outcome::default() };
    outcome.notes.extend(resolved.conflicts.into_iter().chain(notes));
    let has_several = labels.len() > 1;
    let place = |(table, line): (usize, u64)| match labels.get(table) {
        Some(label) if has_several => format!("{label}:{line}"),
        _ => line.to_string(),
    };
    let has_corrections = statements.iter().any(|(record, _)| record.supersedes.is_some());
    outcome.provenance.has_corrections = has_corrections;
    let shipped = shipped_vocabulary();
    let told = sources.iter().filter(|(_, told)| !told.is_empty());
    let labelled = told.map(|(source, _)| {
        let label = source.title.as_deref().filter(|_| made_sources.contains(&source.id));
        (source.id.as_str(), label)
    });
    let there = options.elsewhere.published(&labelled.collect::<Vec<_>>());
    let mut refused: BTreeMap<Row, String> = BTreeMap::new();
    let mut without_replies: BTreeSet<String> = BTreeSet::new();
    // What comes of rows depends on those before them, as far as these stand.
    loop {
        let mut taken = Taken::default();
        let kept = kept(&statements, &refused, options, &mut taken);
        let (mut dated, mut notes) = (Vec::with_capacity(sources.len()), Vec::new());
        let by_source = by_source(&kept);
        for (source, told) in &sources {
            let said = by_source.get(source.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            let there = there.get(&source.id);
            let told = (source.id.as_str(), told);
            let published = published(told, there, said, &zone, &mut |note| notes.push(note));
            let mut source = SourceRecord { published, ..source.clone() };
            if without_replies.contains(&source.id) && !source.in_reply_to.is_empty() {
                let originals = std::mem::take(&mut source.in_reply_to).join(", ");
                notes.push(format!(
                    "source {} has no reply that fits its date; not used: {originals}",
                    source.id
                ));
            }
            dated.push(source);
        }
        let mut verbs = told_verbs.clone();
        let used: BTreeSet<&str> = kept.iter().map(|(record, ..)| record.stance.as_str()).collect();
        for word in used {
            let own = vocabulary.find(word).map(|index| vocabulary.verb(index));
            let usual = shipped.find(word).map(|index| shipped.verb(index));
            if let Some(verb) = own.filter(|own| usual != Some(*own)) {
                verbs.entry(word.to_owned()).or_insert_with(|| record_of(verb));
            }
        }
        let mut text = Vec::new();
        let corpus = CorpusRecord { time_zone: zone.name().to_owned() };
        lines(&mut text, "corpus", [&corpus]);
        lines(&mut text, "verb", verbs.values());
        lines(&mut text, "entity", &resolved.records);
        lines(&mut text, "source", &dated);
        let n_before = 1 + verbs.len() + resolved.records.len() + dated.len();
        lines(&mut text, "statement", kept.iter().map(|(record, ..)| record));
        let text = String::from_utf8(text).unwrap_or_default();
        let corrected = kept.iter().filter_map(|(record, ..)| record.supersedes.as_deref());
        let elsewhere = options.elsewhere.having(&corrected.collect());
        let file = TextFile { path: "table.jsonl".into(), text };
        let reading = read_json_lines_beside(vec![file], &elsewhere);
        let faults = Faults::of(&reading, n_before, &kept);
        let early = faults.early_replies.iter().filter_map(|line| {
            dated.get(line.checked_sub(n_before - dated.len())?).map(|source| source.id.clone())
        });
        let n_without = without_replies.len();
        without_replies.extend(early);
        if without_replies.len() > n_without {
            continue;
        }
        if !faults.rows.is_empty() {
            refused.extend(faults.rows);
            continue;
        }
        outcome.notes.extend(notes.into_iter().chain(faults.others));
        outcome.provenance.corrects = corrects_elsewhere(&reading.corpus, &elsewhere);
        report(taken, &refused, &place, &mut outcome);
        // What cannot stand without a source that is left out goes with it.
        outcome.dependent = kept.len().saturating_sub(reading.corpus.statements.len());
        outcome.provenance.made_sources = made_sources;
        outcome.provenance.places = places(&reading, n_before, &kept, &place);
        return (TemporalGraph::new(reading.corpus), outcome);
    }
}

/// A row: its table, its line, and the number of a statement among all.
type Row = ((usize, u64), usize);

/// A statement with its table and its line, and its number among all.
pub(super) type Placed = (StatementRecord, (usize, u64), usize);

/// What became of rows that are no statements of their own.
#[derive(Default)]
struct Taken {
    /// The place and the holder of each that is about the holder itself.
    itself: Vec<((usize, u64), String)>,
    corrections: Vec<(usize, u64)>,
    repeated: Vec<(usize, u64)>,
}

/// The statements that are no repetitions, without those that are refused, and with those that correct others told.
fn kept(
    statements: &[(StatementRecord, (usize, u64))],
    refused: &BTreeMap<Row, String>,
    options: &CsvOptions,
    taken: &mut Taken,
) -> Vec<Placed> {
    let mut standing = Standing::default();
    let mut kept = Vec::with_capacity(statements.len());
    for (number, (record, at)) in statements.iter().enumerate() {
        if refused.contains_key(&(*at, number)) {
            continue;
        }
        if record.holder == record.target {
            taken.itself.push((*at, record.holder.clone()));
            continue;
        }
        match standing.add(record.clone(), false) {
            Verdict::New(record) => kept.push((*record, *at, number)),
            Verdict::Correction(mut record) => {
                taken.corrections.push(*at);
                if let Some(day) = options.corrected {
                    record.recorded.get_or_insert_with(|| day.to_string());
                }
                kept.push((*record, *at, number));
            }
            Verdict::Repeated => taken.repeated.push(*at),
        }
    }
    if let Some(day) = options.recorded {
        for (record, ..) in &mut kept {
            record.recorded.get_or_insert_with(|| day.to_string());
        }
    }
    kept
}

/// Reports rows that are no statements, and those that correct others.
fn report(
    taken: Taken,
    refused: &BTreeMap<Row, String>,
    place: &impl Fn((usize, u64)) -> String,
    outcome: &mut Outcome,
) {
    for (at, holder) in taken.itself {
        outcome.leave_out(Reason::Itself, place(at), Some(&holder));
    }
    taken.corrections.into_iter().for_each(|at| outcome.correct(place(at)));
    taken.repeated.into_iter().for_each(|at| outcome.repeat(place(at)));
    for ((at, _), message) in refused {
        outcome.leave_out(Reason::Unsound, place(*at), Some(message));
    }
}

/// What of a reading is at fault.
struct Faults {
    /// The rows, each with the first thing that is wrong.
    rows: Vec<(Row, String)>,
    /// The lines of sources that are earlier than what they reply to, or reply to themselves.
    early_replies: Vec<usize>,
    /// What else stands in no row.
    others: Vec<String>,
}

impl Faults {
    /// Those of a reading in which so many lines stand before the statements.
    fn of(reading: &Reading, n_before: usize, kept: &[Placed]) -> Self {
        let mut lines = LineNumbers::of(reading);
        let mut faults = Self { rows: Vec::new(), early_replies: Vec::new(), others: Vec::new() };
        let mut seen = BTreeSet::new();
        let errors = reading.diagnostics.iter().filter(|it| it.severity == Severity::Error);
        let mut dependent = Vec::new();
        for error in errors {
            // Diagnostics are in the order of the file.
            let line = lines.at(error.place.start);
            let number = line.checked_sub(n_before);
            match number.and_then(|number| kept.get(number)) {
                Some((_, at, number)) if seen.insert(*number) => {
                    let is_dependent = error.code == Code::UnknownStatement;
                    let rows = if is_dependent { &mut dependent } else { &mut faults.rows };
                    rows.push(((*at, *number), error.message.clone()));
                }
                Some(_) => {}
                None if [Code::EarlyReply, Code::ReplyCycle].contains(&error.code) => {
                    faults.early_replies.push(line);
                }
                None => faults.others.push(format!("not used: {}", error.message)),
            }
        }
        // What they correct may be at fault itself, and be what others correct without it.
        if faults.rows.is_empty() {
            faults.rows = dependent;
        }
        faults
    }
}

/// Where the statements of a reading stand in their tables.
fn places(
    reading: &Reading,
    n_before: usize,
    kept: &[Placed],
    place: &impl Fn((usize, u64)) -> String,
) -> Places {
    let mut lines = LineNumbers::of(reading);
    let statements = 0..reading.corpus.statements.len();
    let row = |number: usize| {
        let line = lines.at(reading.place(number)?.start);
        let (_, at, _) = kept.get(line.checked_sub(n_before)?)?;
        Some(place(*at))
    };
    Places::Listed(statements.map(row).map(Option::unwrap_or_default).collect())
}

/// The numbers of lines, asked for in order.
struct LineNumbers<'t> {
    text: &'t str,
    line: usize,
    read_to: usize,
}

impl<'t> LineNumbers<'t> {
    fn of(reading: &'t Reading) -> Self {
        let text = reading.files.first().map_or("", |file| &file.text);
        Self { text, line: 0, read_to: 0 }
    }

    /// The number of the line of a byte that comes after those before.
    fn at(&mut self, byte: usize) -> usize {
        let passed = self.text.get(self.read_to..byte).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.read_to = byte.max(self.read_to);
        self.line
    }
}

/// A verb as it is written.
fn record_of(verb: &Verb) -> VerbRecord {
    VerbRecord {
        verb: verb.word.clone(),
        polarity: match verb.effect {
            Effect::Expresses(polarity) => Some(polarity),
            Effect::Ends => None,
        },
        strength: Some(verb.strength.value()),
        ends: verb.effect == Effect::Ends,
        cameo: verb.cameo.clone(),
        label: verb.label.clone(),
    }
}

/// Records as JSON lines.
fn lines<'r, R: Serialize + 'r>(
    out: &mut Vec<u8>,
    word: &str,
    records: impl IntoIterator<Item = &'r R>,
) {
    for record in records {
        // Memory can always be written.
        let _ = serde_json::to_writer(&mut *out, &BTreeMap::from([(word, record)]));
        out.push(b'\n');
    }
}
