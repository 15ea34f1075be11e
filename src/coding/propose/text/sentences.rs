//! Sentences, of the narration and of what is quoted, as items: names, noun phrases, pronouns, verbs, marks.

use super::super::lexicon::Lexicon;
use super::super::names::Names;
use super::dates::Dated;
use super::marks::Quotation;
use super::phrases::Chunker;
use super::tokens::{Kind, Tokens};

/// What an item of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A word.
    Word,
    /// A name, with what stands before it: `the architect Paul Wenk`.
    Name,
    /// A noun phrase: `the water bill`, `Ostrow’s deputy`.
    Noun,
    /// A pronoun.
    Pronoun,
    /// A quotation.
    Quotation(usize),
    /// A date.
    Date(usize),
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A dash, a bracket, a semicolon.
    Aside,
    /// The end of the sentence; whether it asks.
    Stop(bool),
    /// Anything else.
    Other,
}

/// Whose a noun phrase is: `her tone`, `Trump’s policies`, `the mayor of Port Lisle`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Owner {
    /// The possessive pronoun.
    pub(crate) pronoun: Option<String>,
    /// The actor.
    pub(crate) actor: Option<usize>,
}

/// An item of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// What it is.
    pub(crate) what: What,
    /// The first token.
    pub(crate) first: usize,
    /// The token past the last.
    pub(crate) last: usize,
    /// The word; of a noun phrase its head; of a name the noun before it.
    pub(crate) word: String,
    /// The words of a noun phrase.
    pub(crate) words: Vec<String>,
    /// The determiner of a noun phrase.
    pub(crate) determiner: String,
    /// Who it stands for.
    pub(crate) actor: Option<usize>,
    /// Whose it is.
    pub(crate) owner: Owner,
    /// The tokens of the words without a name that a pronoun stands for.
    pub(crate) words_meant: Option<(usize, usize)>,
}

impl Item {
    /// An item of which nothing more is known.
    pub(crate) fn new(what: What, first: usize, last: usize, word: &str) -> Self {
        Self {
            what,
            first,
            last,
            word: word.to_owned(),
            words: Vec::new(),
            determiner: String::new(),
            actor: None,
            owner: Owner::default(),
            words_meant: None,
        }
    }

    /// Whether it is a name, a noun phrase or a pronoun.
    pub(crate) const fn is_phrase(&self) -> bool {
        matches!(self.what, What::Name | What::Noun | What::Pronoun)
    }
}

/// A sentence.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Its items.
    pub(crate) items: Vec<Item>,
    /// The paragraph.
    pub(crate) paragraph: usize,
    /// The quotation that it stands in; none for narration.
    pub(crate) quotation: Option<usize>,
}

impl Sentence {
    /// Whether it is a question.
    pub(crate) fn asks(&self) -> bool {
        self.items.last().is_some_and(|item| item.what == What::Stop(true))
    }

    /// The item at a position; an empty one beyond the end.
    pub(crate) fn at(&self, index: usize) -> &Item {
        static NOTHING: Item = Item {
            what: What::Other,
            first: 0,
            last: 0,
            word: String::new(),
            words: Vec::new(),
            determiner: String::new(),
            actor: None,
            owner: Owner { pronoun: None, actor: None },
            words_meant: None,
        };
        self.items.get(index).unwrap_or(&NOTHING)
    }

    /// The word at a position; empty beyond the end, and for what is no word.
    pub(crate) fn word(&self, index: usize) -> &str {
        let item = self.at(index);
        if item.what == What::Word { &item.word } else { "" }
    }
}

/// A part of a sentence: a token, or a whole quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A token.
    Token(usize),
    /// A quotation.
    Quotation(usize),
}

/// What the sentences are made of.
pub(crate) struct Parts<'a> {
    /// The tokens.
    pub(crate) tokens: &'a Tokens,
    /// The quotations.
    pub(crate) quotations: &'a [Quotation],
    /// The names.
    pub(crate) names: &'a Names,
    /// The dates.
    pub(crate) dates: &'a [Dated],
    /// The lexicon.
    pub(crate) lexicon: &'a Lexicon,
}

/// A row of words without an end is cut after so many: no sentence is longer.
const LONGEST: usize = 300;

/// The sentences of a text, by their place.
pub(crate) fn sentences(parts: &Parts) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut narration: Vec<Unit> = Vec::new();
    let mut quoted: Vec<Unit> = Vec::new();
    let mut current: Option<usize> = None;
    let mut at = 0;
    let chunker = Chunker { parts };
    while at < parts.tokens.len() {
        let token = parts.tokens.at(at);
        let new_paragraph = at > 0 && parts.tokens.at(at - 1).paragraph != token.paragraph;
        if token.quotation != current {
            flush(&chunker, &mut quoted, current, &mut found);
            current = token.quotation;
            if new_paragraph {
                flush(&chunker, &mut narration, None, &mut found);
            }
            if let Some(quotation) = current {
                narration.push(Unit::Quotation(quotation));
            } else if !new_paragraph && ends_with_quotation(parts, &narration, at) {
                flush(&chunker, &mut narration, None, &mut found);
            }
        } else if new_paragraph {
            flush(&chunker, &mut quoted, current, &mut found);
            flush(&chunker, &mut narration, None, &mut found);
        }
        if token.kind != Kind::Mark || token.quotation.is_none() {
            let units = if current.is_some() { &mut quoted } else { &mut narration };
            units.push(Unit::Token(at));
            let long = units.len() >= LONGEST;
            if long || token.kind == Kind::Stop && is_end(parts, at) {
                if current.is_some() {
                    flush(&chunker, &mut quoted, current, &mut found);
                } else {
                    flush(&chunker, &mut narration, None, &mut found);
                }
            }
        }
        at += 1;
    }
    flush(&chunker, &mut quoted, current, &mut found);
    flush(&chunker, &mut narration, None, &mut found);
    found
}

fn flush(
    chunker: &Chunker,
    units: &mut Vec<Unit>,
    quotation: Option<usize>,
    found: &mut Vec<Sentence>,
) {
    if units.is_empty() {
        return;
    }
    let parts = chunker.parts;
    let paragraph = match units.first() {
        Some(Unit::Token(token)) => parts.tokens.at(*token).paragraph,
        Some(Unit::Quotation(q)) => parts.quotations.get(*q).map_or(0, |q| q.paragraph),
        None => 0,
    };
    found.push(Sentence { items: chunker.items(units), paragraph, quotation });
    units.clear();
}

/// Whether a stop ends a sentence: another stop, a capital or nothing follows.
fn is_end(parts: &Parts, at: usize) -> bool {
    let (token, next) = (parts.tokens.at(at), parts.tokens.at(at + 1));
    if next.paragraph != token.paragraph || next.quotation != token.quotation {
        return true;
    }
    next.kind != Kind::Stop
        && next.start > token.end
        && (!next.word.starts_with(char::is_lowercase) || next.capital)
}

/// Whether the narration is at the end of a sentence that a quotation closes, before the token that goes on.
fn ends_with_quotation(parts: &Parts, narration: &[Unit], next: usize) -> bool {
    let Some(Unit::Quotation(quotation)) = narration.last() else { return false };
    let Some(quotation) = parts.quotations.get(*quotation) else { return false };
    let token = parts.tokens.at(next);
    if token.kind == Kind::Stop || token.kind == Kind::Comma {
        return false;
    }
    let inside = (1..next)
        .rev()
        .map(|at| parts.tokens.at(at))
        .find(|t| t.start < quotation.end && t.kind != Kind::Mark);
    let last = inside
        .filter(|t| t.start >= quotation.start && t.kind == Kind::Stop)
        .map(|t| t.word.as_str());
    let Some(last) = last else { return false };
    if token.kind == Kind::Word && !token.capital {
        return false;
    }
    // `“Is it?” West asked.`: the name and a verb of speech belong to the quotation.
    let attributed = (next..next + 7)
        .map(|at| parts.tokens.at(at))
        .take_while(|t| {
            t.paragraph == token.paragraph
                && !matches!(t.kind, Kind::Stop | Kind::Comma | Kind::Mark | Kind::Colon)
        })
        .any(|t| {
            t.kind == Kind::Word
                && !t.capital
                && parts.lexicon.speech.has(&t.word)
                && !parts.lexicon.weak_speech.contains(&t.word)
        });
    let stop_follows = last == "?" || last == "!" || last == "…";
    !(attributed && (stop_follows || narration.len() == 1 && short_attribution(parts, next)))
}

/// `“I do.” Quist said.`: nothing but a name and the verb up to the stop.
fn short_attribution(parts: &Parts, next: usize) -> bool {
    let end = (next..next + 6).find(|&at| parts.tokens.at(at).kind == Kind::Stop);
    end.is_some_and(|end| parts.lexicon.speech.has(parts.tokens.word(end - 1)))
}
