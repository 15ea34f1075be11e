//! Every answer in Arrow and Parquet, read by the programs that these are for and compared with its JSON.
//!
//! Python is the one that `STANCE_PYTHON` names; see `programs.rs`.

use super::{page::root, reference::ANSWERS};
use std::{
    env,
    path::Path,
    process::{Command, Stdio},
};

/// Answers beside those that have every field: other rows, none, attributes, claims, and answers about files. A command of
/// *Ask* or *Analyse* that is in neither list fails the test of the reference.
const OTHERS: [&str; 17] = [
    "stats --by attr.party -f tests/cli/attributes.in/council.ron",
    "stats --by attr.party --every month -f tests/cli/attributes.in/council.ron",
    "entities -f tests/cli/attributes.in/council.ron",
    "statements -f tests/fixtures/everything.ron",
    "balance --census",
    "balance --census --every month",
    "network",
    "network --mode twomode --every month",
    "rank --every month",
    "motifs",
    "motifs --every month",
    "motifs --list --every month",
    "who any kanye-west --begin 1700 --end 1701",
    "statements --end 1700",
    "camps --end 1700",
    "check",
    "rename kanye-west ye",
];

/// Writes an answer to a file in a form.
fn write(line: &str, form: &str, path: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(line.split(' '))
        .args(if line.contains(" -f ") { vec![] } else { vec!["-f", "data"] })
        .args(["-O", form, "-o"])
        .arg(path)
        .current_dir(root())
        .env("STANCE_FILE", "")
        .output()
        .unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn arrow_and_parquet_are_the_json() {
    let Some(python) = env::var_os("STANCE_PYTHON") else {
        let is_required = env::var_os("STANCE_REQUIRE_FOREIGN").is_some();
        assert!(!is_required, "STANCE_PYTHON names no Python with tests/foreign/requirements.txt");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<_> = ANSWERS.iter().chain(&OTHERS).collect();
    for (number, line) in lines.iter().enumerate() {
        for form in ["json", "arrow", "parquet"] {
            write(line, form, &folder.path().join(format!("{number:02}.{form}")));
        }
    }
    let script = root().join("tests/foreign/answers.py");
    let output = Command::new(python).arg(script).arg(folder.path()).output().unwrap();
    let [printed, errors] =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(output.status.success(), "{printed}{errors}");
    assert!(printed.starts_with(&format!("{} answers,", lines.len())), "{printed}");
}

#[test]
fn a_broken_pipe_ends_every_form_quietly() {
    for form in ["table", "json", "jsonl", "csv", "arrow", "parquet"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stance"))
            .args(["statements", "-f", "data", "-O", form])
            .current_dir(root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{form}");
    }
}
