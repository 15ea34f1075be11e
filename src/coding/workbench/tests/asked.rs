//! What is completed, and warned of, while a person types.

use super::*;

#[test]
fn completion_has_the_exact_match_first() {
    let place = Place::new(CORPUS);
    let desk = place.open();
    let first = |typed| desk.complete(Field::Entity, typed).into_iter().next().unwrap();
    assert!(
        matches!(first("annie"), Suggestion::Entity { id, is_exact: true, alias: Some(_), .. } if id == "ann")
    );
    assert!(matches!(first("moor"), Suggestion::Entity { id, is_exact: false, .. } if id == "ann"));
    let new = desk.complete(Field::Entity, "Anne Moor");
    assert!(matches!(new.first(), Some(Suggestion::Alias { id, .. }) if id == "ann"), "{new:?}");
    assert!(
        matches!(new.last(), Some(Suggestion::New { alike: Some(name) }) if name == "Ann Moor"),
        "{new:?}"
    );
    assert_eq!(desk.complete(Field::Entity, "Xi"), [Suggestion::New { alike: None }]);
    let verbs = |typed| {
        let found = desk.complete(Field::Verb, typed);
        found
            .into_iter()
            .filter_map(|suggestion| match suggestion {
                Suggestion::Verb { id, is_everyday, .. } => Some((id, is_everyday)),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(verbs("praises")[0], ("praises".to_owned(), false));
    assert_eq!(verbs("slams")[0], ("attacks".to_owned(), true));
    assert_eq!(verbs("")[0], ("praises".to_owned(), false));
    assert_eq!(verbs("votes for")[0].0, "votes-for");
}

#[test]
fn hints_say_what_is_there_already() {
    let place = Place::new(CORPUS);
    let mut desk = place.open();
    let kinds = |desk: &mut Workbench, id: Option<&str>, draft: &Draft| {
        let hints = desk.hints("news", id, draft, today());
        hints.into_iter().map(|hint| hint.kind).collect::<Vec<_>>()
    };
    let quote = draft("Bikes are a joy", ["", "", ""]);
    assert_eq!(kinds(&mut desk, None, &quote), [HintKind::SameQuote]);
    let (id, _) = only(&mut desk, 0);
    assert_eq!(kinds(&mut desk, Some(&id), &quote), []);
    let pair = draft("no", ["Annie", "", "bikes"]);
    assert_eq!(kinds(&mut desk, None, &pair), [HintKind::SamePair]);
    let opposite = draft("no", ["ann", "Attacks", "Bikes"]);
    assert_eq!(kinds(&mut desk, None, &opposite), [HintKind::SamePair, HintKind::OppositeSign]);
    let other_day = Draft { on: "2024-03-12".into(), ..opposite.clone() };
    assert_eq!(kinds(&mut desk, None, &other_day), [HintKind::SamePair]);
    let late = Draft { on: "2024-03-14".into(), ..draft("no", ["", "", ""]) };
    assert_eq!(kinds(&mut desk, None, &late), [HintKind::AfterPublication]);
    let unreadable =
        Draft { on: "some day".into(), span: Some((9999, 1)), ..draft("no", ["x", "y", "z"]) };
    assert_eq!(kinds(&mut desk, None, &unreadable), []);
    assert_eq!(
        desk.hints("news", None, &quote, today())[0].text,
        "these words are coded already: Ann Moor praises Bikes (2024-03-13, news)"
    );
}

#[test]
fn the_codebook_has_examples() {
    let codebook = Place::new(CORPUS).open().codebook();
    let praises = codebook.iter().find(|entry| entry.id == "praises").unwrap();
    assert_eq!((praises.effect, praises.uses), ("positive", 1));
    assert_eq!(praises.examples[0].quote.as_deref(), Some("Bikes are a joy"));
    assert!(codebook.is_sorted_by(|a, b| a.effect != b.effect || a.strength >= b.strength));
    assert_eq!(codebook[0].effect, "positive");
    assert!(codebook.iter().any(|entry| entry.uses == 0 && entry.examples.is_empty()));
}
