//! The end of every import: the report, what is written, and the exit status.

use super::destination::{Destination, Written};
use crate::{
    cli::{Context, Failure},
    graph::TemporalGraph,
    import::{ColumnUse, ImportReport, Outcome},
    report::{Form, import_json, import_text, outcome_text},
};
use std::{collections::HashMap, path::PathBuf, process::ExitCode};

/// What came of an import.
pub(super) struct Conclusion {
    /// The exit status.
    pub(super) code: ExitCode,
    /// The ids of sources of the data that are others in what was written.
    pub(super) sources: HashMap<String, String>,
}

/// Reports what was read, puts it where it belongs, and reports that. Exits with 1 where rows were read and nothing is
/// written because none became a statement.
pub(super) fn conclude(
    context: &Context,
    files: &[PathBuf],
    reports: &[ImportReport],
    outcome: &Outcome,
    destination: Destination,
    graph: &TemporalGraph,
) -> Result<Conclusion, Failure> {
    let output = &context.output;
    match reports {
        [report] => output.tell(&import_text(report, outcome.n_left_out())),
        _ => {
            let mut columns: &[ColumnUse] = &[];
            for (file, report) in files.iter().zip(reports) {
                // A feed has many columns, and its files have the same.
                let is_known = !report.columns.is_empty() && columns == report.columns;
                let text = if is_known {
                    let rest = ImportReport { columns: Vec::new(), ..report.clone() };
                    format!("{}columns: as in the file before\n", import_text(&rest, 0))
                } else {
                    import_text(report, 0)
                };
                columns = &report.columns;
                output.tell(&format!("{}: {text}", file.display()));
            }
        }
    }
    output.tell(&outcome_text(outcome));
    let Written { update, path } = destination.take(graph, outcome, context)?;
    if output.form() == Form::Json {
        let named: Vec<(String, &ImportReport)> =
            files.iter().map(|file| file.display().to_string()).zip(reports).collect();
        let report = import_json(&named, outcome, update.as_ref(), path.as_deref());
        output.write_json(&report)?;
    }
    let n_rows: usize = reports.iter().map(|report| report.rows).sum();
    let is_nothing = n_rows > 0 && graph.n_statements() == 0;
    let code = if is_nothing { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    Ok(Conclusion { code, sources: update.map(|update| update.sources).unwrap_or_default() })
}
