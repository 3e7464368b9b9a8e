//! Files made of messages as Firefox writes them; `tests/cli/firefox.test.mjs` reads some that it wrote.
#![allow(clippy::unwrap_used)]
use prost::Message;

use super::is_firefox;
use super::written::{Edge, FrameData, Node, StackFrame};
use crate::error::Category;
use crate::index::NodeOrdinal;
use crate::snapshot::testing::read;
use crate::snapshot::{EdgeType, NodeType, Snapshot};

fn two_byte(text: &str) -> Option<Vec<u8>> {
    Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect())
}

fn edge(name: &str, referent: u64) -> Edge {
    Edge { referent: Some(referent), name: two_byte(name), name_ref: None }
}

fn node(id: u64, type_name: &str, coarse_type: u32, class: Option<&str>, edges: Vec<Edge>) -> Node {
    Node {
        id: Some(id),
        type_name: two_byte(type_name),
        size: Some(id),
        edges,
        coarse_type: Some(coarse_type),
        class_name: class.map(|class| class.as_bytes().to_vec()),
        ..Node::default()
    }
}

fn file(nodes: &[Node]) -> Vec<u8> {
    let mut file = vec![9, 0x08, 0x88, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x03];
    nodes.iter().for_each(|node| node.encode_length_delimited(&mut file).unwrap());
    file
}

/// A page with one object of a class `Order`, kept by a variable.
fn page() -> Vec<Node> {
    vec![
        node(8, "JS::ubi::RootList", 0, None, vec![edge("heap snapshot global", 16), edge("gone", 999)]),
        node(16, "JSObject", 1, Some("LexicalEnvironment"), vec![edge("Order", 24), edge("orders", 32)]),
        node(24, "JSObject", 1, Some("Function"), vec![edge("prototype", 40)]),
        node(32, "JSObject", 1, Some("Array"), vec![edge("shape", 64), edge("objectElements[3]", 56)]),
        node(40, "JSObject", 1, Some("Object"), vec![edge("constructor", 24)]),
        node(48, "js::BaseShape", 0, None, vec![edge("baseshape_proto", 40)]),
        node(56, "JSObject", 1, Some("Object"), vec![edge("shape", 64), edge("label", 72), edge("shape", 72)]),
        node(64, "js::Shape", 0, None, vec![edge("base", 48)]),
        node(72, "JSString", 3, None, vec![]),
    ]
}

fn name(snapshot: &Snapshot, node: u32) -> String {
    snapshot.raw_name(NodeOrdinal(node)).to_string()
}

#[test]
fn messages_become_columns() {
    let file = file(&page());
    assert!(is_firefox(&file));
    for step in [1, 7, 10_000] {
        let snapshot = read(&file, step).unwrap();
        let names: Vec<String> = (0..9).map(|node| name(&snapshot, node)).collect();
        let text = "(text not in the file)";
        let expected = [
            "JS::ubi::RootList",
            "LexicalEnvironment",
            "Order",
            "Array",
            "Object",
            "js::BaseShape",
            "Order",
            "js::Shape",
            text,
        ];
        assert_eq!(names, expected);
        let [hidden, object] = [NodeType::HIDDEN, NodeType::OBJECT];
        assert_eq!(
            snapshot.nodes.kind.as_slice(),
            [NodeType::SYNTHETIC, object, NodeType::CLOSURE, object, object, hidden, object, hidden, NodeType::STRING]
        );
        assert_eq!(snapshot.nodes.self_size.of(NodeOrdinal(6)), 56);
        assert_eq!(snapshot.nodes.id.of(NodeOrdinal(6)), 14);
        let of_environment: Vec<_> = snapshot.edges_of(NodeOrdinal(1)).map(|edge| snapshot.edges.kind(edge)).collect();
        assert_eq!(of_environment, [EdgeType::Context, EdgeType::Context]);
        let of_array: Vec<_> = snapshot.edges_of(NodeOrdinal(3)).collect();
        assert_eq!(snapshot.edges.kind(of_array[0]), EdgeType::Internal);
        assert_eq!(
            (snapshot.edges.kind(of_array[1]), snapshot.edges.name_or_index(of_array[1])),
            (EdgeType::Element, 3)
        );
        assert_eq!(snapshot.edges.target(of_array[1]), NodeOrdinal(6));
        let of_order: Vec<_> = snapshot.edges_of(NodeOrdinal(6)).map(|edge| snapshot.edges.kind(edge)).collect();
        assert_eq!(of_order, [EdgeType::Internal, EdgeType::Property, EdgeType::Property], "its own shape comes first");
        assert_eq!(snapshot.warnings.lost_edges, 1);
    }
}

#[test]
fn texts_are_numbered_in_the_order_in_which_they_come_up() {
    let frame = |source: &str, parent: Option<FrameData>| FrameData {
        source: two_byte(source),
        function: two_byte("f"),
        parent: parent.map(|data| Box::new(StackFrame { data: Some(Box::new(data)) })),
    };
    let stack = StackFrame { data: Some(Box::new(frame("a.js", Some(frame("b.js", None))))) };
    let mut nodes = page();
    nodes[1].allocation_stack = Some(Box::new(stack));
    nodes[4].script_filename = Some(b"caf\xe9.js".to_vec());
    // JS::ubi::RootList, heap snapshot global, gone, JSObject, Order, orders, a.js, f, b.js, f, then JSObject, prototype …
    nodes[3].edges[0] = Edge { referent: Some(64), name: None, name_ref: Some(8) };
    nodes[6].class_name = None;
    nodes[6].class_name_ref = Some(2);
    let snapshot = read(&file(&nodes), 64).unwrap();
    let first = snapshot.edges_of(NodeOrdinal(3)).next().unwrap();
    assert_eq!(snapshot.strings.get(snapshot.edges.name(first).unwrap()).to_string(), "b.js");
    assert_eq!(name(&snapshot, 6), "Array", "classes are numbered by themselves");
}

#[test]
fn a_node_that_comes_twice_counts_once() {
    let mut nodes = page();
    nodes.push(node(56, "JSObject", 1, Some("Array"), vec![edge("label", 72)]));
    let snapshot = read(&file(&nodes), 64).unwrap();
    assert_eq!((snapshot.nodes.len(), snapshot.edges.len()), (9, 12));
}

#[test]
fn what_is_wrong_is_said() {
    let whole = file(&page());
    for length in 30..whole.len() {
        match read(&whole[..length], 64) {
            Err(error) => assert_eq!(error.category(), Category::Truncated, "cut at {length}"),
            // Between two nodes nothing shows that more should come but the links.
            Ok(snapshot) => assert!(snapshot.warnings.lost_edges > 1, "cut at {length}"),
        }
    }
    let mut nodes = page();
    nodes[2].type_name = None;
    nodes[2].type_name_ref = Some(77);
    assert!(read(&file(&nodes), 64).map(drop).unwrap_err().to_string().contains("number of a text is 77"));
    assert!(read(&file(&page()[1..]), 64).map(drop).unwrap_err().to_string().contains("RootList"));
    let mut damaged = whole;
    damaged[11] = 0x0f;
    assert!(read(&damaged, 64).is_err());
}
