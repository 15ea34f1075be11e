//! What a person does: each act is one change of one file, and can be taken back.

use super::{
    decide::note,
    desk::Workbench,
    draft::{Draft, Resolved},
    history::{FileChange, Step},
    patch::Patch,
    refusal::Refusal,
    written::{StatementValue, differences, id_of, in_short, merged},
};
use crate::{
    coding::{
        proposals::{Decision, Verdict},
        review::NewEntity,
    },
    corpus::{
        self, Form, Severity, TextFile, WriteError, add_alias,
        append::{Additions, NewRecord},
        change_statement, introduced,
        quotes::{MatchKind, Quote},
        record::StatementRecord,
        remove_record, rewrite_file,
    },
    model::Day,
};
use serde::Serialize;
use serde_json::Map;
use std::fs;

/// So often a file is read again because somebody wrote to it between reading and writing.
const TRIES: usize = 4;

/// An act that was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Done {
    /// What was done, in words.
    pub label: String,
    /// The id of the statement that was written.
    pub id: Option<String>,
    /// The source whose text it is about.
    pub text: Option<String>,
    /// What `check` warns of that it did not before.
    pub warnings: Vec<String>,
}

/// Whether an act is taken back or done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forth,
}

/// A change of a file, not yet written.
struct Plan {
    /// The file, and its position if it belongs to the corpus.
    target: (Option<usize>, TextFile),
    /// The text after each part of the change; the last one is written.
    stages: Vec<String>,
    label: String,
    id: Option<String>,
}

impl Workbench {
    /// Saves a new statement of a text, with the entities and the source that it needs.
    pub fn save(&mut self, text: &str, draft: &Draft, today: Day) -> Result<Done, Refusal> {
        self.act(Some(text), |desk| desk.plan_save(text, draft, today))
    }

    /// Changes a statement that a person has seen as it is given: what somebody else changed meanwhile stays, unless both
    /// changed the same field.
    pub fn change(
        &mut self,
        text: &str,
        (id, seen): (&str, &StatementValue),
        draft: &Draft,
        today: Day,
    ) -> Result<Done, Refusal> {
        self.act(Some(text), |desk| desk.plan_change(text, (id, seen), draft, today))
    }

    /// Removes a statement that a person has seen as it is given.
    pub fn remove(&mut self, text: &str, id: &str, seen: &StatementValue) -> Result<Done, Refusal> {
        self.act(Some(text), |desk| desk.plan_remove(id, seen))
    }

    /// Gives an entity another name.
    pub fn alias(&mut self, entity: &str, alias: &str) -> Result<Done, Refusal> {
        self.act(None, |desk| desk.plan_alias(entity, alias))
    }

    /// Takes back the last act.
    pub fn undo(&mut self) -> Result<Done, Refusal> {
        let step = self.history.last().cloned();
        let step = step.ok_or_else(|| Refusal::missing("act to take back"))?;
        let change = step.change.as_ref();
        let inverse = change.map(|change| change.patch.inverse());
        let warnings = match change.zip(inverse) {
            Some((change, inverse)) => self.replay(&step.label, change, &inverse, Way::Back)?,
            None => self.replay_renaming(&step, Way::Back)?,
        };
        self.history.undone();
        Ok(self.finished(step, warnings, Way::Back))
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<Done, Refusal> {
        let step = self.history.next().cloned();
        let step = step.ok_or_else(|| Refusal::missing("act to do again"))?;
        let warnings = match &step.change {
            Some(change) => self.replay(&step.label, change, &change.patch, Way::Forth)?,
            None => self.replay_renaming(&step, Way::Forth)?,
        };
        self.history.redone();
        Ok(self.finished(step, warnings, Way::Forth))
    }

    /// Writes down what becomes of the decision of a step.
    fn finished(&mut self, step: Step, mut warnings: Vec<String>, way: Way) -> Done {
        if let Some((path, decision)) = step.decision {
            let undone =
                Decision { verdict: Verdict::Undone, changes: Map::new(), ..decision.clone() };
            let noted = note(&path, if way == Way::Back { undone } else { decision });
            if let Err(refusal) = noted {
                warnings.push(format!("the decision about the proposal stays: {refusal}"));
            }
            self.version += 1;
        }
        Done { label: step.label, id: None, text: step.text, warnings }
    }

    /// Carries out a plan; makes it again when somebody else writes meanwhile.
    fn act(
        &mut self,
        text: Option<&str>,
        plan: impl Fn(&mut Self) -> Result<Plan, Refusal>,
    ) -> Result<Done, Refusal> {
        for _ in 0..TRIES {
            self.refresh();
            let Plan { target: (position, file), stages, label, id } = plan(self)?;
            let Some(new_text) = stages.last() else { continue };
            let warnings = match self.put(position, &file, new_text) {
                Err(Write::Changed) => continue,
                Err(Write::Refused(refusal)) => return Err(refusal),
                Ok(warnings) => warnings,
            };
            let text = text.map(str::to_owned);
            self.history.push(Step {
                label: label.clone(),
                text: text.clone(),
                change: Some(FileChange {
                    path: file.path,
                    patch: Patch::through(&file.text, &stages),
                    is_new_file: position.is_none(),
                }),
                decision: None,
                renamed: Vec::new(),
            });
            return Ok(Done { label, id, text, warnings });
        }
        Err(Refusal::unwritable("the file keeps changing"))
    }

    /// Applies the patch of a step, or its inverse.
    fn replay(
        &mut self,
        label: &str,
        step: &FileChange,
        patch: &Patch,
        way: Way,
    ) -> Result<Vec<String>, Refusal> {
        for _ in 0..TRIES {
            self.refresh();
            let position = self.reading.files.iter().position(|file| file.path == step.path);
            let file = match position.and_then(|position| self.reading.files.get(position)) {
                Some(file) => file.clone(),
                None if step.is_new_file && way == Way::Forth => {
                    TextFile { path: step.path.clone(), text: String::new() }
                }
                None => return Err(Refusal::missing(format!("file {}", step.path.display()))),
            };
            let new_text =
                patch.apply(&file.text).map_err(|misfit| Refusal::misfit(label, misfit))?;
            if new_text.is_empty() && step.is_new_file && way == Way::Back {
                return self.remove_file(&file);
            }
            match self.put(position, &file, &new_text) {
                Err(Write::Changed) => {}
                Err(Write::Refused(refusal)) => return Err(refusal),
                Ok(warnings) => return Ok(warnings),
            }
        }
        Err(Refusal::unwritable("the file keeps changing"))
    }

    /// Removes a file that an act made.
    fn remove_file(&mut self, file: &TextFile) -> Result<Vec<String>, Refusal> {
        fs::remove_file(&file.path).map_err(|error| Refusal::unwritable(corpus::reason(&error)))?;
        self.refresh();
        Ok(Vec::new())
    }

    /// Writes a file, unless the corpus would be faulty then or somebody else wrote to it meanwhile. Gives new warnings.
    fn put(
        &mut self,
        position: Option<usize>,
        file: &TextFile,
        new_text: &str,
    ) -> Result<Vec<String>, Write> {
        let after = self.reading.with_text(position, &file.path, new_text);
        let new = introduced(&self.reading.diagnostics, after.diagnostics.clone());
        let of = |severity| {
            let found = new.iter().filter(move |finding| finding.severity == severity);
            found.map(in_words).collect::<Vec<_>>()
        };
        let errors = of(Severity::Error);
        if !errors.is_empty() {
            return Err(Write::Refused(Refusal::Faulty { findings: errors }));
        }
        match rewrite_file(file, new_text) {
            Ok(()) => {}
            Err(WriteError::Changed(_)) => {
                self.stamps.clear();
                return Err(Write::Changed);
            }
            Err(error) => return Err(Write::Refused(error.into())),
        }
        self.reading = after;
        self.stamps = corpus::stamps(&self.paths);
        self.version += 1;
        Ok(of(Severity::Warning))
    }

    fn plan_save(&mut self, text: &str, draft: &Draft, today: Day) -> Result<Plan, Refusal> {
        if draft.span.is_none() {
            return Err(Refusal::field("quote", "select the words of the quote"));
        }
        let mut resolved = self.resolved(text, draft, None, today)?;
        let corpus = &self.reading.corpus;
        let published = resolved.published.as_deref();
        let mut id = id_of(&resolved.record, corpus, published);
        let record = &mut resolved.record;
        if let Some(at) = self.position(&id) {
            // Somebody else may code the same words; two equal statements of one coder are one.
            let other = corpus.statements.get(at);
            if other.is_none_or(|other| other.coder == record.coder) {
                return Err(Refusal::Stands { id });
            }
            id = record.id_of_all_fields();
            record.id = Some(id.clone());
        }
        let label = format!("code {}", in_short(record));
        let target = self.reading.target(self.to.as_deref())?;
        let statement = NewRecord::of(&resolved.record);
        let sections = [
            ("entities", records(&resolved.new)),
            ("sources", resolved.sources),
            ("statements", vec![statement]),
        ];
        let stages = if target.0.is_none() {
            vec![Additions { sections: sections.into(), ..Additions::default() }.new_file()]
        } else {
            appended(&target.1.text, sections)?
        };
        Ok(Plan { target, stages, label, id: Some(id) })
    }

    fn plan_change(
        &mut self,
        text: &str,
        (id, seen): (&str, &StatementValue),
        draft: &Draft,
        today: Day,
    ) -> Result<Plan, Refusal> {
        let seen = seen.record()?;
        let resolved = self.resolved(text, draft, Some(&seen), today)?;
        let Some(at) = self.position(id) else {
            return Err(self.gone(&seen, Some(&resolved.record)));
        };
        let now = self.record(at)?;
        let record = merged(&seen, &now, &resolved.record).map_err(|changes| Refusal::Changed {
            what: "the statement".to_owned(),
            changes,
            id: Some(id.to_owned()),
        })?;
        let new_id = id_of(&record, &self.reading.corpus, resolved.published.as_deref());
        if self.position(&new_id).is_some_and(|other| other != at) {
            return Err(Refusal::Stands { id: new_id });
        }
        let target = self.file_of(at)?;
        let place = self.reading.place(at).ok_or_else(|| Refusal::missing("statement"))?;
        let changed = change_statement(&target.1.text, &place.range(), &record);
        let changed = changed.ok_or_else(|| Refusal::unwritable("the record cannot be changed"))?;
        let mut stages = vec![changed.clone()];
        let sections = [("entities", records(&resolved.new)), ("sources", resolved.sources)];
        stages.extend(appended(&changed, sections)?);
        Ok(Plan {
            target,
            stages,
            label: format!("change {}", in_short(&record)),
            id: Some(new_id),
        })
    }

    fn plan_remove(&mut self, id: &str, seen: &StatementValue) -> Result<Plan, Refusal> {
        let seen = seen.record()?;
        let Some(at) = self.position(id) else { return Err(self.gone(&seen, None)) };
        let now = self.record(at)?;
        if now != seen {
            let changes = differences(&seen, &now, None);
            let what = "the statement".to_owned();
            return Err(Refusal::Changed { what, changes, id: Some(id.to_owned()) });
        }
        let target = self.file_of(at)?;
        let place = self.reading.place(at).ok_or_else(|| Refusal::missing("statement"))?;
        let removed = remove_record(&target.1.text, "statements", &place.range());
        let removed = removed.ok_or_else(|| Refusal::unwritable("the record cannot be removed"))?;
        Ok(Plan {
            target,
            stages: vec![removed],
            label: format!("remove {}", in_short(&seen)),
            id: None,
        })
    }

    fn plan_alias(&mut self, entity: &str, alias: &str) -> Result<Plan, Refusal> {
        let alias = alias.trim();
        if alias.is_empty() {
            return Err(Refusal::field("alias", "type a name"));
        }
        let files = self.reading.files.iter().enumerate();
        let mut changed =
            files.filter(|(_, file)| file.form() == Form::Ron).filter_map(|(at, file)| {
                Some(((Some(at), file.clone()), add_alias(&file.text, entity, alias)?))
            });
        let (target, new_text) =
            changed.next().ok_or_else(|| Refusal::missing(format!("entity `{entity}`")))?;
        let label = format!("call {entity} “{alias}”, too");
        Ok(Plan { target, stages: vec![new_text], label, id: None })
    }

    /// The record of a draft. A quote that is newly selected has to stand in the text.
    pub(super) fn resolved(
        &mut self,
        text: &str,
        draft: &Draft,
        before: Option<&StatementRecord>,
        today: Day,
    ) -> Result<Resolved, Refusal> {
        let Self { shelf, reading, coder, .. } = self;
        let shelved = shelf.text(text);
        let shelved = shelved.ok_or_else(|| Refusal::missing(format!("text of `{text}`")))?;
        let by = (coder.as_deref(), today);
        let resolved = draft.resolved(&reading.corpus, shelved, before, by)?;
        if draft.span.is_some() {
            let StatementRecord { quote, prefix, suffix, .. } = &resolved.record;
            let exact = quote.as_deref().unwrap_or_default();
            let (prefix, suffix) = (prefix.as_deref(), suffix.as_deref());
            let found = shelved.text.find(Quote { exact, prefix, suffix });
            if found.kind != MatchKind::Verbatim {
                return Err(Refusal::field("quote", "these words are not found again as a quote"));
            }
        }
        Ok(resolved)
    }

    /// The position of the statement with an id.
    fn position(&self, id: &str) -> Option<usize> {
        self.reading.corpus.statements.iter().position(|statement| statement.id.as_str() == id)
    }

    fn record(&self, at: usize) -> Result<StatementRecord, Refusal> {
        let record = self.reading.record(at);
        record.ok_or_else(|| Refusal::unwritable("JSON lines are changed in an editor"))
    }

    /// The file of a statement, and its position.
    fn file_of(&self, at: usize) -> Result<(Option<usize>, TextFile), Refusal> {
        let position = self.reading.place(at).map(|place| place.file);
        let file = position.and_then(|position| self.reading.files.get(position)).cloned();
        Ok((position, file.ok_or_else(|| Refusal::missing("statement"))?))
    }

    /// Why a statement is not there: what is most likely left of it.
    fn gone(&self, seen: &StatementRecord, yours: Option<&StatementRecord>) -> Refusal {
        let what = "the statement".to_owned();
        let n = self.reading.corpus.statements.len();
        let records = (0..n).filter_map(|at| Some((at, self.reading.record(at)?)));
        let is_left = |record: &StatementRecord| {
            let is_same = [
                record.quote == seen.quote,
                record.holder == seen.holder,
                record.target == seen.target,
                record.stance == seen.stance,
            ];
            record.source == seen.source && is_same.into_iter().filter(|same| *same).count() > 2
        };
        let left = records.into_iter().find(|(_, record)| is_left(record));
        let Some((at, now)) = left else {
            return Refusal::Changed { what, changes: Vec::new(), id: None };
        };
        let id = self.reading.corpus.statements.get(at).map(|statement| statement.id.to_string());
        Refusal::Changed { what, changes: differences(seen, &now, yours), id }
    }
}

/// What writing did not do.
enum Write {
    /// Somebody else wrote to the file.
    Changed,
    Refused(Refusal),
}

/// The text after each section of additions.
fn appended<const N: usize>(
    text: &str,
    sections: [(&'static str, Vec<NewRecord>); N],
) -> Result<Vec<String>, Refusal> {
    let mut stages: Vec<String> = Vec::new();
    for section in sections.into_iter().filter(|(_, records)| !records.is_empty()) {
        let before = stages.last().map_or(text, String::as_str);
        let additions = Additions { sections: vec![section], ..Additions::default() };
        stages.push(additions.append_to(before)?);
    }
    Ok(stages)
}

fn records(entities: &[NewEntity]) -> Vec<NewRecord> {
    entities.iter().map(NewEntity::record).collect()
}

/// A finding as a line.
fn in_words(finding: &corpus::Diagnostic) -> String {
    match &finding.help {
        Some(help) => format!("{} ({help})", finding.message),
        None => finding.message.clone(),
    }
}
