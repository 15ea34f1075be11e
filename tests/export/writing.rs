//! Random corpora with hostile texts.

use proptest::prelude::*;
use stancegraph::{
    corpus::{TextFile, read_texts},
    graph::TemporalGraph,
};
use std::fmt::Write as _;

/// A corpus of another time zone, with times and replies.
pub(crate) const TIMES: &str = "Corpus(time_zone: \"America/New_York\", entities: [
        (id: \"ada\", kind: Person, name: \"Ada\"), (id: \"harbour\", kind: Topic, name: \"Harbour\")],
    sources: [(id: \"a\", kind: Post, published: \"2018-04-25\"),
        (id: \"b\", kind: Post, published: \"2018-04-25T12:00\", in_reply_to: [\"a\"]),
        (id: \"c\", kind: Post, in_reply_to: [\"a\", \"b\"])],
    statements: [
        (holder: \"ada\", stance: \"supports\", target: \"harbour\", source: \"a\", on: \"2018-04-25T14:05:33.25\"),
        (holder: \"harbour\", stance: \"opposes\", target: \"ada\", source: \"c\", on: \"2018-05\")])";

/// What people could write, before it is made RON.
#[derive(Clone, Debug)]
pub(crate) struct Writing {
    pub(crate) title: String,
    pub(crate) entities: Vec<(String, String)>,
    pub(crate) verb: String,
    /// A holder, the distance to a target, and a quote.
    pub(crate) statements: Vec<(usize, usize, String)>,
}

impl Writing {
    pub(crate) fn graph(&self) -> TemporalGraph {
        let ron = |text: &str| ron::to_string(text).unwrap();
        let mut text = format!(
            "Corpus(vocabulary: [(verb: {}, polarity: Negative)],\
             sources: [(id: \"s\", kind: Post, published: \"2018-04-25\")], entities: [",
            ron(&self.verb)
        );
        for (position, (id, name)) in self.entities.iter().enumerate() {
            let kind = ["Person", "Topic", "Group"][position % 3];
            let _ = write!(text, "(id: {}, kind: {kind}, name: {}),", ron(id), ron(name));
        }
        text.push_str("], statements: [");
        for (position, (holder, target, quote)) in self.statements.iter().enumerate() {
            let n_entities = self.entities.len();
            let holder = holder % n_entities;
            // Nobody holds a stance towards themselves.
            let target = (holder + 1 + target % (n_entities - 1)) % n_entities;
            let id = |entity: usize| ron(&self.entities[entity].0);
            let _ = write!(
                text,
                "(id: \"{position}\", holder: {}, stance: {}, target: {}, source: \"s\", quote: {}),",
                id(holder),
                ron(&self.verb),
                id(target),
                ron(quote)
            );
        }
        text.push_str("])");
        graph_of(text)
    }
}

pub(crate) fn graph_of(text: String) -> TemporalGraph {
    TemporalGraph::new(read_texts(vec![TextFile { path: "corpus.ron".into(), text }]).corpus)
}

/// Texts that have broken exporters before.
pub(crate) const HOSTILE: &[&str] = &[
    "\"",
    "\\",
    "\\\"",
    "\\\\",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}[31m",
    "]]>",
    "-->",
    "<!--",
    "<b>",
    "</TD>",
    "&lt;",
    "&amp;",
    "&",
    "&#0;",
    ";",
    "\\N",
    "\\G",
    "\\E",
    "\\n",
    "\\l",
    "{a|b}",
    "->",
    "//",
    "/*",
    "#",
    "%3",
    "\u{202e}",
    "\u{200f}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "👩‍🚀",
    "مرحبا",
    "毛澤東",
    "e\u{301}",
    " ",
    "node",
    "word",
    "\\u0041",
    "a, b; c = d",
    "it's",
    "${x} $$y$$ {{z}}",
];

/// Such a text, and any other.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let piece =
        prop_oneof![prop::sample::select(HOSTILE).prop_map(str::to_owned), any::<String>(),];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// A text that may be an id or a verb.
pub(crate) fn hostile_word() -> impl Strategy<Value = String> {
    hostile().prop_filter_map("empty", |text| word(&text))
}

/// What of a text may be an id, if anything.
pub(crate) fn word(text: &str) -> Option<String> {
    let word: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    (!word.is_empty()).then_some(word)
}

pub(crate) fn writing() -> impl Strategy<Value = Writing> {
    let name = hostile().prop_filter("a name is not blank", |name| !name.trim().is_empty());
    let entities = prop::collection::btree_map(hostile_word(), name, 2..6);
    let statements = prop::collection::vec((0_usize..6, 0_usize..6, hostile()), 1..8);
    (hostile(), entities, hostile_word(), statements).prop_map(
        |(title, entities, verb, statements)| Writing {
            title,
            entities: entities.into_iter().collect(),
            verb,
            statements,
        },
    )
}
