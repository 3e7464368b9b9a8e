//! The one formatter of numbers: tables, sentences and reports of both front ends write sizes and counts as it does.
//!
//! The page formats the numbers that it gets as numbers in www/views/text/format.ts; a test of each holds it to the table of
//! [`bytes`].

use crate::query::rows::shown_distance;
use crate::text::{whole, with_one_decimal};

const NOT_COMPUTED: &str = "…";
const MINUS: char = '−';

/// A number with a comma between thousands.
///
/// | 0 | 999 | 1000 | 1234567 |
/// |---|---|---|---|
/// | 0 | 999 | 1,000 | 1,234,567 |
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count with what is counted.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A size in DevTools' units: 1 kB = 1,000 B, one decimal below 100. What rounding makes a thousand is one of the next unit.
///
#[doc = include_str!("format-examples.md")]
pub fn bytes(size: f64) -> String {
    if size < 999.5 {
        return format!("{} B", whole(size));
    }
    let mut scaled = size / 1000.0;
    let mut unit = "kB";
    for larger in ["MB", "GB"] {
        if scaled >= 999.5 {
            scaled /= 1000.0;
            unit = larger;
        }
    }
    // What would be written as 100.0 has no decimal either.
    if scaled < 99.95 {
        format!("{} {unit}", with_one_decimal(scaled))
    } else {
        format!("{} {unit}", count(scaled.round() as u64))
    }
}

/// A size that may not be computed.
pub fn bytes_if_known(size: Option<u64>) -> String {
    size.map_or_else(|| NOT_COMPUTED.to_owned(), |size| bytes(size as f64))
}

/// A difference of counts, with its sign.
pub fn signed_count(number: i64) -> String {
    sign(number) + &count(number.unsigned_abs())
}

/// A difference of sizes, with its sign.
pub fn signed_bytes(size: i64) -> String {
    sign(size) + &bytes(size.unsigned_abs() as f64)
}

fn sign(number: i64) -> String {
    match number {
        0 => String::new(),
        1.. => "+".to_owned(),
        _ => MINUS.to_string(),
    }
}

/// A distance; a dash for what only the system reaches.
pub fn distance(distance: Option<i32>) -> String {
    match (distance, shown_distance(distance)) {
        (None, _) => NOT_COMPUTED.to_owned(),
        (_, Some(shown)) => count(u64::from(shown.unsigned_abs())),
        _ => MINUS.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sizes_are_written_as_the_table_says() {
        let rows = include_str!("format-examples.md").lines().skip(2);
        let examples: Vec<_> = rows.map(|row| row.trim_matches('|').split_once('|').unwrap()).collect();
        assert!(examples.len() > 10);
        for (size, shown) in examples {
            assert_eq!(bytes(size.trim().parse().unwrap()), shown.trim());
        }
    }

    #[test]
    fn counts_have_commas_and_differences_a_sign() {
        assert_eq!([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([1, 2].map(|number| counted(number, "entry", "entries")), ["1 entry", "2 entries"]);
        assert_eq!(signed_bytes(-1500), "−1.5 kB");
        assert_eq!(signed_count(i64::MIN), "−9,223,372,036,854,775,808");
        assert_eq!([0, 5].map(signed_count), ["0", "+5"]);
    }

    #[test]
    fn distances_are_numbers_or_a_dash() {
        let distances = [None, Some(0), Some(1234), Some(-5), Some(100_000_000), Some(200_000_000)];
        assert_eq!(distances.map(distance), ["…", "0", "1,234", "−", "−", "−"]);
    }
}
