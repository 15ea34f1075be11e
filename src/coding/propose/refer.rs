//! Whom pronouns and noun phrases stand for.

use super::antecedents::{
    Topic, around_report, is_empty_it, is_matter, is_nameless_body, is_personal, is_plain,
    is_read_out, of_it, self_told, told_of_itself, verb_follows, words_meant,
};
use super::clause::is_preposition;
use super::document::Document;
use super::lexicon::Lexicon;
use super::memory::{Memory, Rank};
use super::names::learned::{is_demonym, learn_office, learn_speaker, unknown_among};
use super::names::{Gender, Names, Sort};
use super::roles::{apposition, described, learn_gender, learn_name};
use super::text::sentences::{Item, Sentence, What};

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
            .any(|e| e.form.is_finite() && e.form != super::lexicon::forms::Form::Base)
    };
    finite(&lexicon.stances) || finite(&lexicon.describing) || finite(&lexicon.leaning)
}

/// Resolves the items of one sentence of narration.
fn resolve(
    sentence: &mut Sentence,
    names: &mut Names,
    lexicon: &Lexicon,
    (memory, topic): (&mut Memory, &mut Topic),
    (index, opens): (usize, bool),
) {
    let of_topic = opens && is_plain(sentence, lexicon);
    if opens {
        memory.opened = index;
        memory.stranger = None;
    }
    let mut resolver = Resolver {
        sentence,
        names,
        lexicon,
        memory,
        topic,
        index,
        of_topic,
        words: None,
        subject: None,
    };
    for at in 0..resolver.sentence.items.len() {
        resolver.item(at);
    }
}

/// Finds whom the items of a sentence of narration stand for.
struct Resolver<'a> {
    sentence: &'a mut Sentence,
    names: &'a mut Names,
    lexicon: &'a Lexicon,
    memory: &'a mut Memory,
    topic: &'a mut Topic,
    index: usize,
    /// Whether a pronoun may stand for whom the text is mostly about.
    of_topic: bool,
    /// The item of a subject without a name.
    words: Option<usize>,
    /// The subject.
    subject: Option<usize>,
}

impl Resolver<'_> {
    fn item(&mut self, at: usize) {
        // `The biography called Strand a saint`: with a subject before, what follows its verb is none.
        let verb_before = at > 0 && is_verb(self.lexicon, self.sentence.word(at - 1));
        let free = is_subject(self.sentence, at) && !(self.words.is_some() && verb_before);
        let item = self.sentence.at(at).clone();
        self.owned(at, &item);
        let meant = self.meant(at, &item);
        let actor = self.beside(at, &item, meant);
        self.nameless(at, &item, actor, free);
        match actor {
            Some(found) => self.noted(at, &item, found, free),
            None => {
                if let Some(owner) = self.sentence.at(at).owner.actor {
                    self.memory.note(owner, self.index, Rank::Other);
                }
            }
        }
    }

    /// Finds whose a phrase is.
    fn owned(&mut self, at: usize, item: &Item) {
        let Some(pronoun) = &item.owner.pronoun else { return };
        let owner = match pronoun.as_str() {
            "whose" => before_comma(self.sentence, at),
            _ => owner(self.names, self.memory, pronoun, self.subject, self.index),
        };
        if let Some(item) = self.sentence.items.get_mut(at) {
            item.owner.actor = owner;
        }
    }

    /// Whom an item stands for by itself.
    fn meant(&mut self, at: usize, item: &Item) -> Option<usize> {
        let nobody = is_empty_it(self.sentence, at) || is_read_out(self.sentence, at);
        match item.what {
            What::Pronoun if nobody => item.actor,
            What::Pronoun => {
                let told = (self.index, self.subject, self.words);
                let actor = pronoun(self.sentence, self.names, self.lexicon, self.memory, at, told);
                let found = actor.filter(|_| self.of_topic && is_personal(&item.word));
                let topic = found.and_then(|f| self.topic.instead(self.names, &item.word, f));
                topic.or(actor)
            }
            What::Noun if names_follow(self.sentence, at, self.lexicon) => item.actor,
            What::Noun => {
                let (words, determiner) = (&item.words, &item.determiner);
                let noun = (words.as_slice(), determiner.as_str(), item.owner.actor);
                let told = (&*self.memory, &*self.topic);
                described(self.names, self.lexicon, told, noun, self.subject)
            }
            What::Name => {
                learn_office(self.names, self.sentence, at, item.actor);
                learn_name(self.names, self.lexicon, item, item.actor);
                learn_speaker(self.names, self.lexicon, self.sentence, at, item.actor);
                item.actor
            }
            _ => item.actor,
        }
    }

    /// Whom it stands for by what stands beside it.
    fn beside(&mut self, at: usize, item: &Item, meant: Option<usize>) -> Option<usize> {
        let mut actor = meant;
        if matches!(item.what, What::Name | What::Noun)
            && let Some(before) = at.checked_sub(2).map(|b| self.sentence.at(b).clone())
            && self.sentence.at(at - 1).what == What::Comma
        {
            let first = (&before, at - 2);
            actor = apposition(self.names, self.lexicon, first, item, actor, self.sentence);
            if before.what == What::Noun
                && names_follow(self.sentence, at - 2, self.lexicon)
                && let Some(noun) = self.sentence.items.get_mut(at - 2)
            {
                noun.actor = actor;
            }
        }
        if item.what == What::Name && is_demonym(self.names, item, actor) {
            let person = |a: &usize| self.names.actor(*a).is_some_and(|n| n.sort == Sort::Person);
            actor = self.memory.for_subject(self.index).into_iter().find(person).or(actor);
        }
        actor
    }

    /// Takes note of words that a pronoun may stand for later.
    fn nameless(&mut self, at: usize, item: &Item, actor: Option<usize>, free: bool) {
        let tokens = (item.first, item.last);
        if is_matter(self.names, item, actor) {
            self.memory.matter = Some((tokens, actor, self.index));
        }
        if actor.is_some() {
            return;
        }
        let head = Document::head(item);
        let person = item.what == What::Noun && self.lexicon.persons.contains(head);
        let some = matches!(item.determiner.as_str(), "a" | "an" | "one" | "another" | "some");
        if person && some {
            self.topic.note_stranger(head);
        }
        let source = at > 1 && self.sentence.word(at - 1) == "to";
        if source && person && self.sentence.word(at - 2) == "according" {
            self.memory.stranger = Some((tokens, self.index));
        }
        if free && item.what == What::Noun {
            if self.words.is_none() && self.subject.is_none() {
                self.words = Some(at);
                if person && item.determiner != "the" {
                    self.memory.stranger = Some((tokens, self.index));
                }
            }
            let one = head.strip_suffix('s').unwrap_or_default();
            if self.lexicon.groups.contains(head) || self.lexicon.persons.contains(one) {
                self.memory.group = Some((tokens, self.index));
            }
        }
        if is_nameless_body(self.lexicon, item) {
            self.memory.body = Some((tokens, self.index));
        }
    }

    /// Takes note of whom an item stands for.
    fn noted(&mut self, at: usize, item: &Item, found: usize, free: bool) {
        let sort = self.names.actor(found).map_or(Sort::Unknown, |a| a.sort);
        self.topic.note(found);
        self.of_topic &= item.what == What::Pronoun || sort != Sort::Person;
        if let Some(item) = self.sentence.items.get_mut(at) {
            item.actor = Some(found);
        }
        let himself = told_of_itself(self.lexicon, self.names, self.sentence, at) == Some(found);
        if himself || unknown_among(self.names, &self.memory.recent()) < 2 {
            learn_gender(self.names, found, &item.word);
        }
        let tells = around_report(self.lexicon, self.sentence, at).is_some();
        let rank = match (free, self.subject) {
            (true, Some(_)) if tells => Rank::Subject,
            (true, None) => Rank::Subject,
            (true, Some(_)) if begins_clause(self.sentence, at) => Rank::Subject,
            (true, Some(_)) if verb_follows(self.sentence, at) => Rank::Clause,
            _ => Rank::Other,
        };
        self.memory.note(found, self.index, rank);
        if free && self.subject.is_none() && sort != Sort::Thing {
            self.subject = Some(found);
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
    let put_in = around_report(lexicon, sentence, at);
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
    let not = own_subject(sentence, at, subject).filter(|_| object).or(put_in);
    let actor = choose(names, &candidates, &word, not);
    if matches!(word.as_str(), "he" | "she")
        && let Some((tokens, seen)) = memory.stranger
        && seen < index
        && actor.is_none_or(|a| memory.last_of(a).is_none_or(|last| last < seen))
    {
        words_meant(sentence, at, Some(tokens));
        return None;
    }
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
