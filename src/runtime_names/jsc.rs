//! Names that JavaScriptCore gives: the classes of its cells, as its heap snapshots have them.

/// Stands for the text of a string: the format has none.
pub const ABSENT_TEXT: &[u8] = b"(text not in the file)";

/// The node is a cell of the engine's own, which no program can see.
const INTERNAL: u32 = 1;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What holds the roots.
    Root,
    /// A string.
    Text,
    /// A symbol.
    Symbol,
    /// Code and what belongs to it.
    Code,
    /// Another cell of the engine's own.
    Internal,
    /// A function.
    Function,
    /// Everything else.
    Object,
}

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
pub fn kind(class: &[u8], flags: u32) -> (Kind, Naming) {
    match class {
        b"<root>" => (Kind::Root, Naming::Class),
        b"string" => (Kind::Text, Naming::AbsentText),
        b"symbol" => (Kind::Symbol, Naming::Class),
        _ if is_code(class) => (Kind::Code, Naming::Class),
        _ if flags & INTERNAL != 0 => (Kind::Internal, Naming::Class),
        _ if is_function(class) => (Kind::Function, Naming::Label),
        _ => (Kind::Object, Naming::Class),
    }
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
            ("Session", 2, (Kind::Object, Naming::Class)),
            ("string", 0, (Kind::Text, Naming::AbsentText)),
            ("Structure", INTERNAL, (Kind::Internal, Naming::Class)),
            ("FunctionExecutable", INTERNAL, (Kind::Code, Naming::Class)),
            ("Function", 0, (Kind::Function, Naming::Label)),
            ("<root>", 0, (Kind::Root, Naming::Class)),
        ] {
            assert_eq!(kind(class.as_bytes(), flags), expected, "{class}");
        }
        assert!(is_scope(b"JSLexicalEnvironment") && !is_scope(b"Object"));
    }
}
