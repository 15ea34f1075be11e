//! The tie of a pair in the usual case, without a look at more than a few columns.

use super::{Certainty, Filter, Frame, PairIndex, Resolve, StatementIndex, Tie, View};
use crate::model::{Day, Effect, Polarity};

/// What the usual case says of a pair.
pub(super) enum Usual {
    /// This tie stands.
    Stands(Tie),
    /// No statement is inside the view.
    Nothing,
    /// The case is not usual.
    Unsaid,
}

impl View<'_> {
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
