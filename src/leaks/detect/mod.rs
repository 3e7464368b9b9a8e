//! Where growth repeats.
//!
//! The fourth stage. A leak repeats: something is put in again and again. `candidates` lists the surviving nodes that hold
//! something new, `clusters` puts those together whose paths are similar, and one file per shape looks for growth that
//! repeats in that shape. What appears once (a parser, a first connection, a table that was loaded) is none of these.
//!
//! To add a shape: a file here, a line in one of the two lists below, and an arm wherever the compiler asks for one
//! (every `match` on [`Shape`] is exhaustive).

mod candidates;
mod clusters;
mod data;
mod diffuse;
mod entries;
mod evidence;
mod handles;
mod linked;
mod replaced;
mod search;
mod similar;
mod single;

#[cfg(test)]
mod tests;

pub use evidence::{Evidence, Measured, Shape};

use crate::error::OutOfMemory;
use crate::leaks::attribution::Attribution;
use candidates::Candidate;
use clusters::Cluster;
use search::Search;
use single::{Answer, Single};

/// Shapes of the growth of one holder, the most telling first: the first that answers decides.
const OF_ONE_HOLDER: [fn(&mut Search<'_>, &Single) -> Answer; 4] =
    [entries::detect, data::detect, replaced::detect, linked::detect];

/// What looks at the whole heap, after the holders: the candidates, and what was found so far.
type WholeHeap = fn(&Search<'_>, &[Candidate], &[Evidence]) -> Result<Vec<Evidence>, OutOfMemory>;
const OF_THE_WHOLE_HEAP: [WholeHeap; 2] = [handles::detect, diffuse::detect];

/// Everything that repeats and grew by at least `least` bytes.
///
/// # Errors
/// If memory ends.
pub fn evidence(attribution: &Attribution<'_>, least: u64) -> Result<Vec<Evidence>, OutOfMemory> {
    let mut search = Search::new(attribution, least)?;
    let candidates = Candidate::all(&mut search)?;
    let mut found = Vec::new();
    for cluster in Cluster::largest(&candidates, least) {
        found.extend(match cluster.main_member() {
            Some(candidate) => of_one_holder(&mut search, candidate),
            None => similar::evidence(&search, &cluster),
        });
    }
    for detect in OF_THE_WHOLE_HEAP {
        let more = detect(&search, &candidates, &found)?;
        found.extend(more);
    }
    Ok(found)
}

fn of_one_holder(search: &mut Search<'_>, candidate: &Candidate) -> Option<Evidence> {
    let single = Single::of(search, candidate);
    for detect in OF_ONE_HOLDER {
        match detect(search, &single) {
            Answer::Found(evidence) => return Some(evidence),
            Answer::NoLeak => return None,
            Answer::NotThisShape => {}
        }
    }
    None
}
