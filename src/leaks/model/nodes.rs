//! What single nodes are to a program: texts, dictionaries, elements taken out of their page, and the name of a class.

use crate::classes::names;
use crate::graph::detachedness;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::runtime_names::{node as node_names, v8, workerd};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsString;

/// A plain object with more links than this is called "Object": its keys are data.
const MOST_LINKS_IN_NAME: usize = 32;
/// So many classes one above the other are asked for a method.
const MOST_CLASSES_ABOVE: usize = 8;
/// From an object to its class, and from there to the class above.
const PROTOTYPE: &str = "__proto__";

/// Whether a node is a string.
pub fn is_text(heap: &Heap, node: NodeOrdinal) -> bool {
    let kind = heap.snapshot.nodes.kind[node];
    matches!(kind, NodeType::STRING | NodeType::CONCATENATED_STRING | NodeType::SLICED_STRING)
}

/// Whether a node is called as typed arrays are.
pub fn is_view(heap: &Heap, node: NodeOrdinal) -> bool {
    let name = heap.snapshot.raw_name(node);
    name.as_bytes().ends_with(b"Array") || name.is("Buffer")
}

/// What an object of workerd stands for.
pub fn wrapped(heap: &Heap, node: NodeOrdinal) -> Option<NodeOrdinal> {
    let is_wrapper = heap.snapshot.raw_name(node).is(workerd::WRAPPER);
    is_wrapper.then(|| heap.snapshot.target_of(node, EdgeType::Internal, workerd::WRAPPED)).flatten()
}

/// Whether a node is an element that was taken out of its page. What Node.js marks of its own objects is not meant.
pub fn is_detached(heap: &Heap, node: NodeOrdinal) -> bool {
    let name = heap.snapshot.raw_name(node);
    let is_of_node = || v8::without_detached(name.as_bytes()).starts_with(b"Node / ");
    let is_object = || matches!(heap.snapshot.nodes.kind[node], NodeType::NATIVE | NodeType::OBJECT);
    (detachedness::is_detached_dom(&heap.snapshot, node) || name.starts_with(v8::DETACHED) && is_object())
        && !is_of_node()
}

/// Whether a node is a plain object with so many links that they are entries and not fields.
pub fn is_dictionary(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.snapshot.nodes.edge_range(node).len() > MOST_LINKS_IN_NAME
        && names::is_plain_object(&heap.snapshot, &heap.well_known, node)
}

/// The name of a node's class; "Object" for dictionaries.
pub fn class_name(heap: &Heap, node: NodeOrdinal) -> JsString {
    if is_dictionary(heap, node) {
        return JsString::from("Object");
    }
    heap.classes.name(&heap.snapshot, heap.classes.of_node[node]).into()
}

/// Whether an object has a method that ends it, itself or by its classes.
pub fn can_be_ended(heap: &Heap, node: NodeOrdinal) -> bool {
    let snapshot = &heap.snapshot;
    let ends = |&edge: &EdgeIndex| {
        let name = snapshot.edges.name(edge).map(|name| snapshot.strings.get(name));
        name.is_some_and(|name| node_names::ENDS.iter().any(|end| name.is(end)))
    };
    let classes = std::iter::successors(Some(node), |&at| snapshot.target_of(at, EdgeType::Property, PROTOTYPE));
    classes.take(MOST_CLASSES_ABOVE).any(|class| snapshot.edges_of(class).any(|edge| ends(&edge)))
}
