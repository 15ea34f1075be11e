//! Records of tables as a graph: those that pass the checks of a corpus.

use super::CsvOptions;
use crate::{
    corpus::{
        Reading, Severity, TextFile, read_json_lines_beside,
        record::{CorpusRecord, SourceRecord, StatementRecord, VerbRecord},
        shipped_vocabulary,
    },
    graph::TemporalGraph,
    import::{
        Outcome, Provenance, Reason,
        adding::{Standing, Verdict},
        elsewhere::corrects_elsewhere,
        identity::Resolved,
    },
    model::{Effect, Verb, Vocabulary, Zone},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What tables hold.
pub(super) struct Parts {
    /// The time zone in which days are counted.
    pub(super) zone: Zone,
    /// Each with its table and its line.
    pub(super) statements: Vec<Placed>,
    pub(super) sources: Vec<SourceRecord>,
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
    let Parts { zone, statements, sources, mut verbs, labels, notes } = parts;
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
    let published: HashMap<&str, &String> = sources
        .iter()
        .filter_map(|source| Some((source.id.as_str(), source.published.as_ref()?)))
        .collect();
    let dated = statements.into_iter().map(|(mut record, at)| {
        // Its id is made of the day, wherever that is told.
        if record.on.is_none() {
            record.on = published.get(record.source.as_str()).map(|day| (*day).clone());
        }
        (record, at)
    });
    let kept = kept(dated, options, &place, &mut outcome);
    let shipped = shipped_vocabulary();
    let used: BTreeSet<&str> = kept.iter().map(|(record, _)| record.stance.as_str()).collect();
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
    lines(&mut text, "source", &sources);
    let n_before = 1 + verbs.len() + resolved.records.len() + sources.len();
    lines(&mut text, "statement", kept.iter().map(|(record, _)| record));
    let text = String::from_utf8(text).unwrap_or_default();
    let corrected = kept.iter().filter_map(|(record, _)| record.supersedes.as_deref());
    let elsewhere = options.elsewhere.having(&corrected.collect());
    let file = TextFile { path: "table.jsonl".into(), text };
    let reading = read_json_lines_beside(vec![file], &elsewhere);
    outcome.provenance.corrects = corrects_elsewhere(&reading.corpus, &elsewhere);
    let n_refused = leave_out_unsound(&reading, n_before, &kept, &place, &mut outcome);
    // What cannot stand without a statement that is left out goes with it.
    let n_sound = kept.len() - n_refused;
    outcome.dependent = n_sound.saturating_sub(reading.corpus.statements.len());
    (TemporalGraph::new(reading.corpus), outcome)
}

/// A statement with its table and its line.
type Placed = (StatementRecord, (usize, u64));

/// The statements that are no repetitions, with those that correct others told.
fn kept(
    statements: impl ExactSizeIterator<Item = Placed>,
    options: &CsvOptions,
    place: &impl Fn((usize, u64)) -> String,
    outcome: &mut Outcome,
) -> Vec<Placed> {
    let mut standing = Standing::default();
    let mut kept = Vec::with_capacity(statements.len());
    for (record, at) in statements {
        if record.holder == record.target {
            outcome.leave_out(Reason::Itself, place(at), Some(&record.holder));
            continue;
        }
        match standing.add(record, false) {
            Verdict::New(record) => kept.push((*record, at)),
            Verdict::Correction(mut record) => {
                outcome.correct(place(at));
                if let Some(day) = options.corrected {
                    record.recorded.get_or_insert_with(|| day.to_string());
                }
                kept.push((*record, at));
            }
            Verdict::Repeated => outcome.repeat(place(at)),
        }
    }
    if let Some(day) = options.recorded {
        for (record, _) in &mut kept {
            record.recorded.get_or_insert_with(|| day.to_string());
        }
    }
    kept
}

/// Reports what of a reading is at fault, in which so many lines stand before the statements; gives how many statements
/// are left out.
fn leave_out_unsound(
    reading: &Reading,
    n_before: usize,
    kept: &[Placed],
    place: &impl Fn((usize, u64)) -> String,
    outcome: &mut Outcome,
) -> usize {
    let text = reading.files.first().map_or("", |file| &file.text);
    let (mut line, mut read_to) = (0, 0);
    let mut refused = BTreeSet::new();
    let errors = reading.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    for error in errors {
        // Diagnostics are in the order of the file.
        if error.place.start >= read_to {
            line += text.get(read_to..error.place.start).unwrap_or_default().matches('\n').count();
            read_to = error.place.start;
        }
        let number = line.checked_sub(n_before);
        match number.and_then(|number| Some((number, kept.get(number)?))) {
            // A statement with several faults is left out once.
            Some((number, (_, at))) if refused.insert(number) => {
                outcome.leave_out(Reason::Unsound, place(*at), Some(&error.message));
            }
            Some(_) => {}
            None => outcome.notes.push(format!("not used: {}", error.message)),
        }
    }
    refused.len()
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
