//! Who does what in a sentence: the subject of a verb, and how the verb is meant.

use super::lexicon::forms::Form;
use super::lexicon::words::{is_adverb, is_auxiliary, is_modal, is_negation};
use super::lexicon::{Lexicon, Verbs};
use super::text::sentences::{Sentence, What};

/// Prepositions: a phrase after one is no subject.
const PREPOSITIONS: [&str; 45] = [
    "via",
    "across",
    "around",
    "regarding",
    "concerning",
    "upon",
    "throughout",
    "about",
    "after",
    "against",
    "amid",
    "among",
    "at",
    "because",
    "before",
    "behind",
    "between",
    "by",
    "despite",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "over",
    "outside",
    "since",
    "than",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "unlike",
    "until",
    "with",
    "within",
    "without",
    "alongside",
];

/// Whether a word is a preposition.
pub(crate) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Where a sentence’s verbs of a kind are looked for to the left.
fn known_verb(lexicon: &Lexicon, sentence: &Sentence, at: usize) -> bool {
    let word = sentence.word(at);
    if word.is_empty() || is_auxiliary(word) {
        return false;
    }
    let finite = |verbs: &Verbs| {
        verbs.starting(word).iter().any(|entry| entry.form.is_finite() && entry.form != Form::Base)
    };
    finite(&lexicon.speech)
        || finite(&lexicon.stances)
        || finite(&lexicon.light)
        || finite(&lexicon.affirming)
        || finite(&lexicon.refusing)
        || finite(&lexicon.describing)
}

/// How far a subject is looked for.
const REACH: usize = 40;

/// The item that is the subject of the verb at an item.
pub(crate) fn subject(lexicon: &Lexicon, sentence: &Sentence, verb: usize) -> Option<usize> {
    subject_within(lexicon, sentence, verb, 4)
}

fn subject_within(
    lexicon: &Lexicon,
    sentence: &Sentence,
    verb: usize,
    tries: usize,
) -> Option<usize> {
    if tries == 0 {
        return None;
    }
    let floor = verb.saturating_sub(REACH);
    let mut at = verb;
    while at > floor {
        at -= 1;
        let item = sentence.at(at);
        if item.what == What::Aside && item.word == ")" {
            // `X (Con, Tarn) said`: what stands in brackets is passed over.
            at = (floor..at).rev().find(|&i| sentence.at(i).word == "(")?;
            continue;
        }
        match item.what {
            What::Date(_) => {}
            What::Pronoun if matches!(item.word.as_str(), "who" | "which") => {
                return antecedent(sentence, at);
            }
            What::Pronoun if item.word == "whom" && at >= 2 && sentence.word(at - 1) == "of" => {
                let comma = (floor..at).rev().find(|&i| sentence.at(i).what == What::Comma)?;
                return (floor..comma).rev().find(|&i| sentence.at(i).is_phrase());
            }
            What::Pronoun
                if matches!(
                    item.word.as_str(),
                    "himself" | "herself" | "themselves" | "itself"
                ) => {}
            What::Name | What::Noun | What::Pronoun => {
                let before = at.checked_sub(1).map_or("", |b| sentence.word(b));
                let joins = matches!(
                    before,
                    "after" | "before" | "since" | "until" | "because" | "than" | "like"
                ) && next_to(sentence, at, verb);
                if is_preposition(before) && !joins {
                    at -= 1;
                    continue;
                }
                // `Venn, the deputy said`? An apposition without its second comma is no matter: the name counts.
                return Some(name_of_two(sentence, at));
            }
            What::Comma | What::Aside => return before_comma(lexicon, sentence, at, verb, tries),
            What::Word => {
                let word = item.word.as_str();
                if matches!(word, "and" | "but" | "or" | "then" | "yet") {
                    return coordinated(lexicon, sentence, at, tries);
                }
                if word == "that" {
                    return antecedent(sentence, at).filter(|&a| a + 1 == at);
                }
                let passes = is_adverb(word)
                    || is_auxiliary(word)
                    || is_negation(word)
                    || is_modal(word)
                    || is_preposition(word) && matches!(sentence.at(at + 1).what, What::Date(_));
                if !passes
                    && !matches!(
                        word,
                        "longer"
                            | "early"
                            | "late"
                            | "last"
                            | "this"
                            | "ex"
                            | "to"
                            | "there"
                            | "here"
                    )
                {
                    return None;
                }
            }
            What::Quotation(_) | What::Colon | What::Stop(_) | What::Other => return None,
        }
    }
    None
}

/// Whether nothing but auxiliaries and adverbs stand between a phrase and a verb.
fn next_to(sentence: &Sentence, at: usize, verb: usize) -> bool {
    (at + 1..verb).all(|i| {
        is_adverb(sentence.word(i))
            || is_auxiliary(sentence.word(i))
            || is_negation(sentence.word(i))
    })
}

/// Of a name and a phrase beside it between commas, the name.
fn name_of_two(sentence: &Sentence, at: usize) -> usize {
    let before = at.checked_sub(2).map(|b| sentence.at(b));
    let comma = at.checked_sub(1).is_some_and(|b| sentence.at(b).what == What::Comma);
    match before {
        Some(item)
            if comma
                && item.what == What::Name
                && sentence.at(at).what == What::Noun
                && sentence.at(at).owner.pronoun.is_none()
                && at >= 2
                && sentence.at(at).actor == item.actor =>
        {
            at - 2
        }
        _ => at,
    }
}

/// The phrase that `who` or `which` refers to.
fn antecedent(sentence: &Sentence, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    // `her brother Carl, who sits on the board and who on Friday called`
    if matches!(sentence.word(before), "and" | "but") {
        let first = (at.saturating_sub(REACH)..before)
            .rev()
            .take_while(|&i| !matches!(sentence.at(i).what, What::Stop(_) | What::Quotation(_)))
            .find(|&i| {
                sentence.at(i).what == What::Pronoun && sentence.at(i).word == sentence.at(at).word
            });
        return first.and_then(|first| antecedent(sentence, first));
    }
    let comma = matches!(sentence.at(before).what, What::Comma | What::Aside);
    let at = if comma { before.checked_sub(1)? } else { before };
    // `Ida Roth, 69, who`
    let age = comma
        && at >= 2
        && (1..4).contains(&sentence.word(at).len())
        && sentence.word(at).bytes().all(|b| b.is_ascii_digit())
        && sentence.at(at - 1).what == What::Comma;
    let at = if age { at - 2 } else { at };
    let item = sentence.at(at);
    if !matches!(item.what, What::Name | What::Noun | What::Pronoun) {
        return None;
    }
    // `Dana Price of Maine, who`: a person, rather than where she is from.
    let origin = comma
        && at >= 2
        && matches!(sentence.word(at - 1), "of" | "from" | "in" | "at" | "for")
        && item.what == What::Name
        && sentence.at(at - 2).what == What::Name;
    // `Piers Orr, of the Standard, who`
    let apart = comma
        && at >= 3
        && matches!(sentence.word(at - 1), "of" | "from")
        && sentence.at(at - 2).what == What::Comma
        && sentence.at(at - 3).what == What::Name;
    Some(match (origin, apart) {
        (true, _) => at - 2,
        (_, true) => at - 3,
        _ => full_name(sentence, at),
    })
}

/// `the leader, Sen. Tomas Reyl, who`: of two phrases beside each other, the name.
fn full_name(sentence: &Sentence, at: usize) -> usize {
    match at.checked_sub(2) {
        Some(b)
            if sentence.at(at).what == What::Noun
                && sentence.at(at - 1).what == What::Comma
                && sentence.at(b).what == What::Name =>
        {
            b
        }
        _ => at,
    }
}

/// The subject before an aside that ends at a comma: `X, a Y, said`, `X, who met Z in 2014, thanked`.
fn before_comma(
    lexicon: &Lexicon,
    sentence: &Sentence,
    comma: usize,
    verb: usize,
    tries: usize,
) -> Option<usize> {
    let before = comma.checked_sub(1)?;
    let floor = comma.saturating_sub(REACH);
    let opening = (floor..=before)
        .rev()
        .find(|&at| matches!(sentence.at(at).what, What::Comma | What::Aside));
    let Some(opening) = opening else {
        // `In 2014, said`: a participle after the clause (`X met Y, calling him`) has the subject of the clause.
        return coordinated(lexicon, sentence, comma, tries);
    };
    let inner = sentence.at(opening + 1);
    let outer = opening.checked_sub(1)?;
    if sentence.at(before).what == What::Name
        && before == opening + 1
        && inner.actor.is_some()
        && sentence.at(outer).what != What::Name
    {
        return Some(before);
    }
    let aside = inner.is_phrase()
        || is_preposition(&inner.word)
        || inner.word.ends_with("ed")
        || inner.word.ends_with("ing")
        || inner.word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            inner.word.as_str(),
            "who"
                | "which"
                | "also"
                | "now"
                | "then"
                | "whose"
                | "himself"
                | "herself"
                | "left"
                | "born"
                | "once"
                | "both"
                | "one"
                | "meanwhile"
                | "however"
                | "too"
                | "formerly"
                | "known"
                | "long"
                | "still"
        );
    if aside && sentence.at(outer).is_phrase() {
        let name = full_name(sentence, outer);
        let governed = name.checked_sub(1).is_some_and(|b| is_preposition(sentence.word(b)));
        if !governed {
            return Some(name);
        }
    }
    if sentence.at(before).what == What::Name && before == opening + 1 {
        return Some(before);
    }
    let _ = verb;
    coordinated(lexicon, sentence, comma, tries)
}

/// The subject of the verb that another is joined to: `X praised Y and slammed Z`.
pub(crate) fn coordinated(
    lexicon: &Lexicon,
    sentence: &Sentence,
    from: usize,
    tries: usize,
) -> Option<usize> {
    let floor = from.saturating_sub(REACH);
    // `praised the fans, who sang, and thanked`: what stands in a relative clause that is closed has a subject of its own.
    let closed = from.checked_sub(1).filter(|&c| sentence.at(c).what == What::Comma);
    let relative = closed.and_then(|closed| {
        let opening = (floor..closed).rev().find(|&at| sentence.at(at).what == What::Comma)?;
        let word = sentence.at(opening + 1).word.as_str();
        matches!(word, "who" | "which" | "whose" | "where").then_some(opening)
    });
    let from = relative.unwrap_or(from);
    // `said that the company “shares the goals” and opposes`: the subject of the words between the marks.
    let quoted = from.checked_sub(2).filter(|&who| {
        matches!(sentence.at(from - 1).what, What::Quotation(_))
            && sentence.at(who).is_phrase()
            && who > 0
            && sentence.word(who - 1) == "that"
    });
    if quoted.is_some() {
        return quoted;
    }
    if let Some(who) = of_quoted_clause(sentence, from) {
        return Some(who);
    }
    let verb = (floor..from).rev().find(|&at| known_verb(lexicon, sentence, at));
    // `said the owner is impatient and has lost confidence`: the subject of what is reported.
    let goes_on = is_auxiliary(sentence.word(from + 1));
    if let Some(verb) = verb.filter(|&v| goes_on && lexicon.speech.has(sentence.word(v))) {
        let that = verb + 1 + usize::from(sentence.word(verb + 1) == "that");
        let object =
            matches!(sentence.at(that).word.as_str(), "him" | "her" | "them" | "me" | "us");
        if sentence.at(that).is_phrase() && !object && is_auxiliary(sentence.word(that + 1)) {
            return Some(that);
        }
    }
    let verb = told_before(lexicon, sentence, floor, from).or(verb);
    if let Some(verb) = verb
        && let Some(found) = subject_within(lexicon, sentence, verb, tries - 1)
    {
        return Some(found);
    }
    (floor..from).find(|&at| {
        let governed = at.checked_sub(1).is_some_and(|b| is_preposition(sentence.word(b)));
        sentence.at(at).is_phrase() && !governed
    })
}

/// `alleged that the firm had “helped the enemy” by backing Roth`: the subject of the clause whose words are quoted.
fn of_quoted_clause(sentence: &Sentence, from: usize) -> Option<usize> {
    let quotation = |at: &usize| matches!(sentence.at(*at).what, What::Quotation(_));
    let end = Some(from).filter(quotation).or_else(|| from.checked_sub(1).filter(quotation))?;
    let who = (0..end).rev().find(|&at| !is_auxiliary(sentence.word(at)))?;
    (who + 1 < end && sentence.at(who).is_phrase()).then_some(who)
}

/// `said the union had stood with them, and accused Roth`: after a comma, `and` goes on from the verb that reports.
fn told_before(lexicon: &Lexicon, sentence: &Sentence, floor: usize, and: usize) -> Option<usize> {
    let joined = sentence.word(and) == "and"
        && and.checked_sub(1).is_some_and(|comma| sentence.at(comma).what == What::Comma)
        && !is_auxiliary(sentence.word(and + 1));
    let reports = |at: &usize| {
        let told = super::expressions::expression(&lexicon.speech, sentence, *at);
        told.is_some_and(|told| {
            let finite = told.entry.form.is_finite() && told.entry.form != Form::Base;
            let clause = sentence.word(told.end) == "that" || sentence.at(told.end).is_phrase();
            finite && clause && !lexicon.weak_speech.contains(sentence.word(*at))
        })
    };
    (floor..and).find(reports).filter(|_| joined)
}

/// The subject of a participle: of the clause before it, or after it when the sentence begins with it.
pub(crate) fn subject_of_participle(
    lexicon: &Lexicon,
    sentence: &Sentence,
    verb: usize,
) -> Option<usize> {
    let before = verb.checked_sub(1);
    if before.is_none_or(|b| is_adverb(sentence.word(b)) && b == 0) {
        let comma = (verb..sentence.items.len()).find(|&at| sentence.at(at).what == What::Comma)?;
        return Some(comma + 1).filter(|&at| sentence.at(at).is_phrase());
    }
    coordinated(lexicon, sentence, before?, 4)
}
