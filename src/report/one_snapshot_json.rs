//! What one snapshot tells, in the shape of docs/json.md.

use serde::Serialize;

use super::prose::one_snapshot as prose;
use super::sentence_json::{PartJson, parts};
use super::suspect_json::{ChainLink, Grown, Holder};
use crate::leaks::findings as found;

/// [`found::OneSnapshot`].
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OneSnapshot {
    heap_size: u64,
    holders: Vec<LargeHolder>,
    of_runtime: OfRuntime,
    duplicated_strings: Duplicates,
    detached: Detached,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LargeHolder {
    rank: u32,
    sentence: String,
    parts: Vec<PartJson>,
    content: &'static str,
    holder: Holder,
    retained_size: u64,
    entries: u32,
    most: Option<Grown>,
    with: Option<Grown>,
    looks_unbounded: bool,
    chain: Vec<ChainLink>,
    holder_step: usize,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OfRuntime {
    sentence: Option<String>,
    holders: u32,
    retained_size: u64,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Duplicates {
    sentence: String,
    texts: u64,
    strings: u64,
    could_be_saved: u64,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Detached {
    sentence: Option<String>,
    count: u32,
    retained_size: u64,
}

impl OneSnapshot {
    /// The shape of what one snapshot tells.
    pub fn of(one: &found::OneSnapshot) -> Self {
        let found::Duplicates { texts, strings, could_be_saved } = one.duplicates;
        let found::Detached { count, retained_size } = one.detached;
        Self {
            heap_size: one.heap_bytes,
            holders: one.holders.iter().map(|large| LargeHolder::of(large, one.heap_bytes)).collect(),
            of_runtime: OfRuntime {
                sentence: prose::of_runtime(one.of_runtime).map(|sentence| sentence.plain()),
                holders: one.of_runtime.holders,
                retained_size: one.of_runtime.retained_size,
            },
            duplicated_strings: Duplicates {
                sentence: prose::duplicates(&one.duplicates).plain(),
                texts,
                strings,
                could_be_saved,
            },
            detached: Detached {
                sentence: prose::detached(&one.detached).map(|sentence| sentence.plain()),
                count,
                retained_size,
            },
        }
    }
}

impl LargeHolder {
    fn of(large: &found::LargeHolder, heap_bytes: u64) -> Self {
        let sentence = prose::holder(large, heap_bytes);
        Self {
            rank: large.rank,
            sentence: sentence.plain(),
            parts: parts(&sentence),
            content: match large.content {
                found::Content::Entries => "entries",
                found::Content::Links => "links",
                found::Content::Shared => "shared",
                found::Content::Rooted => "rooted",
                found::Content::Data => "data",
                found::Content::Unseen => "unseen",
                found::Content::Console => "console",
            },
            holder: Holder::of(&large.holder),
            retained_size: large.retained_size,
            entries: large.entries,
            most: large.most.as_ref().map(Grown::of),
            with: large.with.as_ref().map(Grown::of),
            looks_unbounded: large.looks_unbounded,
            chain: large.chain.iter().map(ChainLink::of).collect(),
            holder_step: large.holder_step,
        }
    }
}
