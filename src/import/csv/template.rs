//! Fields that are made of several columns: `{year} {number}`.

use crate::import::table::NoColumn;

/// Columns, and the text between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Column(usize),
}

impl Template {
    /// Reads a template; nothing where the text names no column in braces.
    pub(super) fn parse(
        text: &str,
        find: impl Fn(&str) -> Result<usize, NoColumn>,
    ) -> Result<Option<Self>, NoColumn> {
        let (mut parts, mut rest, mut has_column) = (Vec::new(), text, false);
        while let Some((before, after)) = rest.split_once('{') {
            let Some((heading, behind)) = after.split_once('}') else { break };
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Column(find(heading.trim())?));
            (rest, has_column) = (behind, true);
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(has_column.then_some(Self(parts)))
    }

    /// The columns it reads.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|part| match part {
            Part::Column(at) => Some(*at),
            Part::Text(_) => None,
        })
    }

    /// The text of a row, whose columns `read` gives; nothing where all of them are empty.
    pub(super) fn fill<'r, E>(
        &self,
        mut read: impl FnMut(usize) -> Result<Option<&'r str>, E>,
    ) -> Result<Option<String>, E> {
        let (mut filled, mut has_text) = (String::new(), false);
        for part in &self.0 {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Column(at) => {
                    if let Some(text) = read(*at)? {
                        filled.push_str(text.trim());
                        has_text = true;
                    }
                }
            }
        }
        Ok(has_text.then(|| filled.trim().to_owned()))
    }
}
