//! Every node of a heap as a line of JSON, in file order, written as it goes: listings are larger than the file.

use std::io::{self, Write};

use super::json;
use crate::classes::names::Namer;
use crate::heap::Heap;
use crate::index::{ClassId, NodeOrdinal};
use crate::query::Redactor;
use crate::text::JsStr;

/// Lines are handed on in pieces of about this many bytes.
const PIECE: usize = 1 << 18;

/// Writes all nodes, with a redactor without names that are data. Needs distances and dominators; without them these
/// fields are null.
///
/// # Errors
///
/// When `out` takes no more.
pub fn write_nodes(heap: &Heap, redactor: Option<&Redactor<'_>>, out: &mut impl Write) -> io::Result<()> {
    let classes = heap.classes.table.positions();
    let class_keys: Vec<Vec<u8>> = classes.map(|class| class_key(heap, class, redactor)).collect();
    let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
    let mut lines = Vec::with_capacity(2 * PIECE);
    for (node, &class) in heap.classes.of_node.iter() {
        let key = class_keys.get(class.0 as usize).map_or(&b"null"[..], Vec::as_slice);
        match redactor {
            Some(redactor) => write_node(heap, node, redactor.node(node).as_js_str(), key, &mut lines)?,
            None => write_node(heap, node, JsStr::new(&namer.name(node)), key, &mut lines)?,
        }
        if lines.len() >= PIECE {
            out.write_all(&lines)?;
            lines.clear();
        }
    }
    out.write_all(&lines)?;
    out.flush()
}

fn class_key(heap: &Heap, class: ClassId, redactor: Option<&Redactor<'_>>) -> Vec<u8> {
    let mut json = Vec::new();
    let key = heap.classes.key(&heap.snapshot, class);
    redactor.map_or_else(|| key.clone(), |redactor| redactor.key(&key)).as_js_str().write_json(&mut json);
    json
}

fn write_node(heap: &Heap, node: NodeOrdinal, name: JsStr<'_>, key: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
    let nodes = &heap.snapshot.nodes;
    write!(out, "{{\"id\":{},\"type\":", nodes.id.of(node))?;
    json::write_text(heap.snapshot.type_name(node), out);
    out.extend_from_slice(b",\"name\":");
    name.write_json(out);
    out.extend_from_slice(b",\"key\":");
    out.extend_from_slice(key);
    match &heap.distances {
        Some((distances, _)) => write!(out, ",\"distance\":{}", distances[node])?,
        None => out.extend_from_slice(b",\"distance\":null"),
    }
    write!(out, ",\"shallowSize\":{}", nodes.self_size.of(node))?;
    match &heap.dominators {
        Some(dominators) => {
            let dominator = nodes.id.of(dominators.immediate[node]);
            write!(out, ",\"retainedSize\":{},\"dominator\":{dominator}", dominators.retained.of(node))?;
        }
        None => out.extend_from_slice(b",\"retainedSize\":null,\"dominator\":null"),
    }
    writeln!(out, ",\"detachedness\":{}}}", nodes.detachedness[node])
}
