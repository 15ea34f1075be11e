//! `export parquet`, `parquet-entities` and `parquet-sources`, read back row by row.

use super::{
    frame, shipped,
    writing::{TIMES, Writing, graph_of, writing},
};
use ::parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};
use bytes::Bytes;
use proptest::prelude::*;
use stancegraph::{
    analysis::timeline::sort_in_time,
    export::{Format, Isolates, Scene, SceneOptions},
    graph::TemporalGraph,
    model::{Date, Day},
    view::View,
};
use std::collections::BTreeMap;

/// A value as text, or the values of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Text(String),
    Day(i32),
    Microseconds(i64),
    Number(f64),
    List(Vec<Self>),
    Group(Vec<(String, Self)>),
}

impl Value {
    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn is_null(&self) -> bool {
        *self == Self::Null
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => Value::Text(text.clone()),
        Field::Date(day) => Value::Day(*day),
        Field::TimestampMicros(number) => Value::Microseconds(*number),
        Field::Double(number) => Value::Number(*number),
        Field::ListInternal(list) => Value::List(list.elements().iter().map(value).collect()),
        Field::Group(row) => Value::Group(
            row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect(),
        ),
        other => panic!("{other:?}"),
    }
}

pub(crate) type Row = BTreeMap<String, Value>;

fn rows(graph: &TemporalGraph, format: Format) -> Vec<Row> {
    let options = SceneOptions { isolates: Isolates::Shown, ..SceneOptions::default() };
    let scene = Scene::new(&View::new(graph, frame()), &options);
    let bytes = format.exporter().export(&scene).unwrap();
    assert!(bytes == format.exporter().export(&scene).unwrap(), "the same scene, other bytes");
    read(bytes)
}

/// The rows of a table.
pub(crate) fn read(bytes: Vec<u8>) -> Vec<Row> {
    let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let row = row.unwrap();
        row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
    });
    rows.collect()
}

/// A text, or null where there is none.
fn maybe(text: Option<&str>) -> Value {
    text.map_or(Value::Null, Value::from)
}

fn number(day: Day) -> Value {
    let days = day.days_since(Day::from_civil(1970, 1, 1));
    days.map_or(Value::Null, |days| Value::Day(i32::try_from(days).unwrap()))
}

fn check(graph: &TemporalGraph) {
    let statements = rows(graph, Format::Parquet);
    assert_eq!(statements.len(), graph.n_statements());
    let view = View::new(graph, frame());
    let mut listed: Vec<_> = graph.statements().collect();
    sort_in_time(&view, &mut listed, |statement| *statement);
    for (row, statement) in statements.iter().zip(listed) {
        let statement = graph.statement(statement);
        assert_eq!(row["id"], Value::Text(statement.id().into_owned()));
        assert_eq!(row["holder"], statement.holder_entity().id().into());
        assert_eq!(row["holder_name"], statement.holder_entity().name().into());
        assert_eq!(row["target_name"], statement.target_entity().name().into());
        assert_eq!(row["verb"], (&*statement.verb().word).into());
        assert_eq!(row["strength"], Value::Number(statement.verb().strength.value()));
        assert_eq!(row["quote"], maybe(statement.quote().as_deref()));
        let confidence = statement.given_confidence().map(|it| Value::Number(it.value()));
        assert_eq!(row["confidence"], confidence.unwrap_or(Value::Null));
        let superseded = statement.superseded_since().map_or(Value::Null, number);
        assert_eq!(row["superseded_since"], superseded);
        assert_eq!(row["latest"], number(statement.bounds().latest));
        assert_eq!(row["date"], (&*statement.date()).into());
        let reported = statement.reported_in().map(|source| graph.source(source).id().into());
        assert_eq!(row["reported_in"], Value::List(reported.collect()));
    }
    let entities = rows(graph, Format::ParquetEntities);
    assert_eq!(entities.len(), graph.n_entities());
    for (row, entity) in entities.iter().zip(graph.entities()) {
        assert_eq!((&row["id"], &row["name"]), (&entity.id().into(), &entity.name().into()));
        assert_eq!(row["aliases"], Value::List(entity.aliases().map(Value::from).collect()));
        let text = |text: &str| Value::from(text);
        let roles = entity.roles().map(|role| {
            let fields = [
                ("role", text(role.role())),
                ("of", text(graph.entity(role.of()).id())),
                ("from", maybe(role.from().as_ref().map(Date::as_str))),
                ("until", maybe(role.until().as_ref().map(Date::as_str))),
            ];
            Value::Group(fields.map(|(name, value)| (name.to_owned(), value)).into())
        });
        assert_eq!(row["roles"], Value::List(roles.collect()));
    }
    let sources = rows(graph, Format::ParquetSources);
    assert_eq!(sources.len(), graph.n_sources());
    for (row, source) in sources.iter().zip(graph.sources()) {
        assert_eq!((&row["id"], &row["url"]), (&source.id().into(), &maybe(source.url())));
        assert_eq!(row["published"], maybe(source.published().as_ref().map(Date::as_str)));
    }
}

#[test]
fn tables_hold_the_corpus() {
    check(&shipped());
}

#[test]
fn instants_are_in_utc() {
    let graph = graph_of(TIMES.to_owned());
    let instants = |format| {
        let rows = rows(&graph, format).into_iter();
        rows.map(|row| row["instant"].clone()).collect::<Vec<_>>()
    };
    // date -u -d '2018-04-25T14:05:33.25-04:00' +%s
    let (said, published) = (1_524_679_533_250_000, 1_524_672_000_000_000);
    assert_eq!(instants(Format::Parquet), [Value::Microseconds(said), Value::Null]);
    assert_eq!(
        instants(Format::ParquetSources),
        [Value::Null, Value::Microseconds(published), Value::Null]
    );
    let replies =
        rows(&graph, Format::ParquetSources).into_iter().map(|row| row["in_reply_to"].clone());
    let list = |ids: &[&str]| Value::List(ids.iter().map(|id| (*id).into()).collect());
    assert_eq!(replies.collect::<Vec<_>>(), [list(&[]), list(&["a"]), list(&["a", "b"])]);
}

#[test]
fn a_corpus_of_nothing_has_empty_tables() {
    check(&graph_of("Corpus()".to_owned()));
}

#[test]
fn days_that_are_open_are_null() {
    let graph = graph_of(
        "Corpus(entities: [(id: \"a\", kind: Person, name: \"a\"), (id: \"b\", kind: Topic, name: \"b\")],\
         sources: [(id: \"s\", kind: Post)],\
         statements: [(holder: \"a\", stance: \"praises\", target: \"b\", source: \"s\", on: \"../2018\")])"
            .to_owned(),
    );
    let rows = rows(&graph, Format::Parquet);
    assert_eq!(rows[0]["earliest"], Value::Null);
    assert_eq!(rows[0]["latest"], number(Day::from_civil(2018, 12, 31)));
    check(&graph);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let Writing { entities, .. } = &writing;
        let graph = writing.graph();
        check(&graph);
        let names: Vec<Value> = entities.iter().map(|(_, name)| Value::from(&**name)).collect();
        let found: Vec<Value> = rows(&graph, Format::ParquetEntities)
            .into_iter()
            .map(|mut row| row.remove("name").unwrap())
            .collect();
        prop_assert_eq!(found, names);
    }
}
