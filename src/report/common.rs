//! `common`: the targets on which two entities agree and disagree.

use super::{
    Answer, Cell, Column, Document, Tone, ViewFacts, answer::summary, rows::polarity_cell,
};
use crate::{
    analysis::{self, common::Agreement},
    model::{EntityIndex, Polarity},
    view::{Tie, View},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;
use std::borrow::Cow;

/// A target towards which both have a tie.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct CommonRow<'g> {
    /// The target's id.
    pub target: &'g str,
    /// Its name.
    pub target_name: &'g str,
    /// The polarity of the first entity's tie.
    #[schemars(extend("enum" = Polarity::WORDS))]
    pub a_polarity: &'static str,
    /// The polarity of the second entity's tie.
    #[schemars(extend("enum" = Polarity::WORDS))]
    pub b_polarity: &'static str,
    /// `agree`, `disagree` or `unclear`.
    #[schemars(extend("enum" = Agreement::WORDS))]
    pub agreement: &'static str,
    /// The strongest statement that decides the first tie.
    pub a_statement: Cow<'g, str>,
    /// The strongest statement that decides the second tie.
    pub b_statement: Cow<'g, str>,
}

/// The targets that two entities have in common.
pub fn common<'g>(
    view: &View<'g>,
    a: EntityIndex,
    b: EntityIndex,
    facts: ViewFacts,
) -> Answer<'g, CommonRow<'g>> {
    let graph = view.graph();
    let shared = analysis::common::common(view, a, b);
    let rows = shared.iter().map(|common| CommonRow {
        target: graph.entity(common.target).id(),
        target_name: graph.entity(common.target).name(),
        a_polarity: common.a.polarity.word(),
        b_polarity: common.b.polarity.word(),
        agreement: common.agreement.word(),
        a_statement: graph.statement(common.a.lead).id(),
        b_statement: graph.statement(common.b.lead).id(),
    });
    let rows = rows.collect();
    let n = |agreement| shared.iter().filter(|common| common.agreement == agreement).count();
    let (agree, disagree, unclear) =
        (n(Agreement::Agree), n(Agreement::Disagree), n(Agreement::Unclear));
    let [a_name, b_name] = [a, b].map(|entity| graph.entity(entity).name());
    let title = format!("Where {a_name} (A) and {b_name} (B) agree and disagree");
    let period = facts.in_words.clone();
    Answer {
        command: "common",
        view: facts,
        summary: summary([
            ("a", json!(graph.entity(a).id())),
            ("a_name", json!(a_name)),
            ("b", json!(graph.entity(b).id())),
            ("b_name", json!(b_name)),
            ("agree", json!(agree)),
            ("disagree", json!(disagree)),
            ("unclear", json!(unclear)),
        ]),
        rows,
        document: Box::new(move |_: &[CommonRow<'_>]| {
            let mut document = Document::titled(&title, &period);
            let columns = [
                Column::new("TARGET"),
                Column::new("AGREEMENT"),
                Column::new("A"),
                Column::new("B"),
            ];
            let verb = |tie: &Tie| {
                polarity_cell(tie.polarity.word(), &graph.statement(tie.lead).verb().word)
            };
            let cells = shared.iter().map(|common| {
                vec![
                    Cell::plain(graph.entity(common.target).name()),
                    Cell::plain(common.agreement.word()),
                    verb(&common.a),
                    verb(&common.b),
                ]
            });
            document.table(&columns, cells.collect(), "No common target in this view.");
            if !shared.is_empty() {
                document.space();
                document.line(
                    format!("{agree} agree, {disagree} disagree, {unclear} unclear"),
                    Tone::Dim,
                );
            }
            document
        }),
    }
}
