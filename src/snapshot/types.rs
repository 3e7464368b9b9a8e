//! The formats of files, and the types of nodes and edges, by name and not by the file's number (docs/semantics.md §1).

use serde::Serialize;

/// Whose format a snapshot was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Format {
    /// Of Node.js, Chrome, Deno and others.
    V8,
    /// Of Bun and Safari.
    JavaScriptCore,
    /// Of Firefox.
    Firefox,
}

/// What kind of heap object a node is. The numbers are the engine's own; types that this program does not know yet follow
/// [`NodeType::KNOWN`] and keep the name that the file gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeType(pub u8);

impl NodeType {
    /// V8's own data.
    pub const HIDDEN: Self = Self(0);
    /// A backing array.
    pub const ARRAY: Self = Self(1);
    /// A flat string.
    pub const STRING: Self = Self(2);
    /// A JavaScript object.
    pub const OBJECT: Self = Self(3);
    /// Compiled code and its data.
    pub const CODE: Self = Self(4);
    /// A function with its context.
    pub const CLOSURE: Self = Self(5);
    /// A regular expression.
    pub const REGEXP: Self = Self(6);
    /// A number that is an object of its own.
    pub const NUMBER: Self = Self(7);
    /// An object of the embedder: DOM, Node.js internals, external memory.
    pub const NATIVE: Self = Self(8);
    /// A node that stands for a group, such as the roots.
    pub const SYNTHETIC: Self = Self(9);
    /// A string made of two parts, not copied yet.
    pub const CONCATENATED_STRING: Self = Self(10);
    /// A string that is part of another.
    pub const SLICED_STRING: Self = Self(11);

    /// The name of the type of nodes whose type the file does not list.
    pub const UNKNOWN: &'static str = "unknown";

    /// Names in the file's `meta`, by number.
    pub const KNOWN: [&str; 12] = [
        "hidden",
        "array",
        "string",
        "object",
        "code",
        "closure",
        "regexp",
        "number",
        "native",
        "synthetic",
        "concatenated string",
        "sliced string",
    ];
}

/// In which way a node refers to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum EdgeType {
    /// A variable of a function's context.
    Context,
    /// An element of an array or a numbered property.
    Element,
    /// A named property.
    Property,
    /// A link of V8's own that has a name.
    Internal,
    /// A link of V8's own that has a number.
    Hidden,
    /// An easier way to something that is reached otherwise too; from the root, a user root.
    Shortcut,
    /// A link that does not keep its target alive.
    Weak,
}

impl EdgeType {
    /// All types, in the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Context, Self::Element, Self::Property, Self::Internal, Self::Hidden, Self::Shortcut, Self::Weak];

    /// The type that stands for one that nobody knows: a link by a name that holds its target, which is what DevTools takes
    /// any other type for. [`Edges`](super::Edges) keeps aside which ones these are.
    pub const OF_UNKNOWN: Self = Self::Context;

    /// The name in the file's `meta`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Element => "element",
            Self::Property => "property",
            Self::Internal => "internal",
            Self::Hidden => "hidden",
            Self::Shortcut => "shortcut",
            Self::Weak => "weak",
        }
    }

    /// The type with this name in the file's `meta`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether `name_or_index` is a number and not a string.
    #[inline]
    pub fn is_numbered(self) -> bool {
        matches!(self, Self::Element | Self::Hidden)
    }
}
