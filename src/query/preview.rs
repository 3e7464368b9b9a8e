//! What is in an object, in a few words, as rows have it behind the name: `{customer: {…}, lines: Array(5)}`.

use crate::classes::names::{self, Namer};
use crate::graph::well_known_names::Role;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::{JsStr, JsString};

/// Properties that are told.
const MOST_PROPERTIES: usize = 4;
/// Links that are looked at to find them.
const MOST_LINKS: usize = 64;
/// Characters of a name or a text.
const MOST_CHARACTERS: usize = 24;

/// The first properties of an object of a class; nothing of other nodes. Plain objects are called by their properties anyway.
pub fn preview(heap: &Heap, namer: &mut Namer<'_>, node: NodeOrdinal) -> Option<JsString> {
    let snapshot = &heap.snapshot;
    if snapshot.nodes.kind[node] != NodeType::OBJECT || names::is_plain_object(snapshot, &heap.well_known, node) {
        return None;
    }
    let links = snapshot.edges_of(node).take(MOST_LINKS);
    let mut properties = links.filter(|&edge| names::is_own_property(snapshot, &heap.well_known, edge));
    let mut told = String::new();
    for edge in properties.by_ref().take(MOST_PROPERTIES) {
        told += if told.is_empty() { "{" } else { ", " };
        told += &property(heap, namer, edge);
    }
    if told.is_empty() {
        return None;
    }
    told += if properties.next().is_some() { ", …}" } else { "}" };
    Some(told.as_str().into())
}

fn property(heap: &Heap, namer: &mut Namer<'_>, edge: EdgeIndex) -> String {
    let snapshot = &heap.snapshot;
    let name = names::edge_name(snapshot, edge);
    cut(JsStr::new(&name.text())) + ": " + &value(heap, namer, snapshot.edges.target(edge))
}

fn value(heap: &Heap, namer: &mut Namer<'_>, node: NodeOrdinal) -> String {
    let snapshot = &heap.snapshot;
    match snapshot.nodes.kind[node] {
        NodeType::STRING | NodeType::CONCATENATED_STRING | NodeType::SLICED_STRING => {
            String::from("\"") + &cut(JsStr::new(&namer.name(node))) + "\""
        }
        NodeType::CLOSURE => cut(snapshot.raw_name(node)) + "()",
        NodeType::OBJECT if names::is_plain_object(snapshot, &heap.well_known, node) => "{…}".to_owned(),
        NodeType::OBJECT if heap.well_known.role(snapshot.nodes.name[node]) == Role::Array => {
            // Numbers are no nodes, so that an array of them has no elements here.
            match snapshot.links_of(node).iter().filter(|link| link.is(EdgeType::Element)).count() {
                0 => "Array".to_owned(),
                elements => format!("Array({elements})"),
            }
        }
        // `true`, `null` and the like are called by the first of their texts.
        NodeType::HIDDEN if snapshot.raw_name(node).is("system / Oddball") => {
            let mut held = snapshot.links_of(node).iter().map(|link| link.target());
            let text = held.find(|&held| snapshot.nodes.kind[held] == NodeType::STRING);
            text.map_or_else(|| "?".to_owned(), |text| cut(snapshot.raw_name(text)))
        }
        _ => cut(heap.classes.name(snapshot, heap.classes.of_node[node])),
    }
}

/// The beginning of a text.
fn cut(text: JsStr<'_>) -> String {
    let text = text.to_lossy();
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::testing::Drawing;
    use crate::query::{RowQuery, Session, SortColumn};

    fn session() -> Session {
        let mut drawing = Drawing::new();
        let basket = drawing.node(NodeType::OBJECT, "Basket", 10);
        drawing.edge(0, EdgeType::Shortcut, "1", basket);
        let customer = drawing.node(NodeType::OBJECT, "Object", 10);
        let lines = drawing.node(NodeType::OBJECT, "Array", 10);
        let note = drawing.node(NodeType::STRING, &"é".repeat(30), 10);
        let total = drawing.node(NodeType::CLOSURE, "total", 10);
        let shop = drawing.node(NodeType::OBJECT, "Shop", 10);
        for (name, to) in [("customer", customer), ("lines", lines), ("note", note), ("total", total), ("shop", shop)] {
            drawing.edge(basket, EdgeType::Property, name, to);
        }
        drawing.edge(basket, EdgeType::Property, "__proto__", shop);
        for number in ["0", "1"] {
            drawing.edge(lines, EdgeType::Element, number, customer);
        }
        drawing.edge(shop, EdgeType::Property, "basket", basket);
        let oddball = drawing.node(NodeType::HIDDEN, "system / Oddball", 24);
        drawing.edge(shop, EdgeType::Property, "open", oddball);
        for (number, text) in [("0", "true"), ("1", "boolean")] {
            let text = drawing.node(NodeType::STRING, text, 8);
            drawing.edge(oddball, EdgeType::Hidden, number, text);
        }
        Session::new(Heap::new(drawing.snapshot()).unwrap())
    }

    #[test]
    fn the_first_properties_are_told_with_what_they_are() {
        let session = session();
        let told = |node| session.object(NodeOrdinal(node)).unwrap().preview.map(|text| text.as_js_str().to_string());
        let note = "é".repeat(MOST_CHARACTERS);
        let expected = format!("{{customer: {{…}}, lines: Array(2), note: \"{note}…\", total: total(), …}}");
        assert_eq!(told(1), Some(expected));
        assert_eq!(told(6), Some("{basket: Basket, open: true}".to_owned()));
        for other in [0, 2, 3, 4, 5] {
            assert_eq!(told(other), None, "{other}");
        }
    }

    #[test]
    fn nothing_is_told_of_an_object_that_leaves_the_machine() {
        let query = RowQuery { redact: true, ..RowQuery::all(SortColumn::Object, true) };
        let rows = session().properties(NodeOrdinal(0), &query).unwrap().rows;
        assert_eq!(rows.first().unwrap().object.preview, None);
    }
}
