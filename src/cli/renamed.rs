//! What `rename` and `merge` share: the preview, and the files that change.

use super::{
    Context, Failure,
    file::write_whole,
    options::{CorpusOptions, words},
    session::{MOST_FINDINGS, read},
};
use crate::{
    coding::proposals::renamed_lines,
    corpus::{
        self, Becomes, NewNames, Reading, Renamed, RenamingError, Severity, TextFile,
        name::find_entity_by_whole_name, proposals_beside, proposals_folder, renamed_telling,
        renaming, stories_beside, text_beside, text_path, texts_folder,
    },
    report::{self, render_diagnostics},
};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is renamed, where, and whether it is written.
#[derive(Args)]
pub(super) struct RenamingOptions {
    /// What it is [default: what is called so].
    #[arg(long = "as", value_name = "KIND", value_parser = words::<Renamed>(Renamed::WORDS))]
    kind: Option<Renamed>,
    /// Write the changes; else they are only shown.
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl RenamingOptions {
    /// The corpus, if it is sound.
    pub(super) fn read(&self) -> Result<Reading, Failure> {
        let reading = read(&self.corpus)?;
        if reading.is_sound() { Ok(reading) } else { Err(RenamingError::Faulty.into()) }
    }

    /// What somebody means: an entity by id, name or alias, a source by id, a verb.
    pub(super) fn find(
        &self,
        reading: &Reading,
        typed: &str,
    ) -> Result<(Renamed, String), Failure> {
        let corpus = &reading.corpus;
        let entity = find_entity_by_whole_name(corpus, typed);
        let source = corpus.sources.iter().find(|source| source.id.as_str() == typed);
        let verb = corpus::find_verb(&corpus.vocabulary, typed);
        let is_asked = |kind| self.kind.is_none_or(|asked| asked == kind);
        let mut found = Vec::new();
        if let Ok(entity) = &entity
            && is_asked(Renamed::Entity)
        {
            found.push((Renamed::Entity, corpus.entity(*entity).id.to_string()));
        }
        if let Some(source) = source
            && is_asked(Renamed::Source)
        {
            found.push((Renamed::Source, source.id.to_string()));
        }
        if let Ok(verb) = &verb
            && is_asked(Renamed::Verb)
        {
            found.push((Renamed::Verb, corpus.vocabulary.verb(*verb).word.clone()));
        }
        match (found.as_slice(), self.kind) {
            ([only], _) => Ok(only.clone()),
            ([], Some(Renamed::Source)) => {
                Err(Failure::Usage(format!("there is no source `{typed}`")))
            }
            ([], Some(Renamed::Verb)) => Err(Failure::Usage(verb.err().unwrap_or_default())),
            ([], _) => match entity {
                Err(error) if self.kind.is_some() => Err(error.into()),
                Err(error) => {
                    Err(Failure::Usage(format!("{error}; nor is a source or a verb called so")))
                }
                Ok(_) => Err(Failure::Usage(format!("nothing is called `{typed}`"))),
            },
            (several, _) => {
                let kinds: Vec<&str> = several.iter().map(|(kind, _)| kind.word()).collect();
                let kinds = kinds.join(" and ");
                Err(Failure::Usage(format!("`{typed}` is {kinds}: say which with --as KIND")))
            }
        }
    }

    /// Shows or writes what a renaming changes.
    pub(super) fn run(
        &self,
        reading: &Reading,
        (kind, old): (Renamed, &str),
        becomes: Becomes<'_>,
        context: &Context,
    ) -> Result<ExitCode, Failure> {
        let renaming = renaming(reading, (kind, old), becomes)?;
        let (Becomes::Id(new, _) | Becomes::PartOf(new)) = becomes;
        let mut writes: Vec<Write> = Vec::new();
        for (file, text) in renaming.files {
            writes.push(Write { path: file.path, before: file.text, after: text });
        }
        let names = NewNames { kind, old, new, statements: &renaming.statements };
        let moves = self.beside(&mut writes, &names, &becomes)?;
        let errors: Vec<_> = renaming
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .cloned()
            .collect();
        let width = context.output.width();
        let files = &renaming.after.files;
        if !errors.is_empty() {
            context.output.tell(&render_diagnostics(files, &errors, MOST_FINDINGS, width));
            return Err(Failure::Data(
                "nothing was written: the corpus would be faulty so; correct what is shown first, in the corpus as it is"
                    .to_owned(),
            ));
        }
        let is_written = self.write;
        let command = if matches!(becomes, Becomes::Id(..)) { "rename" } else { "merge" };
        let others = writes.iter().map(|write| write.path.as_path());
        let others = others.filter(|path| !reading.files.iter().any(|file| file.path == **path));
        let others = others.chain(moves.iter().map(|(from, _)| from.as_path()));
        let others: Vec<String> = others.map(|path| path.display().to_string()).collect();
        let paths: Vec<_> = reading.files.iter().map(|file| file.path.as_path()).collect();
        let answer = report::renaming(command, &renaming.changes, (&paths, &others), is_written);
        context.output.answer(&answer)?;
        if self.write {
            write_all(&writes, &moves)?;
        } else {
            context.output.tell("nothing was written; --write writes it\n");
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The files beside the corpus that name it, too, and those whose names change.
    fn beside(
        &self,
        writes: &mut Vec<Write>,
        names: &NewNames<'_>,
        becomes: &Becomes<'_>,
    ) -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
        let NewNames { kind, old, new, .. } = *names;
        let mut moves = Vec::new();
        let corpora = self.corpus.paths()?;
        for path in stories_beside(&corpora) {
            let Some(before) = text_beside(&path).map_err(Failure::Data)? else { continue };
            if let Some(after) = renamed_telling(&before, names) {
                writes.push(Write { path, before, after });
            }
        }
        for corpus in corpora {
            let (texts, proposals) = (texts_folder(&corpus), proposals_folder(&corpus));
            let mut paths = proposals_beside(&corpus).map_err(Failure::Data)?;
            paths.push(texts.join("coding.jsonl"));
            for path in paths {
                let Some(before) = text_beside(&path).map_err(Failure::Data)? else { continue };
                if let Some(after) = renamed_lines(&before, kind, [old, new]) {
                    writes.push(Write { path, before, after });
                }
            }
            if kind != Renamed::Source || old == new {
                continue;
            }
            let paths = |folder: &Path, extension: &str| {
                let path = |id| text_path(folder, id).map(|path| path.with_extension(extension));
                path(old).zip(path(new))
            };
            let named = [paths(&texts, "txt"), paths(&proposals, "jsonl")];
            for (from, to) in named.into_iter().flatten().filter(|(from, _)| from.exists()) {
                if matches!(becomes, Becomes::PartOf(_)) || to.exists() {
                    let (from, to) = (from.display(), to.display());
                    return Err(Failure::Data(format!(
                        "{from} belongs to `{old}`: move it away, or join it with {to}, first"
                    )));
                }
                moves.push((from, to));
            }
        }
        Ok(moves)
    }
}

/// A file and its text, before and after.
struct Write {
    path: PathBuf,
    before: String,
    after: String,
}

/// Writes all files, or none: what was written is taken back when another one fails.
fn write_all(writes: &[Write], moves: &[(PathBuf, PathBuf)]) -> Result<(), Failure> {
    let mut n_written = 0;
    let result = writes.iter().try_for_each(|write| {
        let file = TextFile { path: write.path.clone(), text: write.before.clone() };
        corpus::rewrite_file(&file, &write.after)?;
        n_written += 1;
        Ok(())
    });
    let result = result.and_then(|()| {
        moves.iter().try_for_each(|(from, to)| {
            fs::rename(from, to).map_err(|error| Failure::file(from, "renamed", &error))
        })
    });
    result.inspect_err(|_| {
        for write in writes.iter().take(n_written) {
            let _ = write_whole(&write.path, write.before.as_bytes());
        }
        for (from, to) in moves {
            if !from.exists() {
                let _ = fs::rename(to, from);
            }
        }
    })
}

impl From<RenamingError> for Failure {
    fn from(error: RenamingError) -> Self {
        match &error {
            RenamingError::Faulty | RenamingError::NoRon(_) | RenamingError::Differ { .. } => {
                Self::Data(error.to_string())
            }
            RenamingError::Same(_)
            | RenamingError::Taken { .. }
            | RenamingError::Undeclared { .. } => Self::Usage(error.to_string()),
        }
    }
}
