//! What one snapshot tells: who keeps much, what is there twice, what is in no page.
//!
//! Growth needs two snapshots. Of one, `large` finds in the dominator tree where much comes together: a holder of which no
//! single child has most, and whose children are alike. What such holders are called, their places and their chains come from
//! the stages that suspects use.

mod gatherers;
mod large;
mod whose;

#[cfg(test)]
mod several_tests;
#[cfg(test)]
mod tests;

use std::iter::successors;

use self::large::{Alike, Gathered, Large};
use super::baseline::Outline;
use super::findings::{Content, Detached, Duplicates, Grown, Holder, LargeHolder, OfRuntime, OneSnapshot};
use super::model::Model;
use super::model::kinds::{Family, is_part_of_text};
use super::model::nodes::{is_detached, is_text};
use super::naming::SuspectPath;
use super::naming::place;
use super::naming::{Names, chain};
use super::thresholds::{LEAST_GROWTH, LEAST_SHARE_HELD, MANY_IN_ONE_PLACE, MOST_SUSPECTS};
use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::graph::{RetainingPaths, Visibility};
use crate::heap::Heap;
use crate::index::{NodeOrdinal, TryPush};
use crate::pace::Pace;
use crate::query::StringRow;
use crate::redaction::Name;
use crate::sort::{self, Row};

/// What a heap tells that has dominators.
///
/// # Errors
/// If memory ends.
pub async fn look(
    model: &Model<'_>,
    (outline, nodes, paths): (&Outline, &[NodeOrdinal], RetainingPaths),
    pace: &Pace,
) -> Result<OneSnapshot, OutOfMemory> {
    let heap = model.heap;
    let heap_bytes = heap.total_size() as u64;
    let least = LEAST_GROWTH.max(heap_bytes / LEAST_SHARE_HELD);
    let names = Names::of(model, pace).await?;
    let finder = Finder { names, model, paths, outline, nodes };
    let mut found: Vec<Found> = Vec::new();
    let larges = large::find(heap, outline, nodes, least)?;
    let gatherers = gatherers::find(model, (outline, nodes), &larges)?;
    for (large, gatherer) in larges.iter().zip(gatherers) {
        found.try_push(finder.holder(large, gatherer)?)?;
    }
    let of_runtime = found.iter().filter(|found| found.is_of_runtime);
    let of_runtime = OfRuntime {
        holders: of_runtime.clone().count() as u32,
        retained_size: of_runtime.map(|found| found.holder.retained_size).sum(),
    };
    // What one holder shares with others is said once, of the largest part.
    let is_said = |at: usize, of: &Found| {
        let is_larger = |other: &Found| {
            other.holder.holder.id == of.holder.holder.id && other.holder.retained_size > of.holder.retained_size
        };
        of.holder.content == Content::Shared
            && found.iter().enumerate().any(|(other_at, other)| other_at != at && is_larger(other))
    };
    let of_program = found.iter().zip(0..).filter(|&(of, at)| !of.is_of_runtime && !is_said(at as usize, of));
    let mut order: Vec<Row> =
        of_program.map(|(found, at)| (u64::from(!found.is_own), !found.holder.retained_size, at)).collect();
    sort::rows(&mut order);
    let ordered = order.iter().take(MOST_SUSPECTS).filter_map(|row| found.get(row.2 as usize));
    let ranked = ordered.zip(1..).map(|(found, rank)| LargeHolder { rank, ..found.holder.clone() });
    Ok(OneSnapshot {
        heap_bytes,
        holders: ranked.collect(),
        of_runtime,
        duplicates: duplicates(heap)?,
        detached: detached(heap, outline, nodes),
    })
}

/// What is asked of every large holder.
struct Finder<'a> {
    model: &'a Model<'a>,
    names: Names<'a>,
    paths: RetainingPaths,
    outline: &'a Outline,
    nodes: &'a [NodeOrdinal],
}

/// A holder, and whose it is.
struct Found {
    holder: LargeHolder,
    /// Whether code of the program made it, holds it, or made what it holds.
    is_own: bool,
    /// Whether only the runtime has to do with it.
    is_of_runtime: bool,
}

impl Finder<'_> {
    /// What is said of what is large; a gatherer has nearly all of what several hold.
    fn holder(&self, large: &Large, gatherer: Option<NodeOrdinal>) -> Result<Found, OutOfMemory> {
        let several = self.one_of_several(large)?;
        let large = &several.map_or(*large, |(_, alike)| Large { gathered: Gathered::Shared(alike), ..*large });
        let Large { position, gathered } = *large;
        let example = gathered.example().map(|at| self.node(at));
        let holder = match (gathered, example) {
            _ if let Some((one, _)) = several => one,
            (Gathered::Shared(Alike { count, .. }), Some(example)) => {
                self.holder_of(example, count, gatherer).unwrap_or(self.node(position))
            }
            _ => self.node(position),
        };
        let path = SuspectPath::to_entry(self.model, &self.paths, holder, example)?;
        let is_of_runtime = match gathered {
            // Runtimes make long lists of classes of their own, and programs of anything.
            Gathered::Links { .. } => {
                example.and_then(|example| self.model.heap.code_owner(example)) == Some(CodeOwner::Runtime)
            }
            _ => self.is_of_runtime(example, &path),
        };
        let Some(kept) = self.kept_of_program(large, is_of_runtime)? else {
            return self.kept_by_nothing_else(large, (holder, example), &path, is_of_runtime);
        };
        let of_program = self.node(kept.example);
        let with = Grown { class: self.names.class(of_program), ..Grown::of(kept.count, kept.bytes) };
        let is_instance = self.outline.kinds.get(kept.example).is_some_and(|kind| kind.family() == Family::Instance);
        let is_scope = example.is_some_and(|example| self.model.is_scope(example));
        if !is_of_runtime || is_scope {
            let mut found = self.found(large, holder, &path, false);
            found.is_own |= is_of_runtime;
            // Variables of a function are known by what they keep.
            match is_scope {
                true => found.holder.most = Some(with),
                false => found.holder.with = Some(with).filter(|_| is_instance),
            }
            return Ok(found);
        }
        let keeper = match gathered {
            Gathered::Shared(_) if several.is_none() => self.keeper_of(large, kept.example).map(|at| self.node(at)),
            _ => None,
        };
        let (holder, entry) = (keeper.unwrap_or(holder), Some(of_program));
        let path = SuspectPath::to_entry(self.model, &self.paths, holder, entry)?;
        let place = place::nearest(self.model, &self.names, &[of_program]);
        let mut found = Found { is_own: true, ..self.found(large, holder, &path, false) };
        found.holder.with = Some(with);
        found.holder.holder.location = place.map(|place| place.place);
        if keeper.is_some() {
            found.holder.content = Content::Rooted;
        }
        Ok(found)
    }

    /// What is said of what the program has nothing to do with, or of which the file does not say it: with only roots above, each for
    /// itself.
    fn kept_by_nothing_else(
        &self,
        large: &Large,
        (holder, example): (NodeOrdinal, Option<NodeOrdinal>),
        path: &SuspectPath,
        is_of_runtime: bool,
    ) -> Result<Found, OutOfMemory> {
        let is_root = self.model.visibility(holder) == Visibility::RootGroup;
        let Some(thing) = example.filter(|_| is_root && matches!(large.gathered, Gathered::Shared(_))) else {
            return Ok(self.found(large, holder, path, is_of_runtime));
        };
        let path = SuspectPath::to_entry(self.model, &self.paths, thing, None)?;
        let mut found = self.found(large, thing, &path, is_of_runtime);
        if found.holder.content == Content::Shared {
            found.holder.content = Content::Rooted;
        }
        Ok(found)
    }

    /// What is said of a large holder.
    fn found(&self, large: &Large, holder: NodeOrdinal, path: &SuspectPath, is_of_runtime: bool) -> Found {
        let heap = self.model.heap;
        let example = large.gathered.example().map(|at| self.node(at));
        let (chain, holder_step) = chain(path, heap, &self.names);
        let mut candidates: Vec<NodeOrdinal> = example.into_iter().collect();
        candidates.extend(path.up_from_holder());
        let place = place::nearest(self.model, &self.names, &candidates);
        let most = |count: u32, bytes: u64| {
            example.map(|example| Grown { class: self.names.class(example), ..Grown::of(count, bytes) })
        };
        let all = heap.retained_size(holder);
        let (content, most, alike, retained_size) = match large.gathered {
            Gathered::Entries(Alike { count, bytes, .. }) => (Content::Entries, most(count, bytes), count, all),
            Gathered::Shared(Alike { count, bytes, .. })
                if path.comes_from_nowhere() && heap.is_of_javascriptcore() =>
            {
                (Content::Unseen, most(count, bytes), count, bytes)
            }
            Gathered::Shared(Alike { count, bytes, .. }) if path.is_of_console(heap) => {
                (Content::Console, most(count, bytes), count, bytes)
            }
            Gathered::Shared(Alike { count, bytes, .. }) => (Content::Shared, most(count, bytes), count, bytes),
            Gathered::Links { count, .. } => (Content::Links, most(count, all), count, all),
            Gathered::Data if self.has_entries_elsewhere(holder) => (Content::Unseen, None, 0, all),
            Gathered::Data => (Content::Data, None, 0, all),
        };
        let entries = self.outline.entries.get(large.position).copied().unwrap_or(0);
        let owner = place.as_ref().and_then(|place| place.owner);
        // Packages bring their tables with them.
        let is_of_package = matches!(owner, Some(CodeOwner::Package(_)));
        let holder = LargeHolder {
            rank: 0,
            content,
            holder: Holder {
                id: heap.snapshot.nodes.id.of(holder),
                class: self.names.class(holder),
                name: self.name(large, holder, path),
                location: place.map(|place| place.place),
            },
            retained_size,
            entries: match large.gathered {
                // What a holder has of others may have what it keeps.
                Gathered::Entries(Alike { count, .. }) => count.max(entries),
                Gathered::Shared(Alike { count, .. }) | Gathered::Links { count, .. } => count,
                Gathered::Data if is_text(heap, holder) => 0,
                Gathered::Data => entries,
            },
            most,
            with: None,
            looks_unbounded: alike >= MANY_IN_ONE_PLACE && !is_of_runtime && !is_of_package,
            chain,
            holder_step,
        };
        Found { holder, is_own: owner == Some(CodeOwner::Program), is_of_runtime }
    }

    /// What a person would call a holder; of what no link leads to, its class.
    fn name(&self, large: &Large, holder: NodeOrdinal, path: &SuspectPath) -> Name {
        match large.gathered.example() {
            Some(example) if path.comes_from_nowhere() => self.names.class(self.node(example)),
            _ => self.names.label(&self.paths, holder),
        }
    }

    /// Where several collections of one object or scope have the things: one that has at least half of them, of its own or on the way to
    /// the things, as in the scope of a module.
    fn one_of_several(&self, large: &Large) -> Result<Option<(NodeOrdinal, Alike)>, OutOfMemory> {
        let Gathered::Entries(alike) = large.gathered else { return Ok(None) };
        let (holder, snapshot) = (self.node(large.position), &self.model.heap.snapshot);
        if self.entries(holder).is_some() {
            return Ok(None);
        }
        let has_half =
            |&node: &NodeOrdinal| self.entries(node).is_some_and(|entries| entries >= alike.count.div_ceil(2));
        let named = snapshot.edges_of(holder).filter(|&edge| self.names.is_named(edge));
        let own = named.map(|edge| snapshot.edges.target(edge)).find(has_half);
        // The first one may have a variable of its own.
        let is_alike = |&at: &usize| self.kind(at) == self.kind(alike.example);
        let last = large::children(self.outline, large.position).filter(is_alike).last().unwrap_or(alike.example);
        let path = SuspectPath::to_entry(self.model, &self.paths, holder, Some(self.node(last)))?;
        let on_the_way = || path.below_holder().iter().map(|step| step.0).find(has_half);
        Ok(own.or_else(on_the_way).map(|node| (node, alike)))
    }

    /// What leads to a thing of which there are `count`: the nearest collection above it that has half as many entries, or the
    /// one that has them anyway, or else the nearest that a program sees.
    fn holder_of(&self, thing: NodeOrdinal, count: u32, gatherer: Option<NodeOrdinal>) -> Option<NodeOrdinal> {
        let above = |&at: &NodeOrdinal| self.paths.last_step(&self.model.heap.snapshot, at).map(|step| step.from);
        let mut way = successors(above(&thing), above).filter(|&node| self.model.is_visible(node));
        let has_many = |&node: &NodeOrdinal| self.entries(node).is_some_and(|entries| entries >= count.div_ceil(2));
        way.clone().find(has_many).or(gatherer).or_else(|| way.next())
    }

    /// How many entries a collection has; nothing of other things.
    fn entries(&self, node: NodeOrdinal) -> Option<u32> {
        let position = self.outline.find(self.model.heap.snapshot.nodes.id.of(node))?;
        self.outline.entries.get(position).copied().filter(|_| self.kind(position).is_collection())
    }

    /// Whether a collection has entries that the file does not say.
    fn has_entries_elsewhere(&self, holder: NodeOrdinal) -> bool {
        let heap = self.model.heap;
        matches!(heap.snapshot.raw_name(holder).as_bytes(), b"Map" | b"Set") && heap.is_of_javascriptcore()
    }
}

/// Texts that are there more than once; not the pieces of longer ones, nor what V8 has cut, of which nobody knows.
fn duplicates(heap: &Heap) -> Result<Duplicates, OutOfMemory> {
    let mut sum = Duplicates::default();
    StringRow::each_duplicated(heap, &|node| !is_part_of_text(heap, node), |row| {
        if row.may_be_cut() {
            return Ok(());
        }
        sum.texts += 1;
        sum.strings += row.count;
        sum.could_be_saved += row.could_be_saved;
        Ok(())
    })?;
    Ok(sum)
}

/// What is detached, and what it keeps: of one below another, only that one's retained size counts.
fn detached(heap: &Heap, outline: &Outline, nodes: &[NodeOrdinal]) -> Detached {
    let mut sum = Detached::default();
    let mut counted_to = 0;
    for (position, &node) in nodes.iter().enumerate().filter(|&(_, &node)| is_detached(heap, node)) {
        sum.count += 1;
        if position >= counted_to {
            sum.retained_size += heap.retained_size(node);
            counted_to = outline.below(position).end;
        }
    }
    sum
}
