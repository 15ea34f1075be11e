//! Completes what is typed in a shell: commands and flags, and names of the corpus.
//!
//! The scripts that `stance completions` prints call the program itself with `COMPLETE` set. Nothing is said about a corpus
//! that cannot be read: there is nothing to complete then.

use super::{GROUPS, cache::Cache, definition, help};
use crate::{
    corpus::{Texts, fold::fold, holds_files, shipped_vocabulary, verb_meaning},
    graph::{EntityRef, SourceRef, TemporalGraph, guarded, is_store},
    model::{EntityKind, Polarity, SourceKind, Verb, Vocabulary},
    view::filter,
};
use clap::{Arg, Command};
use clap_complete::{
    CompleteEnv,
    engine::{ArgValueCompleter, CompletionCandidate},
    env::Shells,
};
use std::{
    collections::BTreeSet,
    ffi::{OsStr, OsString},
    io,
    path::PathBuf,
};

/// The variable by which a shell asks.
const VARIABLE: &str = "COMPLETE";

/// So many names are offered; nobody reads more.
const MOST: usize = 200;

/// Answers a shell, if one asks with these arguments of the program.
pub(super) fn answer_shell(arguments: &[OsString]) {
    let asked = CompleteEnv::with_factory(program).var(VARIABLE).bin("stance").completer("stance");
    let folder = std::env::current_dir().ok();
    match asked.try_complete(arguments.to_vec(), folder.as_deref()) {
        Ok(false) => {}
        Ok(true) => std::process::exit(0),
        Err(error) => error.exit(),
    }
}

/// The script that makes a shell ask.
pub(super) fn script(shell: &str) -> io::Result<Vec<u8>> {
    let shells = Shells::builtins();
    let shell = shells.completer(shell).ok_or_else(|| io::Error::other("unknown shell"))?;
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "stance", "stance", "stance", &mut script)?;
    if shell.is("bash") {
        script = with_colons(&String::from_utf8_lossy(&script)).into_bytes();
    }
    Ok(script)
}

/// Bash parts words at colons, as in `holder:ada`: they are joined before the program is asked, and what stands before the
/// last colon is taken off the answers.
fn with_colons(script: &str) -> String {
    let asked = r#"
    local words=() at=0 word joined=false
    for ((at = 0; at <= COMP_CWORD; at++)); do
        word="${COMP_WORDS[at]}"
        [[ $at == "$COMP_CWORD" && $word != : ]] && word="$2"
        if [[ ${#words[@]} -gt 0 && ( $joined == true || $word == : ) ]]; then
            words[${#words[@]} - 1]+="$word"
        else
            words+=("$word")
        fi
        [[ $word == : ]] && joined=true || joined=false
    done
    _CLAP_COMPLETE_INDEX=$((${#words[@]} - 1))
    local before=""
    [[ ${COMP_WORDS[COMP_CWORD]} != [\'\"]* && ${words[_CLAP_COMPLETE_INDEX]} == *:* ]] \
        && before="${words[_CLAP_COMPLETE_INDEX]%:*}:"
"#;
    let start = script.find("    local words=(\"${COMP_WORDS[@]}\")");
    let end = script.find("    COMPREPLY=(");
    let Some((start, end)) = start.zip(end) else { return script.to_owned() };
    let replied = "    if [[ $? != 0 ]]; then\n        unset COMPREPLY\n";
    let taken_off = format!(
        "{replied}    elif [[ -n $before ]]; then\n        COMPREPLY=(\"${{COMPREPLY[@]#\"$before\"}}\")\n"
    );
    let (head, rest) = (script.get(..start), script.get(end..));
    match head.zip(rest) {
        Some((head, rest)) => {
            format!(
                "{head}{}{}",
                asked.trim_start_matches('\n'),
                rest.replacen(replied, &taken_off, 1)
            )
        }
        None => script.to_owned(),
    }
}

/// The command line with what completes values.
fn program() -> Command {
    with_names(help::for_completions(definition(), GROUPS))
}

fn with_names(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let with_name = move |argument: Arg| match Named::by(&argument, &name) {
        None => argument,
        Some(named) => {
            argument.add(ArgValueCompleter::new(move |typed: &OsStr| named.candidates(typed)))
        }
    };
    command.mut_args(with_name).mut_subcommands(with_names)
}

/// What an argument names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Entity,
    Source,
    Verb,
    /// One of these three.
    Any,
    Filter,
}

/// Whether an argument of a command is the name of an entity, or may be.
pub(super) fn names_an_entity(argument: &Arg, command: &str) -> bool {
    matches!(Named::by(argument, command), Some(Named::Entity | Named::Any))
}

impl Named {
    /// By the word that stands for the value in help.
    fn by(argument: &Arg, command: &str) -> Option<Self> {
        let word =
            argument.get_value_names().and_then(<[_]>::first).map(clap::builder::Str::as_str);
        let own = argument.get_id().as_str().to_uppercase();
        let word = word.unwrap_or(&own);
        Some(match (word, command) {
            ("ENTITY" | "HOLDER" | "TARGET" | "A" | "B", _) | ("QUERY", "entities") => Self::Entity,
            ("OLD" | "FROM" | "INTO", "rename" | "merge") => Self::Any,
            ("SOURCE", _) => Self::Source,
            ("TEXT", "code") if argument.is_positional() => Self::Source,
            ("VERB", _) | ("WORD", "verbs") => Self::Verb,
            ("EXPR", _) => Self::Filter,
            _ => return None,
        })
    }

    fn candidates(self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let found = guarded(|| match self {
            Self::Filter => terms(typed),
            named => named.names(typed, &Names::read()),
        });
        let mut found = found.unwrap_or_default();
        found.truncate(MOST);
        found
    }

    fn names(self, typed: &str, names: &Names) -> Vec<CompletionCandidate> {
        match self {
            Self::Entity => names.entities(typed),
            Self::Source => names.sources(typed),
            Self::Verb => names.verbs(typed),
            Self::Any => [names.entities(typed), names.sources(typed), names.verbs(typed)]
                .into_iter()
                .flatten()
                .collect(),
            Self::Filter => Vec::new(),
        }
    }
}

/// What the corpus of the command line has names for.
struct Names {
    graph: Option<TemporalGraph>,
}

impl Names {
    /// Reads the corpus that the words typed so far name, else the one that every command takes.
    fn read() -> Self {
        let mut paths = named_paths(std::env::args_os());
        if paths.is_empty() {
            let variable = std::env::var_os("STANCE_FILE").filter(|path| !path.is_empty());
            let data = PathBuf::from("data");
            paths
                .extend(variable.map(PathBuf::from).or_else(|| holds_files(&data).then_some(data)));
        }
        let graph = match paths.as_slice() {
            [] => None,
            [store] if is_store(store) => TemporalGraph::open(store).ok(),
            paths => {
                let texts = Texts::load(paths);
                let entry = Cache::of_user().and_then(|cache| cache.entry(&texts));
                let kept = entry.and_then(|entry| entry.find());
                Some(kept.unwrap_or_else(|| TemporalGraph::new(texts.read().corpus)))
            }
        };
        Self { graph }
    }

    /// Entities of which the id begins so; where there is none, those of which a name, or a word in one, does.
    fn entities(&self, typed: &str) -> Vec<CompletionCandidate> {
        let Some(graph) = &self.graph else { return Vec::new() };
        let wanted = fold(typed);
        let candidate = |entity: EntityRef<'_>| {
            let help = format!("{}, {}", entity.name(), entity.kind());
            CompletionCandidate::new(entity.id()).help(Some(help.into()))
        };
        let by_id = graph.entities().filter(|entity| fold(entity.id()).starts_with(&wanted));
        let by_id: Vec<_> = by_id.take(MOST).map(candidate).collect();
        if !by_id.is_empty() {
            return by_id;
        }
        let is_called = |entity: &EntityRef<'_>| {
            let mut names = entity.aliases();
            begins(entity.name(), &wanted) || names.any(|name| begins(name, &wanted))
        };
        graph.entities().filter(is_called).take(MOST).map(candidate).collect()
    }

    /// The same of sources, which have titles.
    fn sources(&self, typed: &str) -> Vec<CompletionCandidate> {
        let Some(graph) = &self.graph else { return Vec::new() };
        let wanted = fold(typed);
        let candidate = |source: SourceRef<'_>| {
            let title = source.title().map(|title| title.to_owned().into());
            CompletionCandidate::new(source.id()).help(title)
        };
        let by_id = graph.sources().filter(|source| fold(source.id()).starts_with(&wanted));
        let by_id: Vec<_> = by_id.take(MOST).map(candidate).collect();
        if !by_id.is_empty() {
            return by_id;
        }
        let is_called =
            |source: &SourceRef<'_>| source.title().is_some_and(|title| begins(title, &wanted));
        graph.sources().filter(is_called).take(MOST).map(candidate).collect()
    }

    fn verbs(&self, typed: &str) -> Vec<CompletionCandidate> {
        let vocabulary = match &self.graph {
            Some(graph) => graph.vocabulary().clone(),
            None => shipped_vocabulary(),
        };
        verbs(&vocabulary, typed)
    }

    /// The names of attributes of entities, or of sources.
    fn attributes(&self, of_sources: bool) -> BTreeSet<String> {
        let Some(graph) = &self.graph else { return BTreeSet::new() };
        let mut names = BTreeSet::new();
        if of_sources {
            let all = graph.sources().flat_map(SourceRef::attributes);
            names.extend(all.map(|(name, _)| name.to_owned()));
        } else {
            let all = graph.entities().flat_map(EntityRef::attributes);
            names.extend(all.map(|(name, _)| name.to_owned()));
        }
        names
    }

    /// The values of an attribute.
    fn values(&self, of_sources: bool, name: &str) -> BTreeSet<String> {
        let Some(graph) = &self.graph else { return BTreeSet::new() };
        let is_it = |(known, _): &(&str, &str)| fold(known) == fold(name);
        if of_sources {
            let all = graph.sources().flat_map(SourceRef::attributes);
            all.filter(is_it).map(|(_, value)| value.to_owned()).collect()
        } else {
            let all = graph.entities().flat_map(EntityRef::attributes);
            all.filter(is_it).map(|(_, value)| value.to_owned()).collect()
        }
    }
}

/// Whether a name, or a word in it, begins so.
fn begins(name: &str, wanted: &str) -> bool {
    let name = fold(name);
    name.starts_with(wanted) || name.split(' ').any(|word| word.starts_with(wanted))
}

fn verbs(vocabulary: &Vocabulary, typed: &str) -> Vec<CompletionCandidate> {
    let wanted = fold(typed).replace(' ', "-");
    let verbs = vocabulary.verbs().iter().filter(|verb| verb.word.starts_with(&wanted));
    let candidate = |verb: &Verb| {
        let meaning = verb_meaning(&verb.word).map(|meaning| format!(": {meaning}"));
        let help = format!("{}{}", verb.effect.word(), meaning.unwrap_or_default());
        CompletionCandidate::new(verb.word.clone()).help(Some(help.into()))
    };
    verbs.map(candidate).collect()
}

/// The paths that the words of a command line name with `-f`.
fn named_paths(words: impl IntoIterator<Item = OsString>) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.to_str() {
            Some("-f" | "--file") => paths.extend(words.next()),
            Some(word) => {
                let path = word.strip_prefix("--file=");
                let short = || word.strip_prefix("-f").filter(|rest| !rest.is_empty());
                paths.extend(path.or_else(short).map(OsString::from));
            }
            None => {}
        }
    }
    // What is being typed, perhaps as a value of `-f`, is no file yet.
    paths.into_iter().map(PathBuf::from).filter(|path| path.exists()).collect()
}

/// Candidates for the last term of a filter; what stands before it stays.
fn terms(typed: &str) -> Vec<CompletionCandidate> {
    let begin = typed.rfind([' ', '(']).map_or(0, |at| at + 1);
    let (before, term) = typed.split_at(begin);
    let Some((key, value)) = term.split_once(':') else {
        let names = if term.contains('.') { Some(Names::read()) } else { None };
        let attributes = |key: &str| {
            let names = names.as_ref();
            names.map(|names| names.attributes(key == "source-attr")).unwrap_or_default()
        };
        let keys = filter::term_keys().flat_map(|key| match key.strip_suffix(".NAME") {
            None => vec![format!("{key}:")],
            Some(key) if term.starts_with(&format!("{key}.")) => {
                attributes(key).into_iter().map(|name| format!("{key}.{name}:")).collect()
            }
            Some(key) => vec![format!("{key}.")],
        });
        let words = ["not ", "or "].map(str::to_owned);
        let words = words.into_iter().filter(|_| !before.is_empty());
        let found = keys.chain(words).filter(|key| key.starts_with(term));
        return found.map(|key| CompletionCandidate::new(format!("{before}{key}"))).collect();
    };
    let before = format!("{before}{key}:");
    let words = |words: &[&str]| -> Vec<String> {
        let found = words.iter().filter(|word| word.starts_with(value));
        found.map(|word| (*word).to_owned()).collect()
    };
    let key = key.trim_start_matches('-').to_lowercase();
    let plain = match key.as_str() {
        "kind" | "holder-kind" | "target-kind" => words(EntityKind::WORDS),
        "source-kind" => words(SourceKind::WORDS),
        "polarity" => words(Polarity::WORDS),
        _ => {
            let names = Names::read();
            let named = match key.as_str() {
                "verb" => names.verbs(value),
                "source" => names.sources(value),
                "holder" | "target" | "entity" | "member" | "outlet" | "about" => {
                    names.entities(value)
                }
                _ => {
                    let Some((bearer, name)) = key.split_once('.') else { return Vec::new() };
                    let values = names.values(bearer == "source-attr", name);
                    let is_begun = |known: &String| fold(known).starts_with(&fold(value));
                    let values = values.into_iter().filter(is_begun);
                    let quoted = |value: String| {
                        if value.contains(' ') { format!("\"{value}\"") } else { value }
                    };
                    values.map(quoted).map(CompletionCandidate::new).collect()
                }
            };
            return named.into_iter().map(|it| it.add_prefix(before.clone())).collect();
        }
    };
    plain.into_iter().map(|word| CompletionCandidate::new(format!("{before}{word}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_among_the_words() {
        let of = |words: &str| named_paths(words.split(' ').map(OsString::from));
        let file = PathBuf::from("Cargo.toml");
        assert_eq!(of("stance -- stance who -f Cargo.toml any"), std::slice::from_ref(&file));
        assert_eq!(of("stance --file=Cargo.toml -fsrc"), [file, PathBuf::from("src")]);
        assert_eq!(of("stance who any x -f"), Vec::<PathBuf>::new());
    }

    #[test]
    fn every_argument_that_names_something_is_completed() {
        let mut commands = vec![definition()];
        let mut n_named = 0;
        while let Some(command) = commands.pop() {
            let named = |argument: &&Arg| Named::by(argument, command.get_name()).is_some();
            n_named += command.get_arguments().filter(named).count();
            commands.extend(command.get_subcommands().cloned());
        }
        assert!(n_named > 50, "{n_named}");
    }
}
