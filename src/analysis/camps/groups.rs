//! Camps of a graph whose nodes are groups: every best split keeps a group together.

use super::{super::plain::PlainGraph, FoundPart, others::Known};

/// A node of a group, and whether it is turned: stands against those of the group who are not.
pub(in crate::analysis) type Member = (u32, bool);

/// What the nodes of a graph stand for.
pub(super) enum Members<'a> {
    /// Themselves.
    Nodes,
    /// A group each.
    Groups(&'a [Vec<Member>]),
}

impl Members<'_> {
    /// How many nodes each one stands for.
    pub(super) fn sizes(&self, nodes: &[u32]) -> Vec<usize> {
        match self {
            Self::Nodes => vec![1; nodes.len()],
            Self::Groups(groups) => nodes.iter().map(|&node| of(groups, node).len()).collect(),
        }
    }

    /// A part of groups, as one of their members.
    pub(super) fn of_part(&self, part: FoundPart) -> FoundPart {
        let Self::Groups(groups) = self else { return part };
        let mut could_move = vec![false; part.nodes.len()];
        for &at in &part.known.elsewhere {
            could_move[at as usize] = true;
        }
        let stands = part.nodes.iter().zip(part.labels).zip(could_move);
        let members = stands.flat_map(|((&node, label), could_move)| {
            of(groups, node).iter().map(move |&(member, is_turned)| {
                (member, label ^ usize::from(is_turned), could_move)
            })
        });
        let mut members: Vec<(u32, usize, bool)> = members.collect();
        members.sort_unstable();
        let elsewhere = (0..).zip(&members).filter(|(_, member)| member.2).map(|(at, _)| at);
        FoundPart {
            known: Known { elsewhere: elsewhere.collect(), ..part.known },
            nodes: members.iter().map(|member| member.0).collect(),
            labels: members.iter().map(|member| member.1).collect(),
        }
    }
}

/// The parts that are one group of several members: no edge of the graph reaches it.
pub(super) fn alone(graph: &PlainGraph, groups: &[Vec<Member>]) -> impl Iterator<Item = FoundPart> {
    let mut is_reached = vec![false; groups.len()];
    for edge in graph.edges() {
        for node in [edge.a, edge.b] {
            is_reached[node as usize] = true;
        }
    }
    let alone =
        groups.iter().zip(is_reached).filter(|(group, is_reached)| !is_reached && group.len() > 1);
    alone.map(|(group, _)| FoundPart {
        nodes: group.iter().map(|member| member.0).collect(),
        labels: group.iter().map(|member| usize::from(member.1)).collect(),
        known: Known { is_unique: Some(true), elsewhere: Vec::new() },
    })
}

fn of(groups: &[Vec<Member>], node: u32) -> &[Member] {
    groups.get(node as usize).map_or(&[], Vec::as_slice)
}
