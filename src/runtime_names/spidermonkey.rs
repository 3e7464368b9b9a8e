//! Names that SpiderMonkey and Gecko give: the types of their nodes, the classes of objects and the names of links, as
//! Firefox' heap snapshots have them (seen in 153).

use super::cells::CellKind;

/// The class of objects that have no class of the engine's own: made by a literal or by the program's own classes.
pub const PLAIN_OBJECT: &[u8] = b"Object";
/// From an object to its shape, from there to its base, from there to the object's prototype.
pub const WAY_TO_PROTOTYPE: [&[u8]; 3] = [SHAPE, b"base", b"baseshape_proto"];
/// From a prototype to the function that makes such objects.
pub const CONSTRUCTOR: &[u8] = b"constructor";

const SHAPE: &[u8] = b"shape";

/// What a node is, by its type, the class of its object if it is one, and the number that Firefox gives to its coarse type.
pub fn kind(type_name: &[u8], class: Option<&[u8]>, coarse_type: u32) -> CellKind {
    match (type_name, coarse_type) {
        (b"JS::ubi::RootList", _) => CellKind::Root,
        (b"JS::Symbol", _) => CellKind::Symbol,
        (_, 1) if class.is_some_and(is_function) => CellKind::Function,
        (_, 1) => CellKind::Object,
        (_, 2) => CellKind::Code,
        (_, 3) => CellKind::Text,
        (_, 4) => CellKind::Native,
        _ => CellKind::Internal,
    }
}

fn is_function(class: &[u8]) -> bool {
    matches!(class, b"Function" | b"BoundFunctionObject")
}

/// Whether a class is that of the variables of a function, a module or a script.
pub fn is_scope(class: &[u8]) -> bool {
    matches!(
        class,
        b"Call"
            | b"LexicalEnvironment"
            | b"Var"
            | b"ModuleEnvironmentObject"
            | b"WasmInstance"
            | b"WasmCall"
            | b"NonSyntacticVariablesObject"
    )
}

/// What a link of an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// An element with its number.
    Element(u32),
    /// A property, or a variable of a scope.
    Named,
    /// A link of the engine's own.
    Internal,
}

/// What a link of an object is by its name, and whether it is the object's first. The format does not mark the engine's own links;
/// of those whose names a program may use as well, only the shape is known, because it always comes first.
pub fn link(name: &[u8], is_first: bool) -> Link {
    let number = name.strip_prefix(b"objectElements[").and_then(|rest| rest.strip_suffix(b"]"));
    if let Some(number) = number.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok()) {
        return Link::Element(number);
    }
    let is_internal = matches!(name, b"" | b"enclosing_environment" | b"callee_slot" | b"proxy target")
        || is_first && name == SHAPE
        || name.starts_with(b"**UNKNOWN SLOT ")
        || name.starts_with(b"OrderedHashMapObject ")
        || name.starts_with(b"OrderedHashSetObject ")
        || name.starts_with(b"JSFunction ");
    if is_internal { Link::Internal } else { Link::Named }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nodes_are() {
        for (type_name, class, coarse, expected) in [
            ("JSObject", Some("Object"), 1, CellKind::Object),
            ("JSObject", Some("Function"), 1, CellKind::Function),
            ("JSString", None, 3, CellKind::Text),
            ("js::BaseScript", None, 2, CellKind::Code),
            ("nsIContent", None, 4, CellKind::Native),
            ("js::Shape", None, 0, CellKind::Internal),
            ("JS::Symbol", None, 0, CellKind::Symbol),
            ("JS::ubi::RootList", None, 0, CellKind::Root),
        ] {
            assert_eq!(kind(type_name.as_bytes(), class.map(str::as_bytes), coarse), expected, "{type_name}");
        }
        assert!(is_scope(b"LexicalEnvironment") && !is_scope(b"Object"));
    }

    #[test]
    fn what_links_are() {
        for (name, expected) in [
            ("objectElements[12]", Link::Element(12)),
            ("objectElements[x]", Link::Named),
            ("byToken", Link::Named),
            ("**UNKNOWN SLOT 3**", Link::Internal),
            ("OrderedHashMapObject value", Link::Internal),
        ] {
            assert_eq!(link(name.as_bytes(), false), expected, "{name}");
        }
        assert_eq!(link(SHAPE, true), Link::Internal);
        for of_a_program in ["shape", "group", "time_slot", "OrderedHashRing", "WeakMap"] {
            assert_eq!(link(of_a_program.as_bytes(), false), Link::Named, "{of_a_program}");
        }
    }
}
