//! The parameters of a question: the arguments of its command, but for those that are the server's.

use crate::corpus::nearest::{did_you_mean, nearest};
use clap::{Arg, ArgAction, Command};
use std::{collections::BTreeMap, ffi::OsString};

/// The parameter that names the form of the answer.
pub(super) const FORM: &str = "form";
/// The parameter with the token.
pub(super) const TOKEN: &str = "token";

/// What is not for who asks to say: which files are read and written, how much memory is used, where colours go. The form of
/// the answer has its own parameter.
const OF_SERVER: [&str; 8] =
    ["file", "no_cache", "memory", "form", "output", "color", "help", "version"];

/// The arguments of a command that a question may have, positional ones first.
pub(super) fn parameters(command: &Command) -> impl Iterator<Item = &Arg> {
    let is_asked = |arg: &&Arg| !OF_SERVER.contains(&arg.get_id().as_str());
    let positional = command.get_positionals().filter(is_asked);
    positional.chain(command.get_arguments().filter(|arg| !arg.is_positional()).filter(is_asked))
}

/// The name of a parameter: its long flag, or what it stands for.
pub(super) fn name(arg: &Arg) -> &str {
    arg.get_long().unwrap_or(arg.get_id().as_str())
}

/// Whether a parameter is yes or no.
pub(super) fn is_flag(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue)
}

/// Whether a parameter may be given several times.
pub(super) fn is_list(arg: &Arg) -> bool {
    let holds_many = arg.get_num_args().is_some_and(|number| number.max_values() > 1);
    holds_many || matches!(arg.get_action(), ArgAction::Append)
}

/// `; did you mean …?`, if one of the candidates is near.
pub(super) fn suggestion<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    let help = did_you_mean(&nearest(word, candidates, 3));
    help.map(|help| format!("; {help}")).unwrap_or_default()
}

/// The words of a command line, behind the command, that mean the same as the fields of a query.
pub(super) fn words(
    command: &Command,
    fields: &[(String, String)],
) -> Result<Vec<OsString>, String> {
    let mut given: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let known: Vec<&Arg> = parameters(command).collect();
    for (field, value) in fields.iter().filter(|(field, _)| ![FORM, TOKEN].contains(&&**field)) {
        let Some(at) = known.iter().position(|arg| name(arg) == field) else {
            let names = known.iter().map(|arg| name(arg)).chain([FORM]);
            let help = suggestion(field, names);
            let command = command.get_name();
            return Err(format!("`{command}` has no parameter `{field}`{help}"));
        };
        if value.contains('\0') {
            return Err(format!("`{field}` holds a character that no name has"));
        }
        given.entry(at).or_default().push(value);
    }
    let once = |arg: &Arg, values: &[&str]| {
        let is_once = values.len() < 2 || is_list(arg);
        is_once.then_some(()).ok_or_else(|| format!("`{}` is given twice", name(arg)))
    };
    let mut flags: Vec<OsString> = Vec::new();
    let mut positionals: Vec<OsString> = vec!["--".into()];
    let mut absent: Option<&Arg> = None;
    for (at, arg) in known.iter().enumerate() {
        let values = given.get(&at).map(Vec::as_slice).unwrap_or_default();
        once(arg, values)?;
        match (arg.is_positional(), values) {
            (true, []) if arg.is_required_set() => return Err(missing(arg)),
            (true, []) => absent = absent.or(Some(arg)),
            (true, _) => {
                if let Some(absent) = absent {
                    return Err(format!("`{}` needs `{}`, too", name(arg), name(absent)));
                }
                positionals.extend(values.iter().map(OsString::from));
            }
            (false, _) if is_flag(arg) => {
                for value in values {
                    if is_on(arg, value)? {
                        flags.push(format!("--{}", name(arg)).into());
                    }
                }
            }
            (false, _) => {
                flags.extend(values.iter().map(|it| format!("--{}={it}", name(arg)).into()));
            }
        }
    }
    flags.append(&mut positionals);
    Ok(flags)
}

fn missing(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    format!("the parameter `{}` is missing: {}", name(arg), help.trim_end_matches('.'))
}

/// Whether a flag is set.
fn is_on(arg: &Arg, value: &str) -> Result<bool, String> {
    match value {
        "" | "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(format!("`{}` is `true` or `false`, not `{value}`", name(arg))),
    }
}
