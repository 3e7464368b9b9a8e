//! Names of nodes, edges and classes with the mark on each piece whether it is the program's own.

use super::{KEY, Name, OwnNames, PIECE, well_known};
use crate::classes::names;
use crate::graph::well_known_names::Role;
use crate::heap::Heap;
use crate::index::{ClassId, EdgeIndex, NodeOrdinal};
use crate::runtime_names::{blink, v8};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::{JsStr, JsString};

/// Makes the names of one heap.
#[derive(Clone, Copy, Debug)]
pub struct Namer<'a> {
    heap: &'a Heap,
    own: &'a OwnNames,
}

impl<'a> Namer<'a> {
    /// Names of `heap`, whose own names are `own`.
    pub fn new(heap: &'a Heap, own: &'a OwnNames) -> Self {
        Self { heap, own }
    }

    /// The name of a node as rows show it, without quotes or other marks of its type.
    pub fn node(self, node: NodeOrdinal) -> Name {
        let Heap { snapshot, well_known, .. } = self.heap;
        if names::is_plain_object(snapshot, well_known, node) {
            return self.plain_object(node);
        }
        self.of_kind(snapshot.nodes.kind[node], names::node_name(snapshot, well_known, node), snapshot.type_name(node))
    }

    fn of_kind(self, kind: NodeType, name: JsString, type_name: &str) -> Name {
        let text = name.as_js_str();
        match kind {
            NodeType::OBJECT => self.object(text, type_name),
            NodeType::NATIVE => native(text, type_name),
            NodeType::CLOSURE if self.own.contains(text.as_bytes()) => Name::own(name),
            NodeType::HIDDEN | NodeType::ARRAY | NodeType::CODE | NodeType::SYNTHETIC => self.internal(text, type_name),
            // Types that came later have no number of their own here.
            _ if type_name == "object shape" => self.internal(text, type_name),
            _ if type_name == "symbol" && self.own.contains(text.as_bytes()) => Name::own(name),
            _ => Name::data(name, format!("({type_name})").as_str()),
        }
    }

    /// The name of an edge as rows show it.
    pub fn edge(self, edge: EdgeIndex) -> Name {
        let snapshot = &self.heap.snapshot;
        let name = names::edge_name(snapshot, edge).to_js_string();
        let text = name.as_js_str();
        match snapshot.edges.kind(edge) {
            _ if snapshot.edges.is_unknown(edge) => Name::data(name, "(unknown)"),
            EdgeType::Property => self.property(text, KEY),
            // The elements of a program's object are numbers that it chose: ids of users as well as places in a list.
            EdgeType::Element if snapshot.nodes.kind[snapshot.nodes.source_of(edge)] == NodeType::OBJECT => {
                Name::data(name, PIECE)
            }
            EdgeType::Element | EdgeType::Hidden | EdgeType::Context => Name::own(name),
            _ if snapshot.edges.name(edge).is_some_and(|name| self.heap.well_known.role(name) == Role::Ephemeron) => {
                Name::data(name, "part of key -> value pair in WeakMap")
            }
            _ if is_internal(text.as_bytes()) || self.own.contains(text.as_bytes()) => Name::own(name),
            kind => Name::data(name, format!("({})", kind.name()).as_str()),
        }
    }

    /// The name of a property; `instead` stands for data.
    pub fn property(self, text: JsStr<'_>, instead: &str) -> Name {
        let bytes = text.as_bytes();
        let symbol = bytes.strip_prefix(b"<symbol ").and_then(|rest| rest.strip_suffix(b">"));
        let is_own = bytes == b"<symbol>" || self.own.contains(symbol.unwrap_or(bytes));
        if is_own { Name::from(text) } else { Name::data(text, instead) }
    }

    /// The name of a class.
    pub fn class(self, class: ClassId) -> Name {
        let text = self.heap.classes.name(&self.heap.snapshot, class);
        let aggregate = self.heap.aggregates.of_class.get(class).filter(|aggregate| aggregate.count > 0);
        match aggregate.map(|aggregate| self.heap.snapshot.nodes.kind[aggregate.first]) {
            Some(NodeType::NATIVE) => native(text, "native"),
            _ => self.class_called(text),
        }
    }

    /// A class of which only the name is known, because no object of this heap has it.
    pub fn class_called(self, text: JsStr<'_>) -> Name {
        let Heap { snapshot, interfaces, .. } = self.heap;
        let inside = text.as_bytes().strip_prefix(b"(").and_then(|rest| rest.strip_suffix(b")"));
        let is_type = |inside: &[u8]| {
            matches!(inside, b"system" | b"compiled code")
                || snapshot.node_type_names.iter().any(|name| name.as_bytes() == inside)
        };
        if inside.is_some_and(is_type) {
            return Name::from(text);
        }
        match interfaces.iter().find(|interface| interface.name.as_js_str() == text) {
            Some(interface) => self.braces(interface.properties.iter().map(JsString::as_js_str), text),
            None => self.object(text, "object"),
        }
    }

    /// The class of a node.
    pub fn class_of(self, node: NodeOrdinal) -> Name {
        self.class(self.heap.classes.of_node[node])
    }

    fn plain_object(self, node: NodeOrdinal) -> Name {
        let Heap { snapshot, well_known, .. } = self.heap;
        let name = names::node_name(snapshot, well_known, node);
        let own = snapshot.edges_of(node).filter(|&edge| names::is_own_property(snapshot, well_known, edge));
        let properties = own.filter_map(|edge| snapshot.edges.name(edge)).map(|name| snapshot.strings.get(name));
        self.braces(properties, name.as_js_str())
    }

    /// `{a, b}`: of a list of properties, the text that is shown. The whole is own if each property is.
    fn braces<'b>(self, properties: impl Iterator<Item = JsStr<'b>>, text: JsStr<'_>) -> Name {
        let (mut instead, mut all_own, mut stars) = (JsString::from("{"), true, false);
        let mut is_first = true;
        let mut length = 0;
        for property in properties {
            let name = self.property(property, PIECE);
            all_own &= !name.has_data();
            // One star for all that follow each other; the list is as long as the name is.
            let is_star = name.has_data();
            length += property.utf16_len() + 2;
            if length <= text.utf16_len() && !(is_star && stars) {
                if !is_first {
                    instead.push_str(", ");
                }
                instead.push(name.redacted().as_js_str());
                is_first = false;
            }
            stars = is_star;
        }
        instead.push_str("}");
        if all_own { Name::from(text) } else { Name::data(text, instead) }
    }

    /// The name of a program's object: its class, and of a browser's realms also their origin.
    fn object(self, text: JsStr<'_>, type_name: &str) -> Name {
        self.pieces(text, type_name, |_, piece| self.own.contains(piece))
    }

    /// The name of an object of V8's own.
    fn internal(self, text: JsStr<'_>, type_name: &str) -> Name {
        self.pieces(text, type_name, |position, piece| match position {
            0 | 1 => is_internal(piece),
            _ => self.own.contains(piece),
        })
    }

    /// Pieces with ` / ` between them, of which `is_own` decides.
    fn pieces(self, text: JsStr<'_>, type_name: &str, is_own: impl Fn(usize, &[u8]) -> bool) -> Name {
        let mut name = Name::default();
        let bytes = text.as_bytes();
        let rest = v8::without_detached(bytes);
        if rest.len() < bytes.len() {
            name.push_own(v8::DETACHED);
        }
        if blink::is_element(rest) {
            name.push(markup(rest));
            return name;
        }
        let is_system = v8::is_system(rest);
        for (position, piece) in split(rest).enumerate() {
            if position > 0 {
                name.push_own(" / ");
            }
            let known = is_own(position, without_note(piece))
                || is_system && (position == 0 || position == 1 && is_internal(piece))
                || position > 0 && is_scope_number(piece);
            match (known, position) {
                (true, _) => name.push_own(JsStr::new(piece)),
                (false, 0) => name.push_data(JsStr::new(piece), format!("({type_name})").as_str()),
                (false, _) => name.push_data(JsStr::new(piece), PIECE),
            }
        }
        name
    }
}

/// The name of a browser's or of Node's own object: names of C++, or markup.
fn native(text: JsStr<'_>, type_name: &str) -> Name {
    let bytes = text.as_bytes();
    let (detached, rest) = match bytes.strip_prefix(b"Detached ") {
        Some(rest) => (Name::own("Detached "), rest),
        None => (Name::default(), bytes),
    };
    let mut name = detached;
    if rest.starts_with(b"<") {
        name.push(markup(rest));
        return name;
    }
    for (position, piece) in split(rest).enumerate() {
        if position > 0 {
            name.push_own(" / ");
        }
        match (is_internal(piece), position) {
            (true, _) => name.push_own(JsStr::new(piece)),
            (false, 0) => name.push_data(JsStr::new(piece), format!("({type_name})").as_str()),
            (false, _) => name.push_data(JsStr::new(piece), PIECE),
        }
    }
    name
}

/// `<tag with attributes>`, or `<symbol …>` of an accessor.
fn markup(bytes: &[u8]) -> Name {
    let inner = bytes.get(1..).unwrap_or_default();
    let end = inner.iter().position(|byte| b" \t\n>/".contains(byte)).unwrap_or(inner.len());
    let (tag, rest) = inner.split_at(end);
    let mut name = Name::own("<");
    if well_known::is_tag(tag) || well_known::is_tag(&tag.to_ascii_lowercase()) {
        name.push_own(JsStr::new(tag));
    } else {
        name.push_data(JsStr::new(tag), PIECE);
    }
    if rest == b">" {
        name.push_own(">");
    } else {
        name.push_data(JsStr::new(rest), ">");
    }
    name
}

/// The parts between ` / `.
fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let now = rest?;
        match memchr::memmem::find(now, b" / ") {
            Some(at) => {
                rest = now.get(at + 3..);
                now.get(..at)
            }
            None => {
                rest = None;
                Some(now)
            }
        }
    })
}

/// Without what Chromium notes of an object behind its class: ` (prototype)`, ` (internal cache)`, ` [JSGlobalObject]`.
fn without_note(piece: &[u8]) -> &[u8] {
    const NOTES: [&[u8]; 4] = [b" (prototype)", b" (internal cache)", b" [JSGlobalObject]", b" (global)"];
    NOTES.iter().find_map(|note| piece.strip_suffix(*note)).unwrap_or(piece)
}

/// `scope @457`: which scope a context is of.
fn is_scope_number(piece: &[u8]) -> bool {
    piece.strip_prefix(b"scope @").is_some_and(|id| id.iter().all(u8::is_ascii_digit))
}

/// Whether a name can be one that C++ gives: nothing else than letters, digits and the marks of types.
fn is_internal(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_: <>,&*()~-[]$#".contains(byte))
}
