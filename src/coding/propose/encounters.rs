//! Open proposals of the narration: sentences in which somebody takes sides in words that no rule knows.

use super::assemble::Maker;
use super::candidates::{near, of_sentence};
use super::clause::{coordinated, is_preposition, subject, subject_of_participle};
use super::document::Document;
use super::expressions::expression;
use super::found::{Finding, Party};
use super::lexicon::forms::Form;
use super::lexicon::words::is_adverb;
use super::mood::mood;
use super::narrated::is_passive;
use super::reported::frame;
use super::text::paragraphs::Form as Place;
use super::text::sentences::{Item, Sentence, What};
use super::weight::{is_judged, weight};
use crate::coding::proposals::Proposal;

/// How often one who only says something, in words that are not quoted, takes sides.
const SAID: f64 = 0.34;

/// Somebody who takes sides in a sentence, by a word of it.
struct Stand {
    /// The item of the holder.
    holder: usize,
    /// The items of the words, the first and the last.
    cues: (usize, usize),
    /// How often such a one is right.
    confidence: f64,
}

impl Maker<'_> {
    /// Sentences in which somebody takes sides, except for what findings cover.
    pub(crate) fn encounters(&self, findings: &[Finding]) -> Vec<Proposal> {
        let document = self.document;
        let mut found = Vec::new();
        let mut from = 0;
        for (index, sentence) in document.sentences.iter().enumerate() {
            while findings.get(from).is_some_and(|f| f.sentence < index) {
                from += 1;
            }
            let question =
                sentence.quotation.and_then(|q| document.voices.get(q)).is_some_and(|v| {
                    v.speaker.as_ref().is_some_and(|s| s.how == super::interview::QUESTION)
                });
            if sentence.quotation.is_some() && !question || document.form(sentence) == Place::Title
            {
                continue;
            }
            let known: Vec<&Finding> = findings
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|f| f.sentence == index)
                .collect();
            for stand in self.stands(sentence, &known) {
                found.extend(self.encounter(index, sentence, &stand));
            }
            if let Some(author) = self.by_author(index, sentence, &known) {
                found.push(author);
            }
        }
        found
    }

    /// Who takes sides in a sentence, each once; of `X and Y backed`, both.
    fn stands(&self, sentence: &Sentence, known: &[&Finding]) -> Vec<Stand> {
        let document = self.document;
        let mut found: Vec<Stand> = Vec::new();
        for at in 0..sentence.items.len() {
            let Some(confidence) = weight(document, sentence, at) else { continue };
            let Some(holder) = holder_of(document, sentence, at) else { continue };
            let item = sentence.at(at);
            let party = document.party(sentence.at(holder)).map(|p| p.name);
            let covered = known.iter().any(|f| {
                f.span.0 <= item.first
                    && f.span.1 >= item.last
                    && Some(&f.holder.name) == party.as_ref()
            });
            if covered || party.is_none() {
                continue;
            }
            match found.iter_mut().find(|s| {
                document.party(sentence.at(s.holder)).map(|p| p.name) == party
                    && !parted(sentence, s.cues.1, at)
            }) {
                Some(stand) => {
                    stand.cues.1 = at;
                    stand.confidence = stand.confidence.max(confidence);
                }
                None => found.push(Stand { holder, cues: (at, at), confidence }),
            }
        }
        let both: Vec<Stand> = found
            .iter()
            .flat_map(|stand| {
                let names = super::lists::before(sentence, stand.holder);
                let names = names.into_iter().filter(|n| sentence.at(*n).what == What::Name);
                names.map(|name| Stand { holder: name, ..*stand }).collect::<Vec<_>>()
            })
            .collect();
        found.extend(both);
        let named = |s: &Stand| document.party(sentence.at(s.holder)).map(|p| p.name);
        let teller = telling(document, sentence).filter(|told| {
            let name = named(told);
            let holds = found.iter().any(|s| named(s) == name);
            let known = known.iter().any(|f| {
                Some(&f.holder.name) == name.as_ref()
                    || f.claimed_by.as_ref().map(|c| &c.name) == name.as_ref()
            });
            name.is_some() && !holds && !known
        });
        found.extend(teller);
        found
    }

    fn encounter(&self, index: usize, sentence: &Sentence, stand: &Stand) -> Option<Proposal> {
        let document = self.document;
        let holder = document.party(sentence.at(stand.holder))?;
        let mut candidates = of_sentence(document, sentence, stand.cues.0, stand.holder, &holder);
        near(document, index, &holder, &mut candidates);
        if candidates.is_empty() {
            return None;
        }
        let (first, last) = stretch(sentence, stand.cues.0, stand.holder);
        let (quote, span) = self.quote(sentence.at(first).first, sentence.at(last).last);
        let words = Document::span(sentence, stand.cues.0, stand.cues.0 + 1);
        let why = format!("takes sides: {}", document.shown(words.0, words.1));
        let inside = |c: &Party| {
            c.tokens.1 > 0 && sentence.items.iter().any(|i| i.first == c.tokens.0)
                || sentence.items.iter().any(|i| c.actor.is_some() && i.actor == c.actor)
        };
        let here = candidates.iter().filter(|c| inside(c)).count();
        let named = candidates.iter().any(|c| c.actor.is_some() && inside(c));
        let mut open = self.open(&holder, quote, span, why);
        let report = frame(document, sentence, stand.holder, stand.cues.0.min(stand.holder));
        open.claimed_by =
            report.claimed_by.filter(|c| c.name != holder.name).map(|c| self.named(&c));
        let (on, basis) = self.days.of_item(index, stand.cues.0, holder.actor);
        open.candidates = candidates.iter().map(|p| self.named(p)).collect();
        open.on = on;
        open.date_basis = basis;
        let bonus = match (here, named) {
            (0, _) => -0.12,
            (_, true) => 0.02,
            _ => 0.0,
        };
        let claim = if open.claimed_by.is_some() { 0.05 } else { 0.0 };
        open.confidence = stand.confidence + bonus + claim + bearing(document, sentence, stand);
        (!open.quote.is_empty()).then_some(open)
    }

    /// What the author of a text in the first person says of somebody.
    fn by_author(&self, index: usize, sentence: &Sentence, known: &[&Finding]) -> Option<Proposal> {
        let document = self.document;
        let author =
            document.author_of(sentence).filter(|_| document.form(sentence) == Place::Body)?;
        let said = |item: &Item| {
            known.iter().any(|f| {
                f.holder.actor == Some(author) && f.span.0 <= item.first && f.span.1 >= item.last
            })
        };
        let personal = sentence.items.iter().any(|i| {
            i.what == What::Pronoun && matches!(i.word.as_str(), "i" | "me")
                || matches!(i.owner.pronoun.as_deref(), Some("my" | "our"))
        });
        let judged = (0..sentence.items.len()).find(|&at| {
            let item = sentence.at(at);
            let taken = weight(document, sentence, at).is_some() || is_judged(document, item);
            taken && !said(item)
        });
        let judged = judged.or_else(|| {
            let first = |i: &Item| i.what == What::Pronoun && matches!(i.word.as_str(), "i" | "me");
            let at = sentence.items.iter().position(first)?;
            (!said(sentence.at(at))).then_some(at)
        })?;
        let name = document.names.actor(author)?.name.clone();
        let tokens = (sentence.items.first()?.first, sentence.items.first()?.first + 1);
        let holder = Party { actor: Some(author), name, tokens, how: "author" };
        let taken = weight(document, sentence, judged).is_some()
            || is_judged(document, sentence.at(judged));
        let confidence = match (personal, taken) {
            (true, true) => 0.5,
            (false, true) => 0.42,
            _ => 0.3,
        };
        let stand = Stand { holder: usize::MAX, cues: (judged, judged), confidence };
        let mut candidates = of_sentence(document, sentence, judged, usize::MAX, &holder);
        let (first, last) = stretch(sentence, judged, judged);
        let (quote, span) = self.quote(sentence.at(first).first, sentence.at(last).last);
        let mut open = self.open(&holder, quote, span, AUTHOR.to_owned());
        let (on, basis) = self.days.of_item(index, judged, Some(author));
        open.on = on;
        open.date_basis = basis;
        open.confidence = stand.confidence;
        near(document, index, &holder, &mut candidates);
        open.candidates = candidates.iter().map(|p| self.named(p)).collect();
        (!open.quote.is_empty() && !open.candidates.is_empty()).then_some(open)
    }
}

/// How what an author says in the first person is told.
pub(crate) const AUTHOR: &str = "words of the author";

/// How much the sentence speaks for or against a stance: a question, a condition, an object without a name.
fn bearing(document: &Document, sentence: &Sentence, stand: &Stand) -> f64 {
    let cue = stand.cues.0;
    let unreal =
        sentence.asks() && sentence.quotation.is_none() || super::mood::is_supposed(sentence, cue);
    let object = (cue + 1..cue + 5).map(|at| sentence.at(at)).find(|item| item.is_phrase());
    let pointed = object.is_some_and(|item| {
        let actor = item
            .actor
            .or(item.owner.actor)
            .is_some_and(|a| document.sort(a) != super::names::Sort::Thing);
        actor || item.words_meant.is_some() || document.target(item).is_some_and(|t| t.1)
    });
    let mut sum = 0.0;
    if unreal {
        sum -= 0.1;
    }
    if pointed {
        sum += 0.03;
    }
    sum
}

/// The item of the one who takes sides by the word at an item.
fn holder_of(document: &Document, sentence: &Sentence, at: usize) -> Option<usize> {
    let lexicon = document.lexicon;
    let item = sentence.at(at);
    let fits = |who: usize| {
        let item = sentence.at(who);
        item.is_phrase()
            && who != at
            && !matches!(item.word.as_str(), "who" | "which" | "that")
            && (item.actor.is_some() || item.words_meant.is_some() || item.what != What::Pronoun)
    };
    let stands = |who: usize| fits(who) && may_hold(document, sentence.at(who));
    if item.what == What::Noun {
        let owned = item.owner.actor.is_some() && !lexicon.persons.contains(Document::head(item));
        let before =
            owned.then(|| (0..at).rev().find(|&i| sentence.at(i).actor == item.owner.actor));
        if let Some(Some(before)) = before {
            return Some(before);
        }
    }
    let form = [&lexicon.stances, &lexicon.describing, &lexicon.siding, &lexicon.leaning]
        .iter()
        .find_map(|verbs| expression(verbs, sentence, at))
        .map(|m| m.entry.form);
    if form.is_some_and(Form::is_participle) && is_passive(sentence, at) {
        let by = (at + 1..at + 9)
            .take_while(|&i| !matches!(sentence.at(i).what, What::Comma | What::Stop(_)))
            .find(|&i| sentence.word(i) == "by");
        return by.map(|by| by + 1).filter(|&who| stands(who));
    }
    let start = mood(lexicon, sentence, at).1;
    let purpose = at > 0 && sentence.word(at - 1) == "to";
    let direct = match form {
        _ if purpose => coordinated(lexicon, sentence, at - 1, 3),
        Some(Form::Ing) => {
            beside(sentence, at).or_else(|| subject_of_participle(lexicon, sentence, at))
        }
        _ => subject(lexicon, sentence, start).or_else(|| subject(lexicon, sentence, at)),
    };
    if let Some(who) = direct.filter(|&who| fits(who)) {
        return may_hold(document, sentence.at(who)).then_some(who);
    }
    // The subject of the clause, or whoever the sentence begins with.
    let free = |i: &usize| {
        let governed = i.checked_sub(1).is_some_and(|b| is_preposition(sentence.word(b)));
        !governed && stands(*i)
    };
    (0..at).rev().filter(free).find(|&i| leads(sentence, i)).or_else(|| (0..at).find(free))
}

/// Whether a verb, or an aside and then a verb, follows a phrase.
fn leads(sentence: &Sentence, at: usize) -> bool {
    let next = sentence.at(at + 1);
    let verb = next.what == What::Word && !is_preposition(&next.word) && next.word != "and";
    verb || at == 0 && next.what == What::Comma
}

/// `six Republicans still backing the bill`: the phrase right before a participle, or the name that it stands beside.
fn beside(sentence: &Sentence, at: usize) -> Option<usize> {
    let before = (0..at).rev().find(|&i| !is_adverb(sentence.word(i)))?;
    if !sentence.at(before).is_phrase() {
        return None;
    }
    let comma = (0..before).rev().take(6).find(|&i| sentence.at(i).what == What::Comma);
    let name = comma.and_then(|c| c.checked_sub(1)).filter(|&n| sentence.at(n).is_phrase());
    let of = |i: usize| (0..i).rev().take(3).find(|&n| sentence.at(n).what == What::Name);
    let governed = |n: usize| n > 0 && is_preposition(sentence.word(n - 1));
    let named = name.map(|n| if governed(n) { of(n).filter(|o| !governed(*o)) } else { Some(n) });
    let named = match named {
        Some(None) => return None,
        other => other.flatten(),
    };
    Some(named.unwrap_or(before))
}

/// Whether a phrase can hold a stance, countries and other names of places among them.
fn may_hold(document: &Document, item: &Item) -> bool {
    document.takes_sides(item)
        || item.actor.is_some() && item.what != What::Noun
        || item.what == What::Noun && document.lexicon.bodies.contains(Document::head(item))
}

/// Somebody who says something, with no word that tells which side it takes: the least likely.
fn telling(document: &Document, sentence: &Sentence) -> Option<Stand> {
    let quoted = sentence.items.iter().any(|i| matches!(i.what, What::Quotation(_)));
    if quoted || document.form(sentence) != Place::Body {
        return None;
    }
    let lexicon = document.lexicon;
    (0..sentence.items.len()).find_map(|at| {
        let told = expression(&lexicon.speech, sentence, at)?;
        let finite = told.entry.form.is_finite() && told.entry.form != Form::Base;
        let stands = |who: &usize| may_hold(document, sentence.at(*who));
        let holder = subject(lexicon, sentence, at).filter(|_| finite).filter(stands)?;
        Some(Stand { holder, cues: (at, at), confidence: SAID })
    })
}

/// Whether a semicolon or the like stands between two items.
fn parted(sentence: &Sentence, from: usize, to: usize) -> bool {
    (from..to)
        .any(|i| sentence.at(i).word == ";" || matches!(sentence.at(i).what, What::Quotation(_)))
}

/// The items around an item up to the quotations beside it, the holder among them when it stands there.
fn stretch(sentence: &Sentence, at: usize, holder: usize) -> (usize, usize) {
    let wall = |i: &usize| {
        matches!(sentence.at(*i).what, What::Quotation(_)) || sentence.at(*i).word == ";"
    };
    let first = (0..at).rev().find(wall).map_or(0, |i| i + 1);
    let end = (at..sentence.items.len())
        .find(|i| wall(i) || matches!(sentence.at(*i).what, What::Stop(_)))
        .unwrap_or(sentence.items.len());
    let last = end.saturating_sub(1).max(at);
    let _ = holder;
    let first =
        (first..at).find(|&i| sentence.at(i).is_phrase() || sentence.at(i).what == What::Word);
    (first.unwrap_or(at), last)
}
