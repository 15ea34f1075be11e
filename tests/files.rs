//! Files that the program writes: atomically, with everything else unchanged.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn stance(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("STANCE_FILE")
        .output()
        .unwrap()
}

/// A folder with a first corpus in `data`.
fn first_corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(stance(folder.path(), &["init"]).status.success());
    folder
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_first_corpus_is_sound_and_answers() {
    let folder = first_corpus();
    let check = stance(folder.path(), &["check", "--strict"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));
    let who = stance(folder.path(), &["who", "supports", "new library", "-O", "jsonl"]);
    assert!(String::from_utf8_lossy(&who.stdout).contains("\"holder\":\"ada-moor\""));
}

#[test]
fn init_overwrites_only_with_force() {
    let folder = first_corpus();
    fs::write(folder.path().join("data/corpus.ron"), "Corpus()").unwrap();
    assert_eq!(stance(folder.path(), &["init"]).status.code(), Some(1));
    assert_eq!(text(folder.path(), "data/corpus.ron"), "Corpus()");
    assert!(stance(folder.path(), &["init", "--force"]).status.success());
    assert_ne!(text(folder.path(), "data/corpus.ron"), "Corpus()");
}

const THANKS: [&str; 9] = [
    "add",
    "--holder",
    "ben oduya",
    "--stance",
    "thanks",
    "--target",
    "Mayor Moor",
    "--source",
    "council-2024-03-05",
];

#[test]
fn add_inserts_and_changes_nothing_else() {
    let folder = first_corpus();
    let before = text(folder.path(), "data/corpus.ron");
    let added = stance(folder.path(), &[&THANKS[..], &["--today", "2024-05-01"]].concat());
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let after = text(folder.path(), "data/corpus.ron");
    let common = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let rest = before.len() - common;
    assert_eq!(before[common..], after[after.len() - rest..], "the rest is as it was");
    assert!(after.contains("stance: \"thanks\"") && after.contains("recorded: \"2024-05-01\""));
    assert!(stance(folder.path(), &["check", "--strict"]).status.success());
}

#[test]
fn add_writes_nothing_faulty() {
    let folder = first_corpus();
    let before = text(folder.path(), "data/corpus.ron");
    let refused = stance(folder.path(), &[&THANKS[..], &["--on", "2025-01-01"]].concat());
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("date-after-publication"));
    assert_eq!(text(folder.path(), "data/corpus.ron"), before);
}

#[test]
fn add_begins_a_new_file() {
    let folder = first_corpus();
    let arguments = [&THANKS[..], &["--to", "data/new.ron", "--today", "2024-05-01"]].concat();
    assert!(stance(folder.path(), &arguments).status.success());
    assert!(text(folder.path(), "data/new.ron").starts_with("Corpus("));
    assert!(stance(folder.path(), &["check", "--strict"]).status.success());
}

#[test]
fn an_answer_goes_to_a_file_without_colour() {
    let folder = first_corpus();
    let arguments = ["stats", "--color", "always", "-o", "stats.txt"];
    assert!(stance(folder.path(), &arguments).status.success());
    let written = text(folder.path(), "stats.txt");
    assert!(written.contains("2 statements") && !written.contains('\u{1b}'));
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    let folder = first_corpus();
    let failed = stance(folder.path(), &["stats", "-o", "nowhere/stats.txt"]);
    assert_eq!(failed.status.code(), Some(1));
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["data"]);
}

#[test]
fn a_file_that_may_not_be_written_stays() {
    let folder = first_corpus();
    let path = folder.path().join("stats.txt");
    fs::write(&path, "mine").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let refused = stance(folder.path(), &["stats", "-o", "stats.txt"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("permission denied"));
    assert_eq!(text(folder.path(), "stats.txt"), "mine");
}

#[test]
fn a_series_is_one_picture_a_period() {
    let folder = first_corpus();
    let arguments = ["export", "dot", "--every", "day", "-o", "story-%Y-%m-%d.dot"];
    assert!(stance(folder.path(), &arguments).status.success());
    for day in 5..=9 {
        assert!(text(folder.path(), &format!("story-2024-03-0{day}.dot")).starts_with("digraph"));
    }
}

#[test]
fn manual_pages_for_every_command() {
    let folder = tempfile::tempdir().unwrap();
    assert!(stance(folder.path(), &["man", "--all", "pages"]).status.success());
    assert!(text(folder.path(), "pages/stance-who.1").contains("stance\\-who"));
    assert!(fs::read_dir(folder.path().join("pages")).unwrap().count() > 15);
}

#[test]
fn completions_for_every_shell() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stance(folder.path(), &["completions", shell]);
        let script = String::from_utf8(script.stdout).unwrap();
        assert!(script.contains("COMPLETE") && script.contains("stance"), "{shell}: {script}");
    }
}

#[cfg(unix)]
#[test]
fn a_full_temporary_folder_is_not_reported_as_an_unreadable_table() {
    let folder = tempfile::tempdir().unwrap();
    let rows = (0..70_000).map(|row| format!("h{row},supports,t{row},2020-01-01,s,\n"));
    let table = "holder,verb,target,date,source,quote\n".to_owned() + &rows.collect::<String>();
    fs::write(folder.path().join("table.csv"), table).unwrap();
    let import = Command::new(env!("CARGO_BIN_EXE_stance"))
        .args(["import", "csv", "table.csv", "-o", "new.stance", "--memory", "1M"])
        .current_dir(folder.path())
        .env("TMPDIR", folder.path().join("nowhere"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&import.stderr);
    assert_eq!(import.status.code(), Some(1), "{told}");
    assert!(told.contains("statements cannot be kept"), "{told}");
    assert!(told.contains("nowhere"), "{told}");
    assert!(!folder.path().join("new.stance").exists());
}

/// Larger than every buffer between a command and its reader, so that the pipe breaks while rows are written.
#[test]
fn every_form_ends_quietly_when_nobody_reads() {
    use std::fmt::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let mut table = String::from("holder,target,verb,on,quote\n");
    for row in 0..1500 {
        let words = "words ".repeat(20);
        writeln!(table, "H{row},T{row},endorses,2010-01-01,{words}{row}").unwrap();
    }
    fs::write(folder.path().join("table.csv"), table).unwrap();
    let import = stance(folder.path(), &["import", "csv", "table.csv", "-o", "corpus.ron"]);
    assert!(import.status.success());
    let commands: [&[&str]; 7] = [
        &["statements"],
        &["entities"],
        &["timeline"],
        &["rank"],
        &["shifts"],
        &["stats"],
        &["network", "--matrix"],
    ];
    for command in commands {
        for form in ["table", "json", "jsonl", "csv"] {
            if command.contains(&"--matrix") && form != "csv" {
                continue;
            }
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let output = Command::new(env!("CARGO_BIN_EXE_stance"))
                .args(command)
                .args(["-f", "corpus.ron", "-O", form])
                .current_dir(folder.path())
                .env_remove("STANCE_FILE")
                .stdout(writer)
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
                .wait_with_output()
                .unwrap();
            let messages = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{command:?} -O {form}: {messages}");
            assert!(!messages.contains("error"), "{command:?} -O {form}: {messages}");
        }
    }
}
