//! `stance text add`.

use crate::{
    cli::{
        Context, Failure,
        input::{self, encoding},
        options::{CorpusOptions, words},
        session::read,
        writing::Addition,
    },
    coding::{Article, KeepError, Kept, SourceFields, StoredText, TextForm, Unresolved},
    corpus::{Code, Reading, append::Additions, name::find_entity_by_whole_name, texts_folder},
    model::{DateExpression, SourceId, SourceKind},
};
use clap::Args;
use encoding_rs::Encoding;
use std::{
    fmt::Write as _,
    io::Read,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// So much of a page is left out as to be told, in percent.
const MUCH: usize = 20;

/// Keep the text of a source, and write down the source.
///
/// Reads plain text, Markdown or a page of HTML that you saved; nothing is fetched from a network. Of a page, keeps
/// the main text, and reads title, date, author, outlet and address from JSON-LD, meta elements and links. The text is
/// kept as texts/SOURCE-ID.txt beside the corpus: in UTF-8, composed (NFC), with plain spaces and line ends. A source
/// that the corpus has already is left as it is; where the text says otherwise, that is reported.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The text; `-` is standard input.
    #[arg(value_name = "FILE")]
    text: PathBuf,
    /// The form of the text [default: by the file's name, else by how it begins].
    #[arg(long, value_name = "FORM", value_parser = words::<TextForm>(TextForm::WORDS))]
    format: Option<TextForm>,
    /// The encoding of the text [default: what a page declares, else what the bytes tell].
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// The corpus file to write the source to [default: the last one with statements].
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Show the source and the text, but write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Replace another text of this source.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    source: SourceOptions,
}

/// The fields of a source.
#[derive(Args)]
#[command(next_help_heading = "Source")]
struct SourceOptions {
    /// The id of the source [default: the file's name].
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Its kind [default: article].
    #[arg(long, value_name = "KIND", value_parser = words::<SourceKind>(SourceKind::WORDS))]
    kind: Option<SourceKind>,
    /// Its title.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    title: Option<String>,
    /// When it was published.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    published: Option<DateExpression>,
    /// Its address on the web.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The entity that published it.
    #[arg(long, value_name = "ENTITY")]
    outlet: Option<String>,
    /// The entity that wrote it.
    #[arg(long, value_name = "ENTITY")]
    author: Option<String>,
}

impl Arguments {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let reading = read(&self.corpus)?;
        let paths = self.corpus.paths()?;
        let folder = texts_folder(paths.first().map_or(Path::new(""), PathBuf::as_path));
        let id = self.source_id()?;
        let article = self.article(context)?;
        let given = self.source.fields(&reading, context)?;
        let (fields, unresolved) = given.completed(&article.metadata, &reading.corpus);
        let kept = StoredText::new(&folder, &id, &article.text, self.force)?;
        context.output.tell(&doubts(&unresolved));
        let addition = match source(&reading, &id) {
            Some(known) => {
                context.output.tell(&differences(&fields, known, &reading));
                None
            }
            None => {
                let additions = Additions::source(fields.record(&id));
                // A new source is not used by a statement yet.
                let what = ("the source", Some(Code::UnusedSource));
                let read = (&reading, &[][..]);
                Some(Addition::new(read, &additions, self.to.as_deref(), what, context)?)
            }
        };
        if self.dry_run {
            let lines = addition.as_ref().map(Addition::lines).unwrap_or_default();
            let shown = format!("{lines}{}:\n{}", kept.path().display(), article.text);
            context.output.write_bytes(shown.as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let path = kept.path().display().to_string();
        let outcome = kept.keep()?;
        context.output.tell(&kept_text(&path, outcome, &article));
        if let Some(addition) = addition {
            let added = format!("added the source `{id}` to {}\n", addition.path().display());
            addition.write()?;
            context.output.tell(&added);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The text, with what is doubtful about it told.
    fn article(&self, context: &Context) -> Result<Article, Failure> {
        let shown = self.text.display();
        let unreadable = |error| Failure::file(&self.text, "read", &error);
        let (mut input, binary) = input::recognized(&self.text)?;
        if let Some(binary) = binary {
            let message =
                format!("{shown} is {}; save it as plain text, Markdown or HTML", binary.kind());
            return Err(Failure::Data(message));
        }
        let mut bytes = Vec::new();
        input.content.read_to_end(&mut bytes).map_err(unreadable)?;
        let article = Article::read(bytes, &self.text, self.format, self.encoding);
        let article = article.map_err(unreadable)?;
        if article.text.is_empty() {
            return Err(Failure::Data(format!("{shown} has no text")));
        }
        if let Some(encoding) = article.encoding {
            context
                .output
                .tell(&format!("note: read as {encoding}; --encoding names another one\n"));
        }
        if article.left_out >= MUCH {
            let message = format!(
                "note: {} % of the page's text is left out as no part of its article; see what is kept with --dry-run\n",
                article.left_out
            );
            context.output.tell(&message);
        }
        if article.n_broken > 0 {
            let message = format!(
                "warning: {} characters could not be read and are kept as \u{fffd}; --encoding names the encoding\n",
                article.n_broken
            );
            context.output.tell(&message);
        }
        Ok(article)
    }

    /// The id of the source: the given one, else the file's name.
    fn source_id(&self) -> Result<String, Failure> {
        let name = match &self.source.source {
            Some(given) => given.clone(),
            None if self.text.as_os_str() == "-" => {
                return Err(Failure::Usage(
                    "name the source of this text with --source ID".to_owned(),
                ));
            }
            None => input::stem(&self.text),
        };
        match SourceId::new(&name) {
            Ok(id) => Ok(id.as_str().to_owned()),
            Err(error) => {
                Err(Failure::Usage(format!("`{name}`: {error}; name it with --source ID")))
            }
        }
    }
}

impl SourceOptions {
    /// What is given, with names resolved to ids.
    fn fields(&self, reading: &Reading, context: &Context) -> Result<SourceFields, Failure> {
        let entity = |typed: &Option<String>| -> Result<Option<String>, Failure> {
            let Some(typed) = typed else { return Ok(None) };
            let found = find_entity_by_whole_name(&reading.corpus, typed)?;
            Ok(Some(reading.corpus.entity(found).id.to_string()))
        };
        let published = self.published.as_ref().map(|typed| context.clock.date(typed).to_string());
        Ok(SourceFields {
            kind: self.kind,
            title: self.title.clone(),
            author: entity(&self.author)?,
            outlet: entity(&self.outlet)?,
            published,
            url: self.url.clone(),
            ..SourceFields::default()
        })
    }
}

/// The source with this id.
fn source<'r>(reading: &'r Reading, id: &str) -> Option<&'r crate::model::Source> {
    reading.corpus.sources.iter().find(|source| source.id.as_str() == id)
}

/// What the text says that is no field of its source.
fn doubts(unresolved: &[Unresolved]) -> String {
    let mut shown = String::new();
    for Unresolved { field, value, why } in unresolved {
        let _ = writeln!(shown, "note: the text gives “{value}” as {field}: {why}");
    }
    shown
}

/// Where a source of the corpus differs.
fn differences(fields: &SourceFields, known: &crate::model::Source, reading: &Reading) -> String {
    let mut shown = format!("the source `{}` is kept as it is\n", known.id);
    for difference in fields.differences(known, &reading.corpus) {
        let corpus = difference.corpus.map_or("nothing".to_owned(), |value| format!("“{value}”"));
        let _ = writeln!(
            shown,
            "note: its {} is {corpus}, here “{}”",
            difference.field, difference.text
        );
    }
    shown
}

fn kept_text(path: &str, outcome: Kept, article: &Article) -> String {
    let done = match outcome {
        Kept::New => "wrote",
        Kept::Replaced => "replaced",
        Kept::Unchanged => return format!("{path} has this text already\n"),
    };
    let characters = article.text.chars().count();
    let paragraphs = article.text.lines().filter(|line| !line.is_empty()).count();
    let lines = if paragraphs == 1 { "line" } else { "lines" };
    format!("{done} {path}: {characters} characters, {paragraphs} {lines}\n")
}

impl From<KeepError> for Failure {
    fn from(error: KeepError) -> Self {
        match error {
            KeepError::NoFileName(_) => Self::Usage(error.to_string()),
            _ => Self::Data(error.to_string()),
        }
    }
}
