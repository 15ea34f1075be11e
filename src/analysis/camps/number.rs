//! The numbers of camps: canonical in one view, steady over many.

use super::Camps;
use std::{cmp::Reverse, collections::BTreeMap};

/// Gives the nodes of a component camps by size, from 1 on: those of labels that are met oftener
/// first, of equal ones that of the smaller node.
pub(super) fn place(nodes: &[u32], labels: &[usize], camp_of: &mut [Option<u32>]) {
    let mut members = BTreeMap::<usize, Vec<u32>>::new();
    for (&node, &label) in nodes.iter().zip(labels) {
        members.entry(label).or_default().push(node);
    }
    for (number, camp) in (1..).zip(by_size(members.into_values().collect())) {
        for node in camp {
            camp_of[node as usize] = Some(number);
        }
    }
}

/// The same camps with the greatest as 1; of equal ones that of the smaller node first.
pub(super) fn canonical(mut camp_of: Vec<Option<u32>>) -> Vec<Option<u32>> {
    let placed = (0_u32..).zip(&camp_of).filter_map(|(node, camp)| Some((node, (*camp)?)));
    let (nodes, labels): (Vec<u32>, Vec<usize>) =
        placed.map(|(node, camp)| (node, camp as usize)).unzip();
    place(&nodes, &labels, &mut camp_of);
    camp_of
}

fn by_size(mut camps: Vec<Vec<u32>>) -> Vec<Vec<u32>> {
    camps.sort_by_key(|camp| (Reverse(camp.len()), camp.first().copied()));
    camps
}

/// Keeps the numbers of camps the same from period to period.
///
/// A camp of a later period takes the number of the earlier camp with which it shares the most nodes:
/// of all pairs the greatest overlap first, of equal ones the smaller numbers. A camp without an
/// overlap that is left gets a number that was never used. A node that is unplaced for a while is
/// remembered in the camp where it was last. Time O(n + pairs log pairs) a period.
///
/// ```
/// use stancegraph::analysis::camps::{Camps, Numbers};
///
/// let of = |camp_of: &[u32]| Camps {
///     camp_of: camp_of.iter().map(|&camp| (camp > 0).then_some(camp)).collect(),
///     ..Camps::default()
/// };
/// let mut numbers = Numbers::default();
/// numbers.renumber(&mut of(&[1, 1, 1, 2, 2]));
/// let mut later = of(&[2, 2, 0, 1, 1]);
/// numbers.renumber(&mut later);
/// assert_eq!(later.camp_of, [Some(1), Some(1), None, Some(2), Some(2)]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    last: Vec<Option<u32>>,
    /// Numbers up to this were used.
    used: u32,
}

impl Numbers {
    /// Renumbers the camps of the next period.
    pub fn renumber(&mut self, camps: &mut Camps) {
        let renamed = self.renamed(camps);
        for camp in camps.camp_of.iter_mut().flatten() {
            *camp = renamed.get(camp).copied().unwrap_or(*camp);
        }
        let n = self.last.len().max(camps.camp_of.len());
        self.last.resize(n, None);
        for (last, camp) in self.last.iter_mut().zip(&camps.camp_of) {
            *last = camp.or(*last);
        }
    }

    /// The number that each camp gets.
    fn renamed(&mut self, camps: &Camps) -> BTreeMap<u32, u32> {
        let mut overlaps = BTreeMap::<(u32, u32), usize>::new();
        for (earlier, later) in self.last.iter().zip(&camps.camp_of) {
            if let (Some(earlier), Some(later)) = (earlier, later) {
                *overlaps.entry((*earlier, *later)).or_default() += 1;
            }
        }
        let mut pairs: Vec<_> = overlaps.into_iter().collect();
        pairs.sort_by_key(|&(pair, overlap)| (Reverse(overlap), pair));
        let mut renamed = BTreeMap::new();
        for ((earlier, later), _) in pairs {
            if !renamed.contains_key(&later) && !renamed.values().any(|used| *used == earlier) {
                renamed.insert(later, earlier);
            }
        }
        for later in camps.camp_of.iter().flatten() {
            self.used = self.used.max(renamed.get(later).copied().unwrap_or(0));
        }
        for (camp, _) in camps.members() {
            renamed.entry(camp).or_insert_with(|| {
                self.used += 1;
                self.used
            });
        }
        renamed
    }
}
