//! The document is one of `OpenAPI`, and every response is as it says: judged by programs that know nothing of this one.
//!
//! `tests/foreign/api.py` runs with the Python that `STANCE_PYTHON` names; see `tests/export/foreign.rs`.

use super::{
    Server,
    answers::ANSWERS,
    same::{OTHERS, question},
    server::{TOKEN, root},
};
use std::{env, fs, path::Path, process::Command};

fn judge(corpus: &str, n_generated: usize) {
    let Some(python) = env::var_os("STANCE_PYTHON") else {
        let is_required = env::var_os("STANCE_REQUIRE_FOREIGN").is_some();
        assert!(!is_required, "STANCE_PYTHON names no Python with tests/foreign/requirements.txt");
        return;
    };
    let server = Server::start(Path::new(corpus), &[]);
    let document = server.get("openapi.json").json();
    let questions = ANSWERS.iter().chain(&OTHERS).map(|line| question(&document, line));
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("questions");
    fs::write(&list, questions.collect::<Vec<_>>().join("\n")).unwrap();
    let output = Command::new(python)
        .arg("-B")
        .arg(root().join("tests/foreign/api.py"))
        .args([&format!("http://{}", server.address), TOKEN])
        .arg(&list)
        .arg(n_generated.to_string())
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    let [said, told] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(output.status.success(), "{said}{told}");
    assert!(said.contains("responses are as described"), "{said}{told}");
}

#[test]
fn every_response_is_as_described() {
    judge("data", 300);
}

#[test]
fn so_are_those_about_other_corpora() {
    judge("tests/cli/attributes.in/council.ron", 100);
    judge("tests/fixtures/everything.ron", 100);
}
