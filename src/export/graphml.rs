//! GraphML, for Gephi, yEd, igraph and NetworkX.
//!
//! Plain GraphML 1.0 with typed attributes and no extensions. An entity's id is its node's id. Texts are
//! unchanged, except for characters that XML 1.0 does not allow.

use super::{
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    records::{Field, Records, declared},
    scene::Scene,
    xml::{admitted, content, replaced},
};
use quick_xml::{
    Writer,
    events::{BytesDecl, Event},
};
use std::io;

/// Writes GraphML.
#[derive(Debug)]
pub(super) struct GraphMl;

impl Exporter for GraphMl {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(&Records::of_scene(scene)))
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(&Records::of_network(scene)))
    }

    fn notes(&self, scene: &Scene<'_>, written: &[u8]) -> Vec<String> {
        replaced(written, Records::of_scene(scene).texts()).into_iter().collect()
    }

    fn network_notes(&self, scene: &NetworkScene<'_>, written: &[u8]) -> Vec<String> {
        replaced(written, Records::of_network(scene).texts()).into_iter().collect()
    }
}

/// What an attribute belongs to.
#[derive(Clone, Copy)]
enum Domain {
    Graph,
    Node,
    Edge,
}

impl Domain {
    const fn word(self) -> &'static str {
        match self {
            Self::Graph => "graph",
            Self::Node => "node",
            Self::Edge => "edge",
        }
    }
}

fn written(records: &Records) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = write(&mut writer, records);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(writer: &mut Writer<Vec<u8>>, records: &Records) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("graphml").with_attributes([
        ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        (
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
        ),
    ]);
    root.write_inner_content(|writer| {
        keys(writer, Domain::Graph, [&records.fields])?;
        keys(writer, Domain::Node, records.nodes.iter().map(|node| &node.fields))?;
        keys(writer, Domain::Edge, records.edges.iter().map(|edge| &edge.fields))?;
        graph(writer, records)
    })?;
    Ok(())
}

/// Declares each field that some record has, in order of appearance.
fn keys<'r>(
    writer: &mut Writer<Vec<u8>>,
    domain: Domain,
    records: impl IntoIterator<Item = &'r Vec<Field>>,
) -> io::Result<()> {
    for (name, value) in declared(records.into_iter().flatten()) {
        let id = key(domain, name);
        let attributes = [
            ("id", &*id),
            ("for", domain.word()),
            ("attr.name", &*admitted(name)),
            ("attr.type", value.kind()),
        ];
        writer.create_element("key").with_attributes(attributes).write_empty()?;
    }
    Ok(())
}

fn key(domain: Domain, name: &str) -> String {
    format!("{}-{}", domain.word(), admitted(name))
}

fn graph(writer: &mut Writer<Vec<u8>>, records: &Records) -> io::Result<()> {
    let default = if records.is_directed { "directed" } else { "undirected" };
    let graph = writer.create_element("graph");
    graph.with_attributes([("id", "stance"), ("edgedefault", default)]).write_inner_content(
        |writer| {
            data(writer, Domain::Graph, &records.fields)?;
            for node in &records.nodes {
                let element = writer.create_element("node");
                element
                    .with_attribute(("id", &*admitted(&node.id)))
                    .write_inner_content(|writer| data(writer, Domain::Node, &node.fields))?;
            }
            for edge in &records.edges {
                let (source, target) = (admitted(&edge.source), admitted(&edge.target));
                let attributes = [("source", &*source), ("target", &*target)];
                let element = writer.create_element("edge");
                element
                    .with_attributes(attributes)
                    .write_inner_content(|writer| data(writer, Domain::Edge, &edge.fields))?;
            }
            Ok(())
        },
    )?;
    Ok(())
}

fn data(writer: &mut Writer<Vec<u8>>, domain: Domain, fields: &[Field]) -> io::Result<()> {
    for (name, value) in fields {
        let key = key(domain, name);
        let element = writer.create_element("data").with_attribute(("key", &*key));
        element.write_text_content(content(&value.text()))?;
    }
    Ok(())
}
