//! `stance import pajek`.

use super::events;
use crate::{
    cli::{Context, Failure, input},
    corpus,
    import::{
        Values,
        pajek::{PajekError, PajekOptions, read},
    },
    model::{EntityKind, SourceKind},
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// Networks of Pajek: files of vertices, arcs and edges (.net), and projects with several of them (.paj).
///
/// A line is a stance of the vertex that it comes from; an edge is one in both directions. The sign of its value tells the verb. Time
/// marks are years, or steps counted from --origin: `[1996-1998]` is true from 1996 until the end of 1998. Partitions and vectors
/// are not read, and reported.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The networks, which may be compressed (gzip, Zstandard); `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    signs: events::Signs,
    /// What relations stand for, by name or number: likes=praises,2=criticizes,3= (no stance). Else a relation that is called
    /// as a verb stands for it.
    #[arg(long, value_name = "RELATION=VERB,…", default_value = "")]
    values: Values,
    #[command(flatten)]
    times: events::Times,
    /// The source of all lines; else the name of the file.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    #[command(flatten)]
    events: events::Options,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let vocabulary = corpus::shipped_vocabulary();
        let mut options = PajekOptions {
            verbs: self.signs.verbs(&vocabulary)?,
            relations: self.values,
            times: self.times.form(context)?,
            on: self.times.on(context),
            source: String::new(),
        };
        let usual = events::naming(EntityKind::Person, SourceKind::Dataset);
        let words = vocabulary.clone();
        let (files, source) = (self.files, self.source);
        events::import(context, &self.events, vocabulary, usual, &files, |file, input, sink| {
            options.source = source.clone().unwrap_or_else(|| input::stem(file));
            read(input, &options, &words, sink).map_err(|error| match error {
                PajekError::Io(error) => Failure::file(file, "read", &error),
                PajekError::Undated(_) | PajekError::Steps { .. } | PajekError::NoVerb(_) => {
                    Failure::Usage(format!("{}: {error}", file.display()))
                }
                PajekError::NotPajek(_) | PajekError::NoSignVerb(_) => {
                    Failure::Data(format!("{}: {error}", file.display()))
                }
            })
        })
    }
}
