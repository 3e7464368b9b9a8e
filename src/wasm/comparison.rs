//! What two snapshots tell together: columns between their workers, and the rows.
//!
//! What is found of whole heaps is found in steps, so that a click is answered meanwhile.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{
    Answer, EngineError, buffers_from_js, buffers_of, buffers_to_js, columns_answer, columns_from_js, query, thrown,
    to_js,
};
use super::finding::{self, Asked, Found};
use super::kept::Kept;
use crate::classes::{Interfaces, NamedInterfaces};
use crate::compare::{BaseClasses, Comparison, Groups, NodeSets};
use crate::error::OutOfMemory;
use crate::pace::{Job, Pace};
use crate::query::Need;
use crate::transfer::Transfer;

#[wasm_bindgen]
impl Heap {
    /// A page of Comparison, kept under `of`.
    pub fn comparison(&mut self, of: &str, q: JsValue) -> Answer {
        Kept::get(&self.kept.comparison, of)?;
        let query = query(&q)?;
        self.have_names(query.redact)?;
        to_js(&self.session.comparison(&query).map_err(thrown)?)
    }

    /// The interfaces inferred here, for the base's worker.
    pub fn interfaces(&self) -> Vec<u8> {
        Transfer::from(&self.session.heap().interfaces).to_bytes()
    }

    /// Asked of the base: its classes by those interfaces.
    #[wasm_bindgen(js_name = baseClasses)]
    pub fn base_classes(&mut self, interfaces: &[u8]) -> Answer {
        self.columns_by(interfaces, Asked::BaseClasses, |heap, interfaces| async move {
            let pace = Pace::in_steps();
            let classes = BaseClasses::in_steps(&heap, &interfaces, &pace).await?;
            Ok(Found::Columns(buffers_to_js(classes.into(), &pace).await?))
        })
    }

    /// Asked of the current snapshot while the base is busy: what a comparison needs of it alone.
    #[wasm_bindgen(js_name = prepareComparison)]
    pub fn prepare_comparison(&mut self) -> Result<(), JsValue> {
        let heap = self.session.shared_heap();
        let mut begin = || {
            let heap = Rc::clone(&heap);
            Ok(Job::new(async move { Ok(Found::Groups(Groups::of_heap(&heap, &Pace::in_steps()).await?)) }))
        };
        if let Found::Groups(groups) = self.finding.found(Asked::Groups, &mut begin)? {
            self.groups = Some(groups);
        }
        Ok(())
    }

    /// Asked of the current snapshot: compares, keeps the comparison under `of`, and gives the deleted objects for the base.
    pub fn compare(&mut self, of: String, base: &JsValue) -> Answer {
        let (heap, groups) = (self.session.shared_heap(), &mut self.groups);
        let mut begin = || {
            let (heap, groups, base) = (Rc::clone(&heap), groups.take(), buffers_of(base)?);
            Ok(Job::new(async move {
                let pace = Pace::in_steps();
                let base = BaseClasses::from(buffers_from_js(&base, &pace).await?);
                let groups = match groups {
                    Some(groups) => groups,
                    None => Groups::of_heap(&heap, &pace).await?,
                };
                let mut comparison = Comparison::in_steps(&heap, &groups, &base, &pace).await?;
                let deleted = buffers_to_js(std::mem::take(&mut comparison.deleted).into(), &pace).await?;
                Ok(Found::Comparison(Box::new(comparison), deleted))
            }))
        };
        let Found::Comparison(comparison, deleted) = self.finding.found(Asked::Comparison(of.clone()), &mut begin)?
        else {
            return Err(thrown(EngineError::stale()));
        };
        self.finding.forget(Need::is_of_comparison);
        self.session.set_comparison(*comparison);
        Kept::put(&mut self.kept.comparison, of, ());
        columns_answer(&deleted)
    }

    /// Asked of the base: keeps its deleted objects under `of`.
    #[wasm_bindgen(js_name = setDeleted)]
    pub fn set_deleted(&mut self, of: String, deleted: &JsValue) -> Result<(), JsValue> {
        self.finding.forget(Need::is_of_comparison);
        self.session.set_deleted(NodeSets::from(columns_from_js(deleted)?));
        Kept::put(&mut self.kept.deleted, of, ());
        Ok(())
    }
}

impl Heap {
    /// Columns that depend on the interfaces of the latest snapshot.
    pub(super) fn columns_by<Work: Future<Output = Result<Found, OutOfMemory>> + 'static>(
        &mut self,
        interfaces: &[u8],
        asked: fn(Vec<u8>) -> Asked,
        begin: fn(Rc<crate::Heap>, NamedInterfaces) -> Work,
    ) -> Answer {
        let session = &mut self.session;
        let mut begin = || {
            let interfaces = Interfaces::from(Transfer::from_bytes(interfaces));
            let heap = session.heap_mut().ok_or_else(|| thrown(EngineError::not_ready(finding::NAME)))?;
            let interfaces = heap.named(interfaces).map_err(thrown)?;
            Ok(Job::new(begin(session.shared_heap(), interfaces)))
        };
        match self.finding.found(asked(interfaces.to_vec()), &mut begin)? {
            Found::Columns(buffers) => columns_answer(&buffers),
            _ => Err(thrown(EngineError::stale())),
        }
    }
}
