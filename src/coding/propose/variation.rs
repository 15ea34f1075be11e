//! Nouns by which the press varies the name of whoever it tells of: `the rapper`, `the Labour leader`.

use super::antecedents::Topic;
use super::lexicon::Lexicon;
use super::memory::Memory;
use super::names::{Names, Sort};

/// `the rapper`, `the Swedish hitmaker`: a noun by which the press varies the name of whoever it tells of. With an
/// adjective, somebody who was told of with it before; alone, the last subject.
pub(crate) fn varied(
    names: &Names,
    lexicon: &Lexicon,
    memory: &Memory,
    words: &[String],
) -> Option<usize> {
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

/// `Roth, on a tour, could hardly believe it. The Labour leader …`: a noun of persons that nobody else goes by, right
/// after a sentence about somebody.
pub(crate) fn resumed(
    names: &Names,
    lexicon: &Lexicon,
    (memory, topic): (&Memory, &Topic),
    words: &[String],
) -> Option<usize> {
    let head = words.last()?;
    if topic.is_stranger(head) {
        return None;
    }
    let last = memory.last_subject()?;
    let actor = names.actor(last).filter(|a| a.sort == Sort::Person)?;
    let office = |role: &str| {
        let polite = lexicon.mister.contains(role) || lexicon.miss.contains(role);
        lexicon.titles.contains(role) && !polite || is_coach(role)
    };
    let other = office(head) && actor.roles.iter().any(|role| office(role));
    let performer = is_performer(head) && actor.roles.iter().any(|role| is_performer(role));
    (!other && !performer && suits(&actor.roles, head)).then_some(last)
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
