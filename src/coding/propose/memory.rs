//! Who and what was spoken of, for the pronouns that follow.

/// Who was spoken of, the latest last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    seen: Vec<Seen>,
    /// The last words for a body without a name, and their sentence.
    pub(crate) body: Option<((usize, usize), usize)>,
    /// The last words for many people, and their sentence.
    pub(crate) group: Option<((usize, usize), usize)>,
    /// What people take sides on: the last words or the name for it, and their sentence.
    pub(crate) matter: Option<((usize, usize), Option<usize>, usize)>,
    /// The last subject that is a person without a name, and its sentence.
    pub(crate) stranger: Option<((usize, usize), usize)>,
    /// The sentence that the paragraph begins with.
    pub(crate) opened: usize,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    actor: usize,
    sentence: usize,
    rank: Rank,
}

/// How a mention stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// The subject of the sentence.
    Subject,
    /// The subject of another clause.
    Clause,
    /// Anything else.
    Other,
}

/// How many of the last mentions a pronoun may refer to.
const RECENT: usize = 24;

/// How many of the last sentences with names go before older ones.
const NEAR: usize = 2;

impl Memory {
    /// The sentence in which somebody was spoken of last.
    pub(crate) fn last_of(&self, actor: usize) -> Option<usize> {
        self.seen.iter().rev().find(|seen| seen.actor == actor).map(|seen| seen.sentence)
    }

    /// Takes note of somebody.
    pub(crate) fn note(&mut self, actor: usize, sentence: usize, rank: Rank) {
        self.seen.push(Seen { actor, sentence, rank });
        if self.seen.len() > 2 * RECENT {
            self.seen.drain(..RECENT);
        }
    }

    /// The last subject of the paragraph so far.
    pub(crate) fn last_subject(&self) -> Option<usize> {
        let last = self.seen.iter().rev().find(|seen| seen.rank == Rank::Subject)?;
        (last.sentence >= self.opened).then_some(last.actor)
    }

    /// The last ones spoken of, each once, the latest first.
    pub(crate) fn recent(&self) -> Vec<usize> {
        let mut found = Vec::with_capacity(RECENT);
        for seen in self.seen.iter().rev().take(RECENT) {
            if !found.contains(&seen.actor) {
                found.push(seen.actor);
            }
        }
        found
    }

    /// Subjects before others: of this sentence, then of the one before, then whoever came last.
    pub(crate) fn for_subject(&self, sentence: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::with_capacity(4 * RECENT);
        let last = || self.seen.iter().rev().take(RECENT);
        let mut add = |of: Option<usize>, rank: Rank| {
            let fits = |s: &&Seen| Some(s.sentence) == of && s.rank == rank;
            found.extend(last().filter(fits).map(|s| s.actor));
        };
        add(Some(sentence), Rank::Subject);
        add(Some(sentence), Rank::Clause);
        add(Some(sentence), Rank::Other);
        let mut before = sentence;
        for _ in 0..NEAR {
            let previous = last().map(|s| s.sentence).find(|s| *s < before);
            add(previous, Rank::Subject);
            add(previous, Rank::Clause);
            if previous.is_some_and(|p| p + 2 + NEAR > sentence) {
                add(previous, Rank::Other);
            }
            before = previous.unwrap_or(0);
        }
        found.extend(last().filter(|s| s.rank == Rank::Subject).map(|s| s.actor));
        found.extend(last().map(|s| s.actor));
        found
    }
}
