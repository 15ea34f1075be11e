//! The forms of a verb, from its first one.

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `praise`
    Base,
    /// `praises`
    Third,
    /// `praised`, of a verb whose participle differs.
    Past,
    /// `praised`, past and participle.
    PastOrParticiple,
    /// `written`
    Participle,
    /// `praising`
    Ing,
}

impl Form {
    /// Whether it can be the verb of a sentence by itself.
    pub(crate) const fn is_finite(self) -> bool {
        matches!(self, Self::Base | Self::Third | Self::Past | Self::PastOrParticiple)
    }

    /// Whether it can follow `was` or `has`.
    pub(crate) const fn is_participle(self) -> bool {
        matches!(self, Self::PastOrParticiple | Self::Participle)
    }
}

/// The forms of a verb written as in the lexicon: `praise`, `slam*`, `stand/stood`, `write/wrote/written`.
pub(crate) fn forms(written: &str) -> Vec<(String, Form)> {
    let mut parts = written.split('/');
    let first = parts.next().unwrap_or_default();
    if first == "be" {
        let be = [
            ("be", Form::Base),
            ("am", Form::Third),
            ("is", Form::Third),
            ("are", Form::Third),
            ("was", Form::Past),
        ];
        let more = [
            ("were", Form::Past),
            ("been", Form::Participle),
            ("being", Form::Ing),
            ("i'm", Form::Third),
            ("we're", Form::Third),
        ];
        return be.into_iter().chain(more).map(|(word, form)| (word.to_owned(), form)).collect();
    }
    let doubled = first.ends_with('*');
    let base = first.trim_end_matches('*');
    let stem = match base.chars().last() {
        Some(last) if doubled => format!("{base}{last}"),
        _ => base.to_owned(),
    };
    let mut found = vec![(base.to_owned(), Form::Base), (third(base), Form::Third)];
    match (parts.next(), parts.next()) {
        (Some(past), Some(participle)) => {
            found.push((past.to_owned(), Form::Past));
            found.push((participle.to_owned(), Form::Participle));
        }
        (Some(past), None) => found.push((past.to_owned(), Form::PastOrParticiple)),
        _ => found.push((past(base, &stem), Form::PastOrParticiple)),
    }
    found.push((ing(base, &stem), Form::Ing));
    found
}

fn ends_in_consonant_and_y(base: &str) -> bool {
    let mut last = base.chars().rev();
    last.next() == Some('y') && last.next().is_some_and(|c| !"aeiou".contains(c))
}

fn third(base: &str) -> String {
    if base == "have" {
        "has".to_owned()
    } else if ends_in_consonant_and_y(base) {
        format!("{}ies", base.trim_end_matches('y'))
    } else if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn past(base: &str, stem: &str) -> String {
    if ends_in_consonant_and_y(base) {
        format!("{}ied", base.trim_end_matches('y'))
    } else if stem.ends_with('e') {
        format!("{stem}d")
    } else {
        format!("{stem}ed")
    }
}

fn ing(base: &str, stem: &str) -> String {
    if let Some(short) = base.strip_suffix("ie") {
        format!("{short}ying")
    } else if base.ends_with('e') && !base.ends_with("ee") {
        format!("{}ing", stem.trim_end_matches('e'))
    } else {
        format!("{stem}ing")
    }
}
