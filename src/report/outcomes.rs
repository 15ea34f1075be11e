//! What possible statements can make of a measure, in the rows of a series.

use super::{
    Document, SeriesRow, Tone,
    document::count,
    rows::bounded,
    signed::{index, number},
};
use crate::{
    analysis::{balance::BalanceRanges, outcomes::Range, polarization::PolarizationRanges},
    model::Span,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

/// A row of a period by its definite statements, and what the possible ones can make of it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct OpenRow<R, O> {
    /// By the definite statements alone.
    #[serde(flatten)]
    pub definite: R,
    /// The number of possible statements that could change it.
    pub possible: usize,
    /// The least and the greatest values that they can make of it; `None` where there are too many outcomes.
    pub outcomes: Option<O>,
}

/// A row of a period by its definite statements, and the number of the possible ones that it leaves out.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
#[schemars(rename = "Definite{R}")]
pub struct DefiniteRow<R> {
    /// By the definite statements alone.
    #[serde(flatten)]
    pub definite: R,
    /// The number of possible statements of the period that could change the rows of the period.
    pub possible: usize,
}

/// The rows of a period by its definite statements.
#[derive(Clone, Debug)]
pub struct DefinitePeriod<R> {
    /// The period.
    pub span: Span,
    /// The number of its possible statements that could change the rows.
    pub possible: usize,
    /// The rows.
    pub rows: Vec<R>,
}

/// The rows of all periods.
pub(super) fn definite_rows<R>(
    periods: impl IntoIterator<Item = DefinitePeriod<R>>,
) -> Vec<SeriesRow<DefiniteRow<R>>> {
    let of = |DefinitePeriod { span, possible, rows }: DefinitePeriod<R>| {
        let row = move |definite| SeriesRow::new(span, DefiniteRow { definite, possible });
        rows.into_iter().map(row)
    };
    periods.into_iter().flat_map(of).collect()
}

/// The possible statements of periods, also of those that have no rows.
#[derive(Clone, Debug, Default)]
pub(super) struct LeftOut(Vec<(Span, usize)>);

impl LeftOut {
    pub(super) fn of<R>(periods: &[DefinitePeriod<R>]) -> Self {
        let of = |period: &DefinitePeriod<R>| (period.span, period.possible);
        Self(periods.iter().map(of).filter(|(_, possible)| *possible > 0).collect())
    }

    /// As the field `possible_of_periods` of a summary.
    pub(super) fn field(&self) -> (&'static str, Value) {
        let of = |(span, possible): &(Span, usize)| json!({"begin": bounded(span.begin), "end": bounded(span.end), "possible": possible});
        ("possible_of_periods", self.0.iter().map(of).collect())
    }

    /// Says in words that they do not count.
    pub(super) fn write(&self, document: &mut Document) {
        let n_periods = self.0.len();
        if n_periods == 0 {
            return;
        }
        let periods = count(n_periods, "period", "periods");
        let most = self.0.iter().map(|(_, possible)| *possible).max().unwrap_or_default();
        document.space();
        document.line(
            format!(
                "Only definite statements count. {periods} may hold others (up to {most}): see POSSIBLE, or -O json for periods \
                 without a row."
            ),
            Tone::Dim,
        );
    }
}

/// Declares a record with the least and the greatest value of each measure.
macro_rules! ranges {
    ($(#[$doc:meta])* $record:ident of $source:ident { $($measure:ident: $least:ident, $greatest:ident;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, JsonSchema, Serialize)]
        pub struct $record {
            $(
                /// The least value; `None` where it is never defined.
                pub $least: Option<f64>,
                /// The greatest value.
                pub $greatest: Option<f64>,
            )+
        }

        impl From<$source> for $record {
            fn from(ranges: $source) -> Self {
                Self { $($least: ranges.$measure.least, $greatest: ranges.$measure.greatest,)+ }
            }
        }
    };
}

ranges! {
    /// The ranges of polarization and what it is made of.
    PolarizationOutcomes of PolarizationRanges {
        value: value_least, value_greatest;
        fit: fit_least, fit_greatest;
        conflict_share: conflict_share_least, conflict_share_greatest;
    }
}

ranges! {
    /// The ranges of balance.
    BalanceOutcomes of BalanceRanges {
        strong: strong_least, strong_greatest;
        weak: weak_least, weak_greatest;
        frustration: frustration_least, frustration_greatest;
        normalized: normalized_least, normalized_greatest;
    }
}

ranges! {
    /// The ranges of the shares of balanced triangles.
    CensusOutcomes of BalanceRanges {
        strong: strong_least, strong_greatest;
        weak: weak_least, weak_greatest;
    }
}

/// A measure by the definite statements, and in parentheses its range where possible ones can change it.
pub(super) fn with_range(
    definite: String,
    range: Option<Range>,
    show: fn(f64) -> String,
) -> String {
    match range.and_then(|range| range_in_words(range, show)) {
        Some(range) if range != definite => format!("{definite} ({range})"),
        _ => definite,
    }
}

/// A range in words: `0.333 to 1.000`, or the only value; nothing where the measure is never defined.
pub(super) fn range_in_words(range: Range, show: fn(f64) -> String) -> Option<String> {
    let (least, greatest) = (show(range.least?), show(range.greatest?));
    Some(if least == greatest { least } else { format!("{least} to {greatest}") })
}

/// A share or index with three digits.
pub(super) fn share(value: f64) -> String {
    index(Some(value))
}

/// A frustration index, without a fraction where it is whole.
pub(super) fn frustration(value: f64) -> String {
    number(value).to_string()
}
