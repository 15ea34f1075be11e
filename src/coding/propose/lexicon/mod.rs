//! The words by which English is read: written as RON, indexed by their forms.

pub(super) mod everyday;
pub(super) mod forms;
pub(super) mod words;

use hashbrown::{HashMap, HashSet};

use std::sync::LazyLock;

use serde::Deserialize;

use self::forms::{Form, forms};

/// A lexicon as it is written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Lexicon")]
pub struct Written {
    speech: Vec<String>,
    weak_speech: Vec<String>,
    describing: Vec<String>,
    messages: Vec<String>,
    stances: Vec<Words>,
    avowed: Vec<Words>,
    nouns: Vec<Words>,
    light: Vec<String>,
    receiving: Vec<String>,
    receiving_nouns: Vec<Words>,
    refusing: Vec<String>,
    avoiding: Vec<String>,
    affirming: Vec<String>,
    judged: Vec<Words>,
    siding: Vec<String>,
    leaning: Vec<String>,
    leaning_nouns: Vec<String>,
    misdeeds: Vec<String>,
    duties: Vec<String>,
    merits: Vec<String>,
    persons: Vec<String>,
    female: Vec<String>,
    male: Vec<String>,
    groups: Vec<String>,
    titles: Vec<String>,
    mister: Vec<String>,
    miss: Vec<String>,
    bodies: Vec<String>,
    things: Vec<String>,
    platforms: Vec<String>,
    countries: Vec<String>,
    given_female: Vec<String>,
    given_male: Vec<String>,
    page_labels: Vec<String>,
    page_words: Vec<String>,
}

impl Written {
    /// The verbs of the vocabulary that it leads to.
    pub fn verbs(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.stances, &self.avowed, &self.nouns, &self.receiving_nouns, &self.judged];
        lists
            .into_iter()
            .flatten()
            .flat_map(|words| [Some(words.verb.as_str()), words.negated.as_deref()])
            .flatten()
    }
}

impl Written {
    /// Verbs of the vocabulary, each with an expression that leads to it.
    pub(super) fn expressions(&self) -> impl Iterator<Item = (&str, &str)> {
        let lists = [&self.stances, &self.avowed, &self.nouns, &self.receiving_nouns];
        let words = lists.into_iter().flatten();
        words.flat_map(|words| words.written.iter().map(|it| (words.verb.as_str(), it.as_str())))
    }
}

impl Written {
    /// The expressions that lead to a verb, each in its first form: `stand by`.
    pub fn words_of(&self, verb: &str) -> Vec<String> {
        let written = self.expressions().filter(|(of, _)| *of == verb).map(|(_, written)| written);
        let first_form = |written: &str| {
            let words: Vec<&str> = written
                .split(' ')
                .map(|word| word.split_once('/').map_or(word, |(first, _)| first))
                .collect();
            words.join(" ").replace('*', "")
        };
        let mut words: Vec<String> = Vec::new();
        for word in written.map(first_form) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }
}

/// Everyday words for a verb of the vocabulary.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Words {
    /// The verb of the vocabulary.
    verb: String,
    /// The words.
    #[serde(rename = "words")]
    written: Vec<String>,
    /// The verb that `does not …` and `refused to …` come to.
    negated: Option<String>,
    /// Whether it is offered rather than proposed: the words are used in other senses too.
    weak: bool,
}

/// What an expression of the lexicon says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sense {
    /// The verb of the vocabulary.
    pub(crate) verb: String,
    /// The verb that its negation comes to.
    pub(crate) negated: Option<String>,
    /// Whether it is only offered.
    pub(crate) weak: bool,
}

/// An expression that a verb begins: the form found, and the words that have to follow.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The form of the first word.
    pub(crate) form: Form,
    /// The words after it.
    pub(crate) rest: Vec<String>,
    /// What it says; none where the list itself says it.
    pub(crate) sense: Option<usize>,
}

/// Expressions by their first word, the longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verbs(HashMap<String, Vec<Entry>>);

impl Verbs {
    fn add(&mut self, written: &str, sense: Option<usize>) {
        let mut words = written.split_whitespace();
        let first = words.next().unwrap_or_default();
        let rest: Vec<String> = words.map(str::to_owned).collect();
        for (word, form) in forms(first) {
            let entries = self.0.entry(word).or_default();
            let at = entries.iter().take_while(|entry| entry.rest.len() >= rest.len()).count();
            entries.insert(at, Entry { form, rest: rest.clone(), sense });
        }
    }

    fn of(words: &[String]) -> Self {
        let mut verbs = Self::default();
        for written in words {
            verbs.add(written, None);
        }
        verbs
    }

    /// The expressions that begin with a word.
    pub(crate) fn starting(&self, word: &str) -> &[Entry] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether a word is a form of a verb that begins an expression.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }
}

/// Expressions of plain words by their first word, the longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases(HashMap<String, Vec<(Vec<String>, usize)>>);

impl Phrases {
    fn add(&mut self, written: &str, sense: usize) {
        let mut words = written.split_whitespace();
        let first = words.next().unwrap_or_default().to_owned();
        let rest: Vec<String> = words.map(str::to_owned).collect();
        let known = self.0.entry(first).or_default();
        let at = known.iter().take_while(|entry| entry.0.len() >= rest.len()).count();
        known.insert(at, (rest, sense));
    }

    /// The expressions that begin with a word: the words that follow, and what they say.
    pub(crate) fn starting(&self, word: &str) -> &[(Vec<String>, usize)] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }
}

/// A lexicon, indexed.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    senses: Vec<Sense>,
    /// Past forms of its verbs.
    pub(crate) pasts: HashSet<String>,
    /// Verbs that attribute words.
    pub(crate) speech: Verbs,
    /// Of these, the ones with other common senses.
    pub(crate) weak_speech: HashSet<String>,
    /// Verbs that give a description.
    pub(crate) describing: Verbs,
    /// Verbs that state a stance.
    pub(crate) stances: Verbs,
    /// The same in the first person.
    pub(crate) avowed: Verbs,
    /// Nouns that state a stance.
    pub(crate) nouns: Phrases,
    /// Verbs that make an act of such a noun.
    pub(crate) light: Verbs,
    /// Verbs by which the subject receives it.
    pub(crate) receiving: Verbs,
    /// Nouns of what is received.
    pub(crate) receiving_nouns: Phrases,
    /// `refused to`.
    pub(crate) refusing: Verbs,
    /// `stopped short of`.
    pub(crate) avoiding: Verbs,
    /// `continued to`.
    pub(crate) affirming: Verbs,
    /// Verbs of those who take sides, with what has to follow: offered, without a verb of the vocabulary.
    pub(crate) siding: Verbs,
    /// Verbs of those who take sides, too loose for a verb of the vocabulary.
    pub(crate) leaning: Verbs,
    /// Nouns of the same.
    pub(crate) leaning_nouns: HashSet<String>,
    /// What somebody is said to be.
    pub(crate) judged: Phrases,
    /// What somebody is said to have done wrong.
    pub(crate) misdeeds: Verbs,
    /// What somebody is said to have to do.
    pub(crate) duties: Verbs,
    /// What somebody is said to have done well.
    pub(crate) merits: Verbs,
    /// Nouns of what is said or written.
    pub(crate) messages: HashSet<String>,
    /// Nouns of one person.
    pub(crate) persons: HashSet<String>,
    /// Nouns of women.
    pub(crate) female: HashSet<String>,
    /// Nouns of men.
    pub(crate) male: HashSet<String>,
    /// Nouns of many people.
    pub(crate) groups: HashSet<String>,
    /// Titles before names.
    pub(crate) titles: HashSet<String>,
    /// Titles of men.
    pub(crate) mister: HashSet<String>,
    /// Titles of women.
    pub(crate) miss: HashSet<String>,
    /// Words of the names of bodies.
    pub(crate) bodies: HashSet<String>,
    /// Words of the names of places, works and events.
    pub(crate) things: HashSet<String>,
    /// Names of places where things are said.
    pub(crate) platforms: HashSet<String>,
    /// Names of countries and the like, of one word.
    pub(crate) countries: HashSet<String>,
    /// Given names of women.
    pub(crate) given_female: HashSet<String>,
    /// Given names of men.
    pub(crate) given_male: HashSet<String>,
    /// Labels of headlines inside a page.
    pub(crate) page_labels: Vec<String>,
    /// Words of a page that are no text.
    pub(crate) page_words: Vec<String>,
}

impl Lexicon {
    /// Indexes lexicons, the later ones as additions to the earlier ones.
    pub(crate) fn new(written: impl IntoIterator<Item = Written>) -> Self {
        let mut lexicon = Self::default();
        written.into_iter().for_each(|more| lexicon.add(more));
        lexicon.pasts = lexicon.past_forms();
        lexicon
    }

    /// Past forms of its verbs that are no first forms as well.
    fn past_forms(&self) -> HashSet<String> {
        let lists = [
            &self.speech,
            &self.stances,
            &self.light,
            &self.receiving,
            &self.leaning,
            &self.siding,
        ];
        let is_past = |entries: &[Entry]| {
            let past =
                |form| matches!(form, Form::Past | Form::PastOrParticiple | Form::Participle);
            entries.iter().any(|e| past(e.form)) && !entries.iter().any(|e| e.form == Form::Base)
        };
        let all = lists.iter().flat_map(|verbs| &verbs.0);
        all.filter(|(_, entries)| is_past(entries)).map(|(word, _)| word.clone()).collect()
    }

    /// The lexicon that ships with the program, with others as additions.
    pub fn with(added: impl IntoIterator<Item = Written>) -> Self {
        static SHIPPED: LazyLock<Written> = LazyLock::new(|| parse(DEFAULT).unwrap_or_default());
        Self::new(std::iter::once(SHIPPED.clone()).chain(added))
    }

    /// What an expression says.
    pub(crate) fn sense(&self, index: usize) -> Option<&Sense> {
        self.senses.get(index)
    }

    fn add(&mut self, more: Written) {
        for words in &more.stances {
            let sense = self.keep(words);
            words.written.iter().for_each(|written| self.stances.add(written, Some(sense)));
        }
        for words in &more.avowed {
            let sense = self.keep(words);
            words.written.iter().for_each(|written| self.avowed.add(written, Some(sense)));
        }
        for words in &more.nouns {
            let sense = self.keep(words);
            words.written.iter().for_each(|written| self.nouns.add(written, sense));
        }
        for words in &more.receiving_nouns {
            let sense = self.keep(words);
            words.written.iter().for_each(|written| self.receiving_nouns.add(written, sense));
        }
        for words in &more.judged {
            let sense = self.keep(words);
            words.written.iter().for_each(|written| self.judged.add(written, sense));
        }
        let verbs: [(&mut Verbs, &[String]); 11] = [
            (&mut self.speech, &more.speech),
            (&mut self.describing, &more.describing),
            (&mut self.light, &more.light),
            (&mut self.receiving, &more.receiving),
            (&mut self.refusing, &more.refusing),
            (&mut self.avoiding, &more.avoiding),
            (&mut self.affirming, &more.affirming),
            (&mut self.duties, &more.duties),
            (&mut self.merits, &more.merits),
            (&mut self.leaning, &more.leaning),
            (&mut self.siding, &more.siding),
        ];
        for (verbs, words) in verbs {
            for written in words {
                verbs.add(written, None);
            }
        }
        more.misdeeds.iter().for_each(|written| self.misdeeds.add(written, None));
        self.weak_speech.extend(
            more.weak_speech
                .iter()
                .flat_map(|word| Verbs::of(std::slice::from_ref(word)).0.into_keys()),
        );
        self.add_words(more);
    }

    fn add_words(&mut self, more: Written) {
        let sets: [(&mut HashSet<String>, Vec<String>); 15] = [
            (&mut self.messages, more.messages),
            (&mut self.leaning_nouns, more.leaning_nouns),
            (&mut self.persons, more.persons),
            (&mut self.female, more.female),
            (&mut self.male, more.male),
            (&mut self.groups, more.groups),
            (&mut self.titles, more.titles),
            (&mut self.mister, more.mister),
            (&mut self.miss, more.miss),
            (&mut self.bodies, more.bodies),
            (&mut self.things, more.things),
            (&mut self.platforms, more.platforms),
            (&mut self.countries, more.countries),
            (&mut self.given_female, more.given_female),
            (&mut self.given_male, more.given_male),
        ];
        for (set, words) in sets {
            set.extend(words);
        }
        self.page_labels.extend(more.page_labels);
        self.page_words.extend(more.page_words);
    }

    fn keep(&mut self, words: &Words) -> usize {
        self.senses.push(Sense {
            verb: words.verb.clone(),
            negated: words.negated.clone(),
            weak: words.weak,
        });
        self.senses.len() - 1
    }
}

/// The lexicon that ships with the program, as it is written.
pub(crate) const DEFAULT: &str = include_str!("../../lexicon.ron");

/// Reads a lexicon written as RON.
pub fn parse(text: &str) -> Result<Written, ron::error::SpannedError> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
}
