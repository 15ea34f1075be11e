//! The command line: arguments, their meaning, and one file a command.
//!
//! A command's file holds its arguments (whose comments are its help) and its `run`: arguments →
//! corpus and view → a call into the library → output. To add a command, add the file and one line in
//! its group below.

mod allocation;
mod answering;
mod ask;
mod cache;
mod complete;
mod failure;
mod faults;
mod file;
mod front;
mod help;
mod http;
mod input;
mod memory;
mod opened;
mod options;
mod output;
mod progress;
mod renamed;
mod session;
mod signals;
mod stances;
mod story;
mod time;
mod unquoted;
mod writing;

pub use allocation::Allocator;
pub use story::{Answered, AskError, Story, catalogue, import, run};

use crate::graph::guarded;
use answering::{Answering, Asked};
use clap::{CommandFactory, FromArgMatches, Parser};
use failure::Failure;
use help::Group;
use opened::Opened;
use options::GlobalOptions;
use output::Output;
use std::{ffi::OsString, process::ExitCode, sync::Arc};
use time::{Clock, Deadline};

/// The environment of a command.
pub(crate) struct Context {
    output: Output,
    clock: Clock,
    /// The corpus, where it is open before it is asked.
    opened: Option<Arc<Opened>>,
    /// When every search ends, whatever its budget.
    deadline: Deadline,
}

macro_rules! commands {
    (
        answering { $($question:literal { $($asked:ident => $ask:ident,)+ })+ }
        $($heading:literal { $($module:ident => $variant:ident,)+ })+
    ) => {
        $($(mod $asked;)+)+
        $($(mod $module;)+)+

        #[derive(clap::Subcommand)]
        enum Command {
            $($($ask(Box<$asked::Arguments>),)+)+
            $($($variant(Box<$module::Arguments>),)+)+
        }

        /// The commands as help, completions and the manual list them.
        const GROUPS: &[Group] = &[
            $(Group { heading: $question, commands: &[$(stringify!($asked),)+] },)+
            $(Group { heading: $heading, commands: &[$(stringify!($module),)+] },)+
        ];

        /// The commands that programs may ask.
        const ASKED: &[Asked] = &[$($(Asked {
            command: stringify!($asked),
            heading: $question,
            rows: <$asked::Arguments as Answering>::rows,
        },)+)+];

        impl Command {
            fn run(self, context: &Context) -> Result<ExitCode, Failure> {
                match self {
                    $($(Self::$ask(arguments) => arguments.run(context),)+)+
                    $($(Self::$variant(arguments) => arguments.run(context),)+)+
                }
            }

            /// The definition of one command, if there is one of this name; it begins with `command`.
            fn definition(name: &str, command: clap::Command) -> Option<clap::Command> {
                match name {
                    $($(stringify!($asked) => {
                        Some(<$asked::Arguments as clap::Args>::augment_args(command))
                    })+)+
                    $($(stringify!($module) => {
                        Some(<$module::Arguments as clap::Args>::augment_args(command))
                    })+)+
                    _ => None,
                }
            }

            /// A command with the arguments that its definition found.
            fn of(name: &str, matches: &clap::ArgMatches) -> Result<Option<Self>, clap::Error> {
                Ok(match name {
                    $($(stringify!($asked) => {
                        let arguments = $asked::Arguments::from_arg_matches(matches)?;
                        Some(Self::$ask(Box::new(arguments)))
                    })+)+
                    $($(stringify!($module) => {
                        let arguments = $module::Arguments::from_arg_matches(matches)?;
                        Some(Self::$variant(Box::new(arguments)))
                    })+)+
                    _ => None,
                })
            }
        }
    };
}

commands! {
    answering {
        "Ask" {
            stats => Stats,
            entities => Entities,
            statements => Statements,
            show => Show,
            who => Who,
            whom => Whom,
            ties => Ties,
            timeline => Timeline,
            shifts => Shifts,
            switches => Switches,
            diff => Diff,
            path => Path,
            common => Common,
            why => Why,
            verbs => Verbs,
        }
        "Analyse" {
            balance => Balance,
            camps => Camps,
            network => Network,
            polarization => Polarization,
            rank => Rank,
            motifs => Motifs,
        }
    }
    "Export" {
        export => Export,
        serve => Serve,
    }
    "Import" {
        import => Import,
    }
    "Keep" {
        init => Init,
        check => Check,
        add => Add,
        rename => Rename,
        merge => Merge,
        text => Text,
        propose => Propose,
        review => Review,
        code => Code,
        build => Build,
        compact => Compact,
        join => Join,
    }
    "Help" {
        man => Man,
        completions => Completions,
    }
}

/// Who stood where, when, and how we know it.
///
/// Reads dated, sourced statements from plain text as a temporal signed graph and answers questions
/// about any span of time. `stance init` writes a first corpus.
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
    main_of(std::env::args_os().collect())
}

/// Runs the program with these arguments, of which the first is its name.
pub fn main_of(arguments: Vec<OsString>) -> ExitCode {
    complete::answer_shell(&arguments);
    signals::clean_up_on_signals();
    let parsed = definition().try_get_matches_from(&arguments);
    let arguments = parsed
        .and_then(|found| Arguments::from_arg_matches(&found))
        .unwrap_or_else(|error| unquoted::with_tip(error, &definition(), &arguments).exit());
    let context = Context {
        output: Output::new(&arguments.options),
        clock: Clock::new(arguments.options.today.clone()),
        opened: None,
        deadline: Deadline::NEVER,
    };
    let answered = guarded(|| arguments.command.run(&context));
    match answered.unwrap_or_else(|damaged| Err(damaged.into())) {
        Ok(code) => code,
        Err(failure) => context.output.fail(failure),
    }
}

/// The whole command line as clap knows it.
fn definition() -> clap::Command {
    help::with_groups(Arguments::command(), GROUPS)
}

#[cfg(test)]
mod tests {
    use super::definition;

    /// Dates before the year 0 begin with a hyphen, as flags do.
    #[test]
    fn every_date_may_begin_with_a_hyphen() {
        let mut commands = vec![definition()];
        let mut n_dates = 0;
        while let Some(command) = commands.pop() {
            for argument in command.get_arguments() {
                let names = argument.get_value_names().unwrap_or_default();
                let is_date = names.iter().any(|name| ["DATE", "PERIOD"].contains(&name.as_str()));
                if is_date && argument.get_possible_values().is_empty() {
                    n_dates += 1;
                    let name = format!("{} {}", command.get_name(), argument.get_id());
                    assert!(argument.is_allow_hyphen_values_set(), "{name}");
                }
            }
            commands.extend(command.get_subcommands().cloned());
        }
        assert!(n_dates > 20, "the view's flags are among them");
    }
}
