//! Finding objects by what they are called and what they weigh: `Session`, `/^on[A-Z]/`, `@47863`,
//! `class:Session retained>1MB detached`.
//!
//! [`FindQuery::parse`] reads what was typed; a [`Search`] goes over the heap in steps, so that whoever waits for it can see how
//! far it is and give it up. Texts are looked for in the table of strings first, each string once, and then nodes are asked
//! which strings they and their links have: only concatenated strings and plain objects, whose names stand in no table, are
//! named one by one. As in DevTools, nodes without a size are left out (docs/semantics.md §15).

mod pattern;
mod query;

pub use pattern::Matches;
pub use query::{FindError, FindQuery};

use self::query::{Condition, Scope};
use super::subset::ObjectSum;
use crate::blocks::STEPS;
use crate::classes::names::{self, Namer};
use crate::classes::ropes::Ropes;
use crate::error::OutOfMemory;
use crate::graph::detachedness;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal, Position, StringIndex, TryPush};
use crate::snapshot::{EdgeType, NodeType};

/// Bytes of text that one step looks at.
const BYTES_IN_STEP: usize = 1 << 20;

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct FindProgress {
    /// Whether everything has been looked at.
    pub done: bool,
    /// How much of it, in thousandths.
    pub thousandths: u32,
    /// What has been found so far.
    pub sum: ObjectSum,
}

impl FindProgress {
    /// Of no search.
    pub const NOTHING: Self = Self { done: true, thousandths: 1000, sum: ObjectSum { count: 0, shallow_size: 0 } };
}

/// A search under way, or done.
#[derive(Debug)]
pub struct Search {
    query: FindQuery,
    /// For each text that is looked for, the strings and the classes that have it.
    texts: Vec<Hits>,
    /// The next string to look at, and when all are done, the next node.
    next_string: usize,
    next_node: usize,
    ropes: Ropes,
    found: Vec<NodeOrdinal>,
    sum: ObjectSum,
    /// How it was before the last step: the next string, the next node, how many were found, and their sum.
    before: (usize, usize, usize, ObjectSum),
}

/// Where a text occurs.
#[derive(Debug)]
struct Hits {
    strings: Column<StringIndex, bool>,
    classes: Column<ClassId, bool>,
}

impl Search {
    /// A search that has looked at nothing yet.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn new(heap: &Heap, query: FindQuery) -> Result<Self, OutOfMemory> {
        let mut texts = Vec::new();
        for pattern in &query.patterns {
            let mut classes = Column::filled(heap.classes.table.len(), false)?;
            for class in heap.aggregates.rows.iter().copied() {
                classes[class] = pattern.matches(heap.classes.name(&heap.snapshot, class).as_bytes());
            }
            texts.try_push(Hits { strings: Column::filled(heap.snapshot.strings.len(), false)?, classes })?;
        }
        let (ropes, sum) = (Ropes::default(), ObjectSum::default());
        let before = (0, 0, 0, sum);
        Ok(Self { query, texts, next_string: 0, next_node: 0, ropes, found: Vec::new(), sum, before })
    }

    /// Goes on for a few milliseconds.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn step(&mut self, heap: &Heap) -> Result<FindProgress, OutOfMemory> {
        self.before = (self.next_string, self.next_node, self.found.len(), self.sum);
        let strings = if self.texts.is_empty() { 0 } else { heap.snapshot.strings.len() };
        let nodes = heap.snapshot.nodes.len();
        if self.next_string < strings {
            self.look_at_strings(heap, strings);
        } else {
            self.look_at_nodes(heap)?;
        }
        let (looked_at, all) = ((self.next_string + self.next_node) as u64, (strings + nodes).max(1) as u64);
        Ok(FindProgress { done: self.next_node >= nodes, thousandths: (looked_at * 1000 / all) as u32, sum: self.sum })
    }

    /// Takes the last step back, which is then done again: it asked an expression that had no answer yet.
    pub fn step_back(&mut self) {
        let found;
        (self.next_string, self.next_node, found, self.sum) = self.before;
        self.found.truncate(found);
    }

    /// What has been found so far, in file order.
    pub fn found(&self) -> &[NodeOrdinal] {
        &self.found
    }

    #[inline(never)]
    fn look_at_strings(&mut self, heap: &Heap, count: usize) {
        let mut bytes = 0;
        while self.next_string < count && bytes < BYTES_IN_STEP {
            let string = StringIndex::at(self.next_string);
            let text = heap.snapshot.strings.get(string).as_bytes();
            for (hits, pattern) in self.texts.iter_mut().zip(&self.query.patterns) {
                hits.strings[string] = pattern.matches(text);
                bytes += pattern.cost() * (text.len() + 16);
            }
            self.next_string += 1;
        }
    }

    #[inline(never)]
    fn look_at_nodes(&mut self, heap: &Heap) -> Result<(), OutOfMemory> {
        let snapshot = &heap.snapshot;
        let mut namer = Namer::knowing(snapshot, &heap.well_known, std::mem::take(&mut self.ropes));
        let mut looked_at = 0;
        while self.next_node < snapshot.nodes.len() && looked_at < STEPS {
            let node = NodeOrdinal::at(self.next_node);
            looked_at += 1 + snapshot.nodes.edge_range(node).len();
            let size = snapshot.nodes.self_size.of(node);
            if size != 0 && self.query.conditions.iter().all(|condition| self.holds(heap, &mut namer, condition, node))
            {
                self.found.try_push(node)?;
                self.sum.count += 1;
                self.sum.shallow_size += size;
            }
            self.next_node += 1;
        }
        self.ropes = namer.into_known();
        Ok(())
    }

    fn holds(&self, heap: &Heap, namer: &mut Namer<'_>, condition: &Condition, node: NodeOrdinal) -> bool {
        let nodes = &heap.snapshot.nodes;
        match condition {
            Condition::Id(id) => nodes.id.of(node) == *id,
            Condition::Type(name) => heap.snapshot.type_name(node) == name,
            Condition::Detached => detachedness::is_detached_dom(&heap.snapshot, node),
            Condition::ShallowSize(than) => than.holds(nodes.self_size.of(node)),
            Condition::RetainedSize(than) => than.holds(heap.retained_size(node)),
            Condition::Distance(than) => {
                let distance = heap.distances.as_ref().map(|(distances, _)| distances[node]);
                super::rows::shown_distance(distance).is_some_and(|distance| than.holds(distance as u64))
            }
            Condition::Text(scope, text) => self.has_text(heap, namer, *scope, *text, node),
        }
    }

    fn has_text(&self, heap: &Heap, namer: &mut Namer<'_>, scope: Scope, text: usize, node: NodeOrdinal) -> bool {
        let (Some(hits), Some(pattern)) = (self.texts.get(text), self.query.patterns.get(text)) else { return false };
        let snapshot = &heap.snapshot;
        let kind = snapshot.nodes.kind[node];
        let in_name = |namer: &mut Namer<'_>| {
            let is_made =
                kind == NodeType::CONCATENATED_STRING || names::is_plain_object(snapshot, &heap.well_known, node);
            if is_made { pattern.matches(&namer.name(node)) } else { hits.strings[snapshot.nodes.name[node]] }
        };
        let in_class = || hits.classes[heap.classes.of_node[node]];
        let in_property = || {
            snapshot.edges_of(node).any(|edge| {
                let is_named = names::is_own_property(snapshot, &heap.well_known, edge)
                    || snapshot.edges.kind(edge) == EdgeType::Context;
                is_named && snapshot.edges.name(edge).is_some_and(|name| hits.strings[name])
            })
        };
        match scope {
            Scope::Anywhere => in_class() || in_property() || in_name(namer),
            Scope::Class => in_class(),
            Scope::Name => in_name(namer),
            Scope::String => {
                matches!(kind, NodeType::STRING | NodeType::CONCATENATED_STRING | NodeType::SLICED_STRING)
                    && in_name(namer)
            }
            Scope::Property => in_property(),
        }
    }
}

#[cfg(test)]
mod tests;
