//! Growth that no object of the program holds: open ports, sockets, files, which the runtime itself keeps for as long as
//! they are open.
//!
//! Such objects hang on the groups of roots, so there is no holder to look for. Many new ones of a kind are a finding of
//! their own, counted against those of the same type and name in the earlier snapshots.

use std::collections::HashMap;

use super::analysis::Analysis;
use super::anatomy::Part;
use super::base::mark;
use super::evidence::{Evidence, Shape};
use super::growth::Standing;
use crate::index::NodeOrdinal;
use crate::snapshot::NodeType;

/// So many new ones of a kind are many.
const MANY: usize = 16;

/// The kinds of which there are many more.
pub fn evidence(analysis: &Analysis<'_>, least: u64) -> Vec<Evidence> {
    let mut by_mark: HashMap<u32, Vec<NodeOrdinal>> = HashMap::new();
    for (node, &standing) in analysis.growth.standing.iter() {
        if standing == Standing::Entry && is_kept_by_runtime(analysis, node) {
            by_mark.entry(mark(analysis.heap, node)).or_default().push(node);
        }
    }
    let mut kinds: Vec<_> = by_mark.into_iter().filter(|(_, nodes)| nodes.len() >= MANY).collect();
    kinds.sort_unstable_by_key(|&(mark, _)| mark);
    kinds.into_iter().filter_map(|(mark, nodes)| of_kind(analysis, mark, nodes, least)).collect()
}

/// Whether only the runtime leads to an object.
fn is_kept_by_runtime(analysis: &Analysis<'_>, node: NodeOrdinal) -> bool {
    let anchor = analysis.growth.anchors[node];
    let is_object = matches!(analysis.heap.snapshot.nodes.kind[node], NodeType::OBJECT | NodeType::NATIVE);
    is_object
        && analysis.anatomy.part(anchor) == Part::Group
        && analysis.routes.visible_before(analysis.heap, &analysis.anatomy, node).is_none()
}

fn of_kind(analysis: &Analysis<'_>, mark: u32, nodes: Vec<NodeOrdinal>, least: u64) -> Option<Evidence> {
    let snapshot = &analysis.heap.snapshot;
    let example = *nodes.first()?;
    let is_same = |&&node: &&NodeOrdinal| snapshot.nodes.kind[node] == snapshot.nodes.kind[example];
    let names = snapshot.nodes.name.iter().filter(|&(_, &name)| name == snapshot.nodes.name[example]);
    let now = names.map(|(node, _)| node).filter(|node| is_same(&node)).count() as u32;
    let before = analysis.base.count_of(mark);
    let new_bytes: u64 = nodes.iter().map(|&node| analysis.weight(node)).sum();
    let new_entries = nodes.len() as u32;
    let more = f64::from(now.saturating_sub(before)) / f64::from(new_entries);
    let growth = (new_bytes as f64 * more.min(1.0)) as u64;
    (growth >= least).then(|| Evidence {
        shape: Shape::Rooted(mark),
        holder: analysis.routes.arrival(analysis.heap, example).map_or(snapshot.root, |arrival| arrival.from),
        measured: Vec::new(),
        holders: 1,
        nodes,
        new_entries,
        entries: now,
        entries_before: Some(before),
        growth,
        new_bytes,
    })
}
