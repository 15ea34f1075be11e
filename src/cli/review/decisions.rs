//! Decisions from a file.

use super::{
    desk::{Desk, Done, ReviewedFile},
    summary,
};
use crate::{
    cli::{Context, Failure, input},
    coding::proposals::{Decision, Line, Verdict},
};
use std::{io::Read, path::Path, process::ExitCode};

/// Takes each decision of a file; those that cannot be carried out are reported, and the others are.
pub(super) fn take(
    path: &Path,
    files: &mut [ReviewedFile],
    desk: &mut Desk<'_>,
    context: &Context,
) -> Result<ExitCode, Failure> {
    let mut text = String::new();
    let unreadable = |error| Failure::file(path, "read", &error);
    input::open(path)?.content.read_to_string(&mut text).map_err(unreadable)?;
    let mut n_failed = 0;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let taken = parsed(line).and_then(|decision| one(decision, files, desk));
        match taken {
            Ok(None) => {}
            Ok(Some(note)) => {
                context.output.tell(&format!("{}:{}: {note}\n", path.display(), at + 1));
            }
            Err(failure) => {
                let message = failure.into_message().ok_or(Failure::NobodyReads)?;
                n_failed += 1;
                context.output.tell(&format!("error: {}:{}: {message}\n", path.display(), at + 1));
            }
        }
    }
    context.output.tell(&summary(files));
    Ok(if n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn parsed(line: &str) -> Result<Decision, Failure> {
    match serde_json::from_str::<Line>(line) {
        Ok(Line::Decision(decision)) => Ok(decision),
        Ok(Line::Article(_) | Line::Proposal(_)) => {
            Err(Failure::Data("this is no decision".to_owned()))
        }
        Err(error) => Err(Failure::Data(error.to_string())),
    }
}

/// Carries a decision out, and gives what is to be said about it.
fn one(
    decision: Decision,
    files: &mut [ReviewedFile],
    desk: &mut Desk<'_>,
) -> Result<Option<String>, Failure> {
    let Decision { proposal: id, verdict, changes, coder, on } = decision;
    let mut having = files.iter_mut().filter(|file| file.proposals.proposal(&id).is_some());
    let Some(file) = having.next() else {
        return Err(Failure::Data(format!("there is no proposal `{id}`")));
    };
    if let Some(other) = having.next() {
        return Err(Failure::Data(format!(
            "`{id}` is a proposal of {} and of {}; review them one by one",
            file.path.display(),
            other.path.display()
        )));
    }
    let before = file.proposals.decided().get(id.as_str()).map(|before| (*before).clone());
    match (&before, verdict) {
        (None, Verdict::Undone) => return Ok(Some(format!("`{id}` is open already"))),
        (Some(before), _) if before.verdict == verdict && before.changes == changes => {
            return Ok(Some(format!("`{id}` is decided so already")));
        }
        (Some(before), Verdict::Accepted | Verdict::Refused) => {
            let was = if before.verdict == Verdict::Accepted { "accepted" } else { "refused" };
            let message = format!("`{id}` is {was} already; take that back first (`undone`)");
            return Err(Failure::Data(message));
        }
        _ => {}
    }
    let who = (coder.as_deref(), on.as_deref());
    let done = desk.decide(file, &id, verdict, changes, who)?;
    let was_accepted = before.is_some_and(|before| before.verdict == Verdict::Accepted);
    Ok(match (done, verdict) {
        (Done::Stood, _) => Some(format!("the statement of `{id}` stands in the corpus already")),
        (_, Verdict::Undone) if was_accepted => {
            Some(format!("the statement of `{id}` stays in the corpus; remove or correct it there"))
        }
        _ => None,
    })
}
