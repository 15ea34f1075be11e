//! The label of an edge: the sign, the verb and the date.

use super::{
    style::{INK, MISFIT, PALE_INK, of_polarity},
    syntax::{Table, html},
    wrapped,
};
use crate::{
    export::{dates::date_in_words, scene::SceneTie},
    graph::{StatementIndex, TemporalGraph},
    model::Polarity,
};
use unicode_width::UnicodeWidthStr;

/// The size of verbs, in points.
pub(super) const VERB_SIZE: f64 = 10.0;
/// The size of dates, in points.
const DATE_SIZE: f64 = 8.5;
/// The widest line of verbs, in characters.
const VERB_WIDTH: usize = 24;
/// The space above and below the text, in points: `dot` draws lines close to the label, its own below
/// and the next above, and a wide line covers half its width of it.
pub(super) const SPACE_ABOVE: u8 = 4;
pub(super) const SPACE_BELOW: u8 = 5;
/// The background of the text: translucent white, so that a line that crosses it is paler but not
/// interrupted, and the label does not seem to belong to it.
pub(super) const VEIL: &str = "#FFFFFFC0";

/// The label of a tie, as HTML.
///
/// `versions` are all ties that the pictures of the series show for the pair. Where their labels
/// differ, all get room for the largest, so that all pictures have one layout.
pub(super) fn label(
    graph: &TemporalGraph,
    shown: &SceneTie,
    versions: &[SceneTie],
    is_misfit: bool,
) -> String {
    let label = Label::new(graph, shown);
    let others: Vec<Label> = versions.iter().map(|version| Label::new(graph, version)).collect();
    let size = if others.iter().all(|other| *other == label) {
        String::new()
    } else {
        let width = others.iter().map(Label::width).fold(label.width(), f64::max);
        let height = others.iter().map(Label::height).fold(label.height(), f64::max);
        format!(" WIDTH=\"{width:.0}\" HEIGHT=\"{height:.0}\"")
    };
    let mut table = Table::new(0);
    table.space(SPACE_ABOVE);
    table.row(&format!("BGCOLOR=\"{VEIL}\"{size}"), &label.html());
    if is_misfit {
        let font = format!("POINT-SIZE=\"{DATE_SIZE}\" COLOR=\"{INK}\"");
        table.row(&format!("BGCOLOR=\"{VEIL}\""), &format!("<FONT {font}><B>{MISFIT}</B></FONT>"));
    }
    table.space(SPACE_BELOW);
    table.end()
}

#[derive(PartialEq)]
struct Label {
    polarity: Polarity,
    verbs: Vec<String>,
    date: String,
}

impl Label {
    fn new(graph: &TemporalGraph, shown: &SceneTie) -> Self {
        let verbs = verbs(graph, shown).join(", ");
        Self {
            polarity: shown.tie.polarity,
            verbs: wrapped(&verbs, VERB_WIDTH),
            date: date_in_words(&graph.statement(shown.tie.lead).date()),
        }
    }

    fn html(&self) -> String {
        let look = of_polarity(self.polarity);
        let verbs: Vec<String> = self.verbs.iter().map(|line| html(line)).collect();
        format!(
            "<FONT COLOR=\"{}\">{} {}</FONT><BR/>\
             <FONT POINT-SIZE=\"{DATE_SIZE}\" COLOR=\"{PALE_INK}\">{}</FONT>",
            look.ink,
            look.sign,
            verbs.join("<BR/>"),
            html(&self.date)
        )
    }

    /// An upper estimate of the width, in points.
    fn width(&self) -> f64 {
        // Digits are 0.56 em wide in Helvetica, letters 0.5 em on average.
        const WIDTH_OF_CHARACTER: f64 = 0.6;
        let sign = "+ ".width();
        let verbs = self.verbs.iter().map(|line| line.width()).max().unwrap_or(0) + sign;
        let width = |n_characters: usize, size: f64| {
            u32::try_from(n_characters).map_or(0.0, f64::from) * size * WIDTH_OF_CHARACTER
        };
        width(verbs, VERB_SIZE).max(width(self.date.width(), DATE_SIZE))
    }

    /// An upper estimate of the height, in points.
    fn height(&self) -> f64 {
        const HEIGHT_OF_LINE: f64 = 1.25;
        let n_lines = u32::try_from(self.verbs.len()).map_or(1.0, f64::from);
        (n_lines * VERB_SIZE + DATE_SIZE) * HEIGHT_OF_LINE
    }
}

/// The verb of the lead; of a mixed tie the strongest verb of each polarity that made it one.
pub(in crate::export) fn verbs<'g>(graph: &'g TemporalGraph, shown: &SceneTie) -> Vec<&'g str> {
    let verb = |statement: StatementIndex| graph.statement(statement).verb();
    let lead = verb(shown.tie.lead);
    let mut verbs = vec![lead];
    if shown.tie.polarity == Polarity::Mixed {
        for other in shown.deciding.iter().map(|statement| verb(*statement)) {
            if verbs.iter().all(|known| known.effect != other.effect) {
                verbs.push(other);
            }
        }
    }
    verbs.into_iter().map(|verb| verb.word.as_str()).collect()
}
