//! The findings that matter first, for somebody who is writing: errors before warnings, each cause once.

use crate::corpus::{Code, Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong, without what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pressing {
    /// The findings to show: errors before warnings, else in the order of the files.
    pub findings: Vec<Diagnostic>,
    /// How many others were left out, as they repeat these or may follow from them.
    pub n_left_out: usize,
}

impl Pressing {
    /// The number of errors among those to show.
    pub fn n_errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }
}

/// The findings without those that others explain.
///
/// - Behind a fault in the brackets or quotation marks of a file, the rest of the file may be read wrongly: what is found
///   there is left out.
/// - What is wrong with one name in many places is told once, with their number.
/// - While there are errors, nothing is called unused: a misspelt name leaves the right one without a use.
pub fn pressing(findings: &[Diagnostic]) -> Pressing {
    let mut first_fault: BTreeMap<usize, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.code == Code::Syntax) {
        let Diagnostic { place, .. } = finding;
        let first = first_fault.entry(place.file).or_insert(place.start);
        *first = (*first).min(place.start);
    }
    let is_behind = |finding: &Diagnostic| {
        first_fault.get(&finding.place.file).is_some_and(|first| finding.place.start > *first)
    };
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut shown: Vec<Diagnostic> = Vec::new();
    for finding in findings {
        let is_unused = matches!(finding.code, Code::UnusedEntity | Code::UnusedSource);
        if is_behind(finding) || has_errors && is_unused {
            continue;
        }
        if !is_of_name(finding.code) {
            shown.push(finding.clone());
        } else if told.insert((finding.code.word(), &finding.message)) {
            let is_alike = |other: &&Diagnostic| {
                other.code == finding.code && other.message == finding.message && !is_behind(other)
            };
            let n_places = findings.iter().filter(is_alike).count();
            let mut finding = finding.clone();
            if n_places > 1 {
                finding.message = format!("{}, in {n_places} places", finding.message);
            }
            shown.push(finding);
        }
    }
    shown.sort_by_key(|finding| finding.severity);
    Pressing { n_left_out: findings.len() - shown.len(), findings: shown }
}

/// Whether a finding is about a name that is not there, as it may be in many places.
fn is_of_name(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownEntity | Code::UnknownSource | Code::UnknownStatement | Code::UnknownVerb
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{TextFile, read_texts};

    fn messages(files: &[&str]) -> (Vec<String>, usize) {
        let file = |(number, text): (usize, &&str)| TextFile {
            path: format!("{number}.ron").into(),
            text: (*text).to_owned(),
        };
        let reading = read_texts(files.iter().enumerate().map(file).collect());
        let Pressing { findings, n_left_out } = pressing(&reading.diagnostics);
        (findings.into_iter().map(|finding| finding.message).collect(), n_left_out)
    }

    #[test]
    fn each_cause_is_told_once_and_errors_come_first() {
        let names = "Corpus(entities: [(id: \"ann\", kind: Person, name: \"Ann\"), (id: \"bo\", kind: Person, name: \"Bo\")])";
        let sources = "Corpus(sources: [(id: \"s\", kind: Post, published: \"2020\")])";
        let said = "(holder: \"anne\", stance: \"praises\", target: \"bo\", source: \"s\"),";
        let corpus = |said: &str| format!("Corpus(statements: [{said}])");
        assert_eq!(
            messages(&[names, sources, &corpus(&said.repeat(3))]),
            (vec!["unknown entity `anne`, in 3 places".to_owned()], 3)
        );
        // Without an error, what is unused is told.
        let right = said.replace("anne", "bo").replace("target: \"bo\"", "target: \"ann\"");
        let more = names.replace(
            "Corpus(entities: [",
            "Corpus(entities: [(id: \"cy\", kind: Person, name: \"Cy\"), ",
        );
        assert_eq!(
            messages(&[&more, sources, &corpus(&right)]),
            (vec!["unused entity `cy`".to_owned()], 0)
        );
    }

    #[test]
    fn what_stands_behind_a_fault_in_brackets_is_left_out() {
        let open = "Corpus(entities: [\n(id: \"ann\", kind: Person, name: \"Ann\"),\n sources: [\n(id: \"s\", kind: Post)],)";
        let (told, n_left_out) = messages(&[open]);
        assert_eq!(told, ["this bracket is never closed"]);
        assert!(n_left_out >= 2, "{n_left_out}");
    }
}
