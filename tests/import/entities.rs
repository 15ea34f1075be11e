//! Tables of entities: what they add to corpora and to stores, and what they leave alone.

use super::update::corpus_of;
use proptest::prelude::*;
use stancegraph::{
    corpus::name::Named,
    graph::{Addition, TemporalGraph},
    import::{
        DateForm, ImportReport, Mode, Quotes, Reason,
        entities::{EntityMode, EntityOptions, EntityUpdate, read, update},
    },
    model::EntityKind,
};
use std::{fs, path::Path};

fn options() -> EntityOptions {
    EntityOptions {
        mapping: Default::default(),
        missing: vec!["NA".to_owned()],
        dates: DateForm::default(),
        delimiter: None,
        skip: 0,
        quotes: Quotes::Double,
        between: None,
    }
}

fn mode(mode: Mode) -> EntityMode {
    EntityMode { mode, only_known: false, kind: EntityKind::Person }
}

fn compared(
    known: Option<&TemporalGraph>,
    table: &str,
    how: EntityMode,
) -> (EntityUpdate, ImportReport) {
    let (entries, mut report) = read(table.as_bytes(), &options()).unwrap();
    let update = update(known, &entries, how, &mut report);
    (update, report)
}

/// What a graph says of its entities.
fn said(graph: &TemporalGraph) -> Vec<String> {
    let entities = graph.entities().map(|it| {
        let roles: Vec<String> = it
            .roles()
            .map(|role| {
                let date =
                    |date: Option<stancegraph::model::Date>| date.map(|it| it.as_str().to_owned());
                format!(
                    "{} of {} {:?}",
                    role.role(),
                    graph.entity(role.of()).id(),
                    (date(role.from()), date(role.until()))
                )
            })
            .collect();
        format!(
            "{:?}",
            (
                it.id(),
                it.kind(),
                it.name(),
                it.aliases().collect::<Vec<_>>(),
                it.wikidata(),
                it.note(),
                roles
            )
        )
    });
    entities.collect()
}

const CORPUS: &str = r#"Corpus(
    entities: [
        // The code of the United Kingdom.
        (id: "200", kind: Person, name: "200"),
        (id: "ada", kind: Politician, /* as she signs */ name: "Ada", aliases: ["A. L.", /* her hand */],),
        (id: "labour", kind: Party, name: "Labour"),
    ],
    sources: [(id: "s", kind: Post, published: "2020")],
    statements: [(holder: "ada", stance: "supports", target: "200", source: "s")],
)
"#;

fn written(update: &EntityUpdate, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corpus.ron");
    fs::write(&path, text).unwrap();
    let known = stancegraph::corpus::read(std::slice::from_ref(&path));
    update.in_corpus(Some(&known), &path).unwrap().write().unwrap();
    fs::read_to_string(&path).unwrap()
}

#[test]
fn a_code_gets_its_name_and_comments_stay() {
    let known = corpus_of(CORPUS, "corpus.ron");
    let table = "id,name,kind,aliases,role,of,from,until\n\
                 200,United Kingdom,country,UK;Britain,,,,\n\
                 ,ADA,person,Lovelace,member,Labour,2012,2016-05-03\n";
    let (update, report) = compared(Some(&known), table, mode(Mode::Add));
    assert_eq!((report.rows, report.statements), (2, 2));
    assert_eq!(update.named, ["200 → United Kingdom"]);
    assert_eq!(update.kept, ["Ada: the kind stays politician, not person"]);
    let text = written(&update, CORPUS);
    let expected = CORPUS
        .replace(
            r#"kind: Person, name: "200""#,
            r#"kind: Country, name: "United Kingdom", aliases: ["200", "UK", "Britain"]"#,
        )
        .replace(
            r#"aliases: ["A. L.", /* her hand */],)"#,
            r#"aliases: ["A. L.", "Lovelace", /* her hand */], roles: [(role: "member", of: "labour", from: "2012", until: "2016-05-03")],)"#,
        );
    assert_eq!(text, expected);
    let known = corpus_of(&text, "corpus.ron");
    assert!(compared(Some(&known), table, mode(Mode::Add)).0.is_empty(), "imported twice");
    // What it was called before still finds it.
    assert_eq!(known.find_entity("uk"), Ok(known.by_id("200").unwrap()));
    assert_eq!(known.find_entity("200"), Ok(known.by_id("200").unwrap()));
}

#[test]
fn what_differs_stays_unless_the_table_is_a_newer_copy() {
    let known = corpus_of(CORPUS, "corpus.ron");
    let table = "id,name,kind,wikidata\nada,Ada Lovelace,person,Q7259\n";
    let (update, _) = compared(Some(&known), table, mode(Mode::Add));
    let text = written(&update, CORPUS);
    assert!(text.contains(r#"name: "Ada", aliases: ["A. L.", "Ada Lovelace", /* her hand */], wikidata: "Q7259",)"#), "{text}");
    let (update, _) = compared(Some(&known), table, mode(Mode::Update));
    assert_eq!(update.kept, [""; 0]);
    let text = written(&update, CORPUS);
    assert!(text.contains(r#"kind: Person, /* as she signs */ name: "Ada Lovelace", aliases: ["A. L.", "Ada", /* her hand */]"#), "{text}");
}

#[test]
fn every_row_that_is_not_used_is_reported() {
    let corpus = CORPUS.replace(
        "(id: \"labour\"",
        "(id: \"ada-2\", kind: Person, name: \"Bo\", aliases: [\"ADA\"]), (id: \"bo\", kind: Person, name: \"Bo\"), (id: \"labour\"",
    );
    let known = corpus_of(&corpus, "corpus.ron");
    let table = "id,name,kind,roles\n\
                 ,Bo,person,\n\
                 ,NA,person,\n\
                 x y,Cil,person,\n\
                 d,Dan,robot,member of Labour 2012..; elder; chief of D 31st of never..\n\
                 d,Dan,person,\n\
                 d,Dan,party,\n\
                 e,Eve\n";
    let (update, report) = compared(Some(&known), table, mode(Mode::Add));
    let left_out: Vec<(Reason, u64)> =
        report.left_out.iter().map(|(reason, it)| (*reason, it.lines[0])).collect();
    assert_eq!(
        left_out,
        [(Reason::Ragged, 8), (Reason::BadId, 4), (Reason::NoName, 3), (Reason::Ambiguous, 2)]
    );
    let noted: Vec<(Reason, usize)> =
        report.incomplete.iter().map(|(reason, it)| (*reason, it.rows)).collect();
    assert_eq!(noted, [(Reason::UnknownKind, 1), (Reason::BadRole, 2), (Reason::OtherRow, 1)]);
    assert_eq!(update.added().collect::<Vec<_>>(), ["Dan"]);
    let only = EntityMode { only_known: true, ..mode(Mode::Add) };
    let (update, report) = compared(Some(&known), "name\nDan\nLabour\n", only);
    assert!(update.is_empty());
    assert_eq!(report.left_out[&Reason::NotThere].lines, [2]);
}

/// The graphs of a corpus and of a store that get the same tables of entities.
fn both(tables: &[String], how: EntityMode, folder: &Path) -> (TemporalGraph, TemporalGraph) {
    let (text, store) = (folder.join("corpus.ron"), folder.join("some.stance"));
    fs::write(&text, CORPUS).unwrap();
    corpus_of(CORPUS, "corpus.ron").write(&store).unwrap();
    let corpus = || stancegraph::corpus::read(std::slice::from_ref(&text));
    for table in tables {
        let reading = corpus();
        let known = TemporalGraph::new(reading.corpus.clone());
        let (update, _) = compared(Some(&known), table, how);
        update.in_corpus(Some(&reading), &text).unwrap().write().unwrap();
        let known = TemporalGraph::open_whole(&store).unwrap();
        let (update, _) = compared(Some(&known), table, how);
        if !update.is_empty() {
            update.in_store(&store).unwrap().write().unwrap();
        }
    }
    (TemporalGraph::new(corpus().corpus), TemporalGraph::open_whole(&store).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_store_knows_what_the_corpus_knows(
        tables in prop::collection::vec(prop::collection::vec((0..5_usize, 0..5_usize, 0..4_usize, 0..4_usize), 1..5), 1..4),
        is_update in any::<bool>(),
    ) {
        let row = |&(id, name, alias, role): &(usize, usize, usize, usize)| {
            let id = ["200", "ada", "", "x1", "x2"][id];
            let name = ["United Kingdom", "Ada", "ADA", "Xi", "Labour"][name];
            let alias = ["", "UK|GB", "Labour", "a\u{301}b"][alias];
            let role = ["", "member of labour 2012..", "head of Trust ..2016", "member of Xi"][role];
            format!("{id},{name},{alias},{role}\n")
        };
        let tables: Vec<String> = tables.iter().map(|rows| {
            std::iter::once("id,name,aliases,roles\n".to_owned()).chain(rows.iter().map(row)).collect()
        }).collect();
        let folder = tempfile::tempdir().unwrap();
        let how = mode(if is_update { Mode::Update } else { Mode::Add });
        let (corpus, store) = both(&tables, how, folder.path());
        prop_assert_eq!(said(&store), said(&corpus));
        prop_assert_eq!(store.n_statements(), 1);
        for typed in ["200", "ada", "uk", "United Kingdom", "labour", "trust", "xi"] {
            prop_assert_eq!(store.find_entity(typed).ok(), corpus.find_entity(typed).ok(), "{}", typed);
        }
        let compacted = Addition::begin(&folder.path().join("some.stance")).unwrap().compact().unwrap();
        prop_assert_eq!(said(&compacted), said(&corpus));
    }
}
