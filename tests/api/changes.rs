//! The corpus changes, breaks and is mended while it is asked.

use super::{Server, server::stance};
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

fn corpus(statements: &str) -> String {
    format!(
        "Corpus(entities: [(id: \"a\", kind: Person, name: \"Ann\"), (id: \"b\", kind: Topic, name: \"Bikes\")],
            sources: [(id: \"s\", kind: Post, published: \"2020-01-02\")],
            statements: [{statements}])"
    )
}

const FIRST: &str =
    "(holder: \"a\", stance: \"praises\", target: \"b\", source: \"s\", on: \"2020-01-01\"),";
const SECOND: &str = "(holder: \"b\", stance: \"opposes\", target: \"a\", source: \"s\"),";
const MISTAKE: &str = "(holder: \"a\", stance: \"prases\", target: \"b\", source: \"s\"),";

/// Asks until the status and the number of rows are these.
fn wait(
    server: &Server,
    question: &str,
    status: u16,
    n_rows: Option<usize>,
) -> super::server::Response {
    let begin = Instant::now();
    loop {
        let response = server.get(question);
        let rows = response.json()["rows"].as_array().map(Vec::len);
        if response.status == status && (n_rows.is_none() || rows == n_rows) {
            return response;
        }
        assert!(begin.elapsed() < Duration::from_secs(20), "{question}: {response:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn answers_follow_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.ron");
    fs::write(&file, corpus(FIRST)).unwrap();
    let server = Server::start(&file, &[]);
    wait(&server, "statements", 200, Some(1));
    fs::write(&file, corpus(&format!("{FIRST}{SECOND}"))).unwrap();
    wait(&server, "statements", 200, Some(2));

    // A fault is told with its place; who wishes gets an answer without the faulty item, and is told that, too.
    fs::write(&file, corpus(&format!("{FIRST}{MISTAKE}"))).unwrap();
    let refused = wait(&server, "statements", 503, None);
    assert!(refused.error().starts_with("the corpus has 1 error; correct it"), "{refused:?}");
    let findings = refused.json()["findings"].as_str().unwrap().to_owned();
    for words in ["unknown-verb", "corpus.ron:3", "did you mean `praises`?"] {
        assert!(findings.contains(words), "{words}: {findings}");
    }
    assert!(!findings.contains('\u{1b}'));
    assert_eq!(refused.json()["exit_status"], 1);
    let lenient = wait(&server, "statements?lenient=true", 200, Some(1));
    assert_eq!(lenient.field("Stance-Note"), Some("note: 1 error; 1 faulty item is left out"));

    fs::remove_file(&file).unwrap();
    wait(&server, "statements?lenient=true", 503, None);
    fs::write(&file, corpus(FIRST)).unwrap();
    let mended = wait(&server, "statements", 200, Some(1));
    assert_eq!(mended.field("Stance-Note"), None);
}

#[test]
fn a_faulty_corpus_is_served_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("corpus.ron");
    fs::write(&file, corpus(MISTAKE)).unwrap();
    let server = Server::start(&file, &[]);
    for words in ["unknown-verb", "warning: the corpus has 1 error"] {
        assert!(server.messages.contains(words), "{}", server.messages);
    }
    assert_eq!(server.get("statements").status, 503);
    let lenient = Server::start(&file, &["--lenient"]);
    let answer = lenient.get("statements");
    assert_eq!((answer.status, answer.json()["rows"].as_array().map(Vec::len)), (200, Some(0)));
    assert!(answer.field("Stance-Note").is_some());
}

fn build(corpus: &Path, store: &Path) {
    let built = stance().args(["build", "-f"]).arg(corpus).arg("-o").arg(store).status().unwrap();
    assert!(built.success());
}

#[test]
fn a_damaged_store_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("story.stance");
    build(Path::new("data"), &store);
    let whole = fs::read(&store).unwrap();
    let mut damaged = whole.clone();
    let length = damaged.len();
    for byte in &mut damaged[length / 4..] {
        *byte ^= 0x55;
    }
    let server = Server::start(&store, &[]);
    assert_eq!(server.get("statements").status, 200);
    let other = folder.path().join("other");
    fs::write(&other, damaged).unwrap();
    fs::rename(&other, &store).unwrap();
    let refused = wait(&server, "statements", 503, None);
    assert!(refused.error().contains("story.stance"), "{refused:?}");
    fs::write(&other, whole).unwrap();
    fs::rename(&other, &store).unwrap();
    wait(&server, "statements", 200, None);
}
