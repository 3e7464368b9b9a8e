//! Which file a place is in, and whose code that is.
//!
//! V8 writes a place as the number of a script, a line and a column. The file's name is in the graph: a function leads by
//! `shared` to its code, and that by `script` (`script_or_debug_info` until Node.js 22) to the script, whose name is the
//! file's, since V8 14 with `system / Script / ` before it. So one function of each script is looked at, when classes have been assigned; every place of real snapshots of
//! Node.js 12 to 26 and Chromium gets its file in this way.

use std::collections::HashMap;

use crate::error::OutOfMemory;
use crate::index::{Column, LocationId, NodeOrdinal, StringIndex};
use crate::runtime_names::{node, v8};
use crate::snapshot::{EdgeType, Location, NodeType, Snapshot};
use crate::text::JsStr;

/// The files of a snapshot's scripts.
#[derive(Debug, Default)]
pub struct Scripts {
    /// The name of each script, by its number.
    names: HashMap<u32, StringIndex>,
}

/// Where a function, or the constructor of an object, stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourcePlace<'a> {
    /// The file's path or address as V8 has it; none if nothing in the snapshot leads to it.
    pub file: Option<JsStr<'a>>,
    /// V8's number of the script.
    pub script_id: u32,
    /// 1-based, as editors count.
    pub line: u32,
    /// 1-based.
    pub column: u32,
    /// Where that is in generated code, if a source map led from there to here.
    pub generated: Option<Generated<'a>>,
}

/// Where something stands in the code that ran, which was generated from sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generated<'a> {
    /// The script's file.
    pub file: Option<JsStr<'a>>,
    /// 1-based.
    pub line: u32,
    /// 1-based.
    pub column: u32,
    /// What it is called there, if it has another name in the source.
    pub name: Option<JsStr<'a>>,
}

/// Whose code a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOwner<'a> {
    /// The program's own.
    Program,
    /// A package's below `node_modules`, with the package's name.
    Package(JsStr<'a>),
    /// The runtime's: `node:events`, `ext:core/01_core.js`.
    Runtime,
}

impl Scripts {
    /// Finds the names of all scripts to which a place refers.
    ///
    /// # Errors
    ///
    /// When there is no memory for one flag per distinct place, or for the names.
    pub fn find(snapshot: &Snapshot) -> Result<Self, OutOfMemory> {
        let places = &snapshot.locations.places;
        let mut seen: Column<LocationId, bool> = Column::filled(places.len(), false)?;
        let mut names: HashMap<u32, StringIndex> = HashMap::new();
        for &(node, place) in &snapshot.locations.of_nodes {
            if snapshot.nodes.kind[node] != NodeType::CLOSURE || std::mem::replace(&mut seen[place], true) {
                continue;
            }
            add_name(&mut names, places[place].script_id, || script_name(snapshot, node))?;
        }
        // A recording names scripts, too, also those of which no function is alive.
        for function in snapshot.allocations.functions.as_slice() {
            let Some(place) = function.place else { continue };
            let is_file = || v8::script_file(snapshot.strings.get(function.script_name).as_bytes()).is_some();
            add_name(&mut names, places[place].script_id, || is_file().then_some(function.script_name))?;
        }
        Ok(Self { names })
    }

    /// The strings that name files.
    pub fn files(&self) -> impl Iterator<Item = StringIndex> + '_ {
        self.names.values().copied()
    }

    /// The name of a script's file.
    pub fn file<'a>(&self, snapshot: &'a Snapshot, script_id: u32) -> Option<JsStr<'a>> {
        let name = snapshot.strings.get(*self.names.get(&script_id)?);
        v8::script_file(name.as_bytes()).map(JsStr::new)
    }

    /// A place in the code that ran, with its file.
    pub fn place<'a>(&self, snapshot: &'a Snapshot, place: LocationId) -> SourcePlace<'a> {
        let Location { script_id, line, column } = snapshot.locations.places[place];
        let (line, column) = (line.saturating_add(1), column.saturating_add(1));
        SourcePlace { file: self.file(snapshot, script_id), script_id, line, column, generated: None }
    }
}

/// Takes in the name of a script that has none yet.
fn add_name(
    names: &mut HashMap<u32, StringIndex>,
    script: u32,
    name: impl FnOnce() -> Option<StringIndex>,
) -> Result<(), OutOfMemory> {
    if !names.contains_key(&script)
        && let Some(name) = name()
    {
        names.try_reserve(1).map_err(|_| OutOfMemory::of::<(u32, StringIndex)>(names.len()))?;
        names.insert(script, name);
    }
    Ok(())
}

/// The name of the script that a function is from; none if it has an empty one.
fn script_name(snapshot: &Snapshot, function: NodeOrdinal) -> Option<StringIndex> {
    let follow = |from, name| snapshot.target_of(from, EdgeType::Internal, name);
    let shared = follow(function, "shared")?;
    let script = follow(shared, "script").or_else(|| follow(shared, "script_or_debug_info"))?;
    // While a debugger is attached, its notes stand between.
    let script = follow(script, "script").unwrap_or(script);
    let is_script = snapshot.nodes.kind[script] == NodeType::CODE;
    let is_file = is_script && v8::script_file(snapshot.raw_name(script).as_bytes()).is_some();
    is_file.then(|| snapshot.nodes.name[script])
}

impl<'a> CodeOwner<'a> {
    /// Whose code stands in a file of this name.
    pub fn of(file: JsStr<'a>) -> Self {
        let bytes = file.as_bytes();
        if node::is_own_script(bytes) {
            return Self::Runtime;
        }
        match package(bytes) {
            Some(name) => Self::Package(JsStr::new(name)),
            None => Self::Program,
        }
    }
}

/// `name` or `@scope/name` after the last `node_modules` folder of a path.
fn package(path: &[u8]) -> Option<&[u8]> {
    const FOLDER: &[u8] = b"node_modules";
    let is_separator = |byte: &u8| matches!(byte, b'/' | b'\\');
    let parts: Vec<&[u8]> = path.split(is_separator).collect();
    let folder = parts.iter().rposition(|&part| part == FOLDER)?;
    let first = *parts.get(folder + 1)?;
    // The name must be followed by a file of the package.
    let second = *parts.get(folder + 2)?;
    if !first.starts_with(b"@") {
        return Some(first);
    }
    parts.get(folder + 3)?;
    let start = first.as_ptr() as usize - path.as_ptr() as usize;
    path.get(start..start + first.len() + 1 + second.len())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::graph::testing::Drawing;

    fn owner(file: &str) -> String {
        match CodeOwner::of(JsStr::new(file.as_bytes())) {
            CodeOwner::Program => "program".to_owned(),
            CodeOwner::Runtime => "runtime".to_owned(),
            CodeOwner::Package(name) => name.to_lossy().into_owned(),
        }
    }

    #[test]
    fn tells_whose_code_a_file_holds() {
        for (file, expected) in [
            ("/srv/shop/app.js", "program"),
            ("file:///srv/shop/app.mjs", "program"),
            ("http://shop.example/assets/bundle.js", "program"),
            ("C:\\shop\\events.js", "program"),
            ("bundle.js", "program"),
            ("", "program"),
            ("node:events", "runtime"),
            ("internal/timers.js", "runtime"),
            ("_http_agent.js", "runtime"),
            ("events.js", "runtime"),
            ("ext:deno_web/06_streams.js", "runtime"),
            ("/srv/shop/node_modules/express/lib/router.js", "express"),
            ("/srv/shop/node_modules/a/node_modules/@scope/b/index.js", "@scope/b"),
            ("C:\\shop\\node_modules\\@scope\\b\\index.js", "@scope\\b"),
            ("/srv/node_modules", "program"),
            ("/srv/node_modules/file.js", "program"),
        ] {
            assert_eq!(owner(file), expected, "{file}");
        }
    }

    /// A heap with functions: of a script, of one that a debugger looks at, of one without a name, and of V8 14's scripts.
    fn drawn() -> Snapshot {
        let mut drawing = Drawing::new();
        let mut function = |script_edge: &str, file: &str, debugged: bool| {
            let function = drawing.node(NodeType::CLOSURE, "f", 32);
            let shared = drawing.node(NodeType::CODE, "f", 16);
            let mut script = drawing.node(NodeType::CODE, file, 16);
            if debugged {
                let notes = drawing.node(NodeType::CODE, "system / DebugInfo", 16);
                drawing.edge(notes, EdgeType::Internal, "script", script);
                script = notes;
            }
            drawing.edge(0, EdgeType::Property, "f", function);
            drawing.edge(function, EdgeType::Internal, "shared", shared);
            drawing.edge(shared, EdgeType::Internal, script_edge, script);
            NodeOrdinal(function as u32)
        };
        let functions = [
            function("script", "/a.js", false),
            function("script_or_debug_info", "/b.js", true),
            function("script", "", false),
            function("script", "system / Script / http://shop.example/c.js", false),
            function("script", "system / Script", false),
        ];
        let mut snapshot = drawing.snapshot();
        for (number, node) in functions.into_iter().enumerate() {
            let location = Location { script_id: 7 + number as u32, line: 4, column: u32::MAX };
            let place = snapshot.locations.places.push(location);
            snapshot.locations.of_nodes.push((node, place));
        }
        snapshot
    }

    #[test]
    fn names_the_files_of_scripts() {
        let snapshot = drawn();
        let scripts = Scripts::find(&snapshot).unwrap();
        let file = |script| scripts.file(&snapshot, script).map(|name| name.to_lossy().into_owned());
        assert_eq!(file(7).as_deref(), Some("/a.js"));
        assert_eq!(file(8).as_deref(), Some("/b.js"));
        assert_eq!(file(10).as_deref(), Some("http://shop.example/c.js"));
        assert_eq!([file(9), file(11), file(12)], [None, None, None]);
        let (node, _) = snapshot.locations.of_nodes[0];
        let place = scripts.place(&snapshot, snapshot.locations.of(node).unwrap());
        assert_eq!((place.script_id, place.line, place.column), (7, 5, u32::MAX));
        assert_eq!(snapshot.locations.of(NodeOrdinal(0)), None);
    }
}
