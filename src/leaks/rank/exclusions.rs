//! Why something that grew is no suspect.

use super::claims::Claim;
use super::trend::Trend;
use crate::heap::Heap;
use crate::leaks::detect::{Evidence, Shape};
use crate::leaks::findings::{Exclusion, Point};
use crate::leaks::model::Model;
use crate::leaks::model::names::class_name;
use crate::leaks::thresholds::{LEAST_LISTENERS, MANY_LISTENERS};
use crate::snapshot::{EdgeType, NodeType};

/// Why a claim is no suspect, if it is none.
pub fn exclusion(model: &Model<'_>, claim: &Claim, trend: Trend, points: &[Point]) -> Option<Exclusion> {
    let Evidence { shape, entries, growth, .. } = claim.evidence;
    match trend {
        Trend::Stopped => Some(Exclusion::Stopped(points.to_vec())),
        Trend::Emptied => Some(Exclusion::Emptied(points.to_vec())),
        Trend::OneStep if shape == Shape::NewCollection && !are_listeners(model.heap, &claim.evidence) => {
            Some(Exclusion::Appeared { entries, bytes: growth })
        }
        Trend::OneStep | Trend::EveryStep | Trend::NotEveryStep => of_runtime(model.heap, claim),
    }
}

/// Whether nearly all entries are closures of one function, made again and again: something subscribes.
fn are_listeners(heap: &Heap, evidence: &Evidence) -> bool {
    let code = |&node: &_| heap.snapshot.target_of(node, EdgeType::Internal, "shared");
    let Some(of_first) = evidence.nodes.first().and_then(code) else { return false };
    let alike = evidence.nodes.iter().filter(|&node| code(node) == Some(of_first)).count();
    alike >= MANY_LISTENERS && alike * 100 >= evidence.nodes.len() * LEAST_LISTENERS
}

/// Why a claim is the runtime's own business, if it is.
fn of_runtime(heap: &Heap, claim: &Claim) -> Option<Exclusion> {
    if is_module_table(heap, claim) {
        Some(Exclusion::ModuleLoader)
    } else if class_name(heap, claim.evidence.holder).as_js_str().is("Performance") && !are_marks(heap, claim) {
        Some(Exclusion::PerformanceEntries)
    } else {
        None
    }
}

/// Whether what a buffer of performance entries took in are marks of the program, of which there is no limit.
fn are_marks(heap: &Heap, claim: &Claim) -> bool {
    claim.entry_class(heap).is_some_and(|class| class.is("PerformanceMark") || class.is("PerformanceMeasure"))
}

/// Whether a holder is a table of the module loader: it grows as code is loaded, once for every module.
fn is_module_table(heap: &Heap, claim: &Claim) -> bool {
    const MODULES: [&str; 4] = ["Module", "BuiltinModule", "ModuleWrap", "SourceTextModule"];
    let is_module = claim.entry_class(heap).is_some_and(|class| MODULES.iter().any(|name| class.is(name)));
    let is_list = class_name(heap, claim.evidence.holder).as_js_str().is("Array");
    let is_static = claim.retainer.is_some_and(|retainer| {
        let name = heap.snapshot.raw_name(retainer);
        heap.snapshot.nodes.kind[retainer] == NodeType::CLOSURE && (name.is("Module") || name.is("$Module"))
    });
    claim.evidence.shape == Shape::Entries && (is_module && !is_list || is_static)
}
