//! The room that words take.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// The widths of the characters from space to tilde in Helvetica, in thousandths of the size (Adobe's font metrics).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// The width of other letters, and of those that take two columns.
const OTHER: u16 = 640;
const WIDE: u16 = 1050;
/// Other fonts are wider.
const ALLOWANCE: f64 = 1.1;

/// The width of a text in this size.
pub(in crate::export) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| {
        let known = (c as usize).checked_sub(0x20).and_then(|at| WIDTHS.get(at));
        known.copied().unwrap_or_else(|| match c.width() {
            None | Some(0) => 0,
            Some(1) => OTHER,
            Some(_) => WIDE,
        })
    };
    text.chars().map(|c| f64::from(of(c))).sum::<f64>() / 1000.0 * size * ALLOWANCE
}

/// The lines of a text that are at most this wide. A word that is wider is broken.
pub(in crate::export) fn lines(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, size, most)) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size) <= most => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word.into_owned()),
        }
    }
    lines
}

fn pieces(word: &str, size: f64, most: f64) -> Vec<Cow<'_, str>> {
    if width(word, size) <= most {
        return vec![word.into()];
    }
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() || width(&format!("{piece}{c}"), size) <= most => {
                piece.push(c);
            }
            _ => pieces.push(c.to_string()),
        }
    }
    pieces.into_iter().map(Cow::Owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_they_may_be() {
        let text = "A tunnel harms no view Donaudampfschifffahrtsgesellschaft 東京都庁舎";
        for most in [30.0, 60.0, 400.0] {
            let lines = lines(text, 10.0, most);
            assert!(lines.iter().all(|line| width(line, 10.0) <= most), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert!(lines(" ", 10.0, 50.0).is_empty());
        assert!((width("ab", 10.0) - 12.232).abs() < 1e-9);
    }
}
