//! A finding in the making: who, towards whom, on what words; who claims it; whether it is sure.

use super::document::Document;
use super::found::{Finding, Party};
use super::names::Sort;
use super::reported::{Frame, frame};
use super::text::sentences::{Item, Sentence, What};

/// A finding in the making.
#[derive(Clone)]
pub(crate) struct Draft {
    /// The sentence.
    pub(crate) index: usize,
    /// The item of the holder.
    pub(crate) holder: usize,
    /// The item of the target.
    pub(crate) target: usize,
    /// The verb of the vocabulary.
    pub(crate) verb: String,
    /// Whether the rule is precise.
    pub(crate) sure: bool,
    /// The rule and its words.
    pub(crate) why: String,
    /// How often it is right.
    pub(crate) confidence: f64,
    /// Whether the holder is the one whose the phrase is: `Wenk’s praise`.
    pub(crate) owned: bool,
}

impl Draft {
    /// Completes it with the parties and with whoever claims it, over some items.
    pub(crate) fn finish(
        self,
        document: &Document,
        sentence: &Sentence,
        items: (usize, usize),
        found: &mut Vec<Finding>,
    ) {
        let item = sentence.at(self.holder);
        let holder = if self.owned { owner(document, item) } else { holder(document, item) };
        let Some(holder) = holder else { return };
        let Some((target, certain)) = document.target(sentence.at(self.target)) else { return };
        if target.actor.is_some() && target.actor == holder.actor || target.tokens == holder.tokens
        {
            return;
        }
        let certain = certain
            || self.why.starts_with("verb: ") && is_definite(document, sentence.at(self.target));
        let Frame { claimed_by, doubtful } = frame(document, sentence, self.holder, items.0);
        if claimed_by.as_ref().is_some_and(|c| c.actor.is_some() && c.actor == holder.actor) {
            return self.push(sentence, items, (holder, target, None, certain && !doubtful), found);
        }
        self.push(sentence, items, (holder, target, claimed_by, certain && !doubtful), found);
    }

    fn push(
        self,
        sentence: &Sentence,
        items: (usize, usize),
        parties: (Party, Party, Option<Party>, bool),
        found: &mut Vec<Finding>,
    ) {
        let (holder, target, claimed_by, certain) = parties;
        let span = Document::span(sentence, items.0, items.1);
        let ready = self.sure
            && certain
            && (claimed_by.is_none()
                || claimed_by
                    .as_ref()
                    .is_some_and(|c| c.actor.is_some() && c.actor != target.actor));
        found.push(Finding {
            holder,
            target,
            verb: self.verb,
            sign: None,
            span,
            claimed_by,
            ready,
            confidence: self.confidence,
            why: self.why,
            sentence: self.index,
            item: items.1.saturating_sub(1),
            quotation: None,
        });
    }
}

/// Whether the object of a verb of the lexicon is something that the text points to, or that is told apart:
/// `the decision`, `its closure`, `school closures`.
fn is_definite(document: &Document, item: &Item) -> bool {
    let apart = matches!(item.determiner.as_str(), "" | "a" | "an") && item.words.len() > 1;
    let pointed = matches!(item.determiner.as_str(), "the" | "this" | "these" | "those")
        || item.owner.actor.is_some()
        || apart;
    let kin = matches!(item.owner.pronoun.as_deref(), Some("my" | "our"));
    let head = Document::head(item);
    item.what == What::Noun
        && pointed
        && !kin
        && !document.lexicon.persons.contains(head)
        && !super::candidates::is_circumstance(head)
}

/// The one whose a phrase is, as a holder.
fn owner(document: &Document, item: &Item) -> Option<Party> {
    let actor = item.owner.actor.filter(|a| document.sort(*a) != Sort::Thing)?;
    let name = document.names.actor(actor)?.name.clone();
    Some(Party { actor: Some(actor), name, tokens: (item.first, item.last), how: "owner" })
}

/// An item as a holder: whoever can take a stand.
pub(crate) fn holder(document: &Document, item: &Item) -> Option<Party> {
    if item.what == What::Pronoun && item.actor.is_none() && item.words_meant.is_none()
        || !item.is_phrase()
        || !document.takes_sides(item)
    {
        return None;
    }
    if item.actor.is_some_and(|a| document.sort(a) == Sort::Thing) {
        return None;
    }
    document.party(item)
}
