//! Variables that contexts keep and no living function uses: a row for each variable of a function, with all its contexts.

use std::collections::HashMap;

use super::place::Place;
use super::redacted::Redactor;
use super::retained_together::retained_together;
use crate::error::OutOfMemory;
use crate::graph::{UnusedVariable, unused_variables};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, StringIndex, TryPush, try_make_room};
use crate::pace::{Pace, at_once};
use crate::runtime_names::v8;
use crate::sort;
use crate::text::JsString;

/// A variable that contexts keep and no living function uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedVariableRow {
    /// Its name.
    pub name: JsString,
    /// The name of the function whose variable it is; empty if it has none.
    pub function: JsString,
    /// How many contexts keep one: so many calls of the function.
    pub count: u64,
    /// What their values keep alive together.
    pub retained_size: u64,
    /// The value that keeps most.
    pub largest: NodeOrdinal,
    /// Its id.
    pub largest_id: u32,
    /// What it keeps.
    pub largest_retained_size: u64,
    /// A living function that keeps the context of that; none if something else does.
    pub kept_by: Option<NodeOrdinal>,
    /// The name of that function; empty if there is none, or it has none.
    pub kept_by_name: JsString,
    /// Where it stands; absent if the file does not say.
    pub place: Option<Place>,
    /// The link to the value that keeps most.
    edge: EdgeIndex,
    /// The node that has the function's name.
    shared: Option<NodeOrdinal>,
}

impl UnusedVariableRow {
    /// All of them, those that keep most first. Needs retained sizes.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn all(heap: &Heap) -> Result<Vec<Self>, OutOfMemory> {
        let mut rows: Vec<Self> = Vec::new();
        let mut known: HashMap<(NodeOrdinal, Option<StringIndex>), u32> = HashMap::new();
        let mut values = Vec::new();
        for variable in at_once(unused_variables(&heap.snapshot, &Pace::unbroken()))? {
            try_make_room(&mut known)?;
            let next = rows.len() as u32;
            let at = *known.entry((variable.scope_info, heap.snapshot.edges.name(variable.edge))).or_insert(next);
            if at == next {
                rows.try_push(Self::new(heap, &variable))?;
            }
            if let Some(row) = rows.get_mut(at as usize) {
                row.add(heap, &variable);
            }
            values.try_push((variable.value, at))?;
        }
        for (row, retained) in rows.iter_mut().zip(retained_together(heap, values)?) {
            row.retained_size = retained;
        }
        sort::by_keys(&mut rows, |row| (!row.retained_size, u64::from(row.edge.0)));
        Ok(rows)
    }

    fn new(heap: &Heap, variable: &UnusedVariable) -> Self {
        let snapshot = &heap.snapshot;
        let text = |name: Option<StringIndex>| name.map(|name| snapshot.strings.get(name).into()).unwrap_or_default();
        Self {
            name: text(snapshot.edges.name(variable.edge)),
            function: variable
                .function
                .map(|node| v8::name_of_shared(snapshot.raw_name(node)).into())
                .unwrap_or_default(),
            count: 0,
            retained_size: 0,
            largest: variable.value,
            largest_id: 0,
            largest_retained_size: 0,
            kept_by: None,
            kept_by_name: JsString::default(),
            place: None,
            edge: variable.edge,
            shared: variable.function,
        }
    }

    fn add(&mut self, heap: &Heap, variable: &UnusedVariable) {
        let retained = heap.dominators.as_ref().map_or(0, |dominators| dominators.retained.of(variable.value));
        if self.count == 0 || retained > self.largest_retained_size {
            (self.largest, self.largest_retained_size, self.edge) = (variable.value, retained, variable.edge);
            self.largest_id = heap.snapshot.nodes.id.of(variable.value);
            self.kept_by = variable.kept_by;
            self.kept_by_name = variable.kept_by.map(|node| heap.snapshot.raw_name(node).into()).unwrap_or_default();
            self.place = variable.kept_by.and_then(|node| heap.place(node)).map(Place::from);
        }
        self.count += 1;
    }

    /// The same without data.
    #[must_use]
    pub fn redacted(self, redactor: &Redactor<'_>) -> Self {
        let name_of = |node: Option<NodeOrdinal>| node.map(|node| redactor.node(node)).unwrap_or_default();
        Self {
            name: redactor.edge(self.edge),
            function: v8::name_of_shared(name_of(self.shared).as_js_str()).into(),
            kept_by_name: name_of(self.kept_by),
            place: self.place.map(Place::redacted),
            ..self
        }
    }
}
