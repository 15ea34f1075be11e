//! What a later table says otherwise of what is there: it is kept as it is, and every value that is not used is reported.

use super::{parts::added, update::corpus_of};
use stancegraph::{
    corpus,
    graph::TemporalGraph,
    import::{
        Mode, Outcome, Recorded,
        csv::{CsvOptions, import},
        dna::{DnaOptions, Projects},
        update,
    },
    model::Day,
};

fn read(table: &str) -> (TemporalGraph, Outcome) {
    let options = CsvOptions::default();
    let vocabulary = corpus::shipped_vocabulary();
    let (graph, _, outcome) = import(table.as_bytes(), vocabulary, &options, &|_| Ok(())).unwrap();
    (graph, outcome)
}

/// What a second table says that is not used, once the first is a corpus.
fn kept(first: &str, second: &str) -> Vec<String> {
    let shipped = corpus::shipped_vocabulary();
    let recorded = Recorded::Today(Day::from_civil(2030, 1, 1));
    let (graph, outcome) = read(first);
    let written =
        update(None, &graph, (Mode::Add, &outcome.provenance), &shipped, recorded).unwrap();
    let there = corpus_of(&written.additions().new_file(), "there.ron");
    let (graph, outcome) = read(second);
    update(Some(&there), &graph, (Mode::Add, &outcome.provenance), &shipped, recorded).unwrap().kept
}

#[test]
fn no_cell_about_a_source_or_an_entity_is_lost_between_calls() {
    let fields = [
        ("title", "One", "Two"),
        ("url", "http://a.example", "http://b.example"),
        ("outlet", "Gazette", "Herald"),
        ("author", "Ada Moor", "Ben Oduya"),
        ("published", "2018-06-25", "2018-06-26"),
        ("language", "en", "de"),
        ("archived", "http://c.example", "http://d.example"),
        ("source_kind", "article", "post"),
        ("holder_kind", "politician", "party"),
        ("target_kind", "country", "topic"),
    ];
    for (field, one, other) in fields {
        let table = |target: &str, cell: &str| {
            let row = format!("Ada,{target},opposes,2018-05-01,s1,{cell}");
            format!("holder,target,verb,on,source,{field}\n{row}\n")
        };
        // The end whose kind is told must be there.
        let target = if field == "target_kind" { "Bor" } else { "Cil" };
        assert_eq!(kept(&table("Bor", one), &table(target, one)), [""; 0], "{field}");
        assert_eq!(kept(&table("Bor", one), &table(target, "")), [""; 0], "{field}");
        let said = kept(&table("Bor", one), &table(target, other));
        let named = said.iter().filter(|it| it.contains("not used")).count();
        assert_eq!((said.len(), named), (1, 1), "{field}: {said:?}");
        let shown = if matches!(field, "outlet" | "author") {
            other.to_lowercase().replace(' ', "-")
        } else {
            other.to_owned()
        };
        assert!(said[0].ends_with(&shown), "{field}: {said:?}");
        // Where nothing is there, it is completed.
        assert_eq!(kept(&table("Bor", ""), &table(target, other)), [""; 0], "{field}");
    }
}

#[test]
fn two_documents_of_one_title_and_day_are_two_between_calls() {
    let head = "time;document title;author;text;organization;concept;agreement\n";
    let rows =
        ["2005-01-26;Letter;Ada;so;Friends;Tax;1\n", "2005-01-26;Letter;Bor;so;Friends;Tax;1\n"];
    let graph = |rows: &[&str]| {
        let (options, vocabulary) = (DnaOptions::default(), corpus::shipped_vocabulary());
        let mut projects = Projects::new(&options, &vocabulary);
        projects.read(format!("{head}{}", rows.concat()).into_bytes(), "list").unwrap();
        projects.finish().unwrap()
    };
    let shipped = corpus::shipped_vocabulary();
    let recorded = Recorded::Today(Day::from_civil(2030, 1, 1));
    let add = |known: Option<&TemporalGraph>, text: &str, rows: &[&str]| {
        let imported = graph(rows);
        let how = (Mode::Add, &imported.outcome.provenance);
        let update = update(known, &imported.graph, how, &shipped, recorded).unwrap();
        let text = if text.is_empty() {
            update.additions().new_file()
        } else {
            update.additions().append_to(text).unwrap()
        };
        (text, update)
    };
    let (whole, _) = add(None, "", &rows);
    let (first, _) = add(None, "", &rows[..1]);
    let there = corpus_of(&first, "there.ron");
    let (parts, update) = add(Some(&there), &first, &rows[1..]);
    let texts = |text: &str| {
        let graph = corpus_of(text, "corpus.ron");
        let said = graph.statements().map(|it| {
            let source = graph.statement(it).source_record();
            format!(
                "{} {:?}",
                source.id(),
                source.author().map(|who| graph.entity(who).id().to_owned())
            )
        });
        let mut said: Vec<String> = said.collect();
        said.sort();
        said
    };
    assert_eq!(texts(&parts), texts(&whole));
    assert_eq!(update.sources["letter-2005-01-26"], "letter-2005-01-26~2");
    // Again, in another order: nothing is new.
    let there = corpus_of(&parts, "there.ron");
    let (_, update) = add(Some(&there), &parts, &[rows[1], rows[0]]);
    assert!(update.is_empty());
    assert!(added(&[graph(&rows).graph], None).0 == 2);
}
