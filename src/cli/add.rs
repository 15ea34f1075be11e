//! `stance add`.

use super::{Context, Failure, options::CorpusOptions, session::read, writing::Addition};
use crate::{
    corpus::{
        Reading,
        append::{Additions, NewRecord},
        find_verb,
        name::find_entity_by_whole_name,
    },
    model::DateExpression,
};
use clap::Args;
use std::{
    io::{self, BufRead, IsTerminal},
    path::PathBuf,
    process::ExitCode,
};

/// Add a statement to the corpus without an editor.
///
/// Entities may be typed as ids, names or aliases. On a terminal, asks for required fields that are
/// missing. Writes nothing when the statement would make the corpus faulty.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The corpus file to write to [default: the last one with statements].
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Show what would be written, but write nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    statement: StatementOptions,
}

/// The fields of a statement.
#[derive(Args)]
#[command(next_help_heading = "Statement")]
struct StatementOptions {
    /// Who holds the stance.
    #[arg(long, value_name = "ENTITY")]
    holder: Option<String>,
    /// The verb: endorses, criticizes, …
    #[arg(long, visible_alias = "verb", value_name = "VERB")]
    stance: Option<String>,
    /// The target of the stance.
    #[arg(long, value_name = "ENTITY")]
    target: Option<String>,
    /// The id of the source where it was read.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// When the statement was made, written into the corpus as EDTF [default: when its source was published].
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<DateExpression>,
    /// The day on which the stance ends, exclusive.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<DateExpression>,
    /// A topic of the statement; may be repeated.
    #[arg(long, value_name = "ENTITY")]
    about: Vec<String>,
    /// The quote, verbatim.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    quote: Option<String>,
    /// The text before the quote.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    prefix: Option<String>,
    /// The text after the quote.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    suffix: Option<String>,
    /// The id of another source that reports it; may be repeated.
    #[arg(long, value_name = "SOURCE")]
    reported_in: Vec<String>,
    /// The day the statement entered the corpus [default: today].
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    recorded: Option<DateExpression>,
    /// Who coded the statement.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// The coder's confidence, from 0 to 1.
    #[arg(long, value_name = "NUMBER")]
    confidence: Option<f64>,
    /// The id of the statement that it corrects.
    #[arg(long, value_name = "STATEMENT")]
    supersedes: Option<String>,
    /// Who claims that the holder has this stance.
    #[arg(long, value_name = "ENTITY")]
    claimed_by: Option<String>,
    /// A note.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// The id of the statement.
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}

impl Arguments {
    pub(super) fn run(mut self, context: &Context) -> Result<ExitCode, Failure> {
        let reading = read(&self.corpus)?;
        self.statement.ask_for_missing(context)?;
        let statement = self.statement.resolve(&reading, context)?;
        let what = ("the statement", None);
        let texts = self.corpus.texts_folders()?;
        let read = (&reading, texts.as_slice());
        let addition = Addition::new(read, &statement, self.to.as_deref(), what, context)?;
        if self.dry_run {
            context.output.write_bytes(addition.lines().as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let added = format!("added to {}\n", addition.path().display());
        addition.write()?;
        context.output.tell(&added);
        Ok(ExitCode::SUCCESS)
    }
}

impl StatementOptions {
    /// Asks for missing required fields on a terminal.
    fn ask_for_missing(&mut self, context: &Context) -> Result<(), Failure> {
        let required = [
            (&mut self.holder, "--holder", "holder (who?)"),
            (&mut self.stance, "--stance", "stance (a verb: endorses, criticizes, …)"),
            (&mut self.target, "--target", "target (towards whom or what?)"),
            (&mut self.source, "--source", "source (its id)"),
        ];
        let is_interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
        let missing: Vec<&str> = required
            .iter()
            .filter(|(value, ..)| value.is_none())
            .map(|(_, flag, _)| *flag)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        if !is_interactive {
            return Err(Failure::Usage(format!("a statement needs {}", missing.join(", "))));
        }
        for (value, flag, question) in required {
            if value.is_none() {
                *value = Some(
                    ask(context, question)?
                        .ok_or_else(|| Failure::Usage(format!("a statement needs {flag}")))?,
                );
            }
        }
        if self.on.is_none() {
            let answer = ask(context, "on (a date; empty: when its source was published)")?;
            let date = answer.map(|text| text.parse::<DateExpression>()).transpose();
            self.on = date.map_err(|error| Failure::Usage(format!("invalid date: {error}")))?;
        }
        if self.quote.is_none() {
            self.quote = ask(context, "quote (verbatim; may be empty)")?;
        }
        Ok(())
    }

    /// The statement to write, with names resolved to ids.
    fn resolve(&self, reading: &Reading, context: &Context) -> Result<Additions, Failure> {
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
        Ok(Additions::statement(statement))
    }
}

/// The line that the user types, or `None` when it is empty.
fn ask(context: &Context, question: &str) -> Result<Option<String>, Failure> {
    context.output.tell(&format!("{question}: "));
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let answer = line.trim();
    Ok((!answer.is_empty()).then(|| answer.to_owned()))
}
