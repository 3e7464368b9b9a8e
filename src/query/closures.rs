//! The functions of a program: how many closures each has made that are alive, and what they hold.
//!
//! Closures of one function stand at one place in the source; those without a place are told apart by their names.

use std::collections::HashMap;

use super::place::Place;
use super::redacted::Redactor;
use super::retained_together::retained_together;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, StringIndex, TryPush};
use crate::snapshot::NodeType;
use crate::sort;
use crate::text::JsString;

/// The closures of one function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosureRow {
    /// The first of them, in file order.
    pub first: NodeOrdinal,
    /// The function's name; empty if it has none.
    pub name: JsString,
    /// Where it stands; absent if the file does not say.
    pub place: Option<Place>,
    /// How many closures there are.
    pub count: u64,
    /// Their own bytes.
    pub shallow_size: u64,
    /// What they keep alive together.
    pub retained_size: u64,
}

/// What tells functions apart: name, script, line, column.
type Function = (StringIndex, Option<(u32, u32, u32)>);

impl ClosureRow {
    /// All functions that have closures, those that hold most first. Needs retained sizes.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn all(heap: &Heap) -> Result<Vec<Self>, OutOfMemory> {
        let nodes = &heap.snapshot.nodes;
        let mut rows: Vec<Self> = Vec::new();
        let mut known: HashMap<Function, u32> = HashMap::new();
        let mut closures = Vec::new();
        for (node, _) in nodes.kind.iter().filter(|&(_, &kind)| kind == NodeType::CLOSURE) {
            let place = heap.place(node);
            let function = (nodes.name[node], place.map(|place| (place.script_id, place.line, place.column)));
            let next = rows.len() as u32;
            let at = *known.entry(function).or_insert(next);
            if at == next {
                rows.try_push(Self::new(heap, node))?;
            }
            if let Some(row) = rows.get_mut(at as usize) {
                row.count += 1;
                row.shallow_size += nodes.self_size.of(node);
            }
            closures.try_push((node, at))?;
        }
        for (row, retained) in rows.iter_mut().zip(retained_together(heap, closures)?) {
            row.retained_size = retained;
        }
        sort::by_keys(&mut rows, |row| (!row.retained_size, u64::from(row.first.0)));
        Ok(rows)
    }

    fn new(heap: &Heap, first: NodeOrdinal) -> Self {
        let place = heap.place(first).map(Place::from);
        let name = heap.snapshot.raw_name(first).into();
        Self { first, name, place, count: 0, shallow_size: 0, retained_size: 0 }
    }

    /// The same without data.
    #[must_use]
    pub fn redacted(self, redactor: &Redactor<'_>) -> Self {
        Self { name: redactor.node(self.first), place: self.place.map(Place::redacted), ..self }
    }
}
