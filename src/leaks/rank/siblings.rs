//! Similar holders that stand side by side under one object: one finding and not many.
//!
//! `usage.north`, `usage.south`, … have names of their own, so their path patterns differ and each is found alone. What
//! they have in common is where they stand, their class, and the class of what they took in.

use super::claims::Claim;
use crate::index::{ClassId, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::detect::{Evidence, Shape};
use crate::leaks::model::names::Names;
use crate::leaks::thresholds::FEW_SIBLINGS;
use crate::text::JsStr;

/// What siblings have in common: the object above, their class, and the class of their entries.
type Family<'a> = (NodeOrdinal, ClassId, Option<JsStr<'a>>);

/// Makes one claim of those of siblings.
pub fn merge(attribution: &Attribution<'_>, names: &Names<'_>, claims: Vec<Claim>) -> Vec<Claim> {
    let mut open: Vec<(Option<Family<'_>>, Claim)> =
        claims.into_iter().map(|claim| (family(attribution, &claim), claim)).collect();
    let mut merged = Vec::new();
    while !open.is_empty() {
        let (family, claim) = open.remove(0);
        let size = open.iter().filter(|(other, _)| family.is_some() && *other == family).count() + 1;
        match family.filter(|_| size >= FEW_SIBLINGS) {
            None => merged.push(claim),
            Some((above, ..)) => {
                let siblings = open.extract_if(.., |(other, _)| *other == family).map(|(_, claim)| claim);
                merged.push(of_siblings(attribution, names, above, claim, siblings));
            }
        }
    }
    merged
}

/// Variables of a module have nothing in common but their place.
fn family<'a>(attribution: &'a Attribution<'_>, claim: &Claim) -> Option<Family<'a>> {
    let heap = attribution.model.heap;
    let above = claim.retainer?;
    let is_one = claim.evidence.shape == Shape::Entries && !attribution.model.is_scope(above);
    is_one.then(|| (above, heap.classes.of_node[claim.evidence.holder], claim.entry_class(heap)))
}

fn of_siblings(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    above: NodeOrdinal,
    first: Claim,
    others: impl Iterator<Item = Claim>,
) -> Claim {
    let mut evidence = Evidence { shape: Shape::Similar, holder: above, ..first.evidence };
    let (mut nodes, mut growth, mut also_held_by) = (first.nodes, first.growth, first.also_held_by);
    for claim in others {
        evidence.merge(claim.evidence);
        nodes.extend(claim.nodes);
        growth += claim.growth;
        also_held_by.extend(claim.also_held_by);
    }
    Claim { also_held_by, ..Claim::new(attribution, names, evidence, nodes, growth) }
}
