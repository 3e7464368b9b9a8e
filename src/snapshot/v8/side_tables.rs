//! The layouts of what stands beside the graph: places in the source, scopes, allocations. A file may have them or not, and
//! nothing of the graph hangs on them, so one that this program does not know is no reason to refuse the file.

use serde_json::Value;

use super::fields::{fields, offset};
use crate::error::Section;

/// Offsets of the fields within a location's record.
#[derive(Clone, Debug, PartialEq)]
pub struct LocationLayout {
    /// Numbers per location.
    pub stride: usize,
    /// `object_index`
    pub object: usize,
    /// `script_id`
    pub script: usize,
    /// `line`
    pub line: usize,
    /// `column`
    pub column: usize,
}

/// Offsets of the fields within the record of a function that allocated something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunctionLayout {
    /// Numbers per function.
    pub stride: usize,
    /// `name`
    pub name: usize,
    /// `script_name`
    pub script_name: usize,
    /// `script_id`
    pub script_id: usize,
    /// `line`
    pub line: usize,
    /// `column`
    pub column: usize,
}

/// Offsets of the fields within the record of a stack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TraceLayout {
    /// Fields per stack.
    pub stride: usize,
    /// `id`
    pub id: usize,
    /// `function_info_index`
    pub function: usize,
    /// `count`
    pub count: usize,
    /// `size`
    pub size: usize,
    /// `children`
    pub children: usize,
}

/// Offsets of the fields within a sample's record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SampleLayout {
    /// Numbers per sample.
    pub stride: usize,
    /// `timestamp_us`
    pub time: usize,
    /// `last_assigned_id`
    pub last_id: usize,
}

/// Offsets of the fields within the records of scopes and of what belongs to them.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeLayout {
    /// Numbers per scope, per variable, per use.
    strides: [usize; 3],
    /// `script_node_index`, `scope_id`, `depth`, `scope_context_vars_count`, `scope_uses_count`
    pub scope: [usize; 5],
    /// `name` of a variable
    pub variable_name: usize,
    /// `declaring_scope_id`, `slot_index`
    pub variable_use: [usize; 2],
}

impl ScopeLayout {
    /// Numbers per record of one of the three sections.
    pub fn stride_of(&self, section: Section) -> usize {
        let [scope, variable, variable_use] = self.strides;
        match section {
            Section::Scopes => scope,
            Section::ScopeVariables => variable,
            _ => variable_use,
        }
    }
}

/// The layout of locations, and whether there is one that this program does not know. Nothing but places in the source
/// hangs on it, so it is no reason to refuse a file.
pub fn locations(meta: &Value) -> (Option<LocationLayout>, bool) {
    match meta.get("location_fields") {
        None | Some(Value::Null) => (None, false),
        // Some writers announce locations and have none.
        Some(Value::Array(list)) if list.is_empty() => (None, false),
        Some(list) => {
            let layout = fields(list, "location_fields").and_then(|fields| location_layout(&fields)).ok();
            let is_unknown = layout.is_none();
            (layout, is_unknown)
        }
    }
}

fn location_layout(fields: &[String]) -> Result<LocationLayout, String> {
    Ok(LocationLayout {
        stride: fields.len(),
        object: offset(fields, "object_index")?,
        script: offset(fields, "script_id")?,
        line: offset(fields, "line")?,
        column: offset(fields, "column")?,
    })
}

/// The layout of recorded stacks; like all that is recorded of allocations no reason to refuse a file.
pub fn traces(meta: &Value) -> Option<(FunctionLayout, TraceLayout)> {
    let listed = ["trace_function_info_fields", "trace_node_fields"];
    let [function, trace] = listed.map(|name| fields(meta.get(name)?, name).ok());
    let (function, trace) = (function?, trace?);
    let of_function = |name| offset(&function, name).ok();
    let of_trace = |name| offset(&trace, name).ok();
    let function = FunctionLayout {
        stride: function.len(),
        name: of_function("name")?,
        script_name: of_function("script_name")?,
        script_id: of_function("script_id")?,
        line: of_function("line")?,
        column: of_function("column")?,
    };
    let trace = TraceLayout {
        stride: trace.len(),
        id: of_trace("id")?,
        function: of_trace("function_info_index")?,
        count: of_trace("count")?,
        size: of_trace("size")?,
        children: of_trace("children")?,
    };
    Some((function, trace))
}

pub fn samples(meta: &Value) -> Option<SampleLayout> {
    let fields = fields(meta.get("sample_fields")?, "sample_fields").ok()?;
    let of = |name| offset(&fields, name).ok();
    Some(SampleLayout { stride: fields.len(), time: of("timestamp_us")?, last_id: of("last_assigned_id")? })
}

/// The layout of scopes; nothing but who uses which variable hangs on it.
pub fn scopes(meta: &Value) -> Option<ScopeLayout> {
    let listed = ["scope_fields", "scope_context_var_fields", "scope_use_fields"];
    let [scope, variable, variable_use] = listed.map(|name| fields(meta.get(name)?, name).ok());
    let (scope, variable, variable_use) = (scope?, variable?, variable_use?);
    let of_scope = |name| offset(&scope, name).ok();
    Some(ScopeLayout {
        strides: [scope.len(), variable.len(), variable_use.len()],
        scope: [
            of_scope("script_node_index")?,
            of_scope("scope_id")?,
            of_scope("depth")?,
            of_scope("scope_context_vars_count")?,
            of_scope("scope_uses_count")?,
        ],
        variable_name: offset(&variable, "name").ok()?,
        variable_use: [offset(&variable_use, "declaring_scope_id").ok()?, offset(&variable_use, "slot_index").ok()?],
    })
}
