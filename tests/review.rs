//! `stance review`: interrupted anywhere it goes on where it ended, and in a terminal each key does what it says.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The sessions' example, in a folder of its own.
fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/review.in");
    for part in ["", "texts", "proposals"] {
        fs::create_dir_all(folder.path().join(part)).unwrap();
        for entry in fs::read_dir(from.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, folder.path().join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    folder
}

fn proposals(folder: &Path) -> PathBuf {
    folder.join("proposals/gazette-2024-03-13.jsonl")
}

fn stance(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    let command = command.args(arguments).args(["--today", "2024-03-15"]).current_dir(folder);
    command.env("STANCE_FILE", "").env("NO_COLOR", "1").output().unwrap()
}

fn decide(folder: &Path) {
    stance(folder, &["review", "-f", "corpus.ron", "--decisions", "decisions.jsonl"]);
}

/// The file of proposals and the corpus, each after any part of its writes: a decision is cut at any byte, and the
/// corpus has the statement of that decision or not. Done again, all is as if nothing had happened.
#[test]
fn killed_anywhere_nothing_is_lost_or_done_twice() {
    let whole = example();
    let begin = fs::read(proposals(whole.path())).unwrap();
    let corpus_before = fs::read(whole.path().join("corpus.ron")).unwrap();
    decide(whole.path());
    let (end, corpus) = (
        fs::read(proposals(whole.path())).unwrap(),
        fs::read_to_string(whole.path().join("corpus.ron")).unwrap(),
    );
    assert!(end.starts_with(&begin) && end.len() > begin.len() + 400);
    // The corpus after each decision.
    let lines: Vec<String> = fs::read_to_string(whole.path().join("decisions.jsonl"))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    let mut states = vec![corpus_before];
    let steps = example();
    for line in &lines {
        fs::write(steps.path().join("decisions.jsonl"), line).unwrap();
        decide(steps.path());
        let state = fs::read(steps.path().join("corpus.ron")).unwrap();
        if *states.last().unwrap() != state {
            states.push(state);
        }
    }
    assert_eq!(states.len(), 4, "three decisions change the corpus");
    let mut cuts: Vec<usize> = (begin.len()..=end.len()).step_by(37).collect();
    let ends = (begin.len()..end.len()).filter(|at| end[*at] == b'\n');
    cuts.extend(ends.flat_map(|at| [at, at + 1]));
    for cut in cuts {
        // A decision counts that lacks but the end of its line. What is accepted is in the corpus before it is decided:
        // perhaps one statement more than decisions. The fourth decision that is written is a refusal.
        let n_decided =
            (begin.len()..end.len()).filter(|at| *at <= cut && end[*at] == b'\n').count();
        let possible = n_decided.min(3)..=(n_decided + 1).min(3);
        for (n_states, state) in states.iter().enumerate().filter(|(at, _)| possible.contains(at)) {
            let folder = example();
            fs::write(proposals(folder.path()), &end[..cut]).unwrap();
            fs::write(folder.path().join("corpus.ron"), state).unwrap();
            decide(folder.path());
            let after = fs::read_to_string(folder.path().join("corpus.ron")).unwrap();
            assert_eq!(after, corpus, "cut at {cut}, {n_states} statements");
            let again = fs::read_to_string(proposals(folder.path())).unwrap();
            let end = String::from_utf8_lossy(&end);
            // The end of the last line may be lacking still.
            assert_eq!(again.trim_end(), end.trim_end(), "cut at {cut}, {n_states} statements");
        }
    }
}

/// Presses keys in a terminal; nothing where there is no Python with `pty`.
fn press(folder: &Path, keys: &[&str]) -> Option<String> {
    let is_there = Command::new("python3").args(["-c", "import pty"]).output();
    if !is_there.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let keys: Vec<String> = keys.iter().map(|key| format!("{key:?}")).collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/press.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(format!("[{}]", keys.join(", ")))
        .arg(env!("CARGO_BIN_EXE_stance"))
        .args(["review", "-f", "corpus.ron", "--coder", "kim", "--today", "2024-03-15"])
        .current_dir(folder)
        .env("STANCE_FILE", "")
        .env("TERM", "xterm")
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}{}", String::from_utf8_lossy(&output.stderr));
    Some(shown)
}

#[test]
fn in_a_terminal_each_key_does_what_it_says() {
    let folder = example();
    let corpus = || fs::read_to_string(folder.path().join("corpus.ron")).unwrap();
    let before = corpus();
    // Accept, take back, accept; choose verb and target; refuse; leave for later; quit.
    let keys = ["a", "u", "a", "v", "oppos\t\n", "1", "a", "r", "l", "q"];
    let Some(shown) = press(folder.path(), &keys) else { return };
    for part in [
        "▌ A roof for every book",
        "holder     Ada Moor (ada-moor): “Ada Moor”, by name",
        "why        quotation: wants (ready, 0.80)",
        "verb: opposes",
        "target     New Library (new-library) (changed)",
        "1 left for later",
        "2 accepted, 1 refused, 2 open",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    let after = corpus();
    assert_ne!(after, before);
    assert_eq!(after.matches("coder: \"kim\"").count(), 2, "{after}");
    assert!(after.contains("stance: \"opposes\", target: \"new-library\""), "{after}");
    // It goes on where it ended; two are open.
    let shown = press(folder.path(), &["r", "r"]).unwrap();
    assert!(shown.contains("2 open") && shown.contains("2 accepted, 3 refused, 0 open"), "{shown}");
    assert_eq!(corpus(), after);
    let shown = press(folder.path(), &[]).unwrap();
    assert!(shown.contains("2 accepted, 3 refused, 0 open"), "{shown}");
}

#[test]
fn what_is_taken_back_leaves_the_corpus_as_it_was() {
    let folder = example();
    let corpus = || fs::read_to_string(folder.path().join("corpus.ron")).unwrap();
    let before = corpus();
    let Some(shown) = press(folder.path(), &["a", "r", "u", "u", "q"]) else { return };
    assert!(shown.contains("0 accepted, 0 refused, 5 open"), "{shown}");
    assert_eq!(corpus(), before);
}
