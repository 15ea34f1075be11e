//! What is asked, and how an answer is checked.

use super::{
    Desk, New,
    ask::{Agreed, Asker, Choice},
    entity::Entity,
    records::{ask_kind_and_id, ask_source, date},
    source::Source,
    statement::Statement,
};
use crate::{
    cli::Failure,
    coding::propose::{Everyday, SHIPPED_LEXICON, parse_lexicon},
    corpus::{
        Corpus, Reading, find_verb,
        fold::fold,
        name::{NameError, alike, find_entity_by_whole_name},
        nearest::nearest,
        verb_meaning,
    },
    graph::ingest::id_of_source,
    model::{self, EntityKind, Verb},
};
use std::process::ExitCode;

/// So many choices are offered.
const MOST_CHOICES: usize = 6;

/// What was said last, and is proposed.
#[derive(Default)]
pub(super) struct Last {
    holder: Option<String>,
    target: Option<String>,
    source: Option<String>,
    on: Option<String>,
}

impl Last {
    /// The last statement of a corpus.
    fn of(reading: &Reading) -> Self {
        let place = reading.corpus.statements.len().checked_sub(1);
        let Some(record) = place.and_then(|last| reading.record(last)) else {
            return Self::default();
        };
        Self {
            holder: Some(record.holder),
            target: Some(record.target),
            source: Some(record.source),
            on: record.on,
        }
    }
}

/// Asks for statement after statement, and writes each.
pub(super) fn statements(desk: &mut Desk<'_>) -> Result<ExitCode, Failure> {
    let mut asker = Asker::new(desk.context);
    let mut last = Last::of(&desk.reading);
    asker.say("Enter takes what stands in brackets; Ctrl-C ends.");
    loop {
        let (mut statement, mut new) = (Statement::default(), New::default());
        ask(&mut statement, &mut new, (desk, &last), &mut asker)?;
        let record = statement.resolve(&desk.with(&new)?, desk.context)?;
        new.statements.push(record);
        let addition = desk.addition(&new, ("the statement", None))?;
        asker.say(addition.lines().trim_end());
        if asker.is_agreed("write it?", Agreed::Yes)? {
            desk.write(addition)?;
            let Statement { holder, target, source, on, .. } = statement;
            let on = on.map(|on| desk.context.clock.date(&on).to_string());
            last = Last { holder, target, source, on };
        } else {
            asker.say("nothing was written");
        }
        if !asker.is_agreed("another one?", Agreed::No)? {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

/// Asks for what a statement lacks, one thing at a time. Entities and sources that are made on the way are `new`.
pub(super) fn ask(
    statement: &mut Statement,
    new: &mut New,
    (desk, last): (&Desk<'_>, &Last),
    asker: &mut Asker<'_>,
) -> Result<(), Failure> {
    let mut draft = Draft { desk, new, known: desk.with(&New::default())? };
    if statement.holder.is_none() {
        let question = ("holder (who?)", EntityKind::Person);
        statement.holder = Some(draft.entity(asker, question, last.holder.as_deref())?);
    }
    if statement.stance.is_none() {
        let question = "stance (a verb, or any word: endorses, slams)";
        let verb = asker.answer(question, None, |asker, typed| draft.verb(asker, typed))?;
        statement.stance = Some(verb);
    }
    if statement.target.is_none() {
        let question = ("target (towards whom or what?)", EntityKind::Topic);
        statement.target = Some(draft.entity(asker, question, last.target.as_deref())?);
    }
    if statement.source.is_none() {
        let question = "source (its id or title)";
        let source = last.source.as_deref();
        let source = asker.answer(question, source, |asker, typed| draft.source(asker, typed))?;
        statement.source = Some(source);
    }
    if statement.on.is_none() {
        draft.ask_date(statement, last, asker)?;
    }
    if statement.quote.is_none() {
        let quote = asker.optional("quote (verbatim; may be empty)", |typed| {
            let quote = Some(typed.to_owned());
            draft.check(&Statement { quote: quote.clone(), ..statement.clone() }).map(|()| quote)
        })?;
        statement.quote = quote.flatten();
    }
    Ok(())
}

/// A statement that is being asked for.
struct Draft<'d> {
    desk: &'d Desk<'d>,
    /// What is made on the way.
    new: &'d mut New,
    /// The corpus with that.
    known: Reading,
}

impl Draft<'_> {
    /// Asks for an entity; its id.
    fn entity(
        &mut self,
        asker: &mut Asker<'_>,
        (question, kind): (&str, EntityKind),
        last: Option<&str>,
    ) -> Result<String, Failure> {
        asker.answer(question, last, |asker, typed| self.entity_called(asker, typed, kind))
    }

    fn entity_called(
        &mut self,
        asker: &mut Asker<'_>,
        typed: &str,
        kind: EntityKind,
    ) -> Result<Option<String>, Failure> {
        let corpus = &self.known.corpus;
        let who = match find_entity_by_whole_name(corpus, typed) {
            Ok(found) => return Ok(Some(corpus.entity(found).id.to_string())),
            Err(NameError::Ambiguous { .. }) => "several entities are",
            Err(_) => "no entity is",
        };
        asker.say(&format!("{who} called `{typed}`"));
        let found = alike(corpus, typed).into_iter().take(MOST_CHOICES);
        let found: Vec<_> = found.map(|entity| corpus.entity(entity)).collect();
        let choices: Vec<String> = found
            .iter()
            .map(|entity| format!("{} ({}, {})", entity.name, entity.id, entity.kind))
            .collect();
        match asker.choose(&choices, Some(&format!("make `{typed}` a new entity")))? {
            Choice::Of(at) => Ok(found.get(at).map(|entity| entity.id.to_string())),
            Choice::Typed(other) if other.is_empty() => Ok(None),
            Choice::Typed(other) => self.entity_called(asker, &other, kind),
            Choice::New => {
                let mut made = Entity::named(typed);
                ask_kind_and_id(&mut made, kind, corpus, asker)?;
                let id = made.id.clone();
                self.make(|new, corpus| new.entities.push(made.record(corpus)))?;
                Ok(id)
            }
        }
    }

    /// Makes a record, unless it is faulty.
    fn make(&mut self, add: impl FnOnce(&mut New, &Corpus)) -> Result<(), Failure> {
        let mut new = self.new.clone();
        add(&mut new, &self.known.corpus);
        self.desk.check(&new)?;
        self.known = self.desk.with(&new)?;
        *self.new = new;
        Ok(())
    }

    /// A verb for what is typed.
    fn verb(&self, asker: &mut Asker<'_>, typed: &str) -> Result<Option<String>, Failure> {
        let vocabulary = &self.known.corpus.vocabulary;
        if let Ok(found) = find_verb(vocabulary, typed) {
            return Ok(Some(vocabulary.verb(found).word.clone()));
        }
        let lexicon = parse_lexicon(SHIPPED_LEXICON).unwrap_or_default();
        let everyday = Everyday::new(&lexicon);
        let words = || vocabulary.verbs().iter().map(|verb| verb.word.as_str());
        let found = everyday.verbs(typed).into_iter().chain(nearest(typed, words(), MOST_CHOICES));
        let mut verbs: Vec<&Verb> = Vec::new();
        for verb in found.filter_map(|word| vocabulary.find(word)) {
            let verb = vocabulary.verb(verb);
            if verbs.len() < MOST_CHOICES && verbs.iter().all(|other| other.word != verb.word) {
                verbs.push(verb);
            }
        }
        if verbs.is_empty() {
            asker.say(&format!("no verb is like `{typed}`; `stance verbs` lists all"));
            return Ok(None);
        }
        asker.say(&format!("`{typed}` is no verb of the vocabulary"));
        let choices: Vec<String> = verbs.iter().map(|verb| described(verb)).collect();
        match asker.choose(&choices, None)? {
            Choice::Of(at) => Ok(verbs.get(at).map(|verb| verb.word.clone())),
            Choice::Typed(other) if !other.is_empty() => self.verb(asker, &other),
            _ => Ok(None),
        }
    }

    /// The id of a source of this id or title.
    fn source(&mut self, asker: &mut Asker<'_>, typed: &str) -> Result<Option<String>, Failure> {
        let corpus = &self.known.corpus;
        if let Some(exact) = corpus.sources.iter().find(|source| source.id.as_str() == typed) {
            return Ok(Some(exact.id.to_string()));
        }
        let wanted = fold(typed);
        let title = |source: &model::Source| source.title.clone().unwrap_or_default();
        let is_called = |source: &&model::Source| {
            fold(source.id.as_str()) == wanted || fold(&title(source)) == wanted
        };
        let mut found: Vec<_> = corpus.sources.iter().filter(is_called).collect();
        if let [only] = found.as_slice() {
            return Ok(Some(only.id.to_string()));
        }
        let texts = || {
            let texts = corpus.sources.iter().map(|it| (it.id.as_str(), it.title.as_deref()));
            texts.flat_map(|(id, title)| [Some(id), title]).flatten()
        };
        let near = nearest(typed, texts(), MOST_CHOICES);
        let is_near = |text: &str| near.contains(&text);
        found.extend(corpus.sources.iter().filter(|source| {
            is_near(source.id.as_str()) || source.title.as_deref().is_some_and(is_near)
        }));
        found.dedup_by_key(|source| source.id.clone());
        found.truncate(MOST_CHOICES);
        asker.say(&format!("no source alone is called `{typed}`"));
        let choices: Vec<String> = found
            .iter()
            .map(|source| match &source.title {
                Some(title) => format!("{} ({title})", source.id),
                None => source.id.to_string(),
            })
            .collect();
        match asker.choose(&choices, Some(&format!("make `{typed}` a new source")))? {
            Choice::Of(at) => Ok(found.get(at).map(|source| source.id.to_string())),
            Choice::Typed(other) if other.is_empty() => Ok(None),
            Choice::Typed(other) => self.source(asker, &other),
            Choice::New => {
                let mut made = Source::default();
                if id_of_source(typed) == typed {
                    made.id = Some(typed.to_owned());
                } else {
                    made.title = Some(typed.to_owned());
                }
                ask_source(&mut made, asker)?;
                let record = made.record(corpus, self.desk.context)?;
                let id = record.id();
                self.make(|new, _| new.sources.push(record))?;
                Ok(id)
            }
        }
    }

    /// Asks when the statement was made.
    fn ask_date(
        &self,
        statement: &mut Statement,
        last: &Last,
        asker: &mut Asker<'_>,
    ) -> Result<(), Failure> {
        let corpus = &self.known.corpus;
        let source = statement.source.as_deref();
        let published = corpus.sources.iter().find(|it| Some(it.id.as_str()) == source);
        let published = published.and_then(|source| source.published.as_ref());
        let last = last.on.as_deref().filter(|_| last.source.as_deref() == source);
        let default = match (last, published) {
            (Some(last), _) => format!(" [{last}]"),
            (None, Some(published)) => format!(" [as its source: {published}]"),
            (None, None) => String::new(),
        };
        let question = format!("on (a date){default}");
        loop {
            let on = asker.optional(&question, date)?;
            let on = match on {
                None => last.map(date).transpose()?,
                typed => typed,
            };
            match self.check(&Statement { on: on.clone(), ..statement.clone() }) {
                Ok(()) => {
                    statement.on = on;
                    return Ok(());
                }
                Err(Failure::Data(message)) => asker.say(message.trim_end()),
                Err(error) => return Err(error),
            }
        }
    }

    /// Refuses a statement that would be faulty.
    fn check(&self, statement: &Statement) -> Result<(), Failure> {
        let mut new = self.new.clone();
        new.statements.push(statement.resolve(&self.known, self.desk.context)?);
        self.desk.check(&new)
    }
}

/// A verb with its sign, its strength and what it means.
fn described(verb: &Verb) -> String {
    let meaning = verb_meaning(&verb.word).map(|meaning| format!(": {meaning}"));
    let (word, sign, strength) = (&verb.word, verb.effect.word(), verb.strength.value());
    format!("{word} ({sign} {strength}){}", meaning.unwrap_or_default())
}
