//! Sheets of workbooks (Excel, `OpenDocument`) as tables.
//!
//! A sheet becomes the text of a table, so that everything else is read as in any other table. Each row of the sheet is
//! a row of the table from the sheet's first row on, so that rows have their numbers.

use super::{biff::is_out_of_bounds, compound::runs_in_a_circle, unwinding::unless_it_panics};
use calamine::{
    Cell, Data, ExcelDateTime, Range, Reader, Sheets, XlsxError, open_workbook_auto_from_rs,
};
use std::{fmt::Write as _, io::Cursor};

/// A sheet as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The table in UTF-8; cells are quoted.
    pub table: Vec<u8>,
    /// What was chosen or could not be read, in sentences.
    pub notes: Vec<String>,
}

/// Why a workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The file is damaged, encrypted, or no workbook.
    #[error(
        "this workbook cannot be read: {0}; open it in a spreadsheet program and save the sheet as CSV"
    )]
    Format(#[from] calamine::Error),
    /// The file is damaged so that its reader gives up or would never end.
    #[error(
        "this workbook cannot be read: it is damaged; open it in a spreadsheet program and save the sheet as CSV"
    )]
    Damaged,
    /// No sheet has this name or number.
    #[error("there is no sheet `{wanted}`; the sheets are {names}")]
    NoSheet {
        /// What was asked for.
        wanted: String,
        /// The names of all sheets.
        names: String,
    },
    /// A cell is filled that is far from all others.
    #[error(
        "cell {cell} of the sheet `{sheet}` is filled and far from the others: delete its row and its column, and save the workbook"
    )]
    Far {
        /// The sheet.
        sheet: String,
        /// The cell, as `A1`.
        cell: String,
    },
    /// No cell of any sheet is filled.
    #[error("all sheets of this workbook are empty")]
    Empty,
}

/// Reads a sheet, by its name or its number from 1 on; else the first with a filled cell. `delimiter` stands between
/// the fields of the table.
pub fn sheet(
    workbook: Vec<u8>,
    wanted: Option<&str>,
    delimiter: u8,
) -> Result<Sheet, WorkbookError> {
    if runs_in_a_circle(&workbook) || is_out_of_bounds(&workbook) {
        return Err(WorkbookError::Damaged);
    }
    // The reader of `.xls` trusts the numbers of a file: a damaged one makes it panic.
    unless_it_panics(|| read(workbook, wanted, delimiter)).ok_or(WorkbookError::Damaged)?
}

fn read(workbook: Vec<u8>, wanted: Option<&str>, delimiter: u8) -> Result<Sheet, WorkbookError> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(workbook))?;
    let names = workbook.sheet_names();
    let chosen = wanted.map(|wanted| choice(&names, wanted)).transpose()?;
    let mut filled: Option<(&String, Range<Data>)> = None;
    let mut others = Vec::new();
    for (at, name) in names.iter().enumerate() {
        if chosen.is_some_and(|chosen| chosen != at) {
            continue;
        }
        // A sheet of charts has no cells.
        let Some(cells) = cells_of(&mut workbook, at, name)? else { continue };
        match &filled {
            _ if cells.is_empty() => {}
            None => filled = Some((name, cells)),
            Some(_) => others.push(format!("`{name}`")),
        }
    }
    let (name, cells) = filled.ok_or(WorkbookError::Empty)?;
    let mut notes = Vec::new();
    if !others.is_empty() {
        let others = others.join(", ");
        notes.push(format!("read the sheet `{name}`, not {others}; --sheet NAME reads another"));
    }
    let (mut errors, mut long) = (Places::default(), Places::default());
    let table = table(&cells, delimiter, &mut errors, &mut long);
    notes.extend(
        errors.note("holds an error and was read as empty", "hold errors and were read as empty"),
    );
    notes.extend(long.note(
        "holds a number of more than 15 digits, which spreadsheet programs round; numbers that are ids belong in cells of type text",
        "hold numbers of more than 15 digits, which spreadsheet programs round; numbers that are ids belong in cells of type text",
    ));
    notes.extend(without_value(&mut workbook, name, &cells).note(
        "holds a formula without its value and was read as empty; open the workbook in a spreadsheet program and save it",
        "hold formulas without their values and were read as empty; open the workbook in a spreadsheet program and save it",
    ));
    Ok(Sheet { table, notes })
}

/// The cells of a sheet; nothing where it is no table.
///
/// A sheet of Excel is read cell by cell: one far cell would take the memory of all before it.
fn cells_of(
    workbook: &mut Sheets<Cursor<Vec<u8>>>,
    at: usize,
    name: &str,
) -> Result<Option<Range<Data>>, WorkbookError> {
    let mut cells: Vec<Cell<Data>> = Vec::new();
    match workbook {
        Sheets::Xlsx(workbook) => {
            let mut reader = match workbook.worksheet_cells_reader(name) {
                Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
                reader => reader.map_err(calamine::Error::from)?,
            };
            while let Some(cell) = reader.next_cell().map_err(calamine::Error::from)? {
                cells.push(Cell::new(cell.get_position(), Data::from(cell.get_value().clone())));
            }
        }
        Sheets::Xlsb(workbook) => {
            let reader = workbook.worksheet_cells_reader(name);
            let mut reader = reader.map_err(calamine::Error::from)?;
            while let Some(cell) = reader.next_cell().map_err(calamine::Error::from)? {
                cells.push(Cell::new(cell.get_position(), Data::from(cell.get_value().clone())));
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {
            return Ok(workbook.worksheet_range_at(at).transpose()?);
        }
    }
    cells.retain(|cell| !matches!(cell.get_value(), Data::Empty));
    match far_cell(&cells) {
        Some((row, column)) => Err(WorkbookError::Far {
            sheet: name.to_owned(),
            cell: format!("{}{}", letters(column), u64::from(row) + 1),
        }),
        None => Ok(Some(Range::from_sparse(cells))),
    }
}

/// The cell that stands so far from the others that hardly any cell of the table would be filled.
fn far_cell(cells: &[Cell<Data>]) -> Option<(u32, u32)> {
    /// A table of so many cells is none too large.
    const LARGE: u64 = 1 << 24;
    /// In a table, one of so many cells is filled.
    const FILLED: u64 = 1 << 7;
    let last = |place: fn(&Cell<Data>) -> u32| cells.iter().map(place).max().unwrap_or_default();
    let (rows, columns) = (last(|cell| cell.get_position().0), last(|cell| cell.get_position().1));
    let area = (u64::from(rows) + 1) * (u64::from(columns) + 1);
    if area <= LARGE || area / FILLED <= cells.len() as u64 {
        return None;
    }
    cells
        .iter()
        .map(Cell::get_position)
        .max_by_key(|(row, column)| (u64::from(*row) + 1) * (u64::from(*column) + 1))
}

/// Which sheet has a name, or else a number.
fn choice(names: &[String], wanted: &str) -> Result<usize, WorkbookError> {
    let named = names.iter().position(|name| name == wanted);
    let number = || wanted.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < names.len());
    named.or_else(number).ok_or_else(|| {
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        WorkbookError::NoSheet { wanted: wanted.to_owned(), names: quoted.join(", ") }
    })
}

/// The text of a sheet.
fn table(cells: &Range<Data>, delimiter: u8, errors: &mut Places, long: &mut Places) -> Vec<u8> {
    let (first_row, first_column) = cells.start().unwrap_or_default();
    // The first cell is in the first column of the table, since a column that is always empty tells nothing.
    let mut table = vec![b'\n'; first_row as usize];
    for (row, number) in cells.rows().zip(first_row..) {
        if row.iter().any(|cell| !matches!(cell, Data::Empty)) {
            for (at, (cell, column)) in row.iter().zip(first_column..).enumerate() {
                if at > 0 {
                    table.push(delimiter);
                }
                if let Data::Error(error) = cell {
                    errors.add(number, column, &error.to_string());
                }
                let text = text(cell);
                if matches!(cell, Data::Float(number) if is_long(*number)) {
                    long.add(number, column, &text);
                }
                quote(&text, &mut table);
            }
        }
        table.push(b'\n');
    }
    table
}

fn quote(text: &str, table: &mut Vec<u8>) {
    if !text.is_empty() {
        table.push(b'"');
        table.extend(text.replace('"', "\"\"").bytes());
        table.push(b'"');
    }
}

/// Whether a number has so many digits before the point that spreadsheet programs do not keep them all.
fn is_long(number: f64) -> bool {
    /// The least number of 16 digits.
    const LEAST: f64 = 1e15;
    /// What is beyond is no id.
    const MOST: f64 = 1e30;
    (LEAST..MOST).contains(&number.abs())
}

/// A cell as a spreadsheet program would save it in CSV, but with dates in EDTF.
fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // All digits, where the shortest text that means the same number has others.
        Data::Float(number) if is_long(*number) => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(time) => date(time),
        Data::DateTimeIso(time) => time.strip_suffix("T00:00:00").unwrap_or(time).to_owned(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A day, with its time unless that is midnight; a time of day or a duration stands alone.
fn date(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let mut of_day = format!("{hour:02}:{minute:02}:{second:02}");
    if milli > 0 {
        let _ = write!(of_day, ".{milli:03}");
    }
    match (time.as_f64() < 1.0, of_day.as_str()) {
        (true, _) => of_day,
        (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02}T{of_day}"),
    }
}

/// The cells with a formula that no program has computed.
fn without_value(
    workbook: &mut Sheets<Cursor<Vec<u8>>>,
    name: &str,
    cells: &Range<Data>,
) -> Places {
    let mut places = Places::default();
    for ((row, column), formula) in formulas(workbook, name) {
        let has_value =
            cells.get_value((row, column)).is_some_and(|cell| !matches!(cell, Data::Empty));
        if !has_value && !formula.is_empty() {
            places.add(row, column, &format!("={formula}"));
        }
    }
    places
}

/// The formulas of a sheet with their rows and columns, as far as they can be read: one by one where a far one would take the
/// memory of all before it.
fn formulas(workbook: &mut Sheets<Cursor<Vec<u8>>>, name: &str) -> Vec<((u32, u32), String)> {
    let mut found = Vec::new();
    let mut take =
        |cell: &Cell<String>| found.push((cell.get_position(), cell.get_value().clone()));
    match workbook {
        Sheets::Xlsx(workbook) => {
            let Ok(mut reader) = workbook.worksheet_cells_reader(name) else { return found };
            while let Ok(Some(cell)) = reader.next_formula() {
                take(&cell);
            }
        }
        Sheets::Xlsb(workbook) => {
            let Ok(mut reader) = workbook.worksheet_cells_reader(name) else { return found };
            while let Ok(Some(cell)) = reader.next_formula() {
                take(&cell);
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {
            let Ok(formulas) = workbook.worksheet_formula(name) else { return found };
            let (first_row, first_column) = formulas.start().unwrap_or_default();
            for (row, column, formula) in formulas.used_cells() {
                let place = (u32::try_from(row), u32::try_from(column));
                let (Ok(row), Ok(column)) = place else { continue };
                found.push(((first_row + row, first_column + column), formula.clone()));
            }
        }
    }
    found
}

/// Cells, and what stands in them.
#[derive(Default)]
struct Places {
    n: usize,
    first: Vec<String>,
}

impl Places {
    /// So many are named.
    const NAMED: usize = 5;

    fn add(&mut self, row: u32, column: u32, content: &str) {
        self.n += 1;
        if self.first.len() < Self::NAMED {
            self.first.push(format!("{}{} ({content})", letters(column), u64::from(row) + 1));
        }
    }

    fn note(&self, of_one: &str, of_many: &str) -> Option<String> {
        let more = if self.n > self.first.len() { ", …" } else { "" };
        let (counted, rest) = match self.n {
            0 => return None,
            1 => ("1 cell".to_owned(), of_one),
            n => (format!("{n} cells"), of_many),
        };
        Some(format!("{counted} {rest}: {}{more}", self.first.join(", ")))
    }
}

/// The letters of a column: A, …, Z, AA, …
fn letters(column: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), Some(column));
    while let Some(number) = rest {
        letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or_default()));
        rest = (number / 26).checked_sub(1);
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn cells_are_texts() {
        use calamine::ExcelDateTimeType::DateTime;
        let day = |serial| Data::DateTime(ExcelDateTime::new(serial, DateTime, false));
        for (cell, expected) in [
            (Data::Float(2010.0), "2010"),
            (Data::Float(0.5), "0.5"),
            // A double is this whole number exactly.
            (Data::Float(989_179_757_651_574_784.0), "989179757651574784"),
            (Data::Bool(true), "TRUE"),
            // The serial number that Microsoft's documentation of dates in Excel gives.
            (day(39448.0), "2008-01-01"),
            (day(39448.75), "2008-01-01T18:00:00"),
            (day(39448.75 + 0.25 / 86_400.0), "2008-01-01T18:00:00.250"),
            (day(0.75), "18:00:00"),
            (Data::DateTimeIso("2008-01-01T00:00:00".to_owned()), "2008-01-01"),
        ] {
            assert_eq!(text(&cell), expected);
        }
    }
}
