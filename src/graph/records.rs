//! What a graph holds, as the records of a corpus: what a corpus file would say to mean the same.

use super::{index::StatementIndex, temporal::TemporalGraph};
use crate::{
    corpus::record::{EntityRecord, RoleRecord, SourceRecord, StatementRecord, VerbRecord},
    model::{Confidence, Date, Effect, EntityIndex, SourceIndex, Strength, Vocabulary},
};

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

fn written(date: Option<Date>) -> Option<String> {
    date.map(|date| date.as_str().to_owned())
}

impl TemporalGraph {
    /// The verbs that are not as another vocabulary has them.
    pub(crate) fn verb_records(&self, except: &Vocabulary) -> Vec<VerbRecord> {
        let is_own = |verb: &&crate::model::Verb| {
            except.find(&verb.word).is_none_or(|index| except.verb(index) != *verb)
        };
        let record = |verb: &crate::model::Verb| VerbRecord {
            verb: verb.word.clone(),
            polarity: match verb.effect {
                Effect::Expresses(polarity) => Some(polarity),
                Effect::Ends => None,
            },
            strength: Some(verb.strength)
                .filter(|&full| full != Strength::FULL)
                .map(Strength::value),
            ends: verb.effect == Effect::Ends,
            cameo: verb.cameo.clone(),
            label: verb.label.clone(),
        };
        self.vocabulary().verbs().iter().filter(is_own).map(record).collect()
    }

    fn id_of(&self, entity: EntityIndex) -> String {
        self.entity(entity).id().to_owned()
    }

    fn id_of_source(&self, source: SourceIndex) -> String {
        self.source(source).id().to_owned()
    }

    /// An entity.
    pub(crate) fn entity_record(&self, index: EntityIndex) -> EntityRecord {
        let entity = self.entity(index);
        let roles = entity.roles().map(|role| RoleRecord {
            role: role.role().to_owned(),
            of: self.id_of(role.of()),
            from: written(role.from()),
            until: written(role.until()),
        });
        EntityRecord {
            id: entity.id().to_owned(),
            kind: entity.kind(),
            name: entity.name().to_owned(),
            aliases: entity.aliases().map(str::to_owned).collect(),
            wikidata: owned(entity.wikidata()),
            roles: roles.collect(),
            attributes: entity.attributes().collect(),
            note: owned(entity.note()),
        }
    }

    /// A source.
    pub(crate) fn source_record(&self, index: SourceIndex) -> SourceRecord {
        let source = self.source(index);
        SourceRecord {
            id: source.id().to_owned(),
            kind: source.kind(),
            title: owned(source.title()),
            author: source.author().map(|entity| self.id_of(entity)),
            outlet: source.outlet().map(|entity| self.id_of(entity)),
            published: written(source.published()),
            url: owned(source.url()),
            archived: owned(source.archived()),
            in_reply_to: source.in_reply_to().map(|original| self.id_of_source(original)).collect(),
            language: owned(source.language()),
            attributes: source.attributes().collect(),
            note: owned(source.note()),
        }
    }

    /// A statement. Its id is told where it is not the hash of what identifies it, and its recording where
    /// it was known on another day than its source or its date tells.
    pub(crate) fn statement_record(&self, index: StatementIndex) -> StatementRecord {
        let statement = self.statement(index);
        let rows = &self.rows;
        let source = statement.source_record();
        let published = source.published().map(|date| date.bounds().latest);
        let latest = statement.bounds().latest;
        let known_anyway = published.filter(|day| day.is_bounded()).unwrap_or(latest);
        let known = Some(statement.known()).filter(|&day| day != known_anyway && day.is_bounded());
        let confidence = rows.confidence.get(index.position());
        StatementRecord {
            holder: statement.holder_entity().id().to_owned(),
            stance: statement.verb().word.clone(),
            target: statement.target_entity().id().to_owned(),
            source: source.id().to_owned(),
            id: owned(rows.id.get(index.position())),
            on: Some(statement.date().into_owned()),
            until: written(statement.until()),
            about: statement.about().map(|entity| self.id_of(entity)).collect(),
            quote: statement.quote().map(String::from),
            prefix: owned(statement.prefix()),
            suffix: owned(statement.suffix()),
            reported_in: statement.reported_in().map(|source| self.id_of_source(source)).collect(),
            recorded: known.map(|day| day.to_string()),
            coder: owned(statement.coder()),
            confidence: confidence.map(Confidence::value),
            supersedes: statement
                .supersedes()
                .map(|corrected| self.statement(corrected).id().into_owned()),
            claimed_by: statement.claimed_by().map(|entity| self.id_of(entity)),
            note: owned(statement.note()),
        }
    }
}
