//! Who reports it: `X says that Y supports Z` is X’s claim, and not Y’s own.

use super::clause::{is_preposition, subject};
use super::document::Document;
use super::expressions::expression;
use super::found::Party;
use super::lexicon::words::is_adverb;
use super::text::sentences::{Sentence, What};

/// What frames a clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// Who claims it.
    pub(crate) claimed_by: Option<Party>,
    /// Whether it is in doubt who says it.
    pub(crate) doubtful: bool,
}

/// Verbs that report, besides those of speech.
const REPORTING: [&str; 22] = [
    "believes",
    "believed",
    "thinks",
    "thought",
    "suspects",
    "suspected",
    "fears",
    "feared",
    "hopes",
    "hoped",
    "found",
    "finds",
    "shows",
    "showed",
    "shown",
    "knows",
    "knew",
    "suggests",
    "suggested",
    "learned",
    "heard",
    "reported",
];

/// What frames the clause whose subject stands at an item, and which begins at another.
pub(crate) fn frame(
    document: &Document,
    sentence: &Sentence,
    holder: usize,
    first: usize,
) -> Frame {
    if let Some(party) = according_to(document, sentence, holder) {
        return party;
    }
    if let Some(frame) = added_report(document, sentence, holder) {
        return frame;
    }
    let clause = first.min(holder);
    let mut at = clause;
    // The clause may be joined to others of the same report: look past them to the verb that reports.
    let mut steps = 0;
    while let Some(before) = at.checked_sub(1) {
        at = before;
        steps += 1;
        let item = sentence.at(at);
        if item.what == What::Colon {
            return before_colon(document, sentence, at, holder);
        }
        let parted = item.what == What::Aside && item.word == ";";
        let joined = item.what == What::Comma
            && matches!(sentence.word(at + 1), "as" | "while" | "although" | "though" | "whereas");
        if steps > 30 || parted || joined || matches!(item.what, What::Stop(_) | What::Quotation(_))
        {
            break;
        }
        if item.what != What::Word {
            continue;
        }
        let Some(found) = reports(document, sentence, at) else { continue };
        if !governs(document, sentence, at, found, clause) {
            continue;
        }
        return reporter(document, sentence, at, holder);
    }
    if let Some(frame) = in_the_view_of(document, sentence, holder) {
        return frame;
    }
    let governed = (clause.saturating_sub(3)..clause).any(|at| sentence.word(at) == "that");
    Frame { claimed_by: None, doubtful: governed || impersonal(sentence, clause) }
}

/// The end of a verb of report that begins at an item.
fn reports(document: &Document, sentence: &Sentence, at: usize) -> Option<usize> {
    let word = sentence.word(at);
    if REPORTING.contains(&word) {
        return Some(at + 1);
    }
    // `spoke to Roth, whom Venn backs`: who speaks says words, and reports nothing.
    if matches!(word, "speak" | "speaks" | "spoke" | "spoken" | "speaking") {
        return None;
    }
    expression(&document.lexicon.speech, sentence, at).map(|found| found.end)
}

/// Whether nothing but `that`, whom it was told to, and when stand between a report and a clause, or joined clauses.
fn governs(
    document: &Document,
    sentence: &Sentence,
    verb: usize,
    end: usize,
    clause: usize,
) -> bool {
    let word = sentence.word(verb);
    let weak = document.lexicon.weak_speech.contains(word);
    let end = past_aside(sentence, end, clause);
    let between = end..clause;
    let that = between.clone().any(|at| {
        sentence.word(at) == "that" || sentence.word(at) == "how" || sentence.word(at) == "whether"
    });
    if that {
        return true;
    }
    let plain = between.clone().all(|at| {
        let item = sentence.at(at);
        match item.what {
            What::Date(_) | What::Comma => true,
            What::Word => is_adverb(&item.word) || is_preposition(&item.word),
            What::Name | What::Noun | What::Pronoun => {
                at == end
                    && matches!(
                        word,
                        "told" | "tells" | "tell" | "warned" | "reminded" | "assured" | "informed"
                    )
                    || at.checked_sub(1).is_some_and(|b| is_preposition(sentence.word(b)))
            }
            _ => false,
        }
    });
    if plain {
        return !weak || end == clause;
    }
    // `X said Y backs Z and opposes W`: a clause follows the verb at once, and the rest is joined to it.
    let clause_follows = sentence.at(end).is_phrase()
        && !matches!(sentence.at(end).word.as_str(), "him" | "them" | "me" | "us");
    let plain_verb = matches!(
        word,
        "said"
            | "says"
            | "say"
            | "claimed"
            | "claims"
            | "claim"
            | "alleged"
            | "alleges"
            | "insisted"
            | "insists"
            | "argued"
            | "argues"
            | "stated"
            | "states"
            | "believes"
            | "thinks"
            | "saying"
            | "claiming"
            | "alleging"
            | "added"
            | "denied"
    );
    let other_clause = between.clone().any(|at| {
        matches!(sentence.at(at).what, What::Comma)
            && at + 1 < clause
            && matches!(sentence.word(at + 1), "but" | "and" | "while" | "although")
    });
    clause_follows && plain_verb && (!other_clause || joined_to_report(sentence, end, clause))
}

/// `alleged, by way of example, Venn had`: past what is put in between commas after a verb, or where it began.
fn past_aside(sentence: &Sentence, end: usize, clause: usize) -> usize {
    let comma = |at: &usize| sentence.at(*at).what == What::Comma;
    let close = (end + 1..clause).find(comma).filter(|_| comma(&end));
    let plain = close.filter(|_| is_preposition(sentence.word(end + 1)));
    plain.map_or(end, |close| close + 1)
}

/// Whether the clause begins with a verb joined to the reported one, without a subject of its own.
fn joined_to_report(sentence: &Sentence, end: usize, clause: usize) -> bool {
    clause == end || !sentence.at(clause).is_phrase() || sentence.at(clause).what == What::Pronoun
}

/// The one who reports.
fn reporter(document: &Document, sentence: &Sentence, verb: usize, holder: usize) -> Frame {
    let Some(who) = subject(document.lexicon, sentence, verb) else {
        return Frame { claimed_by: None, doubtful: true };
    };
    if who == holder {
        return Frame::default();
    }
    match document.party(sentence.at(who)) {
        // `X said he backs Z`: the pronoun is X, unless another was found for it.
        Some(party) => {
            let meant = sentence.at(holder).words_meant;
            let same = party.actor.is_some() && party.actor == sentence.at(holder).actor
                || party.actor.is_none()
                    && (meant == Some(party.tokens)
                        || meant.is_some() && meant == sentence.at(who).words_meant);
            if same {
                Frame::default()
            } else {
                Frame {
                    doubtful: party.actor.is_none() && sentence.at(holder).what == What::Pronoun,
                    claimed_by: Some(party),
                }
            }
        }
        None => Frame { claimed_by: None, doubtful: true },
    }
}

/// `X: Y backs Z`, `X said: Y backs Z`.
fn before_colon(document: &Document, sentence: &Sentence, colon: usize, holder: usize) -> Frame {
    let who =
        (0..colon).find(|&at| sentence.at(at).is_phrase() && document.takes_sides(sentence.at(at)));
    let party = who.and_then(|who| document.party(sentence.at(who)));
    claimed(party, sentence.at(holder).actor)
}

/// The frame of a claim; none when the holder claims it.
fn claimed(party: Option<Party>, holder: Option<usize>) -> Frame {
    let same = party.as_ref().is_some_and(|p| p.actor.is_some() && p.actor == holder);
    if same { Frame::default() } else { Frame { doubtful: party.is_none(), claimed_by: party } }
}

/// `In X’s view, Y backs Z`, `For X, Y backs Z`.
fn in_the_view_of(document: &Document, sentence: &Sentence, holder: usize) -> Option<Frame> {
    let (opener, item) = (sentence.word(0), sentence.at(1));
    if !item.is_phrase() || sentence.at(2).what != What::Comma || holder <= 1 {
        return None;
    }
    let view = matches!(
        item.word.as_str(),
        "view" | "opinion" | "eyes" | "words" | "mind" | "account" | "judgment" | "judgement"
    );
    let actor = match opener {
        "in" | "by" if view => item.owner.actor,
        "for" | "to" => item.actor,
        _ => return None,
    }?;
    let name = document.names.actor(actor)?.name.clone();
    let party = Party { actor: Some(actor), name, tokens: (item.first, item.last), how: "name" };
    Some(claimed(Some(party), sentence.at(holder).actor))
}

/// `Y backs Z, X said on Friday`, `Y, X said, backs Z`: a report put in between or at the end.
fn added_report(document: &Document, sentence: &Sentence, holder: usize) -> Option<Frame> {
    let verb = (1..sentence.items.len()).find(|&at| {
        let Some(end) = reports(document, sentence, at) else { return false };
        let mut after = end;
        let heard = matches!(sentence.at(after).what, What::Word) || sentence.at(after).is_phrase();
        let told = heard && matches!(sentence.word(at), "told" | "tells");
        after += usize::from(told);
        while matches!(sentence.at(after).what, What::Date(_))
            || matches!(sentence.word(after), "on" | "in" | "at" | "last" | "early" | "late")
        {
            after += 1;
        }
        let closes = matches!(sentence.at(after).what, What::Comma | What::Stop(_) | What::Aside)
            || after >= sentence.items.len();
        let led = |at: usize| {
            at.checked_sub(1).is_some_and(|b| {
                let so = matches!(sentence.word(b), "so" | "as");
                so || matches!(sentence.at(b).what, What::Comma | What::Aside)
            })
        };
        let direct = sentence.at(at - 1).is_phrase() && at >= 2 && led(at - 1) && closes;
        let ends = matches!(sentence.at(end + 1).what, What::Comma | What::Stop(_) | What::Date(_))
            || end + 1 >= sentence.items.len()
            || sentence.word(end + 1) == "on";
        let inverted = led(at) && sentence.at(end).is_phrase() && ends;
        let seconds = direct && at >= 2 && sentence.word(at - 2) == "as";
        let other = seconds && says_something(document, sentence, holder, at - 2);
        (direct && !other && at - 1 != holder) || inverted && is_plain(sentence.word(at))
    })?;
    let who = if sentence.at(verb - 1).is_phrase() { verb - 1 } else { verb + 1 };
    let relative = matches!(sentence.at(who).word.as_str(), "who" | "which");
    if relative || who == holder {
        return None;
    }
    let party = document.party(sentence.at(who));
    let same =
        party.as_ref().is_some_and(|p| p.actor.is_some() && p.actor == sentence.at(holder).actor);
    if same {
        return Some(Frame::default());
    }
    Some(Frame { doubtful: party.is_none(), claimed_by: party })
}

/// `Roth backs the plan, and argued that it was late, as Venn found`: what is found is what she argued.
fn says_something(document: &Document, sentence: &Sentence, holder: usize, before: usize) -> bool {
    (holder + 1..before).any(|at| {
        expression(&document.lexicon.speech, sentence, at)
            .is_some_and(|m| m.entry.form.is_finite() && sentence.word(m.end) == "that")
    })
}

/// Whether a verb does nothing but report.
fn is_plain(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "claimed" | "claims" | "argued" | "insisted" | "wrote" | "added"
    )
}

/// `According to X, …`; `…, according to X`.
fn according_to(document: &Document, sentence: &Sentence, holder: usize) -> Option<Frame> {
    let to = (1..sentence.items.len())
        .find(|&i| sentence.word(i) == "to" && sentence.word(i - 1) == "according")?;
    // What stands beyond a semicolon is not according to anybody.
    if (to.min(holder)..to.max(holder)).any(|i| sentence.word(i) == ";") {
        return None;
    }
    let party =
        sentence.at(to + 1).is_phrase().then(|| document.party(sentence.at(to + 1))).flatten();
    Some(Frame {
        doubtful: party.is_none(),
        claimed_by: party.or_else(|| in_words(document, sentence, to + 1)),
    })
}

/// Whoever has neither a name nor a noun: `one of them`, `some`.
fn in_words(document: &Document, sentence: &Sentence, from: usize) -> Option<Party> {
    let to = (from..from + 9)
        .find(|&at| !matches!(sentence.at(at).what, What::Word | What::Pronoun | What::Noun))
        .filter(|&to| to > from)?;
    let tokens = Document::span(sentence, from, to);
    let name = document.shown(tokens.0, tokens.1).to_owned();
    Some(Party { actor: None, name, tokens, how: "words" })
}

/// `It is claimed that …`, `is said to …`.
fn impersonal(sentence: &Sentence, clause: usize) -> bool {
    let floor = clause.saturating_sub(12);
    let from = (floor..clause).any(|at| {
        matches!(
            sentence.word(at),
            "rumours"
                | "rumors"
                | "rumoured"
                | "rumored"
                | "claims"
                | "allegations"
                | "reports"
                | "suggestion"
                | "suggestions"
                | "idea"
                | "speculation"
                | "accusations"
                | "claim"
                | "impression"
                | "belief"
                | "myth"
                | "notion"
        )
    });
    let after = (clause..clause + 8).any(|at| {
        matches!(
            sentence.word(at),
            "allegedly"
                | "reportedly"
                | "apparently"
                | "supposedly"
                | "said"
                | "alleged"
                | "believed"
                | "thought"
                | "rumoured"
                | "rumored"
                | "reported"
        ) && sentence.word(at + 1) == "to"
    });
    from || after
}
