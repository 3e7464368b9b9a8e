//! Names that Hermes gives, the engine of React Native. It writes V8's format (seen in 0.5 to 0.11).

/// A group of roots that every snapshot of Hermes has, and no other engine's.
pub const CHARACTERS: &str = "(CharStrings)";

/// The link from every object that a program has to its shape. Cells of the engine's own have none.
pub const SHAPE_OF_OBJECT: &str = "class";

/// The variables of a function: the only cells without a shape that a program can see.
pub const SCOPE: &str = "Environment";

/// The link from every object to its prototype.
pub const PROTOTYPE: &[u8] = b"parent";

/// The link from an entry of a Map or a Set to its key.
pub const KEY: &[u8] = b"key";

/// The link from an entry of a Map to its value.
pub const VALUE: &[u8] = b"value";

/// Whether a cell of this name is compiled code, a shape of objects, or data of these.
pub fn is_code_data(name: &[u8]) -> bool {
    matches!(name, b"HiddenClass" | b"DictPropertyMap" | b"CodeBlock" | b"RuntimeModule")
}
