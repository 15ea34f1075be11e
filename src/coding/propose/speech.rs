//! Whose words a quotation is.

use super::clause::{is_preposition, subject, subject_of_participle};
use super::expressions::expression;
use super::lexicon::Lexicon;
use super::lexicon::forms::Form;
use super::lexicon::words::{is_adverb, is_auxiliary};
use super::names::{Names, Sort};
use super::text::sentences::{Sentence, What};

/// Who a quotation is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Speaker {
    /// The actor; none for words without a name.
    pub(crate) actor: Option<usize>,
    /// The tokens that stand for the speaker.
    pub(crate) tokens: (usize, usize),
    /// How it was found.
    pub(crate) how: &'static str,
    /// The sentence of the cue.
    pub(crate) sentence: usize,
    /// The item of the verb in it, or of the noun.
    pub(crate) verb: usize,
    /// Whether the words are a message’s: a text, a tweet, a letter.
    pub(crate) message: bool,
}

/// How the speaker of a line of a transcript is told.
pub(crate) const LABEL: &str = "label";

/// How far a verb of speech is looked for.
const REACH: usize = 24;

/// The speaker of the quotation at an item of a sentence, by a cue in the sentence.
pub(crate) fn cue(
    lexicon: &Lexicon,
    names: &Names,
    sentence: &Sentence,
    index: usize,
    at: usize,
) -> Option<Speaker> {
    let adjacent = after(lexicon, sentence, at);
    let earlier = || before(lexicon, names, sentence, at);
    let found = adjacent.or_else(earlier).or_else(|| according(sentence, at));
    if found.is_none() && is_label(sentence, at) {
        // `HOST: …`, `Mr Speaker: …`: a line of a transcript, whose speaker has no name.
        return Some(Speaker {
            actor: None,
            tokens: (sentence.at(0).first, sentence.at(at - 2).last),
            how: LABEL,
            sentence: index,
            verb: 0,
            message: false,
        });
    }
    let (item, verb, how) = found?;
    let item = super::presented::person(lexicon, names, sentence, item);
    let spoken = sentence.at(item);
    let message = is_message(lexicon, sentence, verb) || lexicon.messages.contains(&spoken.word);
    let written_by = || super::presented::writer(sentence, item);
    let owner = lexicon
        .messages
        .contains(&spoken.word)
        .then(|| spoken.owner.actor.or_else(written_by))
        .flatten();
    let actor = spoken.actor.or(owner);
    let kind = match (spoken.what, actor) {
        (What::Pronoun, _) => "pronoun",
        (What::Noun, Some(_)) if owner.is_some() => "owner of the message",
        (What::Noun, Some(_)) => "description",
        (What::Noun, None) => "words",
        _ => how,
    };
    Some(Speaker {
        actor,
        tokens: (spoken.first, spoken.last),
        how: kind,
        sentence: index,
        verb,
        message,
    })
}

/// Whether nothing but a few words and a colon stand before a quotation, and nothing after it.
fn is_label(sentence: &Sentence, at: usize) -> bool {
    let short = (2..6).contains(&at) && sentence.items.len() == at + 1;
    short
        && sentence.at(at - 1).what == What::Colon
        && (0..at - 1).all(|i| sentence.at(i).what == What::Word)
}

/// Whether a sentence says that words were written.
fn is_message(lexicon: &Lexicon, sentence: &Sentence, verb: usize) -> bool {
    let word = sentence.word(verb);
    let written = ["wr", "tweet", "post", "text", "email", "messag", "caption", "retweet"]
        .iter()
        .any(|stem| word.starts_with(stem));
    written
        || sentence
            .items
            .iter()
            .any(|item| matches!(item.what, What::Noun) && lexicon.messages.contains(&item.word))
}

/// A verb of speech at an item.
pub(crate) fn speaks(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> Option<Form> {
    expression(&lexicon.speech, sentence, at).map(|found| found.entry.form)
}

/// `“…,” X said`, `“…,” said X`, `“…,” X, a Y, said`.
fn after(
    lexicon: &Lexicon,
    sentence: &Sentence,
    at: usize,
) -> Option<(usize, usize, &'static str)> {
    let mut next = at + 1;
    while matches!(sentence.at(next).what, What::Comma | What::Aside) {
        next += 1;
    }
    while is_adverb(sentence.word(next)) {
        next += 1;
    }
    let first = sentence.at(next);
    let opens = is_preposition(&first.word)
        || is_auxiliary(&first.word)
        || matches!(
            first.word.as_str(),
            "and"
                | "but"
                | "or"
                | "as"
                | "while"
                | "when"
                | "that"
                | "so"
                | "if"
                | "though"
                | "although"
                | "where"
        );
    let verb = expression(&lexicon.speech, sentence, next);
    if first.what == What::Word && (opens || verb.is_some()) {
        let verb = verb?;
        if !verb.entry.form.is_finite() || verb.entry.form == Form::Base {
            return None;
        }
        let mut who = verb.end;
        while is_adverb(sentence.word(who)) {
            who += 1;
        }
        let phrase = sentence.at(who);
        let object = matches!(phrase.word.as_str(), "him" | "her" | "them" | "me" | "us" | "it")
            && phrase.what == What::Pronoun;
        return (phrase.is_phrase() && !object)
            .then(|| (apposed(sentence, who), next, "after the quotation"));
    }
    let dashed = at + 1 < next
        && sentence.at(next - 1).what == What::Aside
        && sentence.at(next - 1).word != "(";
    let ends = is_preposition(sentence.word(next + 1))
        || matches!(sentence.at(next + 1).what, What::Comma | What::Stop(_))
        || next + 1 >= sentence.items.len();
    if dashed
        && first.is_phrase()
        && ends
        && sentence.at(at).what != What::Other
        && alone_before(sentence, at)
    {
        return Some((next, next, "after a dash"));
    }
    for verb in next + 1..(next + REACH).min(sentence.items.len()) {
        let item = sentence.at(verb);
        if matches!(item.what, What::Quotation(_) | What::Stop(_) | What::Colon) {
            return None;
        }
        let Some(form) = speaks(lexicon, sentence, verb) else { continue };
        if !form.is_finite() || form == Form::Base {
            continue;
        }
        let mut before = verb;
        while before > next + 1
            && (is_adverb(sentence.word(before - 1))
                || is_auxiliary(sentence.word(before - 1))
                || matches!(sentence.at(before - 1).what, What::Date(_)))
        {
            before -= 1;
        }
        if !first.is_phrase() {
            let who = subject(lexicon, sentence, verb).filter(|&who| who >= next && who < verb);
            return who.map(|who| (who, verb, "before the verb"));
        }
        if before == next + 1 {
            return Some((next, verb, "before the verb"));
        }
        if matches!(sentence.at(before - 1).what, What::Comma | What::Aside) {
            return Some((apposed(sentence, next), verb, "before the verb"));
        }
        if let Some(who) = subject(lexicon, sentence, verb)
            && who >= next
            && who < verb
        {
            return Some((who, verb, "before the verb"));
        }
    }
    None
}

/// Whether nothing but quotations stands before an item.
fn alone_before(sentence: &Sentence, at: usize) -> bool {
    (0..at).all(|i| matches!(sentence.at(i).what, What::Quotation(_) | What::Comma))
}

/// Of a phrase and the name beside it, the name: `Brandt’s challenger, Sen. Tomas Reyl`.
fn apposed(sentence: &Sentence, at: usize) -> usize {
    let name = sentence.at(at + 1).what == What::Comma && sentence.at(at + 2).what == What::Name;
    if sentence.at(at).what == What::Noun && name { at + 2 } else { at }
}

/// `X said: “…”`, `calling him “…”`, `X’s message read: “…”`.
fn before(
    lexicon: &Lexicon,
    names: &Names,
    sentence: &Sentence,
    at: usize,
) -> Option<(usize, usize, &'static str)> {
    let floor = at.saturating_sub(REACH);
    for verb in (floor..at).rev() {
        let item = sentence.at(verb);
        if matches!(item.what, What::Stop(_)) {
            break;
        }
        if item.what != What::Word {
            continue;
        }
        let listed = expression(&lexicon.speech, sentence, verb)
            .or_else(|| expression(&lexicon.describing, sentence, verb))
            .or_else(|| expression(&lexicon.stances, sentence, verb));
        let Some(found) = listed.filter(|found| found.end <= at) else { continue };
        if lexicon.weak_speech.contains(&item.word)
            && at - verb > 4
            && sentence.at(at - 1).what != What::Colon
        {
            continue;
        }
        // `said the union was grateful, but that teachers were “angry”`: the words are the reporter’s.
        let reported = !lexicon.speech.has(&item.word)
            && (found.end..at).any(|i| {
                sentence.word(i) == "that" && matches!(sentence.word(i - 1), "and" | "but")
            });
        if reported {
            continue;
        }
        let passive = found.entry.form.is_participle()
            && verb.checked_sub(1).is_some_and(|b| {
                matches!(sentence.word(b), "was" | "were" | "been" | "being" | "is" | "are")
            });
        if passive {
            continue;
        }
        let who = match found.entry.form {
            Form::Ing if has_own_subject(sentence, verb) => Some(verb - 1),
            Form::Ing => subject_of_participle(lexicon, sentence, verb),
            _ => subject(lexicon, sentence, verb),
        };
        if let Some(who) = who.filter(|&who| sentence.at(who).is_phrase()) {
            return Some((who, verb, "before the quotation"));
        }
        // `said X: “…”`
        let led = sentence.at(at - 1).what == What::Colon;
        if found.entry.form.is_finite()
            && sentence.at(found.end).what == What::Name
            && found.end + 1 + usize::from(led) == at
            && !(0..verb).any(|i| sentence.at(i).is_phrase())
        {
            return Some((found.end, verb, "before the quotation"));
        }
    }
    let colon = at > 0 && matches!(sentence.at(at - 1).what, What::Colon | What::Comma);
    if !colon {
        return None;
    }
    // `West on Twitter: “…”`: whoever the sentence is about.
    let titled = (0..at).find(|&i| {
        sentence.at(i).what == What::Name
            && sentence
                .at(i)
                .actor
                .and_then(|a| names.actor(a))
                .is_some_and(|a| a.sort == Sort::Person)
    });
    let label = sentence.items.len() <= at + 2 && at < 14;
    let who = titled.filter(|_| label).or_else(|| {
        (0..at).find(|&i| {
            let free = i == 0 || !is_preposition(sentence.word(i - 1));
            let item = sentence.at(i);
            let owner = item.owner.actor.filter(|_| lexicon.messages.contains(&item.word));
            let person = item
                .actor
                .or(owner)
                .and_then(|a| names.actor(a))
                .is_some_and(|a| a.sort != Sort::Thing);
            free && sentence.at(i).is_phrase() && person
        })
    })?;
    (sentence.at(at - 1).what == What::Colon).then_some((who, who, "before a colon"))
}

/// `with a judge telling her “…”`: a participle whose subject stands right before it.
fn has_own_subject(sentence: &Sentence, verb: usize) -> bool {
    verb > 1 && sentence.at(verb - 1).is_phrase() && sentence.word(verb - 2) == "with"
}

/// `According to X, “…”`, `“…,” according to X`.
fn according(sentence: &Sentence, at: usize) -> Option<(usize, usize, &'static str)> {
    let _ = at;
    let to = (1..sentence.items.len())
        .find(|&i| sentence.word(i) == "to" && sentence.word(i - 1) == "according")?;
    sentence.at(to + 1).is_phrase().then_some((apposed(sentence, to + 1), to, "according to"))
}
