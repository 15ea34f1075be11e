//! Words before names: titles, offices and what goes with them.

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
