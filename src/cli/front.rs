//! The words around a page: flags, and the file `story.ron` beside the corpus.

use super::{Context, Failure, options, session::MOST_FINDINGS};
use crate::{
    corpus::{Diagnostic, Severity, TextFile, reason, stories_beside},
    export::{Format, FrontMatter, Telling},
    graph::TemporalGraph,
    language::Language,
    report::render_diagnostics,
};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What stands around a page. What no flag says is taken from story.ron beside the corpus.
#[derive(Args)]
#[command(next_help_heading = "Title and credits")]
pub(super) struct FrontFlags {
    /// The title.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// On a page: what the story is, in a sentence or two under the title.
    #[arg(long, value_name = "TEXT")]
    standfirst: Option<String>,
    /// On a page: who made it.
    #[arg(long, value_name = "TEXT")]
    byline: Option<String>,
    /// On a page: where the data come from.
    #[arg(long, value_name = "TEXT")]
    source_line: Option<String>,
    /// On a page: who is thanked, or owns the picture.
    #[arg(long, value_name = "TEXT")]
    credit: Option<String>,
    /// On a page: how it was made, and what it leaves open.
    #[arg(long, value_name = "TEXT")]
    notes: Option<String>,
    /// On a page: under which terms it may be used.
    #[arg(long, value_name = "TEXT")]
    licence: Option<String>,
    /// On a page or a picture: the language of its words, dates and numbers; English unless story.ron says another.
    #[arg(long, value_name = "LANGUAGE", value_parser = options::words::<Language>(Language::WORDS))]
    language: Option<Language>,
}

impl FrontFlags {
    /// The title as typed.
    pub(super) fn title(&self) -> Option<&String> {
        self.title.as_ref()
    }

    /// Refuses words for which a format has no place.
    pub(super) fn check(&self, format: Format) -> Result<(), Failure> {
        if self.language.is_some() && !format.has_words() {
            let message = format!(
                "--language is for a page (html) and for pictures (chart, dot, svg, png, mermaid), not for {format}"
            );
            return Err(Failure::Usage(message));
        }
        if format == Format::Html {
            return Ok(());
        }
        let flags = [
            ("--standfirst", &self.standfirst),
            ("--byline", &self.byline),
            ("--source-line", &self.source_line),
            ("--credit", &self.credit),
            ("--notes", &self.notes),
            ("--licence", &self.licence),
        ];
        match flags.into_iter().find(|(_, words)| words.is_some()) {
            Some((flag, _)) => {
                Err(Failure::Usage(format!("{flag} is for a page (html), not for {format}")))
            }
            None => Ok(()),
        }
    }

    /// What the flags say, and else the file beside one of these corpora.
    pub(super) fn told(
        &self,
        corpora: &[PathBuf],
        context: &Context,
    ) -> Result<ToldByFile, Failure> {
        let typed = FrontMatter {
            language: self.language,
            title: self.title.clone(),
            standfirst: self.standfirst.clone(),
            byline: self.byline.clone(),
            source_line: self.source_line.clone(),
            credit: self.credit.clone(),
            notes: self.notes.clone(),
            licence: self.licence.clone(),
        };
        let mut files = stories_beside(corpora).into_iter();
        let Some(first) = files.next() else {
            return Ok(ToldByFile { front: typed, ..ToldByFile::default() });
        };
        let written = ToldByFile::read(first)?;
        for other in files {
            let (first, other) = (written.path().display(), other.display());
            let note = format!("note: {other} is not used: the page has the words of {first}\n");
            context.output.tell(&note);
        }
        Ok(ToldByFile { front: typed.or(written.front), ..written })
    }
}

/// How a story is told, by flags and by a file.
#[derive(Debug, Default)]
pub(super) struct ToldByFile {
    pub(super) front: FrontMatter,
    pub(super) telling: Telling,
    file: Option<TextFile>,
    /// What RON refuses of the file.
    refused: Option<Box<Diagnostic>>,
}

impl ToldByFile {
    fn read(path: PathBuf) -> Result<Self, Failure> {
        let mut text = fs::read_to_string(&path).map_err(|error| {
            Failure::Data(format!("{} cannot be read: {}", path.display(), reason(&error)))
        })?;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let parsed = Telling::parse(&text);
        let file = Some(TextFile { path, text });
        Ok(match parsed {
            Ok((front, telling)) => Self { front, telling, file, refused: None },
            Err(refused) => Self { file, refused: Some(refused), ..Self::default() },
        })
    }

    fn path(&self) -> &Path {
        self.file.as_ref().map_or(Path::new(""), |file| &file.path)
    }

    /// The file with what is wrong with it, if there is one.
    pub(super) fn findings(&self, graph: &TemporalGraph) -> Option<(&TextFile, Vec<Diagnostic>)> {
        let file = self.file.as_ref()?;
        let findings = match &self.refused {
            Some(refused) => vec![(**refused).clone()],
            None => self.telling.check(&file.text, graph),
        };
        Some((file, findings))
    }

    /// Shows what is wrong with it, and refuses what cannot be told so.
    pub(super) fn judge(&self, graph: &TemporalGraph, context: &Context) -> Result<(), Failure> {
        let Some((file, findings)) = self.findings(graph) else { return Ok(()) };
        let files = std::slice::from_ref(file);
        let output = &context.output;
        output.tell(&render_diagnostics(files, &findings, MOST_FINDINGS, output.width()));
        let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
        match findings.iter().filter(is_error).count() {
            0 => Ok(()),
            n => {
                let errors = if n == 1 { "an error".to_owned() } else { format!("{n} errors") };
                let path = file.path.display();
                Err(Failure::Data(format!("{path} has {errors}; nothing was written")))
            }
        }
    }
}
