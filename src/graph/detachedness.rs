//! Which DOM nodes are cut off from their document (docs/semantics.md §3).
//!
//! V8 states it for some nodes; it is carried on to the native nodes that these hold, attached before detached. What is
//! found detached gets the prefix "Detached " to its name, so this runs before anything that looks at names.

use std::collections::HashMap;

use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, Position, StringIndex, try_filled};
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, NodeType, Snapshot};
use crate::text::{JsStr, JsString};

/// V8 knows nothing.
pub const UNKNOWN: u8 = 0;
/// Part of a document.
pub const ATTACHED: u8 = 1;
/// Cut off from its document.
pub const DETACHED: u8 = 2;

/// Whether a node is a DOM node cut off from its document.
pub fn is_detached_dom(snapshot: &Snapshot, node: NodeOrdinal) -> bool {
    snapshot.nodes.kind[node] == NodeType::NATIVE && snapshot.nodes.detachedness[node] == DETACHED
}

/// Completes `nodes.detachedness` and renames the detached nodes.
pub fn propagate(snapshot: &mut Snapshot) -> Result<(), OutOfMemory> {
    if snapshot.nodes.detachedness.is_empty() {
        return seed_from_names(snapshot);
    }
    let mut walk = Walk {
        visited: try_filled(snapshot.nodes.len(), false)?,
        attached: Vec::new(),
        detached: Vec::new(),
        renamed: HashMap::new(),
    };
    for node in snapshot.nodes.kind.positions() {
        let state = snapshot.nodes.detachedness[node];
        if state != UNKNOWN {
            walk.visit(snapshot, node, state)?;
        }
    }
    while let Some(node) = walk.attached.pop() {
        walk.visit_targets(snapshot, node, ATTACHED)?;
    }
    while let Some(node) = walk.detached.pop() {
        if snapshot.nodes.detachedness[node] != ATTACHED {
            walk.visit_targets(snapshot, node, DETACHED)?;
        }
    }
    Ok(())
}

/// Files before V8 9 have no field: the names alone tell.
fn seed_from_names(snapshot: &mut Snapshot) -> Result<(), OutOfMemory> {
    let mut states = Column::filled(snapshot.nodes.len(), UNKNOWN)?;
    for node in snapshot.nodes.kind.positions() {
        if snapshot.nodes.kind[node] == NodeType::NATIVE && snapshot.raw_name(node).starts_with(v8::DETACHED) {
            states[node] = DETACHED;
        }
    }
    snapshot.nodes.detachedness = states;
    Ok(())
}

struct Walk {
    visited: Vec<bool>,
    attached: Vec<NodeOrdinal>,
    detached: Vec<NodeOrdinal>,
    /// The name with the prefix for each name that has needed one.
    renamed: HashMap<StringIndex, StringIndex>,
}

impl Walk {
    fn visit(&mut self, snapshot: &mut Snapshot, node: NodeOrdinal, state: u8) -> Result<(), OutOfMemory> {
        let Some(visited) = self.visited.get_mut(node.index()) else { return Ok(()) };
        if std::mem::replace(visited, true) || snapshot.nodes.kind[node] != NodeType::NATIVE {
            return Ok(());
        }
        snapshot.nodes.detachedness[node] = state;
        match state {
            ATTACHED => self.attached.push(node),
            DETACHED => {
                let name = snapshot.nodes.name[node];
                snapshot.nodes.name[node] = self.prefixed(snapshot, name)?;
                self.detached.push(node);
            }
            _ => {}
        }
        Ok(())
    }

    fn visit_targets(&mut self, snapshot: &mut Snapshot, node: NodeOrdinal, state: u8) -> Result<(), OutOfMemory> {
        for edge in snapshot.edges_of(node) {
            if !matches!(snapshot.edges.kind(edge), EdgeType::Hidden | EdgeType::Weak) {
                self.visit(snapshot, snapshot.edges.target(edge), state)?;
            }
        }
        Ok(())
    }

    fn prefixed(&mut self, snapshot: &mut Snapshot, name: StringIndex) -> Result<StringIndex, OutOfMemory> {
        if let Some(&renamed) = self.renamed.get(&name) {
            return Ok(renamed);
        }
        let mut text = JsString::from(v8::DETACHED);
        text.push(JsStr::new(snapshot.strings.get(name).as_bytes()));
        let renamed = snapshot.strings.add(text.as_js_str())?;
        self.renamed.insert(name, renamed);
        Ok(renamed)
    }
}
