//! The sort against the library's, on rows drawn at random and on those that make it hard.

#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

/// The longest list; under Miri each row takes a hundred times as long.
const MOST: usize = if cfg!(miri) { 150 } else { 1500 };

/// Keys of which many are equal, and some in their high bytes alone.
fn any_key() -> impl Strategy<Value = u64> {
    prop_oneof![0u64..4, any::<u64>(), (0u64..3).prop_map(|high| high << 56)]
}

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((any_key(), any_key()), 0..MOST)
        .prop_map(|keys| keys.into_iter().zip(0..).map(|((first, second), at)| (first, second, at)).collect())
}

proptest! {
    #[test]
    fn windows_are_those_of_the_sorted_list(list in any_rows(), windows in prop::collection::vec((0usize..1600, 0usize..300), 1..5)) {
        let mut sorted = list.clone();
        sorted.sort_unstable();
        let mut order = Order::new(list);
        for (from, count) in windows.into_iter().chain([(0, 10), (3, usize::MAX)]) {
            let end = from.saturating_add(count).min(sorted.len());
            prop_assert_eq!(order.window(from, count), &sorted[from.min(end)..end]);
        }
    }

    #[test]
    fn numbers_in_order(list in prop::collection::vec(any_key(), 0..MOST)) {
        let mut sorted = list.clone();
        sorted.sort_unstable();
        let mut own = list;
        numbers(&mut own).unwrap();
        prop_assert_eq!(own, sorted);
    }

    #[test]
    fn upper_halves_in_order(list in prop::collection::vec(any::<u64>(), 0..2 * MOST)) {
        let mut sorted = list.clone();
        sorted.sort_by_key(|number| number >> 32);
        let mut own = list;
        by_upper_half(&mut own).unwrap();
        prop_assert_eq!(own, sorted);
    }

    #[test]
    fn everything_can_be_sorted(list in any_rows()) {
        let mut sorted = list.clone();
        sorted.sort_unstable();
        let mut own = list.clone();
        rows(&mut own);
        prop_assert_eq!(&own, &sorted);
        let mut items = list;
        by_keys(&mut items, |row| (row.0, row.1));
        prop_assert_eq!(&items, &sorted);
        try_by_keys(&mut items, |row| (!row.0, row.1)).unwrap();
        sorted.sort_by_key(|row| (!row.0, row.1));
        prop_assert_eq!(items, sorted);
    }
}
