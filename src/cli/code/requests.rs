//! What the page asks for and what it is told, as JSON.

use crate::coding::workbench::{
    Done, Draft, Hint, Listed, Refusal, State, StatementValue, Wish, Workbench,
};
use crate::model::Day;
use serde::{Deserialize, Serialize};

/// What a person does.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Act {
    /// Codes a new statement.
    Save { text: String, draft: Draft },
    /// Changes a statement.
    Change { text: String, id: String, seen: StatementValue, draft: Draft },
    /// Removes a statement.
    Remove { text: String, id: String, seen: StatementValue },
    /// Accepts a proposal, as a draft has it.
    Accept { text: String, proposal: String, draft: Draft },
    /// Refuses a proposal.
    Refuse { text: String, proposal: String },
    /// Proposes statements of a text by rules.
    Propose { text: String },
    /// Gives an entity another name.
    Alias { entity: String, alias: String },
    /// Renames an entity or a verb everywhere, or makes two of them one.
    Rename { wish: Wish },
    /// Says how far the coding of a text is.
    State { text: String, state: State },
    /// Takes back the last act.
    Undo {},
    /// Does again what was taken back.
    Redo {},
}

impl Act {
    /// Carries it out.
    pub(super) fn carry_out(self, desk: &mut Workbench, today: Day) -> Result<Done, Refusal> {
        match self {
            Self::Save { text, draft } => desk.save(&text, &draft, today),
            Self::Change { text, id, seen, draft } => {
                desk.change(&text, (&id, &seen), &draft, today)
            }
            Self::Remove { text, id, seen } => desk.remove(&text, &id, &seen),
            Self::Accept { text, proposal, draft } => desk.accept(&text, &proposal, &draft, today),
            Self::Refuse { text, proposal } => desk.refuse(&text, &proposal, today),
            Self::Propose { text } => {
                desk.propose(&text)?;
                Ok(Done::default())
            }
            Self::Alias { entity, alias } => desk.alias(&entity, &alias),
            Self::Rename { wish } => desk.rename(&wish),
            Self::State { text, state } => {
                desk.set_state(&text, state, today)?;
                Ok(Done::default())
            }
            Self::Undo {} => desk.undo(),
            Self::Redo {} => desk.redo(),
        }
    }
}

/// What is being written, to give hints about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Writing {
    text: String,
    id: Option<String>,
    draft: Draft,
}

impl Writing {
    /// The hints.
    pub(super) fn hints(&self, desk: &mut Workbench, today: Day) -> Vec<Hint> {
        desk.hints(&self.text, self.id.as_deref(), &self.draft, today)
    }
}

/// What came of it.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    pub(super) version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) done: Option<Done>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) refused: Option<Refusal>,
    /// The refusal in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<String>,
}

/// What the page shows around a text.
#[derive(Debug, Serialize)]
pub(super) struct Overview<'d> {
    pub(super) version: u64,
    /// The corpus, as it was named.
    pub(super) corpus: String,
    pub(super) coder: Option<&'d str>,
    pub(super) today: String,
    /// What would be taken back, and what would be done again.
    pub(super) undo: Option<&'d str>,
    pub(super) redo: Option<&'d str>,
    pub(super) texts: Vec<Listed>,
    /// The kinds of entities.
    pub(super) kinds: &'static [&'static str],
    /// The findings about the corpus, as text.
    pub(super) findings: String,
    /// How many of them are errors.
    pub(super) errors: usize,
}
