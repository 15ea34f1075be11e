//! The numbers of parts and camps: canonical in one view, steady over many.

use super::{Camps, Place};
use std::{cmp::Reverse, collections::BTreeMap};

/// The nodes of a connected part, and the label of the camp of each.
pub(super) type Labelled = (Vec<u32>, Vec<usize>);

/// Numbers parts, and within each part its camps, from 1 on: those of more nodes first, of equal ones
/// that of the smaller node.
pub(super) fn places(
    n_nodes: usize,
    parts: impl IntoIterator<Item = Labelled>,
) -> Vec<Option<Place>> {
    let mut parts: Vec<Labelled> = parts.into_iter().collect();
    parts.sort_by_key(|(nodes, _)| (Reverse(nodes.len()), nodes.first().copied()));
    let mut place_of = vec![None; n_nodes];
    for (part, (nodes, labels)) in (1..).zip(parts) {
        let mut camps = BTreeMap::<usize, Vec<u32>>::new();
        for (node, label) in nodes.into_iter().zip(labels) {
            camps.entry(label).or_default().push(node);
        }
        let mut camps: Vec<Vec<u32>> = camps.into_values().collect();
        camps.sort_by_key(|camp| (Reverse(camp.len()), camp.first().copied()));
        for (camp, nodes) in (1..).zip(camps) {
            for node in nodes {
                place_of[node as usize] = Some(Place { part, camp });
            }
        }
    }
    place_of
}

/// Keeps the numbers of parts and camps the same from period to period.
///
/// A part of a later period takes the number of the earlier part with which it shares the most nodes: of
/// all pairs the greatest overlap first, of equal ones the smaller numbers. Within each part, camps
/// take the numbers of earlier camps likewise. What has no overlap that is left gets a number that was
/// never used. A node that is unplaced for a while is remembered where it was last.
/// Time O(n + pairs log pairs) a period.
///
/// ```
/// use stancegraph::analysis::camps::{Camps, Numbers, Place};
///
/// let of = |camp_of: &[u32]| Camps {
///     place_of: camp_of.iter().map(|&camp| (camp > 0).then_some(Place { part: 1, camp })).collect(),
///     ..Camps::default()
/// };
/// let mut numbers = Numbers::default();
/// numbers.renumber(&mut of(&[1, 1, 1, 2, 2]));
/// let mut later = of(&[2, 2, 0, 1, 1]);
/// numbers.renumber(&mut later);
/// assert_eq!(later, of(&[1, 1, 0, 2, 2]));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    last: Vec<Option<Place>>,
    /// Numbers of parts up to this were used.
    used_parts: u32,
    /// In each part, numbers of camps up to this were used.
    used_camps: BTreeMap<u32, u32>,
}

impl Numbers {
    /// Renumbers the parts and camps of the next period.
    pub fn renumber(&mut self, camps: &mut Camps) {
        let renamed = self.renamed(camps);
        for place in camps.place_of.iter_mut().flatten() {
            *place = renamed.get(place).copied().unwrap_or(*place);
        }
        let n = self.last.len().max(camps.place_of.len());
        self.last.resize(n, None);
        for (last, place) in self.last.iter_mut().zip(&camps.place_of) {
            *last = place.or(*last);
        }
    }

    /// What each place is called.
    fn renamed(&mut self, camps: &Camps) -> BTreeMap<Place, Place> {
        let mut overlaps = BTreeMap::<(Place, Place), usize>::new();
        for (earlier, later) in self.last.iter().zip(&camps.place_of) {
            if let (Some(earlier), Some(later)) = (earlier, later) {
                *overlaps.entry((*earlier, *later)).or_default() += 1;
            }
        }
        let mut camps_of = BTreeMap::<u32, Vec<u32>>::new();
        for (place, _) in camps.members() {
            camps_of.entry(place.part).or_default().push(place.camp);
        }
        let parts: Vec<u32> = camps_of.keys().copied().collect();
        let of_parts = sums(overlaps.iter().map(|((old, new), n)| ((old.part, new.part), *n)));
        let part_names = steady(&parts, of_parts, &mut self.used_parts);
        let mut renamed = BTreeMap::new();
        for (part, camps) in camps_of {
            let name = part_names.get(&part).copied().unwrap_or(part);
            let within =
                overlaps.iter().filter(|((old, new), _)| new.part == part && old.part == name);
            let of_camps = sums(within.map(|((old, new), n)| ((old.camp, new.camp), *n)));
            let used = self.used_camps.entry(name).or_default();
            for (camp, new) in steady(&camps, of_camps, used) {
                renamed.insert(Place { part, camp }, Place { part: name, camp: new });
            }
        }
        renamed
    }
}

fn sums(counts: impl Iterator<Item = ((u32, u32), usize)>) -> BTreeMap<(u32, u32), usize> {
    let mut sums = BTreeMap::new();
    for (pair, count) in counts {
        *sums.entry(pair).or_default() += count;
    }
    sums
}

/// The number that each later one gets: that of the earlier one with which it overlaps most.
fn steady(
    later: &[u32],
    overlaps: BTreeMap<(u32, u32), usize>,
    used: &mut u32,
) -> BTreeMap<u32, u32> {
    let mut pairs: Vec<_> = overlaps.into_iter().collect();
    pairs.sort_by_key(|&(pair, overlap)| (Reverse(overlap), pair));
    let mut renamed = BTreeMap::new();
    for ((earlier, later), _) in pairs {
        if !renamed.contains_key(&later) && !renamed.values().any(|taken| *taken == earlier) {
            renamed.insert(later, earlier);
        }
    }
    *used = renamed.values().copied().fold(*used, u32::max);
    for &number in later {
        renamed.entry(number).or_insert_with(|| {
            *used += 1;
            *used
        });
    }
    renamed
}
