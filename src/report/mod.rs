//! Answers, and their forms: table, JSON, JSON lines, CSV, Arrow and Parquet.
//!
//! An answer has typed rows ([`Row`]), summary fields beside them, and a [`Document`] for people.
//! JSON is a contract: the rows' fields are the fields of its row type. Columns and their types follow from the same
//! declaration.

mod activity;
mod answer;
mod attribute_counts;
mod balance;
mod camps;
mod census;
mod columns;
mod common;
mod diagnostics;
mod diff;
mod document;
mod dossier;
mod effects;
mod entities;
mod evidence;
mod form;
mod import;
mod import_entities;
mod machine;
mod motifs;
mod network;
mod outcomes;
mod path;
mod polarization;
mod pressing;
mod rank;
mod renaming;
mod rows;
mod schemas;
mod series;
mod shift_counts;
mod shifts;
mod signed;
mod stats;
mod switches;
mod table;
mod tension;
mod terminal;
mod ties;
mod timeline;
mod verbs;

pub use activity::{ActivityRow, activity, series_of_activity};
pub use answer::{Answer, Layout, Row, Summary, ViewFacts};
pub use attribute_counts::{ValueRow, series_by_attribute, stats_by_attribute};
pub use balance::{BalancePeriodRow, BalanceRow, FrustrationFields, balance, series_of_balance};
pub use camps::{
    CampMembers, CampRow, CampsFields, CampsPeriodRow, ElsewhereRow, OtherCamps, camps,
    series_of_camps,
};
pub use census::{CensusPeriodRow, CensusRow, TriadCounts, series_of_census, triad_census};
pub use common::{CommonRow, common};
pub use diagnostics::{DiagnosticRow, check, render_diagnostics};
pub use diff::{DiffRow, DiffSide, diff};
pub use document::{Block, Cell, Column, Document, Tone, count};
pub use dossier::show;
pub use effects::EffectCounts;
pub use entities::{EntityRow, entities};
pub use evidence::{EvidenceRow, why};
pub use form::Form;
pub(crate) use import::{import_json, import_text, outcome_text, similar_text, update_text};
pub(crate) use import_entities::{entities_json, entities_text};
pub use motifs::{MotifInstanceRow, MotifLine, MotifRow, motifs, series_of_motifs};
pub use network::{
    Evidence, NetworkQuestion, NetworkRow, OneModeRow, TwoModeRow, Zeros, network,
    series_of_network,
};
pub use outcomes::{
    BalanceOutcomes, CensusOutcomes, DefinitePeriod, DefiniteRow, OpenRow, PolarizationOutcomes,
};
pub use path::{StepRow, path};
pub use polarization::{
    PolarizationPeriodRow, PolarizationRow, polarization, series_of_polarization,
};
pub use pressing::{Pressing, pressing};
pub use rank::{RankRow, rank, series_of_rank};
pub use renaming::{RenamingRow, renaming};
pub use rows::{GapDays, StatementRow, TieRow};
pub(crate) use schemas::RowSchemas;
pub use series::SeriesRow;
pub use shift_counts::{ShiftPeriodRow, series_of_shifts, shift_counts};
pub use shifts::{ShiftRow, ShiftSide, ShiftThrough, shifts};
pub use signed::{EdgeRow, TriangleRow};
pub use stats::{CountRow, StatsPeriodRow, series_of_stats, stats};
pub use switches::{Among, SwitchPeriodRow, SwitchRow, SwitchSide, series_of_switches, switches};
pub use table::AnswerTable;
pub use ties::{Side, Stances, TiesPeriodRow, series_of_ties, ties};
pub use timeline::timeline;
pub use verbs::{VerbRow, verb_rows, verbs};
