//! The fast path to the tie of a pair, which reads only a few columns.
//!
//! It applies where the latest statements in the view have known days, one sign, and no rare flag: the latest decide,
//! so earlier ones do not matter. All other pairs take the full rules ([`super::tie`]).

use super::{
    frame::{Certainty, Frame, Resolve},
    scope::View,
    tie::Tie,
};
use crate::{
    graph::{
        PairIndex, StatementIndex, TemporalGraph,
        batch::{Batch, batches},
        flags::Flags,
    },
    model::{Day, Effect, EntityIndex, Polarity, Span, VerbIndex},
};
use std::{cmp::Ordering, ops::Range};

/// The verdict of the fast path on a pair: the position of the statement that decides its definite tie, no tie, or
/// unknown. A bare number, because those of millions of pairs are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict(usize);

impl Verdict {
    /// No statement is in the view.
    const NO_TIE: Self = Self(usize::MAX);
    /// The fast path does not apply.
    const UNDECIDED: Self = Self(usize::MAX - 1);

    /// This statement decides: the strongest of the latest, and of equal ones the first.
    const fn by(row: usize) -> Self {
        Self(row)
    }
}

/// The columns that decide ties.
trait Deciding {
    fn latest(&self, row: usize) -> Day;
    fn flags(&self, row: usize) -> Flags;
    fn verb(&self, row: usize) -> VerbIndex;
}

impl Deciding for TemporalGraph {
    fn latest(&self, row: usize) -> Day {
        self.rows.latest.get(row)
    }

    fn flags(&self, row: usize) -> Flags {
        self.rows.flags.get(row)
    }

    fn verb(&self, row: usize) -> VerbIndex {
        self.rows.verb.get(row)
    }
}

/// The batch from this row of the graph on.
struct From<'s>(usize, &'s Batch);

impl Deciding for From<'_> {
    fn latest(&self, row: usize) -> Day {
        self.1.latest[row - self.0]
    }

    fn flags(&self, row: usize) -> Flags {
        self.1.flags[row - self.0]
    }

    fn verb(&self, row: usize) -> VerbIndex {
        self.1.verb[row - self.0]
    }
}

/// The pairs of a batch with their statements.
#[derive(Default)]
struct Pairs {
    range: Range<usize>,
    /// The offsets of the statements of each pair, and the end of the last.
    first: Vec<usize>,
    /// `None` when the pairs have too many statements.
    rows: Option<Batch>,
}

impl Pairs {
    fn read(&mut self, graph: &TemporalGraph, pairs: Range<usize>) {
        /// More statements than a second-level cache holds are read one by one, from the last.
        const MOST: usize = 1 << 16;
        self.range = pairs.clone();
        let rows = graph.read_first(pairs, &mut self.first);
        if rows.len() > MOST {
            self.rows = None;
        } else {
            self.rows.get_or_insert_default().read(graph, rows);
        }
    }

    /// The verb of one of their statements.
    fn verb(&self, graph: &TemporalGraph, row: usize) -> VerbIndex {
        match (&self.rows, self.first.first()) {
            (Some(rows), Some(first)) => From(*first, rows).verb(row),
            _ => graph.verb(row),
        }
    }
}

/// Takes the fast path for a batch of pairs at a time.
struct Judge<'v, 'g> {
    view: &'v View<'g>,
    /// The polarity of each verb that may decide on the fast path.
    is_plain: Vec<bool>,
    /// The number of statements of the batch, before each one and in total, that are not after the view.
    until: Vec<u32>,
    /// The verdict on each pair of the batch.
    verdicts: Vec<Verdict>,
}

impl<'v, 'g> Judge<'v, 'g> {
    fn new(view: &'v View<'g>) -> Self {
        let verbs = view.graph().vocabulary().verbs().iter();
        let is_plain = verbs.map(|verb| plain_polarity(verb.effect).is_some()).collect();
        Self { view, is_plain, until: Vec::new(), verdicts: Vec::new() }
    }

    fn judge(&mut self, Pairs { range, first, rows }: &Pairs) {
        self.verdicts.clear();
        match rows {
            _ if !self.view.frame().has_fast_path() => {
                self.verdicts.resize(range.len(), Verdict::UNDECIDED);
            }
            None => {
                let verdicts = |pair| self.view.verdict(PairIndex::new(pair));
                self.verdicts.extend(range.clone().map(verdicts));
            }
            Some(rows) => self.judge_rows(first, rows),
        }
    }

    /// The statements of a pair ascend by day, so the number of those not after the view gives the position of its
    /// last one: a prefix sum over all days, instead of a search in each pair with unpredictable branches.
    #[expect(clippy::needless_bitwise_bool, reason = "an unpredictable branch costs more")]
    fn judge_rows(&mut self, first: &[usize], rows: &Batch) {
        let Self { view, is_plain, until, verdicts } = self;
        let Span { begin, end } = view.frame().span;
        let (is_open, mut n_until) = (end == Day::MAX, 0);
        until.clear();
        until.push(0);
        until.extend(rows.latest.iter().map(|latest| {
            n_until += u32::from(is_open | (*latest < end));
            n_until
        }));
        let (until, latest, verbs) =
            (until.as_slice(), rows.latest.as_slice(), rows.verb.as_slice());
        let is_plain = is_plain.as_slice();
        let offset = first.first().copied().unwrap_or_default();
        let pairs = first.windows(2).map(|ends| ends[0] - offset..ends[1] - offset);
        // Inlined, so that all inputs stay in registers; the remaining cases are rare.
        verdicts.extend(pairs.clone().map(|pair| {
            let n_inside = (until[pair.end] - until[pair.start]) as usize;
            // The last statement in the view; when there is none, the first of the pair, whose result is discarded.
            let lead = pair.start + n_inside.saturating_sub(1);
            let day = latest[lead];
            let is_nothing = (n_inside == 0) | (day < begin);
            let has_equal = (n_inside > 1) & (latest[lead.saturating_sub(1)] == day);
            let is_fast = is_plain[verbs[lead].position()] & !has_equal;
            let verdicts = if is_fast { Verdict::by(offset + lead) } else { Verdict::UNDECIDED };
            if is_nothing { Verdict::NO_TIE } else { verdicts }
        }));
        let has_rare = rows.flags.iter().fold(false, |has, flags| has | flags.any_rare());
        if !verdicts
            .iter()
            .fold(has_rare, |is_left, verdicts| is_left | (*verdicts == Verdict::UNDECIDED))
        {
            return;
        }
        let columns = From(offset, rows);
        for (verdicts, pair) in verdicts.iter_mut().zip(pairs) {
            let is_rare = has_rare && rows.flags[pair.clone()].iter().any(|flags| flags.any_rare());
            if is_rare || *verdicts == Verdict::UNDECIDED {
                *verdicts = view.verdict_on(offset + pair.start..offset + pair.end, &columns);
            }
        }
    }
}

/// The polarity of a verb that may decide ties on the fast path.
fn plain_polarity(effect: Effect) -> Option<Polarity> {
    match effect {
        Effect::Expresses(polarity @ (Polarity::Positive | Polarity::Negative)) => Some(polarity),
        _ => None,
    }
}

/// Which of two statements of one known day is the earlier; `None` where times alone do not tell.
fn order_within_day(
    graph: &TemporalGraph,
    columns: &impl Deciding,
    row: usize,
    other: usize,
) -> Option<Ordering> {
    let has_time = |row: usize| columns.flags(row).has(Flags::TIME);
    match (has_time(row), has_time(other)) {
        _ if graph.has_replies() => None,
        (false, false) => Some(Ordering::Equal),
        (true, true) => {
            let time = |row: usize| graph.statement(StatementIndex::new(row)).time();
            Some(time(row).cmp(&time(other)))
        }
        _ => None,
    }
}

impl Frame {
    /// Whether the fast path applies to this frame.
    fn has_fast_path(&self) -> bool {
        self.is_simple() && self.resolve == Resolve::Latest
    }
}

impl View<'_> {
    /// The ties of some pairs, by pair, in one pass. Equal to [`View::tie`] of each.
    pub fn ties_of_pairs(&self, pairs: Range<usize>) -> Vec<Tie> {
        let graph = self.graph();
        let (mut read, mut judge) = (Pairs::default(), Judge::new(self));
        let (mut holders, mut targets, mut ties) = (Vec::new(), Vec::new(), Vec::new());
        for pairs in batches(pairs) {
            read.read(graph, pairs.clone());
            judge.judge(&read);
            graph.pairs.read(pairs.clone(), &mut holders, &mut targets);
            let ends = holders.iter().zip(&targets);
            for ((pair, &verdicts), (&holder, &target)) in pairs.zip(&judge.verdicts).zip(ends) {
                let pair = PairIndex::new(pair);
                match verdicts {
                    Verdict::NO_TIE => {}
                    Verdict::UNDECIDED => ties.extend(self.tie_by_rules(pair)),
                    Verdict(lead) => {
                        ties.push(self.tie_by(pair, holder, target, lead, read.verb(graph, lead)));
                    }
                }
            }
        }
        ties
    }

    /// Visits the ties of some pairs in this view and another of the same graph, by pair. Skips pairs whose tie the
    /// same statement decides in both.
    pub fn differing_ties(
        &self,
        other: &Self,
        pairs: Range<usize>,
        mut visit: impl FnMut(Option<Tie>, Option<Tie>),
    ) {
        let mut read = Pairs::default();
        let (mut here, mut there) = (Judge::new(self), Judge::new(other));
        for pairs in batches(pairs) {
            read.read(self.graph(), pairs.clone());
            here.judge(&read);
            there.judge(&read);
            let verdicts = here.verdicts.iter().copied().zip(there.verdicts.iter().copied());
            let may_differ = |(here, there)| here != there || here == Verdict::UNDECIDED;
            // Compares a whole batch at once, because most are equal.
            if !verdicts.clone().fold(false, |may, both| may | may_differ(both)) {
                continue;
            }
            for (pair, (here, there)) in pairs.zip(verdicts).filter(|(_, both)| may_differ(*both)) {
                let pair = PairIndex::new(pair);
                visit(self.tie_of(pair, here), other.tie_of(pair, there));
            }
        }
    }

    /// The tie of a pair on which the fast path gave this verdict.
    pub(super) fn tie_of(&self, pair: PairIndex, verdicts: Verdict) -> Option<Tie> {
        let graph = self.graph();
        match verdicts {
            Verdict::NO_TIE => None,
            Verdict::UNDECIDED => self.tie_by_rules(pair),
            Verdict(lead) => {
                let (holder, target) = (graph.holder(pair), graph.target(pair));
                Some(self.tie_by(pair, holder, target, lead, graph.verb(lead)))
            }
        }
    }

    /// The definite tie that one statement decides.
    fn tie_by(
        &self,
        pair: PairIndex,
        holder: EntityIndex,
        target: EntityIndex,
        lead: usize,
        verb: VerbIndex,
    ) -> Tie {
        let effect = self.graph().vocabulary.verb(verb).effect;
        let polarity = plain_polarity(effect).unwrap_or(Polarity::Neutral);
        let (certainty, lead) = (Certainty::Definite, StatementIndex::new(lead));
        Tie { pair, holder, target, polarity, certainty, lead }
    }

    /// The statement that alone decides the tie of a pair, where the fast path tells that: no other is of its day.
    pub(super) fn only_deciding(&self, pair: PairIndex) -> Option<StatementIndex> {
        let (graph, Verdict(lead)) = (self.graph(), self.verdict(pair));
        let rows = graph.statement_range(pair);
        if !rows.contains(&lead) {
            return None;
        }
        let day = Deciding::latest(graph, lead);
        let is_of_day = |row: usize| rows.contains(&row) && Deciding::latest(graph, row) == day;
        let is_alone = !is_of_day(lead + 1) && !lead.checked_sub(1).is_some_and(is_of_day);
        is_alone.then(|| StatementIndex::new(lead))
    }

    /// The verdict on a pair.
    pub(super) fn verdict(&self, pair: PairIndex) -> Verdict {
        if !self.frame().has_fast_path() {
            return Verdict::UNDECIDED;
        }
        self.verdict_on(self.graph().statement_range(pair), self.graph())
    }

    /// The verdict on a pair that has these rows.
    fn verdict_on(&self, rows: Range<usize>, columns: &impl Deciding) -> Verdict {
        let (graph, Span { begin, end }) = (self.graph(), self.frame().span);
        let mut top: Option<(Day, Polarity, usize)> = None;
        for row in rows.rev() {
            let latest = columns.latest(row);
            let is_over = top.is_some_and(|(day, ..)| latest < day) || latest < begin;
            if is_over {
                break;
            }
            let is_rare = columns.flags(row).any_rare();
            if !is_rare && latest >= end && end != Day::MAX {
                continue;
            }
            let verb = graph.vocabulary.verb(columns.verb(row));
            let Some(polarity) = plain_polarity(verb.effect).filter(|_| !is_rare) else {
                return Verdict::UNDECIDED;
            };
            let is_stronger =
                |lead: usize| verb.strength >= graph.vocabulary.verb(columns.verb(lead)).strength;
            let at_once = match top {
                None => Ordering::Equal,
                Some((.., lead)) => match order_within_day(graph, columns, row, lead) {
                    Some(order) => order,
                    None => return Verdict::UNDECIDED,
                },
            };
            top = match top {
                Some(_) if at_once == Ordering::Less => top,
                None => Some((latest, polarity, row)),
                Some(_) if at_once == Ordering::Greater => Some((latest, polarity, row)),
                Some((_, other, _)) if other != polarity => return Verdict::UNDECIDED,
                Some((.., lead)) if is_stronger(lead) => Some((latest, polarity, row)),
                top => top,
            };
        }
        top.map_or(Verdict::NO_TIE, |(.., lead)| Verdict::by(lead))
    }
}
