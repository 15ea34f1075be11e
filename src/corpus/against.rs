//! Checks the quotes of a corpus against the stored texts of its sources.

use super::{
    Reading,
    diagnostic::{Code, Diagnostic},
    quotes::{Found, MatchKind, Quote, Text, differing_words},
    stored::{stored_ids, stored_text},
    syntax::value_place,
    text::Place,
};
use crate::model::{SourceIndex, Statement};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

/// The result of checking the quotes of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Against {
    /// The number of quotes that match verbatim.
    pub verbatim: usize,
    /// The number of quotes that leave out words of one sentence, and say so.
    pub elided: usize,
    /// The number of quotes put together from several sentences.
    pub stitched: usize,
    /// The number of quotes that match nearly.
    pub nearly: usize,
    /// The number of quotes that are not in the text.
    pub missing: usize,
    /// The number of quotes whose sources have no text.
    pub without_text: usize,
    /// The texts that belong to no source of the corpus, by name.
    pub strays: Vec<String>,
    /// A finding for every quote that matches neither verbatim nor elided.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether quotes without a text are findings, or only counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithoutText {
    /// They are findings.
    Reported,
    /// They are counted.
    Counted,
}

/// Looks for every quote in `SOURCE-ID.txt` of the first of these folders that has it: in the text of the statement's
/// source, else in those of the sources that report it. A text that cannot be read counts as missing.
pub fn against(reading: &Reading, folders: &[PathBuf], without_text: WithoutText) -> Against {
    let corpus = &reading.corpus;
    let quoting: Vec<(&Statement, Place, Quote<'_>)> = corpus
        .statements
        .iter()
        .zip(&reading.places)
        .filter_map(|(statement, place)| Some((statement, *place, quote(statement)?)))
        .collect();
    let wanted: BTreeSet<SourceIndex> =
        quoting.iter().flat_map(|(statement, ..)| sources(statement)).collect();
    let texts: BTreeMap<SourceIndex, Text> = wanted
        .into_par_iter()
        .filter_map(|source| {
            let id = corpus.source(source).id.as_str();
            let text = folders.iter().find_map(|folder| stored_text(folder, id))?;
            Some((source, Text::new(&text)))
        })
        .collect();
    let found: Vec<Option<(&Text, Found)>> = quoting
        .par_iter()
        .map(|(statement, _, quote)| {
            let texts = sources(statement).filter_map(|source| texts.get(&source));
            texts.map(|text| (text, text.find(*quote))).min_by_key(|(_, found)| found.kind)
        })
        .collect();
    let mut against = Against::default();
    for ((statement, place, quote), found) in quoting.iter().zip(found) {
        let text = reading.files.get(place.file).map_or("", |file| &file.text);
        let place = value_place(text, *place, "quote", None);
        let source = corpus.source(statement.source).id.as_str();
        let finding = against.finding(place, source, quote.exact, found);
        let is_reported = |finding: &Diagnostic| {
            finding.code != Code::QuoteWithoutText || without_text == WithoutText::Reported
        };
        against.diagnostics.extend(finding.filter(is_reported));
    }
    against.diagnostics.sort_by_key(|finding| finding.place);
    let is_source =
        |id: &String| corpus.sources.binary_search_by(|source| source.id.as_str().cmp(id)).is_ok();
    let stored = folders.iter().flat_map(|folder| stored_ids(folder));
    against.strays = stored.filter(|id| !is_source(id)).collect();
    against
}

/// The sources in whose texts a quote may stand, the statement's own first.
fn sources(statement: &Statement) -> impl Iterator<Item = SourceIndex> {
    std::iter::once(statement.source).chain(statement.reported_in.iter().copied())
}

fn quote(statement: &Statement) -> Option<Quote<'_>> {
    let exact = statement.quote.as_deref().filter(|quote| !quote.trim().is_empty())?;
    let (prefix, suffix) = (statement.prefix.as_deref(), statement.suffix.as_deref());
    Some(Quote { exact, prefix, suffix })
}

impl Against {
    /// Counts a quote, and gives the finding about it if there is one.
    fn finding(
        &mut self,
        place: Place,
        source: &str,
        quote: &str,
        found: Option<(&Text, Found)>,
    ) -> Option<Diagnostic> {
        let Some((text, Found { kind, place: passage })) = found else {
            self.without_text += 1;
            let message = format!("no text of the source `{source}`");
            let finding = Diagnostic::warning(Code::QuoteWithoutText, place, message);
            return Some(finding.help(format!("store it as {source}.txt")));
        };
        let passage = passage.and_then(|place| text.as_str().get(place)).unwrap_or_default();
        let passage = passage.split_whitespace().collect::<Vec<_>>().join(" ");
        match kind {
            MatchKind::Verbatim => {
                self.verbatim += 1;
                None
            }
            MatchKind::Elided => {
                self.elided += 1;
                None
            }
            MatchKind::Stitched => {
                self.stitched += 1;
                let message = "this quote joins words of several sentences";
                let finding = Diagnostic::warning(Code::QuoteStitched, place, message);
                Some(finding.help(format!("the source has: {passage}")))
            }
            MatchKind::Nearly => {
                self.nearly += 1;
                let (here, there) = differing_words(quote, &passage);
                let message = match (here.as_str(), there.as_str()) {
                    (here, "") => format!("the source does not have “{here}”, which the quote has"),
                    ("", there) => format!("the source has “{there}”, which the quote leaves out"),
                    (here, there) => {
                        format!("the source says “{there}” where the quote says “{here}”")
                    }
                };
                let finding = Diagnostic::error(Code::QuoteDiffers, place, message);
                Some(finding.help(format!("the source has: {passage}")))
            }
            MatchKind::Missing => {
                self.missing += 1;
                let message = format!("this quote is not in the text of `{source}`");
                Some(Diagnostic::error(Code::QuoteMissing, place, message))
            }
        }
    }
}
