//! Who holds directly what is new: the first list of candidates.

use super::analysis::Analysis;
use super::anatomy::{Entries, Holdings};
use super::growth::Standing;
use super::routes::is_scope;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
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
    pub fn all(analysis: &Analysis<'_>, least: u64) -> Result<Vec<Self>, OutOfMemory> {
        let Analysis { heap, base, anatomy, matches, growth, .. } = analysis;
        let mut holdings = Holdings::new(heap)?;
        let mut found = Vec::new();
        for holder in heap.snapshot.nodes.kind.positions() {
            let Some(position) = matches.position(holder).filter(|_| anatomy.is_visible(holder)) else { continue };
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
            let (held, new_entries) = (all.count(), new.count());
            let own = growth.own(holder);
            let larger = if can_be_larger(heap, holder) {
                heap.snapshot.nodes.self_size[holder].saturating_sub(base.size_at(position))
            } else {
                0
            };
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

/// Whether a node's own size is that of the data in it. Functions and scopes own data of V8's.
fn can_be_larger(heap: &Heap, node: NodeOrdinal) -> bool {
    matches!(heap.snapshot.nodes.kind[node], NodeType::OBJECT | NodeType::NATIVE) && !is_scope(heap, node)
}
