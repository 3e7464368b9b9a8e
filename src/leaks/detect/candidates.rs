//! Who holds directly what is new: the first list of candidates.

use super::evidence::{Evidence, Measured, Shape};
use super::search::{DirectEntries, Search};
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal};
use crate::leaks::attribution::{Attribution, Status};
use crate::leaks::model::{Entries, NOBODY, PathPatterns};
use crate::leaks::thresholds::{LEAST_OF_CANDIDATE, MOST_CANDIDATES};
use crate::sort;

/// A surviving node that holds something new.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The node.
    pub holder: NodeOrdinal,
    /// The pattern of its retaining path: equal for similar holders.
    pub pattern: u32,
    /// What it holds directly.
    pub direct: DirectEntries,
    /// Bytes by which the node itself became larger: what it owns counts as its own.
    pub own_growth: u32,
    /// Number of entries before.
    pub held_before: u32,
    /// New bytes: what it alone holds, and its entries that others hold too.
    pub new_bytes: u64,
    /// Of these, how many are growth and not replacement.
    pub growth: u64,
}

impl Candidate {
    /// All surviving visible nodes with enough growth, those that grew most first.
    ///
    /// # Errors
    /// If memory ends.
    pub fn all(search: &mut Search<'_>) -> Result<Vec<Self>, OutOfMemory> {
        let attribution = search.attribution;
        let least = LEAST_OF_CANDIDATE.max(search.least / MOST_CANDIDATES);
        let holds_new = might_hold_new(attribution)?;
        let mut patterns = PathPatterns::new(&attribution.paths);
        let mut found = Vec::new();
        for holder in attribution.model.heap.snapshot.nodes.kind.positions() {
            let Some(position) = attribution.survivors.position(holder) else { continue };
            if !attribution.model.is_visible(holder) || !(holds_new[holder] || grew_otherwise(attribution, holder)) {
                continue;
            }
            let held_before = attribution.base.held_at(position);
            if let Some(mut candidate) = Self::of(search, holder, held_before).filter(|found| found.growth >= least) {
                candidate.pattern = patterns.of(holder);
                found.try_reserve(1).map_err(|_| OutOfMemory::of::<Self>(found.len()))?;
                found.push(candidate);
            }
        }
        sort::by_keys(&mut found, |candidate| (!candidate.growth, 0));
        Ok(found)
    }

    /// What a surviving visible node holds and by how much it grew; its pattern is left to be filled in.
    fn of(search: &mut Search<'_>, holder: NodeOrdinal, held_before: u32) -> Option<Self> {
        let Attribution { growth, shared, .. } = search.attribution;
        let (own, own_growth) = (growth.of_node(holder), search.attribution.own_growth(holder));
        let shared_nodes = shared.by(holder);
        let (mut all, mut new, mut entries) = (Entries::default(), Entries::default(), Entries::default());
        let mut elsewhere = 0;
        let mut nodes = Vec::new();
        search.walker.each(holder, |via, target| {
            all.add(via);
            match growth.status[target] {
                Status::Entry => {
                    new.add(via);
                    entries.add(via);
                    nodes.push(target);
                    if growth.surviving_dominator[target] != holder {
                        elsewhere += growth.new_below[target];
                    }
                }
                Status::Below => new.add(via),
                Status::Survivor | Status::Inner | Status::Background => {}
            }
        });
        elsewhere += shared_nodes.iter().map(|&node| growth.new_below[node]).sum::<u64>();
        let (held, new_entries) = (all.count(), entries.count());
        let own_bytes = own.new_bytes + u64::from(own_growth);
        let new_bytes = own_bytes + elsewhere;
        if new_bytes == 0 {
            return None;
        }
        let more = f64::from(held) - f64::from(held_before);
        let by_count = if new_entries == 0 { 0.0 } else { more / f64::from(new_entries) };
        let by_size = if own_bytes == 0 { 0.0 } else { own.net.max(own_growth.into()) as f64 / own_bytes as f64 };
        let growth = (new_bytes as f64 * by_count.max(by_size).clamp(0.0, 1.0)) as u64;
        nodes.extend_from_slice(shared_nodes);
        let direct = DirectEntries { nodes, new_count: new.count(), count: held };
        Some(Self { holder, pattern: 0, direct, own_growth, held_before, new_bytes, growth })
    }

    /// What was measured, as evidence of entries in one of many similar holders.
    pub fn evidence(&self) -> Evidence {
        Evidence {
            shape: Shape::Similar,
            holder: self.holder,
            measured: vec![Measured { node: self.holder, entries: self.direct.count }],
            holders: 1,
            nodes: self.direct.nodes.clone(),
            new_entries: self.direct.new_count,
            entries: self.direct.count,
            entries_before: Some(self.held_before),
            growth: self.growth,
            new_bytes: self.new_bytes,
        }
    }
}

/// Whether a node grew by something else than entries that it holds itself.
fn grew_otherwise(attribution: &Attribution<'_>, node: NodeOrdinal) -> bool {
    attribution.growth.of_node(node).new_bytes > 0
        || attribution.own_growth(node) > 0
        || !attribution.shared.by(node).is_empty()
}

/// Marks visible nodes that might retain a new entry, by a link of their own or of a part. A cheap filter before the
/// exact walk.
fn might_hold_new(attribution: &Attribution<'_>) -> Result<Column<NodeOrdinal, bool>, OutOfMemory> {
    let model = attribution.model;
    let snapshot = &model.heap.snapshot;
    let mut marked = Column::filled(snapshot.nodes.len(), false)?;
    for node in snapshot.nodes.kind.positions() {
        let mut links = snapshot.edges_of(node);
        if links.any(|edge| attribution.growth.status[snapshot.edges.target(edge)] == Status::Entry)
            && model.owner(node) != NOBODY
        {
            marked[model.owner(node)] = true;
        }
    }
    Ok(marked)
}
