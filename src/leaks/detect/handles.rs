//! Growth that no object of the program holds: open ports, sockets, files, which the runtime itself keeps for as long as
//! they are open.
//!
//! Such objects hang on the groups of roots, so there is no holder to look for. Many new ones of a kind are a finding of
//! their own, counted against those of the same type and name in the earlier snapshots.

use std::collections::HashMap;

use super::candidates::Candidate;
use super::evidence::{Evidence, Shape};
use super::search::Search;
use crate::error::OutOfMemory;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::{Attribution, Status};
use crate::leaks::baseline::fingerprint;
use crate::leaks::model::Visibility;
use crate::leaks::thresholds::MANY_HANDLES;
use crate::snapshot::NodeType;
use crate::sort;

/// The kinds of which there are many more.
///
/// # Errors
/// Never; the signature is that of all detectors of the whole heap.
pub fn detect(search: &Search<'_>, _: &[Candidate], _: &[Evidence]) -> Result<Vec<Evidence>, OutOfMemory> {
    let attribution = search.attribution;
    let mut by_fingerprint: HashMap<u32, Vec<NodeOrdinal>> = HashMap::new();
    for (node, &status) in attribution.growth.status.iter() {
        if status == Status::Entry && is_kept_by_runtime(attribution, node) {
            by_fingerprint.entry(fingerprint(attribution.model.heap, node)).or_default().push(node);
        }
    }
    let mut kinds: Vec<_> = by_fingerprint.into_iter().filter(|(_, nodes)| nodes.len() >= MANY_HANDLES).collect();
    sort::by_keys(&mut kinds, |&(fingerprint, _)| (fingerprint.into(), 0));
    Ok(kinds.into_iter().filter_map(|(fingerprint, nodes)| of_kind(search, fingerprint, nodes)).collect())
}

/// Whether only the runtime leads to an object.
fn is_kept_by_runtime(attribution: &Attribution<'_>, node: NodeOrdinal) -> bool {
    let owner = attribution.growth.surviving_dominator[node];
    let is_object = matches!(attribution.model.heap.snapshot.nodes.kind[node], NodeType::OBJECT | NodeType::NATIVE);
    is_object
        && attribution.model.visibility(owner) == Visibility::RootGroup
        && attribution.paths.visible_retainer(node).is_none()
}

fn of_kind(search: &Search<'_>, fingerprint: u32, nodes: Vec<NodeOrdinal>) -> Option<Evidence> {
    let attribution = search.attribution;
    let snapshot = &attribution.model.heap.snapshot;
    let example = *nodes.first()?;
    let is_same = |&&node: &&NodeOrdinal| snapshot.nodes.kind[node] == snapshot.nodes.kind[example];
    let names = snapshot.nodes.name.iter().filter(|&(_, &name)| name == snapshot.nodes.name[example]);
    let now = names.map(|(node, _)| node).filter(|node| is_same(&node)).count() as u32;
    let before = attribution.base.count_of(fingerprint);
    let new_bytes: u64 = nodes.iter().map(|&node| attribution.weight(node)).sum();
    let new_entries = nodes.len() as u32;
    let more = f64::from(now.saturating_sub(before)) / f64::from(new_entries);
    let growth = (new_bytes as f64 * more.min(1.0)) as u64;
    (growth >= search.least).then(|| Evidence {
        shape: Shape::OpenHandles(fingerprint),
        holder: attribution.paths.last_step(example).map_or(snapshot.root, |step| step.from),
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
