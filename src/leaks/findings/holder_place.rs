//! Where a holder is, for another process to find it again.

use crate::text::JsString;

/// Where a holder is, told by names alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolderPlace {
    /// What the node itself is called, whatever it gathers below it.
    pub label: JsString,
    /// The nearest link with a name on the way to it.
    pub link: JsString,
    /// Its class.
    pub class: JsString,
}
