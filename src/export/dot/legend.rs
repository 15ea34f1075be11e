//! The legend: the kinds, polarities and certainties that occur in the picture.
//!
//! It is a separate component of the graph, so that its lines and shapes are those of the picture.
//! The names of its nodes contain spaces, which no entity's id does.

use super::{
    style::{self, FONT, FRAME},
    syntax::{Attributes, Table, html, id},
};
use crate::{
    export::scene::{Backdrop, Scene, SceneTie},
    graph::TemporalGraph,
    language::Messages,
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
    let kinds: BTreeSet<EntityKind> =
        stage.nodes().iter().map(|&entity| graph.entity(entity).kind()).collect();
    let legend = Legend { scene, messages: scene.messages(), out };
    legend.write(stage, degrees, polarities, &kinds.into_iter().collect::<Vec<_>>());
}

/// A legend in progress.
struct Legend<'s, 'g> {
    scene: &'s Scene<'g>,
    messages: &'static Messages,
    out: &'s mut String,
}

impl Legend<'_, '_> {
    fn write(
        mut self,
        stage: &Backdrop,
        degrees: &BTreeMap<EntityIndex, usize>,
        polarities: BTreeSet<Polarity>,
        kinds: &[EntityKind],
    ) {
        let graph = self.scene.view().graph();
        self.out.push_str("  subgraph \"cluster legend\" {\n    graph");
        Attributes::default()
            .left_lines("label", &self.remarks(graph, stage, degrees))
            .number("fontsize", FONT_SIZE)
            .text("fontcolor", &self.scene.palette().pale)
            .text("labeljust", "l")
            .text("style", "rounded")
            .text("color", FRAME)
            .number("margin", 10.0)
            .write(self.out);
        for polarity in polarities {
            self.tie_sample(polarity, strongest(graph, stage, polarity));
        }
        if stage.ties().iter().any(|shown| shown.tie.certainty == Certainty::Possible) {
            self.possible_sample();
        }
        if stage.ties().iter().any(|shown| self.scene.is_misfit(&shown.tie)) {
            self.misfit_sample();
        }
        self.kind_samples(kinds);
        self.color_samples(stage.nodes());
        self.out.push_str("  }\n");
    }

    /// Explains sizes, where sizes differ.
    fn remarks(
        &self,
        graph: &TemporalGraph,
        stage: &Backdrop,
        degrees: &BTreeMap<EntityIndex, usize>,
    ) -> Vec<&'static str> {
        let strength = |shown: &SceneTie| graph.statement(shown.tie.lead).verb().strength;
        let ties = stage.ties();
        let mut remarks = Vec::new();
        if ties.windows(2).any(|pair| pair.first().map(strength) != pair.last().map(strength)) {
            remarks.push(self.messages.text("drawn.wider"));
        }
        if degrees.values().any(|degree| style::stands_out(*degree)) {
            remarks.push(self.messages.text("drawn.larger"));
        }
        remarks
    }

    /// A tie between two words.
    fn sample(&mut self, name: &str, attributes: Attributes) {
        let end = |side: &str| id(&format!("legend {name} {side}"));
        for side in ["holder", "target"] {
            let _ = write!(self.out, "    {}", end(side));
            Attributes::default()
                .text("label", self.messages.text(&format!("drawn.{side}")))
                .number("fontsize", FONT_SIZE)
                .text("fontcolor", &self.scene.palette().pale)
                .text("shape", "plaintext")
                .number("height", 0.25)
                .text("margin", "0.04,0.02")
                .text("tooltip", name)
                .write(self.out);
        }
        let _ = write!(self.out, "    {} -> {}", end("holder"), end("target"));
        attributes.text("tooltip", name).write(self.out);
    }

    fn tie_sample(&mut self, polarity: Polarity, strength: Strength) {
        let look = style::of_polarity(polarity);
        let palette = self.scene.palette();
        let meaning = self.messages.polarity(polarity);
        let label = format!(
            "<FONT COLOR=\"{}\">{} {}</FONT>",
            palette.words(polarity),
            look.sign,
            html(meaning)
        );
        let attributes = Attributes::default()
            .html("label", &sample_label(&label))
            .text("color", &style::lines(palette.line(polarity), look, false))
            .text("arrowhead", look.head)
            .number("arrowsize", look.head_size)
            .number("penwidth", look.line_width(strength));
        self.sample(meaning, attributes);
    }

    /// Words about a line that are no verb.
    fn remark(&self, key: &'static str) -> String {
        let words = html(self.messages.text(key));
        sample_label(&format!("<FONT COLOR=\"{}\">{words}</FONT>", self.scene.palette().pale))
    }

    fn possible_sample(&mut self) {
        let attributes = Attributes::default()
            .html("label", &self.remark("drawn.dashed"))
            .text("color", &self.scene.palette().pale)
            .text("style", style::of_certainty(Certainty::Possible))
            .text("arrowhead", "none");
        self.sample(self.messages.text("possible"), attributes);
    }

    fn misfit_sample(&mut self) {
        let look = style::of_polarity(Polarity::Neutral);
        let color = self.scene.palette().line(Polarity::Neutral);
        let attributes = Attributes::default()
            .html("label", &self.remark("drawn.edged"))
            .text("color", &style::lines(color, look, true))
            .text("arrowhead", "none")
            .number("penwidth", look.line_width(Strength::FULL) / 2.0);
        self.sample(self.messages.text("drawn.misfit"), attributes);
    }

    /// A sample of every kind, in two columns below the ends of the ties.
    fn kind_samples(&mut self, kinds: &[EntityKind]) {
        let is_colored = self.scene.colors().is_some();
        for row in kinds.chunks(2) {
            for kind in row {
                let look = style::of_kind(*kind);
                let key = format!("kind.{kind}");
                let meaning = self.messages.text(&key);
                let _ = write!(self.out, "    {}", kind_id(*kind));
                small_box(meaning, &self.scene.palette().fonts(FONT, ""))
                    .text("shape", look.shape)
                    .text("style", look.style)
                    .text("fillcolor", if is_colored { "white" } else { look.fill })
                    .number("peripheries", look.outlines.into())
                    .write(self.out);
            }
            if let [left, right] = row {
                let _ = write!(self.out, "    {} -> {}", kind_id(*left), kind_id(*right));
                Attributes::default().text("style", "invis").write(self.out);
            }
        }
    }

    /// A sample of every colour, below the others.
    fn color_samples(&mut self, entities: &[EntityIndex]) {
        let Some(colors) = self.scene.colors() else { return };
        let legend = colors.legend(entities, self.messages);
        for (number, (fill, meaning)) in legend.into_iter().enumerate() {
            let _ = write!(self.out, "    {}", id(&format!("legend color {number}")));
            small_box(&meaning, &self.scene.palette().fonts(FONT, ""))
                .text("shape", "box")
                .text("style", "filled")
                .text("fillcolor", fill)
                .write(self.out);
        }
    }
}

fn small_box(words: &str, font: &str) -> Attributes {
    Attributes::default()
        .text("label", words)
        .text("fontname", font)
        .number("fontsize", FONT_SIZE)
        .number("width", 0.8)
        .number("height", 0.25)
        .text("margin", "0.06,0.03")
        .text("tooltip", words)
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

fn sample_label(html: &str) -> String {
    let mut table = Table::new(0);
    table.row("", &format!("<FONT POINT-SIZE=\"{FONT_SIZE}\">{html}</FONT>"));
    table.space(4);
    table.end()
}

fn kind_id(kind: EntityKind) -> String {
    id(&format!("legend kind {kind}"))
}
