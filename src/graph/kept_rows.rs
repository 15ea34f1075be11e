//! The rows of a graph kept as they are, under other numbers of entities, sources and verbs.

use super::{
    entities::Entities,
    pairs::Pairs,
    rows::Rows,
    selection::{Selected, Turns},
    sources::Sources,
    temporal::TemporalGraph,
};
use crate::{
    model::{Entity, Vocabulary, Zone},
    storage::{
        column::{builder::Gather, numbers::Column, sparse::Sparse},
        number::Number,
    },
};

impl Selected<'_> {
    /// Whether the rows of the graph can stay where they are: all of them are selected, nothing is changed in them, and their
    /// entities come in the same order.
    pub(super) fn is_kept(&self) -> bool {
        // As many as there are, each once and in order, are all.
        let are_all = self.statements.len() == self.graph.n_statements()
            && self.statements.is_sorted_by(|a, b| a < b);
        are_all
            && matches!(self.turns, Turns::New)
            && self.recorded.is_none()
            && self.entities.iter().all(Option::is_some)
            && self.entities.is_sorted_by(|a, b| a < b)
            && self.sources.iter().all(Option::is_some)
            && self.verbs.iter().all(Option::is_some)
    }

    /// The graph of its rows, which are [kept](Self::is_kept), between these entities and from these sources.
    pub(super) fn kept(
        &self,
        (models, sources): (&[Entity], Sources),
        vocabulary: Vocabulary,
        zone: Zone,
    ) -> TemporalGraph {
        let TemporalGraph { pairs, first, milestone, rows, order, .. } = self.graph;
        let n_entities = models.len();
        let same_entities = self.entities.len() == n_entities && is_same(&self.entities);
        let pairs = || {
            if same_entities {
                return pairs.clone();
            }
            let ends = |column| renumbered(column, &self.entities);
            let (holder, target) = rayon::join(|| ends(&pairs.holder), || ends(&pairs.target));
            Pairs::new(n_entities, holder, target)
        };
        let rows = || Rows {
            verb: renumbered(&rows.verb, &self.verbs),
            source: renumbered(&rows.source, &self.sources),
            claimed_by: renumbered_values(&rows.claimed_by, &self.entities),
            about: renumbered_values(&rows.about, &self.entities),
            reported_in: renumbered_values(&rows.reported_in, &self.sources),
            ..rows.clone()
        };
        let entities = || {
            if same_entities && self.graph.entities.are_called_as(models) {
                return Entities::called(models, self.graph.entities.folded.clone());
            }
            Entities::new(models)
        };
        let ((pairs, rows), entities) = rayon::join(|| rayon::join(pairs, rows), entities);
        TemporalGraph {
            entities,
            sources,
            vocabulary,
            pairs,
            first: first.clone(),
            milestone: milestone.clone(),
            rows,
            order: order.clone(),
            zone,
        }
    }
}

/// Whether everything keeps its number.
fn is_same<T: Number>(numbers: &[Option<T>]) -> bool {
    (0..).zip(numbers).all(|(at, number)| number.is_some_and(|number| number.number() == at))
}

/// A column with other numbers, each of which is known.
fn renumbered<T: Number>(column: &Column<T>, numbers: &[Option<T>]) -> Column<T> {
    if is_same(numbers) {
        return column.clone();
    }
    let number = |old: T| usize::try_from(old.number()).ok().and_then(|at| *numbers.get(at)?);
    Column::gather(column.iter(0..column.len()).map(|old| number(old).unwrap_or(old)))
}

fn renumbered_values<T: Number>(
    column: &Sparse<Column<T>>,
    numbers: &[Option<T>],
) -> Sparse<Column<T>> {
    Sparse { keys: column.keys.clone(), values: renumbered(&column.values, numbers) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{Corpus, TextFile, read_texts},
        graph::{StatementIndex, selection::Turn},
        model::{Day, EntityIndex, SourceIndex},
    };
    use std::fmt::Write as _;

    /// Statements of everything that refers to something else, and an entity and a source that none refers to.
    const CORPUS: &str = r#"Corpus(
        entities: [
            (id: "a", kind: Person, name: "Ada", aliases: ["Countess"]), (id: "b", kind: Person, name: "Bor"),
            (id: "c", kind: Topic, name: "Cil"), (id: "m", kind: Topic, name: "Moor", roles: [(role: "part", of: "b")]),
        ],
        sources: [(id: "s", kind: Post, author: "b"), (id: "n", kind: Post), (id: "t", kind: Post, in_reply_to: ["s"])],
        statements: [
            (holder: "c", stance: "opposes", target: "a", source: "t", on: "2010-01-02"),
            (holder: "a", stance: "opposes", target: "b", source: "s", on: "2010", about: ["c"], quote: "so", note: "n"),
            (id: "x", holder: "a", stance: "supports", target: "b", source: "s", on: "2010-01-02T10:00", claimed_by: "c"),
            (id: "y", holder: "a", stance: "praises", target: "b", source: "s", on: "2010-01-02", supersedes: "x",
             reported_in: ["t"], recorded: "2011"),
        ],
    )"#;

    fn graph(text: &str) -> (TemporalGraph, Corpus) {
        let reading = read_texts(vec![TextFile { path: "a.ron".into(), text: text.to_owned() }]);
        assert!(reading.is_sound(), "{:?}", reading.diagnostics);
        (TemporalGraph::new(reading.corpus.clone()), reading.corpus)
    }

    fn shown(graph: &TemporalGraph) -> String {
        let mut text = String::new();
        for entity in graph.entities() {
            let _ = writeln!(text, "{:?} {:?}", graph.entity_record(entity.index()), entity.kind());
        }
        for source in (0..graph.n_sources()).map(SourceIndex::new) {
            let _ = writeln!(text, "{:?}", graph.source_record(source));
        }
        for name in 0..graph.entities.folded.len() {
            let _ = writeln!(text, "{:?}", graph.entities.folded.get(name));
        }
        for statement in graph.statements().chain(graph.in_corpus_order()) {
            let (pair, known) = (graph.pair_of(statement), graph.statement(statement).known());
            let record = graph.statement_record(statement);
            let ends = (graph.holder(pair), graph.target(pair));
            let _ = writeln!(text, "{statement:?} {pair:?} {ends:?} {known} {record:?}");
        }
        let towards = (0..graph.n_pairs()).map(|place| graph.pairs.towards(place));
        let _ = writeln!(text, "{:?}", towards.collect::<Vec<_>>());
        text
    }

    /// The statements of a graph, selected for the tables of another one.
    fn selected<'g>(graph: &'g TemporalGraph, into: &TemporalGraph) -> Selected<'g> {
        let statements: Vec<StatementIndex> = graph.statements().collect();
        let entity = |id: &str| into.entities.id.find(id).map(EntityIndex::new);
        let verbs = graph.vocabulary().verbs().iter();
        Selected {
            turns: Turns::New,
            statements,
            entities: graph.entities().map(|it| entity(it.id())).collect(),
            sources: graph.sources().map(|it| into.find_source(it.id())).collect(),
            verbs: verbs.map(|verb| into.vocabulary().find(&verb.word)).collect(),
            recorded: None,
            graph,
        }
    }

    #[test]
    fn kept_rows_are_as_those_assembled_anew() {
        let (there, corpus) = graph(CORPUS);
        let more = "vocabulary: [(verb: \"abhors\", polarity: Negative)],\nentities: [(id: \"aa\", kind: Person, name: \"More\"),";
        let more = CORPUS.replacen("entities: [", more, 1);
        let more = more.replacen("sources: [", "sources: [(id: \"p\", kind: Post),", 1);
        let (more, more_corpus) = graph(&more);
        for (into, corpus) in [(&there, &corpus), (&more, &more_corpus)] {
            let all = selected(&there, into);
            assert!(all.is_kept());
            let models = || (corpus.entities.as_slice(), Sources::new(&corpus.sources).unwrap());
            let kept = all.kept(models(), into.vocabulary().clone(), Zone::default());
            let (vocabulary, zone) = (into.vocabulary().clone(), Zone::default());
            let assembled = TemporalGraph::assembled(&[all], models(), vocabulary, zone).unwrap();
            assert_eq!(shown(&kept), shown(&assembled));
        }
        // What is changed, left out or comes in another order is assembled anew.
        let mut changed = [(); 4].map(|()| selected(&there, &there));
        changed[0].recorded = Some(Day::from_number(0));
        changed[1].statements.pop();
        changed[2].turns = Turns::Listed((0..4).map(Turn::There).collect());
        changed[3].entities.swap(0, 1);
        assert!(changed.iter().all(|it| !it.is_kept()));
    }
}
