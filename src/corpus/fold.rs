//! The folding of names for comparison.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The form in which names are compared: compatibility-decomposed, without accents, in lower
/// case, with single spaces.
pub fn fold(name: &str) -> String {
    let plain = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
    };
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("ZOË  Wanamaker"), fold("zoe wanamaker"));
        assert_eq!(fold("Ｙｅ"), "ye");
        assert_ne!(fold("毛澤東"), fold("毛"));
    }
}
