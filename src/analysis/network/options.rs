//! Options of networks.

use crate::{
    analysis::outcomes::Outcomes,
    model::{EntityKind, words},
    view::View,
};

words! {
    /// The nodes of a network.
    pub enum Mode {
        /// Between actors, through the targets they share.
        Onemode = "onemode",
        /// From actors to targets.
        Twomode = "twomode",
        /// Between targets, through the actors they share.
        Targets = "targets",
    }
}

words! {
    /// What an edge counts. x₋ and x₊ are the negative and positive statements of an actor on a target.
    pub enum Aggregate {
        /// Agreement: Σ of x₋·x′₋ + x₊·x′₊ over what is shared.
        Congruence = "congruence",
        /// Disagreement: Σ x₋·x′₊ + x₊·x′₋.
        Conflict = "conflict",
        /// Congruence minus conflict; in two modes x₊ − x₋.
        Subtract = "subtract",
        /// Without regard to polarity: Σ (x₋ + x₊)·(x′₋ + x′₊); in two modes x₋ + x₊.
        Ignore = "ignore",
        /// In two modes: 1 for only positive statements, 2 for only negative ones, 3 for both.
        Combine = "combine",
    }
}

words! {
    /// The denominator of an edge's count ω; a zero denominator gives 0.
    pub enum Normalize {
        /// None.
        No = "no",
        /// The mean of both ends' statement counts.
        Average = "average",
        /// The statements of either end without a counterpart, plus congruence.
        Jaccard = "jaccard",
        /// The product of both ends' statement counts.
        Cosine = "cosine",
        /// In two modes: the actor's statement count.
        Activity = "activity",
        /// In two modes: the target's statement count.
        Prominence = "prominence",
    }
}

words! {
    /// The scope in which statements of equal actor, target and polarity count once. A statement belongs
    /// to the period of its latest day.
    pub enum Duplicates {
        /// Every statement counts.
        Include = "include",
        /// Once in a source.
        Document = "document",
        /// Once in a day.
        Day = "day",
        /// Once in a week of an ISO year.
        Week = "week",
        /// Once in a month of a year.
        Month = "month",
        /// Once in a year.
        Year = "year",
        /// Once in the view.
        Range = "range",
    }
}

/// Options of counting.
#[derive(Clone, Debug, PartialEq)]
pub struct CountOptions {
    /// The scope in which equal statements count once.
    pub duplicates: Duplicates,
    /// Only targets of these kinds; all when empty.
    pub kinds: Vec<EntityKind>,
}

impl Default for CountOptions {
    /// Every statement, on all targets.
    fn default() -> Self {
        Self { duplicates: Duplicates::Include, kinds: Vec::new() }
    }
}

impl CountOptions {
    /// The outcomes of a view by the possible statements that these options count.
    pub(crate) fn outcomes<'g>(&self, view: &View<'g>) -> Outcomes<'g> {
        Outcomes::new(view, |statement| {
            let statement = view.graph().statement(statement);
            let is_of_kind = || self.kinds.contains(&statement.target_entity().kind());
            statement.effect().sign() != 0 && (self.kinds.is_empty() || is_of_kind())
        })
    }
}

/// Options of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkOptions {
    /// Options of counting.
    pub count: CountOptions,
    /// The nodes.
    pub mode: Mode,
    /// What an edge counts.
    pub aggregate: Aggregate,
    /// How it is normalized.
    pub normalize: Normalize,
    /// Only edges of at least this absolute weight.
    pub min_weight: f64,
}

impl Default for NetworkOptions {
    /// Agreement less disagreement between actors.
    fn default() -> Self {
        Self {
            count: CountOptions::default(),
            mode: Mode::Onemode,
            aggregate: Aggregate::Subtract,
            normalize: Normalize::No,
            min_weight: 0.0,
        }
    }
}

/// An invalid combination of options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The mode has no such aggregate.
    #[error("--aggregate {0} does not apply to --mode {1}; {one_of} do", one_of = aggregates(*.1))]
    Aggregate(Aggregate, Mode),
    /// The mode has no such normalization.
    #[error("--normalize {0} does not apply to --mode {1}; {one_of} do", one_of = normalizations(*.1))]
    Normalize(Normalize, Mode),
    /// `combine` gives codes, which cannot be normalized.
    #[error("--aggregate combine makes codes (1, 2, 3), which --normalize {0} cannot divide")]
    Codes(Normalize),
}

const fn aggregates(mode: Mode) -> &'static str {
    match mode {
        Mode::Twomode => "ignore, subtract, combine",
        Mode::Onemode | Mode::Targets => "congruence, conflict, subtract, ignore",
    }
}

const fn normalizations(mode: Mode) -> &'static str {
    match mode {
        Mode::Twomode => "no, activity, prominence",
        Mode::Onemode | Mode::Targets => "no, average, jaccard, cosine",
    }
}

impl NetworkOptions {
    /// The options in words, for captions.
    pub fn in_words(&self) -> String {
        let between = match self.mode {
            Mode::Onemode => "between actors",
            Mode::Targets => "between targets",
            Mode::Twomode => "from actors to targets",
        };
        let what = match self.aggregate {
            Aggregate::Congruence => "Congruence",
            Aggregate::Conflict => "Conflict",
            Aggregate::Subtract if self.mode == Mode::Twomode => {
                "Positive minus negative statements"
            }
            Aggregate::Subtract => "Congruence minus conflict",
            Aggregate::Ignore if self.mode == Mode::Twomode => "Statements",
            Aggregate::Ignore => "Shared statements of either sign",
            Aggregate::Combine => "1 positive, 2 negative, 3 both:",
        };
        let mut title = format!("{what} {between}");
        if self.normalize != Normalize::No {
            title = format!("{title}, normalized by {}", self.normalize);
        }
        if self.count.duplicates != Duplicates::Include {
            title = format!("{title}, equal statements once a {}", self.count.duplicates);
        }
        title
    }

    /// Rejects an invalid combination.
    pub fn check(&self) -> Result<(), Unfit> {
        let is_word_of = |word: &str, words: &str| words.split(", ").any(|other| other == word);
        if !is_word_of(self.aggregate.word(), aggregates(self.mode)) {
            return Err(Unfit::Aggregate(self.aggregate, self.mode));
        }
        if !is_word_of(self.normalize.word(), normalizations(self.mode)) {
            return Err(Unfit::Normalize(self.normalize, self.mode));
        }
        if self.aggregate == Aggregate::Combine && self.normalize != Normalize::No {
            return Err(Unfit::Codes(self.normalize));
        }
        Ok(())
    }
}
