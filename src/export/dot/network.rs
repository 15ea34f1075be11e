//! Diagrams of discourse networks: agreement and disagreement, with the weight as width.

use super::{
    CAPTION_WIDTH, NAME_WIDTH, TITLE_WIDTH, described,
    label::VEIL,
    legend::color_samples,
    style::{self, FONT, FRAME, INK, OUTLINE, PALE_INK},
    syntax::{Attributes, Table, html, id},
    wrapped,
};
use crate::export::network::NetworkScene;
use crate::{analysis::network::NetworkEdge, model::Polarity};
use std::fmt::Write;

/// The widest and the narrowest line, in points.
const WIDTHS: [f64; 2] = [0.75, 6.0];

/// The network as a file's bytes.
pub(super) fn export(scene: &NetworkScene<'_>) -> Vec<u8> {
    let graph = scene.view().graph();
    let (kind, arrow) = if scene.is_directed() { ("digraph", "->") } else { ("graph", "--") };
    let mut out = format!("{kind} \"stance\" {{\n");
    defaults(scene, &mut out);
    for index in scene.nodes() {
        let entity = graph.entity(index);
        let look = style::of_kind(entity.kind());
        let _ = write!(out, "  {}", id(entity.id()));
        Attributes::default()
            .lines("label", &wrapped(entity.name(), NAME_WIDTH))
            .text("shape", look.shape)
            .text("style", look.style)
            .text("fillcolor", scene.colors().map_or(look.fill, |colors| colors.fill(index)))
            .number("peripheries", look.outlines.into())
            .text("tooltip", &described(entity, scene.colors()))
            .write(&mut out);
    }
    if let Some(colors) = scene.colors() {
        out.push_str("  subgraph \"cluster legend\" {\n    graph");
        Attributes::default().text("style", "rounded").text("color", FRAME).write(&mut out);
        color_samples(colors, &scene.nodes(), &mut out);
        out.push_str("  }\n");
    }
    let heaviest = scene.edges().iter().map(|edge| edge.weight.abs()).fold(0.0, f64::max);
    for edge in scene.edges() {
        let [a, b] = [edge.a, edge.b].map(|end| graph.entity(end));
        let _ = write!(out, "  {} {arrow} {}", id(a.id()), id(b.id()));
        let weight = weight_in_words(edge);
        let tooltip = format!("{} and {}: {weight}", a.name(), b.name());
        attributes(edge, scene.polarity(edge), heaviest).text("tooltip", &tooltip).write(&mut out);
    }
    out.push_str("}\n");
    out.into_bytes()
}

fn attributes(edge: &NetworkEdge, polarity: Polarity, heaviest: f64) -> Attributes {
    let look = style::of_polarity(polarity);
    let share = if heaviest > 0.0 { edge.weight.abs() / heaviest } else { 0.0 };
    let [narrowest, widest] = WIDTHS;
    let mut label = Table::new(1);
    let weight = html(&weight_in_words(edge));
    label.row(
        &format!("BGCOLOR=\"{VEIL}\""),
        &format!("<FONT COLOR=\"{}\">{weight}</FONT>", look.ink),
    );
    let width = narrowest + (widest - narrowest) * share;
    Attributes::default()
        .html("label", &label.end())
        .text("color", look.lines)
        .text("arrowhead", look.head)
        .number("penwidth", (width / f64::from(look.n_lines) * 100.0).round() / 100.0)
}

/// The weight with at most two decimals.
pub(in crate::export) fn weight_in_words(edge: &NetworkEdge) -> String {
    let text = format!("{:.2}", edge.weight);
    text.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}

fn defaults(scene: &NetworkScene<'_>, out: &mut String) {
    out.push_str("  graph");
    // Ranks separate actors from targets; a one-mode network is laid out by forces.
    let layout = if scene.is_directed() { "dot" } else { "neato" };
    Attributes::default()
        .html("label", &heading(scene))
        .text("labelloc", "t")
        .text("labeljust", "l")
        .text("layout", layout)
        .text("rankdir", "LR")
        .number("ranksep", 1.8)
        .text("overlap", "false")
        .text("sep", "+20")
        .text("splines", "true")
        .number("pad", 0.3)
        .text("outputorder", "edgesfirst")
        .text("bgcolor", "white")
        .text("fontname", FONT)
        .text("fontcolor", INK)
        .write(out);
    out.push_str("  node");
    Attributes::default()
        .text("fontname", FONT)
        .number("fontsize", 11.0)
        .text("fontcolor", INK)
        .text("color", OUTLINE)
        .text("margin", "0.14,0.07")
        .write(out);
    out.push_str("  edge");
    Attributes::default()
        .text("fontname", FONT)
        .number("fontsize", 9.0)
        .number("len", 2.2)
        .write(out);
}

/// The title, what is counted in what view, and how to read it.
fn heading(scene: &NetworkScene<'_>) -> String {
    let mut table = Table::new(2);
    for line in wrapped(scene.title().unwrap_or_default(), TITLE_WIDTH) {
        let line = html(&line);
        table.row("ALIGN=\"LEFT\"", &format!("<FONT POINT-SIZE=\"22\"><B>{line}</B></FONT>"));
    }
    let reading =
        "One blue line: for; two orange lines: against. The greater the weight, the wider.";
    for line in wrapped(&scene.caption(), CAPTION_WIDTH).iter().map(String::as_str).chain([reading])
    {
        let line = html(line);
        let font = format!("POINT-SIZE=\"12\" COLOR=\"{PALE_INK}\"");
        table.row("ALIGN=\"LEFT\"", &format!("<FONT {font}>{line}</FONT>"));
    }
    table.space(super::SPACE_BELOW_HEADING);
    table.end()
}
