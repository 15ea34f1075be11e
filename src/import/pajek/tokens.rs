//! The parts of a line: words, texts in quotation marks, and times in brackets.

use crate::import::Reason;
use std::borrow::Cow;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'l> {
    /// What stands between spaces.
    Word(&'l str),
    /// What stands between quotation marks.
    Text(Cow<'l, str>),
    /// What stands between brackets.
    Times(&'l str),
}

impl Token<'_> {
    /// What it says, whether it is quoted or not.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Times(text) => text,
            Self::Text(text) => text,
        }
    }

    /// A word that is a number of a vertex.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Word(text) => text.parse().ok(),
            Self::Text(_) | Self::Times(_) => None,
        }
    }

    /// Whether it is a word that is a number.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Word(text) if text.parse::<f64>().is_ok())
    }
}

/// The parts of a line; an error where a quotation mark or a bracket is not closed.
pub(super) fn tokens(line: &str) -> Result<Vec<Token<'_>>, Reason> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '"' => quoted(rest).ok_or(Reason::OpenQuote)?,
            '[' => {
                let end = rest.find(']').ok_or(Reason::BadTime)?;
                (Token::Times(part(rest, 1, end)), part(rest, end + 1, rest.len()))
            }
            _ => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (Token::Word(part(rest, 0, end)), part(rest, end, rest.len()))
            }
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

/// A label in which some characters stand as their numbers: `&#34;`.
pub(super) fn unescaped(label: &str) -> String {
    let mut parts = label.split("&#");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let numbered = part.split_once(';').and_then(|(number, rest)| {
            let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
            Some((char::from_u32(number.parse().ok().filter(|_| is_plain)?)?, rest))
        });
        match numbered {
            Some((meant, rest)) => {
                plain.push(meant);
                plain.push_str(rest);
            }
            None => {
                plain.push_str("&#");
                plain.push_str(part);
            }
        }
    }
    plain
}

/// What lies between two places of a text.
fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// A text that begins with a quotation mark, and what follows it. Programs write others within as they are: only one with
/// white space behind it ends the text. A backslash stands before a quotation mark or another
/// one, and `\n` breaks a label.
fn quoted(text: &str) -> Option<(Token<'_>, &str)> {
    let inner = part(text, 1, text.len());
    let mut plain = String::new();
    let mut chars = inner.char_indices();
    let mut begin = 0;
    while let Some((at, c)) = chars.next() {
        let is_end = || {
            let after = part(inner, at + 1, inner.len()).chars().next();
            after.is_none_or(|c| c.is_whitespace() || c == '[')
        };
        if c == '"' && is_end() {
            let last = part(inner, begin, at);
            let text =
                if plain.is_empty() { Cow::Borrowed(last) } else { Cow::Owned(plain + last) };
            return Some((Token::Text(text), part(inner, at + 1, inner.len())));
        }
        if c == '\\' {
            let meant = match part(inner, at + 1, inner.len()).chars().next() {
                Some('"') => '"',
                Some('\\') => '\\',
                Some('n') => ' ',
                _ => continue,
            };
            plain.push_str(part(inner, begin, at));
            plain.push(meant);
            chars.next();
            begin = at + 2;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_has_words_texts_and_times() {
        let line = "  1 \"Ada \\\"the\\\" M\\\\oor\\nII\"  0.5 ellipse [1-3, 5-*] c Red";
        let expected = [
            Token::Word("1"),
            Token::Text("Ada \"the\" M\\oor II".into()),
            Token::Word("0.5"),
            Token::Word("ellipse"),
            Token::Times("1-3, 5-*"),
            Token::Word("c"),
            Token::Word("Red"),
        ];
        assert_eq!(tokens(line).unwrap(), expected);
        assert_eq!(
            unescaped("&#34;Ad&#225;&#34; &#; &#x41; &#9999999999; &"),
            "\"Adá\" &#; &#x41; &#9999999999; &"
        );
        assert_eq!(tokens("1 \"Ada"), Err(Reason::OpenQuote));
        assert_eq!(tokens("1 \"Ada\\\""), Err(Reason::OpenQuote));
        // As NetworkX writes it.
        assert_eq!(tokens("\"the \"D\"\" 0.5").unwrap()[0].text(), "the \"D\"");
        assert_eq!(tokens("1 2 [3-4"), Err(Reason::BadTime));
        assert_eq!(tokens(" \t").unwrap(), []);
    }

    proptest! {
        #[test]
        fn texts_come_back(label in "\\PC*", after in "( [a-z ]{0,5})?") {
            let escaped = label.replace('\\', "\\\\").replace('"', "\\\"");
            let line = format!("\"{escaped}\"{after}");
            let found = tokens(&line).unwrap();
            prop_assert_eq!(found[0].text(), label.as_str());
        }
    }
}
