//! What the list of licences is made of.

/// Somebody's code, and the terms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shipped {
    pub name: String,
    pub version: String,
    pub terms: String,
    pub texts: Vec<String>,
}
