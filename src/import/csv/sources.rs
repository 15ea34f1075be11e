//! What rows say about their sources.

use super::publication::ToldDays;
use crate::{
    corpus::record::SourceRecord,
    graph::ingest::id_of_source,
    import::identity::Mention,
    model::{Attributes, SourceKind},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// What it is taken for where no row says it.
    usual: SourceKind,
    is_kind_given: bool,
    author: Option<Mention>,
    outlet: Option<Mention>,
    title: Option<String>,
    published: ToldDays,
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
        // Who is called as another's id is that one.
        if base == label && self.by_id.contains_key(&base) {
            self.ids.insert(label.to_owned(), base.clone());
            return base;
        }
        let numbered = (2..).map(|number| format!("{base}~{number}"));
        let free = std::iter::once(base.clone()).chain(numbered);
        let id = free.into_iter().find(|id| !self.by_id.contains_key(id)).unwrap_or(base);
        let is_address = label.starts_with("https://") || label.starts_with("http://");
        let source = Source {
            kind,
            usual: kind,
            is_kind_given: false,
            author: None,
            outlet: None,
            title: Some(label.to_owned()).filter(|label| !is_address && *label != id),
            published: ToldDays::new(),
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

    /// Takes what a row at a place says about a source: its kind, author and outlet, publication, title, address, language,
    /// archived copy and remark.
    pub(super) fn describe(
        &mut self,
        id: &str,
        kind: Option<SourceKind>,
        [author, outlet]: [Option<Mention>; 2],
        (published, place): (Option<String>, (usize, u64)),
        [title, url, language, archived, note]: [Option<String>; 5],
    ) {
        let Some(source) = self.by_id.get_mut(id) else { return };
        let conflicts = &mut self.conflicts;
        let mut conflict = |what: &str, kept: &str, other: &str| {
            let message = format!("source {id} has the {what} {kept}, and {other} in other rows");
            *conflicts.entry(message).or_default() += 1;
        };
        if let Some(kind) = kind {
            let is_other = source.is_kind_given && source.kind != kind;
            // What is usual says the least.
            let is_kept = is_other && source.kind != source.usual;
            let (kept, other) = if is_kept { (source.kind, kind) } else { (kind, source.kind) };
            if is_other {
                conflict("kind", kept.word(), other.word());
            }
            (source.kind, source.is_kind_given) = (kept, true);
        }
        if let Some(day) = published
            && source.published.iter().all(|(known, _)| *known != day)
        {
            source.published.push((day, place));
        }
        let texts = [
            ("title", &mut source.title, title),
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

    /// Takes what a source replies to: everything that a row says it does, unless that replies to the source.
    pub(super) fn reply(&mut self, id: &str, originals: impl IntoIterator<Item = String>) {
        for original in originals {
            if self.replies_to(&original, id) {
                let message =
                    format!("source {id} cannot reply to {original}, which replies to it");
                *self.conflicts.entry(message).or_default() += 1;
                continue;
            }
            let Some(source) = self.by_id.get_mut(id) else { return };
            if !source.in_reply_to.contains(&original) {
                source.in_reply_to.push(original);
            }
        }
    }

    /// Whether a source is another one, or replies to it, straight or through others.
    fn replies_to(&self, id: &str, other: &str) -> bool {
        let (mut open, mut seen) = (vec![id], BTreeSet::new());
        while let Some(next) = open.pop() {
            if next == other {
                return true;
            }
            if seen.insert(next) {
                let originals = self.by_id.get(next).into_iter().flat_map(|it| &it.in_reply_to);
                open.extend(originals.map(String::as_str));
            }
        }
        false
    }

    /// The ids of sources that are made of what rows call them, and no id.
    pub(super) fn made(&self) -> BTreeSet<String> {
        let made = self.ids.iter().filter(|(label, id)| label != id);
        made.map(|(_, id)| id.clone()).collect()
    }

    /// What rows give differently, and how often, in sentences.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = String> {
        self.conflicts.iter().map(|(message, n)| format!("{message} ({n}×)"))
    }

    /// The sources, whose authors and outlets have these ids, without the days of their publication: each with those that rows
    /// tell.
    pub(super) fn records(
        self,
        id_of: impl Fn(&Mention) -> String,
    ) -> Vec<(SourceRecord, ToldDays)> {
        let record = |(id, source): (String, Source)| {
            let days = source.published;
            let record = SourceRecord {
                id,
                kind: source.kind,
                title: source.title,
                author: source.author.as_ref().map(&id_of),
                outlet: source.outlet.as_ref().map(&id_of),
                published: None,
                in_reply_to: source.in_reply_to,
                url: source.url,
                archived: source.archived,
                language: source.language,
                attributes: source.attributes,
                note: source.note,
            };
            (record, days)
        };
        self.by_id.into_iter().map(record).collect()
    }
}
