//! Counts of instructions: read from a file, and held against each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// How far a count may lie from the recorded one, as a part of it. Counts of one program differ by two hundredths of a
/// percent, because hash tables are seeded at random; the rest is for processors whose vectors are of another width.
const TOLERANCE: f64 = 0.03;

/// Instructions by what was done.
pub type Counts = BTreeMap<String, u64>;

/// The counts in a file.
pub fn read(file: &Path) -> Result<Counts> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("in {}", file.display()))
}

/// The counts of two builds as a table in Markdown, for the summary of a pull request.
pub fn table(other: &Counts, counted: &Counts) -> String {
    let row = |(what, &now): (&String, &u64)| match other.get(what) {
        Some(&before) => format!("| {what} | {before} | {now} | {:+.2} % |\n", 100.0 * change(before, now)),
        None => format!("| {what} | | {now} | |\n"),
    };
    let head = "| instructions | before | now | change |\n| --- | ---: | ---: | ---: |\n".to_owned();
    head + &counted.iter().map(row).collect::<String>()
}

/// What is wrong with a count.
pub fn complaint(what: &str, before: u64, now: u64) -> Option<String> {
    let change = change(before, now);
    let percent = 100.0 * change.abs();
    let (direction, advice) = if change > 0.0 { ("more", "if it is worth it") } else { ("fewer", "keep it so") };
    (percent > 100.0 * TOLERANCE).then(|| {
        format!(
            "{what} takes {percent:.1} % {direction} instructions than recorded; {advice}: cargo xtask guard --renew"
        )
    })
}

/// By which part of the count before there are more now.
pub fn change(before: u64, now: u64) -> f64 {
    now as f64 / before as f64 - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_builds_stand_side_by_side() {
        let counts = |counts: &[(&str, u64)]| counts.iter().map(|&(what, count)| (what.to_owned(), count)).collect();
        let text = table(&counts(&[("page open", 200)]), &counts(&[("page open", 190), ("page suspects", 7)]));
        assert!(text.ends_with("| page open | 200 | 190 | -5.00 % |\n| page suspects | | 7 | |\n"), "{text}");
    }

    #[test]
    fn complains_in_both_directions() {
        assert_eq!(complaint("summary", 1000, 1029), None);
        assert_eq!(complaint("summary", 1000, 971), None);
        assert!(complaint("summary", 1000, 1031).is_some_and(|text| text.contains("3.1 % more")));
        assert!(complaint("summary", 1000, 969).is_some_and(|text| text.contains("3.1 % fewer")));
    }
}
