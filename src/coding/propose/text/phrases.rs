//! Names, noun phrases and pronouns in a row of tokens.

use super::super::lexicon::words::{contraction, is_determiner, is_owner, is_pronoun};
use super::super::names::Mention;
use super::agents::is_agent;
use super::sentences::{Item, Owner, Parts, Unit, What};
use super::tokens::Kind;

/// Nouns of persons whose office is told with `for`, `to` or `at`: `a spokesman for the mayor`.
fn speaks_for(noun: &str) -> bool {
    let ends = [
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "lawyer",
        "attorney",
        "counsel",
        "adviser",
        "advisor",
        "aide",
    ];
    ends.contains(&noun)
        || matches!(
            noun,
            "ambassador"
                | "envoy"
                | "secretary"
                | "minister"
                | "commissioner"
                | "candidate"
                | "professor"
                | "lecturer"
                | "analyst"
                | "director"
                | "chief"
                | "representative"
                | "agent"
                | "member"
                | "deputy"
                | "assistant"
                | "correspondent"
                | "strategist"
                | "researcher"
                | "scientist"
                | "economist"
                | "solicitor"
                | "manager"
                | "campaigner"
                | "columnist"
                | "editor"
                | "critic"
                | "fellow"
                | "delegate"
                | "negotiator"
                | "prosecutor"
        )
}

/// Makes items of the units of a sentence.
pub(crate) struct Chunker<'a> {
    /// What the sentences are made of.
    pub(crate) parts: &'a Parts<'a>,
}

impl Chunker<'_> {
    /// The items of a sentence.
    pub(crate) fn items(&self, units: &[Unit]) -> Vec<Item> {
        let mut found: Vec<Item> = Vec::with_capacity(units.len());
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            match *unit {
                Unit::Quotation(quotation) => {
                    let first = self.first_token_after(units, at);
                    found.push(Item::new(What::Quotation(quotation), first, first, ""));
                    at += 1;
                }
                Unit::Token(token) => at = self.read(units, at, token, &mut found),
            }
        }
        found
    }

    /// A token near a quotation, to place it among the others.
    fn first_token_after(&self, units: &[Unit], at: usize) -> usize {
        let token = |unit: &Unit| if let Unit::Token(token) = unit { Some(*token) } else { None };
        let before = at.checked_sub(1).and_then(|b| units.get(b)).and_then(token).map(|t| t + 1);
        before
            .or_else(|| units.get(at + 1).and_then(token))
            .unwrap_or(0)
            .min(self.parts.tokens.len())
    }

    /// Reads the item that begins at a unit; gives the unit after it.
    fn read(&self, units: &[Unit], at: usize, token: usize, found: &mut Vec<Item>) -> usize {
        let tokens = self.parts.tokens;
        let this = tokens.at(token);
        if let Some((index, dated)) = self.date(token) {
            let length = dated.saturating_sub(token).max(1);
            found.push(Item::new(What::Date(index), token, token + length, ""));
            return at + length;
        }
        if this.kind == Kind::Word {
            let phrase = self.phrase(units, at, 0).or_else(|| self.object(units, at, found.last()));
            if let Some((item, next)) = phrase {
                let contracted = item.what == What::Name && self.is_contracted(units, next);
                let last = item.last;
                found.push(item);
                if contracted {
                    found.push(Item::new(What::Word, last - 1, last, "is"));
                }
                return next;
            }
            if let Some((pronoun, verb)) = contraction(&this.word) {
                let what = if pronoun == "that" { What::Word } else { What::Pronoun };
                found.push(Item::new(what, token, token + 1, pronoun));
                found.push(Item::new(What::Word, token, token + 1, verb));
                return at + 1;
            }
        }
        let what = match this.kind {
            Kind::Word if is_pronoun(&this.word) || is_owner(&this.word) => What::Pronoun,
            Kind::Word => What::Word,
            Kind::Comma => What::Comma,
            Kind::Colon => What::Colon,
            Kind::Aside => What::Aside,
            Kind::Stop => What::Stop(this.word == "?"),
            Kind::Possessive | Kind::Mark | Kind::Other => What::Other,
        };
        found.push(Item::new(what, token, token + 1, &this.word));
        at + 1
    }

    /// Whether the `’s` before a unit is `is`: `Ray’s a good friend`.
    fn is_contracted(&self, units: &[Unit], next: usize) -> bool {
        let tokens = self.parts.tokens;
        let before = next.checked_sub(1).and_then(|b| Self::token(units, b)).is_some_and(|t| {
            tokens.at(t).kind == Kind::Possessive && tokens.at(t).end > tokens.at(t).start + 1
        });
        let word = Self::token(units, next).map_or("", |t| tokens.word(t));
        before
            && matches!(
                word,
                "a" | "an"
                    | "the"
                    | "not"
                    | "been"
                    | "so"
                    | "very"
                    | "just"
                    | "no"
                    | "always"
                    | "never"
                    | "too"
                    | "only"
            )
    }

    /// The date that begins at a token, and the token past it.
    pub(in crate::coding::propose) fn date(&self, token: usize) -> Option<(usize, usize)> {
        let index = self.parts.dates.binary_search_by_key(&token, |dated| dated.first).ok()?;
        self.parts.dates.get(index).map(|dated| (index, dated.last))
    }

    pub(in crate::coding::propose) fn token(units: &[Unit], at: usize) -> Option<usize> {
        match units.get(at)? {
            Unit::Token(token) => Some(*token),
            Unit::Quotation(_) => None,
        }
    }

    pub(in crate::coding::propose) fn mention(&self, units: &[Unit], at: usize) -> Option<Mention> {
        let token = Self::token(units, at)?;
        let mention = self.parts.names.at(token)?;
        let whole = (0..mention.last - mention.first)
            .all(|i| Self::token(units, at + i) == Some(token + i));
        whole.then_some(*mention)
    }

    /// The name or noun phrase that begins at a unit, and the unit after it.
    pub(in crate::coding::propose) fn phrase(
        &self,
        units: &[Unit],
        at: usize,
        depth: usize,
    ) -> Option<(Item, usize)> {
        let tokens = self.parts.tokens;
        let first = Self::token(units, at)?;
        let opener = tokens.word(first);
        let named = self.mention(units, at).is_some();
        let owned = !named && (is_owner(opener) || opener == "whose");
        let determined = !named
            && is_determiner(opener)
            && (opener != "that" || self.is_noun(units, at + 1, false));
        if let Some(alone) = self.somebody(units, at) {
            return Some(alone);
        }
        if !named && !owned && !determined {
            return self.bare(units, at, depth);
        }
        let mut next = if named { at } else { at + 1 };
        let then =
            Self::token(units, next).is_some_and(|t| matches!(tokens.word(t), "then" | "now"));
        let mut owner = Owner { pronoun: owned.then(|| opener.to_owned()), actor: None };
        let mut words: Vec<String> = Vec::new();
        if determined && then {
            words.push(self.take(units, &mut next));
        }
        let mut modifier: Option<Mention> = None;
        let mut possessor = false;
        if determined && let Some(after) = self.work_title(units, next) {
            words.push(self.shown_words(units, next, after));
            next = after;
        }
        // `the “Paper Moon” singer`
        let noun = Self::token(units, next + 1).map_or("", |t| tokens.word(t));
        if determined && matches!(units.get(next), Some(Unit::Quotation(_))) && is_of_works(noun) {
            words.push(QUOTED_WORK.to_owned());
            next += 1;
        }
        loop {
            if let Some(mention) = self.mention(units, next) {
                let after = next + (mention.last - mention.first);
                let possessive = Self::token(units, after)
                    .is_some_and(|t| tokens.at(t).kind == Kind::Possessive);
                if possessive && self.is_noun(units, after + 1, false) {
                    owner = Owner { pronoun: None, actor: Some(mention.actor) };
                    words.clear();
                    next = after + 1;
                    continue;
                }
                if self.leads_on(units, after, determined || owned || owner.actor.is_some()) {
                    modifier = Some(mention);
                    words.clear();
                    next = after;
                    words.push(self.take(units, &mut next));
                    continue;
                }
                let last = mention.last + usize::from(possessive);
                let mut item =
                    Item::new(What::Name, first, last, words.last().map_or("", String::as_str));
                item.actor = Some(mention.actor);
                item.words = words;
                item.determiner = if determined { opener.to_owned() } else { String::new() };
                item.owner = owner;
                if item.owner == Owner::default() {
                    item.owner.actor = modifier.map(|m| m.actor);
                }
                return Some((item, after + usize::from(possessive)));
            }
            if self.is_noun(units, next, !words.is_empty()) {
                words.push(self.take(units, &mut next));
                continue;
            }
            let possessive =
                Self::token(units, next).is_some_and(|t| tokens.at(t).kind == Kind::Possessive);
            if possessive && !words.is_empty() && self.is_noun(units, next + 1, false) {
                next += 1;
                words.clear();
                possessor = true;
                continue;
            }
            break;
        }
        if words.is_empty() {
            return None;
        }
        if owner == Owner::default() {
            owner.actor = modifier.map(|m| m.actor);
        }
        let mut item = Item::new(What::Noun, first, first, words.last().map_or("", String::as_str));
        item.words = words;
        item.determiner = match (possessor, determined) {
            (true, _) => "'s".to_owned(),
            (false, true) => opener.to_owned(),
            _ => String::new(),
        };
        item.owner = owner;
        next = self.attach(units, next, &mut item, depth);
        item.last = next
            .checked_sub(1)
            .and_then(|last| Self::token(units, last))
            .map_or(first + 1, |t| t + 1);
        Some((item, next))
    }

    /// The end of a title before a noun of persons: `the All of Me singer`.
    fn work_title(&self, units: &[Unit], from: usize) -> Option<usize> {
        let tokens = self.parts.tokens;
        let capital = |at: usize| {
            Self::token(units, at)
                .is_some_and(|t| tokens.at(t).capital && tokens.at(t).kind == Kind::Word)
        };
        if !capital(from) {
            return None;
        }
        let small = |at: usize| {
            Self::token(units, at).is_some_and(|t| {
                matches!(tokens.word(t), "of" | "the" | "a" | "in" | "to" | "and" | "on")
            }) && capital(at + 1)
        };
        let end = (from..from + 7).find(|&at| !capital(at) && !small(at))?;
        let noun = Self::token(units, end).map_or("", |t| tokens.word(t));
        (is_of_works(noun) && self.mention(units, end + 1).is_none()).then_some(end)
    }

    fn shown_words(&self, units: &[Unit], from: usize, to: usize) -> String {
        (from..to)
            .filter_map(|at| Self::token(units, at))
            .map(|t| self.parts.tokens.word(t))
            .collect::<Vec<_>>()
            .join("-")
    }

    /// Attaches `of …` to a noun phrase, and `for …` to somebody’s spokesman.
    pub(in crate::coding::propose) fn attach(
        &self,
        units: &[Unit],
        next: usize,
        item: &mut Item,
        depth: usize,
    ) -> usize {
        let tokens = self.parts.tokens;
        let lexicon = self.parts.lexicon;
        let Some(link) = Self::token(units, next).map(|t| tokens.word(t)) else { return next };
        let state = Self::token(units, next + 1).is_some_and(|t| tokens.word(t) == "state");
        if link == "of" && state && item.word == "secretary" {
            item.words.extend(["of".to_owned(), "state".to_owned()]);
            return next + 2;
        }
        let of = link == "of" && lexicon.nouns.starting(&item.word).is_empty();
        let spokesman = matches!(link, "for" | "to" | "at") && speaks_for(&item.word);
        if depth > 2 || !of && !spokesman {
            return next;
        }
        let Some((inner, after)) = self.phrase(units, next + 1, depth + 1) else { return next };
        if item.owner == Owner::default() {
            item.owner = Owner {
                pronoun: inner.owner.pronoun.clone(),
                actor: inner.actor.or(inner.owner.actor),
            };
        }
        item.words.extend(std::iter::once(link.to_owned()));
        item.words.extend(inner.words);
        after
    }

    pub(in crate::coding::propose) fn take(&self, units: &[Unit], next: &mut usize) -> String {
        let word = Self::token(units, *next)
            .map(|t| self.parts.tokens.word(t).to_owned())
            .unwrap_or_default();
        *next += 1;
        word
    }

    /// Whether the words after a name make it a part of a longer phrase: `the Trump administration`, `Green Alliance co-leader Sanna Voss`.
    fn leads_on(&self, units: &[Unit], after: usize, determined: bool) -> bool {
        if !self.is_noun(units, after, true) {
            return false;
        }
        let lexicon = self.parts.lexicon;
        let word = |at: usize| Self::token(units, at).map_or("", |t| self.parts.tokens.word(t));
        let person = (after..after + 3)
            .take_while(|&at| self.is_noun(units, at, true))
            .any(|at| is_agent(lexicon, word(at)));
        let names = (after + 1..after + 4).any(|at| self.mention(units, at).is_some()) && person;
        names || determined || person
    }
}

/// What stands for a work between marks in a phrase.
const QUOTED_WORK: &str = "work-title";

/// Nouns of those who are known by a work: `the All of Me singer`.
fn is_of_works(noun: &str) -> bool {
    matches!(
        noun,
        "singer"
            | "rapper"
            | "star"
            | "actor"
            | "actress"
            | "author"
            | "songwriter"
            | "director"
            | "hitmaker"
            | "frontman"
            | "host"
    )
}
