//! Flags that many commands share.

use super::{cache::Cache, failure::Failure, time::Deadline};
use crate::{
    analysis::{
        frustration::{Budget, Memory},
        series::{Coverage, Series},
    },
    corpus::{self},
    graph::TemporalGraph,
    model::{Calendar, DateExpression, Day, Instant, Period, Zone},
    report::{Form, ViewFacts},
    view::{Claims, Cut, Filter, Frame, Possible, Resolve, filter},
};
use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use std::{path::PathBuf, str::FromStr, time::Duration};

/// Parses one of a closed set of words, which help and completions list.
pub(super) fn words<W>(words: &'static [&'static str]) -> impl TypedValueParser<Value = W>
where
    W: FromStr<Err = crate::model::UnknownWord> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.parse::<W>())
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Flags of every command.
#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(super) struct GlobalOptions {
    /// The form of the answer.
    #[arg(short = 'O', long = "output-format", global = true, value_name = "FORM", value_parser = words::<Form>(Form::WORDS))]
    pub(super) form: Option<Form>,
    /// Write the answer to a file, atomically; `-` is standard output.
    #[arg(short = 'o', long = "output", global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// When to use colour.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "auto|always|never"
    )]
    pub(super) color: ColorChoice,
    /// The date to use as today.
    #[arg(long, global = true, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) today: Option<DateExpression>,
}

/// Which corpus to read.
#[derive(Args)]
#[command(next_help_heading = "Corpus")]
pub(super) struct CorpusOptions {
    /// A corpus file or folder, or a store; may be repeated to read several as one corpus [default: `$STANCE_FILE`, else `./data`].
    #[arg(short, long = "file", value_name = "PATH")]
    pub(super) file: Vec<PathBuf>,
    /// Leave the faulty items of the corpus out instead of refusing to answer.
    #[arg(long)]
    pub(super) lenient: bool,
    /// Do not use the cache (see `$STANCE_CACHE`).
    #[arg(long)]
    no_cache: bool,
}

impl CorpusOptions {
    /// Options for what a program opens.
    pub(super) fn of(file: Vec<PathBuf>, lenient: bool) -> Self {
        Self { file, lenient, no_cache: false }
    }

    /// The cache, unless the flags forbid it.
    pub(super) fn cache(&self) -> Option<Cache> {
        if self.no_cache || self.lenient { None } else { Cache::of_user() }
    }

    /// The folders of texts that lie beside the corpus.
    pub(super) fn texts_folders(&self) -> Result<Vec<PathBuf>, Failure> {
        let folders = self.paths()?.into_iter().map(|path| corpus::texts_folder(&path));
        Ok(folders.filter(|folder| folder.is_dir()).collect())
    }

    /// Whether a corpus is named, or there is one where it is looked for.
    pub(super) fn is_there(&self) -> bool {
        self.paths().is_ok()
    }

    /// The files and folders to read.
    pub(super) fn paths(&self) -> Result<Vec<PathBuf>, Failure> {
        if !self.file.is_empty() {
            return Ok(self.file.clone());
        }
        if let Some(path) = std::env::var_os("STANCE_FILE").filter(|path| !path.is_empty()) {
            return Ok(vec![path.into()]);
        }
        let data = PathBuf::from("data");
        if corpus::holds_files(&data) {
            return Ok(vec![data]);
        }
        Err(Failure::Usage(
            "no corpus found: name one with -f PATH or $STANCE_FILE, change to a folder whose ./data holds one, or \
             write a first one with `stance init`"
                .to_owned(),
        ))
    }
}

/// The view, with the same flags for every command.
#[derive(Args)]
#[command(next_help_heading = "View")]
pub(super) struct ViewOptions {
    /// Statements said on or after this date.
    #[arg(short, long, value_name = "DATE", allow_hyphen_values = true)]
    begin: Option<DateExpression>,
    /// Statements said before this date.
    #[arg(short, long, value_name = "DATE", allow_hyphen_values = true)]
    end: Option<DateExpression>,
    /// Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01, 2018q1..2018q3, "since 2018-04", "until 2018-05".
    #[arg(short, long, value_name = "PERIOD", allow_hyphen_values = true)]
    period: Option<Period>,
    /// Statements said up to the end of this date.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<DateExpression>,
    /// Only statements recorded by this date, without later corrections.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    known_by: Option<DateExpression>,
    /// Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
    #[arg(long = "where", value_name = "EXPR")]
    filter: Option<String>,
    /// Leave out statements that are only possibly in the view.
    #[arg(long)]
    definite: bool,
    /// Count claims: what somebody else says of a holder.
    #[arg(long)]
    claims: bool,
    /// What decides a tie: the latest statements, or the sum of all.
    #[arg(long, value_name = "RULE", default_value = "latest", value_parser = words::<Resolve>(Resolve::WORDS))]
    resolve: Resolve,
}

impl ViewOptions {
    /// Reports what is wrong with any corpus.
    pub(super) fn check(&self, today: Day) -> Result<(), Failure> {
        // Which time zone it is does not matter yet.
        self.ends(today, &Zone::UTC)?;
        match &self.filter {
            Some(text) => filter::check_form(text).map_err(|error| filter_failure(text, &error)),
            None => Ok(()),
        }
    }

    /// The instants between which a view of these flags lies; the second is not inside. Date-times without an offset are on
    /// the clock of a time zone.
    fn ends(&self, today: Day, zone: &Zone) -> Result<[Instant; 2], Failure> {
        let usage = |error: &dyn std::fmt::Display| Failure::Usage(error.to_string());
        let date = |typed: &Option<DateExpression>| {
            let date = typed.as_ref().map(|typed| typed.date_in(today, zone));
            date.transpose().map_err(|error| usage(&error))
        };
        let (begin, end, as_of) = (date(&self.begin)?, date(&self.end)?, date(&self.as_of)?);
        let period = self.period.as_ref().map(|period| period.ends(today, zone));
        let period = period.transpose().map_err(|error| usage(&error))?;
        let (period_begin, period_end) = period.map_or((None, None), |[a, b]| (Some(a), Some(b)));
        let begins = [begin.map(|date| date.first()), period_begin];
        let ends = [end.map(|date| date.first()), as_of.map(|date| date.end()), period_end];
        let begin = begins.into_iter().flatten().max().unwrap_or(Instant::MIN);
        let end = ends.into_iter().flatten().min().unwrap_or(Instant::MAX);
        if begin >= end {
            let [begin, end] = [begin, end].map(|end| zone.written(end));
            let message = format!("the view is empty: it begins on {begin} and ends before {end}");
            return Err(Failure::Usage(message));
        }
        Ok([begin, end])
    }

    /// The frame that the flags describe, and its description in answers.
    pub(super) fn frame(
        &self,
        graph: &TemporalGraph,
        today: Day,
    ) -> Result<(Frame, ViewFacts), Failure> {
        let filter = match &self.filter {
            Some(text) => {
                Filter::parse(text, graph).map_err(|error| filter_failure(text, &error))?
            }
            None => Filter::default(),
        };
        let (span, cut) = Cut::between(self.ends(today, graph.zone())?);
        let frame = Frame {
            span,
            cut,
            known_by: self.known_by.as_ref().map(|date| date.date(today).bounds().latest),
            filter,
            possible: if self.definite { Possible::Dropped } else { Possible::Counted },
            claims: if self.claims { Claims::LetIn } else { Claims::Listed },
            resolve: self.resolve,
            today,
        };
        let facts = self.facts(&frame, today, graph.zone());
        Ok((frame, facts))
    }

    /// The time of `--as-of`, where the view ends with it.
    fn last_instant(&self, frame: &Frame, today: Day, zone: &Zone) -> Option<String> {
        let as_of = self.as_of.as_ref()?.date_in(today, zone).ok()?;
        let [_, end] = frame.ends();
        (as_of.time().is_some() && as_of.end() == end).then(|| zone.written(as_of.last()))
    }

    /// The description of the view in answers.
    fn facts(&self, frame: &Frame, today: Day, zone: &Zone) -> ViewFacts {
        let date = |date: &DateExpression| date.date(today).to_string();
        let ends = frame.ends().map(|end| end.day.is_bounded().then(|| zone.written(end)));
        let mut in_words = vec![match &ends {
            _ if frame.cut.is_none() => frame.span.to_string(),
            [None, None] => "all dates".to_owned(),
            [Some(begin), None] => format!("since {begin}"),
            [begin, Some(_)] if let Some(last) = self.last_instant(frame, today, zone) => {
                let since =
                    begin.as_ref().map(|begin| format!("since {begin}, ")).unwrap_or_default();
                format!("{since}until {last} (included)")
            }
            [None, Some(end)] => format!("until {end} (excluded)"),
            [Some(begin), Some(end)] => format!("{begin}..{end} (end excluded)"),
        }];
        let [begin, end] = ends;
        let mut add = |part: Option<String>| in_words.extend(part);
        add(self.known_by.as_ref().map(|known_by| format!("as known by {}", date(known_by))));
        add(self.filter.as_ref().map(|filter| format!("where {filter}")));
        add(self.definite.then(|| "definite only".to_owned()));
        add(self.claims.then(|| "claims let in".to_owned()));
        add((self.resolve == Resolve::Sum).then(|| "ties by sum".to_owned()));
        ViewFacts {
            begin,
            end,
            as_of: self.as_of.as_ref().map(date),
            known_by: self.known_by.as_ref().map(date),
            r#where: self.filter.clone(),
            in_words: in_words.join(" · "),
        }
    }
}

pub(super) fn filter_failure(text: &str, error: &crate::view::FilterError) -> Failure {
    use unicode_width::UnicodeWidthStr;
    let width = |range: std::ops::Range<usize>| text.get(range).map_or(0, UnicodeWidthStr::width);
    let indent = " ".repeat(width(0..error.at.start));
    let carets = "^".repeat(width(error.at.clone()).max(1));
    Failure::Usage(format!("{error}\n  {text}\n  {indent}{carets}"))
}

/// The greatest number of periods that a row may cover.
const MOST_ROLLING: i64 = 100_000;

/// A row or picture for each calendar period.
#[derive(Args)]
#[command(next_help_heading = "Series")]
pub(super) struct SeriesOptions {
    /// Answer once for each calendar period.
    #[arg(long, value_name = "PERIOD", value_parser = words::<Calendar>(Calendar::WORDS))]
    every: Option<Calendar>,
    /// Let each row cover N periods, ending with its own.
    #[arg(long, value_name = "N", requires = "every", conflicts_with = "expanding", value_parser = clap::value_parser!(u32).range(1..=MOST_ROLLING))]
    rolling: Option<u32>,
    /// Let each row cover everything up to the end of its period.
    #[arg(long, requires = "every")]
    expanding: bool,
}

impl SeriesOptions {
    /// The series, if `--every` is given.
    pub(super) fn series(&self) -> Option<Series> {
        let coverage = match (self.rolling, self.expanding) {
            (Some(count), _) => Coverage::Rolling(count as usize),
            (None, true) => Coverage::Expanding,
            (None, false) => Coverage::Each,
        };
        self.every.map(|every| Series { every, coverage })
    }
}

/// The time limit of a search.
#[derive(Args)]
pub(super) struct BudgetOption {
    /// The time limit for proving the frustration index of a graph, or of each graph in a series.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    budget: Duration,
    #[arg(skip)]
    memory: Memory,
}

impl BudgetOption {
    /// Runs `work` within the budget, which starts now and ends at `end` at the latest, with the results of earlier calls at
    /// hand.
    pub(super) fn spend<T>(&self, end: &Deadline, work: impl FnOnce(&Budget<'_>) -> T) -> T {
        let deadline = Deadline::after(self.budget);
        let is_over = || deadline.is_over() || end.is_over();
        work(&Budget::until(&is_over).remembering(&self.memory))
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok();
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.ok_or_else(|| "expected a number of seconds, such as 10 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ends_with_its_question() {
        let budget = || BudgetOption { budget: Duration::from_hours(1), memory: Memory::default() };
        budget().spend(&Deadline::NEVER, |budget| assert!(!budget.is_spent()));
        budget().spend(&Deadline::after(Duration::ZERO), |budget| assert!(budget.is_spent()));
    }
}
