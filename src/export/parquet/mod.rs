//! Parquet: statements, entities and sources as tables, for DuckDB, Arrow, pandas and Spark.
//!
//! Each table is a file; ids join the three. Days are dates, known instants are timestamps in UTC, fields with
//! several values are lists, and absent fields are null.

mod writer;

use self::writer::{Column, Values, written};
use super::{
    caption,
    corrections::Corrections,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    selection::Selection,
};
use crate::{
    graph::{EntityRef, RoleRef, SourceRef, TemporalGraph},
    model::{Confidence, Date, Day, EntityIndex, SourceIndex, Time},
    view::View,
};

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

fn text<'c, R>(name: &'static str, text: impl Fn(&R) -> String + 'c) -> Column<'c, R> {
    Column { name, values: Values::Text(Box::new(text)) }
}

fn maybe<'c, R>(name: &'static str, text: impl Fn(&R) -> Option<String> + 'c) -> Column<'c, R> {
    Column { name, values: Values::MaybeText(Box::new(text)) }
}

fn number<'c, R>(name: &'static str, number: impl Fn(&R) -> f64 + 'c) -> Column<'c, R> {
    Column { name, values: Values::Number(Box::new(number)) }
}

fn maybe_number<'c, R>(
    name: &'static str,
    number: impl Fn(&R) -> Option<f64> + 'c,
) -> Column<'c, R> {
    Column { name, values: Values::MaybeNumber(Box::new(number)) }
}

/// A day, or null where it is unbounded.
fn day<'c, R>(name: &'static str, day: impl Fn(&R) -> Option<Day> + 'c) -> Column<'c, R> {
    Column { name, values: Values::MaybeDay(Box::new(day)) }
}

/// An instant, or null where no time of day is known.
fn instant<'c, R>(
    name: &'static str,
    instant: impl Fn(&R) -> Option<(Day, Time)> + 'c,
) -> Column<'c, R> {
    Column { name, values: Values::MaybeInstant(Box::new(instant)) }
}

fn texts<'c, R>(name: &'static str, texts: impl Fn(&R) -> Vec<String> + 'c) -> Column<'c, R> {
    Column { name, values: Values::Texts(Box::new(texts)) }
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
    let field = move |value: fn(&TemporalGraph, RoleRef<'_>) -> Option<String>| {
        move |index: &EntityIndex| {
            let entity: EntityRef<'_> = graph.entity(*index);
            entity.roles().map(|role| value(graph, role)).collect()
        }
    };
    Column {
        name: "roles",
        values: Values::Groups(vec![
            ("role", Box::new(field(|_, role| Some(role.role().to_owned())))),
            ("of", Box::new(field(|graph, role| Some(graph.entity(role.of()).id().to_owned())))),
            ("from", Box::new(field(|_, role| written_date(role.from())))),
            ("until", Box::new(field(|_, role| written_date(role.until())))),
        ]),
    }
}

/// Attributes as groups of a name and a value, which make a map in DuckDB.
fn attributes<'c, R>(of: impl Fn(&R) -> Vec<(&'c str, &'c str)> + Copy + 'c) -> Column<'c, R> {
    let names = move |row: &R| of(row).into_iter().map(|(name, _)| Some(name.to_owned())).collect();
    let values =
        move |row: &R| of(row).into_iter().map(|(_, value)| Some(value.to_owned())).collect();
    Column {
        name: "attributes",
        values: Values::Groups(vec![("name", Box::new(names)), ("value", Box::new(values))]),
    }
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
