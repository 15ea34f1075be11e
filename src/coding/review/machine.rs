//! What each key does: a state machine that knows no terminal, no file and no clock.

use super::{
    completion::completed,
    draft::{Changes, NewEntity, entity_id, new_entities},
};
use crate::{
    coding::proposals::{Proposal, Proposals, Verdict},
    corpus::{Corpus, find_verb},
    model::{DateExpression, EntityKind},
};
use serde_json::Value;
use std::collections::VecDeque;

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// Ends what is typed.
    Enter,
    /// Takes back what is typed.
    Escape,
    /// Takes back a character.
    Backspace,
    /// Completes what is typed.
    Tab,
}

/// What a person types in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The holder.
    Holder,
    /// The verb.
    Stance,
    /// The target.
    Target,
    /// The date.
    On,
    /// The quote.
    Quote,
    /// The topics, separated by commas.
    About,
    /// Who claims it.
    ClaimedBy,
    /// A note.
    Note,
    /// The name of a new entity, and the field that it is for.
    NewName(&'static str),
    /// The kind of a new entity.
    NewKind(&'static str),
}

impl Field {
    /// Its name in a statement.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holder => "holder",
            Self::Stance => "stance",
            Self::Target => "target",
            Self::On => "on",
            Self::Quote => "quote",
            Self::About => "about",
            Self::ClaimedBy => "claimed_by",
            Self::Note => "note",
            Self::NewName(_) => "name",
            Self::NewKind(_) => "kind",
        }
    }
}

/// What the machine waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A decision.
    Offer,
    /// Which field to edit.
    ChooseField,
    /// A text.
    Typing(Field, String),
    /// Nothing: there is no more proposal.
    Done,
}

/// What has to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Decide about a proposal; then [`Machine::decided`] or [`Machine::failed`].
    Decide {
        /// The id of the proposal.
        proposal: String,
        /// The decision.
        verdict: Verdict,
        /// What is set otherwise than proposed.
        changes: Changes,
    },
    /// Take back the last decision, about this proposal; then [`Machine::undone`] or [`Machine::failed`].
    Undo(String),
    /// End.
    Quit,
}

/// A review of the proposals of one file.
#[derive(Clone, Debug)]
pub struct Machine {
    open: VecDeque<String>,
    history: Vec<String>,
    n_later: usize,
    changes: Changes,
    new_name: String,
    mode: Mode,
    message: Option<String>,
}

impl Machine {
    /// Begins with the first proposal that nobody has decided.
    pub fn new(proposals: &Proposals) -> Self {
        let decided = proposals.decided();
        let ids = proposals.proposals.iter().map(|proposal| proposal.id.clone());
        let open: VecDeque<String> = ids.filter(|id| !decided.contains_key(id.as_str())).collect();
        let mode = if open.is_empty() { Mode::Done } else { Mode::Offer };
        Self {
            open,
            history: Vec::new(),
            n_later: 0,
            changes: Changes::new(),
            new_name: String::new(),
            mode,
            message: None,
        }
    }

    /// The proposal at hand.
    pub fn at_hand<'p>(&self, proposals: &'p Proposals) -> Option<&'p Proposal> {
        proposals.proposal(self.open.front()?)
    }

    /// What is set otherwise than proposed.
    pub const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// What the machine waits for.
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// What a person should know about the last key.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The number of proposals that are open, the one at hand included, and of those left for later.
    pub fn left(&self) -> (usize, usize) {
        (self.open.len(), self.n_later)
    }

    /// What a key does.
    pub fn key(&mut self, key: Key, proposals: &Proposals, corpus: &Corpus) -> Effect {
        self.message = None;
        let Some(proposal) = self.at_hand(proposals) else {
            return match key {
                Key::Char('u') => self.undo(),
                _ => Effect::Quit,
            };
        };
        match std::mem::replace(&mut self.mode, Mode::Offer) {
            Mode::Typing(field, typed) => self.type_key((field, typed), key, proposal, corpus),
            Mode::ChooseField => self.choose_field(key, proposal),
            Mode::Offer | Mode::Done => self.offer_key(key, proposal),
        }
    }

    fn offer_key(&mut self, key: Key, proposal: &Proposal) -> Effect {
        match key {
            Key::Char('a') | Key::Enter => return self.decide(proposal, Verdict::Accepted),
            Key::Char('r') => return self.decide(proposal, Verdict::Refused),
            Key::Char('t') => self.mode = Mode::Typing(Field::Target, String::new()),
            Key::Char('v') => self.mode = Mode::Typing(Field::Stance, String::new()),
            Key::Char('e') => self.mode = Mode::ChooseField,
            Key::Char('n') => self.new_entity(proposal),
            Key::Char('l') => {
                self.open.pop_front();
                self.n_later += 1;
                self.next();
            }
            Key::Char('u') => return self.undo(),
            Key::Char('q') => return Effect::Quit,
            Key::Char(digit) if digit.is_ascii_digit() => self.choose_candidate(digit, proposal),
            _ => self.message = Some("this key does nothing here".to_owned()),
        }
        Effect::None
    }

    fn choose_field(&mut self, key: Key, proposal: &Proposal) -> Effect {
        let field = match key {
            Key::Char('h') => Field::Holder,
            Key::Char('v') => Field::Stance,
            Key::Char('t') => Field::Target,
            Key::Char('d') => Field::On,
            Key::Char('q') => Field::Quote,
            Key::Char('b') => Field::About,
            Key::Char('c') => Field::ClaimedBy,
            Key::Char('n') => Field::Note,
            _ => return Effect::None,
        };
        self.mode = Mode::Typing(field, self.value(field, proposal));
        Effect::None
    }

    /// The value of a field as it stands.
    fn value(&self, field: Field, proposal: &Proposal) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match self.changes.get(field.word()) {
            Some(Value::String(text)) => return text.clone(),
            Some(Value::Array(items)) => {
                return items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ");
            }
            Some(_) => return String::new(),
            None => {}
        }
        match field {
            Field::Holder => text(&proposal.holder.entity),
            Field::Stance => text(&proposal.stance),
            Field::Target => {
                proposal.target.as_ref().map(|target| text(&target.entity)).unwrap_or_default()
            }
            Field::On => text(&proposal.on),
            Field::Quote => proposal.quote.clone(),
            Field::About => proposal.about.join(", "),
            Field::ClaimedBy => proposal
                .claimed_by
                .as_ref()
                .map(|claimed| text(&claimed.entity))
                .unwrap_or_default(),
            Field::Note | Field::NewName(_) | Field::NewKind(_) => String::new(),
        }
    }

    /// Asks for the name of a new entity: of the first one of the proposal that the corpus does not know.
    fn new_entity(&mut self, proposal: &Proposal) {
        let is_set = |field: &str| self.changes.contains_key(field);
        let (field, name) = if proposal.holder.entity.is_none() && !is_set("holder") {
            ("holder", proposal.holder.name.clone())
        } else if let Some(claimed) = &proposal.claimed_by
            && claimed.entity.is_none()
            && !is_set("claimed_by")
        {
            ("claimed_by", claimed.name.clone())
        } else {
            let name = proposal.target.as_ref().filter(|target| target.entity.is_none());
            ("target", name.map(|target| target.name.clone()).unwrap_or_default())
        };
        self.mode = Mode::Typing(Field::NewName(field), name);
    }

    fn choose_candidate(&mut self, digit: char, proposal: &Proposal) {
        let number = digit.to_digit(10).unwrap_or_default() as usize;
        let Some(candidate) = number.checked_sub(1).and_then(|at| proposal.candidates.get(at))
        else {
            self.message = Some(format!("there is no candidate {digit}"));
            return;
        };
        match &candidate.entity {
            Some(id) => self.set("target", Value::String(id.clone())),
            None => self.mode = Mode::Typing(Field::NewName("target"), candidate.name.clone()),
        }
    }

    fn set(&mut self, field: &str, value: Value) {
        self.changes.insert(field.to_owned(), value);
    }

    fn type_key(
        &mut self,
        (field, mut typed): (Field, String),
        key: Key,
        proposal: &Proposal,
        corpus: &Corpus,
    ) -> Effect {
        match key {
            Key::Char(c) if !c.is_control() => typed.push(c),
            Key::Char(_) => {}
            Key::Backspace => drop(typed.pop()),
            Key::Escape => return Effect::None,
            Key::Tab => {
                let (completion, choices) = completed(field, &typed, corpus);
                typed = completion;
                if !choices.is_empty() {
                    self.message = Some(choices.join("  "));
                }
            }
            Key::Enter => match self.enter(field, typed.trim(), proposal, corpus) {
                Ok(()) => return Effect::None,
                Err(message) => self.message = Some(message),
            },
        }
        self.mode = Mode::Typing(field, typed);
        Effect::None
    }

    /// Takes what was typed, or says why it cannot be taken.
    fn enter(
        &mut self,
        field: Field,
        typed: &str,
        proposal: &Proposal,
        corpus: &Corpus,
    ) -> Result<(), String> {
        let new = new_entities(&self.changes).unwrap_or_default();
        let entity = |typed: &str| entity_id(typed, corpus, &new).map(Value::String);
        let text = |typed: &str| if typed.is_empty() { Value::Null } else { typed.into() };
        let value = match field {
            Field::Target if typed.len() == 1 && typed.chars().all(|c| c.is_ascii_digit()) => {
                typed.chars().for_each(|digit| self.choose_candidate(digit, proposal));
                return self.message.take().map_or(Ok(()), Err);
            }
            Field::ClaimedBy if typed.is_empty() => Value::Null,
            Field::Holder | Field::Target | Field::ClaimedBy => entity(typed)?,
            Field::Stance => verb(typed, corpus)?,
            Field::On => {
                if !typed.is_empty() {
                    typed.parse::<DateExpression>().map_err(|error| error.to_string())?;
                }
                text(typed)
            }
            Field::Quote | Field::Note => text(typed),
            Field::About => {
                let names = typed.split(',').map(str::trim).filter(|name| !name.is_empty());
                Value::Array(names.map(entity).collect::<Result<_, _>>()?)
            }
            Field::NewName(of) => {
                if typed.is_empty() {
                    return Err("type the name of the entity".to_owned());
                }
                typed.clone_into(&mut self.new_name);
                self.mode = Mode::Typing(Field::NewKind(of), "person".to_owned());
                return Ok(());
            }
            Field::NewKind(of) => return self.make_entity(of, typed, corpus),
        };
        self.set(field.word(), value);
        Ok(())
    }

    fn make_entity(&mut self, of: &str, kind: &str, corpus: &Corpus) -> Result<(), String> {
        let kind = kind.to_lowercase().parse::<EntityKind>().map_err(|error| error.to_string())?;
        let entity = NewEntity::named(&self.new_name, kind, corpus)
            .ok_or_else(|| "the name has no letters".to_owned())?;
        self.set(of, Value::String(entity.id.clone()));
        match self.changes.get_mut("entities").and_then(Value::as_array_mut) {
            Some(entities) => entities.push(entity.to_value()),
            None => self.set("entities", Value::Array(vec![entity.to_value()])),
        }
        Ok(())
    }

    fn decide(&self, proposal: &Proposal, verdict: Verdict) -> Effect {
        let changes = match verdict {
            Verdict::Accepted => self.changes.clone(),
            Verdict::Refused | Verdict::Undone => Changes::new(),
        };
        Effect::Decide { proposal: proposal.id.clone(), verdict, changes }
    }

    fn undo(&mut self) -> Effect {
        if let Some(last) = self.history.last() {
            return Effect::Undo(last.clone());
        }
        self.message = Some("there is nothing to undo".to_owned());
        Effect::None
    }

    fn next(&mut self) {
        self.changes = Changes::new();
        self.mode = if self.open.is_empty() { Mode::Done } else { Mode::Offer };
    }

    /// The decision about the proposal at hand is written.
    pub fn decided(&mut self) {
        self.history.extend(self.open.pop_front());
        self.next();
    }

    /// The last decision is taken back: its proposal is at hand again.
    pub fn undone(&mut self) {
        if let Some(last) = self.history.pop() {
            self.open.push_front(last);
        }
        self.next();
    }

    /// What was asked for could not be done.
    pub fn failed(&mut self, message: String) {
        self.message = Some(message);
    }
}

/// A verb of the vocabulary.
fn verb(typed: &str, corpus: &Corpus) -> Result<Value, String> {
    let found = find_verb(&corpus.vocabulary, typed)?;
    Ok(Value::String(corpus.vocabulary.verb(found).word.clone()))
}
