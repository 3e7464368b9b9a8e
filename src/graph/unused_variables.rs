//! Variables that a context keeps although no function that is alive uses them: V8 gives all functions of a scope one
//! context, so a variable stays as long as any of them does.
//!
//! A variable of a context is used if one of the living functions whose chain of contexts has this context mentions it, or if
//! a function does that is written inside of one (docs/semantics.md §14, as DevTools' `ContextAnalyzer`). The file has the
//! scopes of its scripts if Chrome 156 or workerd wrote it; of a script without scopes nothing is said.
//!
//! One pass over the nodes collects contexts, one over the functions marks what they use. The scopes inside of a scope follow
//! it in the file, so what they all use is one stretch of the list of uses.

use std::collections::HashMap;
use std::ops::Range;

use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, Position, StringIndex, TryPush, try_filled, try_make_room};
use crate::pace::Pace;
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, NodeType, Scopes, Snapshot, VariableUse};

/// The contexts around a function are as many as functions and blocks are written inside of each other; more are no source.
const MOST_CONTEXTS_AROUND: usize = 200;

/// Steps for each node and edge and for each use. Scopes that are nested thousands deep take the square and more; of these
/// nothing is said.
const MOST_STEPS: usize = 32;

/// One kind of table for all that is looked up here, by one number or by two: each kind costs a kilobyte of the engine.
type Table = HashMap<u64, u32>;

/// Nothing.
const NONE: u32 = u32::MAX;

/// The key that two numbers are together.
fn pair(one: u32, other: u32) -> u64 {
    u64::from(one) << 32 | u64::from(other)
}

/// What a table has under a key, found out the first time; [`NONE`] is kept, too.
fn known(table: &mut Table, key: u64, find: impl FnOnce() -> Option<u32>) -> Result<Option<u32>, OutOfMemory> {
    try_make_room(table)?;
    let found = *table.entry(key).or_insert_with(|| find().unwrap_or(NONE));
    Ok((found != NONE).then_some(found))
}

/// A variable that no living function uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnusedVariable {
    /// The link from the context to the value.
    pub edge: EdgeIndex,
    /// The context.
    pub context: NodeOrdinal,
    /// The value.
    pub value: NodeOrdinal,
    /// Of which `system / ScopeInfo` the context is: all calls of one function have the same.
    pub scope_info: NodeOrdinal,
    /// The `system / SharedFunctionInfo` of the function whose variable it is.
    pub function: Option<NodeOrdinal>,
    /// A living function that keeps the context, the first in the file; none if something else does.
    pub kept_by: Option<NodeOrdinal>,
}

/// The unused variables of all contexts, in the order of the file.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn unused_variables(snapshot: &Snapshot, pace: &Pace) -> Result<Vec<UnusedVariable>, OutOfMemory> {
    if snapshot.scopes.scopes.is_empty() {
        return Ok(Vec::new());
    }
    let stretches = Stretches::of(&snapshot.scopes)?;
    if !stretches.fit() {
        return Ok(Vec::new());
    }
    let mut contexts = Contexts::collect(snapshot, &stretches, pace).await?;
    match contexts.mark_used(snapshot, &stretches, pace).await? {
        true => contexts.unused(snapshot, &stretches),
        false => Ok(Vec::new()),
    }
}

/// Where in its lists each scope's variables and uses are, and where those of the scopes inside of it end.
struct Stretches<'a> {
    scopes: &'a Scopes,
    /// Scopes by script and number; of several with one number the last.
    by_id: Table,
    /// The first variable of each scope, and at the end the number of all.
    first_variable: Vec<usize>,
    /// The first use of each scope, and at the end the number of all.
    first_use: Vec<usize>,
    /// Behind the last scope inside of each.
    end: Vec<u32>,
}

impl<'a> Stretches<'a> {
    fn of(scopes: &'a Scopes) -> Result<Self, OutOfMemory> {
        let count = scopes.scopes.len();
        let (mut first_variable, mut first_use) = (try_filled(count + 1, 0_usize)?, try_filled(count + 1, 0_usize)?);
        let mut end = try_filled(count, count as u32)?;
        let mut by_id = Table::new();
        // The scopes around the present one.
        let mut open: Vec<u32> = Vec::new();
        for (at, scope) in scopes.scopes.iter().enumerate() {
            let around = |&outer: &u32| {
                scopes
                    .scopes
                    .get(outer as usize)
                    .is_some_and(|outer| outer.script == scope.script && outer.depth < scope.depth)
            };
            while let Some(ended) = open.pop_if(|outer| !around(outer)) {
                end[ended as usize] = at as u32;
            }
            open.try_push(at as u32)?;
            try_make_room(&mut by_id)?;
            by_id.insert(pair(scope.script.0, scope.id), at as u32);
            first_variable[at + 1] = first_variable[at].saturating_add(scope.variables as usize);
            first_use[at + 1] = first_use[at].saturating_add(scope.uses as usize);
        }
        Ok(Self { scopes, by_id, first_variable, first_use, end })
    }

    /// Whether the scopes have as many variables and uses as the other two sections list.
    fn fit(&self) -> bool {
        self.first_variable.last() == Some(&self.scopes.variables.len())
            && self.first_use.last() == Some(&self.scopes.uses.len())
    }

    /// The scope of a script with a number.
    fn scope(&self, script: u32, id: u32) -> Option<u32> {
        self.by_id.get(&pair(script, id)).copied()
    }

    /// The names of a scope's variables.
    fn variables(&self, scope: u32) -> &'a [StringIndex] {
        let at = scope as usize;
        self.scopes.variables.get(self.first_variable[at]..self.first_variable[at + 1]).unwrap_or_default()
    }

    /// What a scope uses, and what is written inside of it.
    fn uses(&self, user: u32) -> &'a [VariableUse] {
        let stretch = self.first_use[user as usize]..self.first_use[self.end[user as usize] as usize];
        self.scopes.uses.get(stretch).unwrap_or_default()
    }

    /// Which variables of scope `owner` these are.
    fn slots(&self, user: u32, owner: u32) -> impl Iterator<Item = u32> + '_ {
        let id = self.scopes.scopes[owner as usize].id;
        self.uses(user).iter().filter(move |of| of.scope == id).map(|of| of.slot)
    }
}

/// A context whose scope is known.
struct Context {
    node: NodeOrdinal,
    scope_info: NodeOrdinal,
    scope: u32,
    /// Where the marks of its variables begin.
    first_mark: usize,
    kept_by: Option<NodeOrdinal>,
}

/// The contexts whose scopes are known, in the order of the file, with a mark for each variable that is used.
struct Contexts {
    contexts: Vec<Context>,
    is_used: Vec<bool>,
    infos: ScopeInfos,
}

impl Contexts {
    async fn collect(snapshot: &Snapshot, stretches: &Stretches<'_>, pace: &Pace) -> Result<Self, OutOfMemory> {
        let mut infos = ScopeInfos::of(snapshot, pace).await?;
        let mut contexts = Vec::new();
        let mut marks = 0_usize;
        let mut collect = |nodes: Range<usize>| {
            for node in nodes.map(NodeOrdinal::at) {
                if snapshot.nodes.kind[node] == NodeType::OBJECT
                    && v8::is_function_context(snapshot.raw_name(node).as_bytes())
                    && let Some(scope_info) = internal(snapshot, node, v8::SCOPE_INFO)
                    && let Some(scope) = infos.scope(snapshot, stretches, scope_info)?
                {
                    contexts.try_push(Context { node, scope_info, scope, first_mark: marks, kept_by: None })?;
                    marks += stretches.variables(scope).len();
                }
            }
            Ok(())
        };
        pace.try_in_blocks(snapshot.nodes.len(), &mut collect).await?;
        Ok(Self { contexts, is_used: try_filled(marks, false)?, infos })
    }

    /// Marks what is used; says whether [`MOST_STEPS`] were enough for that.
    async fn mark_used(
        &mut self,
        snapshot: &Snapshot,
        stretches: &Stretches<'_>,
        pace: &Pace,
    ) -> Result<bool, OutOfMemory> {
        let (mut functions, mut previous) = (Table::new(), Table::new());
        let rows = snapshot.nodes.len() + snapshot.edges.len() + stretches.scopes.uses.len();
        let mut slots = Slots { steps_left: rows.saturating_mul(MOST_STEPS), ..Slots::default() };
        let mut mark = |nodes: Range<usize>| {
            for node in nodes.map(NodeOrdinal::at).filter(|&node| snapshot.nodes.kind[node] == NodeType::CLOSURE) {
                let Some(shared) = internal(snapshot, node, v8::SHARED) else { continue };
                let scope = known(&mut functions, shared.0.into(), || {
                    let script = internal(snapshot, shared, v8::SCRIPT_OF_SHARED)?;
                    stretches.scope(script.0, scope_id(snapshot, shared)?)
                })?;
                let is_context = |&node: &NodeOrdinal| v8::is_function_context(snapshot.raw_name(node).as_bytes());
                let mut next = internal(snapshot, node, v8::CONTEXT_OF_FUNCTION).filter(is_context);
                for _ in 0..MOST_CONTEXTS_AROUND {
                    let Some(context) = next.filter(|_| slots.steps_left > 0) else { break };
                    self.mark(context, node, scope, stretches, &mut slots)?;
                    let around = || internal(snapshot, context, v8::PREVIOUS_CONTEXT).filter(is_context);
                    next = known(&mut previous, context.0.into(), || around().map(|node| node.0))?.map(NodeOrdinal);
                }
                // What was not looked at may be used.
                if next.is_some() {
                    slots.steps_left = 0;
                }
            }
            Ok(())
        };
        pace.try_in_blocks(snapshot.nodes.len(), &mut mark).await?;
        Ok(slots.steps_left > 0)
    }

    /// Marks what function `node`, of scope `user`, uses of a context.
    fn mark(
        &mut self,
        context: NodeOrdinal,
        node: NodeOrdinal,
        user: Option<u32>,
        stretches: &Stretches<'_>,
        slots: &mut Slots,
    ) -> Result<(), OutOfMemory> {
        let Ok(at) = self.contexts.binary_search_by_key(&context, |context| context.node) else { return Ok(()) };
        let context = &mut self.contexts[at];
        context.kept_by.get_or_insert(node);
        let Some(user) = user else { return Ok(()) };
        for &slot in slots.of(stretches, user, context.scope)? {
            if let Some(is_used) = self.is_used.get_mut(context.first_mark + slot as usize) {
                *is_used = true;
            }
        }
        Ok(())
    }

    fn unused(self, snapshot: &Snapshot, stretches: &Stretches<'_>) -> Result<Vec<UnusedVariable>, OutOfMemory> {
        let mut slot_of = Table::new();
        let mut found = Vec::new();
        for &Context { node, scope_info, scope, first_mark, kept_by } in &self.contexts {
            let variables = stretches.variables(scope);
            if variables.first().is_some_and(|&first| !slot_of.contains_key(&pair(scope, first.0))) {
                for (&name, slot) in variables.iter().zip(0..) {
                    try_make_room(&mut slot_of)?;
                    slot_of.entry(pair(scope, name.0)).or_insert(slot);
                }
            }
            for edge in snapshot.edges_of(node).filter(|&edge| snapshot.edges.kind(edge) == EdgeType::Context) {
                let slot = snapshot.edges.name(edge).and_then(|name| slot_of.get(&pair(scope, name.0)));
                if slot.is_some_and(|&slot| self.is_used.get(first_mark + slot as usize) == Some(&false)) {
                    let value = snapshot.edges.target(edge);
                    let function = function_of(&self.infos.functions, snapshot, scope_info);
                    found.try_push(UnusedVariable { edge, context: node, value, scope_info, function, kept_by })?;
                }
            }
        }
        Ok(found)
    }
}

/// Which variables a function uses of a scope around it, each pair looked for once.
#[derive(Default)]
struct Slots {
    /// Where the list of a pair begins: its length, then its slots.
    known: Table,
    slots: Vec<u32>,
    steps_left: usize,
}

impl Slots {
    fn of(&mut self, stretches: &Stretches<'_>, user: u32, owner: u32) -> Result<&[u32], OutOfMemory> {
        try_make_room(&mut self.known)?;
        let next = self.slots.len();
        self.steps_left = self.steps_left.saturating_sub(1);
        let from = *self.known.entry(pair(user, owner)).or_insert(next as u32) as usize;
        if from == next {
            let variables = stretches.variables(owner).len();
            self.steps_left = self.steps_left.saturating_sub(stretches.uses(user).len());
            self.slots.try_push(0)?;
            self.slots.try_extend(stretches.slots(user, owner).filter(|&slot| (slot as usize) < variables))?;
            self.slots[next] = (self.slots.len() - next - 1) as u32;
        }
        let list = self.slots.get(from..).and_then(<[u32]>::split_first);
        Ok(list.and_then(|(&length, list)| list.get(..length as usize)).unwrap_or_default())
    }
}

/// Of which scope each `system / ScopeInfo` is.
struct ScopeInfos {
    /// The `system / SharedFunctionInfo` of those that a function has.
    functions: Table,
    known: Table,
}

impl ScopeInfos {
    async fn of(snapshot: &Snapshot, pace: &Pace) -> Result<Self, OutOfMemory> {
        let mut functions = Table::new();
        let mut find = |nodes: Range<usize>| {
            for node in nodes.map(NodeOrdinal::at).filter(|&node| snapshot.nodes.kind[node] == NodeType::CODE) {
                if snapshot.raw_name(node).as_bytes().starts_with(v8::SHARED_FUNCTION_INFO)
                    && let Some(info) = internal(snapshot, node, v8::NAME_OR_SCOPE_INFO)
                    && snapshot.raw_name(info).as_bytes() == v8::SCOPE_INFO_NAME
                {
                    try_make_room(&mut functions)?;
                    functions.insert(info.0.into(), node.0);
                }
            }
            Ok(())
        };
        pace.try_in_blocks(snapshot.nodes.len(), &mut find).await?;
        Ok(Self { functions, known: Table::new() })
    }

    /// The scope with its number in its script, or in the script of the next scope around it that a function has.
    fn scope(
        &mut self,
        snapshot: &Snapshot,
        stretches: &Stretches<'_>,
        info: NodeOrdinal,
    ) -> Result<Option<u32>, OutOfMemory> {
        let functions = &self.functions;
        known(&mut self.known, info.0.into(), || {
            let function = function_of(functions, snapshot, info)?;
            stretches.scope(internal(snapshot, function, v8::SCRIPT_OF_SHARED)?.0, scope_id(snapshot, info)?)
        })
    }
}

/// The function that a scope is of, or is written inside of.
fn function_of(functions: &Table, snapshot: &Snapshot, info: NodeOrdinal) -> Option<NodeOrdinal> {
    let around = std::iter::successors(Some(info), |&info| internal(snapshot, info, v8::OUTER_SCOPE_INFO));
    around.take(MOST_CONTEXTS_AROUND).find_map(|info| functions.get(&info.0.into())).copied().map(NodeOrdinal)
}

fn internal(snapshot: &Snapshot, node: NodeOrdinal, name: &str) -> Option<NodeOrdinal> {
    snapshot.target_of(node, EdgeType::Internal, name)
}

/// The number of the scope that a function, or a `system / ScopeInfo`, has; V8 writes it as a node with its digits as a text.
fn scope_id(snapshot: &Snapshot, node: NodeOrdinal) -> Option<u32> {
    let number =
        internal(snapshot, node, v8::SCOPE_ID).filter(|&number| snapshot.nodes.kind[number] == NodeType::NUMBER)?;
    let digits = internal(snapshot, number, v8::VALUE_OF_NUMBER)?;
    std::str::from_utf8(snapshot.raw_name(digits).as_bytes()).ok()?.parse().ok()
}

#[cfg(test)]
#[path = "unused_variables_tests.rs"]
mod tests;
