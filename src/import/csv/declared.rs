//! Verbs whose meaning rows tell: their polarity, or the end of a stance, and their strength.

use super::{cells::Cells, fields::Field, rows::Refused};
use crate::{
    corpus::record::VerbRecord,
    import::Reason,
    model::{Effect, Polarity, Strength, Vocabulary},
};
use std::collections::BTreeMap;

/// Verbs by their words. Of meanings that rows give differently, the first is used.
#[derive(Debug, Default)]
pub(super) struct Declared(BTreeMap<String, Meanings>);

#[derive(Debug)]
struct Meanings {
    first: (Effect, Strength),
    /// The others, and in how many rows.
    others: BTreeMap<String, usize>,
}

impl Declared {
    /// Takes what a row says about its verb. What it leaves open is as the vocabulary has it.
    pub(super) fn take<'r>(
        &mut self,
        cells: &Cells<'r, '_>,
        word: &str,
        vocabulary: &Vocabulary,
    ) -> Result<(), Refused<'r>> {
        let known = vocabulary.find(word).map(|index| vocabulary.verb(index));
        let effect = match cells.word(Field::Polarity)? {
            Some(text) if text.eq_ignore_ascii_case(Effect::Ends.word()) => Some(Effect::Ends),
            Some(_) => {
                let polarity: Option<Polarity> = cells.one_of(Field::Polarity)?;
                polarity.map(Effect::Expresses)
            }
            None => None,
        };
        let bad = (Reason::BadNumber, cells.shown(Field::Strength));
        let strength = match cells.number(Field::Strength)? {
            Some(number) => Some(Strength::new(number).ok_or(bad)?),
            None => None,
        };
        if effect.is_none() && strength.is_none() {
            return Ok(());
        }
        let Some(effect) = effect.or(known.map(|verb| verb.effect)) else { return Ok(()) };
        let usual = known.map_or(Strength::FULL, |verb| verb.strength);
        let meaning = (effect, strength.unwrap_or(usual));
        let first = || Meanings { first: meaning, others: BTreeMap::new() };
        let meanings = self.0.entry(word.to_owned()).or_insert_with(first);
        if meanings.first != meaning {
            *meanings.others.entry(described(meaning)).or_default() += 1;
        }
        Ok(())
    }

    /// What rows say differently, in sentences.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = String> {
        self.0.iter().flat_map(|(word, Meanings { first, others })| {
            others.iter().map(move |(other, n)| {
                format!(
                    "the verb {word} is {}, and {other} in other rows ({n}×)",
                    described(*first)
                )
            })
        })
    }

    /// The verbs that are not as the vocabulary has them.
    pub(super) fn records(self, vocabulary: &Vocabulary) -> BTreeMap<String, VerbRecord> {
        let usual = |word: &str| {
            let verb = vocabulary.verb(vocabulary.find(word)?);
            Some((verb.effect, verb.strength))
        };
        let differing = self.0.into_iter().filter(|(word, it)| usual(word) != Some(it.first));
        let record = |(verb, Meanings { first: (effect, strength), .. }): (String, Meanings)| {
            let polarity = match effect {
                Effect::Expresses(polarity) => Some(polarity),
                Effect::Ends => None,
            };
            let (strength, ends) = (Some(strength.value()), effect == Effect::Ends);
            (
                verb.clone(),
                VerbRecord { verb, polarity, strength, ends, cameo: vec![], label: None },
            )
        };
        differing.map(record).collect()
    }
}

fn described((effect, strength): (Effect, Strength)) -> String {
    let effect = match effect {
        Effect::Expresses(polarity) => polarity.word(),
        Effect::Ends => "the end of a stance",
    };
    format!("{effect} with strength {}", strength.value())
}
