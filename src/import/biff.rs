//! Records of `.xls` workbooks (MS-XLS), looked through before their reader takes memory for what they say.

use super::compound::stream;

/// So many rows a sheet has at most, and so many columns.
const ROWS: u32 = 1 << 16;
const COLUMNS: u32 = 1 << 8;

/// Whether a workbook says that cells stand where no sheet has any: its reader would take memory for all before them.
pub(super) fn is_out_of_bounds(file: &[u8]) -> bool {
    let Some(stream) = stream(file, &["Workbook", "Book", "WORKBOOK", "BOOK"]) else {
        return false;
    };
    let sheets: Vec<usize> = Records::of(&stream)
        .filter(|record| record.kind == Record::SHEET)
        .filter_map(|record| usize::try_from(record.long(0)?).ok())
        .collect();
    std::iter::once(0)
        .chain(sheets)
        .filter_map(|begin| stream.get(begin..))
        .any(|sheet| Records::of(sheet).any(|record| record.is_out_of_bounds()))
}

/// A record: its kind, and what it says.
struct Record<'s> {
    kind: u16,
    data: &'s [u8],
}

impl Record<'_> {
    const SHEET: u16 = 0x0085;
    const DIMENSIONS: u16 = 0x0200;
    const MANY_NUMBERS: u16 = 0x00BD;
    /// Formulas, numbers and texts.
    const CELLS: [u16; 8] = [0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD, 0x00BD];

    fn is_out_of_bounds(&self) -> bool {
        let beyond = |column: Option<u16>| column.is_some_and(|it| u32::from(it) >= COLUMNS);
        match self.kind {
            Self::DIMENSIONS => self.has_large_dimensions().unwrap_or(false),
            Self::MANY_NUMBERS => {
                let last = self.data.len().checked_sub(2).and_then(|at| self.short(at));
                beyond(self.short(2)) || beyond(last)
            }
            kind => Self::CELLS.contains(&kind) && beyond(self.short(2)),
        }
    }

    /// Whether the first and the last row and column are further apart than in any sheet, or the last comes first.
    fn has_large_dimensions(&self) -> Option<bool> {
        let [rows, columns] = match self.data.len() {
            10 => [
                [self.short(0)?.into(), self.short(2)?.into()],
                [self.short(4)?, self.short(6)?].map(u32::from),
            ],
            14 | 16 => {
                [[self.long(0)?, self.long(4)?], [self.short(8)?, self.short(10)?].map(u32::from)]
            }
            _ => return None,
        };
        // A first column beyond all is taken for the first one.
        let first_column = if columns[0] >= COLUMNS { 0 } else { columns[0] };
        let is_large = |first: u32, end: u32, most: u32| {
            end.saturating_sub(first) > most || (end < first && end > 0)
        };
        Some(is_large(rows[0], rows[1], ROWS) || is_large(first_column, columns[1], COLUMNS))
    }

    fn short(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(at..at + 2)?.try_into().ok()?))
    }

    fn long(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(at..at + 4)?.try_into().ok()?))
    }
}

/// Records one after the other.
struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    const fn of(rest: &'s [u8]) -> Self {
        Self { rest }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let short =
            |at: usize| Some(u16::from_le_bytes(self.rest.get(at..at + 2)?.try_into().ok()?));
        let (kind, len) = (short(0)?, usize::from(short(2)?));
        let data = self.rest.get(4..4 + len)?;
        self.rest = self.rest.get(4 + len..)?;
        Some(Record { kind, data })
    }
}
