//! A diagram for print, drawn by Graphviz's `dot`.
//!
//! `dot` ranks from left to right, because names are long and horizontal and the ties of one holder
//! fan out beside it. A picture of a series lays out everything that the series shows and makes the
//! rest invisible: `dot` lays out the same nodes and edges in the same order, with labels of the same
//! size, in the same way.

mod label;
mod legend;
mod network;
mod style;
mod syntax;

pub(super) use self::{
    label::verbs,
    network::{heaviest, weight_in_words, width_among},
    style::{
        BOX_FILL, FRAME, HALO, INK, OUTLINE, PALE_INK, PAPER, name_size, of_kind, of_polarity,
    },
};

use self::{
    style::FONT,
    syntax::{Attributes, Table, html, id},
};
use super::{
    caption,
    colors::Colors,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::{Backdrop, Scene, SceneTie},
    shown::{Quotes, replaced, replaced_in_network},
};
use crate::{
    analysis::camps::Place,
    graph::{EntityRef, StatementRef},
    language::Messages,
    model::{EntityIndex, Polarity},
    view::Certainty,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// The widest line of a name, in characters.
const NAME_WIDTH: usize = 20;
/// The widest line of a title, in characters.
const TITLE_WIDTH: usize = 60;
/// The widest line of the caption, in characters.
const CAPTION_WIDTH: usize = 90;

/// The size of the names of boxes, in points.
const BOX_SIZE: f64 = 14.0;

/// The space below the heading, in points.
const SPACE_BELOW_HEADING: u8 = 8;

/// The colour of a polarity: `#` and six hexadecimal digits.
pub(super) const fn ink(polarity: Polarity) -> &'static str {
    of_polarity(polarity).ink
}

/// Writes diagrams for Graphviz.
#[derive(Debug)]
pub(super) struct Dot;

impl Exporter for Dot {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let alone = Backdrop::of([scene]);
        let stage = scene.backdrop().unwrap_or(&alone);
        let mut out = String::from("digraph \"stance\" {\n");
        defaults(scene, &mut out);
        let degrees = degrees(stage);
        legend::write(scene, stage, &degrees, &mut out);
        let degree = |entity| degrees.get(&entity).copied().unwrap_or(0);
        for (camp, members) in boxes(scene, stage) {
            open_box(scene, camp, &mut out);
            for entity in members {
                out.push_str(if camp.is_some() { "  " } else { "" });
                node(scene, entity, degree(entity), &mut out);
            }
            out.push_str(if camp.is_some() { "  }\n" } else { "" });
        }
        for versions in stage.ties().chunk_by(|a, b| a.tie.pair == b.tie.pair) {
            edge(scene, versions, &mut out);
        }
        out.push_str("}\n");
        Ok(out.into_bytes())
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        replaced(scene, Quotes::Shown).into_iter().collect()
    }

    fn network_notes(&self, scene: &NetworkScene<'_>, _: &[u8]) -> Vec<String> {
        replaced_in_network(scene).into_iter().collect()
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(network::export(scene))
    }
}

/// The number of pairs of each entity of the backdrop.
pub(super) fn degrees(stage: &Backdrop) -> BTreeMap<EntityIndex, usize> {
    let pairs: BTreeSet<_> =
        stage.ties().iter().map(|shown| (shown.tie.holder, shown.tie.target)).collect();
    let mut degrees = BTreeMap::new();
    for end in pairs.into_iter().flat_map(|(holder, target)| [holder, target]) {
        *degrees.entry(end).or_default() += 1;
    }
    degrees
}

/// The entities by box; those without a box first.
fn boxes(scene: &Scene<'_>, stage: &Backdrop) -> BTreeMap<Option<Place>, Vec<EntityIndex>> {
    let mut boxes = BTreeMap::<Option<Place>, Vec<EntityIndex>>::new();
    for &entity in stage.nodes() {
        let place = scene.clusters().and_then(|clusters| clusters.place(entity));
        boxes.entry(place).or_default().push(entity);
    }
    boxes
}

fn open_box(scene: &Scene<'_>, place: Option<Place>, out: &mut String) {
    let (Some(clusters), Some(place)) = (scene.clusters(), place) else { return };
    let label = clusters.label(place, scene.messages());
    let _ =
        write!(out, "  subgraph {} {{\n    graph", id(&format!("cluster {}", clusters.key(place))));
    Attributes::default()
        .text("label", &label)
        .text("labeljust", "l")
        .number("fontsize", BOX_SIZE)
        .text("fontcolor", PALE_INK)
        .text("style", "rounded,filled")
        .text("fillcolor", BOX_FILL)
        .text("color", FRAME)
        .number("margin", 14.0)
        .write(out);
}

fn defaults(scene: &Scene<'_>, out: &mut String) {
    let palette = scene.palette();
    let font = palette.fonts(FONT, "");
    out.push_str("  graph");
    Attributes::default()
        .html("label", &heading(scene))
        .text("labelloc", "t")
        .text("labeljust", "l")
        .text("rankdir", "LR")
        .number("nodesep", 0.2)
        .number("ranksep", 1.2)
        .number("pad", 0.3)
        .text("splines", "true")
        .text("outputorder", "edgesfirst")
        .text("bgcolor", &palette.paper)
        .text("fontname", &font)
        .text("fontcolor", &palette.ink)
        .write(out);
    out.push_str("  node");
    Attributes::default()
        .text("fontname", &font)
        .text("fontcolor", INK)
        .text("color", OUTLINE)
        .text("margin", "0.14,0.07")
        .write(out);
    out.push_str("  edge");
    Attributes::default().text("fontname", &font).number("fontsize", label::VERB_SIZE).write(out);
}

/// The title, and the period below it.
fn heading(scene: &Scene<'_>) -> String {
    let title = wrapped(scene.title().unwrap_or_default(), TITLE_WIDTH);
    let caption = wrapped(&caption::plain_caption(scene), CAPTION_WIDTH);
    let pale = &scene.palette().pale;
    let mut table = Table::new(2);
    for line in title {
        let line = html(&line);
        table.row("ALIGN=\"LEFT\"", &format!("<FONT POINT-SIZE=\"22\"><B>{line}</B></FONT>"));
    }
    for line in caption {
        let line = html(&line);
        let font = format!("POINT-SIZE=\"12\" COLOR=\"{pale}\"");
        table.row("ALIGN=\"LEFT\"", &format!("<FONT {font}>{line}</FONT>"));
    }
    table.space(SPACE_BELOW_HEADING);
    table.end()
}

fn node(scene: &Scene<'_>, index: EntityIndex, degree: usize, out: &mut String) {
    let entity = scene.view().graph().entity(index);
    let look = of_kind(entity.kind());
    let _ = write!(out, "  {}", id(entity.id()));
    let mut attributes = Attributes::default()
        .lines("label", &wrapped(entity.name(), NAME_WIDTH))
        .number("fontsize", name_size(degree))
        .text("shape", look.shape)
        .text("style", if scene.shows(index) { look.style } else { "invis" })
        .text("fillcolor", scene.colors().map_or(look.fill, |colors| colors.fill(index)))
        .number("peripheries", look.outlines.into())
        .number("height", style::node_height(degree))
        .text("tooltip", &described(entity, scene.colors(), scene.messages()));
    if scene.focus().is_some_and(|focus| focus.entity == index) {
        attributes = attributes.number("penwidth", 3.0).text("color", INK);
    }
    attributes.write(out);
}

/// What an entity is, in words.
pub(super) fn described(
    entity: EntityRef<'_>,
    colors: Option<&Colors>,
    messages: &Messages,
) -> String {
    let value = colors.and_then(|colors| colors.in_words(entity.index()));
    let value = value.map(|value| format!(", {value}")).unwrap_or_default();
    let kind = format!("kind.{}", entity.kind());
    format!("{} ({}{value})", entity.name(), messages.text(&kind))
}

/// One edge for a pair, given every tie that some picture of the series shows for it.
fn edge(scene: &Scene<'_>, versions: &[SceneTie], out: &mut String) {
    let Some(first) = versions.first() else { return };
    let drawn = scene.tie(first.tie.pair);
    let shown = drawn.unwrap_or(first);
    let graph = scene.view().graph();
    let lead = graph.statement(shown.tie.lead);
    let look = of_polarity(shown.tie.polarity);
    let line = if drawn.is_some() { style::of_certainty(shown.tie.certainty) } else { "invis" };
    let is_misfit = scene.is_misfit(&shown.tie);
    let (holder, target) = (lead.holder_entity(), lead.target_entity());
    let _ = write!(out, "  {} -> {}", id(holder.id()), id(target.id()));
    let attributes = Attributes::default()
        .html("label", &label::label(scene, shown, versions, is_misfit))
        .text("style", line)
        .text("color", &style::lines(scene.palette().line(shown.tie.polarity), look, is_misfit))
        .text("arrowhead", look.head)
        .number("arrowsize", look.head_size)
        .number("penwidth", look.line_width(lead.verb().strength))
        .text("tooltip", &tooltip(scene, shown));
    match web_address(lead) {
        Some(url) => attributes.text("URL", url).write(out),
        None => attributes.write(out),
    }
}

/// The full statement, as a tooltip.
pub(super) fn tooltip(scene: &Scene<'_>, shown: &SceneTie) -> String {
    let messages = scene.messages();
    let lead = scene.view().graph().statement(shown.tie.lead);
    let target = lead.target_entity();
    let (holder, verb) = (lead.holder_entity().name(), messages.label(lead.verb(), target.kind()));
    let mut tooltip = format!("{holder} {verb} {}, {}", target.name(), messages.date(&lead.date()));
    if shown.tie.certainty == Certainty::Possible {
        let _ = write!(tooltip, " ({})", messages.text("possible"));
    }
    if let Some(quote) = lead.quote() {
        let _ = write!(tooltip, "{} {}", messages.text("colon"), messages.quoted(&quote));
    }
    tooltip
}

/// The address of the statement's source. Only web addresses are safe to link to.
pub(super) fn web_address(lead: StatementRef<'_>) -> Option<&str> {
    let url = lead.source_record().url()?;
    (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}

/// The lines of a text, as even as possible without adding lines.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let wrap = |width| {
        let options = textwrap::Options::new(width);
        textwrap::wrap(&text, options.word_splitter(textwrap::WordSplitter::NoHyphenation))
    };
    let n_lines = wrap(width).len();
    let narrowest = (1..=width).find(|width| wrap(*width).len() == n_lines).unwrap_or(width);
    wrap(narrowest).into_iter().map(Cow::into_owned).filter(|line| !line.is_empty()).collect()
}
