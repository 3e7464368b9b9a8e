//! A small snapshot as a file, for the tests of this room and of its rooms.
#![allow(clippy::unwrap_used)]

use super::{Input, Snapshot};
use crate::error::ReadError;

/// A small file with every section, laid out as Chromium 156 does.
pub fn file() -> String {
    let header = r#"{"snapshot":{"meta":{
"node_fields":["type","name","id","self_size","edge_count","detachedness"],
"node_types":[["hidden","array","string","object","code","closure","regexp","number","native","synthetic","concatenated string","sliced string","symbol","bigint","object shape","brand new"],"string","number","number","number","number"],
"edge_fields":["type","name_or_index","to_node"],
"edge_types":[["context","element","property","internal","hidden","shortcut","weak"],"string_or_number","node"],
"trace_function_info_fields":["function_id"],"trace_node_fields":["id","function_info_index","count","size","children"],
"sample_fields":["timestamp_us","last_assigned_id"],
"location_fields":["object_index","script_id","script_object_index","line","column"],
"scope_fields":["script_node_index","scope_id","depth","scope_context_vars_count","scope_uses_count"],
"scope_context_var_fields":["name"],"scope_use_fields":["declaring_scope_id","slot_index"]},
"node_count":3,"edge_count":3,"trace_function_count":0,"extra_native_bytes":12},
"#;
    let body = r#""nodes":[9,0,1,0,2,0
,3,1,3,16,1,0
,15,2,5,8,0,1],
"edges":[5,1,6
,1,7,12
,2,3,12],
"trace_function_infos":[],"trace_tree":[0,[1,"]",[]]],
"samples":[10,20],
"locations":[6,5,0,7,9,6,4,0,3,2],
"scopes":[6,-2,0,1,0,6,40,1,0,1],"scope_context_vars":[1],"scope_uses":[-2,0],
"unheard_of":{"a":[1,{"b":"\"}"}]},
"strings":["",
"Box","tail \u00e9",
"next"]}
"#;
    format!("{header}{body}")
}

/// The same as a recording of allocations: the stacks of two functions, on one of which the second node was made.
pub fn recording() -> String {
    let changes = [
        (r#""detachedness"],"#, r#""trace_node_id","detachedness"],"#),
        (r#"["function_id"]"#, r#"["function_id","name","script_name","script_id","line","column"]"#),
        (r#""trace_function_count":0"#, r#""trace_function_count":2"#),
        ("9,0,1,0,2,0\n,3,1,3,16,1,0\n,15,2,5,8,0,1", "9,0,1,0,2,0,0\n,3,1,3,16,1,5,0\n,15,2,5,8,0,9,1"),
        ("5,1,6\n,1,7,12\n,2,3,12", "5,1,7\n,1,7,14\n,2,3,14"),
        (r#""trace_function_infos":[]"#, r#""trace_function_infos":[0,0,0,0,0,0,64,1,3,7,10,2]"#),
        (r#"[0,[1,"]",[]]]"#, "[1,0,0,0,\n[5,1,2,40,[],\n6,8,1,24,[7,1,0,0,[]]]]"),
        ("[6,5,0,7,9,6,4,0,3,2]", "[7,5,0,7,9,7,4,0,3,2]"),
        ("[6,-2,0,1,0,6,40,1,0,1]", "[7,-2,0,1,0,7,40,1,0,1]"),
    ];
    changes.iter().fold(file(), |file, (from, to)| {
        assert!(file.contains(from), "{from}");
        file.replacen(from, to, 1)
    })
}

/// The snapshot in these bytes, pushed in chunks of `step`, twice if the input asks for it.
pub fn read(bytes: &[u8], step: usize) -> Result<Snapshot, ReadError> {
    read_entry(bytes, None, step)
}

/// The same, of the entry of an archive.
pub fn read_entry(bytes: &[u8], entry: Option<&str>, step: usize) -> Result<Snapshot, ReadError> {
    let mut input = Input::new(bytes.len() as u64).of_entry(entry.map(str::to_owned));
    let mut chunks = bytes.chunks(step.max(1));
    while let Some(chunk) = chunks.next() {
        input.push(chunk)?;
        if input.starts_over() {
            chunks = bytes.chunks(step.max(1));
        }
    }
    input.finish()
}

/// Everything that was read, as one text.
pub fn dump(snapshot: &Snapshot) -> String {
    let strings: Vec<_> = snapshot.strings.iter().map(|(_, text)| text.to_string()).collect();
    format!(
        "{:?} {:?} {:?} {strings:?} {:?} {:?} {:?}",
        snapshot.root, snapshot.nodes, snapshot.edges, snapshot.locations, snapshot.scopes, snapshot.allocations
    )
}
