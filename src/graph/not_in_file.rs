//! What the program has and its snapshot does not, as far as the snapshot shows it (docs/runtimes.md).
//!
//! Counted by what is there in its place: a message without what it carries, a buffer without bytes. So a process that grows while
//! its snapshots do not is no riddle. Nothing is concluded from the version of a runtime, which no file tells.

use super::well_known_names::{Role, WellKnownNames};
use crate::index::{NodeOrdinal, Position};
use crate::snapshot::{EdgeType, Format, NodeType, Snapshot};

/// What a text outside of V8's heap counts where the text itself is not counted, in bytes.
const OUTSIDE_TEXT: u64 = 32;
/// Fewer formats of dates or secure contexts than this take less than a megabyte or two (32 and 40 kB each, measured in Node.js 26).
const FEWEST_SMALL: u64 = 32;

/// How often something is not in the file; all zero if nothing shows that it is so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotInFile {
    /// Texts of as many characters as V8 writes: more may follow.
    pub cut_texts: u64,
    /// Texts outside of the heap, whose bytes do not count (Node.js up to 22).
    pub outside_texts: u64,
    /// Messages that nobody has read from a port, without what they carry.
    pub unread_messages: u64,
    /// Shared buffers of 0 bytes, as growable ones are written.
    pub empty_shared_buffers: u64,
    /// Memories of WebAssembly without their bytes (Node.js 26, until the program reads `buffer`).
    pub wasm_memories: u64,
    /// Databases of `node:sqlite`, without what they have in memory.
    pub databases: u64,
    /// Secure contexts of TLS, without their certificates and keys, if there are many.
    pub secure_contexts: u64,
    /// Objects of Intl.DateTimeFormat, without the tables that each has for itself, if there are many.
    pub date_formats: u64,
    /// Worker threads, which have snapshots of their own.
    pub worker_threads: u64,
    /// Objects of workerd, of which the class is not said.
    pub shims: u64,
    /// Whether Maps have no links to their entries (JavaScriptCore's, in either format).
    pub map_entries: bool,
}

impl NotInFile {
    /// Looks at all nodes once.
    pub fn of(snapshot: &Snapshot, well_known: &WellKnownNames) -> Self {
        let mut missing = Self { map_entries: is_of_javascriptcore(snapshot), ..Self::default() };
        let nodes = &snapshot.nodes;
        // Chromium writes what lies outside of the heap as nodes of their own.
        let mut outside_texts = Some(0);
        for node in (0..nodes.len()).map(NodeOrdinal::at) {
            let has = |is_so: bool| u64::from(is_so);
            match (well_known.role(nodes.name[node]), nodes.kind[node]) {
                (Role::Plain, _) => {}
                (Role::CutText, NodeType::STRING) => {
                    missing.cut_texts += 1;
                    let is_outside = nodes.self_size.of(node) == OUTSIDE_TEXT;
                    outside_texts = outside_texts.map(|count| count + has(is_outside));
                }
                (Role::ExternalStringData, _) => outside_texts = None,
                (Role::UnreadMessage, NodeType::NATIVE) => missing.unread_messages += 1,
                (Role::WorkerThread, NodeType::NATIVE | NodeType::SYNTHETIC) => missing.worker_threads += 1,
                (Role::Shim, NodeType::NATIVE) => missing.shims += 1,
                (Role::SharedBuffer, NodeType::OBJECT) => {
                    let data = snapshot.target_of(node, EdgeType::Internal, "backing_store");
                    missing.empty_shared_buffers += has(data.is_some_and(|data| nodes.self_size.is_zero(data)));
                }
                (Role::Database, NodeType::NATIVE) => missing.databases += 1,
                (Role::SecureContext, NodeType::NATIVE) => missing.secure_contexts += 1,
                (Role::DateFormat, NodeType::OBJECT) => {
                    missing.date_formats += has(has_prototype(snapshot, node, "Intl.DateTimeFormat"));
                }
                (Role::Memory, NodeType::OBJECT) => missing.wasm_memories += has(is_empty_memory(snapshot, node)),
                _ => {}
            }
        }
        missing.outside_texts = outside_texts.unwrap_or(0);
        for count in [&mut missing.secure_contexts, &mut missing.date_formats] {
            *count = if *count < FEWEST_SMALL { 0 } else { *count };
        }
        missing
    }
}

/// Whether an object's prototype has that name: a program may have a class whose objects are called like those of a runtime.
fn has_prototype(snapshot: &Snapshot, node: NodeOrdinal, name: &str) -> bool {
    let prototype = snapshot.target_of(node, EdgeType::Property, "__proto__");
    prototype.is_some_and(|prototype| snapshot.raw_name(prototype).is(name))
}

/// Whether an object called `Memory` is one of WebAssembly and leads to no buffer.
fn is_empty_memory(snapshot: &Snapshot, node: NodeOrdinal) -> bool {
    has_prototype(snapshot, node, "WebAssembly.Memory")
        && !snapshot.edges_of(node).any(|edge| {
            let name = snapshot.raw_name(snapshot.edges.target(edge));
            name.is("ArrayBuffer") || name.is("SharedArrayBuffer")
        })
}

/// Whether the heap is JavaScriptCore's, in whatever format: its Maps and Sets have no links to what they hold.
pub fn is_of_javascriptcore(snapshot: &Snapshot) -> bool {
    snapshot.format == Format::JavaScriptCore || is_of_bun(snapshot)
}

/// Whether the heap is Bun's, which gives all objects new ids with every snapshot: the root leads to a global object that is called
/// otherwise in a browser.
pub fn is_of_bun(snapshot: &Snapshot) -> bool {
    snapshot.edges_of(snapshot.root).any(|edge| {
        snapshot.edges.kind(edge) == EdgeType::Shortcut
            && snapshot.raw_name(snapshot.edges.target(edge)).is("GlobalObject")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::testing::Drawing;

    fn missing(drawing: &Drawing) -> NotInFile {
        let snapshot = drawing.snapshot();
        let well_known = WellKnownNames::find(&snapshot.strings).unwrap();
        NotInFile::of(&snapshot, &well_known)
    }

    #[test]
    fn what_stands_for_something_is_counted() {
        let mut heap = Drawing::new();
        heap.node(NodeType::NATIVE, "Node / Message", 136);
        heap.node(NodeType::NATIVE, "Node / Message", 136);
        heap.node(NodeType::STRING, "Node / Message", 24);
        heap.node(NodeType::SYNTHETIC, "Node / Worker", 424);
        heap.node(NodeType::NATIVE, "CppgcShim", 80);
        for bytes in [0, 4096] {
            let buffer = heap.node(NodeType::OBJECT, "SharedArrayBuffer", 96);
            let data = heap.node(NodeType::NATIVE, "system / JSArrayBufferData", bytes);
            heap.edge(buffer, EdgeType::Internal, "backing_store", data);
        }
        let prototype = heap.node(NodeType::OBJECT, "WebAssembly.Memory", 56);
        let (unread, read) = (heap.node(NodeType::OBJECT, "Memory", 64), heap.node(NodeType::OBJECT, "Memory", 64));
        heap.edge(unread, EdgeType::Property, "__proto__", prototype);
        heap.edge(read, EdgeType::Property, "__proto__", prototype);
        let buffer = heap.node(NodeType::OBJECT, "ArrayBuffer", 96);
        heap.edge(read, EdgeType::Internal, "2", buffer);
        // A class of the program's own.
        heap.node(NodeType::OBJECT, "Memory", 24);
        let expected = NotInFile {
            unread_messages: 2,
            worker_threads: 1,
            shims: 1,
            empty_shared_buffers: 1,
            wasm_memories: 1,
            ..NotInFile::default()
        };
        assert_eq!(missing(&heap), expected);
    }

    #[test]
    fn what_is_small_counts_when_there_is_much_of_it() {
        let mut heap = Drawing::new();
        let prototype = heap.node(NodeType::OBJECT, "Intl.DateTimeFormat", 56);
        let format = |heap: &mut Drawing| {
            let made = heap.node(NodeType::OBJECT, "DateTimeFormat", 72);
            heap.edge(made, EdgeType::Property, "__proto__", prototype);
            // One of the program's own, and a wrapper of the runtime.
            heap.node(NodeType::OBJECT, "DateTimeFormat", 24);
            heap.node(NodeType::NATIVE, "Node / SecureContext", 200);
            heap.node(NodeType::OBJECT, "SecureContext", 32);
        };
        heap.node(NodeType::NATIVE, "Node / Database", 472);
        (1..FEWEST_SMALL).for_each(|_| format(&mut heap));
        assert_eq!(missing(&heap), NotInFile { databases: 1, ..NotInFile::default() });
        format(&mut heap);
        let many = NotInFile { databases: 1, date_formats: 32, secure_contexts: 32, ..NotInFile::default() };
        assert_eq!(missing(&heap), many);
    }

    #[test]
    fn texts_are_cut_by_their_characters_not_their_bytes() {
        let mut heap = Drawing::new();
        for (text, size) in [("ä", 32), ("b", 1040)] {
            heap.node(NodeType::STRING, &text.repeat(1024), size);
            heap.node(NodeType::STRING, &text.repeat(1023), size);
            heap.node(NodeType::STRING, &text.repeat(1025), size);
        }
        let cut = NotInFile { cut_texts: 2, outside_texts: 1, ..NotInFile::default() };
        assert_eq!(missing(&heap), cut);
        heap.node(NodeType::NATIVE, "system / ExternalStringData", 4096);
        assert_eq!(missing(&heap), NotInFile { outside_texts: 0, ..cut }, "it counts there");
    }

    #[test]
    fn bun_is_told_by_its_root() {
        let mut heap = Drawing::new();
        let root = 0;
        let global = heap.node(NodeType::OBJECT, "GlobalObject", 9914);
        heap.edge(root, EdgeType::Property, "g", global);
        assert!(!missing(&heap).map_entries);
        heap.edge(root, EdgeType::Shortcut, "", global);
        assert!(missing(&heap).map_entries);
    }
}
