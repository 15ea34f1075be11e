//! Words on lines, where there is room between boxes and other words; those of strong lines go first.

use super::{
    line::Course,
    place::{Placing, Point},
    plan::{Line, Plan},
};
use crate::export::drawing::{Element, width};

/// The size of the words.
const SIZE: f64 = 8.5;
/// Half of the height that they take.
const HALF: f64 = 5.5;
/// How far along a line its words may be.
const PLACES: [f64; 7] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];

/// The corners of an area.
type Area = [f64; 4];

/// The words of lines that have room for them, and how many have none.
pub(super) fn words(plan: &Plan, placing: &Placing, drawn: &[(&Line, Course)]) -> (Element, usize) {
    let shown = plan.nodes.iter().zip(&placing.middles).filter(|(node, _)| node.is_shown);
    let mut taken: Vec<Area> = shown
        .map(|(node, middle)| around(*middle, node.size.x / 2.0 + 1.0, node.size.y / 2.0 + 1.0))
        .collect();
    let mut order: Vec<&(&Line, Course)> = drawn.iter().collect();
    order.sort_by(|(a, _), (b, _)| b.width.total_cmp(&a.width));
    let mut words = Vec::new();
    let mut n_left = 0;
    for (line, course) in order {
        let half = width(&line.words, SIZE) / 2.0 + 1.0;
        let room = |&share: &f64| {
            let at = on(*course, share);
            let area = around(at, half, HALF);
            (!taken.iter().any(|other| overlap(&area, other))).then_some((at, area))
        };
        let Some((at, area)) = PLACES.iter().find_map(room) else {
            n_left += 1;
            continue;
        };
        taken.push(area);
        let text = Element::new("text").at("x", at.x).at("y", at.y + SIZE * 0.35);
        words.push(text.with("fill", plan.palette.words(line.polarity)).words(&line.words));
    }
    let layer = Element::new("g")
        .with("class", "verbs")
        .with("text-anchor", "middle")
        .at("font-size", SIZE)
        .with("stroke", &plan.palette.paper)
        .with("stroke-width", 4)
        .with("stroke-linejoin", "round")
        .with("paint-order", "stroke")
        .holding_all(&words);
    (layer, n_left)
}

/// A point of a course, from 0 to 1.
fn on(course: Course, share: f64) -> Point {
    let Course { from, bend, to } = course;
    let part = |a: f64, b: f64, c: f64| {
        let rest = 1.0 - share;
        rest * rest * a + 2.0 * rest * share * b + share * share * c
    };
    Point { x: part(from.x, bend.x, to.x), y: part(from.y, bend.y, to.y) }
}

fn around(middle: Point, half_width: f64, half_height: f64) -> Area {
    let Point { x, y } = middle;
    [x - half_width, y - half_height, x + half_width, y + half_height]
}

fn overlap(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
