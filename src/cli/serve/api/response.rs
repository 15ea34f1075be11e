//! What is sent back.

use super::forms;
use crate::{
    cli::{Failure, http::Reply, output::Kept},
    corpus::name::NameError,
    report::Form,
};
use serde_json::{Value, json};
use std::io;

/// The field of the head with what the command line writes to standard error beside an answer.
pub(super) const NOTE: &str = "Stance-Note";

/// A response.
pub(super) struct Response {
    status: &'static str,
    media_type: &'static str,
    content: Vec<u8>,
    fields: Vec<(&'static str, String)>,
}

impl Response {
    /// An answer.
    pub(super) fn answer(form: Form, kept: Kept) -> Self {
        let note = kept.messages.trim_end().replace('\n', "; ");
        let fields = if note.is_empty() { Vec::new() } else { vec![(NOTE, note)] };
        let media_type = forms::media_type(form);
        Self { status: "200 OK", media_type, content: kept.content, fields }
    }

    /// JSON that is no answer.
    pub(super) fn json(value: Value) -> Self {
        let media_type = forms::media_type(Form::Json);
        let content = format!("{value:#}\n").into_bytes();
        Self { status: "200 OK", media_type, content, fields: Vec::new() }
    }

    /// Why there is no answer, with the findings about the corpus.
    pub(super) fn failure(failure: Failure, findings: &str) -> Self {
        let status = match &failure {
            Failure::Name(NameError::Unknown { .. }) => "404 Not Found",
            Failure::Usage(_) | Failure::Name(_) => "400 Bad Request",
            Failure::Data(_) | Failure::NobodyReads => "422 Unprocessable Content",
            Failure::Corpus(_) => "503 Service Unavailable",
        };
        let exit_status = failure.exit_status();
        let message = failure.into_message().unwrap_or_default();
        let mut body = json!({ "error": message, "exit_status": exit_status });
        if !findings.is_empty() {
            body["findings"] = findings.into();
        }
        Self { status, ..Self::json(body) }
    }

    /// Why a request is refused that asks nothing of a command.
    pub(super) fn refusal(status: &'static str, message: &str) -> Self {
        Self { status, ..Self::json(json!({ "error": message })) }
    }

    /// For a request without the token.
    pub(super) fn without_token() -> Self {
        let message = "the token is missing or wrong: send `Authorization: Bearer TOKEN`, or the parameter `token`; \
                       `stance serve --api` shows it when it starts";
        let fields = vec![("WWW-Authenticate", "Bearer".to_owned())];
        Self { fields, ..Self::refusal("401 Unauthorized", message) }
    }

    /// For a request that waited too long.
    pub(super) fn busy() -> Self {
        let fields = vec![("Retry-After", "5".to_owned())];
        let message = "other questions are being answered; ask again later";
        Self { fields, ..Self::refusal("429 Too Many Requests", message) }
    }

    /// Sends it.
    pub(super) fn send(self, reply: Reply<'_>) -> io::Result<()> {
        let Self { status, media_type, content, fields } = self;
        let reply = fields.iter().fold(reply, |reply, (name, value)| reply.with(name, value));
        reply.content(status, media_type, &content)
    }
}
