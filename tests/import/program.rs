//! The program itself, run in folders of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Runs the program in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_stance"))
        .current_dir(folder)
        .args(arguments)
        .args(["--today", "2030-01-01"])
        .output()
        .unwrap()
}

/// What it writes to standard output; it must succeed.
pub(crate) fn answer(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

/// What it reports of an import of a table into a corpus or a store.
pub(crate) fn import(folder: &Path, table: &str, into: &str, flags: &[&str]) -> (i32, String) {
    fs::write(folder.join("table.csv"), table).unwrap();
    let arguments = ["import", "csv", "table.csv", "--source", "t", "-o", into];
    let output = run(folder, &[&arguments, flags].concat());
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), report)
}

pub(crate) fn is_new(report: &str) -> bool {
    !report.contains("0 new statements")
}

/// Who stands how, and everything that was said, in the order of the corpus.
pub(crate) fn said(folder: &Path, of: &str) -> String {
    let mut lines: Vec<String> =
        answer(folder, &["export", "jsonl", "-f", of]).lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines.push(answer(folder, &["entities", "-f", of, "-O", "csv"]));
    lines.push(answer(folder, &["statements", "-f", of, "-O", "csv"]));
    lines.push(answer(folder, &["shifts", "-f", of, "-O", "csv"]));
    lines.join("\n")
}

pub(crate) const DESTINATIONS: [&str; 2] = ["there.ron", "there.stance"];

pub(crate) fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    (folder, path)
}
