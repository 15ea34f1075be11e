//! The command line: what was typed, what it means, and one file a command.
//!
//! A command's file holds its arguments (whose comments are its help) and its `run`: arguments →
//! corpus and view → a call into the library → output. To add a command: the file, and one line in
//! the list below.

mod cache;
mod failure;
mod file;
mod input;
mod memory;
mod options;
mod output;
mod progress;
mod session;
mod standing;
mod time;

use crate::graph::guarded;
use clap::{CommandFactory, Parser};
use failure::Failure;
use options::GlobalOptions;
use output::Output;
use std::process::ExitCode;
use time::Clock;

/// What a command has besides its arguments.
pub(crate) struct Context {
    output: Output,
    clock: Clock,
}

macro_rules! commands {
    ($($module:ident => $variant:ident,)+) => {
        $(mod $module;)+

        #[derive(clap::Subcommand)]
        enum Command {
            $($variant(Box<$module::Arguments>),)+
        }

        impl Command {
            fn run(self, context: &Context) -> Result<ExitCode, Failure> {
                match self {
                    $(Self::$variant(arguments) => arguments.run(context),)+
                }
            }
        }
    };
}

commands! {
    check => Check,
    build => Build,
    compact => Compact,
    stats => Stats,
    entities => Entities,
    statements => Statements,
    show => Show,
    who => Who,
    whom => Whom,
    timeline => Timeline,
    shifts => Shifts,
    diff => Diff,
    path => Path,
    common => Common,
    why => Why,
    balance => Balance,
    camps => Camps,
    network => Network,
    polarization => Polarization,
    rank => Rank,
    motifs => Motifs,
    export => Export,
    serve => Serve,
    import => Import,
    init => Init,
    add => Add,
    completions => Completions,
    man => Man,
}

/// Who stood where, when, and how we know it.
///
/// Keeps dated, sourced statements in plain text, turns them into a temporal signed graph, and
/// answers questions over time. `stance init` writes a first corpus.
#[derive(Parser)]
#[command(name = "stance", version, propagate_version = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    options: GlobalOptions,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let context = Context {
        output: Output::new(&arguments.options),
        clock: Clock::new(arguments.options.today()),
    };
    let answered = guarded(|| arguments.command.run(&context));
    match answered.unwrap_or_else(|damaged| Err(damaged.into())) {
        Ok(code) => code,
        Err(failure) => context.output.fail(failure),
    }
}

/// The whole command line as clap knows it, for completions and the manual.
fn definition() -> clap::Command {
    Arguments::command()
}
