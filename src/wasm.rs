//! The engine as the page's worker sees it: the only file that names JavaScript.
//!
//! Everything here is translation: bytes in, rows out, errors as plain objects. The shapes are those of
//! `www/engine/protocol.ts`, which the row types' own serialisation gives; whole columns cross as typed arrays.

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array, Uint32Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::classes::Interfaces;
use crate::compare::wire::Wire;
use crate::compare::{BaseClasses, Comparison, NodeSets};
use crate::error::{Category, OutOfMemory, ReadError};
use crate::heap;
use crate::index::NodeOrdinal;
use crate::leaks::{self, BaseColumns, Findings};
use crate::query::{InstanceSet, RowQuery, Sort, SortColumn, View};
use crate::report::{self, Format, StoryFormat};
use crate::snapshot::Input;
use crate::snapshot::budget::WASM_MEMORY;

type Answer = Result<JsValue, JsValue>;

/// Sends panics of the engine itself to the console, with their place.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What a person can act on; `EngineError` in the protocol.
#[derive(Serialize)]
struct EngineError {
    kind: &'static str,
    message: String,
    position: Option<f64>,
    section: Option<&'static str>,
    advice: &'static str,
}

impl From<ReadError> for EngineError {
    fn from(error: ReadError) -> Self {
        let category = error.category();
        Self {
            kind: category.name(),
            message: error.to_string(),
            position: Some(error.position as f64),
            section: Some(error.section.name()),
            advice: category.advice(),
        }
    }
}

impl From<OutOfMemory> for EngineError {
    fn from(error: OutOfMemory) -> Self {
        let (kind, advice) = (Category::OutOfMemory.name(), Category::OutOfMemory.advice());
        Self { kind, message: error.to_string(), position: None, section: None, advice }
    }
}

impl EngineError {
    fn wrong_use(message: impl ToString) -> Self {
        let advice = "This is a mistake of the page itself: please report it.";
        Self { kind: "wrong-use", message: message.to_string(), position: None, section: None, advice }
    }
}

fn thrown(error: impl Into<EngineError>) -> JsValue {
    to_js(&error.into()).unwrap_or_else(|value| value)
}

fn to_js(value: &impl Serialize) -> Answer {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|error| JsValue::from_str(&error.to_string()))
}

/// `RowQuery` in the protocol.
#[derive(Deserialize)]
struct JsRowQuery {
    sort: JsSort,
    filter: Option<String>,
    from: f64,
    count: f64,
}

#[derive(Deserialize)]
struct JsSort {
    column: String,
    ascending: bool,
}

/// `InstanceSet` in the protocol.
#[derive(Deserialize)]
struct JsInstanceSet {
    kind: String,
    #[serde(rename = "classIndex")]
    class_index: u32,
}

fn query(value: JsValue) -> Result<RowQuery, JsValue> {
    let raw: JsRowQuery =
        serde_wasm_bindgen::from_value(value).map_err(|error| thrown(EngineError::wrong_use(error)))?;
    let Some(column) = SortColumn::from_name(&raw.sort.column) else {
        return Err(thrown(EngineError::wrong_use(format!("no column is called {:?}", raw.sort.column))));
    };
    let sort = Sort { column, ascending: raw.sort.ascending };
    Ok(RowQuery { sort, filter: raw.filter, from: raw.from as usize, count: raw.count as usize })
}

fn instance_set(value: JsValue) -> Result<InstanceSet, JsValue> {
    let raw: JsInstanceSet =
        serde_wasm_bindgen::from_value(value).map_err(|error| thrown(EngineError::wrong_use(error)))?;
    match raw.kind.as_str() {
        "class" => Ok(InstanceSet::Class(raw.class_index)),
        "new" => Ok(InstanceSet::New(raw.class_index)),
        "deleted" => Ok(InstanceSet::Deleted(raw.class_index)),
        other => Err(thrown(EngineError::wrong_use(format!("no set is called {other:?}")))),
    }
}

fn format(name: &str) -> Result<Format, JsValue> {
    match name {
        "text" => Ok(Format::Table),
        "json" => Ok(Format::Json),
        "csv" => Ok(Format::Csv),
        other => Err(thrown(EngineError::wrong_use(format!("no format is called {other:?}")))),
    }
}

/// `DiffColumns` in the protocol: the columns of numbers, then the text.
fn columns_to_js(wire: &Wire) -> Answer {
    let buffers = Array::new();
    for column in &wire.numbers {
        buffers.push(&Uint32Array::from(column.as_slice()).buffer());
    }
    buffers.push(&Uint8Array::from(wire.bytes.as_slice()).buffer());
    let columns = Object::new();
    Reflect::set(&columns, &JsValue::from_str("buffers"), &buffers)?;
    Ok(columns.into())
}

fn columns_from_js(columns: &JsValue) -> Result<Wire, JsValue> {
    let buffers: Vec<ArrayBuffer> = Array::from(&Reflect::get(columns, &JsValue::from_str("buffers"))?)
        .iter()
        .map(JsValue::dyn_into)
        .collect::<Result<_, _>>()
        .map_err(|_| thrown(EngineError::wrong_use("columns are array buffers")))?;
    let Some((text, numbers)) = buffers.split_last() else { return Ok(Wire::default()) };
    Ok(Wire {
        numbers: numbers.iter().map(|buffer| Uint32Array::new(buffer).to_vec()).collect(),
        bytes: Uint8Array::new(text).to_vec(),
    })
}

/// Takes a file's bytes, packed or not, and gives its heap.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SnapshotReader(Input);

#[wasm_bindgen]
impl SnapshotReader {
    /// A reader for a file of `byteLength` bytes as it is stored.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(js_name = byteLength)] byte_length: f64) -> Self {
        Self(Input::with_memory_limit(byte_length as u64, WASM_MEMORY))
    }

    /// Takes the next bytes; throws an `EngineError`.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        self.0.push(chunk).map_err(thrown)
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
        Ok(Heap(View::new(heap::Heap::new(snapshot).map_err(thrown)?), None))
    }
}

/// `HeapInfo` in the protocol.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HeapInfo {
    node_count: usize,
    edge_count: usize,
    total_size: f64,
    max_object_id: u32,
    has_user_roots: bool,
}

/// One snapshot, asked for rows.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Heap(View, Option<Findings>);

#[wasm_bindgen]
impl Heap {
    /// Counts and sums of the whole.
    pub fn info(&self) -> Answer {
        let heap = self.0.heap();
        to_js(&HeapInfo {
            node_count: heap.snapshot.nodes.len(),
            edge_count: heap.snapshot.edges.len(),
            total_size: heap.total_size(),
            max_object_id: heap.largest_object_id(),
            has_user_roots: heap.has_user_roots(),
        })
    }

    /// Runs the next computation and gives its name.
    pub fn advance(&mut self) -> Result<Option<String>, JsValue> {
        let done = self.0.advance().map_err(thrown)?;
        Ok(done.map(|phase| phase.name().to_owned()))
    }

    /// The name of the computation that `advance` would run.
    pub fn pending(&self) -> Option<String> {
        self.0.heap().pending().map(|phase| phase.name().to_owned())
    }

    /// A page of Summary.
    pub fn summary(&self, q: JsValue) -> Answer {
        to_js(&self.0.summary(&query(q)?))
    }

    /// A page of Comparison.
    pub fn comparison(&self, q: JsValue) -> Answer {
        to_js(&self.0.comparison(&query(q)?))
    }

    /// A page of objects.
    pub fn instances(&mut self, set: JsValue, q: JsValue) -> Answer {
        to_js(&self.0.instances(instance_set(set)?, &query(q)?))
    }

    /// A page of what an object refers to.
    pub fn properties(&mut self, ordinal: u32, q: JsValue) -> Answer {
        to_js(&self.0.properties(NodeOrdinal(ordinal), &query(q)?))
    }

    /// A page of what refers to an object.
    pub fn retainers(&mut self, ordinal: u32, q: JsValue) -> Answer {
        self.need_retainers()?;
        to_js(&self.0.retainers(NodeOrdinal(ordinal), &query(q)?))
    }

    /// The row of one object.
    pub fn object(&self, ordinal: u32) -> Answer {
        let row = self.0.object(NodeOrdinal(ordinal));
        let row = row.ok_or_else(|| thrown(EngineError::wrong_use(format!("there is no node {ordinal}"))))?;
        to_js(&row)
    }

    /// The shortest retaining path, from the object to the root.
    pub fn path(&mut self, ordinal: u32) -> Answer {
        self.need_retainers()?;
        to_js(&self.0.path(NodeOrdinal(ordinal)).map_err(thrown)?)
    }

    /// The ordinal of the object with an id.
    #[wasm_bindgen(js_name = findById)]
    pub fn find_by_id(&self, id: u32) -> Option<u32> {
        self.0.heap().snapshot.nodes.find_id(id).map(|node| node.0)
    }

    /// The interfaces inferred here, for the base's worker.
    pub fn interfaces(&self) -> Vec<u8> {
        Wire::from(&self.0.heap().interfaces).to_bytes()
    }

    /// Asked of the base: its classes by those interfaces.
    #[wasm_bindgen(js_name = diffColumns)]
    pub fn diff_columns(&mut self, interfaces: &[u8]) -> Answer {
        let interfaces = Interfaces::from(Wire::from_bytes(interfaces));
        let classes = BaseClasses::new(self.0.heap_mut(), &interfaces).map_err(thrown)?;
        columns_to_js(&classes.into())
    }

    /// Asked of the current snapshot: compares, keeps the comparison, and gives the deleted objects for the base.
    pub fn compare(&mut self, base: &JsValue) -> Answer {
        let base = BaseClasses::from(columns_from_js(base)?);
        let mut comparison = Comparison::new(self.0.heap(), &base).map_err(thrown)?;
        let deleted = std::mem::take(&mut comparison.deleted);
        self.0.set_comparison(comparison);
        columns_to_js(&deleted.into())
    }

    /// Asked of the base: keeps its deleted objects.
    #[wasm_bindgen(js_name = setDeleted)]
    pub fn set_deleted(&mut self, deleted: &JsValue) -> Result<(), JsValue> {
        self.0.set_deleted(NodeSets::from(columns_from_js(deleted)?));
        Ok(())
    }

    /// Asked of an earlier snapshot: what the latest one needs to know of it to name suspects.
    #[wasm_bindgen(js_name = suspectColumns)]
    pub fn suspect_columns(&mut self) -> Answer {
        self.0.complete().map_err(thrown)?;
        columns_to_js(&BaseColumns::of(self.0.heap()).map_err(thrown)?.into())
    }

    /// Asked of the latest snapshot with the columns of the earlier ones, oldest first: names and keeps the suspects.
    pub fn suspects(&mut self, earlier: Vec<JsValue>) -> Answer {
        self.0.complete().map_err(thrown)?;
        let columns = earlier.iter().map(|columns| columns_from_js(columns).map(BaseColumns::from));
        let columns: Vec<BaseColumns> = columns.collect::<Result<_, _>>()?;
        let findings = leaks::find(self.0.heap(), &columns).map_err(thrown)?;
        to_js(self.1.insert(findings))
    }

    /// The suspects named last as text, JSON, Markdown or an HTML page; `redact` leaves out what stands in strings.
    #[wasm_bindgen(js_name = exportSuspects)]
    pub fn export_suspects(&self, format_name: &str, redact: bool) -> Result<String, JsValue> {
        let format = match format_name {
            "text" => StoryFormat::Table,
            "json" => StoryFormat::Json,
            "markdown" => StoryFormat::Markdown,
            "html" => StoryFormat::Html,
            other => return Err(thrown(EngineError::wrong_use(format!("no format is called {other:?}")))),
        };
        let found = self.1.as_ref().ok_or_else(|| thrown(EngineError::wrong_use("suspects are not named yet")))?;
        let mut findings = found.clone();
        if redact {
            report::redact(&mut findings);
        }
        Ok(report::suspects(&findings, format))
    }

    /// The whole Summary as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportSummary)]
    pub fn export_summary(&mut self, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        self.0.complete().map_err(thrown)?;
        Ok(report::summary(&self.0, &whole(query(q)?), format(format_name)?))
    }

    /// The whole Comparison as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportComparison)]
    pub fn export_comparison(&self, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        Ok(report::comparison_rows(&self.0, &whole(query(q)?), format(format_name)?))
    }

    /// The retainers of an object as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportRetainers)]
    pub fn export_retainers(&mut self, ordinal: u32, format_name: &str) -> Result<String, JsValue> {
        self.0.complete().map_err(thrown)?;
        Ok(report::retainers(&mut self.0, NodeOrdinal(ordinal), format(format_name)?))
    }

    /// The shortest retaining path of an object as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportPath)]
    pub fn export_path(&mut self, ordinal: u32, format_name: &str) -> Result<String, JsValue> {
        self.need_retainers()?;
        let steps = self.0.path(NodeOrdinal(ordinal)).map_err(thrown)?;
        Ok(report::path(&steps, format(format_name)?))
    }

    fn need_retainers(&self) -> Result<(), JsValue> {
        if self.0.heap().retainers.is_none() {
            return Err(thrown(EngineError::wrong_use("retainers are not computed yet")));
        }
        Ok(())
    }
}

/// All rows of a query.
fn whole(query: RowQuery) -> RowQuery {
    RowQuery { from: 0, count: usize::MAX, ..query }
}
