//! What rows say about their sources.

use crate::{
    corpus::record::SourceRecord,
    graph::ingest::id_of_source,
    import::identity::Mention,
    model::{Attributes, SourceKind},
};
use std::collections::{BTreeMap, HashMap};

/// Sources by id; of facts that rows give differently, the first is kept.
#[derive(Debug, Default)]
pub(super) struct Sources {
    by_id: BTreeMap<String, Source>,
    /// The id of each label.
    ids: HashMap<String, String>,
    conflicts: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct Source {
    kind: SourceKind,
    is_kind_given: bool,
    author: Option<Mention>,
    outlet: Option<Mention>,
    title: Option<String>,
    published: Option<String>,
    in_reply_to: Vec<String>,
    url: Option<String>,
    language: Option<String>,
    archived: Option<String>,
    attributes: Attributes,
    note: Option<String>,
}

impl Sources {
    /// The id of the source that is called so.
    pub(super) fn name(&mut self, label: &str, kind: SourceKind) -> String {
        if let Some(id) = self.ids.get(label) {
            return id.clone();
        }
        let base = id_of_source(label).into_owned();
        let numbered = (2..).map(|number| format!("{base}~{number}"));
        let free = std::iter::once(base.clone()).chain(numbered);
        let id = free.into_iter().find(|id| !self.by_id.contains_key(id)).unwrap_or(base);
        let is_address = label.starts_with("https://") || label.starts_with("http://");
        let source = Source {
            kind,
            is_kind_given: false,
            author: None,
            outlet: None,
            title: Some(label.to_owned()).filter(|label| !is_address && *label != id),
            published: None,
            in_reply_to: Vec::new(),
            url: Some(label.to_owned()).filter(|_| is_address),
            language: None,
            archived: None,
            attributes: Attributes::default(),
            note: None,
        };
        self.by_id.insert(id.clone(), source);
        self.ids.insert(label.to_owned(), id.clone());
        id
    }

    /// Takes what a row says about a source: its kind, author and outlet, title, publication, address, language, archived
    /// copy and remark.
    pub(super) fn describe(
        &mut self,
        id: &str,
        kind: Option<SourceKind>,
        [author, outlet]: [Option<Mention>; 2],
        [title, published, url, language, archived, note]: [Option<String>; 6],
    ) {
        let Some(source) = self.by_id.get_mut(id) else { return };
        let conflicts = &mut self.conflicts;
        let mut conflict = |what: &str, kept: &str, other: &str| {
            let message = format!("source {id} has the {what} {kept}, and {other} in other rows");
            *conflicts.entry(message).or_default() += 1;
        };
        if let Some(kind) = kind {
            if source.is_kind_given && source.kind != kind {
                conflict("kind", source.kind.word(), kind.word());
            } else {
                (source.kind, source.is_kind_given) = (kind, true);
            }
        }
        let texts = [
            ("title", &mut source.title, title),
            ("date of publication", &mut source.published, published),
            ("address", &mut source.url, url),
            ("language", &mut source.language, language),
            ("archived copy", &mut source.archived, archived),
            ("note", &mut source.note, note),
        ];
        for (what, kept, new) in texts {
            match (kept.as_deref(), new) {
                (None, new) => *kept = new,
                (Some(kept), Some(new)) if *kept != new => conflict(what, kept, &new),
                _ => {}
            }
        }
        let people =
            [("author", &mut source.author, author), ("outlet", &mut source.outlet, outlet)];
        for (what, kept, new) in people {
            match (kept.as_ref(), new) {
                (None, new) => *kept = new,
                (
                    Some(Mention::Id(kept) | Mention::Name(kept)),
                    Some(Mention::Id(new) | Mention::Name(new)),
                ) if *kept != new => conflict(what, kept, &new),
                _ => {}
            }
        }
    }

    /// Takes the attributes that a row gives of a source.
    pub(super) fn attributes(&mut self, id: &str, attributes: &Attributes) {
        let Some(source) = self.by_id.get_mut(id) else { return };
        for (name, value) in attributes.iter() {
            match source.attributes.get(name) {
                None => {
                    source.attributes.insert(name, value);
                }
                Some(kept) if kept != value => {
                    let message =
                        format!("source {id} has the {name} {kept}, and {value} in other rows");
                    *self.conflicts.entry(message).or_default() += 1;
                }
                Some(_) => {}
            }
        }
    }

    /// Takes what a source replies to: everything that a row says it does.
    pub(super) fn reply(&mut self, id: &str, originals: impl IntoIterator<Item = String>) {
        let Some(source) = self.by_id.get_mut(id) else { return };
        for original in originals {
            if !source.in_reply_to.contains(&original) {
                source.in_reply_to.push(original);
            }
        }
    }

    /// What rows give differently, and how often, in sentences.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = String> {
        self.conflicts.iter().map(|(message, n)| format!("{message} ({n}×)"))
    }

    /// The sources, whose authors and outlets have these ids.
    pub(super) fn records(self, id_of: impl Fn(&Mention) -> String) -> Vec<SourceRecord> {
        let record = |(id, source): (String, Source)| SourceRecord {
            id,
            kind: source.kind,
            title: source.title,
            author: source.author.as_ref().map(&id_of),
            outlet: source.outlet.as_ref().map(&id_of),
            published: source.published,
            in_reply_to: source.in_reply_to,
            url: source.url,
            archived: source.archived,
            language: source.language,
            attributes: source.attributes,
            note: source.note,
        };
        self.by_id.into_iter().map(record).collect()
    }
}
