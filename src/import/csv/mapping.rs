//! What somebody says about a table: on the command line, or in a file that is kept beside it.

use super::fields::Field;
use crate::{
    corpus::RON,
    import::{Quotes, Values, table::ColumnMapping},
    model::{DateExpression, DateOrder, EntityKind, SourceKind, Zone, words},
};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{collections::BTreeMap, fmt::Display, str::FromStr};

/// Which column holds which field.
pub type Mapping = ColumnMapping<Field>;

/// Words that stand for nothing: `NA` in every column, `target=NA` in one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    words: Vec<(Option<Field>, String)>,
}

impl Missing {
    /// Whether a text in the column of a field says that there is nothing.
    #[inline]
    pub(super) fn holds(&self, field: Field, text: &str) -> bool {
        !self.words.is_empty() && self.has_word(field, text)
    }

    fn has_word(&self, field: Field, text: &str) -> bool {
        self.words.iter().any(|(only, word)| only.is_none_or(|only| only == field) && word == text)
    }

    /// Whether a text in a column of no field says that there is nothing.
    pub(super) fn holds_anywhere(&self, text: &str) -> bool {
        self.words.iter().any(|(only, word)| only.is_none() && word == text)
    }

    /// One word.
    fn word(text: &str) -> Result<(Option<Field>, String), String> {
        match text.split_once('=') {
            None => Ok((None, text.trim().to_owned())),
            Some((field, word)) => {
                let field = field.trim().parse::<Field>().map_err(|error| error.to_string())?;
                Ok((Some(field), word.trim().to_owned()))
            }
        }
    }
}

impl FromStr for Missing {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Self::word);
        Ok(Self { words: words.collect::<Result<_, String>>()? })
    }
}

/// Fields of which a cell may have several, and what stands between them: `holder=;,target=/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    delimiters: BTreeMap<Field, String>,
}

impl Split {
    /// What stands between the values of a field, if it may have several.
    pub(super) fn of(&self, field: Field) -> Option<&str> {
        self.delimiters.get(&field).map(String::as_str)
    }

    /// Whether no field may have several.
    pub(super) fn is_empty(&self) -> bool {
        self.delimiters.is_empty()
    }

    /// What this says, and where it says nothing, what another does.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        for (field, delimiter) in other.delimiters {
            self.delimiters.entry(field).or_insert(delimiter);
        }
        self
    }
}

impl FromStr for Split {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut split = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            let (field, after) = rest
                .split_once('=')
                .ok_or_else(|| format!("`{rest}` names no delimiter; write FIELD=DELIMITER"))?;
            let field = field.trim().parse::<Field>().map_err(|error| error.to_string())?;
            let may_be_split = matches!(
                field,
                Field::Holder | Field::Target | Field::About | Field::ReportedIn | Field::InReplyTo
            );
            if !may_be_split {
                let message = "only holder, target, about, reported_in and in_reply_to may have several values";
                return Err(message.to_owned());
            }
            // The first character is the delimiter, even if it is the comma that stands between fields.
            let n_bytes = after.chars().next().map_or(0, char::len_utf8);
            let end = after[n_bytes..].find(',').map_or(after.len(), |at| n_bytes + at);
            let delimiter = &after[..end];
            if delimiter.is_empty() {
                return Err(format!("no delimiter is given for {field}; write {field}=;"));
            }
            split.delimiters.insert(field, delimiter.to_owned());
            rest = after[end..].strip_prefix(',').unwrap_or_default();
        }
        Ok(split)
    }
}

words! {
    /// An end of a statement.
    pub enum End {
        /// Whose stance it is.
        Holder = "holder",
        /// Towards whom or what.
        Target = "target",
    }
}

impl End {
    /// The field that holds it in tables with a statement in each row.
    pub(super) const fn field(self) -> Field {
        match self {
            Self::Holder => Field::Holder,
            Self::Target => Field::Target,
        }
    }
}

/// A table with many statements in each row: a column for each holder or each target, and what was done in the cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wide {
    /// What the headings are.
    pub of: End,
    /// The columns, by heading or `#3`; else all that hold no field.
    pub only: Vec<String>,
    /// Columns that are none of them.
    pub except: Vec<String>,
}

/// What a mapping file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MappingFile {
    /// Which column holds what.
    pub columns: Mapping,
    /// What values stand for, and the verb of every row.
    pub values: Values,
    /// Words that stand for nothing.
    pub missing: Option<Missing>,
    /// The form of a table with many statements in each row.
    pub wide: Option<Wide>,
    /// Fields of which a cell may have several.
    pub split: Split,
    /// The other flags.
    pub words: Written,
}

/// The other flags; those that the command line reads are as they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// `--on`.
    pub on: Option<DateExpression>,
    /// `--dates`.
    pub dates: Option<DateOrder>,
    /// `--time-zone`.
    pub time_zone: Option<Zone>,
    /// `--encoding`.
    pub encoding: Option<String>,
    /// `--delimiter`.
    pub delimiter: Option<String>,
    /// `--header`.
    pub header: Option<bool>,
    /// `--holder-kind`.
    pub holder_kind: Option<EntityKind>,
    /// `--target-kind`.
    pub target_kind: Option<EntityKind>,
    /// `--source-kind`.
    pub source_kind: Option<SourceKind>,
    /// `--source`.
    pub source: Option<String>,
    /// `--holder`.
    pub holder: Option<String>,
    /// `--target`.
    pub target: Option<String>,
    /// `--sheet`.
    pub sheet: Option<String>,
    /// `--skip`.
    pub skip: Option<usize>,
    /// `--quotes`.
    pub quotes: Option<Quotes>,
    /// `--century`.
    pub century: Option<i16>,
}

/// What may be written in a mapping file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "mapping")]
struct Record {
    columns: ColumnsRecord,
    /// The columns of attributes, by `holder_attr.party`.
    attributes: BTreeMap<String, String>,
    verb: Option<String>,
    values: BTreeMap<String, String>,
    missing: Option<Vec<MissingWord>>,
    wide: Option<WideRecord>,
    #[serde(deserialize_with = "parsed")]
    on: Option<DateExpression>,
    #[serde(deserialize_with = "parsed")]
    dates: Option<DateOrder>,
    #[serde(deserialize_with = "parsed")]
    time_zone: Option<Zone>,
    encoding: Option<String>,
    delimiter: Option<String>,
    header: Option<bool>,
    holder_kind: Option<EntityKind>,
    target_kind: Option<EntityKind>,
    source_kind: Option<SourceKind>,
    source: Option<String>,
    holder: Option<String>,
    target: Option<String>,
    sheet: Option<String>,
    skip: Option<usize>,
    #[serde(deserialize_with = "parsed")]
    quotes: Option<Quotes>,
    century: Option<i16>,
    #[serde(deserialize_with = "parsed")]
    split: Option<Split>,
}

/// A word that stands for nothing, as on the command line.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct MissingWord(Option<Field>, String);

impl TryFrom<String> for MissingWord {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Missing::word(&text).map(|(field, word)| Self(field, word))
    }
}

/// What is written as a word and not as a value of RON.
fn parsed<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
}

/// Declares the record of the columns, a field for each [`Field`].
macro_rules! columns_record {
    ($($name:ident: $field:ident,)+) => {
        /// The column of each field.
        #[derive(Debug, Default, Deserialize)]
        #[serde(default, deny_unknown_fields, rename = "columns")]
        struct ColumnsRecord { $($name: Option<String>,)+ }

        impl ColumnsRecord {
            fn mapping(self) -> Mapping {
                let named = [$((Field::$field, self.$name),)+];
                let columns = named.into_iter().filter_map(|(field, column)| Some((field, column?)));
                Mapping { columns: columns.collect(), ..Mapping::default() }
            }
        }
    };
}

columns_record! {
    holder: Holder,
    target: Target,
    verb: Verb,
    on: On,
    source: Source,
    quote: Quote,
    recorded: Recorded,
    confidence: Confidence,
    coder: Coder,
    note: Note,
    id: Id,
    until: Until,
    about: About,
    reported_in: ReportedIn,
    prefix: Prefix,
    suffix: Suffix,
    claimed_by: ClaimedBy,
    claimed_by_name: ClaimedByName,
    claimed_by_kind: ClaimedByKind,
    about_names: AboutNames,
    about_kinds: AboutKinds,
    supersedes: Supersedes,
    polarity: Polarity,
    strength: Strength,
    holder_id: HolderId,
    holder_name: HolderName,
    holder_kind: HolderKind,
    target_id: TargetId,
    target_name: TargetName,
    target_kind: TargetKind,
    url: Url,
    title: Title,
    outlet: Outlet,
    outlet_name: OutletName,
    outlet_kind: OutletKind,
    author: Author,
    author_name: AuthorName,
    author_kind: AuthorKind,
    published: Published,
    in_reply_to: InReplyTo,
    source_kind: SourceKind,
    language: Language,
    archived: Archived,
    source_note: SourceNote,
    time_zone: TimeZone,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "wide")]
struct WideRecord {
    of: End,
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
}

impl MappingFile {
    /// Reads the RON text of a mapping file. What is wrong is told with its line and column.
    pub fn from_ron(text: &str) -> Result<Self, String> {
        let record: Record = RON.from_str(text).map_err(|error| {
            let at = error.span.start;
            format!("{}:{}: {}", at.line, at.col, error.code)
        })?;
        let mut columns = record.columns.mapping();
        for (attribute, column) in &record.attributes {
            if !columns.attribute(attribute, column)? {
                return Err(format!(
                    "`{attribute}` is no attribute; write holder_attr.NAME, target_attr.NAME or source_attr.NAME"
                ));
            }
        }
        let missing = record.missing.map(|words| Missing {
            words: words.into_iter().map(|MissingWord(field, word)| (field, word)).collect(),
        });
        let wide = record.wide;
        Ok(Self {
            columns,
            values: Values::of(record.values).with_constant(record.verb),
            missing,
            wide: wide.map(|WideRecord { of, only, except }| Wide { of, only, except }),
            words: Written {
                on: record.on,
                dates: record.dates,
                time_zone: record.time_zone,
                encoding: record.encoding,
                delimiter: record.delimiter,
                header: record.header,
                holder_kind: record.holder_kind,
                target_kind: record.target_kind,
                source_kind: record.source_kind,
                source: record.source,
                holder: record.holder,
                target: record.target,
                sheet: record.sheet,
                skip: record.skip,
                quotes: record.quotes,
                century: record.century,
            },
            split: record.split.unwrap_or_default(),
        })
    }
}
