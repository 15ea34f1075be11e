//! Runs of capitalised words, and which of them are names.

use hashbrown::HashSet;

use super::forms::Form;
use super::lexicon::Lexicon;
use super::names::{Gender, Sort};
use super::register::Index;
use super::tokens::{Kind, Token, Tokens};
use super::words::{contraction, is_calendar, is_determiner, is_function, is_owner, is_pronoun};

/// A run of capitalised words.
pub(crate) struct Run {
    pub(crate) first: usize,
    /// The first token of the name itself.
    pub(crate) name: usize,
    pub(crate) last: usize,
    pub(crate) roles: Vec<String>,
    pub(crate) sort: Sort,
    pub(crate) gender: Gender,
}

/// Words in lower case inside names.
const PARTICLES: [&str; 16] = [
    "de", "van", "von", "der", "den", "al", "bin", "la", "du", "da", "del", "el", "ibn", "di",
    "ter", "dos",
];

/// Whether a token begins a sentence, so that its capital says nothing.
pub(crate) fn begins_sentence(tokens: &Tokens, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|b| tokens.at(b)) else { return true };
    before.paragraph != tokens.at(at).paragraph
        || matches!(before.kind, Kind::Stop | Kind::Mark | Kind::Colon | Kind::Other)
}

pub(crate) fn may_name(token: &Token) -> bool {
    if matches!(token.word.as_str(), "friend" | "gentleman" | "member" | "members") {
        return false;
    }
    let seat = token.word.starts_with("d-") || token.word.starts_with("r-");
    token.kind == Kind::Word
        && !seat
        && token.capital
        && !is_calendar(&token.word)
        && (!is_function(&token.word) || token.word == "people")
}

/// Whether a word that is mostly something else is a given name where it stands: `Will Hale said`, `But Per Holst`.
fn is_given_here(tokens: &Tokens, lexicon: &Lexicon, at: usize) -> bool {
    let (token, next) = (tokens.at(at), tokens.at(at + 1));
    let given =
        lexicon.given_male.contains(&token.word) || lexicon.given_female.contains(&token.word);
    let named =
        may_name(next) && next.start == token.end + 1 && !lexicon.titles.contains(&next.word);
    if !given || !token.capital || !named {
        return false;
    }
    // `Will Quist back the bill?`: no name, but a question.
    let acts = |word: &str| {
        [&lexicon.speech, &lexicon.stances, &lexicon.leaning].iter().any(|verbs| {
            verbs.starting(word).iter().any(|e| e.form.is_finite() && e.form != Form::Base)
        })
    };
    !begins_sentence(tokens, at)
        || acts(tokens.word(at + 2))
        || tokens.at(at + 2).kind == Kind::Comma
}

/// The runs of capitalised words that are names.
pub(crate) fn runs(
    tokens: &Tokens,
    lexicon: &Lexicon,
    lower: &HashSet<&str>,
    mid: &HashSet<&str>,
    index: &Index,
) -> Vec<Run> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens.at(at);
        // `Remarks by Senator Ida Roth at …`: in a headline, only whom it is by.
        let by = at > 0 && matches!(tokens.word(at - 1), "by" | "from");
        if !may_name(token) && !is_given_here(tokens, lexicon, at) || token.title_case && !by {
            at += 1;
            continue;
        }
        let last = run_end(tokens, lexicon, at);
        spans.push((at, last));
        at = last;
    }
    let surnames = surnames(tokens, lexicon, &spans);
    let seen = Seen { lower, mid, surnames: &surnames };
    spans
        .iter()
        .filter_map(|(at, last)| read_run(tokens, lexicon, &seen, index, *at, *last))
        .collect()
}

/// What the text has elsewhere.
pub(crate) struct Seen<'a> {
    /// Words in lower case.
    lower: &'a HashSet<&'a str>,
    /// Words with a capital inside a sentence.
    mid: &'a HashSet<&'a str>,
    /// The last words of full names.
    surnames: &'a HashSet<&'a str>,
}

/// The last words of names that begin with a given name: a title may be one, too (`Callum Reeve`).
fn surnames<'a>(
    tokens: &'a Tokens,
    lexicon: &Lexicon,
    spans: &[(usize, usize)],
) -> HashSet<&'a str> {
    let given = |word: &str| {
        (lexicon.given_female.contains(word) || lexicon.given_male.contains(word))
            && !lexicon.titles.contains(word)
    };
    let named = spans.iter().filter_map(|(first, last)| {
        let begins =
            (*first..last.saturating_sub(1)).rev().take(3).any(|at| given(tokens.word(at)));
        begins.then(|| tokens.word(last - 1))
    });
    named.collect()
}

/// The end of the run of capitals that begins at a token.
pub(crate) fn run_end(tokens: &Tokens, lexicon: &Lexicon, first: usize) -> usize {
    let mut last = first + 1;
    loop {
        let (token, next) = (tokens.at(last), tokens.at(last + 1));
        let same = token.paragraph == tokens.at(first).paragraph
            && token.quotation == tokens.at(first).quotation;
        let after = next.paragraph == token.paragraph && may_name(next);
        let grows = |body: bool| {
            after
                && (!body
                    || lexicon.bodies.contains(&tokens.at(last - 1).word)
                    || is_office(&tokens.at(last - 1).word))
        };
        let before = tokens.at(last - 1);
        let little = same
            && joins_names(token)
            && before.kind == Kind::Word
            && before.end + 1 == token.start;
        if same && may_name(token) && before.kind == Kind::Word {
            last += 1;
        } else if little && after {
            last += 2;
        } else if little && !begins_sentence(tokens, first) && before.capital {
            last += 1;
        } else if same
            && token.kind == Kind::Word
            && PARTICLES.contains(&token.word.as_str())
            && grows(false)
            || same && matches!(token.word.as_str(), "of" | "for" | "against") && grows(true)
            || same
                && token.kind == Kind::Possessive
                && token.end - token.start <= 3
                && after
                && lexicon.bodies.contains(&next.word)
            || same && token.word == "&" && after
            || same && after && joins_bodies(tokens, lexicon, first, last)
        {
            last += 2;
        } else {
            return last;
        }
    }
}

/// Whether `and` at a token stands inside the name of a body: `the Police Social and Welfare Association`.
fn joins_bodies(tokens: &Tokens, lexicon: &Lexicon, first: usize, at: usize) -> bool {
    let led = first.checked_sub(1).is_some_and(|b| tokens.word(b) == "the");
    let before = tokens.word(at - 1);
    let closed = lexicon.bodies.contains(before)
        || lexicon.titles.contains(before)
        || lexicon.persons.contains(before);
    let mut end = at + 1;
    while may_name(tokens.at(end)) && tokens.at(end).paragraph == tokens.at(at).paragraph {
        end += 1;
    }
    tokens.word(at) == "and"
        && led
        && !closed
        && at - first < 4
        && end - at > 2
        && lexicon.bodies.contains(tokens.word(end - 1))
}

/// Whether a word that no name begins with stands inside one: `Doctors Without Borders`, `Climate Now`.
fn joins_names(token: &Token) -> bool {
    token.kind == Kind::Word
        && token.capital
        && !token.title_case
        && is_function(&token.word)
        && !is_calendar(&token.word)
        && !is_pronoun(&token.word)
        && contraction(&token.word).is_none()
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

/// A run as a name with its titles; none when its capital only begins a sentence, or when it is all titles.
pub(crate) fn read_run(
    tokens: &Tokens,
    lexicon: &Lexicon,
    seen: &Seen,
    index: &Index,
    first: usize,
    last: usize,
) -> Option<Run> {
    let (lower, mid) = (seen.lower, seen.mid);
    let word = |at: usize| tokens.word(at);
    let joined = (first..last).map(word).collect::<Vec<_>>().join(" ");
    let known = index.find(&joined).is_some();
    let mut run = Run {
        first,
        name: first,
        last,
        roles: Vec::new(),
        sort: Sort::Unknown,
        gender: Gender::Unknown,
    };
    if known {
        return Some(run);
    }
    if last - first == 1 && begins_sentence(tokens, first) && !word(first).starts_with('@') {
        let w = word(first);
        let next = word(last);
        let acts = |verbs: &super::lexicon::Verbs| {
            verbs.starting(next).iter().any(|e| e.form.is_finite() && e.form != Form::Base)
        };
        let speaks = lexicon.speech.has(next) && !lexicon.weak_speech.contains(next)
            || acts(&lexicon.stances)
            || acts(&lexicon.leaning)
            || tokens.at(last).kind == Kind::Comma
                && matches!(tokens.word(last + 1), "which" | "who" | "whose")
            || lexicon.countries.contains(w);
        let possessive = tokens.at(last).kind == Kind::Possessive;
        if lower.contains(w)
            || !possessive && !speaks && !mid.contains(w)
            || !possessive && (w.ends_with("ly") || w.ends_with("ing"))
            || lexicon.groups.contains(w)
        {
            return None;
        }
    }
    let before = first.checked_sub(1).map_or("", word);
    if last - first == 1 && lexicon.countries.contains(word(first)) {
        run.sort = Sort::Body;
        return Some(run);
    }
    if last - first == 1
        && lexicon.persons.contains(word(first))
        && (is_determiner(before) || is_owner(before))
    {
        return None;
    }
    let given = |at: usize| {
        lexicon.given_female.contains(word(at)) || lexicon.given_male.contains(word(at))
    };
    let opened = matches!(
        word(first),
        "radio"
            | "bbc"
            | "channel"
            | "bank"
            | "university"
            | "fc"
            | "real"
            | "amnesty"
            | "sky"
            | "team"
            | "club"
    );
    let body =
        (lexicon.bodies.contains(word(last - 1)) || opened) && !(given(first) && last - first == 2);
    let little = (first..last).any(|at| joins_names(tokens.at(at)));
    if (body || little) && last - first > 1 {
        run.sort = if lexicon.things.contains(word(last - 1)) { Sort::Thing } else { Sort::Body };
        return Some(run);
    }
    let title = (first..last).rev().find(|&at| {
        at + 1 < last
            && lexicon.titles.contains(word(at))
            && tokens.at(at + 1).capital
            && !(given(at) && (at == first || at + 2 == last))
    });
    let surname = last - first == 1
        && seen.surnames.contains(word(first))
        && !is_determiner(before)
        && !is_owner(before);
    if last - first > 1 && is_numbered(word(first)) {
        run.sort = Sort::Thing;
        return Some(run);
    }
    let office = (first..last).all(|at| lexicon.titles.contains(word(at))) && !surname
        || last - first > 1 && lexicon.persons.contains(word(last - 1)) && !given(first);
    if office {
        // `Political Correspondent`, `Chief Minister`: an office, and nobody’s name.
        return None;
    }
    let qualified = title.is_some_and(|t| {
        t + 2 == last
            && (first..=t).all(|at| is_qualifier(word(at)))
            && !seen.surnames.contains(word(last - 1))
    });
    if qualified {
        // `Green Future`: a name of a body, and no office of somebody.
        run.sort = Sort::Body;
    } else if let Some(title) = title {
        strip(&mut run, tokens, lexicon, title);
    } else if last - first > 2
        && (lexicon.persons.contains(word(first))
            || lower.contains(word(first)) && !given(first)
            || given(first + 1) && !given(first))
        && begins_sentence(tokens, first)
    {
        strip(&mut run, tokens, lexicon, first);
    } else if first.checked_sub(1).is_some_and(|b| word(b) == "(") {
        run.sort = Sort::Thing;
    } else if last - first > 1 {
        let last = word(last - 1);
        let many = last.ends_with("ans")
            || last.ends_with("ists")
            || last.ends_with("ers") && !given(first);
        let article = first.checked_sub(1).is_some_and(|b| word(b) == "the");
        run.sort = if (article || many) && !given(first) { Sort::Body } else { Sort::Person };
    }
    Some(run)
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

/// Takes the titles off a run, up to the last of them.
pub(crate) fn strip(run: &mut Run, tokens: &Tokens, lexicon: &Lexicon, title: usize) {
    run.name = title + 1;
    run.sort = Sort::Person;
    for at in run.first..run.name {
        let word = tokens.word(at).trim_end_matches('.');
        if lexicon.mister.contains(tokens.word(at)) {
            run.gender = Gender::Male;
        } else if lexicon.miss.contains(tokens.word(at)) {
            run.gender = Gender::Female;
        }
        run.roles.push(long_title(word).to_owned());
    }
    if run.roles.len() > 1 {
        let both =
            run.roles.iter().rev().take(2).rev().map(String::as_str).collect::<Vec<_>>().join(" ");
        run.roles.push(both);
    }
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
