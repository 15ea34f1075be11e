//! The legend: the kinds, polarities and certainties that occur in the picture.
//!
//! It is a separate component of the graph, so that its lines and shapes are those of the picture.
//! The names of its nodes contain spaces, which no entity's id does.

use super::{
    style::{self, FONT, FRAME, PALE_INK},
    syntax::{Attributes, Table, id},
};
use crate::{
    export::{
        colors::Colors,
        scene::{Backdrop, Scene, SceneTie},
    },
    graph::TemporalGraph,
    model::{EntityIndex, EntityKind, Polarity, Strength},
    view::Certainty,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

const FONT_SIZE: f64 = 9.0;

/// Writes the legend of the backdrop; nothing for one without ties.
pub(super) fn write(
    scene: &Scene<'_>,
    stage: &Backdrop,
    degrees: &BTreeMap<EntityIndex, usize>,
    out: &mut String,
) {
    let graph = scene.view().graph();
    let polarities: BTreeSet<Polarity> =
        stage.ties().iter().map(|shown| shown.tie.polarity).collect();
    if polarities.is_empty() {
        return;
    }
    let is_possible = |certainty| certainty == Certainty::Possible;
    let kinds: BTreeSet<EntityKind> =
        stage.nodes().iter().map(|&entity| graph.entity(entity).kind()).collect();
    out.push_str("  subgraph \"cluster legend\" {\n    graph");
    Attributes::default()
        .left_lines("label", &remarks(graph, stage, degrees))
        .number("fontsize", FONT_SIZE)
        .text("fontcolor", PALE_INK)
        .text("labeljust", "l")
        .text("style", "rounded")
        .text("color", FRAME)
        .number("margin", 10.0)
        .write(out);
    for polarity in polarities {
        tie_sample(polarity, strongest(graph, stage, polarity), out);
    }
    if stage.ties().iter().any(|shown| is_possible(shown.tie.certainty)) {
        possible_sample(out);
    }
    if stage.ties().iter().any(|shown| scene.is_misfit(&shown.tie)) {
        misfit_sample(out);
    }
    kind_samples(&kinds.into_iter().collect::<Vec<_>>(), scene.colors(), out);
    if let Some(colors) = scene.colors() {
        color_samples(colors, stage.nodes(), out);
    }
    out.push_str("  }\n");
}

/// Explains sizes, where sizes differ.
fn remarks(
    graph: &TemporalGraph,
    stage: &Backdrop,
    degrees: &BTreeMap<EntityIndex, usize>,
) -> Vec<&'static str> {
    let strength = |shown: &SceneTie| graph.statement(shown.tie.lead).verb().strength;
    let mut remarks = Vec::new();
    if stage.ties().windows(2).any(|pair| pair.first().map(strength) != pair.last().map(strength)) {
        remarks.push("The wider a line, the stronger the verb.");
    }
    if degrees.values().any(|degree| style::stands_out(*degree)) {
        remarks.push("The larger a name, the more ties.");
    }
    remarks
}

/// The strength of the strongest tie of a polarity.
fn strongest(graph: &TemporalGraph, stage: &Backdrop, polarity: Polarity) -> Strength {
    stage
        .ties()
        .iter()
        .filter(|shown| shown.tie.polarity == polarity)
        .map(|shown| graph.statement(shown.tie.lead).verb().strength)
        .max_by(|a, b| a.value().total_cmp(&b.value()))
        .unwrap_or(Strength::FULL)
}

/// A tie between two words.
fn sample(name: &str, attributes: Attributes, out: &mut String) {
    let end = |side: &str| id(&format!("legend {name} {side}"));
    for side in ["holder", "target"] {
        let _ = write!(out, "    {}", end(side));
        Attributes::default()
            .text("label", side)
            .number("fontsize", FONT_SIZE)
            .text("fontcolor", PALE_INK)
            .text("shape", "plaintext")
            .number("height", 0.25)
            .text("margin", "0.04,0.02")
            .text("tooltip", name)
            .write(out);
    }
    let _ = write!(out, "    {} -> {}", end("holder"), end("target"));
    attributes.text("tooltip", name).write(out);
}

fn tie_sample(polarity: Polarity, strength: Strength, out: &mut String) {
    let look = style::of_polarity(polarity);
    let label = format!("<FONT COLOR=\"{}\">{} {polarity}</FONT>", look.ink, look.sign);
    let attributes = Attributes::default()
        .html("label", &sample_label(&label))
        .text("color", look.lines)
        .text("arrowhead", look.head)
        .number("arrowsize", look.head_size)
        .number("penwidth", look.line_width(strength));
    sample(polarity.word(), attributes, out);
}

fn possible_sample(out: &mut String) {
    let label = format!("<FONT COLOR=\"{PALE_INK}\">dashed: only possible</FONT>");
    let attributes = Attributes::default()
        .html("label", &sample_label(&label))
        .text("color", PALE_INK)
        .text("style", style::of_certainty(Certainty::Possible))
        .text("arrowhead", "none");
    sample(Certainty::Possible.word(), attributes, out);
}

fn misfit_sample(out: &mut String) {
    let look = style::of_polarity(Polarity::Neutral);
    let label = format!("<FONT COLOR=\"{PALE_INK}\">edged: does not fit its camps</FONT>");
    let attributes = Attributes::default()
        .html("label", &sample_label(&label))
        .text("color", &style::lines(look, true))
        .text("arrowhead", "none")
        .number("penwidth", look.line_width(Strength::FULL) / 2.0);
    sample(style::MISFIT, attributes, out);
}

fn sample_label(html: &str) -> String {
    let mut table = Table::new(0);
    table.row("", &format!("<FONT POINT-SIZE=\"{FONT_SIZE}\">{html}</FONT>"));
    table.space(4);
    table.end()
}

/// A sample of every kind, in two columns below the ends of the ties.
fn kind_samples(kinds: &[EntityKind], colors: Option<&Colors>, out: &mut String) {
    for row in kinds.chunks(2) {
        for kind in row {
            let look = style::of_kind(*kind);
            let _ = write!(out, "    {}", kind_id(*kind));
            Attributes::default()
                .text("label", kind.word())
                .text("fontname", FONT)
                .number("fontsize", FONT_SIZE)
                .text("shape", look.shape)
                .text("style", look.style)
                .text("fillcolor", if colors.is_some() { "white" } else { look.fill })
                .number("peripheries", look.outlines.into())
                .number("width", 0.8)
                .number("height", 0.25)
                .text("margin", "0.06,0.03")
                .text("tooltip", kind.word())
                .write(out);
        }
        if let [left, right] = row {
            let _ = write!(out, "    {} -> {}", kind_id(*left), kind_id(*right));
            Attributes::default().text("style", "invis").write(out);
        }
    }
}

fn kind_id(kind: EntityKind) -> String {
    id(&format!("legend kind {kind}"))
}

/// A sample of every colour, below the others.
pub(super) fn color_samples(colors: &Colors, entities: &[EntityIndex], out: &mut String) {
    for (number, (fill, meaning)) in colors.legend(entities).into_iter().enumerate() {
        let _ = write!(out, "    {}", id(&format!("legend color {number}")));
        Attributes::default()
            .text("label", &meaning)
            .text("fontname", FONT)
            .number("fontsize", FONT_SIZE)
            .text("shape", "box")
            .text("style", "filled")
            .text("fillcolor", fill)
            .number("width", 0.8)
            .number("height", 0.25)
            .text("margin", "0.06,0.03")
            .text("tooltip", &meaning)
            .write(out);
    }
}
