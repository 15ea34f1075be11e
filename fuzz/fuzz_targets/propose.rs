//! Proposes from any text: every quote is the text at its place, and nothing is proposed twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::coding::{
    proposals::Sign,
    propose::{Knowledge, Known, Lexicon, Sort, propose},
};
use std::{collections::BTreeSet, sync::LazyLock};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::with([]));

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let entities = [Known {
        id: "ada-moor".to_owned(),
        name: "Ada Moor".to_owned(),
        aliases: vec!["@adamoor".to_owned()],
        sort: Sort::Person,
        roles: vec!["Councillor".to_owned()],
    }];
    let verb = |_: &str| Some(Some(Sign::Positive));
    let knowledge = Knowledge { entities: &entities, vocabulary: &verb, lexicon: &LEXICON };
    let day = "2024-02-29".parse().ok();
    let Ok(found) = propose(&text, day, knowledge) else { return };
    let chars: Vec<char> = text.chars().collect();
    let mut ids = BTreeSet::new();
    for proposal in found.proposals {
        let [start, end] = proposal.span;
        assert_eq!(chars[start..end].iter().collect::<String>(), proposal.quote);
        assert!(ids.insert(proposal.id));
    }
});
