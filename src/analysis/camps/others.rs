//! Other partitions that cost as little as the one that is shown.

use super::{
    super::{
        couplings::{Couplings, float},
        covering::{Bad, Charges, Covering, Patience},
        frustration::Budget,
    },
    exhaust, relocate, turned,
};
use std::collections::BTreeMap;

/// What is known of the other partitions of a component.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Whether there is none; `None` when that is not known.
    pub(super) is_unique: Option<bool>,
    /// The nodes that some of them puts into another camp, ascending.
    pub(super) elsewhere: Vec<u32>,
}

/// The partitions found.
pub(super) struct Others<'a> {
    shown: &'a [usize],
    sizes: &'a [usize],
    could_move: Vec<bool>,
    has_any: bool,
}

/// With more camps than this, camps of two partitions are matched greedily.
const MOST_MATCHED: usize = 8;

impl<'a> Others<'a> {
    fn new(shown: &'a [usize], sizes: &'a [usize]) -> Self {
        Self { shown, sizes, could_move: vec![false; shown.len()], has_any: false }
    }

    /// How many nodes each one stands for.
    pub(super) fn sizes(&self) -> &'a [usize] {
        self.sizes
    }

    pub(super) fn could_move(&self, node: usize) -> bool {
        self.could_move[node]
    }

    /// Notes a partition of the same cost, unless it is the one that is shown.
    ///
    /// The camps of both are matched so that the fewest nodes are in another camp. What some such matching
    /// finds in another camp could stand elsewhere.
    pub(super) fn note(&mut self, labels: &[usize]) {
        let mut overlaps = BTreeMap::<(usize, usize), i64>::new();
        let pairs = self.shown.iter().copied().zip(labels.iter().copied());
        for (pair, &size) in pairs.zip(self.sizes) {
            *overlaps.entry(pair).or_default() += i64::try_from(size).unwrap_or(i64::MAX);
        }
        let (mut old, mut new): (Vec<usize>, Vec<usize>) = overlaps.keys().copied().unzip();
        for camps in [&mut old, &mut new] {
            camps.sort_unstable();
            camps.dedup();
        }
        if overlaps.len() == old.len() && overlaps.len() == new.len() {
            return;
        }
        self.has_any = true;
        let matching = Matching { overlaps: &overlaps, old: &old, new: &new };
        let most = matching.most(None);
        let is_kept: BTreeMap<(usize, usize), bool> =
            overlaps.keys().map(|&pair| (pair, matching.most(Some(pair)) < most)).collect();
        for (node, pair) in self.shown.iter().copied().zip(labels.iter().copied()).enumerate() {
            self.could_move[node] |= !is_kept.get(&pair).copied().unwrap_or(false);
        }
    }

    fn known(self, is_complete: bool) -> Known {
        let is_unique = if self.has_any { Some(false) } else { is_complete.then_some(true) };
        let nodes = (0..).zip(self.could_move).filter(|(_, could_move)| *could_move);
        Known { is_unique, elsewhere: nodes.map(|(node, _)| node).collect() }
    }
}

/// How the camps of two partitions may be matched.
struct Matching<'a> {
    overlaps: &'a BTreeMap<(usize, usize), i64>,
    old: &'a [usize],
    new: &'a [usize],
}

impl Matching<'_> {
    /// The most nodes that stay in their camp, when some pair of camps is not matched.
    fn most(&self, forbidden: Option<(usize, usize)>) -> i64 {
        let stay = |old: usize, new: usize| {
            if forbidden == Some((old, new)) {
                0
            } else {
                self.overlaps.get(&(old, new)).copied().unwrap_or(0)
            }
        };
        if self.old.len().max(self.new.len()) > MOST_MATCHED {
            return self.greedily(stay);
        }
        // The most for each set of new camps that the old ones so far are matched with.
        let mut most = vec![i64::MIN; 1 << self.new.len()];
        most[0] = 0;
        for &old in self.old {
            for taken in (0..most.len()).rev() {
                let before = most[taken];
                for (at, &new) in self.new.iter().enumerate() {
                    let with = taken | 1 << at;
                    if before >= 0 && with != taken {
                        most[with] = most[with].max(before + stay(old, new));
                    }
                }
            }
        }
        most.into_iter().max().unwrap_or(0)
    }

    /// Matches the camps with the greatest overlap first.
    fn greedily(&self, stay: impl Fn(usize, usize) -> i64) -> i64 {
        let mut pairs: Vec<(i64, (usize, usize))> =
            self.overlaps.keys().map(|&(old, new)| (stay(old, new), (old, new))).collect();
        pairs.sort_unstable_by(|a, b| b.cmp(a));
        let (mut old_taken, mut new_taken) = (Vec::new(), Vec::new());
        let mut sum = 0;
        for (count, (old, new)) in pairs {
            if !old_taken.contains(&old) && !new_taken.contains(&new) {
                old_taken.push(old);
                new_taken.push(new);
                sum += count;
            }
        }
        sum
    }
}

/// What is known of the other partitions into at most `limit` camps that cost as little.
///
/// `is_least` says that no partition costs less. Small components are enumerated; of two camps, each node
/// is tried on the other side (`turned`). `sizes` says how many nodes each one stands for. Elsewhere single nodes and pairs of camps are tried, which can find
/// another partition, and a linear program, which can exclude that there is one.
pub(super) fn others(
    graph: &Couplings,
    shown: &[usize],
    sizes: &[usize],
    limit: usize,
    is_least: bool,
    grain: i64,
    budget: &Budget<'_>,
) -> Known {
    if limit <= 1 || graph.n() <= 1 {
        return Known { is_unique: Some(true), elsewhere: Vec::new() };
    }
    let mut others = Others::new(shown, sizes);
    if budget.is_spent() {
        return others.known(false);
    }
    if !is_least {
        near(graph, shown, limit, &mut others);
        return others.known(false);
    }
    let value = relocate::value(graph, shown);
    if graph.n() <= exhaust::GREATEST
        && exhaust::equals(graph, limit, value, budget, &mut |labels| others.note(labels))
    {
        return others.known(true);
    }
    near(graph, shown, limit, &mut others);
    if limit == 2 {
        apart(graph, shown, &mut others);
    }
    let is_complete = match limit {
        2 => turned::turned(graph, shown, grain, budget, &mut others),
        _ => !others.has_any && are_fixed(graph, shown, grain, budget),
    };
    others.known(is_complete)
}

/// Turns each piece that no coupling connects with the others: edges of both signs between them weigh as much.
fn apart(graph: &Couplings, shown: &[usize], others: &mut Others<'_>) {
    let mut pieces = petgraph::unionfind::UnionFind::<u32>::new(graph.n());
    for (a, b, _) in graph.edges() {
        pieces.union(a, b);
    }
    let piece_of = pieces.into_labeling();
    let roots = (0..).zip(&piece_of).filter(|(node, piece)| node == *piece).map(|(node, _)| node);
    for root in roots {
        let turned =
            shown.iter().zip(&piece_of).map(|(&camp, &piece)| camp ^ usize::from(piece == root));
        others.note(&turned.collect::<Vec<usize>>());
    }
}

/// Whether it is proved by a linear program that every partition of the cost of the one shown, which is the
/// least, has its camps.
fn are_fixed(graph: &Couplings, shown: &[usize], grain: i64, budget: &Budget<'_>) -> bool {
    let value = relocate::value(graph, shown) - graph.decided;
    let mut covering = Covering::new(graph, Bad::OneNegative, float(grain), &Charges::default());
    covering.tighten(float(value), Patience::Great, &|| budget.is_spent());
    let mut together = petgraph::unionfind::UnionFind::<u32>::new(graph.n());
    let mut is_apart = std::collections::BTreeSet::new();
    for (a, b, are_together) in covering.fixed(float(value)) {
        if are_together {
            together.union(a, b);
        } else {
            let camps = [shown[a as usize], shown[b as usize]];
            is_apart.insert([camps[0].min(camps[1]), camps[0].max(camps[1])]);
        }
    }
    let root_of = |node: usize| together.find(u32::try_from(node).unwrap_or(u32::MAX));
    let mut root_of_camp = BTreeMap::new();
    let is_one = |(node, &camp): (usize, &usize)| {
        *root_of_camp.entry(camp).or_insert_with(|| root_of(node)) == root_of(node)
    };
    if !shown.iter().enumerate().all(is_one) {
        return false;
    }
    let camps: Vec<usize> = root_of_camp.into_keys().collect();
    let mut pairs =
        camps.iter().enumerate().flat_map(|(at, &a)| camps[at + 1..].iter().map(move |&b| [a, b]));
    pairs.all(|pair| is_apart.contains(&pair))
}

/// Tries every node in every other camp, and every two camps as one.
fn near(graph: &Couplings, shown: &[usize], limit: usize, others: &mut Others<'_>) {
    let n_camps = shown.iter().max().map_or(0, |most| most + 1);
    let mut between = BTreeMap::<(usize, usize), i64>::new();
    let mut sizes = vec![0; n_camps];
    for (&camp, size) in shown.iter().zip(others.sizes) {
        sizes[camp] += size;
    }
    let mut labels = shown.to_vec();
    for node in 0..graph.n() {
        let mut pull = vec![0; limit.min(n_camps + 1)];
        for (&to, &coupling) in &graph.rows[node] {
            pull[shown[to as usize]] += coupling;
        }
        for (camp, &there) in pull.iter().enumerate() {
            if camp != shown[node] {
                *between.entry((shown[node].min(camp), shown[node].max(camp))).or_default() +=
                    there;
                if there == pull[shown[node]] && sizes[shown[node]] > 2 * others.sizes[node] {
                    // The others keep their camps in the only best matching.
                    others.has_any = true;
                    others.could_move[node] = true;
                } else if there == pull[shown[node]] {
                    labels[node] = camp;
                    others.note(&labels);
                }
            }
        }
        labels[node] = shown[node];
    }
    for ((first, second), _) in between.into_iter().filter(|(_, sum)| *sum == 0) {
        let joined = |&camp: &usize| if camp == second { first } else { camp };
        others.note(&shown.iter().map(joined).collect::<Vec<usize>>());
    }
}
