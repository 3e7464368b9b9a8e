//! What one snapshot tells, as a part of a document.

use super::chain::{chain, place};
use super::document::Document;
use super::format;
use super::prose::{Sentence, one_snapshot as prose};
use crate::leaks::findings::{LargeHolder, OneSnapshot};

/// Appends what one snapshot tells.
pub fn write(one: &OneSnapshot, document: &mut Document) {
    for large in &one.holders {
        document.heading(Some(large.rank), Sentence::default().name(&large.holder.name));
        document.paragraph(prose::holder(large, one.heap_bytes));
        document.facts(facts(large));
        document.lines("Chain", chain(&large.chain, large.holder_step));
    }
    document.heading(None, Sentence::of("What need not be kept"));
    document.paragraph(prose::duplicates(&one.duplicates));
    if let Some(detached) = prose::detached(&one.detached) {
        document.paragraph(detached);
    }
}

fn facts(large: &LargeHolder) -> Vec<(&'static str, Sentence)> {
    let holder = &large.holder;
    let mut facts = vec![
        ("Holder", Sentence::default().name(&holder.class).text(format!(" @{}", holder.id))),
        ("Retained Size", Sentence::default().bytes(large.retained_size)),
    ];
    // Of numbers in an array the file says nothing.
    if large.entries > 0 {
        facts.push(("Entries", Sentence::of(format::count(large.entries.into()))));
    }
    facts.extend(holder.location.as_ref().map(|at| ("Place", place(at))));
    facts
}
