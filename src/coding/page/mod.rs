//! A page of HTML: its main text, and what it says about itself.
//!
//! HTML's own parser (`html5ever`) reads the page. What is the main text is decided here, as the crates that decide it
//! need libraries under a licence that this project does not take in.

mod dom;
mod main_text;
mod metadata;

use super::Metadata;

/// The main text of a page, what the page says about itself, and how much of its text is left out, in percent.
pub(super) fn read(html: &str) -> (String, Metadata, usize) {
    let page = dom::Page::parse(html);
    let (text, left_out) = main_text::main_text(&page);
    (text, metadata::metadata(&page), left_out)
}
