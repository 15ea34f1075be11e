//! A statement, by flags.

use crate::{
    cli::{Context, Failure},
    corpus::{Reading, append::NewRecord, find_verb, name::find_entity_by_whole_name},
    model::DateExpression,
};
use clap::Args;

/// The fields of a statement.
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "Statement")]
pub(super) struct Statement {
    /// Who holds the stance.
    #[arg(long, value_name = "ENTITY")]
    pub(super) holder: Option<String>,
    /// The verb: endorses, criticizes, …
    #[arg(long, visible_alias = "verb", value_name = "VERB")]
    pub(super) stance: Option<String>,
    /// The target of the stance.
    #[arg(long, value_name = "ENTITY")]
    pub(super) target: Option<String>,
    /// The id of the source where it was read.
    #[arg(long, value_name = "SOURCE")]
    pub(super) source: Option<String>,
    /// When the statement was made, written into the corpus as EDTF [default: when its source was published].
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) on: Option<DateExpression>,
    /// The day on which the stance ends, exclusive.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) until: Option<DateExpression>,
    /// A topic of the statement; may be repeated.
    #[arg(long, value_name = "ENTITY")]
    pub(super) about: Vec<String>,
    /// The quote, verbatim.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) quote: Option<String>,
    /// The text before the quote.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) prefix: Option<String>,
    /// The text after the quote.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) suffix: Option<String>,
    /// The id of another source that reports it; may be repeated.
    #[arg(long, value_name = "SOURCE")]
    pub(super) reported_in: Vec<String>,
    /// The day the statement entered the corpus [default: today].
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) recorded: Option<DateExpression>,
    /// Who coded the statement.
    #[arg(long, value_name = "NAME")]
    pub(super) coder: Option<String>,
    /// The coder's confidence, from 0 to 1.
    #[arg(long, value_name = "NUMBER")]
    pub(super) confidence: Option<f64>,
    /// The id of the statement that it corrects.
    #[arg(long, value_name = "STATEMENT")]
    pub(super) supersedes: Option<String>,
    /// Who claims that the holder has this stance.
    #[arg(long, value_name = "ENTITY")]
    pub(super) claimed_by: Option<String>,
    /// A note.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) note: Option<String>,
    /// The id of the statement.
    #[arg(long, value_name = "ID")]
    pub(super) id: Option<String>,
}

impl Statement {
    /// Whether no flag of the statement is given.
    pub(super) fn is_empty(&self) -> bool {
        let Self { about, reported_in, confidence, .. } = self;
        let dates = [&self.on, &self.until, &self.recorded];
        let texts = [
            &self.holder,
            &self.stance,
            &self.target,
            &self.source,
            &self.quote,
            &self.prefix,
            &self.suffix,
            &self.coder,
            &self.supersedes,
            &self.claimed_by,
            &self.note,
            &self.id,
        ];
        let is_listed = !about.is_empty() || !reported_in.is_empty();
        let is_said =
            dates.iter().any(|date| date.is_some()) || texts.iter().any(|it| it.is_some());
        !is_listed && !is_said && confidence.is_none()
    }

    /// The flags of required fields that are missing.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let required = [
            (&self.holder, "--holder"),
            (&self.stance, "--stance"),
            (&self.target, "--target"),
            (&self.source, "--source"),
        ];
        let missing = required.into_iter().filter(|(value, _)| value.is_none());
        missing.map(|(_, flag)| flag).collect()
    }

    /// The statement to write, with names resolved to ids.
    pub(super) fn resolve(
        &self,
        reading: &Reading,
        context: &Context,
    ) -> Result<NewRecord, Failure> {
        let entity = |typed: &str| -> Result<String, Failure> {
            // Of what is written down for good, nobody guesses whom a part of a name means.
            let found = find_entity_by_whole_name(&reading.corpus, typed)?;
            Ok(reading.corpus.entity(found).id.to_string())
        };
        let optional = |typed: &Option<String>| typed.as_deref().map(entity).transpose();
        let date = |typed: &Option<DateExpression>| {
            typed.as_ref().map(|typed| context.clock.date(typed).to_string())
        };
        let recorded = date(&self.recorded).unwrap_or_else(|| context.clock.today().to_string());
        let mut statement = NewRecord::default();
        statement.text("id", self.id.as_deref());
        statement.text("holder", optional(&self.holder)?.as_deref());
        let vocabulary = &reading.corpus.vocabulary;
        let stance = self.stance.as_deref().map(|typed| find_verb(vocabulary, typed));
        let stance = stance.transpose().map_err(Failure::Usage)?;
        statement.text("stance", stance.map(|verb| vocabulary.verb(verb).word.as_str()));
        statement.text("target", optional(&self.target)?.as_deref());
        statement.text("on", date(&self.on).as_deref());
        statement.text("until", date(&self.until).as_deref());
        statement.text("source", self.source.as_deref());
        statement.list("reported_in", &self.reported_in);
        statement.list(
            "about",
            &self.about.iter().map(|typed| entity(typed)).collect::<Result<Vec<_>, _>>()?,
        );
        statement.text("prefix", self.prefix.as_deref());
        statement.text("quote", self.quote.as_deref());
        statement.text("suffix", self.suffix.as_deref());
        statement.text("claimed_by", optional(&self.claimed_by)?.as_deref());
        statement.text("supersedes", self.supersedes.as_deref());
        statement.text("recorded", Some(&recorded));
        statement.text("coder", self.coder.as_deref());
        statement.number("confidence", self.confidence);
        statement.text("note", self.note.as_deref());
        Ok(statement)
    }
}
