//! A filter in words, for readers who do not know its syntax: "by Kanye West or about the tunnel".

use super::{AttributeTerm, Bearer, Comparison, Filter, Term};
use crate::{
    graph::TemporalGraph,
    language::{Language, Messages},
    model::{EntityIndex, EntityKind},
};

impl Filter {
    /// The condition as words that follow "statements"; nothing where everything passes.
    pub fn in_words(&self, graph: &TemporalGraph) -> Option<String> {
        self.told(graph, Language::English.messages())
    }

    /// The same in the language of these messages.
    pub(crate) fn told(&self, graph: &TemporalGraph, messages: &Messages) -> Option<String> {
        (!matches!(self, Self::All)).then(|| self.phrase(graph, messages, false))
    }

    /// The phrase of a condition, in parentheses where it could be read otherwise within another one.
    fn phrase(&self, graph: &TemporalGraph, messages: &Messages, is_inside: bool) -> String {
        let joined = |filters: &[Self], word: &str| {
            let parts: Vec<String> =
                filters.iter().map(|it| it.phrase(graph, messages, true)).collect();
            let text = parts.join(&format!(" {} ", messages.text(word)));
            if is_inside && parts.len() > 1 { format!("({text})") } else { text }
        };
        match self {
            Self::All => messages.text("where.all").to_owned(),
            Self::Term(term) => term.in_words(graph, messages),
            Self::Not(filter) => {
                let condition = filter.phrase(graph, messages, true);
                messages.with("where.not", &[("condition", &condition)])
            }
            Self::And(filters) => joined(filters, "where.and"),
            Self::Or(filters) => joined(filters, "where.or"),
        }
    }
}

impl Term {
    fn in_words(&self, graph: &TemporalGraph, messages: &Messages) -> String {
        let with = |key: &str, name: &str| messages.with(key, &[("name", name)]);
        let entity = |key: &str, entity: &EntityIndex| with(key, graph.entity(*entity).name());
        let kind = |key: &str, kind: EntityKind| {
            with(key, messages.text(&format!("where.kind.{}", kind.word())))
        };
        match self {
            Self::Holder(it) => entity("where.holder", it),
            Self::Target(it) => entity("where.target", it),
            Self::Entity(it) => entity("where.entity", it),
            Self::Kind(it) => kind("where.entity", *it),
            Self::HolderKind(it) => kind("where.holder", *it),
            Self::TargetKind(it) => kind("where.target", *it),
            Self::Member(of) => entity("where.member", of),
            Self::TargetMember(of) => entity("where.target-member", of),
            Self::Verb(verb) => {
                with("where.verb", &messages.labels(graph.vocabulary().verb(*verb)).0)
            }
            Self::Polarity(effect) => {
                messages.text(&format!("where.polarity.{}", effect.word())).to_owned()
            }
            Self::Source(source) => {
                let source = graph.source(*source);
                match source.title() {
                    Some(title) => with("where.source", &with("where.title", title)),
                    None => with("where.source", source.id()),
                }
            }
            Self::SourceKind(kind) => {
                with("where.source", messages.text(&format!("where.source-kind.{}", kind.word())))
            }
            Self::Outlet(outlet) => entity("where.outlet", outlet),
            Self::About(topic) => entity("where.about", topic),
            Self::Coder(coder) => with("where.coder", coder),
            Self::Confidence(comparison) => {
                with("where.confidence", &comparison.in_words(messages))
            }
            Self::Strength(comparison) => with("where.strength", &comparison.in_words(messages)),
            Self::Quote(pattern) => with("where.quote", &plain(pattern.as_str())),
            Self::Id(id) => with("where.id", id),
            Self::Attribute(term) => term.in_words(messages),
        }
    }
}

impl AttributeTerm {
    fn in_words(&self, messages: &Messages) -> String {
        let (name, value) = (self.values.name(), self.value_text());
        let key = match self.bearer {
            Bearer::Either => "where.attribute",
            Bearer::Holder => "where.holder-attribute",
            Bearer::Target => "where.target-attribute",
            Bearer::Source => "where.source-attribute",
        };
        messages.with(key, &[("name", name), ("value", value)])
    }
}

impl Comparison {
    fn in_words(self, messages: &Messages) -> String {
        let number = self.number;
        let [below, at, above] = [number - 1.0, number, number + 1.0].map(|it| self.holds(it));
        let key = match (below, at, above) {
            (true, true, false) => "where.at-most",
            (true, false, false) => "where.below",
            (false, true, true) => "where.at-least",
            (false, false, true) => "where.above",
            _ => "where.equal",
        };
        messages.with(key, &[("number", &messages.decimal(number))])
    }
}

/// A regular expression without the backslashes by which plain text is written as one.
fn plain(pattern: &str) -> String {
    let mut unescaped = String::new();
    let mut is_escaped = false;
    for letter in pattern.chars() {
        is_escaped = letter == '\\' && !is_escaped;
        if !is_escaped {
            unescaped.push(letter);
        }
    }
    if regex::escape(&unescaped) == pattern { unescaped } else { format!("/{pattern}/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{TextFile, read_texts};

    #[test]
    fn filters_are_read_as_words() {
        let text = r#"Corpus(
            entities: [
                (id: "ann", kind: Person, name: "Ann Ay", attributes: {"party": "Greens"}),
                (id: "toll", kind: Topic, name: "the toll"),
            ],
            sources: [(id: "s", kind: Post, title: "A post", published: "2020")],
            statements: [(holder: "ann", stance: "sympathizes-with", target: "toll", source: "s", quote: "a (b)")],
        )"#;
        let file = TextFile { path: "corpus.ron".into(), text: text.to_owned() };
        let graph = TemporalGraph::new(read_texts(vec![file]).corpus);
        for (typed, words) in [
            ("holder:ann", "by Ann Ay"),
            ("not about:toll holder-kind:person", "not about the toll and by people"),
            (
                "holder:ann (about:toll or target:toll)",
                "by Ann Ay and (about the toll or towards the toll)",
            ),
            (
                "polarity:negative or source:s",
                "that are against somebody or something or read in “A post”",
            ),
            ("verb:sympathizes-with", "in which somebody “sympathizes with” somebody"),
            ("strength:>=0.8", "with a strength of at least 0.8"),
            ("confidence:<0.5", "with a confidence below 0.5"),
            ("quote:\"a (b)\"", "whose quote has “a (b)”"),
            ("quote:/a.b/", "whose quote has “/a.b/”"),
            ("holder-attr.party:Greens", "by whoever has Greens as party"),
            ("source-kind:post", "read in posts"),
        ] {
            let filter = Filter::parse(typed, &graph).unwrap();
            assert_eq!(filter.in_words(&graph).as_deref(), Some(words), "{typed}");
        }
        assert_eq!(Filter::All.in_words(&graph), None);
    }
}
