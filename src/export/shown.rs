//! The texts that pictures show, and what is to be known of them.

use super::{network::NetworkScene, scene::Scene, xml::admitted};
use std::borrow::Cow;

/// Which texts of ties a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// The quotes, too.
    Shown,
    /// The verbs alone.
    Hidden,
}

/// The texts of a scene in which a picture replaces characters, in a sentence.
pub(super) fn replaced(scene: &Scene<'_>, quotes: Quotes) -> Option<String> {
    let graph = scene.view().graph();
    let names = scene.nodes().iter().map(|&entity| Cow::Borrowed(graph.entity(entity).name()));
    let ties = if quotes == Quotes::Shown { scene.ties() } else { &[] };
    let quotes = ties.iter().filter_map(|shown| graph.statement(shown.tie.lead).quote());
    sentence(scene.title().map(Cow::Borrowed).into_iter().chain(names).chain(quotes))
}

/// The texts of a network in which a picture replaces characters, in a sentence.
pub(super) fn replaced_in_network(scene: &NetworkScene<'_>) -> Option<String> {
    let graph = scene.view().graph();
    let nodes = scene.nodes().into_iter();
    let names = nodes.map(|entity| Cow::Borrowed(graph.entity(entity).name()));
    sentence(scene.title().map(Cow::Borrowed).into_iter().chain(names))
}

fn sentence<'t>(texts: impl Iterator<Item = Cow<'t, str>>) -> Option<String> {
    let n = texts.filter(|text| matches!(admitted(text), Cow::Owned(_))).count();
    let texts = if n == 1 { "1 text holds".to_owned() } else { format!("{n} texts hold") };
    (n > 0).then(|| {
        format!("{texts} characters that a picture cannot show, such as control characters; U+FFFD stands for each")
    })
}
