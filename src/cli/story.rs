//! Questions of a program: the commands, asked of a graph that stays open.
//!
//! A question has the words of the command line, and its answer is what the command would have written, as values. So a
//! command has one meaning, and a new one can be asked from here with nothing more.

use super::{
    Command, Context, Failure, GROUPS,
    ask::{self, message},
    opened::Opened,
    options::{CorpusOptions, GlobalOptions, ViewOptions},
    output::{Kept, Output},
    session,
    time::{Clock, Deadline},
};
use crate::{
    corpus::name::NameError,
    graph::{TemporalGraph, guarded},
    report::AnswerTable,
    view::View,
};
use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches, error::ErrorKind};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
};

/// A corpus or a store that stays open between questions. Many threads may ask at once.
///
/// ```
/// use stancegraph::Story;
///
/// let story = Story::open(["data"])?;
/// let answer = story.ask("who", ["criticizes", "Trump", "--as-of=2018-04-25"])?;
/// let table = answer.table.expect("`who` answers with rows");
/// assert_eq!(table.n_rows(), 1);
/// assert_eq!(table.batches[0].column_by_name("holder_name").map(|names| names.len()), Some(1));
///
/// let error = story.ask("who", ["any", "Donald Tramp"]).unwrap_err();
/// assert_eq!(error.to_string(), "no entity is called `Donald Tramp`; did you mean `donald-trump` or `trump-policies`?");
/// # Ok::<(), stancegraph::AskError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Story {
    graph: Arc<TemporalGraph>,
    paths: Vec<PathBuf>,
    messages: String,
}

/// What a command answers.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The rows and what stands beside them; `None` of a command without rows.
    pub table: Option<AnswerTable>,
    /// What the command writes that is no answer with rows: an export, a report.
    pub bytes: Vec<u8>,
    /// What it reports beside that.
    pub messages: String,
    /// Whether its exit status is 0.
    pub is_success: bool,
}

/// Why there is no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AskError {
    /// The question is wrong.
    #[error("{0}")]
    Usage(String),
    /// A name denotes no entity, or several.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The corpus or the data is faulty.
    #[error("{message}")]
    Data {
        /// What is wrong.
        message: String,
        /// The findings, for people.
        findings: String,
    },
}

impl Story {
    /// Opens a corpus, of these files and folders, or a store; without any, what the command line would open. A store is
    /// mapped, not read: it may be larger than memory.
    pub fn open<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Result<Self, AskError> {
        Self::of(CorpusOptions::of(paths.into_iter().map(Into::into).collect(), false))
    }

    /// The same of a corpus that may be faulty: faulty items are left out, and [told](Self::messages).
    pub fn open_leniently<P: Into<PathBuf>>(
        paths: impl IntoIterator<Item = P>,
    ) -> Result<Self, AskError> {
        Self::of(CorpusOptions::of(paths.into_iter().map(Into::into).collect(), true))
    }

    fn of(mut options: CorpusOptions) -> Result<Self, AskError> {
        options.file = options.paths().map_err(|failure| error_of(failure, ""))?;
        let context = context(&global_options([])?, None);
        let opened = guarded(|| session::graph(&options, &context));
        let Kept { messages, .. } = context.output.into_kept();
        let opened = opened.unwrap_or_else(|damaged| Err(damaged.into()));
        let graph = opened.map_err(|failure| error_of(failure, &messages))?;
        Ok(Self { graph, paths: options.file, messages })
    }

    /// The files and folders that were opened.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// What was reported when it was opened.
    pub fn messages(&self) -> &str {
        &self.messages
    }

    /// The graph.
    pub fn graph(&self) -> &TemporalGraph {
        &self.graph
    }

    /// The view that these flags describe, as every command has them: `--as-of=2018-04-26`, `--where=kind:politician`.
    /// It is what the functions of [`answers`](crate::answers) ask.
    ///
    /// ```
    /// use stancegraph::{Story, answers};
    ///
    /// let story = Story::open(["data"])?;
    /// let april = story.view(["--period=2018-04", "--where=polarity:negative"])?;
    /// assert_eq!(answers::statements(&april).rows.len(), 30);
    /// # Ok::<(), stancegraph::AskError>(())
    /// ```
    pub fn view<A: Into<OsString>>(
        &self,
        flags: impl IntoIterator<Item = A>,
    ) -> Result<View<'_>, AskError> {
        let command = GlobalOptions::augment_args(clap::Command::new("view"));
        let command = ViewOptions::augment_args(command.no_binary_name(true));
        let flags = flags.into_iter().map(Into::into);
        let matches = command.disable_help_flag(true).try_get_matches_from(flags).map_err(usage)?;
        let options = ViewOptions::from_arg_matches(&matches).map_err(usage)?;
        let global = GlobalOptions::from_arg_matches(&matches).map_err(usage)?;
        let today = Clock::new(global.today).today();
        let framed = options.check(today).and_then(|()| options.frame(&self.graph, today));
        let (frame, _) = framed.map_err(|failure| error_of(failure, ""))?;
        Ok(View::new(&self.graph, frame))
    }

    /// The answer of a command about this graph, with these arguments.
    pub fn ask<A: Into<OsString>>(
        &self,
        command: &str,
        arguments: impl IntoIterator<Item = A>,
    ) -> Result<Answered, AskError> {
        answer(command, arguments, Some(Arc::clone(&self.graph)))
    }
}

/// Imports data in a format, with the arguments of `stance import FORMAT` (`docs/reference/import.md`). The report is in the
/// [messages](Answered::messages) of the answer.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use stancegraph::{Story, import};
///
/// # let folder = tempfile::tempdir()?;
/// # let [table, corpus] = ["votes.csv", "votes.ron"].map(|name| folder.path().join(name).display().to_string());
/// std::fs::write(&table, "member,vote,bill,day\nAda Lang,yes,Harbour bill,2018-04-25\n")?;
/// let map = "--map=holder=member,target=bill,on=day,verb=vote";
/// let report = import("csv", [&table, map, "--values=yes=votes-for", "--output", &corpus])?;
/// assert!(report.messages.starts_with("read 1 row: 1 statement"), "{}", report.messages);
/// assert_eq!(Story::open([&corpus])?.graph().n_statements(), 1);
/// # Ok(())
/// # }
/// ```
pub fn import<A: Into<OsString>>(
    format: &str,
    arguments: impl IntoIterator<Item = A>,
) -> Result<Answered, AskError> {
    let arguments = arguments.into_iter().map(Into::into);
    run("import", [OsString::from(format)].into_iter().chain(arguments))
}

/// The answer of a command that opens what it needs itself, such as `import` or `check`.
pub fn run<A: Into<OsString>>(
    command: &str,
    arguments: impl IntoIterator<Item = A>,
) -> Result<Answered, AskError> {
    answer(command, arguments, None)
}

fn answer<A: Into<OsString>>(
    name: &str,
    arguments: impl IntoIterator<Item = A>,
    opened: Option<Arc<TemporalGraph>>,
) -> Result<Answered, AskError> {
    let matches = matches(name, arguments)?;
    let command = Command::of(name, &matches).map_err(usage)?;
    let command = command.ok_or_else(|| unknown(name))?;
    let context = context(&GlobalOptions::from_arg_matches(&matches).map_err(usage)?, opened);
    match ask::run(command, context) {
        Ok((code, Kept { table, content, messages, .. })) => {
            Ok(Answered { table, bytes: content, messages, is_success: code == ExitCode::SUCCESS })
        }
        Err((failure, messages)) => Err(error_of(failure, &messages)),
    }
}

fn context(options: &GlobalOptions, opened: Option<Arc<TemporalGraph>>) -> Context {
    let clock = Clock::new(options.today.clone());
    let opened = opened.map(|graph| Arc::new(Opened::of(graph)));
    Context { output: Output::keeping_tables(options), clock, opened, deadline: Deadline::NEVER }
}

fn global_options<const N: usize>(arguments: [&str; N]) -> Result<GlobalOptions, AskError> {
    let definition = GlobalOptions::augment_args(clap::Command::new("stance").no_binary_name(true));
    let matches = definition.try_get_matches_from(arguments).map_err(usage)?;
    GlobalOptions::from_arg_matches(&matches).map_err(usage)
}

/// What a command's definition finds in arguments.
fn matches<A: Into<OsString>>(
    name: &str,
    arguments: impl IntoIterator<Item = A>,
) -> Result<ArgMatches, AskError> {
    /// Definitions take much longer to make than to use.
    static DEFINITIONS: Mutex<BTreeMap<String, clap::Command>> = Mutex::new(BTreeMap::new());
    let mut definitions = DEFINITIONS.lock().unwrap_or_else(PoisonError::into_inner);
    if !definitions.contains_key(name) {
        let definition = definition(name).ok_or_else(|| unknown(name))?;
        definitions.insert(name.to_owned(), definition);
    }
    let definition = definitions.get_mut(name).ok_or_else(|| unknown(name))?;
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    definition.try_get_matches_from_mut(arguments).map_err(usage)
}

fn definition(name: &str) -> Option<clap::Command> {
    // What both say of themselves, the command says last.
    let global = GlobalOptions::augment_args(clap::Command::new(name.to_owned()));
    let definition = Command::definition(name, global.next_help_heading(None::<&'static str>))?;
    Some(definition.no_binary_name(true).disable_help_flag(true))
}

fn unknown(name: &str) -> AskError {
    AskError::Usage(format!("there is no command `{name}`"))
}

/// The error of a question that the definition of its command does not admit.
#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn usage(error: clap::Error) -> AskError {
    let text = message(&error);
    AskError::Usage(match error.kind() {
        ErrorKind::MissingRequiredArgument => text.replace("were not provided", "are missing"),
        _ => text,
    })
}

fn error_of(failure: Failure, findings: &str) -> AskError {
    match failure {
        Failure::Usage(message) => AskError::Usage(message),
        Failure::Name(error) => AskError::Name(error),
        Failure::Data(message) | Failure::Corpus(message) => {
            AskError::Data { message, findings: findings.to_owned() }
        }
        Failure::NobodyReads => AskError::Data {
            message: "nobody reads the output".to_owned(),
            findings: String::new(),
        },
    }
}

/// The commands that answer from a graph, and their arguments, as JSON: what help says of them.
pub fn catalogue() -> Value {
    let groups =
        GROUPS.iter().filter(|group| ["Ask", "Analyse", "Export"].contains(&group.heading));
    let commands =
        groups.flat_map(|group| group.commands.iter().map(|name| (group.heading, *name)));
    let described = commands.filter_map(|(heading, name)| {
        let mut definition = definition(name)?;
        definition.build();
        let about = definition.get_about().map(ToString::to_string);
        let more = definition.get_long_about().map(ToString::to_string);
        let arguments: Vec<Value> = definition.get_arguments().filter_map(described).collect();
        Some(json!({
            "name": name, "group": heading, "about": about, "more": more, "arguments": arguments,
        }))
    });
    Value::Array(described.collect())
}

/// An argument; `None` of those that only a shell needs.
fn described(argument: &Arg) -> Option<Value> {
    /// What an open graph has decided, and what only concerns a shell.
    const OF_THE_SHELL: &[&str] =
        &["file", "lenient", "no_cache", "form", "color", "help", "version"];
    let name = argument.get_id().as_str();
    if OF_THE_SHELL.contains(&name) {
        return None;
    }
    let takes_value = argument.get_action().takes_values();
    // A switch could be said to be true or false.
    let choices = if takes_value { argument.get_possible_values() } else { Vec::new() };
    let choices: Vec<&str> = choices.iter().map(clap::builder::PossibleValue::get_name).collect();
    let defaults = argument.get_default_values().iter();
    let default: Vec<String> = defaults.map(|it| it.to_string_lossy().into_owned()).collect();
    let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let is_several = matches!(argument.get_action(), ArgAction::Append);
    let help = argument.get_long_help().or(argument.get_help()).map(ToString::to_string);
    Some(json!({
        "name": name,
        "flag": argument.get_long(),
        "value": if takes_value { value } else { None },
        "takes_value": takes_value,
        "is_several": is_several,
        "delimiter": argument.get_value_delimiter(),
        "is_required": argument.is_required_set(),
        "choices": choices,
        "default": default.first(),
        "help": help,
        "heading": argument.get_help_heading(),
    }))
}
