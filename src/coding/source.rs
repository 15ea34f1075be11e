//! The source of a text, from what is given and what the text says about itself.

use super::Metadata;
use crate::{
    corpus::{
        Corpus,
        append::NewRecord,
        name::{NameError, find_entity_by_whole_name},
    },
    model::{Date, Source, SourceKind},
};

/// What is known of a source. Entities are ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFields {
    /// Its kind; an article where nothing is given.
    pub kind: Option<SourceKind>,
    /// Its headline.
    pub title: Option<String>,
    /// The entity that wrote it.
    pub author: Option<String>,
    /// The entity that published it.
    pub outlet: Option<String>,
    /// When, in EDTF.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// What has no other place.
    pub note: Option<String>,
}

/// What a text says that cannot be a field of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The field.
    pub field: &'static str,
    /// What the text says.
    pub value: String,
    /// Why it cannot.
    pub why: String,
}

/// A field in which a source of the corpus differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: &'static str,
    /// What the corpus says, if anything.
    pub corpus: Option<String>,
    /// What is given, or the text says.
    pub text: String,
}

impl SourceFields {
    /// Completes what is given by what a text says about itself. Authors and outlets that the corpus does not know go
    /// into the note.
    #[must_use]
    pub fn completed(mut self, metadata: &Metadata, corpus: &Corpus) -> (Self, Vec<Unresolved>) {
        let Metadata { title, published, authors, outlet, url, language } = metadata;
        let mut unresolved = Vec::new();
        for (own, said) in
            [(&mut self.title, title), (&mut self.url, url), (&mut self.language, language)]
        {
            if own.is_none() {
                own.clone_from(said);
            }
        }
        if self.published.is_none()
            && let Some(said) = published
        {
            self.published = date_in(said, corpus);
            if self.published.is_none() {
                let why = "this is no date".to_owned();
                unresolved.push(Unresolved { field: "published", value: said.clone(), why });
            }
        }
        let mut note = Vec::new();
        // A source has one author: the others of several are noted.
        let mut author = self.author.take();
        let is_given = author.is_some();
        for said in authors.iter().filter(|_| !is_given) {
            match entity(corpus, said) {
                Ok(id) if author.is_none() => author = Some(id),
                Ok(_) => note.push(format!("author: {said}")),
                Err(error) => {
                    note.push(format!("author: {said}"));
                    let why = error.to_string();
                    unresolved.push(Unresolved { field: "author", value: said.clone(), why });
                }
            }
        }
        self.author = author;
        if self.outlet.is_none()
            && let Some(said) = outlet
        {
            match entity(corpus, said) {
                Ok(id) => self.outlet = Some(id),
                Err(error) => {
                    note.push(format!("outlet: {said}"));
                    let why = error.to_string();
                    unresolved.push(Unresolved { field: "outlet", value: said.clone(), why });
                }
            }
        }
        if !note.is_empty() {
            self.note = Some(note.join("; "));
        }
        (self, unresolved)
    }

    /// The record of a new source.
    pub fn record(&self, id: &str) -> NewRecord {
        let mut record = NewRecord::default();
        record.text("id", Some(id));
        record.variant("kind", variant(self.kind.unwrap_or(SourceKind::Article)));
        record.text("title", self.title.as_deref());
        record.text("author", self.author.as_deref());
        record.text("outlet", self.outlet.as_deref());
        record.text("published", self.published.as_deref());
        record.text("url", self.url.as_deref());
        record.text("language", self.language.as_deref());
        record.text("note", self.note.as_deref());
        record
    }

    /// Where a source of the corpus differs from what is known here.
    pub fn differences(&self, source: &Source, corpus: &Corpus) -> Vec<Difference> {
        let id = |entity: Option<_>| entity.map(|entity| corpus.entity(entity).id.to_string());
        let fields = [
            ("kind", Some(source.kind.to_string()), self.kind.map(|kind| kind.to_string())),
            ("title", source.title.clone(), self.title.clone()),
            ("author", id(source.author), self.author.clone()),
            ("outlet", id(source.outlet), self.outlet.clone()),
            (
                "published",
                source.published.as_ref().map(ToString::to_string),
                self.published.clone(),
            ),
            ("url", source.url.clone(), self.url.clone()),
            ("language", source.language.clone(), self.language.clone()),
        ];
        let differs = |(field, corpus, text): (_, Option<String>, Option<String>)| {
            let text = text.filter(|text| corpus.as_ref() != Some(text))?;
            Some(Difference { field, corpus, text })
        };
        fields.into_iter().filter_map(differs).collect()
    }
}

/// The id of the entity with this name.
fn entity(corpus: &Corpus, name: &str) -> Result<String, NameError> {
    let found = find_entity_by_whole_name(corpus, name)?;
    Ok(corpus.entity(found).id.to_string())
}

/// A date as pages write it, in EDTF; a time that EDTF does not have is left out.
fn date_in(said: &str, corpus: &Corpus) -> Option<String> {
    let is_date = |text: &&str| Date::in_zone(text, &corpus.zone).is_ok();
    let joined = said.trim().replacen(' ', "T", 1);
    let day = said.trim().get(..10);
    [Some(joined.as_str()), day].into_iter().flatten().find(is_date).map(str::to_owned)
}

/// A kind as RON writes it.
fn variant(kind: SourceKind) -> String {
    let word = kind.to_string();
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
