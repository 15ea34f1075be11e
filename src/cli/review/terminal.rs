//! Reviews proposals in a terminal.

use super::{
    desk::{Desk, ReviewedFile},
    screen::{KEYS, prompt, shown},
};
use crate::{
    cli::{Context, Failure},
    coding::review::{Effect, Key, Machine, Mode, Passage},
};
use console::Term;
use std::io;

/// Reviews file after file, until all is decided or the person quits.
pub(super) fn review(
    files: &mut [ReviewedFile],
    desk: &mut Desk<'_>,
    context: &Context,
) -> Result<(), Failure> {
    let term = Term::stderr();
    for file in files {
        if !one_file(file, desk, context, &term)? {
            break;
        }
    }
    Ok(())
}

/// Reviews a file; whether the person goes on to the next.
fn one_file(
    file: &mut ReviewedFile,
    desk: &mut Desk<'_>,
    context: &Context,
    term: &Term,
) -> Result<bool, Failure> {
    let mut machine = Machine::new(&file.proposals);
    let mut drawn = None;
    while *machine.mode() != Mode::Done {
        // What was drawn stays on the screen until something else is offered, or it was changed.
        let offered = machine.at_hand(&file.proposals).map(|at_hand| at_hand.id.clone());
        let offered =
            (*machine.mode() == Mode::Offer).then(|| (offered, machine.changes().clone()));
        let is_new = offered.is_some() && offered != drawn;
        draw(&machine, is_new, file, desk, context, term)?;
        drawn = offered.or(drawn);
        let Some(key) = read(term)? else { return Ok(false) };
        let result = match machine.key(key, &file.proposals, &desk.reading.corpus) {
            Effect::None => continue,
            Effect::Quit => return Ok(false),
            Effect::Decide { proposal, verdict, changes } => {
                term.write_line("").map_err(unwritable)?;
                let decided = desk.decide(file, &proposal, verdict, changes, (None, None));
                decided.map(|_| machine.decided())
            }
            Effect::Undo(proposal) => desk.undo(file, &proposal).map(|()| machine.undone()),
        };
        if let Err(failure) = result {
            machine.failed(failure.into_message().ok_or(Failure::NobodyReads)?);
        }
    }
    Ok(true)
}

fn draw(
    machine: &Machine,
    is_new: bool,
    file: &ReviewedFile,
    desk: &Desk<'_>,
    context: &Context,
    term: &Term,
) -> Result<(), Failure> {
    let width = usize::from(term.size().1).clamp(40, 100);
    if is_new && let Some(proposal) = machine.at_hand(&file.proposals) {
        let (left, later) = machine.left();
        let passage = Passage::of(proposal, file.text.as_ref());
        let later = if later > 0 { format!(", {later} left for later") } else { String::new() };
        let shown = shown(proposal, machine.changes(), &passage, &desk.reading.corpus, width);
        let title = format!("\n── {}: {left} open{later} ──\n", file.source);
        context.output.tell(&format!("{title}{shown}{KEYS}\n"));
    }
    if let Some(message) = machine.message() {
        context.output.tell(&format!("\n{message}\n"));
    }
    term.clear_line().map_err(unwritable)?;
    term.write_str(&prompt(machine.mode())).map_err(unwritable)
}

/// The next key; nothing when there are no more.
fn read(term: &Term) -> Result<Option<Key>, Failure> {
    loop {
        let key = match term.read_key() {
            Ok(key) => key,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(unwritable(error)),
        };
        return Ok(Some(match key {
            console::Key::Char(c) => Key::Char(c),
            console::Key::Enter => Key::Enter,
            console::Key::Escape => Key::Escape,
            console::Key::Backspace => Key::Backspace,
            console::Key::Tab => Key::Tab,
            console::Key::CtrlC => return Ok(None),
            _ => continue,
        }));
    }
}

fn unwritable(error: io::Error) -> Failure {
    Failure::Data(format!("the terminal cannot be used: {error}"))
}
