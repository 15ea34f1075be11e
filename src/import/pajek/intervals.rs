//! Time marks: `[1996-1998,2001-*]`.

/// From a point of time to another, both of them inside; or without an end.
pub(super) type Interval = (u64, Option<u64>);

/// What a mark between brackets says; none where it cannot be read, and nothing where it has no limits.
pub(super) fn intervals(mark: &str) -> Option<Vec<Interval>> {
    let parts = mark.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut found = Vec::new();
    for part in parts {
        if part == "*" {
            return Some(Vec::new());
        }
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let from = from.trim().parse().ok()?;
        let to = match to.trim() {
            "*" => None,
            to => Some(to.parse().ok().filter(|to| *to >= from)?),
        };
        found.push((from, to));
    }
    Some(found)
}

/// The times that lie in both of two marks; a mark without intervals has no limits.
pub(super) fn common(one: &[Interval], other: &[Interval]) -> Vec<Interval> {
    if one.is_empty() || other.is_empty() {
        return if one.is_empty() { other.to_vec() } else { one.to_vec() };
    }
    let mut both = Vec::new();
    for &(from, to) in one {
        for &(other_from, other_to) in other {
            let begin = from.max(other_from);
            let end = match (to, other_to) {
                (Some(to), Some(other)) => Some(to.min(other)),
                (to, other) => to.or(other),
            };
            if end.is_none_or(|end| begin <= end) {
                both.push((begin, end));
            }
        }
    }
    both.sort_unstable();
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_are_intervals() {
        assert_eq!(
            intervals("5-10, 12 - 14;16-*,20"),
            Some(vec![(5, Some(10)), (12, Some(14)), (16, None), (20, Some(20))])
        );
        assert_eq!(intervals("*"), Some(Vec::new()));
        assert_eq!(intervals(""), Some(Vec::new()));
        for mark in ["x", "5-", "-5", "10-5", "1996-01-01", "*-5", "5--6"] {
            assert_eq!(intervals(mark), None, "{mark}");
        }
    }

    proptest! {
        #[test]
        fn common_times_are_in_both(
            one in proptest::collection::vec((0..9_u64, proptest::option::of(0..4_u64)), 1..4),
            other in proptest::collection::vec((0..9_u64, proptest::option::of(0..4_u64)), 1..4),
        ) {
            let of = |lengths: &[(u64, Option<u64>)]| -> Vec<Interval> {
                lengths.iter().map(|(from, length)| (*from, length.map(|length| from + length))).collect()
            };
            let (one, other) = (of(&one), of(&other));
            let has = |intervals: &[Interval], at: u64| {
                intervals.iter().any(|(from, to)| *from <= at && to.is_none_or(|to| at <= to))
            };
            let both = common(&one, &other);
            for at in 0..20 {
                prop_assert_eq!(has(&both, at), has(&one, at) && has(&other, at));
            }
        }
    }
}
