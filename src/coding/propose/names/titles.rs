//! Words before names: titles, offices and what goes with them.

use super::super::lexicon::Lexicon;
use super::super::text::tokens::Tokens;

/// Words of courtesy before a name.
pub(crate) fn is_polite(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "sir"
            | "dame"
            | "prof"
            | "mme"
            | "mlle"
            | "herr"
            | "frau"
            | "señor"
            | "señora"
    )
}

/// Offices that are addressed with such a word: `Mr Speaker`.
pub(crate) fn is_addressed(word: &str) -> bool {
    matches!(
        word,
        "speaker"
            | "president"
            | "chairman"
            | "chairwoman"
            | "chair"
            | "mayor"
            | "minister"
            | "secretary"
            | "commissioner"
            | "ambassador"
            | "vice"
            | "deputy"
            | "prime"
            | "foreign"
            | "editor"
    )
}

/// Nouns before the letter or number of something: `Measure H`, `Proposition 12`, `Operation Gannet`.
pub(crate) fn is_numbered(word: &str) -> bool {
    matches!(
        word,
        "measure"
            | "proposition"
            | "prop"
            | "amendment"
            | "article"
            | "section"
            | "clause"
            | "operation"
            | "project"
            | "route"
            | "highway"
            | "flight"
            | "figure"
            | "question"
            | "initiative"
            | "referendum"
            | "issue"
            | "title"
            | "phase"
            | "plan"
            | "option"
            | "bill"
            | "resolution"
            | "schedule"
            | "chapter"
            | "area"
            | "zone"
    )
}

/// Words before titles that are no titles themselves: `the shadow health secretary`.
pub(crate) fn is_qualifier(word: &str) -> bool {
    matches!(
        word,
        "green"
            | "liberal"
            | "conservative"
            | "democratic"
            | "republican"
            | "labour"
            | "labor"
            | "socialist"
            | "home"
            | "foreign"
            | "health"
            | "education"
            | "finance"
            | "transport"
            | "environment"
            | "state"
            | "city"
            | "county"
            | "first"
            | "head"
            | "house"
            | "senate"
            | "assembly"
            | "opposition"
            | "majority"
            | "minority"
            | "crown"
            | "rear"
            | "field"
            | "defence"
            | "defense"
            | "treasury"
            | "interior"
            | "agriculture"
            | "private"
            | "financial"
            | "operating"
            | "technology"
            | "marketing"
            | "metropolitan"
    )
}

pub(crate) fn is_office(word: &str) -> bool {
    matches!(
        word,
        "bank"
            | "house"
            | "university"
            | "department"
            | "ministry"
            | "board"
            | "chamber"
            | "church"
            | "league"
            | "friends"
            | "sons"
            | "daughters"
    )
}

/// The noun that an abbreviated title stands for.
pub(crate) fn long_title(word: &str) -> &str {
    match word {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "cllr" => "councillor",
        "gen" => "general",
        "col" => "colonel",
        "capt" => "captain",
        "sgt" => "sergeant",
        "prof" => "professor",
        "rev" => "reverend",
        "dr" => "doctor",
        other => other,
    }
}

/// `the ambassador to Norway Ida Roth`, `Secretary of State Ida Roth`: where the person’s name begins, and whether a
/// place or a body stands before it.
pub(crate) fn person_after_place(
    tokens: &Tokens,
    lexicon: &Lexicon,
    first: usize,
    last: usize,
) -> Option<(usize, bool)> {
    let before = |back: usize| first.checked_sub(back).map_or("", |at| tokens.word(at));
    let article = usize::from(before(1) == "the");
    let led = before(1 + article);
    if !matches!(led, "to" | "of" | "for") {
        return None;
    }
    let office = |word: &str| lexicon.titles.contains(word) || lexicon.persons.contains(word);
    let holds = office(before(2 + article));
    let given = |at: usize| {
        let word = tokens.word(at);
        (lexicon.given_female.contains(word) || lexicon.given_male.contains(word))
            && !lexicon.titles.contains(word)
    };
    (first + 1..last.saturating_sub(1)).find_map(|at| {
        let place: Vec<&str> = (first..at).map(|i| tokens.word(i)).collect();
        let end = place.last().copied().unwrap_or_default();
        let body = lexicon.bodies.contains(end) && place.len() > 1;
        let country = lexicon.countries.contains(&place.join(" "));
        let named =
            given(at) || holds && last - at == 2 && !lexicon.bodies.contains(tokens.word(at));
        let rest = lexicon.bodies.contains(tokens.word(last - 1));
        if (country || body) && named && !rest {
            return Some((at, true));
        }
        let field = holds && led == "of" && lexicon.titles.contains(before(2 + article));
        let whose = given(at) || lexicon.titles.contains(end) && last - at == 2;
        (field && whose && !given(first)).then_some((at, false))
    })
}
