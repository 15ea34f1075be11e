//! Where imported statements go: a store, a corpus, or nowhere.

use crate::{
    cli::{Context, Failure, add, build, file, progress::Progress, session::MOST_FINDINGS},
    corpus::{self, Reading, Severity, TextFile},
    graph::{Addition, TemporalGraph, is_store},
    import::{Mode, Provenance, Update, update},
    model::{Date, Day, Vocabulary},
    report::{Form, count, render_diagnostics, update_text},
};
use clap::Args;
use std::path::{Path, PathBuf};

/// What becomes of what was read.
#[derive(Args)]
#[command(next_help_heading = "Destination")]
pub(super) struct DestinationOptions {
    /// The day on which this copy of the data was known; else today, when it is added to a corpus that is there.
    #[arg(long, value_name = "DATE")]
    recorded: Option<Date>,
    /// Tell what would be read and added, and write nothing.
    #[arg(long)]
    dry_run: bool,
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

/// Where to.
pub(super) enum Destination {
    /// Nowhere: only the report is wanted.
    Nowhere,
    /// A store, which is written anew.
    Store(PathBuf),
    /// A store that is there.
    Addition {
        /// It.
        path: PathBuf,
        /// The day on which what it is told was recorded.
        recorded: Day,
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
    recorded: Day,
    mode: Mode,
    is_written: bool,
}

impl DestinationOptions {
    /// The day on which statements that tell none were recorded, if it was said.
    fn recorded(&self) -> Option<Day> {
        self.recorded.as_ref().map(|date| date.bounds().latest)
    }

    /// The day on which what is added to what is there was recorded.
    fn recorded_by(&self, context: &Context) -> Day {
        self.recorded().unwrap_or_else(|| context.clock.today())
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
        if ![Form::Table, Form::Json].contains(&context.output.form()) {
            let why = "the report of an import is a text or, with -O json, one object";
            context.output.refuse_form(why)?;
        }
        let Some(path) = context.output.path() else {
            if self.dry_run {
                return Ok(Destination::Nowhere);
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
                Ok(Destination::Addition {
                    path: path.to_path_buf(),
                    recorded: self.recorded_by(context),
                    mode: self.mode(),
                    is_written: !self.dry_run,
                })
            }
            Some("stance") if self.dry_run => Ok(Destination::Nowhere),
            Some("stance") => Ok(Destination::Store(path.to_path_buf())),
            Some("ron") => self.corpus(path, path.to_path_buf(), context),
            _ if path.is_dir() => self.corpus(path, path.join(format!("{stem}.ron")), context),
            _ => Err(Failure::Usage(format!(
                "{} is neither a store (NAME.stance) nor a corpus (NAME.ron, or a folder that is there)",
                path.display()
            ))),
        }
    }

    fn corpus(
        &self,
        named: &Path,
        path: PathBuf,
        context: &Context,
    ) -> Result<Destination, Failure> {
        let is_there = named.is_file() || corpus::holds_files(named);
        let known = (is_there && !self.force).then(|| corpus::read(&[named.to_path_buf()]));
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
        Ok(Destination::Corpus(Box::new(CorpusFile {
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
    pub(super) fn recorded(&self, options: &DestinationOptions) -> Option<Day> {
        let is_compared = match self {
            Self::Addition { .. } => true,
            Self::Corpus(file) => file.known.is_some(),
            Self::Nowhere | Self::Store(_) => false,
        };
        options.recorded().filter(|_| !is_compared)
    }

    /// The verbs that mean something there.
    pub(super) fn vocabulary(&self) -> Result<Vocabulary, Failure> {
        match self {
            Self::Addition { path, .. } => Ok(TemporalGraph::open(path)?.vocabulary().clone()),
            Self::Corpus(file) if let Some(known) = &file.known => {
                Ok(known.corpus.vocabulary.clone())
            }
            _ => Ok(corpus::shipped_vocabulary()),
        }
    }

    /// Puts a graph there and tells so.
    pub(super) fn take(
        self,
        graph: &TemporalGraph,
        provenance: &Provenance,
        context: &Context,
    ) -> Result<Written, Failure> {
        match self {
            Self::Nowhere => {
                context.output.tell("nothing was written\n");
                Ok(Written::default())
            }
            Self::Store(path) if graph.n_statements() == 0 => {
                context.output.tell(&nothing_new(graph, &path.display().to_string()));
                Ok(Written::default())
            }
            Self::Store(path) => {
                let unwritable = |error| Failure::file(&path, "written", &error);
                Progress::during("writing", || graph.write(&path)).map_err(unwritable)?;
                context.output.tell(&build::summary(graph, &path));
                Ok(Written { update: None, path: Some(path.display().to_string()) })
            }
            Self::Addition { path, recorded, mode, is_written } => {
                add_to_store(&path, graph, (mode, provenance), recorded, is_written, context)
            }
            Self::Corpus(file) => file.take(graph, provenance, context),
        }
    }
}

/// Adds what a graph says to a store.
fn add_to_store(
    path: &Path,
    graph: &TemporalGraph,
    how: (Mode, &Provenance),
    recorded: Day,
    is_written: bool,
    context: &Context,
) -> Result<Written, Failure> {
    // Who only wants to be told need not be able to write.
    let addition = is_written.then(|| Addition::begin(path)).transpose()?;
    let store = TemporalGraph::open(path)?;
    let before = addition.as_ref().map(Addition::added).transpose()?.flatten();
    let shipped = corpus::shipped_vocabulary();
    let update =
        Progress::during("comparing", || update(Some(&store), graph, how, &shipped, recorded));
    let update = update.map_err(|error| Failure::Data(error.to_string()))?;
    refuse_other_meanings(&update, path)?;
    context.output.tell(&update_text(&update));
    if update.is_empty() {
        context.output.tell(&nothing_new(graph, &path.display().to_string()));
        return Ok(Written { update: Some(update), path: None });
    }
    let added = update
        .addition_to(&store, before.as_ref(), &shipped)
        .map_err(|reading| faulty(&reading, context))?;
    let Some(addition) = addition else {
        context.output.tell("nothing was written\n");
        return Ok(Written { update: Some(update), path: None });
    };
    let graph = Progress::during("writing", || addition.write(&added))?;
    context.output.tell(&build::summary(&graph, path));
    Ok(Written { update: Some(update), path: Some(path.display().to_string()) })
}

/// Refuses data whose verbs mean something else where they are to be added: that would change what is there.
fn refuse_other_meanings(update: &Update, path: &Path) -> Result<(), Failure> {
    let Some(verb) = update.other_meanings.first() else { return Ok(()) };
    let message = format!(
        "{} has another meaning of the verb `{verb}`: nothing was written; give the verb of the data another word, or import them \
         into a corpus of their own",
        path.display()
    );
    Err(Failure::Data(message))
}

fn nothing_new(graph: &TemporalGraph, shown: &str) -> String {
    let why = match graph.n_statements() {
        0 => "there are no statements".to_owned(),
        _ => format!("{shown} says all of it already"),
    };
    format!("{why}; nothing was written\n")
}

/// Tells why what would be written is no sound corpus.
fn faulty(reading: &Reading, context: &Context) -> Failure {
    let errors: Vec<_> = reading
        .diagnostics
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .cloned()
        .collect();
    let width = context.output.width();
    context.output.tell(&render_diagnostics(&reading.files, &errors, MOST_FINDINGS, width));
    let message = "nothing was written: the statements would make the corpus faulty";
    Failure::Data(message.to_owned())
}

impl CorpusFile {
    fn take(
        self,
        graph: &TemporalGraph,
        provenance: &Provenance,
        context: &Context,
    ) -> Result<Written, Failure> {
        let known = self.known.as_ref().map(|known| TemporalGraph::new(known.corpus.clone()));
        let shipped = corpus::shipped_vocabulary();
        let how = (self.mode, provenance);
        let update = update(known.as_ref(), graph, how, &shipped, self.recorded);
        let update = update.map_err(|error| Failure::Data(error.to_string()))?;
        refuse_other_meanings(&update, &self.path)?;
        context.output.tell(&update_text(&update));
        let shown = self.path.display();
        if update.is_empty() {
            context.output.tell(&nothing_new(graph, &shown.to_string()));
            return Ok(Written { update: Some(update), path: None });
        }
        let same = |file: &TextFile| {
            std::fs::canonicalize(&file.path).ok() == std::fs::canonicalize(&self.path).ok()
        };
        let position = self
            .known
            .as_ref()
            .filter(|_| self.path.exists())
            .and_then(|known| known.files.iter().position(same));
        let old = position.and_then(|at| self.known.as_ref()?.files.get(at)).cloned();
        let text = match &old {
            Some(old) => update
                .additions()
                .append_to(&old.text)
                .map_err(|error| Failure::Data(format!("{shown}: {error}")))?,
            None => update.additions().new_file(),
        };
        self.check(position, &text, context)?;
        if !self.is_written {
            context.output.tell("nothing was written\n");
            return Ok(Written { update: Some(update), path: None });
        }
        match old {
            Some(old) => file::write_changed(&old, &text)?,
            None => file::write_whole(&self.path, text.as_bytes())?,
        }
        context.output.tell(&format!("wrote {shown}\n"));
        Ok(Written { update: Some(update), path: Some(shown.to_string()) })
    }

    /// Refuses to write what would make the corpus faulty.
    fn check(&self, position: Option<usize>, text: &str, context: &Context) -> Result<(), Failure> {
        let after = match &self.known {
            Some(known) => add::read_again(known, position, &self.path, text),
            None => corpus::read_texts(vec![TextFile {
                path: self.path.clone(),
                text: text.to_owned(),
            }]),
        };
        if after.is_sound() { Ok(()) } else { Err(faulty(&after, context)) }
    }
}
