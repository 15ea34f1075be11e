//! Entities in columns, and how they are found by name.

use super::{attribute, dates::Dates, merge::Merges, temporal::TemporalGraph};
use crate::{
    corpus::{
        fold::fold,
        name::{NameError, Named, find_entity},
    },
    model::{Bounds, Date, Day, Entity, EntityId, EntityIndex, EntityKind, IdError, Role},
    storage::{
        column::{builder::Gather, numbers::Column, sparse::Sparse, texts::Texts},
        merge::{MergeIndex, Mergeable, Renumbering},
        table::columns,
    },
};
use rayon::prelude::*;
use std::sync::Arc;

columns! {
    /// The entities, sorted by id.
    pub(crate) struct Entities {
        id: Texts,
        kind: Column<EntityKind>,
        name: Texts,
        alias: Sparse<Texts>,
        wikidata: Sparse<Texts>,
        note: Sparse<Texts>,
        role: Sparse<Texts>,
        /// Where each role is held.
        role_of: Column<EntityIndex>,
        /// When a role began, by its place among all.
        role_from: Sparse<Dates>,
        /// When it ended.
        role_until: Sparse<Dates>,
        attribute or nothing: Sparse<Texts>,
        attribute_value or nothing: Sparse<Texts>,
        folded: FoldedNames,
    }
}

columns! {
    /// What entities are called, in the form in which names are compared, sorted.
    pub(crate) struct FoldedNames merged {
        name: Texts,
        entity: Column<EntityIndex>,
        /// 1 for an id.
        is_id: Column<u8>,
    }
}

impl Entities {
    pub(super) fn new(entities: &[Entity]) -> Self {
        let folded = FoldedNames::new(entities.iter().enumerate().flat_map(|(row, entity)| {
            let names = std::iter::once(&entity.name).chain(&entity.aliases);
            let names = names.map(|name| (name.as_str(), 0));
            let all = std::iter::once((entity.id.as_str(), 1)).chain(names);
            all.map(move |(name, is_id)| (EntityIndex::new(row), name, is_id))
        }));
        Self::called(entities, folded)
    }

    /// Whether these are others with the same ids, names and aliases.
    pub(super) fn are_called_as(&self, models: &[Entity]) -> bool {
        let is_called = |row: usize, model: &Entity| {
            let entity = EntityRef { entities: self, index: EntityIndex::new(row) };
            entity.id() == model.id.as_str()
                && entity.name() == model.name
                && entity.aliases().eq(model.aliases.iter().map(String::as_str))
        };
        self.len() == models.len()
            && models.iter().enumerate().all(|(row, model)| is_called(row, model))
    }

    /// The columns of entities of which the folded names are known.
    pub(super) fn called(entities: &[Entity], folded: FoldedNames) -> Self {
        let rows = || entities.iter().enumerate();
        let texts = |text: fn(&Entity) -> Option<&String>| {
            Sparse::gather(rows().filter_map(|(row, entity)| Some((row, text(entity)?.as_str()))))
        };
        let roles =
            || rows().flat_map(|(row, entity)| entity.roles.iter().map(move |role| (row, role)));
        let dates = |date: fn(&Role) -> Option<&Date>| {
            let dated = roles().enumerate();
            Sparse::gather(dated.filter_map(|(at, (_, role))| Some((at, date(role)?))))
        };
        Self {
            id: Texts::gather(entities.iter().map(|entity| entity.id.as_str())),
            kind: Column::gather(entities.iter().map(|entity| entity.kind)),
            name: Texts::gather(entities.iter().map(|entity| entity.name.as_str())),
            alias: Sparse::gather(rows().flat_map(|(row, entity)| {
                entity.aliases.iter().map(move |alias| (row, alias.as_str()))
            })),
            wikidata: texts(|entity| entity.wikidata.as_ref()),
            note: texts(|entity| entity.note.as_ref()),
            attribute: attribute::names(rows().map(|(row, entity)| (row, &entity.attributes))),
            attribute_value: attribute::values(
                rows().map(|(row, entity)| (row, &entity.attributes)),
            ),
            role: Sparse::gather(roles().map(|(row, role)| (row, role.role.as_str()))),
            role_of: Column::gather(roles().map(|(_, role)| role.of)),
            role_from: dates(|role| role.from.as_ref()),
            role_until: dates(|role| role.until.as_ref()),
            folded,
        }
    }
}

impl Entities {
    /// Those of two graphs.
    pub(crate) fn merged(
        self,
        delta: Self,
        merges: &Merges,
        renumbering: &Arc<Renumbering>,
    ) -> Self {
        let rows = &merges.entities;
        // Roles are known by their place among all.
        let roles = MergeIndex::chain(self.role_of.len(), delta.role_of.len());
        let roles = &Arc::new(roles);
        Self {
            id: self.id.merged(delta.id, rows, renumbering),
            kind: self.kind.merged(delta.kind, rows, renumbering),
            name: self.name.merged(delta.name, rows, renumbering),
            alias: self.alias.merged(delta.alias, rows, renumbering),
            wikidata: self.wikidata.merged(delta.wikidata, rows, renumbering),
            note: self.note.merged(delta.note, rows, renumbering),
            role: self.role.merged(delta.role, rows, renumbering),
            role_of: self.role_of.merged(delta.role_of, roles, renumbering),
            role_from: self.role_from.merged(delta.role_from, roles, renumbering),
            role_until: self.role_until.merged(delta.role_until, roles, renumbering),
            attribute: self.attribute.merged(delta.attribute, rows, renumbering),
            attribute_value: self.attribute_value.merged(delta.attribute_value, rows, renumbering),
            folded: self.folded.merged(delta.folded, &merges.names, renumbering),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.id.len()
    }
}

impl TemporalGraph {
    /// The entities in columns of their own, where they were those of two graphs: roles are known by their place among all,
    /// which is another one then.
    pub(crate) fn entities_alone(&self) -> Result<Entities, IdError> {
        let entities = self.entities().map(EntityRef::to_model);
        Ok(Entities::new(&entities.collect::<Result<Vec<_>, _>>()?))
    }
}

impl FoldedNames {
    /// Of names, each with the entity that it means, and 1 when it is its id.
    pub(super) fn new<'n>(names: impl Iterator<Item = (EntityIndex, &'n str, u8)>) -> Self {
        let names: Vec<_> = names.collect();
        let folded = |(entity, name, is_id)| (fold(name), entity, is_id);
        let mut names: Vec<_> = names.into_par_iter().map(folded).collect();
        names.par_sort_unstable();
        names.dedup();
        Self {
            name: Texts::gather(names.iter().map(|(name, ..)| name.as_str())),
            entity: Column::gather(names.iter().map(|(_, entity, _)| *entity)),
            is_id: Column::gather(names.iter().map(|(.., is_id)| *is_id)),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.name.len()
    }

    /// A name, the entity that it means, and 1 when it is its id.
    pub(crate) fn get(&self, row: usize) -> (&str, EntityIndex, u8) {
        (self.name.get(row), self.entity.get(row), self.is_id.get(row))
    }

    /// Those whose id, or whose name or alias, folds to `folded`.
    fn find(&self, folded: &str, among_ids: bool) -> Vec<EntityIndex> {
        let first = self.name.lower_bound(folded);
        (first..self.name.len())
            .take_while(|&row| self.name.get(row) == folded)
            .filter(|&row| (self.is_id.get(row) == 1) == among_ids)
            .map(|row| self.entity.get(row))
            .collect()
    }
}

impl Named for TemporalGraph {
    fn by_id(&self, id: &str) -> Option<EntityIndex> {
        self.entities.id.find(id).map(EntityIndex::new)
    }

    fn by_folded_id(&self, folded: &str) -> Vec<EntityIndex> {
        self.entities.folded.find(folded, true)
    }

    fn by_folded_name(&self, folded: &str) -> Vec<EntityIndex> {
        self.entities.folded.find(folded, false)
    }

    fn id(&self, entity: EntityIndex) -> &str {
        self.entity(entity).id()
    }

    fn all_names(&self) -> impl Iterator<Item = (EntityIndex, &str)> {
        self.entities().flat_map(|entity| {
            let names = [entity.id(), entity.name()].into_iter().chain(entity.aliases());
            names.map(move |name| (entity.index(), name))
        })
    }
}

impl TemporalGraph {
    /// How many entities there are.
    pub fn n_entities(&self) -> usize {
        self.entities.len()
    }

    /// The entities, sorted by id.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = EntityRef<'_>> {
        (0..self.n_entities()).map(|row| self.entity(EntityIndex::new(row)))
    }

    /// The entity at an index of this graph.
    pub fn entity(&self, index: EntityIndex) -> EntityRef<'_> {
        EntityRef { entities: &self.entities, index }
    }

    /// The entity that a person means: by id first, else by name or alias, else by words in the names of one entity.
    pub fn find_entity(&self, typed: &str) -> Result<EntityIndex, NameError> {
        find_entity(self, typed)
    }
}

/// An entity of a graph. Reading a field touches only that field's column.
#[derive(Clone, Copy, Debug)]
pub struct EntityRef<'g> {
    entities: &'g Entities,
    index: EntityIndex,
}

impl<'g> EntityRef<'g> {
    fn row(self) -> usize {
        self.index.position()
    }

    /// Its position in the graph.
    pub fn index(self) -> EntityIndex {
        self.index
    }

    /// Its id.
    pub fn id(self) -> &'g str {
        self.entities.id.get(self.row())
    }

    /// What sort of thing it is.
    pub fn kind(self) -> EntityKind {
        self.entities.kind.get(self.row())
    }

    /// The name that reports and pictures show.
    pub fn name(self) -> &'g str {
        self.entities.name.get(self.row())
    }

    /// Other names and handles it is known by.
    pub fn aliases(self) -> impl Iterator<Item = &'g str> {
        let aliases = &self.entities.alias;
        aliases.of(self.row()).map(|at| aliases.values().get(at))
    }

    /// The item of Wikidata.
    pub fn wikidata(self) -> Option<&'g str> {
        self.entities.wikidata.get(self.row())
    }

    /// A remark of the coder.
    pub fn note(self) -> Option<&'g str> {
        self.entities.note.get(self.row())
    }

    /// The entity by itself; its roles are in entities of the same graph.
    pub(crate) fn to_model(self) -> Result<Entity, IdError> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let roles = self.roles().map(|role| Role {
            role: role.role().to_owned(),
            of: role.of(),
            from: role.from(),
            until: role.until(),
        });
        Ok(Entity {
            id: EntityId::new(self.id())?,
            kind: self.kind(),
            name: self.name().to_owned(),
            aliases: self.aliases().map(str::to_owned).collect(),
            wikidata: owned(self.wikidata()),
            roles: roles.collect(),
            attributes: self.attributes().collect(),
            note: owned(self.note()),
        })
    }

    /// The names and values of its attributes, by name.
    pub fn attributes(self) -> impl Iterator<Item = (&'g str, &'g str)> {
        let Entities { attribute, attribute_value, .. } = self.entities;
        attribute::of(attribute, attribute_value, self.row())
    }

    /// Offices and memberships, in the order written.
    pub fn roles(self) -> impl Iterator<Item = RoleRef<'g>> {
        self.entities.role.of(self.row()).map(|at| RoleRef { entities: self.entities, at })
    }
}

/// An office or a membership of an entity of a graph.
#[derive(Clone, Copy, Debug)]
pub struct RoleRef<'g> {
    entities: &'g Entities,
    at: usize,
}

impl<'g> RoleRef<'g> {
    /// The office or membership in words.
    pub fn role(self) -> &'g str {
        self.entities.role.values().get(self.at)
    }

    /// Where it is held.
    pub fn of(self) -> EntityIndex {
        self.entities.role_of.get(self.at)
    }

    /// When it began; open when absent.
    pub fn from(self) -> Option<Date> {
        self.entities.role_from.get(self.at)
    }

    /// The day it ended, exclusive; open when absent.
    pub fn until(self) -> Option<Date> {
        self.entities.role_until.get(self.at)
    }

    /// Whether the role may have been held on some day of `bounds`.
    pub fn may_hold_on(self, bounds: Bounds) -> bool {
        let from = self.from().map_or(Day::MIN, |date| date.bounds().earliest);
        let until = self.until().map_or(Day::MAX, |date| date.bounds().latest);
        from <= bounds.latest && (bounds.earliest < until || until == Day::MAX)
    }
}
