//! Hints about what is being written, and the codebook.

use super::{
    coded::{self, Name},
    desk::Workbench,
    draft::Draft,
    span,
};
use crate::{
    corpus::{Corpus, fold::fold, name::find_entity_by_whole_name, quotes::Quote, verb_meaning},
    model::{Date, DateExpression, Day, EntityIndex, Statement, Verb},
};
use serde::Serialize;

/// So many examples are given of each verb.
const MOST_EXAMPLES: usize = 2;

/// Something a person should know before saving.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hint {
    /// What it is about.
    pub kind: HintKind,
    /// It, in words.
    pub text: String,
    /// The statement that it points to.
    pub id: Option<String>,
}

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HintKind {
    /// The same words are the quote of another statement.
    SameQuote,
    /// The same holder and target have a statement from this source.
    SamePair,
    /// A statement of the same day has the opposite sign.
    OppositeSign,
    /// The date is after the publication of the source.
    AfterPublication,
}

/// A verb in the codebook.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// The verb.
    pub id: String,
    /// A polarity, or `ends`.
    pub effect: &'static str,
    /// Its strength.
    pub strength: f64,
    /// What it means, where that is known.
    pub meaning: Option<&'static str>,
    /// How many statements of the corpus have it.
    pub uses: usize,
    /// Statements of the corpus that have it.
    pub examples: Vec<Example>,
}

/// A statement as an example of its verb.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Whose stance.
    pub holder: Name,
    /// Towards whom.
    pub target: Name,
    /// The words.
    pub quote: Option<String>,
}

/// What is known so far of what is being written.
struct Known<'k> {
    corpus: &'k Corpus,
    /// The statement that is changed, which is no other one.
    own: Option<&'k str>,
    pair: Option<(EntityIndex, EntityIndex)>,
    sign: i8,
    date: Option<Date>,
}

impl Workbench {
    /// Hints about a draft, of a new statement or of one that is changed. What cannot be read yet gives none.
    pub fn hints(&mut self, text: &str, id: Option<&str>, draft: &Draft, today: Day) -> Vec<Hint> {
        self.refresh();
        let Self { shelf, reading, .. } = self;
        let corpus = &reading.corpus;
        let Some(shelved) = shelf.text(text) else { return Vec::new() };
        let source = corpus.sources.iter().find(|source| source.id.as_str() == text);
        let published = source.and_then(|source| source.published.clone());
        let entity = |typed: &str| find_entity_by_whole_name(corpus, typed.trim()).ok();
        let verbs = corpus.vocabulary.verbs();
        let verb = verbs.iter().find(|verb| fold(&verb.word) == fold(&draft.stance));
        let date = draft.on.trim().parse::<DateExpression>().ok().map(|date| date.date(today));
        let known = Known {
            corpus,
            own: id,
            pair: entity(&draft.holder).zip(entity(&draft.target)),
            sign: verb.map_or(0, |verb| verb.effect.sign()),
            date: date.clone().or_else(|| published.clone()),
        };
        let of_text: Vec<&Statement> = coded::of_source(corpus, text)
            .into_iter()
            .filter_map(|at| corpus.statements.get(at))
            .filter(|statement| known.is_other(statement))
            .collect();
        let mut hints = Vec::new();
        let all = shelved.as_str();
        let selected = draft.span.and_then(|(first, last)| {
            let units = &shelved.units;
            span::snapped(all, units.to_byte(all, first)..units.to_byte(all, last))
        });
        if let Some(selected) = selected {
            let has_place = |statement: &&&Statement| {
                let exact = statement.quote.as_deref().unwrap_or_default();
                let (prefix, suffix) = (statement.prefix.as_deref(), statement.suffix.as_deref());
                let found = shelved.find(Quote { exact, prefix, suffix });
                found.place.as_ref() == Some(&selected)
            };
            let same = of_text.iter().filter(has_place);
            hints.extend(same.map(|statement| {
                known.hint(HintKind::SameQuote, "these words are coded already", statement)
            }));
        }
        if known.pair.is_some() {
            let same = of_text.iter().filter(|statement| known.is_same_pair(statement));
            hints.extend(same.map(|statement| {
                known.hint(HintKind::SamePair, "this text has them already", statement)
            }));
        }
        hints.extend(known.opposite());
        if let (Some(date), Some(published)) = (date, published)
            && published.last() < date.first()
        {
            let text = format!("{date} is after the publication of the text ({published})");
            hints.push(Hint { kind: HintKind::AfterPublication, text, id: None });
        }
        // One statement is one hint: the first says most.
        let mut told: Vec<String> = Vec::new();
        hints.retain(|hint| match &hint.id {
            Some(id) if hint.kind != HintKind::OppositeSign && told.contains(id) => false,
            Some(id) => {
                told.push(id.clone());
                true
            }
            None => true,
        });
        hints
    }

    /// The verbs by what they do, the strongest first, with examples from the corpus.
    pub fn codebook(&self) -> Vec<Entry> {
        let corpus = &self.reading.corpus;
        let verbs = corpus.vocabulary.verbs();
        let mut uses: Vec<Vec<&Statement>> = vec![Vec::new(); verbs.len()];
        for statement in &corpus.statements {
            if let Some(uses) = uses.get_mut(statement.verb.position()) {
                uses.push(statement);
            }
        }
        let mut entries: Vec<(usize, &Verb, Vec<&Statement>)> = verbs
            .iter()
            .zip(uses)
            .map(|(verb, uses)| (verb.effect.position(), verb, uses))
            .collect();
        entries.sort_by(|a, b| {
            let strength = b.1.strength.value().total_cmp(&a.1.strength.value());
            a.0.cmp(&b.0).then(strength).then_with(|| a.1.word.cmp(&b.1.word))
        });
        let entry = |(_, verb, uses): (usize, &Verb, Vec<&Statement>)| Entry {
            id: verb.word.clone(),
            effect: verb.effect.word(),
            strength: verb.strength.value(),
            meaning: verb_meaning(&verb.word),
            uses: uses.len(),
            examples: examples(corpus, &uses),
        };
        entries.into_iter().map(entry).collect()
    }
}

/// Examples: those with a quote first.
fn examples(corpus: &Corpus, uses: &[&Statement]) -> Vec<Example> {
    let quoting = uses.iter().filter(|statement| statement.quote.is_some());
    let others = uses.iter().filter(|statement| statement.quote.is_none());
    let example = |statement: &&Statement| Example {
        holder: Name::of(corpus, statement.holder),
        target: Name::of(corpus, statement.target),
        quote: statement.quote.clone(),
    };
    quoting.chain(others).take(MOST_EXAMPLES).map(example).collect()
}

impl Known<'_> {
    fn is_other(&self, statement: &Statement) -> bool {
        self.own != Some(statement.id.as_str())
    }

    fn is_same_pair(&self, statement: &Statement) -> bool {
        self.pair == Some((statement.holder, statement.target))
    }

    /// The statements of the same pair and day with the opposite sign.
    fn opposite(&self) -> Vec<Hint> {
        let Some(date) = self.date.as_ref().filter(|date| date.bounds().is_one_day()) else {
            return Vec::new();
        };
        let is_opposite = |statement: &&Statement| {
            let sign = self.corpus.vocabulary.verb(statement.verb).effect.sign();
            self.is_other(statement)
                && self.is_same_pair(statement)
                && statement.claimed_by.is_none()
                && sign * self.sign < 0
                && statement.date.bounds() == date.bounds()
        };
        let opposite = self.corpus.statements.iter().filter(is_opposite);
        let label = "the opposite, on the same day";
        opposite.map(|statement| self.hint(HintKind::OppositeSign, label, statement)).collect()
    }

    fn hint(&self, kind: HintKind, label: &str, statement: &Statement) -> Hint {
        let name = |entity| &self.corpus.entity(entity).name;
        let verb = &self.corpus.vocabulary.verb(statement.verb).word;
        let source = &self.corpus.source(statement.source).id;
        let coder = statement.coder.as_ref().map(|coder| format!(", {coder}")).unwrap_or_default();
        let text = format!(
            "{label}: {} {verb} {} ({}, {source}{coder})",
            name(statement.holder),
            name(statement.target),
            statement.date
        );
        Hint { kind, text, id: Some(statement.id.to_string()) }
    }
}
