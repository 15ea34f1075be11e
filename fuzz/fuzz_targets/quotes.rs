//! A text and a quote: the place that is found lies in the text, and a verbatim quote stands there again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::corpus::quotes::{MatchKind, Quote, Text};
use stancegraph_fuzz::BETWEEN;

fuzz_target!(|input: &str| {
    let mut parts = input.split(BETWEEN);
    let mut part = || parts.next().unwrap_or_default();
    let (text, exact, prefix, suffix) = (part(), part(), part(), part());
    let quote = Quote { exact, prefix: Some(prefix), suffix: Some(suffix) };
    let found = Text::new(text).find(quote);
    match found.place {
        None => assert_eq!(found.kind, MatchKind::Missing),
        Some(place) => {
            let passage = text.get(place).expect("between characters");
            if found.kind == MatchKind::Verbatim {
                assert_eq!(Text::new(passage).find(quote).kind, MatchKind::Verbatim);
            }
        }
    }
});
