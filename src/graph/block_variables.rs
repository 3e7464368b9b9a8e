//! Names of variables that V8 leaves out.
//!
//! A snapshot names the variables of functions and modules. Those of a block (a loop, a `try`, what a test runner wraps
//! around a module) have numbers instead. Their names stand in the block's `scope_info` in the same order, but whole
//! numbers and what is undefined at the end have no link, so the names are known where both are as many.

use crate::index::{EdgeIndex, NodeOrdinal, StringIndex};
use crate::runtime_names::{is_scope, v8};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

/// Whether a link leads from the variables of a block to one of them.
pub fn is_variable(snapshot: &Snapshot, from: NodeOrdinal, edge: EdgeIndex) -> bool {
    snapshot.edges.kind(edge) == EdgeType::Hidden
        && snapshot.nodes.kind[from] == NodeType::OBJECT
        && is_scope(snapshot.raw_name(from).as_bytes())
}

/// The name of the variable that a link from a block leads to; none if it is another link, or the name is not known.
pub fn name(snapshot: &Snapshot, edge: EdgeIndex) -> Option<StringIndex> {
    let edges = &snapshot.edges;
    let scope = snapshot.nodes.source_of(edge);
    if !is_variable(snapshot, scope, edge) {
        return None;
    }
    let info = snapshot.target_of(scope, EdgeType::Internal, v8::SCOPE_INFO)?;
    let is_numbered = |edge: EdgeIndex| match edges.name(edge) {
        None => edges.kind(edge) == EdgeType::Hidden,
        Some(name) => snapshot.strings.get(name).as_bytes().iter().all(u8::is_ascii_digit),
    };
    let of_info = snapshot.edges_of(info).filter(|&edge| is_numbered(edge)).map(|edge| edges.target(edge));
    let names = of_info.take_while(|&node| snapshot.nodes.kind[node] == NodeType::STRING);
    let names: Vec<StringIndex> = names.map(|node| snapshot.nodes.name[node]).collect();
    let variables = snapshot.edges_of(scope).filter(|&edge| is_variable(snapshot, scope, edge));
    let last = variables.map(|edge| edges.name_or_index(edge)).max()?;
    let is_known = last as usize + 1 == names.len();
    names.get(edges.name_or_index(edge) as usize).copied().filter(|_| is_known)
}
