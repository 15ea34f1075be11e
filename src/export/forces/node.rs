//! The shapes of entities, one for each kind.

use super::{place::Point, plan::Node};
use crate::{
    export::{
        colors::Colors,
        dot::{INK, OUTLINE, of_kind},
        drawing::{Element, short},
    },
    model::{EntityIndex, EntityKind},
};

/// The colour inside an entity.
pub(super) fn fill(entity: EntityIndex, kind: EntityKind, colors: Option<&Colors>) -> &'static str {
    colors.map_or(of_kind(kind).fill, |colors| colors.fill(entity))
}

/// A node around its middle.
pub(super) fn drawn(node: &Node, middle: Point) -> Element {
    let mut shape = shape(node.kind, middle, node.size, node.fill);
    if node.is_focus {
        shape = shape.with("stroke", INK).with("stroke-width", 3);
    }
    let mut element = Element::new("g").with("class", "node").titled(&node.tooltip).holding(&shape);
    let rows = node.name.iter().fold(0.0, |height, _| height + node.font * 1.2);
    let mut y = middle.y - rows / 2.0 - node.font * 0.25;
    for line in &node.name {
        y += node.font * 1.2;
        let words = Element::new("text").at("x", middle.x).at("y", y).at("font-size", node.font);
        element = element.holding(&words.words(line));
    }
    element
}

/// The outline of a kind around a middle.
pub(super) fn shape(kind: EntityKind, middle: Point, size: Point, fill: &str) -> Element {
    let (left, top) = (middle.x - size.x / 2.0, middle.y - size.y / 2.0);
    let (right, bottom) = (left + size.x, top + size.y);
    let polygon = |points: &[(f64, f64)]| {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{} {}", short(*x), short(*y))).collect();
        format!("M{}Z", points.join("L"))
    };
    let block = polygon(&[(left, top), (right, top), (right, bottom), (left, bottom)]);
    let corner = 6.0;
    let path = match kind {
        EntityKind::Person | EntityKind::Politician | EntityKind::Topic => {
            let radius = if kind == EntityKind::Topic { size.y / 2.0 } else { corner };
            let thick = if kind == EntityKind::Politician { 2.0 } else { 1.0 };
            return Element::new("rect")
                .at("x", left)
                .at("y", top)
                .at("width", size.x)
                .at("height", size.y)
                .at("rx", radius)
                .with("fill", fill)
                .with("stroke", OUTLINE)
                .at("stroke-width", thick);
        }
        EntityKind::Organization => block,
        EntityKind::Party => {
            block + &polygon(&[(left + 3.0, top), (left + 3.0, bottom), (left + 3.0, top)])
        }
        EntityKind::Outlet => {
            block + &polygon(&[(left, top + 3.0), (right, top + 3.0), (left, top + 3.0)])
        }
        EntityKind::Country => {
            let [left, top] = [left + 2.0, top + 2.0];
            let [right, bottom] = [right - 2.0, bottom - 2.0];
            block + &polygon(&[(left, top), (right, top), (right, bottom), (left, bottom)])
        }
        EntityKind::Group => {
            let [inner, upper] = [right - 3.0, top + 3.0];
            block + &polygon(&[(left, upper), (inner, upper), (inner, bottom), (inner, upper)])
        }
        EntityKind::Event => polygon(&[
            (left + corner, top),
            (right - corner, top),
            (right, top + corner),
            (right, bottom - corner),
            (right - corner, bottom),
            (left + corner, bottom),
            (left, bottom - corner),
            (left, top + corner),
        ]),
        EntityKind::Work => polygon(&[
            (left, top),
            (right - corner, top),
            (right, top + corner),
            (right, bottom),
            (left, bottom),
        ]),
    };
    Element::new("path").with("d", path).with("fill", fill).with("stroke", OUTLINE)
}
