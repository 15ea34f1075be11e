//! The one form in which texts are kept.

use unicode_normalization::UnicodeNormalization;

/// A text as it is kept: NFC; lines end with `\n`; every other white space is a plain space, and none stands at the
/// end of a line; at most one empty line between two others, none before the first; soft hyphens, zero-width
/// spaces, byte order marks and control characters are dropped. Typographic quotes, dashes and everything else stay.
///
/// What is normalized once does not change again.
pub fn normalized(text: &str) -> String {
    let mut composed = String::with_capacity(text.len());
    let mut before = None;
    let plain = text.chars().filter_map(move |c| match (before.replace(c), c) {
        (Some('\r'), '\n') | (_, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') => None,
        (_, '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') => Some('\n'),
        (_, c) if c.is_whitespace() => Some(' '),
        (_, c) if c.is_control() => None,
        (_, c) => Some(c),
    });
    composed.extend(plain.nfc());
    let mut kept = String::with_capacity(composed.len() + 1);
    let mut n_empty = 0;
    for line in composed.split('\n').map(str::trim_end) {
        if line.is_empty() {
            n_empty += 1;
            continue;
        }
        if n_empty > 0 && !kept.is_empty() {
            kept.push('\n');
        }
        n_empty = 0;
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn there_is_one_form() {
        let form = |text| normalized(text);
        assert_eq!(
            form("\u{feff}\r\n\r\na\u{a0}b \r\nc\rd\u{2028}e\r\n\r\n\r\n\r\nf"),
            "a b\nc\nd\ne\n\nf\n"
        );
        assert_eq!(
            form("Zoe\u{308} said\u{ad} “no” – n\u{200b}ever\u{0}"),
            "Zoë said “no” – never\n"
        );
        assert_eq!(form("  indented\t- item"), "  indented - item\n");
        assert_eq!(form(" \n\n"), "");
    }

    proptest! {
        #[test]
        fn once_is_enough(text in "([a-z \u{a0}\t\r\n\u{85}\u{308}\u{ad}é.]|\\PC|.){0,60}") {
            let once = normalized(&text);
            prop_assert_eq!(normalized(&once), once.clone());
            prop_assert!(!once.contains("\n\n\n") && !once.contains(" \n") && !once.starts_with('\n'));
        }
    }
}
