//! The text of concatenated strings (docs/semantics.md §9): the leaves of a tree from left to right, until it is long
//! enough.
//!
//! A program that builds a text piece by piece leaves a tree hundreds of thousands deep, each of whose nodes has a name of
//! its own. To name one of them is to go down the tree; to name all of them that way would take the square of the depth.
//! So [`Ropes`] remembers, for the trees that it has met, which node below has the same text: then no way down is longer
//! than the text. A tree that contains itself ends like any other, when it is long enough or when it stops growing.

use std::collections::HashMap;

use crate::error::OutOfMemory;
use crate::index::NodeOrdinal;
use crate::snapshot::{EdgeType, NodeType, Snapshot};
use crate::text::JsString;

/// A concatenated string is put together up to this many UTF-16 units.
const LONGEST: usize = 1024;

/// The text of one concatenated string.
pub fn text(snapshot: &Snapshot, node: NodeOrdinal) -> JsString {
    text_up_to(snapshot, node, LONGEST)
}

/// The same up to another number of UTF-16 units; the last piece is not cut.
pub fn text_up_to(snapshot: &Snapshot, node: NodeOrdinal, longest: usize) -> JsString {
    let open = |node| match is_rope(snapshot, node) {
        true => Opened::Halves(halves(snapshot, node)),
        false => Opened::Leaf(node),
    };
    join(snapshot, node, longest, open)
}

/// A part of a text, looked into.
enum Opened<P> {
    Halves((P, P)),
    Leaf(NodeOrdinal),
}

/// Puts the leaves together.
fn join<P>(snapshot: &Snapshot, whole: P, longest: usize, open: impl Fn(P) -> Opened<P>) -> JsString {
    let mut text = JsString::default();
    let mut length = 0;
    let mut parts = vec![whole];
    // Who takes more steps than there are nodes and gets no text goes round in circles.
    let patience = snapshot.nodes.len() + longest;
    let mut idle = 0;
    while let Some(part) = parts.pop().filter(|_| length < longest && idle <= patience) {
        idle += 1;
        match open(part) {
            Opened::Halves((first, second)) => parts.extend([second, first]),
            Opened::Leaf(leaf) => {
                let piece = snapshot.raw_name(leaf);
                text.push(piece);
                length += piece.utf16_len();
                idle = if piece.is_empty() { idle } else { 0 };
            }
        }
    }
    text
}

#[inline]
fn is_rope(snapshot: &Snapshot, node: NodeOrdinal) -> bool {
    snapshot.nodes.kind[node] == NodeType::CONCATENATED_STRING
}

/// The two parts of a concatenated string; the first node of the file stands in for one that is missing.
fn halves(snapshot: &Snapshot, node: NodeOrdinal) -> (NodeOrdinal, NodeOrdinal) {
    let missing = NodeOrdinal(0);
    let (mut first, mut second) = (missing, missing);
    for edge in snapshot.edges_of(node) {
        if snapshot.edges.kind(edge) == EdgeType::Internal
            && let Some(name) = snapshot.edges.name(edge)
        {
            match snapshot.strings.get(name).as_bytes() {
                b"first" => first = snapshot.edges.target(edge),
                b"second" => second = snapshot.edges.target(edge),
                _ => {}
            }
        }
        if first != missing && second != missing {
            break;
        }
    }
    (first, second)
}

/// The texts of many concatenated strings.
#[derive(Debug, Default)]
pub struct Ropes {
    ropes: Vec<Rope>,
    of_node: HashMap<NodeOrdinal, usize>,
    /// The text given last: all the larger ones of a tree that grew at its end have the same.
    last: Option<(Part, JsString)>,
}

/// What a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A node that is no concatenated string.
    Leaf(NodeOrdinal),
    /// A concatenated string, by its position in [`Ropes`].
    Rope(usize),
}

#[derive(Clone, Copy, Debug)]
struct Rope {
    node: NodeOrdinal,
    /// Set when the rope is entered.
    halves: Option<(Part, Part)>,
    /// In UTF-16 units, [`LONGEST`] at most; that, too, while it is being measured, for what contains itself has no end.
    length: usize,
    /// What has the same text: this rope itself, or something below.
    same: Part,
}

impl Ropes {
    /// The text of a concatenated string, as [`text`] gives it.
    pub fn text(&mut self, snapshot: &Snapshot, node: NodeOrdinal) -> JsString {
        let Some(whole) = self.same_text(snapshot, node) else { return text(snapshot, node) };
        match &self.last {
            Some((part, text)) if *part == whole => text.clone(),
            _ => {
                let text = join(snapshot, whole, LONGEST, |part| self.open(part));
                self.last = Some((whole, text.clone()));
                text
            }
        }
    }

    /// What has the same text as a concatenated string; nothing if memory does not suffice to find out. What grew at its
    /// end beyond [`LONGEST`] has the text of an earlier state.
    pub fn same_text(&mut self, snapshot: &Snapshot, node: NodeOrdinal) -> Option<Part> {
        let whole = self.measure(snapshot, node);
        if whole.is_err() {
            // Nothing half measured may stay.
            *self = Self::default();
        }
        whole.ok()
    }

    fn open(&self, part: Part) -> Opened<Part> {
        match self.same(part) {
            Part::Leaf(leaf) => Opened::Leaf(leaf),
            Part::Rope(at) => self.ropes[at].halves.map_or(Opened::Leaf(self.ropes[at].node), Opened::Halves),
        }
    }

    fn same(&self, part: Part) -> Part {
        match part {
            Part::Leaf(_) => part,
            Part::Rope(at) => self.ropes[at].same,
        }
    }

    /// Measures a rope and all below it, each after what it consists of; gives what has the same text.
    fn measure(&mut self, snapshot: &Snapshot, node: NodeOrdinal) -> Result<Part, OutOfMemory> {
        let whole = self.part(snapshot, node)?;
        let mut todo = Vec::new();
        let is_new = |ropes: &[Rope], part| matches!(part, Part::Rope(at) if ropes[at].halves.is_none());
        todo.extend(Some(whole).filter(|&part| is_new(&self.ropes, part)));
        while let Some(&Part::Rope(at)) = todo.last() {
            if let Some(halves) = self.ropes[at].halves {
                self.finish(snapshot, at, halves);
                todo.pop();
                continue;
            }
            let (first, second) = halves(snapshot, self.ropes[at].node);
            let halves = (self.part(snapshot, first)?, self.part(snapshot, second)?);
            self.ropes[at].halves = Some(halves);
            todo.extend([halves.1, halves.0].into_iter().filter(|&part| is_new(&self.ropes, part)));
        }
        Ok(self.same(whole))
    }

    fn part(&mut self, snapshot: &Snapshot, node: NodeOrdinal) -> Result<Part, OutOfMemory> {
        if !is_rope(snapshot, node) {
            return Ok(Part::Leaf(node));
        }
        if let Some(&at) = self.of_node.get(&node) {
            return Ok(Part::Rope(at));
        }
        let at = self.ropes.len();
        self.ropes.try_reserve(1).map_err(|_| OutOfMemory::of::<Rope>(at))?;
        self.of_node.try_reserve(1).map_err(|_| OutOfMemory::of::<(NodeOrdinal, usize)>(at))?;
        self.ropes.push(Rope { node, halves: None, length: LONGEST, same: Part::Rope(at) });
        self.of_node.insert(node, at);
        Ok(Part::Rope(at))
    }

    fn finish(&mut self, snapshot: &Snapshot, at: usize, (first, second): (Part, Part)) {
        let (first_length, second_length) = (self.length(snapshot, first), self.length(snapshot, second));
        let same = if first_length >= LONGEST || second_length == 0 {
            self.same(first)
        } else if first_length == 0 {
            self.same(second)
        } else {
            Part::Rope(at)
        };
        let rope = &mut self.ropes[at];
        rope.length = LONGEST.min(first_length + second_length);
        rope.same = same;
    }

    fn length(&self, snapshot: &Snapshot, part: Part) -> usize {
        match part {
            Part::Rope(at) => self.ropes[at].length,
            Part::Leaf(leaf) => {
                let text = snapshot.raw_name(leaf);
                // No unit takes more than three bytes, and a long text need not be counted.
                if text.as_bytes().len() >= 3 * LONGEST { LONGEST } else { LONGEST.min(text.utf16_len()) }
            }
        }
    }
}

#[cfg(test)]
#[path = "ropes_tests.rs"]
mod tests;
