//! What a row holds. The JSON of these is the page's protocol and, for class rows, the command line's output.

use serde::{Serialize, Serializer};

use super::place::Place;
use super::preview::preview;
use crate::classes::names::{self, Namer};
use crate::compare::Difference;
use crate::compare::timeline::Course;
use crate::graph::{detachedness, distances};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position};
use crate::text::{JsStr, JsString};

impl Serialize for JsString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.as_js_str().to_lossy())
    }
}

/// A class in Summary.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClassRow {
    /// Position of the class; stable for the life of the heap.
    pub class_index: u32,
    /// Public class key.
    pub key: JsString,
    /// Class name.
    pub name: JsString,
    /// Objects with a size.
    pub count: u32,
    /// The least distance as the reference stores it; absent until it is computed.
    pub distance: Option<i32>,
    /// Bytes of the objects themselves.
    pub shallow_size: u64,
    /// Bytes that the objects keep alive together; absent until it is computed.
    pub retained_size: Option<u64>,
}

/// A class in Comparison.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiffRow {
    /// Position of the row in the comparison.
    pub class_index: u32,
    /// Public class key.
    pub key: JsString,
    /// Class name.
    pub name: JsString,
    /// `# New`
    pub new_count: u32,
    /// `# Deleted`
    pub deleted_count: u32,
    /// `# Delta`
    pub count_delta: i64,
    /// `Alloc. Size`
    pub alloc_size: u64,
    /// `Freed Size`
    pub freed_size: u64,
    /// `Size Delta`
    pub size_delta: i64,
}

/// A class in Timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TimelineRow {
    /// Position of the class in the latest snapshot; absent if it has no such objects.
    pub class_index: Option<u32>,
    /// Public class key.
    pub key: JsString,
    /// Class name.
    pub name: JsString,
    /// Objects per snapshot, the oldest first.
    pub counts: Vec<u64>,
    /// Their shallow size per snapshot.
    pub sizes: Vec<u64>,
    /// `# Delta`, from the first snapshot to the latest.
    pub count_delta: i64,
    /// `Size Delta`
    pub size_delta: i64,
    /// In how many steps the size grew.
    pub grown_steps: usize,
    /// Whether it grew in every one of several steps.
    pub every_step: bool,
}

impl TimelineRow {
    /// The row of a class of which `heap` is the latest snapshot.
    pub fn new(heap: &Heap, course: &Course) -> Self {
        let class = course.in_latest.and_then(|position| heap.aggregates.rows.get(position));
        Self {
            class_index: class.map(|class| class.0),
            key: course.key.clone(),
            name: course.name.clone(),
            counts: course.counts.clone(),
            sizes: course.sizes.clone(),
            count_delta: course.count_delta(),
            size_delta: course.size_delta(),
            grown_steps: course.grown_steps(),
            every_step: course.grew_in_every_step(),
        }
    }
}

impl DiffRow {
    /// The row at a position of a comparison.
    pub fn new(position: usize, difference: &Difference) -> Self {
        Self {
            class_index: position as u32,
            key: difference.key.clone(),
            name: difference.name.clone(),
            new_count: difference.new_count,
            deleted_count: difference.deleted_count,
            count_delta: difference.count_delta(),
            alloc_size: difference.alloc_size,
            freed_size: difference.freed_size,
            size_delta: difference.size_delta(),
        }
    }
}

/// An object.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ObjectRow {
    /// Position of the node in the file.
    pub ordinal: u32,
    /// Id, stable in a process.
    pub id: u32,
    /// Name, without quotes or other marks of its type.
    pub name: JsString,
    /// What is in it, in a few words; absent of what is no object of a class.
    pub preview: Option<JsString>,
    /// Node type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Class name.
    pub class_name: JsString,
    /// Distance as the reference stores it; absent until it is computed.
    pub distance: Option<i32>,
    /// Bytes of the object itself.
    pub shallow_size: u64,
    /// Bytes that it keeps alive; absent until it is computed.
    pub retained_size: Option<u64>,
    /// A DOM node cut off from its document.
    pub detached: bool,
    /// Reached from a user root by names that a program could use.
    pub queriable: bool,
    /// Rows that opening this one would show.
    pub child_count: usize,
}

impl ObjectRow {
    /// The row of a node that opens to its properties.
    pub fn new(heap: &Heap, node: NodeOrdinal) -> Self {
        Self::named_by(&mut Namer::new(&heap.snapshot, &heap.well_known), heap, node)
    }

    /// The same, for one of many rows, whose names may have parts in common.
    pub fn named_by(namer: &mut Namer<'_>, heap: &Heap, node: NodeOrdinal) -> Self {
        let snapshot = &heap.snapshot;
        let class = heap.classes.of_node[node];
        Self {
            ordinal: node.0,
            id: snapshot.nodes.id.of(node),
            name: JsStr::new(&namer.name(node)).into(),
            preview: preview(heap, namer, node),
            kind: snapshot.type_name(node).to_owned(),
            class_name: heap.classes.name(snapshot, class).into(),
            distance: heap.distances.as_ref().map(|(distances, _)| distances[node]),
            shallow_size: snapshot.nodes.self_size.of(node),
            retained_size: heap.dominators.as_ref().map(|dominators| dominators.retained.of(node)),
            detached: detachedness::is_detached_dom(snapshot, node),
            queriable: heap.flags.as_ref().is_some_and(|flags| flags.is_queriable(node)),
            child_count: snapshot.nodes.edge_range(node).len(),
        }
    }
}

/// An object met through an edge.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EdgeRow {
    /// Position of the edge in the file.
    pub edge_index: u32,
    /// Edge type.
    pub edge_type: &'static str,
    /// Edge name.
    pub edge_name: JsString,
    /// Whether the object is not in the older snapshot; absent if that was not asked for.
    pub is_new: Option<bool>,
    /// The object.
    #[serde(flatten)]
    pub object: ObjectRow,
    /// Where the object's function or class stands, if its file is known.
    pub place: Option<Place>,
}

impl EdgeRow {
    /// The row of an edge whose other end is `object`.
    pub fn new(heap: &Heap, edge: EdgeIndex, object: ObjectRow) -> Self {
        Self {
            edge_index: edge.0,
            edge_type: heap.snapshot.edges.type_name(edge),
            edge_name: names::edge_name(&heap.snapshot, edge).to_js_string(),
            is_new: None,
            place: Place::in_file(heap, NodeOrdinal(object.ordinal)),
            object,
        }
    }
}

/// A step of a retaining path; the edge is the one through which the next step holds this one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PathStep {
    /// Position of the node in the file.
    pub ordinal: u32,
    /// Id, stable in a process.
    pub id: u32,
    /// Name.
    pub name: JsString,
    /// Node type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Type of the edge from the next step; empty at the root.
    pub edge_type: &'static str,
    /// Name of the edge from the next step; empty at the root.
    pub edge_name: JsString,
    /// Where the node's function or class stands, if its file is known.
    pub place: Option<Place>,
}

impl PathStep {
    /// The step at a node that is held through `edge`.
    pub fn new(heap: &Heap, namer: &mut Namer<'_>, node: NodeOrdinal, edge: Option<EdgeIndex>) -> Self {
        let snapshot = &heap.snapshot;
        Self {
            ordinal: node.index() as u32,
            id: snapshot.nodes.id.of(node),
            name: JsStr::new(&namer.name(node)).into(),
            kind: snapshot.type_name(node).to_owned(),
            edge_type: edge.map_or("", |edge| snapshot.edges.type_name(edge)),
            edge_name: edge.map(|edge| names::edge_name(snapshot, edge).to_js_string()).unwrap_or_default(),
            place: Place::in_file(heap, node),
        }
    }
}

/// The distance as tables show it; absent for what only the system reaches.
pub fn shown_distance(distance: Option<i32>) -> Option<i32> {
    distance.and_then(distances::shown)
}
