//! Proposals by rules: reads an English text and suggests statements.

mod address;
mod antecedents;
mod assemble;
mod attribute;
mod authors;
mod candidates;
mod clause;
mod described;
mod document;
mod draft;
mod each_other;
mod encounters;
mod expressions;
mod found;
mod gather;
mod interview;
mod judgement;
mod lexicon;
mod lists;
mod memory;
mod mood;
mod names;
mod narrated;
mod nominal;
mod opens;
mod presented;
mod quoted;
mod refer;
mod reported;
mod roles;
mod speech;
mod spoken;
mod text;
mod topics;
mod variation;
mod weight;
mod when;

use jiff::civil::Date;

use super::proposals::{Proposal, Sign};
pub(crate) use lexicon::DEFAULT as SHIPPED_LEXICON;
pub use lexicon::everyday::Everyday;
pub use lexicon::{Lexicon, Written, parse as parse_lexicon};
pub use names::known::known;
pub use names::{Known, Sort};

/// What proposed: it stands in the line of the article.
pub const PROPOSER: &str = "stance rules 1";

/// Looks a verb up: none when the vocabulary lacks it, else its sign, if it has one.
pub type Vocabulary<'a> = &'a dyn Fn(&str) -> Option<Option<Sign>>;

/// What is read with: the entities of the corpus, its vocabulary, the lexicon.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    /// The entities of the corpus.
    pub entities: &'a [Known],
    /// The verbs.
    pub vocabulary: Vocabulary<'a>,
    /// The words.
    pub lexicon: &'a Lexicon,
}

/// The proposals of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposed {
    /// In the order of the text.
    pub proposals: Vec<Proposal>,
    /// How many of the least likely ones were left out.
    pub left_out: usize,
}

/// Proposes statements of an English text; the name of its language when it is another.
pub fn propose(
    text: &str,
    published: Option<Date>,
    knowledge: Knowledge,
) -> Result<Proposed, &'static str> {
    let document = document::read(text, published, knowledge.entities, knowledge.lexicon);
    if let Some(language) = text::language::foreign(&document.tokens) {
        return Err(language);
    }
    let day = published.map(|day| day.to_string());
    Ok(assemble::assemble(&document, knowledge.entities, knowledge.vocabulary, day))
}
