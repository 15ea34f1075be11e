//! Adds a statement to any text: nothing is removed, and the statement is read back unchanged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stancegraph::corpus::append::{Additions, NewRecord};
use stancegraph_fuzz::{BETWEEN, is_of_form, read};

const ID: &str = "the-new-one";

fuzz_target!(|bytes: &[u8]| {
    let input = String::from_utf8_lossy(bytes);
    let (quote, text) = input.split_once(BETWEEN).unwrap_or(("", &input));
    let Ok(after) = statement(quote).append_to(text) else {
        assert!(!read([text]).is_sound(), "a sound file takes no statement\n{text}");
        return;
    };
    let n_before = text.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let is_kept = (0..=n_before).any(|at| after.as_bytes().ends_with(&text.as_bytes()[at..]));
    assert!(is_kept, "something was taken away\n{text}\n---\n{after}");

    let (old, new) = (read([text]), read([after.as_str()]));
    if !old.is_sound() {
        return;
    }
    let fault = new.diagnostics.iter().find(|finding| is_of_form(finding));
    assert!(fault.is_none(), "{fault:?}\n{text}\n---\n{after}");
    let n_old = old.corpus.statements.len();
    let (kept, added) = new.corpus.statements.split_at(n_old);
    assert_eq!(kept, old.corpus.statements);
    match added {
        [] => assert!(!new.is_sound(), "the statement is lost\n{text}\n---\n{after}"),
        [added] => {
            assert_eq!(added.id.as_str(), ID);
            assert_eq!(added.quote.as_deref(), Some(quote));
            assert!(new.is_sound(), "{:?}", new.diagnostics);
        }
        _ => panic!("one statement became several\n{text}\n---\n{after}"),
    }
});

fn statement(quote: &str) -> Additions {
    let mut statement = NewRecord::default();
    for (field, text) in [
        ("id", ID),
        ("holder", "a"),
        ("stance", "praises"),
        ("target", "b"),
        ("source", "s"),
        ("on", "2018"),
        ("quote", quote),
    ] {
        statement.text(field, Some(text));
    }
    statement.list("about", &["a".to_owned()]);
    statement.number("confidence", Some(0.5));
    Additions::statement(statement)
}
