//! Runs of capitalised words, and which of them are names.

use hashbrown::HashSet;

use super::super::lexicon::Lexicon;
use super::super::lexicon::forms::Form;
use super::super::lexicon::words::{
    contraction, is_calendar, is_determiner, is_function, is_owner, is_pronoun,
};
use super::super::text::tokens::{Kind, Token, Tokens};
use super::register::Index;
use super::titles::{
    is_addressed, is_numbered, is_office, is_polite, is_qualifier, long_title, person_after_place,
};
use super::{Gender, Sort};

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
    let stop = (at..at + 60).find(|&i| tokens.at(i).kind == Kind::Stop);
    !begins_sentence(tokens, at) || stop.is_some_and(|stop| tokens.word(stop) != "?")
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
        if let Some((person, place)) = person_after_place(tokens, lexicon, at, last) {
            spans.extend(place.then_some((at, person)));
            at = person;
        }
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
        let polite = last - first == 2
            && is_polite(tokens.word(*first))
            && !is_addressed(tokens.word(*last - 1));
        (begins || polite).then(|| tokens.word(last - 1))
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
            && PARTICLES.contains(&token.word.as_str())
            && matches!(next.word.as_str(), "la" | "las" | "los" | "der" | "den" | "el")
            && may_name(tokens.at(last + 2))
        {
            last += 3;
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

/// A run as a name with its titles; none when its capital only begins a sentence, or when it is all titles.
fn read_run(
    tokens: &Tokens,
    lexicon: &Lexicon,
    seen: &Seen,
    index: &Index,
    first: usize,
    last: usize,
) -> Option<Run> {
    let words = (first..last).map(|at| tokens.word(at)).collect::<Vec<_>>().join(" ");
    let span = Span { tokens, lexicon, seen, first, last };
    let mut run = Run {
        first,
        name: first,
        last,
        roles: Vec::new(),
        sort: Sort::Unknown,
        gender: Gender::Unknown,
    };
    if index.find(&words).is_some() {
        return Some(run);
    }
    if span.only_begins_sentence() || span.is_noun() {
        return None;
    }
    if let Some(sort) = span.of_things() {
        run.sort = sort;
        return Some(run);
    }
    if span.is_office() {
        return None;
    }
    match span.last_title() {
        // `Green Future`: a name of a body, and no office of somebody.
        Some(title) if span.is_qualified(title) => run.sort = Sort::Body,
        Some(title) => strip(&mut run, tokens, lexicon, title),
        None if span.begins_with_noun() => strip(&mut run, tokens, lexicon, first),
        None => run.sort = span.of_persons(),
    }
    Some(run)
}

/// The words of a run, to tell what they name.
struct Span<'a> {
    tokens: &'a Tokens,
    lexicon: &'a Lexicon,
    seen: &'a Seen<'a>,
    first: usize,
    last: usize,
}

impl Span<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.word(at)
    }

    fn before(&self) -> &str {
        self.first.checked_sub(1).map_or("", |b| self.word(b))
    }

    const fn len(&self) -> usize {
        self.last - self.first
    }

    fn is_given(&self, at: usize) -> bool {
        let (lexicon, word) = (self.lexicon, self.word(at));
        lexicon.given_female.contains(word) || lexicon.given_male.contains(word)
    }

    /// Whether a single word has its capital only because it begins a sentence.
    fn only_begins_sentence(&self) -> bool {
        let (tokens, lexicon) = (self.tokens, self.lexicon);
        let word = self.word(self.first);
        if self.len() > 1 || !begins_sentence(tokens, self.first) || word.starts_with('@') {
            return false;
        }
        let next = self.word(self.last);
        let acts = |verbs: &super::super::lexicon::Verbs| {
            verbs.starting(next).iter().any(|e| e.form.is_finite() && e.form != Form::Base)
        };
        let speaks = lexicon.speech.has(next) && !lexicon.weak_speech.contains(next)
            || acts(&lexicon.stances)
            || acts(&lexicon.leaning)
            || tokens.at(self.last).kind == Kind::Comma
                && matches!(self.word(self.last + 1), "which" | "who" | "whose")
            || lexicon.countries.contains(word);
        let possessive = tokens.at(self.last).kind == Kind::Possessive;
        self.seen.lower.contains(word)
            || !possessive && !speaks && !self.seen.mid.contains(word)
            || !possessive && (word.ends_with("ly") || word.ends_with("ing"))
            || lexicon.groups.contains(word)
    }

    /// Whether a single word is a noun of persons with a determiner: `the Captain`.
    fn is_noun(&self) -> bool {
        if self.before() == "that" && self.seen.surnames.contains(self.word(self.first)) {
            return false;
        }
        let determined = is_determiner(self.before()) || is_owner(self.before());
        self.len() == 1 && determined && self.lexicon.persons.contains(self.word(self.first))
    }

    /// What a run is that names no person for sure: a country, a body, a measure.
    fn of_things(&self) -> Option<Sort> {
        let (lexicon, first) = (self.lexicon, self.word(self.first));
        let words: Vec<&str> = (self.first..self.last).map(|at| self.word(at)).collect();
        if lexicon.countries.contains(&words.join(" ")) {
            return Some(Sort::Body);
        }
        if self.len() == 1 {
            return None;
        }
        let last = self.word(self.last - 1);
        let named = self.is_given(self.first) && self.len() == 2;
        let body = (lexicon.bodies.contains(last) || begins_body(first)) && !named;
        let little =
            (self.first..self.last).any(|at| joins_names(self.tokens.at(at)) && !self.is_given(at));
        if body || little {
            let thing = lexicon.things.contains(last);
            return Some(if thing { Sort::Thing } else { Sort::Body });
        }
        is_numbered(first).then_some(Sort::Thing)
    }

    /// The last title before the name.
    fn last_title(&self) -> Option<usize> {
        (self.first..self.last).rev().find(|&at| {
            let is_name = self.is_given(at) && (at == self.first || at + 2 == self.last);
            at + 1 < self.last
                && self.lexicon.titles.contains(self.word(at))
                && self.tokens.at(at + 1).capital
                && !is_name
        })
    }

    /// Whether it is an office, and nobody’s name: `Political Correspondent`, `Chief Minister`.
    fn is_office(&self) -> bool {
        let lexicon = self.lexicon;
        let determined = is_determiner(self.before()) || is_owner(self.before());
        let surname =
            self.len() == 1 && self.seen.surnames.contains(self.word(self.first)) && !determined;
        let titles = (self.first..self.last).all(|at| lexicon.titles.contains(self.word(at)));
        let (first, last) = (self.word(self.first), self.word(self.last - 1));
        // `Ms Bishop`: a name, though a title, too; not `Mr Speaker`.
        let polite = self.len() == 2 && is_polite(first) && !is_addressed(last);
        let person = is_polite(first)
            || lexicon.mister.contains(first)
            || lexicon.miss.contains(first)
            || (self.first..self.last).any(|at| self.is_given(at));
        titles && !surname && !polite
            || self.len() > 1 && lexicon.persons.contains(self.word(self.last - 1)) && !person
    }

    /// Whether nothing but qualifiers stand before one word that is no surname.
    fn is_qualified(&self, title: usize) -> bool {
        title + 2 == self.last
            && (self.first..=title).all(|at| is_qualifier(self.word(at)))
            && !self.seen.surnames.contains(self.word(self.last - 1))
    }

    /// Whether a noun that begins the sentence stands before the name.
    fn begins_with_noun(&self) -> bool {
        let (first, given) = (self.word(self.first), self.is_given(self.first));
        self.len() > 2
            && begins_sentence(self.tokens, self.first)
            && (self.lexicon.persons.contains(first)
                || self.seen.lower.contains(first) && !given
                || self.is_given(self.first + 1) && !given)
    }

    /// What a run without titles is: a person, unless it stands in brackets or is of many.
    fn of_persons(&self) -> Sort {
        if self.before() == "(" {
            return Sort::Thing;
        }
        if self.len() == 1 {
            return Sort::Unknown;
        }
        let (last, given) = (self.word(self.last - 1), self.is_given(self.first));
        let one = last.strip_suffix('s').unwrap_or_default();
        let many = ["icans", "ists", "crats"].iter().any(|end| last.ends_with(end))
            || self.lexicon.groups.contains(last)
            || self.lexicon.persons.contains(one);
        if (self.before() == "the" || many) && !given { Sort::Body } else { Sort::Person }
    }
}

/// Words that begin names of bodies: `Radio Darane`, `Team Hale`.
fn begins_body(word: &str) -> bool {
    matches!(
        word,
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
        if word == "justice" {
            run.roles.push("judge".to_owned());
        }
    }
    if run.roles.len() > 1 {
        let both =
            run.roles.iter().rev().take(2).rev().map(String::as_str).collect::<Vec<_>>().join(" ");
        run.roles.push(both);
    }
}
