//! Cypher statements that create the graph in Neo4j, Memgraph or Kuzu.
//!
//! Uses only what the three share: one label, one relationship type, everything else a property, so the same
//! file loads into each. Kuzu needs its tables declared first, the others an index; comments at the top give
//! the commands, without semicolons, because some shells end a statement even in a comment. Loading a file again
//! updates the graph: properties that a record does not have are set to null.
//!
//! Texts are unchanged, except for NUL, which would end them.

use super::{
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    records::{Field, Records, Value, declared, value},
    scene::Scene,
};
use crate::graph::{EntityRef, TemporalGraph};
use std::{borrow::Cow, collections::BTreeSet, fmt::Write};

/// Writes Cypher.
#[derive(Debug)]
pub(super) struct Cypher;

impl Exporter for Cypher {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(scene.view().graph(), &Records::of_scene(scene), "TIE"))
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(scene.view().graph(), &Records::of_network(scene), "EDGE"))
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        replaced(&Records::of_scene(scene)).into_iter().collect()
    }

    fn network_notes(&self, scene: &NetworkScene<'_>, _: &[u8]) -> Vec<String> {
        replaced(&Records::of_network(scene)).into_iter().collect()
    }
}

/// The texts in which NUL is replaced, in a sentence.
fn replaced(records: &Records) -> Option<String> {
    let n = records.texts().filter(|text| text.contains('\0')).count();
    let texts = if n == 1 { "1 text holds".to_owned() } else { format!("{n} texts hold") };
    (n > 0).then(|| format!("{texts} NUL, which would end it; U+FFFD stands for each"))
}

/// A column and its type.
type Column = (&'static str, &'static str);

/// The columns of entities that some export has. Tables in Kuzu have all of them from the first on, so that any other export
/// loads into the same.
const OF_ENTITIES: &[Column] = &[
    ("label", "STRING"),
    ("kind", "STRING"),
    ("aliases", "STRING[]"),
    ("wikidata", "STRING"),
    ("part", "INT64"),
    ("camp", "INT64"),
    ("cluster", "STRING"),
    ("elsewhere", "BOOLEAN"),
];

/// Those of ties.
const OF_TIES: &[Column] = &[
    ("label", "STRING"),
    ("polarity", "STRING"),
    ("sign", "INT64"),
    ("weight", "DOUBLE"),
    ("certainty", "STRING"),
    ("date", "STRING"),
    ("earliest", "DATE"),
    ("latest", "DATE"),
    ("source_id", "STRING"),
    ("url", "STRING"),
    ("quote", "STRING"),
    ("statements", "STRING[]"),
    ("fits", "BOOLEAN"),
];

/// Those of the edges of networks.
const OF_EDGES: &[Column] =
    &[("weight", "DOUBLE"), ("polarity", "STRING"), ("statements", "STRING[]")];

/// The records as Cypher, with relationships of this type.
fn written(graph: &TemporalGraph, records: &Records, kind: &str) -> Vec<u8> {
    let of_nodes = declared(records.nodes.iter().flat_map(|node| &node.fields));
    let of_edges = declared(records.edges.iter().flat_map(|edge| &edge.fields));
    let mut out = heading(records, kind, &attributes(graph), [&of_nodes, &of_edges]);
    for node in &records.nodes {
        let _ = write!(out, "MERGE (e:Entity {{id: {}}})", text(&node.id));
        set(&mut out, "e", "name", &of_nodes, &node.fields);
    }
    for edge in &records.edges {
        let (source, target) = (text(&edge.source), text(&edge.target));
        let _ = write!(
            out,
            "MATCH (a:Entity {{id: {source}}}), (b:Entity {{id: {target}}}) MERGE (a)-[t:{kind}]->(b)"
        );
        set(&mut out, "t", "verb", &of_edges, &edge.fields);
    }
    out.into_bytes()
}

/// The fields of attributes that some entity of the corpus has, whether or not it is in this export.
fn attributes(graph: &TemporalGraph) -> BTreeSet<String> {
    let of_entities = graph.entities().flat_map(EntityRef::attributes);
    of_entities.map(|(name, _)| format!("attr.{name}")).collect()
}

/// Comments on the content of the file and the commands to run before it.
fn heading(
    records: &Records,
    kind: &str,
    attributes: &BTreeSet<String>,
    [of_nodes, of_edges]: [&[&Field]; 2],
) -> String {
    let text_of = |name| value(&records.fields, name).map(Value::text);
    let texts = [text_of("title"), text_of("description")].into_iter().flatten();
    let about: Vec<String> = texts.map(|text| remark(&text)).collect();
    let columns = |known: &[Column], attributes: &BTreeSet<String>, fields: &[&Field], label| {
        let column = |field: &&Field| format!(", {} {}", name(&field.0, label), type_of(&field.1));
        let all = known.iter().map(|(field, kind)| format!(", {} {kind}", name(field, label)));
        let of_corpus = attributes.iter().map(|field| format!(", {} STRING", name(field, label)));
        let is_other = |field: &&&Field| {
            known.iter().all(|(known, _)| **known != *field.0) && !attributes.contains(&*field.0)
        };
        let others = fields.iter().filter(is_other).map(column);
        all.chain(of_corpus).chain(others).collect::<String>()
    };
    let of_kind = if kind == "TIE" { OF_TIES } else { OF_EDGES };
    let both_ways = if records.is_directed { "" } else { " Edges are undirected." };
    format!(
        "// {}\n\
         // Entities by id, and from one to another a relationship {kind}.{both_ways}\n\
         // In Kuzu, create the tables first:\n\
         //   CREATE NODE TABLE IF NOT EXISTS Entity(id STRING PRIMARY KEY{})\n\
         //   CREATE REL TABLE IF NOT EXISTS {kind}(FROM Entity TO Entity{})\n\
         // In Neo4j and Memgraph, an index makes loading fast:\n\
         //   CREATE INDEX IF NOT EXISTS FOR (e:Entity) ON (e.id)\n\
         //   CREATE INDEX ON :Entity(id)\n",
        about.join(". "),
        columns(OF_ENTITIES, attributes, of_nodes, "name"),
        columns(of_kind, &BTreeSet::new(), of_edges, "verb"),
    )
}

/// Sets every declared property of `subject` and ends the statement.
fn set(out: &mut String, subject: &str, label: &str, declared: &[&Field], fields: &[Field]) {
    for (position, (field, _)) in declared.iter().enumerate() {
        out.push_str(if position == 0 { " SET " } else { ", " });
        let value = value(fields, field).and_then(literal);
        let value = value.unwrap_or_else(|| "null".to_owned());
        let _ = write!(out, "{subject}.{} = {value}", name(field, label));
    }
    out.push_str(";\n");
}

/// The property of a field: a label is a name or a verb here.
fn name<'n>(field: &'n str, label: &'n str) -> Cow<'n, str> {
    let is_plain = field.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match field {
        "label" => Cow::Borrowed(label),
        field if is_plain => Cow::Borrowed(field),
        // A name of an attribute, which may be anything.
        field => {
            let shown = field.replace(|c: char| c.is_control() || c == ';', " ");
            Cow::Owned(format!("`{}`", shown.replace('`', "``")))
        }
    }
}

/// The type of a column with such values.
const fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "STRING",
        Value::Number(_) => "DOUBLE",
        Value::Whole(_) => "INT64",
        Value::Truth(_) => "BOOLEAN",
        Value::Day(_) => "DATE",
        Value::Texts(_) | Value::Ids(_) => "STRING[]",
    }
}

/// A value in Cypher; `None` for a day that not every database can hold.
fn literal(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(it) => text(it),
        // With a decimal point, so that it is not an integer.
        Value::Number(number) => format!("{number:?}"),
        Value::Whole(number) => number.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Day(day) => {
            let (year, ..) = day.civil();
            return (1..=9999).contains(&year).then(|| format!("date('{day}')"));
        }
        Value::Texts(texts) | Value::Ids(texts) => {
            let texts: Vec<String> = texts.iter().map(|it| text(it)).collect();
            format!("[{}]", texts.join(", "))
        }
    })
}

/// A quoted text.
///
/// Only the quote and the backslash are escaped, because Kuzu reads `\n` as `n`. Neo4j decodes `\u` before
/// anything else, so a backslash and a `u` are kept in separate strings.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\0' => out.push(char::REPLACEMENT_CHARACTER),
            '\'' | '\\' => out.extend(['\\', c]),
            'u' if before == '\\' => out.push_str("' + 'u"),
            c => out.push(c),
        }
        before = c;
    }
    out.push('\'');
    out
}

/// A text in a comment: on one line, without semicolons.
fn remark(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.join(" ").replace(';', ",")
}
