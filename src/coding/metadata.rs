//! What a text says about itself.

/// What a text says about itself, as it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its headline.
    pub title: Option<String>,
    /// When it was published: a date or a time, in the form that the text gives it.
    pub published: Option<String>,
    /// The names of its authors.
    pub authors: Vec<String>,
    /// The name of the outlet.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
}

impl Metadata {
    /// Takes over what is not known yet.
    pub(super) fn complete(&mut self, other: Self) {
        let Self { title, published, authors, outlet, url, language } = other;
        let pairs = [
            (&mut self.title, title),
            (&mut self.published, published),
            (&mut self.outlet, outlet),
            (&mut self.url, url),
            (&mut self.language, language),
        ];
        for (known, new) in pairs {
            if known.is_none() {
                *known = new;
            }
        }
        if self.authors.is_empty() {
            self.authors = authors;
        }
    }

    /// The same with single spaces, and without what is empty.
    #[must_use]
    pub(super) fn tidied(self) -> Self {
        let one = |text: String| Some(one_line(&text)).filter(|text| !text.is_empty());
        let mut authors: Vec<String> =
            self.authors.into_iter().filter_map(|name| one(without_by(name))).collect();
        authors.dedup();
        Self {
            title: self.title.and_then(one),
            published: self.published.and_then(one),
            authors,
            outlet: self.outlet.and_then(one),
            url: self.url.and_then(one),
            language: self.language.and_then(one),
        }
    }
}

/// A byline without its first word.
fn without_by(name: String) -> String {
    match name.split_once(' ') {
        Some((by, rest)) if by.eq_ignore_ascii_case("by") => rest.to_owned(),
        _ => name,
    }
}

/// A text on one line, normalized.
fn one_line(text: &str) -> String {
    super::normalized(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
