//! Many entries in one holder, or a few that are heavy.

use super::search::Search;
use super::single::{Answer, Single};
use crate::leaks::thresholds::{FEW_HEAVY_ENTRIES, HEAVY_ENTRY, MANY_ENTRIES};

/// Whether one holder took in so much that it repeats.
pub fn detect(search: &mut Search<'_>, single: &Single) -> Answer {
    let is_many = single.measured.new_entries >= MANY_ENTRIES && single.direct > 0;
    if is_many || are_few_but_heavy(search, single) {
        Answer::Found(single.measured.clone())
    } else {
        Answer::NotThisShape
    }
}

fn are_few_but_heavy(search: &Search<'_>, single: &Single) -> bool {
    let weights = single.measured.nodes.iter().take(single.direct).map(|&node| search.attribution.weight(node));
    let heavy = weights.filter(|&weight| weight >= HEAVY_ENTRY).count() as u32;
    let were_there = single.measured.entries_before.is_some_and(|before| before > 0);
    heavy >= FEW_HEAVY_ENTRIES && heavy * 2 >= single.measured.new_entries && were_there
}
