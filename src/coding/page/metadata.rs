//! What a page says about itself: in JSON-LD, in `<meta>` elements, in links and in its title.

use super::dom::{NodeId, Page};
use crate::coding::Metadata;
use serde_json::{Map, Value};

/// What a page says about itself. JSON-LD is believed before `<meta>`, and that before the page's own text.
pub(super) fn metadata(page: &Page) -> Metadata {
    let linked = page.elements(&["script"]).into_iter().filter(|&id| {
        page.attribute(id, "type").is_some_and(|kind| {
            kind.split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .eq_ignore_ascii_case("application/ld+json")
        })
    });
    let mut found = Metadata::default();
    for script in linked {
        let data = serde_json::from_str::<Value>(page.raw_text(script).trim());
        for object in data.iter().flat_map(articles) {
            found.complete(of_json(object));
        }
    }
    found.complete(of_meta(page));
    found.complete(of_elements(page));
    found
}

/// The objects of JSON-LD that describe an article or a post, at any place in a list or `@graph`.
fn articles(data: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut open = vec![data];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                if texts(object.get("@type")).iter().any(|kind| is_article(kind)) {
                    found.push(object);
                }
                open.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    found
}

/// Whether a type of schema.org is one of articles: `NewsArticle`, `BlogPosting`, `Report`.
fn is_article(kind: &str) -> bool {
    let kind = kind.rsplit(['/', '#', ':']).next().unwrap_or_default();
    kind.ends_with("Article") || kind.ends_with("Posting") || ["Report", "Review"].contains(&kind)
}

fn of_json(object: &Map<String, Value>) -> Metadata {
    let first =
        |names: &[&str]| names.iter().find_map(|name| texts(object.get(*name)).into_iter().next());
    Metadata {
        title: first(&["headline", "name"]),
        published: first(&["datePublished", "dateCreated"]),
        authors: texts(object.get("author")),
        outlet: first(&["publisher"]),
        url: first(&["url", "mainEntityOfPage"]).filter(|url| is_address(url)),
        language: first(&["inLanguage"]),
    }
    .tidied()
}

/// The texts of a value of JSON-LD: itself, or the name or address of what it describes.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items
            .iter()
            .flat_map(|item| match item {
                // Lists of lists are not JSON-LD.
                Value::Array(_) => Vec::new(),
                item => texts(Some(item)),
            })
            .collect(),
        Some(Value::Object(object)) => {
            let names = ["name", "@value", "@id", "url"];
            let text = names.iter().find_map(|name| object.get(*name)?.as_str());
            text.map(str::to_owned).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn is_address(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
}

fn of_meta(page: &Page) -> Metadata {
    let elements = page.elements(&["meta"]);
    let all = |wanted: &str| -> Vec<String> {
        let is_wanted = |&&id: &&NodeId| {
            ["property", "name", "itemprop"]
                .iter()
                .filter_map(|name| page.attribute(id, name))
                .any(|name| name.trim().eq_ignore_ascii_case(wanted))
        };
        let contents = elements.iter().filter(is_wanted);
        contents.filter_map(|&id| page.attribute(id, "content")).map(str::to_owned).collect()
    };
    let first = |names: &[&str]| {
        let mut found = names.iter().flat_map(|name| all(name));
        found.find(|text| !text.trim().is_empty())
    };
    let authors = ["article:author", "author", "dc.creator", "parsely-author"]
        .iter()
        .map(|name| all(name))
        .map(|names| names.into_iter().filter(|name| !is_address(name)).collect::<Vec<_>>())
        .find(|names| !names.is_empty());
    Metadata {
        title: first(&["og:title", "twitter:title", "dc.title"]),
        published: first(&[
            "article:published_time",
            "datePublished",
            "date",
            "pubdate",
            "dc.date",
            "dc.date.issued",
            "parsely-pub-date",
        ]),
        authors: authors.unwrap_or_default(),
        outlet: first(&["og:site_name", "application-name", "dc.publisher"]),
        url: first(&["og:url"]).filter(|url| is_address(url)),
        language: None,
    }
    .tidied()
}

fn of_elements(page: &Page) -> Metadata {
    let texts = |name: &str| {
        let texts = page.elements(&[name]).into_iter().map(|id| page.raw_text(id));
        texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>()
    };
    let canonical = page.elements(&["link"]).into_iter().find(|&id| {
        page.attribute(id, "rel").is_some_and(|rel| {
            rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"))
        })
    });
    let url = canonical.and_then(|id| page.attribute(id, "href")).filter(|url| is_address(url));
    let times = page.elements(&["time"]);
    let published = times.iter().find_map(|&id| page.attribute(id, "datetime"));
    let language = page.elements(&["html"]).into_iter().find_map(|id| page.attribute(id, "lang"));
    // Titles often have the outlet behind the headline; a single heading has not.
    let heading = Some(texts("h1")).filter(|headings| headings.len() == 1);
    let title = heading.into_iter().flatten().chain(texts("title")).next();
    Metadata {
        title,
        published: published.map(str::to_owned),
        authors: Vec::new(),
        outlet: None,
        url: url.map(str::to_owned),
        language: language.map(str::to_owned),
    }
    .tidied()
}
