//! Scopes: which variables a function's or a block's context has, and which scopes use them, as the source of a script says.
//!
//! V8 writes this since 15.0 (Chrome 156, workerd of 2026) for every script that is alive, its scopes in the order of the
//! source, each behind the one that surrounds it. Nothing is checked here but that records are whole: what names no node, no
//! string, no variable is met by nothing that asks.

use crate::index::{NodeOrdinal, StringIndex};

/// A scope of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The script.
    pub script: NodeOrdinal,
    /// V8's number of the scope, unlike that of any other function in the script.
    pub id: u32,
    /// How many scopes surround it.
    pub depth: u32,
    /// How many variables are its own.
    pub variables: u32,
    /// How many variables it uses, its own and others'.
    pub uses: u32,
}

/// That a scope uses a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariableUse {
    /// The [`Scope::id`] of the scope whose variable it is.
    pub scope: u32,
    /// Which of its variables, from 0.
    pub slot: u32,
}

/// The scopes of all scripts.
#[derive(Debug, Default)]
pub struct Scopes {
    /// The scopes, script by script, each before those inside of it.
    pub scopes: Vec<Scope>,
    /// The names of their variables, scope by scope.
    pub variables: Vec<StringIndex>,
    /// What they use, scope by scope.
    pub uses: Vec<VariableUse>,
}
