//! Tables that spreadsheets open.

use std::borrow::Cow;

/// The table with an apostrophe before each cell that a spreadsheet would take for a formula, and how many these are. Numbers
/// stay as they are.
pub fn escape_formulas(table: &[u8]) -> (Vec<u8>, usize) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::with_capacity(table.len()));
    let mut n_escaped = 0;
    for row in reader.byte_records() {
        // Reading and writing memory cannot fail.
        let Ok(row) = row else { continue };
        let cells = row.iter().map(|cell| {
            if !is_formula(cell) {
                return Cow::Borrowed(cell);
            }
            n_escaped += 1;
            Cow::Owned([b"'", cell].concat())
        });
        let _ = writer.write_record(cells);
    }
    (writer.into_inner().unwrap_or_default(), n_escaped)
}

/// Whether a spreadsheet computes a cell.
fn is_formula(cell: &[u8]) -> bool {
    let begins = matches!(cell.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'));
    let is_number = || {
        std::str::from_utf8(cell).is_ok_and(|text| text.parse::<f64>().is_ok_and(f64::is_finite))
    };
    begins && !is_number()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_computes_is_text_afterwards() {
        let table = b"a,b\r\n=1+1,-1\r\n\"@x,\"\"y\",-0.5e3\r\n+a,-inf\r\n";
        let (escaped, n) = escape_formulas(table);
        let expected = "a,b\r\n'=1+1,-1\r\n\"'@x,\"\"y\",-0.5e3\r\n'+a,'-inf\r\n";
        assert_eq!((String::from_utf8_lossy(&escaped).as_ref(), n), (expected, 4));
    }

    proptest! {
        #[test]
        fn all_else_is_as_it_was(cells in prop::collection::vec("[=+@a\"\n;,-]{0,4}", 1..8)) {
            let written = |cells: &[String]| {
                let mut writer = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .from_writer(Vec::new());
                writer.write_record(["first"].into_iter().chain(cells.iter().map(String::as_str))).unwrap();
                writer.into_inner().unwrap()
            };
            let escaped: Vec<String> = cells
                .iter()
                .map(|cell| if cell.starts_with(['=', '+', '@', '-']) { format!("'{cell}") } else { cell.clone() })
                .collect();
            prop_assert_eq!(escape_formulas(&written(&cells)).0, written(&escaped));
        }
    }
}
