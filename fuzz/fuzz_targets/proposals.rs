//! Any text as a file of proposals: what is read can be written and read again, and is never offered twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::coding::{
    proposals::Proposals,
    review::{Machine, Passage},
};

fuzz_target!(|text: &str| {
    let Ok(proposals) = Proposals::parse(text) else { return };
    let again = Proposals::parse(&proposals.to_text()).expect("what was written can be read");
    assert_eq!(again.proposals, proposals.proposals);
    assert_eq!(again.decisions, proposals.decisions);
    let new = Proposals::new(proposals.article.clone(), proposals.proposals.clone());
    assert_eq!(proposals.merged(new).decided(), proposals.decided());
    let text = stancegraph::corpus::quotes::Text::new(text);
    for proposal in &proposals.proposals {
        let _ = Passage::of(proposal, Some(&text));
    }
    let open = proposals.proposals.len() - proposals.decided().len();
    assert_eq!(Machine::new(&proposals).left(), (open, 0));
});
