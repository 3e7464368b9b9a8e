//! Several snapshots: did a holder grow in every step, in some, or no more?

use crate::heap::Heap;
use crate::leaks::baseline::BaseColumns;
use crate::leaks::detect::{Evidence, Measured, Shape};
use crate::leaks::findings::Point;
use crate::leaks::thresholds::{EMPTIED, STANDING_STILL};

/// How a holder grew over the snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// There is one step only.
    OneStep,
    /// In every step.
    EveryStep,
    /// In the last step, but not in every one.
    NotEveryStep,
    /// Not in the last step.
    Stopped,
    /// It lost a good part in between, or took the place of something as large.
    Emptied,
}

/// One figure per snapshot, the earlier ones, then the latest, and what they say. `bases` has nothing where a snapshot is
/// of another process.
pub fn follow(heap: &Heap, bases: &[Option<&BaseColumns>], evidence: &Evidence) -> (Vec<Point>, Trend) {
    let holder = Measured { node: evidence.holder, entries: evidence.entries };
    let points = match evidence.shape {
        Shape::OpenHandles(fingerprint) => {
            let counts = bases.iter().map(|base| base.map(|base| base.count_of(fingerprint)));
            let counts = counts.chain([Some(evidence.entries)]);
            counts.map(|entries| Point { entries, retained_size: None }).collect()
        }
        // A collection that was not there at first may have been there later.
        Shape::NewCollection => points(heap, bases, &[holder]),
        Shape::Entries | Shape::Replaced | Shape::Links | Shape::Data | Shape::Similar => {
            points(heap, bases, &evidence.measured)
        }
    };
    let known = |points: &[Point]| -> Vec<Point> {
        let known = bases.iter().map(Option::is_some).chain([true]);
        points.iter().zip(known).filter_map(|(point, is_known)| is_known.then_some(*point)).collect()
    };
    let told = known(&points);
    let mut trend = trend(evidence.shape, &told);
    if trend == Trend::EveryStep && evidence.shape == Shape::NewCollection {
        let around = known(&self::points(heap, bases, &evidence.measured));
        if took_a_place(&told, &around) {
            trend = Trend::Emptied;
        }
    }
    (points, trend)
}

/// The figures of some nodes together.
fn points(heap: &Heap, bases: &[Option<&BaseColumns>], measured: &[Measured]) -> Vec<Point> {
    let ids = &heap.snapshot.nodes.id;
    let of_base = |base: &Option<&BaseColumns>| {
        let Some(base) = base else { return Point::default() };
        let positions = || measured.iter().filter_map(|measured| base.find(ids[measured.node]));
        let is_there = positions().next().is_some();
        Point {
            entries: is_there.then(|| positions().map(|position| base.held_at(position)).sum()),
            retained_size: is_there.then(|| positions().map(|position| base.retained_at(position)).sum()),
        }
    };
    let latest = Point {
        entries: Some(measured.iter().map(|measured| measured.entries).sum()),
        retained_size: Some(measured.iter().map(|measured| heap.retained_size(measured.node)).sum()),
    };
    bases.iter().map(of_base).chain([latest]).collect()
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

fn trend(shape: Shape, points: &[Point]) -> Trend {
    if points.len() < 3 {
        return Trend::OneStep;
    }
    let by_entries: Vec<i64> = points.iter().map(|point| point.entries.map_or(0, i64::from)).collect();
    let by_size: Vec<i64> = points.iter().map(|point| point.retained_size.map_or(0, |size| size as i64)).collect();
    if shape.counts_entries() && growth(&by_entries) > 0 { of_series(&by_entries) } else { of_series(&by_size) }
}

fn growth(series: &[i64]) -> i64 {
    series.last().copied().unwrap_or(0) - series.first().copied().unwrap_or(0)
}

/// The trend of three figures or more, entries or bytes.
fn of_series(series: &[i64]) -> Trend {
    let pairs = || series.iter().zip(series.iter().skip(1));
    if pairs().any(|(before, after)| before - after > before / EMPTIED) {
        return Trend::Emptied;
    }
    let steps: Vec<i64> = pairs().map(|(before, after)| after - before).collect();
    let average = growth(series) / steps.len().max(1) as i64;
    let last = steps.last().copied().unwrap_or(0);
    if last * STANDING_STILL <= average {
        Trend::Stopped
    } else if steps.iter().all(|&step| step > 0) {
        Trend::EveryStep
    } else {
        Trend::NotEveryStep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On either side of each bound: a step down of a quarter, a last step of a fifth of the average.
    #[test]
    fn series_are_told_apart_at_the_bounds() {
        let table: [(&[i64], Trend); 11] = [
            (&[10, 40, 70], Trend::EveryStep),
            (&[10, 40, 40], Trend::Stopped),
            // The average of both steps is 25 and 26: a last step of 5 stands still, one of 6 does not.
            (&[0, 45, 50], Trend::Stopped),
            (&[0, 46, 52], Trend::EveryStep),
            (&[0, 20, 20, 40], Trend::NotEveryStep),
            (&[0, 40, 30, 60], Trend::NotEveryStep),
            (&[0, 40, 29, 60], Trend::Emptied),
            (&[40, 30, 60], Trend::NotEveryStep),
            (&[40, 20, 60], Trend::Emptied),
            (&[10, 20, 19], Trend::Stopped),
            (&[0, 0, 10], Trend::NotEveryStep),
        ];
        for (series, trend) in table {
            assert_eq!(of_series(series), trend, "{series:?}");
        }
    }

    #[test]
    fn two_snapshots_are_one_step() {
        let point = |entries| Point { entries: Some(entries), retained_size: Some(1000) };
        assert_eq!(trend(Shape::Entries, &[point(1), point(2)]), Trend::OneStep);
        assert_eq!(trend(Shape::Entries, &[point(1), point(2), point(3)]), Trend::EveryStep);
        // The retained size, which stays the same, decides.
        assert_eq!(trend(Shape::Links, &[point(1), point(2), point(3)]), Trend::Stopped);
    }
}
