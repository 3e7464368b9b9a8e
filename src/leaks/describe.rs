//! What is known of a suspect beside its figures: its kind, how sure it is, its name, its place and its chain.

use super::analysis::Analysis;
use super::chain::{append, is_inner_name};
use super::evidence::{Evidence, Shape};
use super::findings::{
    ChainStep, Composition, Confidence, Exclusion, Form, Holder, Kind, Level, NextStep, Place, Point, Reason, Suspect,
};
use super::routes::is_scope;
use super::series::Course;
use super::suspects::{Claim, entry_class};
use crate::index::{NodeOrdinal, Position};
use crate::redaction::{KEY, Name};
use crate::snapshot::NodeType;
use crate::sort;

/// A suspect is less sure if more than this part of what is new replaces what is gone.
const MUCH_REPLACED: f64 = 0.25;
/// Names in "It is reached from", at most.
const MOST_NAMES: usize = 6;

/// One suspect with everything that is said of it.
pub fn suspect(
    analysis: &Analysis<'_>,
    rank: u32,
    claim: Claim,
    course: Course,
    timeline: Vec<Point>,
    grows: Composition,
) -> Suspect {
    let evidence = &claim.evidence;
    let mut steps = analysis.way_to(evidence.holder);
    let holder_step = steps.len() - 1;
    let example = example(analysis, evidence);
    if let Some(example) = example {
        steps.extend(analysis.way_from(evidence.holder, example));
        steps.extend(analysis.way_below(example));
    }
    let holder_node = evidence.holder;
    let chain = analysis.chain(&steps);
    let holder_step = chain.iter().position(|step| step.node == holder_node).unwrap_or(holder_step.min(chain.len()));
    let name = full_label(analysis, evidence, &chain, holder_step);
    let holder = Holder {
        id: analysis.heap.snapshot.nodes.id[holder_node],
        class: analysis.class_label(holder_node),
        name,
        location: location(analysis, holder_node, example),
    };
    Suspect {
        rank,
        form: form(evidence),
        kind: kind(analysis, evidence, example),
        confidence: confidence(evidence, course),
        holder,
        new_entries: evidence.new_entries,
        entries: evidence.entries,
        entries_before: evidence.entries_before,
        retained_growth: claim.growth,
        grows,
        reached_from: reached_from(analysis, &chain, holder_step),
        chain,
        holder_step,
        also_held_by: claim.also_held_by,
        timeline,
        label: label(analysis, evidence).text(),
    }
}

fn form(evidence: &Evidence) -> Form {
    match evidence.shape {
        Shape::Entries | Shape::Replaced | Shape::Appeared => Form::Entries,
        Shape::Links => Form::Links,
        Shape::Rooted(_) => Form::OpenHandles,
        Shape::Leaf if evidence.nodes.is_empty() => Form::OwnData,
        Shape::Leaf => Form::Data,
        Shape::Alike => Form::Alike { holders: evidence.holders },
    }
}

/// An entry that stands for all: one of the middle weight among those that can be seen from the holder.
fn example(analysis: &Analysis<'_>, evidence: &Evidence) -> Option<NodeOrdinal> {
    let mut nodes: Vec<NodeOrdinal> = evidence.nodes.iter().copied().filter(|&node| node != evidence.holder).collect();
    let is_plain_text = |&node: &NodeOrdinal| !analysis.is_text(node);
    if nodes.iter().any(is_plain_text) {
        nodes.retain(is_plain_text);
    }
    sort::by_keys(&mut nodes, |&node| (analysis.weight(node), node.0.into()));
    // The upper middle, because light entries are keys and wrappers.
    nodes.get(nodes.len() * 3 / 4).copied()
}

fn kind(analysis: &Analysis<'_>, evidence: &Evidence, example: Option<NodeOrdinal>) -> Kind {
    let heap = analysis.heap;
    let class = |node: NodeOrdinal| analysis.class_name(node).as_js_str().to_lossy().into_owned();
    let of_entry = example.map(class).unwrap_or_default();
    let of_holder = class(evidence.holder);
    let way_in = analysis.label(evidence.holder).as_js_str().to_lossy().into_owned();
    let is = |node: NodeOrdinal, kind| heap.snapshot.nodes.kind[node] == kind;
    match evidence.shape {
        Shape::Leaf if example.is_some_and(|node| analysis.is_text(node)) => return Kind::String,
        Shape::Leaf => return Kind::Data,
        Shape::Alike => return Kind::Alike,
        Shape::Rooted(_) => return Kind::Handles,
        _ => {}
    }
    if example.is_some_and(|node| analysis.is_detached(node)) {
        return Kind::DetachedDom;
    }
    if ["Timeout", "Immediate", "TimersList"].contains(&of_entry.as_str()) || of_holder == "TimersList" {
        return Kind::Timers;
    }
    if of_entry.contains("Promise") && evidence.shape == Shape::Links || of_holder == "Promise" {
        return Kind::Promises;
    }
    if of_entry.contains("EventListener") || way_in.contains("_events") || way_in.contains("istener") {
        return Kind::Listeners;
    }
    if evidence.shape == Shape::Links {
        return Kind::LinkedList;
    }
    let table = heap.snapshot.target_of(evidence.holder, crate::snapshot::EdgeType::Internal, "table");
    if table.is_some() {
        return if of_holder.ends_with("Set") { Kind::Set } else { Kind::Map };
    }
    if of_holder == "Array" || is(evidence.holder, NodeType::ARRAY) {
        Kind::Array
    } else if is_scope(heap, evidence.holder) {
        Kind::Scope
    } else if is(evidence.holder, NodeType::OBJECT) && of_holder == "Object" {
        Kind::Dictionary
    } else {
        Kind::Object
    }
}

/// Why a claim is the runtime's own business, if it is.
pub fn is_of_runtime(analysis: &Analysis<'_>, claim: &Claim) -> Option<Exclusion> {
    let holder = claim.evidence.holder;
    if is_registry(analysis, claim) {
        Some(Exclusion::ModuleLoader)
    } else if analysis.class_name(holder).as_js_str().is("Performance") && !is_of_program(analysis, claim) {
        Some(Exclusion::PerformanceEntries)
    } else {
        None
    }
}

/// Whether what a buffer of performance entries took in are marks of the program, of which there is no limit.
fn is_of_program(analysis: &Analysis<'_>, claim: &Claim) -> bool {
    entry_class(analysis, claim).is_some_and(|class| class.is("PerformanceMark") || class.is("PerformanceMeasure"))
}

/// Whether a holder is a table of the module loader: it grows as code is loaded, once for every module.
fn is_registry(analysis: &Analysis<'_>, claim: &Claim) -> bool {
    const MODULES: [&str; 4] = ["Module", "BuiltinModule", "ModuleWrap", "SourceTextModule"];
    let is_module = entry_class(analysis, claim).is_some_and(|class| MODULES.iter().any(|name| class.is(name)));
    let holder = claim.evidence.holder;
    let is_list = analysis.class_name(holder).as_js_str().is("Array");
    let above = analysis.routes.visible_before(analysis.heap, &analysis.anatomy, holder);
    let is_static = above.is_some_and(|above| {
        let name = analysis.heap.snapshot.raw_name(above);
        analysis.heap.snapshot.nodes.kind[above] == NodeType::CLOSURE && (name.is("Module") || name.is("$Module"))
    });
    claim.evidence.shape == Shape::Entries && (is_module && !is_list || is_static)
}

fn confidence(evidence: &Evidence, course: Course) -> Confidence {
    let replaced = 1.0 - evidence.growth as f64 / evidence.new_bytes.max(1) as f64;
    let (mut level, reason) = match evidence.shape {
        Shape::Entries | Shape::Alike if evidence.entries_before.is_some_and(|before| before > 0) => {
            (Level::High, Reason::CameOnTop)
        }
        Shape::Entries | Shape::Alike => (Level::Medium, Reason::WasEmpty),
        Shape::Rooted(_) => (Level::Medium, Reason::NotHeldByProgram),
        Shape::Replaced => (Level::Medium, Reason::TookPlace),
        Shape::Links => (Level::Medium, Reason::LongerRow),
        Shape::Leaf => (Level::Low, Reason::GotLarger),
        Shape::Appeared => (Level::Low, Reason::NotThereAtFirst),
    };
    let mut reasons = vec![reason];
    if replaced > MUCH_REPLACED {
        level = level.min(Level::Medium);
        reasons.push(Reason::Replaces((replaced * 100.0).round() as u8));
    }
    let next = match course {
        Course::OneStep => NextStep::AnotherSnapshot,
        Course::EveryStep => {
            level = level.max(Level::High);
            reasons.push(Reason::EveryStep);
            NextStep::Verify
        }
        Course::Once | Course::Stopped | Course::Emptied => {
            level = level.min(Level::Low);
            reasons.push(Reason::NotEveryStep);
            NextStep::AnotherSnapshot
        }
    };
    Confidence { level, reasons, next }
}

/// The place of the holder's class, or of the nearest function on the way to it, or of the example.
fn location(analysis: &Analysis<'_>, holder: NodeOrdinal, example: Option<NodeOrdinal>) -> Option<Place> {
    let place_of = |node: NodeOrdinal| {
        let place = analysis.heap.snapshot.locations.of(node)?;
        let place = analysis.heap.snapshot.locations.places.get(place)?;
        let of = analysis.short_name(node);
        Some(Place { script_id: place.script_id, line: place.line + 1, column: place.column + 1, of })
    };
    let mut above = Some(holder);
    let mut is_first = true;
    while let Some(node) = above {
        let found = place_of(node);
        if found.is_some() {
            return found;
        }
        if !is_first && !is_scope(analysis.heap, node) && node.index() != 0 && analysis.matches.is_new(node) {
            break;
        }
        is_first = false;
        above = analysis.routes.arrival(analysis.heap, node).map(|arrival| arrival.from);
    }
    example.and_then(place_of)
}

/// The holder's label; for a list or a single thing that grew, with the property that leads to it.
fn full_label(analysis: &Analysis<'_>, evidence: &Evidence, chain: &[ChainStep], holder_step: usize) -> Name {
    let mut label = label(analysis, evidence);
    if let (Shape::Links | Shape::Leaf, Some(step)) = (evidence.shape, chain.get(holder_step + 1))
        && matches!(step.edge_type, "property" | "context")
    {
        append(&mut label, step.edge_name.clone());
    }
    label
}

/// The end of the holder's path pattern in words; of what the runtime keeps, the class.
fn label(analysis: &Analysis<'_>, evidence: &Evidence) -> Name {
    match (evidence.shape, evidence.nodes.first()) {
        (Shape::Rooted(_), Some(&node)) => analysis.class_label(node),
        _ => analysis.label_name(evidence.holder),
    }
}

/// The names on the chain down to the holder; none where some are left out.
fn reached_from(analysis: &Analysis<'_>, chain: &[ChainStep], holder_step: usize) -> Vec<Option<Name>> {
    let mut names: Vec<Option<Name>> = Vec::new();
    for (position, step) in chain.iter().enumerate().take(holder_step + 1).skip(1) {
        let is_key = chain.get(position - 1).is_some_and(|above| analysis.is_dictionary(above.node));
        let is_root = step.edge_type == "shortcut" && !step.name.text().as_js_str().starts_with("system / ");
        match step.edge_type {
            _ if is_root => names.push(Some(step.name.clone())),
            "property" if is_inner_name(&step.edge_name) => names.push(Some(step.name.clone())),
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
