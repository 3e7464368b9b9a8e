//! The `snapshot` section: how many items there are, and how each is laid out.
//!
//! Every stride, offset and type name is taken from `meta`, never assumed, because V8 has added fields and types over
//! the years (docs/semantics.md §1). The file's type numbers are turned into the engine's own ([`NodeType`],
//! [`EdgeType`]) once, here.

use serde_json::Value;

use super::fields::{field, fields, offset, texts};
use super::side_tables::{
    FunctionLayout, LocationLayout, SampleLayout, ScopeLayout, TraceLayout, locations, samples, scopes, traces,
};
use crate::snapshot::types::{EdgeType, NodeType};

/// The most types of nodes that are told apart; V8 has some twenty. What a file lists after them is unknown.
const MOST_NODE_TYPES: usize = 200;

/// The most types of edges that are told apart; V8 has seven. What a file lists after them is unknown.
pub const MOST_EDGE_TYPES: usize = 15;

/// What is quoted of a header that is wrong, in characters.
const LONGEST_QUOTE: usize = 200;

/// What the header says, with the layout resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Number of nodes.
    pub node_count: u64,
    /// Number of edges.
    pub edge_count: u64,
    /// The file's node index of the root: its ordinal times the number of node fields.
    pub root_index: u64,
    /// Bytes outside of the heap that belong to the total (Node 24 and later), else 0.
    pub extra_native_bytes: f64,
    /// Whether functions and a tree of recorded allocations follow.
    pub has_trace: bool,
    /// Where the fields of these are, if they follow.
    pub traces: Option<(FunctionLayout, TraceLayout)>,
    /// Where the fields of a sample are, if the file may have some.
    pub sample: Option<SampleLayout>,
    /// Where the fields of a node are.
    pub node: NodeLayout,
    /// Where the fields of an edge are.
    pub edge: EdgeLayout,
    /// Where the fields of a location are, if the file has locations.
    pub location: Option<LocationLayout>,
    /// Whether it has locations, but not the fields that are needed.
    pub unknown_locations: bool,
    /// Where the fields of scopes, of their variables and of their uses are, if the file has all of these.
    pub scopes: Option<ScopeLayout>,
}

/// Offsets of the fields within a node's record.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeLayout {
    /// Numbers per node.
    pub stride: usize,
    /// `type`
    pub kind: usize,
    /// `name`
    pub name: usize,
    /// `id`
    pub id: usize,
    /// `self_size`
    pub self_size: usize,
    /// `edge_count`
    pub edge_count: usize,
    /// `detachedness`; absent before V8 9.
    pub detachedness: Option<usize>,
    /// `trace_node_id`; absent where no stacks were recorded.
    pub trace: Option<usize>,
    /// The engine's type for each of the file's type numbers.
    pub types: Vec<NodeType>,
    /// The engine's type for all other numbers.
    pub unknown: NodeType,
    /// The name of each of the engine's type numbers: [`NodeType::KNOWN`], then what only this file has.
    pub type_names: Vec<String>,
}

/// Offsets of the fields within an edge's record.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgeLayout {
    /// Numbers per edge.
    pub stride: usize,
    /// `type`
    pub kind: usize,
    /// `name_or_index`
    pub name: usize,
    /// `to_node`
    pub to: usize,
    /// The engine's type for each of the file's type numbers, none for those that it does not know.
    pub types: Vec<Option<EdgeType>>,
}

impl Header {
    /// Reads the JSON text of the `snapshot` value; the error says what it lacks, in a few words however long the text is.
    pub fn parse(json: &[u8]) -> Result<Self, String> {
        Self::resolve(json).map_err(|mut error| {
            if let Some((end, _)) = error.char_indices().nth(LONGEST_QUOTE) {
                error.truncate(end);
                error.push('…');
            }
            error
        })
    }

    fn resolve(json: &[u8]) -> Result<Self, String> {
        let header: Value = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        let meta = field(&header, "meta")?;
        let has_trace = number_or_zero(&header, "trace_function_count")? > 0;
        let traces = traces(meta).filter(|_| has_trace);
        let mut node = node_layout(meta)?;
        node.trace = node.trace.filter(|_| traces.is_some());
        let root_index = number_or_zero(&header, "root_index")?;
        if !root_index.is_multiple_of(node.stride as u64) {
            return Err(format!("root_index {root_index}, which is not a multiple of {} node fields", node.stride));
        }
        let (location, unknown_locations) = locations(meta);
        Ok(Self {
            node_count: number(&header, "node_count")?,
            edge_count: number(&header, "edge_count")?,
            root_index,
            extra_native_bytes: match header.get("extra_native_bytes") {
                Some(bytes) => bytes.as_f64().ok_or("an `extra_native_bytes` that is no number")?,
                None => 0.0,
            },
            has_trace,
            traces,
            sample: samples(meta),
            node,
            edge: edge_layout(meta)?,
            location,
            unknown_locations,
            scopes: scopes(meta),
        })
    }
}

fn number(object: &Value, name: &str) -> Result<u64, String> {
    /// Up to here a number with a point is the whole number that it looks like.
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
    let value = field(object, name)?;
    let whole =
        |number: f64| (number.fract() == 0.0 && (0.0..=LARGEST_EXACT).contains(&number)).then_some(number as u64);
    let number = value.as_u64().or_else(|| value.as_f64().and_then(whole));
    number.ok_or_else(|| format!("a `{name}` that is no whole number"))
}

fn number_or_zero(object: &Value, name: &str) -> Result<u64, String> {
    if object.get(name).is_none() { Ok(0) } else { number(object, name) }
}

fn node_layout(meta: &Value) -> Result<NodeLayout, String> {
    let fields = &fields(field(meta, "node_fields")?, "node_fields")?;
    let kind = offset(fields, "type")?;
    let mut listed = type_names(meta, kind, "node_types")?;
    // Node.js 6 to 9, and Chrome of these years, wrote symbols as the type after the last one that they listed.
    if listed == NodeType::KNOWN {
        listed.push("symbol".to_owned());
    }
    let (types, unknown, type_names) = node_types(&listed);
    Ok(NodeLayout {
        stride: fields.len(),
        kind,
        name: offset(fields, "name")?,
        id: offset(fields, "id")?,
        self_size: offset(fields, "self_size")?,
        edge_count: offset(fields, "edge_count")?,
        detachedness: offset(fields, "detachedness").ok(),
        trace: offset(fields, "trace_node_id").ok(),
        types,
        unknown,
        type_names,
    })
}

/// The engine's number for each of the file's types, its number for all others, and the names of the engine's numbers.
fn node_types(file_names: &[String]) -> (Vec<NodeType>, NodeType, Vec<String>) {
    let mut names: Vec<String> = NodeType::KNOWN.map(str::to_owned).into();
    let mut number_of = |name: &str| {
        let number = names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        NodeType(number as u8)
    };
    let types = file_names.iter().take(MOST_NODE_TYPES).map(|name| number_of(name)).collect();
    let unknown = number_of(NodeType::UNKNOWN);
    (types, unknown, names)
}

fn edge_layout(meta: &Value) -> Result<EdgeLayout, String> {
    let fields = &fields(field(meta, "edge_fields")?, "edge_fields")?;
    let kind = offset(fields, "type")?;
    let types = type_names(meta, kind, "edge_types")?;
    Ok(EdgeLayout {
        stride: fields.len(),
        kind,
        name: offset(fields, "name_or_index")?,
        to: offset(fields, "to_node")?,
        types: types.iter().take(MOST_EDGE_TYPES).map(|name| EdgeType::from_name(name)).collect(),
    })
}

/// The names of the types that field `position` can have: a list inside `node_types` or `edge_types`.
fn type_names(meta: &Value, position: usize, what: &str) -> Result<Vec<String>, String> {
    texts(field(meta, what)?.get(position).unwrap_or(&Value::Null), what)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::snapshot::v8::fields::MOST_FIELDS;

    const NODE_11: &str = r#"{"meta":{"node_fields":["type","name","id","self_size","edge_count","trace_node_id"],
        "node_types":[["hidden","array","string","object"],"string","number","number","number","number"],
        "edge_fields":["type","name_or_index","to_node"],
        "edge_types":[["context","element","property","internal","hidden","shortcut","weak"],"string_or_number","node"]},
        "node_count":3,"edge_count":2}"#;

    #[test]
    fn the_layout_of_an_old_file() {
        let header = Header::parse(NODE_11.as_bytes()).unwrap();
        assert_eq!((header.node.stride, header.node.detachedness, header.root_index), (6, None, 0));
        assert_eq!(header.node.types[3], NodeType::OBJECT);
        assert_eq!(header.location, None);
    }

    #[test]
    fn records_have_a_largest_size() {
        let of = |count: usize| {
            let more = "\"more\",".repeat(count - 6);
            Header::parse(NODE_11.replacen("[\"type\",\"name\",", &format!("[\"type\",\"name\",{more}"), 1).as_bytes())
        };
        assert_eq!(of(MOST_FIELDS).unwrap().node.stride, MOST_FIELDS);
        for count in [MOST_FIELDS + 1, 4034, 4096, 5000] {
            assert!(of(count).unwrap_err().contains("node_fields, more than"), "{count}");
        }
    }

    #[test]
    fn types_that_nobody_knows() {
        let many: String = (0..300).map(|at| format!("\"more {at}\",")).collect();
        let text = NODE_11.replace("[\"hidden\",", &format!("[{many}\"hidden\",")).replace("\"element\"", "\"new\"");
        let header = Header::parse(text.as_bytes()).unwrap();
        assert_eq!((header.node.types.len(), header.node.unknown), (MOST_NODE_TYPES, NodeType(212)));
        assert_eq!(header.node.type_names[212], NodeType::UNKNOWN);
        assert_eq!(header.edge.types[..3], [Some(EdgeType::Context), None, Some(EdgeType::Property)]);
        let text = NODE_11.replace("[\"context\",", &format!("[{many}\"context\","));
        assert_eq!(Header::parse(text.as_bytes()).unwrap().edge.types, [None; MOST_EDGE_TYPES]);
    }

    #[test]
    fn locations_that_nobody_knows() {
        let of = |fields: &str| {
            let text = NODE_11.replace("\"edge_fields\"", &format!("\"location_fields\":{fields},\"edge_fields\""));
            let header = Header::parse(text.as_bytes()).unwrap();
            (header.location.map(|layout| layout.line), header.unknown_locations)
        };
        assert_eq!(of(r#"["script_id","line","object_index","more","column"]"#), (Some(1), false));
        assert_eq!((of("[]"), of("null")), ((None, false), (None, false)));
        assert_eq!((of(r#"["object_index"]"#), of("7")), ((None, true), (None, true)));
    }

    #[test]
    fn fields_in_another_order() {
        let header =
            Header::parse(NODE_11.replace(r#""type","name_or_index""#, r#""name_or_index","type""#).as_bytes());
        assert!(header.unwrap_err().contains("edge_types"));
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = Header::parse(NODE_11.replace("self_size", "size").as_bytes()).unwrap_err();
        assert!(error.contains("`self_size`"), "{error}");
        assert!(Header::parse(b"{}").unwrap_err().contains("meta"));
    }

    #[test]
    fn what_is_quoted_is_short() {
        let many = format!("{}\"size\"", "\"é\",".repeat(100_000));
        for (from, to) in [
            ("\"self_size\"", many.as_str()),
            ("\"context\"", &format!("[{}]", many.replace("size", "y"))),
            ("\"type\",\"name\"", &format!("\"type\",\"name\",{}", "{}".repeat(100_000))),
            ("\"node_count\":3", &format!("\"node_count\":\"{}\"", "é".repeat(100_000))),
        ] {
            let text = NODE_11.replacen(from, to, 1);
            assert_ne!(text, NODE_11);
            let error = Header::parse(text.as_bytes()).unwrap_err();
            assert!(error.chars().count() <= LONGEST_QUOTE + 1 && error.len() > 20, "{} characters", error.len());
        }
    }
}
