//! What a picture holds: nodes and lines, whether of ties or of a network.

use super::place::Point;
use crate::{
    export::{
        Clusters, NetworkScene, Scene, caption,
        colors::Colors,
        dot::{
            degrees, described, heaviest, name_size, of_polarity, tooltip, verbs, web_address,
            weight_in_words, width_among,
        },
        drawing,
        scene::Backdrop,
        telling::Palette,
    },
    graph::EntityRef,
    language::Messages,
    model::{EntityIndex, EntityKind, Polarity},
    view::Certainty,
};
use std::collections::BTreeMap;

/// The widest line of a name.
const NAME_WIDTH: f64 = 118.0;
/// How much lines pull their ends together, by polarity: friends are near, foes apart.
const fn pull(polarity: Polarity) -> f64 {
    match polarity {
        Polarity::Positive => 1.0,
        Polarity::Negative => 0.35,
        Polarity::Neutral | Polarity::Mixed => 0.6,
    }
}

/// A picture before anything has its place.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) title: Option<String>,
    pub(super) below: Vec<String>,
    pub(super) nodes: Vec<Node>,
    pub(super) lines: Vec<Line>,
    /// What is written on groups that have a frame.
    pub(super) frames: BTreeMap<usize, String>,
    /// The words for polarities.
    pub(super) meanings: BTreeMap<Polarity, &'static str>,
    /// What fills mean; those of kinds where absent.
    pub(super) fills: Option<Vec<(&'static str, String)>>,
    pub(super) is_directed: bool,
    pub(super) palette: Palette,
    pub(super) messages: &'static Messages,
    /// What readers are told where some words have no room.
    pub(super) hint: &'static str,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: Vec<String>,
    pub(super) font: f64,
    pub(super) size: Point,
    pub(super) kind: EntityKind,
    pub(super) fill: &'static str,
    pub(super) tooltip: String,
    pub(super) is_focus: bool,
    pub(super) is_shown: bool,
    pub(super) group: usize,
}

#[derive(Debug)]
pub(super) struct Line {
    pub(super) ends: [usize; 2],
    pub(super) polarity: Polarity,
    pub(super) width: f64,
    pub(super) pull: f64,
    pub(super) is_possible: bool,
    pub(super) is_misfit: bool,
    pub(super) is_shown: bool,
    pub(super) tooltip: String,
    /// What is written on it.
    pub(super) words: String,
    pub(super) url: Option<String>,
}

impl Plan {
    /// The plan of ties. What a series shows elsewhere has a place here, too.
    pub(super) fn of_scene(scene: &Scene<'_>) -> Self {
        let alone = Backdrop::of([scene]);
        let stage = scene.backdrop().unwrap_or(&alone);
        let (graph, messages) = (scene.view().graph(), scene.messages());
        let degrees = degrees(stage);
        let places: BTreeMap<EntityIndex, usize> = stage.nodes().iter().copied().zip(0..).collect();
        let node = |&entity: &EntityIndex| {
            let degree = degrees.get(&entity).copied().unwrap_or(0);
            let entity_of = scene.view().graph().entity(entity);
            let told = (scene.colors(), scene.messages());
            let mut node = Node::new(entity_of, told, name_size(degree));
            node.is_focus = scene.focus().is_some_and(|focus| focus.entity == entity);
            node.is_shown = scene.shows(entity);
            node
        };
        let mut nodes: Vec<Node> = stage.nodes().iter().map(node).collect();
        let mut lines = Vec::new();
        for versions in stage.ties().chunk_by(|a, b| a.tie.pair == b.tie.pair) {
            let Some(first) = versions.first() else { continue };
            let drawn = scene.tie(first.tie.pair);
            let shown = drawn.unwrap_or(first);
            let lead = graph.statement(shown.tie.lead);
            let ends = [shown.tie.holder, shown.tie.target].map(|end| places.get(&end).copied());
            let [Some(holder), Some(target)] = ends else { continue };
            lines.push(Line {
                ends: [holder, target],
                polarity: shown.tie.polarity,
                width: of_polarity(shown.tie.polarity).line_width(lead.verb().strength),
                // All pictures of a series have one layout.
                pull: pull(first.tie.polarity),
                is_possible: shown.tie.certainty == Certainty::Possible,
                is_misfit: scene.is_misfit(&shown.tie),
                is_shown: drawn.is_some(),
                tooltip: tooltip(scene, shown),
                words: format!(
                    "{} {}",
                    of_polarity(shown.tie.polarity).sign,
                    verbs(scene, shown).join(", ")
                ),
                url: web_address(lead).map(str::to_owned),
            });
        }
        let frames = group(&mut nodes, &lines, stage.nodes(), scene.clusters(), messages);
        let sizes = [messages.text("drawn.wider"), messages.text("drawn.larger")].join(" ");
        let below = vec![caption::plain_caption(scene), sizes];
        let polarities = lines.iter().filter(|line| line.is_shown).map(|line| line.polarity);
        Self {
            title: scene.title().map(str::to_owned),
            below,
            meanings: polarities.map(|polarity| (polarity, messages.polarity(polarity))).collect(),
            fills: scene.colors().map(|colors| colors.legend(stage.nodes(), messages)),
            nodes,
            lines,
            frames,
            is_directed: true,
            palette: scene.palette().clone(),
            messages,
            hint: messages.text("drawn.point"),
        }
    }

    /// The plan of a network.
    pub(super) fn of_network(scene: &NetworkScene<'_>) -> Self {
        let (graph, messages) = (scene.view().graph(), scene.messages());
        let entities = scene.nodes();
        let places: BTreeMap<EntityIndex, usize> = entities.iter().copied().zip(0..).collect();
        let node = |&entity: &EntityIndex| {
            Node::new(graph.entity(entity), (scene.colors(), messages), 11.0)
        };
        let mut nodes: Vec<Node> = entities.iter().map(node).collect();
        let heaviest = heaviest(scene);
        let line = |edge| {
            let polarity = scene.polarity(edge);
            let [a, b] = [edge.a, edge.b].map(|end| places.get(&end).copied());
            let [name, other] = [edge.a, edge.b].map(|end| graph.entity(end).name());
            let weight = weight_in_words(edge);
            Some(Line {
                ends: [a?, b?],
                polarity,
                width: width_among(scene, edge, heaviest)
                    / f64::from(of_polarity(polarity).n_lines),
                pull: pull(polarity),
                is_possible: false,
                is_misfit: false,
                is_shown: true,
                tooltip: scene.about([name, other], &weight),
                words: weight,
                url: None,
            })
        };
        let lines: Vec<Line> = scene.drawn().filter_map(line).collect();
        let frames = group(&mut nodes, &lines, &entities, None, messages);
        let wide = messages.text("drawn.heavier").to_owned();
        let below = [Some(scene.plain_caption()), scene.not_drawn(), Some(wide)];
        let polarities = lines.iter().map(|line| line.polarity);
        Self {
            title: scene.title().map(str::to_owned),
            below: below.into_iter().flatten().collect(),
            meanings: polarities.map(|polarity| (polarity, scene.meaning(polarity))).collect(),
            fills: scene.colors().map(|colors| colors.legend(&entities, messages)),
            nodes,
            lines,
            frames,
            is_directed: scene.is_directed(),
            palette: scene.palette().clone(),
            messages,
            hint: messages.text("drawn.point-weight"),
        }
    }
}

impl Node {
    fn new(
        entity: EntityRef<'_>,
        (colors, messages): (Option<&Colors>, &Messages),
        font: f64,
    ) -> Self {
        let name = drawing::lines(entity.name(), font, NAME_WIDTH * font / 11.0);
        let widest = name.iter().map(|line| drawing::width(line, font)).fold(0.0, f64::max);
        let rows = name.iter().fold(0.0, |height, _| height + font * 1.2);
        // A pill has no room in its ends.
        let ends = if entity.kind() == EntityKind::Topic { rows * 0.35 } else { 0.0 };
        Self {
            size: Point { x: (widest + 16.0 + ends).max(24.0), y: rows + 10.0 },
            name,
            font,
            kind: entity.kind(),
            fill: super::node::fill(entity.index(), entity.kind(), colors),
            tooltip: described(entity, colors, messages),
            is_focus: false,
            is_shown: true,
            group: 0,
        }
    }
}

/// Puts nodes into groups: those of a camp, or else those that lines connect; what is written on the frames of camps.
fn group(
    nodes: &mut [Node],
    lines: &[Line],
    entities: &[EntityIndex],
    clusters: Option<&Clusters>,
    messages: &Messages,
) -> BTreeMap<usize, String> {
    let Some(clusters) = clusters else {
        for (node, group) in nodes.iter_mut().zip(parts(entities.len(), lines)) {
            node.group = group;
        }
        return BTreeMap::new();
    };
    let places: Vec<_> = entities.iter().map(|entity| clusters.place(*entity)).collect();
    let found: std::collections::BTreeSet<_> = places.iter().copied().collect();
    let numbers: BTreeMap<_, usize> = found.into_iter().zip(0..).collect();
    for (node, place) in nodes.iter_mut().zip(&places) {
        node.group = numbers.get(place).copied().unwrap_or_default();
    }
    let label =
        |(place, number): (Option<_>, usize)| Some((number, clusters.label(place?, messages)));
    numbers.into_iter().filter_map(label).collect()
}

/// The number of the connected part of each node.
fn parts(n: usize, lines: &[Line]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..n).collect();
    for line in lines {
        let [a, b] = line.ends.map(|end| root(&mut parents, end));
        parents[a.max(b)] = a.min(b);
    }
    (0..n).map(|node| root(&mut parents, node)).collect()
}

fn root(parents: &mut [usize], node: usize) -> usize {
    let mut root = node;
    while parents[root] != root {
        parents[root] = parents[parents[root]];
        root = parents[root];
    }
    root
}
