//! `verbs`: the vocabulary, and the verbs for everyday words.

use super::{
    Answer, Cell, Column, Document, Summary, Tone, ViewFacts, document, rows::polarity_cell,
};
use crate::{
    coding::propose::{Everyday, Written},
    corpus::{find_verb, fold::fold, verb_meaning},
    model::{Effect, Verb, Vocabulary},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A verb.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct VerbRow {
    /// The verb.
    pub verb: String,
    /// Its polarity, or `ends`.
    #[schemars(extend("enum" = Effect::WORDS))]
    pub polarity: &'static str,
    /// Its strength.
    pub strength: f64,
    /// What it means, where its word does not say it.
    pub meaning: Option<&'static str>,
    /// Everyday words that lead to it.
    pub words: Vec<String>,
}

/// The verbs of a vocabulary by sign and strength; or those that a word means: the verb itself, those that everyday words
/// lead to, and those that hold the word.
pub fn verb_rows(
    vocabulary: &Vocabulary,
    lexicon: &Written,
    everyday: &Everyday,
    word: Option<&str>,
) -> Vec<VerbRow> {
    let row = |verb: &Verb| VerbRow {
        verb: verb.word.clone(),
        polarity: verb.effect.word(),
        strength: verb.strength.value(),
        meaning: verb_meaning(&verb.word),
        words: lexicon.words_of(&verb.word),
    };
    let mut all: Vec<&Verb> = vocabulary.verbs().iter().collect();
    all.sort_by(|a, b| {
        let sign = a.effect.position().cmp(&b.effect.position());
        sign.then(b.strength.value().total_cmp(&a.strength.value()))
    });
    let Some(word) = word else { return all.into_iter().map(row).collect() };
    let mut found: Vec<&Verb> = Vec::new();
    let mut add = |verb: &str| {
        let verb = vocabulary.find(verb).map(|index| vocabulary.verb(index));
        found.extend(verb.filter(|verb| found.iter().all(|it| it.word != verb.word)));
    };
    match find_verb(vocabulary, word) {
        Ok(exact) => add(&vocabulary.verb(exact).word),
        Err(_) => everyday.verbs(word).into_iter().for_each(&mut add),
    }
    let part = fold(word).replace(' ', "-");
    all.iter().filter(|verb| verb.word.contains(&part)).for_each(|verb| add(&verb.word));
    found.into_iter().map(row).collect()
}

/// As many words as anybody reads.
fn some(words: &[String]) -> String {
    const MOST: usize = 8;
    let more = if words.len() > MOST { ", …" } else { "" };
    format!("{}{more}", words.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// Verbs, of the whole vocabulary or for a word.
pub fn verbs<'g>(rows: Vec<VerbRow>, word: Option<String>) -> Answer<'g, VerbRow> {
    Answer {
        command: "verbs",
        view: ViewFacts::default(),
        summary: Summary::new(),
        rows,
        document: Box::new(move |rows: &[VerbRow]| {
            let title = match &word {
                Some(word) => format!("Verbs for “{word}”"),
                None => "The vocabulary".to_owned(),
            };
            let mut document = Document::titled(&title, "sign, strength, meaning, everyday words");
            let columns = [
                Column::new("VERB"),
                Column::new("SIGN"),
                Column::number("STRENGTH"),
                Column::wrapped("MEANING"),
                Column::wrapped("EVERYDAY WORDS"),
            ];
            let cells = rows.iter().map(|row| {
                vec![
                    Cell::plain(&row.verb),
                    polarity_cell(row.polarity, row.polarity),
                    Cell::plain(row.strength.to_string()),
                    Cell::plain(row.meaning.unwrap_or_default()),
                    Cell::toned(some(&row.words), Tone::Dim),
                ]
            });
            let none = "No verb; `stance verbs` lists all of them.";
            document.table(&columns, cells.collect(), none);
            if !rows.is_empty() {
                document.space();
                document.line(document::count(rows.len(), "verb", "verbs"), Tone::Dim);
            }
            document
        }),
    }
}
