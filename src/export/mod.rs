//! Exports of a view, one format a file.
//!
//! A [`Scene`] is the input of every format: the view, the part of it to show, and a title. An
//! [`Exporter`] turns a scene into bytes. It uses no files, no command line and no clock, so the same
//! scene always gives the same bytes.
//!
//! To add a format, add a file beside this one, a word in [`Format`] and a line in
//! [`Format::exporter`].

mod caption;
mod chart;
mod cluster;
mod colors;
mod corrections;
mod cypher;
mod dl;
mod dot;
mod drawing;
mod exporter;
mod forces;
mod front;
mod gexf;
mod graphml;
mod graphviz;
mod html;
mod json_ld;
mod jsonl;
mod matrix;
mod mermaid;
mod network;
mod parquet;
mod records;
mod scene;
mod selection;
mod shown;
mod spreadsheet;
mod statement_columns;
mod statements;
mod table;
pub(crate) mod tabular;
mod telling;
mod xml;

pub use chart::Chart;
pub use cluster::{Cluster, Clusters};
pub use colors::Colors;
pub use exporter::{ExportError, Exporter};
pub use front::FrontMatter;
pub use graphviz::Layout;
pub use html::{Live, live_page};
pub use matrix::Matrix;
pub use network::NetworkScene;
pub use scene::{Backdrop, Focus, Isolates, Scene, SceneOptions, SceneTie};
pub use spreadsheet::escape_formulas;
pub(crate) use table::system_error;
pub use telling::{HouseStyle, Shades, Telling, Typefaces};

use crate::{model::words, view::View};
use graphviz::Drawing;

words! {
    /// A format of exports.
    pub enum Format {
        /// A diagram for Graphviz.
        Dot = "dot",
        /// The diagram as a vector graphic, drawn by Graphviz, or by forces when it is large.
        Svg = "svg",
        /// The diagram, drawn by Graphviz, as pixels.
        Png = "png",
        /// A graph with typed attributes, for Gephi, yEd, igraph and NetworkX.
        GraphMl = "graphml",
        /// A graph that changes over time, for Gephi's timeline.
        Gexf = "gexf",
        /// A table of the ties, for Gephi and spreadsheets.
        Csv = "csv",
        /// A table of the entities, to go with `csv`.
        CsvNodes = "csv-nodes",
        /// A table of the statements that `import csv` reads back.
        CsvStatements = "csv-statements",
        /// A chart by period, or lanes, as a vector graphic.
        Chart = "chart",
        /// An interactive page that plays through time, in one file.
        Html = "html",
        /// The statements, entities and sources as records that `import jsonl` reads.
        Jsonl = "jsonl",
        /// A flowchart in Mermaid, which code forges and wikis draw.
        Mermaid = "mermaid",
        /// Cypher statements that create the graph in Neo4j, Memgraph or Kuzu.
        Cypher = "cypher",
        /// A matrix of signs, or of a network's weights, as CSV.
        Matrix = "matrix",
        /// The matrix in DL, the data language of UCINET.
        Dl = "dl",
        /// The statements, entities and sources as linked data, with terms of schema.org where they fit.
        JsonLd = "json-ld",
        /// A table of the statements, for DuckDB, Arrow and pandas.
        Parquet = "parquet",
        /// A table of the entities, to go with `parquet`.
        ParquetEntities = "parquet-entities",
        /// A table of the sources, to go with `parquet`.
        ParquetSources = "parquet-sources",
    }
}

impl Format {
    /// Whether the format is a table as CSV.
    pub const fn is_csv(self) -> bool {
        matches!(self, Self::Csv | Self::CsvNodes | Self::CsvStatements | Self::Matrix)
    }

    /// Whether the format is binary, so that a terminal cannot show it.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Png | Self::Parquet | Self::ParquetEntities | Self::ParquetSources)
    }

    /// Whether the format draws entities in colours that somebody chooses.
    pub const fn has_colors(self) -> bool {
        matches!(self, Self::Dot | Self::Svg | Self::Png | Self::Mermaid)
    }

    /// Whether the format speaks to readers, in a language and in the style of a house.
    pub const fn has_words(self) -> bool {
        self.has_colors() || matches!(self, Self::Html | Self::Chart)
    }

    /// Whether the format is a picture that a [`Layout`] can be chosen for.
    pub const fn has_layouts(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }

    /// The exporter of this format that lays its pictures out so, where it has layouts.
    #[doc(hidden)]
    pub const fn laid_out(self, layout: Layout) -> &'static dyn Exporter {
        match self {
            Self::Svg => Drawing::SVG.laid_out(layout),
            Self::Png => Drawing::PNG.laid_out(layout),
            other => other.exporter(),
        }
    }

    /// The exporter of this format.
    #[doc(hidden)]
    pub const fn exporter(self) -> &'static dyn Exporter {
        match self {
            Self::Dot => &dot::Dot,
            Self::Svg => &Drawing::SVG,
            Self::Png => &Drawing::PNG,
            Self::GraphMl => &graphml::GraphMl,
            Self::Gexf => &gexf::Gexf,
            Self::Csv => &table::Table::Edges,
            Self::CsvNodes => &table::Table::Nodes,
            Self::CsvStatements => &statements::Statements,
            Self::Chart => Chart::Statements.exporter(),
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

/// A view in a format, as a file's bytes. The same view gives the same bytes.
///
/// ```
/// use stancegraph::{Format, SceneOptions, Story, export};
///
/// let story = Story::open(["data"])?;
/// let view = story.view(["--as-of=2018-04-26"])?;
/// let diagram = export(&view, Format::Dot, &SceneOptions::default())?;
/// assert!(diagram.starts_with(b"digraph"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn export(
    view: &View<'_>,
    format: Format,
    options: &SceneOptions,
) -> Result<Vec<u8>, ExportError> {
    format.exporter().export(&Scene::new(view, options))
}
