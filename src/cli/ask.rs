//! A command asked by a program: the same arguments, an open corpus, and an answer that is kept.

use super::{
    Arguments, Command, Context, Failure,
    opened::Opened,
    output::{Kept, Output},
    time::{Clock, Deadline},
};
use crate::{graph::guarded, report::Form};
use clap::FromArgMatches;
use std::{ffi::OsString, process::ExitCode, sync::Arc, time::Duration};

/// How much a question may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// The most bytes of an answer.
    pub(super) bytes: usize,
    /// The time for all its searches together.
    pub(super) searches: Duration,
}

/// Asks an open corpus what the words of a command line, without the program, ask; an error comes with the messages.
pub(super) fn ask(
    definition: &clap::Command,
    words: Vec<OsString>,
    form: Form,
    opened: Arc<Opened>,
    limits: Limits,
) -> Result<Kept, (Failure, String)> {
    let words = [definition.get_name().into()].into_iter().chain(words);
    let parsed = definition.clone().try_get_matches_from(words);
    let arguments = parsed.and_then(|found| Arguments::from_arg_matches(&found));
    let arguments = arguments.map_err(|error| (refusal(&error), String::new()))?;
    let context = Context {
        output: Output::keeping(Some(form), limits.bytes),
        clock: Clock::new(arguments.options.today.clone()),
        opened: Some(opened),
        deadline: Deadline::after(limits.searches),
    };
    run(arguments.command, context).map(|(_, kept)| kept)
}

/// Runs a command whose output is kept; an error comes with the messages.
pub(super) fn run(
    command: Command,
    context: Context,
) -> Result<(ExitCode, Kept), (Failure, String)> {
    let answered = guarded(|| command.run(&context));
    let kept = context.output.into_kept();
    match answered.unwrap_or_else(|damaged| Err(damaged.into())) {
        Ok(code) => Ok((code, kept)),
        Err(failure) => Err((failure, kept.messages)),
    }
}

/// What is wrong with the words.
fn refusal(error: &clap::Error) -> Failure {
    Failure::Usage(message(error))
}

/// What a command line is refused with, without how a shell would be told to go on.
pub(super) fn message(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    let ends = ["\n\nUsage:", "\n\nFor more information"];
    let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end().to_owned()
}
