//! Whom pronouns and noun phrases stand for.

use super::clause::is_preposition;
use super::document::Document;
use super::lexicon::Lexicon;
use super::names::{Gender, Names, Sort};
use super::roles::{apposition, described, learn_gender, learn_name};
use super::sentences::{Item, Sentence, What};

/// Who was spoken of, the latest last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    seen: Vec<Seen>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    actor: usize,
    sentence: usize,
    subject: bool,
}

/// How many of the last mentions a pronoun may refer to.
const RECENT: usize = 24;

impl Memory {
    /// Takes note of somebody.
    pub(crate) fn note(&mut self, actor: usize, sentence: usize, subject: bool) {
        self.seen.push(Seen { actor, sentence, subject });
        if self.seen.len() > 4 * RECENT {
            self.seen.drain(..2 * RECENT);
        }
    }

    /// The last ones spoken of, each once, the latest first.
    pub(crate) fn recent(&self) -> Vec<usize> {
        let mut found = Vec::new();
        for seen in self.seen.iter().rev().take(RECENT) {
            if !found.contains(&seen.actor) {
                found.push(seen.actor);
            }
        }
        found
    }

    /// Subjects before others: of this sentence, then of the one before, then whoever came last.
    pub(crate) fn for_subject(&self, sentence: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let last = || self.seen.iter().rev().take(RECENT);
        found.extend(last().filter(|s| s.sentence == sentence && s.subject).map(|s| s.actor));
        let previous = last().map(|s| s.sentence).find(|s| *s < sentence);
        found.extend(last().filter(|s| Some(s.sentence) == previous && s.subject).map(|s| s.actor));
        found.extend(last().filter(|s| s.subject).map(|s| s.actor));
        found.extend(last().map(|s| s.actor));
        found
    }
}

/// Whether a pronoun can stand for an actor.
pub(crate) fn agrees(names: &Names, actor: usize, pronoun: &str) -> bool {
    let Some(actor) = names.actor(actor) else { return false };
    match pronoun {
        "he" | "him" | "his" | "himself" => {
            actor.gender != Gender::Female && matches!(actor.sort, Sort::Person | Sort::Unknown)
        }
        "she" | "her" | "hers" | "herself" => {
            actor.gender != Gender::Male && matches!(actor.sort, Sort::Person | Sort::Unknown)
        }
        "it" | "its" => !matches!(actor.sort, Sort::Person),
        "they" | "them" | "their" => actor.sort != Sort::Thing,
        _ => false,
    }
}

/// The first of some actors whom a pronoun can stand for; a person of the right gender before one of none.
fn choose(names: &Names, candidates: &[usize], pronoun: &str, not: Option<usize>) -> Option<usize> {
    let plural = matches!(pronoun, "they" | "them" | "their");
    let fits = |actor: &&usize| agrees(names, **actor, pronoun) && Some(**actor) != not;
    let body = |actor: &&usize| names.actor(**actor).is_some_and(|a| a.sort == Sort::Body);
    let known = |actor: &&usize| names.actor(**actor).is_some_and(|a| a.sort == Sort::Person);
    if plural {
        return candidates.iter().filter(fits).find(body).copied();
    }
    if matches!(pronoun, "it" | "its") {
        return candidates.iter().filter(fits).find(body).copied();
    }
    candidates.iter().filter(fits).find(known).or_else(|| candidates.iter().find(fits)).copied()
}

/// Resolves the narration; gives for each sentence who was spoken of last.
pub(crate) fn narration(
    sentences: &mut [Sentence],
    names: &mut Names,
    lexicon: &Lexicon,
    apart: &[bool],
) -> Vec<Memory> {
    let mut memory = Memory::default();
    let mut found = Vec::with_capacity(sentences.len());
    for (index, sentence) in sentences.iter_mut().enumerate() {
        let alone = apart.get(sentence.paragraph).copied().unwrap_or(false);
        let mut own = if alone { Memory::default() } else { std::mem::take(&mut memory) };
        if sentence.quotation.is_none() {
            resolve(sentence, names, lexicon, &mut own, index);
        }
        if alone {
            found.push(own);
        } else {
            found.push(own.clone());
            memory = own;
        }
    }
    found
}

/// Whether an item stands where a subject does: at no preposition’s end.
fn is_subject(sentence: &Sentence, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|b| !is_preposition(sentence.word(b)))
}

/// Resolves the items of one sentence of narration.
fn resolve(
    sentence: &mut Sentence,
    names: &mut Names,
    lexicon: &Lexicon,
    memory: &mut Memory,
    index: usize,
) {
    let mut subject: Option<usize> = None;
    for at in 0..sentence.items.len() {
        let free = is_subject(sentence, at);
        let after_verb = subject.is_some() && at > 0 && sentence.at(at - 1).what == What::Word;
        let item = sentence.at(at).clone();
        let mut actor = item.actor;
        if let Some(pronoun) = &item.owner.pronoun {
            let owner = owner(names, memory, pronoun, subject, index);
            if let Some(item) = sentence.items.get_mut(at) {
                item.owner.actor = owner;
            }
        }
        match item.what {
            What::Pronoun => {
                let object = matches!(item.word.as_str(), "him" | "her" | "them")
                    || item.word == "it" && after_verb;
                let candidates = if object { memory.recent() } else { memory.for_subject(index) };
                let not = own_subject(sentence, at, subject).filter(|_| object);
                actor = choose(names, &candidates, &item.word, not);
            }
            What::Noun if names_follow(sentence, at, lexicon) => {}
            What::Noun => {
                actor = described(
                    names,
                    lexicon,
                    memory,
                    &item.words,
                    &item.determiner,
                    item.owner.actor,
                    subject,
                );
            }
            What::Name => {
                learn_office(names, sentence, at, actor);
                learn_name(names, lexicon, &item, actor);
                learn_speaker(names, lexicon, sentence, at, actor);
            }
            _ => {}
        }
        if matches!(item.what, What::Name | What::Noun)
            && let Some(before) = at.checked_sub(2).map(|b| sentence.at(b).clone())
            && sentence.at(at - 1).what == What::Comma
        {
            actor = apposition(names, lexicon, (&before, at - 2), &item, actor, sentence);
            if before.what == What::Noun
                && names_follow(sentence, at - 2, lexicon)
                && let Some(noun) = sentence.items.get_mut(at - 2)
            {
                noun.actor = actor;
            }
        }
        if item.what == What::Name && is_demonym(names, &item, actor) {
            let person = |a: &usize| names.actor(*a).is_some_and(|n| n.sort == Sort::Person);
            actor = memory.for_subject(index).into_iter().find(person).or(actor);
        }
        if let Some(found) = actor {
            if let Some(item) = sentence.items.get_mut(at) {
                item.actor = Some(found);
            }
            let alone = unknown_among(names, &memory.recent()) < 2;
            if alone {
                learn_gender(names, found, &item.word);
            }
            memory.note(found, index, free && subject.is_none());
            if free
                && subject.is_none()
                && names.actor(found).is_some_and(|a| a.sort != Sort::Thing)
            {
                subject = Some(found);
            }
        }
        let owner = sentence.at(at).owner.actor;
        if let Some(owner) = owner.filter(|_| actor.is_none()) {
            memory.note(owner, index, false);
        }
    }
}

/// How many of the last persons have no pronoun yet.
fn unknown_among(names: &Names, recent: &[usize]) -> usize {
    let unknown = |a: &&usize| {
        names.actor(**a).is_some_and(|n| n.sort == Sort::Person && n.gender == Gender::Unknown)
    };
    recent.iter().take(6).filter(unknown).count()
}

/// A name beside a verb of speech is a person’s.
fn learn_speaker(
    names: &mut Names,
    lexicon: &Lexicon,
    sentence: &Sentence,
    at: usize,
    actor: Option<usize>,
) {
    let speaks = |i: usize| {
        lexicon.speech.has(sentence.word(i)) && !lexicon.weak_speech.contains(sentence.word(i))
    };
    let inverted = at > 1
        && speaks(at - 1)
        && matches!(sentence.at(at - 2).what, What::Quotation(_) | What::Comma);
    if (speaks(at + 1) || inverted)
        && sentence.at(at).determiner.is_empty()
        && let Some(known) = actor.and_then(|a| names.actors.get_mut(a))
        && known.sort == Sort::Unknown
    {
        known.sort = Sort::Person;
    }
}

/// The office before a name in brackets: `The Secretary of State for Transport (Mr Alun Prosser):`.
fn learn_office(names: &mut Names, sentence: &Sentence, at: usize, actor: Option<usize>) {
    let office = sentence.at(0);
    let bracketed = at > 1 && sentence.at(at - 1).what == What::Aside && at < 9;
    if bracketed
        && office.what == What::Noun
        && office.determiner == "the"
        && let Some(actor) = actor.and_then(|a| names.actors.get_mut(a))
    {
        actor.roles.push(office.words.join(" "));
    }
}

/// Whether a name in apposition follows a noun of persons: `the prime minister, Yara Osei,`.
fn names_follow(sentence: &Sentence, at: usize, lexicon: &Lexicon) -> bool {
    let comma =
        |at: usize| matches!(sentence.at(at).what, What::Comma | What::Aside | What::Stop(_));
    lexicon.persons.contains(Document::head(sentence.at(at)))
        && sentence.at(at + 1).what == What::Comma
        && sentence.at(at + 2).what == What::Name
        && comma(at + 3)
}

/// Whom an object pronoun cannot mean: the subject of its own clause.
fn own_subject(sentence: &Sentence, at: usize, subject: Option<usize>) -> Option<usize> {
    let verbs = (at.saturating_sub(4)..at).rev().take_while(|i| sentence.at(*i).what == What::Word);
    let first = verbs.last().unwrap_or(at);
    let before = first.checked_sub(1).map(|b| sentence.at(b));
    match before {
        Some(item) if first < at && item.is_phrase() && item.actor != subject => item.actor,
        _ => subject,
    }
}

/// Whether `the Brazilian` stands for somebody named before.
fn is_demonym(names: &Names, item: &Item, actor: Option<usize>) -> bool {
    let ends = ["ian", "ish", "ese", "ean", "can", "man"];
    item.determiner == "the"
        && item.last - item.first == 2
        && actor.and_then(|a| names.actor(a)).is_some_and(|a| {
            let word = a.words.first().map_or("", String::as_str);
            a.known.is_none() && a.words.len() == 1 && ends.iter().any(|end| word.ends_with(end))
        })
}

/// Whose `his tone` is: the subject’s, before anybody else’s.
fn owner(
    names: &Names,
    memory: &Memory,
    pronoun: &str,
    subject: Option<usize>,
    index: usize,
) -> Option<usize> {
    if let Some(subject) = subject.filter(|s| agrees(names, *s, pronoun)) {
        return Some(subject);
    }
    choose(names, &memory.for_subject(index), pronoun, None)
}

/// Who speaks to whom in a quotation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// The speaker.
    pub(crate) speaker: Option<usize>,
    /// Who is addressed.
    pub(crate) addressee: Option<usize>,
    /// Who is named in the narration of the paragraph, the latest first.
    pub(crate) near: Vec<usize>,
    /// Who was spoken of in the narration, the latest first.
    pub(crate) recent: Vec<usize>,
}

/// Resolves a sentence of a quotation; `spoken` are those that the quotation has named so far.
pub(crate) fn quoted(
    sentence: &mut Sentence,
    names: &Names,
    setting: &Setting,
    spoken: &mut Vec<usize>,
) {
    for item in &mut sentence.items {
        if item.what == What::Name {
            if let Some(actor) = item.actor {
                spoken.retain(|known| *known != actor);
                spoken.insert(0, actor);
            }
            continue;
        }
        let person = |word: &str| match word {
            "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ourselves" => setting.speaker,
            "you" | "your" | "yourself" => setting.addressee,
            _ => {
                let plural = matches!(word, "they" | "them" | "their" | "it" | "its");
                let around: &[usize] = if plural { &setting.near } else { &setting.recent };
                let person =
                    |a: &usize| plural || names.actor(*a).is_some_and(|n| n.sort == Sort::Person);
                let others: Vec<usize> =
                    spoken.iter().chain(around).copied().filter(person).collect();
                choose(names, &others, word, setting.speaker)
            }
        };
        if item.what == What::Pronoun {
            item.actor = person(&item.word);
        }
        if let Some(pronoun) = &item.owner.pronoun {
            item.owner.actor = person(pronoun);
        }
        if item.what == What::Noun && item.determiner == "the" {
            let role = item.words.join(" ");
            let has = |a: &usize| {
                names.actor(*a).is_some_and(|n| n.roles.contains(&role))
                    && Some(*a) != setting.speaker
            };
            let near = spoken.iter().chain(&setting.recent).copied();
            let mut all = near.chain(0..names.actors.len().min(200));
            item.actor = all.find(|a| has(a));
        }
    }
}
