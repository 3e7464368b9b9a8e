//! One suspect with everything that is said of it: its kind, how sure it is, its name, its place and its path.

use super::composition::{Counted, Taken};
use super::entries::{Counter, Entries};
use super::holder_kind;
use super::holder_name::{also_held_by, full_name, is_collection, name_of_holder, with_members};
use super::ranking::{self, Left, Ranked};
use super::trend::Trend;
use super::way;
use super::why_kept;
use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::Held;
use crate::leaks::detect::repetition::{Gained, Repeats};
use crate::leaks::findings::{Confidence, Form, Holder, HolderKind, Level, NextStep, PerEntry, Place, Reason, Suspect};
use crate::leaks::hash::NumberMap;
use crate::leaks::naming::SuspectPath;
use crate::leaks::naming::place;
use crate::leaks::naming::{Names, chain};
use crate::leaks::thresholds::{MANY, MUCH_REPLACEMENT};
use crate::redaction::Name;
use crate::snapshot::NodeType;

/// So many of the things that came along are asked whether they are of the program's own code.
const MOST_ASKED: usize = 10_000;

/// The suspect that something is; 1 is the rank of the most likely. Its entries keep so many bytes together.
pub fn of(
    counter: &mut Counter<'_>,
    names: &Names<'_>,
    rank: u32,
    ranked: &Ranked,
    taken: &Taken,
    (counted, per_entry, led_to): (Counted, Option<PerEntry>, Option<usize>),
) -> Result<Suspect, OutOfMemory> {
    let Ranked { held, trend, .. } = ranked;
    let (attribution, is_matched) = (counter.attribution, counter.is_matched);
    let heap = attribution.model.heap;
    let lead = held.gain.lead();
    let example = lead.map(|lead| taken.example(attribution, lead.key)).transpose()?.flatten();
    let mut path = path(attribution, held, example)?;
    let form = holder_kind::form(held, &path, example);
    let gathering =
        lead.filter(|_| !taken.are_entries).and_then(|lead| attribution.pair.gathering(held.named(), lead.key.kind()));
    let replaced = gathering.filter(|&at| is_collection(attribution, held, at));
    let name = name_of_holder(attribution, names, held, &mut path, (gathering, replaced));
    path.end_at_text(heap);
    let kind = holder_kind::of(attribution.model, form, &path, &name, held.is_list, example);
    let holder = path.holder().unwrap_or(heap.snapshot.root);
    let led_to = led_to.filter(|&at| at != attribution.position(holder));
    let (chain, holder_step) = chain(&path, heap, names);
    let is_counted = !lead.is_some_and(|lead| matches!(lead.key, Key::InPlace(_))) && form != Form::Data;
    let only = [attribution.position(holder)];
    let of = if matches!(form, Form::Alike { .. }) { held.dominators.as_slice() } else { &only };
    let entries = if is_counted { counter.count(ranked, form, of) } else { counter.uncounted(held) };
    let (form, kind) = holder_kind::of_parts(form, kind, entries.parts);
    let form = holder_kind::of_collections(form, || collections(attribution, taken, lead));
    let left = if *trend == Trend::TurnsOver { Left::Nothing } else { ranking::left(held, &ranked.counts) };
    let known = (entries, ranking::moved(&attribution.pair, held), left, not_held(form, kind, led_to));
    let sure = confidence(held, *trend, (is_matched, counter.is_renumbered), known);
    let grows = taken.composition(attribution, names, lead.map_or(Key::Code, |lead| lead.key), example, counted)?;
    // A collection that took the place of another is new and did not come with its entries.
    let of_collection = replaced.map_or(0, |at| attribution.pair.later.body(at) as u64);
    let per_entry = per_entry.map(|of| of.among(grows.new_bytes.saturating_sub(of_collection), entries.on_top()));
    let mut reached_from = way::reached_from(heap, names, &chain, holder_step);
    reached_from.extend(names.event(&attribution.paths, holder).map(Some));
    let one_of_alike = example.filter(|_| !is_counted && matches!(form, Form::Alike { .. }));
    Ok(Suspect {
        rank,
        form,
        kind,
        confidence: of_kind(kind, sure),
        holder: Holder {
            id: heap.snapshot.nodes.id.of(holder),
            class: names.class(holder),
            name: with_members(attribution, names, (&name, form), &path, example),
            location: location(attribution, names, &path, example, (taken, form)),
        },
        is_of_others: holder_kind::is_of_others(heap, &path),
        one_of_alike: one_of_alike.map(|node| names.label(&attribution.paths, node)),
        new_things: if taken.are_entries { taken.things.len() as u32 } else { entries.things },
        new_entries: entries.new,
        entries: entries.all,
        entries_before: entries.before,
        retained_growth: held.gain.bytes.max(0) as u64,
        per_entry,
        grows,
        why_kept: why_kept::of(attribution, names, &path),
        reached_from,
        chain,
        holder_step,
        also_held_by: also_held_by(attribution, names, &name, others(held, form, led_to)),
        timeline: counter.course(entries, &ranked.points_of(replaced.is_some_and(|at| at != held.named())), of),
        label: name.text(),
        place: names.place_of(&attribution.paths, holder),
    })
}

/// Who else holds what a suspect gained, or may hold it.
fn others(held: &Held, form: Form, led_to: Option<usize>) -> Vec<usize> {
    if form == Form::Unheld {
        return held.may_be_in.clone();
    }
    let all = held.holders.iter().map(|other| other.position).chain(held.in_parts.iter().copied());
    all.chain(led_to).filter(|&other| other != held.named()).collect()
}

/// How many collections have the things that lead themselves; none if there are nearly as many, as where each has one of its own.
fn collections(attribution: &Attribution<'_>, taken: &Taken, lead: Option<&Gained>) -> u32 {
    let side = &attribution.pair.later;
    let Some(Gained { key: Key::Things(kind), repeats: Some(Repeats::Many), .. }) = lead else { return 0 };
    let (mut things, mut holders) = (0, NumberMap::<usize>::default());
    for at in taken.leading(attribution, *kind) {
        let holder = side.owners.get(side.above(at)).map_or(0, |&owner| owner as usize);
        if !side.kind(holder).is_collection() {
            return 0;
        }
        things += 1;
        holders.insert(holder as u64, at);
    }
    if holders.len() * 2 <= things { holders.len() as u32 } else { 0 }
}

/// What a program would call the holder of something.
pub fn name(attribution: &Attribution<'_>, names: &Names<'_>, held: &Held, taken: &Taken) -> Result<Name, OutOfMemory> {
    let lead = held.gain.lead().map(|lead| lead.key);
    let example = lead.map(|lead| taken.example(attribution, lead)).transpose()?.flatten();
    let gathering = lead.and_then(|lead| attribution.pair.gathering(held.named(), lead.kind()));
    Ok(full_name(attribution, names, held, &path(attribution, held, example)?, gathering))
}

/// The path to what holds it, and on to an example.
pub fn path(
    attribution: &Attribution<'_>,
    held: &Held,
    example: Option<NodeOrdinal>,
) -> Result<SuspectPath, OutOfMemory> {
    let named = attribution.nodes.get(held.named()).copied().unwrap_or_default();
    match example {
        Some(example) if attribution.is_root_like(named) => SuspectPath::of_population(attribution, example),
        _ => SuspectPath::of(attribution, named, example),
    }
}

/// What is said of things that hang at a root and of which no holder is known: that nothing of the program leads to them, if
/// that is so.
fn not_held(form: Form, kind: HolderKind, led_to: Option<usize>) -> Reason {
    let is_of_runtime = matches!(form, Form::OpenHandles | Form::Unheld) || kind == HolderKind::Handles;
    match led_to {
        Some(_) => Reason::ProgramLeadsToo,
        None if is_of_runtime => Reason::NotHeldByProgram,
        None => Reason::CameOnTop,
    }
}

/// What only the console keeps needs no repair.
fn of_kind(kind: HolderKind, sure: Confidence) -> Confidence {
    let next = if kind == HolderKind::Console { NextStep::WithoutConsole } else { sure.next };
    Confidence { next, ..sure }
}

/// How sure it is where ids tell nothing.
fn of_two_processes(held: &Held, trend: Trend, is_renumbered: bool) -> Confidence {
    let mut reasons = vec![Reason::DifferentProcesses];
    reasons.extend(held.is_unlisted.then_some(Reason::HasTheRoom));
    let (level, next) = match trend {
        _ if !is_renumbered => (Level::Low, NextStep::SameProcess),
        Trend::EveryStep => {
            reasons.push(Reason::EveryStep);
            (Level::Medium, NextStep::Verify)
        }
        _ => (Level::Low, NextStep::AnotherSnapshot),
    };
    Confidence { level, reasons, next }
}

fn confidence(
    held: &Held,
    trend: Trend,
    (is_matched, is_renumbered): (bool, bool),
    (entries, moved, left, not_held): (Entries, u32, Left, Reason),
) -> Confidence {
    if !is_matched {
        return of_two_processes(held, trend, is_renumbered);
    }
    let lead = held.gain.lead();
    let repeats = lead.and_then(|lead| lead.repeats);
    let (mut level, reason) = match (repeats, lead.map(|lead| lead.key)) {
        // Of what others hold as well a collection has links alone.
        (Some(Repeats::InPlace), _) if i64::from(entries.new) < MANY => (Level::Low, Reason::GotLarger),
        (Some(Repeats::InPlace), _) if entries.before != Some(0) => (Level::High, Reason::CameOnTop),
        (Some(Repeats::Longer), _) => (Level::Low, Reason::TookPlace),
        _ if held.is_unlisted => (Level::Medium, Reason::HasTheRoom),
        _ if !held.populations.is_empty() && held.holders.is_empty() => match entries.before {
            Some(0) if not_held == Reason::CameOnTop => (Level::Medium, Reason::WasEmpty),
            _ => (Level::Medium, not_held),
        },
        _ if left == Left::Nothing => (Level::Medium, Reason::NothingLeft),
        _ if held.is_tree => (Level::Medium, Reason::CameOnTop),
        _ if held.is_list => (Level::Medium, Reason::LongerRow),
        _ if entries.before == Some(0) => (Level::High, Reason::WasEmpty),
        _ if left == Left::NothingAndFarMoreCame => (Level::Medium, Reason::FarMoreCame),
        _ => (Level::High, Reason::CameOnTop),
    };
    let mut reasons = vec![reason];
    reasons.extend((i64::from(moved) >= MANY).then_some(Reason::TookOver(moved)));
    // What took the place of another replaces it, of course.
    if let Some(lead) = lead.filter(|lead| lead.tally.less > 0 && repeats != Some(Repeats::Longer)) {
        let replaced = f64::from(lead.tally.less) / f64::from(lead.tally.more.max(1));
        if replaced > MUCH_REPLACEMENT {
            level = level.min(Level::Medium);
            reasons.push(Reason::Replaces((replaced.min(1.0) * 100.0).round() as u8));
        }
    }
    let limit = match trend {
        Trend::EveryStep => {
            reasons.push(Reason::EveryStep);
            return Confidence { level: Level::High, reasons, next: NextStep::Verify };
        }
        Trend::Slowing => Reason::Slows,
        Trend::FillsRoom => Reason::FillsRoom,
        // It may go on to turn over for as long as it likes.
        Trend::TurnsOver => {
            reasons.push(Reason::EveryStep);
            return Confidence { level: Level::Medium, reasons, next: NextStep::AnotherSnapshot };
        }
        Trend::LastStep => {
            reasons.push(Reason::LastStep);
            return Confidence { level: level.min(Level::Medium), reasons, next: NextStep::AnotherSnapshot };
        }
        Trend::OneStep | Trend::Stopped | Trend::Emptied => {
            return Confidence { level, reasons, next: NextStep::AnotherSnapshot };
        }
    };
    reasons.push(limit);
    Confidence { level: Level::High, reasons, next: NextStep::AnotherSnapshot }
}

/// The place of what was put in; of a function that it has, or else leads to; of the holder's class and what that is in; of what
/// came along; or of the function whose variable the holder is: the first that is in the program's own code, else the first of
/// all. What runtimes and packages call back, as a listener, leads to the program's things, which say more than the holder's
/// class. What is above that function has to do with something else.
fn location(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    path: &SuspectPath,
    example: Option<NodeOrdinal>,
    (taken, form): (&Taken, Form),
) -> Option<Place> {
    let (model, snapshot) = (attribution.model, &attribution.model.heap.snapshot);
    let is_function = |node: NodeOrdinal| snapshot.nodes.kind[node] == NodeType::CLOSURE;
    let is_wrapped = |node| model.heap.code_owner(node).is_some_and(|owner| owner != CodeOwner::Program);
    let is_of_others = example.is_some_and(is_wrapped);
    let (mut candidates, mut others) = (Vec::new(), Vec::new());
    candidates.extend(example);
    for edge in example.into_iter().flat_map(|example| snapshot.edges_of(example).take(MOST_ASKED)) {
        let node = snapshot.edges.target(edge);
        let list = if is_function(node) { &mut candidates } else { &mut others };
        list.extend(Some(node).filter(|&node| attribution.is_new(node)));
    }
    let below = path.below_holder();
    for &(node, _) in below.iter().filter(|step| attribution.is_new(step.0)) {
        candidates.extend(Some(node).filter(|&node| is_of_others || is_function(node)));
    }
    // Of many alike, what has the entries says more than what has them all.
    if matches!(form, Form::Alike { .. }) {
        let to_entry = below.iter().position(|step| Some(step.0) == example).unwrap_or(0);
        candidates.extend(below.iter().take(to_entry).rev().map(|step| step.0));
    }
    let (mut function, mut is_above) = (None, true);
    for (steps, node) in path.up_from_holder().enumerate() {
        if is_function(node) {
            function = Some(node);
            break;
        }
        is_above &= steps == 0 || model.is_scope(node) || !attribution.is_new(node);
        candidates.extend(Some(node).filter(|_| is_above));
    }
    candidates.extend(taken.nodes.iter().copied().take(MOST_ASKED).find(|&node| model.heap.is_of_program(node)));
    candidates.extend(below.iter().map(|step| step.0));
    candidates.extend(others);
    candidates.extend(function);
    place::nearest(model, names, &candidates).map(|nearest| nearest.place)
}
