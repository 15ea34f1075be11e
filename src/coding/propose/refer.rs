//! Whom pronouns and noun phrases stand for.

use super::antecedents::{
    Topic, is_empty_it, is_nameless_body, is_personal, is_plain, is_read_out, of_it, self_told,
    told_of_itself, verb_follows, words_meant,
};
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
    /// The last words for a body without a name, and their sentence.
    body: Option<((usize, usize), usize)>,
    /// The last words for many people, and their sentence.
    group: Option<((usize, usize), usize)>,
    /// What people take sides on: the last words or the name for it, and their sentence.
    matter: Option<((usize, usize), Option<usize>, usize)>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    actor: usize,
    sentence: usize,
    rank: Rank,
}

/// How a mention stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// The subject of the sentence.
    Subject,
    /// The subject of another clause.
    Clause,
    /// Anything else.
    Other,
}

/// How many of the last mentions a pronoun may refer to.
const RECENT: usize = 24;

/// How many of the last sentences with names go before older ones.
const NEAR: usize = 2;

impl Memory {
    /// The sentence in which somebody was spoken of last.
    fn last_of(&self, actor: usize) -> Option<usize> {
        self.seen.iter().rev().find(|seen| seen.actor == actor).map(|seen| seen.sentence)
    }

    /// Takes note of somebody.
    pub(crate) fn note(&mut self, actor: usize, sentence: usize, rank: Rank) {
        self.seen.push(Seen { actor, sentence, rank });
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
        let mut add = |of: Option<usize>, rank: Rank| {
            let fits = |s: &&Seen| Some(s.sentence) == of && s.rank == rank;
            found.extend(last().filter(fits).map(|s| s.actor));
        };
        add(Some(sentence), Rank::Subject);
        add(Some(sentence), Rank::Clause);
        let mut before = sentence;
        for _ in 0..NEAR {
            let previous = last().map(|s| s.sentence).find(|s| *s < before);
            add(previous, Rank::Subject);
            add(previous, Rank::Clause);
            if previous.is_some_and(|p| p + 2 + NEAR > sentence) {
                add(previous, Rank::Other);
            }
            before = previous.unwrap_or(0);
        }
        found.extend(last().filter(|s| s.rank == Rank::Subject).map(|s| s.actor));
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
pub(crate) fn choose(
    names: &Names,
    candidates: &[usize],
    pronoun: &str,
    not: Option<usize>,
) -> Option<usize> {
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
    let mut topic = Topic::default();
    let mut paragraph = usize::MAX;
    let mut found = Vec::with_capacity(sentences.len());
    for (index, sentence) in sentences.iter_mut().enumerate() {
        let alone = apart.get(sentence.paragraph).copied().unwrap_or(false);
        let mut own = if alone { Memory::default() } else { std::mem::take(&mut memory) };
        if sentence.quotation.is_none() {
            let opens = sentence.paragraph != paragraph;
            paragraph = sentence.paragraph;
            resolve(sentence, names, lexicon, (&mut own, &mut topic), (index, opens));
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

/// Whether a phrase is of what people take sides on: `the levy`, `Measure H`.
fn is_matter(names: &Names, item: &Item, actor: Option<usize>) -> bool {
    if let Some(actor) = actor {
        let thing = |a: &super::names::Actor| a.sort == Sort::Thing && is_measure(&a.words);
        return item.what != What::Pronoun && names.actor(actor).is_some_and(thing);
    }
    item.what == What::Noun
        && (!item.determiner.is_empty() || item.owner != super::sentences::Owner::default())
        && super::found::is_taken_sides_on(Document::head(item))
}

/// Whether a name is one of a measure rather than of a place: `Measure H`, `Clean Water Act`.
fn is_measure(words: &[String]) -> bool {
    let ends = [
        "act",
        "bill",
        "plan",
        "scheme",
        "treaty",
        "accord",
        "project",
        "agreement",
        "programme",
        "program",
        "report",
    ];
    words.first().is_some_and(|w| super::runs::is_numbered(w))
        || words.last().is_some_and(|w| ends.contains(&w.as_str()))
}

/// Whether an item stands where a subject does: at no preposition’s end.
fn is_subject(sentence: &Sentence, at: usize) -> bool {
    let governed = |at: usize| at > 0 && is_preposition(sentence.word(at - 1));
    // `asked by her barrister, Ida Roth, whether`: beside what a preposition governs.
    let apposed = at > 2
        && sentence.at(at - 1).what == What::Comma
        && sentence.at(at - 2).what == What::Noun
        && sentence.at(at).what == What::Name
        && matches!(sentence.at(at + 1).what, What::Comma | What::Stop(_) | What::Aside)
        && governed(at - 2);
    !governed(at) && !apposed
}

/// Whether the subject of another clause follows a semicolon: `Roth blamed the weather; Venn, who had been there, blamed Roth`.
fn begins_clause(sentence: &Sentence, at: usize) -> bool {
    at > 0 && sentence.at(at - 1).word == ";" && sentence.at(at).what == What::Name
}

/// Whether a word is a finite verb that the lexicon knows.
fn is_verb(lexicon: &Lexicon, word: &str) -> bool {
    let finite = |verbs: &super::lexicon::Verbs| {
        verbs
            .starting(word)
            .iter()
            .any(|e| e.form.is_finite() && e.form != super::forms::Form::Base)
    };
    finite(&lexicon.stances) || finite(&lexicon.describing) || finite(&lexicon.leaning)
}

/// Resolves the items of one sentence of narration.
fn resolve(
    sentence: &mut Sentence,
    names: &mut Names,
    lexicon: &Lexicon,
    kept: (&mut Memory, &mut Topic),
    place: (usize, bool),
) {
    let (memory, topic) = kept;
    let (index, opens) = place;
    let mut of_topic = opens && is_plain(sentence, lexicon);
    let mut words: Option<usize> = None;
    let mut subject: Option<usize> = None;
    for at in 0..sentence.items.len() {
        // `The biography called Strand a saint`: with a subject before, what follows its verb is none.
        let object = words.is_some() && at > 0 && is_verb(lexicon, sentence.word(at - 1));
        let free = is_subject(sentence, at) && !object;
        let item = sentence.at(at).clone();
        let mut actor = item.actor;
        if let Some(pronoun) = &item.owner.pronoun {
            let owner = match pronoun.as_str() {
                "whose" => before_comma(sentence, at),
                _ => owner(names, memory, pronoun, subject, index),
            };
            if let Some(item) = sentence.items.get_mut(at) {
                item.owner.actor = owner;
            }
        }
        match item.what {
            What::Pronoun if is_empty_it(sentence, at) || is_read_out(sentence, at) => {}
            What::Pronoun => {
                let told = (index, subject, words);
                actor = pronoun(sentence, names, lexicon, memory, at, told);
                if let Some(found) = actor.filter(|_| of_topic && is_personal(&item.word)) {
                    actor = topic.instead(names, &item.word, found).or(actor);
                }
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
        if actor.is_none()
            && free
            && words.is_none()
            && subject.is_none()
            && item.what == What::Noun
        {
            words = Some(at);
        }
        if actor.is_none()
            && free
            && item.what == What::Noun
            && lexicon.groups.contains(Document::head(&item))
        {
            memory.group = Some(((item.first, item.last), index));
        }
        if is_matter(names, &item, actor) {
            memory.matter = Some(((item.first, item.last), actor, index));
        }
        if actor.is_none() && is_nameless_body(lexicon, &item) {
            memory.body = Some(((item.first, item.last), index));
        }
        if let Some(found) = actor {
            topic.note(found);
            of_topic &= item.what == What::Pronoun
                || names.actor(found).is_some_and(|a| a.sort != Sort::Person);
            if let Some(item) = sentence.items.get_mut(at) {
                item.actor = Some(found);
            }
            let alone = unknown_among(names, &memory.recent()) < 2;
            if alone {
                learn_gender(names, found, &item.word);
            }
            let rank = match (free, subject) {
                (true, None) => Rank::Subject,
                (true, Some(_)) if begins_clause(sentence, at) => Rank::Subject,
                (true, Some(_)) if verb_follows(sentence, at) => Rank::Clause,
                _ => Rank::Other,
            };
            memory.note(found, index, rank);
            if free
                && subject.is_none()
                && names.actor(found).is_some_and(|a| a.sort != Sort::Thing)
            {
                subject = Some(found);
            }
        }
        let owner = sentence.at(at).owner.actor;
        if let Some(owner) = owner.filter(|_| actor.is_none()) {
            memory.note(owner, index, Rank::Other);
        }
    }
}

/// Whom a pronoun of the narration stands for; where it stands for words without a name, the item keeps them.
fn pronoun(
    sentence: &mut Sentence,
    names: &Names,
    lexicon: &Lexicon,
    memory: &Memory,
    at: usize,
    told: (usize, Option<usize>, Option<usize>),
) -> Option<usize> {
    let (index, subject, words) = told;
    let word = sentence.at(at).word.clone();
    let after_verb = subject.is_some() && at > 0 && sentence.at(at - 1).what == What::Word;
    let object = matches!(word.as_str(), "him" | "her" | "them")
        || word == "it" && after_verb && !lexicon.speech.has(sentence.word(at - 1));
    let own = self_told(lexicon, sentence, at, words).or_else(|| of_it(names, sentence, at));
    if let Some(own) = own {
        let meant = sentence.at(own).clone();
        words_meant(sentence, at, meant.actor.is_none().then_some((meant.first, meant.last)));
        return meant.actor;
    }
    if let Some(named) = told_of_itself(lexicon, names, sentence, at) {
        return Some(named);
    }
    if word == "they"
        && let Some((tokens, seen)) = memory.group
        && seen < index
        && seen + 3 > index
    {
        words_meant(sentence, at, Some(tokens));
        return None;
    }
    if object
        && word == "it"
        && let Some((tokens, actor, seen)) = memory.matter
        && seen + 6 > index
    {
        words_meant(sentence, at, actor.is_none().then_some(tokens));
        return actor;
    }
    let candidates = if object { memory.recent() } else { memory.for_subject(index) };
    let not = own_subject(sentence, at, subject).filter(|_| object);
    let actor = choose(names, &candidates, &word, not);
    if matches!(word.as_str(), "it" | "they")
        && !object
        && let Some((tokens, seen)) = memory.body
        && seen < index
        && seen + 3 > index
        && actor.is_none_or(|a| memory.last_of(a) < Some(seen))
    {
        words_meant(sentence, at, Some(tokens));
        return None;
    }
    actor
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
    let ends = [
        "ian",
        "ish",
        "ese",
        "ean",
        "can",
        "man",
        "swede",
        "dane",
        "finn",
        "spaniard",
        "pole",
        "turk",
        "scot",
        "briton",
        "iraqi",
        "israeli",
        "kiwi",
        "croat",
        "serb",
        "czech",
        "slovak",
        "greek",
        "catalan",
        "basque",
        "thai",
        "pakistani",
        "bangladeshi",
        "argentine",
        "swiss",
    ];
    item.determiner == "the"
        && item.last - item.first == 2
        && actor.and_then(|a| names.actor(a)).is_some_and(|a| {
            let word = a.words.first().map_or("", String::as_str);
            a.known.is_none() && a.words.len() == 1 && ends.iter().any(|end| word.ends_with(end))
        })
}

/// Whom `whose` goes back to: the phrase before it, and before the comma.
fn before_comma(sentence: &Sentence, at: usize) -> Option<usize> {
    let back = 1 + usize::from(sentence.at(at.checked_sub(1)?).what == What::Comma);
    sentence.at(at.checked_sub(back)?).actor
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
