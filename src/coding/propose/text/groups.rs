//! Phrases without a determiner: groups, `one of them`, names after a noun, objects.

use super::super::lexicon::forms::Form;
use super::super::lexicon::words::{is_auxiliary, is_count};
use super::agents::is_agent;
use super::phrases::Chunker;
use super::sentences::{Item, Unit, What};
use super::tokens::Kind;

impl Chunker<'_> {
    /// A noun phrase without a determiner: `union leader Petra Dahlgren`, `critics of Trump`.
    pub(in crate::coding::propose) fn bare(
        &self,
        units: &[Unit],
        at: usize,
        depth: usize,
    ) -> Option<(Item, usize)> {
        let tokens = self.parts.tokens;
        let lexicon = self.parts.lexicon;
        let first = Self::token(units, at)?;
        if let Some(some) = self.some_of(units, at, depth) {
            return Some(some);
        }
        if !self.is_noun(units, at, false) {
            let counted = is_count(tokens.word(first));
            return counted.then(|| self.group(units, at, depth)).flatten();
        }
        // Words up to a noun of persons that a name follows.
        let mut next = at;
        for _ in 0..4 {
            let token = Self::token(units, next)?;
            if next > at && !self.is_noun(units, next, true) || tokens.word(token).ends_with("ed") {
                break;
            }
            let word = tokens.word(token).to_owned();
            next += 1;
            let former = matches!(word.as_str(), "former" | "fellow");
            if (former || is_agent(lexicon, &word))
                && let Some(mention) = self.mention(units, next)
                && !(former && self.is_noun(units, next + (mention.last - mention.first), true))
                && Self::token(units, next + (mention.last - mention.first))
                    .is_none_or(|t| tokens.at(t).kind != Kind::Possessive)
            {
                let mut item = Item::new(What::Name, first, mention.last, &word);
                item.words = (at..next)
                    .filter_map(|u| Self::token(units, u))
                    .map(|t| tokens.word(t).to_owned())
                    .collect();
                item.actor = Some(mention.actor);
                return Some((item, next + (mention.last - mention.first)));
            }
        }
        self.group(units, at, depth)
    }

    /// `Another called it “…”`, `Others blamed the board`: whoever does it, without a noun.
    pub(in crate::coding::propose) fn somebody(
        &self,
        units: &[Unit],
        at: usize,
    ) -> Option<(Item, usize)> {
        let (tokens, lexicon) = (self.parts.tokens, self.parts.lexicon);
        let (first, verb) = (Self::token(units, at)?, Self::token(units, at + 1)?);
        let word = tokens.word(first);
        let one = word == "another";
        let many = word == "others";
        let acts = [&lexicon.speech, &lexicon.stances, &lexicon.describing].iter().any(|verbs| {
            let does = |form: Form| form.is_finite() && (many || form != Form::Base);
            verbs.starting(tokens.word(verb)).iter().any(|entry| does(entry.form))
        });
        let subject = at == 0 || tokens.at(first).capital;
        if !(one || many) || !acts || !subject {
            return None;
        }
        let mut item = Item::new(What::Noun, first, first + 1, word);
        item.words = vec![word.to_owned()];
        Some((item, at + 1))
    }

    /// `one of them`, `some of the senators`.
    fn some_of(&self, units: &[Unit], at: usize, depth: usize) -> Option<(Item, usize)> {
        let tokens = self.parts.tokens;
        let (first, of) = (Self::token(units, at)?, Self::token(units, at + 1)?);
        let word = tokens.word(first);
        let some = is_count(word)
            || matches!(
                word,
                "some"
                    | "many"
                    | "most"
                    | "several"
                    | "none"
                    | "neither"
                    | "both"
                    | "few"
                    | "all"
                    | "others"
            );
        if !some || tokens.word(of) != "of" || depth > 1 {
            return None;
        }
        let inner = Self::token(units, at + 2)?;
        let pronoun = matches!(tokens.word(inner), "them" | "us" | "these" | "those");
        let (words, last, next) = if pronoun {
            (vec![tokens.word(inner).to_owned()], inner + 1, at + 3)
        } else {
            let (item, next) = self.phrase(units, at + 2, depth + 1)?;
            (item.words, item.last, next)
        };
        let mut item = Item::new(What::Noun, first, last, word);
        item.words = [word.to_owned(), "of".to_owned()].into_iter().chain(words).collect();
        Some((item, next))
    }

    /// Many people without a determiner: `critics of Trump`, `opposition lawmakers`, `Seven members of the board`.
    fn group(&self, units: &[Unit], at: usize, depth: usize) -> Option<(Item, usize)> {
        let tokens = self.parts.tokens;
        let lexicon = self.parts.lexicon;
        let first = Self::token(units, at)?;
        let counted = is_count(tokens.word(first));
        let begin = at + usize::from(counted);
        let word = |unit: usize| Self::token(units, unit).map_or("", |t| tokens.word(t));
        let goes_on = |unit: &usize| {
            let acts = || {
                let word = word(*unit);
                (lexicon.stances.has(word)
                    || lexicon.speech.has(word)
                    || lexicon.leaning.has(word)
                    || lexicon.describing.has(word))
                    && !lexicon.groups.contains(word)
            };
            self.is_noun(units, *unit, *unit > begin)
                && self.mention(units, *unit).is_none()
                && !acts()
        };
        let next = (begin..at + 5).take_while(goes_on).last()? + 1;
        let head = word(next - 1).to_owned();
        let many = lexicon.groups.contains(&head);
        let agent = counted && is_agent(lexicon, &head);
        if !many && !agent {
            return None;
        }
        let words: Vec<String> = (begin..next).map(|unit| word(unit).to_owned()).collect();
        let mut item = Item::new(What::Noun, first, first + 1, &head);
        item.words = words;
        let next = self.attach(units, next, &mut item, depth);
        item.last = next
            .checked_sub(1)
            .and_then(|last| Self::token(units, last))
            .map_or(first + 1, |t| t + 1);
        Some((item, next))
    }

    /// The object of a stance without a determiner: `supported restrictions`, `sues former label`.
    pub(in crate::coding::propose) fn object(
        &self,
        units: &[Unit],
        at: usize,
        before: Option<&Item>,
    ) -> Option<(Item, usize)> {
        let lexicon = self.parts.lexicon;
        let before = before.filter(|b| b.what == What::Word)?.word.as_str();
        let taking = |verbs: &super::super::lexicon::Verbs| {
            verbs.starting(before).iter().any(|e| e.rest.is_empty())
        };
        if !(taking(&lexicon.stances) || before == "against") || is_auxiliary(before) {
            return None;
        }
        let mut next = at;
        let mut words = Vec::new();
        while next < at + 4
            && self.is_noun(units, next, next > at)
            && self.mention(units, next).is_none()
        {
            words.push(self.take(units, &mut next));
        }
        let head = words.last()?;
        if lexicon.speech.has(head) || words.len() == 1 && head.ends_with("ing") {
            return None;
        }
        let first = Self::token(units, at)?;
        let last = Self::token(units, next - 1).map_or(first + 1, |t| t + 1);
        let mut item = Item::new(What::Noun, first, last, head);
        item.words = words;
        Some((item, next))
    }
}
