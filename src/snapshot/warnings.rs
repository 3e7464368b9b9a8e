//! What a file says that cannot be taken at its word: counted while reading, so that a person hears of it once and not by
//! what is missing later.

/// What was met in a file that opens nevertheless; all zero for the files of known writers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    /// Nodes whose type is past the list of the header: shown as unknown.
    pub unknown_nodes: u64,
    /// Edges whose type is past the list of the header, or is none that this program knows: shown as unknown, and taken to
    /// hold their targets.
    pub unknown_edges: u64,
    /// Nodes and edges whose name is past the string table.
    pub missing_names: u64,
    /// Edges from or to a node that is not there: left out.
    pub lost_edges: u64,
    /// Texts that are longer than is kept of one.
    pub cut_texts: u64,
    /// Whether the format has no texts of strings, as those of JavaScriptCore and Firefox.
    pub texts_missing: bool,
    /// Whether the header leaves out how many nodes or edges there are.
    pub counts_missing: bool,
    /// Whether the header lays locations out in a way that this program does not know: they are read over.
    pub unknown_locations: bool,
    /// Numbers with a fraction or an exponent, of which the whole part was taken.
    pub fractions: u64,
}

impl Warnings {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
