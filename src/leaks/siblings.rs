//! Alike holders that stand side by side under one object: one finding and not many.
//!
//! `usage.north`, `usage.south`, … have names of their own, so their ways differ and each is found alone. What they have
//! in common is where they stand, their class, and the class of what they took in.

use super::analysis::Analysis;
use super::evidence::{Evidence, Shape};
use super::routes::is_scope;
use super::suspects::{Claim, entry_class};
use crate::index::{ClassId, NodeOrdinal};
use crate::text::JsStr;

/// So many stand side by side.
const MANY: usize = 4;

/// What siblings have in common: the object above, their class, and the class of their entries.
type Family<'a> = (NodeOrdinal, ClassId, Option<JsStr<'a>>);

/// Makes one claim of those of siblings.
pub fn merge(analysis: &Analysis<'_>, claims: Vec<Claim>) -> Vec<Claim> {
    let mut open: Vec<(Option<Family<'_>>, Claim)> =
        claims.into_iter().map(|claim| (family(analysis, &claim), claim)).collect();
    let mut merged = Vec::new();
    while !open.is_empty() {
        let (family, claim) = open.remove(0);
        let size = open.iter().filter(|(other, _)| family.is_some() && *other == family).count() + 1;
        match family.filter(|_| size >= MANY) {
            None => merged.push(claim),
            Some((above, ..)) => {
                let siblings = open.extract_if(.., |(other, _)| *other == family).map(|(_, claim)| claim);
                merged.push(siblings.fold(start(claim, above), add));
            }
        }
    }
    merged
}

/// Variables of a module have nothing in common but their place.
fn family<'a>(analysis: &'a Analysis<'_>, claim: &Claim) -> Option<Family<'a>> {
    let holder = claim.evidence.holder;
    let above = analysis.routes.visible_before(analysis.heap, &analysis.anatomy, holder)?;
    let is_one = claim.evidence.shape == Shape::Entries && !is_scope(analysis.heap, above);
    is_one.then(|| (above, analysis.heap.classes.of_node[holder], entry_class(analysis, claim)))
}

fn start(claim: Claim, above: NodeOrdinal) -> Claim {
    Claim { evidence: Evidence { shape: Shape::Alike, holder: above, ..claim.evidence }, ..claim }
}

fn add(mut sum: Claim, claim: Claim) -> Claim {
    let (evidence, other) = (&mut sum.evidence, claim.evidence);
    evidence.measured.extend(other.measured);
    evidence.holders += other.holders;
    evidence.nodes.extend(other.nodes);
    evidence.new_entries += other.new_entries;
    evidence.entries += other.entries;
    evidence.entries_before = evidence.entries_before.zip(other.entries_before).map(|(one, two)| one + two);
    evidence.growth += other.growth;
    evidence.new_bytes += other.new_bytes;
    sum.nodes.extend(claim.nodes);
    sum.growth += claim.growth;
    sum.also_held_by.extend(claim.also_held_by);
    sum
}
