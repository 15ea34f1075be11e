//! The statements of a view as JSON lines: records of a corpus, one a line, that `import jsonl` reads.
//!
//! `{"corpus": …}` with the time zone, if it is not UTC, `{"verb": …}`, `{"entity": …}`, `{"source": …}` and
//! `{"statement": …}`, in this order, with the fields of corpus files, and statements in the order of the corpus. Holds every statement in the view, corrected ones and claims included, the entities and
//! sources that they refer to, and their verbs outside the default vocabulary.

use super::{
    corrections::Corrections,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    selection::Selection,
};
use crate::corpus::{record::CorpusRecord, shipped_vocabulary};
use serde::Serialize;
use std::{collections::BTreeMap, io::Write};

/// Writes JSON lines.
#[derive(Debug)]
pub(super) struct Jsonl;

impl Exporter for Jsonl {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let graph = scene.view().graph();
        let selection = Selection::of(scene);
        let mut out = Vec::new();
        if !graph.zone().is_utc() {
            let time_zone = graph.zone().name().to_owned();
            line(&mut out, "corpus", &CorpusRecord { time_zone });
        }
        let used = |verb: &str| {
            graph.vocabulary().find(verb).is_some_and(|index| selection.verbs.contains(&index))
        };
        for record in graph.verb_records(&shipped_vocabulary()) {
            if used(&record.verb) {
                line(&mut out, "verb", &record);
            }
        }
        for &entity in &selection.entities {
            line(&mut out, "entity", &graph.entity_record(entity));
        }
        for &source in &selection.sources {
            line(&mut out, "source", &graph.source_record(source));
        }
        for statement in selection.in_corpus_order(graph) {
            line(&mut out, "statement", &selection.record(graph, statement));
        }
        Ok(out)
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        Corrections::of(scene).notes()
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("jsonl"))
    }
}

fn line(out: &mut Vec<u8>, word: &str, record: &impl Serialize) {
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(&mut *out, &BTreeMap::from([(word, record)]));
    let _ = writeln!(out);
}
