//! Words and marks of a text.

use super::marks::Quotation;
use super::paragraphs::{Form, Paragraph, is_title_case};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, a handle or a number.
    Word,
    /// The `’s` or `’` of a possessive.
    Possessive,
    /// A full stop, question mark or exclamation mark that ends a sentence.
    Stop,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A dash or a bracket, or a semicolon.
    Aside,
    /// A quotation mark.
    Mark,
    /// Anything else.
    Other,
}

/// A word or mark.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// The first byte.
    pub(crate) start: usize,
    /// The byte past the last.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// The word in lower case, its apostrophes straight; the mark.
    pub(crate) word: String,
    /// The word as it stands.
    pub(crate) shown: String,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// The paragraph.
    pub(crate) paragraph: usize,
    /// The quotation that it stands in.
    pub(crate) quotation: Option<usize>,
    /// Whether its capital says nothing: the line is set in title case.
    pub(crate) title_case: bool,
}

static NOTHING: Token = Token {
    start: 0,
    end: 0,
    kind: Kind::Other,
    word: String::new(),
    shown: String::new(),
    capital: false,
    paragraph: usize::MAX,
    quotation: None,
    title_case: false,
};

/// The tokens of a text.
#[derive(Debug, Default)]
pub(crate) struct Tokens(Vec<Token>);

impl Tokens {
    /// The token at a position; an empty one beyond the end.
    pub(crate) fn at(&self, index: usize) -> &Token {
        self.0.get(index).unwrap_or(&NOTHING)
    }

    /// The word at a position; empty beyond the end.
    pub(crate) fn word(&self, index: usize) -> &str {
        &self.at(index).word
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }
}

/// Whether a word is set in capitals.
fn is_shouted(shown: &str) -> bool {
    shown.chars().nth(1).is_some() && shown.chars().all(char::is_uppercase)
}

/// Reads the tokens of the paragraphs.
pub(crate) fn tokens(text: &str, paragraphs: &[Paragraph], quotations: &[Quotation]) -> Tokens {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut quotation = 0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if matches!(paragraph.form, Form::Address(_) | Form::Furniture) {
            continue;
        }
        let body = text.get(paragraph.start..paragraph.end).unwrap_or_default();
        let first = found.len();
        read(body, paragraph.start, index, &mut found);
        let title_case = matches!(paragraph.form, Form::Title | Form::Link) && is_title_case(body);
        for token in found.iter_mut().skip(first) {
            token.title_case = title_case;
            while quotations.get(quotation).is_some_and(|q| q.close <= token.start) {
                quotation += 1;
            }
            if let Some(q) = quotations.get(quotation).filter(|q| q.open <= token.start) {
                token.quotation = Some(quotation);
                let edge = token.start < q.start || token.start >= q.end;
                if edge {
                    token.kind = Kind::Mark;
                }
            }
        }
    }
    Tokens(found)
}

/// Reads the tokens of one paragraph.
fn read(body: &str, base: usize, paragraph: usize, found: &mut Vec<Token>) {
    let chars: Vec<(usize, char)> = body.char_indices().collect();
    let offset = |at: usize| chars.get(at).map_or(body.len(), |c| c.0);
    let mut at = 0;
    while let Some(&(_, c)) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
            continue;
        }
        let (end, kind) = if is_letter(c)
            || (c == '@' || c == '#') && chars.get(at + 1).is_some_and(|n| is_letter(n.1))
        {
            word(&chars, at)
        } else {
            (at + 1, mark(c))
        };
        let (start, stop) = (offset(at), offset(end));
        let shown = body.get(start..stop).unwrap_or_default();
        let capital = shown
            .trim_start_matches('@')
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let capital = capital && !c.is_numeric() || c == '@' || has_particle(shown);
        // Where other words are in lower case, capitals tell a name from the pronoun.
        let shouted = found.last().is_some_and(|last: &Token| is_shouted(&last.shown));
        let word = match shown {
            "US" if !shouted => "u.s.".to_owned(),
            "WHO" if !shouted => "w.h.o.".to_owned(),
            _ => shown.to_lowercase().replace('’', "'"),
        };
        found.push(Token {
            start: base + start,
            end: base + stop,
            kind,
            word,
            shown: shown.to_owned(),
            capital,
            paragraph,
            quotation: None,
            title_case: false,
        });
        at = end;
        if kind == Kind::Word
            && let Some(end) = possessive(&chars, at)
        {
            found.push(Token {
                start: base + offset(at),
                end: base + offset(end),
                kind: Kind::Possessive,
                word: "'s".to_owned(),
                shown: body.get(offset(at)..offset(end)).unwrap_or_default().to_owned(),
                capital: false,
                paragraph,
                quotation: None,
                title_case: false,
            });
            at = end;
        }
    }
}

/// Whether a word is a name with a small particle: `al-Karim`, `d’Alba`.
fn has_particle(shown: &str) -> bool {
    let begin = shown.get(..shown.len().min(4)).unwrap_or_default();
    if !begin.contains(['-', '\'', '’']) {
        return false;
    }
    let parts = shown.split_once(['-', '\'', '’']);
    parts.is_some_and(|(particle, name)| {
        matches!(
            particle,
            "al" | "el"
                | "as"
                | "ash"
                | "an"
                | "at"
                | "ad"
                | "ar"
                | "az"
                | "ibn"
                | "bin"
                | "d"
                | "l"
                | "de"
                | "von"
        ) && name.starts_with(char::is_uppercase)
    })
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn mark(c: char) -> Kind {
    match c {
        '.' | '!' | '?' | '…' => Kind::Stop,
        ',' => Kind::Comma,
        ':' => Kind::Colon,
        '—' | '–' | '-' | '(' | ')' | '[' | ']' | ';' => Kind::Aside,
        '“' | '”' | '"' | '«' | '»' | '„' | '‘' => Kind::Mark,
        _ => Kind::Other,
    }
}

/// The end of a word: letters, with hyphens and apostrophes inside, and dots of abbreviations.
fn word(chars: &[(usize, char)], from: usize) -> (usize, Kind) {
    let get = |at: usize| chars.get(at).map(|c| c.1);
    let mut at = from + 1;
    while let Some(c) = get(at) {
        let next = get(at + 1);
        let joins = next.is_some_and(is_letter);
        let inside = match c {
            '-' | '‐' | '‑' | '*' => joins,
            '\'' | '’' => joins && !is_possessive(chars, from, at),
            '.' | ',' => {
                joins
                    && get(at - 1).is_some_and(char::is_numeric)
                    && next.is_some_and(char::is_numeric)
                    || c == '.' && joins && at - from <= 1
            }
            _ => is_letter(c) || c == '\u{301}' || c == '\u{308}',
        };
        if !inside {
            break;
        }
        at += 1;
        // `U.S.`, `J.K.`: letters with dots.
        if c == '.' && get(at + 1) == Some('.') && get(at).is_some_and(char::is_uppercase) {
            at += 2;
        }
    }
    // `Mr.`, `J.`: an abbreviation keeps its dot.
    if get(at) == Some('.') {
        let short: String = (from..at).filter_map(get).collect::<String>().to_lowercase();
        let initial = at - from == 1
            && get(from).is_some_and(char::is_uppercase)
            && short != "i"
            && !begins_sentence(chars, at + 1);
        if initial || ABBREVIATIONS.contains(&short.as_str()) {
            at += 1;
        }
    }
    (at, Kind::Word)
}

/// Whether a word that no name begins with follows: `opposes Measure H. The sheriff`.
fn begins_sentence(chars: &[(usize, char)], from: usize) -> bool {
    let rest = chars.get(from..).unwrap_or_default().iter().map(|c| c.1);
    let word: String =
        rest.skip_while(|c| *c == ' ').take_while(|c| is_letter(*c)).take(12).collect();
    word.len() > 1
        && word.starts_with(char::is_uppercase)
        && super::super::lexicon::words::is_function(&word.to_lowercase())
}

const ABBREVIATIONS: [&str; 53] = [
    "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "lt", "col", "gen", "sgt", "capt", "rev", "prof",
    "hon", "jr", "sr", "st", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "no", "vs", "maj",
    "cmdr", "atty", "supt", "engr", "coun", "cllr", "ald", "adm", "brig", "cpl", "pvt", "msgr",
    "messrs", "mme", "mlle", "mt", "ft", "asst", "assoc", "insp", "pres", "barr", "pharm", "arc",
    "smt",
];

/// Contractions with `is` or `has`, rather than possessives.
const CONTRACTED: [&str; 12] =
    ["it", "he", "she", "that", "there", "let", "who", "what", "here", "where", "how", "everyone"];

/// Whether the apostrophe at a position begins a possessive `’s`.
fn is_possessive(chars: &[(usize, char)], from: usize, at: usize) -> bool {
    let s = chars.get(at + 1).is_some_and(|c| c.1 == 's' || c.1 == 'S');
    let ends = chars.get(at + 2).is_none_or(|c| !is_letter(c.1));
    let stem: String = chars
        .get(from..at)
        .unwrap_or_default()
        .iter()
        .map(|c| c.1)
        .collect::<String>()
        .to_lowercase();
    s && ends && !CONTRACTED.contains(&stem.as_str())
}

/// The end of a possessive ending at a position: `’s`, or `’` after an `s`.
fn possessive(chars: &[(usize, char)], at: usize) -> Option<usize> {
    let c = chars.get(at)?.1;
    if c != '\'' && c != '’' {
        return None;
    }
    let next = chars.get(at + 1).map(|c| c.1);
    match next {
        Some('s' | 'S') if chars.get(at + 2).is_none_or(|c| !is_letter(c.1)) => Some(at + 2),
        Some(c) if c.is_whitespace() && chars.get(at - 1).is_some_and(|c| c.1 == 's') => {
            Some(at + 1)
        }
        _ => None,
    }
}
