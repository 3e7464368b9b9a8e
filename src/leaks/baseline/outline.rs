//! What the search for growth needs to know of a snapshot: its dominator tree in columns.
//!
//! The snapshots of a page live in workers of their own, so the earlier ones hand out columns (32 bytes a node) and the
//! latest does the rest. Nodes stand in *preorder*: each after its dominator, and all that it dominates right behind it.
//! So "what is below this" is a range, a retained size is a sum over it, and every pass is one loop.

use std::ops::Range;

use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::graph::TreeWalk;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal, Position, RowIndex, StringIndex, TryPush, try_filled, try_with_capacity};
use crate::leaks::hash::{SEED, fold_bytes};
use crate::leaks::model::kinds::{Family, Kind, Kinds};
use crate::leaks::model::{EntryWalker, Model};
use crate::leaks::process::fingerprint::Fingerprints;
use crate::pace::Pace;
use crate::snapshot::{EdgeType, Sizes};
use crate::sort::{self, Row};

/// So many nodes are looked at before it is asked whether to stop.
const NODES: usize = 1 << 10;

/// No position.
pub const NONE: u32 = u32::MAX;

/// A snapshot's nodes in preorder of its dominator tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Ids.
    pub ids: Vec<u32>,
    /// A number that follows from a node's type and name; another object under the same id nearly always has another.
    pub fingerprints: Vec<u32>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Shallow sizes; that of what an object has in C++ and is a root is in the object's.
    pub sizes: Sizes<RowIndex>,
    /// How many nodes each dominates, itself included.
    pub spans: Vec<u32>,
    /// How many entries each node holds; 0 for functions.
    pub entries: Vec<u32>,
    /// Numbers for the names of the links by which nodes hang at their dominators, or at something else if only
    /// detours lead there; 0 for indexes. Only where they were asked for.
    pub links: Vec<u32>,
    /// Positions by ascending id.
    pub by_id: Vec<u32>,
    /// Bytes outside of the heap that the file tells of.
    pub extra_native_bytes: u64,
}

impl Outline {
    /// The outline of a heap, and where its nodes stand; empty if the heap has no dominators. Without links.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(model: &Model<'_>, pace: &Pace) -> Result<(Self, Preorder), OutOfMemory> {
        let heap = model.heap;
        let Some(dominators) = &heap.dominators else { return Ok(Default::default()) };
        let (Preorder { nodes, positions }, spans) = preorder(heap.snapshot.root, &dominators.immediate, pace).await?;
        let mut outline =
            Self { spans, extra_native_bytes: heap.snapshot.extra_native_bytes as u64, ..Self::default() };
        for column in [&mut outline.ids, &mut outline.fingerprints, &mut outline.entries] {
            *column = pace.filled(nodes.len(), 0).await?;
        }
        outline.kinds = try_filled(nodes.len(), Kind::INTERNAL)?;
        outline.sizes = Sizes::zeros(nodes.len())?;
        pace.spend(STEPS).await;
        let mut walker = EntryWalker::new(model)?;
        pace.spend(STEPS).await;
        let (mut kinds, mut fingerprints) = (Kinds::new(model)?, Fingerprints::new(heap)?);
        let mut ids = heap.snapshot.nodes.id.in_order();
        // In the order of the file, in which packed columns are quickly read.
        let mut look_at = |node: NodeOrdinal| {
            let (position, kind) = (positions[node] as usize, kinds.of(node));
            outline.ids[position] = ids.of(node);
            outline.fingerprints[position] = fingerprints.of(node);
            outline.kinds[position] = kind;
            outline.sizes.set(RowIndex::at(position), heap.snapshot.nodes.self_size.of(node));
            // Functions have properties and variables, but hold nothing for long that is counted.
            if kind.is_visible() && kind.family() != Family::Function {
                outline.entries[position] = walker.count(node);
            }
        };
        let edges_before = |node: usize| heap.snapshot.nodes.edge_range(NodeOrdinal::at(node)).start;
        for start in (0..nodes.len()).step_by(NODES) {
            let end = nodes.len().min(start + NODES);
            (start..end).map(NodeOrdinal::at).for_each(&mut look_at);
            // Of some nodes the links are most of the work.
            pace.spend(2 * (edges_before(end - 1) - edges_before(start) + end - start)).await;
        }
        for &(half, object) in model.halves() {
            let [half, object] = [half, object].map(|node| RowIndex(positions[node]));
            outline.sizes.set(object, outline.sizes.of(object) + outline.sizes.of(half));
            outline.sizes.set(half, 0);
        }
        outline.by_id = by_id(heap, &positions, pace).await?;
        Ok((outline, Preorder { nodes, positions }))
    }

    /// Adds what tells nodes by their places, where ids do not tell what is the same.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn add_links(&mut self, heap: &Heap, nodes: &[NodeOrdinal], pace: &Pace) -> Result<(), OutOfMemory> {
        if let Some(dominators) = &heap.dominators {
            self.links = links(heap, nodes, &dominators.immediate, pace).await?;
        }
        Ok(())
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The position of an id.
    pub fn find(&self, id: u32) -> Option<usize> {
        let at = self.by_id.binary_search_by_key(&id, |&position| self.id_at(position)).ok()?;
        self.by_id.get(at).map(|&position| position as usize)
    }

    fn id_at(&self, position: u32) -> u32 {
        self.ids.get(position as usize).copied().unwrap_or(0)
    }

    /// The positions at and below one.
    pub fn below(&self, position: usize) -> Range<usize> {
        let span = self.spans.get(position).copied().unwrap_or(0);
        position..(position + span as usize).min(self.len())
    }

    /// The retained size of a position.
    pub fn retained(&self, position: usize) -> u64 {
        self.below(position).filter_map(|position| self.sizes.get(RowIndex::at(position))).sum()
    }

    /// All shallow sizes.
    pub fn heap_bytes(&self) -> u64 {
        self.sizes.total()
    }
}

/// Where the nodes of a heap stand in its outline.
#[derive(Debug, Default)]
pub struct Preorder {
    /// All nodes, each behind its dominator and before what comes after that.
    pub nodes: Vec<NodeOrdinal>,
    /// The position of each.
    pub positions: Column<NodeOrdinal, u32>,
}

/// Where all nodes stand, and how many nodes each dominates.
async fn preorder(
    root: NodeOrdinal,
    dominators: &Column<NodeOrdinal, NodeOrdinal>,
    pace: &Pace,
) -> Result<(Preorder, Vec<u32>), OutOfMemory> {
    let mut order = try_with_capacity(dominators.len())?;
    let mut positions = Column::filled(dominators.len(), 0)?;
    let mut spans = pace.filled(dominators.len(), 1).await?;
    let mut open: Vec<usize> = Vec::new();
    let mut walk = TreeWalk::by_position(dominators, root)?;
    let mut failed = Ok(());
    while walk.step(|node, is_entered| {
        if is_entered {
            failed = failed.and_then(|()| open.try_push(order.len()));
            positions[NodeOrdinal(node)] = order.len() as u32;
            order.push(NodeOrdinal(node));
        } else if let Some(position) = open.pop() {
            spans[position] = (order.len() - position) as u32;
        }
    }) {
        pace.spend(STEPS).await;
    }
    failed?;
    Ok((Preorder { nodes: order, positions }, spans))
}

/// Numbers for the names of links: of a link from the dominator, else of one that the program named.
async fn links(
    heap: &Heap,
    nodes: &[NodeOrdinal],
    dominators: &Column<NodeOrdinal, NodeOrdinal>,
    pace: &Pace,
) -> Result<Vec<u32>, OutOfMemory> {
    let (snapshot, edges) = (&heap.snapshot, &heap.snapshot.edges);
    let nameless = StringIndex(NONE);
    let mut names = Column::filled(nodes.len(), nameless)?;
    let mut is_of_dominator = Column::filled(nodes.len(), false)?;
    let is_number = |name| snapshot.strings.get(name).as_bytes().first().is_some_and(u8::is_ascii_digit);
    let mut look_at = |&node: &NodeOrdinal| {
        for edge in snapshot.edges_of(node) {
            let target = edges.target(edge);
            let kind = edges.kind(edge);
            if is_of_dominator[target] || matches!(kind, EdgeType::Weak | EdgeType::Shortcut) || kind.is_numbered() {
                continue;
            }
            let from_dominator = dominators[target] == node;
            let is_of_program = kind != EdgeType::Internal && names[target] == nameless;
            if !from_dominator && !is_of_program {
                continue;
            }
            let name = StringIndex(edges.name_or_index(edge));
            if !is_number(name) {
                names[target] = name;
                is_of_dominator[target] = from_dominator;
            }
        }
    };
    pace.in_blocks(nodes.len(), &mut |rows| nodes.get(rows).unwrap_or_default().iter().for_each(&mut look_at)).await;
    let mut of_names = try_filled(snapshot.strings.len(), 0)?;
    let mut links = try_with_capacity(nodes.len())?;
    let mut number = |&node: &NodeOrdinal| {
        let name = names[node];
        match of_names.get_mut(name.index()) {
            None => 0,
            Some(known) => {
                if *known == 0 {
                    *known = fold_bytes(SEED, snapshot.strings.get(name).as_bytes());
                }
                *known
            }
        }
    };
    pace.in_blocks(nodes.len(), &mut |rows| {
        links.extend(nodes.get(rows).unwrap_or_default().iter().map(&mut number));
    })
    .await;
    Ok(links)
}

/// Positions by ascending id. Most ids are distinct and near each other, as V8 gives them: each of these has its place at once.
/// Those of neighbours in the file are neighbours mostly.
async fn by_id(heap: &Heap, positions: &Column<NodeOrdinal, u32>, pace: &Pace) -> Result<Vec<u32>, OutOfMemory> {
    let (count, ids) = (positions.len(), &heap.snapshot.nodes.id);
    let mut ranks = sort::Ranks::new(count);
    let mut in_order = ids.in_order();
    let mut add = |nodes: Range<usize>| nodes.map(NodeOrdinal::at).try_for_each(|node| ranks.add(in_order.of(node)));
    pace.try_in_blocks(count, &mut add).await?;
    let near = ranks.close();
    // What is far, as what C++ has is numbered by where it is in memory, is sorted; all, if an id is there twice.
    let mut by_id = pace.filled(near, 0).await?;
    let mut far: Vec<Row> = Vec::new();
    let mut in_order = ids.in_order();
    let mut put = |nodes: Range<usize>| {
        for node in nodes.map(NodeOrdinal::at) {
            let (id, position) = (in_order.of(node), positions[node]);
            match ranks.of(id) {
                Some(place) => by_id[place] = position,
                None => far.try_push((id.into(), 0, position))?,
            }
        }
        Ok(())
    };
    pace.try_in_blocks(count, &mut put).await?;
    sort::rows_in_steps(&mut far, pace).await;
    by_id.try_extend(far.iter().map(|&(_, _, position)| position))?;
    Ok(by_id)
}
