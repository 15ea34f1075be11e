//! Who stood where, when, and how we know it.
//!
//! Dated, sourced, quoted statements become a temporal signed graph, and the graph answers questions.
//!
//! # Open
//!
//! A [`Story`] is a corpus in plain text, or a store of millions of statements, which is mapped and not read:
//!
//! ```
//! use stancegraph::Story;
//!
//! let story = Story::open(["data"])?;
//! assert_eq!(story.graph().n_statements(), 77);
//! # Ok::<(), stancegraph::AskError>(())
//! ```
//!
//! What a `Story` does in one step is there in parts: [`read`] makes a [`Corpus`] of text, with every finding;
//! [`TemporalGraph::new`] makes the graph in memory, [`TemporalGraph::write`] a store of it, which
//! [`TemporalGraph::open`] maps.
//!
//! # Ask
//!
//! A [`View`] is a graph in the [`Frame`] of a question: a span of time, what was known by then, and a filter. Each
//! function of [`answers`] asks a view, and returns an answer with typed rows:
//!
//! ```
//! # use stancegraph::Story;
//! use stancegraph::answers::{self, Stances};
//!
//! # let story = Story::open(["data"])?;
//! let view = story.view(["--as-of=2018-04-26"])?;
//! let target = view.graph().find_entity("Donald Trump")?;
//! for tie in answers::who(&view, Stances::Criticizes, target).rows {
//!     println!("{} {} ({}): {:?}", tie.holder_name, tie.verb, tie.certainty, tie.quote);
//! #   assert_eq!((tie.holder_name, tie.verb), ("John Legend", "opposes"));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Story::ask`] has the same answers in the words of the command line, as Arrow record batches:
//!
//! ```
//! # use stancegraph::Story;
//! # let story = Story::open(["data"])?;
//! let answer = story.ask("switches", ["Kanye West", "--period=2018"])?;
//! let table = answer.table.expect("`switches` answers with rows");
//! assert_eq!((table.row_type.as_str(), table.n_rows()), ("SwitchRow", 6));
//! # Ok::<(), stancegraph::AskError>(())
//! ```
//!
//! # Export
//!
//! [`export()`] writes a view for another program, in a [`Format`]:
//!
//! ```
//! # use stancegraph::Story;
//! use stancegraph::{Format, SceneOptions, export};
//!
//! # let story = Story::open(["data"])?;
//! # let view = story.view(["--as-of=2018-04-26"])?;
//! let graph = export(&view, Format::GraphMl, &SceneOptions::default())?;
//! assert!(graph.starts_with(b"<?xml"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Import
//!
//! [`import()`] brings other people's data, in the words of `stance import`, and reports every row that it leaves out:
//!
//! ```
//! use stancegraph::import;
//!
//! # let table = tempfile::NamedTempFile::new()?;
//! # std::fs::write(&table, "holder,verb,target,date\nAda Lang,supports,Harbour bill,2018-04-25\n")?;
//! # let path = table.path();
//! let report = import("csv", [path, "--dry-run".as_ref()])?;
//! assert!(report.is_success && report.messages.starts_with("read 1 row: 1 statement"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is stable
//!
//! What this page lists, and what is in [`answers`] and [`model`]. Rows have the fields of `-O json`, which are a
//! contract. Other modules can be reached, but are of the program, and change with it.
#![warn(clippy::expect_used, clippy::panic, clippy::unwrap_used)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests fail by panicking"
    )
)]

// The modules, each of which uses only those below it (ARCHITECTURE.md). Those that are hidden are for the program, its tests
// and benchmarks; what users need of them is passed on below.
#[doc(hidden)]
pub mod analysis;
pub mod answers;
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod coding;
#[doc(hidden)]
pub mod corpus;
#[doc(hidden)]
pub mod export;
mod files;
#[doc(hidden)]
pub mod graph;
#[doc(hidden)]
pub mod import;
mod language;
pub mod model;
#[doc(hidden)]
pub mod report;
mod storage;
#[doc(hidden)]
pub mod view;

#[doc(inline)]
pub use crate::{
    cli::{Answered, AskError, Story, import},
    corpus::{
        Arrangement, Code, Corpus, Diagnostic, Lines, Pin, Place, Position, Reading, Severity,
        Step, TextFile, name::NameError, read, read_texts,
    },
    export::{
        ExportError, Focus, Format, FrontMatter, HouseStyle, Isolates, SceneOptions, Shades,
        Telling, Typefaces, export,
    },
    graph::{
        Damaged, EntityRef, PairIndex, RoleRef, SourceRef, StatementIndex, StatementRef,
        StoreError, TemporalGraph, guarded,
    },
    language::Language,
    report::render_diagnostics,
    view::{
        Certainty, Claims, Cut, Filter, FilterError, Frame, Moment, Moments, PairEdge, Possible,
        Resolve, Sign, SignedEdge, SignedGraph, Signs, Spell, Tie, TieEdge, UndirectedGraph, View,
        Visited,
    },
};

/// The examples of the page for users of the library.
#[cfg(doctest)]
#[doc = include_str!("../docs/how-to/rust.md")]
struct HowTo;
