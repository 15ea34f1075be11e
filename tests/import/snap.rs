//! Signed networks: every edge and every vote is a statement or told.

use super::parts::n_left_out;
use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::ingest::When,
    import::{
        ImportReport,
        snap::{SnapError, SnapOptions, read},
    },
    model::Vocabulary,
};
use std::sync::LazyLock;

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
            When::On(day) => day.to_string(),
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
        edges in prop::collection::vec((0..9_u8, 0..9_u8, -10..=10_i32, 0..40_000_i64), 1..40),
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
                let date = if is_dated { day } else { "1954".to_owned() };
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
    let expected = ["ben", "votes-for", "ada", "2004-09-14", "Election of ada, closed 2004-09-21"];
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
