//! A page of HTML: its main text, and what it says about itself.
//!
//! HTML's own parser (`html5ever`) reads the page. What is the main text is decided here, as the crates that decide it
//! need libraries under a licence that this project does not take in.

mod depth;
mod dom;
mod main_text;
mod metadata;

use super::Metadata;

/// Elements nested more deeply are no page: what a browser makes of them takes time quadratic in the depth.
const DEEPEST: usize = 5000;

/// The main text of a page, what the page says about itself, and how much of its text is left out, in percent. Nothing
/// for what is nested too deeply to be a page.
pub(super) fn read(html: &str) -> Option<(String, Metadata, usize)> {
    if depth::depth(html) > DEEPEST {
        return None;
    }
    let page = dom::Page::parse(html);
    let (text, left_out) = main_text::main_text(&page);
    Some((text, metadata::metadata(&page), left_out))
}
