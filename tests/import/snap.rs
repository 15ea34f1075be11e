//! Signed networks: every edge and every vote is a statement or told.

use super::parts::{are_whole, ingested, n_left_out};
use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::ingest::When,
    import::{
        DateForm, ImportReport, Steps, TimeForm, Usage,
        snap::{SnapError, SnapOptions, read},
    },
    model::{DateOrder, Vocabulary},
};
use std::{collections::BTreeSet, sync::LazyLock};

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(corpus::shipped_vocabulary);

/// What a statement says: holder, verb, target, date, source.
type Said = [String; 5];

fn said(network: &[u8], on: Option<&str>) -> Result<(Vec<Said>, ImportReport), SnapError> {
    let vocabulary = &*VOCABULARY;
    let options = SnapOptions {
        on: on.map(|date| date.parse().unwrap()),
        source: "the-file".to_owned(),
        ..SnapOptions::default()
    };
    let mut said = Vec::new();
    let report = read(network, &options, vocabulary, &mut |statement| {
        let date = match statement.date {
            When::On(day) | When::At(day, _) => day.to_string(),
            When::Edtf(date) => date.to_string(),
        };
        let verb = vocabulary.verb(statement.verb).word.as_str();
        let texts = [statement.holder, verb, statement.target, &date, statement.source];
        said.push(texts.map(str::to_owned));
        Ok(())
    })?;
    Ok((said, report))
}

proptest! {
    #[test]
    fn every_edge_is_its_statement(
        edges in prop::collection::vec((0..9_u8, 0..9_u8, -10..=10_i32, 1_158..40_000_i64), 1..40),
        separator in prop::sample::select(vec!["\t", ",", " ", ";"]),
        end in prop::sample::select(vec!["\n", "\r\n"]),
        is_dated in any::<bool>(),
    ) {
        let mut text = format!("# nodes and edges{end}{end}");
        for (from, to, sign, day) in &edges {
            text += &[from.to_string(), to.to_string(), sign.to_string()].join(separator);
            if is_dated {
                text.extend([separator, &(day * 86_400 + 3_600).to_string(), ".25"]);
            }
            text += end;
        }
        let expected: Vec<Said> = edges
            .iter()
            .filter(|(from, to, sign, _)| from != to && *sign != 0)
            .map(|(from, to, sign, day)| {
                let verb = if *sign > 0 { "supports" } else { "opposes" };
                let day = stancegraph::model::Day::from_number(*day).to_string();
                let date = if is_dated { format!("{day}T01:00:00.25Z") } else { "1954".to_owned() };
                [from.to_string(), verb.to_owned(), to.to_string(), date, "the-file".to_owned()]
            })
            .collect();
        let (found, report) = said(text.as_bytes(), (!is_dated).then_some("1954")).unwrap();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(report.rows, edges.len());
        prop_assert_eq!(report.rows, report.statements + n_left_out(&report));
    }

    #[test]
    fn nothing_is_too_strange(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        lines in prop::collection::vec(
            prop::sample::select(vec!["T\t2004-09-21", "U\t1\tada", "U\t\t", "N", "V\t1\t3\t2004-09-01 1\tben", "V", "E\t1", "x"]),
            0..12,
        ),
        is_election in any::<bool>(),
    ) {
        let head = if is_election { format!("E\t1\n{}\n", lines.join("\n")) } else { String::new() };
        let (found, report) = said(&[head.as_bytes(), &bytes].concat(), Some("2004")).unwrap();
        prop_assert_eq!(found.len(), report.statements);
        prop_assert_eq!(report.rows, report.statements + n_left_out(&report));
    }

    /// Every edge and every field of it is in the graph or in the report, and edges in parts are the edges at once.
    #[test]
    fn nothing_of_a_list_is_dropped_in_silence(
        edges in prop::collection::vec((0..3_u8, 0..3_u8, 0..6_usize, 0..9_usize, any::<bool>()), 1..14),
        separator in prop::sample::select(vec!["\t", ",", ";"]),
        cut in 0..14_usize,
    ) {
        let line = |&(from, to, sign, time, has_more): &(u8, u8, usize, usize, bool)| {
            let sign = ["1", "-1", "0", "8", "+", "x1"][sign];
            let time = ["2010", "19980401", "1289241911.5", "2010-11-08 12:30:00", "17", "soon", "", "25.4.2018", "2018-22"][time];
            [format!("n{from}").as_str(), &format!("N{to}"), sign, time, if has_more { "more" } else { "" }].join(separator) + "\n"
        };
        let lines: Vec<String> = edges.iter().map(line).collect();
        let options = SnapOptions {
            on: Some("1954".parse().unwrap()),
            times: TimeForm { dates: DateForm { order: Some(DateOrder::DayFirst), century: None }, steps: None },
            source: "the-file".to_owned(),
            ..SnapOptions::default()
        };
        let graph = |lines: &[String]| {
            let text = lines.concat();
            ingested(|sink| read(text.as_bytes(), &options, &VOCABULARY, sink))
        };
        let (whole, report, outcome) = graph(&lines);
        prop_assert_eq!(report.rows, lines.len());
        prop_assert_eq!(report.rows, report.statements + n_left_out(&report));
        prop_assert_eq!(report.statements, whole.n_statements() + outcome.n_left_out());
        let reported: BTreeSet<String> = report.left_out.values().flat_map(|it| it.lines.iter().map(u64::to_string))
            .chain(outcome.repeated_at.iter().cloned())
            .chain(outcome.left_out.values().flat_map(|it| it.places.iter().cloned())).collect();
        // No more than the first lines of a reason are told.
        let is_cut = report.left_out.values().any(|it| it.rows > it.lines.len())
            || outcome.repeated > outcome.repeated_at.len()
            || outcome.left_out.values().any(|it| it.rows > it.places.len());
        let mut n_more = 0;
        for (number, &(from, to, sign, time, has_more)) in (1..).zip(&edges) {
            let (holder, target) = (format!("n{from}"), format!("N{to}"));
            let date = ["2010", "1998-04-01", "2010-11-08T18:45:11.5Z", "2010-11-08T12:30:00", "1954", "", "1954", "2018-04-25", "2018-22"][time];
            let verb = ["supports", "opposes", "", "supports", "supports", ""][sign];
            let rating = if sign == 3 { "rating 8" } else { "" };
            let step = if time == 4 { "time 17" } else { "" };
            let note: Vec<&str> = [rating, step].into_iter().filter(|part| !part.is_empty()).collect();
            let is_stance = !verb.is_empty();
            n_more += usize::from(has_more && is_stance && holder != target);
            let is_there = whole.statements().any(|index| {
                let it = whole.statement(index);
                it.holder_entity().name().eq_ignore_ascii_case(&holder)
                    && it.target_entity().name().eq_ignore_ascii_case(&target)
                    && it.verb().word == verb
                    && it.date() == date
                    && it.note().unwrap_or_default() == note.join(", ")
            });
            prop_assert!(is_there || reported.contains(&number.to_string()) || is_cut, "{:?}", report);
        }
        let notes = report.notes.iter().filter(|note| note.starts_with("fields after the time")).count();
        prop_assert_eq!(notes, usize::from(n_more > 0));
        let cut = cut.min(lines.len());
        let parts: Vec<_> = [&lines[..cut], &lines[cut..]].map(|part| graph(part).0).into();
        are_whole(&parts, whole);
    }
}

#[test]
fn times_that_are_steps_need_an_origin() {
    let list = b"ada,ben,1,0\nben,cleo,-1,1\nada,cleo,1,2010\n";
    let Err(SnapError::Steps { line, value }) = said(list, None) else { panic!("steps") };
    assert_eq!((line, value.as_str()), (1, "0"));
    let dates = |options: &SnapOptions| {
        let mut dates = Vec::new();
        let read = read(&list[..], options, &VOCABULARY, &mut |statement| {
            if let When::Edtf(date) = statement.date {
                dates.push((date.to_string(), statement.note.map(str::to_owned)));
            }
            Ok(())
        });
        read.map(|_| dates).unwrap()
    };
    let steps = Steps::new(&"1996-01".parse().unwrap(), None).unwrap();
    let times = TimeForm { steps: Some(steps), ..TimeForm::default() };
    let counted = dates(&SnapOptions { times, ..SnapOptions::default() });
    let plain = |date: &str| (date.to_owned(), None);
    assert_eq!(counted, [plain("1996-01"), plain("1996-02"), plain("2163-07")]);
    let on = Some("1954".parse().unwrap());
    let noted = dates(&SnapOptions { on, ..SnapOptions::default() });
    let note = |text: &str| ("1954".to_owned(), Some(text.to_owned()));
    assert_eq!(noted, [note("time 0"), note("time 1"), plain("2010")]);
}

#[test]
fn a_network_of_pajek_is_refused_as_such() {
    for head in
        ["*Vertices 2", "% made by hand\n*VERTICES 2", "*network Camps\n*vertices 2", "*arcs"]
    {
        let text = format!("{head}\n1 \"Ada\"\n");
        assert!(matches!(said(text.as_bytes(), Some("2004")), Err(SnapError::Pajek(_))), "{head}");
    }
}

#[test]
fn columns_with_headings_are_used_or_not() {
    let (found, report) = said(b"from,to,sign,time,weight\na,b,1,2010,7\n", None).unwrap();
    assert_eq!(found.len(), 1);
    let unused: Vec<&str> = report
        .columns
        .iter()
        .filter(|it| it.usage == Usage::Unused)
        .map(|it| it.heading.as_str())
        .collect();
    assert_eq!(unused, ["weight"]);
    assert!(report.notes.is_empty());
    // Between spaces, a date and a time of day are two fields.
    let (found, report) = said(b"a b 1 2010-11-08 12:30:00\na c 1 2010-11-08\n", None).unwrap();
    assert_eq!(
        found.iter().map(|it| it[3].as_str()).collect::<Vec<_>>(),
        ["2010-11-08T12:30:00", "2010-11-08"]
    );
    assert!(report.notes.is_empty());
}

#[test]
fn edges_without_a_time_need_one() {
    assert!(matches!(said(b"# from to sign\na b 1\n", None), Err(SnapError::Undated(2))));
    // Where others have a time, one without is told.
    let (found, report) = said(b"a,b,1,2004-09-21\nb,c,-,\n", None).unwrap();
    assert_eq!((found.len(), n_left_out(&report)), (1, 1));
}

#[test]
fn votes_belong_to_the_election_they_stand_in() {
    let elections =
        b"E\t1\r\nT\t2004-09-21 01:15:53\r\nU\t1\tada\r\nV\t1\t2\t2004-09-14 16:26:00\tben\r\n\r\n\
        E\t0\r\nT\t2005-01-02 00:00:00\r\nU\t3\t\xE9\r\nV\t-1\t2\t2005-01-01 00:00:00\tben\r\n";
    let (found, report) = said(elections, None).unwrap();
    let expected =
        ["ben", "votes-for", "ada", "2004-09-14T16:26:00Z", "Election of ada, closed 2004-09-21"];
    assert_eq!(found, [expected.map(str::to_owned)]);
    assert_eq!(n_left_out(&report), 1);
}

#[test]
fn nominations_were_made_by_the_first_vote() {
    let election = |votes: &str| {
        format!(
            "E\t1\nT\t2004-09-21 01:15:53\nU\t1\tada\nN\t2\tcleo\n{votes}\nE\t1\nU\t3\tben\nN\t3\tben\n"
        )
    };
    let nominated = |votes: &str| {
        let (found, report) = said(election(votes).as_bytes(), None).unwrap();
        assert_eq!(report.rows, report.statements + n_left_out(&report));
        let nomination = found.into_iter().find(|said| said[0] == "cleo").unwrap();
        (nomination[1].clone(), nomination[3].clone())
    };
    let date = |date: &str| ("endorses".to_owned(), date.to_owned());
    let later = "V\t1\t2\t2004-09-14 16:26:00\tben\nV\t1\t2\t2004-09-13 16:26:00\teve\nV\t1\t9\t2061-01-01 00:00:00\tx";
    assert_eq!(nominated(later), date("../2004-09-13"));
    assert_eq!(nominated(""), date("../2004-09-21"));
}
