//! Additions to stores: a store answers as the corpus with the same additions, before and after it is compacted.

#[allow(dead_code, unreachable_pub, reason = "the fuzz targets use more of it")]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;
#[allow(dead_code, reason = "the oracle uses more of it")]
#[path = "oracle/story.rs"]
mod story;
#[allow(dead_code, reason = "the exports use more of it")]
#[path = "export/writing.rs"]
mod writing;

use fuzz::answers;
use proptest::prelude::*;
use stancegraph::{
    corpus::{self, TextFile},
    graph::{Addition, TemporalGraph},
    import::{
        Mode, Provenance, Recorded, Update,
        destination::{Adding, StoreAddition},
        update,
    },
    model::{Day, Vocabulary},
};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};
use story::Story;
use tempfile::TempDir;

/// A corpus as text and a store, which get the same additions.
struct Twins {
    text: String,
    _folder: TempDir,
    store: PathBuf,
}

fn shipped() -> Vocabulary {
    corpus::shipped_vocabulary()
}

fn read(text: &str) -> TemporalGraph {
    let reading =
        corpus::read_texts(vec![TextFile { path: "corpus.ron".into(), text: text.to_owned() }]);
    assert!(reading.is_sound(), "{:#?}\n{text}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

/// What is new, by a newer copy or as statements beside others.
fn taken(
    mode: Mode,
    known: Option<&TemporalGraph>,
    new: &TemporalGraph,
    recorded: Recorded,
) -> Update {
    // Corpora give the ids of their entities.
    let provenance = Provenance::default();
    update(known, new, (mode, &provenance), &shipped(), recorded).unwrap()
}

/// What both kinds of addition say of an update.
fn counts(update: &Update) -> impl PartialEq + std::fmt::Debug + use<> {
    let Update { added, corrected, unchanged, entities, about_itself, united, .. } = update;
    (*added, *corrected, *unchanged, entities.clone(), *about_itself, united.clone())
}

/// The day on which the copy of a number was recorded.
fn recorded(copy: usize) -> Day {
    Day::from_civil(2026, 1, 1).plus(i64::try_from(copy).unwrap())
}

fn given(copy: usize) -> Recorded {
    Recorded::Given(recorded(copy))
}

impl Twins {
    fn new(graph: &TemporalGraph) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("some.stance");
        let text = taken(Mode::Add, None, graph, given(0)).additions().new_file();
        read(&text).write(&store).unwrap();
        Self { text, _folder: folder, store }
    }

    /// Adds the statements of a graph to both, and returns whether any were new.
    fn add(&mut self, graph: &TemporalGraph, copy: usize) -> bool {
        let mode = if copy.is_multiple_of(2) { Mode::Add } else { Mode::Update };
        let provenance = Provenance::default();
        // Of copies, all are recorded; of other data, only what corrects.
        let recorded = if copy == 2 { Recorded::Today(recorded(copy)) } else { given(copy) };
        let adding = Adding { mode, provenance: &provenance, recorded };
        let addition = StoreAddition::new(&self.store, graph, adding, false).unwrap();
        let corpus = taken(mode, Some(&read(&self.text)), graph, recorded);
        assert_eq!(counts(&addition.update), counts(&corpus));
        assert_eq!(addition.update.is_empty(), corpus.is_empty());
        if corpus.is_empty() {
            return false;
        }
        addition.write().unwrap();
        self.text = corpus.additions().append_to(&self.text).unwrap();
        true
    }

    /// Asserts that both have the same content.
    fn compare(&self) {
        let (corpus, store) = (read(&self.text), TemporalGraph::open_whole(&self.store).unwrap());
        assert_eq!(records(&store), records(&corpus));
    }

    /// Asserts that both give the same answers.
    fn check(&self) {
        self.compare();
        let (corpus, store) = (read(&self.text), TemporalGraph::open(&self.store).unwrap());
        assert!(answers::ask(&store) == answers::ask(&corpus));
    }

    fn compact(&self) {
        Addition::begin(&self.store).unwrap().compact().unwrap();
    }
}

/// The content of a graph as text.
fn records(graph: &TemporalGraph) -> String {
    taken(Mode::Add, None, graph, given(0)).additions().new_file()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_store_that_is_added_to_answers_as_the_corpus_does(
        writings in prop::collection::vec(writing::writing(), 2..5), is_compacted in any::<bool>(),
    ) {
        let graphs: Vec<_> = writings.iter().map(writing::Writing::graph).collect();
        let mut twins = Twins::new(&graphs[0]);
        for (copy, graph) in graphs.iter().enumerate().skip(1) {
            twins.add(graph, copy);
            twins.check();
            prop_assert!(!twins.add(graph, copy), "what is there is added again");
            if is_compacted && copy == 1 {
                twins.compact();
                twins.check();
            }
        }
        twins.compact();
        twins.check();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_story_in_two_parts_is_answered_as_the_whole_one(
        whole in Story::strategy(), n_first in 0..16_usize, is_compacted in any::<bool>(),
    ) {
        let n_first = n_first.min(whole.said.len());
        let first = Story { said: whole.said[..n_first].to_vec(), ..whole.clone() };
        let mut twins = Twins::new(&first.graph());
        twins.add(&whole.graph(), 1);
        twins.check();
        if is_compacted {
            twins.compact();
            twins.check();
        }
    }
}

/// A table with enough statements that a store of it is not compacted at once.
fn many() -> TemporalGraph {
    let rows = (0..4000).map(|number| {
        let (holder, target, verb) =
            (number % 41, number % 37, ["supports", "opposes"][number % 2]);
        format!(
            "p{holder},{verb},t{target},2018-{:02}-{:02},s{},said {number}\n",
            number % 12 + 1,
            number % 28 + 1,
            number % 5
        )
    });
    table(&rows.collect::<String>())
}

fn table(rows: &str) -> TemporalGraph {
    use stancegraph::import::csv::{CsvOptions, import};
    let text = format!("holder,verb,target,date,source,quote\n{rows}");
    import(text.as_bytes(), shipped(), &CsvOptions::default(), &|_| Ok(())).unwrap().0
}

#[test]
fn only_what_is_new_is_written() {
    let mut twins = Twins::new(&many());
    let before = fs::read(&twins.store).unwrap();
    let new = table(
        "p7,supports,t7,2019-01-01,new,Yes\nan other,opposes,t0,2019-02-03,new,No\np1,supports,p2,2017-01-01,s1,\n",
    );
    assert!(twins.add(&new, 1));
    let after = fs::read(&twins.store).unwrap();
    assert!(after.len() < before.len() + 60_000, "{} and {}", before.len(), after.len());
    // All but the first page is as it was.
    assert!(after[4096..before.len()] == before[4096..]);
    twins.compare();
    assert!(twins.add(&table("p7,opposes,t7,2019-01-02,new,No more\n"), 2));
    twins.compare();
    twins.compact();
    twins.compare();
    assert!(fs::read(&twins.store).unwrap().len() < before.len() + 20_000);
}

#[test]
fn an_addition_that_was_cut_off_leaves_the_store_as_it_was() {
    let mut twins = Twins::new(&many());
    let mut file = OpenOptions::new().append(true).open(&twins.store).unwrap();
    file.write_all(&[7; 9999]).unwrap();
    twins.compare();
    assert!(twins.add(&table("p7,supports,t7,2019-01-01,new,Yes\n"), 1));
    twins.compare();
}

#[test]
fn flipped_bits_are_found_in_what_was_added_too() {
    let mut twins = Twins::new(&many());
    let n_before = fs::read(&twins.store).unwrap().len();
    twins
        .add(&table("p7,supports,t7,2019-01-01,new,Yes\nnobody,opposes,t0,2019-02-03,new,No\n"), 1);
    let bytes = fs::read(&twins.store).unwrap();
    let begin = n_before.next_multiple_of(4096);
    let damaged = twins.store.with_extension("damaged");
    for at in (0..72).chain((begin..bytes.len()).step_by(61)) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&damaged, flipped).unwrap();
        assert!(opens(&damaged).is_none(), "byte {at} of {}", bytes.len());
    }
    for len in (begin..bytes.len()).step_by(997) {
        fs::write(&damaged, &bytes[..len]).unwrap();
        assert!(opens(&damaged).is_none(), "{len} bytes of {}", bytes.len());
    }
}

fn opens(path: &Path) -> Option<TemporalGraph> {
    TemporalGraph::open_whole(path).ok()
}

#[test]
fn roles_stay_with_their_entities() {
    let corpus = |names: [&str; 2], role: &str, year: &str| {
        let [party, person] = names;
        read(&format!(
            "Corpus(entities: [(id: \"{party}\", kind: Party, name: \"{party}\"),\n\
             (id: \"{person}\", kind: Person, name: \"{person}\",\n\
              roles: [(role: \"{role}\", of: \"{party}\", from: \"{year}\"), (role: \"guest\", of: \"{party}\")]),\n\
             (id: \"tom\", kind: Person, name: \"Tom\")],\n\
             sources: [(id: \"{year}\", kind: Post, published: \"{year}\")],\n\
             statements: [(holder: \"{person}\", stance: \"supports\", target: \"tom\", source: \"{year}\")])"
        ))
    };
    let mut twins = Twins::new(&corpus(["mia", "zoe"], "member", "2018"));
    twins.add(&corpus(["aaa", "abe"], "leader", "2019"), 1);
    twins.check();
    twins.add(&corpus(["lll", "kim"], "founder", "2020"), 2);
    twins.check();
    twins.compact();
    twins.check();
}

#[test]
fn a_corrected_statement_stays_corrected_from_the_first_correction_on() {
    let corpus = |corrections: &[(&str, &str)]| {
        let statement = |(id, recorded): &(&str, &str)| {
            format!(
                "(id: \"{id}\", holder: \"mia\", stance: \"opposes\", target: \"tom\", source: \"post\",\n\
                 on: \"2018-05-01\", quote: \"{id}\", recorded: \"{recorded}\", supersedes: \"first\"),"
            )
        };
        read(&format!(
            "Corpus(entities: [(id: \"mia\", kind: Person, name: \"Mia\"), (id: \"tom\", kind: Person, name: \"Tom\")],\n\
             sources: [(id: \"post\", kind: Post, published: \"2018\")],\n\
             statements: [(id: \"first\", holder: \"mia\", stance: \"supports\", target: \"tom\", source: \"post\",\n\
             on: \"2018-05-01\", recorded: \"2018-05-02\"), {}])",
            corrections.iter().map(statement).collect::<String>()
        ))
    };
    let (second, third) = (("second", "2018-06-01"), ("third", "2018-07-01"));
    let mut twins = Twins::new(&corpus(&[second]));
    let corrected = |twins: &Twins| {
        let store = TemporalGraph::open_whole(&twins.store).unwrap();
        let first = store.statements().find(|index| store.statement(*index).id() == "first");
        store.statement(first.unwrap()).superseded_since().unwrap().to_string()
    };
    assert!(twins.add(&corpus(&[second, third]), 1));
    assert_eq!(corrected(&twins), "2018-06-01");
    twins.check();
    twins.compact();
    assert_eq!(corrected(&twins), "2018-06-01");
    twins.check();
}

#[cfg(unix)]
#[test]
fn compacting_keeps_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let twins = Twins::new(&many());
    fs::set_permissions(&twins.store, fs::Permissions::from_mode(0o600)).unwrap();
    twins.compact();
    assert_eq!(fs::metadata(&twins.store).unwrap().permissions().mode() & 0o777, 0o600);
}
