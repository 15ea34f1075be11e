//! Every quotation’s speaker and addressee: by cues, and by what stands around it.

use super::document::Document;
use super::names::Sort;
use super::refer::agrees;
use super::speech::{Speaker, cue};
use super::text::paragraphs::Form;
use super::text::sentences::{Sentence, What};
use super::text::tokens::Kind;

/// Who speaks in a quotation, and to whom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Voice {
    /// Who speaks.
    pub(crate) speaker: Option<Speaker>,
    /// Who is addressed.
    pub(crate) addressee: Option<usize>,
    /// The sentence of narration that it stands in.
    pub(crate) sentence: Option<usize>,
    /// The item of that sentence.
    pub(crate) item: usize,
    /// Whether the speaker goes on from the quotation before.
    pub(crate) same_as_before: bool,
    /// Whether only a few words of a sentence of the narration are quoted.
    pub(crate) fragment: bool,
    /// Whether it is the title of a work, rather than words of anybody.
    pub(crate) work: bool,
}

/// The voices of all quotations.
pub(crate) fn voices(document: &Document) -> Vec<Voice> {
    let mut voices: Vec<Voice> = vec![Voice::default(); document.quotations.len()];
    for (index, sentence) in document.sentences.iter().enumerate() {
        for (at, quotation) in Document::quotations_in(sentence) {
            let Some(voice) = voices.get_mut(quotation) else { continue };
            voice.sentence = Some(index);
            voice.item = at;
            voice.fragment = is_fragment(document, sentence, at, quotation);
            voice.work = is_work(document, sentence, at, quotation);
            if document.form(sentence) != Form::Title && !voice.work {
                let marked = document.quotations.get(quotation).is_none_or(|q| q.open < q.start);
                voice.speaker = cue(document.lexicon, &document.names, sentence, index, at)
                    .filter(|s| s.how != super::speech::LABEL || !marked);
            }
        }
    }
    inherit(document, &mut voices);
    not_named(document, &mut voices);
    super::interview::turns(document, &mut voices);
    super::address::address(document, &mut voices);
    voices
}

/// Nobody speaks of himself by name: a pronoun or a description whose person the quotation names means another.
fn not_named(document: &Document, voices: &mut [Voice]) {
    let names = |quotation: usize, actor: usize| {
        let own = |s: &Sentence| {
            s.items.iter().any(|item| item.what == What::Name && item.actor == Some(actor))
        };
        document.sentences_inside(quotation).any(own)
    };
    let mut from = 0;
    while from < voices.len() {
        let Some(speaker) = voices.get(from).and_then(|v| v.speaker.clone()) else {
            from += 1;
            continue;
        };
        let same = |v: &Voice| {
            v.speaker
                .as_ref()
                .is_some_and(|s| s.tokens == speaker.tokens && s.actor == speaker.actor)
        };
        let end =
            voices.iter().skip(from).position(|v| !same(v)).map_or(voices.len(), |n| from + n);
        let pronoun = document.tokens.word(speaker.tokens.0);
        let indirect = super::antecedents::is_personal(pronoun) || speaker.how == "description";
        let named = |actor: usize| (from..end).any(|quotation| names(quotation, actor));
        if let Some(own) = speaker.actor.filter(|a| indirect && named(*a)) {
            let before = from.checked_sub(1).and_then(|b| voices.get(b));
            let goes_on =
                before.and_then(|v| v.speaker.as_ref()).and_then(|s| s.actor) == Some(own);
            let first = |actor: usize| names(from, actor);
            let other = another(document, &speaker, own, &first, goes_on);
            let last = (from..end).find(|q| other.is_some_and(|o| names(*q, o))).unwrap_or(end);
            for voice in voices.iter_mut().take(last).skip(from) {
                if let Some(speaker) = voice.speaker.as_mut() {
                    let described = speaker.how == "description";
                    speaker.actor = other.or(speaker.actor.filter(|_| !described));
                    // `One shareholder balked. “Ida is right,” the investor said.`
                    let stranger = document.memories.get(speaker.sentence).and_then(|m| m.stranger);
                    if described
                        && other.is_none()
                        && let Some((tokens, _)) = stranger
                    {
                        speaker.tokens = tokens;
                    }
                }
            }
        }
        from = end;
    }
}

/// Whom else a pronoun means: somebody of its paragraph, or whoever was spoken of last.
fn another(
    document: &Document,
    speaker: &Speaker,
    own: usize,
    named: &dyn Fn(usize) -> bool,
    goes_on: bool,
) -> Option<usize> {
    let index = speaker.sentence;
    let pronoun = document.tokens.word(speaker.tokens.0);
    let paragraph = document.sentences.get(index).map(|s| s.paragraph);
    let beside = |actor: &usize| {
        let before = document.sentences.get(index.saturating_sub(6)..index).unwrap_or_default();
        let mut narration =
            before.iter().filter(|s| s.quotation.is_none() && Some(s.paragraph) == paragraph);
        narration.any(|s| s.items.iter().any(|i| i.actor == Some(*actor)))
    };
    let fits = |actor: &usize| {
        *actor != own
            && agrees(&document.names, *actor, pronoun)
            && matches!(document.sort(*actor), Sort::Person | Sort::Unknown)
            && !named(*actor)
    };
    let person = |actor: &usize| document.sort(*actor) == Sort::Person;
    let all: Vec<usize> = document.memories.get(index).map(|m| m.for_subject(index))?;
    let fitting = || all.iter().copied().filter(fits);
    let near = || fitting().filter(beside);
    let far = || fitting().filter(|_| !goes_on).find(person);
    near().find(person).or_else(|| near().next()).or_else(far)
}

/// Whether a quotation is a part of a sentence of the narration: `a “weak” leader`.
fn is_fragment(document: &Document, sentence: &Sentence, at: usize, quotation: usize) -> bool {
    let (first, last) = document.tokens_in(quotation);
    let capital = document.tokens.at(first).capital;
    let led = at == 0
        || matches!(sentence.at(at - 1).what, What::Comma | What::Colon | What::Quotation(_))
        || sentence.at(at - 1).word == ";";
    !(led || capital && last - first > 4) && last.saturating_sub(first) < 14
}

/// Whether what stands between marks is the title of a work: `her novel “The Salt House”`.
fn is_work(document: &Document, sentence: &Sentence, at: usize, quotation: usize) -> bool {
    let (first, last) = document.tokens_in(quotation);
    let words: Vec<_> = (first..last)
        .map(|i| document.tokens.at(i))
        .filter(|t| !matches!(t.kind, Kind::Comma | Kind::Stop))
        .collect();
    let long = words.iter().filter(|t| t.word.len() > 3);
    let titled = words.len() > 1
        && words.len() < 8
        && words.iter().all(|t| t.kind == Kind::Word || t.kind == Kind::Possessive)
        && words.first().is_some_and(|t| t.capital)
        && words.last().is_some_and(|t| t.capital)
        && long.clone().count() > 0
        && long.clone().all(|t| t.capital || t.kind == Kind::Possessive);
    let inside = (first..last.saturating_sub(1))
        .all(|i| !matches!(document.tokens.at(i).kind, Kind::Comma | Kind::Stop));
    let lexicon = document.lexicon;
    let led = at.checked_sub(1).is_some_and(|b| {
        sentence.at(b).what == What::Colon || lexicon.speech.has(sentence.word(b))
    });
    let says = |i: usize| {
        lexicon.describing.has(sentence.word(i)) || lexicon.stances.has(sentence.word(i))
    };
    let speech = led || (at.saturating_sub(5)..at).any(says);
    at > 0 && titled && inside && !speech
}

/// Quotations without a cue of their own.
fn inherit(document: &Document, voices: &mut [Voice]) {
    for index in 0..voices.len() {
        let Some(span) = document.quotations.get(index) else { continue };
        let previous = before_in_body(document, index).and_then(|p| voices.get(p)).cloned();
        if span.continues {
            let Some(before) = previous else { continue };
            let own = voices.get(index).and_then(|v| v.speaker.clone());
            match (before.speaker, own) {
                (Some(speaker), _) => {
                    set(voices, index, Speaker { how: "goes on", ..speaker }, true);
                }
                (None, Some(own)) => back(document, voices, index, &own),
                (None, None) => {}
            }
            continue;
        }
        let Some(voice) = voices.get(index) else { continue };
        if let Some(speaker) = &voice.speaker {
            let nameless = speaker.actor.is_none()
                && speaker.how == "words"
                && is_message_alone(document, speaker);
            if nameless && let Some(before) = previous.and_then(|p| p.speaker) {
                let speaker = speaker.clone();
                let merged = Speaker { actor: before.actor, how: "the message goes on", ..speaker };
                set(voices, index, merged, true);
            }
            continue;
        }
        let Some(sentence) = voice.sentence.and_then(|s| document.sentences.get(s)) else {
            continue;
        };
        if voice.fragment
            || voice.work
            || matches!(document.form(sentence), Form::Title | Form::Link)
        {
            continue;
        }
        if let Some((speaker, same)) = around(document, voices, index) {
            set(voices, index, speaker, same);
        }
    }
}

/// The quotation before, headlines inside the page aside.
pub(crate) fn before_in_body(document: &Document, index: usize) -> Option<usize> {
    let body = |q: &usize| {
        document
            .quotations
            .get(*q)
            .and_then(|q| document.paragraphs.get(q.paragraph))
            .is_some_and(|p| p.form == Form::Body)
    };
    (index.saturating_sub(4)..index).rev().find(body)
}

fn set(voices: &mut [Voice], index: usize, speaker: Speaker, same: bool) {
    if let Some(voice) = voices.get_mut(index) {
        voice.speaker = Some(speaker);
        voice.same_as_before = same;
    }
}

/// The cue at the end of a quotation over paragraphs goes for its beginning too.
fn back(document: &Document, voices: &mut [Voice], index: usize, own: &Speaker) {
    let mut at = index;
    while document.quotations.get(at).is_some_and(|q| q.continues) && at > 0 {
        at -= 1;
        if let Some(voice) = voices.get_mut(at).filter(|v| v.speaker.is_none()) {
            voice.speaker = Some(Speaker { how: "told at the end", ..own.clone() });
        }
    }
}

/// `The message continued`: a message without an owner.
fn is_message_alone(document: &Document, speaker: &Speaker) -> bool {
    let sentence = document.sentences.get(speaker.sentence);
    let item = sentence.and_then(|s| {
        s.items.iter().find(|item| item.first == speaker.tokens.0 && item.is_phrase())
    });
    let goes_on = sentence.is_some_and(|s| {
        [
            "contin", "went", "go", "add", "read", "conclu", "end", "say", "said", "beg", "finish",
            "clos", "urg", "ask",
        ]
        .iter()
        .any(|stem| s.word(speaker.verb).starts_with(stem))
    });
    goes_on
        && item.is_some_and(|item| {
            document.lexicon.messages.contains(&item.word)
                || matches!(item.word.as_str(), "it" | "they")
        })
}

/// The speaker by what stands around a quotation; and whether it is the one of the quotation before.
fn around(document: &Document, voices: &[Voice], index: usize) -> Option<(Speaker, bool)> {
    let voice = voices.get(index)?;
    let paragraph = document.quotations.get(index)?.paragraph;
    let beside = |other: usize| {
        let same = document.quotations.get(other).is_some_and(|q| q.paragraph == paragraph);
        voices.get(other).filter(|v| same && !v.fragment).and_then(|v| v.speaker.clone())
    };
    let own = voice.sentence?;
    let between = index
        .checked_sub(1)
        .and_then(|p| voices.get(p))
        .and_then(|v| v.sentence)
        .is_some_and(|before| narrated_between(document, before, own));
    if between && let Some(found) = sentence_before(document, own, paragraph) {
        return Some((found, false));
    }
    if let Some(before) = index.checked_sub(1).and_then(beside) {
        return Some((Speaker { how: "same paragraph", ..before }, true));
    }
    if let Some(after) = beside(index + 1) {
        return Some((Speaker { how: "same paragraph", ..after }, false));
    }
    if let Some(found) = sentence_before(document, own, paragraph) {
        return Some((found, false));
    }
    // A paragraph that is nothing but a quotation goes on from the one before.
    let alone = document.sentences.get(own).is_some_and(|s| {
        s.items.iter().all(|i| matches!(i.what, What::Quotation(_) | What::Stop(_)))
    });
    let last = before_in_body(document, index)?;
    let previous = voices.get(last)?;
    let near =
        document.quotations.get(last).is_some_and(|q| follows(document, q.paragraph, paragraph));
    if alone && near && !previous.fragment {
        return previous
            .speaker
            .clone()
            .map(|speaker| (Speaker { how: "goes on", ..speaker }, true));
    }
    if !alone {
        return None;
    }
    let last = (0..own).rev().find(|&s| {
        document.sentences.get(s).is_some_and(|s| s.quotation.is_none() && s.paragraph < paragraph)
    })?;
    let near =
        document.sentences.get(last).is_some_and(|s| follows(document, s.paragraph, paragraph));
    near.then(|| subject_of(document, last)).flatten().map(|speaker| (speaker, false))
}

/// Whether a sentence of narration with no quotation stands between two others.
fn narrated_between(document: &Document, before: usize, own: usize) -> bool {
    (before + 1..own).filter_map(|s| document.sentences.get(s)).any(|s| {
        s.quotation.is_none() && Document::quotations_in(s).next().is_none() && s.items.len() > 3
    })
}

/// Whether a paragraph comes next, addresses and furniture aside.
fn follows(document: &Document, before: usize, after: usize) -> bool {
    before < after
        && (before + 1..after)
            .all(|p| document.paragraphs.get(p).is_some_and(|p| p.form != Form::Body))
}

/// Whoever the sentence before in the paragraph is about: `Adler hit back. “…”`.
fn sentence_before(document: &Document, own: usize, paragraph: usize) -> Option<Speaker> {
    let before = (own.saturating_sub(12)..own).rev().find(|&s| {
        document.sentences.get(s).is_some_and(|s| s.quotation.is_none() && s.paragraph == paragraph)
    })?;
    subject_of(document, before)
}

fn subject_of(document: &Document, index: usize) -> Option<Speaker> {
    let sentence = document.sentences.get(index)?;
    if matches!(document.form(sentence), Form::Title | Form::Link) {
        return None;
    }
    let reporter = reporter_in(document, sentence);
    let item = sentence.items.iter().enumerate().find(|(at, item)| {
        let free =
            at.checked_sub(1).is_none_or(|b| !super::clause::is_preposition(sentence.word(b)));
        let person = item
            .actor
            .map(|a| document.sort(a))
            .is_some_and(|s| matches!(s, Sort::Person | Sort::Body));
        free && person && item.is_phrase() && reporter.is_none_or(|r| r == *at)
    });
    let (verb, item) = item?;
    Some(Speaker {
        actor: item.actor,
        tokens: (item.first, item.last),
        how: "subject before",
        sentence: index,
        verb,
        message: false,
    })
}

/// Who says it, in a sentence with a report put in: `The vote, he said, was a farce.`
fn reporter_in(document: &Document, sentence: &Sentence) -> Option<usize> {
    (2..sentence.items.len()).find(|&who| {
        sentence.at(who).is_phrase()
            && sentence.at(who).actor.is_some_and(|a| document.sort(a) == Sort::Person)
            && sentence.at(who - 1).what == What::Comma
            && super::speech::speaks(document.lexicon, sentence, who + 1)
                .is_some_and(super::lexicon::forms::Form::is_finite)
            && !matches!(sentence.at(who).word.as_str(), "who" | "which")
    })
}
