//! Statements by the values of an attribute.

use super::activity::N_EFFECTS;
use crate::{
    graph::AttributeValues,
    view::{
        Certainty, Framed, View,
        filter::{AttributeKey, Bearer},
    },
};
use std::cmp::Reverse;

/// The numbers of statements of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCounts {
    /// The value; `None` for those who have none.
    pub value: Option<String>,
    /// The numbers by effect: polarities in their order, then ending.
    pub by_effect: [u32; N_EFFECTS],
    /// Those only possibly in the view, by effect.
    pub possible_by_effect: [u32; N_EFFECTS],
}

impl ValueCounts {
    /// The number of all statements.
    pub fn statements(&self) -> u32 {
        self.by_effect.iter().sum()
    }
}

/// An attribute with its values in the graph of a view.
#[derive(Clone, Debug)]
pub struct ValuesOf {
    bearer: Bearer,
    values: AttributeValues,
}

impl ValuesOf {
    /// The values of an attribute, or what is wrong with its name.
    pub fn find(key: &AttributeKey, view: &View<'_>) -> Result<Self, String> {
        Ok(Self { bearer: key.bearer, values: key.values(view.graph())? })
    }

    /// Whose attribute it is.
    pub fn bearer(&self) -> Bearer {
        self.bearer
    }

    /// The name of the attribute.
    pub fn name(&self) -> &str {
        self.values.name()
    }
}

/// Counts of all statements, and of those only possible, by value and effect; the last value is none.
type Sums = Vec<[[u32; N_EFFECTS]; 2]>;

/// The numbers of counted statements of each value that has some, in descending order; those without a value come last.
///
/// With [`Bearer::Either`], a statement counts once for each of the values of its holder and its target. Time linear in
/// the statements.
pub fn attribute_counts(view: &View<'_>, of: &ValuesOf) -> Vec<ValueCounts> {
    let n_values = of.values.values().len();
    let effects: Vec<usize> =
        view.graph().vocabulary().verbs().iter().map(|verb| verb.effect.position()).collect();
    let new = || vec![[[0; N_EFFECTS]; 2]; n_values + 1];
    let add = |sums: &mut Sums, framed: &Framed| {
        if !framed.is_counted() {
            return;
        }
        let Some(&effect) = effects.get(framed.verb.position()) else { return };
        let entity = |entity| of.values.of_entity(entity).unwrap_or(n_values);
        let mut count = |value: usize| {
            let slots = sums
                .get_mut(value)
                .map(|[all, possible]| (all.get_mut(effect), possible.get_mut(effect)));
            if let Some((Some(all), Some(possible))) = slots {
                *all += 1;
                *possible += u32::from(framed.certainty == Certainty::Possible);
            }
        };
        match of.bearer {
            Bearer::Holder => count(entity(framed.holder)),
            Bearer::Target => count(entity(framed.target)),
            Bearer::Source => {
                let value = framed.source.and_then(|source| of.values.of_source(source));
                count(value.unwrap_or(n_values));
            }
            Bearer::Either => {
                let (holder, target) = (entity(framed.holder), entity(framed.target));
                count(holder);
                if target != holder {
                    count(target);
                }
            }
        }
    };
    let parts: Vec<Sums> = match of.bearer {
        Bearer::Source => view.sum_with_sources(new, add),
        _ => view.fold(new, add, |sums| sums),
    };
    let mut sums: Sums = new();
    for (sum, part) in parts.iter().flat_map(|part| part.iter().enumerate()) {
        if let Some(total) = sums.get_mut(sum) {
            let numbers = total.iter_mut().flatten().zip(part.iter().flatten());
            numbers.for_each(|(total, number)| *total += number);
        }
    }
    let counts = sums.into_iter().enumerate().map(|(value, [by_effect, possible_by_effect])| {
        let value = of.values.values().get(value).cloned();
        ValueCounts { value, by_effect, possible_by_effect }
    });
    let mut counts: Vec<ValueCounts> = counts.filter(|it| it.statements() > 0).collect();
    counts.sort_by_key(|it| (it.value.is_none(), Reverse(it.statements())));
    counts
}
