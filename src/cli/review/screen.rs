//! How a proposal looks.

use crate::{
    coding::{
        proposals::{DateBasis, Named, Proposal, Status},
        review::{Changes, Field, Mode, Passage},
    },
    corpus::{Corpus, name::Named as _},
};
use serde_json::Value;
use std::fmt::Write as _;

/// What each key does.
pub(super) const KEYS: &str =
    "a accept  r refuse  t target  v verb  e edit  n new entity  l later  u undo  q quit";

/// A proposal: its passage with the quote marked, what was found, what was changed, and why.
pub(super) fn shown(
    proposal: &Proposal,
    changes: &Changes,
    passage: &Passage,
    corpus: &Corpus,
    width: usize,
) -> String {
    let mut out = passage_text(passage, width);
    out.push('\n');
    let mut fact = |name: &str, value: &str| {
        let begin = format!("{name:<11}");
        let options =
            textwrap::Options::new(width).initial_indent(&begin).subsequent_indent("           ");
        let _ = writeln!(out, "{}", textwrap::fill(value, options));
    };
    let who = |entity: Option<&str>, name: &str| named(entity, name, corpus);
    let sign = |verb: &str| match corpus.vocabulary.find(verb) {
        Some(found) => format!("{verb} ({})", corpus.vocabulary.verb(found).effect.word()),
        None => format!("{verb} (no verb of the vocabulary)"),
    };
    let changed = |field: &str, proposed: String| match changes.get(field) {
        None => proposed,
        Some(Value::String(verb)) if field == "stance" => format!("{} (changed)", sign(verb)),
        Some(Value::String(value)) if ["on", "quote", "note"].contains(&field) => {
            format!("{value} (changed)")
        }
        Some(Value::String(id)) => format!("{} (changed)", who(Some(id), id)),
        Some(Value::Array(items)) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            format!("{} (changed)", items.join(", "))
        }
        Some(_) => "none (changed)".to_owned(),
    };
    let holder = &proposal.holder;
    let found = format!(
        "{}: “{}”, by {}",
        who(holder.entity.as_deref(), &holder.name),
        holder.text,
        holder.how
    );
    fact("holder", &changed("holder", found));
    let verb = proposal.stance.as_deref().map_or("to be chosen".to_owned(), sign);
    fact("verb", &changed("stance", verb));
    let target = proposal
        .target
        .as_ref()
        .map_or("to be chosen".to_owned(), |target| who(target.entity.as_deref(), &target.name));
    fact("target", &changed("target", target));
    let candidates = proposal.candidates.iter().take(9).enumerate();
    let candidates = candidates
        .map(|(at, Named { entity, name })| format!("{} {}", at + 1, who(entity.as_deref(), name)));
    let candidates: Vec<String> = candidates.collect();
    if !candidates.is_empty() {
        fact("candidates", &candidates.join("; "));
    }
    let on = proposal.on.as_deref().unwrap_or("not known");
    fact("date", &changed("on", format!("{on}, {}", basis(proposal.date_basis))));
    if let Some(Named { entity, name }) = &proposal.claimed_by {
        fact("claimed by", &changed("claimed_by", who(entity.as_deref(), name)));
    } else if changes.contains_key("claimed_by") {
        fact("claimed by", &changed("claimed_by", String::new()));
    }
    if !proposal.about.is_empty() || changes.contains_key("about") {
        fact("about", &changed("about", proposal.about.join(", ")));
    }
    for field in ["quote", "note"].into_iter().filter(|field| changes.contains_key(*field)) {
        fact(field, &changed(field, String::new()));
    }
    let status = match proposal.status {
        Status::Ready => "ready",
        Status::Open => "open",
    };
    fact("why", &format!("{} ({status}, {:.2})", proposal.why, proposal.confidence));
    out
}

fn passage_text(passage: &Passage, width: usize) -> String {
    let mut out = String::new();
    let options = textwrap::Options::new(width);
    let mut paragraphs = |text: &str, options: &textwrap::Options<'_>| {
        for paragraph in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            let _ = writeln!(out, "{}", textwrap::fill(paragraph, options));
        }
    };
    paragraphs(&passage.before, &options);
    let marked = textwrap::Options::new(width).initial_indent("  ▌ ").subsequent_indent("  ▌ ");
    paragraphs(&passage.quote, &marked);
    paragraphs(&passage.after, &options);
    match passage.stands {
        Some(true) => {}
        Some(false) => out.push_str("  (this is not in the text)\n"),
        None => out.push_str("  (the text is not here)\n"),
    }
    out
}

fn named(entity: Option<&str>, name: &str, corpus: &Corpus) -> String {
    match entity {
        None => format!("{name} (no entity)"),
        Some(id) => match corpus.by_id(id) {
            Some(found) => format!("{} ({id})", corpus.entity(found).name),
            None => format!("{name} ({id}, new)"),
        },
    }
}

const fn basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Sentence => "named in the sentence",
        DateBasis::Message => "named where the message begins",
        DateBasis::Tweet => "by the number of the tweet",
        DateBasis::Paragraph => "named before in the paragraph",
        DateBasis::Text => "the day of what the text reports",
        DateBasis::Published => "the day of publication",
        DateBasis::Headline => "a headline of another article",
        DateBasis::Unknown => "for want of any",
    }
}

/// What the machine waits for.
pub(super) fn prompt(mode: &Mode) -> String {
    match mode {
        Mode::Offer | Mode::Done => "> ".to_owned(),
        Mode::ChooseField => {
            "edit: h holder  v verb  t target  d date  q quote  b about  c claimed by  n note > "
                .to_owned()
        }
        Mode::Typing(field, typed) => {
            let name = match field {
                Field::Holder => "holder",
                Field::Stance => "verb",
                Field::Target => "target (a name, or the number of a candidate)",
                Field::On => "date",
                Field::Quote => "quote",
                Field::About => "about (separated by commas)",
                Field::ClaimedBy => "claimed by",
                Field::Note => "note",
                Field::NewName(_) => "name of the new entity",
                Field::NewKind(_) => "its kind",
            };
            format!("{name}: {typed}")
        }
    }
}
