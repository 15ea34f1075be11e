//! Rows of a table into entities.

use super::{Entry, EntryRole, fields::EntityField};
use crate::{
    corpus::fold::{identity, is_invisible},
    import::{
        ColumnMapping, ColumnUse, DateForm, Doubt, ImportReport, NoColumn, Quotes, Reason, Unit,
        Usage,
        table::{
            AttributeColumn, Chunk, Chunks, DELIMITERS, Headings, Row, Splitter, is_readable,
            likeliest_delimiter,
        },
    },
    model::Attributes,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    io::{self, Read},
};

/// How a table of entities is to be read.
#[derive(Clone, Debug)]
pub struct EntityOptions {
    /// Which column holds what.
    pub mapping: ColumnMapping<EntityField>,
    /// Words that stand for nothing.
    pub missing: Vec<String>,
    /// How dates are written.
    pub dates: DateForm,
    /// What stands between fields; found in the header when it is not given.
    pub delimiter: Option<u8>,
    /// Lines before the header that are passed over.
    pub skip: usize,
    /// Whether fields may be quoted.
    pub quotes: Quotes,
    /// What stands between several names or roles in one cell; else `;` or `|`.
    pub between: Option<String>,
}

/// Why a table of entities cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum EntityTableError {
    /// The file cannot be read.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A column that was named is not there.
    #[error(transparent)]
    NoColumn(#[from] NoColumn),
    /// The table is empty.
    #[error("the table is empty: a header is expected in its first row")]
    Empty,
    /// No column tells which entities the rows are about.
    #[error(
        "no column holds an id or a name: name it with --map id=COLUMN or --map name=COLUMN; the columns are {}",
        .0.join(", ")
    )]
    Missing(Vec<String>),
}

/// The columns of such a table.
struct Columns {
    delimiter: u8,
    n_fields: usize,
    at: BTreeMap<EntityField, usize>,
    attributes: Vec<AttributeColumn>,
    uses: Vec<ColumnUse>,
}

impl Columns {
    fn new(first: &[u8], delimiter: u8, options: &EntityOptions) -> Result<Self, EntityTableError> {
        let cells = Headings::cells_of(first, delimiter).ok_or(EntityTableError::Empty)?;
        let headings = Headings::new(Ok(cells));
        let mut at = BTreeMap::new();
        for (field, column) in &options.mapping.columns {
            at.insert(*field, headings.find(column)?);
        }
        let mapped = headings.attributes(&options.mapping, |_| true)?;
        for &field in EntityField::ALL {
            let words = std::iter::once(field.word()).chain(field.aliases().iter().copied());
            // As this program lists entities: where a name stands beside it, the entity is an id.
            let own = (field == EntityField::Id && headings.called(["entity_name"]).is_some())
                .then_some("entity");
            let words = words.chain(own);
            if let Some(column) = headings.called(words)
                && !at.contains_key(&field)
                && at.values().all(|taken| *taken != column)
                && mapped.iter().all(|taken| taken.at != column)
            {
                at.insert(field, column);
            }
        }
        if !at.contains_key(&EntityField::Id) && !at.contains_key(&EntityField::Name) {
            return Err(EntityTableError::Missing(headings.shown()));
        }
        // Without where it is held, there is no role, and without a role, no dates of one.
        if !at.contains_key(&EntityField::RoleOf) {
            at.retain(|field, _| {
                !matches!(field, EntityField::Role | EntityField::From | EntityField::Until)
            });
        }
        let is_field = |column: usize| at.values().any(|taken| *taken == column);
        let attributes = headings.attributes(&options.mapping, is_field)?;
        let uses = headings.uses(|column| {
            let fields = at.iter().filter(|(_, at)| **at == column).map(|(field, _)| field.word());
            let mut fields: Vec<Cow<'static, str>> = fields.map(Cow::Borrowed).collect();
            let attributes = attributes.iter().filter(|it| it.at == column);
            fields.extend(attributes.map(|it| Cow::Owned(it.shown())));
            if fields.is_empty() { Usage::Unused } else { Usage::Fields(fields) }
        });
        Ok(Self { delimiter, n_fields: headings.len(), at, attributes, uses })
    }
}

/// Reads a table of entities, each of which may have several rows.
pub fn read(
    input: impl Read,
    options: &EntityOptions,
) -> Result<(Vec<Entry>, ImportReport), EntityTableError> {
    let possible = options.delimiter.map_or(DELIMITERS.to_vec(), |given| vec![given]);
    let mut chunks = Chunks::new(input, &possible, options.quotes, options.skip)?;
    let delimiter = chunks.named_delimiter().filter(|_| options.delimiter.is_none());
    let delimiter = delimiter.unwrap_or_else(|| likeliest_delimiter(chunks.header(), &possible));
    chunks.set_delimiter(delimiter);
    let columns = Columns::new(chunks.header(), delimiter, options)?;
    let mut report =
        ImportReport { columns: columns.uses.clone(), unit: Unit::Entities, ..Default::default() };
    let mut entries = Entries::default();
    let mut chunk = Chunk::default();
    let mut splitter = Splitter::new(delimiter, options.quotes);
    while chunks.read(&mut chunk)? {
        let mut rows = splitter.rows(&chunk.bytes);
        while let Some((_, row)) = rows.next() {
            let line = chunk.line + row.lines_before();
            report.rows += 1;
            if !is_readable(&row, (columns.n_fields, columns.delimiter), line, &mut report) {
                continue;
            }
            let cells = Cells { row: &row, columns: &columns, options };
            match cells.entry(line, &mut report) {
                Ok(entry) => entries.add(entry, &mut report),
                Err((reason, value)) => report.leave_out(reason, line, value.as_deref()),
            }
        }
    }
    report.statements = entries.all.len();
    Ok((entries.all, report))
}

/// Why a row is no entity, and the value at fault.
type Refused = (Reason, Option<String>);

/// The fields of a row by name.
struct Cells<'r> {
    row: &'r Row<'r>,
    columns: &'r Columns,
    options: &'r EntityOptions,
}

impl Cells<'_> {
    /// A field without the blanks around it; nothing where it is empty or missing.
    fn word(&self, field: EntityField) -> Result<Option<String>, Refused> {
        self.columns.at.get(&field).map_or(Ok(None), |at| self.word_at(*at))
    }

    fn word_at(&self, at: usize) -> Result<Option<String>, Refused> {
        let text = self.row.text(at).map_err(|_| (Reason::Encoding, None))?;
        let word = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let is_missing = word.is_empty() || self.options.missing.iter().any(|it| it == word);
        Ok((!is_missing).then(|| word.to_owned()))
    }

    fn several(&self, field: EntityField) -> Result<Vec<String>, Refused> {
        let Some(text) = self.word(field)? else { return Ok(Vec::new()) };
        let parts: Vec<&str> = match &self.options.between {
            Some(between) => text.split(between.as_str()).collect(),
            None => text.split([';', '|']).collect(),
        };
        let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
        Ok(parts.map(str::to_owned).collect())
    }

    fn entry(&self, line: u64, report: &mut ImportReport) -> Result<Entry, Refused> {
        let id = self.word(EntityField::Id)?;
        if let Some(id) = id.as_ref().filter(|id| id.chars().any(char::is_whitespace)) {
            return Err((Reason::BadId, Some(id.clone())));
        }
        let name = self.word(EntityField::Name)?;
        if id.is_none() && name.is_none() {
            return Err((Reason::NoName, None));
        }
        let word = self.word(EntityField::Kind)?;
        let kind = word.as_ref().and_then(|word| word.to_lowercase().parse().ok());
        if let Some(word) = word.filter(|_| kind.is_none()) {
            report.note(Reason::UnknownKind, line, Some(&word));
        }
        let mut roles = Vec::new();
        for text in self.several(EntityField::Roles)? {
            match self.role_of_text(&text) {
                Some(role) => roles.push(role),
                None => report.note(Reason::BadRole, line, Some(&text)),
            }
        }
        roles.extend(self.role_of_columns(line, report)?);
        Ok(Entry {
            line,
            id,
            name,
            aliases: self.several(EntityField::Aliases)?,
            kind,
            wikidata: self.word(EntityField::Wikidata)?,
            roles,
            attributes: self.attributes()?,
            note: self.word(EntityField::Note)?,
        })
    }

    fn attributes(&self) -> Result<Attributes, Refused> {
        let mut attributes = Attributes::default();
        for column in &self.columns.attributes {
            if let Some(value) = self.word_at(column.at)? {
                attributes.insert(&column.name, &value);
            }
        }
        Ok(attributes)
    }

    /// A role in columns of its own.
    fn role_of_columns(
        &self,
        line: u64,
        report: &mut ImportReport,
    ) -> Result<Option<EntryRole>, Refused> {
        let role = self.word(EntityField::Role)?;
        let Some(of) = self.word(EntityField::RoleOf)? else {
            if let Some(role) = role {
                report.note(Reason::BadRole, line, Some(&role));
            }
            return Ok(None);
        };
        let mut date = |field| -> Result<Option<String>, Refused> {
            let Some(text) = self.word(field)? else { return Ok(None) };
            if let Some(doubt) = Doubt::of(&text, self.options.dates) {
                report.doubt(doubt, line, &text);
            }
            let date = self.date(&text);
            if date.is_none() {
                report.note(Reason::BadDate, line, Some(&text));
            }
            Ok(date)
        };
        let (from, until) = (date(EntityField::From)?, date(EntityField::Until)?);
        Ok(Some(EntryRole { role: role.unwrap_or_else(|| MEMBER.to_owned()), of, from, until }))
    }

    /// A role as a text: `President of United States 2017-01-20..2021-01-20`.
    fn role_of_text(&self, text: &str) -> Option<EntryRole> {
        let (role, rest) = text.split_once(" of ")?;
        let (of, span) = match rest.rsplit_once(' ') {
            Some((of, span)) if span.contains("..") => (of, span),
            _ => (rest, ".."),
        };
        let (from, until) = span.split_once("..")?;
        let date = |text: &str| match text {
            "" => Some(None),
            text => self.date(text).map(Some),
        };
        let (role, of) = (role.trim().to_owned(), of.trim().to_owned());
        (!role.is_empty() && !of.is_empty())
            .then(|| Some(EntryRole { role, of, from: date(from)?, until: date(until)? }))
            .flatten()
    }

    fn date(&self, text: &str) -> Option<String> {
        self.options.dates.read(text).map(|date| date.as_str().to_owned())
    }
}

/// The role of somebody of whom only the organization is known.
const MEMBER: &str = "member";

/// Entities in the order of their first rows.
#[derive(Default)]
struct Entries {
    all: Vec<Entry>,
    /// By id, else by name.
    at: HashMap<(bool, String), usize>,
}

impl Entries {
    /// Adds a row, to the entity of an earlier one where it has its id, or else its name.
    fn add(&mut self, row: Entry, report: &mut ImportReport) {
        let key = match (&row.id, &row.name) {
            (Some(id), _) => (true, id.clone()),
            (None, name) => (false, identity(name.as_deref().unwrap_or_default())),
        };
        let next = self.all.len();
        let at = *self.at.entry(key).or_insert(next);
        let Some(entry) = self.all.get_mut(at) else { return self.all.push(row) };
        let line = row.line;
        let mut differs = |is_other: bool, value: &str| {
            if is_other {
                report.note(Reason::OtherRow, line, Some(value));
            }
        };
        match (&entry.name, row.name) {
            (None, name) => entry.name = name,
            (Some(kept), Some(name)) if *kept != name => entry.aliases.push(name),
            _ => {}
        }
        entry.aliases.extend(row.aliases);
        entry.roles.extend(row.roles);
        match (entry.kind, row.kind) {
            (None, kind) => entry.kind = kind,
            (Some(kept), Some(kind)) => differs(kept != kind, kind.word()),
            _ => {}
        }
        for (kept, other) in [(&mut entry.wikidata, row.wikidata), (&mut entry.note, row.note)] {
            match (kept.as_deref(), other) {
                (None, other) => *kept = other,
                (Some(kept), Some(other)) => differs(kept != other, &other),
                _ => {}
            }
        }
        for (name, value) in row.attributes.iter() {
            match entry.attributes.get(name) {
                None => {
                    entry.attributes.insert(name, value);
                }
                Some(kept) => differs(kept != value, value),
            }
        }
        let mut known: Vec<String> = entry.name.iter().cloned().collect();
        entry.aliases.retain(|alias| {
            let is_new = !known.contains(alias);
            known.push(alias.clone());
            is_new
        });
        let mut roles: Vec<EntryRole> = Vec::new();
        for role in entry.roles.drain(..) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        entry.roles = roles;
    }
}
