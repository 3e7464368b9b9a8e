//! What a program would call its nodes: classes, short names, and the label of a holder.

use super::files::{imported, is_called_by_module, nameless_function};
use super::telling::{is_accessor_cache, is_minified, is_short, lasting, says_little, with_star};
use crate::error::OutOfMemory;
use crate::graph::{ExportedVariables, RetainingPaths, block_variables};
use crate::index::{EdgeIndex, NodeOrdinal, StringIndex};
use crate::leaks::findings::HolderPlace;
use crate::leaks::model::nodes::{class_name, is_dictionary, is_text, wrapped};
use crate::leaks::model::{Model, NOBODY};
use crate::pace::Pace;
use crate::redaction::{CALL, KEY, Name, Namer, OwnNames, script_file};
use crate::runtime_names::{blink, jsc, node, v8, workerd};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::{JsStr, JsString};

/// Names of texts are cut to this many characters.
const LONGEST_TEXT: usize = 60;
/// Steps up from a holder that make its label.
const MOST_LABEL_PARTS: usize = 4;
/// Objects with more properties than this have no fields.
const MOST_OPTIONS: usize = 256;
/// Of the properties of an object with fields at most one in so many leads to things of one class.
const FEW_ALIKE: usize = 4;

/// The variable by which arrow functions know the object in whose method they were made.
const THIS: &str = "this";

/// Appends the name of a property to that of its object.
pub fn append(whole: &mut Name, part: Name) {
    let (text, redacted) = (part.text(), part.redacted());
    let is_bracket = |name: &JsString| name.as_js_str().starts_with("[");
    match (whole.is_empty() || is_bracket(&text), is_bracket(&redacted)) {
        (true, _) => whole.push(part),
        (false, true) => {
            let mut dotted = JsString::from(".");
            dotted.push(text.as_js_str());
            whole.push_data(dotted, redacted);
        }
        (false, false) => {
            whole.push_own(".");
            whole.push(part);
        }
    }
}

/// Makes names as they are shown, with what is data in them marked.
#[derive(Debug)]
pub struct Names<'m> {
    model: &'m Model<'m>,
    own: OwnNames,
    exported: ExportedVariables,
}

impl<'m> Names<'m> {
    /// The names of a model.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(model: &'m Model<'m>, pace: &Pace) -> Result<Self, OutOfMemory> {
        let own = OwnNames::of_in_steps(model.heap, pace).await?;
        Ok(Self { model, own, exported: ExportedVariables::of(&model.heap.snapshot, pace).await? })
    }

    /// Makes the names of nodes, edges and classes as tables show them.
    pub fn namer(&self) -> Namer<'_> {
        Namer::new(self.model.heap, &self.own)
    }

    /// Whether a link has a name that the program gave.
    pub fn is_named(&self, edge: EdgeIndex) -> bool {
        matches!(self.model.heap.snapshot.edges.kind(edge), EdgeType::Property | EdgeType::Context)
            || self.unnamed_variable(edge).is_some()
    }

    /// The variable that a link leads to; none if it is no variable, or has no name.
    pub fn variable(&self, edge: EdgeIndex) -> Option<Name> {
        match self.model.heap.snapshot.edges.kind(edge) {
            EdgeType::Context => Some(self.namer().edge(edge)),
            _ => self.unnamed_variable(edge),
        }
    }

    /// The variable of a block, or one that a module exports: the link itself has no name.
    fn unnamed_variable(&self, edge: EdgeIndex) -> Option<Name> {
        let snapshot = &self.model.heap.snapshot;
        let name = block_variables::name(snapshot, edge).or_else(|| self.exported.name(snapshot, edge))?;
        Some(Name::own(snapshot.strings.get(name)))
    }

    /// What a program calls an async function that waits, which V8 calls "Generator" like the prototype of all generators:
    /// a call of the function's name, with the class of what it was called on.
    pub fn waiting(&self, node: NodeOrdinal) -> Option<Name> {
        let function = self.waiting_function(node)?;
        let receiver = self.model.heap.snapshot.target_of(node, EdgeType::Internal, "receiver");
        let receiver = receiver.filter(|&at| self.is_telling(at) && self.global(at).is_none());
        let mut name = receiver.map(|receiver| self.namer().class_of(receiver)).unwrap_or_default();
        append(&mut name, self.namer().node(function).cut(LONGEST_TEXT));
        name.push_own(CALL);
        Some(name)
    }

    /// The function of which a node is a call that waits.
    pub fn waiting_function(&self, node: NodeOrdinal) -> Option<NodeOrdinal> {
        let snapshot = &self.model.heap.snapshot;
        let part = |name| snapshot.target_of(node, EdgeType::Internal, name);
        if snapshot.nodes.kind[node] != NodeType::OBJECT || !snapshot.raw_name(node).is(v8::WAITING) {
            return None;
        }
        part(v8::REGISTERS)?;
        part("function").filter(|&function| snapshot.nodes.kind[function] == NodeType::CLOSURE)
    }

    /// What a program calls an object of workerd, of which V8 knows only that it wraps something.
    fn wrapped(&self, node: NodeOrdinal) -> Option<Name> {
        let snapshot = &self.model.heap.snapshot;
        let name = snapshot.raw_name(wrapped(self.model.heap, node)?);
        let name = name.as_bytes().strip_prefix(workerd::OWN).unwrap_or(name.as_bytes());
        Some(Name::own(JsStr::new(name)))
    }

    /// The name of a node's class as it is shown; "Object" for dictionaries, its function's for what waits.
    pub fn class(&self, node: NodeOrdinal) -> Name {
        if let Some(name) = self.waiting(node).or_else(|| self.wrapped(node)) {
            return name;
        }
        if is_dictionary(self.model.heap, node) { Name::own("Object") } else { self.namer().class_of(node) }
    }

    /// A node's name, short enough to be one of many on a line.
    pub fn short(&self, node: NodeOrdinal) -> Name {
        if let Some(name) = self.waiting(node).or_else(|| self.wrapped(node)) {
            return name;
        }
        if is_dictionary(self.model.heap, node) {
            Name::own("Object")
        } else {
            self.namer().node(node).cut(LONGEST_TEXT)
        }
    }

    /// What a program would call a holder: the nearest name with what it belongs to, like `MemoryStore.sessions`.
    pub fn label(&self, paths: &RetainingPaths, holder: NodeOrdinal) -> Name {
        imported(self.model.heap, holder).unwrap_or_else(|| self.label_over(paths, holder, true))
    }

    /// The name of the nearest link that the program named, on the way up from a node as far as its label goes, and whether
    /// it is the last link.
    pub fn nearest_link(&self, paths: &RetainingPaths, mut node: NodeOrdinal) -> (Option<StringIndex>, bool) {
        let snapshot = &self.model.heap.snapshot;
        for up in 0..MOST_LABEL_PARTS {
            let Some(step) = paths.last_step(snapshot, node) else { break };
            if self.is_named(step.edge) && !self.is_key(step.edge) {
                return (snapshot.edges.name(step.edge), up == 0);
            }
            node = step.from;
        }
        (None, false)
    }

    /// Where a holder is, for another process to find it.
    pub fn place_of(&self, paths: &RetainingPaths, holder: NodeOrdinal) -> HolderPlace {
        let heap = self.model.heap;
        let link =
            self.nearest_link(paths, holder).0.map(|name| JsString::from(lasting(heap.snapshot.strings.get(name))));
        HolderPlace {
            label: self.label(paths, holder).text(),
            link: link.unwrap_or_default(),
            class: class_name(heap, holder),
        }
    }

    /// The same; what a WeakMap keeps is called by the WeakMap if `over_weak_maps`, which may be in another's themselves.
    fn label_over(&self, paths: &RetainingPaths, holder: NodeOrdinal, over_weak_maps: bool) -> Name {
        let snapshot = &self.model.heap.snapshot;
        let mut parts: Vec<Name> = Vec::new();
        let holder = self.wrapper_above(paths, holder);
        let mut at = holder;
        let is_by_number = paths.last_step(snapshot, at).is_some_and(|step| !self.is_named(step.edge));
        if is_by_number && self.is_telling(at) {
            return self.class(at);
        }
        while parts.len() < MOST_LABEL_PARTS {
            let Some(step) = paths.last_step(snapshot, at) else { break };
            if let Some(weak_map) = self.weak_map(step.edge).filter(|_| over_weak_maps) {
                let mut element = self.label_over(paths, weak_map, false);
                append(&mut element, Name::own(KEY));
                parts.push(element);
                return joined(parts);
            }
            let name = self.namer().edge(step.edge);
            if is_accessor_cache(&name) || says_little(&name) && self.is_telling(at) {
                parts.push(self.class(at));
                return joined(parts);
            }
            let below = std::mem::replace(&mut at, step.from);
            if let Some(variable) = self.variable(step.edge) {
                if let Some(thing) = self.thing_of_runtime(paths, below, at, &variable) {
                    parts.push(thing);
                    return joined(parts);
                }
                let says_nothing = variable.text().as_js_str().is(THIS) && self.is_telling(below);
                parts.push(if says_nothing { self.class(below) } else { variable });
                return joined(parts);
            }
            if self.model.is_nameless_scope(at) {
                let mut variable = Name::own("[variable ");
                variable.push(name);
                variable.push_own("]");
                parts.push(variable);
                parts.extend(self.function_of(paths, at));
                return joined(parts);
            }
            match snapshot.edges.kind(step.edge) {
                EdgeType::Property if self.is_key(step.edge) => parts.push(Name::own(KEY)),
                EdgeType::Property => parts.push(self.lasting(name)),
                // What the browser's own objects hold has numbers for names.
                EdgeType::Element if self.model.is_visible(at) && snapshot.nodes.kind[at] != NodeType::NATIVE => {
                    parts.push(Name::own(KEY));
                }
                _ => parts.extend(self.event(paths, below)),
            }
            if is_called_by_module(self.model.heap, at, &mut parts) {
                return joined(parts);
            }
            if self.is_telling(at) || self.is_class_without_name(paths, at) {
                parts.push(self.global(at).unwrap_or_else(|| self.called(paths, at)));
                return joined(parts);
            }
        }
        match parts.is_empty() {
            true => nameless_function(self.model.heap, holder).unwrap_or_else(|| self.short(holder)),
            false => joined(parts),
        }
    }

    /// The event whose listeners are listed at a node: an `EventTarget` of Node.js has a Map of such lists.
    pub fn event(&self, paths: &RetainingPaths, list: NodeOrdinal) -> Option<Name> {
        let snapshot = &self.model.heap.snapshot;
        let step = paths.last_step(snapshot, list)?;
        let of_map = paths.last_step(snapshot, paths.last_step(snapshot, step.from)?.from)?;
        let name = snapshot.strings.get(snapshot.edges.name(of_map.edge)?);
        name.is(node::LISTS_OF_LISTENERS).then(|| self.key(step.edge)).flatten()
    }

    /// The text that is the key of a value to which the table of a Map leads.
    pub fn key(&self, edge: EdgeIndex) -> Option<Name> {
        let snapshot = &self.model.heap.snapshot;
        let slot = |edge| Some(snapshot.strings.get(snapshot.edges.name(edge)?).parse_int()? as i64);
        let table = snapshot.nodes.source_of(edge);
        let map = Some(self.model.owner(table)).filter(|&map| map != NOBODY)?;
        snapshot.target_of(map, EdgeType::Internal, "table").filter(|&of_map| of_map == table)?;
        // The key stands before its value.
        let before = snapshot.edges_of(table).take_while(|&other| other != edge).last()?;
        let key = snapshot.edges.target(before);
        let is_key =
            slot(edge)? == slot(before)? + 1 && is_text(self.model.heap, key) && !snapshot.raw_name(key).is("");
        is_key.then(|| self.namer().property(snapshot.raw_name(key)).cut(LONGEST_TEXT))
    }

    /// Of a part of one of workerd's own objects the object by which a program knows it, of other nodes themselves.
    fn wrapper_above(&self, paths: &RetainingPaths, node: NodeOrdinal) -> NodeOrdinal {
        let snapshot = &self.model.heap.snapshot;
        let is_own = |node| snapshot.raw_name(node).as_bytes().starts_with(workerd::OWN);
        let above =
            std::iter::successors(Some(node), |&at| Some(paths.last_step(snapshot, at).filter(|_| is_own(at))?.from));
        above.last().filter(|&above| wrapped(self.model.heap, above).is_some()).unwrap_or(node)
    }

    /// The WeakMap of which a link is an entry.
    fn weak_map(&self, edge: EdgeIndex) -> Option<NodeOrdinal> {
        let heap = self.model.heap;
        let name = heap.snapshot.edges.name(edge)?;
        let table = u32::try_from(heap.well_known.ephemeron(name)?.table_id).ok()?;
        let table = heap.snapshot.nodes.kind.positions().find(|&node| heap.snapshot.nodes.id.of(node) == table)?;
        Some(self.model.owner(table)).filter(|&owner| owner != table && owner != NOBODY)
    }

    /// What a variable of a runtime's minified script is: its name says nothing, its class and the script say more.
    fn thing_of_runtime(
        &self,
        paths: &RetainingPaths,
        node: NodeOrdinal,
        scope: NodeOrdinal,
        variable: &Name,
    ) -> Option<Name> {
        let snapshot = &self.model.heap.snapshot;
        let above = std::iter::successors(Some(scope), |&at| Some(paths.last_step(snapshot, at)?.from));
        let function = above.take_while(|&at| at == scope || self.model.is_scope(at)).last()?;
        let function = paths.last_step(snapshot, function)?.from;
        if !is_minified(self.model.heap, function, variable) {
            return None;
        }
        let file = self.model.heap.place(function)?.file?;
        let mut thing = self.class(node);
        thing.push_own(" in ");
        thing.push(script_file(file));
        Some(thing)
    }

    /// A name that goes on by the links below what it is of: `Store.state.byId`. A variable is known by its own name, whichever
    /// function leads to it.
    pub fn with_steps(&self, whole: Name, steps: impl Iterator<Item = EdgeIndex>) -> Name {
        steps.filter(|&edge| self.is_named(edge) && !self.is_key(edge)).fold(whole, |whole, edge| {
            let variable = self.variable(edge);
            let mut whole = if variable.is_some() { Name::default() } else { whole };
            append(&mut whole, variable.unwrap_or_else(|| self.lasting(self.namer().edge(edge))));
            whole
        })
    }

    /// The name of a property as another process has it: what the code itself names is no random number.
    pub fn lasting(&self, name: Name) -> Name {
        if self.own.contains(name.text().as_js_str().as_bytes()) { name } else { with_star(name) }
    }

    /// The name of the function by which a path leads to variables.
    fn function_of(&self, paths: &RetainingPaths, scope: NodeOrdinal) -> Option<Name> {
        let snapshot = &self.model.heap.snapshot;
        let function = paths.last_step(snapshot, scope)?.from;
        let is_function = snapshot.nodes.kind[function] == NodeType::CLOSURE;
        is_function.then(|| self.namer().node(function).cut(LONGEST_TEXT))
    }

    /// What a program calls its global object, if a node is one.
    fn global(&self, node: NodeOrdinal) -> Option<Name> {
        let class = class_name(self.model.heap, node);
        let class = class.as_js_str().as_bytes();
        if blink::is_window(class) {
            Some(Name::own("window"))
        } else if node::is_global(class) {
            Some(Name::own("global"))
        } else if self.model.is_global(node) || v8::is_global(class) || jsc::is_global(class) {
            Some(Name::own("globalThis"))
        } else {
            None
        }
    }

    /// Whether the name of an edge is a key of a dictionary: it says nothing of which dictionary that is.
    pub fn is_key(&self, edge: EdgeIndex) -> bool {
        let snapshot = &self.model.heap.snapshot;
        snapshot.edges.kind(edge) == EdgeType::Property
            && is_dictionary(self.model.heap, snapshot.nodes.source_of(edge))
            && !self.is_option(edge)
    }

    /// Whether an edge from an object with many properties is one of its fields, as of options: code names it, and few of
    /// the others lead to what is of its class.
    fn is_option(&self, edge: EdgeIndex) -> bool {
        let (snapshot, of_node) = (&self.model.heap.snapshot, &self.model.heap.classes.of_node);
        let all = || snapshot.edges_of(snapshot.nodes.source_of(edge));
        let class = of_node[snapshot.edges.target(edge)];
        let is_named = || {
            let name = snapshot.edges.name(edge).map(|name| snapshot.strings.get(name));
            name.is_some_and(|name| self.own.contains(name.as_bytes()))
        };
        let are_alike = || all().filter(|&other| of_node[snapshot.edges.target(other)] == class).count();
        all().size_hint().0 <= MOST_OPTIONS && is_named() && are_alike() * FEW_ALIKE <= all().size_hint().0
    }

    /// Whether a node is a function with a name to which no link with a name leads, as to the class of an element.
    fn is_class_without_name(&self, paths: &RetainingPaths, node: NodeOrdinal) -> bool {
        let snapshot = &self.model.heap.snapshot;
        snapshot.nodes.kind[node] == NodeType::CLOSURE
            && !snapshot.raw_name(node).is("")
            && paths.last_step(snapshot, node).is_some_and(|step| !self.is_named(step.edge))
    }

    /// What something is called of which a property is said: a function by its own name, an instance of a minified class by the
    /// link that leads to it, all else by its class.
    pub fn called(&self, paths: &RetainingPaths, node: NodeOrdinal) -> Name {
        let snapshot = &self.model.heap.snapshot;
        let class = if snapshot.nodes.kind[node] == NodeType::CLOSURE { self.short(node) } else { self.class(node) };
        let step = paths.last_step(snapshot, node).filter(|step| self.is_named(step.edge) && !self.is_key(step.edge));
        let name = step.filter(|_| is_short(&class)).map(|step| self.namer().edge(step.edge));
        name.filter(|name| !is_short(name) && !says_little(name) && !name.text().as_js_str().is(THIS)).unwrap_or(class)
    }

    /// Whether a node's class says what it is.
    pub fn is_telling(&self, node: NodeOrdinal) -> bool {
        const COMMON: [&str; 6] = ["Object", "Array", "Map", "Set", "Function", "Promise"];
        let class = class_name(self.model.heap, node);
        let text = class.as_js_str();
        self.model.is_visible(node)
            && !self.model.is_scope(node)
            && !text.starts_with("{")
            && !COMMON.iter().any(|common| text.is(common))
    }
}

/// Names from the last to the first with dots between them, but for what stands in brackets.
fn joined(parts: Vec<Name>) -> Name {
    let mut whole = Name::default();
    for part in parts.into_iter().rev() {
        append(&mut whole, part);
    }
    whole
}
