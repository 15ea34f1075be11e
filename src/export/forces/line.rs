//! Lines between boxes: one for positive, two for negative, three for mixed ties, with an arrowhead of each.

use super::{place::Point, plan::Line};
use crate::{
    export::{
        dot::{HALO, of_polarity},
        drawing::{Element, short},
        telling::Palette,
    },
    model::Polarity,
};

/// The space between parallel lines.
const BETWEEN: f64 = 1.6;

/// A course from border to border.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    pub(super) from: Point,
    pub(super) bend: Point,
    pub(super) to: Point,
}

impl Course {
    /// A straight course.
    pub(super) fn straight(from: Point, to: Point) -> Self {
        Self {
            from,
            bend: Point { x: f64::midpoint(from.x, to.x), y: f64::midpoint(from.y, to.y) },
            to,
        }
    }

    /// From the border of one box to that of another; bent to its left where one comes back.
    pub(super) fn between(
        (a, a_size): (Point, Point),
        (b, b_size): (Point, Point),
        is_bent: bool,
    ) -> Self {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let by = if is_bent { 0.1 } else { 0.0 };
        let bend =
            Point { x: f64::midpoint(a.x, b.x) + dy * by, y: f64::midpoint(a.y, b.y) - dx * by };
        Self { from: border(a, a_size, bend), bend, to: border(b, b_size, bend) }
    }
}

/// Where the way from the middle of a box to a place leaves the box.
fn border(middle: Point, size: Point, place: Point) -> Point {
    let (dx, dy) = (place.x - middle.x, place.y - middle.y);
    let reach = |half: f64, way: f64| if way == 0.0 { f64::INFINITY } else { half / way.abs() };
    let share = reach(size.x / 2.0, dx).min(reach(size.y / 2.0, dy)).min(1.0);
    Point { x: middle.x + dx * share, y: middle.y + dy * share }
}

/// A line, as an element that holds its parts and its title.
pub(super) fn drawn(
    line: &Line,
    course: Course,
    (thinner, has_head): (f64, bool),
    palette: &Palette,
) -> Element {
    let look = of_polarity(line.polarity);
    let color = palette.line(line.polarity);
    let width = (line.width * thinner).max(0.4);
    let (dx, dy) = (course.to.x - course.bend.x, course.to.y - course.bend.y);
    let size = (dx * dx + dy * dy).sqrt().max(1e-9);
    let ahead = Point { x: dx / size, y: dy / size };
    let head =
        if has_head { Some(head(line.polarity, course.to, ahead, thinner.sqrt())) } else { None };
    let room = head.as_ref().map_or(0.0, |(_, room)| *room).min(size);
    let end = Point { x: course.to.x - ahead.x * room, y: course.to.y - ahead.y * room };
    let course = Course { to: end, ..course };
    let path = parallel(course, look.n_lines, width + BETWEEN);
    let mut element = Element::new("g").with("class", "tie").titled(&line.tooltip);
    if line.is_misfit {
        let whole = (width + BETWEEN) * f64::from(look.n_lines) + 6.0;
        let halo = Element::new("path").with("d", parallel(course, 1, 0.0));
        element = element.holding(&halo.with("stroke", HALO).at("stroke-width", whole));
    }
    let mut stroke = Element::new("path").with("d", path).with("stroke", color);
    stroke = stroke.with("stroke-width", hundredths(width));
    if line.is_possible {
        stroke = stroke.with("stroke-dasharray", "5 4");
    }
    element = element.holding(&stroke);
    if let Some((shape, _)) = head {
        let inside = if line.polarity == Polarity::Neutral { &palette.paper } else { color };
        element = element.holding(
            &Element::new("path").with("d", shape).with("fill", inside).with("stroke", color),
        );
    }
    match &line.url {
        Some(url) => Element::new("a").with("href", url).holding(&element),
        None => element,
    }
}

/// A line from a box to itself.
pub(super) fn loop_at(middle: Point, size: Point) -> Course {
    let top = middle.y - size.y / 2.0;
    Course {
        from: Point { x: middle.x - 6.0, y: top },
        bend: Point { x: middle.x, y: top - 16.0 },
        to: Point { x: middle.x + 6.0, y: top },
    }
}

fn hundredths(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// So many parallel lines, in one path.
fn parallel(course: Course, n_lines: u8, apart: f64) -> String {
    let Course { from, bend, to } = course;
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let size = (dx * dx + dy * dy).sqrt().max(1e-9);
    let (nx, ny) = (-dy / size, dx / size);
    let is_straight = ((bend.x - from.x) * nx + (bend.y - from.y) * ny).abs() < 0.05;
    let one = |number: u8| {
        let by = (f64::from(number) - f64::from(n_lines - 1) / 2.0) * apart;
        let at =
            |point: Point| format!("{} {}", short(point.x + nx * by), short(point.y + ny * by));
        if is_straight {
            format!("M{}L{}", at(from), at(to))
        } else {
            format!("M{}Q{} {}", at(from), at(bend), at(to))
        }
    };
    (0..n_lines.max(1)).map(one).collect()
}

/// The arrowhead of a polarity and how long it is.
fn head(polarity: Polarity, tip: Point, ahead: Point, scale: f64) -> (String, f64) {
    let at = |back: f64, aside: f64| {
        let (back, aside) = (back * scale, aside * scale);
        let x = tip.x - ahead.x * back - ahead.y * aside;
        let y = tip.y - ahead.y * back + ahead.x * aside;
        format!("{} {}", short(x), short(y))
    };
    let polygon = |points: &[(f64, f64)]| {
        let points: Vec<String> = points.iter().map(|(back, aside)| at(*back, *aside)).collect();
        format!("M{}Z", points.join("L"))
    };
    match polarity {
        Polarity::Positive => (polygon(&[(0.0, 0.0), (8.0, 3.2), (8.0, -3.2)]), 7.0 * scale),
        Polarity::Negative => {
            (polygon(&[(0.5, 5.0), (2.0, 5.0), (2.0, -5.0), (0.5, -5.0)]), 2.0 * scale)
        }
        Polarity::Mixed => {
            (polygon(&[(0.0, 0.0), (5.0, 3.6), (10.0, 0.0), (5.0, -3.6)]), 9.0 * scale)
        }
        Polarity::Neutral => {
            let r = short(2.8 * scale);
            (
                format!(
                    "M{}A{r} {r} 0 1 1 {}A{r} {r} 0 1 1 {}Z",
                    at(0.0, 0.0),
                    at(5.6, 0.0),
                    at(0.0, 0.0)
                ),
                5.6 * scale,
            )
        }
    }
}
