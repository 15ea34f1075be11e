//! Data that are imported in parts, in order, against the same data imported at once, as text and as store.

use super::update::corpus_of;
use stancegraph::{
    corpus,
    graph::{
        TemporalGraph,
        ingest::{Ingest, Naming, Taken},
    },
    import::{
        ImportReport, Mode, Outcome, Provenance, Recorded, Sink,
        destination::{Adding, StoreAddition},
        update,
    },
    model::Day,
};
use std::{collections::BTreeSet, io, path::Path};

/// The graph of what an importer brings one after the other, with its report.
pub(crate) fn ingested<E: std::fmt::Debug>(
    read: impl FnOnce(Sink<'_>) -> Result<ImportReport, E>,
) -> (TemporalGraph, ImportReport, Outcome) {
    let ingest = Ingest::new(corpus::shipped_vocabulary(), 1 << 20, &[]);
    let mut worker = ingest.worker();
    let report = read(&mut |statement| worker.push(statement)).unwrap();
    worker.finish().unwrap();
    let progress = |_| -> io::Result<()> { Ok(()) };
    let (graph, taken): (TemporalGraph, Taken) =
        ingest.finish(Naming::default(), &progress).unwrap();
    (graph, report, Outcome::of(taken, |line| line.to_string()))
}

/// Rows that are left out, early or late.
pub(crate) fn n_left_out(report: &ImportReport) -> usize {
    report.left_out.values().map(|left_out| left_out.rows).sum()
}

/// What stands in a graph, by the ids of entities: names of several spellings have one of them.
fn standing(graph: &TemporalGraph) -> BTreeSet<String> {
    let stands = |index: &_| graph.statement(*index).superseded_since().is_none();
    let said = |index| {
        let it = graph.statement(index);
        let (holder, target) = (it.holder_entity().id(), it.target_entity().id());
        let quoted = (it.quote().map(String::from), it.prefix(), it.suffix());
        let coded = (it.coder(), it.note(), it.confidence().value().to_string());
        let source = it.source_record().title().unwrap_or(it.source_record().id());
        format!("{:?}", (holder, &it.verb().word, target, it.date(), source, quoted, coded))
    };
    graph.statements().filter(stands).map(said).collect()
}

/// What stands once graphs are added to a new corpus or store, one after the other, and how many statements there are.
pub(crate) fn added(graphs: &[TemporalGraph], store: Option<&Path>) -> (usize, BTreeSet<String>) {
    let provenance = Provenance { given_ids: Some(BTreeSet::new()), ..Provenance::default() };
    let shipped = corpus::shipped_vocabulary();
    let recorded = Recorded::Today(Day::from_civil(2030, 1, 1));
    let mut known: Option<TemporalGraph> = None;
    let mut text = String::new();
    for new in graphs {
        let how = (Mode::Add, &provenance);
        let update = update(known.as_ref(), new, how, &shipped, recorded).unwrap();
        known = Some(match store {
            Some(path) => {
                match &known {
                    None => new.write(path).unwrap(),
                    Some(_) => {
                        let adding = Adding { mode: Mode::Add, provenance: &provenance, recorded };
                        let addition = StoreAddition::new(path, new, adding, false).unwrap();
                        assert_eq!(addition.update.added, update.added);
                        assert_eq!(addition.update.unchanged, update.unchanged);
                        addition.write().unwrap();
                    }
                }
                TemporalGraph::open_whole(path).unwrap()
            }
            None => {
                let additions = update.additions();
                text = if known.is_none() {
                    additions.new_file()
                } else {
                    additions.append_to(&text).unwrap()
                };
                corpus_of(&text, "corpus.ron")
            }
        });
    }
    let known = known.unwrap();
    (known.n_statements(), standing(&known))
}

/// Whether graphs of parts say what the graph of the whole says, added as text and as store.
pub(crate) fn are_whole(parts: &[TemporalGraph], whole: TemporalGraph) {
    let whole = [whole];
    for is_store in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| is_store.then(|| folder.path().join(name));
        let in_parts = added(parts, path("parts.stance").as_deref());
        let at_once = added(&whole, path("whole.stance").as_deref());
        assert_eq!(in_parts, at_once, "store: {is_store}");
    }
}
