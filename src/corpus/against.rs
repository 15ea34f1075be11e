//! Checks the quotes of a corpus against the stored texts of its sources.

use super::{
    Reading,
    diagnostic::{Code, Diagnostic},
    quotes::{Found, MatchKind, Text, differing_words},
    stored::stored_text,
    syntax::value_place,
    text::Place,
};
use crate::model::{SourceIndex, Statement};
use rayon::prelude::*;
use std::{collections::BTreeMap, path::Path};

/// The result of checking the quotes of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Against {
    /// The number of quotes that match verbatim.
    pub verbatim: usize,
    /// The number of quotes that match nearly.
    pub nearly: usize,
    /// The number of quotes that are not in the text.
    pub missing: usize,
    /// The number of quotes whose sources have no text.
    pub without_text: usize,
    /// A finding for every quote that does not match verbatim.
    pub diagnostics: Vec<Diagnostic>,
}

/// Looks for every quote in `SOURCE-ID.txt` of `folder`: in the text of the statement's source, else in
/// those of the sources that report it. A text that cannot be read counts as missing.
pub fn against(reading: &Reading, folder: &Path) -> Against {
    let corpus = &reading.corpus;
    let sources = |statement: &Statement| -> Vec<SourceIndex> {
        std::iter::once(statement.source).chain(statement.reported_in.iter().copied()).collect()
    };
    let quoting: Vec<(&Statement, Place, &str)> = corpus
        .statements
        .iter()
        .zip(&reading.places)
        .filter_map(|(statement, place)| Some((statement, *place, statement.quote.as_deref()?)))
        .filter(|(_, _, quote)| !quote.trim().is_empty())
        .collect();
    let wanted: std::collections::BTreeSet<SourceIndex> =
        quoting.iter().flat_map(|(statement, ..)| sources(statement)).collect();
    let texts: BTreeMap<SourceIndex, Text> = wanted
        .into_par_iter()
        .filter_map(|source| {
            Some((source, Text::new(&stored_text(folder, corpus.source(source).id.as_str())?)))
        })
        .collect();
    let found: Vec<Option<Found>> = quoting
        .par_iter()
        .map(|(statement, _, quote)| {
            let found = sources(statement)
                .into_iter()
                .filter_map(|source| Some(texts.get(&source)?.find(quote)));
            found.min_by_key(|found| found.kind)
        })
        .collect();
    let mut against = Against::default();
    for ((statement, place, quote), found) in quoting.iter().zip(found) {
        let text = reading.files.get(place.file).map_or("", |file| &file.text);
        let place = value_place(text, *place, "quote", None);
        let source = &corpus.source(statement.source).id;
        let finding = match found {
            None => {
                against.without_text += 1;
                let message = format!("no text of the source `{source}`");
                Diagnostic::warning(Code::QuoteWithoutText, place, message)
                    .help(format!("store it as {source}.txt"))
            }
            Some(Found { kind: MatchKind::Verbatim, .. }) => {
                against.verbatim += 1;
                continue;
            }
            Some(Found { kind: MatchKind::Nearly, instead }) => {
                against.nearly += 1;
                let instead = instead.unwrap_or_default();
                let (here, there) = differing_words(quote, &instead);
                let message = format!("the source says “{there}” where the quote says “{here}”");
                Diagnostic::error(Code::QuoteDiffers, place, message)
                    .help(format!("the source has: {instead}"))
            }
            Some(Found { kind: MatchKind::Missing, .. }) => {
                against.missing += 1;
                let message = format!("this quote is not in the text of `{source}`");
                Diagnostic::error(Code::QuoteMissing, place, message)
            }
        };
        against.diagnostics.push(finding);
    }
    against.diagnostics.sort_by_key(|finding| finding.place);
    against
}
