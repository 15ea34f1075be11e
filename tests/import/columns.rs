//! Small tables, each with the right value: columns, rows, names and dates as people write them.

use stancegraph::{
    corpus,
    graph::{EntityRef, TemporalGraph},
    import::{
        DateForm, ImportReport, Outcome, Quotes, Reason, Usage,
        csv::{CsvError, CsvOptions, End, Wide, import},
    },
    model::DateOrder,
};

fn read_with(table: &str, options: &CsvOptions) -> (TemporalGraph, ImportReport, Outcome) {
    import(table.as_bytes(), corpus::shipped_vocabulary(), options, &|_| Ok(())).unwrap()
}

fn read(table: &str) -> (TemporalGraph, ImportReport, Outcome) {
    read_with(table, &CsvOptions::default())
}

/// The names of holder and target, and the verb, of each statement.
fn acts(graph: &TemporalGraph) -> Vec<String> {
    let act = |index| {
        let it = graph.statement(index);
        let (holder, target) = (it.holder_entity(), it.target_entity());
        format!("{} {} {}", holder.name(), it.verb().word, target.name())
    };
    graph.statements().map(act).collect()
}

/// Rows are statements, or skipped and reported.
fn is_accounted_for(report: &ImportReport, outcome: &Outcome, graph: &TemporalGraph) {
    let skipped: usize = report.left_out.values().map(|it| it.rows).sum();
    assert_eq!(report.rows, report.statements + skipped);
    assert_eq!(report.statements, graph.n_statements() + outcome.n_left_out());
}

#[test]
fn a_claim_is_a_claim_and_an_end_an_end() {
    let (graph, ..) = read("holder,target,verb,on,claimed_by\nAda,Bor,opposes,2010-01-01,Cil\n");
    let claim = graph.statement(graph.statements().next().unwrap());
    assert_eq!(claim.claimed_by().map(|who| graph.entity(who).name()), Some("Cil"));
    let (graph, ..) = read("holder,target,verb,on,until\nAda,Bor,supports,2010-01-01,2012\n");
    let ended = graph.statement(graph.statements().next().unwrap());
    assert_eq!(ended.until().unwrap().as_str(), "2012");
}

#[test]
fn every_field_has_a_column_under_its_own_name() {
    let table = "Id;HOLDER;holder kind;Target;verb;On;Until;About;Quote;Prefix;Suffix;reported in;Recorded;Coder;\
                 Confidence;Supersedes;Claimed-By;Note;Source;URL;Title;Outlet;Author;Published;Source_Kind;Language\n\
                 one;Ada;politician;Bor;opposes;2010-01-01;2012;x;words;be;af;r1;2010-02-01;kim;0.5;;Cil;a note;s1;\
                 https://example.org/1;A title;The Gazette;Dan;2010-01-02;Article;en\n\
                 two;Ada;;Bor;supports;2010-01-01;;x;other;;;;2010-03-01;kim;;one;;;s1;;;;;;;\n";
    let (graph, report, outcome) = read(table);
    is_accounted_for(&report, &outcome, &graph);
    assert!(report.columns.iter().all(|column| column.usage != Usage::Unused), "{report:?}");
    let find = |id: &str| {
        let found = graph.statements().find(|index| graph.statement(*index).id() == id);
        graph.statement(found.unwrap())
    };
    let (one, two) = (find("one"), find("two"));
    assert_eq!(two.supersedes(), Some(one.index()));
    assert_eq!(one.holder_entity().kind().word(), "politician");
    assert_eq!((one.prefix(), one.suffix()), (Some("be"), Some("af")));
    assert_eq!((one.coder(), one.note()), (Some("kim"), Some("a note")));
    assert!((one.confidence().value() - 0.5).abs() < f64::EPSILON);
    assert_eq!(one.known().to_string(), "2010-02-01");
    assert_eq!(one.about().map(|topic| graph.entity(topic).name()).collect::<Vec<_>>(), ["x"]);
    assert_eq!(one.reported_in().map(|at| graph.source(at).id()).collect::<Vec<_>>(), ["r1"]);
    let source = one.source_record();
    assert_eq!((source.id(), source.kind().word()), ("s1", "article"));
    assert_eq!((source.url(), source.title()), (Some("https://example.org/1"), Some("A title")));
    assert_eq!(source.language(), Some("en"));
    assert_eq!(source.outlet().map(|it| graph.entity(it).name()), Some("The Gazette"));
    assert_eq!(source.author().map(|it| graph.entity(it).name()), Some("Dan"));
    assert_eq!(source.published().unwrap().as_str(), "2010-01-02");
}

#[test]
fn columns_that_are_not_used_are_named_second_ones_too() {
    let (_, report, _) = read("holder,target,verb,on,Holder,extra\nAda,Bor,opposes,2010,Cil,1\n");
    let unused: Vec<(usize, &str)> = report
        .columns
        .iter()
        .filter(|column| column.usage == Usage::Unused)
        .map(|column| (column.number, column.heading.as_str()))
        .collect();
    assert_eq!(unused, [(5, "Holder"), (6, "extra")]);
}

#[test]
fn two_coders_are_two_statements_and_a_repeat_is_one_in_every_field() {
    let (graph, report, outcome) = read(
        "holder,target,verb,on,coder,note,confidence\nA,B,opposes,2010-01-01,c,,\nA,B,opposes,2010-01-01,d,,\n\
         A,B,opposes,2010-01-01,c,n,\nA,B,opposes,2010-01-01,c,,0.5\nA,B,opposes,2010-01-01,c,,\n",
    );
    is_accounted_for(&report, &outcome, &graph);
    assert_eq!(graph.n_statements(), 4);
    assert_eq!(
        (outcome.repeated, outcome.repeated_at.as_slice()),
        (1, ["6".to_owned()].as_slice())
    );
    // The same in memory and in parts.
    let (other, ..) = read(
        "holder,target,verb,on,coder,note,confidence,prefix\nA,B,opposes,2010-01-01,c,,,\nA,B,opposes,2010-01-01,d,,,\n\
         A,B,opposes,2010-01-01,c,n,,\nA,B,opposes,2010-01-01,c,,0.5,\nA,B,opposes,2010-01-01,c,,,\n",
    );
    let ids = |graph: &TemporalGraph| -> Vec<String> {
        graph.statements().map(|index| graph.statement(index).id().into_owned()).collect()
    };
    assert_eq!(ids(&graph), ids(&other), "one id, whichever way a table is read");
}

#[test]
fn the_same_id_with_other_words_corrects() {
    let (graph, report, outcome) = read(
        "id,holder,target,verb,on\n7,A,B,supports,2010-01-01\n7,A,B,opposes,2010-01-01\n7,A,B,opposes,2010-01-01\n",
    );
    is_accounted_for(&report, &outcome, &graph);
    assert_eq!((graph.n_statements(), outcome.corrections, outcome.repeated), (2, 1, 1));
    let standing =
        graph.statements().filter(|index| graph.statement(*index).superseded_since().is_none());
    let standing: Vec<String> =
        standing.map(|index| graph.statement(index).verb().word.clone()).collect();
    assert_eq!(standing, ["opposes"]);
}

#[test]
fn malformed_quotation_marks_are_reported_where_they_open() {
    let head = "holder,target,verb,on,quote\n";
    let reasons = |rows: &str| {
        let (graph, report, outcome) = read(&format!("{head}{rows}"));
        is_accounted_for(&report, &outcome, &graph);
        let of = |parts: &std::collections::BTreeMap<Reason, stancegraph::import::LeftOut>| {
            parts.iter().map(|(reason, it)| (*reason, it.lines.clone())).collect::<Vec<_>>()
        };
        (graph.n_statements(), of(&report.left_out), of(&report.incomplete))
    };
    let good = "A,B,opposes,2010-01-01,fine\n";
    let (n, left_out, _) = reasons(&format!("{good}A,B,opposes,2010-01-02,\"so\" he said\n{good}"));
    assert_eq!((n, left_out), (1, vec![(Reason::AfterQuote, vec![3])]));
    let (n, left_out, _) = reasons(&format!("{good}A,B,opposes,2010-01-02,\"open\n{good}{good}"));
    assert_eq!((n, left_out), (1, vec![(Reason::OpenQuote, vec![3])]));
    // A stray mark that another one closes swallows rows.
    let swallowing =
        "A,B,opposes,2010-01-02,\"stray\nA,B,opposes,2010-01-03,x\nA,B,opposes,2010-01-04,\"\n";
    let (n, left_out, kept) = reasons(&format!("{good}{swallowing}{good}"));
    assert_eq!((n, left_out.len()), (2, 0));
    assert_eq!(kept, [(Reason::HoldsRows, vec![3])]);
    // A quote of several lines is none of that.
    let (n, left_out, kept) = reasons("A,B,opposes,2010-01-02,\"one, two\nthree\"\n");
    assert_eq!((n, left_out.len(), kept.len()), (1, 0, 0));
    let options = CsvOptions { quotes: Quotes::None, ..CsvOptions::default() };
    let (graph, ..) = read_with(&format!("{head}{swallowing}{good}"), &options);
    assert_eq!(graph.n_statements(), 4);
}

#[test]
fn what_spreadsheets_write_is_read() {
    let plain =
        read("holder,target,verb,on\nAda,Bor,opposes,2010-01-01\nCil,Bor,supports,2011\n").0;
    for table in [
        "sep=;\r\nholder;target;verb;on\r\nAda;Bor;opposes;2010-01-01\r\nCil;Bor;supports;2011\r\n",
        "\u{feff}holder\ttarget\tverb\ton\nAda\tBor\topposes\t2010-01-01\nCil\tBor\tsupports\t2011\n",
        "holder,target,verb,on\rAda,Bor,opposes,2010-01-01\rCil,Bor,supports,2011\r",
        "\u{feff}HOLDER,Target,Verb,On\nAda,Bor,opposes,2010-01-01\nCil,\u{200b}Bor,supports,2011\n",
    ] {
        assert_eq!(acts(&read(table).0), acts(&plain), "{table:?}");
    }
    let titled = "Statements of the council\n\nholder,target,verb,on\nAda,Bor,opposes,2010-01-01\nCil,Bor,supports,2011\n";
    let refused = import(
        titled.as_bytes(),
        corpus::shipped_vocabulary(),
        &CsvOptions::default(),
        &|_| Ok(()),
    );
    let Err(CsvError::Header(error)) = refused else { panic!("titles are no headings") };
    assert!(error.to_string().contains("--skip 2"), "{error}");
    let options = CsvOptions { skip: 2, ..CsvOptions::default() };
    assert_eq!(acts(&read_with(titled, &options).0), acts(&plain));
}

#[test]
fn constants_templates_and_lists_are_ends() {
    let options = CsvOptions {
        mapping: "target={year} {number}".parse().unwrap(),
        holder: Some("Council".to_owned()),
        ..CsvOptions::default()
    };
    let (graph, ..) = read_with("year,number,verb,on\n2010,7,opposes,2010-01-01\n", &options);
    assert_eq!(acts(&graph), ["Council opposes 2010 7"]);
    let options =
        CsvOptions { split: "holder=;,target=/".parse().unwrap(), ..CsvOptions::default() };
    let (graph, report, _) =
        read_with("holder,target,verb,on\nAda; Bor,X / Y,opposes,2010-01-01\n", &options);
    assert_eq!((report.rows, graph.n_statements()), (1, 4));
}

#[test]
fn cells_that_say_no_are_nothing_where_one_verb_stands_for_all() {
    let options = CsvOptions {
        wide: Some(Wide { of: End::Holder, only: Vec::new(), except: Vec::new() }),
        values: stancegraph::import::Values::default().with_constant(Some("supports".to_owned())),
        ..CsvOptions::default()
    };
    let table = "target,on,A,B,C,D,E,F,G\nX,2010,1,0,no,FALSE,-,N/A, \n";
    let (graph, report, _) = read_with(table, &options);
    assert_eq!(acts(&graph), ["A supports X"]);
    assert_eq!(
        report.values.iter().map(|(value, n)| (value.as_str(), *n)).collect::<Vec<_>>(),
        [("1", 1)]
    );
}

#[test]
fn spellings_are_united_by_one_folding() {
    let (graph, _, outcome) = read(
        "holder,target,verb,on\nAda Lovelace,X,supports,2010\nADA  LOVELACE,X,opposes,2011\n\
         Ada\u{200b} Lovelace,X,praises,2012\nJosé,X,supports,2010\nJose,X,supports,2010\nAda Lovelace,ada lovelace,praises,2013\n",
    );
    let names: Vec<&str> = graph.entities().map(EntityRef::name).collect();
    assert_eq!(names, ["Ada Lovelace", "José", "Jose", "X"]);
    assert_eq!(outcome.united.len(), 1);
    assert_eq!(outcome.united[0].len(), 4, "{:?}", outcome.united);
    // Who turns out to be both ends is reported.
    assert_eq!(outcome.left_out[&Reason::Itself].places, ["7"]);
}

#[test]
fn dates_are_read_as_they_are_written() {
    let said = |text: &str, form: DateForm| form.read(text).map(|date| date.as_str().to_owned());
    let plain = DateForm::default();
    for (text, date) in [
        ("2015-03-00", "2015-03"),
        ("2009-00-00", "2009"),
        ("+1990-11-05T00:00:00Z", "1990-11-05"),
        ("2010.0", "2010"),
        ("Nov 1990", "1990-11"),
        ("25th April 2018", "2018-04-25"),
        ("Wed 25 Apr 2018", "2018-04-25"),
        ("2018-04-25T14:05:33.25Z", "2018-04-25T14:05:33.25Z"),
        ("2018-04-25 14:05:33.123456", "2018-04-25T14:05:33.123456"),
    ] {
        assert_eq!(said(text, plain).as_deref(), Some(date), "{text}");
    }
    for text in ["0000-00-00", "25/4/18", "soon"] {
        assert_eq!(said(text, plain), None, "{text}");
    }
    let ordered = |order| DateForm { order: Some(order), century: None };
    assert_eq!(said("20150113", ordered(DateOrder::YearFirst)).as_deref(), Some("2015-01-13"));
    let short = DateForm { order: Some(DateOrder::DayFirst), century: Some(1930) };
    assert_eq!(said("25.4.18", short).as_deref(), Some("2018-04-25"));
    assert_eq!(said("25.4.30", short).as_deref(), Some("1930-04-25"));
}

#[test]
fn dates_that_may_mean_something_else_are_reported() {
    let (_, report, _) = read(
        "holder,target,verb,on\nA,B,supports,2021-22\nA,C,supports,2010-12\nA,D,supports,0018\n",
    );
    assert_eq!(report.doubts.len(), 3, "{:?}", report.doubts);
}

#[test]
fn an_edge_list_of_gephi_needs_no_map() {
    let options = CsvOptions {
        values: stancegraph::import::Values::default().with_constant(Some("supports".to_owned())),
        on: Some("2010".parse().unwrap()),
        ..CsvOptions::default()
    };
    let table = "Source,Target,Type,Id,Label,Weight\nA,B,Directed,0,,1\nB,C,Undirected,1,,2\n";
    let (graph, report, _) = read_with(table, &options);
    assert_eq!(acts(&graph), ["A supports B", "B supports C", "C supports B"]);
    assert_eq!((report.rows, report.notes.len()), (2, 1));
}
