//! Which words go on in a noun phrase.

use super::super::lexicon::words::{
    contraction, is_adverb, is_auxiliary, is_determiner, is_function, is_owner, is_pronoun,
};
use super::phrases::Chunker;
use super::sentences::Unit;
use super::tokens::Kind;

impl Chunker<'_> {
    /// Whether a unit can go on in a noun phrase.
    pub(in crate::coding::propose) fn is_noun(
        &self,
        units: &[Unit],
        at: usize,
        goes_on: bool,
    ) -> bool {
        let Some(token) = Self::token(units, at) else { return false };
        let tokens = self.parts.tokens;
        let lexicon = self.parts.lexicon;
        let this = tokens.at(token);
        let word = this.word.as_str();
        if this.kind == Kind::Other && matches!(word, "$" | "€" | "£" | "₹" | "¥") {
            return self.is_noun(units, at + 1, true);
        }
        if this.kind != Kind::Word || self.date(token).is_some() {
            return false;
        }
        if goes_on
            && word.ends_with("ing")
            && (lexicon.speech.has(word)
                || lexicon.stances.has(word)
                || lexicon.describing.has(word))
            && !self.is_noun(units, at + 1, true)
        {
            return false;
        }
        if goes_on && matches!(word, "says" | "said" | "tells" | "told" | "adds" | "insists") {
            return false;
        }
        if is_function(word)
            && !matches!(
                word,
                "own"
                    | "new"
                    | "first"
                    | "second"
                    | "former"
                    | "good"
                    | "great"
                    | "people"
                    | "critics"
                    | "supporters"
                    | "residents"
                    | "officials"
                    | "two"
                    | "three"
                    | "other"
                    | "most"
            )
        {
            return false;
        }
        if is_adverb(word)
            && !matches!(
                word,
                "family"
                    | "ally"
                    | "assembly"
                    | "rally"
                    | "bully"
                    | "only"
                    | "first"
                    | "reply"
                    | "monopoly"
                    | "elderly"
                    | "italy"
                    | "early"
                    | "weekly"
                    | "daily"
                    | "friendly"
                    | "ugly"
            )
        {
            return false;
        }
        if is_auxiliary(word) || this.capital && self.parts.names.at(token).is_some() {
            return false;
        }
        if !goes_on {
            return !is_past(lexicon, word)
                || word.ends_with("ed") && self.is_noun(units, at + 1, true);
        }
        if is_past(lexicon, word)
            || word.ends_with("ed")
                && word.len() > 4
                && !matches!(word, "speed" | "breed" | "need" | "seed")
        {
            return false;
        }
        let verb = lexicon.stances.has(word)
            || lexicon.speech.has(word)
            || word.ends_with("ing")
            || lexicon.describing.has(word)
            || lexicon.leaning.has(word) && word.ends_with('s');
        !verb || !self.has_object(units, at + 1)
    }

    /// Whether what follows is an object, so that the word before is a verb.
    fn has_object(&self, units: &[Unit], at: usize) -> bool {
        let Some(token) = Self::token(units, at) else { return units.get(at).is_some() };
        let word = self.parts.tokens.word(token);
        self.parts.names.at(token).is_some() && !self.parts.lexicon.persons.contains(word)
            || is_determiner(word)
            || is_owner(word)
            || is_pronoun(word)
            || contraction(word).is_some()
    }
}

/// Whether a word is a past form of a verb that is no noun as well.
fn is_past(lexicon: &super::super::lexicon::Lexicon, word: &str) -> bool {
    lexicon.pasts.contains(word) || word == "hit" || word == "met"
}
