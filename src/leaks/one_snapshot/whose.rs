//! Whose a holder is: the program's, or what the runtime has for itself.
//!
//! Whose code an object is of is said by `Heap::code_owner`. That of a holder follows from the code of what it holds and of
//! what leads to it, and from the names that the program gave. Where only the runtime leads to it, as to open handles, timers
//! and listeners, it is the program's all the same if each of the things keeps something of the program.

use std::iter::successors;

use super::Finder;
use super::large::{Alike, Gathered, Large, children};
use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, try_make_room};
use crate::leaks::model::kinds::{Family, Kind, KindMap};
use crate::leaks::model::nodes::can_be_ended;
use crate::leaks::naming::SuspectPath;
use crate::leaks::thresholds::{LEAST_KEPT_BY_EACH, MANY, is_share};
use crate::redaction::is_well_known;
use crate::runtime_names::{blink, node, v8};
use crate::snapshot::{EdgeType, NodeType};

impl Finder<'_> {
    /// Whose something is: of whose code the example is, or else the nearest function above the holder, or what the program
    /// gave a name to. Things of the runtime's classes are whoever's who made them. Where a file tells no places, nothing is
    /// known of that.
    pub fn is_of_runtime(&self, example: Option<NodeOrdinal>, path: &SuspectPath) -> bool {
        let (heap, snapshot) = (self.model.heap, &self.model.heap.snapshot);
        let is_of_program = |node: NodeOrdinal| match heap.code_owner(node) {
            Some(CodeOwner::Program | CodeOwner::Package(_)) => Some(true),
            Some(CodeOwner::Runtime) if snapshot.nodes.kind[node] == NodeType::CLOSURE => Some(false),
            _ => node::is_module_of_program(snapshot.raw_name(node).as_bytes()).then_some(true),
        };
        if snapshot.locations.of_nodes.is_empty() || example.and_then(is_of_program) == Some(true) {
            return false;
        }
        let is_named_by_program = |edge: Option<EdgeIndex>| {
            let edge = edge.filter(|&edge| snapshot.edges.kind(edge) == EdgeType::Property)?;
            let name = snapshot.strings.get(snapshot.edges.name(edge)?).as_bytes();
            let is_own_name = !is_well_known(name) && !name.starts_with(b"<symbol");
            (is_own_name && self.is_global(snapshot.nodes.source_of(edge))).then_some(true)
        };
        let mut told =
            path.steps_up().filter_map(|(node, edge)| is_of_program(node).or_else(|| is_named_by_program(edge)));
        told.next() != Some(true)
    }

    fn is_global(&self, node: NodeOrdinal) -> bool {
        let name = self.model.heap.snapshot.raw_name(node).as_bytes();
        self.model.is_global(node) || node::is_global(name) || blink::is_window(name) || v8::is_global(name)
    }

    /// What of the program's own is kept with what a holder has gathered, in like numbers: instances of one class, or else
    /// functions of one code. Nothing, if that is an instance of such a class itself. With what the runtime has, what a package
    /// made around it for the program to end counts as well: of several the one that is farthest from the runtime.
    pub fn kept_of_program(&self, large: &Large, is_of_runtime: bool) -> Result<Option<Alike>, OutOfMemory> {
        let (Gathered::Entries(Alike { count, .. })
        | Gathered::Shared(Alike { count, .. })
        | Gathered::Links { count, .. }) = large.gathered
        else {
            return Ok(None);
        };
        let example = large.gathered.example().unwrap_or(large.position);
        let kind = self.kind(example);
        let owner = |at: usize| self.model.heap.code_owner(self.node(at));
        if kind.family() == Family::Instance && owner(example) == Some(CodeOwner::Program) && !self.is_call(example) {
            return Ok(None);
        }
        let is_one_by_one = matches!(large.gathered, Gathered::Shared(_));
        let things = children(self.outline, large.position).filter(|&child| is_one_by_one && self.kind(child) == kind);
        let mut sums: KindMap<Alike> = KindMap::default();
        let mut is_own: KindMap<usize> = KindMap::default();
        for position in things.chain((!is_one_by_one).then_some(large.position)) {
            for at in self.outline.below(position) {
                let kind = self.kind(at);
                if !matches!(kind.family(), Family::Instance | Family::Function) {
                    continue;
                }
                try_make_room(&mut is_own)?;
                let is_of_program = || match owner(at) {
                    Some(CodeOwner::Program) => !self.is_call(at),
                    Some(CodeOwner::Package(_)) => is_of_runtime && can_be_ended(self.model.heap, self.node(at)),
                    _ => false,
                };
                if *is_own.entry(kind).or_insert_with(|| usize::from(is_of_program())) == 0 {
                    continue;
                }
                try_make_room(&mut sums)?;
                let sum = sums.entry(kind).or_insert(Alike { count: 0, bytes: 0, example: at });
                (sum.count, sum.bytes) = (sum.count + 1, sum.bytes + self.model.heap.retained_size(self.node(at)));
            }
        }
        let is_enough = |alike: &Alike| {
            i64::from(alike.count) >= MANY && is_share(alike.count.into(), count.into(), LEAST_KEPT_BY_EACH)
        };
        let enough = sums.into_iter().filter(|(_, alike)| is_enough(alike));
        let most = enough.max_by_key(|&(kind, alike)| {
            let way = successors(Some(self.node(alike.example)), |&at| {
                Some(self.paths.last_step(&self.model.heap.snapshot, at)?.from)
            });
            let is_own = owner(alike.example) == Some(CodeOwner::Program);
            let steps = if is_own { 0 } else { way.count() };
            (is_own, kind.family() == Family::Instance, steps, alike.count, alike.bytes, kind)
        });
        Ok(most.map(|(_, alike)| alike))
    }

    /// Whether this is a call that waits: it has its function's place.
    fn is_call(&self, position: usize) -> bool {
        self.names.waiting_function(self.node(position)).is_some()
    }

    /// The one of the things kept by the runtime one by one that keeps something.
    pub fn keeper_of(&self, large: &Large, kept: usize) -> Option<usize> {
        children(self.outline, large.position).find(|&child| self.outline.below(child).contains(&kept))
    }

    /// The kind of what is at a position.
    pub fn kind(&self, position: usize) -> Kind {
        self.outline.kinds.get(position).copied().unwrap_or_default()
    }

    /// The node at a position.
    pub fn node(&self, position: usize) -> NodeOrdinal {
        self.nodes.get(position).copied().unwrap_or_default()
    }
}
