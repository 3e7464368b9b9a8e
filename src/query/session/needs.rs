//! What is missing for an answer, and what is kept for it.
//!
//! Whoever answers other questions in between finds what is [missing](Session::missing) by [`Session::work`] and has it kept
//! ([`Session::keep`]) before it asks the question. Whoever does not asks at once: the session then finds it without a stop.

use std::future::Future;
use std::rc::Rc;

use super::Session;
use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position, try_copied};
use crate::pace::{Pace, at_once};
use crate::query::find::Search;
use crate::query::needs::{AtHand, Found, InstanceSet, ListKey, Need, find};

impl Session {
    /// What has to be found next for a need; nothing, if that is kept, or is of an object that is not in the heap.
    pub fn missing(&mut self, need: &Need) -> Option<Need> {
        let is_kept = match need {
            Need::OwnNames => self.own_names.get().is_some(),
            Need::List(ListKey::Edges { node, .. }) | Need::Cuts(node)
                if node.index() >= self.heap.snapshot.nodes.len() =>
            {
                true
            }
            Need::CutWithout(edge) if edge.index() >= self.heap.snapshot.edges.len() => true,
            _ => self.kept.get(need).is_some(),
        };
        if is_kept {
            return None;
        }
        let before = need.needs().into_iter().flatten().find_map(|need| self.missing(&need));
        Some(before.unwrap_or_else(|| need.clone()))
    }

    /// Finds what is missing, as the pace says.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn work(
        &mut self,
        need: Need,
        pace: Pace,
    ) -> Result<impl Future<Output = Result<Found, OutOfMemory>> + use<>, OutOfMemory> {
        let at_hand = self.at_hand(&need)?;
        let heap = self.shared_heap();
        Ok(async move { find(&heap, need, at_hand, &pace).await })
    }

    /// Keeps what was found for a need.
    pub fn keep(&mut self, need: Need, found: Found) {
        match found {
            Found::OwnNames(names) => drop(self.own_names.set(names)),
            found => self.kept.keep(need, found),
        }
    }

    /// Has everything at hand for a need, and gives what is kept for it.
    pub(super) fn have(&mut self, need: &Need) -> Result<Option<&mut Found>, OutOfMemory> {
        while let Some(missing) = self.missing(need) {
            let found = at_once(self.work(missing.clone(), Pace::unbroken())?)?;
            self.keep(missing, found);
        }
        Ok(self.kept.get(need))
    }

    fn at_hand(&mut self, need: &Need) -> Result<AtHand, OutOfMemory> {
        let mut at_hand = AtHand::default();
        for need in need.needs().into_iter().flatten() {
            match self.kept.get(&need) {
                Some(Found::Ignored(ignored)) => at_hand.ignored = Some(Rc::clone(ignored)),
                Some(Found::Paths(paths)) => at_hand.paths = Some(Rc::clone(paths)),
                Some(Found::Passing(set)) => at_hand.passing = Some(Rc::clone(set)),
                Some(Found::EssentialEdges(edges)) => at_hand.essential = Some(Rc::clone(edges)),
                _ => {}
            }
        }
        match need {
            Need::List(ListKey::Objects(set, _)) | Need::MergedPaths(set) => at_hand.nodes = self.listed(*set)?,
            Need::List(ListKey::Edges { is_only_new: true, .. }) => at_hand.new = Some(self.new_objects()?),
            _ => {}
        }
        Ok(at_hand)
    }

    /// The nodes of a set that is a list.
    fn listed(&self, set: InstanceSet) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
        try_copied(match set {
            InstanceSet::New(row) => self.comparison.new.of(row as usize),
            InstanceSet::Deleted(row) => self.deleted.of(row as usize),
            InstanceSet::Found => self.search.as_ref().map(Search::found).unwrap_or_default(),
            InstanceSet::Class(..) | InstanceSet::Dominated(_) => &[],
        })
    }
}
