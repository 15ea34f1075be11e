//! Attributes of entities and sources: in tables of statements and of entities, and back.

use proptest::prelude::*;
use stancegraph::{
    corpus::{TextFile, read_json_lines, shipped_vocabulary},
    export::{Format, Scene, SceneOptions},
    graph::TemporalGraph,
    import::csv::{CsvOptions, MappingFile, import},
    model::Day,
    view::{Filter, Frame, View},
};
use std::collections::BTreeMap;

fn read(table: &str, options: &CsvOptions) -> (TemporalGraph, Vec<String>) {
    let (graph, report, outcome) =
        import(table.as_bytes(), shipped_vocabulary(), options, &|_| Ok(())).unwrap();
    assert_eq!(report.rows, report.statements, "{report:?}");
    (graph, outcome.notes)
}

fn of_entity(graph: &TemporalGraph, name: &str) -> Vec<(String, String)> {
    let entity = graph.entity(graph.find_entity(name).unwrap());
    entity.attributes().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn headings_and_mappings_name_columns() {
    let table = "holder,verb,target,on,holder_attr.party,Target Attr.Kind of plan,fraktion,source_attr.page\n\
        Ute,supports,Plan B,2024-01-02,SPD,road,NA,3\nJan,opposes,Plan B,2024-01-02,,road,Left,3\n\
        Ute,opposes,Plan C,2024-02-02,FDP,,,3\n";
    let options = CsvOptions {
        mapping: "holder_attr.group=fraktion".parse().unwrap(),
        missing: "NA".parse().unwrap(),
        ..CsvOptions::default()
    };
    let (graph, notes) = read(table, &options);
    assert_eq!(of_entity(&graph, "Ute"), pairs(&[("party", "SPD")]));
    assert_eq!(of_entity(&graph, "Jan"), pairs(&[("group", "Left")]));
    assert_eq!(of_entity(&graph, "Plan B"), pairs(&[("Kind of plan", "road")]));
    assert_eq!(of_entity(&graph, "Plan C"), []);
    let source = graph.sources().next().unwrap();
    assert_eq!(source.attributes().collect::<Vec<_>>(), [("page", "3")]);
    assert_eq!(notes, ["Ute has the party SPD, and FDP in other rows (1×)"]);
}

#[test]
fn mapping_files_name_columns() {
    let file = r#"(columns: (holder: "who"), attributes: {"holder_attr.party": "fraktion"})"#;
    let options = CsvOptions {
        mapping: MappingFile::from_ron(file).unwrap().columns,
        ..CsvOptions::default()
    };
    let (graph, _) = read("who,verb,target,on,fraktion\nUte,supports,Plan,2024,SPD\n", &options);
    assert_eq!(of_entity(&graph, "Ute"), pairs(&[("party", "SPD")]));
    let error = MappingFile::from_ron(r#"(attributes: {"holder.party": "x"})"#).unwrap_err();
    assert!(error.contains("holder_attr.NAME"), "{error}");
}

/// Entities with these attributes, each criticizing the next, and sources with the same.
fn graph_of(all: &[BTreeMap<String, String>]) -> TemporalGraph {
    let mut text = String::new();
    for (number, attributes) in all.iter().enumerate() {
        let attributes = serde_json::to_string(attributes).unwrap();
        text.extend([format!(
            "{{\"entity\": {{\"id\": \"e{number}\", \"kind\": \"person\", \"name\": \"E{number}\", \"attributes\": {attributes}}}}}\n\
             {{\"source\": {{\"id\": \"s{number}\", \"kind\": \"post\", \"attributes\": {attributes}}}}}\n\
             {{\"statement\": {{\"holder\": \"e{number}\", \"stance\": \"criticizes\", \"target\": \"e{}\", \"source\": \"s{number}\", \"on\": \"2024-01-01\"}}}}\n",
            (number + 1) % all.len(),
        )]);
    }
    let reading = read_json_lines(vec![TextFile { path: "story.jsonl".into(), text }]);
    assert!(reading.is_sound(), "{:?}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn exported(graph: &TemporalGraph, format: Format) -> String {
    let view = View::new(graph, Frame::all(Day::from_civil(2026, 1, 1)));
    let scene = Scene::new(&view, &SceneOptions::default());
    String::from_utf8(format.exporter().export(&scene).unwrap()).unwrap()
}

/// Names and values without white space around them, which tables do not keep.
fn attributes() -> impl Strategy<Value = BTreeMap<String, String>> {
    let name = prop_oneof![Just("party".to_owned()), "[A-Za-zäß][A-Za-z .:_-]{0,8}[a-z]"];
    let value = prop_oneof![Just("Labour".to_owned()), "[A-Za-z\"',;éß][A-Za-z \"',;]{0,8}[a-z\"]"];
    proptest::collection::btree_map(name, value, 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn tables_and_records_bring_them_back(all in proptest::collection::vec(attributes(), 2..5)) {
        let graph = graph_of(&all);
        let lines = exported(&graph, Format::Jsonl);
        let file = TextFile { path: "back.jsonl".into(), text: lines.clone() };
        let back = TemporalGraph::new(read_json_lines(vec![file]).corpus);
        prop_assert_eq!(&exported(&back, Format::Jsonl), &lines);
        let (back, notes) = read(&exported(&graph, Format::CsvStatements), &CsvOptions::default());
        prop_assert_eq!(notes, Vec::<String>::new());
        prop_assert_eq!(&exported(&back, Format::Jsonl), &lines);
    }

    #[test]
    fn filters_find_who_has_a_value(all in proptest::collection::vec(attributes(), 2..6)) {
        let graph = graph_of(&all);
        let is_labour = |number: usize| all[number].get("party").is_some_and(|it| it == "Labour");
        for (key, expected) in [
            ("holder-attr", (0..all.len()).filter(|it| is_labour(*it)).count()),
            ("target-attr", (0..all.len()).filter(|it| is_labour((it + 1) % all.len())).count()),
            ("attr", (0..all.len()).filter(|it| is_labour(*it) || is_labour((it + 1) % all.len())).count()),
            ("source-attr", (0..all.len()).filter(|it| is_labour(*it)).count()),
        ] {
            let filter = Filter::parse(&format!("{key}.party:labour"), &graph);
            prop_assert_eq!(filter.is_ok(), (0..all.len()).any(is_labour));
            if let Ok(filter) = filter {
                let passing = graph.statements().filter(|it| filter.admits(graph.statement(*it)));
                prop_assert_eq!(passing.count(), expected);
            }
        }
    }
}
