//! Stores: a store answers as its corpus does, and a damaged one is rejected.

#[allow(dead_code, unreachable_pub, reason = "the fuzz targets use more of it")]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;
#[allow(dead_code, reason = "the oracle uses more of it")]
#[path = "oracle/story.rs"]
mod story;
#[allow(dead_code, reason = "the exports use more of it")]
#[path = "export/writing.rs"]
mod writing;

use fuzz::answers;
use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::{StoreError, TemporalGraph, guarded},
    model::Day,
    report::{self, Form, Row, ViewFacts},
    view::{Filter, Frame, View},
};
use std::{
    fs::{self, File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process::Command,
};
use story::Story;
use tempfile::TempDir;

/// A folder with the store of a graph.
fn stored(graph: &TemporalGraph) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("some.stance");
    graph.write(&path).unwrap();
    (folder, path)
}

fn reopened(graph: &TemporalGraph) -> TemporalGraph {
    let (_folder, path) = stored(graph);
    TemporalGraph::open(&path).unwrap()
}

/// A corpus that uses every field.
fn everything() -> TemporalGraph {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/everything.ron");
    let reading = corpus::read(&[path]);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn write<R: Row>(out: &mut Vec<u8>, answer: &report::Answer<'_, R>) {
    answer.write(Form::Json, 80, out).unwrap();
}

/// Answers for which every column is read.
fn read_all(graph: &TemporalGraph) -> Vec<u8> {
    let mut out = Vec::new();
    let all = Frame::all(Day::from_civil(2026, 1, 1));
    let known_by = Frame { known_by: Some(Day::from_civil(2018, 5, 1)), ..all.clone() };
    for frame in [all.clone(), known_by] {
        let view = View::new(graph, frame);
        write(&mut out, &report::timeline("timeline", &view, None, None, ViewFacts::default()));
        write(&mut out, &report::entities(&view, Some("a"), ViewFacts::default()));
    }
    for filter in [
        "holder:ada",
        "entity:\"the accord\"",
        "kind:person",
        "member:union",
        "verb:backs",
        "polarity:negative",
        "source:letter-1",
        "source-kind:letter",
        "outlet:gazette",
        "about:\"the accord\"",
        "coder:mk",
        "confidence:<0.9",
        "strength:>=0.5",
        "quote:/plan/",
        "id:second",
    ] {
        let filter = Filter::parse(filter, graph);
        let Ok(filter) = filter else {
            out.extend(format!("{filter:?}").into_bytes());
            continue;
        };
        let view = View::new(graph, Frame { filter, ..all.clone() });
        write(&mut out, &report::timeline("timeline", &view, None, None, ViewFacts::default()));
    }
    for entity in graph.entities() {
        for role in entity.roles() {
            out.extend(
                format!("{} {:?} {:?}", role.role(), role.from(), role.until()).into_bytes(),
            );
        }
        let attributes: Vec<_> = entity.attributes().collect();
        let texts = (entity.note(), entity.wikidata(), attributes);
        out.extend(format!("{texts:?}").into_bytes());
    }
    for source in graph.sources() {
        let texts =
            [source.title(), source.url(), source.archived(), source.language(), source.note()];
        let others = (source.kind(), source.author(), source.outlet(), source.published());
        let texts = (texts, source.attributes().collect::<Vec<_>>());
        out.extend(format!("{} {texts:?} {others:?}", source.id()).into_bytes());
    }
    for statement in graph.statements().map(|index| graph.statement(index)) {
        let texts = [statement.prefix(), statement.suffix(), statement.coder(), statement.note()];
        let others = (statement.known(), statement.supersedes(), statement.until());
        let sources: Vec<_> = statement.reported_in().collect();
        out.extend(format!("{texts:?} {others:?} {sources:?}").into_bytes());
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_store_answers_as_its_corpus_does(story in prop_oneof![Story::strategy(), Story::brawl()]) {
        let graph = story.graph();
        prop_assert!(answers::ask(&graph) == answers::ask(&reopened(&graph)));
    }

    #[test]
    fn so_does_one_of_hostile_texts(writing in writing::writing()) {
        let graph = writing.graph();
        let again = reopened(&graph);
        prop_assert!(answers::ask(&graph) == answers::ask(&again));
        prop_assert!(read_all(&graph) == read_all(&again));
    }
}

#[test]
fn no_field_is_lost() {
    let graph = everything();
    assert_eq!(
        String::from_utf8_lossy(&read_all(&graph)),
        String::from_utf8_lossy(&read_all(&reopened(&graph)))
    );
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let graph = everything();
    let (_first, first) = stored(&graph);
    let (_second, second) = stored(&reopened(&graph));
    assert!(fs::read(first).unwrap() == fs::read(second).unwrap());
}

/// The answers of a store that may be damaged.
fn asked(path: &Path) -> Result<Vec<u8>, StoreError> {
    let graph = guarded(|| TemporalGraph::open(path))??;
    Ok(guarded(|| read_all(&graph))?)
}

#[test]
fn a_flipped_bit_is_found_wherever_it_matters() {
    let (_folder, path) = stored(&everything());
    let sound = asked(&path).unwrap();
    let bytes = fs::read(&path).unwrap();
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    let mut put = |at: usize, byte: u8| {
        file.seek(SeekFrom::Start(at as u64)).unwrap();
        file.write_all(&[byte]).unwrap();
    };
    let mut refused = 0;
    for (at, byte) in bytes.iter().enumerate() {
        put(at, byte ^ (1 << (at % 8)));
        match asked(&path) {
            Ok(answers) => assert!(answers == sound, "byte {at} of {}", bytes.len()),
            Err(error) => {
                assert!(error.to_string().contains("some.stance"), "{error}");
                refused += 1;
            }
        }
        put(at, *byte);
    }
    assert!(asked(&path).unwrap() == sound);
    // Only damage to pages that these answers do not read may go undetected.
    assert!(refused > bytes.len() - 16, "{refused} of {}", bytes.len());
}

#[test]
fn a_truncated_store_is_rejected() {
    let (_folder, path) = stored(&everything());
    let sound = asked(&path).unwrap();
    let bytes = fs::read(&path).unwrap();
    for len in (0..bytes.len()).step_by(7) {
        fs::write(&path, &bytes[..len]).unwrap();
        assert!(asked(&path).is_err(), "{len} of {}", bytes.len());
    }
    // Bytes after the end are an addition that was interrupted.
    fs::write(&path, [&bytes[..], b"\n"].concat()).unwrap();
    assert!(asked(&path).unwrap() == sound);
}

#[test]
fn other_files_and_other_versions_are_rejected_with_the_reason() {
    let (_folder, path) = stored(&everything());
    let bytes = fs::read(&path).unwrap();
    let mut other = bytes.clone();
    other[8] = 7;
    fs::write(&path, other).unwrap();
    assert!(matches!(asked(&path), Err(StoreError::Version { version: 7, .. })));
    fs::write(&path, "Corpus()").unwrap();
    assert!(matches!(asked(&path), Err(StoreError::Foreign(_))));
    let missing = path.with_file_name("missing.stance");
    assert!(matches!(asked(&missing), Err(StoreError::Unreadable { .. })));
}

#[test]
fn an_open_store_survives_its_replacement() {
    let graph = everything();
    let (_folder, path) = stored(&graph);
    let before = TemporalGraph::open(&path).unwrap();
    TemporalGraph::default().write(&path).unwrap();
    assert!(read_all(&before) == read_all(&graph));
    assert_eq!(TemporalGraph::open(&path).unwrap().n_statements(), 0);
}

#[test]
fn a_failed_write_leaves_the_old_store() {
    let (folder, path) = stored(&everything());
    let sound = asked(&path).unwrap();
    let beside = folder.path().join("no-folder/some.stance");
    assert!(everything().write(&beside).is_err());
    assert!(asked(&path).unwrap() == sound);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left there");
}

/// Every command that answers from a view, with its arguments.
const QUESTIONS: [&[&str]; 33] = [
    &["stats"],
    &["stats", "--every", "month"],
    &["stats", "--by", "entity", "--every", "month"],
    &["entities"],
    &["entities", "trump"],
    &["statements"],
    &["show", "donald-trump"],
    &["who", "any", "Donald Trump"],
    &["whom", "kanye west", "any"],
    &["timeline"],
    &["timeline", "john-legend", "donald-trump"],
    &["shifts"],
    &["switches", "--among", "kind:politician"],
    &["switches", "--every", "year"],
    &["diff", "2018-04-20", "2018-05-05"],
    &["path", "kanye-west", "john-legend"],
    &["common", "kanye-west", "john-legend"],
    &["why", "john-legend", "kanye-west"],
    &["balance"],
    &["camps"],
    &["network"],
    &["polarization"],
    &["rank"],
    &["motifs"],
    &["motifs", "--list"],
    &["export", "dot"],
    &["export", "graphml"],
    &["who", "any", "nobody"],
    &["statements", "--as-of", "2018-04-26", "--definite"],
    &["statements", "--known-by", "2018-04-27"],
    &["statements", "--where", "holder-kind:politician or quote:/love/"],
    &["statements", "--claims", "--where", "id:nothing"],
    &["balance", "--every", "week", "--expanding"],
];

#[test]
fn every_command_answers_from_a_store() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.stance");
    let stance = |corpus: &Path, question: &[&str], form: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stance"));
        command
            .args(question)
            .arg("-f")
            .arg(corpus)
            .args(form.map(|form| ["-O", form]).into_iter().flatten());
        let output = command.env("NO_COLOR", "1").output().unwrap();
        (output.status.code(), output.stdout, output.stderr)
    };
    let to = path.to_str().unwrap();
    assert_eq!(stance(&root.join("data"), &["build", "-o", to], None).0, Some(0));
    for question in QUESTIONS {
        let forms: &[Option<&str>] = if question[0] == "export" {
            &[None]
        } else {
            &[None, Some("json"), Some("jsonl"), Some("csv")]
        };
        for form in forms {
            let from_corpus = stance(&root.join("data"), question, *form);
            assert!(from_corpus == stance(&path, question, *form), "{question:?} {form:?}");
        }
    }
    let bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 3;
    File::options().write(true).open(&path).unwrap().set_len(middle as u64).unwrap();
    let (code, answer, complaint) = stance(&path, &["stats"], None);
    assert_eq!((code, answer), (Some(1), Vec::new()));
    assert!(String::from_utf8_lossy(&complaint).contains("is damaged"));
}
