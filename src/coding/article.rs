//! A text as it comes in: its bytes become characters, its form plain text.

use super::{Metadata, markdown, normalized, page};
use crate::{corpus::encoding::decoded, model::words};
use encoding_rs::Encoding;
use std::{
    io::{self, Cursor, Read},
    path::Path,
};

words! {
    /// The form of a text.
    pub enum TextForm {
        /// Plain text.
        Plain = "text",
        /// Markdown.
        Markdown = "markdown",
        /// A page of HTML.
        Html = "html",
    }
}

impl TextForm {
    /// The form by a file's name, else by how the text begins.
    fn of(name: &Path, text: &str) -> Self {
        let extension = name.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        match extension.as_ref().and_then(|extension| extension.to_str()) {
            Some("html" | "htm" | "xhtml" | "shtml") => return Self::Html,
            Some("md" | "markdown" | "mkd") => return Self::Markdown,
            Some("txt" | "text") => return Self::Plain,
            _ => {}
        }
        let begin: String = text.trim_start().chars().take(15).collect();
        let begin = begin.to_ascii_lowercase();
        let is_page =
            ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| begin.starts_with(tag));
        if is_page { Self::Html } else { Self::Plain }
    }
}

/// A text that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What it says, normalized. A title that it does not begin with stands above.
    pub text: String,
    /// What it says about itself.
    pub metadata: Metadata,
    /// In which form it came.
    pub form: TextForm,
    /// The encoding that was found where none was given and it is not UTF-8.
    pub encoding: Option<&'static str>,
    /// The number of places that are no characters in its encoding; each is `\u{fffd}` in the text.
    pub n_broken: usize,
    /// How much of a page's text outside of links is left out as no part of its article, in percent.
    pub left_out: usize,
}

impl Article {
    /// Reads a text from its bytes. `name` may tell its form by an extension.
    pub fn read(
        bytes: Vec<u8>,
        name: &Path,
        form: Option<TextForm>,
        encoding: Option<&'static Encoding>,
    ) -> io::Result<Self> {
        let encoding = encoding.or_else(|| declared(&bytes));
        let decoded = decoded(Cursor::new(bytes), encoding)?;
        let mut content = Vec::new();
        { decoded.content }.read_to_end(&mut content)?;
        let text = String::from_utf8_lossy(&content);
        let n_broken = text.matches('\u{fffd}').count();
        let form = form.unwrap_or_else(|| TextForm::of(name, &text));
        let (text, metadata, left_out) = match form {
            TextForm::Plain => (text.into_owned(), Metadata::default(), 0),
            TextForm::Markdown => {
                let (text, metadata) = markdown::read(&text);
                (text, metadata, 0)
            }
            TextForm::Html => page::read(&text)
                .ok_or_else(|| io::Error::other("its elements are nested too deeply"))?,
        };
        let text = headed(normalized(&text), metadata.title.as_deref());
        let encoding = decoded.found.map(Encoding::name);
        Ok(Self { text, metadata, form, encoding, n_broken, left_out })
    }
}

/// The encoding that a page declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    /// As far as HTML has browsers look.
    const LOOKED_AT: usize = 1024;
    let begin = bytes.get(..LOOKED_AT).unwrap_or(bytes).to_ascii_lowercase();
    if !begin.starts_with(b"<") && !begin.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let begin = String::from_utf8_lossy(&begin);
    let (_, behind) = begin.split_once("charset=")?;
    let label: String = behind
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// A text below its title, unless it has it in its first lines already.
fn headed(text: String, title: Option<&str>) -> String {
    /// Behind a kicker or a date, the headline stands in one of these lines.
    const FIRST_LINES: usize = 5;
    let Some(title) = title else { return text };
    let lines = text.lines().filter(|line| !line.is_empty()).take(FIRST_LINES);
    let begin = lines.map(str::trim).collect::<Vec<_>>().join(" ");
    if text.is_empty() || begin.contains(title) {
        return text;
    }
    format!("{title}\n\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Pier to be built | Harbour Gazette</title>
<link rel="canonical" href="https://gazette.example/pier">
<meta property="og:site_name" content="Harbour Gazette"><meta property="og:title" content="Pier to be built">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "no"},
{"@type": ["NewsArticle"], "headline": "Pier to be built", "datePublished": "2020-05-01T09:30:00Z",
"author": [{"@type": "Person", "name": "Kim Reyes"}], "publisher": {"@type": "Organization", "name": "Harbour Gazette"}}]}</script>
<style>p {color: red}</style></head><body class="with-sidebar"><nav><ul><li><a href="/">Home</a></li></ul></nav>
<div class="content-with-sidebar"><article><h1>Pier to be built</h1>
<p class="share">Share this article with all of your many friends and neighbours, today.</p>
<p>The pier will be built, said Mayor Ana&nbsp;Ruiz.<br>She   smiled.</p><p>“We <em>all</em> won,” she&shy; added, and went
home.</p><ul><li><a href="/a">More about piers</a></li></ul><ul><li>One pier</li><li>Two boats</li></ul></article>
<aside><p>Subscribe to our newsletter for news about piers.</p></aside></div>
<footer>© Gazette</footer><script>var a = "<p>no</p>";</script></body></html>"#;

    fn read(text: &str) -> Article {
        Article::read(text.as_bytes().to_vec(), Path::new("-"), None, None).unwrap()
    }

    #[test]
    fn a_page_becomes_its_article() {
        let article = read(PAGE);
        assert_eq!(article.form, TextForm::Html);
        assert_eq!(
            article.text,
            "Pier to be built\n\nThe pier will be built, said Mayor Ana Ruiz.\nShe smiled.\n\n\
             “We all won,” she added, and went home.\n\nOne pier\n\nTwo boats\n"
        );
        let Metadata { title, published, authors, outlet, url, language } = article.metadata;
        assert_eq!(title.as_deref(), Some("Pier to be built"));
        assert_eq!(published.as_deref(), Some("2020-05-01T09:30:00Z"));
        assert_eq!(authors, ["Kim Reyes"]);
        assert_eq!(outlet.as_deref(), Some("Harbour Gazette"));
        assert_eq!(url.as_deref(), Some("https://gazette.example/pier"));
        assert_eq!(language.as_deref(), Some("en"));
    }

    #[test]
    fn teasers_are_no_article() {
        let teasers = "<div class=\"box\"><p>Elsewhere the ferry sank, and nobody was on it at all.</p></div>".repeat(3);
        let prose =
            "<p>The council met, and the council spoke, and then it met again, on and on.</p>"
                .repeat(12);
        let text =
            read(&format!("<html><body><div><div>{prose}</div></div>{teasers}</body></html>")).text;
        assert!(text.contains("council met") && !text.contains("ferry"), "{text}");
        let article = read(
            "<html><body><h1>A<br>b</h1><p>Some words, and some more of them.</p><pre>one\n  two</pre></body></html>",
        );
        assert_eq!(article.text, "A\nb\n\nSome words, and some more of them.\n\none\ntwo\n");
        assert_eq!((article.metadata.title.as_deref(), article.left_out), (Some("A b"), 0));
    }

    #[test]
    fn a_page_of_links_is_read_whole() {
        assert_eq!(
            read("<html><body><p><a href=x>Only this</a></p></body></html>").text,
            "Only this\n"
        );
    }

    #[test]
    fn pages_tell_their_encoding() {
        let bytes = b"<html><meta charset='windows-1252'><p>caf\xe9 \x93so\x94</p>".to_vec();
        let article = Article::read(bytes, Path::new("a.html"), None, None).unwrap();
        assert_eq!((article.text.as_str(), article.n_broken), ("café “so”\n", 0));
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("<html>{}<p>deep", "<div>".repeat(3000));
        assert_eq!(read(&deep).text, "deep\n");
        let deeper = "<html><div>".repeat(100_000).into_bytes();
        assert!(Article::read(deeper, Path::new("-"), None, None).is_err());
    }

    proptest! {
        #[test]
        fn whatever_comes_in_is_normal(text in "(<(/?(p|div|a|ul|li|article|aside|table|tr|td|template|b|i))( class=ad)?>|[a-z &;]|\\PC){0,60}") {
            for form in [TextForm::Plain, TextForm::Markdown, TextForm::Html] {
                let article = Article::read(text.clone().into(), Path::new("-"), Some(form), None).unwrap();
                prop_assert_eq!(normalized(&article.text), article.text);
            }
        }
    }
}
