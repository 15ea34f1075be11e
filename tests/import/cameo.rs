//! Event feeds: every event is a statement or told, whatever stands in it.

use super::parts::{are_whole, ingested, n_left_out};
use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::{TemporalGraph, ingest::When},
    import::{
        DateForm, Doubt, ImportReport, Outcome, Reason, Usage,
        cameo::{Codes, Feeds},
    },
    model::{DateOrder, Vocabulary},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(corpus::shipped_vocabulary);

/// What a statement says: holder, verb, target, day, source, coder.
type Said = (String, String, String, String, String, String);

fn read(feed: &[u8]) -> Option<(Vec<Said>, ImportReport)> {
    let vocabulary = &*VOCABULARY;
    let codes = Codes::of_vocabulary(vocabulary);
    let mut said = Vec::new();
    let report = Feeds::new(&codes, None, None).read(feed, &mut |statement| {
        let When::Edtf(day) = statement.date else { panic!("dates are written") };
        said.push((
            statement.holder.to_owned(),
            vocabulary.verb(statement.verb).word.clone(),
            statement.target.to_owned(),
            day.to_string(),
            statement.source.to_owned(),
            statement.coder.unwrap_or_default().to_owned(),
        ));
        Ok(())
    });
    Some((said, report.ok()?))
}

/// An event of GDELT 1.0: id, day, actors with their countries, code.
type Event = (u64, String, [String; 2], [String; 2], String);

fn line((id, day, names, countries, code): &Event, n_fields: usize) -> String {
    let mut fields = vec![String::new(); n_fields];
    let values = [
        (0, id.to_string()),
        (1, day.clone()),
        (6, names[0].clone()),
        (7, countries[0].clone()),
        (16, names[1].clone()),
        (17, countries[1].clone()),
        (26, code.clone()),
    ];
    for (at, value) in values {
        fields[at] = value;
    }
    fields.join("\t")
}

fn event() -> impl Strategy<Value = Event> {
    let day = prop::sample::select(vec!["20130402", "20130230", "", "2013"]);
    let name = || prop::sample::select(vec!["", "GEORGIA", "POLICE", "O'NEIL, \"BIG\"", "李"]);
    let country = || prop::sample::select(vec!["", "GEO", "USA"]);
    let code = prop::sample::select(vec!["051", "1121", "0511", "040", "100", "190", "", "x", "é"]);
    (0..30_u64, day, [name(), name()], [country(), country()], code).prop_map(
        |(id, day, names, countries, code)| {
            (
                id,
                day.to_owned(),
                names.map(str::to_owned),
                countries.map(str::to_owned),
                code.to_owned(),
            )
        },
    )
}

/// An actor as a statement names it.
fn actor(name: &str, country: &str) -> String {
    if country.is_empty() { name.to_owned() } else { format!("{name} ({country})") }
}

proptest! {
    #[test]
    fn every_event_is_a_statement_or_told(
        events in prop::collection::vec(event(), 1..40),
        n_fields in prop::sample::select(vec![57_usize, 58, 61]),
    ) {
        let feed: String = events.iter().map(|event| line(event, n_fields) + "\r\n").collect();
        let (said, report) = read(feed.as_bytes()).unwrap();
        prop_assert_eq!(report.columns.len(), if n_fields == 61 { 61 } else { 58 });
        let expected: Vec<Said> = events
            .iter()
            .filter_map(|(_, day, names, countries, code)| {
                let verb = match code.as_str() {
                    "051" | "0511" => "endorses",
                    "1121" => "accuses",
                    _ => return None,
                };
                let [holder, target] = [0, 1].map(|at| actor(&names[at], &countries[at]));
                let is_sound = names.iter().all(|name| !name.is_empty())
                    && holder != target
                    && ["20130402", "2013"].contains(&day.as_str());
                is_sound.then(|| {
                    let day = if day == "2013" { "2013" } else { "2013-04-02" };
                    let texts = [verb, &target, day, "gdelt", "gdelt"].map(str::to_owned);
                    let [verb, target, day, source, coder] = texts;
                    (holder, verb, target, day, source, coder)
                })
            })
            .collect();
        prop_assert_eq!(said, expected);
        prop_assert_eq!(report.rows, events.len());
        prop_assert_eq!(report.rows, report.statements + n_left_out(&report));
    }

    #[test]
    fn nothing_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..400), icews in any::<bool>()) {
        let header: &[u8] =
            if icews { b"CAMEO Code\tEvent Date\tSource Name\tTarget Name\n" } else { b"" };
        if let Some((said, report)) = read(&[header, &bytes].concat()) {
            prop_assert_eq!(said.len(), report.statements);
            prop_assert_eq!(report.rows, report.statements + n_left_out(&report));
        }
    }
}

#[test]
fn columns_of_icews_are_known_by_name_in_any_order() {
    let feed = "\u{FEFF}Target Name\tCAMEO Code\tEvent Date\tSource Name\n\
        Citizen (Sylvania)\t51\t2018-06-01 00:00:00\tMinistry (Freedonia)\n\
        Citizen (Sylvania)\t111\t2018-06-01\n";
    let (said, report) = read(feed.as_bytes()).unwrap();
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].1.as_str(), said[0].3.as_str()), ("endorses", "2018-06-01"));
    assert_eq!(report.left_out[&Reason::Fields].lines, [3]);
}

#[test]
fn the_table_of_codes_is_what_it_was_when_it_is_read_again() {
    let vocabulary = &*VOCABULARY;
    let codes = Codes::of_vocabulary(vocabulary);
    assert_eq!(Codes::from_ron(&codes.to_ron(vocabulary), vocabulary), Ok(codes));
    for (table, error) in [
        ("{ \"051\": \"endorse\" }", "the vocabulary has no verb `endorse`"),
        ("{ \"praise\": \"praises\" }", "`praise` is no CAMEO code"),
        ("{ \"\": \"praises\" }", "`` is no CAMEO code"),
    ] {
        let found = Codes::from_ron(table, vocabulary).unwrap_err();
        assert!(found.starts_with(error), "{found}");
    }
}

/// Feeds as one call reads them.
fn graph(feeds: &[String]) -> (TemporalGraph, ImportReport, Outcome) {
    let codes = Codes::of_vocabulary(&VOCABULARY);
    let mut reader = Feeds::new(&codes, None, None);
    ingested(|sink| -> Result<ImportReport, String> {
        let mut all = ImportReport::default();
        for feed in feeds {
            let read = reader.read(feed.as_bytes(), sink).map_err(|error| error.to_string())?;
            all.rows += read.rows;
            all.statements += read.statements;
            all.left_out.extend(read.left_out);
        }
        Ok(all)
    })
}

/// A row of GDELT 1.0 with an id, a code, a count of sources and a day of adding.
fn row(id: &str, code: &str, n_sources: &str, added: &str) -> String {
    let mut fields = vec![""; 58];
    for (at, value) in [(0, id), (1, "20130402"), (6, "POLICE"), (16, "GEORGIA"), (26, code)] {
        fields[at] = value;
    }
    (fields[32], fields[56]) = (n_sources, added);
    fields.join("\t") + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// An event's id is that of its statement, in one call and over several.
    #[test]
    fn an_event_is_known_by_its_id(
        rows in prop::collection::vec((0..4_usize, 0..2_usize, 0..3_usize, 0..2_usize), 1..12),
        cut in 0..12_usize,
    ) {
        let rows: Vec<[&str; 4]> = rows.iter().map(|(id, code, n, added)| {
            [["1", "2", "3", ""][*id], ["051", "112"][*code], ["1", "2", ""][*n], ["20130403", ""][*added]]
        }).collect();
        let feed = |rows: &[[&str; 4]]| rows.iter().map(|[id, code, n, added]| row(id, code, n, added)).collect::<String>();
        let (whole, report, outcome) = graph(&[feed(&rows)]);
        prop_assert_eq!(report.rows, rows.len());
        prop_assert_eq!(report.statements, rows.len());
        prop_assert_eq!(rows.len(), whole.n_statements() + outcome.n_left_out());
        // Naively: of one id, what differs from the row before; without one, what differs from all.
        let (mut latest, mut without) = (BTreeMap::new(), BTreeSet::new());
        let (mut n_statements, mut n_corrections) = (0, 0);
        for [id, rest @ ..] in &rows {
            if id.is_empty() {
                n_statements += usize::from(without.insert(rest));
                continue;
            }
            let before = latest.insert(*id, rest);
            n_statements += usize::from(before != Some(rest));
            n_corrections += usize::from(before.is_some_and(|before| before != rest));
        }
        prop_assert_eq!((whole.n_statements(), outcome.corrections), (n_statements, n_corrections));
        prop_assert_eq!(whole.corrections().len(), n_corrections);
        let cut = cut.min(rows.len());
        let parts = [&rows[..cut], &rows[cut..]].map(|part| graph(&[feed(part)]).0);
        // Whether a day that is not told was told by another row is seen only where all rows are.
        // The events of a feed have ids, or none has one.
        let is_plain = rows.iter().all(|row| row[3] == rows[0][3] && row[0].is_empty() == rows[0][0].is_empty());
        if is_plain {
            are_whole(&parts, whole);
        }
    }
}

#[test]
fn events_of_two_feeds_are_two_whatever_their_numbers() {
    let icews = "Event ID\tEvent Date\tSource Name\tCAMEO Code\tTarget Name\tStory ID\tSentence Number\n\
                 7\t2018-06-01\tAda\t051\tBor\t3\t2\n8\t2018-06-01\tAda\t051\tBor\t3\t2\n";
    let (graph, _, outcome) = graph(&[icews.to_owned(), row("7", "051", "1", "20130403")]);
    let mut ids: Vec<&str> = graph.given_ids().map(|(_, id)| id).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["gdelt-7", "icews-7", "icews-8"]);
    assert_eq!((outcome.corrections, outcome.repeated), (0, 0));
}

#[test]
fn what_a_feed_tells_of_an_event_is_kept_or_reported() {
    let feed = [
        row("1", "051", "1", "20130403"),
        row("2", "051", "70000", "20130403"),
        row("3", "051", "", ""),
        row("4", "051", "many", "soon"),
        row("a b", "051", "2", "20130403"),
    ];
    let (graph, ..) = graph(&[feed.concat()]);
    let told: BTreeSet<(String, String, String)> = graph
        .statements()
        .map(|index| {
            let it = graph.statement(index);
            let note = it.note().unwrap_or_default().to_owned();
            (note, it.confidence().value().to_string(), it.known().to_string())
        })
        .collect();
    let expected = [
        ("code 051", "1", "2013-04-02"),
        ("code 051, 1 source", "0.5", "2013-04-03"),
        ("code 051, 70000 sources", "0.95", "2013-04-03"),
        ("code 051, event a b, 2 sources", "0.75", "2013-04-03"),
        ("code 051, sources many, added soon", "1", "2013-04-02"),
    ];
    let owned = |(note, sure, known): (&str, &str, &str)| {
        (note.to_owned(), sure.to_owned(), known.to_owned())
    };
    assert_eq!(told, expected.map(owned).into());
    let codes = Codes::of_vocabulary(&VOCABULARY);
    let report = Feeds::new(&codes, None, None).read(feed.concat().as_bytes(), &mut |_| Ok(()));
    let report = report.unwrap();
    let kept: Vec<(Reason, Vec<u64>)> =
        report.incomplete.iter().map(|(reason, rows)| (*reason, rows.lines.clone())).collect();
    let expected =
        [(Reason::BadCount, vec![4]), (Reason::BadTime, vec![4]), (Reason::BadId, vec![5])];
    assert_eq!(kept, expected);
    let used: Vec<&str> = report
        .columns
        .iter()
        .filter(|column| column.usage != Usage::Unused)
        .map(|column| column.heading.as_str())
        .collect();
    assert_eq!(
        used,
        [
            "GlobalEventID",
            "Day",
            "Actor1Name",
            "Actor1CountryCode",
            "Actor2Name",
            "Actor2CountryCode",
            "EventCode",
            "NumSources",
            "DATEADDED",
            "SOURCEURL"
        ]
    );
}

#[test]
fn dates_may_be_in_another_form() {
    let feed = "CAMEO Code\tEvent Date\tSource Name\tTarget Name\n051\t6/1/2018\tAda\tBor\n051\t2018-06-01 13:30:00\tAda\tCil\n\
                051\t2018-22\tAda\tDan\n";
    let codes = Codes::of_vocabulary(&VOCABULARY);
    for (order, first) in [(Some(DateOrder::MonthFirst), Some("2018-06-01")), (None, None)] {
        let mut dates = Vec::new();
        let form = DateForm { order, century: None };
        let mut feeds = Feeds::new(&codes, None, None).with_dates(form);
        let report = feeds.read(feed.as_bytes(), &mut |statement| {
            if let When::Edtf(date) = statement.date {
                dates.push(date.to_string());
            }
            Ok(())
        });
        let report = report.unwrap();
        let expected = first.into_iter().chain(["2018-06-01T13:30:00", "2018-22"]);
        assert_eq!(dates, expected.collect::<Vec<_>>());
        assert_eq!(report.left_out.contains_key(&Reason::BadDate), first.is_none());
        assert_eq!(report.doubts[&Doubt::Season].lines, [4]);
    }
}
