//! What of a file is not read: sections, vertices, and attributes of vertices and lines.

use crate::import::{ImportReport, counted::counted};
use std::collections::BTreeMap;

/// So many of a kind are named.
const NAMED: usize = 8;

/// What is not read, and how much of it there is.
#[derive(Clone, Debug, Default)]
pub(super) struct Unread {
    /// The line and the heading of each section, and how many lines follow.
    sections: Vec<(u64, String, usize)>,
    /// How many lines stand between the title of a network and its vertices.
    pub(super) n_stray: usize,
    /// The lines that are not UTF-8.
    pub(super) broken: Vec<u64>,
    /// Lines that describe no vertex, or one that another line describes.
    vertices: Vec<(u64, String)>,
    /// Time marks that cannot be read.
    times: Vec<(u64, String)>,
    /// Vertices that no line joins.
    pub(super) n_alone: u64,
    /// Attributes of vertices and of lines, and how often they stand there.
    unused: BTreeMap<(&'static str, String), usize>,
}

impl Unread {
    /// Notes a section.
    pub(super) fn begin_section(&mut self, line: u64, heading: &str) {
        self.sections.push((line, format!("*{}", heading.trim()), 0));
    }

    /// Whether the section that has just begun says how many vertices it has, as partitions and vectors do.
    pub(super) fn expects_vertices(&self) -> bool {
        const SIZED: [&str; 5] =
            ["*partition", "*vector", "*permutation", "*cluster", "*hierarchy"];
        self.sections.last().is_some_and(|(_, heading, n_lines)| {
            let keyword = heading.split_whitespace().next().unwrap_or_default();
            *n_lines == 0 && SIZED.iter().any(|known| known.eq_ignore_ascii_case(keyword))
        })
    }

    /// Notes a line of the last section.
    pub(super) fn skip(&mut self) {
        if let Some((.., n_lines)) = self.sections.last_mut() {
            *n_lines += 1;
        }
    }

    /// Notes the line of a vertex.
    pub(super) fn vertex(&mut self, line: u64, text: &str) {
        self.vertices.push((line, text.to_owned()));
    }

    /// Notes the time mark of a vertex.
    pub(super) fn time(&mut self, line: u64, mark: &str) {
        self.times.push((line, format!("[{mark}]")));
    }

    /// Notes an attribute.
    pub(super) fn not_used(&mut self, of: &'static str, name: &str) {
        *self.unused.entry((of, name.to_owned())).or_default() += 1;
    }

    /// Reports all of it.
    pub(super) fn tell(self, report: &mut ImportReport) {
        let sections = self.sections.iter().map(|(line, heading, n_lines)| {
            format!("line {line}: `{heading}` is not read ({})", counted(*n_lines, "line"))
        });
        report.notes.extend(sections);
        if self.n_stray > 0 {
            let lines = counted(self.n_stray, "line");
            report
                .notes
                .push(format!("not read: {lines} between the title of a network and its vertices"));
        }
        if let Some(first) = self.broken.first() {
            let lines = counted(self.broken.len(), "line");
            report.notes.push(format!(
                "not UTF-8, read with � for what is broken: {lines}, first line {first}; --encoding names the encoding"
            ));
        }
        let listed = |what: &str, lines: &[(u64, String)]| {
            let shown =
                lines.iter().take(NAMED).map(|(line, text)| format!("line {line} (`{text}`)"));
            let mut shown: Vec<String> = shown.collect();
            let more = lines.len().saturating_sub(shown.len());
            shown.extend((more > 0).then(|| format!("{more} more")));
            (!lines.is_empty()).then(|| format!("{what}: {}", shown.join(", ")))
        };
        let what = "lines that describe no vertex, or one that is described already, are not read";
        report.notes.extend(listed(what, &self.vertices));
        report.notes.extend(listed("time marks of vertices that cannot be read", &self.times));
        for of in ["vertices", "lines"] {
            let own = self.unused.iter().filter(|((whose, _), _)| *whose == of);
            let mut own: Vec<(&str, usize)> =
                own.map(|((_, name), n)| (name.as_str(), *n)).collect();
            own.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            let mut shown: Vec<String> =
                own.iter().take(NAMED).map(|(name, n)| format!("{name} {n}×")).collect();
            let more = own.len().saturating_sub(shown.len());
            shown.extend((more > 0).then(|| format!("{more} more")));
            if !shown.is_empty() {
                report.notes.push(format!("not used of {of}: {}", shown.join(", ")));
            }
        }
        if self.n_alone > 0 {
            let vertices = if self.n_alone == 1 { "vertex" } else { "vertices" };
            report
                .notes
                .push(format!("not in the corpus: {} {vertices} that no line joins", self.n_alone));
        }
    }
}
