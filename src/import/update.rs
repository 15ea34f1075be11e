//! What data say that a corpus or a store does not say yet.
//!
//! A statement that is there stays as it is, so that importing a file twice adds nothing. What data no longer hold is left
//! alone: a row that vanishes takes nothing back.

use super::{
    adding::{Mode, Provenance, Standing, Verdict},
    records::{Records, addition},
    similar_names::similar_names,
};
use crate::{
    corpus::{
        Reading,
        append::Additions,
        fold::{fold, identity},
        name::Named,
        record::StatementRecord,
    },
    graph::{EntityRef, PairIndex, TemporalGraph, ingest::id_of_name},
    model::{Day, EntityIndex, SourceIndex, Vocabulary},
};
use std::collections::{BTreeSet, HashMap, HashSet};

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
    /// Names of the data that are known there under another spelling: as the data have them.
    pub united: Vec<String>,
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
/// Entities are the same when an exact name agrees, else a folded name or alias; by id where the data give ids.
/// Sources are the same when their ids are. Time linear in the new statements and in those of the same pairs that are
/// there, and quadratic in those of one pair.
///
/// # Errors
/// When the data are a newer copy that is older than what is there.
pub fn update(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    (mode, provenance): (Mode, &Provenance),
    shipped: &Vocabulary,
    recorded: Day,
) -> Result<Update, OlderCopy> {
    if mode == Mode::Update
        && let Some(there) = known.and_then(last_recorded).filter(|there| *there > recorded)
    {
        return Err(OlderCopy { copy: recorded, there });
    }
    let same = |entity: EntityRef<'_>| same_entity(known?, entity, provenance);
    let found: Vec<Option<EntityIndex>> = new.entities().map(same).collect();
    let free = free_ids(known, new, &found);
    let entities: Vec<Option<&str>> =
        found.iter().map(|entity| Some(known?.entity((*entity)?).id())).collect();
    let is_new = |entity: &EntityIndex| entities[entity.position()].is_none();
    let indices = || (0..new.n_entities()).map(EntityIndex::new);
    let ids: HashMap<&str, &str> = new
        .entities()
        .zip(&entities)
        .filter_map(|(entity, known)| Some((entity.id(), (*known)?)))
        .chain(free.iter().map(|(id, free)| (id.as_str(), free.as_str())))
        .collect();
    let mut update = Update { alike: similar_names(known, new, &entities), ..Update::default() };
    update.united = united(known, new, &found);
    update.entities =
        indices().filter(is_new).map(|index| new.entity(index).name().to_owned()).collect();

    let entity_records = indices().filter(is_new).map(|index| {
        let mut record = new.entity_record(index);
        rename(&mut record.id, &ids);
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
        statements: statements((known, new), &ids, (mode, provenance), recorded, &mut update),
    };
    Ok(Update { records, ..update })
}

/// The last day on which a statement that is there was recorded.
fn last_recorded(known: &TemporalGraph) -> Option<Day> {
    let days = known.statements().filter_map(|index| known.recorded(index));
    days.max()
}

/// Ids for new entities whose own are taken by others.
fn free_ids(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    found: &[Option<EntityIndex>],
) -> Vec<(String, String)> {
    let Some(known) = known else { return Vec::new() };
    let mut taken: HashSet<String> = HashSet::new();
    let mut free = Vec::new();
    for (entity, _) in new.entities().zip(found).filter(|(_, found)| found.is_none()) {
        let id = entity.id();
        let is_taken =
            |id: &str, taken: &HashSet<String>| known.by_id(id).is_some() || taken.contains(id);
        if known.by_id(id).is_some() {
            let numbered = (2..).map(|number| format!("{id}~{number}"));
            let other = numbered
                .into_iter()
                .find(|other| !is_taken(other, &taken) && new.by_id(other).is_none());
            let other = other.unwrap_or_else(|| id.to_owned());
            taken.insert(other.clone());
            free.push((id.to_owned(), other));
        }
    }
    free
}

/// The names of the data that are known there under another spelling.
fn united(
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    found: &[Option<EntityIndex>],
) -> Vec<String> {
    let Some(known) = known else { return Vec::new() };
    let both = new.entities().zip(found).filter_map(|(entity, found)| Some((entity, (*found)?)));
    let is_other = |(entity, there): &(EntityRef<'_>, EntityIndex)| {
        let there = known.entity(*there);
        there.name() != entity.name() && there.aliases().all(|alias| alias != entity.name())
    };
    let told = |(entity, there): (EntityRef<'_>, EntityIndex)| {
        format!("{} = {}", entity.name(), known.entity(there).name())
    };
    both.filter(is_other).map(told).collect()
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

/// The entity of a corpus that an entity of the data is: under its id, where the data give it; else under its exact name,
/// if only one is called so; else under a name or alias that folds alike, if only one has it.
fn same_entity(
    known: &TemporalGraph,
    entity: EntityRef<'_>,
    provenance: &Provenance,
) -> Option<EntityIndex> {
    let (id, name) = (entity.id(), entity.name());
    let is_given = provenance.given_ids.as_ref().is_none_or(|ids| ids.contains(id));
    if is_given && let Some(found) = known.by_id(id) {
        return Some(found);
    }
    // A made id says no more than the name; a given one that nobody has is a new entity's.
    if is_given && id_of_name(name) != id {
        return None;
    }
    let called = known.by_folded_name(&fold(name));
    let names = |it: &EntityIndex| {
        let entity = known.entity(*it);
        std::iter::once(entity.name()).chain(entity.aliases()).collect::<Vec<_>>()
    };
    let only = |is_it: &dyn Fn(&str) -> bool| {
        let mut found = called.iter().filter(|it| names(it).into_iter().any(is_it));
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let wanted = identity(name);
    // Where several are called so, the one whose id was made of the name: by an import, so that another one finds it again.
    let made = id_of_name(name);
    let is_made = |it: &&EntityIndex| {
        let rest = known.entity(**it).id().strip_prefix(made.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('~'))
            && names(it).into_iter().any(|other| identity(other) == wanted)
    };
    only(&|other| other == name)
        .or_else(|| only(&|other| identity(other) == wanted))
        .or_else(|| called.iter().find(is_made).copied())
}

/// The statements of a graph with the entities that are there under the ids they have there, and without ids that were made
/// for them; what corrects another comes after it. A correction without an id of its own has that of the statement that it
/// corrects in the end, as the row had from which it was made.
fn renamed(new: &TemporalGraph, ids: &HashMap<&str, &str>) -> Vec<StatementRecord> {
    let mut others: HashMap<String, String> = HashMap::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut records: Vec<StatementRecord> = new
        .statements()
        .enumerate()
        .map(|(at, index)| {
            let before = new.statement_record(index);
            let mut record = before.clone();
            if record.id.as_deref() == Some(&before.id_of_all_fields()) {
                record.id = None;
            }
            let ends = [&mut record.holder, &mut record.target];
            let topics = record.about.iter_mut().chain(&mut record.claimed_by);
            ends.into_iter().chain(topics).for_each(|id| rename(id, ids));
            let id = before.id();
            if record.id.is_none() {
                others.insert(id.clone(), record.id());
            }
            place.insert(id, at);
            record
        })
        .collect();
    // How many corrections each is away from a statement that corrects none, and the given id of that one.
    let chain = |record: &StatementRecord| {
        let (mut depth, mut at, mut root) = (0, record, None);
        while let Some(corrected) = at.supersedes.as_ref().and_then(|id| place.get(id))
            && depth <= records.len()
            && let Some(next) = records.get(*corrected)
        {
            (depth, at) = (depth + 1, next);
            root = root.or_else(|| at.id.clone());
        }
        (depth, root)
    };
    let chains: Vec<(usize, Option<String>)> = records.iter().map(chain).collect();
    let mut deep: Vec<(usize, StatementRecord)> = Vec::with_capacity(records.len());
    for ((depth, root), mut record) in chains.into_iter().zip(std::mem::take(&mut records)) {
        if let Some(id) = record.supersedes.as_mut()
            && let Some(renamed) = others.get(id.as_str())
        {
            id.clone_from(renamed);
        }
        if record.id.is_none() && record.supersedes.is_some() && root.is_some() {
            (record.id, record.supersedes) = (root, None);
        }
        deep.push((depth, record));
    }
    deep.sort_by_key(|(depth, _)| *depth);
    deep.into_iter().map(|(_, record)| record).collect()
}

/// The statements that are there and that new ones may repeat or correct: those of the same pairs, and those with the same
/// ids.
fn standing(known: &TemporalGraph, records: &[StatementRecord]) -> Standing {
    let mut standing = Standing::default();
    let pairs: BTreeSet<PairIndex> = records
        .iter()
        .filter_map(|record| {
            known.find_pair(known.by_id(&record.holder)?, known.by_id(&record.target)?)
        })
        .collect();
    let mut indices: BTreeSet<_> =
        pairs.into_iter().flat_map(|pair| known.statements_of(pair)).collect();
    let given: HashSet<&str> = records.iter().filter_map(|record| record.id.as_deref()).collect();
    if !given.is_empty() {
        indices
            .extend(known.given_ids().filter(|(_, id)| given.contains(id)).map(|(index, _)| index));
    }
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

/// The statements to be added, in the order of the new graph.
fn statements(
    (known, new): (Option<&TemporalGraph>, &TemporalGraph),
    ids: &HashMap<&str, &str>,
    (mode, provenance): (Mode, &Provenance),
    recorded: Day,
    update: &mut Update,
) -> Vec<StatementRecord> {
    let Some(known) = known else {
        let records = new.statements().map(|index| new.statement_record(index));
        let records: Vec<StatementRecord> = records.collect();
        update.added = records.len();
        return records;
    };
    let mut records = renamed(new, ids);
    let n_records = records.len();
    records.retain(|record| record.holder != record.target);
    update.about_itself = n_records - records.len();
    let mut standing = standing(known, &records);
    let mut open: Vec<StatementRecord> = Vec::new();
    if mode == Mode::Update {
        // What the newer copy still holds is corrected by nothing.
        let held: HashSet<String> =
            records.iter().filter_map(|record| standing.has(record)).collect();
        open.extend(standing.standing().filter(|it| !held.contains(&it.id())).cloned());
    }
    let mut added = Vec::new();
    for record in records {
        let is_repeated = standing.has(&record).is_some();
        if mode == Mode::Update
            && record.id.is_none()
            && record.supersedes.is_none()
            && !is_repeated
        {
            let corrected = standing.correct(record.clone(), &mut open, provenance.tells);
            if let Some(correction) = corrected {
                update.corrected += 1;
                added.push(correction);
                continue;
            }
        }
        match standing.add(record) {
            Verdict::New(record) => {
                update.corrected += usize::from(record.supersedes.is_some());
                added.push(*record);
            }
            Verdict::Correction(record) => {
                update.corrected += 1;
                added.push(*record);
            }
            Verdict::Repeated => update.unchanged += 1,
        }
    }
    update.added = added.len();
    // Only now, as no id is made of a day that the data do not tell.
    for record in &mut added {
        record.recorded.get_or_insert_with(|| recorded.to_string());
    }
    added
}
