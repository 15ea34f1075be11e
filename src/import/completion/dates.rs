//! Dates of publication and replies that do not fit to what is there.

use super::MetSource;
use crate::{
    corpus::{Severity, TextFile, read_json_lines, record::SourceRecord},
    graph::TemporalGraph,
    import::matched::Matched,
    model::{Date, SourceIndex},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The sources that cannot get what the data say of them.
#[derive(Debug, Default)]
pub(super) struct Unfit {
    /// A statement that is there would be dated after its source.
    dates: BTreeSet<String>,
    /// A source would be earlier than what it replies to, or reply to itself.
    replies: BTreeSet<String>,
}

impl Unfit {
    /// Whether a source cannot get the date of publication of the data.
    pub(super) fn has_date(&self, id: &str) -> bool {
        self.dates.contains(id) || self.replies.contains(id)
    }

    /// Whether a source cannot get the replies of the data.
    pub(super) fn has_replies(&self, id: &str) -> bool {
        self.replies.contains(id)
    }

    /// Finds the sources of which a statement that is there is dated later than the data say that they were published.
    pub(super) fn of_statements(matched: &Matched<'_>, met: &[MetSource]) -> Self {
        let Some(known) = matched.known else { return Self::default() };
        let dated = |(there, new): &MetSource| {
            let published = new.published.as_ref().filter(|_| there.published.is_none())?;
            let date = Date::in_zone(published, known.zone()).ok()?;
            Some((known.find_source(&there.id)?, date))
        };
        let dated: HashMap<SourceIndex, Date> = met.iter().filter_map(dated).collect();
        if dated.is_empty() {
            return Self::default();
        }
        let mut dates = BTreeSet::new();
        for statement in known.statements().map(|index| known.statement(index)) {
            let Some(published) = dated.get(&statement.source()) else { continue };
            let date = Date::in_zone(&statement.date(), known.zone());
            if date.is_ok_and(|date| published.last() < date.first()) {
                dates.insert(statement.source_record().id().to_owned());
            }
        }
        Self { dates, replies: BTreeSet::new() }
    }

    /// Finds completed sources by which replies would not fit. Says whether there are more than before.
    pub(super) fn find_replies(
        &mut self,
        matched: &Matched<'_>,
        completed: &BTreeMap<String, MetSource>,
    ) -> bool {
        let changes = |(before, after): &MetSource| {
            before.published != after.published || before.in_reply_to != after.in_reply_to
        };
        let changed: Vec<&String> =
            completed.iter().filter(|(_, change)| changes(change)).map(|(id, _)| id).collect();
        let Some(known) = matched.known else { return false };
        let may_fail = matched.new.has_replies() || (!changed.is_empty() && known.has_replies());
        if !may_fail {
            return false;
        }
        let faulty = faulty(&self.records(known, matched, completed));
        if faulty.is_empty() {
            return false;
        }
        let n_before = self.replies.len();
        let is_new = |id: &String| known.find_source(id).is_none();
        let at_fault = faulty.iter().filter(|id| is_new(id) || changed.contains(id));
        self.replies.extend(at_fault.cloned());
        if self.replies.len() == n_before {
            // What is at fault is what replies to a completed one.
            self.replies.extend(changed.into_iter().cloned());
        }
        self.replies.len() > n_before
    }

    /// All sources as they become, without people.
    fn records(
        &self,
        known: &TemporalGraph,
        matched: &Matched<'_>,
        completed: &BTreeMap<String, MetSource>,
    ) -> Vec<SourceRecord> {
        let there = (0..known.n_sources()).map(|row| known.source_record(SourceIndex::new(row)));
        let there = there.map(|record| match completed.get(&record.id) {
            Some((_, after)) => after.clone(),
            None => record,
        });
        let plain = |record| SourceRecord { author: None, outlet: None, ..record };
        there.chain(self.fit(matched.new_sources(), &mut Vec::new())).map(plain).collect()
    }

    /// New sources without replies that do not fit, which are reported.
    pub(super) fn fit(
        &self,
        mut sources: Vec<SourceRecord>,
        kept: &mut Vec<String>,
    ) -> Vec<SourceRecord> {
        for source in sources.iter_mut().filter(|source| self.has_replies(&source.id)) {
            let originals = std::mem::take(&mut source.in_reply_to).join(", ");
            kept.push(format!(
                "source {} has no reply that fits its date; not used: {originals}",
                source.id
            ));
        }
        sources
    }
}

/// The ids of the sources that do not pass the checks.
fn faulty(records: &[SourceRecord]) -> BTreeSet<String> {
    let mut text = String::new();
    for record in records {
        // Records can always be written.
        let line = serde_json::to_string(&BTreeMap::from([("source", record)]));
        text.push_str(&line.unwrap_or_default());
        text.push('\n');
    }
    let file = TextFile { path: "sources.jsonl".into(), text };
    let reading = read_json_lines(vec![file]);
    let text = reading.files.first().map_or("", |file| file.text.as_str());
    let errors = reading.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let at = |start: usize| text.get(..start).map_or(0, |before| before.matches('\n').count());
    let faulty = errors.filter_map(|error| records.get(at(error.place.start)));
    faulty.map(|record| record.id.clone()).collect()
}
