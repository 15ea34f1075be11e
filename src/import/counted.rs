//! Numbers of things in what is told of an import.

/// So many of something, whose plural ends with an s.
pub(super) fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
