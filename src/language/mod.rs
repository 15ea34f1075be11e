//! The languages in which a page speaks: one table of messages for each, in a file that translators can edit.
//!
//! A message may have two forms with ` | ` between them, for one and for more, or for a whole day and for other dates; some are
//! lists. Values stand in braces. The scripts of the page read the same table (`phrase` in `words.js`).

mod dates;

use crate::model::{EntityKind, Polarity, UnknownWord, Verb};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap, fmt, str::FromStr, sync::OnceLock};

/// A language of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// English with every message in brackets, by which tests see what is no message.
    #[doc(hidden)]
    Marked,
}

impl Language {
    /// Every language, in order.
    pub const ALL: &'static [Self] = &[Self::English, Self::German, Self::French, Self::Spanish];
    /// The tag of every language, in the same order.
    pub const WORDS: &'static [&'static str] = &["en", "de", "fr", "es"];

    /// The tag of the language (BCP 47).
    pub const fn word(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Marked => "en-x-marked",
        }
    }

    /// Its messages.
    pub(crate) fn messages(self) -> &'static Messages {
        static TABLES: [OnceLock<Messages>; 5] = [const { OnceLock::new() }; 5];
        let [english, german, french, spanish, marked] = &TABLES;
        let (table, text) = match self {
            Self::English => (english, include_str!("en.ron")),
            Self::German => (german, include_str!("de.ron")),
            Self::French => (french, include_str!("fr.ron")),
            Self::Spanish => (spanish, include_str!("es.ron")),
            Self::Marked => (marked, include_str!("en.ron")),
        };
        table.get_or_init(|| Messages::read(self, text))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.word())
    }
}

impl FromStr for Language {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.iter().find(|it| it.word().eq_ignore_ascii_case(text)).copied();
        found.ok_or_else(|| UnknownWord { found: text.to_owned(), expected: Self::WORDS })
    }
}

impl TryFrom<String> for Language {
    type Error = UnknownWord;

    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.word().to_owned()
    }
}

/// Messages whose keys begin so are used by Rust alone.
const OF_RUST: [&str; 5] = ["verb.", "caption.", "where.", "front.", "drawn."];

/// The messages of a language.
#[derive(Debug)]
pub(crate) struct Messages {
    language: Language,
    table: BTreeMap<String, Message>,
}

/// A message as it is written, and its forms or the words of its list.
#[derive(Debug)]
struct Message {
    written: String,
    forms: Vec<String>,
}

impl From<String> for Message {
    fn from(written: String) -> Self {
        Self { forms: written.split(" | ").map(str::to_owned).collect(), written }
    }
}

impl Messages {
    fn read(language: Language, text: &str) -> Self {
        // A test reads every table.
        let mut table: BTreeMap<String, String> = ron::from_str(text).unwrap_or_default();
        if language == Language::Marked {
            let is_format = |key: &str| key.starts_with("number.") || key == "quote-marks";
            for (_, message) in table.iter_mut().filter(|(key, _)| !is_format(key)) {
                let forms: Vec<String> = message.split(" | ").map(|it| format!("⟦{it}⟧")).collect();
                *message = forms.join(" | ");
            }
        }
        let table = table.into_iter().map(|(key, message)| (key, message.into())).collect();
        Self { language, table }
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The messages that the scripts of the page use.
    pub(crate) fn of_page(&self) -> BTreeMap<&str, &str> {
        let messages = self.table.iter();
        let messages = messages.map(|(key, message)| (key.as_str(), message.written.as_str()));
        messages.filter(|(key, _)| !OF_RUST.iter().any(|prefix| key.starts_with(prefix))).collect()
    }

    /// A message without values.
    pub(crate) fn text<'m>(&'m self, key: &'m str) -> &'m str {
        self.table.get(key).map_or(key, |message| &message.written)
    }

    /// The word of a list at a position, or a form of a message.
    fn listed(&self, key: &str, position: usize) -> Option<&str> {
        self.table.get(key)?.forms.get(position).map(String::as_str)
    }

    /// A message in its first form with values in place of their names.
    pub(crate) fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.in_form(key, 0, values)
    }

    /// A message in the form for a number, which is its value `n`.
    pub(crate) fn count(&self, key: &str, number: usize, values: &[(&str, &str)]) -> String {
        let is_one = self.text("number.one").split(' ').any(|one| one == number.to_string());
        let digits = self.digits(number);
        let values = [&[("n", digits.as_str())], values].concat();
        self.in_form(key, usize::from(!is_one), &values)
    }

    fn in_form(&self, key: &str, form: usize, values: &[(&str, &str)]) -> String {
        let message = self.listed(key, form).or_else(|| self.listed(key, 0)).unwrap_or(key);
        let mut pieces = message.split('{');
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
            filled +=
                values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
            filled += rest;
        }
        filled
    }

    /// A whole number in digits, in groups.
    pub(crate) fn digits(&self, number: usize) -> String {
        let digits = number.to_string();
        let least = self.text("number.least").parse().unwrap_or(usize::MAX);
        if digits.len() < least {
            return digits;
        }
        let groups: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        groups.join(self.text("number.group"))
    }

    /// A number with as many digits as it needs.
    pub(crate) fn decimal(&self, number: f64) -> String {
        number.to_string().replace('.', self.text("number.point"))
    }

    /// What a polarity is called.
    pub(crate) fn polarity(&self, polarity: Polarity) -> &str {
        let key = match polarity {
            Polarity::Positive => "polarity.positive",
            Polarity::Negative => "polarity.negative",
            Polarity::Mixed => "polarity.mixed",
            Polarity::Neutral => "polarity.neutral",
        };
        self.text(key)
    }

    /// What the effect of a verb is called: a polarity, or an end.
    pub(crate) fn effect<'m>(&'m self, word: &'m str) -> &'m str {
        let polarity = Polarity::ALL.iter().find(|polarity| polarity.word() == word);
        polarity.map_or_else(|| self.text("polarity.ends"), |polarity| self.polarity(*polarity))
    }

    /// A text in quotation marks.
    pub(crate) fn quoted(&self, text: &str) -> String {
        let [open, close] = [0, 1].map(|at| self.listed("quote-marks", at).unwrap_or_default());
        format!("{open}{text}{close}")
    }

    /// What a verb is called between a holder and a target of this kind; what a corpus calls it goes first.
    pub(crate) fn label<'v>(&'v self, verb: &'v Verb, target: EntityKind) -> Cow<'v, str> {
        let is_thing = matches!(target, EntityKind::Topic | EntityKind::Event | EntityKind::Work);
        self.label_in_form(verb, usize::from(is_thing))
    }

    /// What a verb is called before somebody, and before a thing if that is another word.
    pub(crate) fn labels<'v>(&'v self, verb: &'v Verb) -> (Cow<'v, str>, Option<Cow<'v, str>>) {
        let [first, of_things] = [0, 1].map(|form| self.label_in_form(verb, form));
        let is_other = first != of_things;
        (first, is_other.then_some(of_things))
    }

    fn label_in_form<'v>(&'v self, verb: &'v Verb, form: usize) -> Cow<'v, str> {
        let key = format!("verb.{}", verb.word);
        let label = || self.listed(&key, form).or_else(|| self.listed(&key, 0)).map(Cow::Borrowed);
        let own = if verb.label.is_some() { None } else { label() };
        own.unwrap_or_else(|| verb.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn numbers_and_plurals_are_those_of_the_language() {
        let say = |language: Language, number: usize| {
            language.messages().count("n.statements", number, &[])
        };
        assert_eq!(say(Language::English, 1), "1 statement");
        assert_eq!(say(Language::English, 0), "0 statements");
        assert_eq!(say(Language::English, 1_234_567), "1,234,567 statements");
        assert_eq!(say(Language::German, 12_345), "12.345 Aussagen");
        assert_eq!(say(Language::French, 0), "0 déclaration");
        assert_eq!(say(Language::French, 1000), "1\u{202f}000 déclarations");
        assert_eq!(say(Language::Spanish, 1000), "1000 declaraciones");
        assert_eq!(say(Language::Spanish, 10_000), "10.000 declaraciones");
        assert_eq!(Language::French.messages().decimal(0.8), "0,8");
    }

    #[test]
    fn dates_are_those_of_the_language() {
        let day = Day::from_civil(2018, 4, 1);
        for (language, words, short) in [
            (Language::English, "1 April 2018", "1 Apr 2018"),
            (Language::German, "1. April 2018", "1. Apr. 2018"),
            (Language::French, "1er avril 2018", "1er avr. 2018"),
            (Language::Spanish, "1 de abril de 2018", "1 abr 2018"),
        ] {
            let messages = language.messages();
            assert_eq!((&*messages.day(day), &*messages.short_day(day)), (words, short));
            assert_eq!(messages.date("2018-04-01"), words);
        }
        for (written, german, french, spanish) in [
            ("2018-21", "Frühling 2018", "printemps 2018", "primavera de 2018"),
            ("201X", "2010er-Jahre", "années 2010", "años 2010"),
            ("2018-04~", "um April 2018", "vers avril 2018", "hacia abril de 2018"),
            (
                "2018-04-25/..",
                "seit dem 25. April 2018",
                "depuis le 25 avril 2018",
                "desde el 25 de abril de 2018",
            ),
            ("../2018-04", "bis April 2018", "jusqu’en avril 2018", "hasta abril de 2018"),
            (
                "2018-04-25?",
                "25. April 2018, unsicher",
                "25 avril 2018, incertain",
                "25 de abril de 2018, incierto",
            ),
        ] {
            let of = |language: Language| language.messages().date(written);
            assert_eq!(of(Language::German), german);
            assert_eq!(of(Language::French), french);
            assert_eq!(of(Language::Spanish), spanish);
        }
    }

    #[test]
    fn languages_have_tags() {
        assert_eq!("DE".parse(), Ok(Language::German));
        let error = "it".parse::<Language>().unwrap_err().to_string();
        assert_eq!(error, "`it` is not one of en, de, fr, es");
        let words: Vec<&str> = Language::ALL.iter().map(|it| it.word()).collect();
        assert_eq!(words, Language::WORDS);
    }
}
