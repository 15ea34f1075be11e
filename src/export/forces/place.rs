//! Places of boxes: by forces within each group, and the groups packed side by side.
//!
//! Only additions, multiplications and square roots are used, which give the same bits everywhere, and nothing is random:
//! the same boxes and lines always have the same places. Each group starts from its distances to a few pivots
//! (Brandes and Pich, *Eigensolver methods for progressive multidimensional scaling*, 2006), is relaxed by springs and
//! by repulsion of what is near (Fruchterman and Reingold, 1991), and is then pushed apart until no boxes overlap.

use super::{apart::apart, pack::pack, start::start};
use std::collections::BTreeMap;

/// A place, or a size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A line that draws two boxes together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spring {
    pub(super) ends: [usize; 2],
    /// How much it pulls: 1 for friends, less for others.
    pub(super) pull: f64,
}

/// The least space between boxes.
pub(super) const GAP: f64 = 14.0;
/// The space around the boxes of a group.
pub(super) const MARGIN: f64 = 18.0;
/// How many steps the forces take.
const STEPS: u32 = 120;

/// Where everything is.
#[derive(Debug, Default)]
pub(super) struct Placing {
    /// The middle of each box.
    pub(super) middles: Vec<Point>,
    /// The corner and the size of each group.
    pub(super) groups: BTreeMap<usize, (Point, Point)>,
    /// How much room all groups take.
    pub(super) size: Point,
}

impl Placing {
    /// The same with all places so much farther apart. Boxes stay as large, so none comes to lie on another.
    pub(super) fn spread(self, by: f64) -> Self {
        let far = |point: Point| Point { x: point.x * by, y: point.y * by };
        let groups = self.groups.into_iter();
        Self {
            middles: self.middles.into_iter().map(far).collect(),
            groups: groups.map(|(group, (at, size))| (group, (far(at), far(size)))).collect(),
            size: far(self.size),
        }
    }
}

/// Places boxes of these sizes, those of one group together.
///
/// Time O(n + m) for each step and each pivot, with n boxes and m springs that are spread evenly.
pub(super) fn place(sizes: &[Point], springs: &[Spring], group_of: &[usize]) -> Placing {
    let mut members = BTreeMap::<usize, Vec<usize>>::new();
    for (node, group) in group_of.iter().enumerate().take(sizes.len()) {
        members.entry(*group).or_default().push(node);
    }
    let mut place_in = vec![0; sizes.len()];
    for (place, node) in members.values().flat_map(|nodes| nodes.iter().enumerate()) {
        place_in[*node] = place;
    }
    let mut inner = BTreeMap::<usize, Vec<Spring>>::new();
    for spring in springs {
        let [a, b] = spring.ends;
        if a != b && group_of[a] == group_of[b] {
            let ends = spring.ends.map(|end| place_in[end]);
            inner.entry(group_of[a]).or_default().push(Spring { ends, ..*spring });
        }
    }
    let mut placing =
        Placing { middles: vec![Point::default(); sizes.len()], ..Placing::default() };
    let mut rooms = Vec::new();
    for (group, nodes) in &members {
        let own: Vec<Point> = nodes.iter().map(|node| sizes[*node]).collect();
        let springs = inner.get(group).map_or(&[][..], Vec::as_slice);
        let (middles, size) = of_group(&own, springs);
        for (node, middle) in nodes.iter().zip(middles) {
            placing.middles[*node] = middle;
        }
        rooms.push((*group, size));
    }
    let (corners, size) = pack(&rooms.iter().map(|(_, size)| *size).collect::<Vec<_>>());
    placing.size = size;
    for ((group, size), corner) in rooms.into_iter().zip(corners) {
        for node in members.get(&group).into_iter().flatten() {
            let middle = &mut placing.middles[*node];
            *middle = Point { x: middle.x + corner.x, y: middle.y + corner.y };
        }
        placing.groups.insert(group, (corner, size));
    }
    placing
}

/// The middles of the boxes of a group and the room that they take, from its corner on.
fn of_group(sizes: &[Point], springs: &[Spring]) -> (Vec<Point>, Point) {
    let n = real(sizes.len().max(1));
    let total = sizes
        .iter()
        .fold(Point::default(), |sum, size| Point { x: sum.x + size.x, y: sum.y + size.y });
    // Names are wide, so that boxes are: the forces act as if they were square.
    let mean = Point { x: total.x / n + GAP, y: total.y / n + GAP };
    let length = (mean.x * mean.y).sqrt() * 1.25;
    let wide = (mean.x / mean.y.max(1.0)).sqrt().clamp(1.0, 1.6);
    let mut middles = start(sizes.len(), springs, length);
    relax(&mut middles, springs, length);
    for middle in &mut middles {
        *middle = Point { x: middle.x * wide, y: middle.y / wide };
    }
    spread(&mut middles, sizes);
    apart(&mut middles, sizes);
    let least = |of: fn(&Point) -> f64| {
        let edges = middles.iter().zip(sizes).map(|(middle, size)| of(middle) - of(size) / 2.0);
        edges.fold(f64::INFINITY, f64::min)
    };
    let corner = Point { x: least(|it| it.x) - MARGIN, y: least(|it| it.y) - MARGIN };
    let middles: Vec<Point> = middles
        .iter()
        .map(|middle| Point { x: middle.x - corner.x, y: middle.y - corner.y })
        .collect();
    let most = |of: fn(&Point) -> f64| {
        let edges = middles.iter().zip(sizes).map(|(middle, size)| of(middle) + of(size) / 2.0);
        edges.fold(0.0, f64::max) + MARGIN
    };
    let size = Point { x: most(|it| it.x), y: most(|it| it.y) };
    (middles, size)
}

/// Draws everything larger where there is less room than boxes need, so that few have to be pushed out of their order.
fn spread(middles: &mut [Point], sizes: &[Point]) {
    const ROOM: f64 = 1.8;
    let needed: f64 = sizes.iter().map(|size| (size.x + GAP) * (size.y + GAP)).sum();
    let n = real(middles.len().max(1));
    let square = |of: fn(&Point) -> f64| middles.iter().map(|it| of(it) * of(it)).sum::<f64>() / n;
    // A disc whose points are spread evenly.
    let room = 4.0 * std::f64::consts::PI * (square(|it| it.x) * square(|it| it.y)).sqrt();
    if room > 0.0 && room < needed * ROOM {
        let by = (needed * ROOM / room).sqrt();
        for it in middles.iter_mut() {
            *it = Point { x: it.x * by, y: it.y * by };
        }
    }
}

/// Lets springs pull and near nodes push, in steps that grow shorter.
fn relax(middles: &mut [Point], springs: &[Spring], length: f64) {
    let mut degrees = vec![0_usize; middles.len()];
    for end in springs.iter().flat_map(|spring| spring.ends) {
        degrees[end] += 1;
    }
    let reach = length * 3.5;
    let gravity = 0.3 / real(middles.len().max(36)).sqrt();
    for step in 0..STEPS {
        let mut moves = vec![Point::default(); middles.len()];
        for (a, b) in near(middles, reach) {
            let (dx, dy) = (middles[a].x - middles[b].x, middles[a].y - middles[b].y);
            let distance = (dx * dx + dy * dy).sqrt().max(length * 0.01);
            let push = length * length / distance * (1.0 - distance / reach).max(0.0) / distance;
            moves[a] = Point { x: moves[a].x + dx * push, y: moves[a].y + dy * push };
            moves[b] = Point { x: moves[b].x - dx * push, y: moves[b].y - dy * push };
        }
        for Spring { ends: [a, b], pull } in springs {
            let (a, b) = (*a, *b);
            let (dx, dy) = (middles[a].x - middles[b].x, middles[a].y - middles[b].y);
            let distance = (dx * dx + dy * dy).sqrt();
            // The lines of a hub share its strength, else it would swallow its neighbours.
            let shared = real(degrees[a].min(degrees[b]).max(1)).sqrt();
            let force = distance / length * pull / shared;
            moves[a] = Point { x: moves[a].x - dx * force, y: moves[a].y - dy * force };
            moves[b] = Point { x: moves[b].x + dx * force, y: moves[b].y + dy * force };
        }
        let most = length * 1.5 * f64::from(STEPS - step) / f64::from(STEPS);
        for (middle, by) in middles.iter_mut().zip(moves) {
            let by = Point { x: by.x - middle.x * gravity, y: by.y - middle.y * gravity };
            let wanted = (by.x * by.x + by.y * by.y).sqrt();
            let share = if wanted > most { most / wanted } else { 1.0 };
            *middle = Point { x: middle.x + by.x * share, y: middle.y + by.y * share };
        }
    }
}

/// The pairs of points that are at most this far apart along each axis, and some that are a little farther.
pub(super) fn near(middles: &[Point], reach: f64) -> Vec<(usize, usize)> {
    let mut cells = BTreeMap::<(i64, i64), Vec<usize>>::new();
    let cell = |at: f64| whole(at / reach);
    for (node, middle) in middles.iter().enumerate() {
        cells.entry((cell(middle.x), cell(middle.y))).or_default().push(node);
    }
    let mut pairs = Vec::new();
    for ((x, y), here) in &cells {
        for (place, a) in here.iter().enumerate() {
            pairs.extend(here.iter().skip(place + 1).map(|b| (*a, *b)));
        }
        // Half of the neighbours: the other half has this cell among its own.
        for next in [(x + 1, y - 1), (x + 1, *y), (x + 1, y + 1), (*x, y + 1)] {
            let there = cells.get(&next).into_iter().flatten();
            pairs.extend(there.flat_map(|b| here.iter().map(move |a| (*a, *b))));
        }
    }
    pairs
}

/// A count as a number.
pub(super) fn real(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[expect(clippy::cast_possible_truncation, reason = "places far outside share the last cell")]
fn whole(number: f64) -> i64 {
    number.floor() as i64
}
