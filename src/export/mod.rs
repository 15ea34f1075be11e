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
mod cypher;
mod dl;
mod dot;
mod exporter;
mod gexf;
mod graphml;
mod graphviz;
mod html;
mod json_ld;
mod jsonl;
mod matrix;
mod mermaid;
mod needed;
mod network;
mod parquet;
mod records;
mod scene;
mod statements;
mod table;
mod xml;

pub use cluster::{Cluster, Clusters};
pub use exporter::{ExportError, Exporter};
pub use html::{Live, live_page};
pub use matrix::Matrix;
pub use network::NetworkScene;
pub use scene::{Backdrop, Focus, Isolates, Scene, SceneOptions, SceneTie};

use crate::model::words;
use graphviz::Drawing;

words! {
    /// A format that a view can be exported in.
    pub enum Format {
        /// A diagram for Graphviz.
        Dot = "dot",
        /// The diagram, drawn by Graphviz.
        Svg = "svg",
        /// The same in pixels.
        Png = "png",
        /// A graph with typed attributes, for Gephi, yEd, igraph and NetworkX.
        GraphMl = "graphml",
        /// A graph that moves, for Gephi's timeline.
        Gexf = "gexf",
        /// A table of the ties, for Gephi and spreadsheets.
        Csv = "csv",
        /// A table of the entities that belongs to it.
        CsvNodes = "csv-nodes",
        /// A table of the statements that `import csv` reads back.
        CsvStatements = "csv-statements",
        /// A page in which a reader plays the story through time, in one file.
        Html = "html",
        /// The statements, entities and sources as records that `import jsonl` reads.
        Jsonl = "jsonl",
        /// A flowchart as text, which forges and wikis draw.
        Mermaid = "mermaid",
        /// Statements that make the graph in Neo4j, Memgraph or Kuzu.
        Cypher = "cypher",
        /// A matrix of signs, or of a network's weights, as a table.
        Matrix = "matrix",
        /// The same in the data language of UCINET.
        Dl = "dl",
        /// The statements, entities and sources as linked data, in the terms of schema.org where they fit.
        JsonLd = "json-ld",
        /// A table of the statements, for DuckDB, Arrow and pandas.
        Parquet = "parquet",
        /// A table of the entities that belongs to it.
        ParquetEntities = "parquet-entities",
        /// A table of the sources that belongs to it.
        ParquetSources = "parquet-sources",
    }
}

impl Format {
    /// Whether a terminal cannot show it.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Png | Self::Parquet | Self::ParquetEntities | Self::ParquetSources)
    }

    /// What writes this format.
    pub const fn exporter(self) -> &'static dyn Exporter {
        match self {
            Self::Dot => &dot::Dot,
            Self::Svg => &Drawing { arguments: &["-Tsvg"] },
            Self::Png => &Drawing { arguments: &["-Tpng", "-Gdpi=150"] },
            Self::GraphMl => &graphml::GraphMl,
            Self::Gexf => &gexf::Gexf,
            Self::Csv => &table::Table::Edges,
            Self::CsvNodes => &table::Table::Nodes,
            Self::CsvStatements => &statements::Statements,
            Self::Html => &html::Html,
            Self::Jsonl => &jsonl::Jsonl,
            Self::Mermaid => &mermaid::Mermaid,
            Self::Cypher => &cypher::Cypher,
            Self::Matrix => &matrix::MatrixCsv,
            Self::Dl => &dl::Dl,
            Self::JsonLd => &json_ld::JsonLd,
            Self::Parquet => &parquet::Table::Statements,
            Self::ParquetEntities => &parquet::Table::Entities,
            Self::ParquetSources => &parquet::Table::Sources,
        }
    }
}
