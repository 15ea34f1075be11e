//! Asks on standard error, and reads lines of standard input.

use crate::cli::{Context, Failure};
use std::io::{self, BufRead};

/// Somebody who is asked.
pub(super) struct Asker<'c> {
    context: &'c Context,
    /// Whether the input has ended.
    has_ended: bool,
}

impl<'c> Asker<'c> {
    pub(super) fn new(context: &'c Context) -> Self {
        Self { context, has_ended: false }
    }

    /// Says something.
    pub(super) fn say(&self, text: &str) {
        self.context.output.tell(&format!("{text}\n"));
    }

    /// The next line that somebody types; nothing at the end of the input.
    pub(super) fn line(
        &mut self,
        question: &str,
        default: Option<&str>,
    ) -> Result<Option<String>, Failure> {
        let default = default.map(|default| format!(" [{default}]")).unwrap_or_default();
        self.context.output.tell(&format!("{question}{default}: "));
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            self.context.output.tell("\n");
            self.has_ended = true;
            return Ok(None);
        }
        Ok(Some(line.trim().to_owned()))
    }

    /// The next line; the end of the input is an error.
    fn needed_line(&mut self, question: &str, default: Option<&str>) -> Result<String, Failure> {
        let ended = || Failure::Usage("the input ended; nothing more was written".to_owned());
        self.line(question, default)?.ok_or_else(ended)
    }

    /// An answer that passes a check: what is typed, else the default. Asks again until it does.
    pub(super) fn answer<T>(
        &mut self,
        question: &str,
        default: Option<&str>,
        mut check: impl FnMut(&mut Self, &str) -> Result<Option<T>, Failure>,
    ) -> Result<T, Failure> {
        loop {
            let typed = self.needed_line(question, default)?;
            let typed = match (typed.as_str(), default) {
                ("", Some(default)) => default,
                ("", None) => continue,
                (typed, _) => typed,
            };
            if let Some(found) = self.tried(|asker| check(asker, typed))? {
                return Ok(found);
            }
        }
    }

    /// The same of what may be left out.
    pub(super) fn optional<T>(
        &mut self,
        question: &str,
        mut check: impl FnMut(&str) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        loop {
            let typed = self.needed_line(question, None)?;
            if typed.is_empty() {
                return Ok(None);
            }
            if let Some(found) = self.tried(|_| check(&typed).map(Some))? {
                return Ok(Some(found));
            }
        }
    }

    /// What comes of an answer; a fault in it is reported, and is none of the command.
    fn tried<T>(
        &mut self,
        check: impl FnOnce(&mut Self) -> Result<Option<T>, Failure>,
    ) -> Result<Option<T>, Failure> {
        match check(self) {
            Err(failure) if !self.has_ended => {
                let message = failure.into_message().ok_or(Failure::NobodyReads)?;
                self.say(message.trim_end());
                Ok(None)
            }
            other => other,
        }
    }

    /// One of several, by number, something new of this name, or what else is typed; nothing to be asked again.
    pub(super) fn choose(
        &mut self,
        choices: &[String],
        new: Option<&str>,
    ) -> Result<Choice, Failure> {
        for (number, choice) in (1..).zip(choices) {
            self.say(&format!("  {number}  {choice}"));
        }
        if let Some(new) = new {
            self.say(&format!("  n  {new}"));
        }
        let numbers = match choices.len() {
            0 => String::new(),
            1 => "1, ".to_owned(),
            n => format!("1 to {n}, "),
        };
        let make = if new.is_some() { "n, " } else { "" };
        let typed = self.needed_line(&format!("{numbers}{make}or something else"), None)?;
        let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        Ok(match number.filter(|at| *at < choices.len()) {
            Some(at) => Choice::Of(at),
            None if new.is_some() && typed.eq_ignore_ascii_case("n") => Choice::New,
            None => Choice::Typed(typed),
        })
    }

    /// Yes or no; no at the end of the input.
    pub(super) fn is_agreed(&mut self, question: &str, default: Agreed) -> Result<bool, Failure> {
        let words = match default {
            Agreed::Yes => "yes",
            Agreed::No => "no",
        };
        loop {
            let Some(typed) = self.line(question, Some(words))? else { return Ok(false) };
            match typed.to_lowercase().as_str() {
                "" => return Ok(default == Agreed::Yes),
                "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                _ => self.say("yes or no?"),
            }
        }
    }
}

/// What was chosen.
pub(super) enum Choice {
    /// The one at this position.
    Of(usize),
    /// Something new.
    New,
    /// What was typed.
    Typed(String),
}

/// What no answer means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    Yes,
    No,
}
