//! Event lists: a table with a row for each coded statement, as the program exports them.
//!
//! The first columns tell of the document and have the words that were coded; every other column is a variable. What
//! its values are like tells what kind of a variable it is.

use super::{
    DnaError,
    project::{Coded, Document, Kind, Project, Quote, StatementType, Value, Variable},
};
use crate::{
    import::{DateForm, Quotes, table::Splitter},
    model::Day,
};
use std::collections::HashMap;

/// What a column of the first ones tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Time,
    DocumentNumber,
    Title,
    Author,
    Outlet,
    Section,
    Sort,
    Words,
    Number,
}

impl Part {
    /// What a heading means; the program and its package for R write it in different ways.
    fn of(heading: &str) -> Option<Self> {
        let plain: String = heading
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        Some(match plain.as_str() {
            "statementid" | "id" => Self::Number,
            "time" | "date" => Self::Time,
            "documentid" | "docid" => Self::DocumentNumber,
            "documenttitle" | "doctitle" | "title" => Self::Title,
            "author" | "documentauthor" | "docauthor" => Self::Author,
            "source" | "documentsource" | "docsource" => Self::Outlet,
            "section" | "documentsection" | "docsection" => Self::Section,
            "type" | "documenttype" | "doctype" => Self::Sort,
            "text" | "statementtext" => Self::Words,
            _ => return None,
        })
    }
}

/// What is said of binary variables by the program and by others.
fn truth(text: &str) -> Option<i64> {
    match text {
        "true" | "TRUE" | "True" => Some(1),
        "false" | "FALSE" | "False" => Some(0),
        _ => text.parse().ok(),
    }
}

/// What stands between fields.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
    let likeliest = b"\t,;".iter().max_by_key(|delimiter| count(delimiter));
    likeliest.copied().unwrap_or(b';')
}

/// Reads an event list; `label` is what its statements are called together.
pub(super) fn read(text: &str, label: &str, dates: DateForm) -> Result<Project, DnaError> {
    let delimiter = delimiter(text);
    let mut table =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| DnaError::Table(error.to_string());
    let headings = table.headers().map_err(unreadable)?.clone();
    let mut parts: HashMap<Part, usize> = HashMap::new();
    let mut variables: Vec<(usize, Variable)> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        match Part::of(heading) {
            Some(part) if !parts.contains_key(&part) => {
                parts.insert(part, at);
            }
            _ => {
                let variable = Variable { name: heading.trim().to_owned(), kind: Kind::Name };
                variables.push((at, variable));
            }
        }
    }
    if ![Part::Time, Part::Title].iter().all(|part| parts.contains_key(part)) {
        return Err(DnaError::NotDna);
    }
    let notes = check_quotes(text, headings.len(), delimiter)?;
    let mut rows = Vec::new();
    for row in table.records() {
        let row = row.map_err(unreadable)?;
        let line = row.position().map_or(0, csv::Position::line);
        if row.len() != headings.len() {
            return Err(DnaError::Ragged { line, fields: row.len(), expected: headings.len() });
        }
        rows.push((line, row));
    }
    for (at, variable) in &mut variables {
        variable.kind = kind(rows.iter().filter_map(|(_, row)| row.get(*at)));
    }
    let project = project(label, &parts, variables, &rows, dates);
    Ok(Project { notes, ..project })
}

/// Refuses malformed quotation marks, and notes a quoted field that holds what would be rows.
fn check_quotes(text: &str, n_fields: usize, delimiter: u8) -> Result<Vec<String>, DnaError> {
    let mut splitter = Splitter::new(delimiter, Quotes::Double);
    let mut rows = splitter.rows(text.as_bytes());
    let mut notes = Vec::new();
    while let Some((_, row)) = rows.next() {
        let line = 1 + row.lines_before() + row.opens_on(delimiter);
        if let Some(reason) = row.malformed() {
            return Err(DnaError::Quotes { line, problem: reason.message() });
        }
        if row.may_hold_rows(n_fields, delimiter) {
            notes.push(format!(
                "on line {line}, a quoted field holds lines like rows: is a quotation mark missing?"
            ));
        }
    }
    Ok(notes)
}

/// The day of a time: its first ten characters, or what they are in another form with one meaning.
fn day(time: &str, dates: DateForm) -> Option<Day> {
    let other = || {
        let date = dates.read(time.trim())?;
        let bounds = date.bounds();
        bounds.is_one_day().then_some(bounds.latest)
    };
    time.get(..10).and_then(Day::from_iso).or_else(other)
}

/// What kind of variable has these values.
fn kind<'v>(values: impl Iterator<Item = &'v str>) -> Kind {
    let mut filled = values.filter(|value| !value.trim().is_empty()).peekable();
    if filled.peek().is_none() {
        return Kind::Name;
    }
    let mut kind = Kind::Binary;
    for value in filled {
        match truth(value.trim()) {
            Some(0 | 1) => {}
            Some(_) => kind = Kind::Scale,
            None => return Kind::Name,
        }
    }
    kind
}

fn project(
    label: &str,
    parts: &HashMap<Part, usize>,
    variables: Vec<(usize, Variable)>,
    rows: &[(u64, csv::StringRecord)],
    dates: DateForm,
) -> Project {
    // Rows that differ in anything that they say of their document have documents of their own.
    const OF_DOCUMENTS: [Part; 7] = [
        Part::DocumentNumber,
        Part::Time,
        Part::Title,
        Part::Author,
        Part::Outlet,
        Part::Section,
        Part::Sort,
    ];
    let mut project = Project::default();
    let mut numbers: HashMap<[&str; 7], usize> = HashMap::new();
    for (line, row) in rows {
        let of = |part| parts.get(&part).and_then(|&at| row.get(at)).unwrap_or_default();
        let key = OF_DOCUMENTS.map(of);
        let document = *numbers.entry(key).or_insert_with(|| {
            let time = of(Part::Time);
            project.documents.push(Document {
                title: of(Part::Title).to_owned(),
                day: day(time, dates).ok_or_else(|| time.to_owned()),
                author: of(Part::Author).to_owned(),
                outlet: of(Part::Outlet).to_owned(),
                section: of(Part::Section).to_owned(),
                sort: of(Part::Sort).to_owned(),
                notes: String::new(),
                text: None,
            });
            project.documents.len() - 1
        });
        let values = variables.iter().enumerate().filter_map(|(number, (at, variable))| {
            let value = row.get(*at).map(str::trim).filter(|value| !value.is_empty())?;
            let whole = truth(value).filter(|_| variable.kind != Kind::Name).map(Value::Whole);
            Some((number, whole.unwrap_or_else(|| Value::Text(value.to_owned()))))
        });
        project.statements.push(Coded {
            place: *line,
            number: Some(of(Part::Number).trim().to_owned()).filter(|number| !number.is_empty()),
            of_type: Some(0),
            document: Some(document),
            quote: Quote::Words(of(Part::Words).trim().to_owned()),
            coder: None,
            values: values.collect(),
        });
    }
    let variables = variables.into_iter().map(|(_, variable)| variable).collect();
    project.types.push(StatementType { label: label.to_owned(), variables });
    project
}
