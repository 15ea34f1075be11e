//! The syntax of filter expressions.

use super::{Filter, FilterError, Term};
use std::ops::Range;

/// An expression whose names are not resolved.
#[derive(Debug)]
pub(super) enum Expression {
    Term { key: String, value: String, at: Range<usize> },
    Not(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
}

impl Expression {
    /// Makes a filter, with each term of a key and a value as `term` makes it.
    pub(super) fn resolve(
        self,
        term: &dyn Fn(&str, &str) -> Result<Term, String>,
    ) -> Result<Filter, FilterError> {
        let all = |parts: Vec<Self>| {
            parts.into_iter().map(|part| part.resolve(term)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match self {
            Self::Term { key, value, at } => {
                Filter::Term(term(&key, &value).map_err(|message| FilterError { at, message })?)
            }
            Self::Not(part) => Filter::Not(Box::new(part.resolve(term)?)),
            Self::And(parts) if parts.is_empty() => Filter::All,
            Self::And(parts) => Filter::And(all(parts)?),
            Self::Or(parts) => Filter::Or(all(parts)?),
        })
    }
}

/// The greatest depth of parentheses and `not`s.
const DEEPEST: usize = 100;

/// Parses an expression; an empty one lets everything pass.
pub(super) fn parse(text: &str) -> Result<Expression, FilterError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.skip_space();
    if parser.rest().is_empty() {
        return Ok(Expression::And(Vec::new()));
    }
    let expression = parser.any()?;
    if parser.rest().is_empty() {
        Ok(expression)
    } else {
        Err(parser.fail(1, "this parenthesis has no opening parenthesis"))
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn fail(&self, length: usize, message: impl Into<String>) -> FilterError {
        let end = self.text.ceil_char_boundary(self.at + length);
        FilterError { at: self.at..end, message: message.into() }
    }

    /// Takes a keyword such as `or`, if it is next.
    fn take_word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let is_here = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && rest[word.len()..]
                .chars()
                .next()
                .is_none_or(|c| c.is_whitespace() || c == '(' || c == ')');
        if is_here {
            self.at += word.len();
            self.skip_space();
        }
        is_here
    }

    fn any(&mut self) -> Result<Expression, FilterError> {
        let mut parts = vec![self.all()?];
        while self.take_word("or") {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Expression::Or))
    }

    fn all(&mut self) -> Result<Expression, FilterError> {
        let mut parts = vec![self.not()?];
        loop {
            let is_and = self.take_word("and");
            let ends = self.rest().is_empty() || self.rest().starts_with(')') || self.is_or();
            if ends && !is_and {
                return Ok(one_or(parts, Expression::And));
            }
            parts.push(self.not()?);
        }
    }

    fn is_or(&mut self) -> bool {
        let was = self.at;
        let is_or = self.take_word("or");
        self.at = was;
        is_or
    }

    fn not(&mut self) -> Result<Expression, FilterError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fail(1, "this is nested too deeply"));
        }
        let part = if self.take_word("not") {
            self.not().map(|part| Expression::Not(Box::new(part)))
        } else if self.rest().starts_with('(') {
            self.group()
        } else {
            self.term()
        };
        self.depth -= 1;
        part
    }

    fn group(&mut self) -> Result<Expression, FilterError> {
        let open = self.fail(1, "this parenthesis is never closed");
        self.at += 1;
        self.skip_space();
        let part = self.any()?;
        if !self.rest().starts_with(')') {
            return Err(open);
        }
        self.at += 1;
        self.skip_space();
        Ok(part)
    }

    fn term(&mut self) -> Result<Expression, FilterError> {
        let start = self.at;
        let word_length = self.rest().find(|c: char| c.is_whitespace() || c == '(' || c == ')');
        let word = &self.rest()[..word_length.unwrap_or(self.rest().len())];
        let Some((key, _)) = word.split_once(':').filter(|(key, _)| !key.contains('"')) else {
            let message = if word.is_empty()
                || matches!(word.to_ascii_lowercase().as_str(), "or" | "and")
            {
                "expected a term, such as holder:NAME or polarity:negative".to_owned()
            } else {
                format!("`{word}` is not a term; write a term as key:value, such as holder:{word}")
            };
            return Err(self.fail(word.len(), message));
        };
        let key = key.to_owned();
        self.at += key.len() + 1;
        let value = self.value()?;
        let at = start..self.at;
        if value.is_empty() {
            return Err(FilterError { at, message: format!("`{key}:` needs a value") });
        }
        self.skip_space();
        Ok(Expression::Term { key, value, at })
    }

    fn value(&mut self) -> Result<String, FilterError> {
        let rest = self.rest();
        if rest.starts_with('/') {
            let mut escaped = false;
            let end = rest.char_indices().skip(1).find(|&(_, c)| {
                let is_end = c == '/' && !escaped;
                escaped = c == '\\' && !escaped;
                is_end
            });
            let Some((end, _)) = end else {
                return Err(self.fail(1, "this pattern is never closed with `/`"));
            };
            let value = rest[..=end].to_owned();
            self.at += end + 1;
            return Ok(value);
        }
        if let Some(quoted) = rest.strip_prefix('"') {
            let Some(end) = quoted.find('"') else {
                return Err(self.fail(1, "this quote is never closed"));
            };
            let value = quoted[..end].to_owned();
            self.at += end + 2;
            return Ok(value);
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(rest.len());
        let value = rest[..end].to_owned();
        self.at += end;
        Ok(value)
    }
}

fn one_or(mut parts: Vec<Expression>, many: fn(Vec<Expression>) -> Expression) -> Expression {
    if parts.len() == 1
        && let Some(only) = parts.pop()
    {
        return only;
    }
    many(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(expression: &Expression) -> String {
        let list = |parts: &[Expression]| parts.iter().map(shape).collect::<Vec<_>>().join(" ");
        match expression {
            Expression::Term { key, value, .. } => format!("{key}={value}"),
            Expression::Not(part) => format!("(not {})", shape(part)),
            Expression::And(parts) => format!("(and {})", list(parts)),
            Expression::Or(parts) => format!("(or {})", list(parts)),
        }
    }

    #[test]
    fn and_binds_closer_than_or() {
        for (text, expected) in [
            ("a:1 b:2 or c:3", "(or (and a=1 b=2) c=3)"),
            ("a:1 (b:2 or c:3)", "(and a=1 (or b=2 c=3))"),
            ("not a:1 b:2", "(and (not a=1) b=2)"),
            ("a:1 and not (b:2)", "(and a=1 (not b=2))"),
            ("holder:\"Kanye West\" quote:/a b\\/c/", "(and holder=Kanye West quote=/a b\\/c/)"),
            ("", "(and )"),
        ] {
            assert_eq!(
                parse(text).map(|expression| shape(&expression)),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn mistakes_are_placed() {
        for (text, at) in [
            ("a:1 or", 6..6),
            ("(a:1", 0..1),
            ("a:1)", 3..4),
            ("a:", 0..2),
            ("kanye", 0..5),
            ("a:\"x", 2..3),
            ("quote:/x", 6..7),
            ("not", 3..3),
        ] {
            assert_eq!(parse(text).map(drop).map_err(|error| error.at), Err(at), "{text}");
        }
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&"not ".repeat(100_000)).is_err());
        let text = "(".repeat(DEEPEST) + "é";
        assert_eq!(parse(&text).map(drop).map_err(|error| error.at), Err(DEEPEST..DEEPEST + 2));
    }
}
