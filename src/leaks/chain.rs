//! The way from a root over the holder to one example, and short names for what is on it.

use std::collections::{HashMap, VecDeque};

use super::analysis::Analysis;
use super::anatomy::{Part, is_holding};
use super::findings::ChainStep;
use super::routes::is_scope;
use crate::classes::names;
use crate::graph::detachedness;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::redaction::{KEY, Name};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsString;

/// A plain object with more links than this is called "Object": its keys are data.
const MOST_LINKS_IN_NAME: usize = 32;
/// Names of texts are cut to this many characters.
const LONGEST_TEXT: usize = 60;
/// So many steps can make up what repeats along a list.
const LONGEST_ROUND: usize = 3;
/// Steps below the example, towards what makes it heavy.
const MOST_STEPS_BELOW: usize = 4;

/// A node and the edge that leads to it.
pub type Step = (NodeOrdinal, Option<EdgeIndex>);

impl Analysis<'_> {
    /// The way from the root to a node.
    pub fn way_to(&self, node: NodeOrdinal) -> Vec<Step> {
        let mut way = vec![(node, None)];
        while let Some((at, edge)) = way.last_mut()
            && let Some(arrival) = self.routes.arrival(self.heap, *at)
        {
            *edge = Some(arrival.edge);
            way.push((arrival.from, None));
        }
        way.reverse();
        way
    }

    /// The way from `holder` (left out) to an entry, over the holder's own parts where that is possible.
    pub fn way_from(&self, holder: NodeOrdinal, entry: NodeOrdinal) -> Vec<Step> {
        let mut met: HashMap<NodeOrdinal, (NodeOrdinal, EdgeIndex)> = HashMap::new();
        let mut open = VecDeque::from([holder]);
        while let Some(node) = open.pop_front() {
            for edge in self.heap.snapshot.edges_of(node).filter(|&edge| is_holding(self.heap, edge)) {
                let target = self.heap.snapshot.edges.target(edge);
                if target == entry {
                    return way_back(&met, holder, (node, edge), entry);
                }
                let is_part = self.anatomy.part(target) == Part::Internal && self.anatomy.owner(target) == holder;
                if is_part && !met.contains_key(&target) {
                    met.insert(target, (node, edge));
                    open.push_back(target);
                }
            }
        }
        self.detour(holder, entry)
    }

    /// The end of the readable way to an entry, as far as it lies below the holder.
    fn detour(&self, holder: NodeOrdinal, entry: NodeOrdinal) -> Vec<Step> {
        let way = self.way_to(entry);
        match way.iter().position(|&(node, _)| node == holder) {
            Some(at) => way.into_iter().skip(at + 1).collect(),
            None => Vec::new(),
        }
    }

    /// From an example on to what makes it heavy.
    pub fn way_below(&self, entry: NodeOrdinal) -> Vec<Step> {
        let mut way: Vec<Step> = Vec::new();
        let mut at = entry;
        while way.len() < MOST_STEPS_BELOW {
            let heaviest = self.heap.snapshot.edges_of(at).filter(|&edge| is_holding(self.heap, edge));
            let dominated = |&edge: &EdgeIndex| {
                let target = self.heap.snapshot.edges.target(edge);
                self.heap.dominators.as_ref().is_some_and(|dominators| dominators.immediate[target] == at)
                    && target != at
                    && self.matches.is_new(target)
            };
            let weight = |edge: EdgeIndex| self.weight(self.heap.snapshot.edges.target(edge));
            let Some(edge) = heaviest.filter(dominated).max_by_key(|&edge| weight(edge)) else { break };
            if weight(edge) * 2 < self.weight(entry) || weight(edge) == 0 {
                break;
            }
            at = self.heap.snapshot.edges.target(edge);
            way.push((at, Some(edge)));
        }
        while way.last().is_some_and(|&(node, _)| !self.anatomy.is_visible(node)) {
            way.pop();
        }
        way
    }

    /// Steps as they are shown: where a few steps repeat, only the first and the last round are kept.
    pub fn chain(&self, steps: &[Step]) -> Vec<ChainStep> {
        let mut chain = Vec::new();
        let mut at = 0;
        while at < steps.len() {
            let round = (1..=LONGEST_ROUND).find(|&round| self.rounds(steps, at, round) > 2);
            let Some(round) = round else {
                chain.extend(steps.get(at).map(|&step| self.chain_step(step)));
                at += 1;
                continue;
            };
            let rounds = self.rounds(steps, at, round);
            let last = at + (rounds - 1) * round;
            chain.extend(steps.iter().skip(at).take(round).map(|&step| self.chain_step(step)));
            let first_of_last = chain.len();
            chain.extend(steps.iter().skip(last).take(round).map(|&step| self.chain_step(step)));
            if let Some(step) = chain.get_mut(first_of_last) {
                step.left_out = ((rounds - 2) * round) as u32;
            }
            at = last + round;
        }
        chain
    }

    /// How often the `round` steps from `at` on are followed by the like of themselves.
    fn rounds(&self, steps: &[Step], at: usize, round: usize) -> usize {
        let is_alike = |one: &Step, other: &Step| {
            self.heap.classes.of_node[one.0] == self.heap.classes.of_node[other.0]
                && one.1.zip(other.1).is_some_and(|(one, other)| self.is_same_link(one, other))
        };
        let rest = steps.get(at..).unwrap_or_default();
        let alike = rest.iter().zip(rest.iter().skip(round)).take_while(|(one, other)| is_alike(one, other)).count();
        1 + alike / round
    }

    fn is_same_link(&self, one: EdgeIndex, other: EdgeIndex) -> bool {
        let edges = &self.heap.snapshot.edges;
        edges.kind(one) == edges.kind(other)
            && (edges.kind(one).is_numbered() || edges.name_or_index(one) == edges.name_or_index(other))
    }

    fn chain_step(&self, (node, edge): Step) -> ChainStep {
        let snapshot = &self.heap.snapshot;
        ChainStep {
            edge_type: edge.map_or("", |edge| snapshot.edges.kind(edge).name()),
            edge_name: edge.map(|edge| self.namer().edge(edge)).unwrap_or_default(),
            id: snapshot.nodes.id[node],
            name: self.short_name(node),
            left_out: 0,
            node,
        }
    }

    /// Whether the name of an edge is a key of a dictionary: it says nothing of which dictionary that is.
    fn is_key(&self, edge: EdgeIndex) -> bool {
        let snapshot = &self.heap.snapshot;
        snapshot.edges.kind(edge) == EdgeType::Property && self.is_dictionary(snapshot.nodes.source_of(edge))
    }

    /// Whether a node is a string.
    pub fn is_text(&self, node: NodeOrdinal) -> bool {
        let kind = self.heap.snapshot.nodes.kind[node];
        matches!(kind, NodeType::STRING | NodeType::CONCATENATED_STRING | NodeType::SLICED_STRING)
    }

    /// Whether a node is an element that was taken out of its page.
    pub fn is_detached(&self, node: NodeOrdinal) -> bool {
        detachedness::is_detached_dom(&self.heap.snapshot, node)
            || self.heap.snapshot.raw_name(node).starts_with("Detached ")
    }

    /// Whether a node is a plain object with so many links that they are entries and not fields.
    pub fn is_dictionary(&self, node: NodeOrdinal) -> bool {
        let snapshot = &self.heap.snapshot;
        snapshot.nodes.edge_range(node).len() > MOST_LINKS_IN_NAME
            && names::is_plain_object(snapshot, &self.heap.landmarks, node)
    }

    /// The name of a node's class; "Object" for dictionaries.
    pub fn class_name(&self, node: NodeOrdinal) -> JsString {
        let snapshot = &self.heap.snapshot;
        if self.is_dictionary(node) {
            return JsString::from("Object");
        }
        self.heap.classes.name(snapshot, self.heap.classes.of_node[node]).into()
    }

    /// The name of a node's class as it is shown; "Object" for dictionaries.
    pub fn class_label(&self, node: NodeOrdinal) -> Name {
        if self.is_dictionary(node) { Name::own("Object") } else { self.namer().class_of(node) }
    }

    /// A node's name, short enough to be one of many on a line.
    pub fn short_name(&self, node: NodeOrdinal) -> Name {
        if self.is_dictionary(node) { Name::own("Object") } else { self.namer().node(node).cut(LONGEST_TEXT) }
    }

    /// What a program would call a holder, as it is compared between processes.
    pub fn label(&self, holder: NodeOrdinal) -> JsString {
        self.label_name(holder).text()
    }

    /// What a program would call a holder: the nearest name with what it belongs to, like `MemoryStore.sessions`.
    pub fn label_name(&self, holder: NodeOrdinal) -> Name {
        const MOST_PARTS: usize = 4;
        let snapshot = &self.heap.snapshot;
        let mut parts: Vec<Name> = Vec::new();
        let mut at = holder;
        while parts.len() < MOST_PARTS {
            let Some(arrival) = self.routes.arrival(self.heap, at) else { break };
            let name = self.namer().edge(arrival.edge);
            let kind = snapshot.edges.kind(arrival.edge);
            if is_inner_name(&name) {
                parts.push(self.class_label(at));
                return joined(parts);
            }
            at = arrival.from;
            match kind {
                EdgeType::Context => {
                    parts.push(name);
                    return joined(parts);
                }
                EdgeType::Property if self.is_key(arrival.edge) => parts.push(Name::own(KEY)),
                EdgeType::Property => parts.push(name),
                // What the browser's own objects hold has numbers for names.
                EdgeType::Element if self.anatomy.is_visible(at) && snapshot.nodes.kind[at] != NodeType::NATIVE => {
                    parts.push(Name::own(KEY));
                }
                _ => {}
            }
            if self.is_named(at) {
                parts.push(self.class_label(at));
                return joined(parts);
            }
        }
        if parts.is_empty() { self.short_name(holder) } else { joined(parts) }
    }

    /// Whether a node's class says what it is.
    fn is_named(&self, node: NodeOrdinal) -> bool {
        const COMMON: [&str; 5] = ["Object", "Array", "Map", "Set", "Function"];
        let class = self.class_name(node);
        let text = class.as_js_str();
        self.anatomy.is_visible(node)
            && !is_scope(self.heap, node)
            && !text.starts_with("{")
            && !COMMON.iter().any(|common| text.is(common))
    }
}

/// Whether a link is one by which the browser finds its own objects again; it says less than the object's class.
pub fn is_inner_name(name: &Name) -> bool {
    let text = name.text();
    text.as_js_str().starts_with("<symbol ") && text.as_js_str().as_bytes().ends_with(b"CachedAccessor>")
}

/// The steps from `holder` (left out) to an entry that was met over `last`.
fn way_back(
    met: &HashMap<NodeOrdinal, (NodeOrdinal, EdgeIndex)>,
    holder: NodeOrdinal,
    last: (NodeOrdinal, EdgeIndex),
    entry: NodeOrdinal,
) -> Vec<Step> {
    let mut way = vec![(entry, Some(last.1))];
    let mut at = last.0;
    while at != holder
        && let Some(&(from, edge)) = met.get(&at)
    {
        way.push((at, Some(edge)));
        at = from;
    }
    way.reverse();
    way
}

/// Names from the last to the first with dots between them, but for what stands in brackets.
fn joined(parts: Vec<Name>) -> Name {
    let mut whole = Name::default();
    for part in parts.into_iter().rev() {
        append(&mut whole, part);
    }
    whole
}

/// Appends the name of a property to that of its object.
pub fn append(whole: &mut Name, part: Name) {
    let (text, redacted) = (part.text(), part.redacted());
    let is_bracket = |name: &JsString| name.as_js_str().starts_with("[");
    match (whole.is_empty() || is_bracket(&text), is_bracket(&redacted)) {
        (true, _) => whole.push(part),
        (false, true) => {
            let mut dotted = JsString::from(".");
            dotted.push(text.as_js_str());
            whole.push_data(dotted, redacted);
        }
        (false, false) => {
            whole.push_own(".");
            whole.push(part);
        }
    }
}
