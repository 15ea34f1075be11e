//! Who stood where, when, and how we know it.
//!
//! Dated, sourced, quoted statements become a temporal signed graph, and the graph answers questions. A whole program:
//!
//! ```
//! use stancegraph::{
//!     corpus,
//!     graph::TemporalGraph,
//!     model::{Day, Period, Polarity},
//!     view::{Frame, View},
//! };
//!
//! // Read a corpus, and refuse a faulty one.
//! let reading = corpus::read(&["data".into()]);
//! assert!(reading.is_sound(), "{:?}", reading.diagnostics);
//! let graph = TemporalGraph::new(reading.corpus);
//!
//! // View it as it stood at the end of 25 April 2018.
//! let today = Day::from_civil(2018, 4, 26);
//! let span = "until 2018-04-26".parse::<Period>()?.span(today)?;
//! let view = View::new(&graph, Frame { span, ..Frame::all(today) });
//!
//! // Ask who was against Donald Trump, and print it with the words.
//! let target = graph.find_entity("Donald Trump")?;
//! # let mut n_ties = 0;
//! let ties = graph.pairs_towards(target).filter_map(|pair| view.tie(pair));
//! for tie in ties.filter(|tie| tie.polarity == Polarity::Negative) {
//!     let statement = graph.statement(tie.lead);
//!     let (holder, verb) = (statement.holder_entity().name(), &statement.verb().word);
//!     println!("{holder} {verb} ({}): {}", tie.certainty, statement.quote().unwrap_or_default());
//! #   assert_eq!((holder, verb.as_str()), ("John Legend", "denounces"));
//! #   n_ties += 1;
//! }
//! # assert_eq!(n_ties, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The modules are in the order in which data passes through them; each uses only those before it:
//!
//! 1. [`model`]: entities, sources, statements, verbs and days;
//! 2. [`corpus`]: reads text into a checked corpus, and reports findings with a place and a remedy;
//! 3. `storage`: columns of values, in memory and in a file; `files`: files that are written whole or not at all;
//! 4. [`graph`]: the temporal graph: every statement once, in columns;
//! 5. [`view`]: the part of the graph that a question covers, its ties and its signed graph;
//! 6. [`analysis`]: analyses of a view, one notion a file, with the statements behind each result;
//! 7. [`export`]: exports of a view, one format a file;
//! 8. [`import`]: imports of other data into a graph, one format a folder;
//! 9. [`coding`]: texts of sources, and what is made of them;
//! 10. [`report`]: answers as a table, JSON, JSON lines or CSV;
//! 11. [`cli`]: the command line, one command a file.
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

pub mod analysis;
pub mod cli;
pub mod coding;
pub mod corpus;
pub mod export;
mod files;
pub mod graph;
pub mod import;
pub mod model;
pub mod report;
mod storage;
pub mod view;
