//! A scene as records with typed fields, for the formats of graph tools.

use super::{
    caption,
    network::NetworkScene,
    scene::{Scene, SceneTie},
};
use crate::{
    analysis::camps::Place,
    corpus::joined::joined,
    graph::{StatementIndex, TemporalGraph},
    model::{Day, EntityIndex},
};
use std::borrow::Cow;

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i64),
    /// A truth value.
    Truth(bool),
    /// A day of the calendar.
    Day(Day),
    /// Texts.
    Texts(Vec<String>),
    /// Ids, which have no white space.
    Ids(Vec<String>),
}

impl Value {
    /// The name of its type in XML formats.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Day(_) | Self::Texts(_) | Self::Ids(_) => "string",
            Self::Number(_) => "double",
            Self::Whole(_) => "long",
            Self::Truth(_) => "boolean",
        }
    }

    /// The value as text. Lists are joined by what none of their items holds.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Whole(number) => Cow::Owned(number.to_string()),
            Self::Truth(truth) => Cow::Owned(truth.to_string()),
            Self::Day(day) => Cow::Owned(day.to_string()),
            Self::Texts(texts) => Cow::Owned(joined(texts.iter().map(String::as_str))),
            Self::Ids(ids) => Cow::Owned(ids.join(" ")),
        }
    }
}

/// A field of a record.
pub(super) type Field = (Cow<'static, str>, Value);

/// The fields that some record has, in order of appearance, each with its first value.
pub(super) fn declared<'r>(records: impl IntoIterator<Item = &'r Field>) -> Vec<&'r Field> {
    let mut declared: Vec<&Field> = Vec::new();
    for field in records {
        if declared.iter().all(|(known, _)| *known != field.0) {
            declared.push(field);
        }
    }
    declared
}

/// The value of a field, if the record has it.
pub(super) fn value<'r>(fields: &'r [Field], name: &str) -> Option<&'r Value> {
    fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
}

/// An entity.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Its id.
    pub(super) id: String,
    /// Its other fields.
    pub(super) fields: Vec<Field>,
}

/// A tie, or an edge of a network.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edge {
    /// The id of the holder, or of one end.
    pub(super) source: String,
    /// The id of the target, or of the other end.
    pub(super) target: String,
    /// Its fields.
    pub(super) fields: Vec<Field>,
}

/// A scene as records.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Records {
    /// The fields of the whole graph.
    pub(super) fields: Vec<Field>,
    /// Whether an edge leads from its source to its target.
    pub(super) is_directed: bool,
    /// The entities, by id.
    pub(super) nodes: Vec<Node>,
    /// The edges, by their ends.
    pub(super) edges: Vec<Edge>,
}

impl Records {
    /// Every text that a format of graphs writes.
    pub(super) fn texts(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let nodes = self.nodes.iter().flat_map(|node| &node.fields);
        let edges = self.edges.iter().flat_map(|edge| &edge.fields);
        let fields = self.fields.iter().chain(nodes).chain(edges);
        let values =
            fields.filter(|(_, value)| value.kind() == "string").map(|(_, value)| value.text());
        let ids = self.nodes.iter().map(|node| Cow::Borrowed(node.id.as_str()));
        ids.chain(values)
    }

    /// The entities and ties of a scene.
    pub(super) fn of_scene(scene: &Scene<'_>) -> Self {
        Self {
            fields: about(scene.title(), caption::caption(scene)),
            is_directed: true,
            nodes: scene.nodes().iter().map(|&entity| node_of(scene, entity)).collect(),
            edges: scene.ties().iter().map(|tie| edge(scene, tie)).collect(),
        }
    }

    /// The entities and edges of a network.
    pub(super) fn of_network(scene: &NetworkScene<'_>) -> Self {
        let graph = scene.view().graph();
        let id = |entity| graph.entity(entity).id().to_owned();
        let edges = scene.listed().map(|edge| Edge {
            source: id(edge.a),
            target: id(edge.b),
            fields: vec![
                ("weight".into(), Value::Number(edge.weight)),
                ("polarity".into(), text(scene.polarity(edge).word())),
                ("statements".into(), statements(graph, &scene.statements(edge))),
            ],
        });
        Self {
            fields: about(scene.title(), scene.caption()),
            is_directed: scene.is_directed(),
            nodes: scene.nodes().into_iter().map(|entity| node(graph, entity)).collect(),
            edges: edges.collect(),
        }
    }
}

fn about(title: Option<&str>, caption: String) -> Vec<Field> {
    let title = title.map(|title| ("title".into(), text(title)));
    title.into_iter().chain([("description".into(), Value::Text(caption))]).collect()
}

/// An entity of a scene, with its camp if it is in one.
pub(super) fn node_of(scene: &Scene<'_>, entity: EntityIndex) -> Node {
    let mut node = node(scene.view().graph(), entity);
    let place = scene.clusters().and_then(|clusters| clusters.place(entity));
    if let Some(Place { part, camp }) = place {
        node.fields.push(("part".into(), Value::Whole(part.into())));
        node.fields.push(("camp".into(), Value::Whole(camp.into())));
        // What tells camps of different parts apart.
        node.fields.push(("cluster".into(), Value::Text(format!("{part}.{camp}"))));
        let elsewhere = scene.clusters().is_some_and(|it| it.could_stand_elsewhere(entity));
        node.fields.push(("elsewhere".into(), Value::Truth(elsewhere)));
    }
    node
}

fn node(graph: &TemporalGraph, entity: EntityIndex) -> Node {
    let entity = graph.entity(entity);
    let mut fields =
        vec![("label".into(), text(entity.name())), ("kind".into(), text(entity.kind().word()))];
    let aliases: Vec<String> = entity.aliases().map(str::to_owned).collect();
    fields.extend((!aliases.is_empty()).then_some(("aliases".into(), Value::Texts(aliases))));
    fields.extend(entity.wikidata().map(|wikidata| ("wikidata".into(), text(wikidata))));
    let attributes = entity.attributes();
    fields.extend(attributes.map(|(name, value)| (format!("attr.{name}").into(), text(value))));
    Node { id: entity.id().to_owned(), fields }
}

fn edge(scene: &Scene<'_>, shown: &SceneTie) -> Edge {
    let view = scene.view();
    let graph = view.graph();
    let lead = graph.statement(shown.tie.lead);
    let verb = lead.verb();
    let bounds = lead.bounds();
    let sign = shown.tie.polarity.sign();
    let mut fields = vec![
        ("label".into(), text(&verb.word)),
        ("polarity".into(), text(shown.tie.polarity.word())),
        ("sign".into(), Value::Whole(sign.into())),
        ("weight".into(), Value::Number(verb.strength.value())),
        ("certainty".into(), text(shown.tie.certainty.word())),
        ("date".into(), text(&lead.date())),
    ];
    let day =
        |name: &'static str, day: Day| day.is_bounded().then_some((name.into(), Value::Day(day)));
    fields.extend(day("earliest", bounds.earliest));
    fields.extend(day("latest", bounds.latest));
    let source = lead.source_record();
    fields.push(("source_id".into(), text(source.id())));
    fields.extend(source.url().map(|url| ("url".into(), text(url))));
    fields.extend(lead.quote().map(|quote| ("quote".into(), text(&quote))));
    fields.push(("statements".into(), statements(graph, &view.evidence(shown.tie.pair))));
    if scene.clusters().is_some() {
        fields.push(("fits".into(), Value::Truth(!scene.is_misfit(&shown.tie))));
    }
    Edge {
        source: lead.holder_entity().id().to_owned(),
        target: lead.target_entity().id().to_owned(),
        fields,
    }
}

/// The ids of statements.
fn statements(graph: &TemporalGraph, statements: &[StatementIndex]) -> Value {
    let id = |&statement: &StatementIndex| graph.statement(statement).id().into_owned();
    Value::Ids(statements.iter().map(id).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
