//! What every format does.

use super::{network::NetworkScene, scene::Scene};
use std::borrow::Cow;

/// Why a scene cannot be exported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The program that draws is missing.
    #[error(
        "Graphviz draws this format, and its `dot` is not installed: install the package graphviz, or export dot"
    )]
    NoGraphviz,
    /// It did not draw; its own words.
    #[error("Graphviz does not draw this: {0}")]
    Graphviz(String),
    /// The format cannot hold it.
    #[error("{0}")]
    Unfit(Cow<'static, str>),
    /// The format, of which this is the word, has no form for a network.
    #[error("{0} holds statements, not networks: csv and graphml hold both")]
    NoNetworks(&'static str),
}

/// Writes scenes in one format.
pub trait Exporter: Sync {
    /// The scene as the bytes of a whole file. The same scene gives the same bytes.
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError>;

    /// A discourse network as the bytes of a whole file.
    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError>;
}
