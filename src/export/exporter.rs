//! The trait of all formats.

use super::{network::NetworkScene, scene::Scene};
use std::borrow::Cow;

/// Why a scene cannot be exported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// Graphviz is missing.
    #[error(
        "this format needs Graphviz, whose `dot` is not installed: install the package graphviz, or export dot"
    )]
    NoGraphviz,
    /// Graphviz failed, with this message.
    #[error("Graphviz failed: {0}")]
    Graphviz(String),
    /// The format cannot hold the scene.
    #[error("{0}")]
    Unfit(Cow<'static, str>),
    /// The format with this name cannot hold a network.
    #[error("{0} holds statements, not networks: csv and graphml hold both")]
    NoNetworks(&'static str),
}

/// A format of exports.
pub trait Exporter: Sync {
    /// Returns the scene as a file's bytes. The same scene gives the same bytes.
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError>;

    /// What is to be known about the file that was written: what it holds more or less than the scene, in sentences.
    fn notes(&self, _: &Scene<'_>, _written: &[u8]) -> Vec<String> {
        Vec::new()
    }

    /// The same about a discourse network.
    fn network_notes(&self, _: &NetworkScene<'_>, _written: &[u8]) -> Vec<String> {
        Vec::new()
    }

    /// Returns a discourse network as a file's bytes.
    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError>;
}
