//! The messages as another implementation of Protocol Buffers writes them, for tests.
//!
//! Of what Firefox says in one of two ways, written out or by number, one field is there.

/// A node with the links that start from it.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Node {
    /// Its address.
    #[prost(uint64, optional, tag = "1")]
    pub id: Option<u64>,
    #[prost(bytes = "vec", optional, tag = "2")]
    pub type_name: Option<Vec<u8>>,
    #[prost(uint64, optional, tag = "3")]
    pub type_name_ref: Option<u64>,
    /// Bytes.
    #[prost(uint64, optional, tag = "4")]
    pub size: Option<u64>,
    #[prost(message, repeated, tag = "5")]
    pub edges: Vec<Edge>,
    #[prost(message, optional, tag = "6")]
    pub allocation_stack: Option<Box<StackFrame>>,
    #[prost(bytes = "vec", optional, tag = "7")]
    pub class_name: Option<Vec<u8>>,
    #[prost(uint64, optional, tag = "8")]
    pub class_name_ref: Option<u64>,
    #[prost(uint32, optional, tag = "9")]
    pub coarse_type: Option<u32>,
    #[prost(bytes = "vec", optional, tag = "10")]
    pub script_filename: Option<Vec<u8>>,
    #[prost(uint64, optional, tag = "11")]
    pub script_filename_ref: Option<u64>,
    #[prost(bytes = "vec", optional, tag = "12")]
    pub descriptive_type_name: Option<Vec<u8>>,
    #[prost(uint64, optional, tag = "13")]
    pub descriptive_type_name_ref: Option<u64>,
}

/// A link to another node.
#[derive(Clone, PartialEq, prost::Message)]
pub struct Edge {
    /// The other node's address.
    #[prost(uint64, optional, tag = "1")]
    pub referent: Option<u64>,
    #[prost(bytes = "vec", optional, tag = "2")]
    pub name: Option<Vec<u8>>,
    #[prost(uint64, optional, tag = "3")]
    pub name_ref: Option<u64>,
}

/// Where an object was made.
#[derive(Clone, PartialEq, prost::Message)]
pub struct StackFrame {
    #[prost(message, optional, boxed, tag = "1")]
    pub data: Option<Box<FrameData>>,
}

/// A frame that comes up for the first time.
#[derive(Clone, PartialEq, prost::Message)]
pub struct FrameData {
    #[prost(message, optional, boxed, tag = "2")]
    pub parent: Option<Box<StackFrame>>,
    #[prost(bytes = "vec", optional, tag = "5")]
    pub source: Option<Vec<u8>>,
    #[prost(bytes = "vec", optional, tag = "7")]
    pub function: Option<Vec<u8>>,
}
