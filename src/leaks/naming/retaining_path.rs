//! The retaining path of a suspect: from the root over the holder to one example, and on to what makes that heavy.

use std::cell::Cell;
use std::collections::VecDeque;

use crate::error::OutOfMemory;
use crate::graph::is_retaining;
use crate::graph::well_known_names::Role;
use crate::graph::{RetainingPaths, Visibility};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, TryPush, try_make_room};
use crate::leaks::attribution::Attribution;
use crate::leaks::hash::NumberMap;
use crate::leaks::model::Model;
use crate::leaks::model::kinds::Family;
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, NodeType, Snapshot};

/// Steps below the example, towards what makes it heavy.
const MOST_STEPS_BELOW: usize = 4;
/// So much of the example is searched for something of the program.
const MOST_SEARCHED: usize = 256;
/// So much of what a holder keeps is searched for a way to its entry.
const MOST_KEPT_SEARCHED: usize = 1 << 12;

/// A node and the edge that leads to it; the root has none.
pub type Step = (NodeOrdinal, Option<EdgeIndex>);

/// The path of one suspect, computed once.
#[derive(Debug)]
pub struct SuspectPath {
    /// All steps, the root first.
    steps: Vec<Step>,
    /// The position of the holder.
    holder: usize,
}

impl SuspectPath {
    /// From the root to an example of what was put into a root: the holder is the last survivor on it, unless that is the
    /// root by another name and something of the runtime stands between.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of_population(attribution: &Attribution<'_>, example: NodeOrdinal) -> Result<Self, OutOfMemory> {
        let mut steps = from_root(&attribution.model.heap.snapshot, &attribution.paths, example);
        let last = steps.len() - 1;
        let model = attribution.model;
        let is_survivor = |step: &Step| model.is_visible(step.0) && !attribution.is_new(step.0);
        let before = steps.iter().take(last).rposition(is_survivor);
        let is_holder = |&at: &usize| {
            let next = steps.get(at + 1).map(|step| step.0);
            let is_root = steps.get(at).is_some_and(|step| attribution.is_root_like(step.0));
            !is_root || next.is_some_and(|next| model.is_visible(next) && attribution.is_new(next))
        };
        let holder = before.filter(is_holder).unwrap_or(last);
        steps.try_append(&below(attribution, example)?)?;
        Ok(Self { steps, holder })
    }

    /// The holder.
    pub fn holder(&self) -> Option<NodeOrdinal> {
        self.steps.get(self.holder).map(|step| step.0)
    }

    /// The steps from the root to the holder, and those below it.
    pub fn parts(&self) -> (&[Step], &[Step]) {
        self.steps.split_at((self.holder + 1).min(self.steps.len()))
    }

    /// The steps below the holder.
    pub fn below_holder(&self) -> &[Step] {
        self.steps.get(self.holder + 1..).unwrap_or_default()
    }

    /// Whether no link of the snapshot leads to the holder.
    pub fn comes_from_nowhere(&self) -> bool {
        self.holder == 0
    }

    /// Whether a link on it was made by the DevTools console.
    pub fn is_of_console(&self, heap: &Heap) -> bool {
        self.steps.iter().filter_map(|step| step.1).any(|edge| {
            let name = heap.snapshot.edges.name(edge).map(|name| heap.snapshot.strings.get(name));
            name.is_some_and(|name| name.as_bytes().ends_with(b"DevTools console"))
        })
    }

    /// Makes the registry of symbols the holder, if it is on the path; says whether it is.
    pub fn hold_at_registry_of_symbols(&mut self, heap: &Heap) -> bool {
        let is_registry = |step: &Step| {
            let name = step.1.and_then(|edge| heap.snapshot.edges.name(edge));
            name.is_some_and(|name| heap.snapshot.strings.get(name).is(v8::REGISTERED_SYMBOLS))
        };
        let at = self.steps.iter().position(is_registry);
        self.holder = at.unwrap_or(self.holder);
        at.is_some()
    }

    /// Ends at a holder that is a text put together: what its pieces are says nothing.
    pub fn end_at_text(&mut self, heap: &Heap) {
        let kind = |node: NodeOrdinal| heap.snapshot.nodes.kind[node];
        if self.holder().is_some_and(|holder| kind(holder) == NodeType::CONCATENATED_STRING) {
            self.steps.truncate(self.holder + 1);
        }
    }

    /// Makes a node below the holder the holder, if it is on the path.
    pub fn hold_at(&mut self, node: NodeOrdinal) {
        if let Some(at) = self.steps.iter().position(|step| step.0 == node).filter(|&at| at > self.holder) {
            self.holder = at;
        }
    }
}

impl SuspectPath {
    /// From the root to `holder`, and on to `example`, if there is one.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(
        attribution: &Attribution<'_>,
        holder: NodeOrdinal,
        example: Option<NodeOrdinal>,
    ) -> Result<Self, OutOfMemory> {
        let mut path = Self::to_entry(attribution.model, &attribution.paths, holder, example)?;
        if let Some(example) = example.filter(|_| path.below_holder().is_empty()) {
            path.steps.try_append(&over_what_is_kept(attribution, holder, example)?)?;
        }
        // No link leads there if the file has none from what holds it.
        let last = path.steps.last().map(|step| step.0);
        if let Some(example) = example.filter(|_| last == example) {
            path.steps.try_append(&below(attribution, example)?)?;
        }
        Ok(path)
    }

    /// From the root to `holder`, and to one of its entries, if there is one.
    ///
    /// # Errors
    /// If memory ends.
    pub fn to_entry(
        model: &Model<'_>,
        paths: &RetainingPaths,
        holder: NodeOrdinal,
        entry: Option<NodeOrdinal>,
    ) -> Result<Self, OutOfMemory> {
        let mut steps = from_root(&model.heap.snapshot, paths, holder);
        let holder_step = steps.len() - 1;
        if let Some(entry) = entry {
            steps.try_append(&from_holder(model, paths, holder, entry)?)?;
        }
        Ok(Self { steps, holder: holder_step })
    }

    /// The nodes from the holder up to the root, each with the link that leads to it.
    pub fn steps_up(&self) -> impl Iterator<Item = Step> {
        self.steps.iter().take(self.holder + 1).rev().copied()
    }

    /// The nodes from the holder up to the root.
    pub fn up_from_holder(&self) -> impl Iterator<Item = NodeOrdinal> {
        self.steps_up().map(|(node, _)| node)
    }
}

/// The path from the root to a node.
fn from_root(snapshot: &Snapshot, paths: &RetainingPaths, node: NodeOrdinal) -> Vec<Step> {
    let mut path = vec![(node, None)];
    while let Some((at, edge)) = path.last_mut()
        && let Some(step) = paths.last_step(snapshot, *at)
    {
        *edge = Some(step.edge);
        path.push((step.from, None));
    }
    path.reverse();
    path
}

/// The path from `holder` (left out) to an entry, over the holder's own parts where that is possible.
fn from_holder(
    model: &Model<'_>,
    paths: &RetainingPaths,
    holder: NodeOrdinal,
    entry: NodeOrdinal,
) -> Result<Vec<Step>, OutOfMemory> {
    let is_part = |node| model.visibility(node) == Visibility::Internal && model.owner(node) == holder;
    let path = shortest(model.heap, holder, &|node| node == entry, &is_part)?;
    if !path.is_empty() {
        return Ok(path);
    }
    // Else the end of the entry's own path, if it leads over the holder.
    let mut path = from_root(&model.heap.snapshot, paths, entry);
    let Some(at) = path.iter().position(|&(node, _)| node == holder) else { return to_alike(model, holder, entry) };
    path.drain(..=at);
    Ok(path)
}

/// The path from `holder` (left out) to what it alone keeps, where the entry's own path comes from elsewhere, by a link that keeps
/// nothing: over the first thing on that path that the holder keeps.
fn over_what_is_kept(
    attribution: &Attribution<'_>,
    holder: NodeOrdinal,
    entry: NodeOrdinal,
) -> Result<Vec<Step>, OutOfMemory> {
    let heap = attribution.model.heap;
    let kept = attribution.pair.later.outline.below(attribution.position(holder));
    let is_kept = |node| kept.contains(&attribution.position(node));
    let own = from_root(&heap.snapshot, &attribution.paths, entry);
    let first = own.iter().rposition(|&(node, _)| !is_kept(node)).map_or(0, |last| last + 1);
    let Some(&(first_kept, _)) = own.get(first) else { return Ok(Vec::new()) };
    let left = Cell::new(MOST_KEPT_SEARCHED);
    let is_on_way = |node| is_kept(node) && left.replace(left.get().saturating_sub(1)) > 0;
    let mut path = shortest(heap, holder, &|node| node == first_kept, &is_on_way)?;
    if !path.is_empty() {
        path.try_append(own.get(first + 1..).unwrap_or_default())?;
    }
    Ok(path)
}

/// The path from `holder` (left out) over its last entry to something of the class of what leads elsewhere; empty if that is not
/// near.
fn to_alike(model: &Model<'_>, holder: NodeOrdinal, thing: NodeOrdinal) -> Result<Vec<Step>, OutOfMemory> {
    let (heap, snapshot) = (model.heap, &model.heap.snapshot);
    let (table, classes) = (snapshot.target_of(holder, EdgeType::Internal, "table"), &heap.classes.of_node);
    let is_entry = |&edge: &EdgeIndex| {
        snapshot.edges.kind(edge) == EdgeType::Element
            || table.is_some() && model.is_visible(snapshot.edges.target(edge))
    };
    let Some(last) = snapshot.edges_of(table.unwrap_or(holder)).rfind(is_entry) else {
        return Ok(Vec::new());
    };
    let (entry, left) = (snapshot.edges.target(last), Cell::new(MOST_SEARCHED));
    let is_on_way = |_| left.replace(left.get().saturating_sub(1)) > 0;
    let below = shortest(heap, entry, &|node| classes[node] == classes[thing], &is_on_way)?;
    let mut path: Vec<Step> = table.map(|table| (table, None)).into_iter().chain([(entry, Some(last))]).collect();
    path.try_append(&below)?;
    Ok(if below.is_empty() && classes[entry] != classes[thing] { Vec::new() } else { path })
}

/// The shortest path from a node (left out) to one that is meant, over those that may be on the way; empty if there is none.
fn shortest(
    heap: &Heap,
    from: NodeOrdinal,
    is_meant: &dyn Fn(NodeOrdinal) -> bool,
    is_on_way: &dyn Fn(NodeOrdinal) -> bool,
) -> Result<Vec<Step>, OutOfMemory> {
    let mut met: NumberMap<usize> = NumberMap::default();
    let mut open = VecDeque::from([from]);
    while let Some(node) = open.pop_front() {
        for edge in heap.snapshot.edges_of(node).filter(|&edge| is_retaining(heap.graph(), edge)) {
            let target = heap.snapshot.edges.target(edge);
            if is_meant(target) {
                // What a WeakMap keeps for a node, a property of the node may have as well.
                let mut others = heap.snapshot.edges_of(node).filter(|&edge| is_retaining(heap.graph(), edge));
                let plain =
                    others.find(|&edge| heap.snapshot.edges.target(edge) == target && !is_of_weak_map(heap, edge));
                return Ok(back_to_holder(heap, &met, from, plain.unwrap_or(edge)));
            }
            if !met.contains_key(&target.0.into()) && is_on_way(target) {
                try_make_room(&mut met)?;
                met.insert(target.0.into(), edge.0 as usize);
                open.try_reserve(1).map_err(|_| OutOfMemory::of::<NodeOrdinal>(open.len()))?;
                open.push_back(target);
            }
        }
    }
    Ok(Vec::new())
}

/// The steps from `holder` (left out) to an entry that was met over `last`; of the nodes between it is known by which link
/// each was met.
fn back_to_holder(heap: &Heap, met: &NumberMap<usize>, holder: NodeOrdinal, last: EdgeIndex) -> Vec<Step> {
    let edges = &heap.snapshot.edges;
    let mut path = vec![(edges.target(last), Some(last))];
    let mut at = heap.snapshot.nodes.source_of(last);
    while at != holder
        && let Some(edge) = met.get(&at.0.into()).map(|&edge| EdgeIndex(edge as u32))
    {
        path.push((at, Some(edge)));
        at = heap.snapshot.nodes.source_of(edge);
    }
    path.reverse();
    path
}

/// From an example on: in an instance of a runtime's or a package's, as of a listener, to what is the program's own; else to what
/// makes it heavy.
fn below(attribution: &Attribution<'_>, entry: NodeOrdinal) -> Result<Vec<Step>, OutOfMemory> {
    let path = to_heaviest(attribution, entry)?;
    let heap = attribution.model.heap;
    let is_of_program = |node: NodeOrdinal| heap.is_of_program(node);
    let position = attribution.position(entry);
    let is_instance = matches!(attribution.pair.later.kind(position).family(), Family::Instance | Family::Native);
    if !is_instance || is_of_program(entry) || path.iter().any(|step| is_of_program(step.0)) {
        return Ok(path);
    }
    let left = Cell::new(MOST_SEARCHED);
    let within = attribution.pair.later.outline.below(position);
    let is_within = |node| within.contains(&attribution.position(node)) && attribution.is_new(node);
    let is_on_way = |node| is_within(node) && left.replace(left.get().saturating_sub(1)) > 0;
    let found = shortest(heap, entry, &|node| is_of_program(node) && is_within(node), &is_on_way)?;
    Ok(if found.is_empty() { path } else { found })
}

/// From an example on to what makes it heavy, over several things where these have it together, as two methods have a scope.
fn to_heaviest(attribution: &Attribution<'_>, entry: NodeOrdinal) -> Result<Vec<Step>, OutOfMemory> {
    let (heap, outline) = (attribution.model.heap, attribution.pair.later.outline);
    let mut path: Vec<Step> = Vec::new();
    let mut at = entry;
    while path.len() < MOST_STEPS_BELOW {
        let below = outline.below(attribution.position(at));
        let next = |&child: &usize| Some(outline.below(child).end).filter(|&end| end > child && end < below.end);
        let children = std::iter::successors(Some(below.start + 1).filter(|&child| child < below.end), next);
        let new =
            children.filter_map(|child| attribution.nodes.get(child).copied()).filter(|&node| attribution.is_new(node));
        let Some(heaviest) = new.max_by_key(|&node| attribution.weight(node)) else { break };
        let weight = attribution.weight(heaviest);
        // Variables say what a function has, however little the heaviest weighs.
        let is_heavy = weight * 2 >= attribution.weight(entry) || attribution.model.is_scope(at);
        if !is_heavy || weight == 0 {
            break;
        }
        let left = Cell::new(MOST_SEARCHED);
        let is_within = |node| below.contains(&attribution.position(node));
        let is_on_way = |node| is_within(node) && left.replace(left.get().saturating_sub(1)) > 0;
        let steps = shortest(heap, at, &|node| node == heaviest, &is_on_way)?;
        if steps.is_empty() {
            break;
        }
        path.try_append(&steps)?;
        at = heaviest;
    }
    while path.last().is_some_and(|&(node, _)| !attribution.model.is_visible(node)) {
        path.pop();
    }
    Ok(path)
}

/// Whether a link from a key leads to what a WeakMap has for it.
pub fn is_of_weak_map(heap: &Heap, edge: EdgeIndex) -> bool {
    heap.snapshot.edges.name(edge).is_some_and(|name| heap.well_known.role(name) == Role::Ephemeron)
}
