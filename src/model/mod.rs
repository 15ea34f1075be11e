//! The model: entities, sources, statements, verbs and days.
//!
//! Pure values: nothing here uses a file, a clock or a terminal. A value that exists is valid: ids are
//! not empty, dates are calendar dates, strengths lie in (0, 1].

mod attributes;
mod date;
mod date_expression;
mod date_order;
mod day;
mod entity;
mod id;
mod period;
mod source;
mod statement;
mod time;
mod verb;
#[macro_use]
mod word;
mod zone;

pub use attributes::Attributes;
pub use date::{Bounds, Date, DateError};
pub use date_expression::{DateExpression, DateExpressionError};
pub use date_order::DateOrder;
pub use day::Day;
pub use entity::{Entity, EntityKind, Role};
pub use id::{EntityId, EntityIndex, IdError, SourceId, SourceIndex, StatementId, VerbIndex};
pub use period::{Calendar, Period, PeriodError, Span};
pub use source::{Source, SourceKind};
pub use statement::{Confidence, Statement};
pub use time::{Instant, NotedTime, Time, with_offset};
pub use verb::{Effect, Polarity, Strength, Verb, Vocabulary};
pub use word::UnknownWord;
pub use zone::{UnknownZone, Zone};
pub(crate) use {
    date_order::{MONTHS, month_with_name, plain_day},
    id::index,
    time::{Notation, plain_date_time},
    word::words,
};
