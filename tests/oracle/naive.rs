//! A naive implementation of the definitions, word for word.

use super::story::{OPEN, Said, Story, VERBS, When};

/// A question, in the oracle's days. `end` is the day after the last.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) begin: i32,
    pub(crate) end: i32,
    /// The second of the first day from which on a statement is inside.
    pub(crate) begin_cut: Option<i32>,
    /// The second of the last day from which on it is not.
    pub(crate) end_cut: Option<i32>,
    pub(crate) known_by: Option<i32>,
    pub(crate) definite: bool,
    pub(crate) claims: bool,
    pub(crate) today: i32,
}

/// The tie of a pair in a view.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) polarity: &'static str,
    pub(crate) certainty: &'static str,
    pub(crate) deciding: Vec<String>,
}

pub(crate) fn sign(position: usize) -> i32 {
    match VERBS[position].1 {
        "Positive" => 1,
        "Negative" => -1,
        _ => 0,
    }
}

fn is_neutral(said: &Said) -> bool {
    VERBS[said.verb].1 == "Neutral"
}

impl Question {
    /// "definite when its bounds lie inside the span, possible when they only meet it"; "A statement whose instant is known is
    /// inside or not; one of which only the day is known is possible on a day that the view cuts."
    pub(crate) fn certainty(&self, story: &Story, said: &Said) -> Option<&'static str> {
        let first = (said.when.earliest, said.when.time.unwrap_or(0));
        let last = (story.latest(said), said.when.time.unwrap_or(OPEN));
        let (begin, end) = ((self.begin, self.begin_cut.unwrap_or(0)), self.end_instant());
        let meets = last >= begin && (first < end || self.end == OPEN);
        let inside = first >= begin && (last < end || self.end == OPEN);
        let is_known = self.known_by.is_none_or(|day| story.known(said) <= day);
        match (meets && is_known, inside) {
            (true, true) => Some("definite"),
            (true, false) if !self.definite => Some("possible"),
            _ => None,
        }
    }

    /// The first instant that is not inside.
    fn end_instant(&self) -> (i32, i32) {
        self.end_cut.map_or((self.end, 0), |second| (self.end - 1, second))
    }

    /// "undoes later corrections"
    pub(crate) fn is_superseded(&self, story: &Story, position: usize) -> bool {
        story.said.iter().any(|later| {
            later.supersedes == Some(position)
                && self.known_by.is_none_or(|day| story.known(later) <= day)
        })
    }

    /// The statements of a pair inside the view, "superseded ones and claims left out".
    pub(crate) fn counted(&self, story: &Story, holder: usize, target: usize) -> Vec<usize> {
        let mut counted: Vec<usize> = (0..story.said.len())
            .filter(|&position| {
                let said = &story.said[position];
                (said.holder, said.target) == (holder, target)
                    && self.certainty(story, said).is_some()
                    && !self.is_superseded(story, position)
                    && (self.claims || !said.is_claim)
            })
            .collect();
        counted.sort_by_key(|&position| {
            (
                story.latest(&story.said[position]),
                story.said[position].when.earliest,
                // The file has them backwards.
                std::cmp::Reverse(position),
            )
        });
        counted
    }

    /// The instant before which an `until` must have come.
    fn judged_at(&self) -> (i32, i32) {
        if self.end == OPEN { (self.today + 1, 0) } else { self.end_instant() }
    }

    /// "their `until` is over by the view's end": a day is over for what ends on it when it begins.
    fn is_over(&self, said: &Said) -> bool {
        let comes = |until: &When| (until.latest, until.time.unwrap_or(0)) < self.judged_at();
        VERBS[said.verb].1.is_empty() || said.until.as_ref().is_some_and(comes)
    }

    /// The tie of a pair at the end of the view, by the latest statements.
    pub(crate) fn tie(&self, story: &Story, holder: usize, target: usize) -> Option<Verdict> {
        let mut considered = self.counted(story, holder, target);
        if considered.iter().any(|&position| !is_neutral(&story.said[position])) {
            considered.retain(|&position| !is_neutral(&story.said[position]));
        }
        let clipped = |position: usize| {
            let latest = story.latest(&story.said[position]);
            if self.end == OPEN { latest } else { latest.min(self.end - 1) }
        };
        let greatest = considered.iter().map(|&position| clipped(position)).max()?;
        let (latest, others): (Vec<usize>, Vec<usize>) =
            considered.into_iter().partition(|&position| clipped(position) == greatest);
        // "of these leave out each one that is before another of them"
        let is_last =
            |position: &usize| !latest.iter().any(|&other| story.is_before(*position, other));
        let deciding: Vec<usize> = latest.iter().copied().filter(is_last).collect();
        let word = |position: usize| VERBS[story.said[position].verb].1;
        let standing: Vec<usize> = deciding
            .iter()
            .copied()
            .filter(|&position| !self.is_over(&story.said[position]))
            .collect();
        let first = word(*standing.first()?);
        let is_agreed = standing.iter().all(|&position| word(position) == first);
        let polarity = if is_agreed { first } else { "Mixed" };

        let earliest = deciding.iter().map(|&position| story.said[position].when.earliest).min()?;
        let is_contested = others
            .iter()
            .any(|&position| word(position) != polarity && clipped(position) >= earliest);
        let is_one_day = deciding
            .iter()
            .all(|&position| story.said[position].when.earliest == clipped(position));
        let all_agree = deciding.iter().all(|&position| word(position) == word(deciding[0]));
        let may_be_over = standing.iter().any(|&position| {
            story.said[position]
                .until
                .as_ref()
                .is_some_and(|until| until.first() < self.judged_at())
        });
        let is_definite = deciding
            .iter()
            .all(|&position| self.certainty(story, &story.said[position]) == Some("definite"))
            && !is_contested
            && (all_agree || is_one_day)
            && standing.len() == deciding.len()
            && !may_be_over;
        let mut ids: Vec<String> = standing.into_iter().map(Story::id).collect();
        ids.sort();
        Some(Verdict {
            polarity: match polarity {
                "Positive" => "positive",
                "Negative" => "negative",
                "Neutral" => "neutral",
                _ => "mixed",
            },
            certainty: if is_definite { "definite" } else { "possible" },
            deciding: ids,
        })
    }

    /// The polarity of a pair by the sign of the sum, over the statements since the last ending.
    pub(crate) fn tie_by_sum(
        &self,
        story: &Story,
        holder: usize,
        target: usize,
    ) -> Option<&'static str> {
        let counted = self.counted(story, holder, target);
        let of = |position: &usize| &story.said[*position];
        let clipped = |position: &usize| {
            story.latest(of(position)).min(if self.end == OPEN { OPEN } else { self.end - 1 })
        };
        let is_ending = |position: &&usize| VERBS[of(position).verb].1.is_empty();
        let ended = counted.iter().filter(is_ending).map(clipped).max().unwrap_or(-OPEN);
        let is_all_neutral = counted.iter().all(|position| is_neutral(of(position)));
        let summed: Vec<&usize> = counted
            .iter()
            .filter(|position| is_all_neutral || !is_neutral(of(position)))
            .filter(|position| !self.is_over(of(position)) && clipped(position) >= ended)
            .filter(|position| {
                !counted.iter().filter(is_ending).any(|ending| story.is_before(**position, *ending))
            })
            .collect();
        summed.first()?;
        // Strengths are tenths here, so that the sum is exact.
        #[expect(clippy::cast_possible_truncation, reason = "ten times at most one")]
        let tenths = |verb: usize| sign(verb) * (VERBS[verb].2 * 10.0).round() as i32;
        let sum: i32 = summed.iter().map(|position| tenths(of(position).verb)).sum();
        Some(match sum {
            _ if is_all_neutral => "neutral",
            0 => "mixed",
            1.. => "positive",
            _ => "negative",
        })
    }
}
