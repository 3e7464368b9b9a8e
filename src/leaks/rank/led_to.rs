//! Who of the program leads to what a root has.
//!
//! What a runtime keeps open hangs at a root, and so does all that leads to it and that it leads to, as a client to its socket
//! and the socket to its parser. A list of clients is no holder of the parsers by its own links, but who reads of these must
//! not be told that nothing of the program leads to them.

use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::graph::is_retaining;
use crate::index::{Column, NodeOrdinal, try_collected, try_make_room};
use crate::leaks::attribution::Attribution;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::detect::Held;
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::rank::composition::Taken;
use crate::leaks::rank::holder_kind::is_variable_of_runtime;
use crate::pace::Pace;

/// From a thing up to who has it are so many links at most.
const MOST_LINKS: usize = 8;

/// What was there before and leads, over what is new, to the first, the middle and the last of what leads, as a position; only
/// where no holder is known.
///
/// # Errors
/// If memory ends.
pub async fn find(
    attribution: &Attribution<'_>,
    held: &Held,
    taken: &Taken,
    lead: Kind,
    pace: &Pace,
) -> Result<Option<usize>, OutOfMemory> {
    let things: Vec<usize> = try_collected(taken.leading(attribution, lead))?;
    if held.populations.is_empty() || !held.holders.is_empty() || things.is_empty() {
        return Ok(None);
    }
    let (heap, pair, nodes) = (attribution.model.heap, &attribution.pair, &attribution.nodes);
    // To which of the three each node leads, by bits.
    let mut leads_to = Column::from(pace.filled(nodes.len(), 0u8).await?);
    for (at, bit) in [0, things.len() / 2, things.len() - 1].into_iter().zip([1u8, 2, 4]) {
        leads_to[nodes[things[at]]] |= bit;
    }
    let mut found: NumberMap<u8> = NumberMap::default();
    for _ in 0..MOST_LINKS {
        let mut look_at = |position: usize| {
            let (node, owner) = (nodes[position], pair.later.owners[position]);
            if owner == NONE {
                return Ok(());
            }
            let own = leads_to[node];
            let mut all = own;
            for edge in heap.snapshot.edges_of(node) {
                let of_target = leads_to[heap.snapshot.edges.target(edge)];
                if all | of_target != all && is_retaining(heap.graph(), edge) {
                    all |= of_target;
                }
            }
            if pair.survivors.is_new(owner as usize) {
                leads_to[node] = all;
            } else if all != 0 {
                try_make_room(&mut found)?;
                *found.entry(owner.into()).or_default() |= all;
            }
            Ok(())
        };
        pace.try_in_blocks(nodes.len(), &mut |mut positions| positions.try_for_each(&mut look_at)).await?;
        let of_all = found.iter().filter(|&(_, &bits)| bits == 7).map(|(&owner, _)| owner as usize);
        let of_program = of_all.filter(|&owner| is_of_program(attribution, owner));
        let best = of_program.max_by_key(|&owner| (pair.later.kind(owner).is_collection(), owner));
        if best.is_some() {
            return Ok(best);
        }
    }
    Ok(None)
}

/// Whether a thing is none of the runtime's own, and holds what it has.
fn is_of_program(attribution: &Attribution<'_>, position: usize) -> bool {
    let (model, kind) = (attribution.model, attribution.pair.later.kind(position));
    let Some(&node) = attribution.nodes.get(position) else { return false };
    let above = |&at: &NodeOrdinal| attribution.last_step(at).map(|step| step.from);
    let way = || std::iter::successors(above(&node), above);
    kind.is_visible()
        && !kind.is_root_like()
        && !matches!(kind.family(), Family::Native | Family::WeakTable)
        && model.heap.code_owner(node) != Some(CodeOwner::Runtime)
        && !is_variable_of_runtime(model, way())
        && way().any(|at| matches!(model.heap.code_owner(at), Some(CodeOwner::Program | CodeOwner::Package(_))))
}
