//! GEXF 1.3: a graph that changes over time, for Gephi's timeline.
//!
//! An edge is a pair. Its spells are the days over which a tie stands, however it changes, and its attributes have a value for
//! each time over which that stays the same. GEXF intervals include both ends, so a spell ends with the last second of its last day: Gephi reads a
//! bare day as its first instant, which would make a spell of one day empty and leave gaps between spells. Where
//! statements have times, spells begin with them, on the clock of the corpus. The time format is still `date`, because
//! Gephi shows times by it and `NetworkX` knows no other. Attribute ids are
//! numbers, because Gephi names columns by them and reserves `weight`. A network is static.

use super::{
    caption,
    dot::ink,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    records::{Field, Node, Records, Value, declared, node_of, value},
    scene::Scene,
    xml::{attribute, replaced},
};
use crate::{
    graph::PairIndex,
    model::{EntityIndex, Instant, Polarity, Time, Zone},
    view::Tie,
};
use quick_xml::{
    Writer,
    events::{BytesDecl, Event, attributes::Attribute},
};
use std::{borrow::Cow, collections::BTreeSet, io};

/// Writes GEXF.
#[derive(Debug)]
pub(super) struct Gexf;

impl Exporter for Gexf {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(&Document::of_scene(scene)))
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(written(&Document::of_network(Records::of_network(scene))))
    }

    fn notes(&self, scene: &Scene<'_>, written: &[u8]) -> Vec<String> {
        replaced(written, Document::of_scene(scene).texts()).into_iter().collect()
    }

    fn network_notes(&self, scene: &NetworkScene<'_>, written: &[u8]) -> Vec<String> {
        replaced(written, Records::of_network(scene).texts()).into_iter().collect()
    }
}

/// The content of the file.
struct Document {
    /// The title, if any, and the caption: GEXF has no element for a title.
    description: String,
    is_directed: bool,
    /// What is covered; `None` for a static graph.
    span: Option<Period>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// On whose clock times are written.
    zone: Zone,
}

struct Edge {
    source: String,
    target: String,
    /// Fields with the first instant at which they hold and the first after it at which not; without them, always.
    states: Vec<(Ends, Vec<Field>)>,
}

/// From when to before when something holds; `None` is always.
type Ends = Option<[Instant; 2]>;

/// What holds from one state to the next, which begins when that ends, once.
fn runs<T: PartialEq>(states: impl Iterator<Item = (Ends, T)>) -> Vec<(Ends, T)> {
    let mut runs: Vec<(Ends, T)> = Vec::new();
    for (ends, value) in states {
        match (runs.last_mut(), ends) {
            (Some((Some([_, last]), before)), Some([begin, end]))
                if *last == begin && *before == value =>
            {
                *last = end;
            }
            _ => runs.push((ends, value)),
        }
    }
    runs
}

/// The first second of a period and its last one, as they are written; open ends are absent.
#[derive(Clone, PartialEq)]
struct Period {
    start: Option<String>,
    end: Option<String>,
}

impl Period {
    /// The period from an instant to before another one, on the clock of a zone. `None` where no whole second lies within.
    fn between([begin, end]: [Instant; 2], zone: &Zone) -> Option<Self> {
        let written = |at: Instant| {
            let text = zone.written(at);
            // Without the fraction of a second and the offset.
            text.get(..text.find('T').map_or(text.len(), |at| at + 9)).map(str::to_owned)
        };
        let start = if begin.day.is_bounded() { Some(written(begin)?) } else { None };
        if !end.day.is_bounded() {
            return Some(Self { start, end: None });
        }
        if end.time == Time::MIDNIGHT {
            return Some(Self { start, end: Some(format!("{}T23:59:59", end.day.previous())) });
        }
        let second = |at: Instant| at.time.nanoseconds() / SECOND;
        if begin.day == end.day && second(begin) == second(end) {
            return None;
        }
        let last = (second(end).checked_sub(1)).map_or_else(
            || Some(format!("{}T23:59:59", end.day.previous())),
            |last| written(Instant { day: end.day, time: Time::of_nanoseconds(last * SECOND) }),
        );
        let last =
            last.map(|last| if last.contains('T') { last } else { format!("{last}T00:00:00") });
        Some(Self { start, end: Some(last?) })
    }
}

/// The nanoseconds in a second.
const SECOND: u64 = 1_000_000_000;

impl Document {
    fn of_scene(scene: &Scene<'_>) -> Self {
        let (view, graph) = (scene.view(), scene.view().graph());
        let is_near = |pair: &PairIndex| {
            scene.focus().is_none()
                || scene.shows(graph.holder(*pair)) && scene.shows(graph.target(*pair))
        };
        let mut nodes: BTreeSet<EntityIndex> = scene.nodes().iter().copied().collect();
        let mut edges = Vec::new();
        for pair in graph.pairs().filter(is_near) {
            let spells = view.instant_spells(pair);
            let is_written = |ends: [Instant; 2]| Period::between(ends, graph.zone()).is_some();
            if !spells.iter().any(|(ends, _)| is_written(*ends)) {
                continue;
            }
            let states = spells.iter().map(|(ends, tie)| (Some(*ends), fields(scene, tie)));
            let states: Vec<_> = states.collect();
            let (holder, target) = (graph.holder(pair), graph.target(pair));
            nodes.extend([holder, target]);
            let id = |entity| graph.entity(entity).id().to_owned();
            edges.push(Edge { source: id(holder), target: id(target), states });
        }
        Self {
            description: described(scene.title(), &caption::caption(scene)),
            is_directed: true,
            span: Period::between(view.frame().ends(), graph.zone()),
            nodes: nodes.into_iter().map(|entity| node_of(scene, entity)).collect(),
            edges,
            zone: graph.zone().clone(),
        }
    }

    /// Every text that it writes.
    fn texts(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let states = self.edges.iter().flat_map(|edge| &edge.states).flat_map(|(_, fields)| fields);
        let fields = self.nodes.iter().flat_map(|node| &node.fields).chain(states);
        let values =
            fields.filter(|(_, value)| value.kind() == "string").map(|(_, value)| value.text());
        let ids = self.nodes.iter().map(|node| node.id.as_str());
        ids.chain([self.description.as_str()]).map(Cow::Borrowed).chain(values)
    }

    fn of_network(records: Records) -> Self {
        let text_of =
            |name: &str| value(&records.fields, name).map(|value| value.text().into_owned());
        let edges = records.edges.iter().map(|edge| Edge {
            source: edge.source.clone(),
            target: edge.target.clone(),
            states: vec![(None, edge.fields.clone())],
        });
        Self {
            description: described(
                text_of("title").as_deref(),
                &text_of("description").unwrap_or_default(),
            ),
            is_directed: records.is_directed,
            span: None,
            edges: edges.collect(),
            nodes: records.nodes,
            zone: Zone::UTC,
        }
    }
}

fn described(title: Option<&str>, caption: &str) -> String {
    title.map_or_else(|| caption.to_owned(), |title| format!("{title}. {caption}"))
}

/// The fields of a tie during a spell.
fn fields(scene: &Scene<'_>, tie: &Tie) -> Vec<Field> {
    let lead = scene.view().graph().statement(tie.lead);
    let verb = lead.verb();
    let text = |text: &str| Value::Text(text.to_owned());
    let mut fields = vec![
        ("verb".into(), text(&verb.word)),
        ("polarity".into(), text(tie.polarity.word())),
        ("sign".into(), Value::Whole(tie.polarity.sign().into())),
        ("weight".into(), Value::Number(verb.strength.value())),
        ("certainty".into(), text(tie.certainty.word())),
        ("date".into(), text(&lead.date())),
        ("source_id".into(), text(lead.source_record().id())),
        ("statement".into(), text(&lead.id())),
    ];
    fields.extend(lead.quote().map(|quote| ("quote".into(), text(&quote))));
    fields
}

fn written(document: &Document) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = write(&mut writer, document);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

type Out = Writer<Vec<u8>>;

fn write(writer: &mut Out, document: &Document) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("gexf").with_attributes([
        ("xmlns", "http://gexf.net/1.3"),
        ("xmlns:viz", "http://gexf.net/1.3/viz"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"),
        ("version", "1.3"),
    ]);
    root.write_inner_content(|writer| {
        let meta = writer.create_element("meta");
        meta.write_inner_content(|writer| {
            let mut element = |name: &str, text: &str| {
                writer.create_element(name).write_text_content(super::xml::content(text)).map(drop)
            };
            element("creator", "stance")?;
            element("description", &document.description)
        })?;
        graph(writer, document)
    })?;
    Ok(())
}

fn graph(writer: &mut Out, document: &Document) -> io::Result<()> {
    let direction = if document.is_directed { "directed" } else { "undirected" };
    let mut attributes = vec![attribute("defaultedgetype", direction)];
    match &document.span {
        None => attributes.push(attribute("mode", "static")),
        Some(period) => {
            attributes.extend(
                [("mode", "dynamic"), ("timeformat", "date"), ("timerepresentation", "interval")]
                    .map(|(name, word)| attribute(name, word)),
            );
            attributes.extend(ends(Some(period)));
        }
    }
    let element = writer.create_element("graph").with_attributes(attributes);
    element.write_inner_content(|writer| {
        let mode = if document.span.is_some() { "dynamic" } else { "static" };
        let node_fields = || document.nodes.iter().flat_map(|node| &node.fields);
        let states = || document.edges.iter().flat_map(|edge| &edge.states);
        let of_nodes = declare(writer, "node", "static", node_fields())?;
        let of_edges = declare(writer, "edge", mode, states().flat_map(|(_, fields)| fields))?;
        writer.create_element("nodes").write_inner_content(|writer| {
            document.nodes.iter().try_for_each(|it| node(writer, it, &of_nodes, &document.zone))
        })?;
        writer.create_element("edges").write_inner_content(|writer| {
            let mut edges = document.edges.iter().enumerate();
            edges.try_for_each(|(number, it)| edge(writer, number, it, &of_edges, &document.zone))
        })?;
        Ok(())
    })?;
    Ok(())
}

/// Declares each field that some record has, in order of appearance, except for those built into GEXF. An
/// attribute's number is its position.
fn declare<'f>(
    writer: &mut Out,
    class: &str,
    mode: &str,
    fields: impl Iterator<Item = &'f Field>,
) -> io::Result<Vec<&'f str>> {
    let declared = declared(fields.filter(|(name, _)| *name != "label"));
    if !declared.is_empty() {
        let element = writer.create_element("attributes");
        let element = element.with_attributes([("class", class), ("mode", mode)]);
        element.write_inner_content(|writer| {
            declared.iter().enumerate().try_for_each(|(number, (name, value))| {
                let number = number.to_string();
                let attributes = [("id", &*number), ("title", name), ("type", value.kind())];
                let attributes = attributes.map(|(key, text)| attribute(key, text));
                let element = writer.create_element("attribute").with_attributes(attributes);
                element.write_empty().map(drop)
            })
        })?;
    }
    Ok(declared.into_iter().map(|(name, _)| &**name).collect())
}

fn node(writer: &mut Out, node: &Node, declared: &[&str], zone: &Zone) -> io::Result<()> {
    let label = value(&node.fields, "label").map(|label| attribute("label", &label.text()));
    let element = writer.create_element("node").with_attribute(attribute("id", &node.id));
    element
        .with_attributes(label)
        .write_inner_content(|writer| values(writer, declared, &[(None, &*node.fields)], zone))?;
    Ok(())
}

fn edge(
    writer: &mut Out,
    number: usize,
    edge: &Edge,
    declared: &[&str],
    zone: &Zone,
) -> io::Result<()> {
    let element = writer.create_element("edge").with_attributes([
        attribute("id", &number.to_string()),
        attribute("source", &edge.source),
        attribute("target", &edge.target),
    ]);
    let last = edge.states.last().map_or(&[][..], |(_, fields)| fields);
    let of = |name: &str| value(last, name);
    let label = of("verb").map(|value| attribute("label", &value.text()));
    let is_moving = edge.states.iter().any(|(span, _)| span.is_some());
    let weight = of("weight").filter(|_| !is_moving);
    let weight = weight.map(|value| attribute("weight", &value.text()));
    let element = element.with_attributes(label).with_attributes(weight);
    element.write_inner_content(|writer| {
        let states: Vec<_> = edge.states.iter().map(|(ends, fields)| (*ends, &**fields)).collect();
        values(writer, declared, &states, zone)?;
        if let Some(Value::Text(polarity)) = of("polarity") {
            color(writer, polarity)?;
        }
        if is_moving {
            writer.create_element("spells").write_inner_content(|writer| {
                let spells = runs(edge.states.iter().map(|(ends, _)| (*ends, ()))).into_iter();
                let spells = spells.filter_map(|(ends, ())| Period::between(ends?, zone));
                spells.into_iter().try_for_each(|period| {
                    let element = writer.create_element("spell");
                    element.with_attributes(ends(Some(&period))).write_empty().map(drop)
                })
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Writes the values of fields: each once for the whole time over which it is the same.
fn values(
    writer: &mut Out,
    declared: &[&str],
    states: &[(Ends, &[Field])],
    zone: &Zone,
) -> io::Result<()> {
    writer.create_element("attvalues").write_inner_content(|writer| {
        for (number, name) in declared.iter().enumerate() {
            let of_states =
                states.iter().filter_map(|(ends, fields)| Some((*ends, value(fields, name)?)));
            for (within, value) in runs(of_states) {
                let period = match within.map(|within| Period::between(within, zone)) {
                    // It is over within its second.
                    Some(None) => continue,
                    Some(period) => period,
                    None => None,
                };
                let element = writer.create_element("attvalue").with_attributes([
                    attribute("for", &number.to_string()),
                    attribute("value", &value.text()),
                ]);
                element.with_attributes(ends(period.as_ref())).write_empty()?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

/// The ends of a period, where it has them.
fn ends(period: Option<&Period>) -> impl Iterator<Item = Attribute<'static>> {
    let of = |period: &Period| [("start", period.start.clone()), ("end", period.end.clone())];
    let ends = period.map(of).into_iter().flatten();
    ends.filter_map(|(name, end)| Some(attribute(name, &end?)))
}

/// The colour of a polarity, as in diagrams.
fn color(writer: &mut Out, polarity: &str) -> io::Result<()> {
    let Ok(polarity) = polarity.parse::<Polarity>() else { return Ok(()) };
    let ink = u32::from_str_radix(ink(polarity).trim_start_matches('#'), 16).unwrap_or_default();
    let [_, red, green, blue] = ink.to_be_bytes();
    let parts = [("r", red), ("g", green), ("b", blue)];
    let attributes = parts.map(|(name, part)| attribute(name, &part.to_string()));
    writer.create_element("viz:color").with_attributes(attributes).write_empty().map(drop)
}
