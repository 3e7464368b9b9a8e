//! Searching the heap, a few milliseconds at a time.

use super::Session;
use crate::error::OutOfMemory;
use crate::query::find::{FindProgress, FindQuery, Search};
use crate::query::needs::Need;

impl Session {
    /// Begins a search in the place of an earlier one.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn find(&mut self, query: FindQuery) -> Result<(), OutOfMemory> {
        self.search = None;
        self.kept.forget(Need::is_of_search);
        self.search = Some(Search::new(&self.heap, query)?);
        Ok(())
    }

    /// Goes on with the search for a few milliseconds; what it has found is the set [`InstanceSet::Found`].
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn find_on(&mut self) -> Result<FindProgress, OutOfMemory> {
        self.kept.forget(Need::is_of_search);
        let search = self.search.as_mut().map(|search| search.step(&self.heap)).transpose()?;
        Ok(search.unwrap_or(FindProgress::NOTHING))
    }

    /// Takes the last step of the search back.
    pub fn find_back(&mut self) {
        if let Some(search) = &mut self.search {
            search.step_back();
        }
    }
}
