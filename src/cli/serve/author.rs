//! The page in the hands of its author: what is recorded and arranged goes into the file of how the story is told.
//!
//! As in `code`, whoever asks has to know the token, which is made anew for each run and stands in the address, and what is
//! sent has to be JSON from a page of this server. A change is made in the file as it is at that moment, so that
//! nothing that is written there meanwhile is lost, and the file is replaced whole or not at all.

use super::Pages;
use crate::{
    cli::http::{Method, Reply, Request, Site, Token},
    corpus::{Change, TextFile, changed, is_story, rewrite_file, text_beside},
    export::Telling,
};
use serde_json::{Value, json};
use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// How often a change is tried again when somebody else writes the file at the same moment.
const TRIES: usize = 3;

/// The page, served to its author.
pub(super) struct Desk<'p> {
    pages: &'p Pages,
    /// The file of how the story is told; one change of it at a time.
    file: Mutex<()>,
    path: PathBuf,
    address: SocketAddr,
    token: Token,
}

impl<'p> Desk<'p> {
    pub(super) fn new(pages: &'p Pages, path: PathBuf, address: SocketAddr, token: Token) -> Self {
        Self { pages, file: Mutex::new(()), path, address, token }
    }

    /// The file that is written.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Carries a change out. Says in words why it cannot be.
    fn carry_out(&self, change: &Change) -> Result<(), String> {
        let _one_at_a_time = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut refused = String::new();
        for _ in 0..TRIES {
            let file = self.read()?;
            let new_text = changed(&file.text, change).map_err(|error| error.to_string())?;
            // What the program writes it can read, whatever is sent to it.
            Telling::parse(&new_text).map_err(|finding| finding.message)?;
            if new_text == file.text {
                return Ok(());
            }
            match rewrite_file(&file, &new_text) {
                Ok(()) => return Ok(()),
                Err(error) => refused = error.to_string(),
            }
        }
        Err(refused)
    }

    /// The file as it is now; empty where it is not there yet.
    fn read(&self) -> Result<TextFile, String> {
        let path = self.path.clone();
        let mut text = text_beside(&path)?.unwrap_or_default();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        if !text.trim().is_empty() && !is_story(&path) {
            return Err(format!(
                "{} is no `Story(…)`: give that file another name, and try again",
                path.display()
            ));
        }
        if let Some(finding) = Telling::parse(&text).err().filter(|_| !text.trim().is_empty()) {
            return Err(format!(
                "{} has a mistake: {}. Correct it, and try again",
                path.display(),
                finding.message
            ));
        }
        Ok(TextFile { path, text })
    }

    fn post(&self, body: &[u8]) -> Option<Value> {
        let change: Change = serde_json::from_slice(body).ok()?;
        Some(match self.carry_out(&change) {
            Ok(()) => json!({ "done": true }),
            Err(message) => json!({ "done": false, "message": message }),
        })
    }
}

impl Site for Desk<'_> {
    const MOST_SENT: usize = 1 << 16;

    fn answer(&self, request: &Request, reply: Reply<'_>) -> io::Result<()> {
        let path = match self.token.admit(request, self.address) {
            Ok(path) => path,
            Err(refusal) => return reply.plain(refusal),
        };
        match request.method {
            Method::Get | Method::Head => self.pages.get(path, request, reply),
            Method::Post if path != "change" => reply.plain("404 Not Found"),
            Method::Post => match self.post(&request.body) {
                Some(outcome) => {
                    let outcome = outcome.to_string();
                    reply.content("200 OK", "application/json", outcome.as_bytes())
                }
                None => reply.plain("400 Bad Request"),
            },
        }
    }
}
