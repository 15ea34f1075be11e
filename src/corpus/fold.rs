//! The forms in which names are compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The form that decides which names are one entity: compatibility-composed (NFKC), case folded, white space
/// collapsed, invisible characters dropped.
pub fn identity(name: &str) -> String {
    if is_collapsed(name) {
        return name.to_ascii_lowercase();
    }
    if name.is_ascii() {
        return collapsed(name.to_ascii_lowercase().chars().filter(|c| !is_invisible(*c)));
    }
    // Some letters have no single small form: those of `ß` and `SS` agree only after a round through capitals.
    let visible = name.nfkc().filter(|c| !is_invisible(*c));
    let small = visible.flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    collapsed(small.flat_map(char::to_lowercase).nfkc())
}

/// The form in which a typed name is looked up: as [`identity`], and without accents.
pub fn fold(name: &str) -> String {
    let identity = identity(name);
    if identity.is_ascii() {
        return identity;
    }
    collapsed(identity.nfkd().filter(|c| !is_combining_mark(*c)))
}

/// Whether a text has only letters, digits, marks and single spaces of ASCII, and none around it.
fn is_collapsed(text: &str) -> bool {
    let mut before = b' ';
    let mut is_collapsed = true;
    for byte in text.bytes() {
        is_collapsed &= byte.is_ascii_graphic() || (byte == b' ' && before != b' ');
        before = byte;
    }
    is_collapsed && before != b' '
}

/// Text with one space for each run of white space, and none around it.
fn collapsed(text: impl Iterator<Item = char>) -> String {
    let mut collapsed = String::new();
    let mut is_between = false;
    for c in text {
        if c.is_whitespace() {
            is_between = !collapsed.is_empty();
        } else {
            if std::mem::take(&mut is_between) {
                collapsed.push(' ');
            }
            collapsed.push(c);
        }
    }
    collapsed
}

/// Whether nothing is seen of a character, though it is no white space: zero-width and soft characters, marks of
/// direction and order, controls.
pub fn is_invisible(c: char) -> bool {
    if c.is_ascii_graphic() || c == ' ' {
        return false;
    }
    let is_control = c.is_control() && !c.is_whitespace();
    is_control
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::{collapsed, fold, identity, is_invisible};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_names_are_as_when_every_letter_is_looked_at(name in "[aZ0 .\\t\\n\u{1}\u{7f}-]{0,9}") {
            let visible = name.chars().filter(|c| !is_invisible(*c));
            prop_assert_eq!(identity(&name), collapsed(visible).to_ascii_lowercase());
        }
    }

    #[test]
    fn case_and_accents_do_not_matter_to_a_look_up() {
        assert_eq!(fold("ZOË  Wanamaker"), fold("zoe wanamaker"));
        assert_eq!(fold("Ｙｅ"), "ye");
        assert_ne!(fold("毛澤東"), fold("毛"));
    }

    #[test]
    fn what_the_eye_cannot_tell_apart_is_one_entity() {
        for (one, other) in [
            ("Ada\u{200b} Lovelace", "ada  lovelace "),
            ("\u{feff}Ada", "Ada"),
            ("Zoe\u{308}", "Zoë"),
            ("Straße", "STRASSE"),
            ("Ada\u{a0}Bor", "Ada Bor"),
            ("ﬁrst", "First"),
        ] {
            assert_eq!(identity(one), identity(other), "{one:?} {other:?}");
        }
        assert_ne!(identity("José"), identity("Jose"), "an accent may be all that differs");
    }
}
