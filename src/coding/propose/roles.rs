//! Nouns for persons: `the governor`, `the 40-year-old rapper`, `Ostrow’s deputy, Carla Venn`.

use super::lexicon::Lexicon;
use super::memory::Memory;
use super::names::{Gender, Names, Sort};
use super::text::sentences::{Item, Sentence, What};

/// The actor that `the governor`, `the 40-year-old rapper` stands for.
pub(crate) fn described(
    names: &mut Names,
    lexicon: &Lexicon,
    memory: &Memory,
    (words, determiner, owner): (&[String], &str, Option<usize>),
    subject: Option<usize>,
) -> Option<usize> {
    let head = words.last()?;
    let person = lexicon.persons.contains(head)
        || lexicon.titles.contains(head) && !super::names::titles::is_qualifier(head);
    if !matches!(determiner, "the" | "this" | "that") {
        return None;
    }
    let recent = memory.recent();
    let former = words.first().is_some_and(|w| w == "former");
    let gender_fits = |actor: usize| {
        names.actor(actor).is_some_and(|a| {
            !(lexicon.female.contains(head) && a.gender == Gender::Male
                || lexicon.male.contains(head) && a.gender == Gender::Female)
        })
    };
    if person {
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
        return varied(names, lexicon, memory, words).filter(|a| gender_fits(*a) && belongs(a));
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

/// `the rapper`, `the Swedish hitmaker`: a noun by which the press varies the name of whoever it tells of. With an
/// adjective, somebody who was told of with it before; alone, the last subject.
fn varied(names: &Names, lexicon: &Lexicon, memory: &Memory, words: &[String]) -> Option<usize> {
    let (head, before) = words.split_last()?;
    let person = |a: &usize| {
        names.actor(*a).is_some_and(|n| n.sort == Sort::Person && suits(&n.roles, head))
    };
    if before.is_empty() {
        let last = memory.for_subject(usize::MAX).into_iter().find(person)?;
        let known = names.actor(last).is_some_and(|a| {
            a.roles.iter().any(|role| lexicon.titles.contains(role) || is_coach(role))
        });
        return (is_variation(head) && (!known || is_office_of_many(head))).then_some(last);
    }
    let shares = |a: &usize| {
        names.actor(*a).is_some_and(|n| {
            n.roles.iter().any(|role| role.split(' ').any(|w| before.iter().any(|b| b == w)))
        })
    };
    let adjective = before.iter().any(|w| is_nationality(w));
    memory.recent().into_iter().find(|a| adjective && person(a) && shares(a))
}

/// Nouns of persons by which a name is varied, and which are no office that somebody else may hold.
fn is_variation(head: &str) -> bool {
    is_performer(head) && !matches!(head, "president" | "minister" | "director" | "captain")
        || matches!(
            head,
            "hitmaker"
                | "frontman"
                | "lawmaker"
                | "politician"
                | "monarch"
                | "businessman"
                | "businesswoman"
                | "veteran"
                | "playmaker"
                | "billionaire"
                | "millionaire"
                | "vocalist"
                | "pop"
                | "novelist"
                | "playwright"
                | "poet"
                | "filmmaker"
                | "comedienne"
                | "comic"
                | "youtuber"
                | "influencer"
                | "golfer"
                | "boxer"
                | "sprinter"
                | "cyclist"
                | "swimmer"
                | "legislator"
                | "congressman"
                | "congresswoman"
                | "cleric"
                | "pundit"
                | "midfielder"
                | "full-back"
        )
}

/// Nouns that go with an office: a lawmaker may be a minister.
fn is_office_of_many(head: &str) -> bool {
    matches!(head, "lawmaker" | "politician" | "legislator" | "monarch" | "veteran" | "cleric")
}

/// An adjective of a nation or a place: `Swedish`, `Nigerian`.
fn is_nationality(word: &str) -> bool {
    let ends = ["ish", "ian", "ean", "ese", "can", "ench", "utch", "eek", "swiss", "thai", "welsh"];
    word.len() > 3 && ends.iter().any(|end| word.ends_with(end))
}

/// Words for one office in sport.
pub(crate) fn is_coach(role: &str) -> bool {
    matches!(role, "manager" | "boss" | "coach" | "head coach")
}

/// Whether a noun of the field goes with what is known of an actor: no manager is `the 24-year-old forward`.
pub(crate) fn suits(roles: &[String], head: &str) -> bool {
    let player = |role: &str| {
        matches!(
            role,
            "forward"
                | "striker"
                | "midfielder"
                | "winger"
                | "defender"
                | "goalkeeper"
                | "captain"
                | "playmaker"
                | "full-back"
        )
    };
    !(player(head) && roles.iter().any(|role| is_coach(role))
        || is_coach(head) && roles.iter().any(|role| player(role)))
}

/// Nouns by which the press varies the name of somebody famous: `the All of Me singer`.
pub(crate) fn is_performer(head: &str) -> bool {
    matches!(
        head,
        "rapper"
            | "singer"
            | "star"
            | "actor"
            | "actress"
            | "author"
            | "songwriter"
            | "musician"
            | "comedian"
            | "director"
            | "striker"
            | "midfielder"
            | "forward"
            | "winger"
            | "boss"
            | "manager"
            | "coach"
            | "captain"
            | "defender"
            | "goalkeeper"
            | "champion"
            | "president"
            | "minister"
    )
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
            if known.sort == Sort::Unknown {
                known.sort = Sort::Person;
            }
        }
    }
    actor
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
