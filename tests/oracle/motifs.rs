//! Motifs against every tuple of statements and every choice of days.

use super::{
    frame, ids, naive, question,
    story::{ENTITIES, Said, Story},
};
use naive::{Question, sign};
use proptest::prelude::*;
use stancegraph::{
    analysis::motifs::{self, Motif},
    view::{Resolve, View},
};
use std::collections::BTreeSet;

/// The motif, whether it is definite, the statements in order, and a, b and c.
type Found = (&'static str, bool, Vec<String>, Vec<&'static str>);

/// A signed statement of the view, and its bounds.
#[derive(Clone, Copy)]
struct Voice<'s> {
    position: usize,
    said: &'s Said,
    days: (i32, i32),
    is_definite: bool,
}

impl Voice<'_> {
    fn sign(self) -> i32 {
        sign(self.said.verb)
    }

    /// "−" from one to another.
    fn is(self, holder: usize, sign: i32, target: usize) -> bool {
        (self.said.holder, self.sign(), self.said.target) == (holder, sign, target)
    }
}

/// Whether days can be chosen so that all are within δ of each other and, in order, none is before the last.
fn may_be(voices: &[Voice<'_>], is_ordered: bool, within: i32) -> bool {
    fn choose(voices: &[Voice<'_>], chosen: &mut Vec<i32>, is_ordered: bool, within: i32) -> bool {
        let Some(next) = voices.get(chosen.len()) else {
            let days = || chosen.iter().copied();
            return days().max().unwrap() - days().min().unwrap() <= within
                && (!is_ordered || chosen.is_sorted());
        };
        // If any choice fits, one fits in which every day is an end of some bounds, or δ from one.
        let ends = voices.iter().flat_map(|voice| [voice.days.0, voice.days.1]);
        let days: BTreeSet<i32> = ends
            .flat_map(|end| [end - within, end, end + within])
            .map(|day| day.clamp(next.days.0, next.days.1))
            .collect();
        days.into_iter().any(|day| {
            chosen.push(day);
            let fits = choose(voices, chosen, is_ordered, within);
            chosen.pop();
            fits
        })
    }
    choose(voices, &mut Vec::new(), is_ordered, within)
}

/// Whether the days are sure: none on one day with another or the other way round, none too far.
fn is_sure(voices: &[Voice<'_>], is_ordered: bool, within: i32) -> bool {
    let apart = |one: &Voice<'_>, other: &Voice<'_>| one.days.1 < other.days.0;
    let are_apart = voices.iter().enumerate().all(|(at, one)| {
        voices[at + 1..].iter().all(|two| apart(one, two) || (!is_ordered && apart(two, one)))
    });
    let first = voices.iter().map(|voice| voice.days.0).min().unwrap();
    let last = voices.iter().map(|voice| voice.days.1).max().unwrap();
    are_apart && last - first <= within && voices.iter().all(|voice| voice.is_definite)
}

fn naive(story: &Story, question: &Question, within: i32) -> Vec<Found> {
    let counted = (0..4).flat_map(|holder| (0..4).map(move |target| (holder, target)));
    let counted = counted.filter(|(holder, target)| holder != target);
    let counted = counted.flat_map(|(holder, target)| question.counted(story, holder, target));
    let voices: Vec<Voice<'_>> = counted
        .map(|position| {
            let said = &story.said[position];
            let days = (said.when.earliest, story.latest(said));
            let is_definite = question.certainty(story, said) == Some("definite");
            Voice { position, said, days, is_definite }
        })
        .filter(|voice| voice.sign() != 0)
        .collect();
    let mut found = Vec::new();
    let mut note = |motif, mut voices: Vec<Voice<'_>>, is_ordered: bool, roles: Vec<usize>| {
        if !may_be(&voices, is_ordered, within) {
            return;
        }
        if !is_ordered {
            let listed = story.listed(voices.iter().map(|voice| voice.position));
            let place = |voice: &Voice<'_>| listed.iter().position(|it| *it == voice.position);
            voices.sort_by_key(place);
        }
        let sure = is_sure(&voices, is_ordered, within);
        let ids = voices.iter().map(|voice| Story::id(voice.position)).collect();
        found.push((motif, sure, ids, roles.into_iter().map(|at| ENTITIES[at]).collect()));
    };
    for &one in &voices {
        let (a, b) = (one.said.holder, one.said.target);
        for &two in &voices {
            let ordered = vec![one, two];
            if one.sign() < 0 && two.is(b, -1, a) {
                note("retaliation", ordered, true, vec![a, b]);
            } else if one.sign() < 0 && two.is(a, 1, b) {
                note("reconciliation", ordered, true, vec![a, b]);
            } else if one.sign() > 0 && two.is(a, -1, b) {
                note("falling-out", ordered, true, vec![a, b]);
            } else if one.sign() < 0 && two.sign() > 0 && two.said.target == b {
                note("defence", ordered, true, vec![a, b, two.said.holder]);
            } else if one.sign() < 0
                && two.is(two.said.holder, -1, b)
                && two.said.holder != a
                && story.listed([one.position, two.position]) == [one.position, two.position]
            {
                note("pile-on", ordered, false, vec![a, two.said.holder, b]);
            }
            for &three in &voices {
                let ends =
                    |voice: Voice<'_>| BTreeSet::from([voice.said.holder, voice.said.target]);
                let all: BTreeSet<usize> = [one, two, three].into_iter().flat_map(ends).collect();
                let pairs = BTreeSet::from([ends(one), ends(two), ends(three)]);
                let once = one.position < two.position && two.position < three.position;
                if all.len() == 3 && pairs.len() == 3 && once {
                    let motif = match one.sign() * two.sign() * three.sign() {
                        1 => "triangle-balanced",
                        _ => "triangle-unbalanced",
                    };
                    note(motif, vec![one, two, three], false, all.into_iter().collect());
                }
            }
        }
    }
    found.sort();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn motifs_are_those_of_all_tuples(
        story in Story::brawl(), question in question(), within in prop_oneof![0..10_i32, 10..40_i32, 0..400_i32]
    ) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let expected = naive(&story, &question, within);
        let within = u32::try_from(within).unwrap();
        let listed = motifs::list(&view, within);
        let mut found: Vec<Found> = listed.iter().map(|instance| {
            let role = |role: &Option<_>| role.map(|entity| graph.entity(entity).id());
            let roles = instance.roles.iter().filter_map(role);
            let roles = roles.map(|id| *ENTITIES.iter().find(|entity| **entity == id).unwrap());
            let is_definite = instance.certainty.word() == "definite";
            (instance.motif.word(), is_definite, ids(&graph, &instance.statements), roles.collect())
        }).collect();
        let motifs_in_order: Vec<Motif> = listed.iter().map(|instance| instance.motif).collect();
        prop_assert!(motifs_in_order.is_sorted());
        found.sort();
        prop_assert_eq!(&found, &expected);

        for tally in motifs::count(&view, within) {
            let n = |is_definite| {
                let of = |found: &&Found| (found.0, found.1) == (tally.motif.word(), is_definite);
                expected.iter().filter(of).count() as u64
            };
            prop_assert_eq!((tally.definite, tally.possible), (n(true), n(false)), "{}", tally.motif);
        }
    }
}
