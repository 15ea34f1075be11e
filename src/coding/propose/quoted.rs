//! Whom the pronouns and nouns of a quotation stand for.

use super::antecedents::of_it;
use super::names::{Names, Sort};
use super::refer::choose;
use super::text::sentences::{Sentence, What};

/// Who speaks to whom in a quotation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// The speaker.
    pub(crate) speaker: Option<usize>,
    /// Who is addressed.
    pub(crate) addressee: Option<usize>,
    /// Who is named in the narration of the paragraph, the latest first.
    pub(crate) near: Vec<usize>,
    /// Who was spoken of in the narration, the latest first.
    pub(crate) recent: Vec<usize>,
}

/// Resolves a sentence of a quotation; `spoken` are those that the quotation has named so far.
pub(crate) fn quoted(
    sentence: &mut Sentence,
    names: &Names,
    setting: &Setting,
    spoken: &mut Vec<usize>,
) {
    for at in 0..sentence.items.len() {
        let meant = of_it(names, sentence, at).map(|i| sentence.at(i).clone());
        let Some(item) = sentence.items.get_mut(at) else { continue };
        if let Some(meant) = meant {
            item.actor = meant.actor;
            item.words_meant = meant.actor.is_none().then_some((meant.first, meant.last));
            continue;
        }
        if item.what == What::Name {
            if let Some(actor) = item.actor {
                spoken.retain(|known| *known != actor);
                spoken.insert(0, actor);
            }
            continue;
        }
        let person = |word: &str| match word {
            "i" | "me" | "my" | "myself" | "we" | "us" | "our" | "ourselves" => setting.speaker,
            "you" | "your" | "yourself" => setting.addressee,
            _ => {
                let plural = matches!(word, "they" | "them" | "their" | "it" | "its");
                let near = if plural { &[][..] } else { &setting.recent };
                let around = setting.near.iter().chain(near);
                let person =
                    |a: &usize| plural || names.actor(*a).is_some_and(|n| n.sort == Sort::Person);
                let others: Vec<usize> =
                    spoken.iter().chain(around).copied().filter(person).collect();
                choose(names, &others, word, setting.speaker)
            }
        };
        if item.what == What::Pronoun {
            item.actor = person(&item.word);
        }
        if let Some(pronoun) = &item.owner.pronoun {
            item.owner.actor = person(pronoun);
        }
        if item.what == What::Noun && item.determiner == "the" {
            let role = item.words.join(" ");
            let has = |a: &usize| {
                names.actor(*a).is_some_and(|n| n.roles.contains(&role))
                    && Some(*a) != setting.speaker
            };
            let near = spoken.iter().chain(&setting.recent).copied();
            let mut all = near.chain(0..names.actors.len().min(200));
            item.actor = all.find(|a| has(a));
        }
    }
}
