//! The vocabulary and the time zone in a store.

use crate::{
    model::{Effect, Strength, Verb, Vocabulary, Zone},
    storage::{
        bytes::damage::Damaged,
        column::{builder::Gather, numbers::Column, texts::Texts},
        section::{SectionReader, SectionWriter, Stored},
        table::columns,
    },
};
use std::io;

columns! {
    /// The verbs, sorted by word.
    struct Verbs {
        word: Texts,
        effect: Column<Effect>,
        strength: Column<f64>,
        /// The codes of CAMEO, with commas between them.
        cameo: Texts,
    }
}

impl Stored for Zone {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        if self.is_utc() { Ok(()) } else { Texts::gather([self.name()]).save(name, out) }
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let names = Texts::load(name, sections)?;
        let zone = (names.len() == 1).then(|| names.get(0).parse().ok()).flatten();
        zone.ok_or_else(|| sections.malformed(name))
    }
}

impl Stored for Vocabulary {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        let cameo: Vec<String> = self.verbs().iter().map(|verb| verb.cameo.join(",")).collect();
        let verbs = Verbs {
            word: Texts::gather(self.verbs().iter().map(|verb| verb.word.as_str())),
            effect: Column::gather(self.verbs().iter().map(|verb| verb.effect)),
            strength: Column::gather(self.verbs().iter().map(|verb| verb.strength.value())),
            cameo: Texts::gather(cameo.iter().map(String::as_str)),
        };
        verbs.save(name, out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let verbs = Verbs::load(name, sections)?;
        let verb = |row: usize| Verb {
            word: verbs.word.get(row).to_owned(),
            effect: verbs.effect.get(row),
            strength: Strength::new(verbs.strength.get(row)).unwrap_or(Strength::FULL),
            cameo: verbs
                .cameo
                .get(row)
                .split(',')
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
        };
        Ok(Self::new((0..verbs.word.len()).map(verb)))
    }
}
