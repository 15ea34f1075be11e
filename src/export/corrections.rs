//! The corrections of a view's statements.
//!
//! A statement of the view may be corrected by one outside it: said later, or of another verb than the filter admits. In an
//! export without the correction the statement would stand again.

use super::scene::Scene;
use crate::{graph::StatementIndex, view::View};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a scene shows a statement: it is in the view, corrected or not, and in focus.
pub(super) fn is_inside(scene: &Scene<'_>, index: StatementIndex) -> bool {
    let (view, statement) = (scene.view(), scene.view().graph().statement(index));
    view.framed(index).is_some()
        && (scene.focus().is_none()
            || [statement.holder(), statement.target()].iter().all(|&end| scene.shows(end)))
}

/// What a scene shows of the corrections of a corpus, and what belongs to it.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    /// Statements outside that correct statements of the scene or are corrected by them, straight or through others.
    pub(super) outside: BTreeSet<StatementIndex>,
    /// Statements of the scene that correct one of which the view does not know.
    of_unknown: usize,
}

impl Corrections {
    /// Follows the corrections that are known in the view, in both directions. Time linear in the statements of the corpus.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let view = scene.view();
        let mut corrections = Self::default();
        let mut linked: BTreeMap<StatementIndex, Vec<StatementIndex>> = BTreeMap::new();
        let mut of_unknown = Vec::new();
        for (correction, corrected) in view.graph().corrections() {
            if !is_known(view, correction) {
                continue;
            }
            if is_known(view, corrected) {
                linked.entry(correction).or_default().push(corrected);
                linked.entry(corrected).or_default().push(correction);
            } else {
                of_unknown.push(correction);
            }
        }
        let inside = linked.keys().copied().filter(|&index| is_inside(scene, index));
        let mut open: Vec<StatementIndex> = inside.collect();
        let inside: BTreeSet<StatementIndex> = open.iter().copied().collect();
        while let Some(index) = open.pop() {
            let others = linked.get(&index).into_iter().flatten().copied();
            open.extend(
                others.filter(|it| !inside.contains(it) && corrections.outside.insert(*it)),
            );
        }
        let is_written =
            |it: &&StatementIndex| corrections.outside.contains(it) || is_inside(scene, **it);
        corrections.of_unknown = of_unknown.iter().filter(is_written).count();
        corrections
    }

    /// What the reader of an export is told of them.
    pub(super) fn notes(&self) -> Vec<String> {
        let included = match self.outside.len() {
            0 => None,
            1 => Some(
                "1 statement outside the view is included, as it corrects or is corrected by others"
                    .to_owned(),
            ),
            n => Some(format!(
                "{n} statements outside the view are included, as they correct or are corrected by others"
            )),
        };
        let unknown = match self.of_unknown {
            0 => None,
            1 => Some(
                "1 statement corrects one that was not known by then: it is written without `supersedes`"
                    .to_owned(),
            ),
            n => Some(format!(
                "{n} statements correct ones that were not known by then: they are written without `supersedes`"
            )),
        };
        included.into_iter().chain(unknown).collect()
    }
}

/// Whether a statement was known by the day that the view asks about.
fn is_known(view: &View<'_>, index: StatementIndex) -> bool {
    view.frame().known_by.is_none_or(|day| view.graph().statement(index).known() <= day)
}
