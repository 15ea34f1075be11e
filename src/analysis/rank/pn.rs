//! The PN index: an eigenvector-like measure in which negative ties count against a node.
//!
//! **Definition** (Everett & Borgatti 2014). With P and N the positive and negative pairs among the n
//! nodes that an edge reaches, and A = P − 2N: PN = (I − A / (2n − 2))⁻¹ · 1.
//!
//! **Method.** Gauss–Seidel in the order of nodes. The matrix is symmetric, and a row of A is at most
//! 2n − 2 in sum, reached only by a node that is everybody's foe: its eigenvalues are above 0, so that
//! the sweeps converge from any start. O(m) a sweep, some tens of sweeps.
//!
//! **Undefined** for a graph of just two foes, the only case in which the matrix has no inverse.

use crate::analysis::plain::PlainGraph;

/// The PN index of each node; `None` for those that no edge reaches.
///
/// ```
/// use stancegraph::{analysis::{plain::PlainGraph, rank::pn}, view::Sign::Positive};
///
/// let friends = PlainGraph::new(3, [(0, 1, Positive, 1.0)])?;
/// let found = pn(&friends);
/// assert!((found[0].unwrap() - 2.0).abs() < 1e-9);
/// assert_eq!(found[2], None);
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
pub fn pn(graph: &PlainGraph) -> Vec<Option<f64>> {
    /// Sweeps end when no value changes by more.
    const PRECISION: f64 = 1e-13;
    /// The greatest number of sweeps, far more than are needed.
    const MOST_SWEEPS: usize = 10_000;
    let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); graph.n_nodes()];
    for edge in graph.edges() {
        let entry = if edge.spin() > 0 { 1.0 } else { -2.0 };
        rows[edge.a as usize].push((edge.b, entry));
        rows[edge.b as usize].push((edge.a, entry));
    }
    let n = rows.iter().filter(|row| !row.is_empty()).count();
    let are_two_foes = n == 2 && graph.edges().iter().all(|edge| edge.spin() < 0);
    if n < 2 || are_two_foes {
        return vec![None; graph.n_nodes()];
    }
    #[expect(clippy::cast_precision_loss, reason = "nodes are counted with 32 bits")]
    let scale = 1.0 / (2 * n - 2) as f64;
    let mut values = vec![1.0; graph.n_nodes()];
    for _ in 0..MOST_SWEEPS {
        let mut change = 0.0_f64;
        for (at, row) in rows.iter().enumerate() {
            let sum: f64 = row.iter().map(|&(other, entry)| entry * values[other as usize]).sum();
            let value = 1.0 + scale * sum;
            change = change.max((value - values[at]).abs());
            values[at] = value;
        }
        if change <= PRECISION {
            break;
        }
    }
    rows.iter().zip(values).map(|(row, value)| (!row.is_empty()).then_some(value)).collect()
}
