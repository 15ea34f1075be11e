//! Names of several words that a shell took apart.

use super::complete::names_an_entity;
use clap::{
    Command, Error,
    builder::StyledStr,
    error::{ContextKind, ContextValue, ErrorKind},
};
use std::ffi::OsString;

/// The error, with a tip where a name without quotation marks is what may be wrong with this command line.
pub(super) fn with_tip(mut error: Error, definition: &Command, arguments: &[OsString]) -> Error {
    let Some(ContextValue::String(unexpected)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    let is_word = error.kind() == ErrorKind::UnknownArgument && !unexpected.starts_with('-');
    let mut words = arguments.iter().skip(1).filter_map(|word| word.to_str());
    let command = words.find_map(|word| definition.find_subcommand(word));
    if is_word && command.is_some_and(asks_for_a_name) {
        let tip = "put a name of several words in quotation marks, as in \"Ada Lovelace\"";
        let tips = ContextValue::StyledStrs(vec![StyledStr::from(tip)]);
        error.insert(ContextKind::Suggested, tips);
    }
    error
}

fn asks_for_a_name(command: &Command) -> bool {
    command.get_positionals().any(|argument| names_an_entity(argument, command.get_name()))
}
