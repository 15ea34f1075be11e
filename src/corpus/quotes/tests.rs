use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn found(text: &str, quote: &str) -> (MatchKind, String) {
    let text = Text::new(text);
    let Found { kind, place } = text.find(Quote::new(quote));
    (kind, place.map_or(String::new(), |place| text.as_str()[place].to_owned()))
}

fn kind(text: &str, quote: &str) -> MatchKind {
    found(text, quote).0
}

#[test]
fn quotes_are_found_as_they_stand() {
    let text = "He said: “the mob\n can’t make me not love him” — and left.";
    assert_eq!(
        found(text, "the mob can't make me not love him"),
        (MatchKind::Verbatim, "the mob\n can’t make me not love him".to_owned())
    );
    assert_eq!(kind(text, "the mob … love him"), MatchKind::Elided);
    assert_eq!(kind(text, "love him ... the mob"), MatchKind::Missing);
    assert_eq!(
        found(text, "the mob can't make me not love her"),
        (MatchKind::Nearly, "the mob\n can’t make me not love him".to_owned())
    );
    assert_eq!(found(text, "tax the rich"), (MatchKind::Missing, String::new()));
    assert_eq!(kind(text, "“The mob can’t make me not love him”").word(), "nearly");
    assert_eq!(kind(text, " “the mob can’t make me not love him.”").word(), "nearly");
    assert_eq!(kind(text, "..."), MatchKind::Missing);
    assert_eq!(kind(text, ""), MatchKind::Missing);
    assert_eq!(kind("", "a"), MatchKind::Missing);
}

#[test]
fn forms_of_characters_are_no_difference() {
    for (text, quote) in [
        ("Zoe\u{308} won", "Zoë won"),
        ("Zoë won", "Zoe\u{308} won"),
        ("the o\u{fb03}ce", "the office"),
        ("the office", "the o\u{fb03}ce"),
        ("demo\u{ad}cra\u{ad}cy", "democracy"),
        ("our demo-\n  cracy now", "our democracy now"),
        ("our demo\u{ad}\ncracy now", "our democracy now"),
        ("a well-\nknown man", "a well-known man"),
        ("a well-known man", "a well‑known man"),
        ("she — he says — left", "she – he says – left"),
        ("q\u{0323}\u{0307} is", "q\u{0307}\u{0323} is"),
        ("“so…”", "\"so...\""),
        ("so\u{a0}\u{2009}it is", "so it is"),
        ("[T]he mob won", "The mob won"),
    ] {
        assert_eq!(kind(text, quote), MatchKind::Verbatim, "{text} / {quote}");
    }
}

#[test]
fn other_words_are_a_difference() {
    for (text, quote) in [
        ("They re-sign the deal today", "They resign the deal today"),
        ("They resign the deal today", "They re-sign the deal today"),
        ("He loves Trumpet music a lot", "He loves Trump"),
        ("We do not support this at all", "We do support this at all"),
        ("Zoë won the race today", "Zoe won the race today"),
        ("It was x² at most today", "It was x2 at most today"),
    ] {
        assert_eq!(kind(text, quote), MatchKind::Nearly, "{text} / {quote}");
    }
}

#[test]
fn the_press_puts_words_in_brackets() {
    let text =
        "“They can’t make me not love him, and I never wanted it.” So he said. Mr. Tan left.";
    for (quote, expected) in [
        ("[T]hey can't make me", MatchKind::Verbatim),
        ("[the mob] can't make me not love [Trump]", MatchKind::Verbatim),
        ("can't make me not love [the president], and I never want[ed] it", MatchKind::Verbatim),
        ("and I [have] never wanted it", MatchKind::Verbatim),
        ("can't make me [sic] not love him", MatchKind::Verbatim),
        ("They can't [...] love him", MatchKind::Elided),
        ("They can't (…) love him …", MatchKind::Elided),
        ("They can't. . . love him", MatchKind::Elided),
        ("They can't make me … So he said", MatchKind::Stitched),
        ("never wanted it … he said", MatchKind::Stitched),
        ("never wanted it.” … So he said", MatchKind::Verbatim),
        ("They can't [said] So he", MatchKind::Missing),
        ("So he said … left", MatchKind::Stitched),
        ("not love him, … it.” … he said.", MatchKind::Stitched),
    ] {
        assert_eq!(kind(text, quote), expected, "{quote}");
    }
    let text_of_two = "“Who pays?” he asked, and called it “sand”.";
    assert_eq!(kind(text_of_two, "Who pays? … sand"), MatchKind::Stitched);
    assert_eq!(kind(text_of_two, "Who pays … sand"), MatchKind::Elided);
    assert_eq!(found(text, "[t]hey can't").1, "hey can’t");
    // Where the text itself has brackets or an ellipsis, that is what the quote has.
    assert_eq!(
        kind("“[He] can’t … not. Love him”", "[He] can't ... not. Love"),
        MatchKind::Verbatim
    );
}

#[test]
fn the_shortest_chain_counts() {
    let text = "We all have won. Then we lost and they won. We two won, and they won.";
    assert_eq!(found(text, "We … won"), (MatchKind::Elided, "We two won".to_owned()));
}

#[test]
fn a_place_is_told_by_what_stands_around_it() {
    let text = Text::new("First she said “never” to him. Then he said “never” to her.");
    let place =
        |prefix, suffix| text.find(Quote { exact: "never", prefix, suffix }).place.unwrap().start;
    let (first, second) =
        (text.as_str().find("never").unwrap(), text.as_str().rfind("never").unwrap());
    assert_eq!(place(None, None), first);
    assert_eq!(place(Some("Then he said “"), None), second);
    assert_eq!(place(None, Some("” to her")), second);
    assert_eq!(place(Some("First she said “"), Some("” to her")), first);
    // A typo mended before it moves nothing.
    let mended = Text::new("At first, she said “never” to him. Then he said “never” to her.");
    let quote =
        Quote { exact: "never", prefix: Some("Then he said “"), suffix: Some("” to her") };
    assert_eq!(mended.find(quote).place.unwrap().start, second + 4);
}

/// The naive judge: each text as a list of words, all typography undone one character at a time.
fn naive(text: &str) -> Vec<String> {
    let mut plain = String::new();
    for c in text.nfd() {
        match c {
            '“' | '”' => plain.push('"'),
            '’' => plain.push('\''),
            '–' => plain.push('-'),
            '…' => plain.push_str("..."),
            'ﬁ' => plain.push_str("fi"),
            '\u{ad}' | '\u{200b}' => {}
            c => plain.push(c),
        }
    }
    plain.split_whitespace().map(str::to_owned).collect()
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{1,3}",
        1 => Just("cafe\u{301}".to_owned()),
        1 => Just("café".to_owned()),
        1 => Just("oﬁ".to_owned()),
        1 => Just("can’t".to_owned()),
        1 => Just("can't".to_owned()),
        1 => Just("a\u{ad}b".to_owned()),
        1 => Just("a-b".to_owned()),
        1 => Just("a–b".to_owned()),
    ]
}

fn spaced(words: &[String], spaces: &[usize]) -> String {
    let kinds = [" ", "  ", "\n", "\u{a0}", " \r\n"];
    words.iter().zip(spaces.iter().cycle()).fold(String::new(), |text, (word, space)| {
        let space = if text.is_empty() { "" } else { kinds[space % kinds.len()] };
        text + space + word
    })
}

proptest! {
    /// Whole words of a text are found verbatim where the naive judge finds them, and nowhere else.
    #[test]
    fn the_naive_judge_agrees(
        text in prop::collection::vec(word(), 0..12),
        quote in prop::collection::vec(word(), 1..3),
        spaces in prop::collection::vec(0_usize..5, 1..5),
    ) {
        let (text, quote) = (spaced(&text, &spaces), spaced(&quote, &[0]));
        let (there, wanted) = (naive(&text), naive(&quote));
        // A word that ends in a hyphenated part of another is found there, too: it is a word by itself.
        let is_in_parts = {
            let parts = |words: &[String]| words.join(" ");
            let (there, wanted) = (parts(&there), parts(&wanted));
            there.match_indices(wanted.as_str()).any(|(at, _)| {
                let before = there[..at].chars().next_back();
                let after = there[at + wanted.len()..].chars().next();
                let is_of_word = |c: char| c.is_alphanumeric() || c == '\u{301}' || c == '\'';
                ![before, after].into_iter().flatten().any(is_of_word)
            })
        };
        let is_whole = there.windows(wanted.len()).any(|words| words == wanted);
        let kind = kind(&text, &quote);
        prop_assert!(!is_whole || kind == MatchKind::Verbatim, "{text:?} {quote:?} {kind}");
        prop_assert!(kind != MatchKind::Verbatim || is_in_parts || there.join(" ").contains('\''), "{text:?} {quote:?}");
    }

    /// A typo mended elsewhere, and another typography, lose no quote; the place is the same words.
    #[test]
    fn changes_elsewhere_lose_nothing(
        before in "[A-Za-z ,.’“”]{0,40}",
        quote in "[d-m]{2,6}( [d-m]{2,6}){2,8}",
        after in "[A-Za-z ,.’“”]{0,40}",
        changed in "[A-Za-z ,.\n]{0,40}",
    ) {
        let there = quote.replace(' ', "\n  ").replace("fi", "ﬁ");
        for (before, after) in [(&before, &after), (&changed, &after), (&before, &changed)] {
            let text = format!("{before} “{there}” {after}");
            let (kind, passage) = found(&text, &quote);
            prop_assert_eq!(kind, MatchKind::Verbatim);
            prop_assert_eq!(naive(&passage), naive(&quote));
        }
    }

    /// A word changed or left out makes a quote differ, and the passage is still found.
    #[test]
    fn a_changed_word_is_found_nearly(
        words in prop::collection::vec("[d-m]{4,7}", 6..14),
        at in any::<prop::sample::Index>(),
        around in "[a-c ]{0,60}",
        is_left_out in any::<bool>(),
    ) {
        let text = format!("{around} {} {around}", words.join(" "));
        let mut quote = words.clone();
        let at = at.index(words.len());
        if is_left_out { quote.remove(at); } else { quote[at] = "xyzz".to_owned(); }
        let (kind, passage) = found(&text, &quote.join(" "));
        // Left out at an end, or beside an equal one, a word is no difference.
        if kind == MatchKind::Verbatim {
            prop_assert!(is_left_out && text.contains(&quote.join(" ")));
        } else {
            prop_assert_eq!(kind, MatchKind::Nearly);
            prop_assert!(words.join(" ").contains(&passage) || passage.contains(&words.join(" ")), "{}", passage);
        }
    }

    /// Words left out of one sentence make a quote elided; out of two, stitched.
    #[test]
    fn what_is_left_out_is_told(
        words in prop::collection::vec("[d-m]{3,7}", 3..12),
        cut in any::<prop::sample::Index>(),
        has_stop in any::<bool>(),
        ellipsis in prop::sample::select(vec!["…", "...", "[…]", "[...]", "(...)"]),
    ) {
        let cut = 1 + cut.index(words.len() - 2);
        let out = if has_stop { format!("{}. Then", words[cut]) } else { words[cut].clone() };
        let (before, after) = (words[..cut].join(" "), words[cut + 1..].join(" "));
        let kind = kind(&format!("{before} {out} {after}"), &format!("{before} {ellipsis} {after}"));
        prop_assert_eq!(kind, if has_stop { MatchKind::Stitched } else { MatchKind::Elided });
    }

    /// Any text and any quote: the place lies between characters, and verbatim words stand there again.
    #[test]
    fn every_place_is_one(text in "(\\PC|[a-c \n\u{301}\u{ad}.…\\[\\]-]){0,40}", quote in "(\\PC|[a-c \u{301}.…\\[\\]-]){0,6}") {
        let prepared = Text::new(&text);
        let found = prepared.find(Quote::new(&quote));
        if let Some(place) = found.place {
            let passage = text.get(place);
            prop_assert!(passage.is_some());
            let again = Text::new(passage.unwrap()).find(Quote::new(&quote)).kind;
            if found.kind == MatchKind::Verbatim {
                prop_assert_eq!(again, MatchKind::Verbatim);
            }
        } else {
            prop_assert_eq!(found.kind, MatchKind::Missing);
        }
    }
}
