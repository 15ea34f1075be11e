//! Two versions of a corpus file, merged by lines as Git does, but so that what both add is kept.
//!
//! Git calls it a conflict when two branches add lines at one place, as both do that append records to one section. Its
//! own way to keep the lines of both (`merge=union`) joins conflicts that lie close together, and then repeats the
//! brackets between two sections. Here each conflict is looked at by itself, and what comes out is read as a corpus.

use super::{
    diagnostic::{Code, Diagnostic, Severity, introduced},
    read_texts,
    text::TextFile,
};
use std::path::Path;

/// The length of the markers by which conflicts are told from the text of a corpus.
pub(crate) const MARKER: usize = 60;

/// The result of a merge.
#[derive(Debug)]
pub(crate) enum Merged {
    /// The text with what both versions say.
    Clean(String),
    /// Both change the same lines.
    Conflict,
    /// What both versions say is faulty together.
    Faulty(TextFile, Vec<Diagnostic>),
}

/// The lines of a conflict: of our version, of the common one, of theirs.
#[derive(Default)]
struct Conflict<'t>([Vec<&'t str>; 3]);

/// Merges two versions of a file, called `name` in findings. `marked` is what a merge by lines makes of them, with conflicts between markers of
/// [`MARKER`] characters, the common version among them (`git merge-file --diff3`).
pub(crate) fn merge_branches(name: &Path, marked: &str, [ours, theirs]: [&str; 2]) -> Merged {
    let Some(text) = joined(marked) else { return Merged::Conflict };
    let file = |text: &str| vec![TextFile { path: name.to_path_buf(), text: text.to_owned() }];
    let mut known = read_texts(file(ours)).diagnostics;
    known.extend(read_texts(file(theirs)).diagnostics);
    let mut read = read_texts(file(&text));
    // What the other files of the corpus declare is not known here.
    let mut new = introduced(&known, std::mem::take(&mut read.diagnostics));
    new.retain(|finding| finding.severity == Severity::Error && !is_elsewhere(finding.code));
    match read.files.pop() {
        Some(file) if !new.is_empty() => Merged::Faulty(file, new),
        _ => Merged::Clean(text),
    }
}

/// Whether a finding may be about what another file declares.
const fn is_elsewhere(code: Code) -> bool {
    matches!(
        code,
        Code::UnknownEntity | Code::UnknownSource | Code::UnknownStatement | Code::UnknownVerb
    )
}

/// The text without conflicts; nothing if there is one in which both versions change the same lines.
fn joined(marked: &str) -> Option<String> {
    let marker = |c: char| c.to_string().repeat(MARKER);
    let [ours, base, theirs, end] = ['<', '|', '=', '>'].map(marker);
    let mut text = String::with_capacity(marked.len());
    let mut conflict: Option<(usize, Conflict<'_>)> = None;
    for line in marked.split_inclusive('\n') {
        match &mut conflict {
            None if line.starts_with(&ours) => conflict = Some((0, Conflict::default())),
            None => text.push_str(line),
            Some((part, _)) if line.starts_with(&base) => *part = 1,
            Some((part, _)) if line.starts_with(&theirs) => *part = 2,
            Some((_, whole)) if line.starts_with(&end) => {
                text.extend(whole.lines()?);
                conflict = None;
            }
            Some((part, Conflict(parts))) => parts.get_mut(*part)?.push(line),
        }
    }
    conflict.is_none().then_some(text)
}

impl<'t> Conflict<'t> {
    /// The lines that keep what both add, if at most one of them changes the common lines.
    fn lines(&self) -> Option<Vec<&'t str>> {
        let Self([ours, base, theirs]) = self;
        if base.is_empty() {
            return Some(both(ours, theirs));
        }
        // One version adds lines before or behind the common ones; the other may change these.
        let behind = |version: &[&'t str]| version.strip_prefix(base.as_slice()).map(<[_]>::to_vec);
        let before = |version: &[&'t str]| version.strip_suffix(base.as_slice()).map(<[_]>::to_vec);
        if let (Some(ours), Some(theirs)) = (behind(ours), behind(theirs)) {
            return Some([base.clone(), both(&ours, &theirs)].concat());
        }
        if let (Some(ours), Some(theirs)) = (before(ours), before(theirs)) {
            return Some([both(&ours, &theirs), base.clone()].concat());
        }
        // Both change the common lines alike, as by a comma behind the last record, and go on.
        let same = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
        if same == base.len() {
            return Some(both(ours, theirs));
        }
        let added = |version: &[&'t str], other: &[&'t str]| {
            behind(version)
                .map(|added| [other, &added].concat())
                .or_else(|| before(version).map(|added| [&added, other].concat()))
        };
        added(theirs, ours).or_else(|| added(ours, theirs))
    }
}

/// The lines that two versions add at one place: what both begin or end with stands once, and so does an equal line.
fn both<'t>(ours: &[&'t str], theirs: &[&'t str]) -> Vec<&'t str> {
    let alike = |(a, b): &(&&str, &&str)| a == b;
    let begin = ours.iter().zip(theirs).take_while(alike).count();
    let (first, ours) = ours.split_at(begin);
    let theirs = &theirs[begin..];
    let end = ours.iter().rev().zip(theirs.iter().rev()).take_while(alike).count();
    let (ours, last) = ours.split_at(ours.len() - end);
    let new = theirs[..theirs.len() - end].iter().copied().filter(|line| !ours.contains(line));
    let lines = first.iter().chain(ours).copied().chain(new);
    lines.chain(last.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text in which `<`, `|`, `=` and `>` alone on a line are markers.
    fn marked(text: &str) -> String {
        let line = |line: &str| match line {
            "<" | "|" | "=" | ">" => format!("{} name\n", line.repeat(MARKER)),
            line => format!("{line}\n"),
        };
        text.split(' ').map(line).collect()
    }

    #[test]
    fn what_both_add_is_kept() {
        let check = |text: &str, expected: Option<&str>| {
            let expected = expected.map(|lines| format!("{}\n", lines.replace(' ', "\n")));
            assert_eq!(joined(&marked(text)), expected, "{text}");
        };
        check("a b", Some("a b"));
        check("a < x | = y > b", Some("a x y b"));
        check("a < x z | = x y > b", Some("a x z y b"));
        check("a < [ x ] | = [ y ] > b", Some("a [ x y ] b"));
        // One changes the line behind which the other adds.
        check("a < b2 | b = b y > c", Some("a b2 y c"));
        check("a < y b | b = b2 > c", Some("a y b2 c"));
        check("a < b x | b = b y > c", Some("a b x y c"));
        // Both change it alike, and go on.
        check("a < b, x, | b = b, y, > c", Some("a b, x, y, c"));
        // Both change it.
        check("a < b2 | b = b3 > c", None);
        check("a < | b = b3 > c", None);
    }

    #[test]
    fn what_is_faulty_together_is_no_merge() {
        let file = |lines: &str| format!("Corpus(entities: [\n{lines}])\n");
        let one = r#"(id: "a", kind: Person, name: "Ann"),"#;
        let other = r#"(id: "a", kind: Person, name: "Anna"),"#;
        let text = |lines: &str| marked(lines).replace('!', one).replace('?', other);
        let versions = [file(&format!("{one}\n")), file(&format!("{other}\n"))];
        let both = file(&text("< ! | = ? >"));
        let Merged::Faulty(_, findings) =
            merge_branches(Path::new("x"), &both, versions.each_ref().map(String::as_str))
        else {
            panic!("two entities have one id")
        };
        assert_eq!(findings[0].code, Code::DuplicateId);
        let same = file(&text("< ! | = ! >"));
        let Merged::Clean(text) =
            merge_branches(Path::new("x"), &same, [&versions[0], &versions[0]])
        else {
            panic!("both add the same")
        };
        assert_eq!(text, versions[0]);
    }
}
