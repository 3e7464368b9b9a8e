//! What is called by the file in which it stands: functions without a name, and modules of Node.js.

use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::leaks::model::nodes::is_text;
use crate::redaction::{Name, script_file};
use crate::runtime_names::node;
use crate::snapshot::{EdgeType, NodeType};

/// What a function without a name is called.
pub fn nameless_function(heap: &Heap, node: NodeOrdinal) -> Option<Name> {
    let is_nameless = heap.snapshot.nodes.kind[node] == NodeType::CLOSURE && heap.snapshot.raw_name(node).is("");
    let file = heap.place(node).filter(|_| is_nameless)?.file?;
    let mut name = Name::own("function in ");
    name.push(script_file(file));
    Some(name)
}

/// Whether a node is a CommonJS module, and the last part of a name is what it exports: that is then called as a program
/// asks for it, `require("/srv/app/mail.js")`.
pub fn is_required(heap: &Heap, module: NodeOrdinal, parts: &mut [Name]) -> bool {
    let exports = parts.last_mut().filter(|part| part.text().as_js_str().is(node::EXPORTS));
    exports.zip(required(heap, module)).map(|(exports, name)| *exports = name).is_some()
}

fn required(heap: &Heap, module: NodeOrdinal) -> Option<Name> {
    let snapshot = &heap.snapshot;
    let is_module = node::is_module_of_program(snapshot.raw_name(module).as_bytes());
    let file = is_module.then(|| snapshot.target_of(module, EdgeType::Property, node::FILE_OF_MODULE)).flatten();
    let file = file.filter(|&file| is_text(heap, file))?;
    let mut name = Name::own("require(\"");
    name.push(script_file(snapshot.raw_name(file)));
    name.push_own("\")");
    Some(name)
}
