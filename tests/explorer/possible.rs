//! What is only possible is told apart from what is sure: in numbers, in charts, in the list of ties.

use super::{Opened, as_of, written};

/// One sure statement, and three that may be of the last month or not; one pair is both for and against.
const FEW: &str = r#"Corpus(
    entities: [(id: "a", kind: Person, name: "Ann"), (id: "b", kind: Person, name: "Bob"), (id: "c", kind: Person, name: "Cy")],
    sources: [(id: "s", kind: Dataset, title: "List", published: "2018-12-31")],
    statements: [
        (holder: "a", stance: "supports", target: "b", source: "s", on: "2017-06/2018-10"),
        (holder: "b", stance: "opposes", target: "c", source: "s", on: "2018-04-10"),
        (holder: "c", stance: "opposes", target: "a", source: "s", on: "2018-03/2018-06"),
        (holder: "a", stance: "loves", target: "c", source: "s", on: "2018-04-20"),
        (holder: "a", stance: "condemns", target: "c", source: "s", on: "2018-04-20"),
    ],
)"#;

#[test]
fn numbers_say_how_much_is_only_possible() {
    let graph = written(FEW);
    let Some(opened) = Opened::of(&as_of(&graph, "2018-04-25")) else { return };
    let browser = &opened.browser;
    assert_eq!(browser.text_of(".count-possible"), "2 possible");
    assert_eq!(
        browser.text("document.getElementById('thumb').getAttribute('aria-valuetext')"),
        "25 April 2018, 4 ties stand, 2 of them only possible"
    );
    opened.go("#view=ties");
    assert_eq!(
        browser.text_of("#view-ties .lead"),
        "4 ties stand, 2 of them only possible at the end of 25 April 2018."
    );
    opened.is_clean();
}

#[test]
fn a_tie_for_and_against_names_both_verbs() {
    let graph = written(FEW);
    let Some(opened) = Opened::of(&as_of(&graph, "2018-04-25")) else { return };
    let browser = &opened.browser;
    opened.go("#view=ties&entity=a");
    let words = "[...document.querySelectorAll('#view-ties .stance.mixed, #panel .tie-row .stance.mixed')].map((it) => it.lastChild.textContent).join('; ')";
    assert_eq!(browser.text(words), "condemns, loves; condemns, loves");
    opened.is_clean();
}

#[test]
fn charts_tell_what_is_sure_and_what_possible_statements_make_of_it() {
    let graph = written(FEW);
    let Some(opened) = Opened::of(&as_of(&graph, "2018-04-25")) else { return };
    let browser = &opened.browser;
    opened.go("#view=charts");
    let value = |title: &str| {
        browser.text(&format!(
            "[...document.querySelectorAll('#view-charts figure')].find((it) => it.querySelector('h2').textContent === '{title}').querySelector('.value').innerText"
        ))
    };
    let last = "April 2018";
    assert_eq!(value("Statements"), format!("3 statements, {last}, and 2 only possible"));
    // Of pairs, only the sure one counts; with the others there are three.
    let fit = value("Fit to two camps");
    assert!(fit.starts_with("1.00 fit to two camps: 0 of 1 pair do not fit (proved); "), "{fit}");
    assert!(fit.contains(" with 2 possible statements") && fit.ends_with(last), "{fit}");
    assert_eq!(value("Trios"), "None; without 2 possible statements");
    opened.is_clean();
}
