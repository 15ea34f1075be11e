//! A discourse network to export, independent of the format.

use super::{
    caption::{in_words, phrases_of_view},
    colors::Colors,
    matrix::Matrix,
    telling::{HouseStyle, Palette},
};
use crate::{
    analysis::network::{
        Aggregate, Duplicates, Mode, Network, NetworkEdge, NetworkOptions, Normalize,
    },
    graph::StatementIndex,
    language::{Language, Messages},
    model::{EntityIndex, Polarity},
    view::View,
};

/// A network of a view, with a title.
#[derive(Clone, Debug)]
pub struct NetworkScene<'g> {
    view: View<'g>,
    network: Network,
    title: Option<String>,
    filter: Option<String>,
    colors: Option<Colors>,
    language: Language,
    palette: Palette,
    has_zeros: bool,
    has_evidence: bool,
}

impl<'g> NetworkScene<'g> {
    /// The scene of a network; `filter` is the view's, as typed.
    pub fn new(
        view: &View<'g>,
        network: Network,
        title: Option<String>,
        filter: Option<String>,
    ) -> Self {
        Self {
            view: view.clone(),
            network,
            title,
            filter,
            colors: None,
            language: Language::default(),
            palette: Palette::default(),
            has_zeros: false,
            has_evidence: false,
        }
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

    /// The same scene with words of a language, in the style of a house.
    #[must_use]
    pub fn told(self, language: Language, house: &HouseStyle) -> Self {
        Self { language, palette: Palette::of(house), ..self }
    }

    /// The messages of its language.
    pub(super) fn messages(&self) -> &'static Messages {
        self.language.messages()
    }

    /// The colours and the typeface of a picture.
    pub(super) fn palette(&self) -> &Palette {
        &self.palette
    }

    /// The same scene, whose records have the edges of weight 0, too.
    #[must_use]
    pub fn with_zeros(self) -> Self {
        Self { has_zeros: true, ..self }
    }

    /// The same scene, whose tables have the statements behind each edge, too.
    #[must_use]
    pub fn with_evidence(self) -> Self {
        Self { has_evidence: true, ..self }
    }

    /// Whether tables have the statements behind each edge.
    pub(super) const fn has_evidence(&self) -> bool {
        self.has_evidence
    }

    /// The view of the network.
    pub fn view(&self) -> &View<'g> {
        &self.view
    }

    /// The title.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The caption: what is counted, in which view.
    pub fn caption(&self) -> String {
        let view = in_words(&self.view, self.filter.as_deref()).join(", ");
        format!("{}. {view}", self.network.options().in_words())
    }

    /// The same for readers who do not know the syntax of filters.
    pub(super) fn plain_caption(&self) -> String {
        let messages = self.messages();
        let view = phrases_of_view(&self.view, messages).join(", ");
        format!("{}. {view}", counted(self.network.options(), messages))
    }

    /// Whether edges have a direction.
    pub fn is_directed(&self) -> bool {
        self.network.options().mode == Mode::Twomode
    }

    /// The edges, by a and b.
    pub fn edges(&self) -> &[NetworkEdge] {
        self.network.edges()
    }

    /// The edges that a picture draws, those of weight 0 aside: their line would say that there is something.
    pub(super) fn drawn(&self) -> impl Iterator<Item = &NetworkEdge> {
        self.edges().iter().filter(|edge| edge.weight != 0.0)
    }

    /// The edges that records have.
    pub(super) fn listed(&self) -> impl Iterator<Item = &NetworkEdge> {
        self.edges().iter().filter(|edge| self.has_zeros || edge.weight != 0.0)
    }

    /// Whether weights are quantities; those that combine signs are codes.
    pub(super) fn has_quantities(&self) -> bool {
        self.network.options().aggregate != Aggregate::Combine
    }

    /// What a line of this polarity means.
    pub(super) fn meaning(&self, polarity: Polarity) -> &'static str {
        let mode = self.network.options().mode;
        self.messages().text(match (mode, polarity) {
            (Mode::Onemode, Polarity::Positive) => "drawn.agreement",
            (Mode::Onemode, Polarity::Negative) => "drawn.disagreement",
            (Mode::Onemode, Polarity::Neutral) => "drawn.common-targets",
            (Mode::Twomode, Polarity::Neutral) => "drawn.statements",
            (Mode::Targets, Polarity::Positive) => "drawn.alike",
            (Mode::Targets, Polarity::Negative) => "drawn.differently",
            (Mode::Targets, Polarity::Neutral) => "drawn.common-actors",
            (_, polarity) => return self.messages().polarity(polarity),
        })
    }

    /// What is said of a line.
    pub(super) fn about(&self, [a, b]: [&str; 2], weight: &str) -> String {
        let both = self.messages().with("list.and", &[("names", a), ("last", b)]);
        format!("{both}{} {weight}", self.messages().text("colon"))
    }

    /// What a picture leaves out, in a sentence.
    pub(super) fn not_drawn(&self) -> Option<String> {
        let n = self.edges().len() - self.drawn().count();
        (n > 0).then(|| self.messages().count("drawn.zeros", n, &[]))
    }

    /// The weights as a matrix.
    pub(super) fn matrix(&self) -> Matrix {
        Matrix::of_network(&self.view, &self.network)
    }

    /// The statements behind an edge, in order of time.
    pub fn statements(&self, edge: &NetworkEdge) -> Vec<StatementIndex> {
        self.network.statements(&self.view, edge)
    }

    /// The polarity of an edge: agreement, disagreement, both or neither.
    pub fn polarity(&self, edge: &NetworkEdge) -> Polarity {
        let sign = match self.network.options().aggregate {
            Aggregate::Congruence => 1.0,
            Aggregate::Conflict => -1.0,
            Aggregate::Ignore => 0.0,
            Aggregate::Subtract => edge.weight,
            Aggregate::Combine if edge.weight > 2.0 => return Polarity::Mixed,
            Aggregate::Combine => 1.5 - edge.weight,
        };
        match sign {
            sign if sign > 0.0 => Polarity::Positive,
            sign if sign < 0.0 => Polarity::Negative,
            _ => Polarity::Neutral,
        }
    }

    /// The entities that edges reach, by id.
    pub fn nodes(&self) -> Vec<EntityIndex> {
        let mut nodes: Vec<EntityIndex> =
            self.edges().iter().flat_map(|edge| [edge.a, edge.b]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }
}

/// What is counted, in words.
fn counted(options: &NetworkOptions, messages: &Messages) -> String {
    let between = messages.text(match options.mode {
        Mode::Onemode => "drawn.between-actors",
        Mode::Targets => "drawn.between-targets",
        Mode::Twomode => "drawn.from-actors",
    });
    let is_twomode = options.mode == Mode::Twomode;
    let key = match options.aggregate {
        Aggregate::Congruence => "drawn.congruence",
        Aggregate::Conflict => "drawn.conflict",
        Aggregate::Subtract if is_twomode => "drawn.for-minus-against",
        Aggregate::Subtract => "drawn.congruence-minus-conflict",
        Aggregate::Ignore if is_twomode => "drawn.number",
        Aggregate::Ignore => "drawn.shared",
        Aggregate::Combine => "drawn.codes",
    };
    let mut words = messages.with(key, &[("between", between)]);
    if options.normalize != Normalize::No {
        let norm = format!("drawn.norm.{}", options.normalize);
        words = format!("{words}, {}", messages.text(&norm));
    }
    if options.count.duplicates != Duplicates::Include {
        let once = format!("drawn.once.{}", options.count.duplicates);
        words = format!("{words}, {}", messages.text(&once));
    }
    words
}
