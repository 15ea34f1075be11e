//! Every row, column and cell of random tables is in the corpus or in the report.

use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::{StatementRef, TemporalGraph},
    import::{
        DateForm, ImportReport, Outcome, Reason, Usage, Values,
        csv::{CsvOptions, End, Wide, import},
    },
    model::DateOrder,
};
use std::collections::{BTreeMap, BTreeSet};

fn read(table: &[u8], options: &CsvOptions) -> (TemporalGraph, ImportReport, Outcome) {
    import(table, corpus::shipped_vocabulary(), options, &|_| Ok(())).unwrap()
}

/// Columns that every table has, columns that it may have, and what their cells may hold. The fields of the statement
/// only, so that no two rows contradict one another.
const NEEDED: [(&str, &[&str]); 4] = [
    ("holder", &["Ada", "Bor", "Cil, \"PhD\"", ""]),
    ("target", &["Tax", "New\nPier", "Ada", ""]),
    ("verb", &["supports", "opposes", "yeah", ""]),
    ("on", &["2018-04-25", "2018-04", "25 April 2018", "25.4.2018", "0000-00-00", "2017-18", ""]),
];
const OPTIONAL: [(&str, &[&str]); 10] = [
    ("until", &["2019", "2019-01-01", "soon", ""]),
    ("quote", &["so; it, is", "a \"b\"\nc", ""]),
    ("note", &["n, 1", ""]),
    ("coder", &["mk", "cd", ""]),
    ("confidence", &["0.5", "0,25", "2", "sure", ""]),
    ("claimed_by", &["Dan", ""]),
    ("prefix", &["before", ""]),
    ("suffix", &["after", ""]),
    ("about", &["Harbour", ""]),
    ("recorded", &["2020-01-01", "then", ""]),
];

/// A heading as somebody might write it.
fn heading(field: &str, style: u8) -> String {
    match style % 4 {
        0 => field.to_owned(),
        1 => field.to_uppercase(),
        2 => format!(" {} ", field.replace('_', " ")),
        _ => format!("\u{200b}{}", field.replace('_', "-")),
    }
}

#[derive(Clone, Debug)]
struct Table {
    /// The field of each column; none where nobody knows its heading.
    fields: Vec<Option<&'static str>>,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn bytes(&self, delimiter: u8) -> Vec<u8> {
        let mut out = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        out.write_record(&self.headings).unwrap();
        for row in &self.rows {
            out.write_record(row).unwrap();
        }
        out.into_inner().unwrap()
    }

    /// The line on which each row begins.
    fn lines(&self) -> Vec<String> {
        let breaks =
            |row: &[String]| row.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        let heights = self.rows.iter().map(|row| 1 + breaks(row));
        let begins = heights.scan(2, |line, height| {
            let begin = *line;
            *line += height;
            Some(begin.to_string())
        });
        begins.collect()
    }
}

prop_compose! {
    fn tables()(
        picked in prop::sample::subsequence(OPTIONAL.to_vec(), 0..6),
        n_unknown in 0_usize..3,
    )(
        columns in {
            let known = NEEDED.into_iter().chain(picked).map(|(field, cells)| (Some(field), cells));
            let unknown = std::iter::repeat_n((None, &["x", ""][..]), n_unknown);
            Just(known.chain(unknown).collect::<Vec<(Option<&str>, &[&str])>>()).prop_shuffle()
        },
        styles in prop::collection::vec(any::<u8>(), 16),
        cells in prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 16), 0..5),
    ) -> Table {
        let fields: Vec<Option<&'static str>> = columns.iter().map(|(field, _)| *field).collect();
        let names = columns.iter().zip(&styles).enumerate();
        let headings = names.map(|(at, ((field, _), style))| {
            field.map_or_else(|| format!("other {at}"), |field| heading(field, *style))
        });
        let row = |picks: &Vec<prop::sample::Index>| {
            let cell = |((_, cells), pick): (&(Option<&str>, &'static [&'static str]), &prop::sample::Index)| {
                (*pick.get(cells)).to_owned()
            };
            columns.iter().zip(picks).map(cell).collect::<Vec<String>>()
        };
        Table { fields, headings: headings.collect(), rows: cells.iter().map(row).collect() }
    }
}

/// What a statement has of a field, as tables have it.
fn value(graph: &TemporalGraph, statement: StatementRef<'_>, field: &str) -> String {
    let name = |entity| graph.entity(entity).name().to_owned();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    match field {
        "holder" => name(statement.holder()),
        "target" => name(statement.target()),
        "verb" => statement.verb().word.clone(),
        "on" => statement.date().into_owned(),
        "until" => statement.until().map(|date| date.to_string()).unwrap_or_default(),
        "quote" => statement.quote().map(String::from).unwrap_or_default(),
        "note" => text(statement.note()),
        "coder" => text(statement.coder()),
        "confidence" => statement.confidence().value().to_string(),
        "claimed_by" => statement.claimed_by().map(name).unwrap_or_default(),
        "prefix" => text(statement.prefix()),
        "suffix" => text(statement.suffix()),
        "about" => statement.about().map(name).collect(),
        "recorded" => statement.known().to_string(),
        _ => unreachable!("{field}"),
    }
}

/// What a statement must have for such a cell; nothing where it may have anything.
fn expected(field: &str, cell: &str) -> Option<String> {
    match (field, cell) {
        ("recorded", "") => None,
        ("confidence", "") => Some("1".to_owned()),
        ("confidence", cell) => Some(cell.replace(',', ".")),
        ("on", "25 April 2018" | "25.4.2018") => Some("2018-04-25".to_owned()),
        (_, cell) => Some(cell.to_owned()),
    }
}

/// The lines of everything that is reported as skipped.
fn skipped(report: &ImportReport, outcome: &Outcome) -> BTreeSet<String> {
    let early = report.left_out.values().flat_map(|it| it.lines.iter().map(u64::to_string));
    let late = outcome.left_out.values().flat_map(|it| it.places.iter().cloned());
    early.chain(late).chain(outcome.repeated_at.iter().cloned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_table_is_dropped_in_silence(
        table in tables(),
        delimiter in prop::sample::select(b",;\t|".to_vec()),
        order in prop::sample::select(vec![None, Some(DateOrder::DayFirst), Some(DateOrder::YearFirst)]),
        one_verb in any::<bool>(),
    ) {
        let options = CsvOptions {
            dates: DateForm { order, century: None },
            delimiter: Some(delimiter),
            values: Values::default().with_constant(one_verb.then(|| "praises".to_owned())),
            ..CsvOptions::default()
        };
        let (graph, report, outcome) = read(&table.bytes(delimiter), &options);
        // Rows.
        let n_skipped: usize = report.left_out.values().map(|it| it.rows).sum();
        prop_assert_eq!(report.rows, table.rows.len());
        prop_assert_eq!(report.rows, report.statements + n_skipped);
        prop_assert_eq!(report.statements, graph.n_statements() + outcome.n_left_out());
        prop_assert_eq!(outcome.dependent, 0);
        // Columns.
        prop_assert_eq!(report.columns.len(), table.fields.len());
        for (column, field) in report.columns.iter().zip(&table.fields) {
            let field = field.filter(|field| !(one_verb && *field == "verb"));
            let usage = field.map_or(Usage::Unused, |field| Usage::Fields(vec![field.into()]));
            prop_assert_eq!(&column.usage, &usage, "{}", &column.heading);
        }
        // Cells.
        let skipped = skipped(&report, &outcome);
        for (row, line) in table.rows.iter().zip(table.lines()) {
            let has = |index| {
                let statement = graph.statement(index);
                table.fields.iter().zip(row).all(|(field, cell)| {
                    let field = field.filter(|field| !(one_verb && *field == "verb"));
                    let Some(field) = field else { return true };
                    expected(field, cell).is_none_or(|cell| value(&graph, statement, field) == cell)
                })
            };
            let is_there = graph.statements().any(has);
            prop_assert!(is_there || skipped.contains(&line), "line {line} of {table:?}: {report:?}");
        }
    }

    #[test]
    fn cells_of_wide_tables_are_counted(
        cells in prop::collection::vec(prop::sample::select(vec!["1", "yes", "0", "No", "FALSE", "-", "n/a", " ", ""]), 12),
        has_note in any::<bool>(),
        has_prefix in any::<bool>(),
    ) {
        let mut out = csv::Writer::from_writer(Vec::new());
        let more = [(has_note, "note"), (has_prefix, "prefix")];
        let more: Vec<&str> = more.into_iter().filter(|(has, _)| *has).map(|(_, it)| it).collect();
        out.write_record([&["target", "on", "A", "B", "C"][..], &more].concat()).unwrap();
        for (number, row) in cells.chunks(3).enumerate() {
            let target = format!("T{number}");
            out.write_record([&[&target, "2018"], row, &more].concat()).unwrap();
        }
        let options = CsvOptions {
            wide: Some(Wide { of: End::Holder, only: Vec::new(), except: Vec::new() }),
            values: Values::default().with_constant(Some("supports".to_owned())),
            ..CsvOptions::default()
        };
        let (graph, report, _) = read(&out.into_inner().unwrap(), &options);
        let mut nothing: BTreeMap<String, usize> = BTreeMap::new();
        let mut said = 0;
        for cell in cells.iter().filter(|cell| !cell.trim().is_empty()) {
            match *cell {
                "1" | "yes" => said += 1,
                cell => *nothing.entry(cell.to_owned()).or_default() += 1,
            }
        }
        prop_assert_eq!((report.rows, graph.n_statements()), (said, said));
        prop_assert_eq!(report.nothing, nothing);
    }
}

#[test]
fn bytes_that_are_no_text_cost_the_cells_in_question() {
    let options = CsvOptions {
        wide: Some(Wide {
            of: End::Holder,
            only: vec!["A".into(), "B".into()],
            except: Vec::new(),
        }),
        ..CsvOptions::default()
    };
    // In a cell; in what all cells of a row have, where a blank one still says nothing; and in a column that is not used.
    let table = b"target,on,A,B,unused\n\
        X,2010,supports,\xff,\n\
        Y\xff,2010,supports,opposes,\n\
        Z,20\xff10, ,opposes,\n\
        W,2011,supports,opposes,\xff\n";
    let (graph, report, _) = read(table, &options);
    let told: Vec<_> =
        report.left_out.iter().map(|(reason, left)| (*reason, left.lines.clone())).collect();
    assert_eq!(told, [(Reason::Encoding, vec![2, 3, 3, 4])]);
    assert_eq!((report.rows, report.statements, graph.n_statements()), (7, 3, 3));
}

/// The same rows with a column that is held in memory, and without.
fn both(table: &str) -> [String; 2] {
    let wider = table.lines().enumerate().map(|(number, line)| match (number, line) {
        (0, head) => format!("{head},prefix\n"),
        // In the middle of a quoted field.
        (_, line) if line.ends_with('~') => format!("{}\n", line.trim_end_matches('~')),
        (_, line) => format!("{line},\n"),
    });
    [table.replace('~', ""), wider.collect()]
}

#[test]
fn tables_held_in_memory_report_what_others_report() {
    let swallowed = "holder,target,verb,on,quote\nA,B,opposes,2010-01-01,\"stray~\nA,B,opposes,2010-01-02,x~\n\
                     A,B,opposes,2010-01-03,\"\nA,C,opposes,2021-22,y\nA,D,opposes,2010-01-01,\"so\" it is\n";
    for table in both(swallowed) {
        let (_, report, _) = read(table.as_bytes(), &CsvOptions::default());
        assert_eq!(report.doubts.values().map(|it| it.lines.clone()).collect::<Vec<_>>(), [[5]]);
        assert_eq!(report.left_out[&Reason::AfterQuote].lines, [6], "{table}");
        if table.starts_with("holder,target,verb,on,quote\n") {
            assert_eq!(report.incomplete[&Reason::HoldsRows].lines, [2]);
        }
    }
    let options = CsvOptions {
        values: Values::default().with_constant(Some("supports".to_owned())),
        on: Some("2010".parse().unwrap()),
        ..CsvOptions::default()
    };
    for table in both("Source,Target,Type\nA,B,Directed\nB,C,Undirected\n") {
        let (graph, report, _) = read(table.as_bytes(), &options);
        assert_eq!((report.rows, graph.n_statements(), report.notes.len()), (2, 3, 1), "{table}");
    }
}

#[test]
fn a_swallowed_row_is_reported_with_fields_of_every_kind() {
    let table = "until,holder,target,verb,on,quote\n,A,B,opposes,2010-01-01,\"stray\n,A,B,opposes,2010-01-02,x\n\
                 ,A,B,opposes,2010-01-03,\"\n";
    let (_, report, _) = read(table.as_bytes(), &CsvOptions::default());
    assert_eq!(report.incomplete[&Reason::HoldsRows].lines, [2]);
}

#[test]
fn what_rows_say_of_a_verb_is_used_or_reported() {
    let strength = |graph: &TemporalGraph, word: &str| {
        let found = graph.statements().map(|index| graph.statement(index));
        found.map(StatementRef::verb).find(|verb| verb.word == word).unwrap().strength.value()
    };
    let close = |number: f64, other: f64| (number - other).abs() < f64::EPSILON;
    let (graph, ..) =
        read(b"holder,target,verb,on,strength\nA,B,opposes,2010,0.125\n", &CsvOptions::default());
    assert!(close(strength(&graph, "opposes"), 0.125));
    // A polarity alone does not change how strong a known verb is.
    let (graph, ..) = read(
        b"holder,target,verb,on,polarity\nA,B,opposes,2010,negative\n",
        &CsvOptions::default(),
    );
    let shipped = corpus::shipped_vocabulary();
    let known = shipped.verb(shipped.find("opposes").unwrap()).strength.value();
    assert!(close(strength(&graph, "opposes"), known));
    let (graph, _, outcome) = read(
        b"holder,target,verb,on,polarity,strength\nA,B,mocks,2010,negative,0.5\nA,C,mocks,2010,negative,\"0,25\"\n\
          A,D,mocks,2010,positive,0.5\nA,E,mocks,2010,negative,0.25\n",
        &CsvOptions::default(),
    );
    assert!(close(strength(&graph, "mocks"), 0.5));
    assert_eq!(
        outcome.notes,
        [
            "the verb mocks is negative with strength 0.5, and negative with strength 0.25 in other rows (2×)",
            "the verb mocks is negative with strength 0.5, and positive with strength 0.5 in other rows (1×)",
        ]
    );
}

#[test]
fn a_third_column_of_an_end_is_not_used() {
    let (_, report, _) = read(
        b"holder,holder_id,holder_name,target,verb,on\nXX,ada,Ada,B,opposes,2010\n",
        &CsvOptions::default(),
    );
    let unused = report.columns.iter().filter(|column| column.usage == Usage::Unused);
    assert_eq!(unused.map(|column| column.heading.as_str()).collect::<Vec<_>>(), ["holder"]);
}

#[test]
fn a_time_that_cannot_be_kept_is_reported() {
    let table = "holder,target,verb,on\nA,B,opposes,2018-04-25 00:00:00\nA,C,opposes,2018-04-25 14:05:00\n\
                 A,D,opposes,4/25/2018 1:00 PM\nA,E,opposes,4/25/2018 12:00:00 AM\n";
    let dates = DateForm { order: Some(DateOrder::MonthFirst), century: None };
    let (graph, report, _) = read(table.as_bytes(), &CsvOptions { dates, ..CsvOptions::default() });
    let dates: Vec<String> =
        graph.statements().map(|index| graph.statement(index).date().into_owned()).collect();
    assert_eq!(dates, ["2018-04-25", "2018-04-25T14:05:00", "2018-04-25", "2018-04-25"]);
    assert_eq!(report.doubts.values().map(|it| it.lines.clone()).collect::<Vec<_>>(), [[4]]);
    let (_, report, _) =
        read(b"holder,target,verb,on\nA,B,opposes,0000-00-00\n", &CsvOptions::default());
    assert!(report.doubts.is_empty() && report.left_out[&Reason::BadDate].lines == [2]);
}
