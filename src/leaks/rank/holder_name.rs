//! What a holder is called, with what leads from it to where its things are gathered, and what others are called that hold them, too.

use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::detect::Held;
use crate::leaks::findings::Form;
use crate::leaks::model::kinds::Family;
use crate::leaks::naming::{Names, SuspectPath};
use crate::redaction::Name;

/// Fields from a thing to a collection of its own, at most.
const MOST_FIELDS: usize = 2;

/// What a holder is called. The path then has the holder where things are gathered, if that is a collection that took the place
/// of another, or at the registry of symbols.
pub fn name_of_holder(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    held: &Held,
    path: &mut SuspectPath,
    (gathering, replaced): (Option<usize>, Option<usize>),
) -> Name {
    let name = full_name(attribution, names, held, path, gathering);
    if let Some(at) = replaced {
        path.hold_at(attribution.nodes.get(at).copied().unwrap_or_default());
    }
    if path.hold_at_registry_of_symbols(attribution.model.heap) { Name::own("Symbol.for registry") } else { name }
}

/// What a holder is called; of many alike with the field in which each thing under it has its own, if it has one.
pub fn with_members(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    (holder, form): (&Name, Form),
    path: &SuspectPath,
    example: Option<NodeOrdinal>,
) -> Name {
    let are_alike = matches!(form, Form::Alike { .. });
    let each = are_alike.then(|| members(attribution, names, holder, path, example)).flatten();
    each.unwrap_or_else(|| holder.clone())
}

fn members(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    holder: &Name,
    path: &SuspectPath,
    example: Option<NodeOrdinal>,
) -> Option<Name> {
    let below = path.below_holder();
    let end = below.iter().position(|step| Some(step.0) == example)?;
    let first = below.iter().position(|step| attribution.model.is_visible(step.0))?;
    let fields = || below.get(first + 1..end).into_iter().flatten().filter_map(|step| step.1);
    // Plain objects may have another name for each.
    let snapshot = &attribution.model.heap.snapshot;
    let of_class =
        |node: NodeOrdinal| attribution.pair.later.kind(attribution.position(node)).family() == Family::Instance;
    let is_field = |&edge: &EdgeIndex| names.is_named(edge) && of_class(snapshot.nodes.source_of(edge));
    if !(1..=MOST_FIELDS).contains(&fields().filter(is_field).count()) {
        return None;
    }
    let mut each = holder.clone();
    each.push_own("[*]");
    Some(names.with_steps(each, fields()))
}

/// What other holders are called, each once.
pub fn also_held_by(attribution: &Attribution<'_>, names: &Names<'_>, holder: &Name, others: Vec<usize>) -> Vec<Name> {
    let mut called: Vec<Name> = Vec::new();
    for &node in others.into_iter().filter_map(|other| attribution.nodes.get(other)) {
        let name = other_name(holder, names.label(&attribution.paths, node));
        if !called.contains(&name) {
            called.push(name);
        }
    }
    called
}

/// What another holder is called: of two of one name no reader could tell which is meant.
fn other_name(holder: &Name, other: Name) -> Name {
    if other != *holder {
        return other;
    }
    let mut another = Name::own("another ");
    another.push(other);
    another
}

/// Whether what has all things gathered is a new collection in the place of an old one: then it holds them now.
pub fn is_collection(attribution: &Attribution<'_>, held: &Held, gathering: usize) -> bool {
    let pair = &attribution.pair;
    (pair.survivors.is_new(gathering) || pair.is_replaced(gathering)) && !is_link(attribution, held, gathering)
}

/// Whether what has all things gathered is itself one of them. An array is none only because arrays came along.
fn is_link(attribution: &Attribution<'_>, held: &Held, gathering: usize) -> bool {
    let kind = attribution.pair.later.kind(gathering);
    held.gain.linking_kinds().contains(&kind) && (held.is_list || !kind.is_common())
}

/// The holder's label; or its class, with the names of what leads from it to where the things are gathered:
/// `Store.state.byId`. Of a list only the first link has a name.
pub fn full_name(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    held: &Held,
    path: &SuspectPath,
    gathering: Option<usize>,
) -> Name {
    let Some(holder) = path.holder() else { return Name::default() };
    let label = names.label(&attribution.paths, holder);
    let below = path.below_holder();
    let last = if held.is_list || gathering.is_some_and(|at| is_link(attribution, held, at)) {
        below.iter().position(|step| attribution.model.is_visible(step.0))
    } else {
        below.iter().position(|step| Some(attribution.position(step.0)) == gathering)
    };
    let is_named = |&edge: &EdgeIndex| names.is_named(edge) && !names.is_key(edge);
    // Listeners are called by their event.
    let last = last.filter(|_| names.event(&attribution.paths, holder).is_none());
    let steps = below.iter().take(last.map_or(0, |last| last + 1));
    let mut parts = steps.filter_map(|step| step.1).filter(is_named).peekable();
    let by_class = parts.peek().is_some() && names.is_telling(holder);
    names.with_steps(if by_class { names.called(&attribution.paths, holder) } else { label }, parts)
}
