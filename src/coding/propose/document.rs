//! A text as it was read: its parts, who speaks, and to whom.

use hashbrown::HashMap;

use jiff::civil::Date;

use super::attribute::{Voice, voices};
use super::lexicon::Lexicon;
use super::memory::Memory;
use super::names::{Known, Names, Sort, names};
use super::quoted::{Setting, quoted};
use super::refer::narration;
use super::text::agents::is_agent;
use super::text::dates::{Dated, dates};
use super::text::marks::{Quotation, quotations};
use super::text::paragraphs::{Form, Paragraph, paragraphs};
use super::text::sentences::{Item, Parts, Sentence, What, sentences};
use super::text::tokens::{Kind, Tokens, tokens};

/// A text that was read.
pub(crate) struct Document<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// The lexicon.
    pub(crate) lexicon: &'a Lexicon,
    /// Its paragraphs.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// Its quotations.
    pub(crate) quotations: Vec<Quotation>,
    /// Its tokens.
    pub(crate) tokens: Tokens,
    /// Who is named.
    pub(crate) names: Names,
    /// The dates named.
    pub(crate) dates: Vec<Dated>,
    /// The sentences, of narration and quotations.
    pub(crate) sentences: Vec<Sentence>,
    /// For each sentence, who was spoken of last.
    pub(crate) memories: Vec<Memory>,
    /// For each quotation, who speaks.
    pub(crate) voices: Vec<Voice>,
    /// For each paragraph, who writes it in the first person.
    authors: Vec<Option<usize>>,
    /// For each quotation, its first sentence.
    inside: Vec<Option<usize>>,
    /// How often each word stands in the text, of words in lower case.
    counts: HashMap<String, usize>,
    /// What the text is mostly about: items of its narration, each by its sentence.
    topics: Vec<(usize, usize)>,
}

/// Reads a text.
pub(crate) fn read<'a>(
    text: &'a str,
    published: Option<Date>,
    known: &[Known],
    lexicon: &'a Lexicon,
) -> Document<'a> {
    let paragraphs = paragraphs(text, lexicon);
    let quotations = quotations(text, &paragraphs);
    let tokens = tokens(text, &paragraphs, &quotations);
    let mut names = names(&tokens, known, lexicon);
    let dates = dates(&tokens, published);
    let parts =
        Parts { tokens: &tokens, quotations: &quotations, names: &names, dates: &dates, lexicon };
    let mut sentences = sentences(&parts);
    let apart: Vec<bool> =
        paragraphs.iter().map(|p| matches!(p.form, Form::Link | Form::Title)).collect();
    let memories = narration(&mut sentences, &mut names, lexicon, &apart);
    let mut counts: HashMap<String, usize> = HashMap::new();
    for at in 0..tokens.len() {
        *counts.entry(tokens.word(at).to_owned()).or_default() += 1;
    }
    let mut inside = vec![None; quotations.len()];
    for (index, sentence) in sentences.iter().enumerate() {
        if let Some(slot) = sentence.quotation.and_then(|q| inside.get_mut(q)) {
            slot.get_or_insert(index);
        }
    }
    let mut document = Document {
        text,
        lexicon,
        paragraphs,
        quotations,
        tokens,
        names,
        dates,
        sentences,
        memories,
        voices: Vec::new(),
        authors: Vec::new(),
        inside,
        counts,
        topics: Vec::new(),
    };
    document.topics = super::topics::topics(&document);
    document.authors = super::authors::authors(&document);
    document.voices = voices(&document);
    document.resolve_quotations();
    document
}

impl Document<'_> {
    /// Who writes a sentence of the narration in the first person.
    pub(crate) fn author_of(&self, sentence: &Sentence) -> Option<usize> {
        self.authors.get(sentence.paragraph).copied().flatten()
    }

    /// Resolves pronouns inside quotations.
    fn resolve_quotations(&mut self) {
        let mut spoken: Vec<usize> = Vec::new();
        let mut last: Option<usize> = None;
        let mut sentences = std::mem::take(&mut self.sentences);
        let narration: Vec<(usize, Vec<usize>)> = sentences.iter().map(named_in).collect();
        for sentence in &mut sentences {
            let Some(quotation) = sentence.quotation else { continue };
            let Some(voice) = self.voices.get(quotation) else { continue };
            let dialogue = voice.speaker.as_ref().is_some_and(|s| {
                matches!(s.how, super::interview::QUESTION | super::interview::ANSWER)
            });
            let goes_on = dialogue
                || last.is_some_and(|l| {
                    l == quotation || l < quotation && l + 4 > quotation && voice.same_as_before
                });
            if !goes_on {
                spoken.clear();
            }
            last = Some(quotation);
            let mut recent = voice
                .sentence
                .and_then(|s| self.memories.get(s))
                .map(Memory::recent)
                .unwrap_or_default();
            let speaker = voice.speaker.as_ref().and_then(|s| s.actor);
            recent.retain(|actor| Some(*actor) != speaker);
            let near = voice.sentence.map(|s| near(&narration, s)).unwrap_or_default();
            let setting = Setting { speaker, addressee: voice.addressee, near, recent };
            quoted(sentence, &self.names, &setting, &mut spoken);
        }
        self.sentences = sentences;
    }

    /// The characters between two tokens.
    pub(crate) fn shown(&self, first: usize, last: usize) -> &str {
        let (start, end) = self.bytes(first, last);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The bytes between two tokens.
    pub(crate) fn bytes(&self, first: usize, last: usize) -> (usize, usize) {
        let start = self.tokens.at(first).start;
        let end = last.checked_sub(1).map_or(start, |l| self.tokens.at(l).end);
        (start, end.max(start))
    }

    /// The first sentence of a quotation.
    pub(crate) fn first_sentence_of(&self, quotation: usize) -> Option<&Sentence> {
        self.inside.get(quotation).copied().flatten().and_then(|index| self.sentences.get(index))
    }

    /// The sentences of a quotation.
    pub(crate) fn sentences_inside(&self, quotation: usize) -> impl Iterator<Item = &Sentence> {
        let first = self.inside.get(quotation).copied().flatten();
        let from = first.unwrap_or(self.sentences.len());
        self.sentences.iter().skip(from).take_while(move |s| s.quotation == Some(quotation))
    }

    /// The form of a sentence’s paragraph.
    pub(crate) fn form(&self, sentence: &Sentence) -> Form {
        self.paragraphs.get(sentence.paragraph).map_or(Form::Body, |p| p.form)
    }

    /// How often a word stands in the text.
    pub(crate) fn count(&self, word: &str) -> usize {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// What the text is mostly about.
    pub(crate) fn topics(&self) -> impl Iterator<Item = &Item> {
        let item =
            |(sentence, item): &(usize, usize)| self.sentences.get(*sentence)?.items.get(*item);
        self.topics.iter().filter_map(item)
    }

    /// The sort of an actor.
    pub(crate) fn sort(&self, actor: usize) -> Sort {
        self.names.actor(actor).map_or(Sort::Unknown, |a| a.sort)
    }

    /// Whether a phrase can take a stand: a person, a body, people.
    pub(crate) fn takes_sides(&self, item: &Item) -> bool {
        if let Some(actor) = item.actor {
            return matches!(self.sort(actor), Sort::Person | Sort::Body | Sort::Unknown);
        }
        if item.words_meant.is_some() {
            return true;
        }
        let head = item.word.as_str();
        let lexicon = self.lexicon;
        let any = item
            .words
            .iter()
            .take_while(|w| !matches!(w.as_str(), "of" | "for" | "to" | "at"))
            .last()
            .map_or(head, String::as_str);
        item.what == What::Noun
            && [head, any].iter().any(|head| {
                is_agent(lexicon, head)
                    || is_body(head)
                    || matches!(
                        *head,
                        "one"
                            | "some"
                            | "many"
                            | "most"
                            | "several"
                            | "others"
                            | "both"
                            | "team"
                            | "family"
                            | "parties"
                            | "bloc"
                            | "newspaper"
                            | "paper"
                            | "magazine"
                            | "firm"
                            | "crowd"
                            | "spokespeople"
                            | "camp"
                            | "majority"
                            | "minority"
                            | "public"
                            | "regime"
                            | "leadership"
                            | "cabinet"
                            | "jury"
                            | "editorial"
                            | "embassy"
                            | "legislature"
                            | "chapter"
                            | "branch"
                            | "wing"
                            | "faction"
                            | "delegation"
                            | "office"
                            | "panel"
                            | "bench"
                            | "mission"
                    )
            })
    }

    /// The quotation items of a sentence, with their places.
    pub(crate) fn quotations_in(sentence: &Sentence) -> impl Iterator<Item = (usize, usize)> {
        sentence.items.iter().enumerate().filter_map(|(at, item)| match item.what {
            What::Quotation(quotation) => Some((at, quotation)),
            _ => None,
        })
    }

    /// The tokens inside a quotation: the first, and the one past the last.
    pub(crate) fn tokens_in(&self, quotation: usize) -> (usize, usize) {
        let Some(span) = self.quotations.get(quotation) else { return (0, 0) };
        let first = self.first_token_from(span.start);
        let mut last = self.first_token_from(span.end);
        while last > first
            && self.tokens.at(last - 1).kind == Kind::Mark
            && self.tokens.at(last - 1).start >= span.end
        {
            last -= 1;
        }
        (first, last)
    }

    fn first_token_from(&self, byte: usize) -> usize {
        let (mut low, mut high) = (0, self.tokens.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.tokens.at(middle).start < byte { low = middle + 1 } else { high = middle }
        }
        low
    }
}

/// Nouns of bodies that take sides.
pub(crate) fn is_body(noun: &str) -> bool {
    const BODIES: [&str; 34] = [
        "party",
        "union",
        "council",
        "club",
        "committee",
        "commission",
        "company",
        "federation",
        "association",
        "league",
        "alliance",
        "group",
        "government",
        "administration",
        "parliament",
        "senate",
        "congress",
        "court",
        "ministry",
        "department",
        "agency",
        "authority",
        "board",
        "church",
        "university",
        "coalition",
        "police",
        "army",
        "opposition",
        "chamber",
        "foundation",
        "charity",
        "institute",
        "society",
    ];
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let many = noun.strip_suffix("ies").map(|stem| format!("{stem}y"));
    BODIES.contains(&noun)
        || BODIES.contains(&one)
        || many.is_some_and(|one| one == "body" || BODIES.contains(&one.as_str()))
}

/// The paragraph of a sentence of narration, and who is named in it; nobody in a quotation.
fn named_in(sentence: &Sentence) -> (usize, Vec<usize>) {
    let items = sentence.items.iter().filter(|_| sentence.quotation.is_none());
    (sentence.paragraph, items.filter_map(|item| item.actor).collect())
}

/// Who is named in the narration of a sentence’s paragraph, up to it, the latest first.
fn near(narration: &[(usize, Vec<usize>)], sentence: usize) -> Vec<usize> {
    let paragraph = narration.get(sentence).map(|own| own.0);
    let before = narration.get(sentence.saturating_sub(8)..=sentence).unwrap_or_default();
    let own = before.iter().rev().filter(|other| Some(other.0) == paragraph);
    own.flat_map(|other| other.1.iter().rev().copied()).collect()
}
