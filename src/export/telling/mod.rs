//! How a story is told: the author's steps through it, what is arranged in the picture, and the house style.

mod check;
mod contrast;
mod palette;
mod state;
mod style;

pub use style::{HouseStyle, Shades, Typefaces};

use super::front::FrontMatter;
use crate::{
    corpus::{Arrangement, Code, Diagnostic, Place, Step, fault_at},
    graph::TemporalGraph,
};
use ron::extensions::Extensions;
use serde::Deserialize;

pub(super) use palette::Palette;
pub(super) use state::names;

/// How a story is told, beside the words around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// The author's way through the story.
    pub steps: Vec<Step>,
    /// What is arranged in the picture.
    pub layout: Arrangement,
    /// Colours and typefaces.
    pub style: HouseStyle,
}

/// A file of how a story is told, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Story", default, deny_unknown_fields)]
struct Story {
    page: FrontMatter,
    steps: Vec<Step>,
    layout: Arrangement,
    style: HouseStyle,
}

impl Telling {
    /// Reads a file: the words around the page, and how the story is told; or what RON refuses.
    pub fn parse(text: &str) -> Result<(FrontMatter, Self), Box<Diagnostic>> {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let story: Story = options.from_str(text).map_err(|error| {
            let place = Place::new(0, &fault_at(text, &error));
            Box::new(Diagnostic::error(Code::Syntax, place, error.code.to_string()))
        })?;
        let Story { page, steps, layout, style } = story;
        Ok((page, Self { steps, layout, style }))
    }

    /// What is wrong with it: steps that the page cannot show, names that are not in the graph, colours that cannot be read.
    /// `text` is the file that it was read from.
    pub fn check(&self, text: &str, graph: &TemporalGraph) -> Vec<Diagnostic> {
        check::findings(self, text, graph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_four_parts_and_none_is_needed() {
        let file =
            "// Words.\nStory(page: (title: \"A\"), steps: [(at: \"day=2018-04-25\", say: \"B\")],
            layout: (pinned: [(entity: \"c\", x: 1, y: -2.5)], hidden: [\"d\"]),
            style: (colours: (for: \"#00f\"), fonts: (text: \"Inter\")))";
        let (front, telling) = Telling::parse(file).unwrap();
        assert_eq!(front.title.as_deref(), Some("A"));
        assert_eq!(telling.steps, [Step { at: "day=2018-04-25".to_owned(), say: "B".to_owned() }]);
        assert_eq!((telling.layout.pinned.len(), telling.layout.hidden.len()), (1, 1));
        assert_eq!(telling.style.colours.r#for.as_deref(), Some("#00f"));
        assert_eq!(Telling::parse("Story()").unwrap(), Default::default());
        let error = Telling::parse("Story(page: (\n headline: \"A\"))").unwrap_err();
        assert!(error.message.contains("headline"), "{error:?}");
        assert_eq!(error.place.start, "Story(page: (\n ".len());
    }
}
