//! What kind of growth a candidate shows, or that it shows none that repeats.
//!
//! A leak repeats: something is put in again and again. It shows as many entries in one holder, as a list that gets
//! longer link by link, as a text or a block of data that gets longer, or as a little more in each of many alike holders.
//! What appears once (a parser, a first connection, a table that was loaded) is none of these.

use std::collections::HashMap;

use super::analysis::Analysis;
use super::anatomy::Holdings;
use super::holders::Candidate;
use super::links;
use crate::index::NodeOrdinal;
use crate::snapshot::EdgeType;

/// So many new entries are taken for a repetition,
pub const MANY: u32 = 8;
/// so many functions of the same code,
const MANY_FUNCTIONS: usize = 16;
/// or so few, if some were there before and each weighs a lot.
const FEW: u32 = 3;
const HEAVY: u64 = 16 << 10;
/// So many holders that are alike are one finding.
const FEW_ALIKE: usize = 3;
/// A text or block has grown, and was not just made, if this part of it was there before.
const LEAST_SHARE_BEFORE: u64 = 10;
/// Room for data is made ahead of need, so what just got larger must be so many times more than noise.
const DATA_OVER_LEAST: u64 = 4;
/// From an object to its data: an array over its buffer to the block, at most.
const MOST_STEPS_TO_DATA: usize = 4;
/// Of many alike holders, so many are looked at to find what they have in common.
const SAMPLED_HOLDERS: usize = 64;

/// How growth repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Many entries in one holder.
    Entries,
    /// Many entries in a holder that was replaced by a longer one.
    Replaced,
    /// A list or tree that got longer link by link.
    Links,
    /// One string, or block of data, that got longer.
    Leaf,
    /// A little more in each of many alike holders.
    Alike,
    /// A collection that was not there before.
    Appeared,
    /// Many more objects of a kind (see [`super::base::mark`]) that the runtime itself keeps.
    Rooted(u32),
}

/// A holder with growth that repeats.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// How.
    pub shape: Shape,
    /// Who holds what grew.
    pub holder: NodeOrdinal,
    /// The lasting nodes that were measured: the holder itself, what held its predecessor, or many alike.
    pub measured: Vec<NodeOrdinal>,
    /// Alike holders.
    pub holders: u32,
    /// New nodes, each with what is below it.
    pub nodes: Vec<NodeOrdinal>,
    /// New entries.
    pub new_entries: u32,
    /// All entries.
    pub entries: u32,
    /// Entries before, if the holder was there.
    pub entries_before: Option<u32>,
    /// Bytes.
    pub growth: u64,
    /// New bytes, replacement included.
    pub new_bytes: u64,
}

impl Evidence {
    /// Whether nearly all entries are functions of the same code, made again and again: something subscribes.
    pub fn is_subscribed_to(&self, analysis: &Analysis<'_>) -> bool {
        let snapshot = &analysis.heap.snapshot;
        let code = |&node: &NodeOrdinal| snapshot.target_of(node, EdgeType::Internal, "shared");
        let of_first = self.nodes.first().and_then(code);
        let alike = self.nodes.iter().filter(|&node| of_first.is_some() && code(node) == of_first).count();
        alike >= MANY_FUNCTIONS && alike * 4 >= self.nodes.len() * 3
    }
}

/// Candidates whose ways look the same, with their sums.
#[derive(Debug)]
pub struct Cluster {
    /// The candidates, the one that grew most first.
    pub members: Vec<Candidate>,
}

impl Cluster {
    /// Puts together candidates of one pattern.
    pub fn all(analysis: &Analysis<'_>, candidates: &[Candidate]) -> Vec<Self> {
        let mut by_pattern: HashMap<u32, usize> = HashMap::new();
        let mut clusters: Vec<Self> = Vec::new();
        for &candidate in candidates {
            let pattern = analysis.pattern(candidate.holder);
            let position = *by_pattern.entry(pattern).or_insert(clusters.len());
            match clusters.get_mut(position) {
                Some(cluster) => cluster.members.push(candidate),
                None => clusters.push(Self { members: vec![candidate] }),
            }
        }
        clusters
    }

    fn sum(&self, of: impl Fn(&Candidate) -> u64) -> u64 {
        self.members.iter().map(of).sum()
    }

    /// Growth of all members.
    pub fn growth(&self) -> u64 {
        self.sum(|member| member.growth)
    }

    /// What the cluster shows, if anything repeats.
    pub fn evidence(&self, analysis: &Analysis<'_>, holdings: &mut Holdings, least: u64) -> Option<Evidence> {
        let first = self.members.first()?;
        if first.growth * 2 >= self.growth() || self.members.len() < FEW_ALIKE {
            return of_one(analysis, holdings, first, least);
        }
        self.of_many(analysis, holdings)
    }

    fn of_many(&self, analysis: &Analysis<'_>, holdings: &mut Holdings) -> Option<Evidence> {
        let mut nodes = Vec::new();
        let (mut new_entries, mut entries) = (0, 0);
        for member in &self.members {
            let direct = analysis.direct(holdings, member.holder);
            new_entries += direct.new_count;
            entries += direct.count;
            nodes.extend(direct.nodes);
        }
        let holder = common_holder(analysis, &self.members)?;
        let before = self.sum(|member| u64::from(member.held_before)) as u32;
        let (growth, new_bytes) = (self.growth(), self.sum(|member| member.new_bytes));
        let is_more = u64::from(entries) >= u64::from(before) + u64::from(new_entries) / 2;
        // A field that is set once in each of many objects ends with their number.
        let is_field = new_entries * 2 < self.members.len() as u32 * 3;
        let can_go_on = !is_field || self.members.first().is_some_and(|first| is_collection(analysis, first.holder));
        (new_entries >= MANY && is_more && can_go_on).then_some(Evidence {
            shape: Shape::Alike,
            holder,
            measured: self.members.iter().map(|member| member.holder).collect(),
            holders: self.members.len() as u32,
            nodes,
            new_entries,
            entries,
            entries_before: Some(before),
            growth,
            new_bytes,
        })
    }
}

/// Whether a node is there to hold any number of things.
fn is_collection(analysis: &Analysis<'_>, node: NodeOrdinal) -> bool {
    let has_table = analysis.heap.snapshot.target_of(node, EdgeType::Internal, "table").is_some();
    has_table || ["Array", "Object"].iter().any(|class| analysis.class_name(node).as_js_str().is(class))
}

/// The nearest thing through which all of the members are reached.
fn common_holder(analysis: &Analysis<'_>, members: &[Candidate]) -> Option<NodeOrdinal> {
    let first = members.first()?.holder;
    let mut way = vec![first];
    while let Some(arrival) = way.last().and_then(|&node| analysis.routes.arrival(analysis.heap, node)) {
        way.push(arrival.from);
    }
    let positions: HashMap<NodeOrdinal, usize> = way.iter().enumerate().map(|(at, &node)| (node, at)).collect();
    let mut highest = 0;
    for member in members.iter().take(SAMPLED_HOLDERS) {
        let mut at = member.holder;
        let meeting = loop {
            match positions.get(&at) {
                Some(&position) => break position,
                None => at = analysis.routes.arrival(analysis.heap, at)?.from,
            }
        };
        highest = highest.max(meeting);
    }
    way.into_iter().skip(highest).find(|&node| analysis.anatomy.is_visible(node))
}

fn of_one(analysis: &Analysis<'_>, holdings: &mut Holdings, candidate: &Candidate, least: u64) -> Option<Evidence> {
    let holder = candidate.holder;
    let direct = analysis.direct(holdings, holder);
    let shared = analysis.shared_below(holder, &direct.nodes);
    let mut evidence = Evidence {
        shape: Shape::Entries,
        holder,
        measured: vec![holder],
        holders: 1,
        new_entries: direct.new_count,
        entries: direct.count,
        entries_before: Some(candidate.held_before),
        growth: candidate.growth,
        new_bytes: candidate.new_bytes,
        nodes: direct.nodes,
    };
    let is_many = evidence.new_entries >= MANY && !evidence.nodes.is_empty() || is_few_but_heavy(analysis, &evidence);
    evidence.nodes.extend(shared);
    if is_many {
        return Some(evidence);
    }
    let inner_bytes = analysis.growth.own(holder).inner_bytes + u64::from(candidate.larger);
    if inner_bytes * 2 >= candidate.new_bytes {
        if !holds_data(analysis, holder) {
            return None;
        }
        let before = analysis.heap.snapshot.nodes.self_size[holder].saturating_sub(candidate.larger);
        let kept = if candidate.larger > 0 { before } else { 0 };
        if candidate.growth < least * DATA_OVER_LEAST {
            return None;
        }
        return leaf(Evidence { nodes: Vec::new(), ..evidence }, inner_bytes, kept.into());
    }
    let heaviest = evidence.nodes.iter().copied().max_by_key(|&node| analysis.weight(node))?;
    let weight = analysis.weight(heaviest);
    if weight * 2 >= candidate.new_bytes {
        let is_data = || candidate.growth >= least * DATA_OVER_LEAST && is_data(analysis, heaviest);
        if analysis.is_text(heaviest) || is_data() {
            let retained = analysis.heap.dominators.as_ref().map_or(0, |dominators| dominators.retained[heaviest]);
            return leaf(Evidence { nodes: vec![heaviest], ..evidence }, weight, retained.saturating_sub(weight));
        }
        if let Some(found) = collection_below(analysis, holdings, &evidence, heaviest) {
            return Some(found);
        }
    }
    links::evidence(analysis, holdings, evidence)
}

/// Whether nearly all that is new at and below a new node is one block of data.
fn is_data(analysis: &Analysis<'_>, node: NodeOrdinal) -> bool {
    let mut at = node;
    for _ in 0..MOST_STEPS_TO_DATA {
        let heaviest = analysis.tree.children(at).iter().copied().max_by_key(|&child| analysis.weight(child));
        let Some(child) = heaviest.filter(|&child| analysis.weight(child) * 10 >= analysis.weight(node) * 9) else {
            break;
        };
        at = child;
    }
    let size = u64::from(analysis.heap.snapshot.nodes.self_size[at]);
    !analysis.anatomy.is_visible(at) && size * 10 >= analysis.weight(node) * 9
}

/// Whether what a node owns is data of the program, as in arrays, buffers and tables, and not V8's own.
fn holds_data(analysis: &Analysis<'_>, node: NodeOrdinal) -> bool {
    let has = |name| analysis.heap.snapshot.target_of(node, EdgeType::Internal, name).is_some();
    ["elements", "properties", "backing_store", "table"].into_iter().any(has)
}

fn is_few_but_heavy(analysis: &Analysis<'_>, evidence: &Evidence) -> bool {
    let heavy = evidence.nodes.iter().filter(|&&node| analysis.weight(node) >= HEAVY).count() as u32;
    heavy >= FEW && heavy * 2 >= evidence.new_entries && evidence.entries_before.is_some_and(|before| before > 0)
}

/// A text or block that got longer: copied, so that `weight` is more than the growth, or with `kept` bytes of old parts.
fn leaf(evidence: Evidence, weight: u64, kept: u64) -> Option<Evidence> {
    let before = weight.saturating_sub(evidence.growth).max(kept);
    let entries = Evidence { shape: Shape::Leaf, new_entries: 0, entries: 1, entries_before: Some(1), ..evidence };
    (before * LEAST_SHARE_BEFORE >= weight).then_some(entries)
}

/// Whether a good part of what is below a new node was there before, further down, as in a tree that is copied along the
/// way to what changes.
fn holds_lasting(analysis: &Analysis<'_>, node: NodeOrdinal) -> bool {
    let retained = analysis.heap.dominators.as_ref().map_or(0, |dominators| dominators.retained[node]);
    retained.saturating_sub(analysis.weight(node)) * LEAST_SHARE_BEFORE >= retained
}

/// A new collection below a new node: one that took the place of another if it holds what was there before.
fn collection_below(
    analysis: &Analysis<'_>,
    holdings: &mut Holdings,
    outer: &Evidence,
    start: NodeOrdinal,
) -> Option<Evidence> {
    let total = analysis.weight(start);
    let mut at = start;
    loop {
        let direct = analysis.direct(holdings, at);
        if direct.new_count >= MANY {
            let before = direct.count - direct.new_count.min(direct.count);
            let is_refilled = before > 0 || holds_lasting(analysis, at);
            let shape = if is_refilled { Shape::Replaced } else { Shape::Appeared };
            let mut nodes = direct.nodes;
            nodes.push(start);
            return Some(Evidence {
                shape,
                holder: at,
                nodes,
                new_entries: direct.new_count,
                entries: direct.count,
                entries_before: (before > 0).then_some(before),
                ..outer.clone()
            });
        }
        let next = direct.nodes.into_iter().max_by_key(|&node| analysis.weight(node))?;
        if analysis.weight(next) * 2 < total || analysis.weight(next) >= analysis.weight(at) {
            return None;
        }
        if analysis.heap.classes.of_node[next] == analysis.heap.classes.of_node[at] {
            return None;
        }
        at = next;
    }
}
