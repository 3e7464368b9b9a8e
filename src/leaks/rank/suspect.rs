//! One suspect with everything that is said of it: its kind, how sure it is, its name, its place and its path.

use super::Ranked;
use super::claims::Claim;
use super::retaining_path::SuspectPath;
use super::trend::Trend;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::Attribution;
use crate::leaks::detect::{Evidence, Shape};
use crate::leaks::findings::{
    ChainStep, Composition, Confidence, Form, Holder, Kind, Level, NextStep, Place, Reason, Suspect,
};
use crate::leaks::model::Model;
use crate::leaks::model::names::{Names, append, class_name, is_accessor_cache, is_detached, is_dictionary, is_text};
use crate::leaks::thresholds::MUCH_REPLACEMENT;
use crate::redaction::{KEY, Name};
use crate::snapshot::{EdgeType, NodeType};
use crate::sort;

/// Names in "It is reached from", at most.
const MOST_NAMES: usize = 6;

/// The suspect that a claim is; 1 is the rank of the most likely.
pub fn of_claim(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    rank: u32,
    Ranked { claim, trend, points }: Ranked,
    grows: Composition,
) -> Suspect {
    let evidence = &claim.evidence;
    let heap = attribution.model.heap;
    let example = example(attribution, evidence);
    let path = SuspectPath::of(attribution, evidence.holder, example);
    let (chain, holder_step) = path.folded(heap, names);
    let holder = Holder {
        id: heap.snapshot.nodes.id[evidence.holder],
        class: names.class(evidence.holder),
        name: full_label(&claim, &chain, holder_step),
        location: location(attribution, names, &path, example),
    };
    Suspect {
        rank,
        form: form(evidence),
        kind: kind(attribution.model, &claim, example),
        confidence: confidence(evidence, trend),
        holder,
        new_entries: evidence.new_entries,
        entries: evidence.entries,
        entries_before: evidence.entries_before,
        retained_growth: claim.growth,
        grows,
        reached_from: reached_from(heap, &chain, holder_step),
        chain,
        holder_step,
        also_held_by: claim.also_held_by,
        timeline: points,
        label: claim.label.text(),
    }
}

fn form(evidence: &Evidence) -> Form {
    match evidence.shape {
        Shape::Entries | Shape::Replaced | Shape::NewCollection => Form::Entries,
        Shape::Links => Form::Links,
        Shape::OpenHandles(_) => Form::OpenHandles,
        Shape::Data if evidence.nodes.is_empty() => Form::OwnData,
        Shape::Data => Form::Data,
        Shape::Similar => Form::Alike { holders: evidence.holders },
    }
}

/// An entry that stands for all, at three quarters of the way from the lightest to the heaviest: light entries are keys
/// and wrappers, the heaviest is an exception.
fn example(attribution: &Attribution<'_>, evidence: &Evidence) -> Option<NodeOrdinal> {
    let mut nodes: Vec<NodeOrdinal> = evidence.nodes.iter().copied().filter(|&node| node != evidence.holder).collect();
    let is_no_text = |&node: &NodeOrdinal| !is_text(attribution.model.heap, node);
    if nodes.iter().any(is_no_text) {
        nodes.retain(is_no_text);
    }
    sort::by_keys(&mut nodes, |&node| (attribution.weight(node), node.0.into()));
    nodes.get(nodes.len() * 3 / 4).copied()
}

fn kind(model: &Model<'_>, claim: &Claim, example: Option<NodeOrdinal>) -> Kind {
    let shape = claim.evidence.shape;
    match shape {
        Shape::Data if example.is_some_and(|node| is_text(model.heap, node)) => Kind::String,
        Shape::Data => Kind::Data,
        Shape::Similar => Kind::Alike,
        Shape::OpenHandles(_) => Kind::Handles,
        Shape::Links => kind_of_content(model, claim, example).unwrap_or(Kind::LinkedList),
        Shape::Entries | Shape::Replaced | Shape::NewCollection => {
            kind_of_content(model, claim, example).unwrap_or_else(|| kind_of_holder(model, claim.evidence.holder))
        }
    }
}

/// The kind that what was put in says, or the name of where it was put.
fn kind_of_content(model: &Model<'_>, claim: &Claim, example: Option<NodeOrdinal>) -> Option<Kind> {
    let class = |node: NodeOrdinal| class_name(model.heap, node).as_js_str().to_lossy().into_owned();
    let of_entry = example.map(class).unwrap_or_default();
    let of_holder = class(claim.evidence.holder);
    let label = claim.label.text().as_js_str().to_lossy().into_owned();
    if example.is_some_and(|node| is_detached(model.heap, node)) {
        Some(Kind::DetachedDom)
    } else if ["Timeout", "Immediate", "TimersList"].contains(&of_entry.as_str()) || of_holder == "TimersList" {
        Some(Kind::Timers)
    } else if of_entry.contains("Promise") && claim.evidence.shape == Shape::Links || of_holder == "Promise" {
        Some(Kind::Promises)
    } else if of_entry.contains("EventListener") || label.contains("_events") || label.contains("istener") {
        Some(Kind::Listeners)
    } else {
        None
    }
}

fn kind_of_holder(model: &Model<'_>, holder: NodeOrdinal) -> Kind {
    let snapshot = &model.heap.snapshot;
    let class = class_name(model.heap, holder);
    let class = class.as_js_str().to_lossy();
    let kind = snapshot.nodes.kind[holder];
    if snapshot.target_of(holder, EdgeType::Internal, "table").is_some() {
        if class.ends_with("Set") { Kind::Set } else { Kind::Map }
    } else if class == "Array" || kind == NodeType::ARRAY {
        Kind::Array
    } else if model.is_scope(holder) {
        Kind::Scope
    } else if kind == NodeType::OBJECT && class == "Object" {
        Kind::Dictionary
    } else {
        Kind::Object
    }
}

fn confidence(evidence: &Evidence, trend: Trend) -> Confidence {
    let replaced = 1.0 - evidence.growth as f64 / evidence.new_bytes.max(1) as f64;
    let (mut level, reason) = match evidence.shape {
        Shape::Entries | Shape::Similar if evidence.entries_before.is_some_and(|before| before > 0) => {
            (Level::High, Reason::CameOnTop)
        }
        Shape::Entries | Shape::Similar => (Level::Medium, Reason::WasEmpty),
        Shape::OpenHandles(_) => (Level::Medium, Reason::NotHeldByProgram),
        Shape::Replaced => (Level::Medium, Reason::TookPlace),
        Shape::Links => (Level::Medium, Reason::LongerRow),
        Shape::Data => (Level::Low, Reason::GotLarger),
        Shape::NewCollection => (Level::Low, Reason::NotThereAtFirst),
    };
    let mut reasons = vec![reason];
    if replaced > MUCH_REPLACEMENT {
        level = level.min(Level::Medium);
        reasons.push(Reason::Replaces((replaced * 100.0).round() as u8));
    }
    let next = match trend {
        Trend::OneStep => NextStep::AnotherSnapshot,
        Trend::EveryStep => {
            level = level.max(Level::High);
            reasons.push(Reason::EveryStep);
            NextStep::Verify
        }
        Trend::NotEveryStep | Trend::Stopped | Trend::Emptied => {
            level = level.min(Level::Low);
            reasons.push(Reason::NotEveryStep);
            NextStep::AnotherSnapshot
        }
    };
    Confidence { level, reasons, next }
}

/// The place of the holder's class, or of the nearest function on the path to it, or of the example.
fn location(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    path: &SuspectPath,
    example: Option<NodeOrdinal>,
) -> Option<Place> {
    let model = attribution.model;
    let snapshot = &model.heap.snapshot;
    let place_of = |node: NodeOrdinal| {
        let place = snapshot.locations.places.get(snapshot.locations.of(node)?)?;
        // V8 counts from 0.
        let (line, column) = (place.line + 1, place.column + 1);
        Some(Place { script_id: place.script_id, line, column, of: names.short(node) })
    };
    for (steps_up, node) in path.up_from_holder().enumerate() {
        let found = place_of(node);
        if found.is_some() {
            return found;
        }
        let says_nothing = model.is_scope(node) || node == snapshot.root || !attribution.survivors.is_new(node);
        if steps_up > 0 && !says_nothing {
            break;
        }
    }
    example.and_then(place_of)
}

/// The holder's label; for a list or a single thing that grew, with the property that leads to it.
fn full_label(claim: &Claim, chain: &[ChainStep], holder_step: usize) -> Name {
    let mut label = claim.label.clone();
    let names_what_grew = match claim.evidence.shape {
        Shape::Links | Shape::Data => true,
        Shape::Entries | Shape::Replaced | Shape::Similar | Shape::NewCollection | Shape::OpenHandles(_) => false,
    };
    if let Some(step) = chain.get(holder_step + 1).filter(|_| names_what_grew)
        && matches!(step.edge_type, "property" | "context")
    {
        append(&mut label, step.edge_name.clone());
    }
    label
}

/// The names on the chain down to the holder; none where some are left out.
fn reached_from(heap: &Heap, chain: &[ChainStep], holder_step: usize) -> Vec<Option<Name>> {
    let mut names: Vec<Option<Name>> = Vec::new();
    for (position, step) in chain.iter().enumerate().take(holder_step + 1).skip(1) {
        let is_key = chain.get(position - 1).is_some_and(|above| is_dictionary(heap, above.node));
        let is_root = step.edge_type == "shortcut" && !step.name.text().as_js_str().starts_with("system / ");
        match step.edge_type {
            _ if is_root => names.push(Some(step.name.clone())),
            "property" if is_accessor_cache(&step.edge_name) => names.push(Some(step.name.clone())),
            "property" if is_key => names.push(Some(Name::own(KEY))),
            "property" | "context" => names.push(Some(step.edge_name.clone())),
            "element" if position > 1 && !names.is_empty() => {
                let mut element = Name::own("[");
                element.push(step.edge_name.clone());
                element.push_own("]");
                names.push(Some(element));
            }
            _ => {}
        }
    }
    if names.len() > MOST_NAMES {
        let end = names.split_off(names.len() - (MOST_NAMES - 2));
        names.truncate(1);
        names.push(None);
        names.extend(end);
    }
    names
}
