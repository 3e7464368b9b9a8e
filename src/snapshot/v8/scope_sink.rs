//! The sections `scopes`, `scope_context_vars` and `scope_uses`: batches of numbers → [`Scopes`].

use super::side_tables::ScopeLayout;
use crate::error::{OutOfMemory, Section};
use crate::index::{NodeOrdinal, StringIndex};
use crate::snapshot::{Scope, Scopes, VariableUse};

/// Takes whole records of one of the three sections.
///
/// # Errors
///
/// If there is not enough memory.
pub fn accept(
    scopes: &mut Scopes,
    section: Section,
    layout: &ScopeLayout,
    node_stride: u32,
    numbers: &[u32],
) -> Result<(), OutOfMemory> {
    let records = numbers.chunks_exact(layout.stride_of(section));
    match section {
        Section::Scopes => {
            let [script, id, depth, variables, uses] = layout.scope;
            extend(&mut scopes.scopes, records, |record| Scope {
                script: NodeOrdinal(record[script] / node_stride),
                id: record[id],
                depth: record[depth],
                variables: record[variables],
                uses: record[uses],
            })
        }
        Section::ScopeVariables => {
            extend(&mut scopes.variables, records, |record| StringIndex(record[layout.variable_name]))
        }
        _ => {
            let [scope, slot] = layout.variable_use;
            extend(&mut scopes.uses, records, |record| VariableUse { scope: record[scope], slot: record[slot] })
        }
    }
}

fn extend<'a, T>(
    column: &mut Vec<T>,
    records: impl ExactSizeIterator<Item = &'a [u32]>,
    row: impl Fn(&[u32]) -> T,
) -> Result<(), OutOfMemory> {
    column.try_reserve(records.len()).map_err(|_| OutOfMemory::of::<T>(records.len()))?;
    column.extend(records.map(row));
    Ok(())
}
