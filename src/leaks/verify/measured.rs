//! What is where the suspects of the first pair were, in the later snapshot of the second, whether it grows or not.
//!
//! That nothing grows at a place says that it was repaired only if there is something at that place: a program that was not
//! run, or a holder with another name, does not grow either.

use super::expected::{ExpectedSuspect, text};
use super::figures::{Elsewhere, Figures};
use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, StringIndex, TryPush, try_collected, try_make_room};
use crate::leaks::attribution::{Attribution, Pair, Side};
use crate::leaks::baseline::outline::NONE;
use crate::leaks::hash::{NumberMap, SEED, fold_bytes, packed};
use crate::leaks::model::nodes::class_name;
use crate::leaks::naming::Names;
use crate::leaks::naming::telling::lasting;
use crate::pace::{Pace, at_once};
use crate::runtime_names::node::LISTENERS;
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsStr;

/// What is at the place of a suspect.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// The figures of everything that has its name, if anything has.
    pub figures: Option<Figures>,
    /// Whether its holder is there.
    pub is_there: bool,
    /// Where such entries are now, if there are any. Only asked where the holder is not there.
    pub elsewhere: Option<Elsewhere>,
}

/// Looks for each suspect of the first pair.
pub fn measure(attribution: &Attribution<'_>, expected: &[ExpectedSuspect]) -> Result<Vec<Measured>, OutOfMemory> {
    let Attribution { model, paths, pair, .. } = attribution;
    let heap = model.heap;
    let names = at_once(Names::of(model, &Pace::unbroken()))?;
    let mut measured: Vec<Measured> = vec![Measured::default(); expected.len()];
    let is_asked = |text: JsStr<'_>| expected.iter().any(|suspect| suspect.place.link.as_js_str() == lasting(text));
    let strings = heap.snapshot.strings.iter().filter(|&(_, text)| is_asked(text));
    let links: Vec<u32> = strings.map(|(index, _)| index.0).collect();
    let emitters = emitters(heap, expected);
    let mut replaced = Replaced::default();
    for (position, &node) in attribution.nodes.iter().enumerate().filter(|&(_, &node)| model.is_visible(node)) {
        let (link, is_own) = names.nearest_link(paths, node);
        for &(number, emitter) in emitters.iter().filter(|_| is_own) {
            if let Some(measured) = measured.get_mut(number) {
                let has_listeners = || heap.snapshot.target_of(node, EdgeType::Property, LISTENERS).is_some();
                measured.is_there |= link == Some(emitter) && has_listeners();
            }
        }
        if link.is_some_and(|link| !links.contains(&link.0)) {
            continue;
        }
        // Of what has no name of its own, as the entries of a Map, there is much.
        let class = class_name(heap, node);
        if !is_own && expected.iter().all(|suspect| suspect.place.class != class) {
            continue;
        }
        let label = names.label(paths, node).text();
        for (number, (suspect, measured)) in expected.iter().zip(&mut measured).enumerate() {
            measured.is_there |= suspect.place.label == label && (is_own || suspect.place.class == class);
            if is_own && suspect.label == text(&label) {
                let figures = measured.figures.get_or_insert_default();
                let of_this = figures_of(pair, position);
                if pair.survivors.is_new(position) {
                    let place = place(&pair.later, position, link.map_or(0, |link| number_of(heap, link)));
                    replaced.add(number, place, of_this)?;
                } else {
                    *figures = figures.with(of_this);
                }
            }
        }
    }
    replaced.add_to(pair, &mut measured);
    let missing = expected.iter().zip(&mut measured).filter(|(_, it)| !it.is_there && it.figures.is_none());
    let mut has_places = None;
    for (suspect, measured) in missing {
        let is_own = |&node: &NodeOrdinal| heap.is_of_program(node);
        let has_places = *has_places.get_or_insert_with(|| attribution.nodes.iter().any(is_own));
        for class in suspect.telling_classes() {
            if measured.elsewhere.is_none() {
                measured.elsewhere = elsewhere(attribution, &names, class, has_places)?;
            }
        }
    }
    Ok(measured)
}

/// By suspect that is a list of listeners: the link to what they listened to. Node.js takes the list away with the last of them,
/// so that what is there is what they listened to.
fn emitters(heap: &Heap, expected: &[ExpectedSuspect]) -> Vec<(usize, StringIndex)> {
    let mut links = Vec::new();
    for (number, emitter) in
        expected.iter().enumerate().filter_map(|(number, suspect)| Some((number, suspect.emitter()?)))
    {
        let strings = heap.snapshot.strings.iter().filter(|(_, text)| text.is(emitter));
        links.extend(strings.map(|(index, _)| (number, index)));
    }
    links
}

/// What is new under the names that are looked for. A program that makes its collections anew with each change has new ones where
/// nothing grows, so what is gone from such places is taken from it.
#[derive(Debug, Default)]
struct Replaced {
    /// What is new, and what is gone, by the number of the suspect.
    figures: NumberMap<[Figures; 2]>,
    /// The suspects that have something new at a place.
    at: NumberMap<Vec<usize>>,
}

impl Replaced {
    fn add(&mut self, number: usize, place: u64, figures: Figures) -> Result<(), OutOfMemory> {
        try_make_room(&mut self.figures)?;
        try_make_room(&mut self.at)?;
        let [new, _] = self.figures.entry(number as u64).or_default();
        *new = new.with(figures);
        let numbers = self.at.entry(place).or_default();
        if numbers.contains(&number) { Ok(()) } else { numbers.try_push(number) }
    }

    fn add_to(mut self, pair: &Pair<'_>, measured: &mut [Measured]) {
        let (side, is_gone) = (&pair.earlier, |&(_, &twin): &(usize, &u32)| twin == NONE);
        for (position, _) in pair.survivors.after.iter().enumerate().filter(is_gone).filter(|_| !self.at.is_empty()) {
            let link = side.outline.links.get(position).copied().unwrap_or(0);
            for &number in self.at.get(&place(side, position, link)).into_iter().flatten() {
                if let Some([_, gone]) = self.figures.get_mut(&(number as u64)) {
                    *gone = gone.with(Figures::in_one(side.outline, position));
                }
            }
        }
        for (number, [new, gone]) in self.figures {
            if let Some(figures) = measured.get_mut(number as usize).and_then(|measured| measured.figures.as_mut()) {
                *figures = figures.with(Figures { entries: new.entries, ..new.without(gone) });
            }
        }
    }
}

/// A number for where something is, as it is in both snapshots: its kind, that of its dominator, and the link.
fn place(side: &Side<'_>, position: usize, link: u32) -> u64 {
    packed(side.kind(position).0, link ^ side.kind(side.above(position)).0)
}

/// The number that an outline has for a link.
fn number_of(heap: &Heap, link: StringIndex) -> u32 {
    fold_bytes(SEED, heap.snapshot.strings.get(link).as_bytes())
}

/// What a holder has, and what it has more than before.
fn figures_of(pair: &Pair<'_>, position: usize) -> Figures {
    let twin = pair.survivors.before.get(position).map_or(NONE, |&twin| twin);
    let now = Figures::in_one(pair.later.outline, position);
    Figures { entries: now.entries, ..now.without(Figures::in_one(pair.earlier.outline, twin as usize)) }
}

/// Whether a node or its class is of the program, or a package's: each Node.js program has Timeouts, Buffers and WeakRefs, and
/// that some are there, or were, says nothing of what a suspect gathered. A file without places does not tell.
fn is_of_program(heap: &Heap, has_places: bool, node: NodeOrdinal) -> bool {
    match heap.code_owner(node) {
        Some(owner) => owner != CodeOwner::Runtime,
        None => !has_places || class_name(heap, node).as_js_str().starts_with("{"),
    }
}

/// Where things of a class are: what holds one in the middle of them.
fn elsewhere(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    class: &str,
    has_places: bool,
) -> Result<Option<Elsewhere>, OutOfMemory> {
    let (heap, pair) = (attribution.model.heap, &attribution.pair);
    let is_of_class = |&(position, &node): &(usize, &NodeOrdinal)| {
        let id = heap.classes.of_node[node];
        pair.later.kind(position).is_thing()
            && heap.classes.name(&heap.snapshot, id).is(class)
            && is_of_program(heap, has_places, node)
    };
    let nodes = attribution.nodes.iter().enumerate().filter(is_of_class).map(|(_, &node)| node);
    let found: Vec<NodeOrdinal> = try_collected(nodes)?;
    let Some(&one) = found.get(found.len() / 2) else { return Ok(none_left(attribution, names, class, has_places)) };
    let kind = pair.later.kind(attribution.position(one));
    let before = pair.earlier.outline.kinds.iter().filter(|&&other| other == kind).count() as u32;
    let holder = attribution.last_step(one).map(|step| attribution.model.owner(step.from));
    Ok(Some(Elsewhere {
        class: names.class(one),
        holder: holder.map(|holder| names.label(&attribution.paths, holder)),
        now: found.len() as u32,
        before,
    }))
}

/// What a class is called that a bundler has given an underscore, because it names itself.
fn called(name: JsStr<'_>) -> JsStr<'_> {
    JsStr::new(name.as_bytes().strip_prefix(b"_").unwrap_or(name.as_bytes()))
}

/// Whether things of a class were made of which none is left: V8 gives a constructor the shape of its instances with the first
/// one.
fn none_left(attribution: &Attribution<'_>, names: &Names<'_>, class: &str, has_places: bool) -> Option<Elsewhere> {
    let snapshot = &attribution.model.heap.snapshot;
    let is_constructor = |&node: &NodeOrdinal| {
        snapshot.nodes.kind[node] == NodeType::CLOSURE
            && called(snapshot.raw_name(node)).is(class)
            && snapshot.target_of(node, EdgeType::Internal, v8::SHAPE_OF_INSTANCES).is_some()
            && is_of_program(attribution.model.heap, has_places, node)
    };
    let constructor = attribution.nodes.iter().copied().find(is_constructor)?;
    Some(Elsewhere { class: names.namer().node(constructor), holder: None, now: 0, before: 0 })
}
