//! Rows whose quotation marks or whose width are at fault.

use super::split::Row;
use crate::import::{ImportReport, Reason};

/// Whether a row can be read as one of so many fields, with a delimiter between them; if not, it is reported as left out. A row that may hold others is read, and reported.
#[inline]
pub(in crate::import) fn is_readable(
    row: &Row<'_>,
    (n_fields, delimiter): (usize, u8),
    line: u64,
    report: &mut ImportReport,
) -> bool {
    row.is_plain(n_fields) || is_row(row, (n_fields, delimiter), line, report)
}

/// The same of a row that has quotation marks or another width.
fn is_row(
    row: &Row<'_>,
    (n_fields, delimiter): (usize, u8),
    line: u64,
    report: &mut ImportReport,
) -> bool {
    let opens_on = || row.opens_on(delimiter);
    if let Some(reason) = row.fault(n_fields) {
        let shown = (row.n_lines() > 1).then(|| format!("{} lines in one row", row.n_lines()));
        let is_quote = matches!(reason, Reason::AfterQuote | Reason::OpenQuote);
        let at = line + if is_quote { opens_on() } else { 0 };
        report.leave_out(reason, at, shown.as_deref());
        return false;
    }
    if row.may_hold_rows(n_fields, delimiter) {
        report.note(Reason::HoldsRows, line + opens_on(), None);
    }
    true
}
