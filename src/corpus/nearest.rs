//! "Did you mean …?"

use super::fold::fold;

/// Up to `most` candidates that are similar to `word`, the most similar first; equal ones keep their order.
///
/// Similarity is Jaro–Winkler on the folded texts, at least 0.8 unless one text contains the other.
pub fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    most: usize,
) -> Vec<&'c str> {
    let wanted = fold(word);
    let mut scored: Vec<(f64, &str)> = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let holds = wanted.chars().count() > 2
            && (folded.contains(&wanted) || (folded.len() > 2 && wanted.contains(&folded)));
        let likeness = strsim::jaro_winkler(&wanted, &folded) + if holds { 0.3 } else { 0.0 };
        if likeness >= 0.8 && scored.iter().all(|(_, known)| *known != candidate) {
            scored.push((likeness, candidate));
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
        assert_eq!(did_you_mean(&["a", "b", "c"]).unwrap(), "did you mean `a`, `b` or `c`?");
    }
}
