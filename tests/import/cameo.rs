//! Event feeds: every event is a statement or told, whatever stands in it.

use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::ingest::When,
    import::{
        ImportReport, Reason,
        cameo::{Codes, Feeds},
    },
    model::Vocabulary,
};
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(corpus::shipped_vocabulary);

/// What a statement says: holder, verb, target, day, source, coder.
type Said = (String, String, String, String, String, String);

fn read(feed: &[u8]) -> Option<(Vec<Said>, ImportReport)> {
    let vocabulary = &*VOCABULARY;
    let codes = Codes::of_vocabulary(vocabulary);
    let mut said = Vec::new();
    let report = Feeds::new(&codes, None, None).read(feed, &mut |statement| {
        let When::On(day) = statement.date else { panic!("events have a day") };
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

fn told(report: &ImportReport) -> usize {
    report.left_out.values().map(|left_out| left_out.rows).sum()
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
        let mut seen = std::collections::BTreeSet::new();
        let expected: Vec<Said> = events
            .iter()
            .filter_map(|(id, day, names, countries, code)| {
                let verb = match code.as_str() {
                    "051" | "0511" => "endorses",
                    "1121" => "accuses",
                    _ => return None,
                };
                let [holder, target] = [0, 1].map(|at| actor(&names[at], &countries[at]));
                let is_sound = names.iter().all(|name| !name.is_empty())
                    && holder != target
                    && day == "20130402"
                    && seen.insert(*id);
                is_sound.then(|| {
                    let texts = [verb, &target, "2013-04-02", "gdelt", "gdelt"].map(str::to_owned);
                    let [verb, target, day, source, coder] = texts;
                    (holder, verb, target, day, source, coder)
                })
            })
            .collect();
        prop_assert_eq!(said, expected);
        prop_assert_eq!(report.rows, events.len());
        prop_assert_eq!(report.rows, report.statements + told(&report));
    }

    #[test]
    fn nothing_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..400), icews in any::<bool>()) {
        let header: &[u8] =
            if icews { b"CAMEO Code\tEvent Date\tSource Name\tTarget Name\n" } else { b"" };
        if let Some((said, report)) = read(&[header, &bytes].concat()) {
            prop_assert_eq!(said.len(), report.statements);
            prop_assert_eq!(report.rows, report.statements + told(&report));
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
