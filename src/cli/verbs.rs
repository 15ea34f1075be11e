//! `stance verbs`.

use super::{
    Answering, Context, Failure,
    options::CorpusOptions,
    session::{graph, is_there},
};
use crate::{
    coding::propose::{Everyday, SHIPPED_LEXICON, parse_lexicon},
    corpus::shipped_vocabulary,
    report::{self, verb_rows},
};
use clap::Args;
use std::process::ExitCode;

/// List the verbs, or find those for an everyday word.
///
/// Of each verb: its sign, its strength, what it means, and everyday words that lead to it. The vocabulary is that of the corpus
/// if one is named or there is a ./data, else the shipped one.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A verb, a part of one, or everyday words.
    word: Vec<String>,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl Answering for Arguments {
    fn rows(schemas: &mut report::RowSchemas) {
        schemas.add::<report::VerbRow>();
    }
}

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let vocabulary = if is_there(&self.corpus, context) {
            graph(&self.corpus, context)?.vocabulary().clone()
        } else {
            shipped_vocabulary()
        };
        let lexicon = parse_lexicon(SHIPPED_LEXICON).unwrap_or_default();
        let everyday = Everyday::new(&lexicon);
        let word = Some(self.word.join(" ")).filter(|word| !word.trim().is_empty());
        let rows = verb_rows(&vocabulary, &lexicon, &everyday, word.as_deref());
        context.output.answer(&report::verbs(rows, word)).map(|()| ExitCode::SUCCESS)
    }
}
