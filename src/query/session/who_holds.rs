//! Who holds an object: the list of its retainers, its retaining path, and what would have to be cut.
//!
//! All but the last can be asked as if some objects held nothing; what follows from that is computed when another set of
//! them is asked for.

use std::rc::Rc;

use super::Session;
use crate::classes::names::Namer;
use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush};
use crate::query::cuts::Cut;
use crate::query::edges::Direction;
use crate::query::ignored::Ignored;
use crate::query::needs::{Found, ListKey, Need};
use crate::query::path;
use crate::query::place::Place;
use crate::query::redacted::Redact;
use crate::query::rows::{EdgeRow, PathStep};
use crate::query::{Page, RowQuery};

impl Session {
    /// A page of what refers to an object, weak links and the root left out. Empty until retainers are computed.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn retainers(&mut self, node: NodeOrdinal, query: &RowQuery) -> Result<Page<EdgeRow>, OutOfMemory> {
        self.edge_rows(Direction::Retainers, node, query)
    }

    /// What follows if some objects are ignored; nothing, if there are none.
    pub(super) fn ignored(&mut self, nodes: &[NodeOrdinal]) -> Result<Option<Rc<Ignored>>, OutOfMemory> {
        if nodes.is_empty() {
            return Ok(None);
        }
        Ok(match self.have(&Need::Ignored(nodes.to_vec()))? {
            Some(Found::Ignored(ignored)) => Some(Rc::clone(ignored)),
            _ => None,
        })
    }

    /// Where the retaining path of an object runs through the lists of retainers: the row of the first list,
    /// then of the list of that retainer, and so on, as many as the query asks for. The root and what it holds are no rows to
    /// open.
    ///
    /// Costs a pass over each list, but no names except those that decide between equals.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn path_positions(&mut self, node: NodeOrdinal, query: &RowQuery) -> Result<Vec<u32>, OutOfMemory> {
        if node.index() >= self.heap.snapshot.nodes.len() {
            return Ok(Vec::new());
        }
        let path = self.path_edges(node, &query.ignoring)?;
        let heap = self.shared_heap();
        let mut positions = Vec::new();
        let mut held = node;
        for &edge in path.iter().take(path.len().saturating_sub(2).min(query.count)) {
            let direction = Direction::Retainers;
            let edges = direction.edges(&heap, held, None)?;
            let in_list = edges.iter().position(|&other| other == edge);
            let list = self.have(&Need::List(ListKey::of_edges(direction, held, query)))?;
            let Some(Found::List(list)) = list else { break };
            let Some(position) = in_list.and_then(|at| list.position_of(at as u32)) else { break };
            positions.push(position as u32);
            held = direction.node(&heap, edge);
        }
        Ok(positions)
    }

    /// The retaining path, from an object to the root, as if no link led to the objects of `ignoring`.
    ///
    /// # Errors
    ///
    /// When memory for the search is not to be had.
    pub fn path(&mut self, node: NodeOrdinal, ignoring: &[NodeOrdinal]) -> Result<Vec<PathStep>, OutOfMemory> {
        if node.index() >= self.heap.snapshot.nodes.len() {
            return Ok(Vec::new());
        }
        let edges = self.path_edges(node, ignoring)?;
        let heap = &self.heap;
        let ends = edges.iter().map(|&edge| Direction::Retainers.node(heap, edge));
        let nodes = std::iter::once(node).chain(ends);
        let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
        let mut steps = Vec::new();
        let through = edges.iter().copied().map(Some).chain([None]);
        steps.try_extend(nodes.zip(through).map(|(node, edge)| PathStep::new(heap, &mut namer, node, edge)))?;
        Ok(steps)
    }

    /// The same without data in its names.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn redacted_path(&mut self, node: NodeOrdinal, ignoring: &[NodeOrdinal]) -> Result<Vec<PathStep>, OutOfMemory> {
        let mut steps = self.path(node, ignoring)?;
        let edges = if steps.is_empty() { Vec::new() } else { self.path_edges(node, ignoring)? };
        let redactor = self.redactor()?;
        for (position, step) in steps.iter_mut().enumerate() {
            step.name = redactor.node(NodeOrdinal(step.ordinal));
            step.edge_name = edges.get(position).map(|&edge| redactor.edge(edge)).unwrap_or_default();
            step.place = step.place.take().map(Place::redacted);
        }
        Ok(steps)
    }

    /// The smallest sets of links whose cut would free an object, alone or with what dominates it. Empty until everything is
    /// computed.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn cuts(&mut self, node: NodeOrdinal, redact: bool) -> Result<Vec<Cut>, OutOfMemory> {
        if node.index() >= self.heap.snapshot.nodes.len() {
            return Ok(Vec::new());
        }
        let mut cuts = self.cuts_for(&Need::Cuts(node))?;
        if redact {
            let redactor = self.redactor()?;
            cuts.iter_mut().for_each(|cut| cut.redact(&redactor));
        }
        Ok(cuts)
    }

    /// What else has to be cut, beside this link, before its target is free. Nothing until everything is computed.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn cut_without(&mut self, edge: EdgeIndex) -> Result<Option<Cut>, OutOfMemory> {
        if edge.index() >= self.heap.snapshot.edges.len() {
            return Ok(None);
        }
        Ok(self.cuts_for(&Need::CutWithout(edge))?.pop())
    }

    fn cuts_for(&mut self, need: &Need) -> Result<Vec<Cut>, OutOfMemory> {
        Ok(match self.have(need)? {
            Some(Found::Cuts(cuts)) => cuts.clone(),
            _ => Vec::new(),
        })
    }

    fn path_edges(&mut self, node: NodeOrdinal, ignoring: &[NodeOrdinal]) -> Result<Vec<EdgeIndex>, OutOfMemory> {
        let heap = self.shared_heap();
        match self.have(&Need::Paths(ignoring.to_vec()))? {
            Some(Found::Paths(paths)) => path::edges(&heap, paths, node),
            _ => Ok(Vec::new()),
        }
    }
}
