//! What a pronoun stands for besides the names before it: words without a name, and whom the whole text is about.

use super::clause::is_preposition;
use super::document::{Document, is_body};
use super::lexicon::Lexicon;
use super::names::{Names, Sort};
use super::refer::agrees;
use super::text::sentences::{Item, Sentence, What};

/// The noun phrase or the name of a thing that `it` at an item stands for in its own sentence: the nearest before it.
pub(crate) fn of_it(names: &Names, sentence: &Sentence, at: usize) -> Option<usize> {
    if sentence.at(at).word != "it" {
        return None;
    }
    if at > 0 && sentence.word(at - 1) == "what" {
        // `criticised what it called “…”`: whoever the sentence is about.
        return (0..at).find(|&first| {
            let body = sentence.at(first).actor.and_then(|a| names.actor(a));
            body.is_some_and(|a| !matches!(a.sort, Sort::Person | Sort::Thing))
        });
    }
    // `Russia, Syria and Turkey voted against it`: none of those who do it.
    let doers = (at.saturating_sub(8)..at)
        .rev()
        .find(|&i| sentence.at(i).is_phrase())
        .map(|last| super::lists::before(sentence, last))
        .unwrap_or_default();
    (at.saturating_sub(24)..at).rev().filter(|before| !doers.contains(before)).find(|&before| {
        let item = sentence.at(before);
        let governed = before
            .checked_sub(1)
            .is_some_and(|b| is_preposition(sentence.word(b)) && sentence.word(b) != "by");
        let person = item
            .actor
            .and_then(|a| names.actor(a))
            .is_some_and(|a| matches!(a.sort, Sort::Person | Sort::Unknown));
        let plural = item.word.ends_with('s') && !item.word.ends_with("ss");
        let thing = match item.what {
            What::Noun => !plural && (!item.determiner.is_empty() || is_owned(item)),
            What::Name => item.actor.is_some(),
            _ => false,
        };
        let own_verb = (before + 1..at).all(|i| sentence.at(i).what == What::Word)
            && !(before + 1..at).any(|i| matches!(sentence.word(i), "and" | "that" | "but" | "if"));
        thing && !governed && !person && !own_verb
    })
}

fn is_owned(item: &Item) -> bool {
    item.owner.actor.is_some() || item.owner.pronoun.is_some()
}

/// Whether a noun phrase is a body without a name, which `it` may stand for later: `the nurses’ union`.
pub(crate) fn is_nameless_body(lexicon: &Lexicon, item: &Item) -> bool {
    let head = item.words.iter().take_while(|w| !matches!(w.as_str(), "of" | "for" | "at"));
    let head = head.last().unwrap_or(&item.word);
    item.what == What::Noun
        && item.actor.is_none()
        && (!item.determiner.is_empty() || is_owned(item))
        && (is_body(head) || lexicon.bodies.contains(head) && !lexicon.things.contains(head))
}

/// Whom a text is about, so far: how often each actor was spoken of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Topic {
    counts: Vec<usize>,
    /// The nouns for persons without a name that the text has told of: `a diplomat`.
    strangers: Vec<String>,
}

impl Topic {
    /// Takes note of somebody.
    pub(crate) fn note(&mut self, actor: usize) {
        if self.counts.len() <= actor {
            self.counts.resize(actor + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(actor) {
            *count += 1;
        }
    }

    /// Takes note of a noun for a person without a name.
    pub(crate) fn note_stranger(&mut self, noun: &str) {
        if !self.is_stranger(noun) {
            self.strangers.push(noun.to_owned());
        }
    }

    /// Whether a noun was said of a person without a name.
    pub(crate) fn is_stranger(&self, noun: &str) -> bool {
        self.strangers.iter().any(|known| known == noun)
    }

    fn count(&self, actor: usize) -> usize {
        self.counts.get(actor).copied().unwrap_or(0)
    }

    /// The one whom the text is mostly about, where a pronoun fits nobody else as well; instead of the one found.
    pub(crate) fn instead(&self, names: &Names, pronoun: &str, found: usize) -> Option<usize> {
        let person = |a: &usize| {
            names.actor(*a).is_some_and(|n| n.sort == Sort::Person) && agrees(names, *a, pronoun)
        };
        let most = (0..self.counts.len().min(60))
            .filter(person)
            .max_by_key(|a| (self.count(*a), usize::MAX - a))?;
        let lead = self.count(most) >= 4 && self.count(most) >= 3 * self.count(found);
        (most != found && lead).then_some(most)
    }
}

/// Whether a sentence of narration tells of no speech.
pub(crate) fn is_plain(sentence: &Sentence, lexicon: &Lexicon) -> bool {
    !sentence.items.iter().any(|item| {
        matches!(item.what, What::Quotation(_))
            || item.what == What::Word
                && lexicon.speech.has(&item.word)
                && !lexicon.weak_speech.contains(&item.word)
    })
}

/// `The owner said he backs`: the words that a pronoun right after a report stands for, where they have no name.
pub(crate) fn self_told(
    lexicon: &Lexicon,
    sentence: &Sentence,
    at: usize,
    words: Option<usize>,
) -> Option<usize> {
    let words = words?;
    let that = usize::from(at > 0 && sentence.word(at - 1) == "that");
    let verb = at.checked_sub(1 + that)?;
    let item = sentence.at(words);
    let group = lexicon.groups.contains(&item.word);
    let person = lexicon.persons.contains(Document::head(item));
    let fits = match sentence.at(at).word.as_str() {
        "he" => person && !lexicon.female.contains(Document::head(item)),
        "she" => person && !lexicon.male.contains(Document::head(item)),
        "it" => !person && !group,
        "they" => group,
        _ => false,
    };
    let only = (words + 1..verb).all(|i| !sentence.at(i).is_phrase());
    (fits && only && verb > words && lexicon.speech.has(sentence.word(verb))).then_some(words)
}

pub(crate) fn words_meant(sentence: &mut Sentence, at: usize, tokens: Option<(usize, usize)>) {
    if let Some(item) = sentence.items.get_mut(at) {
        item.words_meant = tokens;
    }
}

/// `It reads: “…”`: what was told of before, and nobody.
pub(crate) fn is_read_out(sentence: &Sentence, at: usize) -> bool {
    sentence.at(at).word == "it"
        && matches!(sentence.word(at + 1), "reads" | "read" | "ran" | "runs" | "bears" | "bore")
}

/// `It is time that`, `it was clear to`: an `it` that stands for nothing.
pub(crate) fn is_empty_it(sentence: &Sentence, at: usize) -> bool {
    sentence.at(at).word == "it"
        && matches!(sentence.word(at + 1), "is" | "was" | "would" | "has")
        && (at + 2..at + 9).any(|i| matches!(sentence.word(i), "that" | "to"))
        && !(at + 2..at + 5).any(|i| sentence.word(i).ends_with("ed"))
}

/// Whether a pronoun is a person’s subject or object.
pub(crate) fn is_personal(word: &str) -> bool {
    matches!(word, "he" | "she" | "him" | "her")
}

/// `Bratislava says it supports`: the name whose report an `it` begins, when it is nobody’s.
pub(crate) fn told_of_itself(
    lexicon: &Lexicon,
    names: &Names,
    sentence: &Sentence,
    at: usize,
) -> Option<usize> {
    let that = usize::from(at > 0 && sentence.word(at - 1) == "that");
    let verb = at.checked_sub(1 + that)?;
    let who = sentence.at(verb.checked_sub(1)?);
    let actor = who.actor.filter(|_| who.what == What::Name)?;
    let thing = names.actor(actor).is_some_and(|a| a.sort != Sort::Person);
    let word = sentence.at(at).word.as_str();
    let fits = match word {
        "it" => thing,
        "he" | "she" => !thing && agrees(names, actor, word),
        _ => false,
    };
    (fits && lexicon.speech.has(sentence.word(verb))).then_some(actor)
}

/// Whether a verb follows a phrase, as far as can be told: a word that is no preposition and joins nothing.
pub(crate) fn verb_follows(sentence: &Sentence, at: usize) -> bool {
    let word = sentence.word(at + 1);
    !word.is_empty() && !is_preposition(word) && !matches!(word, "and" | "or" | "that" | "as")
}

/// Whether a phrase is of what people take sides on: `the levy`, `Measure H`.
pub(crate) fn is_matter(names: &Names, item: &Item, actor: Option<usize>) -> bool {
    if let Some(actor) = actor {
        let thing = |a: &super::names::Actor| a.sort == Sort::Thing && is_measure(&a.words);
        return item.what != What::Pronoun && names.actor(actor).is_some_and(thing);
    }
    item.what == What::Noun
        && (!item.determiner.is_empty() || item.owner != super::text::sentences::Owner::default())
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
    words.first().is_some_and(|w| super::names::titles::is_numbered(w))
        || words.last().is_some_and(|w| ends.contains(&w.as_str()))
}

/// `Venn, he said, was wrong`: whom the clause is about that a report is put into, and who does not tell it.
pub(crate) fn around_report(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> Option<usize> {
    let before = at.checked_sub(2)?;
    let put_in = sentence.at(at - 1).what == What::Comma
        && lexicon.speech.has(sentence.word(at + 1))
        && sentence.at(at + 2).what == What::Comma;
    sentence.at(before).actor.filter(|_| put_in)
}
