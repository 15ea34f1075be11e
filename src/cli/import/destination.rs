//! Where imported statements go: a store, a corpus, or nowhere.

use crate::{
    cli::{Context, Failure, build, progress::Progress, session::MOST_FINDINGS},
    corpus::{self, Diagnostic, Reading, Severity},
    graph::{TemporalGraph, is_store},
    import::{
        Elsewhere, Mode, Outcome, Provenance, Recorded, Update,
        destination::{AddError, Adding, CorpusAddition, StoreAddition},
    },
    model::{DateExpression, Day, Vocabulary, Zone},
    report::{Form, count, render_diagnostics, similar_text, update_text},
};
use clap::Args;
use std::path::{Path, PathBuf};

/// What becomes of what was read.
#[derive(Args)]
#[command(next_help_heading = "Destination")]
pub(super) struct DestinationOptions {
    /// The day on which these data were recorded. Else today for corrections and, with --update, for all that is new.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    recorded: Option<DateExpression>,
    /// Report what would be read and added, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// With --dry-run, write the entities that would be new as a small corpus, with notes on names that look alike. Edit it, and
    /// import the data into it.
    #[arg(long, value_name = "FILE.ron", requires = "dry_run")]
    names: Option<PathBuf>,
    /// Take the data for a newer copy of data that were imported before: a row that agrees with a statement of the same pair and
    /// coder in two of verb, date, source and quote corrects it.
    #[arg(long, conflicts_with = "force")]
    update: bool,
    /// Overwrite what is there, instead of adding to it.
    #[arg(long)]
    force: bool,
}

/// What was written where, and what was new of it.
#[derive(Default)]
pub(super) struct Written {
    pub(super) update: Option<Update>,
    /// Nothing where nothing was written.
    pub(super) path: Option<String>,
}

/// Where statements go.
pub(super) struct Destination {
    pub(super) to: To,
    /// Where the names of entities go that would be new.
    names: Option<PathBuf>,
}

/// What is written.
pub(super) enum To {
    /// Nowhere: only the report is wanted.
    Nowhere,
    /// A store, which is written anew.
    Store(PathBuf),
    /// A store that is there.
    Addition {
        /// It.
        path: PathBuf,
        /// The day on which what it is told was recorded.
        recorded: Recorded,
        /// How what is told is taken.
        mode: Mode,
        /// Whether it is told.
        is_written: bool,
    },
    /// A file of a corpus.
    Corpus(Box<CorpusFile>),
}

/// A corpus file to be written, and the corpus that it belongs to.
pub(super) struct CorpusFile {
    path: PathBuf,
    /// What is there, unless it is overwritten.
    known: Option<Reading>,
    recorded: Recorded,
    mode: Mode,
    is_written: bool,
}

impl DestinationOptions {
    /// Those of entities, which have no day of recording.
    pub(super) const fn of_entities(dry_run: bool, update: bool, force: bool) -> Self {
        Self { recorded: None, dry_run, names: None, update, force }
    }

    /// The day on which statements that tell none were recorded, if it was said.
    fn recorded(&self, context: &Context) -> Option<Day> {
        self.recorded.as_ref().map(|typed| context.clock.date(typed).bounds().latest)
    }

    /// The day on which what is added to what is there was recorded.
    pub(super) fn recorded_by(&self, context: &Context) -> Recorded {
        let today = || Recorded::Today(context.clock.today());
        self.recorded(context).map_or_else(today, Recorded::Given)
    }

    fn mode(&self) -> Mode {
        if self.update { Mode::Update } else { Mode::Add }
    }

    /// Whether nothing is to be written.
    pub(super) fn is_dry(&self) -> bool {
        self.dry_run
    }

    /// The destination that -o names. In a folder, the file is called like the data.
    pub(super) fn resolve(&self, context: &Context, stem: &str) -> Result<Destination, Failure> {
        Ok(Destination { to: self.to(context, stem)?, names: self.names.clone() })
    }

    fn to(&self, context: &Context, stem: &str) -> Result<To, Failure> {
        if ![Form::Table, Form::Json].contains(&context.output.form()) {
            let why = "the report of an import is a text or, with -O json, one object";
            context.output.refuse_form(why)?;
        }
        let Some(path) = context.output.path() else {
            if self.dry_run {
                return Ok(To::Nowhere);
            }
            let message =
                "name what to write: -o NAME.stance (a store), NAME.ron or a folder (a corpus)";
            return Err(Failure::Usage(message.to_owned()));
        };
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("stance") if path.exists() && !self.force => {
                if !is_store(path) {
                    let message = format!(
                        "{} is there already and is no store; --force overwrites it",
                        path.display()
                    );
                    return Err(Failure::Data(message));
                }
                Ok(To::Addition {
                    path: path.to_path_buf(),
                    recorded: self.recorded_by(context),
                    mode: self.mode(),
                    is_written: !self.dry_run,
                })
            }
            Some("stance") if self.dry_run => Ok(To::Nowhere),
            Some("stance") => Ok(To::Store(path.to_path_buf())),
            Some("ron") => self.corpus(path, path.to_path_buf(), context),
            _ if path.is_dir() => self.corpus(path, path.join(format!("{stem}.ron")), context),
            _ => Err(Failure::Usage(format!(
                "{} is neither a store (NAME.stance) nor a corpus (NAME.ron, or a folder that is there)",
                path.display()
            ))),
        }
    }

    fn corpus(&self, named: &Path, path: PathBuf, context: &Context) -> Result<To, Failure> {
        let is_there = named.is_file() || corpus::holds_files(named);
        let known = is_there.then(|| corpus::read(&[named.to_path_buf()]));
        // Of a folder, the other files stay.
        let known = match known {
            Some(known) if self.force && named.is_dir() => Some(known.without(&path)),
            known => known.filter(|_| !self.force),
        };
        if let Some(known) = known.as_ref().filter(|known| !known.is_sound()) {
            let errors = count(known.count(Severity::Error), "error", "errors");
            let message = format!(
                "{} has {errors} and is left alone; mend it first (`stance check -f {}`)",
                named.display(),
                named.display()
            );
            return Err(Failure::Data(message));
        }
        let recorded = self.recorded_by(context);
        Ok(To::Corpus(Box::new(CorpusFile {
            path,
            known,
            recorded,
            mode: self.mode(),
            is_written: !self.dry_run,
        })))
    }
}

impl Destination {
    /// The day on which data were recorded that do not tell, where they are all that is written. Where they are compared with
    /// what is there, a day that they do not tell makes no difference.
    pub(super) fn recorded(&self, options: &DestinationOptions, context: &Context) -> Option<Day> {
        let is_compared = match &self.to {
            To::Addition { .. } => true,
            To::Corpus(file) => file.known.is_some(),
            To::Nowhere | To::Store(_) => false,
        };
        options.recorded(context).filter(|_| !is_compared)
    }

    /// What is there, if anything is.
    pub(super) fn graph(&self) -> Result<Option<TemporalGraph>, Failure> {
        Ok(match &self.to {
            To::Addition { path, .. } => Some(TemporalGraph::open(path)?),
            To::Corpus(file) => {
                file.known.as_ref().map(|known| TemporalGraph::new(known.corpus.clone()))
            }
            To::Nowhere | To::Store(_) => None,
        })
    }

    /// The statements that are there, of which those that are added may correct some.
    pub(super) fn statements(&self) -> Elsewhere {
        match &self.to {
            To::Addition { path, .. } => Elsewhere::Store(path.clone()),
            To::Corpus(file) => file
                .known
                .as_ref()
                .map_or(Elsewhere::Nothing, |known| Elsewhere::of_corpus(&known.corpus)),
            To::Nowhere | To::Store(_) => Elsewhere::Nothing,
        }
    }

    /// The time zone in which days are counted there; UTC where nothing is.
    pub(super) fn zone(&self) -> Result<Zone, Failure> {
        match &self.to {
            To::Addition { path, .. } => Ok(TemporalGraph::open(path)?.zone().clone()),
            To::Corpus(file) => {
                let known = file.known.as_ref();
                Ok(known.map(|known| known.corpus.zone.clone()).unwrap_or_default())
            }
            To::Nowhere | To::Store(_) => Ok(Zone::UTC),
        }
    }

    /// The verbs that mean something there.
    pub(super) fn vocabulary(&self) -> Result<Vocabulary, Failure> {
        match &self.to {
            To::Addition { path, .. } => Ok(TemporalGraph::open(path)?.vocabulary().clone()),
            To::Corpus(file) if let Some(known) = &file.known => {
                Ok(known.corpus.vocabulary.clone())
            }
            _ => Ok(corpus::shipped_vocabulary()),
        }
    }

    /// Puts a graph there and reports that.
    pub(super) fn take(
        self,
        graph: &TemporalGraph,
        outcome: &Outcome,
        context: &Context,
    ) -> Result<Written, Failure> {
        let Self { to, names } = self;
        let written = to.take(graph, &outcome.provenance, context)?;
        if let (Some(path), Some(update)) = (names, &written.update) {
            let text = update.names(&outcome.united);
            let unwritable = |error| Failure::file(&path, "written", &error);
            corpus::write_file(&path, text.as_bytes()).map_err(unwritable)?;
            context.output.tell(&format!("wrote the names to {}\n", path.display()));
        }
        Ok(written)
    }
}

impl To {
    fn take(
        self,
        graph: &TemporalGraph,
        provenance: &Provenance,
        context: &Context,
    ) -> Result<Written, Failure> {
        match self {
            Self::Nowhere => {
                let update = Update::of_new(graph);
                context.output.tell(&similar_text(&update));
                context.output.tell("nothing was written\n");
                Ok(Written { update: Some(update), path: None })
            }
            Self::Store(path) if graph.n_entities() + graph.n_sources() == 0 => {
                context.output.tell(&nothing_new(graph, &path.display().to_string()));
                Ok(Written::default())
            }
            Self::Store(path) => {
                let unwritable = |error| Failure::file(&path, "written", &error);
                // While one processor waits for the disk, the other looks for names that are alike.
                let write = || Progress::during("writing", || graph.write(&path));
                let (written, update) = rayon::join(write, || Update::of_new(graph));
                written.map_err(unwritable)?;
                context.output.tell(&similar_text(&update));
                context.output.tell(&build::summary(graph, &path));
                Ok(Written { update: Some(update), path: Some(path.display().to_string()) })
            }
            Self::Addition { path, recorded, mode, is_written } => {
                let adding = Adding { mode, provenance, recorded };
                add_to_store(&path, graph, adding, is_written, context)
            }
            Self::Corpus(file) => file.take(graph, provenance, context),
        }
    }
}

/// Adds what a graph says to a store.
fn add_to_store(
    path: &Path,
    graph: &TemporalGraph,
    adding: Adding<'_>,
    is_written: bool,
    context: &Context,
) -> Result<Written, Failure> {
    let compared =
        Progress::during("comparing", || StoreAddition::new(path, graph, adding, !is_written));
    let addition = compared.map_err(|error| refused(error, context))?;
    context.output.tell(&update_text(&addition.update));
    if addition.update.is_empty() {
        context.output.tell(&nothing_new(graph, &path.display().to_string()));
    } else if !is_written {
        context.output.tell("nothing was written\n");
    }
    let written = Progress::during("writing", || addition.write());
    let (update, after) = written.map_err(|error| refused(error, context))?;
    if let Some(after) = &after {
        context.output.tell(&build::summary(after, path));
    }
    Ok(Written { update: Some(update), path: after.map(|_| path.display().to_string()) })
}

fn nothing_new(graph: &TemporalGraph, shown: &str) -> String {
    let why = match graph.n_statements() {
        0 => "there are no statements".to_owned(),
        _ => format!("{shown} says all of it already"),
    };
    format!("{why}; nothing was written\n")
}

/// Why data cannot be added; what would be faulty is shown.
pub(super) fn refused(error: AddError, context: &Context) -> Failure {
    match error {
        AddError::Unsound(reading) => {
            let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
            let errors: Vec<_> = reading.diagnostics.iter().filter(is_error).cloned().collect();
            let width = context.output.width();
            context.output.tell(&render_diagnostics(&reading.files, &errors, MOST_FINDINGS, width));
            Failure::Data(AddError::Unsound(reading).to_string())
        }
        AddError::Store(error) => error.into(),
        AddError::Damaged(error) => error.into(),
        error => Failure::Data(error.to_string()),
    }
}

impl CorpusFile {
    /// What is there, and the file to be written.
    pub(super) fn parts(&self) -> (Option<&Reading>, &Path) {
        (self.known.as_ref(), &self.path)
    }

    fn take(
        self,
        graph: &TemporalGraph,
        provenance: &Provenance,
        context: &Context,
    ) -> Result<Written, Failure> {
        let Self { path, known, recorded, mode, is_written } = self;
        let adding = Adding { mode, provenance, recorded };
        let addition = CorpusAddition::new(known.as_ref(), &path, graph, adding);
        let addition = addition.map_err(|error| refused(error, context))?;
        let shown = path.display().to_string();
        context.output.tell(&update_text(&addition.update));
        if addition.update.is_empty() {
            context.output.tell(&nothing_new(graph, &shown));
            return Ok(Written { update: Some(addition.update), path: None });
        }
        if !is_written {
            context.output.tell("nothing was written\n");
            return Ok(Written { update: Some(addition.update), path: None });
        }
        let paths: Vec<String> = addition.paths().map(|path| path.display().to_string()).collect();
        let shown = paths.join(", ");
        let update = addition.write()?;
        context.output.tell(&format!("wrote {shown}\n"));
        Ok(Written { update: Some(update), path: Some(shown) })
    }
}
