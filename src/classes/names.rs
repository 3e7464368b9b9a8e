//! What nodes and edges are called in the tables (docs/semantics.md §9).

use std::borrow::Cow;
use std::collections::HashMap;

use super::ropes::{self, Part, Ropes};
use crate::error::OutOfMemory;
use crate::graph::WellKnownNames;
use crate::graph::well_known_names::Role;
use crate::index::{EdgeIndex, NodeOrdinal, StringIndex, TryPush, try_with_capacity};
use crate::pace::Pace;
use crate::snapshot::{EdgeType, NodeType, Snapshot};
use crate::text::{JsStr, JsString};

/// The name of a plain object stays within this many UTF-16 units, unless one property alone is longer.
const LONGEST_OBJECT_NAME: usize = 100;

/// Whether a node is an object that has no class of its own: named by its properties, grouped by interface.
#[inline]
pub fn is_plain_object(snapshot: &Snapshot, well_known: &WellKnownNames, node: NodeOrdinal) -> bool {
    snapshot.nodes.kind[node] == NodeType::OBJECT && well_known.role(snapshot.nodes.name[node]) == Role::Object
}

/// The name of a node as rows show it, without quotes or other marks of its type.
pub fn node_name(snapshot: &Snapshot, well_known: &WellKnownNames, node: NodeOrdinal) -> JsString {
    if snapshot.nodes.kind[node] == NodeType::CONCATENATED_STRING {
        ropes::text(snapshot, node)
    } else if is_plain_object(snapshot, well_known, node) {
        plain_object_name(snapshot, well_known, node)
    } else {
        snapshot.raw_name(node).into()
    }
}

/// The names of many nodes, one by one: the same as [`node_name`] gives, in a time that grows with their number only.
#[derive(Debug)]
pub struct Namer<'a> {
    snapshot: &'a Snapshot,
    well_known: &'a WellKnownNames,
    ropes: Ropes,
}

impl<'a> Namer<'a> {
    /// Names for the nodes of a snapshot.
    pub fn new(snapshot: &'a Snapshot, well_known: &'a WellKnownNames) -> Self {
        Self { snapshot, well_known, ropes: Ropes::default() }
    }

    /// The same, by one that goes on where another one stopped.
    pub fn knowing(snapshot: &'a Snapshot, well_known: &'a WellKnownNames, ropes: Ropes) -> Self {
        Self { snapshot, well_known, ropes }
    }

    /// What it knows of concatenated strings.
    pub fn into_known(self) -> Ropes {
        self.ropes
    }

    /// The name of a node, in WTF-8.
    pub fn name(&mut self, node: NodeOrdinal) -> Cow<'a, [u8]> {
        if self.snapshot.nodes.kind[node] == NodeType::CONCATENATED_STRING {
            self.ropes.text(self.snapshot, node).into()
        } else if is_plain_object(self.snapshot, self.well_known, node) {
            plain_object_name(self.snapshot, self.well_known, node).into()
        } else {
            self.snapshot.raw_name(node).into()
        }
    }
}

/// The names of a list of nodes. What is alike for a reason, the same string of the file or the same properties, is there
/// only once; other texts may be equal, too.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// The texts, in WTF-8.
    pub texts: Vec<Cow<'a, [u8]>>,
    /// The position in `texts` of each node's name.
    pub of_node: Vec<u32>,
}

impl<'a> Names<'a> {
    /// The names of these nodes.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn of(
        snapshot: &'a Snapshot,
        well_known: &'a WellKnownNames,
        nodes: &[NodeOrdinal],
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let mut namer = Namer::new(snapshot, well_known);
        let mut names = Self::default();
        let mut known = Known::default();
        names.of_node = try_with_capacity(nodes.len())?;
        for &node in nodes {
            let next = names.texts.len() as u32;
            let text = known.name_of(&mut namer, node, next)?;
            if text == next {
                names.texts.try_push(namer.name(node))?;
            }
            names.of_node.push(text);
            pace.spend(NODES_PER_NAME).await;
        }
        Ok(names)
    }
}

/// To name a node takes as long as to look at so many.
const NODES_PER_NAME: usize = 8;

/// The names met so far, by what makes them alike.
#[derive(Default)]
struct Known {
    of_properties: HashMap<Vec<StringIndex>, u32>,
    of_rope: HashMap<Part, u32>,
    /// The name of the node before, if it is a string of the file: equals often follow each other.
    last: Option<(StringIndex, u32)>,
    properties: Vec<StringIndex>,
}

impl Known {
    /// The number of a node's name; `next` if it is a new one.
    fn name_of(&mut self, namer: &mut Namer<'_>, node: NodeOrdinal, next: u32) -> Result<u32, OutOfMemory> {
        let (snapshot, well_known) = (namer.snapshot, namer.well_known);
        if is_plain_object(snapshot, well_known, node) {
            self.properties.clear();
            let own = snapshot.edges_of(node).filter(|&edge| is_own_property(snapshot, well_known, edge));
            self.properties.try_extend(own.filter_map(|edge| snapshot.edges.name(edge)))?;
            return Ok(match self.of_properties.get(&self.properties) {
                Some(&text) => text,
                None => *self.of_properties.entry(self.properties.clone()).or_insert(next),
            });
        }
        if snapshot.nodes.kind[node] == NodeType::CONCATENATED_STRING {
            let part = namer.ropes.same_text(snapshot, node);
            return Ok(part.map_or(next, |part| *self.of_rope.entry(part).or_insert(next)));
        }
        let name = snapshot.nodes.name[node];
        if self.last.is_none_or(|(last, _)| last != name) {
            self.last = Some((name, next));
        }
        Ok(self.last.map_or(next, |(_, text)| text))
    }
}

/// `{a, b, …, y, z}`: properties taken in turn from the front and the back for as long as there is room.
fn plain_object_name(snapshot: &Snapshot, well_known: &WellKnownNames, node: NodeOrdinal) -> JsString {
    let mut properties = snapshot.edges_of(node).filter(|&edge| is_own_property(snapshot, well_known, edge));
    let (mut front, mut back) = (NameList::default(), NameList::default());
    let mut from_back = false;
    let mut all = true;
    while let Some(edge) = if from_back { properties.next_back() } else { properties.next() } {
        let name = property_text(snapshot, edge);
        // The two braces count too.
        let length = 2 + front.length + back.length + JsStr::new(&name).utf16_len();
        if front.length > 0 && length > LONGEST_OBJECT_NAME {
            all = false;
            break;
        }
        if from_back { &mut back } else { &mut front }.push(name);
        from_back = !from_back;
    }
    let mut text = JsString::from("{");
    front.pieces.iter().for_each(|piece| text.push(JsStr::new(piece)));
    if !all {
        text.push_str(", …");
    }
    if back.length > 0 {
        text.push_str(", ");
    }
    back.pieces.iter().rev().for_each(|piece| text.push(JsStr::new(piece)));
    text.push_str("}");
    text
}

/// Names with separators between them; a separator comes only after text, so that empty names leave no trace.
#[derive(Default)]
struct NameList<'a> {
    pieces: Vec<Cow<'a, [u8]>>,
    /// In UTF-16 units.
    length: usize,
}

impl<'a> NameList<'a> {
    fn push(&mut self, name: Cow<'a, [u8]>) {
        if self.length > 0 {
            self.pieces.push(Cow::Borrowed(b", "));
            self.length += 2;
        }
        self.length += JsStr::new(&name).utf16_len();
        self.pieces.push(name);
    }
}

/// Whether an edge is a property that counts for the shape of its object.
#[inline]
pub fn is_own_property(snapshot: &Snapshot, well_known: &WellKnownNames, edge: EdgeIndex) -> bool {
    snapshot.edges.kind(edge) == EdgeType::Property
        && is_own_property_name(well_known, StringIndex(snapshot.edges.name_or_index(edge)))
}

/// Whether a property of this name is an object's own, and not what it inherits from.
#[inline]
pub fn is_own_property_name(well_known: &WellKnownNames, name: StringIndex) -> bool {
    well_known.role(name) != Role::Proto
}

fn property_text(snapshot: &Snapshot, edge: EdgeIndex) -> Cow<'_, [u8]> {
    snapshot.edges.name(edge).map_or(Cow::Borrowed(b""), |name| formatted_property(snapshot.strings.get(name)))
}

/// A property's name inside of braces: quoted if it holds anything that could be mistaken for the braces' own marks.
pub fn formatted_property(name: JsStr<'_>) -> Cow<'_, [u8]> {
    let bytes = name.as_bytes();
    if !bytes.iter().any(|byte| b",'\"{}".contains(byte)) {
        return Cow::Borrowed(bytes);
    }
    let mut quoted = Vec::with_capacity(bytes.len() + 2);
    name.write_json(&mut quoted);
    Cow::Owned(quoted)
}

/// The name of an edge: a number, or text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EdgeName<'a> {
    /// Of elements, hidden links, and shortcuts that start with an integer.
    Number(f64),
    /// Of everything else.
    Text(JsStr<'a>),
}

impl<'a> EdgeName<'a> {
    /// The name as text, in WTF-8.
    pub fn text(self) -> Cow<'a, [u8]> {
        match self {
            Self::Number(number) => Cow::Owned(number_text(number).into_bytes()),
            Self::Text(text) => text.into(),
        }
    }

    /// The name as text of its own.
    pub fn to_js_string(self) -> JsString {
        JsStr::new(&self.text()).into()
    }
}

/// No element has a larger number.
const LARGEST_INDEX: f64 = u32::MAX as f64;

/// Whole numbers up to this are all exact.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A whole number as JavaScript writes it.
fn number_text(number: f64) -> String {
    match number {
        // As good as all: elements, which there are many of.
        _ if (0.0..LARGEST_INDEX).contains(&number) => (number as u32).to_string(),
        f64::INFINITY => "Infinity".to_owned(),
        f64::NEG_INFINITY => "-Infinity".to_owned(),
        _ if number.abs() <= LARGEST_EXACT => (number as i64).to_string(),
        _ => shortest(number),
    }
}

/// The fewest digits that mean this large number, then zeros, or from 22 digits on a power of ten. The digits are those of
/// `serde_json`: the engine for the page has no other writer of such numbers, and another would be 10 kB.
fn shortest(number: f64) -> String {
    let written = serde_json::to_string(&number.abs()).unwrap_or_default();
    let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let length = whole.len() + exponent.trim_start_matches('+').parse::<usize>().unwrap_or(0);
    let digits = format!("{whole}{}", fraction.trim_end_matches('0'));
    let sign = if number < 0.0 { "-" } else { "" };
    if length <= 21 {
        return format!("{sign}{digits:0<length$}");
    }
    let (first, rest) = digits.split_at(digits.len().min(1));
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{first}{point}{rest}e+{}", length - 1)
}

/// The name of an edge as rows show it.
pub fn edge_name(snapshot: &Snapshot, edge: EdgeIndex) -> EdgeName<'_> {
    let Some(name) = snapshot.edges.name(edge) else {
        return EdgeName::Number(f64::from(snapshot.edges.name_or_index(edge)));
    };
    let text = snapshot.strings.get(name);
    match text.parse_int() {
        Some(number) if snapshot.edges.kind(edge) == EdgeType::Shortcut => EdgeName::Number(number),
        _ => EdgeName::Text(text),
    }
}
