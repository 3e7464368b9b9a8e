//! What the growth of a suspect consists of, by class.

use std::collections::HashMap;

use super::claims::Claim;
use crate::index::{ClassId, Column, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::detect::Shape;
use crate::leaks::findings::{Composition, Grown};
use crate::leaks::model::names::Names;
use crate::leaks::thresholds::{LEAST_INNER_SHARE, MOST_CLASSES};
use crate::sort;
use crate::text::JsString;

/// The objects of one class, by the first of the classes with its name.
#[derive(Clone, Copy, Debug)]
struct Sum {
    class: ClassId,
    count: u32,
    bytes: u64,
}

/// What a claim consists of. `in_suspect` marks what earlier suspects consist of, and then this one.
pub fn of_claim(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    claim: &Claim,
    in_suspect: &mut Column<NodeOrdinal, bool>,
) -> Composition {
    let heap = attribution.model.heap;
    let sums = by_name(attribution, claim, in_suspect);
    let class_count = sums.len() as u32;
    let (object_count, bytes) = sums.values().fold((0, 0), |all, sum| (all.0 + sum.count, all.1 + sum.bytes));
    let mut sums: Vec<(JsString, Sum)> = sums.into_iter().collect();
    let ranks = sort::ranks(&sums.iter().map(|(name, _)| name.as_js_str()).collect::<Vec<_>>());
    let mut ranked: Vec<_> = sums.drain(..).zip(ranks).collect();
    sort::by_keys(&mut ranked, |((_, sum), rank)| (!sum.bytes, u64::from(*rank)));
    // The class of what was put in comes first, whatever its own size.
    let entry = claim.entry_class(heap);
    if let Some(at) = ranked.iter().position(|((name, _), _)| Some(name.as_js_str()) == entry) {
        ranked.get_mut(..=at).unwrap_or_default().rotate_right(1);
    }
    ranked.truncate(MOST_CLASSES);
    let grown = |((_, sum), _): ((JsString, Sum), u32)| Grown {
        class: names.namer().class(sum.class),
        count: sum.count,
        bytes: sum.bytes,
    };
    let own_bytes = inner_growth(attribution, claim).min(claim.growth.saturating_sub(bytes));
    Composition {
        classes: ranked.into_iter().map(grown).collect(),
        class_count,
        object_count,
        entry_classes: claim.entry_classes.count,
        is_of_one_class: claim.entry_classes.is_of_one,
        own_bytes: if own_bytes * LEAST_INNER_SHARE < claim.growth { 0 } else { own_bytes },
        new_bytes: bytes,
    }
}

/// The new objects at and below the claimed nodes. Classes of one name count as one: a person cannot tell them apart.
fn by_name(
    attribution: &Attribution<'_>,
    claim: &Claim,
    in_suspect: &mut Column<NodeOrdinal, bool>,
) -> HashMap<JsString, Sum> {
    let heap = attribution.model.heap;
    let mut by_class: HashMap<ClassId, (u32, u64)> = HashMap::new();
    for &node in &claim.nodes {
        attribution.each_below(node, |below| {
            let size = heap.snapshot.nodes.self_size[below];
            if !std::mem::replace(&mut in_suspect[below], true) && size > 0 {
                let (count, bytes) = by_class.entry(heap.classes.of_node[below]).or_default();
                *count += 1;
                *bytes += u64::from(size);
            }
        });
    }
    let mut by_name: HashMap<JsString, Sum> = HashMap::new();
    for (class, (count, bytes)) in by_class {
        let name = heap.classes.name(&heap.snapshot, class).into();
        let sum = by_name.entry(name).or_insert(Sum { class, count: 0, bytes: 0 });
        *sum = Sum { class: sum.class.min(class), count: sum.count + count, bytes: sum.bytes + bytes };
    }
    by_name
}

/// Bytes by which the holder itself and its parts became larger.
fn inner_growth(attribution: &Attribution<'_>, claim: &Claim) -> u64 {
    if claim.evidence.shape == Shape::Data && claim.nodes.is_empty() {
        return claim.growth;
    }
    let holder = claim.evidence.holder;
    let inner = attribution.growth.of_node(holder).inner_bytes + u64::from(attribution.own_growth(holder));
    inner.min(claim.growth)
}
