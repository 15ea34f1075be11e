//! Checks of the time zone of a corpus.

use crate::{
    corpus::{
        diagnostic::{Code, Diagnostic},
        nearest::{did_you_mean, nearest},
        syntax::{FileRecords, Located, time_zone_help},
    },
    model::Zone,
};

/// The time zone that the files of a corpus name, and findings about their names.
pub(super) struct Checked {
    pub(super) zone: Zone,
    pub(super) findings: Vec<Diagnostic>,
}

/// The first time zone of all files holds for all of them; UTC where none is named.
pub(super) fn check(files: &[FileRecords]) -> Checked {
    let mut findings = Vec::new();
    let mut first: Option<(&Located<String>, Zone)> = None;
    for located in files.iter().flat_map(|file| &file.time_zones) {
        let Ok(zone) = located.record.parse::<Zone>() else {
            findings.push(unknown(located));
            continue;
        };
        match &first {
            None => first = Some((located, zone)),
            Some((before, other)) if *other != zone => {
                let message = format!("time zone `{zone}`, but the corpus has `{other}` already");
                findings.push(
                    Diagnostic::error(Code::TimeZonesDiffer, located.place, message)
                        .related(before.place, "named here")
                        .help("a corpus has one time zone: name it in one file".to_owned()),
                );
            }
            Some(_) => {}
        }
    }
    Checked { zone: first.map(|(_, zone)| zone).unwrap_or_default(), findings }
}

fn unknown(located: &Located<String>) -> Diagnostic {
    let names: Vec<String> = Zone::names().collect();
    let nearest = nearest(&located.record, names.iter().map(String::as_str), 3);
    let message = format!("unknown time zone `{}`", located.record);
    let help = did_you_mean(&nearest).unwrap_or_else(time_zone_help);
    Diagnostic::error(Code::UnknownTimeZone, located.place, message).help(help)
}
