//! Cypher: statements that make the graph in Neo4j, Memgraph or Kuzu.
//!
//! What the three have in common: one label, one type of relationship, everything else a property, so that
//! the same file loads into each. Kuzu wants tables declared first, the others an index; what to say is in
//! the comments at the top, without semicolons, as some shells end a statement there too. Loading a
//! file again changes what it finds: a property that a record does not have is set to null.
//!
//! Texts come out as they went in, but for NUL, which would end them.

use super::{
    ExportError, Exporter, NetworkScene, Scene,
    records::{Field, Records, Value, declared, value},
};
use std::fmt::Write;

/// Writes Cypher.
#[derive(Debug)]
pub(super) struct Cypher;

impl Exporter for Cypher {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(&Records::of_scene(scene), "TIE"))
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(&Records::of_network(scene), "EDGE"))
    }
}

/// The records, with edges of this type.
fn written(records: &Records, kind: &str) -> Vec<u8> {
    let of_nodes = declared(records.nodes.iter().flat_map(|node| &node.fields));
    let of_edges = declared(records.edges.iter().flat_map(|edge| &edge.fields));
    let mut out = heading(records, kind, [&of_nodes, &of_edges]);
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

/// What the file holds, and what to say to a database before it.
fn heading(records: &Records, kind: &str, [of_nodes, of_edges]: [&[&Field]; 2]) -> String {
    let said = |name| value(&records.fields, name).map(Value::text);
    let said = [said("title"), said("description")].into_iter().flatten();
    let about: Vec<String> = said.map(|text| remark(&text)).collect();
    let columns = |fields: &[&Field], label| {
        let column = |field: &&Field| format!(", {} {}", name(field.0, label), type_of(&field.1));
        fields.iter().map(column).collect::<String>()
    };
    let both_ways = if records.is_directed { "" } else { " Either end may come first." };
    format!(
        "// {}\n\
         // Entities by id, and from one to another a relationship {kind}.{both_ways}\n\
         // Kuzu wants tables first:\n\
         //   CREATE NODE TABLE IF NOT EXISTS Entity(id STRING PRIMARY KEY{})\n\
         //   CREATE REL TABLE IF NOT EXISTS {kind}(FROM Entity TO Entity{})\n\
         // With an index Neo4j and Memgraph load large files fast:\n\
         //   CREATE INDEX IF NOT EXISTS FOR (e:Entity) ON (e.id)\n\
         //   CREATE INDEX ON :Entity(id)\n",
        about.join(". "),
        columns(of_nodes, "name"),
        columns(of_edges, "verb"),
    )
}

/// Sets every declared property of what is called `subject`, and ends the statement.
fn set(out: &mut String, subject: &str, label: &str, declared: &[&Field], fields: &[Field]) {
    for (position, (field, _)) in declared.iter().enumerate() {
        out.push_str(if position == 0 { " SET " } else { ", " });
        let value = value(fields, field).and_then(literal);
        let value = value.unwrap_or_else(|| "null".to_owned());
        let _ = write!(out, "{subject}.{} = {value}", name(field, label));
    }
    out.push_str(";\n");
}

/// What a field is called: a label is a name or a verb here.
fn name<'n>(field: &'n str, label: &'n str) -> &'n str {
    if field == "label" { label } else { field }
}

/// The type of a column that has such values.
const fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "STRING",
        Value::Number(_) => "DOUBLE",
        Value::Whole(_) => "INT64",
        Value::Truth(_) => "BOOLEAN",
        Value::Day(_) => "DATE",
        Value::List(..) => "STRING[]",
    }
}

/// A value as it is written; none for a day that not every database can hold.
fn literal(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(it) => text(it),
        // With a point, so that it is no integer.
        Value::Number(number) => format!("{number:?}"),
        Value::Whole(number) => number.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Day(day) => {
            let (year, ..) = day.civil();
            return (1..=9999).contains(&year).then(|| format!("date('{day}')"));
        }
        Value::List(texts, _) => {
            let texts: Vec<String> = texts.iter().map(|it| text(it)).collect();
            format!("[{}]", texts.join(", "))
        }
    })
}

/// A text between quotes.
///
/// Only the quote and the backslash are escaped: Kuzu takes `\n` for an `n`. Neo4j reads `\u` before it
/// reads anything else, so that the two are kept apart.
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

/// A text in a comment: on one line, and without what might end it or a statement.
fn remark(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.join(" ").replace(';', ",")
}
