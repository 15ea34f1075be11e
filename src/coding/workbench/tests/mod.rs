//! The workbench on files: what is saved, taken back, merged and refused.

mod asked;

use super::*;
use crate::model::Day;
use proptest::prelude::*;
use std::{
    fs,
    path::{Path, PathBuf},
};

const CORPUS: &str = "// A corpus by hand.
Corpus(
    entities: [
        (id: \"ann\", kind: Person, name: \"Ann Moor\", aliases: [\"Annie\"]), // the mayor
        (id: \"bikes\", kind: Topic, name: \"Bikes\"),
    ],
    sources: [
        (id: \"news\", kind: Article, published: \"2024-03-13\"),
    ],
    statements: [
        (holder: \"ann\", stance: \"praises\", target: \"bikes\", source: \"news\", quote: \"Bikes are a joy\"),
    ],
)
";

const TEXT: &str = "Ann Moor: “Bikes are a joy, and bikes are cheap.”\n\nBen Oduya can't ride. He said no. Later he said no again.\n";

fn today() -> Day {
    Day::from_civil(2024, 3, 14)
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(corpus: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("texts")).unwrap();
        fs::write(folder.path().join("texts/news.txt"), TEXT).unwrap();
        fs::write(folder.path().join("corpus.ron"), corpus).unwrap();
        Self { folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("corpus.ron")
    }

    fn bytes(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn open(&self) -> Workbench {
        self.open_as(None)
    }

    fn open_as(&self, coder: Option<&str>) -> Workbench {
        let paths = vec![self.folder.path().to_path_buf()];
        Workbench::open(paths, &[], None, coder.map(str::to_owned)).unwrap()
    }
}

fn draft(words: &str, [holder, stance, target]: [&str; 3]) -> Draft {
    let start = TEXT.find(words).unwrap();
    let units = |byte: usize| TEXT[..byte].encode_utf16().count();
    Draft {
        span: Some((units(start), units(start + words.len()))),
        words: words.to_owned(),
        holder: holder.to_owned(),
        stance: stance.to_owned(),
        target: target.to_owned(),
        ..Draft::default()
    }
}

fn only(desk: &mut Workbench, at: usize) -> (String, StatementValue) {
    let coded = desk.text("news", false).unwrap().statements.swap_remove(at);
    (coded.id, StatementValue(coded.record.unwrap()))
}

#[test]
fn a_statement_is_saved_with_what_it_needs() {
    let place = Place::new(CORPUS);
    let mut desk = place.open_as(Some("kim"));
    let mut made = draft("can't rid", ["Ben Oduya", "opposes", "bikes"]);
    made.entities.push(NamedEntity { name: "Ben Oduya".into(), kind: "politician".into() });
    made.entities.push(NamedEntity { name: "Nobody".into(), kind: "person".into() });
    let done = desk.save("news", &made, today()).unwrap();
    assert_eq!(done.label, "code ben-oduya opposes bikes");
    let expected = CORPUS
        .replace(
            "name: \"Bikes\"),\n",
            "name: \"Bikes\"),\n        (id: \"ben-oduya\", kind: Politician, name: \"Ben Oduya\"),\n",
        )
        .replace("a joy\"),\n", "a joy\"),\n        @\n");
    let (before, after) = expected.split_once('@').unwrap();
    let bytes = place.bytes();
    let record = bytes.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).unwrap();
    for field in
        ["\"ben-oduya\"", "quote: \"can't ride\"", "recorded: \"2024-03-14\"", "coder: \"kim\""]
    {
        assert!(record.contains(field), "{field}: {record}");
    }
    assert!(!bytes.contains("Nobody"), "{bytes}");
    assert!(place.open().reading().is_sound());
    let text = desk.text("news", true).unwrap();
    assert_eq!(text.listed.state, State::InWork);
    let coded = &text.statements[1];
    let (start, end) = coded.span.unwrap();
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    assert_eq!(String::from_utf16(&units[start..end]).unwrap(), "can't ride");
    assert_eq!(coded.found, Some("verbatim"));
    desk.undo().unwrap();
    assert_eq!(place.bytes(), CORPUS);
    desk.redo().unwrap();
    assert_eq!(place.bytes(), bytes);
}

#[test]
fn what_would_be_faulty_is_refused() {
    let place = Place::new(CORPUS);
    let mut desk = place.open();
    let mut refused = |draft: &Draft| desk.save("news", draft, today()).unwrap_err();
    let good = || draft("no", ["ann", "opposes", "bikes"]);
    let field = |refusal: Refusal| match refusal {
        Refusal::Field { field, .. } => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(field(refused(&Draft { holder: "Ben".into(), ..good() })), "holder");
    assert_eq!(field(refused(&Draft { stance: "slams".into(), ..good() })), "stance");
    assert_eq!(field(refused(&Draft { target: String::new(), ..good() })), "target");
    assert_eq!(field(refused(&Draft { on: "some day".into(), ..good() })), "on");
    assert_eq!(field(refused(&Draft { confidence: Some(2.0), ..good() })), "confidence");
    assert_eq!(field(refused(&Draft { span: None, ..good() })), "quote");
    assert!(matches!(refused(&Draft { words: "yes".into(), ..good() }), Refusal::Changed { .. }));
    assert!(matches!(refused(&Draft { on: "2025".into(), ..good() }), Refusal::Faulty { .. }));
    assert!(matches!(refused(&Draft { target: "ann".into(), ..good() }), Refusal::Faulty { .. }));
    let again = draft("Bikes are a joy", ["Annie", "praises", "BIKES"]);
    assert!(matches!(refused(&again), Refusal::Stands { .. }), "{:?}", refused(&again));
    assert!(matches!(desk.save("views", &good(), today()), Err(Refusal::Missing { .. })));
    assert_eq!(place.bytes(), CORPUS);
    assert!(matches!(desk.undo(), Err(Refusal::Missing { .. })));
    // Another coder may code the same words.
    place.open_as(Some("kim")).save("news", &again, today()).unwrap();
    assert!(place.open().reading().is_sound());
}

#[test]
fn a_repeated_quote_has_its_surroundings() {
    let place = Place::new(CORPUS);
    let mut desk = place.open();
    let at = TEXT.rfind("said no").unwrap();
    let units = |byte: usize| TEXT[..byte].encode_utf16().count();
    let mut made = draft("said no", ["ann", "opposes", "bikes"]);
    made.span = Some((units(at), units(at + 7)));
    desk.save("news", &made, today()).unwrap();
    let coded = desk.text("news", false).unwrap().statements.swap_remove(1);
    assert_eq!(coded.span, made.span);
    let bytes = place.bytes();
    assert!(bytes.contains("prefix: \"") && bytes.contains("suffix: \"again."), "{bytes}");
}

#[test]
fn what_somebody_else_wrote_stays() {
    let place = Place::new(CORPUS);
    let mut desk = place.open();
    let (id, seen) = only(&mut desk, 0);
    // In an editor: a comment above, a note in the record, and another entity.
    let edited = CORPUS
        .replace("// A corpus", "// Our\n// corpus")
        .replace("a joy\")", "a joy\", note: \"by hand\")");
    fs::write(place.file(), &edited).unwrap();
    let same =
        Draft { span: None, words: String::new(), ..draft("no", ["ann", "admires", "bikes"]) };
    desk.change("news", (&id, &seen), &same, today()).unwrap();
    assert_eq!(place.bytes(), edited.replace("praises", "admires"));
    desk.undo().unwrap();
    assert_eq!(place.bytes(), edited);

    // Both change the same field.
    let other = edited.replace("by hand", "by Bo");
    fs::write(place.file(), &other).unwrap();
    let note = Draft { note: "mine".into(), stance: "praises".into(), ..same.clone() };
    let Err(Refusal::Changed { changes, id: Some(_), .. }) =
        desk.change("news", (&id, &seen), &note, today())
    else {
        panic!("not refused")
    };
    assert_eq!((changes[0].now.as_str(), changes[0].yours.as_str()), ("by Bo", "mine"));
    assert!(matches!(desk.remove("news", &id, &seen), Err(Refusal::Changed { .. })));

    // The statement is another one now: what is left of it is shown.
    let gone = other.replace("praises", "thanks");
    fs::write(place.file(), &gone).unwrap();
    let Err(Refusal::Changed { changes, id: Some(left), .. }) =
        desk.change("news", (&id, &seen), &same, today())
    else {
        panic!("not refused")
    };
    assert_eq!(left, only(&mut desk, 0).0);
    assert!(changes.iter().any(|change| change.now == "thanks" && change.yours == "admires"));
    assert_eq!(place.bytes(), gone);

    // A broken file is left alone, until it is mended.
    fs::write(place.file(), gone.replace("],\n)", "")).unwrap();
    assert!(desk.save("news", &draft("no", ["ann", "opposes", "bikes"]), today()).is_err());
    assert_eq!(place.bytes(), gone.replace("],\n)", ""));
    fs::write(place.file(), &gone).unwrap();
    desk.save("news", &draft("no", ["ann", "opposes", "bikes"]), today()).unwrap();

    // What was saved and then changed by somebody else is not taken back.
    let changed = place.bytes().replace("opposes", "attacks");
    fs::write(place.file(), &changed).unwrap();
    assert!(matches!(desk.undo(), Err(Refusal::Changed { .. })));
    assert_eq!(place.bytes(), changed);
}

#[test]
fn an_alias_and_a_state() {
    let place = Place::new(CORPUS);
    let mut desk = place.open();
    desk.alias("ann", "Mayor Moor").unwrap();
    assert_eq!(place.bytes(), CORPUS.replace("\"Annie\"", "\"Annie\", \"Mayor Moor\""));
    assert!(matches!(desk.alias("bo", "Bob"), Err(Refusal::Missing { .. })));
    desk.undo().unwrap();
    assert_eq!(place.bytes(), CORPUS);
    desk.set_state("news", State::Coded, today()).unwrap();
    assert_eq!(place.open().texts()[0].state, State::Coded);
    desk.set_state("news", State::InWork, today()).unwrap();
    assert_eq!(place.open().texts()[0].state, State::InWork);
    assert!(desk.set_state("../corpus", State::Coded, today()).is_err());
}

#[test]
fn a_new_file_goes_when_it_is_taken_back() {
    let place = Place::new(CORPUS);
    let to = place.folder.path().join("mine.ron");
    let paths = vec![place.folder.path().to_path_buf()];
    let mut desk =
        Workbench::open(paths.clone(), &["news.txt".into()], Some(to.clone()), None).unwrap();
    desk.save("news", &draft("no", ["ann", "opposes", "bikes"]), today()).unwrap();
    let written = fs::read_to_string(&to).unwrap();
    desk.undo().unwrap();
    assert!(!to.exists());
    desk.redo().unwrap();
    assert_eq!(fs::read_to_string(&to).unwrap(), written);
    let outside = Some(PathBuf::from("/nowhere/mine.ron"));
    assert!(matches!(
        Workbench::open(paths.clone(), &[], outside, None),
        Err(OpenError::Outside(_))
    ));
    let unknown = Workbench::open(paths, &["new".into()], None, None).unwrap_err();
    assert!(unknown.to_string().contains("did you mean `news`?"), "{unknown}");
    let nothing = Workbench::open(vec![Path::new("/nowhere").into()], &[], None, None);
    assert!(matches!(nothing, Err(OpenError::NoText(_))));
}

#[test]
fn what_is_decided_about_a_proposal_can_be_taken_back() {
    let place = Place::new(CORPUS);
    let text = "Ann Moor praised the Bikes. Ann Moor slammed the Bikes.\n";
    fs::write(place.folder.path().join("texts/news.txt"), text).unwrap();
    let mut desk = place.open_as(Some("kim"));
    assert_eq!(desk.propose("news"), Ok(2));
    let file = place.folder.path().join("proposals/news.jsonl");
    let verdicts = || fs::read_to_string(&file).unwrap().matches("\"verdict\":\"").count();
    let proposed = desk.text("news", false).unwrap().proposals;
    assert!(proposed.iter().all(|proposal| proposal.is_complete), "{proposed:?}");
    let [first, second] = proposed.as_slice() else { panic!("{proposed:?}") };
    let as_proposed = Draft {
        span: Some(first.span),
        words: first.words.clone(),
        holder: "ann".into(),
        stance: first.stance.clone().unwrap(),
        target: "bikes".into(),
        on: first.on.clone().unwrap_or_default(),
        ..Draft::default()
    };
    let done = desk.accept("news", &first.id, &as_proposed, today()).unwrap();
    assert_eq!(done.label, "accept ann praises bikes");
    let accepted = place.bytes();
    assert!(accepted.contains("quote: \"Ann Moor praised the Bikes"), "{accepted}");
    assert!(matches!(desk.refuse("news", &first.id, today()), Err(Refusal::Missing { .. })));
    desk.refuse("news", &second.id, today()).unwrap();
    assert!(desk.text("news", false).unwrap().proposals.is_empty());
    assert_eq!(desk.texts()[0].proposals, 0);
    // A new run finds both again, and offers neither.
    assert_eq!(desk.propose("news"), Ok(0));
    desk.undo().unwrap();
    assert_eq!(desk.text("news", false).unwrap().proposals, std::slice::from_ref(second));
    desk.undo().unwrap();
    assert_eq!((place.bytes().as_str(), verdicts()), (CORPUS, 4));
    assert_eq!(desk.text("news", false).unwrap().proposals, proposed);
    desk.redo().unwrap();
    assert_eq!(place.bytes(), accepted);
    // What stands already is decided, and not written twice.
    desk.undo().unwrap();
    desk.save("news", &as_proposed, today()).unwrap();
    let saved = place.bytes();
    desk.accept("news", &first.id, &as_proposed, today()).unwrap();
    assert_eq!(place.bytes(), saved);
    desk.undo().unwrap();
    assert_eq!(place.bytes(), saved);
    // A file that is none of proposals is told, and left alone.
    fs::write(&file, "nonsense\n").unwrap();
    assert!(desk.text("news", false).unwrap().unreadable.is_some());
    assert!(desk.propose("news").is_err());
    assert_eq!(fs::read_to_string(&file).unwrap(), "nonsense\n");
}

/// An act of a person, or of somebody else.
#[derive(Clone, Debug)]
enum Act {
    Save(usize, bool),
    Change(usize, usize),
    Remove(usize),
    Alias,
    Undo,
    Redo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0_usize..6, any::<bool>()).prop_map(|(words, new)| Act::Save(words, new)),
        (0_usize..4, 0_usize..3).prop_map(|(at, verb)| Act::Change(at, verb)),
        (0_usize..4).prop_map(Act::Remove),
        Just(Act::Alias),
        Just(Act::Undo),
        Just(Act::Undo),
        Just(Act::Redo),
    ]
}

fn carry_out(desk: &mut Workbench, act: &Act, n: usize) -> Result<Done, Refusal> {
    const WORDS: [&str; 6] = ["joy", "cheap", "ride", "said no", "Later", "“Bikes"];
    const VERBS: [&str; 3] = ["thanks", "opposes", "mentions"];
    let seen = |desk: &mut Workbench, at: usize| {
        let coded = desk.text("news", false)?.statements.into_iter().nth(at);
        let coded = coded.ok_or_else(|| Refusal::missing("statement"))?;
        Ok::<_, Refusal>((coded.id, StatementValue(coded.record.unwrap_or_default())))
    };
    match act {
        Act::Save(words, new) => {
            let mut made = draft(WORDS[*words], ["ann", "supports", "bikes"]);
            made.note = format!("“{n}”");
            if *new {
                made.target = format!("Thing {n}");
                made.entities.push(NamedEntity { name: made.target.clone(), kind: "work".into() });
            }
            desk.save("news", &made, today())
        }
        Act::Change(at, verb) => {
            let (id, seen) = seen(desk, *at)?;
            let made = Draft {
                span: None,
                on: "2024-03".into(),
                ..draft("no", ["ann", VERBS[*verb], "bikes"])
            };
            desk.change("news", (&id, &seen), &made, today())
        }
        Act::Remove(at) => {
            let (id, seen) = seen(desk, *at)?;
            desk.remove("news", &id, &seen)
        }
        Act::Alias => desk.alias("ann", &format!("A. {n}")),
        Act::Undo => desk.undo(),
        Act::Redo => desk.redo(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Against a naive history that keeps the whole text before and after each act.
    #[test]
    fn any_acts_can_be_taken_back(
        acts in prop::collection::vec(act(), 1..14),
        crlf in any::<bool>(),
        bom in any::<bool>(),
    ) {
        let mut corpus = if crlf { CORPUS.replace('\n', "\r\n") } else { CORPUS.to_owned() };
        if bom {
            corpus.insert(0, '\u{feff}');
        }
        let place = Place::new(&corpus);
        let mut desk = place.open();
        let (mut texts, mut at) = (vec![corpus], 0);
        for (n, act) in acts.iter().enumerate() {
            let outcome = carry_out(&mut desk, act, n);
            match (&outcome, act) {
                (Err(_), _) => {}
                (Ok(_), Act::Undo) => at -= 1,
                (Ok(_), Act::Redo) => at += 1,
                (Ok(_), _) => {
                    texts.truncate(at + 1);
                    texts.push(place.bytes());
                    at += 1;
                }
            }
            prop_assert_eq!(&place.bytes(), &texts[at], "{:?} {:?}", act, outcome);
            prop_assert!(!(matches!(act, Act::Undo) && outcome.is_err() && at > 0), "{:?}", outcome);
            prop_assert!(place.open().reading().is_sound());
        }
        while at > 0 {
            desk.undo().unwrap();
            at -= 1;
            prop_assert_eq!(&place.bytes(), &texts[at]);
        }
        while at + 1 < texts.len() {
            desk.redo().unwrap();
            at += 1;
            prop_assert_eq!(&place.bytes(), &texts[at]);
        }
    }
}
