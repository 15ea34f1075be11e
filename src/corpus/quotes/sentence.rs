//! Where the sentences of a text begin.

/// Words with a full stop that ends no sentence, in small letters.
const ABBREVIATIONS: [&str; 34] = [
    "adm", "apr", "aug", "capt", "cmdr", "co", "col", "corp", "dec", "dr", "feb", "gen", "gov",
    "inc", "jan", "jr", "lt", "mr", "mrs", "ms", "no", "nov", "oct", "pres", "prof", "rep", "rev",
    "sen", "sept", "sgt", "sr", "st", "v", "vs",
];

/// The bytes at which sentences begin, the first one left out: behind `.`, `!` or `?`, perhaps a closing mark, and white
/// space, before a capital letter, a digit or an opening mark; and behind an empty line. Abbreviations and initials
/// end no sentence.
pub(super) fn sentence_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut ended = false;
    let mut n_lines = 0;
    let mut is_space = false;
    let mut word_start = 0;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            n_lines += usize::from(c == '\n');
            is_space = true;
            continue;
        }
        if std::mem::take(&mut is_space) {
            let begins = c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric();
            if (ended && begins) || n_lines > 1 {
                starts.push(at);
            }
            (ended, n_lines, word_start) = (false, 0, at);
        }
        match c {
            '!' | '?' => ended = true,
            '.' => ended = !is_abbreviation(text.get(word_start..at).unwrap_or_default()),
            '"' | '\'' | '”' | '’' | '»' | ')' | ']' => {}
            _ => ended = false,
        }
    }
    starts
}

/// Whether a word before a full stop is an abbreviation or an initial.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    // `U.S`, `e.g`
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    is_initial || is_dotted || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_behind_full_stops() {
        let starts = |text: &str| {
            let starts = sentence_starts(text);
            starts
                .into_iter()
                .map(|at| text[at..].split(' ').next().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            starts("“I won.” She left. Mr. Tan in the U.S. stayed, e.g. here! 3 more"),
            ["She", "Mr.", "3"]
        );
        assert_eq!(starts("A headline\n\nnext\nline"), ["next\nline"]);
        assert_eq!(starts("It cost 3.5 dollars? “Yes”"), ["“Yes”"]);
    }
}
