//! The tie of a pair in the usual case, without a look at more than a few columns.

use super::{Certainty, Filter, Frame, PairIndex, Resolve, StatementIndex, Tie, View, scan::Row};
use crate::model::{Day, Effect, Polarity};
use std::ops::Range;

/// What the usual case says of a pair.
pub(super) enum Usual {
    /// This tie stands.
    Stands(Tie),
    /// No statement is inside the view.
    Nothing,
    /// The case is not usual.
    Unsaid,
}

/// What is known of the tie of a pair after some of its statements.
enum Sofar {
    /// No statement is inside the view.
    Nothing,
    /// The latest are of this kind.
    Usual {
        /// The strongest of them.
        lead: Row,
        polarity: Polarity,
        strength: f64,
    },
    /// Those of this day are not usual.
    Unsaid(Day),
}

impl Sofar {
    /// Takes in a statement that is not before the others, with its sign and strength if it is a usual one.
    fn add(&mut self, row: Row, signed: Option<(Polarity, f64)>) {
        let day = match self {
            Self::Nothing => None,
            Self::Unsaid(day) => Some(*day),
            Self::Usual { lead, .. } => Some(lead.latest),
        };
        let is_after = day.is_none_or(|day| day < row.latest);
        *self = match (signed, &*self) {
            (Some((polarity, strength)), _) if is_after => {
                Self::Usual { lead: row, polarity, strength }
            }
            (Some((other, more)), Self::Usual { polarity, strength, .. }) if other == *polarity => {
                if more <= *strength {
                    return;
                }
                Self::Usual { lead: row, polarity: other, strength: more }
            }
            _ => Self::Unsaid(row.latest),
        };
    }
}

impl View<'_> {
    /// The ties of some pairs, by pair, in one pass: what [`View::tie`] says of each.
    pub fn ties_of_pairs(&self, pairs: Range<usize>) -> Vec<Tie> {
        let Frame { span, known_by: None, filter: Filter::All, resolve: Resolve::Latest, .. } =
            self.frame()
        else {
            return pairs.filter_map(|pair| self.tie(PairIndex::new(pair))).collect();
        };
        let verbs = self.graph().vocabulary().verbs();
        let signed: Vec<Option<(Polarity, f64)>> = verbs
            .iter()
            .map(|verb| match verb.effect {
                Effect::Expresses(polarity @ (Polarity::Positive | Polarity::Negative)) => {
                    Some((polarity, verb.strength.value()))
                }
                _ => None,
            })
            .collect();
        let mut ties = Vec::new();
        let mut current: Option<(PairIndex, Sofar)> = None;
        self.graph().each_row(pairs, |row| {
            let sofar = match &mut current {
                Some((pair, sofar)) if *pair == row.pair => sofar,
                _ => {
                    let before = current.replace((row.pair, Sofar::Nothing));
                    ties.extend(before.and_then(|(pair, sofar)| self.settle(pair, sofar)));
                    let Some((_, sofar)) = &mut current else { return };
                    sofar
                }
            };
            let is_rare = row.marks.are_rare();
            let is_later = row.latest >= span.end && span.end != Day::MAX;
            if row.latest >= span.begin && (is_rare || !is_later) {
                let signed = if is_rare { None } else { signed[row.verb.position()] };
                sofar.add(row, signed);
            }
        });
        ties.extend(current.and_then(|(pair, sofar)| self.settle(pair, sofar)));
        ties
    }

    fn settle(&self, pair: PairIndex, sofar: Sofar) -> Option<Tie> {
        match sofar {
            Sofar::Nothing => None,
            Sofar::Unsaid(_) => self.tie(pair),
            Sofar::Usual {
                lead: Row { holder, target, statement: lead, .. }, polarity, ..
            } => {
                let certainty = Certainty::Definite;
                Some(Tie { pair, holder, target, polarity, certainty, lead })
            }
        }
    }

    /// The tie of a pair whose latest statements inside the view have exact days, one sign, and nothing
    /// rare about them; as the latest decide, none before them matters.
    pub(super) fn usual_tie(&self, pair: PairIndex) -> Usual {
        let Frame { span, known_by: None, filter: Filter::All, resolve: Resolve::Latest, .. } =
            self.frame()
        else {
            return Usual::Unsaid;
        };
        let graph = self.graph();
        let range = graph.statement_range(pair);
        let mut top: Option<(Day, Polarity, usize)> = None;
        for position in range.rev() {
            let latest = graph.rows.latest.get(position);
            let is_over = top.is_some_and(|(day, ..)| latest < day) || latest < span.begin;
            if is_over {
                break;
            }
            let is_rare = graph.rows.marks.get(position).are_rare();
            if !is_rare && latest >= span.end && span.end != Day::MAX {
                continue;
            }
            let verb = graph.vocabulary.verb(graph.rows.verb.get(position));
            let (false, Effect::Expresses(polarity @ (Polarity::Positive | Polarity::Negative))) =
                (is_rare, verb.effect)
            else {
                return Usual::Unsaid;
            };
            let is_stronger = |lead: usize| {
                verb.strength >= graph.vocabulary.verb(graph.rows.verb.get(lead)).strength
            };
            top = match top {
                None => Some((latest, polarity, position)),
                Some((_, other, _)) if other != polarity => return Usual::Unsaid,
                Some((.., lead)) if is_stronger(lead) => Some((latest, polarity, position)),
                top => top,
            };
        }
        let Some((_, polarity, lead)) = top else { return Usual::Nothing };
        Usual::Stands(Tie {
            pair,
            holder: graph.holder(pair),
            target: graph.target(pair),
            polarity,
            certainty: Certainty::Definite,
            lead: StatementIndex::new(lead),
        })
    }
}
