//! `stance import dna`.

use super::{
    conclude::{Conclusion, conclude},
    destination::DestinationOptions,
};
use crate::{
    cli::{Context, Failure, file, input, options::words, progress::Progress},
    corpus,
    import::{
        Binary, DateForm, Values,
        dna::{DnaError, DnaOptions, Imported, Projects},
    },
    model::{DateOrder, EntityKind, SourceKind},
};
use clap::Args;
use jiff::tz::TimeZone;
use std::{
    collections::HashMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Projects of the Discourse Network Analyzer, versions 2 and 3, and its event lists.
///
/// Of the statements of one type a variable is the actor, one the concept, and one, the qualifier, tells agreement (supports) from
/// disagreement (opposes). Documents become sources with their dates, the words that were coded become quotes. Other variables
/// are told in notes; a person who was coded beside an organization speaks for it.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The projects (SQLite) or event lists (CSV), which may be compressed; `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which statements are read; else those of the only type that has an actor and a concept.
    #[arg(long = "type", value_name = "LABEL")]
    statement_type: Option<String>,
    /// The variables that are actors, of each statement the first that is filled; else organization, then person.
    #[arg(long, value_name = "VARIABLE,…", value_delimiter = ',')]
    actor: Vec<String>,
    /// The variable that is the target; else concept.
    #[arg(long, value_name = "VARIABLE")]
    concept: Option<String>,
    /// The variable that tells agreement; else the first that is binary or a scale.
    #[arg(long, value_name = "VARIABLE")]
    qualifier: Option<String>,
    /// The verb of agreement, or of numbers above zero; else supports.
    #[arg(long, value_name = "VERB")]
    positive: Option<String>,
    /// The verb of disagreement, or of numbers below zero; else opposes.
    #[arg(long, value_name = "VERB")]
    negative: Option<String>,
    /// The verb of zero on a scale; else it is no stance.
    #[arg(long, value_name = "VERB")]
    neutral: Option<String>,
    /// What single values of the qualifier stand for: 2=endorses,1=supports,0= (no stance).
    #[arg(long, value_name = "VALUE=VERB,…", default_value = "")]
    values: Values,
    /// One verb for all statements, whatever their qualifier.
    #[arg(long, value_name = "VERB")]
    verb: Option<String>,
    /// What actors are; else a person or an organization, as their variable is called.
    #[arg(long, value_name = "KIND", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    holder_kind: Option<EntityKind>,
    /// What concepts are.
    #[arg(long, value_name = "KIND", default_value = "topic", value_parser = words::<EntityKind>(EntityKind::WORDS))]
    target_kind: EntityKind,
    /// What documents are.
    #[arg(long, value_name = "KIND", default_value = "article", value_parser = words::<SourceKind>(SourceKind::WORDS))]
    source_kind: SourceKind,
    /// How dates of event lists are written that are no EDTF: 25.4.2018 is dmy, 4/25/2018 mdy, 2018/4/25 ymd.
    #[arg(long, value_name = "ORDER", value_parser = words::<DateOrder>(DateOrder::WORDS))]
    dates: Option<DateOrder>,
    /// The first year of the hundred that years of two digits mean: with 1930, 29 is 2029 and 30 is 1930.
    #[arg(long, value_name = "YEAR")]
    century: Option<i16>,
    /// Where version 2 was used, which keeps midnight by the clock of its computer: Europe/Berlin.
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = zone)]
    time_zone: TimeZone,
    /// The encoding of event lists; else as they look.
    #[arg(long, value_name = "ENCODING", value_parser = input::encoding)]
    encoding: Option<&'static encoding_rs::Encoding>,
    /// Also write the text of each document to a folder, for `stance check --against FOLDER`.
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    #[command(flatten)]
    destination: DestinationOptions,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let stem = self.files.first().map(|file| input::stem(file)).unwrap_or_default();
        let destination = self.destination.resolve(context, &stem)?;
        if let Some(folder) = self.texts.as_ref().filter(|_| !self.destination.is_dry()) {
            // What cannot be is said before anything is written.
            let unwritable = |error| Failure::file(folder, "written", &error);
            fs::create_dir_all(folder).map_err(unwritable)?;
        }
        let options = DnaOptions {
            statement_type: self.statement_type,
            actors: self.actor,
            concept: self.concept,
            qualifier: self.qualifier,
            values: self.values.with_constant(self.verb),
            positive: self.positive,
            negative: self.negative,
            neutral: self.neutral,
            holders: self.holder_kind,
            targets: self.target_kind,
            sources: self.source_kind,
            encoding: self.encoding,
            dates: DateForm { order: self.dates, century: self.century },
            zone: self.time_zone,
            recorded: destination.recorded(&self.destination, context),
        };
        let vocabulary = corpus::shipped_vocabulary();
        let mut projects = Projects::new(&options, &vocabulary);
        let mut reports = Vec::with_capacity(self.files.len());
        for path in &self.files {
            let mut bytes = Vec::new();
            let unreadable = |error| Failure::file(path, "read", &error);
            let (mut input, binary) = input::recognized(path)?;
            if let Some(binary) = binary.filter(|binary| *binary != Binary::Sqlite) {
                return Err(input::refusal(path, binary));
            }
            input.content.read_to_end(&mut bytes).map_err(unreadable)?;
            let report = Progress::during("reading", || projects.read(bytes, &input::stem(path)));
            reports.push(report.map_err(|error| failure(path, &error))?);
        }
        let finished = Progress::during("sorting", || projects.finish());
        let Imported { graph, outcome, texts } =
            finished.map_err(|error| Failure::Data(error.to_string()))?;
        let Conclusion { code, sources } =
            conclude(context, &self.files, &reports, &outcome, destination, &graph)?;
        if let Some(folder) = self.texts.filter(|_| !self.destination.is_dry()) {
            write(&folder, &texts, &sources)?;
            let n_texts = crate::report::count(texts.len(), "text", "texts");
            context.output.tell(&format!("wrote {n_texts} to {}\n", folder.display()));
        }
        Ok(code)
    }
}

/// Whether the command line or the data is at fault.
fn failure(path: &Path, error: &DnaError) -> Failure {
    let message = format!("{}: {error}", path.display());
    match error {
        DnaError::NoType { .. }
        | DnaError::WhichType { .. }
        | DnaError::NoVariable { .. }
        | DnaError::NoEnds { .. }
        | DnaError::NoQualifier { .. }
        | DnaError::OneSided { .. }
        | DnaError::NoVerb(_) => Failure::Usage(message),
        _ => Failure::Data(message),
    }
}

/// Writes each text under the id that its source has in the corpus.
fn write(
    folder: &Path,
    texts: &[(String, String)],
    sources: &HashMap<String, String>,
) -> Result<(), Failure> {
    for (id, text) in texts {
        let id = sources.get(id).unwrap_or(id);
        file::write_whole(&folder.join(format!("{id}.txt")), text.as_bytes())?;
    }
    Ok(())
}

fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name)
        .map_err(|_| "no time zone is called so; they are called as Europe/Berlin".to_owned())
}
