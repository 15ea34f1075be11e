//! Which column holds what.

use super::{
    CsvOptions,
    fields::{self, Field},
    header::HeaderError,
    mapping::{End, Wide},
    template::Template,
};
use crate::import::{
    ColumnUse, OwnFields, Usage,
    table::{AttributeColumn, Headings, Row, column_number},
};
use std::{borrow::Cow, collections::BTreeMap};

/// Where a field is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The column of this number.
    Column(usize),
    /// Several columns, and text between them.
    Columns(Template),
}

/// Where each field stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) delimiter: u8,
    pub(super) n_fields: usize,
    /// Whether the first row has headings.
    pub(super) has_header: bool,
    /// In a table with many statements in each row, what the headings are, and the columns with their headings.
    pub(super) wide: Option<(End, Vec<(usize, String)>)>,
    /// Whether this program wrote the table: every text is as it was.
    pub(super) is_own: bool,
    /// In an edge table, the column that says whether an edge is directed.
    pub(super) edge_type: Option<usize>,
    /// What became of each column.
    pub(super) uses: Vec<ColumnUse>,
    /// The columns of attributes.
    pub(super) attributes: Vec<AttributeColumn>,
    places: BTreeMap<Field, Place>,
    /// By field, as most fields of most tables are single columns.
    at: [Option<usize>; Field::ALL.len()],
}

impl Columns {
    /// The columns of a table with this first row.
    pub(super) fn new(
        first: &[u8],
        delimiter: u8,
        options: &CsvOptions,
    ) -> Result<Self, HeaderError> {
        let cells = Headings::cells_of(first, delimiter).ok_or(HeaderError::Empty)?;
        let has_header = options.header.unwrap_or_else(|| !looks_like_data(&cells, options));
        let headings = Headings::new(if has_header { Ok(cells) } else { Err(cells.len()) });
        let given = options.wide.as_ref().map(|wide| [wide.of.field(), Field::Verb]);
        let is_given = |field: Field| given.is_some_and(|given| given.contains(&field));
        let is_mapped = |field: &Field| options.mapping.columns.contains_key(field);
        let has_other_ends = [Field::Holder, Field::Source].iter().any(is_mapped);
        let edge_type = headings.edge_type().filter(|_| !has_other_ends);
        let mut places = BTreeMap::new();
        for &field in Field::ALL {
            let place = match options.mapping.columns.get(&field) {
                Some(_) if is_given(field) => return Err(HeaderError::Given { field }),
                Some(column) => Some(headings.place(column)?),
                None if is_given(field) => None,
                None if edge_type.is_some() => headings.of_edge(field).map(Place::Column),
                None => headings.usual(field).map(Place::Column),
            };
            places.extend(place.map(|place| (field, place)));
        }
        // A column serves one field: the one that a mapping names, else the first by declaration.
        let mapped: Vec<Place> =
            options.mapping.columns.keys().filter_map(|field| places.get(field).cloned()).collect();
        places.retain(|field, place| {
            options.mapping.columns.contains_key(field) || !mapped.contains(place)
        });
        leave_unused(&mut places, options);
        Self::check(&places, &headings, options)?;
        let mapped: Vec<usize> = headings
            .attributes(&options.mapping, |_| true)?
            .into_iter()
            .map(|column| column.at)
            .collect();
        places.retain(|field, place| {
            options.mapping.columns.contains_key(field) || !mapped.iter().any(|at| place.reads(*at))
        });
        let is_field = |at: usize| places.values().any(|place| place.reads(at));
        let attributes = headings.attributes(&options.mapping, is_field)?;
        let wide = match &options.wide {
            Some(wide) => Some((wide.of, headings.wide(wide, &places, &attributes)?)),
            None => None,
        };
        // What a heading names has no columns of its own.
        let is_told = |column: &AttributeColumn| match wide {
            Some((End::Holder, _)) => column.prefix != fields::HOLDER,
            Some((End::Target, _)) => column.prefix != fields::TARGET,
            None => true,
        };
        let attributes: Vec<AttributeColumn> = attributes.into_iter().filter(is_told).collect();
        let uses = headings.usages(&places, &attributes, wide.as_ref(), edge_type);
        let at = std::array::from_fn(|field| match places.get(&Field::ALL[field]) {
            Some(Place::Column(at)) => Some(*at),
            _ => None,
        });
        let n_fields = headings.len();
        let is_own = headings.are_own() && wide.is_none();
        Ok(Self {
            delimiter,
            n_fields,
            has_header,
            wide,
            is_own,
            edge_type,
            uses,
            attributes,
            places,
            at,
        })
    }

    /// Refuses a table of which a needed field is neither in a column nor given otherwise.
    fn check(
        places: &BTreeMap<Field, Place>,
        headings: &Headings,
        options: &CsvOptions,
    ) -> Result<(), HeaderError> {
        let has = |field: Field| places.contains_key(&field);
        let of_wide = |field: Field| {
            options
                .wide
                .as_ref()
                .is_some_and(|wide| [wide.of.field(), Field::Verb].contains(&field))
        };
        let is_there = |field: Field| {
            let otherwise = match field {
                Field::Verb => options.values.has_constant(),
                Field::On => options.on.is_some() || has(Field::Published),
                Field::Holder => {
                    options.holder.is_some() || has(Field::HolderName) || has(Field::HolderId)
                }
                Field::Target => {
                    options.target.is_some() || has(Field::TargetName) || has(Field::TargetId)
                }
                _ => false,
            };
            has(field) || otherwise || of_wide(field)
        };
        let needed = [Field::Holder, Field::Target, Field::On, Field::Verb];
        let Some(&field) = needed.iter().find(|field| !is_there(**field)) else { return Ok(()) };
        let headings = headings.shown();
        let is_data = headings.iter().any(|text| is_date(text, options));
        Err(HeaderError::Missing { field, headings, is_data })
    }

    /// The column of a field that is one column.
    #[inline]
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.at[field as usize]
    }

    /// Which of the fields that tell statements apart the table tells itself.
    pub(super) fn own_fields(&self, has_one_verb: bool) -> OwnFields {
        let has = |field| self.places.contains_key(&field);
        OwnFields {
            verb: self.wide.is_some() || (has(Field::Verb) && !has_one_verb),
            date: has(Field::On) || has(Field::Published),
            source: has(Field::Source) || has(Field::Url) || has(Field::Title),
            quote: has(Field::Quote),
        }
    }

    /// Whether all fields of a row are text that have a column of their own.
    #[inline]
    pub(super) fn are_text(&self, row: &Row<'_>) -> bool {
        row.is_text() || self.at.iter().flatten().all(|at| row.text(*at).is_ok())
    }

    /// How many fields a row has, and what stands between them.
    #[inline]
    pub(super) fn width(&self) -> (usize, u8) {
        (self.n_fields, self.delimiter)
    }

    /// Where a field is read from.
    pub(super) fn place(&self, field: Field) -> Option<&Place> {
        self.places.get(&field)
    }

    /// Whether a row is an edge without direction: its stance is taken to be mutual.
    #[inline]
    pub(super) fn is_undirected(&self, row: &Row<'_>) -> bool {
        let text = self.edge_type.and_then(|at| row.text(at).ok());
        text.is_some_and(|text| text.trim().eq_ignore_ascii_case("undirected"))
    }

    /// Whether the table has only fields that are read in bounded memory.
    pub(super) fn are_plain(&self) -> bool {
        let mut places = self.places.iter();
        self.attributes.is_empty()
            && places.all(|(field, place)| field.is_plain() && matches!(place, Place::Column(_)))
    }

    /// Whether a holder or a target that has both a name and another column is known by the other as its id.
    pub(super) fn has_ids(&self, end: End) -> bool {
        let [id, name] = match end {
            End::Holder => [Field::HolderId, Field::HolderName],
            End::Target => [Field::TargetId, Field::TargetName],
        };
        let has = |field| self.places.contains_key(&field);
        has(id) || (has(name) && has(end.field()))
    }
}

/// Removes fields that others make needless, so that their columns are reported as not used: the verb where one is given for
/// all rows, and the third column of an end that has an id and a name.
fn leave_unused(places: &mut BTreeMap<Field, Place>, options: &CsvOptions) {
    if options.values.has_constant() && options.wide.is_none() {
        places.retain(|field, _| !matches!(field, Field::Verb | Field::Polarity | Field::Strength));
    }
    for (field, id, name) in [
        (Field::Holder, Field::HolderId, Field::HolderName),
        (Field::Target, Field::TargetId, Field::TargetName),
    ] {
        if places.contains_key(&id) && places.contains_key(&name) {
            places.remove(&field);
        }
    }
}

/// Whether a first row has no headings: all columns are given by number, and in that of the date stands a date.
fn looks_like_data(cells: &[String], options: &CsvOptions) -> bool {
    let columns = &options.mapping.columns;
    let of = |column: &String| column_number(column).filter(|_| !cells.contains(column));
    let date = columns.get(&Field::On).and_then(of).and_then(|at| cells.get(at));
    columns.values().all(|column| of(column).is_some())
        && date.is_some_and(|text| is_date(text, options))
}

fn is_date(text: &str, options: &CsvOptions) -> bool {
    options.dates.read(text).is_some()
}

impl Headings {
    fn place(&self, column: &str) -> Result<Place, HeaderError> {
        if let Ok(at) = self.find(column) {
            return Ok(Place::Column(at));
        }
        match Template::parse(column, |heading| self.find(heading))? {
            Some(template) => Ok(Place::Columns(template)),
            None => Ok(Place::Column(self.find(column)?)),
        }
    }

    /// The column that is called as a field, or as it often is.
    fn usual(&self, field: Field) -> Option<usize> {
        let names = std::iter::once(field.word()).chain(field.aliases().iter().copied());
        // In tables that people make, a statement is what was said.
        self.called(names.filter(|name| *name != "statement" || self.are_ours()))
    }

    /// Whether some of these headings are only in tables of statements that this program writes.
    fn are_ours(&self) -> bool {
        const OURS: [&str; 4] = ["holder_name", "target_name", "holder_kind", "target_kind"];
        self.normalized.iter().any(|heading| OURS.contains(&heading.as_str()))
    }

    /// Whether these are the headings of a table of statements that this program writes.
    fn are_own(&self) -> bool {
        const KNOWN_BY: [&str; 8] = [
            "statement",
            "holder",
            "holder_name",
            "target",
            "target_name",
            "verb",
            "date",
            "source",
        ];
        KNOWN_BY.iter().all(|known| self.normalized.iter().any(|heading| heading == known))
    }

    /// In a table of edges as Gephi writes it, the column that says whether an edge is directed.
    fn edge_type(&self) -> Option<usize> {
        let at = |wanted: &str| self.normalized.iter().position(|heading| heading == wanted);
        let has_ends = at("source").is_some() && at("target").is_some();
        let has_holder = self.usual(Field::Holder).is_some();
        at("type").filter(|_| has_ends && !has_holder)
    }

    /// The column of a field in such a table.
    fn of_edge(&self, field: Field) -> Option<usize> {
        match field {
            Field::Holder => self.normalized.iter().position(|heading| heading == "source"),
            // They number edges, and label them.
            Field::Source | Field::Id => None,
            field => self.usual(field),
        }
    }

    /// The columns of a table with many statements in each row.
    fn wide(
        &self,
        wide: &Wide,
        places: &BTreeMap<Field, Place>,
        attributes: &[AttributeColumn],
    ) -> Result<Vec<(usize, String)>, HeaderError> {
        let Ok(cells) = &self.cells else { return Err(HeaderError::NoHeadings) };
        let find = |columns: &[String]| -> Result<Vec<usize>, HeaderError> {
            columns.iter().map(|column| Ok(self.find(column)?)).collect()
        };
        let (only, except) = (find(&wide.only)?, find(&wide.except)?);
        let is_field = |at: &usize| {
            places.values().any(|place| place.reads(*at))
                || attributes.iter().any(|column| column.at == *at)
        };
        let is_one = |at: &usize| {
            let is_chosen = only.is_empty() || only.contains(at);
            is_chosen && !except.contains(at) && !is_field(at)
        };
        let found: Vec<(usize, String)> = (0..cells.len())
            .filter(is_one)
            .filter_map(|at| Some((at, cells.get(at)?.clone())))
            .filter(|(_, heading)| !heading.is_empty())
            .collect();
        if found.is_empty() { Err(HeaderError::NoWide { of: wide.of }) } else { Ok(found) }
    }

    /// What became of each column.
    fn usages(
        &self,
        places: &BTreeMap<Field, Place>,
        attributes: &[AttributeColumn],
        wide: Option<&(End, Vec<(usize, String)>)>,
        edge_type: Option<usize>,
    ) -> Vec<ColumnUse> {
        let usage = |at: usize| {
            let fields = places.iter().filter(|(_, place)| place.reads(at));
            let mut fields: Vec<Cow<'static, str>> =
                fields.map(|(field, _)| field.word().into()).collect();
            let attributes = attributes.iter().filter(|column| column.at == at);
            fields.extend(attributes.map(|column| Cow::Owned(column.shown())));
            if !fields.is_empty() {
                return Usage::Fields(fields);
            }
            if edge_type == Some(at) {
                return Usage::Fields(vec!["direction".into()]);
            }
            match wide {
                Some((of, columns)) if columns.iter().any(|(column, _)| *column == at) => {
                    Usage::Cells(of.word())
                }
                _ => Usage::Unused,
            }
        };
        self.uses(usage)
    }
}

impl Place {
    /// Whether a column is read.
    fn reads(&self, at: usize) -> bool {
        match self {
            Self::Column(column) => *column == at,
            Self::Columns(template) => template.columns().any(|column| column == at),
        }
    }
}
