//! Rows in order, as far as anybody has looked.
//!
//! Every list is sorted the same way: by a first key, then a second one, then its own position, all of them numbers. Names
//! become numbers by their rank. A screen shows the first rows of what may be a million, so only a prefix is sorted until
//! someone scrolls past it.

use crate::text::JsString;

/// Rows sorted at first.
const PREFIX: usize = 1000;

/// A row's keys and what it stands for; the last part is different for every row of a list.
pub type Row = (u64, u64, u32);

/// A list of rows that is sorted as far as it has been looked at.
#[derive(Debug, Default)]
pub struct Order {
    rows: Vec<Row>,
    sorted: usize,
}

impl Order {
    /// The rows in the order of their keys.
    pub fn new(rows: impl Iterator<Item = Row>) -> Self {
        Self { rows: rows.collect(), sorted: 0 }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows from `from` on, at most `count`.
    pub fn window(&mut self, from: usize, count: usize) -> &[Row] {
        let end = from.saturating_add(count).min(self.rows.len());
        if end > self.sorted {
            self.sort_up_to(if end <= PREFIX { PREFIX.min(self.rows.len()) } else { self.rows.len() });
        }
        self.rows.get(from.min(end)..end).unwrap_or_default()
    }

    fn sort_up_to(&mut self, end: usize) {
        if end < self.rows.len() {
            self.rows.select_nth_unstable(end);
        }
        if let Some(prefix) = self.rows.get_mut(..end) {
            prefix.sort_unstable();
        }
        self.sorted = end;
    }
}

/// A key for the direction: the larger the first, if not `ascending`.
#[inline]
pub fn directed(key: u64, ascending: bool) -> u64 {
    if ascending { key } else { !key }
}

/// A key that orders as signed numbers do.
#[inline]
pub fn signed(number: i64) -> u64 {
    (number as u64) ^ (1 << 63)
}

/// The rank of each text among all, by UTF-16 code unit; equal texts have the same rank.
pub fn ranks(texts: &[JsString]) -> Vec<u32> {
    let mut by_text: Vec<u32> = (0..texts.len() as u32).collect();
    let text = |at: u32| texts.get(at as usize).map(JsString::as_js_str);
    by_text.sort_unstable_by(|&a, &b| match (text(a), text(b)) {
        (Some(a), Some(b)) => a.cmp_utf16(b),
        _ => a.cmp(&b),
    });
    let mut ranks = vec![0; texts.len()];
    let mut rank = 0;
    let mut before = None;
    for at in by_text {
        if before.is_some_and(|before| text(before) != text(at)) {
            rank += 1;
        }
        before = Some(at);
        if let Some(entry) = ranks.get_mut(at as usize) {
            *entry = rank;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn windows_are_those_of_the_sorted_list(keys in prop::collection::vec(0u64..40, 0..3000), from in 0usize..3200, count in 0usize..1200) {
            let rows = || keys.iter().enumerate().map(|(at, &key)| (key, 7, at as u32));
            let mut sorted: Vec<Row> = rows().collect();
            sorted.sort();
            let mut order = Order::new(rows());
            for (from, count) in [(0, 10), (from, count), (0, 1000), (from, usize::MAX)] {
                let end = from.saturating_add(count).min(sorted.len());
                prop_assert_eq!(order.window(from, count), &sorted[from.min(end)..end]);
            }
        }

        #[test]
        fn ranks_order_as_texts_do(texts in prop::collection::vec("[ab\u{ff}\u{fffd}\u{10000}]{0,3}", 0..30)) {
            let strings: Vec<JsString> = texts.iter().map(|text| JsString::from(text.as_str())).collect();
            let ranks = ranks(&strings);
            for (a, rank_a) in strings.iter().zip(&ranks) {
                for (b, rank_b) in strings.iter().zip(&ranks) {
                    prop_assert_eq!(rank_a.cmp(rank_b), a.as_js_str().cmp_utf16(b.as_js_str()));
                }
            }
        }

        #[test]
        fn keys_keep_the_order(a in any::<i64>(), b in any::<i64>()) {
            prop_assert_eq!(signed(a).cmp(&signed(b)), a.cmp(&b));
            prop_assert_eq!(directed(signed(a), false).cmp(&directed(signed(b), false)), b.cmp(&a));
        }
    }
}
