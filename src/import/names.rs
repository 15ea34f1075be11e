//! The entities that data name, as a small corpus to be edited before the data are imported into it.

use super::{Update, records::Records, similar_names::similar_names};
use crate::{graph::TemporalGraph, model::EntityIndex};
use std::fmt::Write as _;

impl Update {
    /// What is new where nothing is there. It holds the entities and counts the statements.
    pub fn of_new(graph: &TemporalGraph) -> Self {
        let indices = || (0..graph.n_entities()).map(EntityIndex::new);
        let entities = indices().map(|index| graph.entity_record(index)).collect();
        Self {
            added: graph.n_statements(),
            entities: indices().map(|index| graph.entity(index).name().to_owned()).collect(),
            alike: similar_names(None, graph, &vec![None; graph.n_entities()]),
            records: Records { entities, ..Records::default() },
            ..Self::default()
        }
    }

    /// The text of a corpus of the entities that are new, with other spellings of the data (`united`) as their aliases and
    /// with comments on names that look alike.
    pub fn names(&self, united: &[Vec<String>]) -> String {
        let mut entities = self.records.entities.clone();
        for record in &mut entities {
            let spellings = united.iter().filter(|names| names.contains(&record.name)).flatten();
            for other in spellings {
                if *other != record.name && !record.aliases.contains(other) {
                    record.aliases.push(other.clone());
                }
            }
        }
        let mut text = String::from(
            "// Entities that are new. Where two are one, add the name of the one to the aliases of the other and delete its\n\
             // record. Then import the data into this corpus.\n",
        );
        for (name, other) in &self.alike {
            let _ = writeln!(text, "// {name:?} looks like {other:?}.");
        }
        text.push_str(&Records { entities, ..Records::default() }.additions().new_file());
        text
    }
}
