//! The words of synthetic statements.

use super::Random;

pub(super) const POSITIVE: [&str; 8] =
    ["endorses", "supports", "supports", "praises", "praises", "defends", "thanks", "welcomes"];
pub(super) const NEGATIVE: [&str; 8] =
    ["condemns", "opposes", "opposes", "criticizes", "criticizes", "attacks", "rejects", "blames"];
pub(super) const COMMENTING: [&str; 2] = ["comments-on", "mentions"];
pub(super) const NAMES: [&str; 24] = [
    "Ada", "Bo", "Carla", "Dmitri", "Emeka", "Fatou", "Goran", "Hana", "Ines", "Jun", "Kofi",
    "Lena", "Moreau", "Novak", "Okafor", "Patel", "Quinn", "Ruiz", "Silva", "Tanaka", "Umar",
    "Vega", "Weiss", "Zoë",
];

const SYLLABLES: [&str; 32] = [
    "ba", "cor", "den", "el", "fa", "gra", "hi", "in", "ja", "kel", "lo", "mar", "ne", "or", "pa",
    "qui", "ra", "sen", "ta", "un", "ve", "wil", "xe", "yo", "za", "bré", "chi", "du", "ent",
    "fro", "gil", "ho",
];

/// A sentence of so many made-up words.
pub(super) fn sentence(random: &mut Random, n_words: u64) -> String {
    let mut out = String::new();
    for word in 0..n_words {
        for _ in 0..=random.below(3) {
            out.push_str(random.choose(&SYLLABLES));
        }
        let is_last = word + 1 == n_words;
        out.push_str(match random.below(12) {
            _ if is_last => ".",
            0 => ", ",
            1 => " – ",
            _ => " ",
        });
    }
    out
}
