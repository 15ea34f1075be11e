//! Where imported statements go: a store, a corpus, or nowhere.

use crate::{
    cli::{Context, Failure, add, build, file, progress::Progress, session::MOST_FINDINGS},
    corpus::{self, Reading, Severity, TextFile},
    graph::{Addition, TemporalGraph, is_store},
    import::{Update, update},
    model::{Date, Day, Vocabulary},
    report::{count, render_diagnostics},
};
use clap::Args;
use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

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
    /// Overwrite what is there, instead of adding to it.
    #[arg(long)]
    force: bool,
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
    is_written: bool,
}

impl DestinationOptions {
    /// The day on which statements that tell none were recorded, if it was said.
    pub(super) fn recorded(&self) -> Option<Day> {
        self.recorded.as_ref().map(|date| date.bounds().latest)
    }

    /// The day on which what is added to what is there was recorded.
    fn recorded_by(&self, context: &Context) -> Day {
        self.recorded().unwrap_or_else(|| context.clock.today())
    }

    /// Whether nothing is to be written.
    pub(super) fn is_dry(&self) -> bool {
        self.dry_run
    }

    /// The destination that -o names. In a folder, the file is called like the data.
    pub(super) fn resolve(&self, context: &Context, stem: &str) -> Result<Destination, Failure> {
        context.output.refuse_form("what is imported is a store or a corpus")?;
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
            is_written: !self.dry_run,
        })))
    }
}

impl Destination {
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
    pub(super) fn take(self, graph: &TemporalGraph, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Nowhere => {
                context.output.tell("nothing was written\n");
                Ok(())
            }
            Self::Store(path) if graph.n_statements() == 0 => {
                context.output.tell(&nothing_new(graph, &path.display().to_string()));
                Ok(())
            }
            Self::Store(path) => {
                let unwritable = |error| Failure::file(&path, "written", &error);
                Progress::during("writing", || graph.write(&path)).map_err(unwritable)?;
                context.output.tell(&build::summary(graph, &path));
                Ok(())
            }
            Self::Addition { path, recorded, is_written } => {
                add_to_store(&path, graph, recorded, is_written, context)
            }
            Self::Corpus(file) => file.take(graph, context),
        }
    }
}

/// Adds what a graph says to a store.
fn add_to_store(
    path: &Path,
    graph: &TemporalGraph,
    recorded: Day,
    is_written: bool,
    context: &Context,
) -> Result<(), Failure> {
    // Who only wants to be told need not be able to write.
    let addition = is_written.then(|| Addition::begin(path)).transpose()?;
    let store = TemporalGraph::open(path)?;
    let before = addition.as_ref().map(Addition::added).transpose()?.flatten();
    let shipped = corpus::shipped_vocabulary();
    let update = Progress::during("comparing", || update(Some(&store), graph, &shipped, recorded));
    refuse_other_meanings(&update, path)?;
    context.output.tell(&told(&update));
    if update.is_empty() {
        context.output.tell(&nothing_new(graph, &path.display().to_string()));
        return Ok(());
    }
    let added = update
        .addition_to(&store, before.as_ref(), &shipped)
        .map_err(|reading| faulty(&reading, context))?;
    let Some(addition) = addition else {
        context.output.tell("nothing was written\n");
        return Ok(());
    };
    let graph = Progress::during("writing", || addition.write(&added))?;
    context.output.tell(&build::summary(&graph, path));
    Ok(())
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
    fn take(self, graph: &TemporalGraph, context: &Context) -> Result<(), Failure> {
        let known = self.known.as_ref().map(|known| TemporalGraph::new(known.corpus.clone()));
        let shipped = corpus::shipped_vocabulary();
        let update = update(known.as_ref(), graph, &shipped, self.recorded);
        refuse_other_meanings(&update, &self.path)?;
        context.output.tell(&told(&update));
        let shown = self.path.display();
        if update.is_empty() {
            context.output.tell(&nothing_new(graph, &shown.to_string()));
            return Ok(());
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
            return Ok(());
        }
        match old {
            Some(old) => file::write_changed(&old, &text)?,
            None => file::write_whole(&self.path, text.as_bytes())?,
        }
        context.output.tell(&format!("wrote {shown}\n"));
        Ok(())
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

/// What is new in a corpus.
fn told(update: &Update) -> String {
    /// So many new names are told.
    const TOLD: usize = 8;
    let mut told = count(update.added, "new statement", "new statements");
    if update.corrected > 0 {
        let verb = if update.corrected == 1 { "corrects" } else { "correct" };
        let _ = write!(told, ", {} of which {verb} another", update.corrected);
    }
    if update.unchanged > 0 {
        let _ = write!(told, "; {} there already", update.unchanged);
    }
    told.push('\n');
    if !update.entities.is_empty() {
        let names: Vec<String> =
            update.entities.iter().take(TOLD).map(|name| shown(name)).collect();
        let more = if update.entities.len() > TOLD { ", …" } else { "" };
        let n_new = count(update.entities.len(), "new entity", "new entities");
        let _ = writeln!(told, "{n_new}: {}{more}", names.join(", "));
    }
    if update.about_itself > 0 {
        let n_left_out = count(update.about_itself, "statement is", "statements are");
        let _ = writeln!(told, "{n_left_out} left out: holder and target are one entity there");
    }
    if !update.richer.is_empty() {
        let names: Vec<String> = update.richer.iter().take(TOLD).map(|name| shown(name)).collect();
        let more = if update.richer.len() > TOLD { ", …" } else { "" };
        let _ = writeln!(
            told,
            "note: what is there stays as it is; not added are other names and roles of {}{more}",
            names.join(", ")
        );
    }
    for (name, other) in &update.alike {
        let _ = writeln!(
            told,
            "note: `{}` looks like `{}`; if they are one, make one an alias of the other",
            shown(name),
            shown(other)
        );
    }
    told
}

/// A name in one line.
fn shown(name: &str) -> String {
    let plain =
        |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    name.chars().map(plain).collect()
}
