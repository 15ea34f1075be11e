//! Carries decisions out: writes them down, and what is accepted into the corpus.

use crate::{
    cli::{
        Context, Failure,
        options::CorpusOptions,
        session::read,
        writing::{Addition, Written},
    },
    coding::{
        proposals::{Decision, Proposals, Verdict},
        review::{Accepted, Changes, Circumstances, accepted, is_source_id},
    },
    corpus::{Reading, quotes::Text, stored_text, texts_folder},
};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// A file of proposals under review, and its text.
pub(super) struct ReviewedFile {
    pub(super) path: PathBuf,
    pub(super) proposals: Proposals,
    pub(super) source: String,
    pub(super) text: Option<Text>,
}

impl ReviewedFile {
    /// Reads a file of proposals, and the text that they were made of: where the article lies, or beside the corpus.
    pub(super) fn read(path: &Path, corpus: &Path, source: Option<&str>) -> Result<Self, Failure> {
        let text = fs::read(path).map_err(|error| Failure::file(path, "read", &error))?;
        let text = String::from_utf8_lossy(&text);
        let faulty = |error| Failure::Data(format!("{}: {error}", path.display()));
        let proposals = Proposals::parse(&text).map_err(faulty)?;
        let source = source.map(str::to_owned).or_else(|| proposals.article.source.clone());
        let Some(source) = source.filter(|id| is_source_id(id)) else {
            let message = format!("{} names no source; name it with --source ID", path.display());
            return Err(Failure::Usage(message));
        };
        let text = text_of(&proposals, corpus, &source).map(|text| Text::new(&text));
        Ok(Self { path: path.to_path_buf(), proposals, source, text })
    }

    /// The numbers of proposals that are accepted, refused and open.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let decided = self.proposals.decided();
        let accepted =
            decided.values().filter(|decision| decision.verdict == Verdict::Accepted).count();
        (accepted, decided.len() - accepted, self.proposals.proposals.len() - decided.len())
    }
}

/// The text that proposals were made of: the one with its digest goes first, then the one beside the corpus.
fn text_of(proposals: &Proposals, corpus: &Path, source: &str) -> Option<String> {
    let article = &proposals.article;
    let stored = stored_text(&texts_folder(corpus), source);
    let read =
        fs::read(&article.path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let digest = |text: &String| {
        let mut digits = String::new();
        for byte in Sha256::digest(text.as_bytes()) {
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    };
    let is_same = |text: &&String| digest(text).eq_ignore_ascii_case(&article.sha256);
    let same = [&stored, &read].into_iter().flatten().find(is_same).cloned();
    same.or(stored).or(read)
}

/// What carrying out a decision did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// A statement was added.
    Added,
    /// The statement stood in the corpus already.
    Stood,
    /// The decision was written down.
    Noted,
}

/// Where decisions are carried out.
pub(super) struct Desk<'d> {
    context: &'d Context,
    options: &'d CorpusOptions,
    to: Option<&'d Path>,
    coder: Option<&'d str>,
    /// The corpus as it was last read.
    pub(super) reading: Reading,
    /// What the decisions of this call added to the corpus, in order; nothing for those that added nothing.
    written: Vec<Option<Written>>,
}

impl<'d> Desk<'d> {
    pub(super) fn new(
        context: &'d Context,
        options: &'d CorpusOptions,
        to: Option<&'d Path>,
        coder: Option<&'d str>,
    ) -> Result<Self, Failure> {
        let reading = read(options)?;
        Ok(Self { context, options, to, coder, reading, written: Vec::new() })
    }

    fn today(&self) -> String {
        self.context.clock.today().to_string()
    }

    /// Carries a decision out. What is accepted is in the corpus before the decision is written down: who is interrupted in
    /// between is offered the proposal again, and the statement is not added twice.
    pub(super) fn decide(
        &mut self,
        file: &mut ReviewedFile,
        id: &str,
        verdict: Verdict,
        changes: Changes,
        (coder, on): (Option<&str>, Option<&str>),
    ) -> Result<Done, Failure> {
        let coder = coder.or(self.coder);
        let today = on.map_or_else(|| self.today(), str::to_owned);
        let (mut done, mut written) = (Done::Noted, None);
        if verdict == Verdict::Accepted {
            let circumstances = Circumstances {
                source: &file.source,
                published: file.proposals.article.published.as_deref(),
                text: file.text.as_ref().map(Text::as_str),
                coder,
                today: &today,
            };
            let Some(proposal) = file.proposals.proposal(id) else {
                return Err(Failure::Data(format!("there is no proposal `{id}`")));
            };
            // Somebody may have changed the corpus in an editor meanwhile.
            self.reading = read(self.options)?;
            let outcome = accepted(proposal, &changes, &self.reading.corpus, circumstances);
            match outcome.map_err(|error| Failure::Data(error.to_string()))? {
                Accepted::Stands => done = Done::Stood,
                Accepted::New(additions) => {
                    let what = ("the statement", None);
                    let folders = self.options.texts_folders()?;
                    let reading = &self.reading;
                    let addition = Addition::new(
                        (reading, &folders),
                        &additions,
                        self.to,
                        what,
                        self.context,
                    )?;
                    written = Some(addition.write()?);
                    self.reading = read(self.options)?;
                    done = Done::Added;
                }
            }
        }
        note(file, id, verdict, changes, (coder, &today))?;
        self.written.push(written);
        Ok(done)
    }

    /// Takes back the last decision of this call: the statement that it added leaves the corpus, if the file is as it
    /// was then.
    pub(super) fn undo(&mut self, file: &mut ReviewedFile, id: &str) -> Result<(), Failure> {
        if let Some(Some(written)) = self.written.last() {
            written.take_back()?;
        }
        self.written.pop();
        self.reading = read(self.options)?;
        let today = self.today();
        note(file, id, Verdict::Undone, Changes::new(), (self.coder, &today))
    }
}

/// Writes a decision down.
fn note(
    file: &mut ReviewedFile,
    id: &str,
    verdict: Verdict,
    changes: Changes,
    (coder, on): (Option<&str>, &str),
) -> Result<(), Failure> {
    let decision = Decision {
        proposal: id.to_owned(),
        verdict,
        changes,
        coder: coder.map(str::to_owned),
        on: Some(on.to_owned()),
    };
    let appended = file.proposals.append(&file.path, decision);
    appended.map_err(|error| Failure::file(&file.path, "written", &error))
}
