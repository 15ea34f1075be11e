//! The triangle inequalities of a relaxation, and their multipliers.

use super::matrix::Matrix;
use std::collections::HashSet;

/// `σ_ij X_ij + σ_ik X_ik + σ_jk X_jk ≥ −1`, with i > j > k.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triangle {
    vertices: [u32; 3],
    signs: [f64; 3],
    multiplier: f64,
    /// The mean of the multiplier over the steps.
    mean: f64,
}

/// The signs that a triangle can have: their product is 1.
const SIGNS: [[f64; 3]; 4] =
    [[1.0, 1.0, 1.0], [1.0, -1.0, -1.0], [-1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]];

/// Triangles violated by less are not worth their keep.
const VIOLATION: f64 = 0.02;

/// Triangles with no multiplier that hold with this much to spare are dropped.
const SLACK: f64 = 0.05;

/// Multipliers below this are none.
const NOTHING: f64 = 1e-9;

/// So many triangles a vertex may be added at once.
const ADDED: usize = 5;

/// The triangles that matter at present.
#[derive(Clone, Debug)]
pub(super) struct Triangles {
    list: Vec<Triangle>,
}

impl Triangle {
    fn pairs(&self) -> [(usize, usize, f64); 3] {
        let [i, j, k] = self.vertices.map(|vertex| vertex as usize);
        [(i, j, self.signs[0]), (i, k, self.signs[1]), (j, k, self.signs[2])]
    }

    /// By how much X breaks the inequality.
    fn violation(&self, products: &Matrix) -> f64 {
        -1.0 - self.pairs().iter().map(|&(i, j, sign)| sign * products.at(i, j)).sum::<f64>()
    }

    fn key(&self) -> ([u32; 3], [bool; 2]) {
        (self.vertices, [self.signs[0] < 0.0, self.signs[1] < 0.0])
    }

    /// The triangle where its vertices went; `None` when two of them are one now.
    pub(super) fn moved(&self, place: &[(u32, i8)]) -> Option<Self> {
        let mut ends = self.vertices.map(|vertex| place[vertex as usize]);
        // The sign of the pair that leaves out each vertex.
        let mut opposite = [self.signs[2], self.signs[1], self.signs[0]];
        for (left, sign) in opposite.iter_mut().enumerate() {
            for (at, end) in ends.iter().enumerate() {
                if at != left {
                    *sign *= f64::from(end.1);
                }
            }
        }
        for (a, b) in [(0, 1), (1, 2), (0, 1)] {
            if ends[a].0 < ends[b].0 {
                ends.swap(a, b);
                opposite.swap(a, b);
            }
        }
        let vertices = ends.map(|end| end.0);
        (vertices[0] > vertices[1] && vertices[1] > vertices[2]).then_some(Self {
            vertices,
            signs: [opposite[2], opposite[1], opposite[0]],
            ..*self
        })
    }
}

impl Triangles {
    /// These triangles, with those that became the same joined.
    pub(super) fn new(mut list: Vec<Triangle>) -> Self {
        list.sort_by_key(Triangle::key);
        list.dedup_by(|next, kept| {
            let is_same = next.key() == kept.key();
            if is_same {
                kept.multiplier += next.multiplier;
                kept.mean += next.mean;
            }
            is_same
        });
        Self { list }
    }

    /// The triangles with the mean of their multipliers.
    pub(super) fn into_means(self) -> Vec<Triangle> {
        let mean = |triangle: Triangle| Triangle { multiplier: triangle.mean, ..triangle };
        self.list.into_iter().filter(|triangle| triangle.mean > NOTHING).map(mean).collect()
    }

    /// Drops triangles that do nothing, and adds the most violated ones. Time O(n³).
    pub(super) fn separate(&mut self, products: &Matrix) {
        self.list.retain(|triangle| {
            triangle.multiplier.max(triangle.mean) > NOTHING
                || triangle.violation(products) > -SLACK
        });
        let known: HashSet<_> = self.list.iter().map(Triangle::key).collect();
        let most = ADDED * products.n();
        let mut found = Vec::new();
        for vertex in 0..products.n() {
            violated(products, vertex, |violated| {
                if !known.contains(&violated.1.key()) {
                    found.push(violated);
                }
            });
            // Of a great graph many millions are violated: they are not all kept until the end.
            if found.len() > 4 * most {
                keep_most_violated(&mut found, most);
            }
        }
        keep_most_violated(&mut found, most);
        found.sort_by_key(|(_, triangle)| triangle.key());
        self.list.extend(found.into_iter().map(|(_, triangle)| triangle));
    }

    /// Moves the multipliers along the violations, updates their means, and charges M with them.
    pub(super) fn charge(
        &mut self,
        products: &Matrix,
        stride: f64,
        part: f64,
        charged: &mut Matrix,
    ) {
        for triangle in &mut self.list {
            let violation = triangle.violation(products);
            triangle.multiplier = (triangle.multiplier + stride * violation).max(0.0);
            triangle.mean += part * (triangle.multiplier - triangle.mean);
            for (i, j, sign) in triangle.pairs() {
                charged.add(i, j, sign * triangle.multiplier);
            }
        }
    }

    /// Charges M with the mean multipliers, and returns their sum.
    pub(super) fn charge_means(&self, charged: &mut Matrix) -> f64 {
        for triangle in &self.list {
            for (i, j, sign) in triangle.pairs() {
                charged.add(i, j, sign * triangle.mean);
            }
        }
        self.list.iter().map(|triangle| triangle.mean).sum()
    }
}

/// Keeps so many triangles, those that are violated most.
fn keep_most_violated(found: &mut Vec<(f64, Triangle)>, most: usize) {
    if found.len() > most {
        found.select_nth_unstable_by(most, |a, b| {
            b.0.total_cmp(&a.0).then_with(|| a.1.key().cmp(&b.1.key()))
        });
        found.truncate(most);
    }
}

/// Calls back with the triangles of a vertex and two before it that X violates, and by how much.
fn violated(products: &Matrix, i: usize, mut found: impl FnMut((f64, Triangle))) {
    let first = &products.row(i)[..i];
    for (j, &ij) in first.iter().enumerate() {
        let second = &products.row(j)[..j];
        for (k, (&ik, &jk)) in first.iter().zip(second).enumerate() {
            // The least of the four sums; at most one is below −1 − VIOLATION.
            let least = (ij + (ik + jk)).min(ij - (ik + jk));
            let least = least.min(-ij + (ik - jk)).min(-ij - (ik - jk));
            if least < -1.0 - VIOLATION {
                most_violated([i, j, k], [ij, ik, jk]).for_each(&mut found);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a relaxation has far fewer than 2³² vertices")]
fn most_violated(
    vertices: [usize; 3],
    products: [f64; 3],
) -> impl Iterator<Item = (f64, Triangle)> {
    let violation = move |signs: [f64; 3]| {
        -1.0 - signs.iter().zip(products).map(|(sign, product)| sign * product).sum::<f64>()
    };
    let triangle = move |signs| Triangle {
        vertices: vertices.map(|vertex| vertex as u32),
        signs,
        multiplier: 0.0,
        mean: 0.0,
    };
    SIGNS
        .into_iter()
        .map(move |signs| (violation(signs), triangle(signs)))
        .filter(|(violation, _)| *violation > VIOLATION)
}
