//! Proposals by rules: reads an English text and suggests statements.

mod address;
mod agents;
mod antecedents;
mod assemble;
mod attribute;
mod authors;
mod candidates;
mod clause;
mod dates;
mod described;
mod document;
mod draft;
mod each_other;
mod encounters;
mod everyday;
mod evidence;
mod expressions;
mod forms;
mod found;
mod gather;
mod groups;
mod interview;
mod judgement;
mod known;
mod language;
mod learned;
mod lexicon;
mod lists;
mod marks;
mod memory;
mod mood;
mod names;
mod narrated;
mod nominal;
mod nouns;
mod offsets;
mod opens;
mod paragraphs;
mod phrases;
mod quoted;
mod refer;
mod register;
mod reported;
mod roles;
mod runs;
mod sentences;
mod speech;
mod spoken;
mod titles;
mod tokens;
mod topics;
mod weight;
mod when;
mod words;

use jiff::civil::Date;

use super::proposals::{Proposal, Sign};
pub use everyday::Everyday;
pub use known::known;
pub(crate) use lexicon::DEFAULT as SHIPPED_LEXICON;
pub use lexicon::{Lexicon, Written, parse as parse_lexicon};
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
    if let Some(language) = language::foreign(&document.tokens) {
        return Err(language);
    }
    let day = published.map(|day| day.to_string());
    Ok(assemble::assemble(&document, knowledge.entities, knowledge.vocabulary, day))
}
