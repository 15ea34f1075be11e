//! Stances that somebody states in a quotation: `I support the tram`, `She is a coward`, `Thank you Ida`.

use super::document::Document;
use super::expressions::expression;
use super::found::{Finding, Party};
use super::judgement::of_phrase;
use super::lexicon::words::{is_adverb, is_auxiliary, is_negation};
use super::mood::{Mood, is_conditional, mood};
use super::text::paragraphs::Form;
use super::text::sentences::{Sentence, What};

/// All stances that a sentence of a quotation states for its speaker.
pub(crate) fn findings(
    document: &Document,
    index: usize,
    sentence: &Sentence,
    found: &mut Vec<Finding>,
) {
    let (holder, addressee) = match sentence.quotation {
        Some(quotation) => {
            let Some(voice) = document.voices.get(quotation) else { return };
            let Some(speaker) = voice.speaker.as_ref() else { return };
            (document.speaking(speaker), voice.addressee)
        }
        None => match written(document, sentence) {
            Some(author) => (author, None),
            None => return,
        },
    };
    let quotation = sentence.quotation;
    let quoted = Quoted { document, index, sentence, quotation, holder, addressee };
    for at in 0..sentence.items.len() {
        quoted.thanks(at, found);
        quoted.first_person(at, found);
        quoted.judgement(at, found);
        quoted.reconsider(at, found);
        quoted.possession(at, found);
    }
}

/// The author of a text in the first person, for a sentence of its narration.
fn written(document: &Document, sentence: &Sentence) -> Option<Party> {
    let author = document.author_of(sentence).filter(|_| document.form(sentence) == Form::Body)?;
    let name = document.names.actor(author)?.name.clone();
    let first = sentence.items.first()?.first;
    Some(Party { actor: Some(author), name, tokens: (first, first + 1), how: "author" })
}

struct Quoted<'a> {
    document: &'a Document<'a>,
    index: usize,
    sentence: &'a Sentence,
    quotation: Option<usize>,
    holder: Party,
    addressee: Option<usize>,
}

impl Quoted<'_> {
    fn push(
        &self,
        target: (Party, bool),
        verb: &str,
        tokens: (usize, usize),
        why: String,
        found: &mut Vec<Finding>,
    ) {
        let (target, sure) = target;
        if target.actor.is_some() && target.actor == self.holder.actor {
            return;
        }
        // Of a speaker without a name, a pronoun may mean somebody else than whoever was named before.
        let doubtful = self.holder.actor.is_none() && target.how == "pronoun";
        found.push(Finding {
            holder: self.holder.clone(),
            target,
            verb: verb.to_owned(),
            sign: None,
            span: tokens,
            claimed_by: None,
            ready: sure && !self.sentence.asks() && !doubtful,
            confidence: 0.75,
            why,
            sentence: self.index,
            item: 0,
            quotation: self.quotation,
        });
    }

    fn named(&self, actor: usize, tokens: (usize, usize)) -> Party {
        let name = self.document.names.actor(actor).map(|a| a.name.clone()).unwrap_or_default();
        Party { actor: Some(actor), name, tokens, how: "addressed" }
    }

    /// `Thank you Ida`, `Congratulations, Tom`.
    fn thanks(&self, at: usize, found: &mut Vec<Finding>) {
        let sentence = self.sentence;
        let (verb, from) = match sentence.at(at).word.as_str() {
            "thank" if sentence.at(at + 1).word == "you" => ("thanks", at + 2),
            "thanks" if sentence.at(at).what == What::Word => ("thanks", at + 1),
            "congratulations" | "congrats" => ("congratulates", at + 1),
            _ => return,
        };
        let i_thank = at.checked_sub(1).is_some_and(|b| {
            sentence.at(b).what == What::Word
                && !matches!(sentence.word(b), "and" | "so" | "oh" | "well")
        });
        if i_thank || sentence.word(from) == "for" && self.addressee.is_none() {
            return;
        }
        let named = (from..from + 4)
            .take_while(|&i| {
                matches!(sentence.at(i).what, What::Comma | What::Name)
                    || matches!(sentence.word(i), "to" | "so" | "much" | "very" | "again")
            })
            .find(|&i| sentence.at(i).what == What::Name);
        let target = named
            .map(|i| sentence.at(i))
            .and_then(|item| Some((self.document.target(item)?.0, true)));
        let first = sentence.at(at).first;
        let target =
            target.or_else(|| self.addressee.map(|a| (self.named(a, (first, first + 1)), true)));
        let Some(target) = target else { return };
        let last = named.map_or(sentence.at(from - 1).last, |i| sentence.at(i).last);
        self.push(
            target,
            verb,
            (first, last),
            format!("words to somebody: {}", sentence.at(at).word),
            found,
        );
    }

    /// `I support the tram`, `We cannot support him`.
    fn first_person(&self, at: usize, found: &mut Vec<Finding>) {
        let sentence = self.sentence;
        let item = sentence.at(at);
        if item.what != What::Pronoun || !matches!(item.word.as_str(), "i" | "we") {
            return;
        }
        let lexicon = self.document.lexicon;
        let mut verb = at + 1;
        let mut promise = false;
        while verb < at + 7 {
            let word = sentence.word(verb);
            let listed = expression(&lexicon.avowed, sentence, verb)
                .or_else(|| expression(&lexicon.stances, sentence, verb));
            if let Some(matched) = listed {
                let Some(sense) = matched.entry.sense.and_then(|s| lexicon.sense(s)) else {
                    return;
                };
                let (mut how, _) = mood(lexicon, sentence, verb);
                if promise && how == Mood::Hypothetical {
                    how = Mood::Plain;
                }
                let ended = (at..verb).any(|i| sentence.word(i) == "longer");
                if ended && how == Mood::Negated {
                    return;
                }
                let stated = match (how, &sense.negated) {
                    (Mood::Plain, _) => sense.verb.as_str(),
                    (Mood::Negated | Mood::Refused, Some(negated)) => negated.as_str(),
                    _ => return,
                };
                self.object(at, matched.end, stated, !sense.weak, found);
                return;
            }
            promise |= matches!(word, "will" | "shall")
                && !sentence.items.iter().any(|i| is_negation(&i.word));
            let passes = is_adverb(word)
                || is_auxiliary(word)
                || super::lexicon::words::is_modal(word)
                || is_negation(word)
                || matches!(
                    word,
                    "longer" | "to" | "want" | "would" | "am" | "proud" | "happy" | "delighted"
                );
            if !passes || matches!(word, "want") {
                return;
            }
            verb += 1;
        }
    }

    /// The object of a verb in the first person.
    fn object(&self, at: usize, end: usize, verb: &str, sure: bool, found: &mut Vec<Finding>) {
        let sentence = self.sentence;
        let object = (end..end + 2).find(|&i| sentence.at(i).is_phrase());
        let Some(object) = object.filter(|&o| (end..o).all(|i| is_adverb(sentence.word(i)))) else {
            return;
        };
        let item = sentence.at(object);
        let Some((target, certain)) = self.document.target(item) else { return };
        // `I love you John`: the name after the pronoun is the one addressed.
        let vocative = sentence.at(object + 1).what == What::Name && item.word == "you";
        let last = if vocative { object + 2 } else { object + 1 };
        let span = Document::span(sentence, at, last);
        let span = (span.0, self.clause_end(span.1));
        let conditional = is_conditional(sentence, at);
        let why = format!(
            "first person: {}",
            self.document.shown(sentence.at(at).first, sentence.at(end.saturating_sub(1)).last)
        );
        self.push((target, certain && sure && !conditional), verb, span, why, found);
    }

    /// `She is a coward`, `Maren must apologise`, `your council is ruining the harbour`.
    fn judgement(&self, at: usize, found: &mut Vec<Finding>) {
        let sentence = self.sentence;
        let item = sentence.at(at);
        if !item.is_phrase()
            || matches!(
                item.word.as_str(),
                "i" | "we" | "me" | "us" | "who" | "which" | "him" | "them"
            )
            || is_conditional(sentence, at)
        {
            return;
        }
        let before = at.checked_sub(1).map_or("", |b| sentence.word(b));
        let no_more = (at.saturating_sub(5)..at)
            .any(|i| sentence.word(i) == "used" && sentence.word(i + 1) == "to");
        let vague = item.word == "it" && self.quotation.is_none() && item.words_meant.is_none();
        if no_more || vague {
            return;
        }
        if super::clause::is_preposition(before) && before != "like" || self.is_reported(at) {
            return;
        }
        let Some(judgement) = of_phrase(self.document, sentence, at) else { return };
        let owner = item.owner.actor.filter(|_| item.what == What::Noun && item.actor.is_none());
        let Some((mut target, mut sure)) = self.document.target(item) else { return };
        if let Some(owner) = owner.filter(|o| {
            target.actor.is_none()
                && item.owner.pronoun.as_deref() == Some("your")
                && Some(*o) != self.holder.actor
        }) {
            target = self.named(owner, (item.first, item.last));
            sure = true;
        }
        let span = (item.first, self.clause_end(judgement.last.max(item.last)));
        let verb = match judgement.verb.as_str() {
            "praises" if item.word == "you" => "admires",
            other => other,
        };
        self.push((target, sure), verb, span, format!("judgement: {}", judgement.words), found);
    }

    /// Whether somebody else says it: `Quist claims that the farmers are fools`.
    fn is_reported(&self, at: usize) -> bool {
        let sentence = self.sentence;
        (at.saturating_sub(3)..at).any(|i| {
            expression(&self.document.lexicon.speech, sentence, i).is_some_and(|m| {
                let who = i.checked_sub(1).map(|b| sentence.at(b));
                m.end <= at
                    && who.is_none_or(|w| {
                        !matches!(w.word.as_str(), "i" | "we") && !matches!(w.word.as_str(), "to")
                    })
            })
        })
    }

    /// The token past the clause that goes on at a token: up to a comma, a conjunction or the end.
    fn clause_end(&self, from: usize) -> usize {
        let end = self.sentence.items.iter().filter(|i| i.first >= from).find(|i| {
            matches!(i.what, What::Comma | What::Aside | What::Colon | What::Stop(_))
                || i.what == What::Word
                    && matches!(
                        i.word.as_str(),
                        "and" | "but" | "because" | "so" | "while" | "although"
                    )
        });
        end.map_or_else(
            || self.sentence.items.last().map_or(from, |i| i.last.max(from)),
            |i| i.first.max(from),
        )
    }

    /// `I hope you’ll reconsider`, `Don’t back him`.
    fn reconsider(&self, at: usize, found: &mut Vec<Finding>) {
        let sentence = self.sentence;
        if !matches!(sentence.word(at), "reconsider" | "rethink") {
            return;
        }
        let Some(you) = (at.saturating_sub(5)..at).find(|&i| sentence.at(i).word == "you") else {
            return;
        };
        let Some((target, sure)) = self.document.target(sentence.at(you)) else { return };
        let span = Document::span(sentence, you.saturating_sub(2), at + 1);
        let span = (span.0, self.clause_end(span.1));
        self.push(
            (target, sure),
            "appeals-to",
            span,
            format!("words to somebody: {}", sentence.word(at)),
            found,
        );
    }

    /// `my support for her`, `our thanks to the mayor`.
    fn possession(&self, at: usize, found: &mut Vec<Finding>) {
        let sentence = self.sentence;
        let item = sentence.at(at);
        let own =
            item.what == What::Noun && matches!(item.owner.pronoun.as_deref(), Some("my" | "our"));
        if !own {
            return;
        }
        let head = Document::head(item);
        for (rest, sense) in self.document.lexicon.nouns.starting(head) {
            let follows =
                rest.iter().enumerate().all(|(i, word)| sentence.word(at + 1 + i) == word);
            let target = at + 1 + rest.len();
            if !follows || !sentence.at(target).is_phrase() || is_conditional(sentence, at) {
                continue;
            }
            let Some(sense) = self.document.lexicon.sense(*sense) else { continue };
            let Some(party) = self.document.target(sentence.at(target)) else { continue };
            let span = Document::span(sentence, at, target + 1);
            self.push(party, &sense.verb, span, format!("noun: {head}"), found);
            return;
        }
    }
}
