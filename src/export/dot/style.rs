//! Styles of kinds, polarities and strengths.
//!
//! The colours of ties are those of Okabe and Ito (*Color Universal Design*, 2008), which the
//! colour-blind can distinguish. No meaning rests on colour alone: every polarity has its own line,
//! arrowhead and sign in the label, and every kind its own shape. Only possible ties are dashed.

use crate::{
    model::{EntityKind, Polarity, Strength},
    view::Certainty,
};

/// The font of all text.
pub(super) const FONT: &str = "Helvetica,Arial,sans-serif";
/// The colour of the ground.
pub(in crate::export) const PAPER: &str = "white";
/// The colour of names and titles.
pub(in crate::export) const INK: &str = "#222222";
/// The colour of dates and other small print.
pub(in crate::export) const PALE_INK: &str = "#666666";
/// The colour of nodes' outlines.
pub(in crate::export) const OUTLINE: &str = "#555555";
/// The fill colour of boxes.
pub(in crate::export) const BOX_FILL: &str = "#F7F7F7";
/// The colour of the outlines of the legend and of boxes.
pub(in crate::export) const FRAME: &str = "#BBBBBB";

/// The style of the ties of a polarity.
#[derive(Clone, Copy, Debug)]
pub(in crate::export) struct TieStyle {
    /// The colour of the lines, where the house has none.
    pub(in crate::export) color: &'static str,
    /// How many parallel lines are drawn.
    pub(in crate::export) n_lines: u8,
    /// The colour of words: that of the line, dark enough to be read.
    pub(in crate::export) ink: &'static str,
    /// The sign before the verb.
    pub(in crate::export) sign: &'static str,
    /// The arrowhead.
    pub(super) head: &'static str,
    /// The size of the arrowhead; thin parallel lines need a larger one.
    pub(super) head_size: f64,
}

/// The style of a polarity.
pub(in crate::export) const fn of_polarity(polarity: Polarity) -> TieStyle {
    match polarity {
        Polarity::Positive => TieStyle {
            color: "#0072B2",
            n_lines: 1,
            ink: "#00598C",
            sign: "+",
            head: "normal",
            head_size: 0.8,
        },
        Polarity::Negative => TieStyle {
            color: "#D55E00",
            n_lines: 2,
            ink: "#A34700",
            sign: "−",
            head: "tee",
            head_size: 1.1,
        },
        Polarity::Neutral => TieStyle {
            color: "#888888",
            n_lines: 1,
            ink: "#555555",
            sign: "○",
            head: "odot",
            head_size: 0.8,
        },
        Polarity::Mixed => TieStyle {
            color: "#CC79A7",
            n_lines: 3,
            ink: "#8F3B6B",
            sign: "±",
            head: "diamond",
            head_size: 1.1,
        },
    }
}

impl TieStyle {
    /// The width of each of the lines, in points; together they are as wide as a single one.
    pub(in crate::export) fn line_width(self, strength: Strength) -> f64 {
        const LEAST: f64 = 0.75;
        const MOST: f64 = 3.5;
        (LEAST + (MOST - LEAST) * strength.value()) / f64::from(self.n_lines)
    }
}

/// The halo on both sides of a tie that contradicts its camps.
pub(in crate::export) const HALO: &str = "#F0E442";

/// The colours of the parallel lines of a tie, with `invis` for the gaps between them; in a halo when it contradicts its camps.
pub(super) fn lines(color: &str, look: TieStyle, is_misfit: bool) -> String {
    let lines = vec![color; usize::from(look.n_lines)].join(":invis:");
    if is_misfit { format!("{HALO}:{lines}:{HALO}") } else { lines }
}

/// The line style of a certainty.
pub(super) const fn of_certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Definite => "solid",
        Certainty::Possible => "dashed",
    }
}

/// The style of the entities of a kind.
#[derive(Clone, Copy, Debug)]
pub(in crate::export) struct KindStyle {
    /// The shape of the node.
    pub(super) shape: &'static str,
    /// Its `style`.
    pub(super) style: &'static str,
    /// How many outlines it has.
    pub(super) outlines: u8,
    /// The colour inside, light enough to print names on.
    pub(in crate::export) fill: &'static str,
}

/// The style of a kind: people have round corners, organizations are boxes, topics are ellipses.
pub(in crate::export) const fn of_kind(kind: EntityKind) -> KindStyle {
    let (shape, style, outlines, fill) = match kind {
        EntityKind::Person => ("box", "filled,rounded", 1, "#FFF3D6"),
        EntityKind::Politician => ("box", "filled,rounded,bold", 1, "#F7DFA3"),
        EntityKind::Party => ("component", "filled", 1, "#F3E1C7"),
        EntityKind::Organization => ("box", "filled", 1, "#F3E1C7"),
        EntityKind::Outlet => ("tab", "filled", 1, "#EBEBEB"),
        EntityKind::Country => ("box", "filled", 2, "#E3EAD3"),
        EntityKind::Group => ("box3d", "filled", 1, "#E3EAD3"),
        EntityKind::Topic => ("ellipse", "filled", 1, "#E4EEF6"),
        EntityKind::Event => ("box", "filled,diagonals", 1, "#EFE6F2"),
        EntityKind::Work => ("note", "filled", 1, "#EFE6F2"),
    };
    KindStyle { shape, style, outlines, fill }
}

/// The least height of a node with this many ties, in inches: hubs are tall, so that the lines that
/// meet there can be distinguished.
pub(super) fn node_height(degree: usize) -> f64 {
    0.4 + 0.06 * prominence(degree)
}

/// The size of a name, in points.
pub(in crate::export) fn name_size(degree: usize) -> f64 {
    11.0 + 0.25 * prominence(degree)
}

/// Whether a node with this many ties is a hub, larger than others.
pub(super) fn stands_out(degree: usize) -> bool {
    degree > UNREMARKABLE
}

/// The greatest number of ties of a node that is not a hub.
const UNREMARKABLE: usize = 3;

/// The degree of emphasis of a node, from 0 to 20.
fn prominence(degree: usize) -> f64 {
    const MOST: u8 = 20;
    let beyond = degree.saturating_sub(UNREMARKABLE);
    f64::from(u8::try_from(beyond).unwrap_or(MOST).min(MOST))
}
