//! The key of a network: in its heading, because layouts by forces have no boxes.

use super::{line_width, number_in_words};
use crate::{
    export::{
        dot::{
            style::{self, OUTLINE, TieStyle},
            syntax::html,
        },
        network::NetworkScene,
    },
    model::{EntityKind, Polarity},
};
use std::{collections::BTreeSet, fmt::Write};

/// The size of the words, in points.
const SIZE: f64 = 10.0;
/// The length of a sample of a line, in points.
const LENGTH: u8 = 30;

/// The key, as an HTML-like table: what lines and colours mean that are in the picture.
pub(super) fn key(scene: &NetworkScene<'_>, heaviest: f64) -> String {
    let mut rows = vec![polarities(scene)];
    rows.extend(widths(scene, heaviest));
    rows.push(fills(scene));
    let mut body = String::new();
    for row in rows.iter().filter(|row| !row.is_empty()) {
        let row = table(4, &format!("<TR>{row}</TR>"));
        let _ = write!(body, "<TR><TD ALIGN=\"LEFT\">{row}</TD></TR>");
    }
    if body.is_empty() {
        words(scene, scene.messages().text("drawn.no-lines"))
    } else {
        table(0, &body)
    }
}

/// A line of each polarity, as wide as its heaviest.
fn polarities(scene: &NetworkScene<'_>) -> String {
    let found: BTreeSet<Polarity> = scene.drawn().map(|edge| scene.polarity(edge)).collect();
    let sample = |polarity: Polarity| {
        let look = style::of_polarity(polarity);
        cell(&line(scene.palette().line(polarity), look, 4.0))
            + &cell(&words(scene, scene.meaning(polarity)))
    };
    found.into_iter().map(sample).collect()
}

/// The lines of the lightest and the heaviest edge, where these differ.
fn widths(scene: &NetworkScene<'_>, heaviest: f64) -> Option<String> {
    let lightest = scene.drawn().map(|edge| edge.weight.abs()).fold(f64::INFINITY, f64::min);
    let look = TieStyle { n_lines: 1, ..style::of_polarity(Polarity::Neutral) };
    let pale = &scene.palette().pale;
    let sample = |weight: f64| {
        cell(&line(pale, look, line_width(weight, heaviest)))
            + &cell(&words(scene, &number_in_words(weight)))
    };
    (scene.has_quantities() && lightest < heaviest).then(|| {
        cell(&words(scene, scene.messages().text("drawn.weight")))
            + &sample(lightest)
            + &sample(heaviest)
    })
}

/// The colours inside the nodes.
fn fills(scene: &NetworkScene<'_>) -> String {
    let nodes = scene.nodes();
    let graph = scene.view().graph();
    let kinds: BTreeSet<EntityKind> = nodes.iter().map(|node| graph.entity(*node).kind()).collect();
    let legend = match scene.colors() {
        Some(colors) => colors.legend(&nodes, scene.messages()),
        None => {
            let of_kind = |kind: EntityKind| {
                let key = format!("kind.{kind}");
                (style::of_kind(kind).fill, scene.messages().text(&key).to_owned())
            };
            kinds.into_iter().map(of_kind).collect()
        }
    };
    let mut cells = String::new();
    for (fill, meaning) in legend {
        let _ = write!(
            cells,
            "<TD BORDER=\"1\" COLOR=\"{OUTLINE}\" BGCOLOR=\"{fill}\">{}</TD>",
            words(scene, &meaning)
        );
    }
    cells
}

/// A sample of parallel lines that are as wide together.
fn line(color: &str, look: TieStyle, width: f64) -> String {
    let height = (width / f64::from(look.n_lines)).round().max(1.0);
    let bar = format!(
        "<TR><TD HEIGHT=\"{height}\" WIDTH=\"{LENGTH}\" FIXEDSIZE=\"TRUE\" BGCOLOR=\"{color}\"></TD></TR>"
    );
    let gap = "<TR><TD HEIGHT=\"2\" FIXEDSIZE=\"TRUE\" WIDTH=\"1\"></TD></TR>";
    table(0, &vec![bar; usize::from(look.n_lines)].join(gap))
}

fn words(scene: &NetworkScene<'_>, text: &str) -> String {
    let pale = &scene.palette().pale;
    format!("<FONT POINT-SIZE=\"{SIZE}\" COLOR=\"{pale}\">{}</FONT>", html(text))
}

fn cell(content: &str) -> String {
    format!("<TD>{content}</TD>")
}

fn table(spacing: u8, rows: &str) -> String {
    format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"{spacing}\">{rows}</TABLE>"
    )
}
