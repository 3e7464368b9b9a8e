//! Names of nodes, edges and classes with the mark on each piece whether it is the program's own.

use super::by_text::{self, ByText};
use super::{KEY, Name, OwnNames, PIECE};
use crate::classes::names;
use crate::graph::well_known_names::Role;
use crate::heap::Heap;
use crate::index::{ClassId, EdgeIndex, NodeOrdinal};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::{JsStr, JsString};

/// Makes the names of one heap.
#[derive(Clone, Copy, Debug)]
pub struct Namer<'a> {
    heap: &'a Heap,
    by_text: ByText<'a>,
}

impl<'a> Namer<'a> {
    /// Names of `heap`, whose own names are `own`.
    pub fn new(heap: &'a Heap, own: &'a OwnNames) -> Self {
        Self { heap, by_text: ByText::new(own) }
    }

    /// The name of a node as rows show it, without quotes or other marks of its type.
    pub fn node(self, node: NodeOrdinal) -> Name {
        let Heap { snapshot, well_known, .. } = self.heap;
        if names::is_plain_object(snapshot, well_known, node) {
            return self.plain_object(node);
        }
        self.by_text.of_kind(
            snapshot.nodes.kind[node],
            names::node_name(snapshot, well_known, node),
            snapshot.type_name(node),
        )
    }

    /// The name of a function that was on a stack.
    pub fn function(self, name: &JsString) -> Name {
        self.by_text.function(name.as_js_str())
    }

    /// The name of a property, or of what is called as one.
    pub fn property(self, text: JsStr<'_>) -> Name {
        self.by_text.property(text, KEY)
    }

    /// The name of an edge as rows show it.
    pub fn edge(self, edge: EdgeIndex) -> Name {
        let snapshot = &self.heap.snapshot;
        let name = names::edge_name(snapshot, edge).to_js_string();
        let text = name.as_js_str();
        match snapshot.edges.kind(edge) {
            _ if snapshot.edges.is_unknown(edge) => Name::data(name, "(unknown)"),
            EdgeType::Property => self.property(text),
            // The elements of a program's object are numbers that it chose: ids of users as well as places in a list.
            EdgeType::Element if snapshot.nodes.kind[snapshot.nodes.source_of(edge)] == NodeType::OBJECT => {
                Name::data(name, PIECE)
            }
            EdgeType::Element | EdgeType::Hidden | EdgeType::Context => Name::own(name),
            _ if snapshot.edges.name(edge).is_some_and(|name| self.heap.well_known.role(name) == Role::Ephemeron) => {
                Name::data(name, "part of key -> value pair in WeakMap")
            }
            _ if self.by_text.is_own_link(text.as_bytes()) => Name::own(name),
            kind => Name::data(name, format!("({})", kind.name()).as_str()),
        }
    }

    /// The name of a class.
    pub fn class(self, class: ClassId) -> Name {
        let text = self.heap.classes.name(&self.heap.snapshot, class);
        let aggregate = self.heap.aggregates.of_class.get(class).filter(|aggregate| aggregate.count > 0);
        match aggregate.map(|aggregate| self.heap.snapshot.nodes.kind[aggregate.first]) {
            Some(NodeType::NATIVE) => by_text::native(text, "native"),
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
            None => self.by_text.object(text, "object"),
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
            let name = self.by_text.property(property, PIECE);
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
}
