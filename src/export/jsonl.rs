//! The statements of a view as JSON lines: records of a corpus, one a line, that `import jsonl` reads.
//!
//! `{"verb": …}`, `{"entity": …}`, `{"source": …}` and `{"statement": …}`, in this order, with the fields of corpus
//! files. Every statement inside the view is there, corrected ones and claims included, with the
//! entities and sources that it needs, and the verbs that do not ship with the program.

use super::{ExportError, Exporter, NetworkScene, Scene, needed::Needed};
use crate::corpus::shipped_vocabulary;
use serde::Serialize;
use std::{collections::BTreeMap, io::Write};

/// Writes JSON lines.
#[derive(Debug)]
pub(super) struct Jsonl;

impl Exporter for Jsonl {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let graph = scene.view().graph();
        let needed = Needed::of(scene);
        let mut out = Vec::new();
        let used = |verb: &str| {
            graph.vocabulary().find(verb).is_some_and(|index| needed.verbs.contains(&index))
        };
        for record in graph.verb_records(&shipped_vocabulary()) {
            if used(&record.verb) {
                line(&mut out, "verb", &record);
            }
        }
        for &entity in &needed.entities {
            line(&mut out, "entity", &graph.entity_record(entity));
        }
        for &source in &needed.sources {
            line(&mut out, "source", &graph.source_record(source));
        }
        for &statement in &needed.statements {
            line(&mut out, "statement", &needed.record(graph, statement));
        }
        Ok(out)
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("jsonl"))
    }
}

fn line(out: &mut Vec<u8>, word: &str, record: &impl Serialize) {
    // Memory can always be written.
    let _ = serde_json::to_writer(&mut *out, &BTreeMap::from([(word, record)]));
    let _ = writeln!(out);
}
