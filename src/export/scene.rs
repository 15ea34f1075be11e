//! A view to export, independent of the format.

use super::{
    cluster::Clusters,
    colors::Colors,
    front::FrontMatter,
    telling::{Palette, Telling},
};
use crate::{
    analysis::camps::Basis,
    graph::{PairIndex, StatementIndex},
    language::Messages,
    model::{Calendar, EntityIndex, Span},
    view::{SignedGraph, Tie, View},
};
use std::collections::BTreeSet;

/// The part of a view around one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The entity in the middle, which is shown even without a tie.
    pub entity: EntityIndex,
    /// The greatest distance from it, in ties of either direction.
    pub depth: usize,
}

/// Whether to show entities without a tie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Isolates {
    /// Leave them out.
    #[default]
    LeftOut,
    /// Show them, unless a focus leaves them out.
    Shown,
}

/// The part of a view to show, and its title.
#[derive(Clone, Debug, Default)]
pub struct SceneOptions {
    /// The title; exporters add the period.
    pub title: Option<String>,
    /// The words around a page; its title is that of the scene.
    pub front: FrontMatter,
    /// How a page tells the story.
    pub telling: Telling,
    /// The filter of the view as typed, for the caption.
    pub filter: Option<String>,
    /// The entity to show the ties around; all ties when absent.
    pub focus: Option<Focus>,
    /// Whether to show entities without a tie.
    pub isolates: Isolates,
    /// The length of the periods in a format that has them; the format's choice when absent.
    pub every: Option<Calendar>,
    /// Between whom camps are found in a format that finds them.
    pub basis: Basis,
}

/// A view to export: its entities and ties that are shown, and a title.
///
/// ```
/// use stancegraph::{
///     corpus::{TextFile, read_texts},
///     export::{Format, Scene, SceneOptions},
///     graph::{TemporalGraph}, view::{Frame, View},
///     model::Day,
/// };
/// let text = r#"Corpus(
///     entities: [
///         (id: "ada", kind: Person, name: "Ada"),
///         (id: "engine", kind: Work, name: "Analytical Engine"),
///     ],
///     sources: [(id: "notes", kind: Document, published: "1843")],
///     statements: [(holder: "ada", stance: "promotes", target: "engine", source: "notes")],
/// )"#;
/// let reading = read_texts(vec![TextFile { path: "corpus.ron".into(), text: text.to_owned() }]);
/// let graph = TemporalGraph::new(reading.corpus);
/// let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
/// let scene = Scene::new(&view, &SceneOptions::default());
/// assert_eq!(scene.ties().len(), 1);
/// assert!(Format::Dot.exporter().export(&scene)?.starts_with(b"digraph"));
/// # Ok::<(), stancegraph::export::ExportError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scene<'g> {
    view: View<'g>,
    title: Option<String>,
    front: FrontMatter,
    telling: Telling,
    palette: Palette,
    filter: Option<String>,
    focus: Option<Focus>,
    isolates: Isolates,
    every: Option<Calendar>,
    basis: Basis,
    nodes: Vec<EntityIndex>,
    ties: Vec<SceneTie>,
    backdrop: Option<Backdrop>,
    clusters: Option<Clusters>,
    colors: Option<Colors>,
}

/// A tie of a scene and its deciding statements.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneTie {
    /// The tie.
    pub tie: Tie,
    /// The statements that decide it, the strongest first. Never empty.
    pub deciding: Vec<StatementIndex>,
}

/// The entities and ties of all pictures of a series.
///
/// A picture with a backdrop lays out all of them but draws only its own, so that an entity keeps its
/// position from one picture to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backdrop {
    nodes: Vec<EntityIndex>,
    ties: Vec<SceneTie>,
}

impl<'g> Scene<'g> {
    /// The scene of a view. Time linear in the graph's statements, plus sorting.
    pub fn new(view: &View<'g>, options: &SceneOptions) -> Self {
        let graph = view.graph();
        let mut nodes: BTreeSet<EntityIndex> = match (options.focus, options.isolates) {
            (Some(focus), _) => within(view, focus),
            (None, Isolates::LeftOut) => BTreeSet::new(),
            (None, Isolates::Shown) => (0..graph.n_entities()).map(EntityIndex::new).collect(),
        };
        let ties = match options.focus {
            Some(_) => SignedGraph::among(view, &nodes),
            None => SignedGraph::new(view),
        };
        let ties = ties.ties().to_vec();
        nodes.extend(ties.iter().flat_map(|tie| [tie.holder, tie.target]));
        let ties = ties
            .into_iter()
            .map(|tie| SceneTie { tie, deciding: view.deciding(tie.pair) })
            .collect();
        Self {
            view: view.clone(),
            title: options.title.clone(),
            front: options.front.clone(),
            telling: options.telling.clone(),
            palette: Palette::of(&options.telling.style),
            filter: options.filter.clone(),
            focus: options.focus,
            isolates: options.isolates,
            every: options.every,
            basis: options.basis.clone(),
            nodes: nodes.into_iter().collect(),
            ties,
            backdrop: None,
            clusters: None,
            colors: None,
        }
    }

    /// The same scene as one picture of the backdrop's series.
    #[must_use]
    pub fn before(self, backdrop: Backdrop) -> Self {
        Self { backdrop: Some(backdrop.with(&self)), ..self }
    }

    /// The same scene with its entities in boxes.
    #[must_use]
    pub fn in_clusters(self, clusters: Clusters) -> Self {
        Self { clusters: Some(clusters), ..self }
    }

    /// The same scene with its entities in colours.
    #[must_use]
    pub fn in_colors(self, colors: Option<Colors>) -> Self {
        Self { colors, ..self }
    }

    /// The colours of the entities, if they are not those of their kinds.
    pub fn colors(&self) -> Option<&Colors> {
        self.colors.as_ref()
    }

    /// Between whom camps are found.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    /// The boxes that the entities are in.
    pub fn clusters(&self) -> Option<&Clusters> {
        self.clusters.as_ref()
    }

    /// Whether a tie contradicts the boxes.
    pub fn is_misfit(&self, tie: &Tie) -> bool {
        self.clusters.as_ref().is_some_and(|clusters| clusters.is_misfit(tie))
    }

    /// The view that is shown.
    pub fn view(&self) -> &View<'g> {
        &self.view
    }

    /// The effective span of the view.
    pub fn span(&self) -> Span {
        self.view.frame().span
    }

    /// The title.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The words around a page.
    pub fn front(&self) -> &FrontMatter {
        &self.front
    }

    /// The messages of its language.
    pub(crate) fn messages(&self) -> &'static Messages {
        self.front.language.unwrap_or_default().messages()
    }

    /// The colours and the typeface of a picture.
    pub(super) fn palette(&self) -> &Palette {
        &self.palette
    }

    /// How a page tells the story.
    pub fn telling(&self) -> &Telling {
        &self.telling
    }

    /// The filter as typed.
    pub fn filter(&self) -> Option<&str> {
        self.filter.as_deref()
    }

    /// The entity that the scene is around, and the distance.
    pub fn focus(&self) -> Option<Focus> {
        self.focus
    }

    /// Whether to show entities without a tie.
    pub fn isolates(&self) -> Isolates {
        self.isolates
    }

    /// The length of the periods in a format that has them.
    pub fn every(&self) -> Option<Calendar> {
        self.every
    }

    /// The entities shown, by id.
    pub fn nodes(&self) -> &[EntityIndex] {
        &self.nodes
    }

    /// The ties shown, by holder and target.
    pub fn ties(&self) -> &[SceneTie] {
        &self.ties
    }

    /// Whether an entity is shown.
    pub fn shows(&self, entity: EntityIndex) -> bool {
        self.nodes.binary_search(&entity).is_ok()
    }

    /// The tie shown for a pair.
    pub fn tie(&self, pair: PairIndex) -> Option<&SceneTie> {
        self.ties.get(self.ties.binary_search_by_key(&pair, |shown| shown.tie.pair).ok()?)
    }

    /// The backdrop, when the scene is one of a series.
    pub fn backdrop(&self) -> Option<&Backdrop> {
        self.backdrop.as_ref()
    }
}

impl Backdrop {
    /// The backdrop of these scenes of one graph.
    pub fn of<'s, 'g: 's>(scenes: impl IntoIterator<Item = &'s Scene<'g>>) -> Self {
        let mut backdrop = Self::default();
        for scene in scenes {
            backdrop.nodes.extend(&scene.nodes);
            backdrop.ties.extend_from_slice(&scene.ties);
        }
        backdrop.settled()
    }

    /// Every entity that some picture shows, by id.
    pub fn nodes(&self) -> &[EntityIndex] {
        &self.nodes
    }

    /// Every tie that some picture shows, by holder and target; a pair may have several.
    pub fn ties(&self) -> &[SceneTie] {
        &self.ties
    }

    fn with(mut self, scene: &Scene<'_>) -> Self {
        self.nodes.extend(&scene.nodes);
        self.ties.extend_from_slice(&scene.ties);
        self.settled()
    }

    fn settled(mut self) -> Self {
        self.nodes.sort_unstable();
        self.nodes.dedup();
        self.ties.sort_by_cached_key(|SceneTie { tie, deciding }| {
            (tie.pair, deciding.clone(), tie.polarity, tie.certainty)
        });
        self.ties.dedup();
        self
    }
}

/// The entities at most `focus.depth` ties away from its entity, in either direction.
///
/// Breadth-first search, linear in the pairs of the entities reached before the last step.
fn within(view: &View<'_>, focus: Focus) -> BTreeSet<EntityIndex> {
    let mut reached = BTreeSet::from([focus.entity]);
    let mut last = reached.clone();
    for _ in 0..focus.depth {
        let next: BTreeSet<EntityIndex> =
            last.iter().flat_map(|&entity| view.neighbours(entity)).collect();
        last = next.difference(&reached).copied().collect();
        if last.is_empty() {
            break;
        }
        reached.extend(&last);
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        corpus::{TextFile, read_texts},
        graph::TemporalGraph,
        model::{Day, Period},
        view::Frame,
    };

    /// A chain a → b ← c → d, and e alone.
    fn chain() -> TemporalGraph {
        let entity = |id: &str| format!("(id: \"{id}\", kind: Person, name: \"{id}\"),");
        let statement = |holder: &str, target: &str, day: u8| {
            format!(
                "(holder: \"{holder}\", stance: \"praises\", target: \"{target}\", source: \"s\",\
                 on: \"2018-04-0{day}\"),"
            )
        };
        let entities: String = ["a", "b", "c", "d", "e"].map(entity).concat();
        let statements =
            [statement("a", "b", 1), statement("c", "b", 2), statement("c", "d", 3)].concat();
        let text = format!(
            "Corpus(entities: [{entities}], statements: [{statements}],\
             sources: [(id: \"s\", kind: Post, published: \"2018-05\")])"
        );
        let reading = read_texts(vec![TextFile { path: "corpus.ron".into(), text }]);
        assert!(reading.is_sound());
        TemporalGraph::new(reading.corpus)
    }

    fn names(scene: &Scene<'_>) -> String {
        let graph = scene.view().graph();
        scene.nodes().iter().map(|&node| graph.entity(node).id()).collect()
    }

    #[track_caller]
    fn check(options: &SceneOptions, nodes: &str, n_ties: usize) {
        let graph = chain();
        let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
        let scene = Scene::new(&view, options);
        assert_eq!((names(&scene).as_str(), scene.ties().len()), (nodes, n_ties));
    }

    #[test]
    fn entities_without_ties_are_left_out_unless_asked_for() {
        check(&SceneOptions::default(), "abcd", 3);
        check(&SceneOptions { isolates: Isolates::Shown, ..SceneOptions::default() }, "abcde", 3);
    }

    #[test]
    fn a_focus_reaches_as_far_as_its_depth_in_either_direction() {
        let around = |position, depth| SceneOptions {
            focus: Some(Focus { entity: EntityIndex::new(position), depth }),
            isolates: Isolates::Shown,
            title: None,
            filter: None,
            ..SceneOptions::default()
        };
        check(&around(0, 0), "a", 0);
        check(&around(0, 1), "ab", 1);
        check(&around(0, 2), "abc", 2);
        check(&around(0, 99), "abcd", 3);
        check(&around(1, 1), "abc", 2);
        check(&around(4, 1), "e", 0);
    }

    #[test]
    fn a_backdrop_holds_what_any_picture_shows() {
        let graph = chain();
        let view = View::new(&graph, Frame::all(Day::from_civil(2026, 1, 1)));
        let scene = |period: &str| {
            Scene::new(
                &view.with_span(period.parse::<Period>().unwrap().span(Day::MIN).unwrap()),
                &SceneOptions::default(),
            )
        };
        let scenes = [scene("2018-04-01"), scene("2018-04-03")];
        let backdrop = Backdrop::of(&scenes);
        assert_eq!((backdrop.nodes().len(), backdrop.ties().len()), (4, 2));
        // A picture that the backdrop was not made of is laid out all the same.
        let stranger = scene("2018-04-02").before(backdrop);
        assert_eq!(names(&stranger), "bc");
        assert_eq!(stranger.backdrop().map(|backdrop| backdrop.ties().len()), Some(3));
    }
}
