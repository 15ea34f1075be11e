//! `stance propose`.

use super::{Context, Failure, options::CorpusOptions, session};
use crate::{
    coding::{
        LexiconError,
        endpoint::{Asked, Endpoint, ask},
        lexicons_beside,
        proposals::{Article, Line, Proposals, Sign},
        propose::{Knowledge, Lexicon, PROPOSER, Written, known, propose},
        read_lexicon,
    },
    corpus::{self, Corpus},
    model::{Bounds, Date, DateExpression},
    report::count,
};
use clap::Args;
use sha2::{Digest, Sha256};
use std::{
    env,
    fmt::Write as _,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Propose statements that a text makes, by rules.
///
/// Reads English prose and writes proposals as JSON lines: for each text a line about it, then its proposals in the
/// order of the text. A ready proposal states holder, verb and target; an open one has the holder, the quotation, the
/// date and the likely targets, and leaves the verb to a person. Nothing is added to the corpus, and nothing leaves
/// this computer, unless --remote allows it. Where -o names a file that has decisions already, only what is new is added to it.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The texts, in UTF-8; `-` is standard input.
    #[arg(value_name = "TEXT", required = true)]
    texts: Vec<PathBuf>,
    /// The day of publication, from which days like "on Wednesday" are counted [default: the source's].
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    published: Option<DateExpression>,
    /// The source whose text it is [default: the one that the file is named after].
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// A file of words to read by, besides those of the program and of the lexicon.ron beside the corpus; may be repeated.
    #[arg(long, value_name = "FILE")]
    lexicon: Vec<PathBuf>,
    /// Ask a language model about open proposals, too: the address of a server of chat completions.
    #[arg(long, value_name = "URL", requires = "model")]
    endpoint: Option<String>,
    /// The model to ask.
    #[arg(long, value_name = "NAME", requires = "endpoint")]
    model: Option<String>,
    /// Allow a server on another computer: the passages that are asked about are sent there.
    #[arg(long, requires = "endpoint")]
    remote: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
}

/// The variable of the environment with the key of a server that wants one.
const KEY: &str = "STANCE_ENDPOINT_KEY";

impl Arguments {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        context.output.only_lines("proposals are JSON lines")?;
        if self.texts.len() > 1 && self.source.is_some() {
            return Err(Failure::Usage("--source names the source of one text".to_owned()));
        }
        let corpus = self.corpus(context)?;
        let entities = known(&corpus);
        let lexicon = self.lexicon(&corpus, context)?;
        let verb = |word: &str| {
            let index = corpus.vocabulary.find(word)?;
            Some(Sign::of(corpus.vocabulary.verb(index).effect))
        };
        let knowledge = Knowledge { entities: &entities, vocabulary: &verb, lexicon: &lexicon };
        let endpoint = self.endpoint()?;
        let mut lines = Vec::new();
        for path in &self.texts {
            self.read(path, &corpus, (knowledge, endpoint.as_ref()), context, &mut lines)?;
        }
        let text = match context.output.path() {
            Some(path) => continued(path, lines)?,
            None => written(&lines)?,
        };
        context.output.write_bytes(text.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }

    /// The model to ask, if one is named.
    fn endpoint(&self) -> Result<Option<Endpoint>, Failure> {
        let Some((address, model)) = self.endpoint.as_ref().zip(self.model.as_ref()) else {
            return Ok(None);
        };
        let endpoint = Endpoint::new(address, model, self.remote, env::var(KEY).ok());
        endpoint.map(Some).map_err(|error| Failure::Usage(error.to_string()))
    }

    /// The corpus; without one, the vocabulary of the program alone.
    fn corpus(&self, context: &Context) -> Result<Corpus, Failure> {
        match self.corpus.paths() {
            Ok(_) => session::corpus(&self.corpus, context),
            Err(_) => {
                context.output.tell("note: no corpus, so no name is known (-f PATH names one)\n");
                Ok(corpus::read(&[]).corpus)
            }
        }
    }

    /// The words to read by: those of the program, those beside the corpus, and those that are named.
    fn lexicon(&self, corpus: &Corpus, context: &Context) -> Result<Lexicon, Failure> {
        let beside = lexicons_beside(&self.corpus.paths().unwrap_or_default());
        let named = self.lexicon.iter().filter(|path| !beside.contains(path));
        let written: Result<Vec<Written>, LexiconError> =
            beside.iter().chain(named).map(|path| read_lexicon(path, &corpus.vocabulary)).collect();
        let lexicon =
            written.map(Lexicon::with).map_err(|error| Failure::Data(error.to_string()))?;
        for path in &beside {
            context.output.tell(&format!("note: {}: its words are used, too\n", path.display()));
        }
        Ok(lexicon)
    }

    /// Proposes from one text.
    fn read(
        &self,
        path: &Path,
        corpus: &Corpus,
        (knowledge, endpoint): (Knowledge, Option<&Endpoint>),
        context: &Context,
        lines: &mut Vec<Line>,
    ) -> Result<(), Failure> {
        let (text, sha256) = read_text(path)?;
        let source = self.source(path, corpus);
        let published = match &self.published {
            Some(date) => Some(date.date(context.clock.today()).bounds()),
            None => source.as_deref().and_then(|id| published(corpus, id)),
        };
        let day = published.and_then(civil);
        if day.is_none() {
            context.output.tell(&format!(
                "note: {}: the day of publication is not known, so days like \"on Wednesday\" have no date \
                 (--published DATE)\n",
                path.display()
            ));
        }
        let proposed = propose(&text, day, knowledge).map_err(|language| {
            Failure::Data(format!("{} reads as {language}; propose reads English", path.display()))
        })?;
        if proposed.left_out > 0 {
            let are = count(proposed.left_out, "unlikely proposal is", "unlikely proposals are");
            context.output.tell(&format!("note: {}: {are} left out\n", path.display()));
        }
        let mut proposals = proposed.proposals;
        let mut proposer = PROPOSER.to_owned();
        if let Some(endpoint) = endpoint {
            let asked = ask(endpoint, &text, &mut proposals, &corpus.vocabulary);
            context.output.tell(&asked_text(&asked, endpoint.model()));
            proposer = format!("{proposer}, {}", endpoint.model());
        }
        lines.push(Line::Article(Article {
            path: path.display().to_string(),
            sha256,
            chars: text.chars().count(),
            published: day.map(|day| day.to_string()),
            source,
            proposer,
        }));
        lines.extend(proposals.into_iter().map(|proposal| Line::Proposal(Box::new(proposal))));
        Ok(())
    }

    /// The source that the flag names, or that the file is named after.
    fn source(&self, path: &Path, corpus: &Corpus) -> Option<String> {
        self.source.clone().or_else(|| {
            let stem = path.file_stem()?.to_str()?;
            let source = corpus.sources.iter().find(|source| source.id.as_str() == stem)?;
            Some(source.id.to_string())
        })
    }
}

/// The lines as text.
fn written(lines: &[Line]) -> Result<String, Failure> {
    let mut text = String::new();
    for line in lines {
        text.push_str(&serde_json::to_string(line).map_err(io::Error::from)?);
        text.push('\n');
    }
    Ok(text)
}

/// What to write to a file: where it has proposals of the same text, what was decided stays.
fn continued(path: &Path, lines: Vec<Line>) -> Result<String, Failure> {
    let text = written(&lines)?;
    let existing = match fs::read_to_string(path) {
        Ok(existing) if existing.trim().is_empty() => return Ok(text),
        Ok(existing) => existing,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(text),
        Err(error) => return Err(Failure::file(path, "read", &error)),
    };
    // A file of several texts is never reviewed, so that it has nothing to keep.
    let is_of_several =
        existing.lines().filter(|line| line.starts_with("{\"article\"")).count() > 1;
    if is_of_several && !existing.contains("{\"decision\"") {
        return Ok(text);
    }
    let refusal = |why: &dyn std::fmt::Display| {
        Failure::Data(format!(
            "{}: {why}; the file is left as it is: name another -o FILE",
            path.display()
        ))
    };
    let known = Proposals::parse(&existing).map_err(|error| refusal(&error))?;
    let new = Proposals::parse(&text).map_err(|error| refusal(&error))?;
    let (there, here) = (&known.article, &new.article);
    // The same text may have been mended, or lie elsewhere.
    let is_same = there.sha256 == here.sha256
        || if here.source.is_some() {
            there.source == here.source
        } else {
            there.path == here.path
        };
    if !is_same && !known.decisions.is_empty() {
        return Err(refusal(&format!("it has decisions about another text, {}", there.path)));
    }
    Ok(known.merged(new).to_text())
}

/// What came of asking a model.
fn asked_text(asked: &Asked, model: &str) -> String {
    let mut text = format!(
        "{model}: {}, {} answered, {} with no verb",
        count(asked.questions, "question", "questions"),
        asked.answered,
        asked.none
    );
    for (fault, n) in &asked.dropped {
        let _ = write!(text, "; dropped {n}: {}", fault.words());
    }
    if let Some(failure) = &asked.last_failure {
        let _ = write!(text, " ({failure})");
    }
    if asked.not_asked > 0 {
        let _ = write!(text, "; {} not asked", count(asked.not_asked, "question", "questions"));
    }
    text.push('\n');
    text
}

/// The text of a file and the digest of its bytes; every end of a line is one character.
fn read_text(path: &Path) -> Result<(String, String), Failure> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(path).map(|content| bytes = content)
    };
    read.map_err(|error| Failure::file(path, "read", &error))?;
    let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}");
        digest
    });
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::Data(format!(
            "{} is not UTF-8; `stance text add` keeps a text of any encoding as UTF-8",
            path.display()
        ))
    })?;
    let text =
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    Ok((text, sha256))
}

/// When a source of the corpus was published.
fn published(corpus: &Corpus, id: &str) -> Option<Bounds> {
    let source = corpus.sources.iter().find(|source| source.id.as_str() == id)?;
    source.published.as_ref().map(Date::bounds)
}

/// The day of a date that is one day.
fn civil(bounds: Bounds) -> Option<jiff::civil::Date> {
    if !bounds.is_one_day() {
        return None;
    }
    let (year, month, day) = bounds.earliest.civil();
    jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}
