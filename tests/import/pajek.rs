//! Networks of Pajek: every line is its statements or is reported, as a naive reading has it, and as NetworkX and igraph read it.

use super::parts::{are_whole, ingested, n_left_out};
use proptest::prelude::*;
use stancegraph::{
    corpus,
    graph::{TemporalGraph, ingest::When},
    import::{
        ImportReport, Reason, SignVerbs, StepUnit, Steps, TimeForm, Values,
        pajek::{PajekError, PajekOptions, read},
    },
    model::{Day, Vocabulary},
};
use std::{collections::BTreeSet, env, fs, path::Path, process::Command, sync::LazyLock};

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(corpus::shipped_vocabulary);

/// What a statement says: holder, verb, target, date, end, note.
type Said = [String; 6];

fn said(network: &[u8], options: &PajekOptions) -> Result<(Vec<Said>, ImportReport), PajekError> {
    let mut said = Vec::new();
    let report = read(network, options, &VOCABULARY, &mut |statement| {
        let When::Edtf(date) = statement.date else { unreachable!("dates are written") };
        let verb = VOCABULARY.verb(statement.verb).word.as_str();
        let until = statement.until.map(ToString::to_string).unwrap_or_default();
        let date = date.to_string();
        let note = statement.note.unwrap_or_default();
        said.push(
            [statement.holder, verb, statement.target, &date, &until, note].map(str::to_owned),
        );
        Ok(())
    })?;
    assert_eq!(report.statements, said.len());
    assert_eq!(report.rows, report.statements + n_left_out(&report));
    Ok((said, report))
}

fn on(date: &str) -> PajekOptions {
    PajekOptions { on: date.parse().ok(), source: "net".to_owned(), ..PajekOptions::default() }
}

fn row(parts: [&str; 6]) -> Said {
    parts.map(str::to_owned)
}

/// What the lines of a section are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Arcs,
    Edges,
    Arcslist,
    Edgeslist,
    Matrix,
}

/// A line: its kind, its ends, the numbers of its value and its time mark.
type Line = (Kind, [u64; 2], usize, usize);

const LABELS: [&str; 4] = ["Ada", "Ben \"B\" Oduya", "", "ada moor"];
const NAMES: [&str; 4] = ["Ada", "Ben \"B\" Oduya", "3", "ada moor"];
const VALUES: [&str; 6] = ["1", "-1", "0", "2.5", "-3", ""];
const MARKS: [&str; 7] = ["", "[1996-1998]", "[1996, 2001-*]", "[5]", "[x]", "[*]", "[19980401]"];

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let kind = prop::sample::select(vec![
        Kind::Arcs,
        Kind::Edges,
        Kind::Arcslist,
        Kind::Edgeslist,
        Kind::Matrix,
    ]);
    let line = (kind, [1..6_u64, 1..5_u64], 0..VALUES.len(), 0..MARKS.len());
    prop::collection::vec(line, 1..12)
}

fn written(lines: &[Line], end: &str) -> String {
    let mut text = format!("% ours{end}*Vertices 4{end}");
    for (number, label) in (1..).zip(LABELS) {
        let label = label.replace('"', "\\\"");
        let line = match label.as_str() {
            "" => format!("{number}{end}"),
            "Ada" => format!("  {number}   Ada  0.1 0.2 0.5 ellipse ic Red{end}"),
            label => format!("{number} \"{label}\" 0.5 0.5{end}"),
        };
        text.push_str(&line);
    }
    for (kind, [from, to], value, mark) in lines {
        let (value, mark) = (VALUES[*value], MARKS[*mark]);
        let section = match kind {
            Kind::Arcs => format!("*Arcs{end}{from} {to} {value} w 3 {mark}{end}"),
            Kind::Edges => format!("*EDGES{end}{from} {to} {value} {mark}{end}"),
            Kind::Arcslist => format!("*arcslist{end}{from} {to} {to}{end}"),
            Kind::Edgeslist => format!("*Edgeslist{end}{from} {to}{end}"),
            Kind::Matrix => {
                let cell = |row: u64, column: u64| {
                    let is_it = row == *from && column == *to;
                    if is_it && !value.is_empty() { value } else { "0" }
                };
                let rows = (1..=4).map(|row| {
                    (1..=4).map(|column| cell(row, column)).collect::<Vec<_>>().join(" ") + end
                });
                format!("*Matrix{end}{}", rows.collect::<String>())
            }
        };
        text.push_str(&section);
    }
    text
}

/// What a line says: its statements, and how many arcs it has that are none.
fn expected((kind, [from, to], value, mark): &Line) -> (Vec<Said>, usize) {
    let (value, mark) = match kind {
        Kind::Arcs | Kind::Edges => (VALUES[*value], MARKS[*mark]),
        Kind::Arcslist | Kind::Edgeslist => ("", ""),
        Kind::Matrix => (VALUES[*value], ""),
    };
    if *kind == Kind::Matrix && (["", "0"].contains(&value) || *from > 4) {
        return (Vec::new(), 0);
    }
    let n_arcs = match kind {
        Kind::Edges | Kind::Edgeslist | Kind::Arcslist => 2,
        Kind::Arcs | Kind::Matrix => 1,
    };
    if *from > 4 {
        return (Vec::new(), if *kind == Kind::Arcslist { 2 } else { 1 });
    }
    if from == to || value == "0" || mark == "[x]" {
        return (Vec::new(), n_arcs);
    }
    let verb = if value.starts_with('-') { "opposes" } else { "supports" };
    let rating = match value {
        "2.5" => "value 2.5",
        "-3" => "value -3",
        _ => "",
    };
    let spans: &[[&str; 2]] = match mark {
        "[1996-1998]" => &[["1996", "1999-01-01"]],
        "[1996, 2001-*]" => &[["1996", "1997-01-01"], ["2001", ""]],
        "[19980401]" => &[["1998-04-01", "1998-04-02"]],
        _ => &[["1954", ""]],
    };
    let step = if mark == "[5]" { "time [5]" } else { "" };
    let note = [rating, step].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let note = note.join(", ");
    let mut said = Vec::new();
    for number in 0..n_arcs {
        let is_back = number == 1 && *kind != Kind::Arcslist;
        let [holder, target] = if is_back { [to, from] } else { [from, to] };
        let [holder, target] =
            [holder, target].map(|end| NAMES[usize::try_from(*end).unwrap() - 1]);
        for [date, until] in spans {
            said.push(row([holder, verb, target, date, until, &note]));
        }
    }
    (said, 0)
}

fn graph(text: &str) -> TemporalGraph {
    ingested(|sink| read(text.as_bytes(), &on("1954"), &VOCABULARY, sink)).0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_line_is_its_statements_or_is_reported(
        lines in lines(),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let (found, report) = said(written(&lines, end).as_bytes(), &on("1954")).unwrap();
        let expected: Vec<(Vec<Said>, usize)> = lines.iter().map(expected).collect();
        prop_assert_eq!(found, expected.iter().flat_map(|(said, _)| said.clone()).collect::<Vec<_>>());
        prop_assert_eq!(n_left_out(&report), expected.iter().map(|(_, n)| n).sum::<usize>());
        let notes = report.notes.join("\n");
        prop_assert!(notes.contains("not used of vertices: coordinates 3×, ic 1×, shape 1×"), "{}", notes);
        let n_widths = lines.iter().filter(|(kind, [from, _], ..)| *kind == Kind::Arcs && *from <= 4).count();
        let is_told = notes.contains(&format!("not used of lines: w {n_widths}×"));
        prop_assert_eq!(is_told, n_widths > 0, "{}", notes);
    }

    #[test]
    fn a_network_in_parts_is_the_network(lines in lines(), cut in 0..12_usize) {
        let cut = cut.min(lines.len());
        let parts: Vec<_> = [&lines[..cut], &lines[cut..]].map(|part| graph(&written(part, "\n"))).into();
        are_whole(&parts, graph(&written(&lines, "\n")));
    }

    #[test]
    fn nothing_is_too_strange(
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "*Vertices 3", "*Vertices", "*Vertices 4 2", "*Arcs", "*Arcs :1 \"likes\"", "*Edges :2", "*Arcslist", "*Edgeslist",
                "*Matrix", "*Matrix :3 \"x", "*Network a b", "*Partition p", "*", "*Events", "1 \"Ada\" [1-*]", "2 \"Ada", "3 Bor [5-2]",
                "1 2", "1 2 -1 [1996]", "1: 2 3 1", "1 2 1 l \"so\" [", "x y", "1", "0 1 0", "1 0 1 0", "1 1 x", "[1]", "\"", "%", "",
            ]),
            0..25,
        ),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        is_dated in any::<bool>(),
    ) {
        let text = [lines.join("\n").as_bytes(), b"\n", &bytes].concat();
        let options = if is_dated { on("1954") } else { PajekOptions::default() };
        match said(&text, &options) {
            Ok(_) | Err(PajekError::NotPajek(_)) => {}
            Err(error) => prop_assert!(!is_dated, "{}", error),
        }
    }
}

#[test]
fn relations_stand_for_verbs() {
    let network = b"*Vertices 2\n1 Ada\n2 Bor\n*Arcs :1 \"likes\"\n1 2 1\n1 2 -1\n*Arcs :2 opposes\n1 2 2\n1 2 -1\n\
                    *Arcs\n1: 2 1 1\n2: 2 1 0\n*Arcs :3 \"sees\"\n2 1\n*Arcs 1\n2 1 -2\n";
    let options =
        PajekOptions { relations: "likes=praises,3=".parse::<Values>().unwrap(), ..on("1954") };
    let (found, report) = said(network, &options).unwrap();
    let expected = [
        row(["Ada", "praises", "Bor", "1954", "", "relation likes"]),
        row(["Ada", "opposes", "Bor", "1954", "", "relation opposes, value 2"]),
        row(["Bor", "praises", "Ada", "1954", "", "relation likes"]),
        row(["Bor", "supports", "Ada", "1954", "", "relation sees"]),
        row(["Bor", "opposes", "Ada", "1954", "", "value -2"]),
    ];
    // A relation is known by its name; by its number, where it has none.
    assert_eq!(found, expected);
    assert_eq!(report.left_out[&Reason::BelowZero].lines, [6, 9]);
    assert_eq!(report.left_out[&Reason::NoStance].lines, [12]);
    assert!(report.notes.iter().any(|note| note.contains("`sees` 1×")), "{:?}", report.notes);
}

#[test]
fn vertices_with_one_label_are_two() {
    let network =
        "*Vertices 5\n1 \"Ada\"\n2 \"ADA\"\n3\n4 \"3\"\n5 \"Bor\"\n*Arcs\n1 2\n3 4\n5 1\n"
            .as_bytes();
    let (found, report) = said(network, &on("1954")).unwrap();
    let pairs: Vec<[&str; 2]> = found.iter().map(|it| [it[0].as_str(), it[2].as_str()]).collect();
    assert_eq!(pairs, [["Ada (1)", "ADA (2)"], ["3", "3 (4)"], ["Bor", "Ada (1)"]]);
    assert!(report.notes[0].starts_with("3 vertices share a label"), "{:?}", report.notes);
}

#[test]
fn a_line_without_times_has_those_of_its_vertices() {
    let network = b"*Vertices 4\n1 Ada [1990-1999]\n2 Bor [1995-*]\n3 Cil\n4 Dan [1980,1985]\n*Arcs\n1 2\n1 3\n3 1 1 [1993]\n1 4\n";
    let (found, report) = said(network, &PajekOptions::default()).unwrap();
    let spans: Vec<[&str; 2]> = found.iter().map(|it| [it[3].as_str(), it[4].as_str()]).collect();
    assert_eq!(spans, [["1995", "2000-01-01"], ["1990", "2000-01-01"], ["1993", "1994-01-01"]]);
    assert_eq!(report.left_out[&Reason::Apart].lines, [10]);
}

#[test]
fn steps_need_an_origin() {
    let network = b"*Vertices 2\n*Arcs\n1 2 1 [1-3]\n2 1 1 [4-*]\n2 1 -1\n";
    let Err(PajekError::Steps { line, value }) = said(network, &PajekOptions::default()) else {
        panic!("steps")
    };
    assert_eq!((line, value.as_str()), (3, "1-3"));
    let counted = |origin: &str, unit| {
        let steps = Steps::new(&origin.parse().unwrap(), unit).unwrap();
        let times = TimeForm { steps: Some(steps), ..TimeForm::default() };
        let (found, report) =
            said(network, &PajekOptions { times, ..PajekOptions::default() }).unwrap();
        assert_eq!(report.left_out[&Reason::NoDate].lines, [5]);
        found.into_iter().map(|it| [it[3].clone(), it[4].clone()]).collect::<Vec<_>>()
    };
    assert_eq!(counted("1995", None), [["1996", "1999-01-01"], ["1999", ""]]);
    assert_eq!(counted("1996-01", None), [["1996-02", "1996-05-01"], ["1996-05", ""]]);
    assert_eq!(
        counted("1996-01-01", Some(StepUnit::Week)),
        [["1996-01-08/1996-01-14", "1996-01-29"], ["1996-01-29/1996-02-04", ""]]
    );
    assert!(matches!(
        said(b"*Vertices 2\n*Arcs\n1 2\n", &PajekOptions::default()),
        Err(PajekError::Undated(3))
    ));
    assert!(matches!(said(b"ada ben 1\n", &on("1954")), Err(PajekError::NotPajek(1))));
}

#[test]
fn a_project_holds_several_networks() {
    let project = b"*Network Camps\n*Vertices 2\n1 Ada\n2 Bor\n*Arcs\n1 2\n*Partition Parties\n*Vertices 2\n1\n2\n\n*Network Peace\n\
                    stray\n*Vertices 3\n1 Bor\n2 Ada\n3 Cil\n*Edges\n1 2 -1\n*Vector Wealth\n0.5\n0.5\n";
    let mut sources = Vec::new();
    let report = read(&project[..], &on("1954"), &VOCABULARY, &mut |statement| {
        sources.push(statement.source.to_owned());
        Ok(())
    });
    let report = report.unwrap();
    assert_eq!(sources, ["net", "net: Peace", "net: Peace"]);
    let notes = report.notes.join("\n");
    for part in [
        "`*Partition Parties` is not read (3 lines)",
        "`*Vector Wealth` is not read (2 lines)",
        "1 line between the title",
        "1 edge read as stances in both directions",
        "1 vertex that no line joins",
    ] {
        assert!(notes.contains(part), "{part}: {notes}");
    }
}

#[test]
fn a_matrix_may_have_two_modes() {
    let network = b"*Vertices 5 2\n1 Ada\n2 Bor\n3 Tax\n4 Pier\n5 Fee\n*Matrix\n1 0 -1\n0 0\n";
    let (found, report) = said(network, &on("1954")).unwrap();
    let expected = [
        row(["Ada", "supports", "Tax", "1954", "", ""]),
        row(["Ada", "opposes", "Fee", "1954", "", ""]),
    ];
    assert_eq!(found, expected);
    assert_eq!(report.left_out[&Reason::Fields].lines, [9]);
    assert_eq!(report.nothing["0"], 1);
    let verbs = SignVerbs { neutral: VOCABULARY.find("comments-on"), ..SignVerbs::default() };
    assert!(verbs.neutral.is_some());
    let (found, _) =
        said(b"*Vertices 2\n*Arcs\n1 2 0\n", &PajekOptions { verbs, ..on("1954") }).unwrap();
    assert_eq!(found[0][1], "comments-on");
}

/// Runs NetworkX and igraph; nothing where there is no Python for them.
fn python(mode: &str, folder: &Path) -> Option<()> {
    let Some(python) = env::var_os("STANCE_PYTHON") else {
        let is_required = env::var_os("STANCE_REQUIRE_FOREIGN").is_some();
        assert!(!is_required, "STANCE_PYTHON names no Python with tests/foreign/requirements.txt");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/pajek.py");
    let mut command = Command::new(python);
    let output = command
        .arg("-B")
        .arg(script)
        .arg(mode)
        .arg(folder)
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    let [said, told] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    assert!(output.status.success(), "{said}{told}");
    Some(())
}

/// From, to, sign, as a table.
fn signs(network: &[u8]) -> String {
    let (found, _) = said(network, &on("1954")).unwrap();
    let sign = |verb: &str| if verb == "supports" { "1" } else { "-1" };
    let rows: BTreeSet<[String; 3]> = found
        .into_iter()
        .map(|[holder, verb, target, ..]| [holder, target, sign(&verb).to_owned()])
        .collect();
    let mut out = csv::WriterBuilder::new().from_writer(Vec::new());
    for row in &rows {
        out.write_record(row).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

#[test]
fn what_other_programs_write_is_read() {
    let folder = tempfile::tempdir().unwrap();
    if python("write", folder.path()).is_none() {
        return;
    }
    let mut n_networks = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "net") {
            let expected = fs::read_to_string(path.with_extension("csv")).unwrap();
            let expected: BTreeSet<&str> = expected.lines().collect();
            let found = signs(&fs::read(&path).unwrap());
            assert_eq!(found.lines().collect::<BTreeSet<_>>(), expected, "{}", path.display());
            n_networks += 1;
        }
    }
    assert_eq!(n_networks, 4);
}

#[test]
fn what_is_read_is_what_other_programs_read() {
    const VERTICES: &str =
        "*Vertices 4\n1 \"Ada\" 0.1 0.2 0.5\n2 \"Ben Oduya\" 0.1 0.2 0.5\n3 \"Cil\"\n4 \"Dan\"\n";
    let networks = [
        ("arcs", "*Arcs\n1 2 1\n2 1 -2.5\n3 1 -1\n4 2 1\n"),
        ("edges", "*Edges\n1 2 1\n3 2 -2\n4 1 1\n"),
        ("arcslist", "*Arcslist\n1 2 3\n4 1\n"),
        ("edgeslist", "*Edgeslist\n1 2 3\n4 2\n"),
        ("matrix", "*Matrix\n0 1 0 -1\n1 0 0 0\n0 0 0 2\n0 -3 0 0\n"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (name, lines) in networks {
        let text = format!("{VERTICES}{lines}");
        let table = signs(text.as_bytes());
        fs::write(folder.path().join(name).with_extension("csv"), table).unwrap();
        fs::write(folder.path().join(name).with_extension("net"), text).unwrap();
    }
    python("read", folder.path());
}

#[test]
fn an_ended_line_makes_no_tie_afterwards() {
    let graph = graph("*Vertices 2\n1 Ada\n2 Bor\n*Arcs\n1 2 1 [1996-1998]\n");
    let statement = graph.statements().next().unwrap();
    let until = graph.statement(statement).until_bounds().unwrap();
    assert_eq!(until.latest, Day::from_civil(1999, 1, 1));
}
