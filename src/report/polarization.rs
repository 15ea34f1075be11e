//! `polarization`: how far a debate falls into two camps.

use super::{
    Answer, CampMembers, CampRow, Cell, Column, Document, OtherCamps, SeriesRow, Tone, ViewFacts,
    answer::fields,
    camps::{PARTS, camp_members, camp_rows, camp_table},
    document::count,
    outcomes::{OpenRow, PolarizationOutcomes, range_in_words, share},
    rows::ids,
    series::series_document,
    signed::index,
};
use crate::{
    analysis::{
        outcomes::Range,
        polarization::{OpenPolarization, Polarization},
    },
    model::Span,
    view::View,
};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// The polarization of a view: the summary of `polarization`, and in the row of a period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct PolarizationRow<'g> {
    /// The polarization by the best split found.
    pub value: Option<f64>,
    /// A lower bound of the polarization: that by the best split found.
    pub lower: Option<f64>,
    /// An upper bound of the polarization.
    pub upper: Option<f64>,
    /// Whether the best split found is proved to be the best, and so `value` and `fit`.
    pub exact: bool,
    /// How well the best split found fits, from 0 to 1: a lower bound of the greatest fit.
    pub fit: Option<f64>,
    /// An upper bound of the greatest fit.
    pub fit_upper: Option<f64>,
    /// The share of conflict in congruence and conflict.
    pub conflict_share: Option<f64>,
    /// The number of actors that share a target with another.
    pub actors: usize,
    /// The number of statements behind it.
    pub statements: usize,
    /// Other splits.
    #[serde(flatten)]
    pub others: OtherCamps<'g>,
    /// The camps of each connected part.
    pub camps: Vec<CampMembers<'g>>,
    /// Why there is no value.
    pub reason: Option<&'static str>,
    /// The statements.
    pub statement_ids: Vec<Cow<'g, str>>,
}

impl<'g> PolarizationRow<'g> {
    /// The row of a view's polarization.
    pub fn new(view: &View<'g>, found: &Polarization) -> Self {
        Self {
            value: found.value.map(|value| value.lower),
            lower: found.value.map(|value| value.lower),
            upper: found.value.map(|value| value.upper),
            exact: found.value.is_some_and(|value| value.is_exact),
            fit: found.fit.map(|fit| fit.lower),
            fit_upper: found.fit.map(|fit| fit.upper),
            conflict_share: found.conflict_share,
            actors: found.actors.len(),
            statements: found.statements.len(),
            others: OtherCamps {
                unique: found.value.and(found.camps.is_unique),
                ..OtherCamps::new(view, &found.camps)
            },
            camps: camp_members(view, &found.camps),
            reason: found.value.is_none().then_some("no two actors share a target"),
            statement_ids: ids(view.graph(), found.statements.clone()),
        }
    }

    /// The polarization for people.
    fn value_in_words(&self) -> String {
        self.bounds_in_words(self.value, self.upper)
    }

    /// The fit for people.
    fn fit_in_words(&self) -> String {
        self.bounds_in_words(self.fit, self.fit_upper)
    }

    fn bounds_in_words(&self, lower: Option<f64>, upper: Option<f64>) -> String {
        match (lower, self.exact) {
            (None, _) => "–".to_owned(),
            (lower, true) => index(lower),
            (lower, false) => format!("{} to {}", index(lower), index(upper)),
        }
    }
}

/// The polarization of a view. The rows are the members of its camps.
pub fn polarization<'g>(
    view: &View<'g>,
    found: &Polarization,
    facts: ViewFacts,
) -> Answer<'g, CampRow<'g>> {
    let about = PolarizationRow::new(view, found);
    let rows = camp_rows(view, &found.camps);
    let n_parts = found.camps.n_parts();
    let period = facts.in_words.clone();
    Answer {
        command: "polarization",
        view: facts,
        summary: fields(&about),
        rows,
        document: Box::new(move |rows: &[CampRow<'_>]| {
            let mut document = Document::titled("Polarization", &period);
            let Some(conflict) = about.conflict_share else {
                let reason = "Polarization is undefined: no two actors share a target.";
                document.line(reason, Tone::Plain);
                return document;
            };
            let proved = if about.exact { " (proved)" } else { " (bounds)" };
            document.line(format!("Polarization {}{proved}", about.value_in_words()), Tone::Plain);
            document.line(format!("Fit to two camps {}", about.fit_in_words()), Tone::Plain);
            let share = format!("{:.0} %", conflict * 100.0);
            document.line(format!("Conflict is {share} of what actors share"), Tone::Plain);
            document.space();
            camp_table(&mut document, rows, "ACTORS", "");
            document.space();
            about.others.write(&mut document);
            if n_parts > 1 {
                document.line(PARTS, Tone::Dim);
            }
            let actors = count(about.actors, "actor", "actors");
            let statements = count(about.statements, "statement", "statements");
            document.line(format!("{actors}, {statements}"), Tone::Dim);
            document
        }),
    }
}

/// The polarization of a period.
pub type PolarizationPeriodRow<'g> = OpenRow<PolarizationRow<'g>, PolarizationOutcomes>;

impl<'g> PolarizationPeriodRow<'g> {
    /// The row of a period.
    pub fn of_period(view: &View<'g>, found: &OpenPolarization) -> Self {
        Self {
            definite: PolarizationRow::new(view, &found.definite),
            possible: found.n_possible,
            outcomes: found.ranges.map(PolarizationOutcomes::from),
        }
    }

    /// What the possible statements can make of the value, in words.
    fn range(&self) -> Option<Range> {
        self.outcomes.map(|it| Range { least: it.value_least, greatest: it.value_greatest })
    }

    /// The number of possible statements, and the range of the value where they can change it.
    fn possible_in_words(&self) -> String {
        let range = self.range().and_then(|range| range_in_words(range, share));
        match range {
            _ if self.possible == 0 => String::new(),
            Some(range) if range != index(self.definite.value) => {
                format!("{}: {range}", self.possible)
            }
            _ => self.possible.to_string(),
        }
    }
}

/// The polarization of each period, with a chart.
pub fn series_of_polarization(
    periods: Vec<(Span, PolarizationPeriodRow<'_>)>,
    facts: ViewFacts,
) -> Answer<'_, SeriesRow<PolarizationPeriodRow<'_>>> {
    let period = facts.in_words.clone();
    Answer {
        command: "polarization",
        view: facts,
        summary: super::Summary::new(),
        rows: periods.into_iter().map(|(span, row)| SeriesRow::new(span, row)).collect(),
        document: Box::new(move |rows: &[SeriesRow<PolarizationPeriodRow<'_>>]| {
            let mut columns = vec![
                Column::number("VALUE"),
                // Spaces that do not break, as it is a scale.
                Column::new(
                    "0\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}CHART\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}1",
                ),
                Column::number("FIT"),
                Column::number("CONFLICT"),
                Column::number("ACTORS"),
                Column::number("STATEMENTS"),
            ];
            let is_open = rows.iter().any(|row| row.row.possible > 0);
            columns.extend(is_open.then(|| Column::new("POSSIBLE")));
            let title = "Polarization by period";
            series_document(title, &period, &columns, rows, |period| {
                let row = &period.definite;
                let conflict = row.conflict_share.map(|share| format!("{:.0} %", share * 100.0));
                let possible = is_open.then(|| Cell::plain(period.possible_in_words()));
                let cells = [
                    Cell::plain(row.value_in_words()),
                    Cell::plain(bar(row.value, period.range().filter(|_| period.possible > 0))),
                    Cell::plain(row.fit_in_words()),
                    Cell::plain(conflict.unwrap_or_else(|| "–".to_owned())),
                    Cell::plain(row.actors.to_string()),
                    Cell::plain(row.statements.to_string()),
                ];
                cells.into_iter().chain(possible).collect()
            })
        }),
    }
}

/// A bar for a value from 0 to 1, in eighths of a column. A value of 0 is a line, an undefined one a gap. What possible
/// statements can add is shaded.
fn bar(value: Option<f64>, range: Option<Range>) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = value.map_or(0, |value| eighths(value).max(1));
    let bar = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    let shaded =
        range.and_then(|range| range.greatest).map_or(0, |greatest| self::eighths(greatest) / 8);
    let rest = shaded.saturating_sub(eighths.div_ceil(8));
    bar + &"░".repeat(rest)
}

/// The eighths of a column that a value from 0 to 1 takes.
fn eighths(value: f64) -> usize {
    const WIDTH: f64 = 23.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is at most 8 · 23"
    )]
    let eighths = (value.clamp(0.0, 1.0) * 8.0 * WIDTH).round() as usize;
    eighths
}
