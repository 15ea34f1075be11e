//! The values of the model as whole numbers, as columns hold them.

use super::index::{PairIndex, StatementIndex, Table};
use crate::{
    model::{
        Confidence, Day, Effect, EntityIndex, EntityKind, Polarity, SourceIndex, SourceKind,
        VerbIndex,
    },
    storage::number::{Number, TableId},
};

macro_rules! indices {
    ($($type:ty: $table:ident),+) => {$(
        impl Number for $type {
            const TABLE: Option<TableId> = Some(Table::$table.id());

            fn number(self) -> i64 {
                self.position().number()
            }

            fn of(number: i64) -> Self {
                Self::numbered(Number::of(number))
            }
        }
    )+};
}

/// Words in the order of their declaration, which stores depend on.
macro_rules! declared {
    ($($type:ty),+) => {$(
        impl Number for $type {
            fn number(self) -> i64 {
                self as i64
            }

            fn of(number: i64) -> Self {
                Self::ALL.get(usize::of(number)).copied().unwrap_or(Self::ALL[0])
            }
        }
    )+};
}

indices!(
    EntityIndex: Entities,
    SourceIndex: Sources,
    VerbIndex: Verbs,
    StatementIndex: Statements,
    PairIndex: Pairs
);
declared!(EntityKind, SourceKind, Polarity);

impl Number for Day {
    fn number(self) -> i64 {
        i64::from(Self::number(self))
    }

    fn of(number: i64) -> Self {
        Self::numbered(Number::of(number))
    }
}

impl Number for Confidence {
    fn number(self) -> i64 {
        self.value().number()
    }

    fn of(number: i64) -> Self {
        Self::new(f64::of(number)).unwrap_or(Self::FULL)
    }
}

impl Number for Effect {
    fn number(self) -> i64 {
        match self {
            Self::Ends => 0,
            Self::Expresses(polarity) => 1 + polarity.number(),
        }
    }

    fn of(number: i64) -> Self {
        if number == 0 { Self::Ends } else { Self::Expresses(Polarity::of(number - 1)) }
    }
}
