//! An interactive page that plays the view through time: one file, which needs no network.
//!
//! All content of the page is computed here: ties by the days over which they stand ([`story`]), shifts, balance, camps and
//! polarization ([`snapshots`]). The scripts in `page/` only look up and draw. The
//! data are in the page as JSON, in a block that no browser runs, and a Content-Security-Policy allows the page's
//! own script by its hash and nothing else. The layout library is in `vendor/`, with its licence.

mod balance;
mod document;
mod front;
mod polarization;
mod scope;
mod shifts;
mod snapshots;
mod story;
mod table;
mod told;
mod words;

use super::{
    exporter::{ExportError, Exporter},
    front::FrontMatter,
    network::NetworkScene,
    scene::Scene,
};
use crate::model::SourceIndex;
use front::Around;
use scope::{LeftOut, Scope};
use serde::Serialize;
pub(super) use shifts::ShiftItem;
pub(super) use snapshots::{Course, PeriodItem};
use std::collections::BTreeMap;
use std::collections::BTreeSet;
pub(super) use story::{StatementItem, Story, TieItem};
use told::{Audience, Told};

/// Writes the page.
#[derive(Debug)]
pub(super) struct Html;

/// The state of the corpus that a page is served from.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Live<'a> {
    /// The version, which grows with each change.
    pub version: u64,
    /// The findings about the corpus, as text.
    pub findings: &'a str,
    /// The number of errors among them.
    pub errors: usize,
    /// Whether the page may change how the story is told.
    #[serde(rename = "edit")]
    pub is_editable: bool,
}

/// The page of a scene for `serve`: it shows the findings about the corpus, and takes over what differs when the server
/// reports a change.
pub fn live_page(scene: &Scene<'_>, live: Live<'_>) -> Result<Vec<u8>, ExportError> {
    page(scene, Some(live))
}

/// What a page holds, for other pictures of the same.
#[derive(Debug)]
pub(super) struct Contents<'g> {
    pub(super) story: Story<'g>,
    pub(super) course: Course,
    pub(super) left_out: Option<LeftOut>,
}

/// What the page of a scene holds.
pub(super) fn contents<'g>(scene: &Scene<'g>) -> Result<Contents<'g>, ExportError> {
    let scope = Scope::of(scene);
    let (story, positions) = Story::of(scene, &scope);
    let course = Course::of(scene, &scope, &story, &positions)?;
    Ok(Contents { story, course, left_out: scope.left_out })
}

fn page(scene: &Scene<'_>, live: Option<Live<'_>>) -> Result<Vec<u8>, ExportError> {
    let scope = Scope::of(scene);
    let (story, positions) = Story::of(scene, &scope);
    let messages = scene.messages();
    let (course, rows) = rayon::join(
        || Course::of(scene, &scope, &story, &positions),
        || table::rows(scene.view(), &scope, messages),
    );
    let course = course?;
    let title = scene.title().unwrap_or_else(|| messages.text("front.title"));
    let caption = super::caption::plain_caption(scene);
    let front = scene.front();
    let around = Around::new(title, front, &caption, scene.view(), &scope, messages);
    let left_out = scope.left_out;
    let as_of = around.data_date.as_deref();
    let language = messages.language().word();
    let audience = if live.is_some() { Audience::Author } else { Audience::Readers };
    let told = Told::new(scene.telling(), &story, audience);
    let (steps, house) = (told.list(), told.house.clone());
    let data = Data {
        language,
        messages: messages.of_page(),
        title,
        caption: &caption,
        front,
        as_of,
        live,
        left_out,
        told,
        story,
        course,
    };
    let words = document::Words {
        title,
        caption: &caption,
        around: &around,
        rows: &rows,
        messages,
        steps: &steps,
        house: &house,
    };
    Ok(document::written(&words, live.is_some(), &data).into_bytes())
}

impl Exporter for Html {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        page(scene, None)
    }

    fn notes(&self, scene: &Scene<'_>, written: &[u8]) -> Vec<String> {
        // What is not in the page was not put there, and few pages have it.
        let mark = char::REPLACEMENT_CHARACTER.to_string();
        let is_there = memchr::memmem::find(written, mark.as_bytes()).is_some();
        let replaced = is_there.then(|| replaced(scene)).flatten();
        absent_steps(scene).into_iter().chain(replaced).collect()
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("html"))
    }
}

/// The steps that are left out as they name what is not on the page, each in a sentence.
fn absent_steps(scene: &Scene<'_>) -> Vec<String> {
    if scene.telling().steps.is_empty() {
        return Vec::new();
    }
    let (story, _) = Story::of(scene, &Scope::of(scene));
    let absent = told::absent(scene.telling(), &story).into_iter();
    let note = |(index, name): (usize, String)| {
        format!(
            "step {} is left out: `{name}` is not on this page; widen the view, or remove the step",
            index + 1
        )
    };
    absent.map(note).collect()
}

/// The texts of a page in which characters are replaced, in a sentence.
fn replaced(scene: &Scene<'_>) -> Option<String> {
    let graph = scene.view().graph();
    let (mut entities, mut sources) = (BTreeSet::new(), BTreeSet::new());
    let mut n = usize::from(scene.title().is_some_and(document::is_replaced_in));
    for statement in Scope::of(scene).statements.iter().map(|&it| graph.statement(it)) {
        entities.extend([statement.holder(), statement.target()]);
        entities.extend(statement.claimed_by());
        sources.insert(statement.source());
        n += usize::from(statement.quote().is_some_and(|quote| document::is_replaced_in(&quote)));
    }
    n += entities.iter().filter(|it| document::is_replaced_in(graph.entity(**it).name())).count();
    let name =
        |source: &SourceIndex| words::source_name(graph, graph.source(*source), scene.messages());
    n += sources.iter().filter(|source| document::is_replaced_in(&name(source))).count();
    let texts = if n == 1 { "1 text holds".to_owned() } else { format!("{n} texts hold") };
    (n > 0).then(|| {
        format!("{texts} characters that a page cannot show, such as control characters; U+FFFD stands for each")
    })
}

/// What the scripts read.
#[derive(Debug, Serialize)]
struct Data<'s> {
    language: &'static str,
    messages: BTreeMap<&'s str, &'s str>,
    title: &'s str,
    caption: &'s str,
    #[serde(flatten)]
    front: &'s FrontMatter,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "data_date")]
    as_of: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    live: Option<Live<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<LeftOut>,
    #[serde(flatten)]
    told: Told<'s>,
    #[serde(flatten)]
    story: Story<'s>,
    #[serde(flatten)]
    course: Course,
}
