//! The main text of a page: what its article says, without menus, teasers and advertisements.

use super::dom::{Content, Node, NodeId, Page, Step};

/// Elements of which nothing is said.
const NEVER: [&str; 23] = [
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "canvas",
    "video", "audio", "button", "input", "select", "textarea", "dialog", "nav", "menu", "aside",
    "footer", "title", "map",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

/// Words in the class or id of an element that is no part of an article.
const UNLIKELY: [&str; 33] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "newsletter",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsored",
];

/// Roles of elements that are no part of an article.
const ROLES: [&str; 10] = [
    "navigation",
    "banner",
    "complementary",
    "contentinfo",
    "search",
    "dialog",
    "alert",
    "menu",
    "menubar",
    "toolbar",
];

/// The least part of a page's prose that an element has which the page marks as its article, in tenths.
const MARKED: usize = 6;
/// The same of one that the page does not mark.
const UNMARKED: usize = 8;

/// How much prose a page has, by its elements.
struct Prose<'p> {
    page: &'p Page,
    /// The number of characters in each node outside of links, of what is shown.
    amounts: Vec<usize>,
    /// The same of all that the page has, where what is unlikely is passed over; else nothing.
    of_all: Option<Vec<usize>>,
}

/// The main text, a paragraph a block with an empty line between them, and how much of the page's text outside of links
/// is left out, in percent. Where nothing else is left, the main text is all that the page shows.
pub(super) fn main_text(page: &Page) -> (String, usize) {
    let all = Prose::new(page, None);
    let likely = Prose::new(page, Some(all.amounts.clone()));
    let article = likely.article();
    let text = likely.text(article);
    if text.trim().is_empty() {
        return (all.text(0), 0);
    }
    let out = all.amount(0).saturating_sub(likely.amount(article));
    (text, out * 100 / all.amount(0).max(1))
}

impl<'p> Prose<'p> {
    fn new(page: &'p Page, of_all: Option<Vec<usize>>) -> Self {
        let mut prose = Self { page, amounts: Vec::new(), of_all };
        let (mut open, mut amounts, mut in_links) = (vec![0_usize], Vec::new(), 0_usize);
        page.walk(
            0,
            |id| prose.is_shown(id),
            |step| match step {
                Step::Enter(id) => {
                    in_links += usize::from(page.name(id) == "a");
                    let said = match page.node(id) {
                        Some(Node { content: Content::Text(text), .. }) if in_links == 0 => {
                            text.chars().filter(|c| !c.is_whitespace()).count()
                        }
                        _ => 0,
                    };
                    open.push(said);
                }
                Step::Leave(id) => {
                    in_links -= usize::from(page.name(id) == "a");
                    let said = open.pop().unwrap_or_default();
                    if let Some(parent) = open.last_mut() {
                        *parent += said;
                    }
                    amounts.push((id, said));
                }
            },
        );
        let most = amounts.iter().map(|(id, _)| *id).max().unwrap_or_default();
        prose.amounts = vec![0; most + 1];
        for (id, said) in amounts {
            if let Some(amount) = prose.amounts.get_mut(id) {
                *amount = said;
            }
        }
        prose
    }

    fn amount(&self, id: NodeId) -> usize {
        self.amounts.get(id).copied().unwrap_or_default()
    }

    /// Whether a node may be part of an article.
    fn is_shown(&self, id: NodeId) -> bool {
        let page = self.page;
        let name = page.name(id);
        if name.is_empty() || ["html", "body", "main", "article"].contains(&name) {
            return true;
        }
        let Some(of_all) = &self.of_all else {
            return !["head", "script", "style", "template", "noscript"].contains(&name);
        };
        let is_hidden = page.attribute(id, "hidden").is_some()
            || page.attribute(id, "aria-hidden") == Some("true")
            || page.attribute(id, "style").is_some_and(|style| {
                style.split_whitespace().collect::<String>().contains("display:none")
            });
        let is_role = page.attribute(id, "role").is_some_and(|role| ROLES.contains(&role));
        // What has most of the page's prose is more than its name says: `content-with-sidebar`.
        let amount = |id: NodeId| of_all.get(id).copied().unwrap_or_default();
        let is_most = amount(id) * 2 > amount(0);
        !(NEVER.contains(&name) || is_hidden || is_role || (self.is_unlikely(id) && !is_most))
    }

    /// Whether the class or the id has a word of what is no part of an article.
    fn is_unlikely(&self, id: NodeId) -> bool {
        self.page.name(id) == "form"
            || ["class", "id"].iter().filter_map(|name| self.page.attribute(id, name)).any(
                |value| {
                    let words = value.split(|c: char| !c.is_alphanumeric());
                    words.map(str::to_lowercase).any(|word| UNLIKELY.contains(&word.as_str()))
                },
            )
    }

    /// The element that holds the article: what the page marks as such, else the smallest one with most of the prose.
    fn article(&self) -> NodeId {
        let enough =
            |id: &NodeId| self.amount(*id) > 0 && self.amount(*id) * 10 >= self.amount(0) * MARKED;
        let bodies = self.page.elements(&["div", "section", "article", "main", "span"]);
        let marked = bodies.into_iter().filter(|&id| {
            let property = self.page.attribute(id, "itemprop").unwrap_or_default();
            property.split_whitespace().any(|word| word == "articleBody")
        });
        let longest = |ids: &mut dyn Iterator<Item = NodeId>| {
            // Of two equally long ones, the first.
            ids.filter(enough).fold(None, |best: Option<NodeId>, next| match best {
                Some(best) if self.amount(best) >= self.amount(next) => Some(best),
                _ => Some(next),
            })
        };
        let named = |name| longest(&mut self.page.elements(&[name]).into_iter());
        let mut at = longest(&mut marked.into_iter())
            .or_else(|| named("article"))
            .or_else(|| named("main"))
            .unwrap_or(0);
        loop {
            let total = self.amount(at);
            let children = self.page.node(at).map_or(&[][..], |node| &node.children);
            let most = children.iter().copied().find(|&child| {
                // A block of one paragraph is no article: its parent may have a heading beside it.
                !["", "p", "pre"].contains(&self.page.name(child))
                    && self.amount(child) > 0
                    && self.amount(child) * 10 >= total * UNMARKED
            });
            match most {
                Some(child) => at = child,
                None => return at,
            }
        }
    }

    /// What a node shows, a block a paragraph.
    fn text(&self, from: NodeId) -> String {
        let page = self.page;
        let mut blocks = Blocks::default();
        page.walk(
            from,
            |id| self.is_shown(id) && !self.is_list_of_links(id),
            |step| match step {
                Step::Enter(id) => match (page.name(id), page.node(id)) {
                    ("br", _) => blocks.line.push('\n'),
                    (_, Some(Node { content: Content::Text(text), .. })) if blocks.n_pre > 0 => {
                        blocks.line.push_str(text);
                    }
                    (_, Some(Node { content: Content::Text(text), .. })) => blocks.say(text),
                    ("td" | "th", _) => blocks.say(" "),
                    (name, _) if BLOCKS.contains(&name) => {
                        blocks.end();
                        blocks.n_pre += usize::from(name == "pre");
                    }
                    _ => {}
                },
                Step::Leave(id) if BLOCKS.contains(&page.name(id)) => {
                    blocks.end();
                    blocks.n_pre -= usize::from(page.name(id) == "pre");
                }
                Step::Leave(_) => {}
            },
        );
        blocks.end();
        blocks.done.join("\n\n")
    }

    /// Whether an element is a list that says nothing outside of its links.
    fn is_list_of_links(&self, id: NodeId) -> bool {
        ["ul", "ol"].contains(&self.page.name(id)) && self.amount(id) == 0 && self.of_all.is_some()
    }
}

/// Blocks of text as they are met.
#[derive(Default)]
struct Blocks {
    done: Vec<String>,
    line: String,
    /// The number of open elements in which lines end where they do.
    n_pre: usize,
}

impl Blocks {
    /// Text of the open block; white space in it is one space, as in a browser.
    fn say(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\t' | '\r' | '\u{c}' => {
                    if !self.line.ends_with([' ', '\n']) {
                        self.line.push(' ');
                    }
                }
                c => self.line.push(c),
            }
        }
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let lines: Vec<&str> =
            line.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            self.done.push(lines.join("\n"));
        }
    }
}
