//! Corpora that imports add to: they say what the data say, once, and keep every word that was there.

use super::csv::{ROOMY, Row, read, row, said, table};
use proptest::prelude::*;
use stancegraph::{
    corpus::{self, TextFile},
    graph::TemporalGraph,
    import::{
        Mode, Provenance, Recorded, Update,
        csv::{CsvOptions, import},
        destination::{Adding, StoreAddition},
        update,
    },
    model::Day,
};
use std::collections::BTreeSet;

fn today() -> Day {
    Day::from_civil(2026, 1, 1)
}

pub(crate) fn corpus_of(text: &str, name: &str) -> TemporalGraph {
    let reading = corpus::read_texts(vec![TextFile { path: name.into(), text: text.to_owned() }]);
    assert!(reading.is_sound(), "{:#?}\n{text}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

/// Of entities that came in by name, and as statements beside those that are there.
fn updated(known: Option<&TemporalGraph>, new: &TemporalGraph) -> Update {
    taken(Mode::Add, known, new)
}

fn taken(mode: Mode, known: Option<&TemporalGraph>, new: &TemporalGraph) -> Update {
    let provenance = Provenance { given_ids: Some(BTreeSet::new()), ..Provenance::default() };
    update(known, new, (mode, &provenance), &corpus::shipped_vocabulary(), Recorded::Today(today()))
        .unwrap()
}

/// Rows whose names are one only when they are the same; the others meet in an entity of a corpus.
fn distinct(rows: Vec<Row>) -> Vec<Row> {
    let is_other = |row: &Row| row[0].to_lowercase() != row[2].to_lowercase();
    let ben = |name: &str| if name == "ada" { "Ben".to_owned() } else { name.to_owned() };
    let rename = |row: Row| {
        let [holder, verb, target, date, source, quote] = row;
        [ben(&holder), verb, ben(&target), date, source, quote]
    };
    rows.into_iter().filter(is_other).map(rename).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_corpus_says_what_the_table_says(rows in prop::collection::vec(row(), 0..30)) {
        let (graph, ..) = read(&table(&distinct(rows), b','), ROOMY);
        let first = updated(None, &graph);
        let text = first.additions().new_file();
        let known = corpus_of(&text, "corpus.ron");
        prop_assert_eq!(said(&known), said(&graph));
        let again = updated(Some(&known), &graph);
        prop_assert!(again.is_empty(), "{:?}", again);
        prop_assert_eq!(again.unchanged, graph.n_statements());
    }

    #[test]
    fn what_is_added_is_added_once(
        old in prop::collection::vec(row(), 0..20),
        new in prop::collection::vec(row(), 0..20),
    ) {
        let of = |rows: &[Row]| read(&table(rows, b','), ROOMY).0;
        let (old, new) = (distinct(old), distinct(new));
        let begin = format!("// ours\n{}", updated(None, &of(&old)).additions().new_file());
        let known = corpus_of(&begin, "corpus.ron");
        let first = updated(Some(&known), &of(&new));
        let text = first.additions().append_to(&begin).unwrap();
        prop_assert!(text.starts_with("// ours\n"));
        let known = corpus_of(&text, "corpus.ron");
        let all: BTreeSet<Row> = said(&of(&old)).into_iter().chain(said(&of(&new))).collect();
        prop_assert_eq!(said(&known).into_iter().collect::<BTreeSet<_>>(), all);
        prop_assert!(updated(Some(&known), &of(&new)).is_empty());
        prop_assert!(updated(Some(&known), &of(&old)).is_empty());
    }
}

#[test]
fn a_row_that_changed_in_part_corrects_and_a_row_that_vanished_stays() {
    let of = |text: &str| read(text.as_bytes(), ROOMY).0;
    let head = "holder,verb,target,date,source\n";
    let old = of(&format!(
        "{head}a,supports,b,2020-01-01,s\na,supports,c,2020-01-01,s\nd,supports,c,2020-01-01,s\n"
    ));
    let text = updated(None, &old).additions().new_file();
    let known = corpus_of(&text, "corpus.ron");
    // The date of the first is another, the second vanished, and the third has a new one beside it.
    let new = of(&format!(
        "{head}a,supports,b,2020-01-02,s\nd,supports,c,2020-01-01,s\nd,opposes,c,2021-01-01,t\n"
    ));
    let beside = updated(Some(&known), &new);
    assert_eq!((beside.added, beside.corrected, beside.unchanged), (2, 0, 1));
    let update = taken(Mode::Update, Some(&known), &new);
    assert_eq!((update.added, update.corrected, update.unchanged), (2, 1, 1));
    let after = corpus_of(&update.additions().append_to(&text).unwrap(), "corpus.ron");
    let corrected: Vec<bool> = after
        .statements()
        .map(|index| after.statement(index).superseded_since() == Some(today()))
        .collect();
    assert_eq!(corrected, [true, false, false, false, false]);
}

#[test]
fn entities_are_found_by_their_other_names() {
    let known = corpus_of(
        "Corpus(entities: [(id: \"ye\", kind: Person, name: \"Ye\", aliases: [\"Kanye West\"]),\
         (id: \"maga\", kind: Topic, name: \"MAGA\")],\
         sources: [(id: \"s\", kind: Post, published: \"2019\")],\
         statements: [(holder: \"ye\", stance: \"supports\", target: \"maga\", source: \"s\", on: \"2018-04-25\")])",
        "corpus.ron",
    );
    let table = "holder,verb,target,date,source\nKANYE WEST,supports,Maga,2018-04-25,s\n";
    let update = updated(Some(&known), &read(table.as_bytes(), ROOMY).0);
    assert_eq!((update.added, update.unchanged, update.entities.len()), (0, 1, 0));
}

#[test]
fn names_that_look_alike_are_told() {
    let table =
        "holder,verb,target,date\nJohn Andersen,supports,x,2020\nJohn Anderson,supports,x,2020\n";
    let update = updated(None, &read(table.as_bytes(), ROOMY).0);
    assert_eq!(update.alike, [("John Andersen".to_owned(), "John Anderson".to_owned())]);
}

/// Rows of a copy: verb, date and coder of what `a` says of `b`.
fn copy(rows: &[(&str, &str, &str)]) -> TemporalGraph {
    let row = |(verb, date, coder): &(&str, &str, &str)| format!("a,{verb},b,{date},{coder},s");
    let rows: Vec<String> = rows.iter().map(row).collect();
    let table = format!("holder,verb,target,date,coder,source\n{}\n", rows.join("\n"));
    read(table.as_bytes(), ROOMY).0
}

#[test]
fn a_correction_that_is_taken_back_is_one_too() {
    let provenance = Provenance { given_ids: Some(BTreeSet::new()), ..Provenance::default() };
    let day = |number| Day::from_civil(2020, 1, number);
    let mut text = updated(None, &copy(&[("endorses", "2019-01-01", "c")])).additions().new_file();
    for (verb, on) in [("opposes", 5), ("endorses", 9)] {
        let known = corpus_of(&text, "corpus.ron");
        let how = (Mode::Update, &provenance);
        let new = copy(&[(verb, "2019-01-01", "c")]);
        let update = update(
            Some(&known),
            &new,
            how,
            &corpus::shipped_vocabulary(),
            Recorded::Given(day(on)),
        )
        .unwrap();
        assert_eq!((update.added, update.corrected), (1, 1), "{verb}");
        text = update.additions().append_to(&text).unwrap();
    }
    let known = corpus_of(&text, "corpus.ron");
    let standing_on = |day: Day| -> Vec<String> {
        let is_there = |index: &_| {
            let statement = known.statement(*index);
            statement.known() <= day && statement.superseded_since().is_none_or(|since| since > day)
        };
        let verb = |index| known.statement(index).verb().word.clone();
        known.statements().filter(is_there).map(verb).collect()
    };
    assert_eq!(standing_on(day(4)), ["endorses"]);
    assert_eq!(standing_on(day(6)), ["opposes"]);
    assert_eq!(standing_on(day(10)), ["endorses"]);
    // A copy from before the last one is not a newer one.
    let old = update(
        Some(&known),
        &copy(&[("opposes", "2019-01-01", "c")]),
        (Mode::Update, &provenance),
        &corpus::shipped_vocabulary(),
        Recorded::Given(day(2)),
    );
    assert!(old.is_err());
}

#[test]
fn another_coder_is_not_corrected() {
    let known = corpus_of(
        &updated(None, &copy(&[("endorses", "2019-01-01", "c")])).additions().new_file(),
        "corpus.ron",
    );
    let new = copy(&[("opposes", "2019-01-01", "d")]);
    for mode in [Mode::Add, Mode::Update] {
        let update = taken(mode, Some(&known), &new);
        assert_eq!((update.added, update.corrected), (1, 0));
    }
    // The same words by another coder are another statement.
    let same = taken(Mode::Add, Some(&known), &copy(&[("endorses", "2019-01-01", "d")]));
    assert_eq!((same.added, same.unchanged), (1, 0));
    let text = same.additions().append_to(
        &updated(None, &copy(&[("endorses", "2019-01-01", "c")])).additions().new_file(),
    );
    let both = corpus_of(&text.unwrap(), "corpus.ron");
    assert_eq!(both.n_statements(), 2);
    assert!(updated(Some(&both), &copy(&[("endorses", "2019-01-01", "d")])).is_empty());
}

#[test]
fn the_id_of_a_statement_that_says_something_else_corrects_it() {
    let said = |number: &str, target: &str| {
        corpus_of(
            &format!(
                "Corpus(entities: [(id: \"ann\", kind: Person, name: \"Ann\"), (id: \"{target}\", kind: Topic, name: \"{target}\")],\
                 sources: [(id: \"s\", kind: Post, published: \"2020\")],\
                 statements: [(id: \"{number}\", holder: \"ann\", stance: \"supports\", target: \"{target}\", source: \"s\")])"
            ),
            "corpus.ron",
        )
    };
    let known = said("1", "y");
    let other = updated(Some(&known), &said("1", "z"));
    assert_eq!((other.added, other.corrected), (1, 1));
    let text = other.additions().append_to(&updated(None, &known).additions().new_file()).unwrap();
    let both = corpus_of(&text, "corpus.ron");
    assert_eq!(
        both.statements()
            .filter(|index| both.statement(*index).superseded_since().is_some())
            .count(),
        1
    );
    assert!(updated(Some(&both), &said("1", "z")).is_empty());
    // Back again is a correction of the correction.
    assert_eq!(updated(Some(&both), &said("1", "y")).corrected, 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Importing in parts is importing at once.
    #[test]
    fn any_split_says_what_the_whole_says(
        rows in prop::collection::vec((0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize), 1..14),
        cuts in prop::collection::vec(0..14_usize, 0..4),
        has_ids in any::<bool>(),
        is_store in any::<bool>(),
    ) {
        let head = if has_ids { "id,holder,verb,target,date,coder,note\n" } else { "holder,verb,target,date,coder,note\n" };
        let line = |&(id, holder, verb, target, coder, note): &(usize, usize, usize, usize, usize, usize)| {
            let holder = ["Ada", "ADA", "Bor"][holder];
            let target = ["Cil", "cil\u{200b}", "Dan"][target];
            let verb = ["supports", "opposes", "praises"][verb];
            let coder = ["", "x", "y"][coder];
            let note = ["", "n", "m"][note];
            let id = if has_ids { format!("s{id},") } else { String::new() };
            format!("{id}{holder},{verb},{target},2020-01-0{},{coder},{note}\n", 1 + id.len() % 2)
        };
        let provenance = Provenance { given_ids: Some(BTreeSet::new()), ..Provenance::default() };
        let shipped = corpus::shipped_vocabulary();
        let folder = tempfile::tempdir().unwrap();
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut % (rows.len() + 1)).collect();
        places.extend([0, rows.len()]);
        places.sort_unstable();
        let standing = |graph: &TemporalGraph| -> BTreeSet<String> {
            let stands = |index: &_| graph.statement(*index).superseded_since().is_none();
            graph.statements().filter(stands).map(|index| {
                let it = graph.statement(index);
                format!("{:?}", (it.id(), it.holder_entity().id(), &it.verb().word, it.target_entity().id(), it.date(), it.coder(), it.note(), it.known()))
            }).collect()
        };
        let mut n_statements = Vec::new();
        let mut all = Vec::new();
        let whole: Vec<_> = std::iter::once(0..rows.len()).collect();
        for parts in [whole, places.windows(2).map(|ends| ends[0]..ends[1]).collect()] {
            let mut known: Option<TemporalGraph> = None;
            let path = folder.path().join(format!("{}.stance", all.len()));
            let mut text = String::new();
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                let table: String = std::iter::once(head.to_owned()).chain(rows[part].iter().map(line)).collect();
                let options = CsvOptions { source: "the-file".to_owned(), corrected: Some(today()), ..CsvOptions::default() };
                let (new, ..) = import(table.as_bytes(), corpus::shipped_vocabulary(), &options, &|_| Ok(())).unwrap();
                let recorded = Recorded::Today(today());
                let update = update(known.as_ref(), &new, (Mode::Add, &provenance), &shipped, recorded).unwrap();
                if is_store && known.is_some() {
                    let adding = Adding { mode: Mode::Add, provenance: &provenance, recorded };
                    StoreAddition::new(&path, &new, adding, false).unwrap().write().unwrap();
                    known = Some(TemporalGraph::open_whole(&path).unwrap());
                } else if is_store {
                    new.write(&path).unwrap();
                    known = Some(TemporalGraph::open(&path).unwrap());
                } else {
                    text = if text.is_empty() { update.additions().new_file() } else { update.additions().append_to(&text).unwrap() };
                    known = Some(corpus_of(&text, "corpus.ron"));
                }
            }
            let known = known.unwrap();
            n_statements.push(known.n_statements());
            all.push(standing(&known));
        }
        prop_assert_eq!(&all[0], &all[1]);
        prop_assert_eq!(n_statements[0], n_statements[1]);
    }
}

#[test]
fn verbs_of_the_data_that_mean_something_else_are_told() {
    let said = |vocabulary: &str, holder: &str| {
        corpus_of(
            &format!(
                "Corpus({vocabulary}entities: [(id: \"{holder}\", kind: Person, name: \"{holder}\"), (id: \"z\", kind: Topic, name: \"z\")],\
                 sources: [(id: \"s\", kind: Post, published: \"2020\")],\
                 statements: [(holder: \"{holder}\", stance: \"supports\", target: \"z\", source: \"s\")])"
            ),
            "corpus.ron",
        )
    };
    let usual = said("", "ann");
    let turned = said("vocabulary: [(verb: \"supports\", polarity: Negative)], ", "bob");
    assert_eq!(updated(Some(&usual), &turned).other_meanings, ["supports"]);
    // What the program means by a word is not said by the data.
    assert!(updated(Some(&turned), &usual).other_meanings.is_empty());
    assert_eq!(updated(Some(&turned), &usual).added, 1);
}
