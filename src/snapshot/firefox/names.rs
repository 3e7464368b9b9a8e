//! Names that the format has only by way of other nodes: of an object made by one of the program's classes, which Firefox calls
//! `Object` like any other, and of functions.
//!
//! An object leads to its shape, that to its base, that to the prototype, and that to its constructor. A function is called
//! as the first variable that holds it, or else the first property.

use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position, try_filled};
use crate::runtime_names::cells::CellKind;
use crate::runtime_names::spidermonkey::{CONSTRUCTOR, PLAIN_OBJECT, WAY_TO_PROTOTYPE};
use crate::snapshot::{EdgeType, Edges, Nodes, StringTable};

/// Names functions by what holds them, and objects of the class `Object` by their constructor.
pub fn name_by_constructor(
    nodes: &mut Nodes,
    edges: &Edges,
    kinds: &[CellKind],
    strings: &StringTable,
) -> Result<(), OutOfMemory> {
    let mut names = try_filled(nodes.len(), None)?;
    for kind in [EdgeType::Context, EdgeType::Property] {
        for source in (0..nodes.len()).map(NodeOrdinal::at) {
            for edge in nodes.edge_range(source).map(Position::at) {
                let Some(name) = edges.name(edge).filter(|_| edges.kind(edge) == kind) else { continue };
                let target = edges.target(edge).index();
                let is_function = kinds.get(target) == Some(&CellKind::Function);
                let place = names.get_mut(target).filter(|place| is_function && place.is_none());
                if let Some(place) = place.filter(|_| strings.get(name).as_bytes() != CONSTRUCTOR) {
                    *place = Some(name);
                }
            }
        }
    }
    let way = Way::of(nodes, edges, strings)?;
    let mut made_by = try_filled(nodes.len(), None)?;
    for (at, made_by) in made_by.iter_mut().enumerate() {
        let node = NodeOrdinal::at(at);
        *made_by = match kinds.get(at) {
            Some(CellKind::Function) => names.get(at).copied().flatten(),
            Some(CellKind::Object) if strings.get(nodes.name[node]).as_bytes() == PLAIN_OBJECT => {
                way.constructor(node).and_then(|function| names.get(function.index()).copied().flatten())
            }
            _ => None,
        };
    }
    for (name, made_by) in nodes.name.as_mut_slice().iter_mut().zip(made_by) {
        *name = made_by.unwrap_or(*name);
    }
    Ok(())
}

/// The steps from an object to its constructor: for each name on the way where the first edge of that name leads.
struct Way([Vec<Option<NodeOrdinal>>; 4]);

impl Way {
    /// Found in one pass: many objects have one shape, and it may have many edges.
    fn of(nodes: &Nodes, edges: &Edges, strings: &StringTable) -> Result<Self, OutOfMemory> {
        let [shape, base, prototype] = WAY_TO_PROTOTYPE;
        let none = || try_filled(nodes.len(), None);
        let mut targets = [none()?, none()?, none()?, none()?];
        for source in (0..nodes.len()).map(NodeOrdinal::at) {
            for edge in nodes.edge_range(source).map(Position::at) {
                let Some(name) = edges.name(edge) else { continue };
                let name = strings.get(name).as_bytes();
                let step = [shape, base, prototype, CONSTRUCTOR].iter().position(|step| *step == name);
                let target = step.and_then(|step| targets.get_mut(step)?.get_mut(source.index()));
                if let Some(target) = target.filter(|target| target.is_none()) {
                    *target = Some(edges.target(edge));
                }
            }
        }
        Ok(Self(targets))
    }

    fn constructor(&self, object: NodeOrdinal) -> Option<NodeOrdinal> {
        self.0.iter().try_fold(object, |node, targets| targets.get(node.index()).copied().flatten())
    }
}
