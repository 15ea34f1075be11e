//! The answers: a function for each question, of a view, which returns typed rows.
//!
//! An answer has the rows and summary that the command of the same name writes as JSON
//! (`docs/reference/output.md`). It is written in any [`Form`] by [`Answer::write`], and becomes Arrow
//! record batches by [`Answer::table`]. A row knows its columns and their types from one declaration,
//! that of its type.
//!
//! ```
//! use stancegraph::{Story, answers::{self, Form, Stances}};
//!
//! let story = Story::open(["data"])?;
//! let view = story.view(["--as-of=2018-04-26"])?;
//! let target = view.graph().find_entity("Donald Trump")?;
//! let answer = answers::who(&view, Stances::Criticizes, target);
//! for row in &answer.rows {
//!     println!("{} {} {}: {:?}", row.date, row.holder_name, row.verb, row.quote);
//! }
//! assert_eq!(answer.rows.len(), 1);
//! assert_eq!(answer.rows[0].holder_name, "John Legend");
//!
//! // The same for a spreadsheet, and for DataFrames.
//! let mut csv = Vec::new();
//! answer.write(Form::Csv, 100, &mut csv)?;
//! assert!(csv.starts_with(b"holder,holder_name,"));
//! assert_eq!(answer.table()?.n_rows(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A series is a view for each of its periods:
//!
//! ```
//! use stancegraph::{Story, answers, model::{Calendar, Day, Span}};
//!
//! let story = Story::open(["data"])?;
//! let view = story.view(["--definite"])?;
//! let year = Span { begin: Day::from_civil(2018, 1, 1), end: Day::from_civil(2019, 1, 1) };
//! for month in Calendar::Month.periods(year) {
//!     let statements = answers::statements(&view.with_span(month)).rows.len();
//!     println!("{}: {statements}", month.begin);
//! #   assert_eq!(statements > 0, month.begin == Day::from_civil(2018, 4, 1));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Searches that can take long have a [`Budget`]: what they have proved when it ends stands.

#[doc(inline)]
pub use crate::{
    analysis::{
        camps::{Basis, By, Count, NoCount},
        frustration::{Budget, Memory},
        network::{Aggregate, CountOptions, Duplicates, Mode, NetworkOptions, Normalize, Unfit},
        path::Walk,
        plain::Weighing,
        rank::Measure,
        triads::Listed,
    },
    report::{
        Among, Answer, AnswerTable, Block, CampRow, Cell, CensusRow, Column, CommonRow, CountRow,
        DiffRow, DiffSide, Document, EffectCounts, EntityRow, EvidenceRow, Form, GapDays, Layout,
        MotifInstanceRow, MotifRow, NetworkRow, OneModeRow, RankRow, Row, ShiftRow, ShiftSide,
        ShiftThrough, Stances, StatementRow, StepRow, Summary, SwitchRow, SwitchSide, TieRow, Tone,
        TriadCounts, TriangleRow, TwoModeRow, VerbRow, ViewFacts,
    },
};

use crate::{
    analysis::{
        balance::Balance, camps::CampGraph, network::network_around, polarization as polarized,
        tension::Tension,
    },
    coding::propose::{Everyday, SHIPPED_LEXICON, parse_lexicon},
    graph::TemporalGraph,
    model::EntityIndex,
    report::{self, Evidence, NetworkQuestion, Side, Zeros, verb_rows},
    view::View,
};

/// How much there is: the summary, and the same numbers as rows.
pub fn stats<'g>(view: &View<'g>) -> Answer<'g, CountRow> {
    report::stats(view, ViewFacts::of(view))
}

/// The entities with a statement in the view; with a query, those whose id, name or alias has these words.
pub fn entities<'g>(view: &View<'g>, query: Option<&str>) -> Answer<'g, EntityRow<'g>> {
    report::entities(view, query, ViewFacts::of(view))
}

/// Every statement, in order.
pub fn statements<'g>(view: &View<'g>) -> Answer<'g, StatementRow<'g>> {
    report::timeline("statements", view, None, None, ViewFacts::of(view))
}

/// The statements of a holder, towards a target, in order; of all where none is given.
pub fn timeline<'g>(
    view: &View<'g>,
    holder: Option<EntityIndex>,
    target: Option<EntityIndex>,
) -> Answer<'g, StatementRow<'g>> {
    report::timeline("timeline", view, holder, target, ViewFacts::of(view))
}

/// The dossier of an entity: its standing ties are the rows; roles, shifts, camp and tense triangles stand beside them.
pub fn show<'g>(
    view: &View<'g>,
    entity: EntityIndex,
    budget: &Budget<'_>,
) -> Answer<'g, TieRow<'g>> {
    let tension = Tension::around(view, entity, &Basis::default(), budget);
    report::show(view, entity, tension, ViewFacts::of(view))
}

/// The standing ties towards a target.
pub fn who<'g>(view: &View<'g>, stances: Stances, target: EntityIndex) -> Answer<'g, TieRow<'g>> {
    report::ties(view, Side::Towards(target), stances, ViewFacts::of(view))
}

/// The standing ties of a holder.
pub fn whom<'g>(view: &View<'g>, holder: EntityIndex, stances: Stances) -> Answer<'g, TieRow<'g>> {
    report::ties(view, Side::Of(holder), stances, ViewFacts::of(view))
}

/// Every standing tie.
pub fn ties<'g>(view: &View<'g>, stances: Stances) -> Answer<'g, TieRow<'g>> {
    report::ties(view, Side::All, stances, ViewFacts::of(view))
}

/// Who changed sides: by or towards an entity, or all.
pub fn shifts<'g>(view: &View<'g>, entity: Option<EntityIndex>) -> Answer<'g, ShiftRow<'g>> {
    report::shifts(view, entity, ViewFacts::of(view))
}

/// The same as numbers, which take no memory for each shift.
pub fn shift_counts<'g>(view: &View<'g>, entity: Option<EntityIndex>) -> Answer<'g, CountRow> {
    report::shift_counts(view, entity, ViewFacts::of(view))
}

/// Who went over from one target to another.
pub fn switches<'g>(
    view: &View<'g>,
    entity: Option<EntityIndex>,
    among: &Among,
) -> Answer<'g, SwitchRow<'g>> {
    report::switches(view, entity, among, ViewFacts::of(view))
}

/// What changed between the last days of two views of one graph.
pub fn diff<'g>(before: &View<'g>, after: &View<'g>) -> Answer<'g, DiffRow<'g>> {
    let [from, to] = [before, after].map(|view| view.last_day().to_string());
    report::diff(before, after, [&from, &to], ViewFacts::of(after))
}

/// The fewest ties from one entity to another.
pub fn path<'g>(view: &View<'g>, ends: [EntityIndex; 2], walk: Walk) -> Answer<'g, StepRow<'g>> {
    report::path(view, ends, walk, ViewFacts::of(view))
}

/// Where two entities agree and disagree.
pub fn common<'g>(view: &View<'g>, [a, b]: [EntityIndex; 2]) -> Answer<'g, CommonRow<'g>> {
    report::common(view, a, b, ViewFacts::of(view))
}

/// The statements behind a tie, deciding ones first.
pub fn why<'g>(
    view: &View<'g>,
    holder: EntityIndex,
    target: EntityIndex,
    budget: &Budget<'_>,
) -> Answer<'g, EvidenceRow<'g>> {
    let tension = Tension::between(view, [holder, target], &Basis::default(), budget);
    report::why(view, holder, target, tension, ViewFacts::of(view))
}

/// The vocabulary of a graph, or the verbs that a verb, a part of one or everyday words lead to.
pub fn verbs(graph: &TemporalGraph, word: Option<&str>) -> Answer<'static, VerbRow> {
    let lexicon = parse_lexicon(SHIPPED_LEXICON).unwrap_or_default();
    let everyday = Everyday::new(&lexicon);
    let rows = verb_rows(graph.vocabulary(), &lexicon, &everyday, word);
    report::verbs(rows, word.map(str::to_owned))
}

/// Structural balance: the triangles are the rows; census and frustration stand beside them.
pub fn balance<'g>(
    view: &View<'g>,
    weighing: Weighing,
    listed: Listed,
    budget: &Budget<'_>,
) -> Answer<'g, TriangleRow<'g>> {
    let balance = Balance::new(view, weighing, budget);
    report::balance(view, &balance, weighing, listed, ViewFacts::of(view))
}

/// The number of triangles of each type.
pub fn triad_census<'g>(view: &View<'g>) -> Answer<'g, CensusRow> {
    report::triad_census(view, ViewFacts::of(view))
}

/// The camps that the fewest ties contradict: two of them are an optimal split, other numbers the best that a search with
/// this seed finds.
pub fn camps<'g>(
    view: &View<'g>,
    basis: &Basis,
    count: Count,
    seed: u64,
    budget: &Budget<'_>,
) -> Answer<'g, CampRow<'g>> {
    let graph = CampGraph::new(view, basis);
    let camps = crate::analysis::camps::camps(&graph.plain(), count, seed, budget);
    report::camps(view, &graph, &camps, ViewFacts::of(view))
}

/// A discourse network, whose edges are the rows: [`TwoModeRow`] for [`Mode::Twomode`], [`OneModeRow`] for the others.
/// Of one entity, or of all.
pub fn network<'g, R: NetworkRow<'g> + 'g>(
    view: &View<'g>,
    options: &NetworkOptions,
    of: Option<EntityIndex>,
) -> Result<Answer<'g, R>, Unfit> {
    let found = network_around(view, options, of)?;
    let question = NetworkQuestion { of, evidence: Evidence::LeftOut, zeros: Zeros::LeftOut };
    Ok(report::network(view, &found, question, ViewFacts::of(view)))
}

/// How far actors fall into two camps by what they say of the same targets; the camps are the rows.
pub fn polarization<'g>(
    view: &View<'g>,
    count: &CountOptions,
    budget: &Budget<'_>,
) -> Answer<'g, CampRow<'g>> {
    let found = polarized::polarization(view, count, budget);
    report::polarization(view, &found, ViewFacts::of(view))
}

/// The entities by a measure, the greatest first.
pub fn rank<'g>(view: &View<'g>, by: Measure) -> Answer<'g, RankRow<'g>> {
    report::rank(view, by, ViewFacts::of(view))
}

/// The number of each motif of statements within so many days.
pub fn motifs<'g>(view: &View<'g>, within: u32) -> Answer<'g, MotifRow> {
    report::motifs(view, within, ViewFacts::of(view))
}

/// Each motif with its statements.
pub fn motif_instances<'g>(view: &View<'g>, within: u32) -> Answer<'g, MotifInstanceRow<'g>> {
    report::motifs(view, within, ViewFacts::of(view))
}
