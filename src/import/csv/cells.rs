//! The fields of a row by name, whichever columns they are in.

use super::{
    columns::{Columns, Place},
    fields::Field,
    mapping::Missing,
    rows::{Refused, trimmed},
};
use crate::{
    corpus::fold::is_invisible,
    import::{Reason, table::Row, values::number},
    model::Attributes,
};
use std::borrow::Cow;

/// A row, its columns by field.
#[derive(Clone, Copy)]
pub(super) struct Cells<'r, 'c> {
    pub(super) row: &'c Row<'r>,
    pub(super) columns: &'c Columns,
    pub(super) missing: &'c Missing,
}

impl<'r> Cells<'r, '_> {
    /// The text of a column, unless it says nothing.
    pub(super) fn column(&self, at: usize, field: Field) -> Result<Option<&'r str>, Refused<'r>> {
        let text = self.row.text(at).map_err(|_| (Reason::Encoding, None))?;
        let is_text = |text: &&str| match trimmed(text) {
            "" => self.columns.is_own && !text.is_empty(),
            text => !self.missing.holds(field, text),
        };
        Ok(Some(text).filter(is_text))
    }

    /// The text of a field as it is written, if it has a column and is not empty.
    pub(super) fn text(&self, field: Field) -> Result<Option<Cow<'r, str>>, Refused<'r>> {
        match self.columns.place(field) {
            None => Ok(None),
            Some(Place::Column(at)) => Ok(self.column(*at, field)?.map(Cow::Borrowed)),
            Some(Place::Columns(template)) => {
                Ok(template.fill(|at| self.column(at, field))?.map(Cow::Owned))
            }
        }
    }

    /// A field without the blanks around it and without a mark of byte order.
    pub(super) fn word(&self, field: Field) -> Result<Option<String>, Refused<'r>> {
        let text = self.text(field)?;
        if self.columns.is_own {
            return Ok(text.map(Cow::into_owned));
        }
        let trimmed = text.map(|text| {
            text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)).to_owned()
        });
        Ok(trimmed.filter(|text| !text.is_empty()))
    }

    /// The attributes that the row gives of what a prefix names.
    pub(super) fn attributes(&self, prefix: &str) -> Result<Attributes, Refused<'r>> {
        let mut attributes = Attributes::default();
        for column in self.columns.attributes.iter().filter(|column| column.prefix == prefix) {
            let text = self.row.text(column.at).map_err(|_| (Reason::Encoding, None))?;
            let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
            if !self.missing.holds_anywhere(text) {
                attributes.insert(&column.name, text);
            }
        }
        Ok(attributes)
    }

    /// A field that is one of a closed set of words.
    pub(super) fn one_of<W: std::str::FromStr>(
        &self,
        field: Field,
    ) -> Result<Option<W>, Refused<'r>> {
        let Some(word) = self.word(field)? else { return Ok(None) };
        let known = word.parse().map_err(|_| (Reason::UnknownWord, self.shown(field)))?;
        Ok(Some(known))
    }

    /// A field that is a number.
    pub(super) fn number(&self, field: Field) -> Result<Option<f64>, Refused<'r>> {
        let Some(word) = self.word(field)? else { return Ok(None) };
        number(&word).map(Some).ok_or((Reason::BadNumber, self.shown(field)))
    }

    /// The text of a field that is one column, to be reported.
    pub(super) fn shown(&self, field: Field) -> Option<&'r str> {
        let at = self.columns.of(field)?;
        self.column(at, field).ok().flatten()
    }

    /// A field that may have several values, with a delimiter between them.
    pub(super) fn several(
        &self,
        field: Field,
        delimiter: Option<&str>,
    ) -> Result<Vec<String>, Refused<'r>> {
        let Some(text) = self.word(field)? else { return Ok(Vec::new()) };
        let parts: Vec<String> = match delimiter {
            Some(delimiter) => text.split(delimiter).map(str::to_owned).collect(),
            None => vec![text],
        };
        let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
        Ok(parts.map(str::to_owned).collect())
    }
}
