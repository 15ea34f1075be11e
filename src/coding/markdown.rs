//! The text of Markdown, without its marks.

use super::Metadata;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of a Markdown file, a block a paragraph with an empty line between them, and what its front matter says.
pub(super) fn read(markdown: &str) -> (String, Metadata) {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let (mut blocks, mut block, mut front) = (Vec::new(), String::new(), String::new());
    let (mut is_front, mut in_picture) = (false, 0_usize);
    let mut title = None;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => is_front = true,
            Event::End(TagEnd::MetadataBlock(_)) => is_front = false,
            Event::Text(text) if is_front => front.push_str(&text),
            Event::Start(Tag::Image { .. }) => in_picture += 1,
            Event::End(TagEnd::Image) => in_picture = in_picture.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if in_picture == 0 => block.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => block.push(' '),
            Event::HardBreak => block.push('\n'),
            Event::End(TagEnd::Heading(level)) => {
                if title.is_none() && level == pulldown_cmark::HeadingLevel::H1 {
                    title = Some(block.clone());
                }
                end(&mut blocks, &mut block);
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::BlockQuote(_),
            )
            // The list in an item begins behind what the item says.
            | Event::Start(Tag::List(_)) => end(&mut blocks, &mut block),
            _ => {}
        }
    }
    end(&mut blocks, &mut block);
    let mut metadata = front_matter(&front);
    metadata.complete(Metadata { title, ..Metadata::default() }.tidied());
    (blocks.join("\n\n"), metadata)
}

fn end(blocks: &mut Vec<String>, block: &mut String) {
    let text = std::mem::take(block);
    if !text.trim().is_empty() {
        blocks.push(text.trim().to_owned());
    }
}

/// The lines `key: value` of a front matter.
fn front_matter(front: &str) -> Metadata {
    let value = |keys: &[&str]| {
        let lines = front.lines().filter_map(|line| line.split_once(':'));
        let mut values = lines
            .filter(|(key, _)| keys.iter().any(|wanted| key.trim().eq_ignore_ascii_case(wanted)));
        values.next().map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned())
    };
    Metadata {
        title: value(&["title"]),
        published: value(&["published", "date"]),
        authors: value(&["author", "by"]).into_iter().collect(),
        outlet: value(&["outlet", "publisher"]),
        url: value(&["url", "canonical", "link", "source"]).filter(|url| url.starts_with("http")),
        language: value(&["language", "lang"]),
    }
    .tidied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_text() {
        let (text, metadata) = read(
            "---\ntitle: \"Pier: yes\"\ndate: 2020-05-01\nauthor: By Kim Reyes\n---\n# Pier\n\nShe said *no*,\nand [left](http://x).\n\n- one\n- two **three**\n  - four\n\n> I quit.\n\n![a boat](b.png)\n",
        );
        assert_eq!(text, "Pier\n\nShe said no, and left.\n\none\n\ntwo three\n\nfour\n\nI quit.");
        assert_eq!(metadata.title.as_deref(), Some("Pier: yes"));
        assert_eq!(metadata.published.as_deref(), Some("2020-05-01"));
        assert_eq!(metadata.authors, ["Kim Reyes"]);
        assert_eq!(read("# A  b\n\nc").1.title.as_deref(), Some("A b"));
    }
}
