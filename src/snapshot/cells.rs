//! How nodes of formats other than V8's become nodes of V8's types, so that one graph serves them all.

use super::NodeType;
use crate::runtime_names::cells::CellKind;

/// The type of a node that is such a cell.
pub fn node_type(kind: CellKind) -> NodeType {
    match kind {
        CellKind::Root => NodeType::SYNTHETIC,
        CellKind::Text => NodeType::STRING,
        CellKind::Symbol => NodeType(NodeType::KNOWN.len() as u8),
        CellKind::Code => NodeType::CODE,
        CellKind::Internal => NodeType::HIDDEN,
        CellKind::Function => NodeType::CLOSURE,
        CellKind::Native => NodeType::NATIVE,
        CellKind::Object => NodeType::OBJECT,
    }
}

/// The names of all these types.
pub fn node_type_names() -> Vec<String> {
    NodeType::KNOWN.into_iter().chain(["symbol"]).map(str::to_owned).collect()
}
