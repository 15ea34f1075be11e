//! Tables in parts, in order, against the same tables at once: whatever their rows leave open, repeat or contradict.

use super::program::{DESTINATIONS, answer, folder, import, run, said};
use proptest::prelude::*;
use std::fs;

/// A field of a table, and what its cells may hold.
type Field = (&'static str, &'static [&'static str]);

/// What rows say, at most: cells of each field. Blank ones are frequent.
const FIELDS: [Field; 25] = [
    ("holder", &["Ada Moor", "ada moor", "Ada-Moor", "Bor", "Cil"]),
    ("target", &["Tax", "tax", "War", "Bor", "BOR"]),
    ("verb", &["supports", "opposes", "meets"]),
    ("on", &["2010", "2010-02", "2010-01-02", "2010-01-02T10:00", "2013-01-01", ""]),
    ("source", &["s1", "s2", "s3", "My Note", "my note"]),
    ("published", &["", "", "2010-06-01", "2011", "2015-01-01T10:00"]),
    ("title", &["", "One", "Two"]),
    ("author", &["", "", "Ada", "Pen"]),
    ("outlet", &["", "", "Gazette"]),
    ("url", &["", "https://a.example/1"]),
    ("language", &["", "en", "de"]),
    ("archived", &["", "", "https://b.example/1"]),
    ("source_note", &["", "", "so"]),
    ("source_kind", &["", "", "post", "speech", "dataset"]),
    ("source_attr.page", &["", "1", "2"]),
    ("holder_kind", &["", "", "", "politician", "party"]),
    ("holder_attr.party", &["", "Whig", "Tory"]),
    ("reported_in", &["", "", "s2", "s4"]),
    ("in_reply_to", &["", "", "s5", "s6"]),
    ("about", &["", "", "Law"]),
    ("quote", &["", "so"]),
    ("recorded", &["", "", "2016-01-01"]),
    ("until", &["", "", "2009", "2016"]),
    ("claimed_by", &["", "", "Zed"]),
    ("id", &["", "", "i1", "i2"]),
];

/// A table of some fields, and where it is cut.
type Table = (Vec<bool>, Vec<Vec<u8>>, Vec<u8>);

fn table() -> impl Strategy<Value = Table> {
    let row = prop::collection::vec(any::<u8>(), FIELDS.len());
    (
        prop::collection::vec(prop::bool::weighted(0.4), FIELDS.len()),
        prop::collection::vec(row, 2..9),
        prop::collection::vec(any::<u8>(), 1..3),
    )
}

/// The head and the rows.
fn lines((used, rows, _): &Table) -> (String, Vec<String>) {
    let is_used = |(at, _): &(usize, &Field)| *at < 5 || used[*at];
    let fields = || FIELDS.iter().enumerate().filter(is_used);
    let head: Vec<&str> = fields().map(|(_, (name, _))| *name).collect();
    let row = |row: &Vec<u8>| {
        let cells: Vec<&str> =
            fields().map(|(at, (_, cells))| cells[usize::from(row[at]) % cells.len()]).collect();
        cells.join(",")
    };
    (head.join(","), rows.iter().map(row).collect())
}

/// Where a table is cut.
fn cuts((_, rows, cuts): &Table) -> Vec<usize> {
    let mut at: Vec<usize> = cuts.iter().map(|cut| usize::from(*cut) % (rows.len() + 1)).collect();
    at.extend([0, rows.len()]);
    at.sort_unstable();
    at
}

proptest! {
    // Each case runs the program some twenty times.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn parts_say_what_the_whole_says(table in table()) {
        let (head, rows) = lines(&table);
        let text = |rows: &[String]| format!("{head}\n{}\n", rows.join("\n"));
        let mut all = Vec::new();
        for into in DESTINATIONS {
            let (_kept, folder) = folder();
            let whole = into.replace("there", "whole");
            import(&folder, &text(&rows), &whole, &[]);
            let mut reports = String::new();
            for part in cuts(&table).windows(2) {
                let part = &rows[part[0]..part[1]];
                if !part.is_empty() {
                    let (_, report) = import(&folder, &text(part), into, &[]);
                    prop_assert!(!report.contains("error"), "{}", report);
                    reports.push_str(&report);
                }
            }
            let is_there = folder.join(into).exists();
            prop_assert_eq!(is_there, folder.join(&whole).exists());
            if is_there {
                let at_once = said(&folder, &whole);
                prop_assert_eq!(&said(&folder, into), &at_once, "{} {:?}\n{}", into, rows, reports);
                all.push(at_once);
            }
        }
        prop_assert!(all.first() == all.last());
    }
}

#[test]
fn what_is_written_by_hand_stays_when_records_are_completed() {
    let corpus = "Corpus( // all\n    sources: [\n        (id: \"s1\", /* why */ kind: Dataset, note: \"mine\"), // one\n    ],\n)\n";
    let (_kept, folder) = folder();
    fs::write(folder.join("there.ron"), corpus).unwrap();
    let table = "holder,target,verb,on,source,published,title,source_kind,source_note,in_reply_to\n\
                 Ada,Bor,opposes,2010-01-01,s1,2011,One,post,yours,s0\n";
    let (status, report) = import(&folder, table, "there.ron", &[]);
    assert_eq!(status, 0, "{report}");
    assert!(report.contains("source s1 (dataset to post)"), "{report}");
    let is_told = "completed source s1: title One, date of publication 2011, reply to s0";
    assert!(report.contains(is_told), "{report}");
    assert!(report.contains("source s1 has the note mine; not used: yours"), "{report}");
    let text = fs::read_to_string(folder.join("there.ron")).unwrap();
    let becomes = "Corpus( // all\n    sources: [\n        (id: \"s1\", /* why */ kind: Post, note: \"mine\", \
                   title: \"One\", published: \"2011\", in_reply_to: [\"s0\"]), // one\n        (id: \"s0\", kind: Dataset),\n    ],\n";
    assert!(text.starts_with(becomes), "{text}");
    let again = run(&folder, &["import", "csv", "table.csv", "-o", "there.ron"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("says all of it already"));
}

#[test]
fn a_row_that_does_not_fit_is_skipped_and_named() {
    let head = "holder,target,verb,on,source,published\n";
    for into in DESTINATIONS {
        let (_kept, folder) = folder();
        import(&folder, &format!("{head}Ada,Bor,opposes,2010-01-01,s1,2011\n"), into, &[]);
        let rows = "Ada,Cil,opposes,2010-01-02,s1,\nAda,Cil,opposes,2013-01-01,s1,\n";
        let (status, report) = import(&folder, &format!("{head}{rows}"), into, &[]);
        assert_eq!(status, 0, "{report}");
        let named =
            "skipped a row that does not pass the checks there (line 3): dated 2013-01-01, after";
        assert!(report.contains(named), "{report}");
        let rows = answer(&folder, &["statements", "-f", into, "-O", "csv"]);
        assert_eq!(rows.lines().count(), 3, "{rows}");
    }
}

#[test]
fn names_that_are_there_to_the_letter_stay_apart_in_one_call() {
    let corpus = r#"Corpus(entities: [
        (id: "x", kind: Person, name: "ada"), (id: "y", kind: Person, name: "ADA"), (id: "b", kind: Person, name: "Bor")])"#;
    let heads = ["holder,target,verb,on,source", "holder,target,verb,on,title"];
    for (head, is_store) in heads.into_iter().flat_map(|head| [(head, false), (head, true)]) {
        let (_kept, folder) = folder();
        fs::write(folder.join("there.ron"), corpus).unwrap();
        let into = if is_store { "there.stance" } else { "there.ron" };
        if is_store {
            let first = "holder,target,verb,on\nada,ADA,opposes,2009\n";
            import(&folder, first, "there.ron", &[]);
            answer(&folder, &["build", "-f", "there.ron", "-o", into]);
        }
        let rows =
            "ada,Bor,opposes,2011-01,s\nADA,Bor,opposes,2011-03,s\naDa,Bor,opposes,2011-05,s\n";
        import(&folder, &format!("{head}\n{rows}"), into, &[]);
        let whom =
            |holder: &str| answer(&folder, &["whom", holder, "any", "-f", into, "-O", "csv"]);
        assert!(whom("x").contains("2011-01") && !whom("x").contains("2011-03"), "{head} {into}");
        assert!(whom("y").contains("2011-03") && !whom("y").contains("2011-01"), "{head} {into}");
        // Nobody is called so to the letter, and two are in other letters.
        assert!(answer(&folder, &["entities", "-f", into, "-O", "csv"]).contains(",aDa,"));
    }
}

#[test]
fn names_and_ids_go_by_the_order_of_rows() {
    for head in ["holder,target,verb,on", "holder,target,verb,on,suffix"] {
        let rows = "Ada-Moor,Bor,opposes,2010-01-02\nada moor,Bor,opposes,2010-01-01\nAda Moor,Bor,opposes,2010-01-03\n";
        let table = rows.replace('\n', if head.ends_with("on") { "\n" } else { ",\n" });
        let (_kept, folder) = folder();
        import(&folder, &format!("{head}\n{table}"), "there.ron", &[]);
        let entities = answer(&folder, &["entities", "-f", "there.ron", "-O", "csv"]);
        let names = ["ada-moor,Ada-Moor,", "ada-moor~2,ada moor,"];
        assert!(names.iter().all(|name| entities.contains(name)), "{entities}");
    }
}
