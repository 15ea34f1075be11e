//! What data say of entities and sources that are there: what is missing there is completed; what differs is kept as it is
//! there, and reported.

mod dates;
mod entity;
mod source;

use self::dates::Unfit;
use super::{Provenance, matched::Matched};
use crate::{
    corpus::{Amended, record::SourceRecord},
    model::{Attributes, Date, SourceIndex},
};

/// What becomes of records that are there.
#[derive(Debug, Default)]
pub(super) struct Completion {
    /// The records as they were and as they become.
    pub(super) amended: Amended,
    /// What is completed, in sentences: entities first, then sources.
    pub(super) completed: Vec<String>,
    /// What differs and is kept, in sentences.
    pub(super) kept: Vec<String>,
    /// The names of entities of which the data know other names or roles, which are not added.
    pub(super) richer: Vec<String>,
    /// The sources that are new.
    pub(super) new_sources: Vec<SourceRecord>,
}

impl Completion {
    pub(super) fn new(matched: &Matched<'_>, provenance: &Provenance) -> Self {
        let mut completion = Self::default();
        if matched.known.is_none() {
            completion.new_sources = matched.new_sources();
            return completion;
        }
        entity::complete(matched, provenance, &mut completion);
        let met = source::met(matched, provenance);
        let mut unfit = Unfit::of_statements(matched, &met);
        let mut complete = || {
            let mut sources = Self::default();
            for (there, new) in &met {
                source::complete(there, new, provenance, &unfit, &mut sources);
            }
            let is_more = unfit.find_replies(matched, &sources.amended.sources);
            (sources, is_more)
        };
        let mut sources = complete();
        while sources.1 {
            sources = complete();
        }
        completion.amended.sources = sources.0.amended.sources;
        completion.completed.extend(sources.0.completed);
        completion.kept.extend(sources.0.kept);
        completion.new_sources = unfit.fit(matched.new_sources(), &mut completion.kept);
        completion
    }

    /// Whether a source that is there gets a date of publication, on which depends how its statements are dated.
    pub(super) fn is_dated(&self, id: &str) -> bool {
        let change = self.amended.sources.get(id);
        change.is_some_and(|(before, after)| before.published != after.published)
    }

    /// Whether a source of the data has another date of publication there.
    pub(super) fn is_otherwise_dated(&self, matched: &Matched<'_>, source: SourceIndex) -> bool {
        let written = |date: Option<Date>| date.map(|date| date.as_str().to_owned());
        let (id, new) = (matched.source_id(source), matched.new.source(source).published());
        let there =
            matched.known.and_then(|known| Some(known.source(matched.source_there(source)?)));
        let after = self.amended.sources.get(id).map(|(_, after)| after.published.clone());
        match (after, there) {
            (Some(after), _) => after != written(new),
            (None, Some(there)) => {
                let there = there.published();
                (there.is_some() || new.is_some()) && written(there) != written(new)
            }
            (None, None) => false,
        }
    }
}

/// A source that is there, and what the data say of it.
type MetSource = (SourceRecord, SourceRecord);

/// The fields of a record that is there, compared with those of the data one by one.
struct Fields<'k> {
    /// What the record is called.
    called: String,
    /// What is completed.
    completed: Vec<String>,
    kept: &'k mut Vec<String>,
}

impl<'k> Fields<'k> {
    fn of(called: String, kept: &'k mut Vec<String>) -> Self {
        Self { called, completed: Vec::new(), kept }
    }

    /// Takes a field: what is there stays, and else is what the data say.
    fn take(&mut self, what: &str, there: &mut Option<String>, new: Option<&String>) {
        match (there.as_ref(), new) {
            (None, Some(new)) => {
                self.completed.push(format!("{what} {new}"));
                *there = Some(new.clone());
            }
            (Some(there), Some(new)) if there != new => self.keep(what, Some(there), new),
            _ => {}
        }
    }

    fn attributes(&mut self, there: &mut Attributes, new: &Attributes) {
        for (name, value) in new.iter() {
            let mut known = there.get(name).map(str::to_owned);
            let is_missing = known.is_none();
            self.take(name, &mut known, Some(&value.to_owned()));
            if is_missing {
                there.insert(name, value);
            }
        }
    }

    /// Reports what the data say and is not used.
    fn keep(&mut self, what: &str, there: Option<&str>, new: &str) {
        let has = there.map_or(format!("no {what}"), |there| format!("the {what} {there}"));
        self.kept.push(format!("{} has {has}; not used: {new}", self.called));
    }

    /// What is completed, in a sentence, if anything is.
    fn sentence(self) -> Option<String> {
        let Self { called, completed, .. } = self;
        (!completed.is_empty()).then(|| format!("{called}: {}", completed.join(", ")))
    }
}
