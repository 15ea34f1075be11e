//! The diagram drawn without Graphviz: for graphs of which Graphviz would take minutes or hours.
//!
//! A plan says what there is, [`place`] puts boxes where none overlaps another, and lines run below the boxes from border to
//! border. Everything that Graphviz's picture says by colour and form is said in the same way.

mod apart;
mod label;
mod line;
mod node;
mod pack;
mod place;
mod plan;
mod start;

use self::{
    line::Course,
    place::{Placing, Point, Spring, real},
    plan::{Line, Plan},
};
use super::{
    dot::{BOX_FILL, FRAME, INK, PALE_INK, of_kind, of_polarity},
    drawing::{Element, MARGIN, Sample, Sheet, short},
    network::NetworkScene,
    scene::Scene,
};
use crate::model::{EntityKind, Polarity};
use std::collections::BTreeSet;

/// The least width of a picture, for its heading.
const LEAST_WIDTH: f64 = 560.0;
/// With more lines than this, they are thinner.
const CROWD: usize = 600;

/// The picture of ties.
pub(super) fn scene(scene: &Scene<'_>) -> Vec<u8> {
    drawn(&Plan::of_scene(scene))
}

/// The picture of a discourse network.
pub(super) fn network(scene: &NetworkScene<'_>) -> Vec<u8> {
    drawn(&Plan::of_network(scene))
}

fn drawn(plan: &Plan) -> Vec<u8> {
    let sizes: Vec<Point> = plan.nodes.iter().map(|node| node.size).collect();
    let springs: Vec<Spring> =
        plan.lines.iter().map(|line| Spring { ends: line.ends, pull: line.pull }).collect();
    let groups: Vec<usize> = plan.nodes.iter().map(|node| node.group).collect();
    let placing = place::place(&sizes, &springs, &groups).spread(room(plan));
    let courses = courses(plan, &placing);
    let (words, n_left) = match courses.len() {
        0..=CROWD => label::words(plan, &placing, &courses),
        n => (Element::new("g"), n),
    };
    let mut sheet = Sheet::new(placing.size.x.max(LEAST_WIDTH), &plan.palette);
    sheet.heading(plan.title.as_deref().unwrap_or_default(), &plan.below);
    if n_left > 0 {
        sheet.text(plan.hint, 12.0);
    }
    sheet.key(&key(plan));
    sheet.y += 12.0;
    let place = format!("translate({} {})", short(MARGIN), short(sheet.y));
    let layers = [frames(plan, &placing), lines(plan, &courses), nodes(plan, &placing), words];
    sheet.put(Element::new("g").with("transform", place).holding_all(&layers));
    sheet.y += placing.size.y;
    let title = plan.title.as_deref().unwrap_or(plan.messages.text("front.title"));
    sheet.finish(title, &described(plan))
}

/// The picture in words.
fn described(plan: &Plan) -> String {
    let shown = || plan.lines.iter().filter(|line| line.is_shown);
    let each = plan.meanings.iter().map(|(polarity, meaning)| {
        format!("{} {meaning}", shown().filter(|line| line.polarity == *polarity).count())
    });
    let n_nodes = plan.nodes.iter().filter(|node| node.is_shown).count();
    let names = plan.messages.count("n.names", n_nodes, &[]);
    let ties = plan.messages.count("n.ties", shown().count(), &[]);
    let caption = plan.below.first().map_or("", String::as_str);
    let colon = plan.messages.text("colon");
    format!("{caption}. {names}, {ties}{colon} {}.", each.collect::<Vec<_>>().join(", "))
}

fn frames(plan: &Plan, placing: &Placing) -> Element {
    let frames = plan.frames.iter().filter_map(|(group, label)| {
        let (corner, size) = placing.groups.get(group)?;
        let area = Element::new("rect")
            .at("x", corner.x)
            .at("y", corner.y)
            .at("width", size.x)
            .at("height", size.y)
            .with("rx", 8)
            .with("fill", BOX_FILL)
            .with("stroke", FRAME);
        let words = Element::new("text")
            .at("x", corner.x + 8.0)
            .at("y", corner.y + 13.0)
            .with("font-size", 12)
            .with("fill", PALE_INK)
            .words(label);
        Some(Element::new("g").with("class", "camp").holding(&area).holding(&words))
    });
    Element::new("g").with("class", "camps").holding_all(&frames.collect::<Vec<_>>())
}

/// How much farther apart boxes are, so that words have room on a few lines. Those of camps are far apart already.
fn room(plan: &Plan) -> f64 {
    match plan.lines.len() {
        _ if !plan.frames.is_empty() => 1.0,
        0..=24 => 1.8,
        25..=80 => 1.4,
        _ => 1.0,
    }
}

/// The lines that are shown, each with its course.
fn courses<'p>(plan: &'p Plan, placing: &Placing) -> Vec<(&'p Line, Course)> {
    let shown = || plan.lines.iter().filter(|line| line.is_shown);
    let pairs: BTreeSet<[usize; 2]> = shown().map(|line| line.ends).collect();
    let course = |line: &'p Line| {
        let [a, b] = line.ends;
        let [from, to] = [a, b].map(|end| (placing.middles[end], plan.nodes[end].size));
        let comes_back = plan.is_directed && pairs.contains(&[b, a]);
        let course = if a == b {
            line::loop_at(from.0, from.1)
        } else {
            Course::between(from, to, comes_back)
        };
        (line, course)
    };
    shown().map(course).collect()
}

fn lines(plan: &Plan, courses: &[(&Line, Course)]) -> Element {
    let n = courses.len();
    let thinner = if n > CROWD { (real(CROWD) / real(n)).sqrt().max(0.35) } else { 1.0 };
    let drawn = courses.iter().map(|(line, course)| {
        line::drawn(line, *course, (thinner, plan.is_directed), &plan.palette)
    });
    let mut element = Element::new("g").with("class", "ties").with("fill", "none");
    if n > CROWD {
        element = element.with("stroke-opacity", "0.7");
    }
    element.holding_all(&drawn.collect::<Vec<_>>())
}

fn nodes(plan: &Plan, placing: &Placing) -> Element {
    let shown = plan.nodes.iter().zip(&placing.middles).filter(|(node, _)| node.is_shown);
    let nodes: Vec<Element> = shown.map(|(node, middle)| node::drawn(node, *middle)).collect();
    Element::new("g")
        .with("class", "nodes")
        .with("text-anchor", "middle")
        .with("fill", INK)
        .holding_all(&nodes)
}

/// What occurs in the picture, with its words.
fn key(plan: &Plan) -> Vec<Sample> {
    let middle = super::drawing::ROW / 2.0;
    let line = |polarity: Polarity, is_possible, is_misfit| {
        let line = Line {
            ends: [0, 1],
            polarity,
            width: of_polarity(polarity).line_width(crate::model::Strength::FULL),
            pull: 0.0,
            is_possible,
            is_misfit,
            is_shown: true,
            tooltip: String::new(),
            words: String::new(),
            url: None,
        };
        let ends = [0.0, 34.0].map(|x| Point { x, y: middle });
        let course = Course::straight(ends[0], ends[1]);
        let picture =
            line::drawn(&line, course, (1.0, plan.is_directed), &plan.palette).with("fill", "none");
        picture.with("data-part", "key")
    };
    let sample = |picture, words: &str| Sample { picture, width: 34.0, words: words.to_owned() };
    let shown = || plan.lines.iter().filter(|line| line.is_shown);
    let mut samples: Vec<Sample> = plan
        .meanings
        .iter()
        .map(|(polarity, words)| sample(line(*polarity, false, false), words))
        .collect();
    if shown().any(|line| line.is_possible) {
        samples
            .push(sample(line(Polarity::Neutral, true, false), plan.messages.text("drawn.dashed")));
    }
    if shown().any(|line| line.is_misfit) {
        samples
            .push(sample(line(Polarity::Neutral, false, true), plan.messages.text("drawn.edged")));
    }
    let area = Point { x: 24.0, y: 12.0 };
    let at = Point { x: 12.0, y: middle };
    let kinds: BTreeSet<EntityKind> =
        plan.nodes.iter().filter(|node| node.is_shown).map(|node| node.kind).collect();
    samples.extend(kinds.into_iter().map(|kind| {
        let fill = if plan.fills.is_some() { "white" } else { of_kind(kind).fill };
        let picture = node::shape(kind, at, area, fill);
        let key = format!("kind.{kind}");
        Sample { picture, width: 24.0, words: plan.messages.text(&key).to_owned() }
    }));
    for (fill, words) in plan.fills.iter().flatten() {
        let picture = node::shape(EntityKind::Organization, at, area, fill);
        samples.push(Sample { picture, width: 24.0, words: words.clone() });
    }
    samples
}
