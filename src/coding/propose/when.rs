//! The day of a finding, and what it rests on.

use jiff::civil::Date;

use super::document::Document;
use super::lexicon::forms::Form;
use super::text::dates::tweet_day;
use super::text::paragraphs::Form as Place;
use super::text::sentences::{Sentence, What};
use crate::coding::proposals::DateBasis;

/// The days of a text’s sentences.
pub(crate) struct Days<'a> {
    document: &'a Document<'a>,
    published: Option<String>,
    /// The only day that the text names, when it names it at its beginning.
    only: Option<String>,
}

impl<'a> Days<'a> {
    /// Looks for the day that the whole text goes by.
    pub(crate) fn new(document: &'a Document, published: Option<String>) -> Self {
        let recent = |edtf: &str| is_recent(edtf, published.as_deref());
        let named: Vec<_> = document.dates.iter().filter(|d| d.day).collect();
        let near: Vec<_> = named.iter().copied().filter(|d| recent(&d.edtf)).collect();
        let days = if near.is_empty() { named } else { near };
        let first = days.first().map(|d| d.edtf.clone());
        let same = days.iter().all(|d| Some(&d.edtf) == first.as_ref());
        let body = document
            .paragraphs
            .iter()
            .enumerate()
            .filter(|(_, p)| p.form == Place::Body)
            .map(|(at, _)| at)
            .take(3);
        let opening: Vec<usize> = body.collect();
        let early =
            days.first().is_some_and(|d| opening.contains(&document.tokens.at(d.first).paragraph));
        let only = first.filter(|_| same && early);
        Self { document, published, only }
    }

    /// The day of what an item of a sentence of narration tells.
    pub(crate) fn of_item(
        &self,
        index: usize,
        item: usize,
        holder: Option<usize>,
    ) -> (Option<String>, DateBasis) {
        let document = self.document;
        let Some(sentence) = document.sentences.get(index) else { return self.by_default() };
        if document.form(sentence) == Place::Link {
            return match &self.published {
                Some(day) => (Some(format!("../{day}")), DateBasis::Headline),
                None => (None, DateBasis::Unknown),
            };
        }
        if let Some(day) = self.in_sentence(sentence, item) {
            return (Some(day), DateBasis::Sentence);
        }
        let once = (item.saturating_sub(3)..=item).any(|i| sentence.word(i) == "once");
        if let Some(day) = self.published.as_ref().filter(|_| once) {
            return (Some(format!("../{day}")), DateBasis::Published);
        }
        let since = (1..sentence.items.len())
            .any(|i| sentence.word(i) == "since" && matches!(sentence.word(i - 1), "has" | "have"));
        if since {
            return self.by_default();
        }
        if let Some(day) = self.tweet_after(sentence.paragraph)
            && Document::quotations_in(sentence).next().is_some()
        {
            return (Some(day), DateBasis::Tweet);
        }
        if let Some(day) = self.in_paragraph(index, sentence, holder) {
            return (Some(day), DateBasis::Paragraph);
        }
        if let Some(day) = self.goes_on(index, sentence, holder) {
            return (Some(day), DateBasis::Paragraph);
        }
        self.by_default()
    }

    /// The day of the paragraphs before, where the same holder goes on, or somebody replies.
    fn goes_on(&self, index: usize, sentence: &Sentence, holder: Option<usize>) -> Option<String> {
        let document = self.document;
        let replies = document
            .sentences
            .get(index.saturating_sub(3)..=index)?
            .iter()
            .any(|s| s.paragraph == sentence.paragraph && s.quotation.is_none() && is_reply(s));
        let before =
            (index.saturating_sub(24)..index).rev().filter_map(|s| document.sentences.get(s));
        let near = before.take_while(|s| s.paragraph + 3 > sentence.paragraph).filter(|s| {
            s.quotation.is_none()
                && s.paragraph < sentence.paragraph
                && document.form(s) == Place::Body
        });
        for other in near {
            let Some(day) = self.main_day(other) else { continue };
            let same =
                holder.is_some() && other.items.iter().any(|i| i.actor == holder && i.is_phrase());
            return (same || replies).then_some(day);
        }
        None
    }

    /// The day that the main clause of a sentence names.
    fn main_day(&self, sentence: &Sentence) -> Option<String> {
        sentence.items.iter().enumerate().find_map(|(at, item)| match item.what {
            What::Date(date) if !in_relative(sentence, at) => {
                self.document.dates.get(date).filter(|d| d.day).map(|d| d.edtf.clone())
            }
            _ => None,
        })
    }

    /// The day of what a quotation says: of the message that it goes on with, else of its cue.
    pub(crate) fn of_quotation(&self, quotation: usize) -> (Option<String>, DateBasis) {
        let document = self.document;
        let mut first = quotation;
        while first > 0
            && document.voices.get(first).is_some_and(|v| v.same_as_before)
            && self.is_body(first - 1)
        {
            let continues = document.quotations.get(first).is_some_and(|q| q.continues);
            let message =
                document.voices.get(first).and_then(|v| v.speaker.as_ref()).is_some_and(|s| {
                    matches!(s.how, "the message goes on" | "goes on" | "same paragraph")
                });
            if !continues && !message {
                break;
            }
            first -= 1;
        }
        let Some(voice) = document.voices.get(quotation) else { return self.by_default() };
        let own = voice
            .sentence
            .map(|s| self.of_item(s, voice.item, voice.speaker.as_ref().and_then(|s| s.actor)));
        if let Some((day, basis @ (DateBasis::Sentence | DateBasis::Headline | DateBasis::Tweet))) =
            own
        {
            return (day, basis);
        }
        let begun = document
            .voices
            .get(first)
            .filter(|_| first != quotation)
            .and_then(|v| Some((v.sentence?, v.item, v.speaker.as_ref()?.actor)));
        if let Some((sentence, item, actor)) = begun {
            let (day, basis) = self.of_item(sentence, item, actor);
            let basis =
                if matches!(basis, DateBasis::Sentence | DateBasis::Paragraph | DateBasis::Tweet) {
                    DateBasis::Message
                } else {
                    basis
                };
            return (day, basis);
        }
        own.unwrap_or_else(|| self.by_default())
    }

    fn is_body(&self, quotation: usize) -> bool {
        let paragraph = self
            .document
            .quotations
            .get(quotation)
            .and_then(|q| self.document.paragraphs.get(q.paragraph));
        paragraph.is_some_and(|p| p.form == Place::Body)
    }

    fn by_default(&self) -> (Option<String>, DateBasis) {
        match (&self.only, &self.published) {
            (Some(day), _) => (Some(day.clone()), DateBasis::Text),
            (None, Some(day)) => (Some(day.clone()), DateBasis::Published),
            (None, None) => (None, DateBasis::Unknown),
        }
    }

    /// The date of a sentence that goes with an item: the nearest one in the same clause.
    fn in_sentence(&self, sentence: &Sentence, item: usize) -> Option<String> {
        let dates = sentence.items.iter().enumerate().filter_map(|(at, i)| match i.what {
            What::Date(date) => Some((at, date)),
            _ => None,
        });
        let near = dates
            .filter(|(at, _)| !crosses_relative(sentence, *at, item))
            .filter(|(at, _)| !self.of_another_verb(sentence, item, *at))
            .min_by_key(|(at, _)| at.abs_diff(item))?;
        let day = self.document.dates.get(near.1)?;
        let between = near.0.min(item)..near.0.max(item);
        let after = between
            .clone()
            .any(|at| sentence.at(at).word == "day" && sentence.word(at + 1) == "after");
        if after && near.0 < item && day.day {
            return super::text::dates::day_before(&day.edtf);
        }
        Some(day.edtf.clone())
    }

    /// Whether a date stands with a verb that follows: `admired X, and endorsed Y in 1981`.
    fn of_another_verb(&self, sentence: &Sentence, item: usize, date: usize) -> bool {
        let lexicon = self.document.lexicon;
        let comma =
            (item + 1..date).find(|&i| matches!(sentence.at(i).what, What::Comma | What::Aside));
        comma.is_some_and(|comma| {
            (comma + 1..date).any(|i| {
                let word = sentence.word(i);
                [&lexicon.stances, &lexicon.speech, &lexicon.leaning].iter().any(|verbs| {
                    verbs.starting(word).iter().any(|e| e.form.is_finite() && e.form != Form::Base)
                })
            })
        })
    }

    /// The date of an earlier sentence of the paragraph, or of a later one with the same holder.
    fn in_paragraph(
        &self,
        index: usize,
        sentence: &Sentence,
        holder: Option<usize>,
    ) -> Option<String> {
        let document = self.document;
        let near = |s: usize| {
            document
                .sentences
                .get(s)
                .filter(|other| other.paragraph == sentence.paragraph && other.quotation.is_none())
        };
        let dated = |other: &Sentence| {
            let at = other.items.iter().position(|i| matches!(i.what, What::Date(_)))?;
            let What::Date(date) = other.at(at).what else { return None };
            let main = !in_relative(other, at);
            main.then(|| document.dates.get(date).map(|d| d.edtf.clone())).flatten()
        };
        let earlier = (index.saturating_sub(16)..index).rev().filter_map(near).find_map(dated);
        earlier.or_else(|| {
            let same = |other: &&Sentence| {
                holder.is_some() && other.items.iter().any(|i| i.actor == holder && i.is_phrase())
            };
            (index + 1..index + 10).filter_map(near).filter(same).find_map(dated)
        })
    }

    /// The day of the tweet whose address follows a paragraph.
    fn tweet_after(&self, paragraph: usize) -> Option<String> {
        match self.document.paragraphs.get(paragraph + 1)?.form {
            Place::Address(Some(number)) => tweet_day(number),
            _ => None,
        }
    }
}

/// Whether a sentence says that it answers or follows what was told before.
fn is_reply(sentence: &Sentence) -> bool {
    let pair = |a: &str, b: &str| {
        (0..sentence.items.len()).any(|i| sentence.word(i) == a && sentence.at(i + 1).word == b)
    };
    let single =
        ["afterwards", "afterward", "responded", "replied", "retorted", "countered", "later"];
    pair("hit", "back")
        || pair("fired", "back")
        || pair("clapped", "back")
        || pair("in", "response")
        || pair("in", "reply")
        || pair("shortly", "after")
        || pair("within", "hour")
        || pair("hours", "later")
        || pair("minutes", "later")
        || sentence.items.iter().any(|i| i.what == What::Word && single.contains(&i.word.as_str()))
}

/// Whether a relative clause (`, who was defeated in 2014,`) parts a date from an item.
fn crosses_relative(sentence: &Sentence, date: usize, item: usize) -> bool {
    in_relative(sentence, date) && !same_relative(sentence, date, item)
}

fn relative_start(sentence: &Sentence, at: usize) -> Option<usize> {
    let start = (at.saturating_sub(12)..at)
        .rev()
        .find(|&i| matches!(sentence.at(i).what, What::Comma | What::Aside))?;
    matches!(sentence.at(start + 1).word.as_str(), "who" | "which" | "whose" | "where")
        .then_some(start)
}

fn in_relative(sentence: &Sentence, at: usize) -> bool {
    relative_start(sentence, at).is_some()
}

fn same_relative(sentence: &Sentence, date: usize, item: usize) -> bool {
    let Some(start) = relative_start(sentence, date) else { return true };
    let end = (date..sentence.items.len())
        .find(|&i| matches!(sentence.at(i).what, What::Comma | What::Aside))
        .unwrap_or(sentence.items.len());
    item > start && item <= end
}

/// How many days before its publication a text still tells news of.
const NEWS: i32 = 8;

/// Whether a day is among the last ones up to the publication.
fn is_recent(day: &str, published: Option<&str>) -> bool {
    let parse = |day: &str| day.parse::<Date>().ok();
    let Some((day, published)) = parse(day).zip(published.and_then(parse)) else { return false };
    day <= published && day.until(published).is_ok_and(|span| span.get_days() < NEWS)
}
