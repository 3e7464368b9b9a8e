//! Suspects in words.

use super::analysis::Analysis;
use super::chain::{ChainStep, is_inner_name};
use super::evidence::{Evidence, Shape};
use super::findings::{Confidence, Grown, Holder, Kind, Level, Place, Point, Suspect};
use super::routes::is_scope;
use super::series::Course;
use super::suspects::{Claim, entry_class};
use super::words::{bytes, counted};
use crate::index::{NodeOrdinal, Position};
use crate::snapshot::NodeType;
use crate::sort;
use crate::text::{JsString, whole};

/// Names in "It is reached from", at most.
const MOST_NAMES: usize = 6;

/// One suspect with everything that is said of it.
pub fn suspect(
    analysis: &Analysis<'_>,
    rank: u32,
    claim: Claim,
    course: Course,
    timeline: Vec<Point>,
    grows: Vec<Grown>,
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
        class: analysis.class_name(holder_node),
        name,
        location: location(analysis, holder_node, example),
    };
    let mut suspect = Suspect {
        rank,
        sentence: String::new(),
        kind: kind(analysis, evidence, example),
        confidence: confidence(evidence, course),
        holder,
        new_entries: evidence.new_entries,
        entries: evidence.entries,
        retained_growth: claim.growth,
        grows,
        chain,
        holder_step,
        also_held_by: claim.also_held_by,
        timeline,
        label: label(analysis, evidence),
    };
    suspect.sentence = sentence(&suspect, evidence);
    suspect
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
pub fn is_of_runtime(analysis: &Analysis<'_>, claim: &Claim) -> Option<&'static str> {
    let holder = claim.evidence.holder;
    if is_registry(analysis, claim) {
        Some("It belongs to the module loader: code was loaded.")
    } else if analysis.class_name(holder).as_js_str().is("Performance") && !is_of_program(analysis, claim) {
        Some("It is the browser's own buffer of performance entries, which has a limit.")
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
    let (mut level, mut why) = match evidence.shape {
        Shape::Entries | Shape::Alike if evidence.entries_before.is_some_and(|before| before > 0) => {
            (Level::High, "entries were there before, and new ones came on top of them".to_owned())
        }
        Shape::Entries | Shape::Alike => (Level::Medium, "the holder was there before, but empty".to_owned()),
        Shape::Rooted(_) => {
            (Level::Medium, "there are more of them, and nothing of the program leads to them".to_owned())
        }
        Shape::Replaced => (Level::Medium, "a new collection took the place of one with fewer entries".to_owned()),
        Shape::Links => (Level::Medium, "a row of links got longer at its end".to_owned()),
        Shape::Leaf => (Level::Low, "one thing got larger".to_owned()),
        Shape::Appeared => (Level::Low, "the holder was not there at first".to_owned()),
    };
    if replaced > 0.25 {
        level = level.min(Level::Medium);
        why.push_str(&format!("; {} % of what is new only replaces what is gone", whole(replaced * 100.0)));
    }
    match course {
        Course::OneStep => why.push_str("; two snapshots cannot tell a leak from something that is still filling"),
        Course::EveryStep => {
            level = level.max(Level::High);
            why.push_str("; it grew in every step");
        }
        Course::Once | Course::Stopped | Course::Emptied => {
            level = level.min(Level::Low);
            why.push_str("; it did not grow in every step");
        }
    }
    Confidence { level, why }
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

fn sentence(suspect: &Suspect, evidence: &Evidence) -> String {
    let name = suspect.holder.name.as_js_str().to_lossy().into_owned();
    let bytes = bytes(suspect.retained_growth);
    let what = what_grows(suspect);
    let mut text = match evidence.shape {
        Shape::Entries | Shape::Replaced | Shape::Appeared => {
            format!("`{name}` grew by {} ({bytes})", counted(suspect.new_entries.into(), "entry", "entries"))
        }
        Shape::Links => {
            format!("The list at `{name}` grew by {} ({bytes})", counted(suspect.new_entries.into(), "link", "links"))
        }
        Shape::Rooted(_) => {
            return format!(
                "{what} ({bytes}) are kept by the runtime and not by an object: open handles, never closed."
            );
        }
        Shape::Leaf if evidence.nodes.is_empty() => return leaf_sentence(suspect, &name, &bytes),
        Shape::Leaf => format!("`{name}` grew by {bytes}"),
        Shape::Alike => format!(
            "{} alike under `{name}` grew by {} ({bytes})",
            counted(evidence.holders.into(), "holder", "holders"),
            counted(suspect.new_entries.into(), "entry", "entries")
        ),
    };
    if !what.is_empty() {
        text.push_str(&format!(": {what} under it"));
    }
    text.push('.');
    text + &reached_from(suspect)
}

fn reached_from(suspect: &Suspect) -> String {
    let way = way(&suspect.chain, suspect.holder_step);
    if way.is_empty() { String::new() } else { format!(" It is reached from `{way}`.") }
}

fn leaf_sentence(suspect: &Suspect, name: &str, bytes: &str) -> String {
    format!("`{name}` itself grew by {bytes}: its data got longer, without new objects.{}", reached_from(suspect))
}

/// `1,500 new strings`: what was put in, and what makes it heavy if that is something else.
fn what_grows(suspect: &Suspect) -> String {
    let Some(entry) = suspect.grows.first() else { return String::new() };
    let is_text = |grown: &Grown| grown.class.as_js_str().to_lossy().ends_with("string)");
    let telling = |grown: &&Grown| {
        let class = grown.class.as_js_str().to_lossy();
        let is_inner = class.starts_with('(') || class.starts_with("system / Context") || class.contains("::");
        grown.count > 1 && (if is_text(grown) { !is_text(entry) } else { !is_inner })
    };
    let heaviest = suspect.grows.iter().skip(1).filter(telling).max_by_key(|grown| grown.bytes);
    let entry = Grown { count: entry.count.min(suspect.new_entries.max(1)), ..entry.clone() };
    let mut text = counted_class(&entry);
    if let Some(heaviest) = heaviest.filter(|heaviest| heaviest.bytes > entry.bytes) {
        text.push_str(&format!(" with {}", counted_class(heaviest)));
    }
    text
}

fn counted_class(grown: &Grown) -> String {
    let class = grown.class.as_js_str().to_lossy();
    let count = u64::from(grown.count);
    match class.as_ref() {
        "(string)" | "(concatenated string)" | "(sliced string)" => counted(count, "new string", "new strings"),
        "Function" => counted(count, "new function", "new functions"),
        "Object" => counted(count, "new object", "new objects"),
        "Array" => counted(count, "new array", "new arrays"),
        _ => counted(count, &format!("new `{class}`"), &format!("new `{class}`")),
    }
}

/// The holder's label; for a list or a single thing that grew, with the property that leads to it.
fn full_label(analysis: &Analysis<'_>, evidence: &Evidence, chain: &[ChainStep], holder_step: usize) -> JsString {
    let mut label = label(analysis, evidence);
    if let (Shape::Links | Shape::Leaf, Some(step)) = (evidence.shape, chain.get(holder_step + 1))
        && matches!(step.edge_type, "property" | "context")
    {
        label.push_str(".");
        label.push(step.edge_name.as_js_str());
    }
    label
}

/// The end of the holder's folded way in words; of what the runtime keeps, the class.
fn label(analysis: &Analysis<'_>, evidence: &Evidence) -> JsString {
    match (evidence.shape, evidence.nodes.first()) {
        (Shape::Rooted(_), Some(&node)) => analysis.class_name(node),
        _ => analysis.label(evidence.holder),
    }
}

/// The names on the way to the holder.
fn way(chain: &[ChainStep], holder_step: usize) -> String {
    let mut names: Vec<String> = Vec::new();
    for (position, step) in chain.iter().enumerate().take(holder_step + 1).skip(1) {
        let edge = step.edge_name.as_js_str().to_lossy();
        match step.edge_type {
            "shortcut" if !step.name.as_js_str().starts_with("system / ") => {
                names.push(step.name.as_js_str().to_lossy().into_owned())
            }
            "property" if is_inner_name(&edge) => names.push(step.name.as_js_str().to_lossy().into_owned()),
            "property" | "context" if step.is_key => names.push("[*]".to_owned()),
            "property" | "context" => names.push(edge.into_owned()),
            "element" if position > 1 && !names.is_empty() => names.push(format!("[{edge}]")),
            _ => {}
        }
    }
    if names.len() > MOST_NAMES {
        let end = names.split_off(names.len() - (MOST_NAMES - 2));
        names.truncate(1);
        names.push("…".to_owned());
        names.extend(end);
    }
    names.join(" → ")
}
