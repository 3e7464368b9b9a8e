//! Names that JavaScriptCore gives: the classes of its cells, as its heap snapshots have them.

use super::cells::CellKind;

/// The node is a cell of the engine's own, which no program can see.
const INTERNAL: u32 = 1;

/// What names a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Its class.
    Class,
    /// Its label, which only snapshots for debugging have.
    Label,
    /// Its text, which no snapshot has.
    AbsentText,
}

/// What a node of a class and with these flags is, and what names it.
pub fn kind(class: &[u8], flags: u32) -> (CellKind, Naming) {
    match class {
        b"<root>" => (CellKind::Root, Naming::Class),
        b"string" => (CellKind::Text, Naming::AbsentText),
        b"symbol" => (CellKind::Symbol, Naming::Class),
        _ if is_code(class) => (CellKind::Code, Naming::Class),
        _ if flags & INTERNAL != 0 => (CellKind::Internal, Naming::Class),
        _ if is_function(class) => (CellKind::Function, Naming::Label),
        _ => (CellKind::Object, Naming::Class),
    }
}

/// Whether a class is that of the global object; of its properties only those that were used are in a snapshot.
pub fn is_global(class: &[u8]) -> bool {
    matches!(class, b"GlobalObject" | b"JSGlobalObject")
}

/// Whether a class is that of the variables of a function, a module or a script.
pub fn is_scope(class: &[u8]) -> bool {
    matches!(
        class,
        b"JSLexicalEnvironment" | b"JSModuleEnvironment" | b"JSGlobalLexicalEnvironment" | b"StrictEvalActivation"
    )
}

fn is_code(class: &[u8]) -> bool {
    class.ends_with(b"Executable") || class.ends_with(b"CodeBlock") || class == b"JSSourceCode"
}

fn is_function(class: &[u8]) -> bool {
    matches!(
        class,
        b"Function"
            | b"Callee"
            | b"AsyncFunction"
            | b"GeneratorFunction"
            | b"AsyncGeneratorFunction"
            | b"InternalFunction"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nodes_are() {
        for (class, flags, expected) in [
            ("Session", 2, (CellKind::Object, Naming::Class)),
            ("string", 0, (CellKind::Text, Naming::AbsentText)),
            ("Structure", INTERNAL, (CellKind::Internal, Naming::Class)),
            ("FunctionExecutable", INTERNAL, (CellKind::Code, Naming::Class)),
            ("Function", 0, (CellKind::Function, Naming::Label)),
            ("<root>", 0, (CellKind::Root, Naming::Class)),
        ] {
            assert_eq!(kind(class.as_bytes(), flags), expected, "{class}");
        }
        assert!(is_scope(b"JSLexicalEnvironment") && !is_scope(b"Object"));
    }
}
