//! Values that cross the boundary: errors and rows as plain objects, queries and whole columns from them.

use js_sys::{Array, ArrayBuffer, JSON, Object, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::error::{Category, OutOfMemory, ReadError};
use crate::index::{NodeOrdinal, try_filled};
use crate::pace::{Pace, at_once};
use crate::query::{InstanceSet, News, NodeFilter, RowQuery, Sort, SortColumn};
use crate::report::{NoSuchFormat, ReportError, ReportFile};
use crate::transfer::Transfer;

pub type Answer = Result<JsValue, JsValue>;

/// What a person can act on; `EngineError` in the protocol.
#[derive(Serialize)]
pub struct EngineError {
    kind: &'static str,
    message: String,
    position: Option<u64>,
    section: Option<&'static str>,
    advice: &'static str,
    /// The names of the snapshots in an archive, of which one has to be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<String>,
}

impl From<ReadError> for EngineError {
    fn from(error: ReadError) -> Self {
        let category = error.category();
        Self {
            kind: category.name(),
            message: error.to_string(),
            position: Some(error.position),
            section: Some(error.section.name()),
            advice: error.own_advice().unwrap_or(category.advice()),
            choices: error.choices().to_vec(),
        }
    }
}

impl From<OutOfMemory> for EngineError {
    fn from(error: OutOfMemory) -> Self {
        let (kind, advice) = (Category::OutOfMemory.name(), Category::OutOfMemory.advice());
        Self { kind, message: error.to_string(), position: None, section: None, advice, choices: Vec::new() }
    }
}

impl EngineError {
    pub fn wrong_use(message: impl ToString) -> Self {
        let advice = "This is a mistake of the page itself: please report it.";
        Self {
            kind: "wrong-use",
            message: message.to_string(),
            position: None,
            section: None,
            advice,
            choices: Vec::new(),
        }
    }

    /// Not computed yet: the worker keeps the call until `phase`, which is its `section`, is over.
    pub fn not_ready(phase: &'static str) -> Self {
        let (message, advice) = (format!("the {phase} are not computed yet"), "Ask again a little later.");
        Self { kind: "not-ready", message, position: None, section: Some(phase), advice, choices: Vec::new() }
    }

    /// What is kept here is of other snapshots than those that are asked about.
    pub fn stale() -> Self {
        let message = "Other snapshots are compared by now.".to_owned();
        Self {
            kind: "stale",
            message,
            position: None,
            section: None,
            advice: "Look at the present ones.",
            choices: Vec::new(),
        }
    }
}

pub fn thrown(error: impl Into<EngineError>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    error.into().serialize(&serializer).unwrap_or_else(|error| JsValue::from_str(&error.to_string()))
}

/// One text for all: making the objects one by one from here takes twice as long, and code for every type.
pub fn to_js(value: &impl Serialize) -> Answer {
    let text = serde_json::to_string(value).map_err(|error| JsValue::from_str(&error.to_string()))?;
    JSON::parse(&text)
}

/// `RowQuery` in the protocol.
pub fn query(value: &JsValue) -> Result<RowQuery, JsValue> {
    let sort = field(value, "sort")?;
    let column = text(&sort, "column")?;
    let Some(column) = SortColumn::from_id(&column) else {
        return Err(thrown(EngineError::wrong_use(format!("no column is called {column:?}"))));
    };
    let ascending = field(&sort, "ascending")?.as_bool().ok_or_else(|| misses("ascending"))?;
    let filter = field(value, "filter")?.as_string();
    let objects = node_filter(value)?;
    let (from, count) = (number(value, "from")? as usize, number(value, "count")? as usize);
    let redact = field(value, "redact")?.as_bool() == Some(true);
    let ignoring = nodes(&field(value, "ignoring")?);
    let news = match (field(value, "onlyNew")?.as_bool(), optional_text(value, "since")?) {
        (Some(true), _) => News::Only,
        (_, Some(_)) => News::Marked,
        _ => News::Unasked,
    };
    Ok(RowQuery { sort: Sort { column, ascending }, filter, objects, from, count, redact, ignoring, news })
}

/// Ordinals in an array; none, if there is none.
fn nodes(value: &JsValue) -> Vec<NodeOrdinal> {
    Uint32Array::new(value).to_vec().into_iter().map(NodeOrdinal).collect()
}

/// `NodeFilter` in the protocol: all objects, if there is none.
fn node_filter(value: &JsValue) -> Result<NodeFilter, JsValue> {
    let name = optional_text(value, "objects")?.unwrap_or_default();
    if name.is_empty() {
        Ok(NodeFilter::All)
    } else {
        name.parse().map_err(|error| thrown(EngineError::wrong_use(error)))
    }
}

/// `InstanceSet` in the protocol.
pub fn instance_set(value: &JsValue) -> Result<InstanceSet, JsValue> {
    let class_index = || Ok::<u32, JsValue>(number(value, "classIndex")? as u32);
    match text(value, "kind")?.as_str() {
        "class" => Ok(InstanceSet::Class(class_index()?, node_filter(value)?)),
        "new" => Ok(InstanceSet::New(class_index()?)),
        "deleted" => Ok(InstanceSet::Deleted(class_index()?)),
        "found" => Ok(InstanceSet::Found),
        "dominated" => Ok(InstanceSet::Dominated(NodeOrdinal(number(value, "ordinal")? as u32))),
        other => Err(thrown(EngineError::wrong_use(format!("no set is called {other:?}")))),
    }
}

fn field(object: &JsValue, name: &str) -> Answer {
    Reflect::get(object, &JsValue::from_str(name)).map_err(|_| misses(name))
}

pub fn text(object: &JsValue, name: &str) -> Result<String, JsValue> {
    optional_text(object, name)?.ok_or_else(|| misses(name))
}

pub fn optional_text(object: &JsValue, name: &str) -> Result<Option<String>, JsValue> {
    Ok(field(object, name)?.as_string())
}

fn number(object: &JsValue, name: &str) -> Result<f64, JsValue> {
    field(object, name)?.as_f64().ok_or_else(|| misses(name))
}

fn misses(name: &str) -> JsValue {
    thrown(EngineError::wrong_use(format!("`{name}` is missing or of another type")))
}

/// `ReportFile`s in the protocol.
pub fn report_files(values: &[JsValue]) -> Result<Vec<ReportFile>, JsValue> {
    let file = |value| Ok(ReportFile { name: text(value, "name")?, size: Some(number(value, "size")? as u64) });
    values.iter().map(file).collect()
}

impl From<NoSuchFormat> for EngineError {
    fn from(error: NoSuchFormat) -> Self {
        Self::wrong_use(error)
    }
}

impl From<ReportError> for EngineError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Format(error) => error.into(),
            ReportError::Memory(error) => error.into(),
        }
    }
}

/// `Columns` in the protocol: the columns of numbers, then the text.
pub fn columns_to_js(transfer: Transfer) -> Answer {
    columns_answer(&at_once(buffers_to_js(transfer, &Pace::unbroken())).map_err(thrown)?)
}

/// The same of what [`buffers_to_js`] gave.
pub fn columns_answer(buffers: &Array) -> Answer {
    let columns = Object::new();
    Reflect::set(&columns, &JsValue::from_str("buffers"), buffers)?;
    Ok(columns.into())
}

/// The columns in JavaScript's memory, in steps: those of a large heap are hundreds of megabytes.
pub async fn buffers_to_js(transfer: Transfer, pace: &Pace) -> Result<Array, OutOfMemory> {
    let buffers = Array::new();
    for column in transfer.numbers {
        let buffer = buffer::<u32>(column.len())?;
        let array = Uint32Array::new(&buffer);
        pace.in_blocks(column.len(), &mut |rows| {
            let part = array.subarray(rows.start as u32, rows.end as u32);
            part.copy_from(column.get(rows).unwrap_or_default());
        })
        .await;
        buffers.push(&buffer);
    }
    let text = buffer::<u8>(transfer.bytes.len())?;
    Uint8Array::new(&text).copy_from(&transfer.bytes);
    buffers.push(&text);
    Ok(buffers)
}

#[wasm_bindgen]
extern "C" {
    /// An `ArrayBuffer` that may be too large.
    #[wasm_bindgen(js_name = ArrayBuffer, extends = ArrayBuffer)]
    type Buffer;

    /// Throws a `RangeError` if it is.
    #[wasm_bindgen(constructor, catch, js_class = "ArrayBuffer")]
    fn new(bytes: u32) -> Result<Buffer, JsValue>;
}

/// Room for so many numbers or bytes in JavaScript's memory.
fn buffer<T>(length: usize) -> Result<Buffer, OutOfMemory> {
    Buffer::new((length * size_of::<T>()) as u32).map_err(|_| OutOfMemory::of::<T>(length))
}

pub fn columns_from_js(columns: &JsValue) -> Result<Transfer, JsValue> {
    at_once(buffers_from_js(&buffers_of(columns)?, &Pace::unbroken())).map_err(thrown)
}

/// The columns that came from another worker, not copied yet.
pub fn buffers_of(columns: &JsValue) -> Result<Array, JsValue> {
    let buffers = Array::from(&Reflect::get(columns, &JsValue::from_str("buffers"))?);
    let are_buffers = buffers.iter().all(|buffer| buffer.is_instance_of::<ArrayBuffer>());
    are_buffers.then_some(buffers).ok_or_else(|| thrown(EngineError::wrong_use("columns are array buffers")))
}

/// These in the engine's memory, in steps.
pub async fn buffers_from_js(buffers: &Array, pace: &Pace) -> Result<Transfer, OutOfMemory> {
    let mut transfer = Transfer::default();
    let text = buffers.length().saturating_sub(1);
    for at in 0..text {
        let array = Uint32Array::new(&buffers.get(at));
        let mut column = try_filled(array.length() as usize, 0)?;
        pace.in_blocks(column.len(), &mut |rows| {
            let part = array.subarray(rows.start as u32, rows.end as u32);
            part.copy_to(column.get_mut(rows).unwrap_or_default());
        })
        .await;
        transfer.numbers.push(column);
    }
    transfer.bytes = Uint8Array::new(&buffers.get(text)).to_vec();
    Ok(transfer)
}

/// The columns of several snapshots.
pub fn columns_of_all<T>(columns: &[JsValue], from: impl Fn(Transfer) -> T) -> Result<Vec<T>, JsValue> {
    columns.iter().map(|columns| columns_from_js(columns).map(&from)).collect()
}
