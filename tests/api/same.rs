//! Every question has the answer of the command line, byte for byte.

use super::{
    Server,
    answers::ANSWERS,
    server::{root, stance},
};
use serde_json::Value;
use std::{fmt::Write, path::Path};

/// Questions beside those with every field: other rows, none, claims, attributes, flags.
pub(crate) const OTHERS: [&str; 20] = [
    "stats --by attr.party --top 2",
    "stats --by attr.party --every month",
    "entities legend",
    "statements --claims --known-by 2020",
    "statements --where holder-kind:politician",
    "statements --end 1700",
    "timeline kanye-west donald-trump --as-of 2018-04-26",
    "who criticises donald-trump --resolve sum --definite",
    "who any kanye-west --begin 1700 --end 1701",
    "why kanye-west trump-policies --kinds person,topic --by agreement",
    "balance --census",
    "balance --census --every month",
    "camps --k auto --seed 3 --budget 2.5",
    "network --normalize jaccard --min-weight 0.5 --evidence",
    "network --mode twomode --every month --rolling 2",
    "network --mode targets --duplicates month",
    "rank --by pagerank",
    "motifs --within 7",
    "motifs --list --every month",
    "path chrissy-teigen donald-trump --undirected --today 2018-05-01",
];

/// A text as a part of a query.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        let _ = if byte.is_ascii_alphanumeric() {
            write!(all, "{}", char::from(byte))
        } else {
            write!(all, "%{byte:02X}")
        };
        all
    })
}

/// The parameters of a command, as the document lists them.
fn parameters(document: &Value, command: &str) -> Vec<Value> {
    let listed = &document["paths"][format!("/api/{command}")]["get"]["parameters"];
    let resolved = |it: &Value| match it["$ref"].as_str() {
        Some(reference) => document.pointer(&reference[1..]).unwrap().clone(),
        None => it.clone(),
    };
    listed.as_array().unwrap_or_else(|| panic!("{command}")).iter().map(resolved).collect()
}

/// A command line as a question: flags by their names, the other words in the order of the parameters.
pub(crate) fn question(document: &Value, line: &str) -> String {
    let mut words = line.split(' ');
    let command = words.next().unwrap();
    let parameters = parameters(document, command);
    let mut places = parameters.iter();
    let mut fields = Vec::new();
    while let Some(word) = words.next() {
        let Some(flag) = word.strip_prefix("--") else {
            let place = places.next().unwrap();
            fields.push(format!("{}={}", place["name"].as_str().unwrap(), encoded(word)));
            continue;
        };
        let known = parameters.iter().find(|it| it["name"] == flag);
        let known = known.unwrap_or_else(|| panic!("{line}: {flag}"));
        let is_flag = known["schema"]["type"] == "boolean";
        let value = if is_flag { "true" } else { words.next().unwrap() };
        fields.push(format!("{flag}={}", encoded(value)));
    }
    format!("{command}?{}", fields.join("&"))
}

fn same(corpus: &str, lines: &[&str], forms: &[&str]) {
    let server = Server::start(Path::new(corpus), &[]);
    let document = server.get("openapi.json").json();
    for line in lines {
        let question = question(&document, line);
        for form in forms {
            let output =
                stance().args(line.split(' ')).args(["-f", corpus, "-O", form]).output().unwrap();
            let answer = server.get(&format!("{question}&form={form}"));
            if output.status.success() {
                assert_eq!(answer.status, 200, "{question}: {answer:?}");
                assert!(answer.body == output.stdout, "{question} as {form}");
            } else {
                let message = String::from_utf8(output.stderr).unwrap();
                let error = answer.error();
                assert!(message.contains(&error), "{question}: {error}, not {message}");
            }
        }
    }
}

#[test]
fn every_answer_is_that_of_the_command_line() {
    same("data", &ANSWERS, &["json"]);
    same("data", &OTHERS, &["json", "jsonl", "csv", "arrow", "parquet", "table"]);
}

#[test]
fn other_corpora_are_answered_from_too() {
    let lines = ["stats", "stats --by attr.party", "entities", "statements", "verbs", "camps"];
    same("tests/cli/attributes.in/council.ron", &lines, &["json", "csv", "arrow"]);
    same("tests/fixtures/everything.ron", &lines, &["json", "csv", "arrow"]);
    let store = tempfile::tempdir().unwrap();
    let store = store.path().join("story.stance");
    let built = stance().args(["build", "-f", "data", "-o"]).arg(&store).status().unwrap();
    assert!(built.success());
    same(store.to_str().unwrap(), &["stats", "statements", "shifts", "balance"], &["json"]);
}

/// A command that answers is asked here, as soon as it is there.
#[test]
fn every_command_that_answers_is_asked() {
    let server = Server::of_story();
    let document = server.get("openapi.json").json();
    let help = String::from_utf8(stance().arg("--help").output().unwrap().stdout).unwrap();
    let questions = help.split("\nExport:").next().unwrap();
    let commands = questions.lines().filter_map(|line| line.strip_prefix("  "));
    let commands: Vec<&str> = commands.filter_map(|line| line.split(' ').next()).collect();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), commands.len() + 1, "and the document itself");
    for command in commands {
        assert!(paths.contains_key(&format!("/api/{command}")), "{command}");
        let is_asked = ANSWERS.iter().any(|line| line.split(' ').next() == Some(command));
        assert!(is_asked, "{command}");
    }
    assert!(root().join("data").is_dir());
}
