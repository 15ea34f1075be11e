//! A language model as one more proposer: it is asked a small question, and every answer is checked.
//!
//! The question: *which of these verbs, or none, does this passage say of this holder and this target?* What comes back is
//! a proposal like any other, to be reviewed. Whatever the server promises, an answer that names another verb, another
//! pair, or words that do not stand in the passage is dropped and counted.

mod answer;
mod client;
mod question;

pub use answer::Fault;
pub use client::{Endpoint, EndpointError};

use super::proposals::{Named, Proposal, Sign, Status, Target};
use crate::model::Vocabulary;
use answer::Answer;
use question::Question;
use std::collections::BTreeMap;

/// So many candidates of a proposal are asked about, the likeliest first.
const CANDIDATES: usize = 3;
/// After so many requests in a row that got no answer at all, no more are made.
const FAILURES: usize = 3;

/// What came of asking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Questions that were sent.
    pub questions: usize,
    /// Proposals that got a verb.
    pub answered: usize,
    /// Answers that none of the verbs is said.
    pub none: usize,
    /// Answers that were dropped, by what is wrong with them.
    pub dropped: BTreeMap<Fault, usize>,
    /// Questions that were not sent, as the server did not answer those before.
    pub not_asked: usize,
    /// What the last request that got no answer met with.
    pub last_failure: Option<String>,
}

/// Asks about each open proposal, and gives it verb and target where an answer holds. `text` is the article as it was read.
pub fn ask(
    endpoint: &Endpoint,
    text: &str,
    proposals: &mut [Proposal],
    vocabulary: &Vocabulary,
) -> Asked {
    let mut asked = Asked::default();
    let mut failures = 0;
    let open = proposals.iter_mut().filter(|it| it.status == Status::Open && it.stance.is_none());
    for proposal in open {
        let candidates: Vec<Named> = proposal.candidates.iter().take(CANDIDATES).cloned().collect();
        for target in candidates {
            if failures >= FAILURES {
                asked.not_asked += 1;
                continue;
            }
            let question = Question::new(proposal, &target, text, vocabulary);
            asked.questions += 1;
            let reply = match endpoint.send(&question.body(endpoint.model())) {
                Ok(reply) => reply,
                Err(failure) => {
                    failures += 1;
                    *asked.dropped.entry(failure.fault).or_default() += 1;
                    asked.last_failure = Some(failure.message);
                    continue;
                }
            };
            failures = 0;
            match Answer::read(&reply, &question) {
                Ok(None) => asked.none += 1,
                Ok(Some(answer)) => {
                    asked.answered += 1;
                    take(proposal, target, answer, (endpoint.model(), text, vocabulary));
                    break;
                }
                Err(fault) => *asked.dropped.entry(fault).or_default() += 1,
            }
        }
    }
    asked
}

/// Gives a proposal what an answer says.
fn take(
    proposal: &mut Proposal,
    target: Named,
    answer: Answer,
    (model, text, vocabulary): (&str, &str, &Vocabulary),
) {
    let verb = vocabulary.find(&answer.verb).map(|verb| vocabulary.verb(verb));
    proposal.polarity = verb.and_then(|verb| Sign::of(verb.effect));
    proposal.why = format!("{}; {model} reads `{}`", proposal.why, answer.verb);
    proposal.stance = Some(answer.verb);
    let chars = text.chars().skip(answer.span[0]).take(answer.span[1] - answer.span[0]);
    proposal.quote = chars.collect();
    proposal.span = answer.span;
    proposal.target =
        Some(Target { entity: target.entity, text: target.name.clone(), name: target.name });
}
