//! What data say that a corpus or a store does not say yet.
//!
//! A statement that is there stays as it is, so that importing a file twice adds nothing. What data no longer hold is left
//! alone: a row that vanishes takes nothing back.

use super::{
    adding::{Mode, Provenance, Standing, Verdict},
    completion::Completion,
    matched::Matched,
    records::{Records, time_zone},
    renamed::{Row, renamed},
    same_entity::united,
    similar_names::similar_names,
    unseen::{Comparison, Sorted, with_ids},
};
use crate::{
    corpus::{Amended, append::Additions, name::Named, record::StatementRecord},
    graph::{PairIndex, StatementIndex, TemporalGraph},
    model::{Day, EntityIndex, SourceIndex, Vocabulary},
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A newer copy of data is older than what is there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this copy is of {copy}, and what is there was recorded up to {there}: import copies in order, or say with --recorded when \
     this one was made, or add its rows without --update"
)]
pub struct OlderCopy {
    /// The day of the copy.
    pub copy: Day,
    /// The last day on which something was recorded.
    pub there: Day,
}

/// When what is added was recorded, where the data do not tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// On a day that somebody gives: all of it.
    Given(Day),
    /// Today: corrections, and what is new in a newer copy. Other rows are known since their source was published, as if
    /// they had been imported with those that are there.
    Today(Day),
}

impl Recorded {
    /// The day.
    pub const fn day(self) -> Day {
        match self {
            Self::Given(day) | Self::Today(day) => day,
        }
    }
}

/// What is new, and what there was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The records to be added.
    pub(super) records: Records,
    /// Statements of the data that are added to a store as they are, without records.
    pub(super) rows: Vec<StatementIndex>,
    /// The entities there that those of the data are.
    pub(super) found: Vec<Option<EntityIndex>>,
    /// The same of sources.
    pub(super) found_sources: Vec<Option<SourceIndex>>,
    /// The ids of entities of the data that are others there.
    pub(super) ids: HashMap<String, String>,
    /// The ids of sources of the data that are others there.
    pub sources: HashMap<String, String>,
    /// Statements that are added, corrections included.
    pub added: usize,
    /// Statements that are added and correct another.
    pub corrected: usize,
    /// Statements that are added and say what one said that was corrected.
    pub again: usize,
    /// Statements that were there.
    pub unchanged: usize,
    /// The names of entities that are added, by id.
    pub entities: Vec<String>,
    /// Verbs of the data that mean something else there.
    pub other_meanings: Vec<String>,
    /// Statements that are left out as they do not pass the checks there: where each stands, as far as that is known, and what
    /// is wrong.
    pub refused: Vec<(Option<String>, String)>,
    /// Statements that are left out, as their holder and their target are one entity there.
    pub about_itself: usize,
    /// The names of entities that are there, and of which the data know other names or roles.
    pub richer: Vec<String>,
    /// Entities and sources that are there, and of which the data say what is missing there.
    pub(super) amended: Amended,
    /// Sources that are there and get a date of publication, by which their statements are dated anew.
    pub(super) redated: BTreeSet<String>,
    /// What is completed of entities and sources that are there, in sentences.
    pub completed: Vec<String>,
    /// What the data say of entities and sources that are there otherwise, and what is kept, in sentences.
    pub kept: Vec<String>,
    /// Names of the data that are known there under another spelling: as the data have them.
    pub united: Vec<String>,
    /// The time zone of data with date-times, which got their offsets as days are counted elsewhere there.
    pub time_zone: Option<String>,
    /// Names that look alike: one that is added, and another.
    pub alike: Vec<(String, String)>,
}

impl Update {
    /// Whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.records == Records::default() && self.rows.is_empty() && self.amended.is_empty()
    }

    /// Names of the data that are added, and look like another one.
    pub(super) fn names_alike(
        &self,
        known: Option<&TemporalGraph>,
        new: &TemporalGraph,
    ) -> Vec<(String, String)> {
        similar_names(known, new, &self.found)
    }

    /// The names of entities and sources that are there and get another kind than a default, with the kinds before and now.
    pub fn kinds_changed(&self) -> impl Iterator<Item = (String, &'static str, &'static str)> {
        let entities = self
            .amended
            .entities
            .values()
            .map(|(before, after)| (after.name.clone(), before.kind.word(), after.kind.word()));
        let sources = self.amended.sources.values().map(|(before, after)| {
            (format!("source {}", after.id), before.kind.word(), after.kind.word())
        });
        entities.chain(sources).filter(|(_, before, now)| before != now)
    }

    /// The records to be added, as they are written into a corpus.
    pub fn additions(&self) -> Additions {
        self.records.additions()
    }
}

/// What to add to a corpus so that it says what `new` says, recorded as `recorded` says where the data tell no day; with no
/// corpus there, it keeps what it tells.
///
/// Entities are the same when an exact name agrees, else a folded name or alias; by id where the data give ids.
/// Sources are the same when their ids are. Time linear in the new statements and in those of the same pairs that are
/// there, and quadratic in those of one pair.
///
/// # Errors
/// When the data are a newer copy that is older than what is there.
pub fn update(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    how: (Mode, &Provenance),
    shipped: &Vocabulary,
    recorded: Recorded,
) -> Result<Update, OlderCopy> {
    let whole = Without::default();
    update_without(known, new, how, shipped, recorded, &whole)
}

/// What is left out of data as it does not pass the checks there, by its place in their order: what is wrong.
pub(super) type Without = BTreeMap<u64, String>;

/// The same, without some statements.
pub(super) fn update_without(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    how: (Mode, &Provenance),
    shipped: &Vocabulary,
    recorded: Recorded,
    without: &Without,
) -> Result<Update, OlderCopy> {
    let mut update = compare(known, new, how, shipped, recorded, without, false)?;
    update.alike = update.names_alike(known, new);
    Ok(update)
}

/// The same for a store, where statements that are new without doubt are told by their rows and get no records. The names
/// that look alike are left to the caller, who has something else to do meanwhile.
pub(super) fn store_update(
    store: &TemporalGraph,
    new: &TemporalGraph,
    how: (Mode, &Provenance),
    shipped: &Vocabulary,
    recorded: Recorded,
    without: &Without,
) -> Result<Update, OlderCopy> {
    compare(Some(store), new, how, shipped, recorded, without, how.0 == Mode::Add)
}

fn compare(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    (mode, provenance): (Mode, &Provenance),
    shipped: &Vocabulary,
    recorded: Recorded,
    without: &Without,
    by_rows: bool,
) -> Result<Update, OlderCopy> {
    if mode == Mode::Update
        && let Some(there) = known.and_then(last_recorded)
    {
        let copy = day_of_copy(new, recorded.day());
        if there > copy {
            return Err(OlderCopy { copy, there });
        }
    }
    let matched = Matched::new(known, new, provenance);
    let mut completion = Completion::new(&matched, provenance);
    let names = matched.new_entities().map(|index| new.entity(index).name().to_owned());
    let mut update = Update {
        entities: names.collect(),
        united: united(known, new, &matched.found),
        refused: refused(without, provenance),
        ..Update::default()
    };
    // What a verb means by default is not said by the data.
    let own = new.verb_records(shipped);
    let there = known.map_or(shipped, TemporalGraph::vocabulary);
    let verbs = new.verb_records(there).into_iter().filter(|verb| own.contains(verb));
    let (other, verbs): (Vec<_>, Vec<_>) =
        verbs.partition(|verb| known.is_some() && there.find(&verb.verb).is_some());
    update.other_meanings = other.into_iter().map(|verb| verb.verb).collect();
    let clock = matched.clock;
    update.time_zone =
        clock.differs().filter(|_| new.has_times()).map(|zone| zone.name().to_owned());
    // What a date-time says depends on the time zone there, in which only records are read.
    let is_utc = new.zone().is_utc() && known.is_none_or(|known| known.zone().is_utc());
    let by_rows = by_rows && (is_utc || !new.has_times()) && matched.sources.is_empty();
    let by_rows = by_rows && provenance.corrects.is_empty();
    let sorted = match known.filter(|_| by_rows) {
        Some(known) => {
            let otherwise_dated = otherwise_dated(&matched, &completion);
            Comparison { known, new, found: &matched.found, ids: &matched.ids, otherwise_dated }
                .sorted()
        }
        None => Sorted { others: new.statements().collect(), ..Sorted::default() },
    };
    let others = sorted.others.as_slice();
    let is_in = |index: &StatementIndex| !without.contains_key(&new.statement(*index).order());
    let others: Vec<StatementIndex> = others.iter().copied().filter(is_in).collect();
    let added = statements(&matched, &others, (mode, provenance), recorded, &mut update);
    let (places, statements) = added.into_iter().unzip();
    let records = Records {
        time_zone: time_zone(new).filter(|_| known.is_none()),
        verbs,
        entities: matched.entity_records(),
        sources: std::mem::take(&mut completion.new_sources),
        statements,
        places,
    };
    update.added += sorted.new.len();
    update.unchanged += sorted.repeated;
    let is_dated = |id: &&String| completion.is_dated(id);
    let redated = completion.amended.sources.keys().filter(is_dated).cloned().collect();
    let Completion { amended, completed, kept, richer, .. } = completion;
    let update = Update { richer, amended, redated, completed, kept, ..update };
    let Matched { found, ids, sources, found_sources, .. } = matched;
    Ok(Update { records, rows: sorted.new, found, found_sources, ids, sources, ..update })
}

/// Where statements stand that are left out, and what is wrong.
fn refused(without: &Without, provenance: &Provenance) -> Vec<(Option<String>, String)> {
    let places = &provenance.places;
    without.iter().map(|(order, message)| (places.of(*order), message.clone())).collect()
}

/// The sources of the data that have another date of publication there: their statements are dated otherwise than in the data.
fn otherwise_dated(matched: &Matched<'_>, completion: &Completion) -> HashSet<SourceIndex> {
    let sources = (0..matched.new.n_sources()).into_par_iter().map(SourceIndex::new);
    let is_other = |source: &SourceIndex| completion.is_otherwise_dated(matched, *source);
    sources.filter(is_other).collect()
}

/// The day of a copy: the last on which one of its statements was recorded, where all tell it themselves; else at least the
/// day on which it is added.
fn day_of_copy(copy: &TemporalGraph, added: Day) -> Day {
    let told: Option<Vec<Day>> = copy.statements().map(|it| copy.recorded(it)).collect();
    let last = told.and_then(|days| days.into_iter().max());
    last.unwrap_or_else(|| last_recorded(copy).map_or(added, |last| last.max(added)))
}

/// The last day on which a statement that is there was recorded.
fn last_recorded(known: &TemporalGraph) -> Option<Day> {
    let days = known.statements().filter_map(|index| known.recorded(index));
    days.max()
}

/// The statements that are there and that new ones may repeat or correct: those of the same pairs, and those with the same
/// ids.
fn standing(known: &TemporalGraph, rows: &[Row]) -> Standing {
    let mut standing = Standing::default();
    if rows.is_empty() {
        return standing;
    }
    let records = || rows.iter().map(|row| &row.record);
    let pairs: BTreeSet<PairIndex> = records()
        .filter_map(|record| {
            known.find_pair(known.by_id(&record.holder)?, known.by_id(&record.target)?)
        })
        .collect();
    let mut indices: BTreeSet<_> =
        pairs.into_iter().flat_map(|pair| known.statements_of(pair)).collect();
    let given = records().flat_map(|record| record.id.iter().chain(&record.supersedes));
    let given: HashSet<&str> = given.map(String::as_str).collect();
    indices.extend(with_ids(known, &given).into_iter().map(|(index, _)| index));
    // A correction may be of another pair than what it corrects.
    let corrections = known.corrections();
    let mut n_before = 0;
    while n_before < indices.len() {
        n_before = indices.len();
        for (correcting, corrected) in &corrections {
            if indices.contains(corrected) || indices.contains(correcting) {
                indices.extend([*correcting, *corrected]);
            }
        }
    }
    let (plain, correcting): (Vec<_>, Vec<_>) =
        indices.into_iter().partition(|index| known.statement(*index).supersedes().is_none());
    for index in plain {
        standing.insert(known.statement_record(index));
    }
    // What corrects a correction comes after it.
    let mut rest = correcting;
    while !rest.is_empty() {
        let n_rest = rest.len();
        rest.retain(|index| {
            let record = known.statement_record(*index);
            let is_ready =
                record.supersedes.as_deref().is_none_or(|corrected| standing.knows(corrected));
            if is_ready {
                standing.insert(record);
            }
            !is_ready
        });
        if rest.len() == n_rest {
            break;
        }
    }
    standing
}

/// The records of the statements to be added, in the order of the data, each with its place there.
fn statements(
    matched: &Matched<'_>,
    new: &[StatementIndex],
    (mode, provenance): (Mode, &Provenance),
    recorded: Recorded,
    update: &mut Update,
) -> Vec<(u64, StatementRecord)> {
    let Some(known) = matched.known else {
        let graph = matched.new;
        let record = |index: &_| (graph.statement(*index).order(), graph.statement_record(*index));
        let records = new.iter().map(record);
        let mut records: Vec<(u64, StatementRecord)> = records.collect();
        records.sort_by_key(|(order, _)| *order);
        update.added = records.len();
        return records;
    };
    let mut rows = renamed(matched, new, provenance, recorded.day());
    let n_rows = rows.len();
    rows.retain(|row| row.record.holder != row.record.target);
    update.about_itself = n_rows - rows.len();
    let mut standing = standing(known, &rows);
    let mut open: Vec<StatementRecord> = Vec::new();
    if mode == Mode::Update {
        // What the newer copy still holds is corrected by nothing.
        let held: HashSet<String> =
            rows.iter().filter_map(|row| standing.has(&row.record)).collect();
        open.extend(standing.standing().filter(|it| !held.contains(&it.id())).cloned());
    }
    let mut added = Vec::new();
    for Row { order, record, is_corrected } in rows {
        let is_repeated = standing.has(&record).is_some();
        if mode == Mode::Update
            && record.id.is_none()
            && record.supersedes.is_none()
            && !is_repeated
        {
            let corrected = standing.correct(record.clone(), &mut open, provenance.own_fields);
            if let Some(correction) = corrected {
                update.corrected += 1;
                added.push((order, correction, true));
                continue;
            }
        }
        let stands_again = standing.stands_again(&record);
        match standing.add(record, is_corrected) {
            Verdict::New(record) => {
                update.again += usize::from(stands_again);
                update.corrected += usize::from(record.supersedes.is_some());
                added.push((order, *record, false));
            }
            Verdict::Correction(record) => {
                update.corrected += 1;
                added.push((order, *record, true));
            }
            Verdict::Repeated => update.unchanged += 1,
        }
    }
    update.added = added.len();
    let are_all = mode == Mode::Update || matches!(recorded, Recorded::Given(_));
    let day = recorded.day().to_string();
    // Only now, as no id is made of a day that the data do not tell.
    added.sort_by_key(|(order, ..)| *order);
    let dated = added.into_iter().map(|(order, mut record, is_correction)| {
        if are_all || is_correction {
            record.recorded.get_or_insert_with(|| day.clone());
        }
        (order, record)
    });
    dated.collect()
}
