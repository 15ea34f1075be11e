//! A strict reader of the DOT language, as Graphviz's `lib/cgraph/scan.l` and `grammar.y` define it.
//!
//! It is independent of the exporter: it reads graphs of either kind, with subgraphs, defaults, quoted,
//! numeric, bare and HTML-like ids, and refuses everything else with a reason. [`label`] and
//! [`html_text`] say what Graphviz shows for a label.

use std::collections::BTreeMap;

/// A value of DOT, as the scanner hands it on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Id {
    /// A bare, numeric or quoted id.
    Text(String),
    /// What stands between the outermost `<` and `>`.
    Html(String),
}

pub(crate) type Attributes = BTreeMap<String, Id>;

#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) attributes: Attributes,
    /// In the order written; those of subgraphs too.
    pub(crate) nodes: Vec<(String, Attributes)>,
    pub(crate) edges: Vec<(String, String, Attributes)>,
}

/// Reads a whole file.
pub(crate) fn parse(text: &str) -> Result<Graph, String> {
    let mut tokens = scan(text)?.into_iter().peekable();
    let edge = match tokens.next() {
        Some(Token::Word(word)) if word == "digraph" => "->",
        Some(Token::Word(word)) if word == "graph" => "--",
        other => return Err(format!("{other:?} where graph or digraph should be")),
    };
    let mut parser = Parser { tokens, edge, graph: Graph::default() };
    parser.id()?;
    parser.punctuation("{")?;
    parser.statements(0)?;
    match parser.tokens.next() {
        None => Ok(parser.graph),
        Some(token) => Err(format!("{token:?} after the end")),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Id(Id),
    /// A bare word, which may be a keyword.
    Word(String),
    Punctuation(&'static str),
}

fn scan(text: &str) -> Result<Vec<Token>, String> {
    if text.contains('\0') {
        return Err("a NUL ends the file".to_owned());
    }
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let punctuation = ["->", "--", "{", "}", "[", "]", ";", ",", "="]
            .into_iter()
            .find(|punctuation| rest.starts_with(punctuation));
        let length = if c.is_ascii_whitespace() {
            1
        } else if let Some(punctuation) = punctuation {
            tokens.push(Token::Punctuation(punctuation));
            punctuation.len()
        } else if c == '"' {
            let (value, length) = quoted(rest)?;
            tokens.push(Token::Id(Id::Text(value)));
            length
        } else if c == '<' {
            let length = html_length(rest)?;
            tokens.push(Token::Id(Id::Html(rest[1..length - 1].to_owned())));
            length
        } else {
            let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
            let length = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            let word = &rest[..length];
            let is_number = word.parse::<f64>().is_ok();
            match c {
                '0'..='9' if is_number => tokens.push(Token::Id(Id::Text(word.to_owned()))),
                'a'..='z' | 'A'..='Z' | '_' if !word.contains('.') => {
                    tokens.push(Token::Word(word.to_owned()));
                }
                _ => {
                    return Err(format!(
                        "no token: {:?}",
                        rest.chars().take(20).collect::<String>()
                    ));
                }
            }
            length
        };
        rest = &rest[length..];
    }
    Ok(tokens)
}

/// The value of a quoted string and its length in the text. `\"` is the only escape here.
fn quoted(text: &str) -> Result<(String, usize), String> {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((position, c)) = characters.next() {
        match (c, characters.peek()) {
            ('"', _) => return Ok((value, position + 1)),
            ('\\', Some((_, '"'))) => {
                value.push('"');
                characters.next();
            }
            ('\\', Some((_, '\\'))) => {
                value.push_str("\\\\");
                characters.next();
            }
            ('\\', Some((_, '\n'))) => {
                characters.next();
            }
            (c, _) => value.push(c),
        }
    }
    Err("a string has no end".to_owned())
}

fn html_length(text: &str) -> Result<usize, String> {
    let mut depth = 0;
    for (position, c) in text.char_indices() {
        depth += match c {
            '<' => 1,
            '>' => -1,
            _ => 0,
        };
        if depth == 0 {
            return Ok(position + 1);
        }
    }
    Err("an HTML-like string has no end".to_owned())
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    /// How an edge is written: a graph holds edges of its own kind only.
    edge: &'static str,
    graph: Graph,
}

impl Parser {
    fn statements(&mut self, depth: usize) -> Result<(), String> {
        loop {
            match self.tokens.next() {
                Some(Token::Punctuation("}")) => return Ok(()),
                Some(Token::Punctuation(";")) => {}
                Some(Token::Word(word)) if word == "subgraph" => {
                    self.id()?;
                    self.punctuation("{")?;
                    self.statements(depth + 1)?;
                }
                Some(Token::Word(word)) if ["graph", "node", "edge"].contains(&word.as_str()) => {
                    let attributes = self.attributes()?;
                    if word == "graph" && depth == 0 {
                        self.graph.attributes.extend(attributes);
                    }
                }
                Some(Token::Id(Id::Text(name))) => self.node_or_edge(name)?,
                other => return Err(format!("no statement begins with {other:?}")),
            }
        }
    }

    fn node_or_edge(&mut self, name: String) -> Result<(), String> {
        if self.tokens.next_if_eq(&Token::Punctuation(self.edge)).is_some() {
            let Id::Text(target) = self.id()? else { return Err("an HTML target".to_owned()) };
            let attributes = self.attributes()?;
            self.graph.edges.push((name, target, attributes));
        } else {
            let attributes = self.attributes()?;
            self.graph.nodes.push((name, attributes));
        }
        Ok(())
    }

    fn attributes(&mut self) -> Result<Attributes, String> {
        let mut attributes = Attributes::new();
        if self.tokens.next_if_eq(&Token::Punctuation("[")).is_none() {
            return Ok(attributes);
        }
        while self.tokens.next_if_eq(&Token::Punctuation("]")).is_none() {
            let Some(Token::Word(name)) = self.tokens.next() else {
                return Err("an attribute has no name".to_owned());
            };
            self.punctuation("=")?;
            let value = self.id()?;
            if attributes.insert(name.clone(), value).is_some() {
                return Err(format!("{name} is given twice"));
            }
            self.tokens.next_if_eq(&Token::Punctuation(","));
        }
        Ok(attributes)
    }

    fn id(&mut self) -> Result<Id, String> {
        match self.tokens.next() {
            Some(Token::Id(id)) => Ok(id),
            other => Err(format!("{other:?} where an id should be")),
        }
    }

    fn punctuation(&mut self, punctuation: &'static str) -> Result<(), String> {
        match self.tokens.next() {
            Some(Token::Punctuation(found)) if found == punctuation => Ok(()),
            other => Err(format!("{other:?} where {punctuation} should be")),
        }
    }
}

/// What Graphviz shows for a plain label: entities decoded, `\n` and `\l` ending a line.
pub(crate) fn label(value: &Id) -> Result<String, String> {
    let Id::Text(value) = value else { return Err("the label is HTML-like".to_owned()) };
    unescaped(&entities(value)?)
}

/// What Graphviz shows for an HTML-like label: text without tags, `<BR/>` and rows ending a line.
///
/// An error when it is no well-formed XML.
pub(crate) fn html_text(value: &Id) -> Result<String, String> {
    let Id::Html(html) = value else { return Err("the label is plain".to_owned()) };
    let mut shown = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html.as_str();
    while let Some(start) = rest.find('<') {
        shown += &text(&rest[..start])?;
        let end = rest[start..].find('>').ok_or("a tag has no end")? + start;
        let tag = &rest[start + 1..end];
        let name = tag.trim_matches('/').split(' ').next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return Err(format!("</{closed}> closes nothing"));
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        if ["BR", "/TR"].contains(&name) || tag == "/TR" {
            shown.push('\n');
        }
        rest = &rest[end + 1..];
    }
    if !open.is_empty() {
        return Err(format!("{open:?} are never closed"));
    }
    shown += &text(rest)?;
    Ok(shown.trim().to_owned())
}

fn text(html: &str) -> Result<String, String> {
    if html.contains('>') {
        return Err("a > outside of a tag".to_owned());
    }
    unescaped(&entities(html)?)
}

/// Decodes entities. An ampersand that begins none is an error.
fn entities(text: &str) -> Result<String, String> {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded += &rest[..start];
        let end = rest[start..].find(';').ok_or("an & alone")? + start;
        decoded.push(match &rest[start + 1..end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            other => return Err(format!("no entity: &{other};")),
        });
        rest = &rest[end + 1..];
    }
    Ok(decoded + rest)
}

/// Reads the escapes of an `escString`. Those that stand for names are errors here.
fn unescaped(text: &str) -> Result<String, String> {
    let mut shown = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        shown.push(match c {
            '\\' => match characters.next() {
                Some('\\') => '\\',
                Some('n' | 'l') => '\n',
                other => return Err(format!("the escape \\{other:?}")),
            },
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                return Err(format!("{c:?} in a text"));
            }
            c => c,
        });
    }
    Ok(shown)
}
