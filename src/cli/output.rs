//! Where answers and messages go, and how they look there.

use super::{
    failure::Failure,
    file,
    options::{ColorChoice, GlobalOptions},
};
use crate::report::{Answer, AnswerTable, Form, Row};
use anstream::{
    AutoStream,
    adapter::{strip_bytes, strip_str},
};
use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// The width of answers that do not go to a terminal, in columns.
const WIDTH_ELSEWHERE: usize = 100;
/// The least width of an answer, in columns.
const NARROWEST: usize = 40;

/// Writes the answer to standard output or a file, and messages to standard error; or keeps both for the program that asks.
pub(super) struct Output {
    form: Option<Form>,
    path: Option<PathBuf>,
    color: anstream::ColorChoice,
    kept: Option<Mutex<Kept>>,
}

/// What a command would have written.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The answer, where it is kept as a table.
    pub(super) table: Option<AnswerTable>,
    /// The answer as it is written, or what is no answer: an export, a report.
    pub(super) content: Vec<u8>,
    /// The messages, without styles.
    pub(super) messages: String,
    /// The greatest number of bytes of the answer.
    most: usize,
    are_tables: bool,
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.most.saturating_sub(self.content.len()) {
            let mebibytes = self.most >> 20;
            return Err(io::Error::other(format!(
                "it has more than {mebibytes} MiB; narrow the question"
            )));
        }
        self.content.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output {
    pub(super) fn new(options: &GlobalOptions) -> Self {
        let color = match options.color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        let path = options.output.clone().filter(|path| path != Path::new("-"));
        Self { form: options.form, path, color, kept: None }
    }

    /// Keeps an answer of at most so many bytes, and its messages.
    pub(super) fn keeping(form: Option<Form>, most: usize) -> Self {
        let kept = Kept { most, ..Kept::default() };
        Self { form, path: None, color: anstream::ColorChoice::Never, kept: Some(Mutex::new(kept)) }
    }

    /// Keeps answers as tables, and messages; what is for the file that `-o` names goes there.
    pub(super) fn keeping_tables(options: &GlobalOptions) -> Self {
        let kept = Kept { most: usize::MAX, are_tables: true, ..Kept::default() };
        Self { kept: Some(Mutex::new(kept)), ..Self::new(options) }
    }

    /// What is kept, if anything is.
    fn kept(&self) -> Option<MutexGuard<'_, Kept>> {
        Some(self.kept.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What was kept.
    pub(super) fn into_kept(self) -> Kept {
        let kept = self.kept.map(|kept| kept.into_inner().unwrap_or_else(PoisonError::into_inner));
        kept.unwrap_or_default()
    }

    /// The form of the answer.
    pub(super) fn form(&self) -> Form {
        self.form.unwrap_or(Form::Table)
    }

    /// Refuses `-O` where the answer has only one form; `why` gives the reason.
    pub(super) fn refuse_form(&self, why: &str) -> Result<(), Failure> {
        match self.form {
            None => Ok(()),
            Some(form) => Err(Failure::Usage(format!("-O {form} does not apply here: {why}"))),
        }
    }

    /// Refuses every `-O` but `jsonl`, where the answer is JSON lines.
    pub(super) fn only_lines(&self, why: &str) -> Result<(), Failure> {
        if self.form == Some(Form::Jsonl) { Ok(()) } else { self.refuse_form(why) }
    }

    /// Refuses to write what is not text to a terminal.
    fn refuse_binary(&self) -> Result<(), Failure> {
        let form = self.form();
        if form.is_binary() && self.is_terminal() {
            return Err(Failure::Usage(format!("{form} is a binary format: add -o FILE")));
        }
        Ok(())
    }

    /// The file that `-o` names.
    pub(super) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Writes an answer in the form that `-O` names.
    pub(super) fn answer<R: Row>(&self, answer: &Answer<'_, R>) -> Result<(), Failure> {
        if self.path.is_none()
            && let Some(mut kept) = self.kept().filter(|kept| kept.are_tables)
        {
            kept.table = Some(answer.table()?);
            return Ok(());
        }
        self.write(|out| answer.write(self.form(), self.width(), out))
    }

    /// Writes what `render` writes: atomically to the file that `-o` names, or to standard output.
    pub(super) fn write(
        &self,
        render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        self.refuse_binary()?;
        if let Some(path) = &self.path {
            let mut content = Vec::new();
            render(&mut content)?;
            if !self.form().is_for_programs() {
                content = strip_bytes(&content).into_vec();
            }
            return file::write_whole(path, &content);
        }
        if let Some(mut kept) = self.kept() {
            render(&mut *kept)?;
            if !self.form().is_for_programs() {
                kept.content = strip_bytes(&kept.content).into_vec();
            }
            return Ok(());
        }
        if self.form().is_for_programs() {
            let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
            render(&mut out)?;
            out.flush()?;
            return Ok(());
        }
        let mut content = Vec::new();
        render(&mut content)?;
        let mut out = AutoStream::new(io::stdout().lock(), self.stdout_color());
        out.write_all(&content)?;
        out.flush()?;
        Ok(())
    }

    /// Writes bytes as they are.
    pub(super) fn write_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        match &self.path {
            Some(path) => file::write_whole(path, bytes),
            None => self.write_out(bytes),
        }
    }

    /// Writes a report as JSON to standard output, wherever `-o` leads.
    pub(super) fn write_json(&self, data: &serde_json::Value) -> Result<(), Failure> {
        let mut content = serde_json::to_vec_pretty(data).map_err(io::Error::from)?;
        content.push(b'\n');
        self.write_out(&content)
    }

    /// Writes bytes where answers go that no file is named for.
    fn write_out(&self, bytes: &[u8]) -> Result<(), Failure> {
        if let Some(mut kept) = self.kept() {
            return Ok(kept.write_all(bytes)?);
        }
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        Ok(out.flush()?)
    }

    /// Writes a message to standard error. A message that cannot be written is not a failure.
    pub(super) fn tell(&self, text: &str) {
        if let Some(mut kept) = self.kept() {
            kept.messages.push_str(&strip_str(text).to_string());
            return;
        }
        let mut err = AutoStream::new(io::stderr().lock(), self.color);
        let _ = err.write_all(text.as_bytes());
    }

    /// Writes an error to standard error and returns its exit status.
    pub(super) fn fail(&self, failure: Failure) -> ExitCode {
        let status = ExitCode::from(failure.exit_status());
        if let Some(message) = failure.into_message() {
            let style = anstyle::AnsiColor::BrightRed.on_default().bold();
            self.tell(&format!("{style}error{style:#}: {message}\n"));
        }
        status
    }

    /// Whether the answer goes to a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.path.is_none() && self.kept.is_none() && io::stdout().is_terminal()
    }

    /// How wide a line may be.
    pub(super) fn width(&self) -> usize {
        let terminal = if self.is_terminal() {
            terminal_size::terminal_size()
                .map(|(terminal_size::Width(width), _)| usize::from(width))
        } else {
            None
        };
        let wanted = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        wanted.or(terminal).unwrap_or(WIDTH_ELSEWHERE).max(NARROWEST)
    }

    fn stdout_color(&self) -> anstream::ColorChoice {
        match self.color {
            anstream::ColorChoice::Auto => AutoStream::choice(&io::stdout()),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_an_end() {
        let output = Output::keeping(Some(Form::Json), 1 << 20);
        let half = vec![b'x'; 1 << 19];
        output.write(|out| out.write_all(&half)).unwrap();
        output.write(|out| out.write_all(&half)).unwrap();
        let refused = output.write(|out| out.write_all(b"x")).unwrap_err();
        let message = refused.into_message().unwrap();
        assert!(message.ends_with("it has more than 1 MiB; narrow the question"), "{message}");
        output.tell("\u{1b}[1mnote\u{1b}[0m\n");
        let kept = output.into_kept();
        assert_eq!((kept.content.len(), kept.messages.as_str()), (1 << 20, "note\n"));
    }
}
