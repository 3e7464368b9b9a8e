//! Several snapshots: did a holder grow in every step, once, or no more?

use super::analysis::Analysis;
use super::anatomy::Holdings;
use super::base::BaseColumns;
use super::evidence::{Evidence, Shape};
use super::findings::Point;
use crate::index::NodeOrdinal;

/// The last step counts as standing still below this part of an average step.
const STILL: i64 = 5;

/// Who loses more than this part in a step is emptied now and then, as a leak is not.
const EMPTIED: i64 = 4;

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
    /// It lost a good part in between, or took the place of something as large.
    Emptied,
}

/// One figure per snapshot, the earlier ones, then the latest, and what they say.
pub fn follow(
    analysis: &Analysis<'_>,
    holdings: &mut Holdings,
    bases: &[Option<&BaseColumns>],
    evidence: &Evidence,
) -> (Vec<Point>, Course) {
    let mut figures = |nodes: &[NodeOrdinal]| points(analysis, holdings, bases, nodes);
    let points = match evidence.shape {
        Shape::Rooted(mark) => {
            let counts = bases.iter().map(|base| base.map(|base| base.count_of(mark)));
            let counts = counts.chain([Some(evidence.entries)]);
            counts.map(|entries| Point { entries, retained_size: None }).collect()
        }
        // A collection that was not there at first may have been there later.
        Shape::Appeared => figures(&[evidence.holder]),
        _ => figures(&evidence.measured),
    };
    // Snapshots of other processes say nothing.
    let known = |points: &[Point]| -> Vec<Point> {
        let known = bases.iter().map(Option::is_some).chain([true]);
        points.iter().zip(known).filter_map(|(point, is_known)| is_known.then_some(*point)).collect()
    };
    let said = known(&points);
    let mut course = course(evidence, &said);
    if course == Course::EveryStep && evidence.shape == Shape::Appeared {
        let around = known(&figures(&evidence.measured));
        if took_a_place(&said, &around) {
            course = Course::Emptied;
        }
    }
    (points, course)
}

/// The figures of some nodes together.
fn points(
    analysis: &Analysis<'_>,
    holdings: &mut Holdings,
    bases: &[Option<&BaseColumns>],
    nodes: &[NodeOrdinal],
) -> Vec<Point> {
    let ids = &analysis.heap.snapshot.nodes.id;
    let mut points: Vec<Point> = bases
        .iter()
        .map(|base| {
            let Some(base) = base else { return Point::default() };
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

/// Whether a collection took the place of something as large when it was first there: what holds it (`around`) grew by
/// less than half of it.
fn took_a_place(points: &[Point], around: &[Point]) -> bool {
    let size = |points: &[Point], at: usize| points.get(at).and_then(|point| point.retained_size).unwrap_or(0);
    match points.iter().position(|point| point.retained_size.is_some()) {
        Some(first) if first > 0 => {
            let grew = size(around, first).saturating_sub(size(around, first - 1));
            grew * 2 < size(points, first)
        }
        _ => false,
    }
}

fn course(evidence: &Evidence, points: &[Point]) -> Course {
    if points.len() < 3 {
        return Course::OneStep;
    }
    let by_entries: Vec<i64> = points.iter().map(|point| point.entries.map_or(0, i64::from)).collect();
    let by_size: Vec<i64> = points.iter().map(|point| point.retained_size.map_or(0, |size| size as i64)).collect();
    let counts = matches!(evidence.shape, Shape::Entries | Shape::Alike | Shape::Appeared | Shape::Rooted(_));
    let more = |values: &[i64]| values.last().copied().unwrap_or(0) - values.first().copied().unwrap_or(0);
    let values = if counts && more(&by_entries) > 0 { by_entries } else { by_size };
    if values.windows(2).any(|pair| matches!(pair, [before, after] if before - after > before / EMPTIED)) {
        return Course::Emptied;
    }
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
