//! `stance import cameo`.

use super::events;
use crate::{
    cli::{Context, Failure, options::words},
    corpus,
    import::cameo::{CameoError, Codes, Feeds, Layout},
    model::{Confidence, EntityKind, SourceKind},
};
use clap::Args;
use std::{fs, path::PathBuf, process::ExitCode};

/// Events that machines coded with CAMEO: GDELT 1.0, GDELT 2.0 and ICEWS.
///
/// Only events whose code is a stance become statements: praise, defence, accusation, protest, but no demand, visit or
/// fight. They are marked with the feed as their coder, a confidence, and a note with the event's code; the event's id is
/// the statement's, and a later row with the same id that says something else corrects it. Actors are organizations
/// unless it is said otherwise.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The tables, which may be compressed (gzip, Zstandard); `-` is standard input.
    #[arg(required_unless_present = "print_codes")]
    files: Vec<PathBuf>,
    /// How the tables are laid out; else as they look.
    #[arg(long, value_name = "LAYOUT", value_parser = words::<Layout>(Layout::WORDS))]
    layout: Option<Layout>,
    /// Which codes stand for which verbs, as --print-codes writes it; else the vocabulary's.
    #[arg(long, value_name = "FILE")]
    codes: Option<PathBuf>,
    /// Write the table of codes, and read nothing.
    #[arg(long)]
    print_codes: bool,
    /// The source of events that name none; else the name of the feed.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// How sure it is that an event is coded rightly, from 0 to 1; else GDELT's by the number of sources, if that is told, and 0.75 of ICEWS.
    #[arg(long, value_name = "NUMBER", value_parser = confidence)]
    confidence: Option<Confidence>,
    #[command(flatten)]
    dates: events::Dates,
    #[command(flatten)]
    events: events::Options,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let vocabulary = corpus::shipped_vocabulary();
        let codes = match &self.codes {
            None => Codes::of_vocabulary(&vocabulary),
            Some(file) => {
                let text = fs::read_to_string(file);
                let text = text.map_err(|error| Failure::file(file, "read", &error))?;
                Codes::from_ron(&text, &vocabulary)
                    .map_err(|error| Failure::Data(format!("{}: {error}", file.display())))?
            }
        };
        if self.print_codes {
            context.output.write_bytes(codes.to_ron(&vocabulary).as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let feeds = Feeds::new(&codes, self.layout, self.source.as_deref());
        let mut feeds = feeds.with_confidence(self.confidence).with_dates(self.dates.form());
        let usual = events::naming(EntityKind::Organization, SourceKind::Dataset);
        events::import(
            context,
            &self.events,
            vocabulary,
            usual,
            &self.files,
            |file, input, sink| {
                feeds.read(input, sink).map_err(|error| match error {
                    CameoError::Io(error) => Failure::file(file, "read", &error),
                    error => Failure::Data(format!("{}: {error}", file.display())),
                })
            },
        )
    }
}

fn confidence(text: &str) -> Result<Confidence, String> {
    let number = text.parse().ok().and_then(Confidence::new);
    number.ok_or_else(|| "a confidence is a number from 0 to 1".to_owned())
}
