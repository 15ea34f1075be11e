//! Boxes that overlap are pushed apart.

use super::place::{GAP, Point, near};

/// How often overlaps are pushed apart before everything is drawn a little larger.
const ROUNDS: usize = 25;
/// How much larger.
const GROWTH: f64 = 1.06;

/// Moves the middles of boxes until at least [`GAP`] is between any two.
///
/// It ends: as everything grows, boxes of which no two share their middle have room at last, and those that share it are pushed
/// apart in the first round.
pub(super) fn apart(middles: &mut [Point], sizes: &[Point]) {
    let reach = sizes.iter().fold(1.0, |most: f64, size| most.max(size.x).max(size.y)) + GAP;
    loop {
        for _ in 0..ROUNDS {
            if !push(middles, sizes, reach) {
                return;
            }
        }
        for middle in middles.iter_mut() {
            *middle = Point { x: middle.x * GROWTH, y: middle.y * GROWTH };
        }
    }
}

/// Pushes each two that overlap along the axis on which the smaller share of them overlaps; whether there were any.
fn push(middles: &mut [Point], sizes: &[Point], reach: f64) -> bool {
    let mut has_pushed = false;
    for (a, b) in near(middles, reach) {
        let lacks = |of: fn(&Point) -> f64| {
            f64::midpoint(of(&sizes[a]), of(&sizes[b])) + GAP
                - (of(&middles[a]) - of(&middles[b])).abs()
        };
        let (x, y) = (lacks(|it| it.x), lacks(|it| it.y));
        let all = |of: fn(&Point) -> f64| of(&sizes[a]) + of(&sizes[b]);
        // By the share of their size: else wide boxes would only be stacked.
        let is_aside = x * all(|it| it.y) < y * all(|it| it.x);
        if x <= 0.0 || y <= 0.0 {
            continue;
        }
        has_pushed = true;
        // A little more than is lacking, so that rounding does not make it lack again.
        let half = |lack: f64, a: f64, b: f64| (lack / 2.0 + 0.05) * if a < b { -1.0 } else { 1.0 };
        let by = if is_aside {
            Point { x: half(x, middles[a].x, middles[b].x), y: 0.0 }
        } else {
            Point { x: 0.0, y: half(y, middles[a].y, middles[b].y) }
        };
        middles[a] = Point { x: middles[a].x + by.x, y: middles[a].y + by.y };
        middles[b] = Point { x: middles[b].x - by.x, y: middles[b].y - by.y };
    }
    has_pushed
}
