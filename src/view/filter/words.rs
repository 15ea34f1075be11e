//! A filter in words, for readers who do not know its syntax: "by Kanye West or about the tunnel".

use super::{AttributeTerm, Bearer, Comparison, Filter, Term};
use crate::{
    graph::{SourceRef, TemporalGraph},
    model::{Effect, EntityIndex, EntityKind, Polarity, SourceKind},
};

impl Filter {
    /// The condition as words that follow "statements"; nothing where everything passes.
    pub fn in_words(&self, graph: &TemporalGraph) -> Option<String> {
        (!matches!(self, Self::All)).then(|| self.phrase(graph, false))
    }

    /// The phrase of a condition, in parentheses where it could be read otherwise within another one.
    fn phrase(&self, graph: &TemporalGraph, is_inside: bool) -> String {
        let joined = |filters: &[Self], word: &str| {
            let parts: Vec<String> = filters.iter().map(|it| it.phrase(graph, true)).collect();
            let text = parts.join(word);
            if is_inside && parts.len() > 1 { format!("({text})") } else { text }
        };
        match self {
            Self::All => "of any kind".to_owned(),
            Self::Term(term) => term.in_words(graph),
            Self::Not(filter) => format!("not {}", filter.phrase(graph, true)),
            Self::And(filters) => joined(filters, " and "),
            Self::Or(filters) => joined(filters, " or "),
        }
    }
}

impl Term {
    fn in_words(&self, graph: &TemporalGraph) -> String {
        let name = |entity: &EntityIndex| graph.entity(*entity).name().to_owned();
        match self {
            Self::Holder(entity) => format!("by {}", name(entity)),
            Self::Target(entity) => format!("towards {}", name(entity)),
            Self::Entity(entity) => format!("by or towards {}", name(entity)),
            Self::Kind(kind) => format!("by or towards {}", many(*kind)),
            Self::HolderKind(kind) => format!("by {}", many(*kind)),
            Self::TargetKind(kind) => format!("towards {}", many(*kind)),
            Self::Member(of) => format!("by members of {}", name(of)),
            Self::TargetMember(of) => format!("towards members of {}", name(of)),
            Self::Verb(verb) => {
                let verb = graph.vocabulary().verb(*verb);
                format!("in which somebody “{}” somebody", verb.label())
            }
            Self::Polarity(effect) => effect_in_words(*effect).to_owned(),
            Self::Source(source) => format!("read in {}", title(graph.source(*source))),
            Self::SourceKind(kind) => format!("read in {}", many_sources(*kind)),
            Self::Outlet(outlet) => format!("that appeared in {}", name(outlet)),
            Self::About(topic) => format!("about {}", name(topic)),
            Self::Coder(coder) => format!("coded by {coder}"),
            Self::Confidence(comparison) => {
                format!("with a confidence {}", comparison.in_words())
            }
            Self::Strength(comparison) => format!("with a strength {}", comparison.in_words()),
            Self::Quote(pattern) => format!("whose quote has “{}”", plain(pattern.as_str())),
            Self::Id(id) => format!("called {id}"),
            Self::Attribute(term) => term.in_words(),
        }
    }
}

impl AttributeTerm {
    fn in_words(&self) -> String {
        let (name, value) = (self.values.name(), self.value_text());
        let whose = match self.bearer {
            Bearer::Either => return format!("by or towards whoever has {value} as {name}"),
            Bearer::Holder => "by whoever has",
            Bearer::Target => "towards whoever has",
            Bearer::Source => "read in sources that have",
        };
        format!("{whose} {value} as {name}")
    }
}

impl Comparison {
    fn in_words(self) -> String {
        let number = self.number;
        let [below, at, above] = [number - 1.0, number, number + 1.0].map(|it| self.holds(it));
        match (below, at, above) {
            (true, true, false) => format!("of at most {number}"),
            (true, false, false) => format!("below {number}"),
            (false, true, true) => format!("of at least {number}"),
            (false, false, true) => format!("above {number}"),
            _ => format!("of {number}"),
        }
    }
}

const fn effect_in_words(effect: Effect) -> &'static str {
    match effect {
        Effect::Expresses(Polarity::Positive) => "that are for somebody or something",
        Effect::Expresses(Polarity::Negative) => "that are against somebody or something",
        Effect::Expresses(Polarity::Mixed) => "that are both for and against",
        Effect::Expresses(Polarity::Neutral) => "that are neither for nor against",
        Effect::Ends => "that end a stance",
    }
}

const fn many(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "people",
        EntityKind::Politician => "politicians",
        EntityKind::Party => "parties",
        EntityKind::Organization => "organizations",
        EntityKind::Outlet => "news outlets",
        EntityKind::Country => "countries",
        EntityKind::Group => "groups",
        EntityKind::Topic => "topics",
        EntityKind::Event => "events",
        EntityKind::Work => "works",
    }
}

const fn many_sources(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Article => "articles",
        SourceKind::Post => "posts",
        SourceKind::Speech => "speeches",
        SourceKind::Interview => "interviews",
        SourceKind::Message => "messages",
        SourceKind::Letter => "letters",
        SourceKind::Document => "documents",
        SourceKind::Vote => "votes",
        SourceKind::Dataset => "datasets",
    }
}

fn title(source: SourceRef<'_>) -> String {
    source.title().map_or_else(|| source.id().to_owned(), |title| format!("“{title}”"))
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
