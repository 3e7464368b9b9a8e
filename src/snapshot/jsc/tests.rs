#![allow(clippy::unwrap_used)]
use super::*;
use crate::error::{Category, ReadError};
use crate::index::NodeOrdinal;
use crate::snapshot::{EdgeType, Input, NodeType, Snapshot};

const NODES: &str = "0,0,0,0, 9,40,1,2, 7,24,2,0, 8,16,3,1, 7,99,2,0, 5,8,4,0";
const CLASSES: &str = r#""<root>","Store","Map","Structure","string""#;
const EDGES: &str = "9,7,1,0, 0,9,0,0, 7,5,2,3, 9,8,0,0, 9,5,3,1, 9,77,1,0, 9,5,1,44";
const TYPES: &str = r#""Internal","Property","Index","Variable""#;

fn file(kind: &str, nodes: &str, edges: &str) -> String {
    format!(
        r#"{{"version":3,"type":"{kind}","nodes":[{nodes}],"nodeClassNames":[{CLASSES}],"edges":[{edges}],"edgeTypes":[{TYPES}],"edgeNames":["byToken","count"]}}"#
    )
}

fn read(file: &str, step: usize) -> Result<Snapshot, ReadError> {
    let mut input = Input::new(file.len() as u64);
    for piece in file.as_bytes().chunks(step) {
        input.push(piece)?;
    }
    input.finish()
}

/// Each edge of a node: type, name, id of the target.
fn edges_of(snapshot: &Snapshot, id: u32) -> Vec<(EdgeType, String, u32)> {
    let node = snapshot.nodes.find_id(id).unwrap();
    let edge = |edge| {
        let name = snapshot.edges.name(edge).map(|name| snapshot.strings.get(name).to_string());
        let name = name.unwrap_or_else(|| snapshot.edges.name_or_index(edge).to_string());
        (snapshot.edges.kind(edge), name, snapshot.nodes.id.of(snapshot.edges.target(edge)))
    };
    snapshot.edges_of(node).map(edge).collect()
}

fn ids(snapshot: &Snapshot) -> Vec<u32> {
    snapshot.nodes.id.iter().map(|(_, id)| id).collect()
}

#[test]
fn nodes_and_edges_become_columns() {
    for step in [1, 7, 10_000] {
        let snapshot = read(&file("Inspector", NODES, EDGES), step).unwrap();
        assert_eq!(ids(&snapshot), [0, 9, 7, 8, 5], "the second 7 is left out");
        assert_eq!(snapshot.root, NodeOrdinal(0));
        let names: Vec<String> =
            snapshot.nodes.kind.positions().map(|node| snapshot.raw_name(node).to_string()).collect();
        assert_eq!(names, ["<root>", "Store", "Map", "Structure", "(text not in the file)"]);
        let [synthetic, object, hidden] = [NodeType::SYNTHETIC, NodeType::OBJECT, NodeType::HIDDEN];
        assert_eq!(snapshot.nodes.kind.as_slice(), [synthetic, object, object, hidden, NodeType::STRING]);
        assert_eq!(snapshot.nodes.self_size.of(NodeOrdinal(1)), 40);
        let of = |kind, name: &str, to| (kind, name.to_owned(), to);
        assert_eq!(
            edges_of(&snapshot, 9),
            [
                of(EdgeType::Property, "byToken", 7),
                of(EdgeType::Internal, "", 8),
                of(EdgeType::Context, "count", 5),
                of(EdgeType::Property, "(name missing)", 5),
            ]
        );
        assert_eq!(edges_of(&snapshot, 7), [of(EdgeType::Element, "3", 5)]);
        assert_eq!((snapshot.warnings.lost_edges, snapshot.warnings.missing_names), (1, 1));
    }
}

#[test]
fn debugging_snapshots_have_labels_and_addresses() {
    let nodes = r#"0,0,0,0,0,"0x0","0x0", 9,40,5,0,1,"0x41d07f81e88","0x0", 7,24,2,0,0,"0x1","0\"x""#;
    let text = file("GCDebugging", nodes, "0,9,0,0");
    let text = text
        .replace(r#""string"]"#, r#""string","Function"]"#)
        .replace("]}", r#"],"roots":[9,0,0],"labels":["","open"]}"#);
    let snapshot = read(&text, 5).unwrap();
    assert_eq!(ids(&snapshot), [0, 9, 7]);
    assert_eq!(snapshot.nodes.kind[NodeOrdinal(1)], NodeType::CLOSURE);
    assert_eq!(snapshot.raw_name(NodeOrdinal(1)).to_string(), "open");
}

#[test]
fn keys_in_any_order_and_any_white_space() {
    let sorted = format!(
        "{{\n  \"edgeNames\": [\"byToken\", \"count\"], \"edgeTypes\": [{TYPES}], \"edges\": [{EDGES}], \"nodeClassNames\": [{CLASSES}],\
         \"nodes\": [{NODES}], \"type\": \"Inspector\", \"version\": 2 }}"
    );
    for step in [1, 300] {
        assert_eq!(read(&sorted, step).unwrap().edges.len(), 6);
    }
}

#[test]
fn what_is_wrong_is_said() {
    let whole = file("Inspector", NODES, EDGES);
    for cut in (1..whole.len()).step_by(3) {
        assert!(read(&whole[..cut], 64).is_err(), "{cut}");
    }
    for (text, category) in [
        (file("Inspector", "0,0,0,0,1", EDGES), Category::Malformed),
        (file("Inspector", NODES, "1,2,3"), Category::Malformed),
        (file("Inspector", "3,0,0,0", ""), Category::Malformed),
        (file("Inspector", "0,x", ""), Category::Malformed),
        (whole.replace("edgeNames", "edgeNamez"), Category::Malformed),
        (whole.replace("\"edgeTypes\"", "\"nodes\""), Category::Malformed),
        (whole[..300].to_owned(), Category::Truncated),
    ] {
        assert_eq!(read(&text, 50).unwrap_err().category(), category, "{text}");
    }
    // Another file that begins alike.
    assert_eq!(read(r#"{"version":3,"sources":[]}"#, 50).unwrap_err().category(), Category::NotASnapshot);
}

#[test]
fn the_format_is_told_by_its_first_bytes() {
    assert!(is_jsc(br#" {"version": 2, "type" : "GCDebugging","#));
    assert!(is_jsc(br#"{"type":"Inspector","version":1"#));
    for other in [&br#"{"snapshot":{"meta":{"#[..], br#"{"version":1,"recording":{"#, b"", br#"{"type":"Profile""#] {
        assert!(!is_jsc(other));
    }
}
