//! `stance rename` and `stance merge`: answers are the same up to the names, and other bytes stay.

use proptest::prelude::*;
use serde_json::Value;
use stancegraph::corpus::{Becomes, Reading, Renamed, TextFile, read_texts, renaming};
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Output},
};

const VERBS: [&str; 4] = ["endorses", "criticizes", "mentions", "withdraws"];
const N_ENTITIES: usize = 5;
const N_SOURCES: usize = 4;

/// A statement: holder, verb, target, source, day, what it is about, whether somebody claims it, which it corrects.
type Said = (usize, usize, usize, usize, u8, Vec<usize>, Option<usize>, Option<usize>);

fn said() -> impl Strategy<Value = Said> {
    (
        0..N_ENTITIES,
        0..VERBS.len(),
        0..N_ENTITIES,
        0..N_SOURCES,
        1..20_u8,
        prop::collection::btree_set(0..N_ENTITIES, 0..3).prop_map(|set| set.into_iter().collect()),
        prop::option::weighted(0.2, 0..N_ENTITIES),
        prop::option::weighted(0.2, 0..10_usize),
    )
}

/// The files of a corpus. `entity` names the entity of a number, each time that it is named.
fn files(all: &[Said], mut entity: impl FnMut(usize) -> String, extra: &str) -> Vec<TextFile> {
    let mut declared = String::from("Corpus( // who\n    entities: [\n");
    for number in 0..N_ENTITIES {
        let of = entity((number + 1) % N_ENTITIES);
        let _ = writeln!(
            declared,
            "        (id: \"e{number}\", kind: Person, name: \"E {number}\", /* e{number} */ roles: [(role: \"e0\", of: \"{of}\")]),"
        );
    }
    declared.push_str(extra);
    declared.push_str("    ],\n    sources: [\n");
    for number in 0..N_SOURCES {
        let reply = if number > 0 {
            format!(", in_reply_to: [\"s{}\"]", number - 1)
        } else {
            String::new()
        };
        let (author, outlet) = (entity(number), entity(number + 1));
        let _ = writeln!(
            declared,
            "        (id: \"s{number}\", kind: Post, author: \"{author}\", outlet: \"{outlet}\", published: \"2020-03-0{}\"{reply}),",
            number + 1
        );
    }
    declared.push_str("    ],\n)\n");
    let mut statements = String::from("Corpus(\n    statements: [\n");
    let mut known: Vec<String> = Vec::new();
    for (number, it) in all.iter().enumerate() {
        let (holder, verb, target, source, day, about, claimed_by, corrects) = it;
        let target = if holder == target { (target + 1) % N_ENTITIES } else { *target };
        let about: Vec<String> = about.iter().map(|it| format!("\"{}\"", entity(*it))).collect();
        let mut record = format!(
            "(holder: \"{}\", stance: \"{}\", target: r\"{}\", source: \"s{source}\", on: \"2020-02-{day:02}\", about: [{}], quote: \"e0 {number}\"",
            entity(*holder),
            VERBS[*verb],
            entity(target),
            about.join(", ")
        );
        if let Some(by) = claimed_by {
            let _ = write!(record, ", claimed_by: \"{}\"", entity(*by));
        }
        // An id that follows from what the statement says is corrected, too.
        let corrected = corrects.and_then(|at| known.get(at));
        if let Some(id) = corrected {
            let _ = write!(record, ", supersedes: \"{id}\"");
        }
        record.push(')');
        let _ = writeln!(statements, "        {record}, // e{holder}");
        let so_far = read(&[&declared, &format!("{statements}    ],\n)\n")]);
        known = so_far.corpus.statements.iter().map(|it| it.id.to_string()).collect();
    }
    statements.push_str("    ],\n)\n");
    texts(&[&declared, &statements])
}

fn texts(texts: &[&str]) -> Vec<TextFile> {
    let file = |(at, text): (usize, &&str)| TextFile {
        path: format!("{at}.ron").into(),
        text: (*text).to_owned(),
    };
    texts.iter().enumerate().map(file).collect()
}

fn read(of: &[&str]) -> Reading {
    read_texts(texts(of))
}

/// Answers of the program, as JSON.
fn answers(files: &[TextFile], entity: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        fs::write(folder.path().join(&file.path), &file.text).unwrap();
    }
    let commands: [&[&str]; 6] = [
        &["statements", "--claims"],
        &["whom", entity, "any"],
        &["who", "any", entity],
        &["show", entity],
        &["stats", "--by", "entity"],
        &["shifts"],
    ];
    let answer = |command: &&[&str]| {
        let Output { stdout, stderr, .. } =
            stance(folder.path(), command, &["-f", ".", "-O", "json"]);
        let value = serde_json::from_slice(&stdout);
        value.unwrap_or_else(|_| panic!("{command:?}: {}", String::from_utf8_lossy(&stderr)))
    };
    commands.iter().map(answer).collect()
}

fn stance(folder: &Path, arguments: &[&str], more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
    let command = command.args(arguments).args(more).args(["--today", "2020-04-01"]);
    command.current_dir(folder).env("STANCE_FILE", "").env("NO_COLOR", "1").output().unwrap()
}

/// A value with other words for some.
fn mapped(value: Value, map: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(map.get(&text).cloned().unwrap_or(text)),
        Value::Array(items) => items.into_iter().map(|item| mapped(item, map)).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(name, value)| (name, mapped(value, map))).collect()
        }
        other => other,
    }
}

fn ids(before: &Reading, after: &Reading) -> BTreeMap<String, String> {
    let (before, after) = (&before.corpus.statements, &after.corpus.statements);
    assert_eq!(before.len(), after.len());
    before.iter().zip(after).map(|(a, b)| (a.id.to_string(), b.id.to_string())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_the_same_up_to_the_name(all in prop::collection::vec(said(), 1..10)) {
        let files = files(&all, |number| format!("e{number}"), "");
        let before = read_texts(files.clone());
        prop_assume!(before.is_sound());
        // It sorts where the old one does.
        let done = renaming(&before, (Renamed::Entity, "e0"), Becomes::Id("e0-\u{e9}", None)).unwrap();
        prop_assert!(done.findings.is_empty(), "{:?}", done.findings);
        let mut map = ids(&before, &done.after);
        map.insert("e0".to_owned(), "e0-\u{e9}".to_owned());
        let expected: Vec<Value> =
            answers(&files, "e0").into_iter().map(|it| mapped(it, &map)).collect();
        // The role is called `e0`, which is no id.
        let text = serde_json::to_string(&expected).unwrap();
        let text = text.replace("\"role\":\"e0-\u{e9}\"", "\"role\":\"e0\"");
        let expected: Vec<Value> = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(answers(&done.after.files, "e0-\u{e9}"), expected);
        // Other bytes stay: what is changed back is what was there.
        for (file, after) in files.iter().zip(&done.after.files) {
            let mut back = after.text.replace("\"e0-\u{e9}\"", "\"e0\"");
            for (old, new) in &map {
                back = back.replace(&format!("\"{new}\""), &format!("\"{old}\""));
            }
            prop_assert_eq!(back.replace("target: \"e0\"", "target: r\"e0\""), file.text.clone());
        }
        let back = renaming(&done.after, (Renamed::Entity, "e0-\u{e9}"), Becomes::Id("e0", None)).unwrap();
        prop_assert_eq!(back.after.corpus, before.corpus);
    }

    #[test]
    fn what_was_one_is_one_again(
        all in prop::collection::vec(said(), 1..10),
        other in prop::collection::vec(any::<bool>(), 1..30),
    ) {
        let whole = files(&all, |number| format!("e{number}"), "");
        let before = read_texts(whole.clone());
        prop_assume!(before.is_sound());
        // Some of what is said of one entity is said of another one.
        let mut turns = other.iter().cycle();
        let entity = |number: usize| {
            let is_other = number == 0 && *turns.next().unwrap();
            if is_other { "e0b".to_owned() } else { format!("e{number}") }
        };
        let double = "        (id: \"e0b\", kind: Person, name: \"e  0\"), // the same\n";
        let parted = read_texts(files(&all, entity, double));
        prop_assume!(parted.is_sound());
        let done = renaming(&parted, (Renamed::Entity, "e0b"), Becomes::PartOf("e0")).unwrap();
        prop_assert!(done.after.is_sound(), "{:?}", done.findings);
        prop_assert_eq!(answers(&done.after.files, "e0"), answers(&whole, "e0"));
    }
}

/// A corpus in a folder, with proposals and a text.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("texts")).unwrap();
    fs::create_dir(path("proposals")).unwrap();
    let corpus = r#"Corpus(
    vocabulary: [(verb: "hugs", polarity: Positive, strength: 0.9)],
    entities: [
        (id: "ada", kind: Politician, name: "Ada Moor"), // the mayor
        (id: "ada-m", kind: Person, name: "A. Moor", aliases: ["The Mayor"], wikidata: "Q1", attributes: {"party": "Harbour List"}),
        (id: "ben", kind: Person, name: "Ben Oduya", wikidata: "Q2"),
        (id: "tram", kind: Topic, name: "Tram"),
    ],
    sources: [
        (id: "gazette", kind: Article, published: "2024-03-05"),
        (id: "post", kind: Post, author: "ada-m", published: "2024-03-06", in_reply_to: ["gazette"]),
    ],
    statements: [
        (holder: "ada", stance: "supports", target: "tram", source: "gazette"),
        (holder: "ada-m", stance: "hugs", target: "ben", source: "post", about: ["ada", "tram", "ada-m"]),
        (holder: "ben", stance: "opposes", target: "tram", source: "post", reported_in: ["gazette"]),
    ],
)
"#;
    fs::write(path("corpus.ron"), corpus).unwrap();
    fs::write(path("texts/gazette.txt"), "A text.\n").unwrap();
    fs::write(path("texts/coding.jsonl"), "{\"text\":\"gazette\",\"state\":\"coded\"}\n").unwrap();
    fs::write(
        path("proposals/gazette.jsonl"),
        "{\"article\":{\"source\":\"gazette\"}}\n{\"proposal\":{\"holder\":{\"entity\":\"ada-m\",\"name\":\"A. Moor\",\"text\":\"ada-m\"}}}\n",
    )
    .unwrap();
    folder
}

fn shown(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text)).concat()
}

#[test]
fn two_records_of_one_person_become_one() {
    let folder = folder();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let before = read("corpus.ron");
    // It is shown first.
    let output = stance(folder.path(), &["merge", "a. moor", "Ada Moor"], &["-f", "."]);
    assert!(output.status.success(), "{}", shown(&output));
    assert!(shown(&output).contains("--write writes it"), "{}", shown(&output));
    assert_eq!(read("corpus.ron"), before);
    let output = stance(folder.path(), &["merge", "a. moor", "Ada Moor", "--write"], &["-f", "."]);
    assert!(output.status.success(), "{}", shown(&output));
    let expected = before
        .replace("        (id: \"ada-m\", kind: Person, name: \"A. Moor\", aliases: [\"The Mayor\"], wikidata: \"Q1\", attributes: {\"party\": \"Harbour List\"}),\n", "")
        .replace(
            "name: \"Ada Moor\")",
            "name: \"Ada Moor\", aliases: [\"A. Moor\", \"The Mayor\"], wikidata: \"Q1\", attributes: {\"party\": \"Harbour List\"})",
        )
        .replace("about: [\"ada\", \"tram\", \"ada-m\"]", "about: [\"ada\", \"tram\"]")
        .replace("\"ada-m\"", "\"ada\"");
    assert_eq!(read("corpus.ron"), expected);
    let proposals = "{\"entity\":\"ada\",\"name\":\"A. Moor\",\"text\":\"ada-m\"}";
    assert!(read("proposals/gazette.jsonl").contains(proposals));
}

#[test]
fn what_would_be_faulty_is_not_written() {
    let folder = folder();
    let read = || fs::read_to_string(folder.path().join("corpus.ron")).unwrap();
    let before = read();
    let refused = |arguments: &[&str], status: i32, why: &str| {
        let output = stance(folder.path(), arguments, &["--write", "-f", "."]);
        assert_eq!(output.status.code(), Some(status), "{}", shown(&output));
        assert!(shown(&output).contains(why), "{why}: {}", shown(&output));
        assert_eq!(read(), before);
    };
    refused(&["merge", "ada-m", "ben"], 1, "`ada-m` and `ben` differ in wikidata: `Q1` and `Q2`");
    // Whoever hugs would hug himself.
    refused(&["merge", "ben", "tram"], 1, "error[self-stance]");
    refused(&["merge", "gazette", "post"], 1, "differ in kind");
    refused(&["rename", "ada", "ben"], 2, "`stance merge ada ben` makes one of the two");
    refused(&["rename", "ada", " "], 1, "error[bad-id]");
    refused(&["rename", "nobody", "somebody"], 2, "no entity is called `nobody`");
    refused(&["rename", "supports", "likes"], 2, "it is of the shipped vocabulary");
    refused(&["merge", "ada", "gazette"], 2, "of the kind entity");
}

#[test]
fn sources_and_verbs_are_renamed_too() {
    let folder = folder();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let done = |arguments: &[&str]| {
        let output = stance(folder.path(), arguments, &["--write", "-f", "."]);
        assert!(output.status.success(), "{}", shown(&output));
    };
    let before = read("corpus.ron");
    done(&["rename", "gazette", "gazette-1"]);
    assert_eq!(read("corpus.ron"), before.replace("\"gazette\"", "\"gazette-1\""));
    assert_eq!(read("texts/gazette-1.txt"), "A text.\n");
    assert_eq!(read("texts/coding.jsonl"), "{\"text\":\"gazette-1\",\"state\":\"coded\"}\n");
    assert!(
        read("proposals/gazette-1.jsonl").starts_with("{\"article\":{\"source\":\"gazette-1\"}}\n")
    );
    assert!(!folder.path().join("texts/gazette.txt").exists());
    done(&["rename", "hugs", "cuddles"]);
    let before = before.replace("\"gazette\"", "\"gazette-1\"").replace("\"hugs\"", "\"cuddles\"");
    assert_eq!(read("corpus.ron"), before);
    done(&["merge", "cuddles", "praises"]);
    let before = before.replace("(verb: \"cuddles\", polarity: Positive, strength: 0.9)", "");
    assert_eq!(read("corpus.ron"), before.replace("\"cuddles\"", "\"praises\""));
    done(&["rename", "Ada Moor", "ada-moor", "--name", "Ada Moor-Roe"]);
    let record = "(id: \"ada-moor\", kind: Politician, name: \"Ada Moor-Roe\", aliases: [\"Ada Moor\"]), // the mayor";
    assert!(read("corpus.ron").contains(record), "{}", read("corpus.ron"));
}

#[test]
fn nothing_is_renamed_where_a_file_beside_cannot_be_read() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("proposals")).unwrap();
    fs::write(path("proposals/post.jsonl"), b"\xff").unwrap();
    let listed = || -> Vec<_> {
        let entries = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = entries.filter(|path| path.is_file()).collect();
        files.sort();
        files.into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect()
    };
    let before = listed();
    let output = stance(folder.path(), &["rename", "ada-m", "ada-n"], &["--write", "-f", "."]);
    assert!(!output.status.success());
    let shown = shown(&output);
    assert!(shown.contains("post.jsonl cannot be read: "), "{shown}");
    assert_eq!(listed(), before);
}

#[test]
fn the_story_is_told_as_before() {
    const STORY: &str = r##"// ada-m comes first.
Story(
    page: (title: "ada-m hugs"),
    steps: [
        (at: "#day=2024-03-06&entity=ada-m&verb=hugs", say: "ada-m"), // ada-m
        (say: "hugs", at: r"statement=DERIVED&source=post&evidence=source.post"), /* post */
        (at: "day=2024-03-06&holder=ada-m&target=ben&about=ada", say: "They hug."),
    ],
    layout: (pinned: [(entity: "ada-m", x: 1, y: 2.50), (entity: "ben", x: 0, y: 0)], hidden: ["tram", "ada-m"]),
)
"##;
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    // The id that follows from what the statement says.
    let id = || {
        let listed = stance(folder.path(), &["statements", "-O", "json"], &["-f", "."]);
        let rows = serde_json::from_slice::<Value>(&listed.stdout).unwrap();
        let rows = rows["rows"].as_array().unwrap().iter();
        let mut ids = rows.filter(|row| row["target"] == "ben").map(|row| &row["statement"]);
        ids.next().and_then(Value::as_str).unwrap().to_owned()
    };
    let first = id();
    fs::write(path("story.ron"), STORY.replace("DERIVED", &first)).unwrap();
    let done = |arguments: &[&str]| {
        let output = stance(folder.path(), arguments, &["--write", "-f", "."]);
        assert!(output.status.success(), "{}", shown(&output));
        assert!(shown(&output).contains("story.ron"), "{}", shown(&output));
        // The page shows every step, every pin, and whom it hides.
        let page = stance(folder.path(), &["export", "html", "-o", "page.html"], &["-f", "."]);
        assert_eq!((shown(&page).as_str(), page.status.success()), ("", true));
        fs::read_to_string(path("story.ron")).unwrap()
    };
    let renamed = done(&["rename", "ada-m", "Ä-M"]);
    let second = id();
    assert_ne!(first, second);
    let statement = |id: &str| format!("\"statement={id}&source=post&evidence=source.post\"");
    let expected = STORY
        .replace("r\"statement=DERIVED&source=post&evidence=source.post\"", &statement(&second))
        .replace("entity=ada-m", "entity=%C3%84-M")
        .replace("holder=ada-m", "holder=%C3%84-M")
        .replace("entity: \"ada-m\"", "entity: \"Ä-M\"")
        .replace("\"tram\", \"ada-m\"", "\"tram\", \"Ä-M\"");
    assert_eq!(renamed, expected);
    let renamed = done(&["rename", "post", "the-post"]);
    let third = id();
    let expected = expected.replace(
        &statement(&second),
        &statement(&third)
            .replace("source=post", "source=the-post")
            .replace("e.post", "e.the-post"),
    );
    assert_eq!(renamed, expected);
    let renamed = done(&["rename", "hugs", "cuddles"]);
    let expected = expected.replace("verb=hugs", "verb=cuddles").replace(&third, &id());
    assert_eq!(renamed, expected);
    let last = id();
    let merged = done(&["merge", "Ä-M", "ada"]);
    assert_eq!(
        merged,
        expected.replace("%C3%84-M", "ada").replace("\"Ä-M\"", "\"ada\"").replace(&last, &id())
    );
}
