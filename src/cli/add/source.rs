//! `stance add source`.

use super::{
    Desk, New, PlaceOptions,
    ask::Asker,
    entity::{attribute, attributes},
    is_terminal, records,
};
use crate::{
    cli::{
        Context, Failure,
        options::{CorpusOptions, words},
        session::read,
    },
    coding::SourceFields,
    corpus::{Code, Corpus, append::NewRecord, name::find_entity_by_whole_name},
    graph::ingest::{id_of_name, id_of_source},
    model::{DateExpression, SourceKind},
};
use clap::Args;
use std::process::ExitCode;

/// Add a source to the corpus.
///
/// Without --id or --title, and --kind, asks for what is missing. An id that is not given is made of title and date.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    place: PlaceOptions,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    source: Source,
}

/// The fields of a source.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "Source")]
pub(super) struct Source {
    /// Its id [default: made of its title and date].
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
    /// Its kind.
    #[arg(long, value_name = "KIND", ignore_case = true, value_parser = words::<SourceKind>(SourceKind::WORDS))]
    pub(super) kind: Option<SourceKind>,
    /// Its title.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) title: Option<String>,
    /// When it was published.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) published: Option<DateExpression>,
    /// Its address on the web.
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
    /// The entity that wrote it.
    #[arg(long, value_name = "ENTITY")]
    author: Option<String>,
    /// The entity that published it.
    #[arg(long, value_name = "ENTITY")]
    outlet: Option<String>,
    /// Its language, as a BCP 47 tag: en, pt-BR.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The address of an archived copy.
    #[arg(long, value_name = "URL")]
    archived: Option<String>,
    /// The id of a source that it replies to; may be repeated.
    #[arg(long, value_name = "SOURCE")]
    in_reply_to: Vec<String>,
    /// An attribute, such as section=Opinion; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = attribute)]
    attribute: Vec<(String, String)>,
    /// A note.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let Self { place, corpus, mut source } = self;
        let mut desk = Desk { reading: read(&corpus)?, texts: Vec::new(), place, context };
        let is_named = source.id.is_some() || source.title.is_some();
        if !is_named || source.kind.is_none() {
            if (is_named || source.kind.is_some()) && !is_terminal() {
                let missing = if is_named { "--kind" } else { "--id or --title" };
                return Err(Failure::Usage(format!("a source needs {missing}")));
            }
            records::source(&mut source, &desk, &mut Asker::new(context))?;
        }
        let record = source.record(&desk.reading.corpus, context)?;
        let new = New { sources: vec![record], ..New::default() };
        // No statement is from it yet.
        desk.add(new, ("the source", Some(Code::UnusedSource)))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Source {
    /// The record; its id is the given one, else a free one that is made of title and date.
    pub(super) fn record(&self, corpus: &Corpus, context: &Context) -> Result<NewRecord, Failure> {
        let entity = |typed: &Option<String>| -> Result<Option<String>, Failure> {
            let Some(typed) = typed else { return Ok(None) };
            let found = find_entity_by_whole_name(corpus, typed)?;
            Ok(Some(corpus.entity(found).id.to_string()))
        };
        let date = |typed: &DateExpression| context.clock.date_in(typed, &corpus.zone).to_string();
        let published = self.published.as_ref().map(date);
        let id = self.id.clone().unwrap_or_else(|| self.made_id(published.as_deref(), corpus));
        let fields = SourceFields {
            kind: self.kind,
            title: self.title.clone(),
            author: entity(&self.author)?,
            outlet: entity(&self.outlet)?,
            published,
            url: self.url.clone(),
            language: self.language.clone(),
            note: self.note.clone(),
        };
        let mut record = fields.record(&id);
        record.text("archived", self.archived.as_deref());
        record.list("in_reply_to", &self.in_reply_to);
        record.attributes(&attributes(&self.attribute));
        Ok(record)
    }

    fn made_id(&self, published: Option<&str>, corpus: &Corpus) -> String {
        let title = id_of_name(self.title.as_deref().unwrap_or_default());
        let dated = published.map(|date| format!("{title}-{date}"));
        let id = id_of_source(dated.as_deref().unwrap_or(&title)).into_owned();
        let is_taken = |id: &str| corpus.sources.iter().any(|source| source.id.as_str() == id);
        let numbered = (2_usize..).map(|number| format!("{id}-{number}"));
        std::iter::once(id.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(id)
    }
}
