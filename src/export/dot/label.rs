//! The label of an edge: the sign, the verb and the date.

use super::{
    style::{PAPER, of_polarity},
    syntax::{Table, html},
    wrapped,
};
use crate::{
    export::{
        scene::{Scene, SceneTie},
        telling::Palette,
    },
    graph::StatementRef,
    model::Polarity,
};
use std::borrow::Cow;
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
/// The background of the text: the paper, translucent, so that a line that crosses it is paler but not
/// interrupted, and the label does not seem to belong to it.
pub(super) fn veil(palette: &Palette) -> String {
    let paper = if palette.paper == PAPER { "#FFFFFF" } else { &palette.paper };
    format!("{paper}C0")
}

/// The label of a tie, as HTML.
///
/// `versions` are all ties that the pictures of the series show for the pair. Where their labels
/// differ, all get room for the largest, so that all pictures have one layout.
pub(super) fn label(
    scene: &Scene<'_>,
    shown: &SceneTie,
    versions: &[SceneTie],
    is_misfit: bool,
) -> String {
    let palette = scene.palette();
    let veil = veil(palette);
    let label = Label::new(scene, shown);
    let others: Vec<Label> = match versions {
        [_] => Vec::new(),
        _ => versions.iter().map(|version| Label::new(scene, version)).collect(),
    };
    // One alone is what is shown.
    let size = if others.iter().all(|other| *other == label) {
        String::new()
    } else {
        let width = others.iter().map(Label::width).fold(label.width(), f64::max);
        let height = others.iter().map(Label::height).fold(label.height(), f64::max);
        format!(" WIDTH=\"{width:.0}\" HEIGHT=\"{height:.0}\"")
    };
    let mut table = Table::new(0);
    table.space(SPACE_ABOVE);
    table.row(&format!("BGCOLOR=\"{veil}\"{size}"), &label.html(palette));
    if is_misfit {
        let font = format!("POINT-SIZE=\"{DATE_SIZE}\" COLOR=\"{}\"", palette.ink);
        let misfit = html(scene.messages().text("drawn.misfit"));
        table.row(&format!("BGCOLOR=\"{veil}\""), &format!("<FONT {font}><B>{misfit}</B></FONT>"));
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
    fn new(scene: &Scene<'_>, shown: &SceneTie) -> Self {
        let verbs = verbs(scene, shown).join(", ");
        let date = scene.view().graph().statement(shown.tie.lead).date();
        Self {
            polarity: shown.tie.polarity,
            verbs: wrapped(&verbs, VERB_WIDTH),
            date: scene.messages().date(&date),
        }
    }

    fn html(&self, palette: &Palette) -> String {
        let look = of_polarity(self.polarity);
        let verbs: Vec<String> = self.verbs.iter().map(|line| html(line)).collect();
        format!(
            "<FONT COLOR=\"{}\">{} {}</FONT><BR/>\
             <FONT POINT-SIZE=\"{DATE_SIZE}\" COLOR=\"{}\">{}</FONT>",
            palette.words(self.polarity),
            look.sign,
            verbs.join("<BR/>"),
            palette.pale,
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

/// What the verb of the lead is called; of a mixed tie also the strongest verb of each other polarity that made it one.
pub(in crate::export) fn verbs<'g>(scene: &Scene<'g>, shown: &SceneTie) -> Vec<Cow<'g, str>> {
    let graph = scene.view().graph();
    let lead = graph.statement(shown.tie.lead);
    let mut told: Vec<StatementRef<'g>> = vec![lead];
    if shown.tie.polarity == Polarity::Mixed {
        for other in shown.deciding.iter().map(|statement| graph.statement(*statement)) {
            if told.iter().all(|known| known.verb().effect != other.verb().effect) {
                told.push(other);
            }
        }
    }
    let messages = scene.messages();
    let kind = lead.target_entity().kind();
    told.into_iter().map(|statement| messages.label(statement.verb(), kind)).collect()
}
