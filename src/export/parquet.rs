//! Parquet: statements, entities and sources as tables, for DuckDB, Arrow, pandas and Spark.
//!
//! Each table is a file; ids join the three. Days are dates, known instants are timestamps in UTC, fields with
//! several values are lists, and absent fields are null.

use super::{
    caption,
    corrections::Corrections,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    selection::Selection,
    tabular::{Column, Field, Kind, Value, write_parquet},
};
use crate::{
    graph::{RoleRef, SourceRef, TemporalGraph},
    model::{Confidence, Date, Day, EntityIndex, SourceIndex, Time},
    view::View,
};

/// The number of rows in a row group.
const ROWS_OF_GROUP: usize = 131_072;

/// A table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Table {
    /// A row for each statement in the view, corrected ones and claims included.
    Statements,
    /// A row for each entity that they refer to.
    Entities,
    /// A row for each source that they refer to.
    Sources,
}

impl Exporter for Table {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let selection = Selection::of(scene);
        let graph = scene.view().graph();
        let about = [
            ("title", scene.title().map(str::to_owned)),
            ("description", Some(caption::caption(scene))),
        ];
        match self {
            Self::Statements => {
                let rows = selection.listed(scene.view());
                written(&statements(scene.view(), &selection), &rows, about)
            }
            Self::Entities => {
                let rows: Vec<_> = selection.entities.iter().copied().collect();
                written(&entities(graph), &rows, about)
            }
            Self::Sources => {
                let rows: Vec<_> = selection.sources.iter().copied().collect();
                written(&sources(graph), &rows, about)
            }
        }
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        match self {
            Self::Statements => Corrections::of(scene).notes(),
            Self::Entities | Self::Sources => Vec::new(),
        }
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("parquet"))
    }
}

/// The table of these rows.
fn written<R: Copy>(
    columns: &[Column<'_, R>],
    rows: &[R],
    about: [(&str, Option<String>); 2],
) -> Result<Vec<u8>, ExportError> {
    let about = about.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let rows = rows.iter().copied().map(Ok);
    let mut out = Vec::new();
    write_parquet(columns, rows, ROWS_OF_GROUP, about.collect(), &mut out)
        .map_err(|error| ExportError::Unfit(error.to_string().into()))?;
    Ok(out)
}

fn text<'c, R>(name: &'static str, text: impl Fn(&R) -> String + 'c) -> Column<'c, R> {
    Column::new(Field::required(name, Kind::Text), move |row| Value::Text(text(row).into()))
}

fn maybe<'c, R>(name: &'static str, text: impl Fn(&R) -> Option<String> + 'c) -> Column<'c, R> {
    column(name, Kind::Text, move |row| Some(Value::Text(text(row)?.into())))
}

fn number<'c, R>(name: &'static str, number: impl Fn(&R) -> f64 + 'c) -> Column<'c, R> {
    Column::new(Field::required(name, Kind::Number), move |row| Value::Number(number(row)))
}

fn maybe_number<'c, R>(
    name: &'static str,
    number: impl Fn(&R) -> Option<f64> + 'c,
) -> Column<'c, R> {
    column(name, Kind::Number, move |row| number(row).map(Value::Number))
}

/// A day, or null where it is unbounded.
fn day<'c, R>(name: &'static str, day: impl Fn(&R) -> Option<Day> + 'c) -> Column<'c, R> {
    column(name, Kind::Day, move |row| day(row).map(Value::Day))
}

/// An instant, or null where no time of day is known.
fn instant<'c, R>(
    name: &'static str,
    instant: impl Fn(&R) -> Option<(Day, Time)> + 'c,
) -> Column<'c, R> {
    column(name, Kind::Instant, move |row| {
        instant(row).map(|(day, time)| Value::Instant(day, time))
    })
}

/// A column whose values may be null.
fn column<'c, R>(
    name: &'static str,
    kind: Kind,
    of: impl Fn(&R) -> Option<Value<'static>> + 'c,
) -> Column<'c, R> {
    Column::new(Field::maybe(name, kind), move |row| of(row).unwrap_or(Value::Null))
}

fn texts<'c, R>(name: &'static str, texts: impl Fn(&R) -> Vec<String> + 'c) -> Column<'c, R> {
    let texts =
        move |row: &R| texts(row).into_iter().map(|text| Value::Text(text.into())).collect();
    list(name, Field::required("element", Kind::Text), texts)
}

/// Lists of records with these fields, which are texts or null.
fn records<'c, R, const N: usize>(
    name: &'static str,
    fields: [&'static str; N],
    records: impl Fn(&R) -> Vec<[Option<String>; N]> + 'c,
) -> Column<'c, R> {
    let record = Kind::Record(fields.map(|name| Field::maybe(name, Kind::Text)).to_vec());
    let maybe = |text: Option<String>| text.map_or(Value::Null, |text| Value::Text(text.into()));
    let record_of = move |texts: [Option<String>; N]| Value::Record(texts.map(maybe).to_vec());
    let records = move |row: &R| records(row).into_iter().map(record_of).collect();
    list(name, Field::required("element", record), records)
}

fn list<'c, R>(
    name: &'static str,
    element: Field,
    items: impl Fn(&R) -> Vec<Value<'static>> + 'c,
) -> Column<'c, R> {
    let field = Field::required(name, Kind::List(Box::new(element)));
    Column::new(field, move |row| Value::List(items(row)))
}

fn written_date(date: Option<Date>) -> Option<String> {
    date.map(|date| date.as_str().to_owned())
}

fn statements<'c>(
    view: &'c View<'_>,
    selection: &'c Selection,
) -> Vec<Column<'c, crate::graph::StatementIndex>> {
    let graph = view.graph();
    let of = move |index: &_| graph.statement(*index);
    let entity = move |index: EntityIndex| graph.entity(index).id().to_owned();
    let source = move |index: SourceIndex| graph.source(index).id().to_owned();
    let owned = |text: Option<&str>| text.map(str::to_owned);
    vec![
        text("id", move |it| of(it).id().into_owned()),
        text("holder", move |it| of(it).holder_entity().id().to_owned()),
        text("holder_name", move |it| of(it).holder_entity().name().to_owned()),
        text("verb", move |it| of(it).verb().word.clone()),
        text("polarity", move |it| of(it).effect().word().to_owned()),
        number("strength", move |it| of(it).verb().strength.value()),
        text("target", move |it| of(it).target_entity().id().to_owned()),
        text("target_name", move |it| of(it).target_entity().name().to_owned()),
        text("date", move |it| of(it).date().into_owned()),
        day("earliest", move |it| Some(of(it).bounds().earliest)),
        day("latest", move |it| Some(of(it).bounds().latest)),
        instant("instant", move |it| {
            let statement = of(it);
            graph.zone().to_utc(statement.bounds().latest, statement.time()?)
        }),
        maybe("certainty", move |it| selection.certainty(view, *it).map(|it| it.word().to_owned())),
        maybe("until", move |it| written_date(of(it).until())),
        text("source", move |it| source(of(it).source())),
        maybe("quote", move |it| of(it).quote().map(String::from)),
        maybe("prefix", move |it| owned(of(it).prefix())),
        maybe("suffix", move |it| owned(of(it).suffix())),
        texts("about", move |it| of(it).about().map(entity).collect()),
        texts("reported_in", move |it| of(it).reported_in().map(source).collect()),
        maybe("claimed_by", move |it| of(it).claimed_by().map(entity)),
        maybe("supersedes", move |it| {
            selection.corrected(graph, *it).map(|index| of(&index).id().into_owned())
        }),
        day("superseded_since", move |it| {
            of(it).superseded_since().filter(|_| view.is_superseded(*it))
        }),
        day("known", move |it| Some(of(it).known())),
        maybe("coder", move |it| owned(of(it).coder())),
        maybe_number("confidence", move |it| of(it).given_confidence().map(Confidence::value)),
        maybe("note", move |it| owned(of(it).note())),
    ]
}

fn entities(graph: &TemporalGraph) -> Vec<Column<'_, EntityIndex>> {
    let of = move |index: &EntityIndex| graph.entity(*index);
    let owned = |text: Option<&str>| text.map(str::to_owned);
    vec![
        text("id", move |it| of(it).id().to_owned()),
        text("kind", move |it| of(it).kind().word().to_owned()),
        text("name", move |it| of(it).name().to_owned()),
        texts("aliases", move |it| of(it).aliases().map(str::to_owned).collect()),
        maybe("wikidata", move |it| owned(of(it).wikidata())),
        roles(graph),
        attributes(move |it| of(it).attributes().collect()),
        maybe("note", move |it| owned(of(it).note())),
    ]
}

/// The roles of an entity, with the fields of a corpus file.
fn roles(graph: &TemporalGraph) -> Column<'_, EntityIndex> {
    records("roles", ["role", "of", "from", "until"], move |index: &EntityIndex| {
        let record = |role: RoleRef<'_>| {
            let of = graph.entity(role.of()).id().to_owned();
            let [from, until] = [role.from(), role.until()].map(written_date);
            [Some(role.role().to_owned()), Some(of), from, until]
        };
        graph.entity(*index).roles().map(record).collect()
    })
}

/// Attributes as records of a name and a value, which make a map in DuckDB.
fn attributes<'c, R>(of: impl Fn(&R) -> Vec<(&'c str, &'c str)> + 'c) -> Column<'c, R> {
    records("attributes", ["name", "value"], move |row| {
        let record = |(name, value): (&str, &str)| [name, value].map(|it| Some(it.to_owned()));
        of(row).into_iter().map(record).collect()
    })
}

fn sources(graph: &TemporalGraph) -> Vec<Column<'_, SourceIndex>> {
    let of = move |index: &SourceIndex| -> SourceRef<'_> { graph.source(*index) };
    let entity = move |index: EntityIndex| graph.entity(index).id().to_owned();
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let bounds = move |index: &SourceIndex| of(index).published().map(|date| date.bounds());
    vec![
        text("id", move |it| of(it).id().to_owned()),
        text("kind", move |it| of(it).kind().word().to_owned()),
        maybe("title", move |it| owned(of(it).title())),
        maybe("author", move |it| of(it).author().map(entity)),
        maybe("outlet", move |it| of(it).outlet().map(entity)),
        maybe("published", move |it| written_date(of(it).published())),
        day("earliest", move |it| bounds(it).map(|bounds| bounds.earliest)),
        day("latest", move |it| bounds(it).map(|bounds| bounds.latest)),
        instant("instant", move |it| {
            let published = of(it).published()?;
            graph.zone().to_utc(published.bounds().latest, published.time()?)
        }),
        texts("in_reply_to", move |it| {
            of(it).in_reply_to().map(|original| graph.source(original).id().to_owned()).collect()
        }),
        maybe("url", move |it| owned(of(it).url())),
        maybe("archived", move |it| owned(of(it).archived())),
        maybe("language", move |it| owned(of(it).language())),
        attributes(move |it| of(it).attributes().collect()),
        maybe("note", move |it| owned(of(it).note())),
    ]
}
