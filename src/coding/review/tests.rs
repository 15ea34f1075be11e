use super::*;
use crate::{
    coding::proposals::{
        Article, DateBasis, Holder, Named, Proposal, Proposals, Status, Target, Verdict,
    },
    corpus::{Corpus, TextFile, quotes::Text, read_texts},
};
use proptest::prelude::*;

const CORPUS: &str = r#"Corpus(entities: [
    (id: "ada-moor", kind: Politician, name: "Ada Moor"),
    (id: "ben-oduya", kind: Politician, name: "Ben Oduya"),
    (id: "new-library", kind: Topic, name: "New Library"),
])"#;

fn corpus() -> Corpus {
    read_texts(vec![TextFile { path: "a.ron".into(), text: CORPUS.to_owned() }]).corpus
}

fn proposals() -> Proposals {
    let article = Article {
        path: "-".to_owned(),
        sha256: String::new(),
        chars: 0,
        published: Some("2024-03-13".to_owned()),
        source: Some("gazette".to_owned()),
        proposer: "test".to_owned(),
    };
    let proposal = |id: &str, holder: (Option<&str>, &str), verb: Option<&str>| Proposal {
        id: id.to_owned(),
        status: Status::Open,
        holder: Holder {
            entity: holder.0.map(str::to_owned),
            name: holder.1.to_owned(),
            text: holder.1.to_owned(),
            how: "name".to_owned(),
        },
        stance: verb.map(str::to_owned),
        polarity: None,
        target: verb.map(|_| Target {
            entity: Some("new-library".to_owned()),
            name: "New Library".to_owned(),
            text: "the library".to_owned(),
        }),
        candidates: vec![Named {
            entity: Some("ben-oduya".to_owned()),
            name: "Ben Oduya".to_owned(),
        }],
        on: None,
        date_basis: DateBasis::Unknown,
        quote: "a roof for every book".to_owned(),
        span: [0, 21],
        about: Vec::new(),
        claimed_by: None,
        confidence: 0.5,
        why: "test".to_owned(),
    };
    let ada = (Some("ada-moor"), "Ada Moor");
    Proposals::new(
        article,
        vec![
            proposal("one", ada, Some("supports")),
            proposal("two", ada, None),
            proposal("three", (None, "Cleo Tan"), Some("opposes")),
        ],
    )
}

/// The machine after keys, `\n` for Enter, `\t` for Tab, `\u{8}` for Backspace, `\u{1b}` for Escape. Decisions are
/// carried out as far as they make statements.
fn pressed(keys: &str) -> (Machine, Vec<String>) {
    let (corpus, proposals) = (corpus(), proposals());
    let mut machine = Machine::new(&proposals);
    let mut effects = Vec::new();
    for c in keys.chars() {
        let key = match c {
            '\n' => Key::Enter,
            '\t' => Key::Tab,
            '\u{8}' => Key::Backspace,
            '\u{1b}' => Key::Escape,
            c => Key::Char(c),
        };
        match machine.key(key, &proposals, &corpus) {
            Effect::None => {}
            Effect::Quit => effects.push("quit".to_owned()),
            Effect::Undo(id) => {
                machine.undone();
                effects.push(format!("undo {id}"));
            }
            Effect::Decide { proposal, verdict: Verdict::Accepted, changes } => {
                match accept(proposals.proposal(&proposal).unwrap(), &changes, &corpus) {
                    Ok(text) => {
                        machine.decided();
                        effects.push(text);
                    }
                    Err(error) => machine.failed(error.to_string()),
                }
            }
            Effect::Decide { proposal, .. } => {
                machine.decided();
                effects.push(format!("refuse {proposal}"));
            }
        }
    }
    (machine, effects)
}

fn accept(proposal: &Proposal, changes: &Changes, corpus: &Corpus) -> Result<String, Incomplete> {
    let circumstances = Circumstances {
        source: "gazette",
        published: Some("2024-03-13"),
        text: None,
        coder: None,
        today: "2024-03-14",
    };
    Ok(match accepted(proposal, changes, corpus, circumstances)? {
        Accepted::New(additions) => additions.new_file(),
        Accepted::Stands => "stands".to_owned(),
    })
}

#[test]
fn keys_decide() {
    let (machine, effects) = pressed("arlq");
    assert!(
        effects[0].contains(
            r#"(holder: "ada-moor", stance: "supports", target: "new-library", source: "gazette","#
        ),
        "{}",
        effects[0]
    );
    assert!(
        effects[0].contains(r#"(id: "gazette", kind: Article, published: "2024-03-13")"#),
        "{}",
        effects[0]
    );
    assert_eq!(effects[1..], ["refuse two", "quit"]);
    assert_eq!((machine.left(), machine.mode()), ((0, 1), &Mode::Done));
}

#[test]
fn what_is_open_has_to_be_chosen() {
    let (machine, effects) = pressed("ra");
    assert_eq!((effects.len(), machine.message()), (1, Some("choose a verb")));
    let (machine, effects) = pressed("rvoppose\nva");
    assert_eq!(machine.message(), None);
    assert_eq!(effects.len(), 1);
    assert!(matches!(machine.mode(), Mode::Typing(Field::Stance, typed) if typed == "opposeva"));
    // Tab completes, a digit chooses a candidate, and what is wrong can be typed again.
    let (_, effects) = pressed("rvoppo\t\n1a");
    assert!(effects[1].contains(r#"stance: "opposes", target: "ben-oduya""#), "{}", effects[1]);
    let (_, effects) = pressed("rvx\u{8}opposes\ntnew li\t\na");
    assert!(effects[1].contains(r#"target: "new-library""#), "{}", effects[1]);
    let (machine, _) = pressed("rt\u{1b}tnobody\n");
    assert!(machine.message().unwrap().contains("no entity is called `nobody`"));
}

#[test]
fn fields_are_edited() {
    let (_, effects) =
        pressed("ed2024-03-12\nenby hand\nebben oduya, ada moor\neq\u{8}\u{8}\u{8}\u{8}\u{8}\na");
    assert!(effects[0].contains(r#"on: "2024-03-12""#), "{}", effects[0]);
    assert!(effects[0].contains(r#"about: ["ben-oduya", "ada-moor"]"#), "{}", effects[0]);
    assert!(effects[0].contains(r#"quote: "a roof for every""#), "{}", effects[0]);
    assert!(effects[0].contains(r#"note: "by hand""#), "{}", effects[0]);
    let (machine, _) = pressed("edx\n");
    assert!(machine.message().is_some() && matches!(machine.mode(), Mode::Typing(Field::On, _)));
}

#[test]
fn new_entities_are_made() {
    let (machine, effects) = pressed("rra");
    assert_eq!(effects.len(), 2);
    assert!(machine.message().unwrap().contains("Cleo Tan is no entity"));
    let (_, effects) = pressed("rrn\n\u{8}\u{8}\u{8}\u{8}\u{8}\u{8}out\t\na");
    assert!(
        effects[2].contains(r#"(id: "cleo-tan", kind: Outlet, name: "Cleo Tan")"#),
        "{}",
        effects[2]
    );
    assert!(effects[2].contains(r#"holder: "cleo-tan""#), "{}", effects[2]);
}

#[test]
fn decisions_are_taken_back_in_turn() {
    let (machine, effects) = pressed("rruu");
    assert_eq!(effects, ["refuse one", "refuse two", "undo two", "undo one"]);
    assert_eq!(machine.at_hand(&proposals()).unwrap().id, "one");
    assert_eq!(pressed("u").0.message(), Some("there is nothing to undo"));
    assert_eq!(pressed("lllu").1, [] as [&str; 0]);
    // Behind the last one, too.
    assert_eq!(pressed("rrru").0.left(), (1, 0));
}

#[test]
fn a_passage_is_found_where_the_text_moved() {
    let proposals = proposals();
    let proposal = &proposals.proposals[0];
    let passage = |text: &str| Passage::of(proposal, Some(&Text::new(text)));
    let found = passage("She wants “a roof\nfor every book”, she said.");
    assert_eq!((found.stands, found.quote.as_str()), (Some(true), "a roof\nfor every book"));
    assert_eq!((found.before.as_str(), found.after.as_str()), ("She wants “", "”, she said."));
    assert_eq!(passage("She wants a roof for each book").stands, Some(false));
    assert_eq!(Passage::of(proposal, None).stands, None);
    let long = format!("{}a roof for every book {}", "before ".repeat(200), "after ".repeat(200));
    let found = passage(&long);
    assert!(found.before.starts_with("… before") && found.after.ends_with("after…"), "{found:?}");
}

proptest! {
    /// Whatever is pressed, proposals are decided once, in order, and nothing is offered that is decided.
    #[test]
    fn any_keys_are_survived(keys in "[artvenlud1-9hqbc \n\t\u{8}\u{1b}éo]{0,80}") {
        let (machine, effects) = pressed(&keys);
        let undone = effects.iter().filter(|effect| effect.starts_with("undo")).count();
        let quit = effects.iter().filter(|effect| effect.as_str() == "quit").count();
        let (open, later) = machine.left();
        prop_assert_eq!(open + later + effects.len() - 2 * undone - quit, 3);
    }
}
