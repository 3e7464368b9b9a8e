//! Which collection has what several hold together: of the program's own, where the runtime leads to each thing as well, as
//! the roots of workerd do.

use super::large::{Alike, Gathered, Large, children};
use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, try_filled, try_make_room};
use crate::leaks::baseline::Outline;
use crate::leaks::hash::NumberMap;
use crate::leaks::model::{EntryWalker, Model};
use crate::leaks::thresholds::{LEAST_ALONG, is_share};

/// For each of what was found the collection that has nearly all of its things itself, the one with the most; none of what
/// one alone keeps.
pub fn find(
    model: &Model<'_>,
    (outline, nodes): (&Outline, &[NodeOrdinal]),
    found: &[Large],
) -> Result<Vec<Option<NodeOrdinal>>, OutOfMemory> {
    let mut gatherers: Vec<Option<NodeOrdinal>> = try_filled(found.len(), None)?;
    let mut most: Vec<u32> = try_filled(found.len(), 0)?;
    let mut numbers: NumberMap<usize> = NumberMap::default();
    for (number, large) in found.iter().enumerate() {
        let Gathered::Shared(Alike { example, .. }) = large.gathered else { continue };
        let is_alike = |&child: &usize| outline.kinds.get(child) == outline.kinds.get(example);
        for child in children(outline, large.position).filter(is_alike) {
            try_make_room(&mut numbers)?;
            numbers.insert(nodes[child].0.into(), number);
        }
    }
    if numbers.is_empty() {
        return Ok(gatherers);
    }
    let mut walker = EntryWalker::new(model)?;
    let mut counts: Vec<u32> = try_filled(found.len(), 0)?;
    for (position, &node) in nodes.iter().enumerate().filter(|&(at, _)| outline.kinds[at].is_collection()) {
        if outline.entries[position] == 0 {
            continue;
        }
        counts.fill(0);
        walker.each(node, |_, entry, is_first| {
            let number = numbers.get(&entry.0.into()).filter(|_| is_first);
            if let Some(count) = number.and_then(|&number| counts.get_mut(number)) {
                *count += 1;
            }
        });
        for (number, &count) in counts.iter().enumerate() {
            let Gathered::Shared(Alike { count: all, .. }) = found[number].gathered else { continue };
            if count > most[number] && is_share(count.into(), all.into(), LEAST_ALONG) {
                (most[number], gatherers[number]) = (count, Some(node));
            }
        }
    }
    Ok(gatherers)
}
