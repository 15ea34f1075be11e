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

/// The labels of verbs; they are in no file of a vocabulary that has none.
fn labels_name(name: &str) -> String {
    format!("{name}.labels")
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
        verbs.save(name, out)?;
        if self.verbs().iter().all(|verb| verb.label.is_none()) {
            return Ok(());
        }
        let labels = self.verbs().iter().map(|verb| verb.label.as_deref().unwrap_or_default());
        Texts::gather(labels).save(&labels_name(name), out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let verbs = Verbs::load(name, sections)?;
        let name = labels_name(name);
        let labels = if sections.has(&name) { Some(Texts::load(&name, sections)?) } else { None };
        let label = |row: usize| {
            let label = labels.as_ref()?.get(row);
            (!label.is_empty()).then(|| label.to_owned())
        };
        let verb = |row: usize| Verb {
            label: label(row),
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
