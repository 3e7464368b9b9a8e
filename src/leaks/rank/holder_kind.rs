//! What became more at a suspect, in which way, and what sort of holder has it.

use crate::classes::CodeOwner;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::Held;
use crate::leaks::detect::repetition::Repeats;
use crate::leaks::findings::{Form, HolderKind};
use crate::leaks::model::Model;
use crate::leaks::model::nodes::can_be_ended;
use crate::leaks::model::nodes::{class_name, is_detached, is_text};
use crate::leaks::naming::SuspectPath;
use crate::leaks::naming::files::file_of_module;
use crate::leaks::thresholds::ALIKE;
use crate::redaction::Name;
use crate::runtime_names::{blink, node, v8, workerd};
use crate::snapshot::{EdgeType, NodeType};

/// What became more.
pub fn form(held: &Held, path: &SuspectPath, example: Option<NodeOrdinal>) -> Form {
    let lead = held.gain.lead();
    match lead.and_then(|lead| Some((lead.key, lead.repeats?))) {
        _ if held.alike > 1 && held.is_scattered => Form::Scattered { holders: held.alike },
        _ if held.alike > 0 && held.alike + held.parts > 1 => Form::Alike { holders: held.alike + held.parts },
        Some((Key::InPlace(_), _)) => match lead.map_or(1, |lead| lead.tally.anchors) {
            holders @ 2.. => Form::Alike { holders },
            _ => Form::OwnData,
        },
        Some((_, Repeats::Longer)) => Form::Data,
        _ if example == path.holder() && path.comes_from_nowhere() => Form::Unheld,
        _ if example == path.holder() => Form::OpenHandles,
        _ if held.is_tree => Form::Tree,
        _ if held.is_list || held.is_chain => Form::Links,
        _ => Form::Entries,
    }
}

/// Form and kind of a holder that took nothing itself, and `parts` below it a little each.
pub fn of_parts(form: Form, kind: HolderKind, parts: u32) -> (Form, HolderKind) {
    let is_collection = matches!(
        kind,
        HolderKind::Map | HolderKind::Set | HolderKind::Array | HolderKind::Dictionary | HolderKind::Object
    );
    match form {
        Form::Entries if is_collection && parts as usize >= ALIKE => {
            (Form::Alike { holders: parts }, HolderKind::Alike)
        }
        _ => (form, kind),
    }
}

/// Where many are alike, those are counted that have things themselves, be they new or not, if these are more.
pub fn of_collections(form: Form, collections: impl FnOnce() -> u32) -> Form {
    match form {
        Form::Alike { holders } => Form::Alike { holders: holders.max(collections()) },
        _ => form,
    }
}

/// The sort of holder at the end of a path; `name` is what a program would call it.
pub fn of(
    model: &Model<'_>,
    form: Form,
    path: &SuspectPath,
    name: &Name,
    is_list: bool,
    example: Option<NodeOrdinal>,
) -> HolderKind {
    let holder = path.holder().unwrap_or(model.heap.snapshot.root);
    let of_content = || of_content(model, holder, name, is_list, example);
    match form {
        _ if path.is_of_console(model.heap) => HolderKind::Console,
        Form::Data if example.is_some_and(|node| is_text(model.heap, node)) => HolderKind::String,
        Form::Data => HolderKind::Data,
        Form::OwnData => of_data(model, holder),
        Form::Alike { .. } | Form::Scattered { .. } => of_content().unwrap_or(HolderKind::Alike),
        Form::OpenHandles => of_content().unwrap_or_else(|| of_kept_by_root(model, path, holder)),
        Form::Unheld => HolderKind::Handles,
        Form::Links => of_content().unwrap_or(HolderKind::LinkedList),
        Form::Tree => of_content().unwrap_or(HolderKind::Tree),
        Form::Entries => {
            of_content().unwrap_or_else(|| match is_variable_of_runtime(model, path.up_from_holder().skip(1)) {
                true => HolderKind::Handles,
                false => of_holder(model, holder),
            })
        }
    }
}

/// The sort of something that a root keeps: what waits for a promise, an open handle, or what can be none: it has no method
/// to end it, and is no object of the runtime.
fn of_kept_by_root(model: &Model<'_>, path: &SuspectPath, node: NodeOrdinal) -> HolderKind {
    let heap = model.heap;
    let name = |node: NodeOrdinal| heap.snapshot.raw_name(node).as_bytes();
    if path.up_from_holder().any(|node| v8::is_of_promise(name(node))) {
        return HolderKind::Promises;
    }
    let is_data = heap.snapshot.nodes.kind[node] == NodeType::CLOSURE
        || matches!(name(node), b"Array" | b"Object")
        || name(node).ends_with(b"Error");
    let is_of_program = || heap.is_of_program(node);
    if is_data || is_of_program() && !can_be_ended(heap, node) { HolderKind::Object } else { HolderKind::Handles }
}

/// Whether something is a variable of a runtime's own script: a program cannot reach it, and only ends what is in it. `above`
/// is the way up from it.
pub fn is_variable_of_runtime(model: &Model<'_>, mut above: impl Iterator<Item = NodeOrdinal>) -> bool {
    let heap = model.heap;
    let is_variable = above.next().is_some_and(|node| model.is_scope(node));
    let function = above.find(|&node| !model.is_scope(node)).filter(|_| is_variable);
    function.is_some_and(|node| {
        heap.snapshot.nodes.kind[node] == NodeType::CLOSURE && heap.code_owner(node) == Some(CodeOwner::Runtime)
    })
}

/// Whether a holder is a runtime's or a package's: so is the first thing above it of which the code is known. A module is known by
/// its file.
pub fn is_of_others(heap: &Heap, path: &SuspectPath) -> bool {
    let owner = |at: NodeOrdinal| file_of_module(heap, at).map(CodeOwner::of).or_else(|| heap.code_owner(at));
    path.up_from_holder().find_map(owner).is_some_and(|owner| owner != CodeOwner::Program)
}

/// The sort that what was put in says, or the name of where it was put.
fn of_content(
    model: &Model<'_>,
    holder: NodeOrdinal,
    name: &Name,
    is_list: bool,
    example: Option<NodeOrdinal>,
) -> Option<HolderKind> {
    let of_entry = example.map(|node| class(model.heap, node)).unwrap_or_default();
    let of_holder = class(model.heap, holder);
    let label = name.text().as_js_str().to_lossy().into_owned();
    if example.is_some_and(|node| is_detached(model.heap, node)) {
        Some(HolderKind::DetachedDom)
    } else if of_holder == v8::FINALIZATION_REGISTRY {
        None
    } else if node::is_timer(&of_entry) || blink::is_timer(&of_entry) || of_holder == "TimersList" {
        Some(HolderKind::Timers)
    } else if of_holder == blink::PENDING {
        Some(HolderKind::Handles)
    } else if of_entry.contains("Promise") && is_list || of_holder == "Promise" {
        Some(HolderKind::Promises)
    } else if of_entry.ends_with("Listener")
        || of_entry == workerd::LISTENER
        || label.contains(node::LISTENERS)
        || label.contains("istener")
    {
        Some(HolderKind::Listeners)
    } else {
        None
    }
}

/// The sort of something that took in what is no object.
fn of_data(model: &Model<'_>, holder: NodeOrdinal) -> HolderKind {
    match of_holder(model, holder) {
        kind @ (HolderKind::Map | HolderKind::Set | HolderKind::Array | HolderKind::Dictionary) => kind,
        _ if is_text(model.heap, holder) => HolderKind::String,
        _ => HolderKind::Data,
    }
}

fn of_holder(model: &Model<'_>, holder: NodeOrdinal) -> HolderKind {
    let snapshot = &model.heap.snapshot;
    let class = class(model.heap, holder);
    let kind = snapshot.nodes.kind[holder];
    let has_table = snapshot.target_of(holder, EdgeType::Internal, "table").is_some();
    // JavaScriptCore's have no table of their own.
    if has_table || matches!(class.as_str(), "Map" | "Set") {
        if class.ends_with("Set") { HolderKind::Set } else { HolderKind::Map }
    } else if class == "Array" || kind == NodeType::ARRAY {
        HolderKind::Array
    } else if model.is_scope(holder) {
        HolderKind::Scope
    } else if kind == NodeType::OBJECT && class == "Object" {
        HolderKind::Dictionary
    } else {
        HolderKind::Object
    }
}

fn class(heap: &Heap, node: NodeOrdinal) -> String {
    class_name(heap, node).as_js_str().to_lossy().into_owned()
}
