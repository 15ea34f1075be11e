//! A page in which a reader plays the story through time: one file, which asks nothing of a network.
//!
//! What the page says is computed here: ties by the days over which they stand ([`story`]), shifts, balance, camps and
//! polarization ([`moments`]). The scripts in `page/` choose what of it is shown, and draw it; they decide nothing. The
//! data stand in the page as JSON, in a block that no browser runs, and a Content-Security-Policy admits the page's
//! own script by its hash and nothing else. The library that places the entities is in `vendor/`, with its licence.

mod document;
mod moments;
mod scope;
mod story;
mod table;

use super::{ExportError, Exporter, NetworkScene, Scene};
use moments::Course;
use scope::{LeftOut, Scope};
use serde::Serialize;
use story::Story;

/// Writes the page.
#[derive(Debug)]
pub(super) struct Html;

/// What a page tells of the corpus that it is served from.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Live<'a> {
    /// Grows with each change.
    pub version: u64,
    /// What is wrong with the corpus, as text.
    pub findings: &'a str,
    /// How many errors that tells of.
    pub errors: usize,
}

/// The page of a scene that is served: it shows what is wrong with the corpus, and loads itself anew when its
/// server says that something changed.
pub fn live_page(scene: &Scene<'_>, live: Live<'_>) -> Result<Vec<u8>, ExportError> {
    page(scene, Some(live))
}

fn page(scene: &Scene<'_>, live: Option<Live<'_>>) -> Result<Vec<u8>, ExportError> {
    let scope = Scope::of(scene);
    let (story, places) = Story::of(scene, &scope);
    let course = Course::of(scene, &scope, &story, &places)?;
    let title = scene.title().unwrap_or("Who stood where");
    let caption = super::caption::caption(scene);
    let rows = table::rows(scene.view(), &scope);
    let left_out = scope.left_out;
    let data = Data { title, caption: &caption, live, left_out, story, course };
    Ok(document::written(title, &caption, live.is_some(), &data, &rows).into_bytes())
}

impl Exporter for Html {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        page(scene, None)
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("html"))
    }
}

/// What the scripts read.
#[derive(Debug, Serialize)]
struct Data<'s> {
    title: &'s str,
    caption: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    live: Option<Live<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<LeftOut>,
    #[serde(flatten)]
    story: Story<'s>,
    #[serde(flatten)]
    course: Course,
}
