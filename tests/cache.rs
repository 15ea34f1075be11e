//! The cache of large corpora: answers from it are those of the corpus itself.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

/// A corpus large enough to be cached, with one verb.
fn corpus(folder: &Path, stance: &str) -> PathBuf {
    let mut text = "Corpus(entities: [".to_owned();
    for person in 0..60 {
        let _ = write!(text, "(id: \"p{person}\", kind: Person, name: \"Person {person}\"),");
    }
    text.push_str("], sources: [(id: \"s\", kind: Post)], statements: [");
    for number in 0..3_000 {
        let (holder, target) = (number % 60, (number + 1 + number / 60) % 60);
        if holder != target {
            let _ = writeln!(
                text,
                "(holder: \"p{holder}\", stance: \"{stance}\", target: \"p{target}\", source: \"s\", \
                 on: \"2019-03-{:02}\", quote: \"what was said as number {number}\"),",
                number % 28 + 1
            );
        }
    }
    text.push_str("])");
    let path = folder.join("corpus.ron");
    fs::write(&path, text).unwrap();
    path
}

fn command(cache: &Path, corpus: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    command.args(["who", "any", "p7", "-O", "json", "-f"]).arg(corpus).env("STANCE_CACHE", cache);
    command
}

fn answer(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn ask(cache: &Path, corpus: &Path) -> String {
    answer(command(cache, corpus).output().unwrap())
}

fn entries(cache: &Path) -> Vec<PathBuf> {
    let listed =
        fs::read_dir(cache).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    listed.unwrap_or_default()
}

fn folders() -> (TempDir, TempDir) {
    (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap())
}

#[test]
fn a_cached_corpus_gives_the_same_answers() {
    let (folder, cache) = folders();
    let path = corpus(folder.path(), "supports");
    let anew = answer(command(cache.path(), &path).arg("--no-cache").output().unwrap());
    assert!(entries(cache.path()).is_empty());
    assert_eq!(ask(cache.path(), &path), anew);
    assert_eq!(entries(cache.path()).len(), 1);
    assert_eq!(ask(cache.path(), &path), anew);
    assert_eq!(answer(command(Path::new(""), &path).output().unwrap()), anew);
}

#[test]
fn a_changed_corpus_is_read_again() {
    let (folder, cache) = folders();
    let before = ask(cache.path(), &corpus(folder.path(), "supports"));
    let after = ask(cache.path(), &corpus(folder.path(), "opposes"));
    assert!(before.contains("positive") && !after.contains("positive"));
    assert_eq!(entries(cache.path()).len(), 2);
}

#[test]
fn a_damaged_entry_is_replaced() {
    let (folder, cache) = folders();
    let path = corpus(folder.path(), "supports");
    let before = ask(cache.path(), &path);
    let entry = entries(cache.path()).remove(0);
    let whole = fs::read(&entry).unwrap();
    for at in [0, 20, whole.len() / 2, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 4;
        fs::write(&entry, damaged).unwrap();
        assert_eq!(ask(cache.path(), &path), before);
        assert!(fs::read(&entry).unwrap() == whole, "byte {at}");
    }
}

#[test]
fn faulty_corpora_are_not_cached() {
    let (folder, cache) = folders();
    let path = corpus(folder.path(), "no-such-verb");
    assert_eq!(command(cache.path(), &path).output().unwrap().status.code(), Some(1));
    assert!(command(cache.path(), &path).arg("--lenient").output().unwrap().status.success());
    assert!(entries(cache.path()).is_empty());
}

#[test]
fn an_unusable_cache_is_ignored() {
    let (folder, cache) = folders();
    let path = corpus(folder.path(), "supports");
    let file = cache.path().join("file");
    fs::write(&file, "no folder").unwrap();
    assert_eq!(ask(&file, &path), ask(cache.path(), &path));
}

#[test]
fn concurrent_commands_do_not_interfere() {
    let (folder, cache) = folders();
    let path = corpus(folder.path(), "supports");
    let running: Vec<_> = (0..8)
        .map(|_| command(cache.path(), &path).stdout(Stdio::piped()).spawn().unwrap())
        .collect();
    let answers: Vec<String> =
        running.into_iter().map(|child| answer(child.wait_with_output().unwrap())).collect();
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(entries(cache.path()).len(), 1);
}

#[test]
fn the_same_text_in_another_syntax_is_another_corpus() {
    let (folder, cache) = folders();
    let mut text = concat!(
        "{\"entity\": {\"id\": \"p7\", \"kind\": \"topic\", \"name\": \"P\"}}\n",
        "{\"entity\": {\"id\": \"a\", \"kind\": \"person\", \"name\": \"A\"}}\n",
        "{\"source\": {\"id\": \"s\", \"kind\": \"post\"}}\n",
    )
    .to_owned();
    for number in 0..3_000 {
        let _ = writeln!(
            text,
            "{{\"statement\": {{\"holder\": \"a\", \"stance\": \"praises\", \"target\": \"p7\", \"source\": \"s\", \
             \"on\": \"2019-03\", \"quote\": \"what was said as number {number}\"}}}}"
        );
    }
    let lines = folder.path().join("corpus.jsonl");
    fs::write(&lines, &text).unwrap();
    let first = ask(cache.path(), &lines);
    assert_eq!((ask(cache.path(), &lines), entries(cache.path()).len()), (first, 1));
    let ron = folder.path().join("corpus.ron");
    fs::write(&ron, &text).unwrap();
    assert_eq!(command(cache.path(), &ron).output().unwrap().status.code(), Some(1));
}
