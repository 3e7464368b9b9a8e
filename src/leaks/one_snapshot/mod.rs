//! What one snapshot tells: who keeps much, what is there twice, what is in no page.
//!
//! Growth needs two snapshots. Of one, `large` finds in the dominator tree where much comes together: a holder of which no
//! single child has most, and whose children are alike. What such holders are called, their places and their chains come from
//! the stages that suspects use.

mod large;

#[cfg(test)]
mod tests;

use self::large::{Gathered, Large};
use super::baseline::Outline;
use super::findings::{Content, Detached, Duplicates, Grown, Holder, LargeHolder, OneSnapshot};
use super::model::names::{Names, is_detached};
use super::model::{Model, RetainingPaths};
use super::rank::place;
use super::rank::retaining_path::SuspectPath;
use super::thresholds::{LEAST_GROWTH, LEAST_SHARE_HELD, MANY_IN_ONE_PLACE, MOST_SUSPECTS};
use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::query::StringRow;
use crate::runtime_names::v8;
use crate::sort::{self, Row};

/// What a heap tells that has dominators.
///
/// # Errors
/// If memory ends.
pub fn look(heap: &Heap) -> Result<OneSnapshot, OutOfMemory> {
    let model = Model::of(heap)?;
    let heap_bytes = heap.total_size() as u64;
    let (outline, nodes) = Outline::of(&model, false)?;
    let least = LEAST_GROWTH.max(heap_bytes / LEAST_SHARE_HELD);
    let paths = RetainingPaths::find(&model, |_| false)?;
    let finder = Finder { names: Names::of(&model)?, model: &model, paths, outline: &outline, nodes: &nodes };
    let found: Vec<Found> =
        large::find(heap, &outline, &nodes, least)?.iter().map(|large| finder.holder(large)).collect();
    let mut order: Vec<Row> =
        found.iter().zip(0..).map(|(found, at)| (u64::from(!found.is_own), !found.holder.retained_size, at)).collect();
    sort::rows(&mut order);
    let ordered = order.iter().take(MOST_SUSPECTS).filter_map(|row| found.get(row.2 as usize));
    let ranked = ordered.zip(1..).map(|(found, rank)| LargeHolder { rank, ..found.holder.clone() });
    Ok(OneSnapshot {
        heap_bytes,
        holders: ranked.collect(),
        duplicates: duplicates(heap)?,
        detached: detached(heap, &outline, &nodes),
    })
}

/// What is asked of every large holder.
struct Finder<'a> {
    model: &'a Model<'a>,
    names: Names<'a>,
    paths: RetainingPaths<'a>,
    outline: &'a Outline,
    nodes: &'a [NodeOrdinal],
}

/// A holder, and whether code of the program made it, holds it, or made what it holds.
struct Found {
    holder: LargeHolder,
    is_own: bool,
}

impl Finder<'_> {
    fn holder(&self, &Large { position, gathered }: &Large) -> Found {
        let heap = self.model.heap;
        let node = |position: usize| self.nodes.get(position).copied().unwrap_or_default();
        let holder = node(position);
        let example = gathered.example().map(node);
        let path = SuspectPath::to_entry(self.model, &self.paths, holder, example);
        let (chain, holder_step) = path.folded(heap, &self.names);
        let place = place::nearest(self.model, &self.names, example.into_iter().chain(path.up_from_holder()));
        let most =
            |count: u32, bytes: u64| example.map(|example| Grown { class: self.names.class(example), count, bytes });
        let (content, most, alike) = match gathered {
            Gathered::Entries { count, bytes, .. } => (Content::Entries, most(count, bytes), count),
            Gathered::Links { count, .. } => (Content::Links, most(count, heap.retained_size(holder)), count),
            Gathered::Data => (Content::Data, None, 0),
        };
        let owner = place.as_ref().and_then(|place| place.owner);
        let holder = LargeHolder {
            rank: 0,
            content,
            holder: Holder {
                id: heap.snapshot.nodes.id.of(holder),
                class: self.names.class(holder),
                name: self.names.label(&self.paths, holder),
                location: place.map(|place| place.place),
            },
            retained_size: heap.retained_size(holder),
            entries: self.outline.entries.get(position).copied().unwrap_or(0),
            most,
            looks_unbounded: alike >= MANY_IN_ONE_PLACE && owner != Some(CodeOwner::Runtime),
            chain,
            holder_step,
        };
        Found { holder, is_own: owner == Some(CodeOwner::Program) }
    }
}

fn duplicates(heap: &Heap) -> Result<Duplicates, OutOfMemory> {
    let mut sum = Duplicates::default();
    StringRow::each_duplicated(heap, |row| {
        sum.texts += 1;
        sum.strings += row.count;
        sum.could_be_saved += row.could_be_saved;
        Ok(())
    })?;
    Ok(sum)
}

/// What is detached, and what it keeps: of one below another, only that one's retained size counts. What Node.js marks of
/// its own objects is not meant.
fn detached(heap: &Heap, outline: &Outline, nodes: &[NodeOrdinal]) -> Detached {
    let mut sum = Detached::default();
    let mut counted_to = 0;
    for (position, &node) in nodes.iter().enumerate().filter(|&(_, &node)| is_of_page(heap, node)) {
        sum.count += 1;
        if position >= counted_to {
            sum.retained_size += heap.retained_size(node);
            counted_to = outline.below(position).end;
        }
    }
    sum
}

fn is_of_page(heap: &Heap, node: NodeOrdinal) -> bool {
    is_detached(heap, node) && !v8::without_detached(heap.snapshot.raw_name(node).as_bytes()).starts_with(b"Node / ")
}
