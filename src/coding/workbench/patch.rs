//! Changes of a file that can be taken back, also after somebody else changed the file elsewhere.

/// So many bytes around a change tell its place again in a text that has changed.
const CONTEXT: usize = 120;

/// One change: what stands at a byte, and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hunk {
    at: usize,
    before: String,
    old: String,
    new: String,
    after: String,
}

impl Hunk {
    /// The change between two texts; none between equal ones.
    fn between(old: &str, new: &str) -> Option<Self> {
        if old == new {
            return None;
        }
        let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let start = old.floor_char_boundary(same).min(new.floor_char_boundary(same));
        let most = old.len().min(new.len()) - start;
        let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
        let end = same.min(most);
        // Both ends are at the same distance from the end, and the bytes behind are equal.
        let end = old.len() - old.ceil_char_boundary(old.len() - end);
        let first = old.floor_char_boundary(start.saturating_sub(CONTEXT));
        let last = old.ceil_char_boundary((old.len() - end + CONTEXT).min(old.len()));
        let part =
            |text: &str, from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        Some(Self {
            at: start,
            before: part(old, first, start),
            old: part(old, start, old.len() - end),
            new: part(new, start, new.len() - end),
            after: part(old, old.len() - end, last),
        })
    }

    fn inverse(&self) -> Self {
        Self { old: self.new.clone(), new: self.old.clone(), ..self.clone() }
    }

    /// Where it applies: at its place, else where the words around it stand once, else where a record that it removes
    /// does.
    fn place(&self, text: &str) -> Option<usize> {
        /// Shorter texts may stand anywhere by chance.
        const SHORTEST: usize = 40;
        let here = text.get(self.at..).unwrap_or_default();
        let is_here =
            here.strip_prefix(&self.old).is_some_and(|rest| rest.starts_with(&self.after))
                && text.get(..self.at).is_some_and(|text| text.ends_with(&self.before));
        if is_here {
            return Some(self.at);
        }
        let Self { before, old, after, .. } = self;
        let mut around = vec![(format!("{before}{old}{after}"), before.len())];
        if before.len() + old.len() >= SHORTEST {
            around.push((format!("{before}{old}"), before.len()));
        }
        if old.len() + after.len() >= SHORTEST {
            around.push((format!("{old}{after}"), 0));
        }
        if old.len() >= SHORTEST {
            around.push((old.clone(), 0));
        }
        around.iter().find_map(|(wanted, skipped)| Some(once(text, wanted)? + skipped))
    }
}

/// Where words stand, if they stand once.
fn once(text: &str, words: &str) -> Option<usize> {
    let mut places = text.match_indices(words).map(|(at, _)| at);
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

/// Changes of one text, one after another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Patch(Vec<Hunk>);

/// A change that does not apply: what should stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// What the change takes away.
    pub(super) old: String,
    /// What it would put there.
    pub(super) new: String,
    /// What stands around its place now.
    pub(super) now: String,
}

impl Patch {
    /// The changes from a text through each of these.
    pub(super) fn through(text: &str, stages: &[String]) -> Self {
        let before = std::iter::once(text).chain(stages.iter().map(String::as_str));
        let pairs = before.zip(stages);
        Self(pairs.filter_map(|(old, new)| Hunk::between(old, new)).collect())
    }

    /// What takes these changes back.
    pub(super) fn inverse(&self) -> Self {
        Self(self.0.iter().rev().map(Hunk::inverse).collect())
    }

    /// The text with the changes.
    pub(super) fn apply(&self, text: &str) -> Result<String, Misfit> {
        let mut text = text.to_owned();
        for hunk in &self.0 {
            let Some(at) = hunk.place(&text) else {
                let start = text.floor_char_boundary(hunk.at.saturating_sub(CONTEXT));
                let end =
                    text.ceil_char_boundary((hunk.at + hunk.old.len() + CONTEXT).min(text.len()));
                let now = text.get(start..end).unwrap_or_default().to_owned();
                return Err(Misfit { old: hunk.old.clone(), new: hunk.new.clone(), now });
            };
            text.replace_range(at..at + hunk.old.len(), &hunk.new);
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_changed_can_be_taken_back(texts in prop::collection::vec("[ab(é🦊\n]{0,12}", 2..5)) {
            let patch = Patch::through(&texts[0], &texts[1..]);
            prop_assert_eq!(patch.apply(&texts[0]).ok(), texts.last().cloned());
            prop_assert_eq!(patch.inverse().apply(&texts[texts.len() - 1]).ok(), texts.first().cloned());
        }
    }

    #[test]
    fn a_change_finds_its_place_again() {
        let record = "    (holder: \"ann\", stance: \"praises\", target: \"bikes\"),\n";
        let old = "Corpus(\n  statements: [\n  ],\n)\n";
        let new = old.replace("[\n", &format!("[\n{record}"));
        let patch = Patch::through(old, std::slice::from_ref(&new));
        let longer = format!("// A comment above.\n{new}");
        assert_eq!(patch.inverse().apply(&longer).unwrap(), format!("// A comment above.\n{old}"));
        let beside = new.replace(record, &format!("{record}    (holder: \"bo\"),\n"));
        let without = patch.inverse().apply(&beside).unwrap();
        assert_eq!(without, old.replace("[\n", "[\n    (holder: \"bo\"),\n"));
        let changed = new.replace("praises", "thanks");
        let misfit = patch.inverse().apply(&changed).unwrap_err();
        assert!(misfit.old.contains("praises") && misfit.now.contains("thanks"), "{misfit:?}");
    }
}
