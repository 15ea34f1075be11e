//! What is written for spreadsheets, and what a format cannot hold: by the program itself, byte by byte.

use std::{fs, process::Command};

const CORPUS: &str = r#"Corpus(
    entities: [(id: "a", kind: Person, name: "=cmd"), (id: "b", kind: Person, name: "Bo\u{1}r")],
    sources: [(id: "s", kind: Post, published: "2018-04-25")],
    statements: [(holder: "a", stance: "praises", target: "b", source: "s", quote: "-5", note: "+so far")],
)"#;

/// The bytes and the messages of an export of the corpus.
fn exported(arguments: &[&str]) -> (Vec<u8>, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corpus.ron");
    fs::write(&path, CORPUS).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    let output = command.arg("export").args(arguments).arg("-f").arg(&path).output().unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{messages}");
    (output.stdout, messages)
}

#[test]
fn a_table_for_a_spreadsheet_is_the_table_with_a_mark() {
    let (plain, _) = exported(&["csv-statements"]);
    let (marked, _) = exported(&["csv-statements", "--bom"]);
    assert_eq!(marked, [b"\xef\xbb\xbf", plain.as_slice()].concat());
}

#[test]
fn formulas_are_no_formulas_and_numbers_stay() {
    let (plain, _) = exported(&["csv-statements"]);
    let (escaped, _) = exported(&["csv-statements", "--escape-formulas"]);
    let cells = |table: &[u8]| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(table);
        let rows = reader.records().map(Result::unwrap);
        rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let (plain, escaped) = (cells(&plain), cells(&escaped));
    assert!(plain.contains(&"=cmd".to_owned()) && plain.contains(&"-5".to_owned()));
    for (before, after) in plain.iter().zip(&escaped) {
        let is_formula = before.starts_with(['=', '+', '-', '@']) && before.parse::<f64>().is_err();
        let expected = if is_formula { format!("'{before}") } else { before.clone() };
        assert_eq!(*after, expected);
    }
}

#[test]
fn characters_that_a_format_cannot_hold_are_reported() {
    for format in ["graphml", "gexf"] {
        let (written, messages) = exported(&[format]);
        let text = String::from_utf8(written).unwrap();
        assert!(text.contains("Bo\u{fffd}r") && !text.contains('\u{1}'), "{format}");
        assert!(messages.contains("1 text holds characters that XML does not allow"), "{messages}");
    }
    let network = ["dot", "--network", "twomode"];
    for picture in [&["dot"][..], &["mermaid"], &["svg", "--layout", "forces"], &network] {
        let (written, messages) = exported(picture);
        let text = String::from_utf8(written).unwrap();
        assert!(!text.contains('\u{1}'), "{picture:?}");
        let told = "1 text holds characters that a picture cannot show";
        assert!(messages.contains(told), "{picture:?}: {messages}");
    }
}
