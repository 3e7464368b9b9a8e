//! The retaining paths of all instances of a class, folded: where several lead through links of one name to objects of one
//! class, they are one line with a count, as in Eclipse MAT's *Merge Shortest Paths to GC Roots*.
//!
//! Each path is that of `src/graph/retaining_paths.rs`. Links called by a number are all alike, because it is the
//! collection that holds, and not the place in it. A node's path is its retainer's and one link, so each node is
//! looked at once, however long the paths of a list are.

use std::collections::HashMap;

use serde::Serialize;

use super::edges::is_numbered;
use super::path;
use super::redacted::Redactor;
use crate::classes::names;
use crate::error::OutOfMemory;
use crate::graph::RetainingPaths;
use crate::graph::roots;
use crate::heap::Heap;
use crate::index::{ClassId, Column, EdgeIndex, NodeOrdinal, StringIndex, TryPush, try_collected, try_make_room};
use crate::pace::{Pace, at_once};
use crate::sort::{self, Row};
use crate::text::{JsStr, JsString};

/// A step that some of the paths have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MergedPath {
    /// Steps from the root, which is 0.
    pub level: u32,
    /// Name of the link from the step above; `[*]` for links called by a number; empty at the root.
    pub edge_name: JsString,
    /// Class of the objects at this step; of a group of roots its name.
    pub class_name: JsString,
    /// How many instances are held in this way.
    pub count: u64,
    /// Their bytes.
    pub shallow_size: u64,
    /// One of the objects at this step.
    pub example: u32,
    /// The first link that led here; its target is the example.
    #[serde(skip)]
    edge: Option<EdgeIndex>,
    /// Whether it is a group of roots.
    #[serde(skip)]
    is_group: bool,
}

/// The tree of a set of objects, a row per step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MergedPaths {
    /// Every step followed by those below it, the one with the most instances first.
    pub rows: Vec<MergedPath>,
    /// Rarer steps that are not among the rows.
    pub left_out: usize,
}

/// Steps below the root that are told apart: what is farther down a list counts at the last of these.
const MOST_LEVELS: u32 = 100;

/// To add a step takes as long as to look at so many nodes.
const NODES_PER_STEP: usize = 8;

/// Of a node whose path has not been asked for.
const NO_STEP: u32 = u32::MAX;

/// Stands for links that are called by a number.
const ANY_NUMBER: &str = "[*]";

/// A step while the tree grows.
#[derive(Clone, Copy)]
struct Step {
    above: u32,
    level: u32,
    class: ClassId,
    example: (Option<EdgeIndex>, NodeOrdinal),
    count: u64,
    shallow_size: u64,
}

/// What makes two steps below one step the same: the link's name, if it is no number, and the class, and of groups of roots,
/// which are all of one class, the name.
type Key = (u32, Option<StringIndex>, ClassId, Option<StringIndex>);

/// The instances of a class, for [`merged_paths`].
///
/// # Errors
///
/// If there is not enough memory.
pub fn instances_called(heap: &Heap, class_name: &str) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let mut is_meant = Column::filled(heap.classes.table.len(), false)?;
    for class in heap.aggregates.rows.iter().copied() {
        is_meant[class] = heap.classes.name(&heap.snapshot, class).is(class_name);
    }
    let sized = |node| !heap.snapshot.nodes.self_size.is_zero(node);
    let meant = heap.classes.of_node.iter().filter(|&(node, &class)| is_meant[class] && sized(node));
    let mut instances = Vec::new();
    instances.try_extend(meant.map(|(node, _)| node))?;
    Ok(instances)
}

/// The tree of the paths to some objects, from the root down: every step followed by those below it, the one with the most
/// instances first. Empty if the root reaches none of them.
///
/// # Errors
///
/// If there is not enough memory.
pub fn merged_paths(heap: &Heap, instances: &[NodeOrdinal]) -> Result<Vec<MergedPath>, OutOfMemory> {
    let pace = Pace::unbroken();
    let merged = at_once(async {
        let paths = path::find(heap, None, &pace).await?;
        MergedPaths::in_steps(heap, &paths, instances, usize::MAX, &pace).await
    })?;
    Ok(merged.rows)
}

impl MergedPaths {
    /// The same of paths that are known, in steps; so many of the rows: those that most instances have in common. What is above
    /// a row stays with it, because it has as many and comes earlier.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn in_steps(
        heap: &Heap,
        paths: &RetainingPaths,
        instances: &[NodeOrdinal],
        most: usize,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let steps = steps(heap, paths, instances, pace).await?;
        let total = steps.len();
        let shown = most_common(&steps, in_order(&steps, pace).await?, most, pace).await?;
        let rows = try_collected(shown.iter().filter_map(|&at| Some(steps.get(at as usize)?.row(heap))))?;
        Ok(Self { left_out: total - rows.len(), rows })
    }
}

/// The steps of the tree, each after the one above it.
async fn steps(
    heap: &Heap,
    paths: &RetainingPaths,
    instances: &[NodeOrdinal],
    pace: &Pace,
) -> Result<Vec<Step>, OutOfMemory> {
    let snapshot = &heap.snapshot;
    let mut tree = Tree::new(heap, paths)?;
    for &node in instances {
        let before = tree.looked_at;
        let step = tree.step_of(node)?;
        if let Some(step) = step.and_then(|step| tree.steps.get_mut(step as usize)) {
            step.count += 1;
            step.shallow_size += snapshot.nodes.self_size.of(node);
        }
        pace.spend((tree.looked_at - before) * NODES_PER_STEP).await;
    }
    // What is above comes earlier.
    for at in (1..tree.steps.len()).rev() {
        let Some(&Step { above, count, shallow_size, .. }) = tree.steps.get(at) else { continue };
        if let Some(above) = tree.steps.get_mut(above as usize) {
            above.count += count;
            above.shallow_size += shallow_size;
        }
    }
    Ok(tree.steps)
}

/// The tree while it grows.
struct Tree<'a> {
    heap: &'a Heap,
    paths: &'a RetainingPaths,
    steps: Vec<Step>,
    known: HashMap<Key, u32>,
    of_node: Column<NodeOrdinal, u32>,
    /// Nodes whose path was asked for, and those above them.
    looked_at: usize,
}

impl<'a> Tree<'a> {
    fn new(heap: &'a Heap, paths: &'a RetainingPaths) -> Result<Self, OutOfMemory> {
        let of_node = Column::filled(heap.snapshot.nodes.len(), NO_STEP)?;
        Ok(Self { heap, paths, steps: Vec::new(), known: HashMap::new(), of_node, looked_at: 0 })
    }

    /// The step at the end of a node's path; none if the root does not reach it.
    fn step_of(&mut self, node: NodeOrdinal) -> Result<Option<u32>, OutOfMemory> {
        let root = self.heap.snapshot.root;
        let mut way = Vec::new();
        let mut at = node;
        while self.of_node[at] == NO_STEP && at != root {
            let Some(step) = self.paths.last_step(&self.heap.snapshot, at) else { return Ok(None) };
            way.try_push(step.edge)?;
            at = step.from;
        }
        let mut step = self.of_node[at];
        if step == NO_STEP {
            step = self.below(None, None, root)?;
        }
        self.looked_at += 1 + way.len();
        for &edge in way.iter().rev() {
            step = self.below(Some(step), Some(edge), self.heap.snapshot.edges.target(edge))?;
        }
        Ok(Some(step))
    }

    /// The step to which a link leads from another one.
    fn below(&mut self, above: Option<u32>, link: Option<EdgeIndex>, target: NodeOrdinal) -> Result<u32, OutOfMemory> {
        let heap = self.heap;
        let level = above.and_then(|above| self.steps.get(above as usize)).map_or(0, |above| above.level + 1);
        let step = match above {
            Some(above) if level > MOST_LEVELS => above,
            _ => {
                let name =
                    link.filter(|&edge| !is_numbered(heap, edge)).and_then(|edge| heap.snapshot.edges.name(edge));
                let class = heap.classes.of_node[target];
                let group = roots::is_synthetic(&heap.snapshot, target).then_some(heap.snapshot.nodes.name[target]);
                let next = self.steps.len() as u32;
                try_make_room(&mut self.known)?;
                let step = *self.known.entry((above.unwrap_or(NO_STEP), name, class, group)).or_insert(next);
                if step == next {
                    let (above, example) = (above.unwrap_or(0), (link, target));
                    self.steps.try_push(Step { above, level, class, example, count: 0, shallow_size: 0 })?;
                }
                step
            }
        };
        self.of_node[target] = step;
        Ok(step)
    }
}

/// The positions of the steps with those below each behind it.
async fn in_order(steps: &[Step], pace: &Pace) -> Result<Vec<u32>, OutOfMemory> {
    let mut below: Vec<Vec<u32>> = Vec::new();
    below.try_extend(steps.iter().map(|_| Vec::new()))?;
    for (at, step) in steps.iter().enumerate().skip(1) {
        if let Some(below) = below.get_mut(step.above as usize) {
            below.try_push(at as u32)?;
        }
        pace.spend(NODES_PER_STEP).await;
    }
    let mut order = Vec::new();
    let mut next: Vec<u32> = Vec::new();
    next.try_extend((0..steps.len().min(1) as u32).rev())?;
    while let Some(at) = next.pop() {
        order.try_push(at)?;
        let mut children = below.get_mut(at as usize).map(std::mem::take).unwrap_or_default();
        // The last one is taken first.
        sort::by_keys(&mut children, |&child| (count_of(steps, child), !u64::from(child)));
        pace.spend(NODES_PER_STEP * (1 + children.len())).await;
        next.try_extend(children.into_iter())?;
    }
    Ok(order)
}

/// So many of the steps at these positions: those with the most instances, in the order in which they were.
async fn most_common(steps: &[Step], order: Vec<u32>, most: usize, pace: &Pace) -> Result<Vec<u32>, OutOfMemory> {
    if order.len() <= most {
        return Ok(order);
    }
    let by_count = order.iter().zip(0..).map(|(&at, position)| (!count_of(steps, at), position, at));
    let mut by_count: Vec<Row> = try_collected(by_count)?;
    sort::rows_in_steps(&mut by_count, pace).await;
    by_count.truncate(most);
    sort::by_keys(&mut by_count, |&(_, position, _)| (position, 0));
    try_collected(by_count.into_iter().map(|(.., at)| at))
}

fn count_of(steps: &[Step], at: u32) -> u64 {
    steps.get(at as usize).map_or(0, |step| step.count)
}

impl Step {
    fn row(&self, heap: &Heap) -> MergedPath {
        let snapshot = &heap.snapshot;
        let edge_name = self.example.0.map_or(JsString::default(), |edge| match is_numbered(heap, edge) {
            true => JsString::from(ANY_NUMBER),
            false => names::edge_name(snapshot, edge).to_js_string(),
        });
        let is_group = self.level > 0 && roots::is_synthetic(snapshot, self.example.1);
        let class_name = match is_group {
            true => snapshot.raw_name(self.example.1).into(),
            false => heap.classes.name(snapshot, self.class).into(),
        };
        MergedPath {
            level: self.level,
            edge_name,
            class_name,
            is_group,
            count: self.count,
            shallow_size: self.shallow_size,
            example: self.example.1.0,
            edge: self.example.0,
        }
    }
}

impl MergedPath {
    /// The same without data.
    #[must_use]
    pub fn redacted(mut self, redactor: &Redactor<'_>) -> Self {
        if self.edge_name.as_js_str() != JsStr::new(ANY_NUMBER.as_bytes()) {
            self.edge_name = self.edge.map(|edge| redactor.edge(edge)).unwrap_or_default();
        }
        let example = NodeOrdinal(self.example);
        self.class_name = if self.is_group { redactor.node(example) } else { redactor.class_of(example) };
        self
    }
}
