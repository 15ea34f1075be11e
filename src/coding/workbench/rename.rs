//! Renames an entity or a verb over the whole corpus, or merges one into another: shown first, and taken back as a whole.

use super::{
    acts::{Done, Way},
    desk::Workbench,
    history::{FileChange, Step},
    patch::Patch,
    refusal::Refusal,
};
use crate::{
    coding::proposals::renamed_lines,
    corpus::{
        self, Becomes, NewNames, Reading, Renamed, RenamingError, Severity, TextFile, find_verb,
        introduced, name::find_entity_by_whole_name, proposals_beside, renamed_telling, renaming,
        rewrite_file, stories_beside, text_beside, write_file,
    },
};
use serde::{Deserialize, Serialize};
use std::{fs, path::PathBuf};

/// What is to be renamed.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// Whether it is a verb; else it is an entity.
    #[serde(default)]
    is_verb: bool,
    /// As it is typed.
    old: String,
    /// The new id, or the one that stays.
    new: String,
    /// The new name of an entity.
    #[serde(default)]
    name: String,
    /// Whether it becomes part of one that is there.
    #[serde(default)]
    is_merge: bool,
}

/// A place that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The section and the field.
    pub field: String,
    /// What stands there.
    pub before: String,
    /// What would; nothing where the record goes.
    pub after: Option<String>,
}

/// What a wish would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// What would be done, in words.
    pub label: String,
    /// Where.
    pub places: Vec<Place>,
    /// Files beside the corpus that would change, too: proposals, and how the story is told.
    pub others: Vec<String>,
    /// Why it cannot be done.
    pub findings: Vec<String>,
}

/// A wish with what it changes.
struct Plan {
    preview: Preview,
    /// The files, and their new texts.
    files: Vec<(TextFile, String)>,
}

impl Workbench {
    /// What a wish would change.
    pub fn preview(&mut self, wish: &Wish) -> Result<Preview, Refusal> {
        self.refresh();
        Ok(self.planned(wish)?.preview)
    }

    /// Carries a wish out.
    pub fn rename(&mut self, wish: &Wish) -> Result<Done, Refusal> {
        self.refresh();
        let Plan { preview, files } = self.planned(wish)?;
        if !preview.findings.is_empty() {
            return Err(Refusal::Faulty { findings: preview.findings });
        }
        let change = |(file, text): &(TextFile, String)| FileChange {
            path: file.path.clone(),
            patch: Patch::through(&file.text, std::slice::from_ref(text)),
            is_new_file: false,
        };
        let renamed: Vec<FileChange> = files.iter().map(change).collect();
        let warnings = self.put_all(&files)?;
        let label = preview.label;
        let step = Step { label: label.clone(), text: None, change: None, decision: None, renamed };
        self.history.push(step);
        Ok(Done { label, warnings, ..Done::default() })
    }

    /// Takes a renaming back, or does it again: in all files, or in none.
    pub(super) fn replay_renaming(
        &mut self,
        step: &Step,
        way: Way,
    ) -> Result<Vec<String>, Refusal> {
        if step.renamed.is_empty() {
            return Ok(Vec::new());
        }
        self.refresh();
        let mut files = Vec::new();
        for FileChange { path, patch, .. } in &step.renamed {
            let read = self.reading.files.iter().find(|file| file.path == *path);
            let text = match read {
                Some(file) => file.text.clone(),
                None => fs::read_to_string(path)
                    .map_err(|error| Refusal::unwritable(corpus::reason(&error)))?,
            };
            let patch = if way == Way::Back { patch.inverse() } else { patch.clone() };
            let new = patch.apply(&text).map_err(|misfit| Refusal::misfit(&step.label, misfit))?;
            files.push((TextFile { path: path.clone(), text }, new));
        }
        self.put_all(&files)
    }

    fn planned(&self, wish: &Wish) -> Result<Plan, Refusal> {
        let reading = &self.reading;
        let (kind, old, new) = resolved(reading, wish)?;
        let name = Some(wish.name.trim()).filter(|name| !name.is_empty());
        let becomes = if wish.is_merge { Becomes::PartOf(&new) } else { Becomes::Id(&new, name) };
        let renaming = renaming(reading, (kind, &old), becomes)?;
        let path =
            |file: usize| reading.files.get(file).map(|file| file.path.display().to_string());
        let places = renaming.changes.iter().map(|change| Place {
            file: path(change.file).unwrap_or_default(),
            line: change.line,
            field: change.field.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
        });
        let errors = renaming.findings.iter().filter(|it| it.severity == Severity::Error);
        let findings = errors.map(|finding| finding.message.clone()).collect();
        let label = if wish.is_merge {
            format!("merge {old} into {new}")
        } else {
            format!("rename {old} to {}", name.unwrap_or(&new))
        };
        let places = places.collect();
        let mut files = renaming.files;
        let mut others = Vec::new();
        let names = NewNames { kind, old: &old, new: &new, statements: &renaming.statements };
        for (file, text) in self.beside(&names)? {
            others.push(file.path.display().to_string());
            files.push((file, text));
        }
        Ok(Plan { preview: Preview { label, places, others, findings }, files })
    }

    /// Files of proposals, and of how the story is told, that name it.
    fn beside(&self, names: &NewNames<'_>) -> Result<Vec<(TextFile, String)>, Refusal> {
        let mut found = Vec::new();
        let mut look =
            |path: PathBuf, becomes: &dyn Fn(&str) -> Option<String>| -> Result<(), Refusal> {
                let text = text_beside(&path).map_err(Refusal::unwritable)?;
                let text = text.and_then(|text| Some((becomes(&text)?, text)));
                found.extend(text.map(|(new, text)| (TextFile { path, text }, new)));
                Ok(())
            };
        for path in stories_beside(&self.paths) {
            look(path, &|text| renamed_telling(text, names))?;
        }
        for corpus in &self.paths {
            for path in proposals_beside(corpus).map_err(Refusal::unwritable)? {
                look(path, &|text| renamed_lines(text, names.kind, [names.old, names.new]))?;
            }
        }
        Ok(found)
    }

    /// Writes all files or none, unless the corpus would be faulty then. Gives new warnings.
    fn put_all(&mut self, files: &[(TextFile, String)]) -> Result<Vec<String>, Refusal> {
        let mut texts = self.reading.files.clone();
        for (file, new) in files {
            if let Some(known) = texts.iter_mut().find(|known| known.path == file.path) {
                known.text.clone_from(new);
            }
        }
        let after = corpus::read_texts(texts);
        let new = introduced(&self.reading.diagnostics, after.diagnostics.clone());
        let of = |severity| {
            let found = new.iter().filter(move |finding| finding.severity == severity);
            found.map(|finding| finding.message.clone()).collect::<Vec<_>>()
        };
        let errors = of(Severity::Error);
        if !errors.is_empty() {
            return Err(Refusal::Faulty { findings: errors });
        }
        for (at, (file, new)) in files.iter().enumerate() {
            if let Err(error) = rewrite_file(file, new) {
                for (file, _) in files.iter().take(at) {
                    let _ = write_file(&file.path, file.text.as_bytes());
                }
                self.stamps.clear();
                return Err(error.into());
            }
        }
        self.reading = after;
        self.stamps = corpus::stamps(&self.paths);
        self.version += 1;
        Ok(of(Severity::Warning))
    }
}

/// The kind and the ids that are meant.
fn resolved(reading: &Reading, wish: &Wish) -> Result<(Renamed, String, String), Refusal> {
    let (old, new) = (wish.old.trim(), wish.new.trim());
    let corpus = &reading.corpus;
    if wish.is_verb {
        let verb = |field: &str, typed: &str| {
            let found = find_verb(&corpus.vocabulary, typed);
            let found = found.map_err(|error| Refusal::field(field, error))?;
            Ok::<String, Refusal>(corpus.vocabulary.verb(found).word.clone())
        };
        let new = if wish.is_merge { verb("new", new)? } else { new.to_owned() };
        return Ok((Renamed::Verb, verb("old", old)?, new));
    }
    let entity = |field: &str, typed: &str| {
        let found = find_entity_by_whole_name(corpus, typed);
        let found = found.map_err(|error| Refusal::field(field, error))?;
        Ok::<String, Refusal>(corpus.entity(found).id.to_string())
    };
    let old = entity("old", old)?;
    let new = match new {
        new if wish.is_merge => entity("new", new)?,
        // Another name alone leaves the id.
        "" if !wish.name.trim().is_empty() => old.clone(),
        "" => return Err(Refusal::field("new", "type a new id, or a new name")),
        new => new.to_owned(),
    };
    Ok((Renamed::Entity, old, new))
}

impl From<RenamingError> for Refusal {
    fn from(error: RenamingError) -> Self {
        Self::unwritable(error)
    }
}
