//! Which nodes a program can see.
//!
//! A Map's table, an array's elements, an object's out-of-line properties are nodes of their own in the file, as are compiled
//! code and the runtime's lists of roots. Whoever asks "who holds this" wants the Map.

use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, Position, try_filled};
use crate::pace::Pace;
use crate::runtime_names::{blink, hermes, v8};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

/// What a node is to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Something that a program can see or hold: object, function, scope, string, element of a page.
    Visible,
    /// A part of something: a table, a list of elements.
    Internal,
    /// Compiled code, shapes of objects, and their data.
    Code,
    /// A group of roots.
    RootGroup,
}

/// What the name of a hidden, array or native node says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeName {
    /// No name of V8's or of the browser's own.
    Plain,
    /// V8's or the browser's own data.
    Internal,
    /// V8's code and shapes.
    Code,
    /// The variables of a module, which V8 keeps apart from those of functions.
    Module,
}

/// The visibility of every node.
///
/// # Errors
/// If memory ends.
pub async fn of_nodes(snapshot: &Snapshot, pace: &Pace) -> Result<Column<NodeOrdinal, Visibility>, OutOfMemory> {
    // Names repeat, so each one is looked at once.
    let mut of_names: Vec<Option<NodeName>> = try_filled(snapshot.strings.len(), None)?;
    let mut column = Column::default();
    column.try_reserve(snapshot.nodes.len())?;
    let is_hermes = is_of_hermes(snapshot);
    let mut visibility = |node: NodeOrdinal| {
        let kind = snapshot.nodes.kind[node];
        match kind {
            NodeType::SYNTHETIC => Visibility::RootGroup,
            NodeType::OBJECT | NodeType::NATIVE if is_hermes => of_hermes(snapshot, node),
            NodeType::CODE => Visibility::Code,
            NodeType::NUMBER => Visibility::Internal,
            NodeType::HIDDEN | NodeType::ARRAY | NodeType::NATIVE => {
                let known = &mut of_names[snapshot.nodes.name[node].index()];
                match *known.get_or_insert_with(|| NodeName::of(snapshot.raw_name(node).as_bytes())) {
                    NodeName::Code => Visibility::Code,
                    NodeName::Module => Visibility::Visible,
                    NodeName::Plain if kind == NodeType::NATIVE => Visibility::Visible,
                    NodeName::Plain | NodeName::Internal => Visibility::Internal,
                }
            }
            _ if snapshot.type_name(node) == "object shape" => Visibility::Code,
            _ => Visibility::Visible,
        }
    };
    pace.in_blocks(snapshot.nodes.len(), &mut |nodes| column.extend(nodes.map(NodeOrdinal::at).map(&mut visibility)))
        .await;
    let has_places = !snapshot.locations.of_nodes.is_empty();
    let mut hide = |nodes: std::ops::Range<usize>| {
        for node in nodes.map(NodeOrdinal::at) {
            match snapshot.nodes.kind[node] {
                NodeType::CLOSURE => {
                    for part in after_await(snapshot, node).into_iter().flatten() {
                        column[part] = Visibility::Internal;
                    }
                }
                NodeType::HIDDEN | NodeType::NATIVE => match snapshot.raw_name(node).as_bytes() {
                    v8::REACTION if has_places => {
                        of_reaction(snapshot, node, &mut |part| column[part] = Visibility::Internal);
                    }
                    v8::MODULE => call_of_module(snapshot, node, &mut |part| column[part] = Visibility::Internal),
                    _ => {}
                },
                _ => {}
            }
        }
    };
    pace.in_blocks(snapshot.nodes.len(), &mut hide).await;
    Ok(column)
}

/// The call that ran a module is a part of it: it has the variables of the module in its registers, without their names.
fn call_of_module(snapshot: &Snapshot, module: NodeOrdinal, hide: &mut dyn FnMut(NodeOrdinal)) {
    let targets = snapshot.edges_of(module).map(|edge| snapshot.edges.target(edge));
    targets.filter(|&part| snapshot.raw_name(part).is(v8::WAITING)).for_each(hide);
}

/// Of a function by which V8 goes on after an `await` itself and its variables: parts of what waits. There are two for each
/// call that waits, no program knows them, and they have no name and no place.
fn after_await(snapshot: &Snapshot, function: NodeOrdinal) -> Option<[NodeOrdinal; 2]> {
    let scope = variables_of_nameless(snapshot, function)?;
    let call = snapshot.target_of(scope, EdgeType::Internal, v8::WAITING_CALL)?;
    snapshot.target_of(call, EdgeType::Internal, v8::REGISTERS).map(|_| [function, scope])
}

/// Hides the functions with which `Promise.race`, `finally` and their like wait for a promise, two for each call, with their
/// variables; what these lead to is what waits. The promise of a reaction nobody has, if a function has the call's.
fn of_reaction(snapshot: &Snapshot, reaction: NodeOrdinal, hide: &mut dyn FnMut(NodeOrdinal)) {
    let is_promise = |&node: &NodeOrdinal| snapshot.raw_name(node).is(v8::PROMISE);
    let targets = |node| snapshot.edges_of(node).map(|edge| snapshot.edges.target(edge));
    let functions = || targets(reaction).filter(|&node| snapshot.nodes.kind[node] == NodeType::CLOSURE);
    if functions().count() != 2 || functions().any(|node| variables_of_nameless(snapshot, node).is_none()) {
        return;
    }
    let mut has_promise = false;
    for function in functions() {
        hide(function);
        if let Some(scope) = variables_of_nameless(snapshot, function) {
            hide(scope);
            has_promise |= targets(scope).any(|node| is_promise(&node));
        }
    }
    targets(reaction).filter(|node| has_promise && is_promise(node)).for_each(hide);
}

/// The variables of a function that has no name and no place, as V8's own have none.
fn variables_of_nameless(snapshot: &Snapshot, function: NodeOrdinal) -> Option<NodeOrdinal> {
    let is_nameless = snapshot.raw_name(function).is("") && snapshot.locations.of(function).is_none();
    is_nameless.then(|| snapshot.target_of(function, EdgeType::Internal, v8::CONTEXT_OF_FUNCTION)).flatten()
}

/// Whether the snapshot is of Hermes, which gives its own cells the type of objects.
pub fn is_of_hermes(snapshot: &Snapshot) -> bool {
    let groups = |node| {
        let targets = snapshot.edges_of(node).map(|edge| snapshot.edges.target(edge));
        targets.filter(|&target| snapshot.nodes.kind[target] == NodeType::SYNTHETIC)
    };
    let is_its_own = |group| snapshot.raw_name(group).is(hermes::CHARACTERS);
    groups(snapshot.root).any(|group| is_its_own(group) || groups(group).any(is_its_own))
}

/// Of Hermes' cells, those that a program made have a shape.
fn of_hermes(snapshot: &Snapshot, node: NodeOrdinal) -> Visibility {
    let name = snapshot.raw_name(node);
    if snapshot.target_of(node, EdgeType::Internal, hermes::SHAPE_OF_OBJECT).is_some() || name.is(hermes::SCOPE) {
        Visibility::Visible
    } else if hermes::is_code_data(name.as_bytes()) {
        Visibility::Code
    } else {
        Visibility::Internal
    }
}

impl NodeName {
    fn of(name: &[u8]) -> Self {
        if name == v8::MODULE {
            Self::Module
        } else if v8::is_code_data(name) {
            Self::Code
        } else if v8::is_system(name) || blink::is_cpp_class(name) || name == v8::HIDDEN_CPP {
            Self::Internal
        } else {
            Self::Plain
        }
    }
}
