//! A view for other tools: one format a file, one line to register it.
//!
//! A [`Scene`] is what is to be exported, the same for every format: the view, what of it is shown,
//! and a title. An [`Exporter`] makes bytes of a scene; it knows no files, no command line and no
//! clock, so that the same scene always gives the same bytes.
//!
//! A new format is a file beside this one, a word in [`Format`] and a line in
//! [`Format::exporter`].

mod caption;
mod cluster;
mod dot;
mod network;
mod scene;

pub use cluster::{Cluster, Clusters};
pub use network::NetworkScene;
pub use scene::{Backdrop, Focus, Isolates, Scene, SceneOptions, SceneTie};

use crate::model::words;

words! {
    /// A format that a view can be exported in.
    pub enum Format {
        /// A diagram for Graphviz.
        Dot = "dot",
    }
}

impl Format {
    /// What writes this format.
    pub const fn exporter(self) -> &'static dyn Exporter {
        match self {
            Self::Dot => &dot::Dot,
        }
    }
}

/// Writes scenes in one format.
pub trait Exporter: Sync {
    /// The scene as the bytes of a whole file. The same scene gives the same bytes.
    fn export(&self, scene: &Scene<'_>) -> Vec<u8>;

    /// A discourse network as the bytes of a whole file.
    fn export_network(&self, scene: &NetworkScene<'_>) -> Vec<u8>;
}
