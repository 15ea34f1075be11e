//! PageRank.
//!
//! **Definition** (Brin & Page 1998). The share of time that a random walker spends at each node. With
//! probability 0.85 the walker follows an edge that leaves the node; otherwise, or where no edge leaves,
//! it continues at a random node.
//!
//! **Method.** Power iteration until all shares together change by no more than 10⁻¹²; the error
//! shrinks by 0.85 an iteration, so about 170 suffice, each O(n + m).
//!
//! **Undefined** without nodes.

use rayon::prelude::*;

/// The PageRank of each node that takes part; 0 for the others. Edges lead from tail to head among them.
///
/// ```
/// use stancegraph::analysis::rank::pagerank;
///
/// let found = pagerank(&[true, true, false], &[(0, 1)]);
/// assert!(found[1] > found[0]);
/// assert!((found[0] + found[1] - 1.0).abs() < 1e-9);
/// assert_eq!(found[2], 0.0);
/// ```
#[expect(clippy::cast_precision_loss, reason = "nodes are counted with 32 bits")]
pub fn pagerank(takes_part: &[bool], edges: &[(u32, u32)]) -> Vec<f64> {
    const DAMPING: f64 = 0.85;
    const PRECISION: f64 = 1e-12;
    /// The greatest number of iterations, since rounding may prevent convergence.
    const MOST_ITERATIONS: usize = 1_000;
    /// With fewer nodes, starting threads takes longer than the work.
    const MANY: usize = 8_192;
    let members: Vec<usize> = (0..takes_part.len()).filter(|&node| takes_part[node]).collect();
    let mut shares = vec![0.0; takes_part.len()];
    if members.is_empty() {
        return shares;
    }
    let mut leaving = vec![0_u32; takes_part.len()];
    for &(tail, _) in edges {
        leaving[tail as usize] += 1;
    }
    // The tails of the edges that enter each node, in the order of the edges, in which their shares are added up.
    let mut ends = vec![0_usize; takes_part.len() + 1];
    for &(_, head) in edges {
        ends[head as usize + 1] += 1;
    }
    for node in 0..takes_part.len() {
        ends[node + 1] += ends[node];
    }
    let mut next = ends.clone();
    let mut tails = vec![0_u32; edges.len()];
    for &(tail, head) in edges {
        let slot = &mut next[head as usize];
        tails[*slot] = tail;
        *slot += 1;
    }
    let n = members.len() as f64;
    for &node in &members {
        shares[node] = 1.0 / n;
    }
    for _ in 0..MOST_ITERATIONS {
        let stranded: f64 =
            members.iter().filter(|&&node| leaving[node] == 0).map(|&node| shares[node]).sum();
        let everywhere = (1.0 - DAMPING + DAMPING * stranded) / n;
        let passed: Vec<f64> = shares
            .iter()
            .zip(&leaving)
            .map(|(share, leaving)| DAMPING * share / f64::from(*leaving))
            .collect();
        let mut next = vec![0.0; shares.len()];
        let received = |(node, next): (usize, &mut f64)| {
            let begin = if takes_part[node] { everywhere } else { 0.0 };
            let tails = &tails[ends[node]..ends[node + 1]];
            *next = tails.iter().fold(begin, |sum, tail| sum + passed[*tail as usize]);
        };
        next.par_iter_mut().enumerate().with_min_len(MANY).for_each(received);
        let change: f64 = members.iter().map(|&node| (next[node] - shares[node]).abs()).sum();
        shares = next;
        if change <= PRECISION {
            break;
        }
    }
    shares
}
