//! Exports of narrowed views: the same question about what was exported has the same answer.
//!
//! The judge is the view of the whole corpus. What is compared are ids and words, as other corpora number otherwise.

use super::{jsonl, parquet, writing::graph_of};
use proptest::prelude::*;
use stancegraph::{
    analysis::{shifts::shifts, timeline::timeline},
    corpus::{TextFile, read_texts, shipped_vocabulary},
    export::{Format, Isolates, Scene, SceneOptions},
    graph::{StatementIndex, TemporalGraph},
    import::{
        Mode, Provenance, Recorded,
        csv::{CsvOptions, import},
        update,
    },
    model::{Day, Span},
    view::{Claims, Filter, Frame, Possible, View},
};
use std::{collections::BTreeSet, fmt::Write as _};

/// A question, as it can be asked of any corpus.
#[derive(Clone, Debug)]
struct Asked {
    begin: Option<Day>,
    end: Option<Day>,
    known_by: Option<Day>,
    filter: &'static str,
    possible: Possible,
    claims: Claims,
}

const TODAY: (i64, u8, u8) = (2026, 1, 1);

impl Asked {
    /// `None` where the filter admits nothing, as the corpus does not have what it names.
    fn frame(&self, graph: &TemporalGraph) -> Option<Frame> {
        let (year, month, day) = TODAY;
        let today = Day::from_civil(year, month, day);
        let span = Span {
            begin: self.begin.unwrap_or(Span::ALL.begin),
            end: self.end.unwrap_or(Span::ALL.end),
        };
        Some(Frame {
            span,
            known_by: self.known_by,
            // What a corpus does not name is in none of its statements.
            filter: Filter::parse(self.filter, graph)
                .ok()
                .or_else(|| self.filter.starts_with("not ").then(Filter::default))?,
            possible: self.possible,
            claims: self.claims,
            ..Frame::all(today)
        })
    }
}

/// What a view answers.
#[derive(Debug, Default, PartialEq)]
struct Answers {
    statements: Vec<String>,
    ties: BTreeSet<String>,
    shifts: Vec<String>,
}

fn answers(graph: &TemporalGraph, asked: &Asked) -> Answers {
    let Some(frame) = asked.frame(graph) else { return Answers::default() };
    let view = View::new(graph, frame);
    let id = |index: StatementIndex| graph.statement(index).id().into_owned();
    let statements = timeline(&view, None, None).into_iter();
    let statements = statements.map(|(index, certainty)| {
        let counts = view.counted(index).is_some();
        format!("{} {certainty} {counts}", id(index))
    });
    let ties = view.ties().map(|tie| {
        let [holder, target] = [tie.holder, tie.target].map(|end| graph.entity(end).id());
        let mut deciding: Vec<String> = view.deciding(tie.pair).into_iter().map(id).collect();
        deciding.sort_unstable();
        format!("{holder} {} {} {target} {deciding:?}", tie.polarity, tie.certainty)
    });
    // What came before a view counts as before, and is not in an export of the view.
    let shifts = if asked.begin.is_some() { Vec::new() } else { shifts(&view, None) };
    let shifts = shifts.into_iter().map(|shift| {
        format!("{} {} {} {}", id(shift.from), id(shift.to), shift.to_positive, shift.certainty)
    });
    Answers { statements: statements.collect(), ties: ties.collect(), shifts: shifts.collect() }
}

fn exported(graph: &TemporalGraph, asked: &Asked, format: Format) -> (Vec<u8>, Vec<String>) {
    let frame = asked.frame(graph).unwrap();
    let options = SceneOptions { isolates: Isolates::LeftOut, ..SceneOptions::default() };
    let view = View::new(graph, frame);
    let scene = Scene::new(&view, &options);
    let exporter = format.exporter();
    let bytes = exporter.export(&scene).unwrap();
    let notes = exporter.notes(&scene, &bytes);
    (bytes, notes)
}

/// The corpus that an import of a graph into a new file makes.
fn imported(graph: &TemporalGraph, provenance: &Provenance) -> TemporalGraph {
    let day = Day::from_civil(2025, 1, 1);
    let recorded = Recorded::Given(day);
    let update =
        update(None, graph, (Mode::Add, provenance), &shipped_vocabulary(), recorded).unwrap();
    let text = update.additions().new_file();
    let reading = read_texts(vec![TextFile { path: "new.ron".into(), text: text.clone() }]);
    assert!(reading.is_sound(), "{:#?}\n{text}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn through_jsonl(graph: &TemporalGraph, asked: &Asked) -> TemporalGraph {
    let text = String::from_utf8(exported(graph, asked, Format::Jsonl).0).unwrap();
    imported(&jsonl::read(&text, "part.jsonl"), &Provenance::default())
}

fn through_csv(graph: &TemporalGraph, asked: &Asked) -> TemporalGraph {
    let table = exported(graph, asked, Format::CsvStatements).0;
    let options = CsvOptions::default();
    let (back, report, outcome) =
        import(table.as_slice(), shipped_vocabulary(), &options, &|_| Ok(())).unwrap();
    let text = String::from_utf8_lossy(&table);
    assert!(report.left_out.is_empty() && outcome.left_out.is_empty(), "{outcome:?}\n{text}");
    assert_eq!(report.statements, back.n_statements(), "{text}");
    imported(&back, &outcome.provenance)
}

/// What who reads the columns finds in the view: not corrected, and with its certainty.
fn in_columns(graph: &TemporalGraph, asked: &Asked) -> Vec<String> {
    let rows = parquet::read(exported(graph, asked, Format::Parquet).0);
    let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row["id"].as_text()).collect();
    for row in &rows {
        let corrected = row["supersedes"].as_text();
        assert!(corrected.is_none_or(|id| ids.contains(id)), "{row:?}");
    }
    let stands = rows.iter().filter(|row| row["superseded_since"].is_null());
    let inside = stands.filter_map(|row| {
        let counts = asked.claims == Claims::LetIn || row["claimed_by"].is_null();
        Some(format!("{} {} {counts}", row["id"].as_text()?, row["certainty"].as_text()?))
    });
    inside.collect()
}

#[test]
fn a_corrected_statement_is_not_exported_without_its_correction() {
    let graph = graph_of(
        "Corpus(entities: [(id: \"a\", kind: Person, name: \"A\"), (id: \"b\", kind: Topic, name: \"B\"), (id: \"c\", kind: Topic, name: \"C\")],
        sources: [(id: \"s\", kind: Post, published: \"2017\"), (id: \"t\", kind: Post, published: \"2018\")],
        statements: [
            (id: \"one\", holder: \"a\", stance: \"supports\", target: \"b\", source: \"s\", on: \"2017-04\"),
            (id: \"two\", holder: \"a\", stance: \"opposes\", target: \"c\", source: \"t\", on: \"2018-04\", supersedes: \"one\"),
            (id: \"three\", holder: \"a\", stance: \"opposes\", target: \"b\", source: \"t\", on: \"2018-05\", supersedes: \"two\", recorded: \"2019-01-01\"),
        ])"
            .to_owned(),
    );
    let asked = |filter, known_by: Option<i64>| Asked {
        begin: None,
        end: Some(Day::from_civil(2018, 1, 1)),
        known_by: known_by.map(|year| Day::from_civil(year, 12, 31)),
        filter,
        possible: Possible::Counted,
        claims: Claims::Listed,
    };
    let ids = |asked: &Asked, format| {
        let (bytes, notes) = exported(&graph, asked, format);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let ids = ["one", "two", "three"].into_iter();
        let ids = ids.filter(|id| text.contains(&format!("\"id\":\"{id}\"")));
        (ids.collect::<Vec<_>>(), notes.join("\n"))
    };
    let (found, note) = ids(&asked("", None), Format::Jsonl);
    assert_eq!(found, ["one", "two", "three"]);
    assert_eq!(
        note,
        "2 statements outside the view are included, as they correct or are corrected by others"
    );
    assert_eq!(ids(&asked("", Some(2018)), Format::Jsonl).0, ["one", "two"]);
    assert_eq!(ids(&asked("", Some(2017)), Format::Jsonl), (vec!["one"], String::new()));
    let last = Asked { end: None, ..asked("id:three", None) };
    assert_eq!(ids(&last, Format::Jsonl).0, ["one", "two", "three"]);
    let table = String::from_utf8(exported(&graph, &last, Format::CsvStatements).0).unwrap();
    assert_eq!(table.lines().count(), 4, "{table}");
}

/// What statements are asked for, by words and by what not every export has.
const FILTERS: &[&str] = &[
    "",
    "",
    "polarity:negative",
    "verb:opposes or verb:supports",
    "holder:a",
    "not target:t",
    "id:n1 or id:n3",
    "coder:x",
    "confidence:>0.6",
    "source:s1",
    "not about:t",
    "outlet:paper",
];

/// Corpora with corrections of corrections, claims, replies and times, and questions about a part of them.
fn cases() -> impl Strategy<Value = (String, Asked)> {
    let row = (
        (0_usize..3, 0_usize..3, 0_usize..5, 0_usize..4),
        (0_u8..36, 0_u8..60, 0_u8..6),
        (0_u8..6, prop::option::weighted(0.5, 0_usize..12)),
    );
    let day = prop::option::of((2017_i64..2021, 1_u8..13)).prop_map(|day| {
        let (year, month) = day?;
        Some(Day::from_civil(year, month, 1))
    });
    let asked = (day.clone(), day.clone(), day, prop::sample::select(FILTERS), any::<[bool; 2]>());
    let asked = asked.prop_map(|(begin, end, known_by, filter, [is_definite, has_claims])| Asked {
        begin: begin.filter(|begin| end.is_none_or(|end| *begin < end)),
        end,
        known_by,
        filter,
        possible: if is_definite { Possible::Dropped } else { Possible::Counted },
        claims: if has_claims { Claims::LetIn } else { Claims::Listed },
    });
    (prop::collection::vec(row, 1..12), asked).prop_map(|(rows, asked)| (corpus(&rows), asked))
}

type RandomRow = ((usize, usize, usize, usize), (u8, u8, u8), (u8, Option<usize>));

fn corpus(rows: &[RandomRow]) -> String {
    let mut text = "Corpus(time_zone: \"Europe/Berlin\", entities: [(id: \"a\", kind: Person, name: \"A\"),
        (id: \"b\", kind: Person, name: \"B\"), (id: \"c\", kind: Party, name: \"C\"), (id: \"t\", kind: Topic, name: \"T\"),
        (id: \"paper\", kind: Outlet, name: \"Paper\")],
        sources: [(id: \"s0\", kind: Post), (id: \"s1\", kind: Article, published: \"2020-12-31\", outlet: \"paper\"),
        (id: \"s2\", kind: Post, in_reply_to: [\"s0\"]), (id: \"s3\", kind: Post, author: \"b\", in_reply_to: [\"s2\"])],
        statements: ["
        .to_owned();
    let entities = ["a", "b", "c", "t"];
    for (number, &((holder, target, verb, source), (month, recorded, form), (extra, corrected))) in
        rows.iter().enumerate()
    {
        let target = (holder + 1 + target) % 4;
        let verb = ["supports", "opposes", "praises", "withdraws", "mentions"][verb];
        let (year, month) = (2017 + u32::from(month) / 12, month % 12 + 1);
        let date = match form {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-02T14:05"),
            3 => format!("{year}-{month:02}-02T16:05"),
            _ => format!("{year}-{month:02}-02"),
        };
        let _ = write!(
            text,
            "(id: \"n{number}\", holder: \"{}\", stance: \"{verb}\", target: \"{}\", source: \"s{source}\", on: \"{date}\", quote: \"q{number}\",",
            entities[holder], entities[target]
        );
        if recorded < 48 {
            let _ = write!(
                text,
                "recorded: \"{}-{:02}-05\",",
                2017 + u32::from(recorded) / 12,
                recorded % 12 + 1
            );
        }
        text.push_str(match extra {
            0 => "claimed_by: \"paper\",",
            1 => "coder: \"x\", confidence: 0.5,",
            2 => "about: [\"t\"], until: \"2019-06\",",
            3 => "reported_in: [\"s1\"],",
            _ => "",
        });
        // Later ones correct earlier ones, and some of them one that another corrects, too.
        if let Some(corrected) = corrected.filter(|_| number > 0) {
            let _ = write!(text, "supersedes: \"n{}\",", corrected % number);
        }
        text.push_str("),");
    }
    text + "])"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_view_of_an_export_is_the_view((text, asked) in cases()) {
        let reading = read_texts(vec![TextFile { path: "corpus.ron".into(), text: text.clone() }]);
        let graph = TemporalGraph::new(reading.corpus);
        prop_assume!(graph.n_statements() > 0);
        let expected = answers(&graph, &asked);
        prop_assert_eq!(&answers(&through_jsonl(&graph, &asked), &asked), &expected, "{}", &text);
        prop_assert_eq!(&answers(&through_csv(&graph, &asked), &asked), &expected, "{}", &text);
        prop_assert_eq!(&in_columns(&graph, &asked), &expected.statements, "{}", &text);
    }
}
