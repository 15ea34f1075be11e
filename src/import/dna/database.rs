//! Projects as databases: SQLite, as the versions 2 and 3 lay it out.
//!
//! A database may come from anywhere, and is only read: it is held in memory, checked as a whole, and nothing in it
//! is followed but tables. The versions differ in where names stand. Version 2 writes them beside the statement
//! (`DATASHORTTEXT.Value`), and what is known of them in `ATTRIBUTES`; between the versions `Value` was the number of
//! a row there; version 3 has `DATASHORTTEXT.Entity`, a row of `ENTITIES`. Dates are milliseconds in version 2, and
//! seconds in version 3.

use super::{
    DnaError,
    project::{Coded, Column, Document, Kind, Project, Quote, StatementType, Value, Variable},
};
use crate::{
    import::{Unit, counted::counted},
    model::Day,
};
use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, MAIN_DB, Row, types::ValueRef};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What every SQLite file begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where a database tells with which journal it is written and read, and what it says for a write-ahead log,
/// which a database in memory cannot have.
const JOURNAL: std::ops::Range<usize> = 18..20;
const WRITE_AHEAD: u8 = 2;
const ROLLBACK: u8 = 1;

/// The milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Whether bytes begin a database.
pub(super) fn is_database(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// How many bytes a database has by its own header, if that is kept up to date.
fn told_len(bytes: &[u8]) -> Option<u64> {
    let number = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
    let page = u16::from_be_bytes(*bytes.get(16..)?.first_chunk()?);
    // The largest page has a size of its own.
    let page = if page == 1 { 1 << 16 } else { u64::from(page) };
    let is_kept = number(24)? == number(92)?;
    is_kept.then_some(page * u64::from(number(28)?))
}

/// Reads a database; times are days of a time zone.
pub(super) fn read(mut bytes: Vec<u8>, zone: &TimeZone) -> Result<Project, DnaError> {
    // What is cut off may be pages that nobody would miss while reading.
    if told_len(&bytes).is_some_and(|len| (bytes.len() as u64) < len) {
        return Err(DnaError::Damaged("the file is shorter than it says".to_owned()));
    }
    for version in bytes.get_mut(JOURNAL).into_iter().flatten() {
        if *version == WRITE_AHEAD {
            *version = ROLLBACK;
        }
    }
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), true)?;
    drop(bytes);
    let project = Project { unit: Unit::Items, ..Project::default() };
    let mut database = Database { connection, project };
    database.check()?;
    let layout = database.layout()?;
    let columns = database.types()?;
    database.documents(layout, zone)?;
    database.statements(layout, &columns)?;
    database.attributes(layout, &columns)?;
    Ok(database.project)
}

/// Where names stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// Beside the statement.
    Beside,
    /// In `ATTRIBUTES`.
    Attributes,
    /// In `ENTITIES`.
    Entities,
}

/// What is known of variables by their number in the database.
type Columns = HashMap<i64, Column>;

/// The values of each statement, by its number in the database.
type Values = HashMap<i64, BTreeMap<Column, Value>>;
/// How many values of a variable are replaced by others of the same statement.
type Replaced = BTreeMap<Column, usize>;

struct Database {
    connection: Connection,
    project: Project,
}

impl Database {
    /// Refuses what is damaged.
    fn check(&self) -> Result<(), DnaError> {
        self.connection.pragma_update(None, "trusted_schema", false)?;
        let mut damage = Vec::new();
        self.each("PRAGMA quick_check(1)", |row| damage.extend(text(row, 0)))?;
        match damage.first().map(String::as_str) {
            Some("ok") | None => Ok(()),
            Some(damage) => Err(DnaError::Damaged(damage.to_owned())),
        }
    }

    /// Calls for each row of an answer.
    fn each(&self, sql: &str, mut row: impl FnMut(&Row<'_>)) -> Result<(), DnaError> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(found) = rows.next()? {
            row(found);
        }
        Ok(())
    }

    /// The columns of a table, in small letters, with the types they were given; none if there is no such table.
    fn columns(&self, table: &str) -> Result<Vec<(String, String)>, DnaError> {
        let mut columns = Vec::new();
        // A view could be asked without end.
        let sql = format!(
            "SELECT c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name = '{table}' COLLATE NOCASE \
             AND t.sql NOT LIKE 'CREATE VIRTUAL%'"
        );
        self.each(&sql, |row| {
            let of = |at| text(row, at).unwrap_or_default().to_lowercase();
            columns.push((of(0), of(1)));
        })?;
        Ok(columns)
    }

    fn layout(&self) -> Result<Layout, DnaError> {
        for (table, needed) in [
            ("DOCUMENTS", &["id", "title", "text", "date"][..]),
            ("STATEMENTTYPES", &["id", "label"]),
            ("VARIABLES", &["id", "variable", "datatype", "statementtypeid"]),
            ("STATEMENTS", &["id", "statementtypeid", "documentid", "start", "stop"]),
            ("DATASHORTTEXT", &["statementid", "variableid"]),
        ] {
            let columns = self.columns(table)?;
            if columns.is_empty() {
                return Err(DnaError::NoTable(table));
            }
            let is_there = |name: &&str| columns.iter().any(|(column, _)| column == name);
            if let Some(column) = needed.iter().find(|name| !is_there(name)) {
                return Err(DnaError::NoColumn { table, column: (*column).to_owned() });
            }
        }
        let columns = self.columns("DATASHORTTEXT")?;
        let of = |name: &str| columns.iter().find(|(column, _)| column == name);
        match (of("entity"), of("value")) {
            (Some(_), _) if self.columns("ENTITIES")?.is_empty() => {
                Err(DnaError::NoTable("ENTITIES"))
            }
            (Some(_), _) => Ok(Layout::Entities),
            (None, Some((_, kind))) if !kind.starts_with("int") => Ok(Layout::Beside),
            (None, Some(_)) if self.columns("ATTRIBUTES")?.is_empty() => {
                Err(DnaError::NoTable("ATTRIBUTES"))
            }
            (None, Some(_)) => Ok(Layout::Attributes),
            (None, None) => {
                Err(DnaError::NoColumn { table: "DATASHORTTEXT", column: "value".to_owned() })
            }
        }
    }

    fn types(&mut self) -> Result<Columns, DnaError> {
        let (mut types, mut numbers) = (Vec::new(), HashMap::new());
        self.each("SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID", |row| {
            numbers.insert(whole(row, 0), types.len());
            let label = text(row, 1).unwrap_or_default();
            types.push(StatementType { label, variables: Vec::new() });
        })?;
        let mut columns = HashMap::new();
        let sql = "SELECT ID, Variable, DataType, StatementTypeId FROM VARIABLES ORDER BY ID";
        self.each(sql, |row| {
            let (Some(id), Some(&of_type)) = (whole(row, 0), numbers.get(&whole(row, 3))) else {
                return;
            };
            let kind = match text(row, 2).unwrap_or_default().as_str() {
                "boolean" => Kind::Binary,
                "integer" => Kind::Scale,
                "long text" => Kind::Text,
                _ => Kind::Name,
            };
            if let Some(StatementType { variables, .. }) = types.get_mut(of_type) {
                columns.insert(id, (of_type, variables.len()));
                variables.push(Variable { name: text(row, 1).unwrap_or_default(), kind });
            }
        })?;
        self.project.types = types;
        Ok(columns)
    }

    fn documents(&mut self, layout: Layout, zone: &TimeZone) -> Result<(), DnaError> {
        let there = self.columns("DOCUMENTS")?;
        let perhaps = |name: &str| {
            let is_there = there.iter().any(|(column, _)| column.eq_ignore_ascii_case(name));
            if is_there { name.to_owned() } else { "''".to_owned() }
        };
        let others = ["Author", "Source", "Section", "Type", "Notes"].map(perhaps).join(", ");
        let sql = format!("SELECT Title, Date, Text, {others} FROM DOCUMENTS ORDER BY ID");
        let mut documents = Vec::new();
        let mut times = BTreeSet::new();
        self.each(&sql, |row| {
            let of = |at| text(row, at).unwrap_or_default();
            let day = whole(row, 1).and_then(|time| day(time, layout, zone));
            times.extend(whole(row, 1).map(|time| time.rem_euclid(DAY)));
            documents.push(Document {
                title: of(0),
                day: day.ok_or_else(|| of(1)),
                text: text(row, 2),
                author: of(3),
                outlet: of(4),
                section: of(5),
                sort: of(6),
                notes: of(7),
            });
        })?;
        // Midnight of winter and of summer, before that of Greenwich.
        self.project.is_elsewhere = layout == Layout::Beside
            && *zone == TimeZone::UTC
            && matches!(times.len(), 1 | 2)
            && times.iter().all(|time| *time >= DAY / 2);
        self.project.documents = documents;
        Ok(())
    }

    fn statements(&mut self, layout: Layout, columns: &Columns) -> Result<(), DnaError> {
        let (values, replaced) = self.values(layout, columns)?;
        for ((of_type, variable), n) in replaced {
            let of = self.project.types.get(of_type).and_then(|of| of.variables.get(variable));
            let name = of.map_or("", |variable| variable.name.as_str());
            let more = counted(n, "more value");
            self.project.notes.push(format!(
                "of the variable `{name}`, {more} of statements that have several: the last of each is read"
            ));
        }
        let numbers = |table| -> Result<HashMap<Option<i64>, usize>, DnaError> {
            let mut numbers = HashMap::new();
            self.each(&format!("SELECT ID FROM {table} ORDER BY ID"), |row| {
                numbers.insert(whole(row, 0), numbers.len());
            })?;
            Ok(numbers)
        };
        let (types, documents) = (numbers("STATEMENTTYPES")?, numbers("DOCUMENTS")?);
        let has_coder = self.columns("STATEMENTS")?.iter().any(|(column, _)| column == "coder");
        let mut coders: HashMap<i64, String> = HashMap::new();
        if has_coder && !self.columns("CODERS")?.is_empty() {
            self.each("SELECT ID, Name FROM CODERS", |row| {
                coders.extend(whole(row, 0).zip(text(row, 1)));
            })?;
        }
        let coder = if has_coder { "Coder" } else { "NULL" };
        let sql = format!(
            "SELECT ID, StatementTypeId, DocumentId, Start, Stop, {coder} FROM STATEMENTS ORDER BY ID"
        );
        let mut statements = Vec::new();
        self.each(&sql, |row| {
            let unit = |at| whole(row, at).and_then(|unit| usize::try_from(unit).ok());
            let id = whole(row, 0);
            let of_type = types.get(&whole(row, 1)).copied();
            let own = id.and_then(|id| values.get(&id)).into_iter().flatten();
            let own = own.filter(|((its_type, _), _)| Some(*its_type) == of_type);
            statements.push(Coded {
                place: id.and_then(|id| u64::try_from(id).ok()).unwrap_or_default(),
                number: id.map(|id| id.to_string()),
                of_type,
                document: documents.get(&whole(row, 2)).copied(),
                quote: Quote::Span(unit(3).unwrap_or(usize::MAX)..unit(4).unwrap_or_default()),
                coder: whole(row, 5).and_then(|coder| coders.get(&coder)).cloned(),
                values: own.map(|((_, variable), value)| (*variable, value.clone())).collect(),
            });
        })?;
        self.project.statements = statements;
        Ok(())
    }

    /// The values of each statement, and how many of each variable are replaced by another of their statement.
    fn values(&self, layout: Layout, columns: &Columns) -> Result<(Values, Replaced), DnaError> {
        let names = match layout {
            Layout::Beside => "SELECT StatementId, VariableId, Value FROM DATASHORTTEXT",
            Layout::Attributes => {
                "SELECT d.StatementId, d.VariableId, n.Value FROM DATASHORTTEXT d \
                 JOIN ATTRIBUTES n ON n.ID = d.Value"
            }
            Layout::Entities => {
                "SELECT d.StatementId, d.VariableId, n.Value FROM DATASHORTTEXT d \
                 JOIN ENTITIES n ON n.ID = d.Entity"
            }
        };
        let mut tables = vec![names.to_owned()];
        for table in ["DATALONGTEXT", "DATABOOLEAN", "DATAINTEGER"] {
            if !self.columns(table)?.is_empty() {
                tables.push(format!("SELECT StatementId, VariableId, Value FROM {table}"));
            }
        }
        let (mut values, mut replaced) = (Values::new(), Replaced::new());
        for sql in tables {
            self.each(&sql, |row| {
                let column = whole(row, 1).and_then(|id| columns.get(&id));
                let (Some(statement), Some(&column)) = (whole(row, 0), column) else { return };
                let variable =
                    self.project.types.get(column.0).and_then(|of| of.variables.get(column.1));
                let is_number = variable
                    .is_some_and(|variable| matches!(variable.kind, Kind::Binary | Kind::Scale));
                let value = match whole(row, 2) {
                    Some(number) if is_number => Some(Value::Whole(number)),
                    _ => text(row, 2).map(Value::Text),
                };
                let Some(value) = value else { return };
                let before = values.entry(statement).or_default().insert(column, value.clone());
                if before.is_some_and(|before| before != value) {
                    *replaced.entry(column).or_default() += 1;
                }
            })?;
        }
        Ok((values, replaced))
    }

    /// What is known of names.
    fn attributes(&mut self, layout: Layout, columns: &Columns) -> Result<(), DnaError> {
        let mut found: BTreeMap<(Column, String), Vec<(String, String)>> = BTreeMap::new();
        let mut take = |row: &Row<'_>, names: &[&str]| {
            let column = whole(row, 0).and_then(|id| columns.get(&id));
            let (Some(&column), Some(value)) = (column, text(row, 1)) else { return };
            let known = found.entry((column, value.trim().to_owned())).or_default();
            for (at, name) in names.iter().enumerate() {
                let value = text(row, at + 2).map(|value| value.trim().to_owned());
                known.extend(
                    value
                        .filter(|value| !value.is_empty())
                        .map(|value| ((*name).to_owned(), value)),
                );
            }
        };
        match layout {
            Layout::Beside => {
                let there = self.columns("ATTRIBUTES")?;
                let is_there =
                    |name: &&str| there.iter().any(|(column, _)| column.eq_ignore_ascii_case(name));
                let names: Vec<&str> =
                    ["Type", "Alias", "Notes"].into_iter().filter(is_there).collect();
                if is_there(&"VariableId") && is_there(&"Value") && !names.is_empty() {
                    let sql =
                        format!("SELECT VariableId, Value, {} FROM ATTRIBUTES", names.join(", "));
                    self.each(&sql, |row| take(row, &names))?;
                }
            }
            Layout::Attributes => {}
            Layout::Entities => {
                let is_there = !self.columns("ATTRIBUTEVARIABLES")?.is_empty()
                    && !self.columns("ATTRIBUTEVALUES")?.is_empty();
                if is_there {
                    let sql = "SELECT e.VariableId, e.Value, v.AttributeValue, k.AttributeVariable \
                        FROM ATTRIBUTEVALUES v JOIN ENTITIES e ON e.ID = v.EntityId \
                        JOIN ATTRIBUTEVARIABLES k ON k.ID = v.AttributeVariableId ORDER BY v.ID";
                    self.each(sql, |row| take(row, &[text(row, 3).unwrap_or_default().as_str()]))?;
                }
            }
        }
        self.project.attributes = found;
        Ok(())
    }
}

/// The day of a time in a time zone.
fn day(time: i64, layout: Layout, zone: &TimeZone) -> Option<Day> {
    /// The last second of the year 9999: no seconds are greater.
    const LAST: i64 = 253_402_300_799;
    let is_milliseconds = match layout {
        Layout::Beside => true,
        Layout::Entities => false,
        Layout::Attributes => time.abs() > LAST,
    };
    let timestamp = if is_milliseconds {
        Timestamp::from_millisecond(time)
    } else {
        Timestamp::from_second(time)
    };
    let date = zone.to_datetime(timestamp.ok()?).date();
    Day::from_iso(&date.to_string())
}

/// A text, whatever it is kept as.
fn text(row: &Row<'_>, at: usize) -> Option<String> {
    match row.get_ref(at).ok()? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}

/// A whole number, if it is one.
fn whole(row: &Row<'_>, at: usize) -> Option<i64> {
    match row.get_ref(at).ok()? {
        ValueRef::Integer(number) => Some(number),
        _ => text(row, at)?.trim().parse().ok(),
    }
}
