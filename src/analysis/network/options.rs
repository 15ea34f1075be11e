//! What network is asked for.

use crate::model::{EntityKind, words};

words! {
    /// Between whom the edges of a network are.
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
        /// Agreement: Σ over what is shared of x₋·x′₋ + x₊·x′₊.
        Congruence = "congruence",
        /// Disagreement: Σ x₋·x′₊ + x₊·x′₋.
        Conflict = "conflict",
        /// Congruence less conflict; in two modes x₊ − x₋.
        Subtract = "subtract",
        /// Polarity does not matter: Σ (x₋ + x₊)·(x′₋ + x′₊); in two modes x₋ + x₊.
        Ignore = "ignore",
        /// In two modes: 1 for positive statements alone, 2 for negative alone, 3 for both.
        Combine = "combine",
    }
}

words! {
    /// By what the count ω of an edge is divided; by zero gives 0.
    pub enum Normalize {
        /// By nothing.
        No = "no",
        /// By the mean of both ends' statement counts.
        Average = "average",
        /// By the statements of either end without a counterpart, plus congruence.
        Jaccard = "jaccard",
        /// By the product of both ends' statement counts.
        Cosine = "cosine",
        /// In two modes: by the actor's statement count.
        Activity = "activity",
        /// In two modes: by the target's statement count.
        Prominence = "prominence",
    }
}

words! {
    /// Within what scope statements of equal actor, target and polarity count once. A statement lies in
    /// the period of its latest day.
    pub enum Duplicates {
        /// Each counts.
        Include = "include",
        /// Once a source.
        Document = "document",
        /// Once a day.
        Day = "day",
        /// Once an ISO week.
        Week = "week",
        /// Once a month of a year.
        Month = "month",
        /// Once a year.
        Year = "year",
        /// Once in the view.
        Range = "range",
    }
}

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct CountOptions {
    /// How often equal statements count.
    pub duplicates: Duplicates,
    /// Only targets of these kinds; of all when empty.
    pub kinds: Vec<EntityKind>,
}

/// What network is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkOptions {
    /// What is counted.
    pub count: CountOptions,
    /// Between whom.
    pub mode: Mode,
    /// What an edge counts.
    pub aggregate: Aggregate,
    /// By what it is divided.
    pub normalize: Normalize,
    /// Only edges of at least this weight, whatever its sign.
    pub min_weight: f64,
}

/// A combination that means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The mode has no such aggregate.
    #[error("--aggregate {0} does not apply to --mode {1}; {one_of} do", one_of = aggregates(*.1))]
    Aggregate(Aggregate, Mode),
    /// The mode has no such normalization.
    #[error("--normalize {0} does not apply to --mode {1}; {one_of} do", one_of = normalizations(*.1))]
    Normalize(Normalize, Mode),
    /// What is combined are codes, which cannot be divided.
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
    /// What is counted, in words.
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
                "Positive less negative statements"
            }
            Aggregate::Subtract => "Congruence less conflict",
            Aggregate::Ignore if self.mode == Mode::Twomode => "Statements",
            Aggregate::Ignore => "Shared statements, whatever their sign,",
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

    /// Whether the combination means something.
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
