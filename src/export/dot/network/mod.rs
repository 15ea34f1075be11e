//! Diagrams of discourse networks: agreement and disagreement, with the weight as width.

mod key;

use super::{
    CAPTION_WIDTH, NAME_WIDTH, TITLE_WIDTH, described,
    label::{SPACE_ABOVE, SPACE_BELOW, veil},
    style::{self, FONT, INK, OUTLINE},
    syntax::{Attributes, Table, html, id},
    wrapped,
};
use crate::analysis::network::NetworkEdge;
use crate::export::network::NetworkScene;
use std::fmt::Write;

/// The widest and the narrowest line, in points.
const WIDTHS: [f64; 2] = [0.75, 6.0];

/// The width of a line where weights are codes, in points.
const LINE_OF_CODES: f64 = 3.0;

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
            .text("tooltip", &described(entity, scene.colors(), scene.messages()))
            .write(&mut out);
    }
    let heaviest = heaviest(scene);
    for edge in scene.drawn() {
        let [a, b] = [edge.a, edge.b].map(|end| graph.entity(end));
        let _ = write!(out, "  {} {arrow} {}", id(a.id()), id(b.id()));
        let weight = weight_in_words(edge);
        let tooltip = scene.about([a.name(), b.name()], &weight);
        attributes(scene, edge, heaviest).text("tooltip", &tooltip).write(&mut out);
    }
    out.push_str("}\n");
    out.into_bytes()
}

/// The greatest weight, whatever its sign.
pub(in crate::export) fn heaviest(scene: &NetworkScene<'_>) -> f64 {
    scene.drawn().map(|edge| edge.weight.abs()).fold(0.0, f64::max)
}

/// The width of a line, in points.
fn line_width(weight: f64, heaviest: f64) -> f64 {
    let share = if heaviest > 0.0 { weight.abs() / heaviest } else { 0.0 };
    let [narrowest, widest] = WIDTHS;
    narrowest + (widest - narrowest) * share
}

/// The width of the line of an edge among those of which the heaviest has this weight: in points, that of its parallel lines
/// together.
pub(in crate::export) fn width_among(
    scene: &NetworkScene<'_>,
    edge: &NetworkEdge,
    heaviest: f64,
) -> f64 {
    if scene.has_quantities() { line_width(edge.weight, heaviest) } else { LINE_OF_CODES }
}

fn attributes(scene: &NetworkScene<'_>, edge: &NetworkEdge, heaviest: f64) -> Attributes {
    let polarity = scene.polarity(edge);
    let look = style::of_polarity(polarity);
    let mut label = Table::new(1);
    // `dot` draws the lines of the two directions of a pair close to their labels.
    if scene.is_directed() {
        label.space(SPACE_ABOVE);
    }
    let weight = html(&weight_in_words(edge));
    label.row(
        &format!("BGCOLOR=\"{}\"", veil(scene.palette())),
        &format!("<FONT COLOR=\"{}\">{weight}</FONT>", scene.palette().words(polarity)),
    );
    if scene.is_directed() {
        label.space(SPACE_BELOW);
    }
    let width = width_among(scene, edge, heaviest);
    Attributes::default()
        .html("label", &label.end())
        .text("color", &style::lines(scene.palette().line(polarity), look, false))
        .text("arrowhead", look.head)
        .number("penwidth", (width / f64::from(look.n_lines) * 100.0).round() / 100.0)
}

/// The weight with at most two decimals.
pub(in crate::export) fn weight_in_words(edge: &NetworkEdge) -> String {
    number_in_words(edge.weight)
}

/// A number with at most two decimals.
fn number_in_words(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}

fn defaults(scene: &NetworkScene<'_>, out: &mut String) {
    let palette = scene.palette();
    let font = palette.fonts(FONT, "");
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
        .text("bgcolor", &palette.paper)
        .text("fontname", &font)
        .text("fontcolor", &palette.ink)
        .write(out);
    out.push_str("  node");
    Attributes::default()
        .text("fontname", &font)
        .number("fontsize", 11.0)
        .text("fontcolor", INK)
        .text("color", OUTLINE)
        .text("margin", "0.14,0.07")
        .write(out);
    out.push_str("  edge");
    Attributes::default()
        .text("fontname", &font)
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
    let not_drawn = scene.not_drawn();
    let lines = wrapped(&scene.plain_caption(), CAPTION_WIDTH).into_iter().chain(not_drawn);
    for line in lines {
        let line = html(&line);
        let font = format!("POINT-SIZE=\"12\" COLOR=\"{}\"", scene.palette().pale);
        table.row("ALIGN=\"LEFT\"", &format!("<FONT {font}>{line}</FONT>"));
    }
    table.row("ALIGN=\"LEFT\"", &key::key(scene, heaviest(scene)));
    table.space(super::SPACE_BELOW_HEADING);
    table.end()
}
