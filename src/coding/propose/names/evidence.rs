//! What the text shows of its names: acronyms, bodies, places.

use super::super::lexicon::Lexicon;
use super::super::lexicon::words::is_function;
use super::super::text::tokens::Kind;
use super::register::Register;
use super::runs::Run;
use super::{Gender, Sort};

impl Register<'_> {
    /// `the African Union … the AU`: letters that are those of a longer name before them.
    pub(crate) fn initials(&mut self, runs: &[Run]) {
        for (at, run) in runs.iter().enumerate() {
            let letters = self.tokens.at(run.name);
            let shouted = (2..=5).contains(&letters.shown.len())
                && letters.shown.chars().all(|c| c.is_ascii_uppercase());
            let alone = run.last - run.name == 1 && shouted;
            if !alone
                || self.by_words.contains_key(&letters.word)
                || self.index.find(&letters.word).is_some()
            {
                continue;
            }
            let long = runs.iter().take(at).rev().take(80).find(|long| {
                let words = self.words(long);
                let initials =
                    words.iter().filter(|w| !is_function(w)).filter_map(|w| w.chars().next());
                words.len() > 1 && initials.eq(letters.word.chars())
            });
            let actor =
                long.and_then(|long| self.by_words.get(&self.words(long).join(" ")).copied());
            if let Some(actor) = actor {
                self.by_words.insert(letters.word.clone(), actor);
                self.by_last.entry(letters.word.clone()).or_default().insert(0, actor);
            }
        }
    }

    /// `the Free Harbour Party (FHP)`: the letters in brackets are the name before them.
    pub(crate) fn acronyms(&mut self, runs: &[Run]) {
        for pair in runs.windows(2) {
            let [long, short] = pair else { continue };
            let bracketed = short.last - short.name == 1
                && short.first == long.last + 1
                && self.tokens.word(long.last) == "("
                && self.tokens.word(short.last) == ")";
            let letters = self.tokens.word(short.name);
            if !bracketed || self.index.find(letters).is_some() {
                continue;
            }
            let words = self.words(long);
            let full = words.iter().filter(|w| !is_function(w)).filter_map(|w| w.chars().next());
            let all = words.iter().filter_map(|w| w.chars().next());
            let fits = full.eq(letters.chars()) || all.eq(letters.chars());
            if fits && let Some(&actor) = self.by_words.get(&words.join(" ")) {
                self.by_words.insert(letters.to_owned(), actor);
                self.by_last.entry(letters.to_owned()).or_default().insert(0, actor);
                if let Some(actor) = self.names.actors.get_mut(actor) {
                    actor.sort = Sort::Body;
                }
            }
        }
    }

    /// Names taken for persons that the text treats as bodies: `Lumen, which`, `Lumen founder Ida Roth`.
    pub(crate) fn bodies(&mut self, lexicon: &Lexicon) {
        let mut votes = vec![0_i32; self.names.actors.len()];
        for mention in &self.names.mentions {
            let Some(vote) = votes.get_mut(mention.actor) else { continue };
            let after = |at: usize| self.tokens.word(mention.last + at);
            let comma = self.tokens.at(mention.last).kind == Kind::Comma;
            let named = |at: usize| self.tokens.at(mention.last + at).capital;
            if comma && matches!(after(1), "which" | "whose") {
                *vote += i32::from(after(1) == "which") * 2;
            } else if comma && after(1) == "who" || after(0) == "who" {
                *vote -= 3;
            } else if lexicon.persons.contains(after(0))
                && (named(1) || lexicon.persons.contains(after(1)) && named(2))
            {
                *vote += 2;
            }
        }
        for (actor, vote) in self.names.actors.iter_mut().zip(votes) {
            let given = actor.words.first().is_some_and(|w| {
                lexicon.given_female.contains(w) || lexicon.given_male.contains(w)
            });
            let shouted = actor.words.len() > 1
                && actor.name.split(' ').next_back().is_some_and(|w| {
                    (2..=4).contains(&w.chars().count())
                        && w.chars().all(char::is_uppercase)
                        && !matches!(
                            w,
                            "II" | "III"
                                | "IV"
                                | "VI"
                                | "MP"
                                | "QC"
                                | "KC"
                                | "SC"
                                | "MBE"
                                | "OBE"
                                | "CBE"
                                | "JR"
                                | "SR"
                                | "PHD"
                        )
                });
            let plain = actor.known.is_none()
                && actor.roles.is_empty()
                && !given
                && matches!(actor.sort, Sort::Person | Sort::Unknown)
                && (actor.gender == Gender::Unknown || actor.guessed);
            if plain && (vote > 1 || shouted && vote >= 0) {
                actor.sort = Sort::Body;
                actor.gender = Gender::Unknown;
            }
        }
    }

    /// Names that stand after `in`, `at`, `near` only are places.
    pub(crate) fn places(&mut self) {
        let mut outside = vec![false; self.names.actors.len()];
        for mention in &self.names.mentions {
            let before = mention.first.checked_sub(1).map_or("", |b| self.tokens.word(b));
            let place = matches!(
                before,
                "in" | "at"
                    | "near"
                    | "across"
                    | "outside"
                    | "around"
                    | "throughout"
                    | "from"
                    | "into"
                    | "to"
            );
            let held = matches!(before, "from" | "to")
                && self.names.actors.get(mention.actor).is_some_and(|a| a.words.len() > 1);
            if let Some(seen) = outside.get_mut(mention.actor) {
                *seen |= !place
                    || held
                    || self.tokens.at(mention.last).kind == Kind::Possessive && mention.first == 0;
            }
        }
        for (actor, outside) in self.names.actors.iter_mut().zip(outside) {
            let plain = actor.sort != Sort::Body
                && actor.known.is_none()
                && actor.roles.is_empty()
                && actor.gender == Gender::Unknown;
            if !outside && plain {
                actor.sort = Sort::Thing;
            }
        }
    }
}
