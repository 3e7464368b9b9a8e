//! Names of the variables that modules export. V8 keeps each in a cell of its own, without its name; a table of the module has every
//! cell behind the name under which it is exported.

use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, Position, StringIndex, TryPush};
use crate::pace::Pace;
use crate::runtime_names::v8;
use crate::snapshot::{NodeType, Snapshot};
use crate::sort;

/// The variables that the modules of a heap export.
#[derive(Debug, Default)]
pub struct ExportedVariables {
    /// Ascending by cell.
    of_cells: Vec<(NodeOrdinal, StringIndex)>,
}

impl ExportedVariables {
    /// Those of a snapshot.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(snapshot: &Snapshot, pace: &Pace) -> Result<Self, OutOfMemory> {
        let mut found = Self::default();
        let mut look_at = |node: NodeOrdinal| {
            let can_be_one = matches!(snapshot.nodes.kind[node], NodeType::HIDDEN | NodeType::NATIVE);
            if can_be_one && snapshot.raw_name(node).as_bytes() == v8::MODULE {
                found.add(snapshot, node)
            } else {
                Ok(())
            }
        };
        let nodes = snapshot.nodes.len();
        pace.try_in_blocks(nodes, &mut |nodes| nodes.map(NodeOrdinal::at).try_for_each(&mut look_at)).await?;
        sort::by_keys(&mut found.of_cells, |&(cell, name)| (cell.0.into(), name.0.into()));
        Ok(found)
    }

    fn add(&mut self, snapshot: &Snapshot, module: NodeOrdinal) -> Result<(), OutOfMemory> {
        let targets = |node| snapshot.edges_of(node).map(|edge| snapshot.edges.target(edge));
        for table in targets(module) {
            for (name, cell) in targets(table).zip(targets(table).skip(1)) {
                let is_name = snapshot.nodes.kind[name] == NodeType::STRING;
                if is_name && snapshot.raw_name(cell).as_bytes() == v8::CELL {
                    self.of_cells.try_push((cell, snapshot.nodes.name[name]))?;
                }
            }
        }
        Ok(())
    }

    /// The name of the variable that a link leads to; none if it is no link from a cell, or its module exports it as its default.
    pub fn name(&self, snapshot: &Snapshot, edge: EdgeIndex) -> Option<StringIndex> {
        if self.of_cells.is_empty() {
            return None;
        }
        let cell = snapshot.nodes.source_of(edge);
        let first = self.of_cells.partition_point(|&(of, _)| of < cell);
        let (of, name) = *self.of_cells.get(first)?;
        (of == cell && !snapshot.strings.get(name).is(v8::DEFAULT_EXPORT)).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::Drawing;
    use crate::pace::at_once;
    use crate::snapshot::EdgeType;

    #[test]
    #[allow(clippy::unwrap_used)]
    fn a_cell_is_known_by_the_name_before_it() {
        for kind in [NodeType::HIDDEN, NodeType::NATIVE] {
            let mut drawing = Drawing::new();
            let module = drawing.node(kind, "system / SourceTextModule", 144);
            let table = drawing.node(NodeType::ARRAY, "", 104);
            drawing.edge(0, EdgeType::Property, "module", module);
            drawing.edge(module, EdgeType::Hidden, "0", table);
            let cells: Vec<usize> = ["sessions", "default"]
                .into_iter()
                .map(|name| {
                    let text = drawing.node(NodeType::STRING, name, 24);
                    let cell = drawing.node(kind, "system / Cell", 16);
                    let value = drawing.node(NodeType::OBJECT, "Map", 32);
                    for to in [text, cell] {
                        drawing.edge(table, EdgeType::Internal, &to.to_string(), to);
                    }
                    drawing.edge(cell, EdgeType::Internal, "value", value);
                    cell
                })
                .collect();
            let snapshot = drawing.snapshot();
            let exported = at_once(ExportedVariables::of(&snapshot, &Pace::unbroken())).unwrap();
            let name = |cell: usize| {
                let edge = snapshot.edges_of(NodeOrdinal::at(cell)).next()?;
                Some(snapshot.strings.get(exported.name(&snapshot, edge)?).to_lossy().into_owned())
            };
            assert_eq!(cells.iter().map(|&cell| name(cell)).collect::<Vec<_>>(), [Some("sessions".to_owned()), None]);
            assert_eq!(name(module), None);
        }
    }
}
