//! Tables: every row becomes its statement or is told, however the table is cut and however little memory
//! there is.

use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::{StatementIndex, TemporalGraph, ingest::Naming},
    import::{
        ImportReport, Reason, Unit, Values,
        csv::{CsvError, CsvOptions, End, Field, HeaderError, MappingFile, Wide, import},
    },
    model::{DateOrder, EntityKind},
};
use std::{collections::BTreeSet, fs, io, path::Path};

fn options(memory: usize) -> CsvOptions {
    CsvOptions { source: "the-file".to_owned(), memory, ..CsvOptions::default() }
}

pub(crate) const ROOMY: usize = 1 << 30;

pub(crate) fn read(table: &[u8], memory: usize) -> (TemporalGraph, ImportReport, usize) {
    let imported = import(table, corpus::shipped_vocabulary(), &options(memory), &|_| Ok(()));
    let (graph, report, outcome) = imported.unwrap();
    (graph, report, outcome.repeated)
}

fn bytes_of(graph: &TemporalGraph, folder: &Path) -> Vec<u8> {
    let path = folder.join("some.stance");
    graph.write(&path).unwrap();
    fs::read(path).unwrap()
}

/// A row as it is written.
pub(crate) type Row = [String; 6];

pub(crate) fn table(rows: &[Row], delimiter: u8) -> Vec<u8> {
    let mut out = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    out.write_record(["holder", "verb", "target", "date", "source", "quote"]).unwrap();
    for row in rows {
        out.write_record(row).unwrap();
    }
    out.into_inner().unwrap()
}

fn name() -> impl Strategy<Value = String> {
    let names = ["Ada", "ada", "Ben, \"Big\"", "O'Neil\nJr.", "李小龍", "=1", "a;b\tc|d", "🤖"];
    prop::sample::select(names.map(str::to_owned).to_vec())
}

pub(crate) fn row() -> impl Strategy<Value = Row> {
    let verb = prop::sample::select(vec!["supports", "opposes", "praises"]);
    let date =
        prop::sample::select(vec!["2018-04-25", "2018-04", "2018-04-25~", "2017-01-01/2018-04-25"]);
    let source = prop::sample::select(vec!["post-1", "https://example.org/1", "The Gazette, p. 3"]);
    let quote = prop_oneof![
        Just(String::new()),
        "[a-c \"\n,]{0,12}".prop_map(String::from),
        any::<String>(),
    ];
    (name(), verb, name(), date, source, quote).prop_map(
        |(holder, verb, target, date, source, quote)| {
            [holder, verb.to_owned(), target, date.to_owned(), source.to_owned(), quote]
        },
    )
}

/// What a graph says, in the words that came in.
pub(crate) fn said(graph: &TemporalGraph) -> Vec<Row> {
    said_in(graph, graph.statements())
}

fn said_in(graph: &TemporalGraph, statements: impl Iterator<Item = StatementIndex>) -> Vec<Row> {
    let statements = statements.map(|index| graph.statement(index));
    let rows = statements.map(|statement| {
        let source = statement.source_record();
        let source = source.url().or(source.title()).unwrap_or(source.id());
        [
            statement.holder_entity().name().to_owned(),
            statement.verb().word.clone(),
            statement.target_entity().name().to_owned(),
            statement.date().into_owned(),
            source.to_owned(),
            statement.quote().map(String::from).unwrap_or_default(),
        ]
    });
    rows.collect()
}

/// Names that fold alike are one entity, called as the first to appear.
fn first_spellings(rows: &[Row]) -> impl Fn(&str) -> String + use<> {
    let names = rows.iter().filter(|row| row[0] != row[2]).flat_map(|row| [&row[0], &row[2]]);
    let first = names.into_iter().find(|name| name.to_lowercase() == "ada").cloned();
    move |name| {
        let first = first.clone().filter(|_| name.to_lowercase() == "ada");
        first.unwrap_or_else(|| name.to_owned())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_its_statement(
        rows in prop::collection::vec(row(), 0..40),
        delimiter in prop::sample::select(b",;\t|".to_vec()),
    ) {
        let table = table(&rows, delimiter);
        let (graph, report, repeated) = read(&table, ROOMY);
        let blank = |quote: &str| if quote.trim().is_empty() { String::new() } else { quote.to_owned() };
        let shown = first_spellings(&rows);
        let sound: Vec<Row> = rows
            .iter()
            .map(|row| {
                let mut row = row.clone();
                (row[0], row[2], row[5]) = (shown(&row[0]), shown(&row[2]), blank(&row[5]));
                row
            })
            .filter(|row| row[0] != row[2])
            .collect();
        let expected: BTreeSet<Row> = sound.iter().cloned().collect();
        prop_assert_eq!(report.rows, rows.len());
        let as_written = rows.iter().filter(|row| row[0] != row[2]).count();
        prop_assert_eq!(report.statements, as_written);
        prop_assert_eq!(repeated, sound.len() - expected.len());
        let found = said(&graph);
        prop_assert_eq!(found.len(), expected.len());
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
        // In the order of a graph.
        let keys: Vec<_> = graph.statements().map(|index| {
            let statement = graph.statement(index);
            let bounds = statement.bounds();
            ((statement.holder(), statement.target()), (bounds.latest, bounds.earliest), statement.order())
        }).collect();
        prop_assert!(keys.is_sorted());
        // The order of the corpus is that of the first of equal rows.
        let mut first: Vec<Row> = Vec::new();
        for row in sound {
            if !first.contains(&row) {
                first.push(row);
            }
        }
        let in_order: Vec<Row> = said_in(&graph, graph.in_corpus_order());
        prop_assert_eq!(in_order, first);
    }

    #[test]
    fn little_memory_gives_the_same_bytes(rows in prop::collection::vec(row(), 0..40)) {
        let table = table(&rows, b',');
        let folder = tempfile::tempdir().unwrap();
        let roomy = bytes_of(&read(&table, ROOMY).0, folder.path());
        prop_assert!(bytes_of(&read(&table, 1).0, folder.path()) == roomy);
        let mut turned = rows;
        turned.reverse();
        let turned = self::table(&turned, b',');
        // The table of frequent runs is made of the first rows, and the order is that of the table; nothing else may differ
        // but how names are spelled.
        let spelled = |[holder, rest @ .., target, date, source, quote]: Row| {
            let [holder, target] = [holder, target].map(|name| if name == "Ada" { "ada".to_owned() } else { name });
            (holder, rest, target, date, source, quote)
        };
        let sorted = |table: &[u8]| said(&read(table, ROOMY).0).into_iter().map(spelled).collect::<BTreeSet<_>>();
        prop_assert_eq!(sorted(&turned), sorted(&table));
    }
}

#[test]
fn large_tables_are_cut_between_rows() {
    let rows: Vec<Row> = (0..60_000)
        .map(|number| {
            let quote = "\"five\"\nlines,\n".repeat(number % 12);
            [
                format!("holder {}", number % 700),
                "supports".to_owned(),
                format!("target {}", number % 901),
                format!("20{:02}-03-04", number % 90 + 10),
                "post-1".to_owned(),
                format!("{number} {quote}"),
            ]
        })
        .collect();
    let table = table(&rows, b',');
    assert!(table.len() > 5 << 20);
    let (graph, report, repeated) = read(&table, 1 << 20);
    assert_eq!((report.rows, report.statements, repeated), (60_000, 60_000, 0));
    assert_eq!(said(&graph).into_iter().collect::<BTreeSet<_>>(), rows.into_iter().collect());
}

#[test]
fn what_makes_no_statement_is_told_with_its_line() {
    let table = b"\xEF\xBB\xBFholder,target,verb,on,confidence\n\
        a,b,supports,2018-04-25,0.5\n\
        \"a\n\",b,supports,2018-04-26,\n\
        a,b,supports\n\
        ,b,supports,2018-04-25,\n\
        a, ,supports,2018-04-25,\n\
        a,a,supports,2018-04-25,\n\
        a,b,,2018-04-25,\n\
        a,b,likes a lot,2018-04-25,\n\
        a,b,supports,,\n\
        a,b,supports,25.4.2018,\n\
        a,b,supports,2018-02-30,\n\
        a,b,supports,2018-04-25,2\n\
        a\xFF,b,supports,2018-04-25,\n";
    let (graph, report, _) = read(table, ROOMY);
    let told: Vec<_> =
        report.left_out.iter().map(|(reason, left)| (*reason, left.lines.clone())).collect();
    assert_eq!(
        told,
        [
            (Reason::Ragged, vec![5]),
            (Reason::Encoding, vec![15]),
            (Reason::NoHolder, vec![6]),
            (Reason::NoTarget, vec![7]),
            (Reason::Itself, vec![8]),
            (Reason::NoVerb, vec![9]),
            (Reason::UnknownVerb, vec![10]),
            (Reason::NoDate, vec![11]),
            (Reason::BadDate, vec![12, 13]),
            (Reason::BadNumber, vec![14]),
        ]
    );
    assert_eq!((report.rows, report.statements, graph.n_statements()), (13, 2, 2));
    assert_eq!(report.left_out[&Reason::UnknownVerb].frequent_values(), [("likes a lot", 1)]);
}

#[test]
fn rare_fields_are_kept() {
    let table = b"holder\ttarget\tstance\ton\trecorded\tconfidence\tcoder\tnote\n\
        a\tb\tsupports\t2018-04-25\t2018-05\t0.5\tmk\tsee 3\n";
    let (graph, ..) = read(table, 1);
    let statement = graph.statement(graph.statements().next().unwrap());
    assert_eq!(statement.known().to_string(), "2018-05-31");
    assert!((statement.confidence().value() - 0.5).abs() < f64::EPSILON);
    assert_eq!((statement.coder(), statement.note()), (Some("mk"), Some("see 3")));
    assert_eq!(statement.source_record().id(), "the-file");
}

#[test]
fn columns_tell_what_authors_outlets_and_topics_are() {
    let table = "holder,target,verb,on,source,author,outlet,claimed_by_name,about_names,about_kinds\n\
        Reds,Tax,supports,2018,one,Ada,The Gazette,Bo,\"Budget; \"\"Roads; South\"\"\",event work\n\
        The Courier,Tax,opposes,2018,two,The Gazette,The Courier,,,\n";
    let naming = Naming { holders: EntityKind::Party, ..Naming::default() };
    let options = CsvOptions { naming, ..options(ROOMY) };
    let (graph, _) = read_with(table.as_bytes(), &options);
    let kinds: Vec<(&str, EntityKind)> =
        graph.entities().map(|entity| (entity.name(), entity.kind())).collect();
    let expected = [
        ("Ada", EntityKind::Person),
        ("Bo", EntityKind::Party),
        ("Budget", EntityKind::Event),
        ("Reds", EntityKind::Party),
        ("Roads; South", EntityKind::Work),
        ("Tax", EntityKind::Topic),
        // They are outlets wherever they are one, though one holds a stance and the other is an author, too.
        ("The Courier", EntityKind::Outlet),
        ("The Gazette", EntityKind::Outlet),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn tables_without_rows_give_no_statements() {
    assert_eq!(read(b"holder,target,verb,date\n", ROOMY).0.n_statements(), 0);
    assert_eq!(read(b"holder,target,verb,date", ROOMY).0.n_statements(), 0);
    let nothing = import(&b""[..], corpus::shipped_vocabulary(), &options(ROOMY), &|_| Ok(()));
    assert!(matches!(nothing, Err(CsvError::Header(_))));
}

#[test]
fn who_stops_an_import_gets_nothing() {
    let stop = |_| Err(io::Error::other("enough"));
    let table = table(&[["a", "supports", "b", "2018", "s", ""].map(str::to_owned)], b',');
    let stopped = import(&table[..], corpus::shipped_vocabulary(), &options(ROOMY), &stop);
    assert!(matches!(stopped, Err(CsvError::Io(_))));
}

fn read_with(table: &[u8], options: &CsvOptions) -> (TemporalGraph, ImportReport) {
    let (graph, report, _) =
        import(table, corpus::shipped_vocabulary(), options, &|_| Ok(())).unwrap();
    (graph, report)
}

/// A table with a column for each holder, or for each target, and the same as a list.
fn wide_and_long(
    cells: &[(usize, usize, &'static str)],
    names: &[&str],
    topics: &[&str],
) -> (Vec<u8>, Vec<Row>) {
    let mut wide = ::csv::Writer::from_writer(Vec::new());
    wide.write_record([&["bill", "date"], names].concat()).unwrap();
    let mut long = Vec::new();
    for (row, topic) in topics.iter().enumerate() {
        let date = format!("2018-04-{:02}", row + 1);
        let mut fields = vec![(*topic).to_owned(), date.clone()];
        for (column, name) in names.iter().enumerate() {
            let of = |cell: &&(usize, usize, &str)| (cell.0, cell.1) == (row, column);
            let cell = cells.iter().find(of).map_or("", |cell| cell.2);
            fields.push(cell.to_owned());
            let verb = match cell.trim() {
                "yes" => "supports",
                "no" => "opposes",
                _ => continue,
            };
            if name.trim() != topic.trim() {
                let row = [name.trim(), verb, topic.trim(), &date, "the-file", ""];
                long.push(row.map(str::to_owned));
            }
        }
        wide.write_record(fields).unwrap();
    }
    (wide.into_inner().unwrap(), long)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn wide_tables_say_what_lists_say(
        cells in prop::collection::vec((0_usize..4, 0_usize..3, prop::sample::select(vec!["yes", "no", " yes ", "NA", "-", "?", " "])), 0..14),
        is_of_holders in any::<bool>(),
    ) {
        let topics = ["Pier, \"new\"\nand long", "Tax", "Ada", "毛"];
        let (wide, mut long) = wide_and_long(&cells, &["Ada", "Ben; Jr.", "Cleo, PhD"], &topics);
        let (of, map) = if is_of_holders { (End::Holder, "target=bill") } else { (End::Target, "holder=bill") };
        if !is_of_holders {
            for row in &mut long {
                row.swap(0, 2);
            }
        }
        let options = CsvOptions {
            wide: Some(Wide { of, only: Vec::new(), except: Vec::new() }),
            mapping: map.parse().unwrap(),
            values: "yes=supports,no=opposes,-=".parse().unwrap(),
            missing: "NA".parse().unwrap(),
            ..options(ROOMY)
        };
        let (graph, report) = read_with(&wide, &options);
        prop_assert_eq!(report.unit, Unit::Cells);
        let left_out: usize = report.left_out.values().map(|it| it.rows).sum();
        prop_assert_eq!(report.rows, report.statements + left_out);
        prop_assert_eq!(said(&graph).into_iter().collect::<BTreeSet<_>>(), long.into_iter().collect::<BTreeSet<_>>());
    }

    #[test]
    fn a_table_without_headings_says_the_same(rows in prop::collection::vec(row(), 1..12)) {
        let table = table(&rows, b',');
        let headless = &table[table.iter().position(|byte| *byte == b'\n').unwrap() + 1..];
        let mapping = "holder=#1,verb=#2,target=#3,on=#4,source=#5,quote=#6";
        let by_number = CsvOptions { mapping: mapping.parse().unwrap(), ..options(ROOMY) };
        let (with, _) = read_with(&table, &options(ROOMY));
        let (without, report) = read_with(headless, &by_number);
        prop_assert_eq!(report.rows, rows.len());
        prop_assert_eq!(said(&with), said(&without));
        // The same columns by number, and headings above them.
        prop_assert_eq!(said(&read_with(&table, &by_number).0), said(&with));
        let plain = CsvOptions { mapping: mapping.replace('#', "").parse().unwrap(), header: Some(false), ..options(ROOMY) };
        prop_assert_eq!(said(&read_with(headless, &plain).0), said(&with));
    }
}

#[test]
fn what_cannot_be_wide_is_told() {
    let wide = |only: &[&str], except: &[&str]| {
        let owned = |columns: &[&str]| columns.iter().map(|&it| it.to_owned()).collect();
        Some(Wide { of: End::Holder, only: owned(only), except: owned(except) })
    };
    let refused = |table: &str, map: &str, wide| {
        let options = CsvOptions { wide, mapping: map.parse().unwrap(), ..options(ROOMY) };
        let outcome = import(table.as_bytes(), corpus::shipped_vocabulary(), &options, &|_| Ok(()));
        match outcome {
            Err(CsvError::Header(error)) => error,
            _ => panic!("{table} is read"),
        }
    };
    let table = "target,date,Ada\nPier,2018,supports\n";
    let given = refused(table, "holder=Ada", wide(&[], &[]));
    assert!(matches!(given, HeaderError::Given { field: Field::Holder }));
    assert!(matches!(refused(table, "", wide(&[], &["Ada"])), HeaderError::NoWide { .. }));
    assert!(matches!(refused(table, "", wide(&["Eve"], &[])), HeaderError::NoColumn { .. }));
    let headless = refused("Pier,2018,supports\n", "target=#1,on=#2", wide(&[], &[]));
    assert!(matches!(headless, HeaderError::NoHeadings));
    let (graph, _) =
        read_with(table.as_bytes(), &CsvOptions { wide: wide(&["Ada"], &[]), ..options(ROOMY) });
    assert_eq!(graph.n_statements(), 1);
}

#[test]
fn every_field_of_a_mapping_file_is_a_flag() {
    let file = MappingFile::from_ron(
        "// ours
        (
            columns: (target: \"bill\", on: \"day\", source: \"#4\"),
            verb: \"praises\",
            values: {\"yes\": \"supports\", \"abstain\": \"\"},
            missing: [\"NA\", \"on=?\"],
            wide: (of: Holder, except: [\"total\"]),
            on: \"2018-04\", dates: \"dmy\", encoding: \"latin1\", delimiter: \";\", header: true,
            holder_kind: Politician, target_kind: Work, source_kind: Vote, source: \"roll calls\",
        )",
    )
    .unwrap();
    assert_eq!(file.columns, "source=#4,target=bill,on=day".parse().unwrap());
    let values: Values = "abstain=,yes=supports".parse().unwrap();
    assert_eq!(file.values, values.with_constant(Some("praises".to_owned())));
    assert_eq!(file.missing, Some("NA,on=?".parse().unwrap()));
    assert_eq!(
        file.wide.map(|wide| (wide.of, wide.except)),
        Some((End::Holder, vec!["total".to_owned()]))
    );
    assert_eq!(file.words.dates, Some(DateOrder::DayFirst));
    assert_eq!(file.words.header, Some(true));
    for (text, expected) in [
        ("(\n  colums: ())", "2:"),
        ("(columns: (holder: \"a\", holder: \"b\"))", "1:"),
        ("(columns: (\n\n whom: \"a\"))", "3:"),
        ("(\ndates: \"ymdd\")", "2:"),
        ("(missing: [\"whom=x\"])", "1:"),
        ("(wide: (of: Actor))", "1:"),
        ("(on: \"soon\")", "1:"),
        ("(", "1:"),
    ] {
        let error = MappingFile::from_ron(text).unwrap_err();
        assert!(error.starts_with(expected), "{text}: {error}");
    }
}

#[test]
fn the_mapping_file_of_the_reference_is_one() {
    let reference = include_str!("../../docs/reference/import-csv.md");
    let blocks = reference.split("```ron\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mapping = blocks.filter(|block| block.contains("wide:")).map(MappingFile::from_ron);
    assert_eq!(mapping.map(Result::unwrap).count(), 1);
}
