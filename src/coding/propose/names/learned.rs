//! What a sentence tells of the names in it: who is a person, which office somebody has.

use super::super::lexicon::Lexicon;
use super::super::text::sentences::{Item, Sentence, What};
use super::{Gender, Names, Sort};

/// How many of the last persons have no pronoun yet.
pub(crate) fn unknown_among(names: &Names, recent: &[usize]) -> usize {
    let unknown = |a: &&usize| {
        names.actor(**a).is_some_and(|n| n.sort == Sort::Person && n.gender == Gender::Unknown)
    };
    recent.iter().take(6).filter(unknown).count()
}

/// A name beside a verb of speech is a person’s.
pub(crate) fn learn_speaker(
    names: &mut Names,
    lexicon: &Lexicon,
    sentence: &Sentence,
    at: usize,
    actor: Option<usize>,
) {
    let speaks = |i: usize| {
        lexicon.speech.has(sentence.word(i)) && !lexicon.weak_speech.contains(sentence.word(i))
    };
    let inverted = at > 1
        && speaks(at - 1)
        && matches!(sentence.at(at - 2).what, What::Quotation(_) | What::Comma);
    if (speaks(at + 1) || inverted)
        && sentence.at(at).determiner.is_empty()
        && let Some(known) = actor.and_then(|a| names.actors.get_mut(a))
        && known.sort == Sort::Unknown
    {
        known.sort = Sort::Person;
    }
}

/// The office before a name in brackets: `The Secretary of State for Transport (Mr Alun Prosser):`.
pub(crate) fn learn_office(
    names: &mut Names,
    sentence: &Sentence,
    at: usize,
    actor: Option<usize>,
) {
    let office = sentence.at(0);
    let bracketed = at > 1 && sentence.at(at - 1).what == What::Aside && at < 9;
    if bracketed
        && office.what == What::Noun
        && office.determiner == "the"
        && let Some(actor) = actor.and_then(|a| names.actors.get_mut(a))
    {
        actor.roles.push(office.words.join(" "));
    }
}

/// Whether `the Brazilian` stands for somebody named before.
pub(crate) fn is_demonym(names: &Names, item: &Item, actor: Option<usize>) -> bool {
    let ends = [
        "ian",
        "ish",
        "ese",
        "ean",
        "can",
        "man",
        "swede",
        "dane",
        "finn",
        "spaniard",
        "pole",
        "turk",
        "scot",
        "briton",
        "iraqi",
        "israeli",
        "kiwi",
        "croat",
        "serb",
        "czech",
        "slovak",
        "greek",
        "catalan",
        "basque",
        "thai",
        "pakistani",
        "bangladeshi",
        "argentine",
        "swiss",
    ];
    item.determiner == "the"
        && item.last - item.first == 2
        && actor.and_then(|a| names.actor(a)).is_some_and(|a| {
            let word = a.words.first().map_or("", String::as_str);
            a.known.is_none() && a.words.len() == 1 && ends.iter().any(|end| word.ends_with(end))
        })
}
