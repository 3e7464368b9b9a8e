//! Heaps of small programs that grow, for the tests of all stages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::findings::{Findings, Point};
use super::{BaseColumns, find};
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::snapshot::{EdgeType, Location, NodeType};

/// Bytes of a value that is put into a collection.
pub const ENTRY: u32 = 1000;

pub fn heap(drawing: &Drawing) -> Heap {
    let mut heap = Heap::new(drawing.snapshot()).unwrap();
    heap.complete().unwrap();
    heap
}

/// A function in each of these files. Gives the places so far: a node, and the number of the file in which it stands.
pub fn files(drawing: &mut Drawing, names: &[&str]) -> Vec<(usize, usize)> {
    let mut file = |(number, &name): (usize, &&str)| {
        let function = drawing.node(NodeType::CLOSURE, "class", 64);
        let shared = drawing.node(NodeType::CODE, "class", 16);
        let script = drawing.node(NodeType::CODE, name, 16);
        drawing.edge(0, EdgeType::Property, name, function);
        drawing.edge(function, EdgeType::Internal, "shared", shared);
        drawing.edge(shared, EdgeType::Internal, "script", script);
        (function, number)
    };
    names.iter().enumerate().map(&mut file).collect()
}

/// A heap of which some nodes have a place in the code of the [`files`] that were drawn.
pub fn heap_with_places(drawing: &Drawing, places: Vec<(usize, usize)>) -> Heap {
    heap_with_places_at(drawing, places, 1)
}

/// The same; all stand at this line and column, which V8 counts from 0.
pub fn heap_with_places_at(drawing: &Drawing, mut places: Vec<(usize, usize)>, at: u32) -> Heap {
    let mut snapshot = drawing.snapshot();
    places.sort_unstable();
    let count = places.iter().map(|place| place.1 as u32 + 1).max().unwrap_or(0);
    let of_files: Vec<_> = (0..count)
        .map(|number| snapshot.locations.places.push(Location { script_id: number, line: at, column: at }))
        .collect();
    let of_nodes = places.into_iter().map(|(node, number)| (NodeOrdinal(node as u32), of_files[number]));
    snapshot.locations.of_nodes = of_nodes.collect();
    let mut heap = Heap::new(snapshot).unwrap();
    heap.complete().unwrap();
    heap
}

pub fn found(series: &[&Drawing]) -> Findings {
    let (last, earlier) = series.split_last().unwrap();
    let bases: Vec<BaseColumns> = earlier.iter().map(|drawing| BaseColumns::of(&heap(drawing)).unwrap()).collect();
    find(&heap(last), &bases).unwrap()
}

/// root → global → `store` → Store, with something to measure noise against, and what tells the process.
pub fn store() -> (Drawing, usize) {
    let mut drawing = Drawing::new();
    let global = drawing.node(NodeType::OBJECT, "global", 100);
    let store = drawing.node(NodeType::OBJECT, "Store", 40);
    drawing.edge(0, EdgeType::Shortcut, "global", global);
    drawing.edge(global, EdgeType::Property, "store", store);
    for number in 0..40 {
        let builtin = drawing.node(NodeType::OBJECT, "Builtin", 8);
        drawing.edge(global, EdgeType::Property, &format!("builtin{number}"), builtin);
    }
    (drawing, store)
}

/// A Map under a name, and its table.
pub fn map(drawing: &mut Drawing, owner: usize, name: &str) -> usize {
    let map = drawing.node(NodeType::OBJECT, "Map", 40);
    let table = drawing.node(NodeType::ARRAY, "", 500);
    drawing.edge(owner, EdgeType::Property, name, map);
    drawing.edge(map, EdgeType::Internal, "table", table);
    table
}

/// Entries with keys from one number up to another; gives the values.
pub fn fill(drawing: &mut Drawing, table: usize, numbers: std::ops::Range<usize>) -> Vec<usize> {
    numbers
        .map(|number| {
            let key = drawing.node(NodeType::STRING, &format!("key {number}"), 40);
            let value = drawing.node(NodeType::OBJECT, "Session", ENTRY);
            drawing.edge(table, EdgeType::Internal, &(3 * number).to_string(), key);
            drawing.edge(table, EdgeType::Internal, &(3 * number + 1).to_string(), value);
            value
        })
        .collect()
}

/// Gives what only `other` has no place in `drawing`: the same ids are free of it, and stand for nothing.
pub fn leave_out(drawing: &mut Drawing, other: &Drawing) {
    for _ in drawing.nodes.len()..other.nodes.len() {
        drawing.node(NodeType::SYNTHETIC, "", 0);
    }
}

pub fn links(drawing: &mut Drawing, mut last: usize, count: usize) -> usize {
    for _ in 0..count {
        let link = drawing.node(NodeType::OBJECT, "Mail", ENTRY);
        drawing.edge(last, EdgeType::Property, "next", link);
        last = link;
    }
    last
}

/// A function of one code, with its scope.
pub fn function(drawing: &mut Drawing, code: usize) -> usize {
    let function = drawing.node(NodeType::CLOSURE, "", 64);
    drawing.edge(function, EdgeType::Internal, "shared", code);
    function
}

/// An Array under a name.
pub fn array(drawing: &mut Drawing, owner: usize, name: &str) -> usize {
    let array = drawing.node(NodeType::OBJECT, "Array", 16);
    drawing.edge(owner, EdgeType::Property, name, array);
    array
}

pub fn entries(points: &[Point]) -> Vec<u32> {
    points.iter().filter_map(|point| point.entries).collect()
}
