//! Rectangles packed on shelves.

use super::place::Point;

/// How much wider than tall the whole should be.
const ASPECT: f64 = 1.4;
/// The space between rectangles.
const SPACE: f64 = 12.0;

/// The corner of each rectangle, and the size of the whole. The tallest come first; of equals, the earlier.
pub(super) fn pack(sizes: &[Point]) -> (Vec<Point>, Point) {
    let area: f64 = sizes.iter().map(|size| (size.x + SPACE) * (size.y + SPACE)).sum();
    let widest = sizes.iter().map(|size| size.x).fold(0.0, f64::max);
    let width = (area * ASPECT).sqrt().max(widest);
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|a, b| sizes[*b].y.total_cmp(&sizes[*a].y).then(a.cmp(b)));
    let mut corners = vec![Point::default(); sizes.len()];
    let (mut shelf, mut next) = (Point::default(), 0.0);
    let mut whole = Point::default();
    for rectangle in order {
        let size = sizes[rectangle];
        if shelf.x > 0.0 && shelf.x + size.x > width {
            shelf = Point { x: 0.0, y: next };
        }
        corners[rectangle] = shelf;
        whole = Point { x: whole.x.max(shelf.x + size.x), y: whole.y.max(shelf.y + size.y) };
        next = next.max(shelf.y + size.y + SPACE);
        shelf.x += size.x + SPACE;
    }
    (corners, whole)
}
