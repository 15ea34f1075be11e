//! Sources.

use super::{Completion, Fields, MetSource, dates::Unfit};
use crate::{
    corpus::record::SourceRecord,
    import::{Provenance, matched::Matched},
    model::{SourceIndex, SourceKind},
};

/// The sources of the data that are there: as they are there, and as the data have them.
pub(super) fn met(matched: &Matched<'_>, provenance: &Provenance) -> Vec<MetSource> {
    let Some(known) = matched.known else { return Vec::new() };
    let sources = (0..matched.new.n_sources()).map(SourceIndex::new);
    // Millions of sources say nothing but their ids.
    let are_plain = matched.new.has_plain_sources();
    let says_more = |source: &SourceIndex| {
        let source = matched.new.source(*source);
        provenance.source_kind != Some(source.kind()) || !(are_plain || source.is_plain())
    };
    let met = sources.filter(says_more).filter_map(|source| {
        let there = matched.source_there(source)?;
        Some((known.source_record(there), matched.source_record(source)))
    });
    met.filter(|(there, new)| there != new).collect()
}

/// Completes a source.
pub(super) fn complete(
    there: &SourceRecord,
    new: &SourceRecord,
    provenance: &Provenance,
    unfit: &Unfit,
    completion: &mut Completion,
) {
    let mut after = there.clone();
    let mut fields = Fields::of(format!("source {}", there.id), &mut completion.kept);
    kind(&mut after.kind, new.kind, provenance, &mut fields);
    fields.take("title", &mut after.title, new.title.as_ref());
    fields.take("author", &mut after.author, new.author.as_ref());
    fields.take("outlet", &mut after.outlet, new.outlet.as_ref());
    match &new.published {
        Some(day) if after.published.is_none() && unfit.has_date(&there.id) => {
            let what = "date of publication that fits its statements and replies";
            fields.keep(what, None, day);
        }
        day => fields.take("date of publication", &mut after.published, day.as_ref()),
    }
    for original in &new.in_reply_to {
        if after.in_reply_to.contains(original) {
            continue;
        }
        if unfit.has_replies(&there.id) {
            fields.keep("reply that fits its date", None, original);
        } else {
            fields.completed.push(format!("reply to {original}"));
            after.in_reply_to.push(original.clone());
        }
    }
    fields.take("address", &mut after.url, new.url.as_ref());
    fields.take("archived copy", &mut after.archived, new.archived.as_ref());
    fields.take("language", &mut after.language, new.language.as_ref());
    fields.take("note", &mut after.note, new.note.as_ref());
    fields.attributes(&mut after.attributes, &new.attributes);
    completion.completed.extend(fields.sentence());
    if after != *there {
        let change = (there.clone(), after);
        completion.amended.sources.insert(there.id.clone(), change);
    }
}

/// What sources are of which nothing says it.
const USUAL: SourceKind = SourceKind::Dataset;

/// A kind that only a default told says nothing.
fn kind(there: &mut SourceKind, new: SourceKind, provenance: &Provenance, fields: &mut Fields<'_>) {
    let usual = provenance.source_kind;
    let is_given = provenance.given_ids.is_none() || usual.is_some_and(|usual| new != usual);
    if !is_given || *there == new {
        return;
    }
    if usual.is_some() && [Some(USUAL), usual].contains(&Some(*there)) {
        // It is reported among the kinds that changed.
        *there = new;
    } else {
        fields.keep("kind", Some(there.word()), new.word());
    }
}
