//! Corpora that imports add to: they say what the data say, once, and keep every word that was there.

use super::csv::{ROOMY, Row, read, row, said, table};
use proptest::prelude::*;
use stancegraph::{
    corpus::{self, TextFile},
    graph::TemporalGraph,
    import::{Update, update},
    model::Day,
};
use std::collections::BTreeSet;

fn today() -> Day {
    Day::from_civil(2026, 1, 1)
}

fn corpus_of(text: &str, name: &str) -> TemporalGraph {
    let reading = corpus::read_texts(vec![TextFile { path: name.into(), text: text.to_owned() }]);
    assert!(reading.is_sound(), "{:#?}\n{text}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn updated(known: Option<&TemporalGraph>, new: &TemporalGraph) -> Update {
    update(known, new, &corpus::shipped_vocabulary(), today())
}

/// Rows whose names are one only when they are the same; the others meet in an entity of a corpus.
fn distinct(rows: Vec<Row>) -> Vec<Row> {
    let is_other = |row: &Row| row[0].to_lowercase() != row[2].to_lowercase();
    let ben = |name: &str| if name == "ada" { "Ben".to_owned() } else { name.to_owned() };
    let rename = |row: Row| {
        let [holder, verb, target, date, source, quote] = row;
        [ben(&holder), verb, ben(&target), date, source, quote]
    };
    rows.into_iter().filter(is_other).map(rename).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_corpus_says_what_the_table_says(rows in prop::collection::vec(row(), 0..30)) {
        let (graph, ..) = read(&table(&distinct(rows), b','), ROOMY);
        let first = updated(None, &graph);
        let text = first.additions().new_file();
        let known = corpus_of(&text, "corpus.ron");
        prop_assert_eq!(said(&known), said(&graph));
        let again = updated(Some(&known), &graph);
        prop_assert!(again.is_empty(), "{:?}", again);
        prop_assert_eq!(again.unchanged, graph.n_statements());
    }

    #[test]
    fn what_is_added_is_added_once(
        old in prop::collection::vec(row(), 0..20),
        new in prop::collection::vec(row(), 0..20),
    ) {
        let of = |rows: &[Row]| read(&table(rows, b','), ROOMY).0;
        let (old, new) = (distinct(old), distinct(new));
        let begin = format!("// ours\n{}", updated(None, &of(&old)).additions().new_file());
        let known = corpus_of(&begin, "corpus.ron");
        let first = updated(Some(&known), &of(&new));
        let text = first.additions().append_to(&begin).unwrap();
        prop_assert!(text.starts_with("// ours\n"));
        let known = corpus_of(&text, "corpus.ron");
        let all: BTreeSet<Row> = said(&of(&old)).into_iter().chain(said(&of(&new))).collect();
        prop_assert_eq!(said(&known).into_iter().collect::<BTreeSet<_>>(), all);
        prop_assert!(updated(Some(&known), &of(&new)).is_empty());
        prop_assert!(updated(Some(&known), &of(&old)).is_empty());
    }
}

#[test]
fn a_row_that_changed_in_part_corrects_and_a_row_that_vanished_stays() {
    let of = |text: &str| read(text.as_bytes(), ROOMY).0;
    let head = "holder,verb,target,date,source\n";
    let old = of(&format!(
        "{head}a,supports,b,2020-01-01,s\na,supports,c,2020-01-01,s\nd,supports,c,2020-01-01,s\n"
    ));
    let text = updated(None, &old).additions().new_file();
    let known = corpus_of(&text, "corpus.ron");
    // The date of the first is another, the second vanished, and the third has a new one beside it.
    let new = of(&format!(
        "{head}a,supports,b,2020-01-02,s\nd,supports,c,2020-01-01,s\nd,opposes,c,2021-01-01,t\n"
    ));
    let update = updated(Some(&known), &new);
    assert_eq!((update.added, update.corrected, update.unchanged), (2, 1, 1));
    let after = corpus_of(&update.additions().append_to(&text).unwrap(), "corpus.ron");
    let corrected: Vec<bool> = after
        .statements()
        .map(|index| after.statement(index).superseded_since() == Some(today()))
        .collect();
    assert_eq!(corrected, [true, false, false, false, false]);
}

#[test]
fn entities_are_found_by_their_other_names() {
    let known = corpus_of(
        "Corpus(entities: [(id: \"ye\", kind: Person, name: \"Ye\", aliases: [\"Kanye West\"]),\
         (id: \"maga\", kind: Topic, name: \"MAGA\")],\
         sources: [(id: \"s\", kind: Post, published: \"2019\")],\
         statements: [(holder: \"ye\", stance: \"supports\", target: \"maga\", source: \"s\", on: \"2018-04-25\")])",
        "corpus.ron",
    );
    let table = "holder,verb,target,date,source\nKANYE WEST,supports,Maga,2018-04-25,s\n";
    let update = updated(Some(&known), &read(table.as_bytes(), ROOMY).0);
    assert_eq!((update.added, update.unchanged, update.entities.len()), (0, 1, 0));
}

#[test]
fn names_that_look_alike_are_told() {
    let table =
        "holder,verb,target,date\nJohn Andersen,supports,x,2020\nJohn Anderson,supports,x,2020\n";
    let update = updated(None, &read(table.as_bytes(), ROOMY).0);
    assert_eq!(update.alike, [("John Andersen".to_owned(), "John Anderson".to_owned())]);
}

#[test]
fn a_number_that_was_given_twice_is_not_one_statement() {
    let said = |number: &str, holder: &str| {
        corpus_of(
            &format!(
                "Corpus(entities: [(id: \"{holder}\", kind: Person, name: \"{holder}\"), (id: \"z\", kind: Topic, name: \"z\")],\
                 sources: [(id: \"s-{holder}\", kind: Post, published: \"2020\")],\
                 statements: [(id: \"{number}\", holder: \"{holder}\", stance: \"supports\", target: \"z\", source: \"s-{holder}\")])"
            ),
            "corpus.ron",
        )
    };
    let known = said("1", "ann");
    let other = updated(Some(&known), &said("1", "dan"));
    assert_eq!((other.added, other.corrected), (1, 0));
    let text = other.additions().append_to(&updated(None, &known).additions().new_file()).unwrap();
    let both = corpus_of(&text, "corpus.ron");
    assert!(both.statements().all(|index| both.statement(index).superseded_since().is_none()));
    assert!(updated(Some(&both), &said("1", "dan")).is_empty());
}

#[test]
fn verbs_of_the_data_that_mean_something_else_are_told() {
    let said = |vocabulary: &str, holder: &str| {
        corpus_of(
            &format!(
                "Corpus({vocabulary}entities: [(id: \"{holder}\", kind: Person, name: \"{holder}\"), (id: \"z\", kind: Topic, name: \"z\")],\
                 sources: [(id: \"s\", kind: Post, published: \"2020\")],\
                 statements: [(holder: \"{holder}\", stance: \"supports\", target: \"z\", source: \"s\")])"
            ),
            "corpus.ron",
        )
    };
    let usual = said("", "ann");
    let turned = said("vocabulary: [(verb: \"supports\", polarity: Negative)], ", "bob");
    assert_eq!(updated(Some(&usual), &turned).other_meanings, ["supports"]);
    // What the program means by a word is not said by the data.
    assert!(updated(Some(&turned), &usual).other_meanings.is_empty());
    assert_eq!(updated(Some(&turned), &usual).added, 1);
}
