//! Mermaid: a flowchart as text, which code forges and wikis draw inside a page.
//!
//! Texts are quoted, and each character that Mermaid, Markdown, HTML or a reader of the source could
//! misread is written as an entity code, such as `#34;`. Node ids are numbers, because an entity's id
//! may be a Mermaid keyword. No meaning rests on colour alone: every polarity has its own arrowhead
//! and sign. Possible ties are dotted.
//!
//! Mermaid rejects diagrams beyond two limits that a page cannot raise. Such scenes are rejected here,
//! with a remedy.

use super::{
    caption,
    cluster::Clusters,
    colors::Colors,
    dot::{BOX_FILL, FRAME, INK, OUTLINE, of_kind, of_polarity, verbs, weight_in_words},
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::{Scene, SceneTie},
    shown::{Quotes, replaced, replaced_in_network},
    telling::Palette,
    xml::admitted,
};
use crate::{
    analysis::camps::Place,
    graph::TemporalGraph,
    language::Messages,
    model::{EntityIndex, EntityKind, Polarity},
    view::Certainty,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// Mermaid's default limit on edges (`maxEdges`).
const MOST_EDGES: usize = 500;
/// Mermaid's default limit on UTF-16 code units (`maxTextSize`).
const MOST_CHARACTERS: usize = 50_000;

/// Writes flowcharts for Mermaid.
#[derive(Debug)]
pub(super) struct Mermaid;

impl Exporter for Mermaid {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let graph = scene.view().graph();
        let mut chart = Chart::new(
            scene.title(),
            &caption::plain_caption(scene),
            graph,
            (scene.nodes(), scene.palette(), scene.messages()),
        );
        chart.nodes(scene.clusters(), scene.colors());
        for shown in scene.ties() {
            let is_misfit = scene.is_misfit(&shown.tie);
            chart.edge(&Edge {
                ends: [shown.tie.holder, shown.tie.target],
                line: Line::of(shown.tie.certainty),
                head: head(shown.tie.polarity),
                polarity: shown.tie.polarity,
                label: label(scene, shown, is_misfit),
                is_bold: is_misfit,
            });
        }
        chart.styles(scene.focus().map(|focus| focus.entity), scene.colors());
        chart.end()
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        replaced(scene, Quotes::Hidden).into_iter().collect()
    }

    fn network_notes(&self, scene: &NetworkScene<'_>, _: &[u8]) -> Vec<String> {
        replaced_in_network(scene).into_iter().collect()
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        let nodes = scene.nodes();
        let graph = scene.view().graph();
        let mut chart = Chart::new(
            scene.title(),
            &scene.plain_caption(),
            graph,
            (&nodes, scene.palette(), scene.messages()),
        );
        chart.nodes(None, scene.colors());
        for edge in scene.edges() {
            let polarity = scene.polarity(edge);
            let (line, head) = match (scene.is_directed(), polarity) {
                (true, _) => (Line::Solid, head(polarity)),
                // Two arrowheads would mean both directions; signs differ in the line instead.
                (false, Polarity::Positive | Polarity::Neutral) => (Line::Solid, ["", "-"]),
                (false, Polarity::Negative | Polarity::Mixed) => (Line::Solid, ["x", "x"]),
            };
            chart.edge(&Edge {
                ends: [edge.a, edge.b],
                line,
                head,
                polarity,
                label: text(&weight_in_words(edge)),
                is_bold: false,
            });
        }
        chart.styles(None, scene.colors());
        chart.end()
    }
}

/// The style of an edge.
#[derive(Clone, Copy)]
enum Line {
    Solid,
    Dotted,
}

impl Line {
    const fn of(certainty: Certainty) -> Self {
        match certainty {
            Certainty::Definite => Self::Solid,
            Certainty::Possible => Self::Dotted,
        }
    }
}

/// The tail and the head of an edge.
const fn head(polarity: Polarity) -> [&'static str; 2] {
    match polarity {
        Polarity::Positive => ["", ">"],
        Polarity::Negative | Polarity::Mixed => ["", "x"],
        Polarity::Neutral => ["", "o"],
    }
}

struct Edge {
    ends: [EntityIndex; 2],
    line: Line,
    head: [&'static str; 2],
    polarity: Polarity,
    label: String,
    is_bold: bool,
}

/// The sign, the verb and the date, as codes.
fn label(scene: &Scene<'_>, shown: &SceneTie, is_misfit: bool) -> String {
    let messages = scene.messages();
    let verbs = text(&verbs(scene, shown).join(", "));
    let sign = text(of_polarity(shown.tie.polarity).sign);
    let date = text(&messages.date(&scene.view().graph().statement(shown.tie.lead).date()));
    let misfit = format!("<br>{}", text(messages.text("drawn.misfit")));
    let misfit = if is_misfit { misfit } else { String::new() };
    format!("{sign} {verbs}<br>{date}{misfit}")
}

/// A flowchart in progress.
struct Chart<'g> {
    graph: &'g TemporalGraph,
    /// The entities shown, by id; a node's number is its position here.
    shown: &'g [EntityIndex],
    palette: &'g Palette,
    messages: &'static Messages,
    n_edges: usize,
    /// The numbers of the edges that look styles.
    styles: BTreeMap<(Polarity, bool), Vec<usize>>,
    out: String,
}

impl<'g> Chart<'g> {
    fn new(
        title: Option<&str>,
        caption: &str,
        graph: &'g TemporalGraph,
        (shown, palette, messages): (&'g [EntityIndex], &'g Palette, &'static Messages),
    ) -> Self {
        let title = title.unwrap_or(caption);
        let mut out = format!("---\ntitle: {}\n---\nflowchart LR\n", scalar(title));
        let _ = writeln!(out, "  accDescr: {}", text(caption));
        Self { graph, shown, palette, messages, n_edges: 0, styles: BTreeMap::new(), out }
    }

    fn number(&self, entity: EntityIndex) -> usize {
        self.shown.partition_point(|&shown| shown < entity)
    }

    /// Writes all nodes, those of a camp in its box.
    fn nodes(&mut self, clusters: Option<&Clusters>, colors: Option<&Colors>) {
        let mut boxes = BTreeMap::<Option<Place>, Vec<EntityIndex>>::new();
        for &entity in self.shown {
            let place = clusters.and_then(|clusters| clusters.place(entity));
            boxes.entry(place).or_default().push(entity);
        }
        for (place, members) in boxes {
            let name =
                clusters.zip(place).map(|(clusters, place)| clusters.label(place, self.messages));
            let id = place.map(|Place { part, camp }| format!("camp{part}_{camp}"));
            let named = id.zip(name);
            if let Some((id, name)) = &named {
                let _ = writeln!(self.out, "  subgraph {id} [\"{}\"]", text(name));
            }
            for entity in members {
                let number = self.number(entity);
                let value = colors.and_then(|colors| colors.in_words(entity));
                let entity = self.graph.entity(entity);
                let [open, close] = brackets(entity.kind());
                let value = value.map(|value| format!("<br>{}", text(&value)));
                let name = format!("{}{}", text(entity.name()), value.unwrap_or_default());
                let _ = writeln!(self.out, "  n{number}{open}\"{name}\"{close}");
            }
            if let Some((id, _)) = &named {
                let look = format!("fill:{BOX_FILL},stroke:{FRAME},color:{INK}");
                let _ = writeln!(self.out, "  end\n  style {id} {look}");
            }
        }
    }

    fn edge(&mut self, edge: &Edge) {
        let [from, to] = edge.ends.map(|end| self.number(end));
        let [tail, head] = edge.head;
        let line = match edge.line {
            Line::Solid => "--",
            Line::Dotted => "-.-",
        };
        let label = &edge.label;
        let _ = writeln!(self.out, "  n{from} {tail}{line}{head}|\"{label}\"| n{to}");
        self.styles.entry((edge.polarity, edge.is_bold)).or_default().push(self.n_edges);
        self.n_edges += 1;
    }

    /// Writes the colours, after all nodes and edges.
    fn styles(&mut self, focus: Option<EntityIndex>, colors: Option<&Colors>) {
        for ((polarity, is_bold), edges) in &self.styles {
            let edges: Vec<String> = edges.iter().map(usize::to_string).collect();
            let stroke = self.palette.line(*polarity);
            let width = match (*polarity, *is_bold) {
                (_, true) => 6,
                (Polarity::Mixed, false) => 4,
                _ => 2,
            };
            let look = format!("stroke:{stroke},stroke-width:{width}px");
            let _ = writeln!(self.out, "  linkStyle {} {look}", edges.join(","));
        }
        let mut classes = BTreeMap::<(EntityKind, &str), BTreeSet<usize>>::new();
        for (number, &entity) in self.shown.iter().enumerate() {
            let kind = self.graph.entity(entity).kind();
            let class = match colors {
                // A colour goes across kinds.
                Some(colors) => (EntityKind::Person, colors.fill(entity)),
                None => (kind, of_kind(kind).fill),
            };
            classes.entry(class).or_default().insert(number);
        }
        for (number, ((kind, fill), numbers)) in classes.into_iter().enumerate() {
            let class = if colors.is_some() { format!("color{number}") } else { kind.to_string() };
            let look = format!("fill:{fill},stroke:{OUTLINE},color:{INK}");
            let _ = writeln!(self.out, "  classDef {class} {look}");
            let nodes: Vec<String> = numbers.iter().map(|number| format!("n{number}")).collect();
            let _ = writeln!(self.out, "  class {} {class}", nodes.join(","));
        }
        if let Some(focus) = focus {
            let _ = writeln!(self.out, "  style n{} stroke-width:4px", self.number(focus));
        }
    }

    fn end(self) -> Result<Vec<u8>, ExportError> {
        let n_characters = self.out.encode_utf16().count();
        if self.n_edges > MOST_EDGES || n_characters > MOST_CHARACTERS {
            let n_edges = self.n_edges;
            let message = format!(
                "Mermaid draws at most {MOST_EDGES} edges and reads at most {MOST_CHARACTERS} \
                 characters; these are {n_edges} and {n_characters}: narrow the view, or export svg"
            );
            return Err(ExportError::Unfit(message.into()));
        }
        Ok(self.out.into_bytes())
    }
}

/// The shape of a kind's nodes, close to that in Graphviz diagrams.
const fn brackets(kind: EntityKind) -> [&'static str; 2] {
    match kind {
        EntityKind::Person | EntityKind::Politician => ["(", ")"],
        EntityKind::Party | EntityKind::Organization => ["[", "]"],
        EntityKind::Outlet => ["[/", "\\]"],
        EntityKind::Country | EntityKind::Group => ["[[", "]]"],
        EntityKind::Topic => ["([", "])"],
        EntityKind::Event => ["{{", "}}"],
        EntityKind::Work => ["[/", "/]"],
    }
}

/// A text on one line without any markup.
///
/// Letters and digits of all scripts, pictographs and harmless punctuation stay as they are.
fn text(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let mut out = String::with_capacity(line.len());
    let mut before = ' ';
    for c in admitted(&line).chars() {
        let is_plain = match c {
            ' ' | ',' | '\'' | '(' | '/' | '?' | '!' => true,
            // At the start of a line they would begin a list, and so would `1)`.
            '-' => before.is_alphanumeric(),
            ')' => !before.is_ascii_digit(),
            // Mermaid marks codes by these letters internally.
            'ﬂ' | '¶' => false,
            c if c.is_ascii() => c.is_ascii_alphanumeric(),
            c => !is_unseen(c),
        };
        if is_plain {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
        before = c;
    }
    out
}

/// Whether a character is invisible in the source: one that joins, reorders or hides others.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(
            c,
            '\u{ad}'
                | '\u{300}'..='\u{36f}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A text on one line as a YAML scalar, for the front matter.
///
/// Mermaid takes a title with a `<` for HTML and knows no codes in it, so a similar character replaces `<`.
fn scalar(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let mut out = String::from("\"");
    for c in admitted(&line).replace('<', "‹").chars() {
        let is_plain = match c {
            '"' | '\\' | '`' | '%' | '{' | '}' | '#' | 'ﬂ' | '¶' => false,
            ' ' => true,
            c => !is_unseen(c),
        };
        if is_plain {
            out.push(c);
        } else {
            let _ = write!(out, "\\U{:08X}", u32::from(c));
        }
    }
    out.push('"');
    out
}
