//! The words in which a quote differs from a passage.

use super::plain::Plain;

/// The words in which two texts differ: both without their common first and last words.
pub fn differing_words(quote: &str, instead: &str) -> (String, String) {
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (here, there) = (words(quote), words(instead));
    let is_same = |(a, b): &(&String, &String)| a == b || Plain::new(a).text == Plain::new(b).text;
    let before = here.iter().zip(&there).take_while(is_same).count();
    let longest = here.len().min(there.len()) - before;
    let after = here.iter().rev().zip(there.iter().rev()).take(longest).take_while(is_same).count();
    let middle =
        |words: &[String]| words.get(before..words.len() - after).unwrap_or_default().join(" ");
    (middle(&here), middle(&there))
}

#[cfg(test)]
mod tests {
    use super::differing_words;

    #[test]
    fn differences_are_told_by_their_words() {
        let words = |a, b| differing_words(a, b);
        assert_eq!(
            words("I love her too", "I love  him too"),
            ("her".to_owned(), "him".to_owned())
        );
        assert_eq!(words("I love", "I love you"), (String::new(), "you".to_owned()));
        assert_eq!(words("a a", "a a a"), (String::new(), "a".to_owned()));
        assert_eq!(words("I can't go", "I can’t stay"), ("go".to_owned(), "stay".to_owned()));
    }
}
