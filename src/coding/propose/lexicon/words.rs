//! The closed classes of English words.

use hashbrown::HashSet;
use std::sync::OnceLock;

/// A set of words, written in one string.
pub(crate) struct Words {
    written: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

/// A set of the words of a string.
pub(crate) const fn words(written: &'static str) -> Words {
    Words { written, set: OnceLock::new() }
}

impl Words {
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.written.split_whitespace().collect()).contains(word)
    }
}

/// Words that never begin or continue a name, and end a noun phrase.
static FUNCTION: Words = words(
    "longer a about above across after again against all almost along already also although always am amid \
     among an and any are around as asked at away be because been before behind being below beside \
     besides between beyond both but by can cannot can't could couldn't despite did didn't do does \
     doesn't don't down during each either even ever every except few for from had hadn't has \
     hasn't have haven't he he'd he'll he's her here hers herself him himself his how however i i'd \
     i'll i'm i've if in indeed inside instead into is isn't it it'll it's its itself just last \
     later least less let let's like many may maybe me meanwhile might mine moreover most much must \
     my myself near neither never nevertheless next no nobody none nor not nothing now of off often \
     oh on once one only onto or other others our ours ourselves out outside over own per via perhaps \
     please quite rather really same shall she she'd she'll she's should shouldn't since so some \
     somebody someone soon still such than thank thanks that that's the their theirs them \
     themselves then there there's therefore these they they'd they'll they're they've this those \
     though through throughout thus till to today together tomorrow tonight too toward towards two \
     under unless unlike until up upon us very was wasn't we we'd we'll we're we've well were \
     weren't what what's whatever when where whether which while who who's whom whose why will with \
     within without won't would wouldn't yes yesterday yet you you'd you'll you're you've your \
     yours yourself according earlier following shortly speaking several three four five first \
     second more everyone everybody anyone given hours days weeks months years another ok okay \
     hey hi hello dear haha wow finally recently response responding addressing writing \
     breaking read watch former ain't amen sorry congratulations people something everything \
     critics supporters residents officials",
);

/// Days and months: a date rather than a name.
static CALENDAR: Words = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
     july august september october november december jan feb aug sept oct nov dec jan. feb. aug. \
     sept. oct. nov. dec. christmas easter",
);

/// Determiners that begin a noun phrase.
static DETERMINERS: Words =
    words("the a an this that these those some many several no any every both all such");

/// Possessive pronouns before a noun.
static OWNERS: Words = words("his her their my our your its");

/// Pronouns for a person or a thing.
static PRONOUNS: Words =
    words("he she it they i we you him her them me us who which himself herself themselves itself");

/// Contracted pronouns with a verb, and the pronoun and the verb.
const CONTRACTIONS: &[(&str, &str, &str)] = &[
    ("i'm", "i", "am"),
    ("i've", "i", "have"),
    ("i'll", "i", "will"),
    ("i'd", "i", "would"),
    ("he's", "he", "is"),
    ("she's", "she", "is"),
    ("it's", "it", "is"),
    ("you're", "you", "are"),
    ("you've", "you", "have"),
    ("you'll", "you", "will"),
    ("we're", "we", "are"),
    ("we've", "we", "have"),
    ("we'll", "we", "will"),
    ("they're", "they", "are"),
    ("they've", "they", "have"),
    ("they'll", "they", "will"),
    ("he'd", "he", "would"),
    ("she'd", "she", "would"),
    ("he'll", "he", "will"),
    ("she'll", "she", "will"),
    ("you'd", "you", "would"),
    ("we'd", "we", "would"),
    ("they'd", "they", "would"),
    ("who's", "who", "is"),
    ("that's", "that", "is"),
];

/// Auxiliary verbs.
static AUXILIARIES: Words =
    words("has had have having is was are were be been being am do does did");

/// Words that make what follows a possibility, a wish or the future.
static MODALS: Words = words(
    "would could might may should must can shall will wouldn't couldn't shouldn't won't cannot \
     can't mustn't ought",
);

/// Words that deny.
static NEGATIONS: Words = words(
    "not never n't don't doesn't didn't won't wouldn't can't cannot couldn't isn't aren't wasn't \
     weren't hasn't haven't hadn't shouldn't neither nor no hardly scarcely rarely nobody ain't",
);

/// Adverbs that do not end in `-ly` and may stand beside a verb.
static ADVERBS: Words = words(
    "also then later again now once still even just too both always often first soon already ever \
     yet long twice meanwhile afterwards afterward today yesterday only further instead so very \
     really simply back all either himself herself themselves itself not never earlier tonight \
     since much thus therefore indeed truly fully at least",
);

/// Whether a word is of a closed class.
pub(crate) fn is_function(word: &str) -> bool {
    FUNCTION.contains(word)
}

/// Whether a word is of a date.
pub(crate) fn is_calendar(word: &str) -> bool {
    CALENDAR.contains(word)
}

/// Whether a word is a number.
pub(crate) fn is_count(word: &str) -> bool {
    const COUNTS: [&str; 18] = [
        "one",
        "another",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "millions",
    ];
    COUNTS.contains(&word) || word.len() < 8 && word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a word is a determiner.
pub(crate) fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(word)
}

/// Whether a word is a possessive pronoun.
pub(crate) fn is_owner(word: &str) -> bool {
    OWNERS.contains(word)
}

/// Whether a word is a pronoun.
pub(crate) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.contains(word)
}

/// The pronoun and the verb of a contraction.
pub(crate) fn contraction(word: &str) -> Option<(&'static str, &'static str)> {
    CONTRACTIONS.iter().find(|known| known.0 == word).map(|known| (known.1, known.2))
}

/// Whether a word is an auxiliary verb.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    AUXILIARIES.contains(word)
}

/// Whether a word is a modal verb.
pub(crate) fn is_modal(word: &str) -> bool {
    MODALS.contains(word)
}

/// Whether a word denies.
pub(crate) fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(word)
}

/// Whether a word may stand beside a verb without changing who does what.
pub(crate) fn is_adverb(word: &str) -> bool {
    ADVERBS.contains(word) || word.len() > 4 && word.ends_with("ly")
}
