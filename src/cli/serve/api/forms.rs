//! The form of an answer: what `form` says, else what the client accepts, else JSON.

use super::{parameters::FORM, response::Response};
use crate::{
    cli::{Failure, http::Request},
    report::Form,
};

/// The media type of a form.
pub(super) fn media_type(form: Form) -> &'static str {
    match form {
        Form::Table => "text/plain; charset=utf-8",
        Form::Json => "application/json",
        Form::Jsonl => "application/jsonl",
        Form::Csv => "text/csv; charset=utf-8",
        Form::Arrow => "application/vnd.apache.arrow.file",
        Form::Parquet => "application/vnd.apache.parquet",
    }
}

/// The forms, the one first that a client gets who accepts everything.
pub(super) fn all() -> impl Iterator<Item = Form> {
    let others = Form::WORDS.iter().filter_map(|word| word.parse().ok());
    [Form::Json].into_iter().chain(others.filter(|form| *form != Form::Json))
}

/// The form that a request wants.
pub(super) fn wanted(request: &Request, fields: &[(String, String)]) -> Result<Form, Response> {
    let mut named = fields.iter().filter(|(name, _)| name == FORM);
    match (named.next(), named.next(), &request.accept) {
        (Some(_), Some(_), _) => {
            Err(Response::failure(Failure::Usage(format!("`{FORM}` is given twice")), ""))
        }
        (Some((_, word)), None, _) => word.parse().map_err(|error: crate::model::UnknownWord| {
            Response::failure(Failure::Usage(format!("{FORM}: {error}")), "")
        }),
        (None, _, None) => Ok(Form::Json),
        (None, _, Some(accepted)) => accepted_form(accepted).ok_or_else(|| {
            let types: Vec<&str> = all().map(media_type).collect();
            Response::refusal(
                "406 Not Acceptable",
                &format!("no form of an answer is accepted; there are {}", types.join(", ")),
            )
        }),
    }
}

/// The form that is accepted most; of equal ones the first.
fn accepted_form(accepted: &str) -> Option<Form> {
    let mut best: Option<(f32, Form)> = None;
    for range in accepted.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
        let quality: f32 = quality.unwrap_or(1.0);
        let Some(form) = all().find(|form| is_within(media_type(*form), &name)) else { continue };
        if quality > best.map_or(0.0, |(quality, _)| quality) {
            best = Some((quality, form));
        }
    }
    best.map(|(_, form)| form)
}

/// Whether a media type is in a range such as `text/*`.
fn is_within(media_type: &str, range: &str) -> bool {
    let bare = media_type.split(';').next().unwrap_or_default();
    match range.strip_suffix('*') {
        Some("*/") => true,
        Some(beginning) => beginning.ends_with('/') && bare.starts_with(beginning),
        None => bare == range || (bare == "application/jsonl" && range == "application/x-ndjson"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_that_is_accepted_most() {
        for (accepted, form) in [
            ("*/*", Some(Form::Json)),
            ("text/html,application/xhtml+xml,*/*;q=0.8", Some(Form::Json)),
            ("text/csv", Some(Form::Csv)),
            ("application/json;q=0.5, text/csv; q=0.9", Some(Form::Csv)),
            ("application/x-ndjson", Some(Form::Jsonl)),
            ("application/*", Some(Form::Json)),
            ("text/csv;q=0, application/vnd.apache.arrow.file;q=0.1", Some(Form::Arrow)),
            ("application/json;q=0", None),
            ("image/png", None),
            ("*", None),
        ] {
            assert_eq!(accepted_form(accepted), form, "{accepted}");
        }
    }
}
