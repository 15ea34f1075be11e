//! "Did you mean …?"

use super::fold::fold;

/// Up to `most` candidates that are similar to `word`: first those that hold it, then those that look like it, each the
/// most similar first; equal ones keep their order.
///
/// Similarity is Jaro–Winkler on the folded texts; a text looks like another from 0.8 on, or from 0.5 on if the word
/// holds it.
pub fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    most: usize,
) -> Vec<&'c str> {
    /// Shorter words stand in too many others.
    const SHORTEST: usize = 3;
    let wanted = fold(word);
    let mut scored: Vec<(f64, &str)> = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let is_held = wanted.chars().count() >= SHORTEST && folded.contains(&wanted);
        let holds = folded.chars().count() >= SHORTEST && wanted.contains(&folded);
        let likeness = strsim::jaro_winkler(&wanted, &folded);
        let score = match (is_held, holds) {
            (true, _) => 2.0 + likeness,
            (false, true) => likeness + 0.3,
            (false, false) => likeness,
        };
        if score >= 0.8 && scored.iter().all(|(_, known)| *known != candidate) {
            scored.push((score, candidate));
            scored.sort_by(|a, b| b.0.total_cmp(&a.0));
            scored.truncate(most);
        }
    }
    scored.into_iter().map(|(_, candidate)| candidate).collect()
}

/// The help that suggests candidates, if there are any.
pub fn did_you_mean(candidates: &[&str]) -> Option<String> {
    let quoted: Vec<String> = candidates.iter().map(|candidate| format!("`{candidate}`")).collect();
    let (last, rest) = quoted.split_last()?;
    Some(if rest.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", rest.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likest_first() {
        let ids = ["donald-trump", "donald-duck", "john-legend"];
        assert_eq!(nearest("donald-trmp", ids, 3), ["donald-trump", "donald-duck"]);
        assert_eq!(nearest("zzz", ids, 3), [""; 0]);
        let names = ["Drumpf", "Trumb", "The many towers of Donald J. Trump"];
        assert_eq!(nearest("trump", names, 1), ["The many towers of Donald J. Trump"]);
        assert_eq!(did_you_mean(&["a", "b", "c"]).unwrap(), "did you mean `a`, `b` or `c`?");
    }
}
