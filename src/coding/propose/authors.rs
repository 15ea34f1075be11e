//! Who writes in the first person: by the line `By X`, or by the name under a letter.

use super::document::Document;
use super::names::Sort;
use super::text::paragraphs::Form;
use super::text::sentences::{Item, Sentence, What};

/// For each paragraph, who writes it in the first person.
pub(crate) fn authors(document: &Document) -> Vec<Option<usize>> {
    let mut found = vec![None; document.paragraphs.len()];
    let mut sign = |from: usize, to: usize, author: usize| {
        for (at, slot) in found.iter_mut().enumerate().take(to).skip(from) {
            let body = document.paragraphs.get(at).is_some_and(|p| p.form == Form::Body);
            *slot = body.then_some(author);
        }
    };
    if let Some(author) = byline(document).or_else(|| about_the_author(document)) {
        sign(0, document.paragraphs.len(), author);
        return found;
    }
    let mut from = 0;
    let mut lettered = false;
    for sentence in document.sentences.iter().filter(|s| s.quotation.is_none()) {
        if is_salutation(sentence) {
            (from, lettered) = (sentence.paragraph, true);
        } else if let Some(author) = signature(document, sentence) {
            if lettered || first_person(document, from, sentence.paragraph) > 1 {
                sign(from, sentence.paragraph, author);
            }
            (from, lettered) = (sentence.paragraph, false);
        }
    }
    found
}

/// How often the narration of some paragraphs says `I`.
fn first_person(document: &Document, from: usize, to: usize) -> usize {
    let own = document
        .sentences
        .iter()
        .filter(|s| s.quotation.is_none() && s.paragraph >= from && s.paragraph < to);
    own.flat_map(|s| &s.items).filter(|i| i.what == What::Pronoun && i.word == "i").count()
}

/// The author of a text whose narration says `I` more than once, by a line at its beginning.
fn byline(document: &Document) -> Option<usize> {
    if first_person(document, 0, usize::MAX) < 2 {
        return None;
    }
    let person = |item: &Item| item.actor.filter(|a| document.sort(*a) == Sort::Person);
    let mut narration = document.sentences.iter().filter(|s| s.quotation.is_none()).take(6);
    narration.find_map(|line| {
        if line.word(0) == "by" && line.items.len() <= 4 {
            return person(line.at(1));
        }
        // `Remarks by Senator Ruth Amadi at …`; a name alone under the title.
        let given = (1..6).find(|&at| {
            matches!(line.word(at), "by" | "from" | "of") && is_given(&line.at(at - 1).word)
        });
        let alone = line.items.len() == 1 && (1..3).contains(&line.paragraph);
        match given {
            Some(at) => person(line.at(at + 1)),
            None if alone => person(line.at(0)),
            None => None,
        }
    })
}

/// Nouns of what somebody gives in the first person.
fn is_given(noun: &str) -> bool {
    matches!(
        noun,
        "remarks"
            | "speech"
            | "address"
            | "statement"
            | "testimony"
            | "message"
            | "sermon"
            | "lecture"
            | "diary"
            | "blog"
            | "column"
            | "letter"
            | "opinion"
            | "essay"
            | "comment"
            | "memo"
    )
}

/// `Ida Roth is a columnist`: the last lines of a text that says `I`, of somebody named nowhere else.
fn about_the_author(document: &Document) -> Option<usize> {
    let last = document.sentences.last()?.paragraph;
    let found =
        document.sentences.iter().rev().take_while(|s| s.paragraph + 2 > last).find(|s| {
            s.quotation.is_none()
                && s.at(0).what == What::Name
                && matches!(s.word(1), "is" | "was" | "teaches" | "writes")
        })?;
    let author = found.at(0).actor.filter(|a| document.sort(*a) == Sort::Person)?;
    let elsewhere = document.sentences.iter().any(|s| {
        s.paragraph < found.paragraph
            && s.paragraph > 1
            && s.items.iter().any(|i| i.actor == Some(author))
    });
    let own = first_person(document, 0, found.paragraph) > 3;
    (own && !elsewhere).then_some(author)
}

/// `To the Editor:`, `Dear Sir,`, `SIR –`.
fn is_salutation(sentence: &Sentence) -> bool {
    let word = |at: usize| sentence.at(at).word.as_str();
    let short = sentence.items.len() < 8;
    let to =
        word(0) == "to" && short && sentence.items.iter().any(|i| i.word.starts_with("editor"));
    let dear = word(0) == "dear" && short;
    let sir = matches!(word(0), "sir" | "madam")
        && matches!(sentence.at(1).what, What::Comma | What::Aside);
    to || dear || sir
}

/// The name that stands alone under a letter, with a place perhaps.
fn signature(document: &Document, sentence: &Sentence) -> Option<usize> {
    let paragraph = document.paragraphs.get(sentence.paragraph)?;
    let body = document.text.get(paragraph.start..paragraph.end)?;
    let ends = body.ends_with(['.', ':', '!', '?', '”', '"']);
    if paragraph.form != Form::Body || body.len() > 70 || ends || sentence.paragraph == 0 {
        return None;
    }
    let item = sentence.items.iter().find(|i| i.what != What::Aside)?;
    let author = item.actor.filter(|_| item.what == What::Name)?;
    let known = document.names.actor(author)?;
    let whole = sentence.items.iter().all(|i| {
        matches!(i.what, What::Name | What::Comma | What::Aside)
            || document.tokens.at(i.first).capital
    });
    (whole && known.sort == Sort::Person && known.words.len() > 1).then_some(author)
}
