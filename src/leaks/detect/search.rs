//! What the detectors share: the attribution, a walker of entries, and the bound of noise.

use crate::error::OutOfMemory;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::{Attribution, Status};
use crate::leaks::model::{Entries, EntryWalker};

/// A search for growth that repeats.
#[derive(Debug)]
pub struct Search<'m> {
    /// Where it searches.
    pub attribution: &'m Attribution<'m>,
    /// Walks what nodes hold.
    pub walker: EntryWalker<'m>,
    /// Growth of fewer bytes is noise.
    pub least: u64,
}

/// What a node holds directly.
#[derive(Clone, Debug, Default)]
pub struct DirectEntries {
    /// The new visible nodes.
    pub nodes: Vec<NodeOrdinal>,
    /// How many entries they make.
    pub new_count: u32,
    /// Number of all entries, old and new.
    pub count: u32,
}

impl<'m> Search<'m> {
    /// A search that looks for growth of at least `least` bytes.
    pub fn new(attribution: &'m Attribution<'m>, least: u64) -> Result<Self, OutOfMemory> {
        Ok(Self { attribution, walker: EntryWalker::new(attribution.model)?, least })
    }

    /// What `holder` holds directly. What a surviving holder shares with a new one belongs to the new one.
    pub fn direct_entries(&mut self, holder: NodeOrdinal) -> DirectEntries {
        let attribution = self.attribution;
        let mut direct = DirectEntries::default();
        let (mut all, mut new) = (Entries::default(), Entries::default());
        let is_surviving = !attribution.survivors.is_new(holder);
        self.walker.each(holder, |via, target| {
            all.add(via);
            let status = attribution.growth.status[target];
            if matches!(status, Status::Entry | Status::Below) {
                new.add(via);
                if status == Status::Entry || !is_surviving {
                    direct.nodes.push(target);
                }
            }
        });
        direct.nodes.extend_from_slice(attribution.shared.by(holder));
        direct.count = all.count();
        direct.new_count = new.count();
        direct
    }
}
