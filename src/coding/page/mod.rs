//! A page of HTML: its main text, and what it says about itself.
//!
//! HTML's own parser (`html5ever`) reads the page. What is the main text is decided here, as the crates that decide it
//! need libraries under a licence that this project does not take in.

mod dom;
mod main_text;
mod metadata;

use super::Metadata;

/// The main text of a page, and what the page says about itself.
pub(super) fn read(html: &str) -> (String, Metadata) {
    let page = dom::Page::parse(html);
    (main_text::main_text(&page), metadata::metadata(&page))
}
