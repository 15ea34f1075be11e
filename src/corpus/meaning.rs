//! What verbs of the shipped vocabulary mean.

use std::{collections::BTreeMap, sync::LazyLock};

/// What a verb of the shipped vocabulary means, as the comment beside it says; nothing for the verbs whose words
/// say it, and for those of a corpus.
pub(crate) fn verb_meaning(verb: &str) -> Option<&'static str> {
    static MEANINGS: LazyLock<BTreeMap<&str, &str>> =
        LazyLock::new(|| meanings(include_str!("vocabulary.ron")));
    MEANINGS.get(verb).copied()
}

/// The comments behind records. A record of several lines has its comment on the last one.
fn meanings(vocabulary: &str) -> BTreeMap<&str, &str> {
    let mut meanings = BTreeMap::new();
    let mut verb = None;
    for line in vocabulary.lines() {
        if let Some(rest) = line.trim_start().strip_prefix("(verb: \"") {
            verb = rest.split('"').next();
        }
        if let (Some(verb), Some((_, meaning))) = (verb, line.split_once("), // ")) {
            meanings.insert(verb, meaning.trim());
        }
    }
    meanings
}

#[cfg(test)]
mod tests {
    use super::verb_meaning;

    #[test]
    fn comments_say_what_verbs_mean() {
        assert_eq!(verb_meaning("criticizes"), Some("finds fault, with a reason"));
        assert_eq!(verb_meaning("threatens"), Some("announces harm if …"));
        assert_eq!(verb_meaning("forgives"), None);
        assert_eq!(verb_meaning("mentions"), None);
    }
}
