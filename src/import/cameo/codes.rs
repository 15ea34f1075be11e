//! Which CAMEO code is which stance.

use crate::{
    import::verb,
    model::{Effect, Polarity, VerbIndex, Vocabulary},
};
use std::{collections::BTreeMap, fmt::Write as _};

/// Codes and the verbs they stand for. A code without one has that of the code above it: 1121 that of 112.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    verbs: BTreeMap<String, VerbIndex>,
}

impl Codes {
    /// Those that stand beside the verbs of a vocabulary, as far as they take a side: a meeting is none.
    pub fn of_vocabulary(vocabulary: &Vocabulary) -> Self {
        let sided = vocabulary
            .verbs()
            .iter()
            .filter(|verb| !matches!(verb.effect, Effect::Expresses(Polarity::Neutral)));
        let verbs = sided.flat_map(|verb| {
            let index = vocabulary.find(&verb.word);
            verb.cameo.iter().filter_map(move |code| Some((code.clone(), index?)))
        });
        Self { verbs: verbs.collect() }
    }

    /// Those of a table in RON: `{ "051": "praises", "112": "accuses" }`.
    pub fn from_ron(text: &str, vocabulary: &Vocabulary) -> Result<Self, String> {
        let words: BTreeMap<String, String> = ron::from_str(text)
            .map_err(|error| format!("line {}: {}", error.span.start.line, error.code))?;
        let verbs = words.into_iter().map(|(code, word)| {
            if code.is_empty() || !code.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(format!("`{code}` is no CAMEO code: it has digits only, as 051"));
            }
            let verb = verb(&word, vocabulary).map_err(|error| error.to_string())?;
            Ok((code, verb))
        });
        Ok(Self { verbs: verbs.collect::<Result<_, String>>()? })
    }

    /// As a table in RON, to be edited.
    pub fn to_ron(&self, vocabulary: &Vocabulary) -> String {
        let mut text =
            "// CAMEO codes that are stances; a longer code has the verb of its beginning.\n{\n"
                .to_owned();
        for (code, verb) in &self.verbs {
            let _ = writeln!(text, "    \"{code}\": \"{}\",", vocabulary.verb(*verb).word);
        }
        text + "}\n"
    }

    /// The verb of a code, if it is a stance.
    pub(super) fn verb(&self, code: &str) -> Option<VerbIndex> {
        /// The last of the twenty categories of CAMEO.
        const LAST_CATEGORY: u8 = 20;
        // Spreadsheets take codes for numbers and drop the zero in front: no code begins with 51.
        let category = code.get(..2).and_then(|category| category.parse::<u8>().ok())?;
        let padded = if category > LAST_CATEGORY { format!("0{code}") } else { code.to_owned() };
        (2..=padded.len()).rev().find_map(|end| self.verbs.get(padded.get(..end)?)).copied()
    }
}
