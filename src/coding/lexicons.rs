//! Files of words to read by: those beside a corpus, and those that are named.

use super::propose::{Written, parse_lexicon};
use crate::{
    corpus::{is_lexicon, lexicon_file, reason},
    model::Vocabulary,
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Why words cannot be read by.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LexiconError {
    /// The system does not let us.
    #[error("{} cannot be read: {}", path.display(), reason(error))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Something in it is wrong.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Faulty {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The character in it, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
}

/// The lexicons that lie beside some corpora, each once.
pub(crate) fn lexicons_beside(corpora: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in corpora.iter().map(|corpus| lexicon_file(corpus)) {
        if is_lexicon(&path) && !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// Reads a lexicon; the verbs that it leads to must be in the vocabulary.
pub(crate) fn read_lexicon(path: &Path, vocabulary: &Vocabulary) -> Result<Written, LexiconError> {
    let text = fs::read_to_string(path)
        .map_err(|error| LexiconError::Unreadable { path: path.to_path_buf(), error })?;
    let faulty = |(line, column): (usize, usize), message: String| LexiconError::Faulty {
        path: path.to_path_buf(),
        line,
        column,
        message,
    };
    let written = parse_lexicon(&text).map_err(|error| {
        faulty((error.span.start.line, error.span.start.col), error.code.to_string())
    })?;
    let unknown = written.verbs().find(|verb| vocabulary.find(verb).is_none());
    if let Some(verb) = unknown {
        let message =
            format!("the vocabulary has no verb `{verb}`; `vocabulary` in the corpus adds one");
        return Err(faulty(place_of(&text, verb), message));
    }
    Ok(written)
}

/// The line and the character of a quoted word, both from 1.
fn place_of(text: &str, word: &str) -> (usize, usize) {
    let quoted = format!("\"{word}\"");
    let before = text.split_once(&quoted).map_or("", |(before, _)| before);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
