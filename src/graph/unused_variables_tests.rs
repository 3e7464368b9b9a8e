//! Against the definition: a variable is used if some living function whose chain of contexts has the context is the scope
//! that uses it, or one around that. The conformance tests hold real pages against DevTools' `ContextAnalyzer`.
#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::graph::testing::Drawing;
use crate::pace::at_once;
use crate::snapshot::{Scope, VariableUse};

/// A scope of the script: how deep it is, how many variables it has, which scope's which variable it uses.
type Drawn = (u32, u32, Vec<(usize, u32)>);

/// What is alive: contexts, each of a scope and inside of an earlier one or of none; functions, each of a scope and with a
/// context or with none.
#[derive(Debug)]
struct Page {
    scopes: Vec<Drawn>,
    contexts: Vec<(usize, Option<usize>)>,
    functions: Vec<(usize, Option<usize>)>,
}

fn any_page() -> impl Strategy<Value = Page> {
    let scope = (0_u32..4, 0_u32..3, prop::collection::vec((0_usize..8, 0_u32..3), 0..3));
    (
        prop::collection::vec(scope, 1..8),
        prop::collection::vec((0_usize..8, any::<Option<usize>>()), 1..8),
        prop::collection::vec((0_usize..8, any::<Option<usize>>()), 0..6),
    )
        .prop_map(|(mut scopes, mut contexts, mut functions)| {
            // A scope is at most one deeper than the one before it, and the first surrounds all.
            let mut before = 0;
            for (at, scope) in scopes.iter_mut().enumerate() {
                scope.0 = if at == 0 { 0 } else { scope.0.clamp(1, before + 1) };
                before = scope.0;
            }
            let count = scopes.len();
            scopes.iter_mut().for_each(|scope| scope.2.iter_mut().for_each(|of| of.0 %= count));
            for (at, context) in contexts.iter_mut().enumerate() {
                *context = (context.0 % count, context.1.filter(|_| at > 0).map(|outer| outer % at.max(1)));
            }
            let held = contexts.len();
            functions
                .iter_mut()
                .for_each(|function| *function = (function.0 % count, function.1.map(|context| context % held)));
            Page { scopes, contexts, functions }
        })
}

/// The number of a scope: any but its position.
fn id(scope: usize) -> u32 {
    10_000 - scope as u32
}

fn variable(scope: usize, slot: u32) -> String {
    format!("of{scope}at{slot}")
}

impl Page {
    fn snapshot(&self) -> Snapshot {
        let mut drawing = Drawing::new();
        let script = drawing.node(NodeType::CODE, "system / Script / app.js", 8);
        let number = |drawing: &mut Drawing, from: usize, scope: usize| {
            let number = drawing.node(NodeType::NUMBER, "int", 0);
            let digits = drawing.node(NodeType::STRING, &id(scope).to_string(), 0);
            drawing.edge(number, EdgeType::Internal, "value", digits);
            drawing.edge(from, EdgeType::Internal, "scope_id", number);
        };
        let mut infos = Vec::new();
        let mut shareds = Vec::new();
        for scope in 0..self.scopes.len() {
            let info = drawing.node(NodeType::CODE, "system / ScopeInfo", 8);
            number(&mut drawing, info, scope);
            // Only every second scope is a function's; the others are found by the one around them.
            let shared = drawing.node(NodeType::CODE, "system / SharedFunctionInfo / f", 8);
            drawing.edge(shared, EdgeType::Internal, "script", script);
            number(&mut drawing, shared, scope);
            if scope % 2 == 0 {
                drawing.edge(shared, EdgeType::Internal, "name_or_scope_info", info);
            } else if let Some(&outer) = infos.last() {
                drawing.edge(info, EdgeType::Internal, "outer_scope_info", outer);
            }
            infos.push(info);
            shareds.push(shared);
        }
        let mut contexts = Vec::new();
        for &(scope, outer) in &self.contexts {
            let context = drawing.node(NodeType::OBJECT, "system / Context", 8);
            drawing.edge(context, EdgeType::Internal, "scope_info", infos[scope]);
            if let Some(outer) = outer {
                drawing.edge(context, EdgeType::Internal, "previous", contexts[outer]);
            }
            for slot in 0..self.scopes[scope].1 {
                let value = drawing.node(NodeType::OBJECT, "Value", 8);
                drawing.edge(context, EdgeType::Context, &variable(scope, slot), value);
            }
            contexts.push(context);
        }
        for &(scope, context) in &self.functions {
            let function = drawing.node(NodeType::CLOSURE, "f", 8);
            drawing.edge(function, EdgeType::Internal, "shared", shareds[scope]);
            if let Some(context) = context {
                drawing.edge(function, EdgeType::Internal, "context", contexts[context]);
            }
        }
        self.with_scopes(drawing, script)
    }

    /// The drawing as a snapshot that has the sections of scopes.
    fn with_scopes(&self, mut drawing: Drawing, script: usize) -> Snapshot {
        let names: Vec<String> =
            (0..self.scopes.len()).flat_map(|at| (0..self.scopes[at].1).map(move |slot| variable(at, slot))).collect();
        let first = drawing.nodes.len();
        names.iter().for_each(|name| _ = drawing.node(NodeType::STRING, name, 8));
        let mut snapshot = drawing.snapshot();
        let scopes = self.scopes.iter().enumerate().map(|(at, (depth, variables, uses))| Scope {
            script: NodeOrdinal(script as u32),
            id: id(at),
            depth: *depth,
            variables: *variables,
            uses: uses.len() as u32,
        });
        let uses = self.scopes.iter().flat_map(|(.., uses)| uses);
        snapshot.scopes = Scopes {
            scopes: scopes.collect(),
            variables: (first..first + names.len()).map(|node| snapshot.nodes.name[NodeOrdinal::at(node)]).collect(),
            uses: uses.map(|&(scope, slot)| VariableUse { scope: id(scope), slot }).collect(),
        };
        snapshot
    }

    fn around(&self, scope: usize) -> Option<usize> {
        (0..scope).rev().find(|&outer| self.scopes[outer].0 < self.scopes[scope].0)
    }

    /// The contexts that a function sees.
    fn seen(&self, context: Option<usize>) -> HashSet<usize> {
        std::iter::successors(context, |&context| self.contexts[context].1).collect()
    }

    /// By the definition: context and name of each variable that is not used.
    fn unused(&self) -> Vec<(usize, String)> {
        let mut unused = Vec::new();
        for (at, &(scope, _)) in self.contexts.iter().enumerate() {
            for slot in 0..self.scopes[scope].1 {
                let users = (0..self.scopes.len()).filter(|&user| self.scopes[user].2.contains(&(scope, slot)));
                let is_used = users.into_iter().any(|user| {
                    let mut around = std::iter::successors(Some(user), |&user| self.around(user));
                    around.any(|of| {
                        self.functions.iter().any(|&(scope, context)| scope == of && self.seen(context).contains(&at))
                    })
                });
                if !is_used {
                    unused.push((at, variable(scope, slot)));
                }
            }
        }
        unused
    }
}

/// Functions written inside of each other, so many deep, each using the first variable of the outermost one; they are alive in
/// all contexts, of which each has another variable that nobody uses.
fn nested(deep: usize, contexts: usize) -> Page {
    Page {
        scopes: (0..deep).map(|at| (at as u32, 2, vec![(0, 0)])).collect(),
        contexts: (0..contexts).map(|at| (at % deep, at.checked_sub(1))).collect(),
        functions: (0..deep).map(|at| (at, Some(contexts - 1))).collect(),
    }
}

#[test]
fn where_it_would_take_the_square_nothing_is_said() {
    let few = nested(5, 5);
    assert_eq!(at_once(unused_variables(&few.snapshot(), &Pace::unbroken())).unwrap().len(), few.unused().len());
    assert!(!few.unused().is_empty());
    let mut torn = few.snapshot();
    torn.scopes.uses.pop();
    assert_eq!(at_once(unused_variables(&torn, &Pace::unbroken())).unwrap(), [], "counts that do not fit");
    let many = nested(400, 150);
    assert_eq!(at_once(unused_variables(&many.snapshot(), &Pace::unbroken())).unwrap(), []);
}

proptest! {
    #[test]
    fn exactly_what_no_living_function_uses(page in any_page()) {
        let snapshot = page.snapshot();
        let contexts: Vec<NodeOrdinal> = (0..snapshot.nodes.len())
            .map(NodeOrdinal::at)
            .filter(|&node| snapshot.raw_name(node).is("system / Context"))
            .collect();
        let found: Vec<(usize, String)> = at_once(unused_variables(&snapshot, &Pace::unbroken()))
            .unwrap()
            .iter()
            .map(|variable| {
                let name = snapshot.strings.get(snapshot.edges.name(variable.edge).unwrap()).to_string();
                (contexts.iter().position(|&context| context == variable.context).unwrap(), name)
            })
            .collect();
        prop_assert_eq!(found, page.unused());
    }

    /// Nothing in the three sections has to fit: what does not is met by nothing.
    #[test]
    fn any_numbers_are_borne(
        page in any_page(),
        scopes in prop::collection::vec((0_u32..4, any::<u8>(), 0_u32..9, any::<u32>(), 0_u32..9), 0..9),
        others in prop::collection::vec((any::<u8>(), any::<u32>()), 0..9),
    ) {
        let mut snapshot = page.snapshot();
        let scope = |(script, id, depth, variables, uses)| {
            Scope { script: NodeOrdinal(script), id: u32::from(id), depth, variables, uses }
        };
        snapshot.scopes = Scopes {
            scopes: scopes.into_iter().map(scope).collect(),
            variables: others.iter().map(|&(_, name)| StringIndex(name)).collect(),
            uses: others.iter().map(|&(scope, slot)| VariableUse { scope: u32::from(scope), slot }).collect(),
        };
        at_once(unused_variables(&snapshot, &Pace::unbroken())).unwrap();
    }
}
