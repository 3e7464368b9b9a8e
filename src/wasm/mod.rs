//! The engine as the page's worker sees it: the only module that names JavaScript.
//!
//! Everything here is translation: bytes in, rows out, errors as plain objects. The shapes are those of
//! `www/engine/protocol.ts`, which the row types' own serialisation gives; whole columns cross as typed arrays.

mod allocations;
mod comparison;
mod convert;
mod export;
mod expressions;
mod find;
mod finding;
mod kept;
mod leaks;
mod needs;
mod redacted_copy;
mod source_maps;
mod timeline;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use self::convert::{Answer, EngineError, instance_set, optional_text, query, thrown, to_js};
use self::expressions::Expressions;
use self::finding::Finding;
use self::kept::{Kept, Results};
use crate::compare::Groups;
use crate::heap::{self, Goal, Progress};
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::Prepared;
use crate::query::{Direction, InstanceSet, ListKey, Need, Session};
use crate::report::{hidden_memory, warnings_text};
use crate::snapshot::v8::budget::WASM_MEMORY;
use crate::snapshot::{Format, Input};

/// Sends panics of the engine itself to the console, with their place.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Takes a file's bytes, packed or not, and gives its heap.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SnapshotReader(Input);

#[wasm_bindgen]
impl SnapshotReader {
    /// A reader for a file of `byteLength` bytes as it is stored; of an archive, for the entry of that name.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(js_name = byteLength)] byte_length: f64, entry: Option<String>) -> Self {
        Self(Input::with_memory_limit(byte_length as u64, WASM_MEMORY).of_entry(entry))
    }

    /// Takes the next bytes; throws an `EngineError`.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        self.0.push(chunk).map_err(thrown)
    }

    /// Whether the file has to be pushed once more from its first byte on; to be asked after every chunk.
    #[wasm_bindgen(js_name = startsOver)]
    pub fn starts_over(&mut self) -> bool {
        self.0.starts_over()
    }

    /// The section being read.
    pub fn phase(&self) -> String {
        match self.0.section().name() {
            "file" => "header".to_owned(),
            name => name.to_owned(),
        }
    }

    /// The heap, ready for comparison; throws an `EngineError`.
    pub fn finish(self) -> Result<Heap, JsValue> {
        let snapshot = self.0.finish().map_err(thrown)?;
        let session = Session::new(heap::Heap::new(snapshot).map_err(thrown)?);
        Ok(Heap {
            session,
            groups: None,
            prepared: None,
            kept: Results::default(),
            finding: Finding::default(),
            expressions: Expressions::default(),
        })
    }
}

/// `HeapInfo` in the protocol.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HeapInfo {
    format: Format,
    node_count: usize,
    edge_count: usize,
    total_size: u64,
    max_object_id: u32,
    root_ordinal: u32,
    has_user_roots: bool,
    has_scopes: bool,
    has_allocation_stacks: bool,
    has_allocation_times: bool,
    warnings: Vec<String>,
    not_in_file: Vec<String>,
}

/// One snapshot, asked for rows.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Heap {
    session: Session,
    /// Made for a comparison while its base is busy.
    groups: Option<Groups>,
    /// Made for suspects while earlier snapshots are busy.
    prepared: Option<Box<Prepared>>,
    /// What was found together with other snapshots.
    kept: Results,
    finding: Finding,
    expressions: Expressions,
}

#[wasm_bindgen]
impl Heap {
    /// Counts and sums of the whole.
    pub fn info(&self) -> Answer {
        let heap = self.session.heap();
        to_js(&HeapInfo {
            format: heap.snapshot.format,
            node_count: heap.snapshot.nodes.len(),
            edge_count: heap.snapshot.edges.len(),
            total_size: heap.total_size() as u64,
            max_object_id: heap.largest_object_id(),
            root_ordinal: heap.root().0,
            has_user_roots: heap.has_user_roots(),
            has_scopes: heap.has_scopes(),
            has_allocation_stacks: heap.has_allocation_stacks(),
            has_allocation_times: heap.has_allocation_times(),
            warnings: warnings_text(&heap.snapshot.warnings),
            not_in_file: hidden_memory(&heap.not_in_file()),
        })
    }

    /// Runs the next computation and gives its name.
    ///
    /// `forRetainers` says that a person waits for retainers; else retained sizes come first.
    pub fn advance(
        &mut self,
        #[wasm_bindgen(js_name = forRetainers)] for_retainers: bool,
    ) -> Result<Option<String>, JsValue> {
        if self.waits_for_more(for_retainers) {
            self.finding.give_up();
        } else if self.finding.is_under_way() {
            return Ok(self.finding.step().then(|| finding::NAME.to_owned()));
        }
        let advanced = self.session.advance(goal(for_retainers)).map_err(thrown)?;
        let done = advanced.and_then(|(phase, progress)| (progress == Progress::Done).then_some(phase));
        Ok(done.map(|phase| phase.name().to_owned()))
    }

    /// The name of the computation that `advance` would run.
    pub fn pending(&self, #[wasm_bindgen(js_name = forRetainers)] for_retainers: bool) -> Option<String> {
        if self.finding.is_under_way() && !self.waits_for_more(for_retainers) {
            return Some(finding::NAME.to_owned());
        }
        self.session.heap().pending(goal(for_retainers)).map(|phase| phase.name().to_owned())
    }

    /// A page of Summary.
    pub fn summary(&mut self, q: JsValue) -> Answer {
        let query = query(&q)?;
        self.need(query.objects.needs())?;
        self.have_sums(&query)?;
        to_js(&self.session.summary(&query).map_err(thrown)?)
    }

    /// The bytes of each kind.
    pub fn statistics(&self) -> Answer {
        self.need_retainers()?;
        to_js(&self.session.heap().statistics.unwrap_or_default().kinds())
    }

    /// What belongs to each native context.
    #[wasm_bindgen(js_name = nativeContexts)]
    pub fn native_contexts(&mut self) -> Answer {
        self.have(&Need::NativeContexts)?;
        to_js(&self.session.native_contexts().map_err(thrown)?)
    }

    /// A page of objects.
    pub fn instances(&mut self, set: JsValue, q: JsValue) -> Answer {
        let (set, query) = (self.set(&set)?, query(&q)?);
        self.have(&Need::List(ListKey::Objects(set, query.sort)))?;
        if matches!(set, InstanceSet::Dominated(_)) {
            self.have(&Need::DominatedCounts)?;
        }
        self.have_names(query.redact)?;
        to_js(&self.session.instances(set, &query).map_err(thrown)?)
    }

    /// Where an object stands among those of a set; nowhere if it is none of them.
    pub fn position(&mut self, set: JsValue, q: JsValue, ordinal: u32) -> Result<Option<usize>, JsValue> {
        let (set, query) = (self.set(&set)?, query(&q)?);
        self.have(&Need::List(ListKey::Objects(set, query.sort)))?;
        self.session.position(set, &query, NodeOrdinal(ordinal)).map_err(thrown)
    }

    /// The retaining paths of a set of objects, merged.
    #[wasm_bindgen(js_name = mergedPaths)]
    pub fn merged_paths(&mut self, set: JsValue, redact: bool) -> Answer {
        self.need_retainers()?;
        let set = self.set(&set)?;
        self.have(&Need::MergedPaths(set))?;
        self.have_names(redact)?;
        to_js(&self.session.merged_paths(set, redact).map_err(thrown)?)
    }

    /// The dominator tree below an object: so many levels, and what retains at least so many bytes.
    pub fn icicle(&mut self, ordinal: u32, levels: u32, smallest: f64) -> Answer {
        self.need_retained_sizes()?;
        to_js(&self.session.icicle(NodeOrdinal(ordinal), levels, smallest as u64).map_err(thrown)?)
    }

    /// A page of what an object refers to.
    pub fn properties(&mut self, ordinal: u32, q: JsValue) -> Answer {
        let (node, query) = (NodeOrdinal(ordinal), query(&q)?);
        self.have_list(Direction::Properties, node, &query)?;
        to_js(&self.session.properties(node, &query).map_err(thrown)?)
    }

    /// A page of what an object refers to, the program's own links first.
    pub fn contents(&mut self, ordinal: u32, q: JsValue) -> Answer {
        if let Some(of) = optional_text(&q, "since")? {
            Kept::get(&self.kept.comparison, &of)?;
        }
        let (node, query) = (NodeOrdinal(ordinal), query(&q)?);
        self.have_list(Direction::Contents, node, &query)?;
        to_js(&self.session.contents(node, &query).map_err(thrown)?)
    }

    /// What there is to say of one object.
    pub fn details(&mut self, ordinal: u32, redact: bool) -> Answer {
        self.have_names(redact)?;
        let details = self.session.details(NodeOrdinal(ordinal), redact).map_err(thrown)?;
        to_js(&details.ok_or_else(|| thrown(EngineError::wrong_use(format!("there is no node {ordinal}"))))?)
    }

    /// A page of what refers to an object.
    pub fn retainers(&mut self, ordinal: u32, q: JsValue) -> Answer {
        self.need_retainers()?;
        let (node, query) = (NodeOrdinal(ordinal), query(&q)?);
        self.have_list(Direction::Retainers, node, &query)?;
        to_js(&self.session.retainers(node, &query).map_err(thrown)?)
    }

    /// The row of one object.
    pub fn object(&self, ordinal: u32) -> Answer {
        let row = self.session.object(NodeOrdinal(ordinal));
        let row = row.ok_or_else(|| thrown(EngineError::wrong_use(format!("there is no node {ordinal}"))))?;
        to_js(&row)
    }

    /// Where the retaining path runs through the lists of retainers, as many levels as `q` asks for rows.
    #[wasm_bindgen(js_name = pathPositions)]
    pub fn path_positions(&mut self, ordinal: u32, q: JsValue) -> Answer {
        self.need_retainers()?;
        let query = query(&q)?;
        self.have(&Need::Paths(query.ignoring.clone()))?;
        to_js(&self.session.path_positions(NodeOrdinal(ordinal), &query).map_err(thrown)?)
    }

    /// The retaining path, from the object to the root.
    pub fn path(&mut self, ordinal: u32, redact: bool, ignoring: &[u32]) -> Answer {
        self.need_retainers()?;
        to_js(&self.steps(ordinal, redact, ignoring)?)
    }

    /// The smallest sets of links whose cut would free an object.
    pub fn cuts(&mut self, ordinal: u32, redact: bool) -> Answer {
        self.need_all()?;
        self.have(&Need::Cuts(NodeOrdinal(ordinal)))?;
        self.have_names(redact)?;
        to_js(&self.session.cuts(NodeOrdinal(ordinal), redact).map_err(thrown)?)
    }

    /// What is left to cut beside a link before its target is free.
    #[wasm_bindgen(js_name = cutWithout)]
    pub fn cut_without(&mut self, edge: u32) -> Answer {
        self.need_all()?;
        self.have(&Need::CutWithout(EdgeIndex(edge)))?;
        to_js(&self.session.cut_without(EdgeIndex(edge)).map_err(thrown)?)
    }

    /// The ordinal of the object with an id.
    #[wasm_bindgen(js_name = findById)]
    pub fn find_by_id(&self, id: u32) -> Option<u32> {
        self.session.heap().snapshot.nodes.find_id(id).map(|node| node.0)
    }

    /// A set of objects that can be listed now.
    fn set(&self, set: &JsValue) -> Result<InstanceSet, JsValue> {
        self.kept.check_set(set)?;
        let set = instance_set(set)?;
        match set {
            InstanceSet::Class(_, filter) => self.need(filter.needs())?,
            InstanceSet::Dominated(_) => self.need_retained_sizes()?,
            _ => {}
        }
        Ok(set)
    }

    /// The heap, to be asked what needs scratch space in it; not while something is being found.
    fn heap_mut(&mut self) -> Result<&mut heap::Heap, JsValue> {
        self.session.heap_mut().ok_or_else(|| thrown(EngineError::not_ready(finding::NAME)))
    }

    /// Whether a person waits for what cannot be computed while something is being found.
    fn waits_for_more(&self, for_retainers: bool) -> bool {
        for_retainers && !self.session.heap().is_done(heap::Phase::Retainers)
    }

    /// Suspects need no more than dominators and what they retain.
    fn need_retained_sizes(&self) -> Result<(), JsValue> {
        computed_but(self.session.heap().dominators.is_none().then_some(heap::Phase::RetainedSizes))
    }

    /// What a filter needs.
    fn need(&self, phase: Option<heap::Phase>) -> Result<(), JsValue> {
        computed_but(phase.filter(|&phase| !self.session.heap().is_done(phase)))
    }

    fn need_retainers(&self) -> Result<(), JsValue> {
        computed_but(self.session.heap().retainers.is_none().then_some(heap::Phase::Retainers))
    }

    /// What is exported is complete.
    fn need_all(&self) -> Result<(), JsValue> {
        computed_but(self.session.heap().pending(Goal::RetainedSizes))
    }
}

/// Refuses a call for which a phase is missing; the worker asks again when it is over.
fn computed_but(missing: Option<heap::Phase>) -> Result<(), JsValue> {
    missing.map_or(Ok(()), |phase| Err(thrown(EngineError::not_ready(phase.name()))))
}

fn goal(for_retainers: bool) -> Goal {
    if for_retainers { Goal::Retainers } else { Goal::RetainedSizes }
}
