//! The entities that a view names.

use crate::{
    model::Span,
    view::{Filter, View},
};

/// Whether a view includes everything that the corpus declares.
pub fn leaves_nothing_out(view: &View<'_>) -> bool {
    let frame = view.frame();
    frame.span == Span::ALL && frame.known_by.is_none() && matches!(frame.filter, Filter::All)
}

/// The entities that the listed statements of a view name; all when it leaves nothing out.
pub fn named_entities(view: &View<'_>) -> Vec<bool> {
    let graph = view.graph();
    let is_whole = leaves_nothing_out(view);
    let mut named = vec![is_whole; graph.n_entities()];
    if is_whole {
        return named;
    }
    for pair in graph.pairs() {
        for statement in
            graph.statements_of(pair).filter(|statement| view.listed(*statement).is_some())
        {
            let row = graph.statement(statement);
            let ends = [graph.holder(pair), graph.target(pair)];
            for entity in ends.into_iter().chain(row.claimed_by()).chain(row.about()) {
                named[entity.position()] = true;
            }
        }
    }
    named
}
