//! Which thing of the program has what hangs at a root.
//!
//! What the runtime keeps as well as the program is dominated by a root: an open socket, what a wrapper of workerd stands
//! for. So two leaks of such things are both growth of the root, and would be one if they come in like numbers. They are two
//! if one thing of the program has all of the one kind, and another thing all of the other.

use crate::error::OutOfMemory;
use crate::graph::is_retaining;
use crate::index::TryPush;
use crate::leaks::attribution::tallies::{Key, Tallies, Tally};
use crate::leaks::attribution::{Attribution, Sums};
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::thresholds::{LEAST_ALONG, MANY, is_share};
use crate::pace::Pace;
use crate::sort;

/// Holders of the program, by root and kind of what was put in there.
#[derive(Debug, Default)]
pub struct RootHolders(NumberMap<u32>);

impl RootHolders {
    /// The holder of nearly all things of a kind that hang at a root, as a position of the later snapshot.
    pub fn of(&self, root: u32, kind: Kind) -> Option<u32> {
        self.0.get(&packed(root, kind.0)).copied()
    }

    /// Looks at every link from a survivor once; at none, unless two kinds of instances came to one root.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn find(attribution: &Attribution<'_>, sums: &Sums, pace: &Pace) -> Result<Self, OutOfMemory> {
        let wanted = wanted(sums);
        let mut found = Self::default();
        if wanted.is_empty() {
            return Ok(found);
        }
        let (heap, pair) = (attribution.model.heap, &attribution.pair);
        let later = &pair.later;
        let root_and_kind = |position: usize| {
            let is_entry = pair.survivors.is_new(position) && pair.new.entries[position] == position as u32;
            let key = packed(pair.new.anchors[position], later.kind(position).0);
            (is_entry && wanted.contains_key(&key)).then_some(key)
        };
        // Who has which things; and whose things lead to what is native, as wrappers do.
        let mut held: Vec<(u64, u32, u32)> = Vec::new();
        let mut wrappers: NumberMap<u64> = NumberMap::default();
        let mut look_at = |position: usize| {
            let owner = later.owners[position] as usize;
            let kind = later.kind(owner);
            let is_holder = kind.is_visible() && !kind.is_root_like() && !pair.survivors.is_new(owner);
            let own_key = if is_holder { None } else { root_and_kind(position) };
            if !is_holder && own_key.is_none() {
                return Ok(());
            }
            for edge in heap.snapshot.edges_of(attribution.nodes[position]) {
                let target = attribution.position(heap.snapshot.edges.target(edge));
                let Some(key) = root_and_kind(target).filter(|_| is_retaining(heap.graph(), edge)) else { continue };
                if is_holder {
                    held.try_push((key, owner as u32, target as u32))?;
                } else if own_key != Some(key) && later.kind(target).family() == Family::Native {
                    wrappers.insert(key, own_key.unwrap_or(key));
                }
            }
            Ok(())
        };
        pace.try_in_blocks(later.outline.len(), &mut |mut positions| positions.try_for_each(&mut look_at)).await?;
        sort::try_by_keys(&mut held, |&(key, owner, target)| (key, packed(owner, target)))?;
        held.dedup();
        for group in held.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            if let Some(&(key, owner, _)) = group.first()
                && wanted.get(&key).is_some_and(|&all| is_share(group.len() as i64, all, LEAST_ALONG))
            {
                found.0.insert(key, owner);
            }
        }
        let of_others = wrappers.into_iter().filter_map(|(key, by)| Some((key, *found.0.get(&by)?)));
        for (key, holder) in of_others.collect::<Vec<_>>() {
            found.0.entry(key).or_insert(holder);
        }
        Ok(found)
    }
}

/// The kinds at roots to which several kinds of instances came, and how many of each.
fn wanted(sums: &Sums) -> NumberMap<i64> {
    let number = |(&key, tallies): (&u64, &Tallies)| {
        let more = tallies.get(Key::Things(Kind(key as u32))).map_or(0, Tally::net);
        (more >= MANY).then_some((key, more))
    };
    let many: Vec<(u64, i64)> = sums.at_roots.iter().filter_map(number).collect();
    let mut instances: NumberMap<u32> = NumberMap::default();
    for &(key, _) in many.iter().filter(|(key, _)| Kind(*key as u32).family() == Family::Instance) {
        *instances.entry(key >> 32).or_default() += 1;
    }
    many.into_iter().filter(|(key, _)| instances.get(&(key >> 32)).is_some_and(|&kinds| kinds > 1)).collect()
}
