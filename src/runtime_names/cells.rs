//! What the cells of engines other than V8 are: the words in which `jsc` and `spidermonkey` answer.

/// Stands for the text of a string where a format has none.
pub const ABSENT_TEXT: &[u8] = b"(text not in the file)";

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
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
    /// An object of the embedder, such as an element of a page.
    Native,
    /// Everything else.
    Object,
}
