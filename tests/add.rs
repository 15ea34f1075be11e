//! `stance add` asks: through pipes, and in a terminal.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

const CORPUS: &str = r#"Corpus(
    entities: [
        (id: "ada-moor", kind: Politician, name: "Ada Moor"), // the mayor
    ],
    sources: [
        (id: "gazette-1", kind: Article, title: "Trams", published: "2024-03-05"),
    ],
    statements: [
    ],
)
"#;

/// A corpus in a folder of its own, with a text.
fn corpus() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.ron");
    fs::write(&file, CORPUS).unwrap();
    fs::create_dir(folder.path().join("texts")).unwrap();
    fs::write(folder.path().join("texts/gazette-1.txt"), "“A palace on sand”, he called it.\n")
        .unwrap();
    (folder, file)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    command.args(arguments).args(["-f", "corpus.ron", "--today", "2024-03-15"]);
    command.current_dir(folder).env("STANCE_FILE", "").env("NO_COLOR", "1");
    command
}

/// Answers, a line each; what is shown, and the exit status.
fn answer(folder: &Path, arguments: &[&str], answers: &[&str]) -> (String, Option<i32>) {
    let mut command = command(folder, arguments);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().unwrap();
    let mut lines = answers.join("\n");
    if !answers.is_empty() {
        lines.push('\n');
    }
    // A program that has ended reads nothing.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let Output { stdout, stderr, status } = child.wait_with_output().unwrap();
    let shown = [stderr, stdout].map(|text| String::from_utf8(text).unwrap()).concat();
    (shown, status.code())
}

fn assert_shown(shown: &str, parts: &[&str]) {
    for part in parts {
        assert!(shown.contains(part), "{part:?} is not in\n{shown}");
    }
}

#[test]
fn it_asks_one_thing_at_a_time_and_makes_what_is_missing() {
    let (folder, file) = corpus();
    let first = [
        // The holder is new; its kind is wrong at first.
        "Ben Oduya",
        "n",
        "persn",
        "",
        "", // The verb is an everyday word.
        "slams",
        "1", // The target is new, with an id of its own.
        "New Library",
        "n",
        "",
        "library", // The source is there, under its title.
        "trams",
        // The date is none at first, then too late, then that of the source.
        "soon",
        "2025-01-01",
        "", // The quote is not in the text at first.
        "A palace of sand",
        "A palace on sand",
        "",
        "y",
    ];
    // All but verb and quote is what was said last.
    let second = ["", "Criticises", "", "", "", "", "yes", ""];
    let (shown, status) = answer(folder.path(), &["add"], &[&first[..], &second].concat());
    assert_eq!(status, Some(0), "{shown}");
    assert_shown(
        &shown,
        &[
            "no entity is called `Ben Oduya`",
            "`persn` is none of person, politician",
            "  1  attacks (negative 0.8)",
            "kind (person, politician, party, organization, outlet, country, group, topic, event, work) [topic]",
            "invalid date",
            "error[date-after-publication]",
            "on (a date) [as its source: 2024-03-05]",
            "error[quote-differs]",
            "holder (who?) [ben-oduya]",
            "added to corpus.ron",
        ],
    );
    // Only what is new is shown before it is written.
    assert!(!shown.contains("title: \"Trams\""), "{shown}");
    let expected = CORPUS
        .replace(
            "// the mayor\n",
            "// the mayor\n        (id: \"ben-oduya\", kind: Person, name: \"Ben Oduya\"),\n        \
             (id: \"library\", kind: Topic, name: \"New Library\"),\n",
        )
        .replace(
            "statements: [\n",
            "statements: [\n        (holder: \"ben-oduya\", stance: \"attacks\", target: \"library\", \
             source: \"gazette-1\", quote: \"A palace on sand\", recorded: \"2024-03-15\"),\n        \
             (holder: \"ben-oduya\", stance: \"criticizes\", target: \"library\", source: \"gazette-1\", \
             recorded: \"2024-03-15\"),\n",
        );
    assert_eq!(fs::read_to_string(file).unwrap(), expected);
    let output = command(folder.path(), &["check", "--strict"]).output().unwrap();
    // Ada Moor has not spoken yet.
    let found = String::from_utf8(output.stdout).unwrap();
    assert_shown(&found, &["unused entity `ada-moor`", "1 error, 0 warnings"]);
}

#[test]
fn an_input_that_ends_writes_nothing() {
    let (folder, file) = corpus();
    let answers = ["ada", "1", "supports", "New Library", "n", "", "", "gazette-1", "", "", "y"];
    for n in 0..answers.len() {
        let (shown, status) = answer(folder.path(), &["add"], &answers[..n]);
        assert_eq!(fs::read_to_string(&file).unwrap(), CORPUS, "{shown}");
        // At the last question, no answer means no.
        assert_eq!(status, Some(if n + 1 == answers.len() { 0 } else { 2 }), "{n}: {shown}");
    }
    let (shown, status) = answer(folder.path(), &["add"], &answers);
    assert_eq!(status, Some(0), "{shown}");
    assert_shown(
        &fs::read_to_string(&file).unwrap(),
        &["(holder: \"ada-moor\", stance: \"supports\""],
    );
}

#[test]
fn a_source_that_is_missing_is_made_on_the_way() {
    let (folder, file) = corpus();
    let answers = [
        "Ada Moor",
        "backs",
        "Ada Moor",
        "a new letter",
        "n",
        "letter",
        "2024-03-09",
        "",
        "", // itself
    ];
    let (shown, _) = answer(folder.path(), &["add"], &answers);
    // What cannot be is said as soon as it is known.
    assert_shown(&shown, &["error[self-stance]"]);
    let answers = [
        "Ada Moor",
        "backs",
        "Tram",
        "n",
        "",
        "",
        "a new letter",
        "n",
        "Letter",
        "2024-03-09",
        "",
        "",
        "",
        "",
    ];
    let (shown, status) = answer(folder.path(), &["add"], &answers);
    assert_eq!(status, Some(0), "{shown}");
    let text = fs::read_to_string(file).unwrap();
    assert_shown(
        &text,
        &[
            "(id: \"a-new-letter-2024-03-09\", kind: Letter, title: \"a new letter\", published: \"2024-03-09\"),",
            "target: \"tram\", source: \"a-new-letter-2024-03-09\"",
        ],
    );
}

#[test]
fn entities_and_sources_are_asked_for() {
    let (folder, file) = corpus();
    let (shown, status) =
        answer(folder.path(), &["add", "entity"], &["Ada Moor", "Ada More", "politician", ""]);
    assert_eq!(status, Some(0), "{shown}");
    assert_shown(
        &shown,
        &["`Ada Moor` is the entity `ada-moor` already", "Ada Moor (ada-moor) looks alike"],
    );
    let (shown, status) = answer(
        folder.path(),
        &["add", "source"],
        &["gazette-1", "gazette-2", "", "2024-04-01", "", ""],
    );
    assert_eq!(status, Some(0), "{shown}");
    assert_shown(&shown, &["there is a source `gazette-1`"]);
    let text = fs::read_to_string(file).unwrap();
    assert_shown(
        &text,
        &[
            "(id: \"ada-more\", kind: Politician, name: \"Ada More\"),",
            "(id: \"gazette-2\", kind: Article, published: \"2024-04-01\"),",
        ],
    );
}

#[test]
fn in_a_terminal_what_flags_leave_out_is_asked_for() {
    let is_there = Command::new("python3").args(["-c", "import pty"]).output();
    if !is_there.is_ok_and(|output| output.status.success()) {
        return;
    }
    let (folder, file) = corpus();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/press.py");
    let keys = r#"["Tram\n", "n\n", "\n", "\n", "\n", "\n"]"#;
    let output = Command::new("python3")
        .arg(script)
        .arg(keys)
        .arg(env!("CARGO_BIN_EXE_stance"))
        .args(["add", "-f", "corpus.ron", "--holder", "ada moor", "--stance", "backs"])
        .args(["--source", "gazette-1", "--today", "2024-03-15"])
        .current_dir(folder.path())
        .env("STANCE_FILE", "")
        .env("TERM", "xterm")
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}");
    let text = fs::read_to_string(file).unwrap();
    assert_shown(
        &text,
        &["(holder: \"ada-moor\", stance: \"backs\", target: \"tram\", source: \"gazette-1\""],
    );
}
