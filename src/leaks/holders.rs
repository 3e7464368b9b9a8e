//! Who holds directly what is new: the first list of candidates.

use super::analysis::Analysis;
use super::anatomy::{Entries, Holdings, NOBODY};
use super::growth::Standing;
use super::routes::is_scope;
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal};
use crate::snapshot::NodeType;
use crate::sort;

/// A lasting node that holds something new.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The node.
    pub holder: NodeOrdinal,
    /// Bytes by which the node itself became larger: what it owns counts as its own.
    pub larger: u32,
    /// Entries before.
    pub held_before: u32,
    /// New bytes: what it alone holds, and its entries that others hold too.
    pub new_bytes: u64,
    /// Of these, how many are growth and not replacement.
    pub growth: u64,
}

impl Candidate {
    /// All lasting visible nodes with at least `least` bytes of growth.
    pub fn all(analysis: &Analysis<'_>, holdings: &mut Holdings, least: u64) -> Result<Vec<Self>, OutOfMemory> {
        let Analysis { heap, base, anatomy, matches, growth, kept, .. } = analysis;
        let holds_new = holds_new(analysis)?;
        let mut found = Vec::new();
        for holder in heap.snapshot.nodes.kind.positions() {
            let Some(position) = matches.position(holder).filter(|_| anatomy.is_visible(holder)) else { continue };
            let (own, larger, kept) = (growth.own(holder), larger(analysis, holder), kept.by(holder));
            if !holds_new[holder] && own.new_bytes == 0 && larger == 0 && kept.is_empty() {
                continue;
            }
            let (mut all, mut new, mut elsewhere) = (Entries::default(), Entries::default(), 0);
            holdings.each(heap, anatomy, holder, |via, _, target| {
                all.add(via);
                if growth.standing[target] == Standing::Entry {
                    new.add(via);
                    if growth.anchors[target] != holder {
                        elsewhere += growth.new_below[target];
                    }
                }
            });
            elsewhere += kept.iter().map(|&node| growth.new_below[node]).sum::<u64>();
            let (held, new_entries) = (all.count(), new.count());
            let own_bytes = own.new_bytes + u64::from(larger);
            let new_bytes = own_bytes + elsewhere;
            if new_bytes < least {
                continue;
            }
            let held_before = base.held_at(position);
            let more = f64::from(held) - f64::from(held_before);
            let by_count = if new_entries == 0 { 0.0 } else { more / f64::from(new_entries) };
            let by_size = if own_bytes == 0 { 0.0 } else { own.net.max(larger.into()) as f64 / own_bytes as f64 };
            let growth = new_bytes as f64 * by_count.max(by_size).clamp(0.0, 1.0);
            let candidate = Self { holder, larger, held_before, new_bytes, growth: growth as u64 };
            if candidate.growth >= least {
                found.try_reserve(1).map_err(|_| OutOfMemory::of::<Self>(found.len()))?;
                found.push(candidate);
            }
        }
        sort::by_keys(&mut found, |candidate| (!candidate.growth, 0));
        Ok(found)
    }
}

/// Which visible nodes may hold an entry, by a link of their own or of a part: quicker to ask than what they hold.
fn holds_new(analysis: &Analysis<'_>) -> Result<Column<NodeOrdinal, bool>, OutOfMemory> {
    let snapshot = &analysis.heap.snapshot;
    let mut holds_new = Column::filled(snapshot.nodes.len(), false)?;
    for node in snapshot.nodes.kind.positions() {
        let mut links = snapshot.edges_of(node);
        if links.any(|edge| analysis.growth.standing[snapshot.edges.target(edge)] == Standing::Entry)
            && analysis.anatomy.owner(node) != NOBODY
        {
            holds_new[analysis.anatomy.owner(node)] = true;
        }
    }
    Ok(holds_new)
}

/// By how much a lasting node itself became larger. Functions and scopes own data of V8's, which does not count.
pub fn larger(analysis: &Analysis<'_>, node: NodeOrdinal) -> u32 {
    let nodes = &analysis.heap.snapshot.nodes;
    let has_data = matches!(nodes.kind[node], NodeType::OBJECT | NodeType::NATIVE) && !is_scope(analysis.heap, node);
    let before = analysis.matches.position(node).filter(|_| has_data).map(|position| analysis.base.size_at(position));
    before.map_or(0, |before| nodes.self_size[node].saturating_sub(before))
}
