//! Coding projects: databases of each layout, made here, against a naive reading of what was written; and everything
//! that a file may be instead.

use super::parts::are_whole;
use proptest::prelude::*;
use rusqlite::{Connection, MAIN_DB, params};
use stancegraph::{
    corpus,
    graph::TemporalGraph,
    import::{
        DateForm, ImportReport, Reason,
        dna::{DnaError, DnaOptions, Imported, Projects},
    },
    model::{DateOrder, Day},
};
use std::{collections::BTreeSet, fs, ops::Range, path::Path};

/// How a database is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Two,
    Between,
    Three,
}

const LAYOUTS: [Layout; 3] = [Layout::Two, Layout::Between, Layout::Three];

/// A coded statement: document, span in UTF-16 units, actors, concept, and agreement.
type Coded = (usize, (i64, i64), [&'static str; 2], &'static str, i64);

/// A project before it is written.
#[derive(Clone, Debug)]
struct Plan {
    /// Title, text and day.
    documents: Vec<(String, String, i64)>,
    statements: Vec<Coded>,
    /// Whether agreement is a number on a scale.
    is_scale: bool,
}

fn tables(layout: Layout, is_scale: bool) -> String {
    let short = match layout {
        Layout::Two => "StatementTypeId INTEGER, Value TEXT",
        Layout::Between => "Value INTEGER NOT NULL",
        Layout::Three => "Entity INTEGER NOT NULL",
    };
    let names = match layout {
        Layout::Two => "ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT, Type TEXT, Alias TEXT, Notes TEXT)",
        Layout::Between => "ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT)",
        Layout::Three => {
            "ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);
            CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, VariableId INTEGER, AttributeVariable TEXT);
            CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId INTEGER, AttributeVariableId INTEGER, AttributeValue TEXT)"
        }
    };
    let kind = if is_scale { "integer" } else { "boolean" };
    format!(
        "PRAGMA page_size = 512;
        CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT);
        CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Author TEXT, Source TEXT,
            Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
        CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);
        CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
        CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
            Stop INTEGER, Coder INTEGER);
        CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, {short});
        CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
        CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
        CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
        CREATE TABLE {names};
        INSERT INTO CODERS VALUES (1, 'Admin'), (2, 'MK');
        INSERT INTO STATEMENTTYPES VALUES (4, 'DNA Statement'), (9, 'Annotation');
        INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 4), (2, 'organization', 'short text', 4),
            (3, 'concept', 'short text', 4), (4, 'agreement', '{kind}', 4), (5, 'note', 'long text', 9);"
    )
}

/// The plan as a database.
fn database(plan: &Plan, layout: Layout) -> Connection {
    database_of(plan, layout, 1..i64::MAX)
}

/// Those statements of the plan whose numbers are among `rows`, as a database.
fn database_of(plan: &Plan, layout: Layout, rows: Range<i64>) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(&tables(layout, plan.is_scale)).unwrap();
    for (id, (title, text, day)) in (1_i64..).zip(&plan.documents) {
        // Version 2 counts milliseconds, and any time of a day is of that day.
        let seconds = day * 86_400 + 3_600;
        let date = if layout == Layout::Two { seconds * 1_000 } else { seconds };
        let sql = "INSERT INTO DOCUMENTS VALUES (?, ?, ?, 'Ada Moor', 'Gazette', 'p. 2', '', 'letter', ?)";
        connection.execute(sql, params![id, title, text, date]).unwrap();
    }
    let table = if layout == Layout::Three { "ENTITIES" } else { "ATTRIBUTES" };
    let mut n_names = 0;
    for (id, (document, (start, stop), actors, concept, agreement)) in
        (1_i64..).zip(&plan.statements).filter(|(id, _)| rows.contains(id))
    {
        let document = i64::try_from(*document).unwrap() + 1;
        let sql = "INSERT INTO STATEMENTS VALUES (?, 4, ?, ?, ?, 2)";
        connection.execute(sql, params![id, document, start, stop]).unwrap();
        for (variable, value) in (1..).zip([actors[0], actors[1], *concept]) {
            if layout == Layout::Two {
                let sql = "INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, 4, ?)";
                connection.execute(sql, params![id, variable, value]).unwrap();
                continue;
            }
            n_names += 1;
            let sql = format!("INSERT INTO {table} (ID, VariableId, Value) VALUES (?, ?, ?)");
            connection.execute(&sql, params![n_names, variable, value]).unwrap();
            let sql = "INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)";
            connection.execute(sql, params![id, variable, n_names]).unwrap();
        }
        let table = if plan.is_scale { "DATAINTEGER" } else { "DATABOOLEAN" };
        let sql = format!("INSERT INTO {table} VALUES (NULL, ?, 4, ?)");
        connection.execute(&sql, params![id, agreement]).unwrap();
    }
    connection
}

fn bytes(mut connection: Connection) -> Vec<u8> {
    connection.serialize(MAIN_DB).unwrap().to_vec()
}

fn read_with(bytes: Vec<u8>, options: &DnaOptions) -> Result<(ImportReport, Imported), DnaError> {
    let vocabulary = corpus::shipped_vocabulary();
    let mut projects = Projects::new(options, &vocabulary);
    let report = projects.read(bytes, "hearings")?;
    Ok((report, projects.finish()?))
}

fn read(bytes: Vec<u8>) -> Result<(ImportReport, Imported), DnaError> {
    read_with(bytes, &DnaOptions::default())
}

/// A name as names are compared.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Holder, verb, target, date, title of the source, quote.
type Row = [String; 6];

fn said(graph: &TemporalGraph) -> BTreeSet<Row> {
    let statements = graph.statements().map(|index| graph.statement(index));
    let rows = statements.map(|statement| {
        [
            folded(statement.holder_entity().name()),
            statement.verb().word.clone(),
            folded(statement.target_entity().name()),
            statement.date().into_owned(),
            statement.source_record().title().unwrap_or_default().to_owned(),
            statement.quote().map(String::from).unwrap_or_default(),
        ]
    });
    rows.collect()
}

/// What a plan says, read as it is written.
fn expected(plan: &Plan) -> (BTreeSet<Row>, usize) {
    let mut left_out = 0;
    let rows = plan.statements.iter().filter_map(
        |(document, (start, stop), actors, concept, agreement)| {
            let (title, text, day) = &plan.documents[*document];
            let holder = [actors[1], actors[0]].into_iter().find(|name| !name.trim().is_empty());
            let verb = match agreement {
                0 if plan.is_scale => None,
                agreement if *agreement > 0 => Some("supports"),
                _ => Some("opposes"),
            };
            let is_itself = |holder: &str| holder.trim().to_lowercase() == concept.to_lowercase();
            let sound = holder.filter(|holder| !concept.is_empty() && !is_itself(holder)).zip(verb);
            let Some((holder, verb)) = sound else {
                left_out += 1;
                return None;
            };
            let units: Vec<u16> = text.encode_utf16().collect();
            let span = usize::try_from(*start).unwrap()..usize::try_from(*stop).unwrap();
            let quote = units.get(span).map(|words| String::from_utf16(words).unwrap());
            let row = [holder, verb, concept].map(|word| word.trim().to_owned());
            let [holder, verb, target] = row.map(|word| folded(&word));
            let quote = quote.unwrap_or_default().trim().to_owned();
            let day = Day::from_number(*day).to_string();
            Some([holder, verb, target, day, title.trim().to_owned(), quote])
        },
    );
    (rows.collect(), left_out)
}

fn plan() -> impl Strategy<Value = Plan> {
    // Halves of characters are tested where spans are read.
    let text = prop::collection::vec(
        prop::sample::select(vec!["a", " ", "ß", "毛", "\n", "\"", "e\u{301}"]),
        0..12,
    )
    .prop_map(|pieces| pieces.concat());
    let title =
        prop::sample::select(vec!["Hearing", "Hearing ", "letter; \"to\" us", "毛", "  ", "🙂"]);
    let document = (title.prop_map(str::to_owned), text, -20_000_i64..40_000);
    let actor = prop::sample::select(vec!["", " ", "Ada", "ada", "A; \"B\"\nC", "CO2", "🙂"]);
    let concept = prop::sample::select(vec!["", "CO2", "Build, now.", "ada"]);
    let statement = (
        any::<prop::sample::Index>(),
        (0_i64..8, 1_i64..8),
        [actor.clone(), actor],
        concept,
        0_i64..2,
        -3_i64..4,
    );
    let documents = prop::collection::vec(document, 1..4);
    (documents, prop::collection::vec(statement, 0..12), any::<bool>()).prop_map(
        |(documents, statements, is_scale)| Plan {
            statements: statements
                .into_iter()
                .map(|(document, (start, len), actors, concept, truth, number)| {
                    let agreement = if is_scale { number } else { truth };
                    (
                        document.index(documents.len()),
                        (start, start + len),
                        actors,
                        concept,
                        agreement,
                    )
                })
                .collect(),
            documents,
            is_scale,
        },
    )
}

/// Whether the scale of a plan has a side below zero, so that nothing must be said about it.
fn is_plain(plan: &Plan) -> bool {
    let numbers = || plan.statements.iter().map(|statement| statement.4);
    !plan.is_scale
        || plan.statements.is_empty()
        || numbers().any(|number| number < 0)
        || numbers().all(|number| number == 1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_layout_says_what_was_coded(plan in plan(), layout in prop::sample::select(LAYOUTS.to_vec())) {
        let outcome = read(bytes(database(&plan, layout)));
        if !is_plain(&plan) {
            let is_told = matches!(outcome, Err(DnaError::OneSided { .. }));
            prop_assert!(is_told);
            return Ok(());
        }
        let (report, imported) = outcome.unwrap();
        let (rows, left_out) = expected(&plan);
        prop_assert_eq!(report.rows, plan.statements.len());
        prop_assert_eq!(report.left_out.values().map(|it| it.rows).sum::<usize>(), left_out);
        prop_assert_eq!(report.statements, plan.statements.len() - left_out);
        prop_assert_eq!(imported.graph.n_statements(), report.statements - imported.outcome.repeated);
        prop_assert_eq!(said(&imported.graph), rows);
        let coders: BTreeSet<String> = imported.graph.statements()
            .filter_map(|index| imported.graph.statement(index).coder().map(str::to_owned)).collect();
        prop_assert!(coders.iter().all(|coder| coder == "MK"));
    }

    #[test]
    fn a_project_in_parts_is_the_project(
        plan in plan(),
        layout in prop::sample::select(LAYOUTS.to_vec()),
        cut in 1_i64..14,
    ) {
        // What a scale of one side means is asked; texts that are in no corpus tell documents apart in one call only.
        let titles: BTreeSet<&str> = plan.documents.iter().map(|(title, ..)| title.trim()).collect();
        prop_assume!(!plan.is_scale && titles.len() == plan.documents.len());
        let of = |rows| read(bytes(database_of(&plan, layout, rows))).unwrap().1.graph;
        let parts = vec![of(1..cut), of(cut..i64::MAX)];
        are_whole(&parts, of(1..i64::MAX));
    }

    #[test]
    fn whatever_is_damaged_is_told(
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        layout in prop::sample::select(LAYOUTS.to_vec()),
    ) {
        let whole = bytes(database(&hearings(), layout));
        let mut damaged = whole.clone();
        for (at, byte) in changes {
            damaged[at.index(whole.len())] = byte;
        }
        // It may still be a project; it is never read to pieces.
        let _ = read(damaged);
        let cut = whole[..cut.index(whole.len())].to_vec();
        prop_assert!(read(cut).is_err());
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(text.clone().into_bytes());
        let _ = read(format!("time;document title;organization;concept;agreement\n{text}").into_bytes());
        let _ = read(bytes.clone());
        let _ = read([b"SQLite format 3\0".as_slice(), &bytes].concat());
    }
}

/// A small project with all that projects have.
fn hearings() -> Plan {
    let letter = "Dear 👩‍🚀, build it now. I say: build it now. Yours, Ada";
    let hearing = "We will not pay for this. Not once.";
    Plan {
        documents: vec![
            ("Letter to the editor".to_owned(), letter.to_owned(), 12_809),
            ("Hearing".to_owned(), hearing.to_owned(), 12_810),
        ],
        statements: vec![
            (0, (12, 25), ["Ada Moor", "Friends of Books"], "The library should be built.", 1),
            (1, (0, 25), ["Ben Oduya", ""], "The library should be built.", 0),
            (1, (26, 99), ["", "Ratepayers"], "Taxes are too high.", 1),
            (1, (0, 4), ["", ""], "Taxes are too high.", 1),
            (1, (0, 4), ["Ben Oduya", "Ratepayers"], "", 1),
        ],
        is_scale: false,
    }
}

#[test]
fn documents_and_people_are_told_of() {
    let connection = database(&hearings(), Layout::Three);
    connection
        .execute_batch(
            "INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 2, 'Type'), (2, 2, 'Alias');
            INSERT INTO ATTRIBUTEVALUES VALUES (1, 2, 1, 'NGO'), (2, 2, 2, 'FoB');
            INSERT INTO STATEMENTS VALUES (77, 9, 1, 0, 3, 1), (78, 4, 55, 0, 3, 1);
            INSERT INTO DATALONGTEXT VALUES (1, 77, 5, 'look again');
            INSERT INTO ENTITIES VALUES (100, 1, 'Eve');
            INSERT INTO DATASHORTTEXT VALUES (NULL, 78, 1, 100), (NULL, 78, 3, 3);
            INSERT INTO DATABOOLEAN VALUES (NULL, 78, 4, 1);",
        )
        .unwrap();
    let options = DnaOptions {
        actors: vec!["person".to_owned(), "organization".to_owned()],
        ..DnaOptions::default()
    };
    let (report, imported) = read_with(bytes(connection), &options).unwrap();
    let rows = |reason| report.left_out.get(&reason).map_or(0, |it| it.rows);
    assert_eq!((report.rows, report.statements), (6, 3));
    assert_eq!([Reason::NoHolder, Reason::NoTarget, Reason::NoSource].map(rows), [1, 1, 1]);
    assert_eq!(report.incomplete[&Reason::BadSpan].lines, [3]);
    let graph = &imported.graph;
    let statement = graph
        .statements()
        .map(|index| graph.statement(index))
        .find(|statement| statement.holder_entity().name() == "Ada Moor")
        .unwrap();
    // The words stand twice: what is around them tells which are meant.
    assert_eq!(statement.quote().as_deref(), Some("build it now."));
    assert_eq!(statement.prefix(), Some("Dear 👩‍🚀,"));
    assert_eq!(statement.note(), Some("statement 1; organization: Friends of Books"));
    let source = statement.source_record();
    assert_eq!((source.id(), source.note()), ("letter-to-the-editor-2005-01-26", None));
    assert_eq!(source.attributes().collect::<Vec<_>>(), [("section", "p. 2"), ("type", "letter")]);
    assert_eq!(graph.entity(source.author().unwrap()).id(), "ada-moor");
    assert_eq!(graph.entity(source.outlet().unwrap()).name(), "Gazette");
    let role = statement.holder_entity().roles().next().unwrap();
    let friends = graph.entity(role.of());
    assert_eq!(
        (role.role(), friends.name(), friends.note()),
        ("speaker", "Friends of Books", None)
    );
    assert_eq!(friends.attributes().collect::<Vec<_>>(), [("Type", "NGO")]);
    assert_eq!(friends.aliases().collect::<Vec<_>>(), ["FoB"]);
    assert_eq!(imported.texts.len(), 2);
}

#[test]
fn copies_of_a_project_say_it_once() {
    let (options, vocabulary) = (DnaOptions::default(), corpus::shipped_vocabulary());
    let mut projects = Projects::new(&options, &vocabulary);
    for layout in LAYOUTS {
        projects.read(bytes(database(&hearings(), layout)), "hearings").unwrap();
    }
    let imported = projects.finish().unwrap();
    assert_eq!((imported.graph.n_statements(), imported.outcome.repeated), (3, 6));
    assert_eq!(imported.graph.n_sources(), 2);
}

#[test]
fn what_is_no_project_is_told() {
    let other = |sql: &str| {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(sql).unwrap();
        read(bytes(connection)).unwrap_err().to_string()
    };
    assert!(other("CREATE TABLE books(title)").ends_with("it has no table DOCUMENTS"));
    let scheme = tables(Layout::Three, false);
    let newer = scheme.replace(
        "StatementId INTEGER, VariableId INTEGER, Entity",
        "StatementId INTEGER, LinkId INTEGER, Entity",
    );
    assert!(other(&newer).ends_with("DATASHORTTEXT has no column variableid"));
    // What is asked must be a table: a view could go on for ever.
    let view = scheme.replace("CREATE TABLE DOCUMENTS(", "CREATE TABLE PAPERS(");
    let endless = "CREATE VIEW DOCUMENTS AS WITH RECURSIVE n(ID) AS (SELECT 1 UNION ALL SELECT ID + 1 FROM n)\
        SELECT ID, '' AS Title, '' AS Text, 0 AS Date FROM n";
    assert!(other(&format!("{view} {endless};")).ends_with("it has no table DOCUMENTS"));
    assert!(matches!(read(b"PK\x03\x04".to_vec()), Err(DnaError::NotDna)));
    assert!(matches!(read(Vec::new()), Err(DnaError::NotDna)));
    assert!(matches!(read(b"a;b\n1;2\n".to_vec()), Err(DnaError::NotDna)));
}

#[test]
fn values_of_other_types_are_read_as_they_can_be() {
    let connection = database(&hearings(), Layout::Two);
    connection
        .execute_batch(
            "UPDATE DOCUMENTS SET Date = 'soon' WHERE ID = 1;
            UPDATE DOCUMENTS SET Title = x'ff41', Author = NULL WHERE ID = 2;
            UPDATE STATEMENTS SET Start = -5, Coder = 'nobody' WHERE ID = 2;
            UPDATE DATABOOLEAN SET Value = NULL WHERE StatementId = 3;",
        )
        .unwrap();
    let (report, imported) = read(bytes(connection)).unwrap();
    assert_eq!(report.left_out[&Reason::BadTime].values.keys().collect::<Vec<_>>(), ["soon"]);
    assert_eq!(report.left_out[&Reason::NoVerb].lines, [3]);
    assert_eq!(report.incomplete[&Reason::BadSpan].lines, [2]);
    assert_eq!(
        said(&imported.graph).first().map(|row| row[4].clone()),
        Some("\u{fffd}A".to_owned())
    );
}

#[test]
fn midnight_is_where_the_clock_stands() {
    let mut plan = hearings();
    plan.statements.truncate(1);
    let connection = database(&plan, Layout::Two);
    // Midnight of 2005-01-26 in Berlin.
    connection.execute("UPDATE DOCUMENTS SET Date = 1106694000000", []).unwrap();
    let bytes = bytes(connection);
    let zone = jiff::tz::TimeZone::get("Europe/Berlin").unwrap();
    let options = DnaOptions { zone, ..DnaOptions::default() };
    let day = |options: &DnaOptions| {
        said(&read_with(bytes.clone(), options).unwrap().1.graph).first().unwrap()[3].clone()
    };
    assert_eq!(day(&DnaOptions::default()), "2005-01-25");
    assert_eq!(day(&options), "2005-01-26");
    let noted =
        |options: &DnaOptions| read_with(bytes.clone(), options).unwrap().0.incomplete.len();
    assert_eq!((noted(&DnaOptions::default()), noted(&options)), (1, 0));
}

#[test]
fn databases_with_a_write_ahead_log_are_read() {
    let mut whole = bytes(database(&hearings(), Layout::Three));
    whole[18..20].fill(2);
    assert_eq!(read(whole).unwrap().1.graph.n_statements(), 3);
}

#[test]
fn event_lists_say_what_their_project_says() {
    let list = "\"statement ID\";\"time\";\"document ID\";\"document title\";\"author\";\"source\";\"section\";\"type\";\"text\";\
        \"person\";\"organization\";\"concept\";\"agreement\"\n\
        1;2005-01-26 01:00:00;1;\"Letter to the editor\";\"Ada Moor\";\"Gazette\";\"p. 2\";\"letter\";\"build it now.\";\"Ada Moor\";\
        \"Friends of Books\";\"The library should be built.\";1\n\
        2;2005-01-27 01:00:00;2;\"Hearing\";\"Ada Moor\";\"Gazette\";\"p. 2\";\"letter\";\"We will not pay\nfor this.\";\"Ben Oduya\";\"\";\
        \"The library should be built.\";0\n";
    let (report, imported) = read(list.as_bytes().to_vec()).unwrap();
    assert_eq!((report.rows, report.statements), (2, 2));
    let rows: Vec<Row> = said(&imported.graph).into_iter().collect();
    let row = [
        "ben oduya",
        "opposes",
        "the library should be built.",
        "2005-01-27",
        "Hearing",
        "We will not pay\nfor this.",
    ];
    assert_eq!(rows[0], row.map(str::to_owned));
    assert_eq!(
        imported.graph.source(stancegraph::model::SourceIndex::new(1)).id(),
        "letter-to-the-editor-2005-01-26"
    );
    // The names of R's data frames, with commas.
    let frame = "id,time,docId,docTitle,docAuthor,organization,concept,agreement\n3,2005-01-26,7,Hearing,,Ratepayers,Taxes,-2\n\
        4,2005-01-26,7,Hearing,,Ratepayers,Roads,2\n";
    let (_, imported) = read(frame.as_bytes().to_vec()).unwrap();
    let verbs: Vec<String> = said(&imported.graph).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(verbs, ["opposes", "supports"]);
    let ragged = "time;document title;organization;concept;agreement\n2005-01-26;A;B;C\n";
    assert!(matches!(read(ragged.into()), Err(DnaError::Ragged { line: 2, .. })));
}

/// The database that the sessions of `import dna` read.
#[test]
fn the_session_has_the_project_of_this_test() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/import.in/hearings.dna");
    if !path.exists() {
        fs::write(&path, bytes(database(&hearings(), Layout::Three))).unwrap();
    }
    let there = read(fs::read(path).unwrap()).unwrap().1;
    let here = read(bytes(database(&hearings(), Layout::Three))).unwrap().1;
    assert_eq!(said(&there.graph), said(&here.graph));
}

#[test]
fn what_of_a_project_is_not_read_is_named() {
    let plan = Plan {
        documents: vec![
            ("Hearing".into(), "so it is".into(), 12_000),
            ("Letter".into(), String::new(), 12_001),
        ],
        statements: vec![(0, (0, 2), ["Ada Moor", "Friends"], "Tax", 1)],
        is_scale: false,
    };
    let connection = database(&plan, Layout::Two);
    connection
        .execute_batch(
            "INSERT INTO STATEMENTS VALUES (7, 9, 1, 0, 2, 2);
             INSERT INTO ATTRIBUTES VALUES (1, 2, 'Friends', 'ngo', 'Tax', ''), (2, 3, 'Tax', '', 'tax', '');",
        )
        .unwrap();
    let (report, imported) = read(bytes(connection)).unwrap();
    assert_eq!((report.rows, imported.graph.n_statements()), (1, 1));
    assert_eq!(report.notes[0], "not read: 1 of the type `Annotation`; --type names another");
    assert_eq!(report.notes[1], "not in the corpus: 1 document without a statement that was read");
}

#[test]
fn rows_that_differ_in_their_document_have_two() {
    let list = "time;document title;author;text;organization;concept;agreement\n\
                2005-01-26;Letter;Ada;so;Friends;Tax;1\n2005-01-26;Letter;Bor;so;Friends;Tax;1\n";
    let (_, imported) = read(list.as_bytes().to_vec()).unwrap();
    assert_eq!((imported.graph.n_statements(), imported.graph.n_sources()), (2, 2));
}

#[test]
fn second_values_and_what_is_known_of_other_values_are_named() {
    let plan = Plan {
        documents: vec![("Hearing".into(), "so it is".into(), 12_000)],
        statements: vec![(0, (0, 2), ["Ada Moor", "Friends"], "Tax", 1)],
        is_scale: false,
    };
    let connection = database(&plan, Layout::Two);
    connection
        .execute_batch(
            "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Value) SELECT StatementId, VariableId, 'Foes' FROM DATASHORTTEXT WHERE Value = 'Friends';
             INSERT INTO ATTRIBUTES VALUES (1, 2, 'Nobody', 'ngo', '', 'retired');",
        )
        .unwrap_or_else(|error| panic!("{error}"));
    let (report, _) = read(bytes(connection)).unwrap();
    let has = |what: &str| report.notes.iter().any(|note| note.contains(what));
    assert!(
        has("1 more value of statements that have several: the last of each is read"),
        "{:?}",
        report.notes
    );
    assert!(has("not in the corpus: what is known of 1 value of"), "{:?}", report.notes);
}

#[test]
fn dates_of_event_lists_may_be_in_any_order_that_is_named() {
    let list = "time;document title;text;organization;concept;agreement\n\
                25.04.2018;Letter;so;Friends;Tax;1\n03/04/2018;Reply;so;Friends;Tax;1\n2018-04-26 10:00:00;Note;so;Friends;Tax;1\n";
    let days = |options: &DnaOptions| -> Vec<String> {
        let (report, imported) = read_with(list.as_bytes().to_vec(), options).unwrap();
        let graph = &imported.graph;
        assert_eq!(
            report.rows,
            graph.n_statements() + report.left_out.values().map(|it| it.rows).sum::<usize>()
        );
        let mut days: Vec<String> =
            graph.statements().map(|index| graph.statement(index).date().into_owned()).collect();
        days.sort();
        days
    };
    // Without an order, numbers are not guessed: they are reported.
    assert_eq!(days(&DnaOptions::default()), ["2018-04-26"]);
    let order = |order| DnaOptions {
        dates: DateForm { order: Some(order), century: None },
        ..DnaOptions::default()
    };
    assert_eq!(days(&order(DateOrder::DayFirst)), ["2018-04-03", "2018-04-25", "2018-04-26"]);
    assert_eq!(days(&order(DateOrder::MonthFirst))[0], "2018-03-04");
}

#[test]
fn quotation_marks_of_event_lists_are_never_malformed_in_silence() {
    let head = "time;document title;text;organization;concept;agreement\n";
    for (rows, told) in [
        ("2018-04-25;L;\"so\" it;F;T;1\n", "line 2 has text after a closing quotation mark"),
        (
            "2018-04-25;L;so;F;T;1\n2018-04-26;L;\"so;F;T;1\n",
            "line 3 opens a quotation mark that is not closed",
        ),
    ] {
        let error = read(format!("{head}{rows}").into_bytes()).unwrap_err().to_string();
        assert!(error.starts_with(told), "{error}");
    }
    let swallowing = "2018-04-25;L;\"so;F;T;1\n2018-04-26;M;so;F;T;1\n2018-04-27;N;so\";F;T;1\n";
    let (report, _) = read(format!("{head}{swallowing}").into_bytes()).unwrap();
    assert_eq!(report.rows, 1);
    assert_eq!(
        report.notes[0],
        "on line 2, a quoted field holds lines like rows: is a quotation mark missing?"
    );
}
