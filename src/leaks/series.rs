//! Several snapshots: did a holder grow in every step, once, or no more?

use super::analysis::Analysis;
use super::anatomy::Holdings;
use super::base::BaseColumns;
use super::evidence::{Evidence, Shape};
use super::findings::Point;

/// The last step counts as standing still below this part of an average step.
const STILL: i64 = 5;

/// How a holder grew over the snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// There is one step only.
    OneStep,
    /// In every step.
    EveryStep,
    /// In the last step, but not in every one.
    Once,
    /// Not in the last step.
    Stopped,
}

/// One figure per snapshot: the earlier ones, then the latest.
pub fn timeline(
    analysis: &Analysis<'_>,
    holdings: &mut Holdings,
    bases: &[BaseColumns],
    evidence: &Evidence,
) -> Vec<Point> {
    let ids = &analysis.heap.snapshot.nodes.id;
    let of_holder = [evidence.holder];
    // A collection that was not there at first may have been there later.
    let nodes = if evidence.shape == Shape::Appeared { &of_holder[..] } else { &evidence.measured };
    let mut points: Vec<Point> = bases
        .iter()
        .map(|base| {
            let positions = || nodes.iter().filter_map(|&node| base.find(ids[node]));
            let is_there = positions().next().is_some();
            Point {
                entries: is_there.then(|| positions().map(|position| base.held_at(position)).sum()),
                retained_size: is_there.then(|| positions().map(|position| base.retained_at(position)).sum()),
            }
        })
        .collect();
    let retained = |node| analysis.heap.dominators.as_ref().map_or(0, |dominators| dominators.retained[node]);
    points.push(Point {
        entries: Some(nodes.iter().map(|&node| holdings.count(analysis.heap, &analysis.anatomy, node)).sum()),
        retained_size: Some(nodes.iter().map(|&node| retained(node)).sum()),
    });
    points
}

/// What the points say.
pub fn course(evidence: &Evidence, points: &[Point]) -> Course {
    if points.len() < 3 {
        return Course::OneStep;
    }
    let by_entries: Vec<i64> = points.iter().map(|point| point.entries.map_or(0, i64::from)).collect();
    let by_size: Vec<i64> = points.iter().map(|point| point.retained_size.map_or(0, |size| size as i64)).collect();
    let counts = matches!(evidence.shape, Shape::Entries | Shape::Alike | Shape::Appeared);
    let more = |values: &[i64]| values.last().copied().unwrap_or(0) - values.first().copied().unwrap_or(0);
    let values = if counts && more(&by_entries) > 0 { by_entries } else { by_size };
    let steps: Vec<i64> =
        values.windows(2).map(|pair| pair.iter().rev().copied().reduce(|a, b| a - b).unwrap_or(0)).collect();
    let average = more(&values) / steps.len().max(1) as i64;
    let last = steps.last().copied().unwrap_or(0);
    if last * STILL <= average {
        Course::Stopped
    } else if steps.iter().all(|&step| step > 0) {
        Course::EveryStep
    } else {
        Course::Once
    }
}
