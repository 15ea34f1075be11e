//! What leaves the page says at least what the page says: tables have the rows of the command line, pictures their dates,
//! their key, and what is only possible.

use super::{Opened, saving::saved, written};
use std::{collections::BTreeSet, fmt::Write as _, process::Command};

/// A claim, a correction, an uncertain date, a shift within a day, an ended stance, and more pairs than are in sight.
fn corpus() -> String {
    let mut people = String::new();
    for n in 0..40 {
        let _ = write!(people, "(id: \"p{n}\", kind: Person, name: \"Person {n}\"),");
    }
    let mut statements = String::new();
    for n in 1..40 {
        let _ = write!(
            statements,
            "(holder: \"p{n}\", stance: \"supports\", target: \"p0\", source: \"list\", on: \"2020-02-{:02}\", about: [\"t\", \"u\"]),",
            n % 28 + 1
        );
    }
    format!(
        r#"Corpus(
        entities: [{people} (id: "t", kind: Topic, name: "Tolls; and \"fees\""), (id: "u", kind: Topic, name: "Upkeep")],
        sources: [
            (id: "list", kind: Dataset, title: "The list", published: "2020-12-31", url: "https://example.org/list"),
            (id: "post", kind: Post, author: "p1", published: "2020-03-01"),
        ],
        statements: [{statements}
            (id: "claim", holder: "p2", stance: "opposes", target: "p3", source: "post", claimed_by: "p1", quote: "He, \"they\" say,\nis against"),
            (id: "wrong", holder: "p4", stance: "opposes", target: "p5", source: "post"),
            (id: "right", holder: "p4", stance: "praises", target: "p5", source: "post", supersedes: "wrong", confidence: 0.7, coder: "cy", note: "Read again."),
            (id: "some-day", holder: "p6", stance: "opposes", target: "p7", source: "list", on: "2020-01/2020-06"),
            (id: "morning", holder: "p8", stance: "supports", target: "p9", source: "list", on: "2020-04-01T08:00"),
            (id: "evening", holder: "p8", stance: "opposes", target: "p9", source: "list", on: "2020-04-01T20:00"),
            (id: "undated", holder: "p10", stance: "praises", target: "p11", source: "list", on: "../2020-04-30"),
        ])"#
    )
}

type Table = (Vec<String>, Vec<Vec<String>>);

fn table(csv: &[u8]) -> Table {
    let mut reader = csv::Reader::from_reader(csv);
    let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let headings = texts(reader.headers().unwrap());
    (headings, reader.records().map(|record| texts(&record.unwrap())).collect())
}

/// What the command line writes of a corpus.
fn printed(corpus: &str, arguments: &[&str]) -> Table {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corpus.ron");
    std::fs::write(&path, corpus).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(arguments)
        .arg("--today=2026-01-01")
        .arg("-f")
        .arg(&path)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    table(&output.stdout)
}

fn saved_table(opened: &Opened, fragment: &str) -> Table {
    opened.go(fragment);
    opened.browser.press("s");
    opened.browser.click("#save-csv");
    let csv = saved(opened, "csv");
    table(csv.strip_prefix("\u{feff}".as_bytes()).unwrap())
}

/// The columns of a table with these headings, row by row.
fn columns<'t>((headings, rows): &'t Table, wanted: &[String]) -> Vec<Vec<&'t str>> {
    let at: Vec<usize> = wanted
        .iter()
        .map(|name| {
            headings.iter().position(|it| it == name).unwrap_or_else(|| panic!("no {name}"))
        })
        .collect();
    rows.iter().map(|row| at.iter().map(|&at| row[at].as_str()).collect()).collect()
}

#[test]
fn saved_statements_are_those_of_the_command_line() {
    let text = corpus();
    let Some(opened) = Opened::new(&written(&text)) else { return };
    let page = saved_table(&opened, "#view=statements");
    // Every row and every column of `statements`; corrected ones, which it leaves out, are marked.
    let listed = printed(&text, &["statements", "-O", "csv"]);
    assert_eq!(page.0[..listed.0.len()], listed.0);
    let superseded = columns(&page, &["superseded".to_owned()]);
    let standing: Vec<Vec<&str>> = columns(&page, &listed.0)
        .into_iter()
        .zip(superseded)
        .filter(|(_, superseded)| superseded == &["no"])
        .map(|(row, _)| row)
        .collect();
    let expected: Vec<Vec<&str>> =
        listed.1.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    assert_eq!(standing, expected);
    // What `export csv-statements` says of each statement, in the columns that both have.
    let exported = printed(&text, &["export", "csv-statements"]);
    let both: Vec<String> = exported
        .0
        .iter()
        .filter(|name| {
            page.0.contains(name) && !["date", "strength", "about_names"].contains(&name.as_str())
        })
        .cloned()
        .collect();
    for name in [
        "claimed_by",
        "supersedes",
        "confidence",
        "coder",
        "note",
        "source_url",
        "recorded",
        "until",
    ] {
        assert!(both.iter().any(|it| it == name), "{name}");
    }
    let rows = |table| {
        columns(table, &both).into_iter().map(|row| row.join("\u{1f}")).collect::<BTreeSet<_>>()
    };
    assert_eq!(rows(&page), rows(&exported));
    opened.is_clean();
}

#[test]
fn saved_ties_are_those_of_the_command_line() {
    let text = corpus();
    let Some(opened) = Opened::new(&written(&text)) else { return };
    let page = saved_table(&opened, "#view=ties");
    for holder in ["p4", "p6", "p8", "p10"] {
        let ties = printed(&text, &["whom", holder, "any", "-O", "csv"]);
        for row in &ties.1 {
            let same: Vec<Vec<&str>> = columns(&page, &ties.0)
                .into_iter()
                .filter(|it| it[0] == row[0] && it[2] == row[2])
                .collect();
            assert_eq!(same, [row.iter().map(String::as_str).collect::<Vec<_>>()]);
        }
    }
    opened.is_clean();
}

/// Cells as numbers, or as nothing where they are empty.
fn number(cell: &str) -> Option<f64> {
    (!cell.is_empty()).then(|| cell.parse().unwrap_or_else(|_| panic!("{cell:?} is no number")))
}

#[test]
fn saved_periods_are_those_of_the_command_line() {
    let text = corpus();
    let Some(opened) = Opened::new(&written(&text)) else { return };
    let page = saved_table(&opened, "#view=charts");
    let numbers = |table: &Table, names: &[&str]| -> Vec<Vec<Option<f64>>> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let rows = columns(table, &names).into_iter();
        rows.map(|row| row.into_iter().map(number).collect()).collect()
    };
    let mut n_compared = 0;
    let mut check = |command: &[&str], names: &[(&str, &str)]| {
        let table = printed(&text, &[command, &["-O", "csv"]].concat());
        let begins = |table: &Table| -> Vec<String> {
            columns(table, &["begin".to_owned()]).iter().map(|row| row[0].to_owned()).collect()
        };
        assert_eq!(begins(&page), begins(&table), "{command:?}");
        let (ours, theirs): (Vec<&str>, Vec<&str>) = names.iter().copied().unzip();
        for (row, other) in numbers(&page, &ours).into_iter().zip(numbers(&table, &theirs)) {
            for ((ours, theirs), name) in row.into_iter().zip(other).zip(names) {
                let is_same = match (ours, theirs) {
                    (Some(ours), Some(theirs)) => (ours - theirs).abs() < 1e-9,
                    (ours, theirs) => ours == theirs,
                };
                assert!(is_same, "{name:?}: {ours:?} {theirs:?}");
                n_compared += 1;
            }
        }
    };
    check(
        &["stats", "--every", "week"],
        &[
            ("positive", "definite_positive"),
            ("negative", "definite_negative"),
            ("neutral", "definite_neutral"),
            ("mixed", "definite_mixed"),
            ("ends", "definite_ends"),
            ("possible", "possible"),
        ],
    );
    check(
        &["balance", "--every", "week", "--expanding"],
        &[
            ("pairs", "edges"),
            ("+++", "triads_+++"),
            ("++-", "triads_++-"),
            ("+--", "triads_+--"),
            ("---", "triads_---"),
            ("strong_balance", "strong"),
            ("frustration_lower", "frustration_lower"),
            ("frustration_upper", "frustration_upper"),
            ("normalized", "frustration_normalized"),
            ("normalized_least", "outcomes_normalized_least"),
            ("normalized_greatest", "outcomes_normalized_greatest"),
            ("balance_possible", "possible"),
        ],
    );
    check(
        &["polarization", "--every", "week", "--expanding"],
        &[
            ("polarization", "value"),
            ("polarization_least", "outcomes_value_least"),
            ("polarization_greatest", "outcomes_value_greatest"),
            ("fit", "fit"),
            ("conflict_share", "conflict_share"),
            ("actors", "actors"),
            ("polarization_possible", "possible"),
        ],
    );
    assert!(n_compared > 100, "{n_compared}");
    opened.is_clean();
}

#[test]
fn the_saved_network_is_that_of_the_command_line() {
    let text = corpus();
    let Some(opened) = Opened::new(&written(&text)) else { return };
    for day in ["2020-02-20", "2020-12-31"] {
        let page = saved_table(&opened, &format!("#view=network&day={day}"));
        for file in std::fs::read_dir(opened.browser.folder.path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|it| it == "csv") {
                std::fs::remove_file(path).unwrap();
            }
        }
        let as_of = format!("--as-of={day}");
        let command =
            ["network", "--mode=twomode", "--aggregate=subtract", "--zeros", &as_of, "-O", "csv"];
        let table = printed(&text, &command);
        let names: Vec<String> = table.0[..5].to_vec();
        assert_eq!(page.0[..5], names);
        let rows = |table: &Table| -> BTreeSet<Vec<String>> {
            let rows = columns(table, &names).into_iter();
            rows.map(|row| row.into_iter().map(str::to_owned).collect()).collect()
        };
        let same = |rows: BTreeSet<Vec<String>>| -> BTreeSet<Vec<String>> {
            let whole = |mut row: Vec<String>| {
                row[4] = format!("{:.6}", row[4].parse::<f64>().unwrap());
                row
            };
            rows.into_iter().map(whole).collect()
        };
        assert_eq!(same(rows(&page)), same(rows(&table)), "{day}");
    }
    opened.is_clean();
}

#[test]
fn saved_ties_of_any_day_are_those_of_the_command_line() {
    let text = corpus();
    for day in ["2020-01-15", "2020-02-20", "2020-04-01", "2020-06-15"] {
        let Some(opened) = Opened::new(&written(&text)) else { return };
        let page = saved_table(&opened, &format!("#view=ties&day={day}"));
        let table = printed(&text, &["ties", &format!("--as-of={day}"), "-O", "csv"]);
        let both: Vec<String> =
            table.0.iter().filter(|name| page.0.contains(name)).cloned().collect();
        for name in ["holder", "target", "polarity", "verb", "date", "certainty", "quote"] {
            assert!(both.iter().any(|it| it == name), "{name}: {:?}", table.0);
        }
        let rows = |table| -> BTreeSet<String> {
            columns(table, &both).into_iter().map(|row| row.join("\u{1f}")).collect()
        };
        assert_eq!(rows(&page), rows(&table), "{day}");
        opened.is_clean();
    }
}

#[test]
fn a_picture_of_lanes_has_all_of_them_with_dates_and_a_key() {
    let graph = written(&corpus());
    let Some(opened) = Opened::new(&graph) else { return };
    opened.go("#view=lanes");
    let in_sight = opened.browser.count("#lane-body .lane");
    let pairs = graph.pairs().count() as u64;
    assert!(in_sight < pairs, "{in_sight} of {pairs} are in sight");
    opened.browser.press("s");
    opened.browser.click("#save-svg");
    let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
    for n in 1..40 {
        assert!(svg.contains(&format!(">Person {n}<")), "Person {n}");
    }
    // The title, the view, dates, and a key.
    for words in [
        "A title",
        "Statements of all dates",
        "2020",
        ">for<",
        ">against<",
        ">possible<",
        "claim or corrected",
        ">changed sides<",
        "some day of these",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    // What is possible is hatched: the lanes of `some-day` and `undated`, and the key. Nothing else has strokes of this width.
    let hatched = svg.matches("stroke-width=\"1.2px\"").count();
    assert!(hatched >= 3, "{hatched} are hatched");
    opened.is_clean();
}

#[test]
fn pictures_of_graph_and_charts_have_the_view_and_a_key() {
    let graph = written(&corpus());
    for (name, words) in [
        (
            "graph",
            &[
                "A title",
                "Statements of all dates",
                "of them only possible",
                ">for<",
                ">possible<",
                ">person<",
            ][..],
        ),
        (
            "charts",
            &[
                "A title",
                "Statements of all dates",
                "possibly of this period",
                "fit to two camps",
                "Bands: what possible",
            ][..],
        ),
    ] {
        let Some(opened) = Opened::new(&graph) else { return };
        opened.go(&format!("#view={name}&day=2020-03-01&without=topic"));
        opened.browser.press("s");
        opened.browser.click("#save-svg");
        let svg = String::from_utf8(saved(&opened, "svg")).unwrap();
        let text = svg.replace("</text>", " ");
        for words in words.iter().chain(&["Filtered: without topic"]) {
            assert!(svg.contains(words) || text.contains(words), "{name}: {words}: {svg}");
        }
        opened.is_clean();
    }
}
