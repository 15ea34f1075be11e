//! What a new copy of somebody's data says that a corpus does not say yet.
//!
//! A statement that is there stays as it is, so that importing a file twice adds nothing. One that differs
//! from a statement of the same pair in part corrects it. What a new copy no longer holds is left alone: a
//! row that vanishes takes nothing back.

use crate::{
    corpus::{Reading, append::Additions, fold::fold, name::Named, record::StatementRecord},
    graph::{EntityRef, PairIndex, StatementIndex, TemporalGraph},
    model::{Day, EntityIndex, SourceIndex, Statement, Vocabulary},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::records::{Records, addition};

/// What is new, and what there was.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    /// The records to be added.
    pub(super) records: Records,
    /// Statements that are added, corrections included.
    pub added: usize,
    /// Statements that are added and correct another.
    pub corrected: usize,
    /// Statements that were there.
    pub unchanged: usize,
    /// The names of entities that are added, by id.
    pub entities: Vec<String>,
    /// Verbs of the data that mean something else there.
    pub other_meanings: Vec<String>,
    /// Statements that are left out, as their holder and their target are one entity there.
    pub about_itself: usize,
    /// The names of entities that are there, and of which the data know other names or roles.
    pub richer: Vec<String>,
    /// Names that look alike: one that is added, and another.
    pub alike: Vec<(String, String)>,
}

impl Update {
    /// Whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.records == Records::default()
    }

    /// What is added to a store by this update, and was added `before`: a graph that is whole by itself.
    ///
    /// # Errors
    /// The findings of a reading, when the records make no sound corpus.
    pub fn addition_to(
        &self,
        store: &TemporalGraph,
        before: Option<&TemporalGraph>,
        shipped: &Vocabulary,
    ) -> Result<TemporalGraph, Box<Reading>> {
        addition(store, before, &self.records, shipped)
    }

    /// The records to be added, as they are written into a corpus.
    pub fn additions(&self) -> Additions {
        self.records.additions()
    }
}

/// What to add to a corpus so that it says what `new` says. What is added to a corpus that is there was
/// recorded on `recorded`, unless it tells its own day; with no corpus there, it keeps what it tells.
///
/// Entities are the same when an id, a name or an alias agrees; sources when their ids do. Time linear in the
/// new statements and in those of the same pairs that are there, and quadratic in those of one pair.
pub fn update(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    shipped: &Vocabulary,
    recorded: Day,
) -> Update {
    let entities: Vec<Option<&str>> =
        new.entities().map(|entity| same_entity(known?, entity.id(), entity.name())).collect();
    let is_new = |entity: &EntityIndex| entities[entity.position()].is_none();
    let indices = || (0..new.n_entities()).map(EntityIndex::new);
    let ids: HashMap<&str, &str> = new
        .entities()
        .zip(&entities)
        .filter_map(|(entity, known)| Some((entity.id(), (*known)?)))
        .collect();
    let mut update = Update { alike: alike(known, new, &entities), ..Update::default() };
    update.entities =
        indices().filter(is_new).map(|index| new.entity(index).name().to_owned()).collect();

    let entity_records = indices().filter(is_new).map(|index| {
        let mut record = new.entity_record(index);
        record.roles.iter_mut().for_each(|role| rename(&mut role.of, &ids));
        record
    });
    let is_known = |id: &str| known.is_some_and(|known| known.find_source(id).is_some());
    let sources = (0..new.n_sources()).map(SourceIndex::new);
    let new_sources = sources.filter(|index| !is_known(new.source(*index).id()));
    let source_records = new_sources.map(|index| {
        let mut record = new.source_record(index);
        let named = [&mut record.author, &mut record.outlet];
        named.into_iter().flatten().for_each(|id| rename(id, &ids));
        record
    });
    // What a verb means by default is not said by the data.
    let own = new.verb_records(shipped);
    let there = known.map_or(shipped, TemporalGraph::vocabulary);
    let verbs = new.verb_records(there).into_iter().filter(|verb| own.contains(verb));
    let (other, verbs): (Vec<_>, Vec<_>) =
        verbs.partition(|verb| known.is_some() && there.find(&verb.verb).is_some());
    update.other_meanings = other.into_iter().map(|verb| verb.verb).collect();
    update.richer = richer(known, new, &entities);
    let records = Records {
        verbs,
        entities: entity_records.collect(),
        sources: source_records.collect(),
        statements: statements(known, new, &ids, recorded, &mut update),
    };
    Update { records, ..update }
}

/// The names of entities that are there, and of which the data know other names or roles.
fn richer(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    same: &[Option<&str>],
) -> Vec<String> {
    let Some(known) = known else { return Vec::new() };
    let met =
        new.entities().zip(same).filter_map(|(entity, id)| Some((entity, known.by_id((*id)?)?)));
    let is_richer = |(entity, there): &(EntityRef<'_>, EntityIndex)| {
        let is_known = |name: &str| known.by_folded_name(&fold(name)).contains(there);
        let n_roles = known.entity(*there).roles().count();
        entity.aliases().any(|alias| !is_known(alias)) || entity.roles().count() > n_roles
    };
    met.filter(is_richer).map(|(_, there)| known.entity(there).name().to_owned()).collect()
}

fn rename(id: &mut String, ids: &HashMap<&str, &str>) {
    if let Some(known) = ids.get(id.as_str()) {
        (*known).clone_into(id);
    }
}

/// The entity that a corpus has under this id or, without doubt, under this name.
fn same_entity<'g>(known: &'g TemporalGraph, id: &str, name: &str) -> Option<&'g str> {
    let by_name = || match known.by_folded_name(&fold(name)).as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    known.by_id(id).or_else(by_name).map(|entity| known.entity(entity).id())
}

/// The statements to be added, in the order of the new graph.
fn statements(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    ids: &HashMap<&str, &str>,
    recorded: Day,
    update: &mut Update,
) -> Vec<StatementRecord> {
    let mut renamed: HashMap<String, String> = HashMap::new();
    let mut records: Vec<(String, StatementRecord)> = new
        .statements()
        .map(|index| {
            let mut record = new.statement_record(index);
            let ends = [&mut record.holder, &mut record.target];
            let others = record.about.iter_mut().chain(&mut record.claimed_by);
            ends.into_iter().chain(others).for_each(|id| rename(id, ids));
            let id = id_of(&record);
            if !ids.is_empty() {
                renamed.insert(new.statement(index).id().into_owned(), id.clone());
            }
            (id, record)
        })
        .collect();
    // Who has another id in the corpus is another part of what statements are known by.
    let mut seen = HashSet::new();
    records.retain(|(id, _)| seen.insert(id.clone()));
    for (_, record) in &mut records {
        if let Some(id) = record.supersedes.as_mut()
            && let Some(renamed) = renamed.get(id.as_str())
        {
            id.clone_from(renamed);
        }
    }
    let Some(known) = known else {
        update.added = records.len();
        return records.into_iter().map(|(_, record)| record).collect();
    };
    let n_records = records.len();
    records.retain(|(_, record)| record.holder != record.target);
    update.about_itself = n_records - records.len();
    let mut corrections = Corrections::new(known, &records);
    corrections.free_ids(known, &mut records);
    let mut added = Vec::new();
    for (id, mut record) in records {
        if let Some(there) = corrections.find(&id) {
            if same(&known.statement_record(there), &record) == FIELDS {
                update.unchanged += 1;
                continue;
            }
            // An id that was given stays with what it was given to.
            record.id = None;
            if corrections.find(&id_of(&record)).is_some() {
                update.unchanged += 1;
                continue;
            }
            record.supersedes = Some(id);
        } else if record.supersedes.is_none() {
            record.supersedes = corrections.take(&record);
        }
        update.added += 1;
        update.corrected += usize::from(record.supersedes.is_some());
        record.recorded.get_or_insert_with(|| recorded.to_string());
        added.push(record);
    }
    added
}

/// The id that a record has, given or not.
pub(super) fn id_of(record: &StatementRecord) -> String {
    record.id.clone().unwrap_or_else(|| {
        let StatementRecord { holder, stance, target, source, .. } = record;
        let (on, quote) = (record.on.as_deref(), record.quote.as_deref());
        let identity =
            [holder, stance, target, on.unwrap_or_default(), source, quote.unwrap_or_default()];
        Statement::hashed_id(identity).to_string()
    })
}

/// The fields that tell two statements of one pair apart.
const FIELDS: usize = 4;
/// So many of them must agree for one statement to correct another.
const AGREEING: usize = 2;

/// How many of verb, date, source and quote agree. Of two statements without a quote, nothing is said.
fn same(a: &StatementRecord, b: &StatementRecord) -> usize {
    [a.stance == b.stance, a.on == b.on, a.source == b.source, a.quote == b.quote]
        .into_iter()
        .filter(|&agrees| agrees)
        .count()
}

/// Statements of a corpus, and which of them a new copy may correct.
struct Corrections {
    by_id: HashMap<String, StatementIndex>,
    /// Those of each pair that the new copy does not hold and nothing has corrected.
    open: BTreeMap<(String, String), Vec<(String, StatementRecord)>>,
}

impl Corrections {
    /// The statements of the pairs that the records are of, by their ids.
    fn new(known: &TemporalGraph, records: &[(String, StatementRecord)]) -> Self {
        let held: HashSet<&str> = records.iter().map(|(id, _)| id.as_str()).collect();
        let mut by_id = HashMap::new();
        let mut open: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let pairs: BTreeSet<PairIndex> = records
            .iter()
            .filter_map(|(_, record)| {
                known.find_pair(known.by_id(&record.holder)?, known.by_id(&record.target)?)
            })
            .collect();
        if records.iter().any(|(_, record)| record.id.is_some()) {
            // Whoever gives ids may have given one to a statement of any pair.
            by_id.extend(known.given_ids().map(|(index, id)| (id.to_owned(), index)));
        }
        for index in pairs.into_iter().flat_map(|pair| known.statements_of(pair)) {
            let statement = known.statement(index);
            let id = statement.id().into_owned();
            if !held.contains(id.as_str()) && statement.superseded_since().is_none() {
                let record = known.statement_record(index);
                let pair = (record.holder.clone(), record.target.clone());
                open.entry(pair).or_default().push((id.clone(), record));
            }
            by_id.insert(id, index);
        }
        Self { by_id, open }
    }

    /// Takes from records the ids that were given to statements of other pairs: to have one number is not to be one statement.
    fn free_ids(&self, known: &TemporalGraph, records: &mut [(String, StatementRecord)]) {
        let mut freed: HashMap<String, String> = HashMap::new();
        for (id, record) in records.iter_mut() {
            let Some(there) = self.find(id).map(|there| known.statement(there)) else { continue };
            let ends = [there.holder_entity().id(), there.target_entity().id()];
            if ends != [record.holder.as_str(), record.target.as_str()] {
                record.id = None;
                let other = id_of(record);
                freed.insert(std::mem::replace(id, other.clone()), other);
            }
        }
        for (_, record) in records {
            if let Some(other) = record.supersedes.as_ref().and_then(|id| freed.get(id)) {
                record.supersedes = Some(other.clone());
            }
        }
    }

    fn find(&self, id: &str) -> Option<StatementIndex> {
        self.by_id.get(id).copied()
    }

    /// The statement that a record corrects: of its pair, the one that agrees with it most, and enough.
    fn take(&mut self, record: &StatementRecord) -> Option<String> {
        let open = self.open.get_mut(&(record.holder.clone(), record.target.clone()))?;
        let agreeing = |other: &StatementRecord| {
            let both_silent = other.quote.is_none() && record.quote.is_none();
            same(other, record) - usize::from(both_silent)
        };
        let claims = |other: &StatementRecord| other.claimed_by == record.claimed_by;
        let (at, agrees) = open
            .iter()
            .enumerate()
            .filter(|(_, (_, other))| claims(other))
            .map(|(at, (_, other))| (at, agreeing(other)))
            .rev()
            .max_by_key(|(_, agrees)| *agrees)?;
        (agrees >= AGREEING).then(|| open.remove(at).0)
    }
}

/// So many pairs of alike names are told at most.
const TOLD: usize = 10;
/// So many pairs of names are compared at most.
const COMPARED: usize = 4_000_000;
/// Names of no more bytes than these are not compared.
const SHORT: usize = 4;
/// From this similarity on (1 − edits / length), two names look alike.
const ALIKE: f64 = 0.82;

/// Names that are added and look like another one.
fn alike(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    same: &[Option<&str>],
) -> Vec<(String, String)> {
    let added: Vec<Called> = new
        .entities()
        .zip(same)
        .filter(|(_, same)| same.is_none())
        .map(|(entity, _)| Called::new(entity.name()))
        .collect();
    let n_there = known.map_or(0, TemporalGraph::n_entities);
    if added.len().saturating_mul(added.len() + n_there) > COMPARED {
        return Vec::new();
    }
    let there = known.into_iter().flat_map(TemporalGraph::all_names);
    let there: Vec<(EntityIndex, Called)> =
        there.map(|(entity, name)| (entity, Called::new(name))).collect();
    let mut alike = Vec::new();
    for (at, one) in added.iter().enumerate() {
        // An entity that is like it by id and by name is told once.
        let mut known_alike: Vec<EntityIndex> = there
            .iter()
            .filter(|(_, other)| one.is_like(other))
            .map(|(entity, _)| *entity)
            .collect();
        known_alike.dedup();
        let names = known_alike.iter().filter_map(|&entity| Some(known?.entity(entity).name()));
        alike.extend(names.map(|name| (one.name.clone(), name.to_owned())));
        let others = added.iter().skip(at + 1).filter(|other| one.is_like(other));
        alike.extend(others.map(|other| (one.name.clone(), other.name.clone())));
        if alike.len() >= TOLD {
            break;
        }
    }
    alike.truncate(TOLD);
    alike
}

/// A name, ready to be compared.
struct Called {
    name: String,
    /// Its words, folded and sorted.
    words: Vec<String>,
    /// The words without anything between.
    letters: String,
}

impl Called {
    fn new(name: &str) -> Self {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        words.sort_unstable();
        Self { name: name.to_owned(), letters: words.concat(), words }
    }

    /// Whether two names differ in a few letters, or one has the words of the other and more.
    fn is_like(&self, other: &Self) -> bool {
        let (short, long) =
            if self.letters.len() <= other.letters.len() { (self, other) } else { (other, self) };
        // Short names differ in a letter and are others.
        if short.letters.len() <= SHORT {
            return false;
        }
        let is_part = || short.words.iter().all(|word| long.words.contains(word));
        // Where the lengths are far apart, so are the names.
        let is_near = || {
            short.letters.len() * 5 >= long.letters.len() * 4
                && strsim::normalized_damerau_levenshtein(&short.letters, &long.letters) >= ALIKE
        };
        is_part() || is_near()
    }
}
