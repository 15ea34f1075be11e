//! The vertices of a network: their names, and when they are there.

use super::{intervals::Interval, tokens::Token};
use crate::corpus::fold::identity;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    iter,
};

/// What is known of a vertex.
#[derive(Clone, Debug, Default)]
pub(super) struct Vertex {
    label: String,
    /// When it is there; always, where there is none.
    pub(super) times: Vec<Interval>,
}

/// The vertices of a network, by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Vertices {
    /// How many there are, if that is told.
    pub(super) n: Option<u64>,
    /// How many of them are of the first mode, in networks of two modes.
    pub(super) n_first: Option<u64>,
    described: BTreeMap<u64, Vertex>,
    /// The names of those that share a label with another.
    names: Option<HashMap<u64, String>>,
    /// Those that lines join.
    joined: BTreeSet<u64>,
}

/// What a line says of a vertex beside its number and its label.
pub(super) struct Details<'t, 'l> {
    pub(super) label: Option<&'t Token<'l>>,
    /// The texts of its time marks.
    pub(super) times: Vec<&'l str>,
    /// What is not used: coordinates, shapes, and parameters by their names.
    pub(super) unused: Vec<String>,
}

/// What follows the number of a vertex.
pub(super) fn details<'t, 'l>(tokens: &'t [Token<'l>]) -> Details<'t, 'l> {
    const SHAPES: [&str; 8] =
        ["ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man"];
    let label = tokens.first().filter(|token| !matches!(token, Token::Times(_)));
    let mut rest = tokens.iter().skip(usize::from(label.is_some())).peekable();
    let (mut times, mut unused) = (Vec::new(), Vec::new());
    let mut has_coordinates = false;
    while rest.next_if(|token| token.is_number()).is_some() {
        has_coordinates = true;
    }
    unused.extend(has_coordinates.then(|| "coordinates".to_owned()));
    while let Some(token) = rest.next() {
        match token {
            Token::Times(mark) => times.push(*mark),
            _ if SHAPES.contains(&token.text().to_ascii_lowercase().as_str()) => {
                unused.push("shape".to_owned());
            }
            Token::Word(name) if !token.is_number() => {
                rest.next_if(|value| !matches!(value, Token::Times(_)));
                unused.push((*name).to_owned());
            }
            Token::Word(_) => unused.push("numbers".to_owned()),
            Token::Text(_) => unused.push("texts".to_owned()),
        }
    }
    Details { label, times, unused }
}

impl Vertices {
    /// Vertices of which so many are told.
    pub(super) fn new(n: Option<u64>, n_first: Option<u64>) -> Self {
        Self { n, n_first, ..Self::default() }
    }

    /// Whether there is such a vertex.
    pub(super) fn has(&self, number: u64) -> bool {
        number > 0 && self.n.is_none_or(|n| number <= n)
    }

    /// Describes a vertex, unless it was described before.
    pub(super) fn describe(&mut self, number: u64, label: &str, times: Vec<Interval>) -> bool {
        let is_new = !self.described.contains_key(&number);
        if is_new {
            self.described.insert(number, Vertex { label: label.trim().to_owned(), times });
        }
        is_new
    }

    /// When a vertex is there.
    pub(super) fn times(&self, number: u64) -> &[Interval] {
        self.described.get(&number).map_or(&[], |vertex| &vertex.times)
    }

    /// Notes that a line joins a vertex.
    pub(super) fn join(&mut self, number: u64) {
        self.joined.insert(number);
    }

    /// How many vertices no line joins.
    pub(super) fn n_alone(&self) -> u64 {
        let n = self.n.unwrap_or(self.described.len() as u64);
        n.saturating_sub(self.joined.len() as u64)
    }

    /// How many vertices share a label, and the first of these labels.
    pub(super) fn n_shared(&mut self) -> (usize, Option<&str>) {
        let names = self.shared();
        let first = names.keys().min().copied();
        let n = names.len();
        (n, first.and_then(|first| self.described.get(&first)).map(|vertex| vertex.label.as_str()))
    }

    /// What a vertex is called: its label, with its number where another one has it as well; else its number.
    pub(super) fn name(&mut self, number: u64) -> String {
        if let Some(name) = self.shared().get(&number) {
            return name.clone();
        }
        let label = self.described.get(&number).map(|vertex| vertex.label.as_str());
        label.filter(|label| !label.is_empty()).map_or_else(|| number.to_string(), str::to_owned)
    }

    /// The names of those that share a label.
    fn shared(&mut self) -> &HashMap<u64, String> {
        let described = &self.described;
        let n = self.n;
        self.names.get_or_insert_with(|| {
            let labelled = || described.iter().filter(|(_, vertex)| !vertex.label.is_empty());
            let mut of: HashMap<String, Vec<u64>> = HashMap::new();
            for (number, vertex) in labelled() {
                of.entry(identity(&vertex.label)).or_default().push(*number);
            }
            // A vertex without a label is called by its number, which another one may have for a label.
            let is_number = |label: &str| {
                let number =
                    label.parse::<u64>().ok().filter(|number| n.is_none_or(|n| *number <= n));
                number.is_some_and(|number| {
                    described.get(&number).is_none_or(|vertex| vertex.label.is_empty())
                })
            };
            let is_shared = |label: &String| {
                of.get(label).is_some_and(|numbers| numbers.len() > 1) || is_number(label)
            };
            let mut names = HashMap::new();
            for (number, vertex) in labelled() {
                if is_shared(&identity(&vertex.label)) {
                    let suffix = format!(" ({number})");
                    let longer = iter::successors(Some(vertex.label.clone() + &suffix), |name| {
                        Some(format!("{name}{suffix}"))
                    });
                    let free = longer.into_iter().find(|name| !of.contains_key(&identity(name)));
                    names.insert(*number, free.unwrap_or_default());
                }
            }
            names
        })
    }
}
