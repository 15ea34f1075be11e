//! Nouns for persons: `the governor`, `the 40-year-old rapper`, `Ostrow’s deputy, Carla Venn`.

use super::antecedents::Topic;
use super::lexicon::Lexicon;
use super::memory::Memory;
use super::names::{Gender, Names, Sort};
use super::text::sentences::{Item, Sentence, What};
use super::variation::{is_coach, is_performer, resumed, suits, varied};

/// Whom `the 64-year-old` means: the subject, or who was spoken of last.
fn person(names: &Names, memory: &Memory, subject: Option<usize>) -> Option<usize> {
    let is_person = |a: &usize| names.actor(*a).is_some_and(|n| n.sort == Sort::Person);
    let spoken_of = || memory.for_subject(usize::MAX).into_iter().find(is_person);
    subject.filter(is_person).or_else(spoken_of)
}

/// The actor that `the governor`, `the 40-year-old rapper` stands for.
pub(crate) fn described(
    names: &mut Names,
    lexicon: &Lexicon,
    (memory, topic): (&Memory, &Topic),
    (words, determiner, owner): (&[String], &str, Option<usize>),
    subject: Option<usize>,
) -> Option<usize> {
    let head = words.last()?;
    let is_person = lexicon.persons.contains(head)
        || lexicon.titles.contains(head) && !super::names::titles::is_qualifier(head);
    if !matches!(determiner, "the" | "this" | "that") {
        return None;
    }
    let recent = memory.recent();
    if head.ends_with("-year-old") {
        return person(names, memory, subject);
    }
    let former = words.first().is_some_and(|w| w == "former");
    let gender_fits = |actor: usize| {
        names.actor(actor).is_some_and(|a| {
            !(lexicon.female.contains(head) && a.gender == Gender::Male
                || lexicon.male.contains(head) && a.gender == Gender::Female)
        })
    };
    if is_person {
        let full = words.join(" ");
        let compound =
            words.len() > 1 && words.first().is_some_and(|word| lexicon.titles.contains(word));
        // `the three-time champion`, `the then minister`: somebody of whom more is said than the noun.
        let told_apart =
            words.iter().rev().skip(1).any(|w| w.contains('-') || w == "then" || w == "late");
        let has = |actor: usize, role: &str| {
            names.actor(actor).is_some_and(|a| {
                a.roles.iter().any(|known| known == role || is_coach(known) && is_coach(role))
            })
        };
        let of_body = owner.filter(|o| names.actor(*o).is_some_and(|a| a.sort != Sort::Person));
        let belongs = |actor: &usize| {
            let of = names.actor(*actor).map(|a| a.of.as_slice()).unwrap_or_default();
            of_body.is_none_or(|body| of.is_empty() || of.contains(&body))
        };
        let own = |actor: &usize| {
            of_body.is_some_and(|body| names.actor(*actor).is_some_and(|a| a.of.contains(&body)))
        };
        let all = || {
            recent
                .iter()
                .copied()
                .chain(0..names.actors.len().min(400))
                .filter(|a| gender_fits(*a) && belongs(a))
        };
        if let Some(found) = all().find(|a| own(a) && (has(*a, head) || has(*a, &full))) {
            return Some(found);
        }
        let by_role = all().find(|a| has(*a, &full)).or_else(|| {
            all().find(|a| !compound && !former && !told_apart && owner.is_none() && has(*a, head))
        });
        if by_role.is_some() {
            return by_role;
        }
        let aged = former && words.len() > 2 && is_performer(head)
            || words.iter().any(|word| word.ends_with("-year-old") || word.ends_with("-old"));
        let titled = words.len() == 2
            && is_performer(head)
            && words.first().is_some_and(|w| w.contains('-'));
        let known =
            owner.and_then(|owner| names.actor(owner)).is_some_and(|a| a.sort != Sort::Person);
        if aged || titled || known && is_performer(head) {
            let fits = |a: &usize| {
                names.actor(*a).is_some_and(|n| n.sort == Sort::Person && suits(&n.roles, head))
                    && gender_fits(*a)
            };
            let found = subject
                .filter(fits)
                .or_else(|| memory.for_subject(usize::MAX).into_iter().find(fits))?;
            add_role(names, found, head);
            return Some(found);
        }
        return varied(names, lexicon, memory, words)
            .or_else(|| {
                resumed(names, lexicon, (memory, topic), words).filter(|_| subject.is_none())
            })
            .filter(|a| gender_fits(*a) && belongs(a));
    }
    // `the festival`, `the measure`: a thing by the first or the last word of its name.
    if words.len() == 1 && owner.is_none() && !lexicon.groups.contains(head) {
        let thing = |actor: &usize| {
            names.actor(*actor).is_some_and(|a| {
                a.sort == Sort::Thing
                    && a.words.len() > 1
                    && (a.words.last() == Some(head)
                        || a.words.len() == 2 && a.words.first() == Some(head))
            })
        };
        if let Some(found) = recent.iter().copied().chain(0..names.actors.len().min(60)).find(thing)
        {
            return Some(found);
        }
    }
    // `the federation`, `the alliance`: a body by the last word of its name.
    if lexicon.bodies.contains(head) && words.len() == 1 && owner.is_none() {
        let body = |actor: &usize| {
            names.actor(*actor).is_some_and(|a| {
                a.sort == Sort::Body && a.words.len() > 1 && a.words.last() == Some(head)
            })
        };
        return recent.iter().copied().find(body);
    }
    None
}

fn add_body(names: &mut Names, actor: usize, body: Option<usize>) {
    let Some(body) = body.filter(|b| *b != actor) else { return };
    if let Some(actor) = names.actors.get_mut(actor)
        && !actor.of.contains(&body)
    {
        actor.of.push(body);
    }
}

pub(crate) fn add_role(names: &mut Names, actor: usize, role: &str) {
    if let Some(actor) = names.actors.get_mut(actor)
        && !role.is_empty()
        && !actor.roles.iter().any(|known| known == role)
    {
        actor.roles.push(role.to_owned());
    }
}

/// Takes note of the noun before a name: `union leader Petra Dahlgren`.
pub(crate) fn learn_name(names: &mut Names, lexicon: &Lexicon, item: &Item, actor: Option<usize>) {
    let Some(actor) = actor else { return };
    if lexicon.persons.contains(&item.word) {
        add_role(names, actor, &item.word);
        add_role(names, actor, &item.words.join(" "));
        add_body(names, actor, item.owner.actor);
        if let Some(known) = names.actors.get_mut(actor) {
            if known.sort == Sort::Unknown {
                known.sort = Sort::Person;
            }
            if known.gender == Gender::Unknown {
                known.gender = gender_of(lexicon, &item.word);
            }
        }
    }
}

pub(crate) fn gender_of(lexicon: &Lexicon, noun: &str) -> Gender {
    if lexicon.female.contains(noun) {
        Gender::Female
    } else if lexicon.male.contains(noun) {
        Gender::Male
    } else {
        Gender::Unknown
    }
}

/// `Paul Wenk, the architect`, `Ostrow’s deputy, Carla Venn`: two phrases for one.
pub(crate) fn apposition(
    names: &mut Names,
    lexicon: &Lexicon,
    before: (&Item, usize),
    item: &Item,
    actor: Option<usize>,
    sentence: &Sentence,
) -> Option<usize> {
    let (first, at) = before;
    let person = |noun: &Item| {
        noun.what == What::Noun
            && lexicon.persons.contains(
                noun.words
                    .iter()
                    .rev()
                    .find(|w| lexicon.persons.contains(*w))
                    .unwrap_or(&noun.word),
            )
    };
    let ends = matches!(sentence.at(at + 3).what, What::Comma | What::Stop(_) | What::Aside)
        || first.what == What::Noun;
    if first.what == What::Name
        && person(item)
        && ends
        && (!item.determiner.is_empty()
            || item.owner.actor.is_some()
            || item.owner.pronoun.is_some())
        && let Some(named) = first.actor
    {
        add_role(names, named, &item.word);
        add_role(names, named, &item.words.join(" "));
        add_body(names, named, item.owner.actor);
        let head =
            item.words.iter().find(|w| lexicon.persons.contains(*w)).cloned().unwrap_or_default();
        add_role(names, named, &head);
        if let Some(known) = names.actors.get_mut(named).filter(|k| k.gender == Gender::Unknown) {
            known.gender = gender_of(lexicon, &head);
        }
        return Some(named);
    }
    // `Northgas, the Danish pension fund, backs it`
    let body = |noun: &Item| {
        let head = noun.words.iter().take_while(|w| !matches!(w.as_str(), "of" | "for" | "at"));
        let head = head.last().unwrap_or(&noun.word);
        noun.what == What::Noun
            && matches!(noun.determiner.as_str(), "the" | "a" | "an")
            && (super::document::is_body(head)
                || lexicon.bodies.contains(head) && !lexicon.things.contains(head)
                || matches!(head.as_str(), "fund" | "firm" | "newspaper" | "paper" | "charity"))
    };
    if first.what == What::Name
        && body(item)
        && matches!(sentence.at(at + 3).what, What::Comma | What::Aside)
        && let Some(named) = first.actor
        && names.actor(named).is_some_and(|a| !matches!(a.sort, Sort::Person | Sort::Thing))
    {
        return Some(named);
    }
    if first.what == What::Noun
        && person(first)
        && item.what == What::Name
        && first.actor.is_none()
        && let Some(named) = actor
    {
        add_role(names, named, &first.word);
        add_role(names, named, &first.words.join(" "));
        add_body(names, named, first.owner.actor);
        if let Some(known) = names.actors.get_mut(named) {
            if known.gender == Gender::Unknown {
                known.gender = gender_of(lexicon, &first.word);
            }
            let body = known.sort == Sort::Body && known.words.len() == 2 && known.known.is_none();
            if known.sort == Sort::Unknown || body && !may_be_body(first) {
                known.sort = Sort::Person;
            }
        }
    }
    actor
}

/// Whether a noun of persons may be said of a company or a party as well: `its owner`, `his rival`.
fn may_be_body(item: &Item) -> bool {
    matches!(
        item.word.as_str(),
        "owner"
            | "owners"
            | "rival"
            | "partner"
            | "backer"
            | "sponsor"
            | "critic"
            | "opponent"
            | "employer"
            | "publisher"
            | "maker"
            | "supplier"
            | "ally"
            | "donor"
            | "shareholder"
    )
}

/// A pronoun that somebody was found for tells the gender.
pub(crate) fn learn_gender(names: &mut Names, actor: usize, word: &str) {
    let Some(actor) = names.actors.get_mut(actor) else { return };
    if actor.gender == Gender::Unknown && actor.sort == Sort::Person {
        actor.gender = match word {
            "he" | "him" => Gender::Male,
            "she" | "her" => Gender::Female,
            _ => Gender::Unknown,
        };
    }
}
