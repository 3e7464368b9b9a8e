//! What is called by the file in which it stands: functions without a name, and modules of Node.js.

use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::redaction::{Name, script_file};
use crate::runtime_names::{node, v8};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsStr;

/// What a function without a name is called.
pub fn nameless_function(heap: &Heap, node: NodeOrdinal) -> Option<Name> {
    let is_nameless = heap.snapshot.nodes.kind[node] == NodeType::CLOSURE && heap.snapshot.raw_name(node).is("");
    let file = heap.place(node).filter(|_| is_nameless)?.file?;
    let mut name = Name::own("function in ");
    name.push(script_file(file));
    Some(name)
}

/// Whether a node is a module, and a name of something in it, from the last part to the first, ends there: with the module, called
/// as a program asks for it. Of CommonJS that is in the place of what it exports, `require("/srv/app/mail.js")`.
pub fn is_called_by_module(heap: &Heap, module: NodeOrdinal, parts: &mut Vec<Name>) -> bool {
    if let Some(module) = imported(heap, module) {
        parts.push(module);
        return true;
    }
    let exports = parts.last_mut().filter(|part| part.text().as_js_str().is(node::EXPORTS));
    exports.zip(required(heap, module)).map(|(exports, name)| *exports = name).is_some()
}

/// A module of ES, called as a program asks for it: `import("/srv/app/mail.js")`.
pub fn imported(heap: &Heap, module: NodeOrdinal) -> Option<Name> {
    Some(asked_for("import(\"", file_of_es_module(heap, module)?))
}

fn required(heap: &Heap, module: NodeOrdinal) -> Option<Name> {
    Some(asked_for("require(\"", file_of_commonjs_module(heap, module)?))
}

fn asked_for(with: &'static str, file: JsStr<'_>) -> Name {
    let mut name = Name::own(with);
    name.push(script_file(file));
    name.push_own("\")");
    name
}

/// The file of a module, of either sort.
pub fn file_of_module(heap: &Heap, module: NodeOrdinal) -> Option<JsStr<'_>> {
    file_of_commonjs_module(heap, module).or_else(|| file_of_es_module(heap, module))
}

fn file_of_commonjs_module(heap: &Heap, module: NodeOrdinal) -> Option<JsStr<'_>> {
    let snapshot = &heap.snapshot;
    let is_module = node::is_module_of_program(snapshot.raw_name(module).as_bytes());
    let file = is_module.then(|| snapshot.target_of(module, EdgeType::Property, node::FILE_OF_MODULE)).flatten();
    file.filter(|&file| snapshot.nodes.kind[file] == NodeType::STRING).map(|file| snapshot.raw_name(file))
}

/// V8 keeps the call that ran the module.
fn file_of_es_module(heap: &Heap, module: NodeOrdinal) -> Option<JsStr<'_>> {
    let snapshot = &heap.snapshot;
    let is_module = snapshot.raw_name(module).as_bytes() == v8::MODULE;
    let targets = |node| snapshot.edges_of(node).map(|edge| snapshot.edges.target(edge));
    let is_function = |&node: &NodeOrdinal| snapshot.nodes.kind[node] == NodeType::CLOSURE;
    let ran = is_module.then(|| targets(module).find_map(|call| targets(call).find(is_function))).flatten()?;
    heap.place(ran)?.file
}
