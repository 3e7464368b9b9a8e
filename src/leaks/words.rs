//! Figures, courses and verdicts in words.

use super::evidence::Evidence;
use super::findings::{Findings, Point};
use super::suspects::total_growth;
use crate::text::{whole, with_one_decimal};

/// How many, with thousands set apart.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// A number with a comma between thousands.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A size as the tables show it.
pub fn bytes(size: u64) -> String {
    const UNITS: [&str; 4] = ["B", "kB", "MB", "GB"];
    let mut value = size as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    let number = if unit > 0 && value < 100.0 { with_one_decimal(value) } else { whole(value) };
    format!("{number} {}", UNITS.get(unit).unwrap_or(&"B"))
}

/// Why something that grew is no suspect.
pub fn stopped(points: &[Point]) -> String {
    format!("It grew and then no more: {}.", in_time(points))
}

/// Why something that is emptied now and then is no suspect.
pub fn emptied(points: &[Point]) -> String {
    format!("It is emptied or replaced now and then: {}.", in_time(points))
}

fn in_time(points: &[Point]) -> String {
    let entries: Vec<String> =
        points.iter().map(|point| point.entries.map_or("–".to_owned(), |entries| thousands(entries.into()))).collect();
    let sizes: Vec<String> = points.iter().map(|point| point.retained_size.map_or("–".to_owned(), bytes)).collect();
    format!("{} entries, {}", entries.join(" → "), sizes.join(" → "))
}

/// Why a collection that was not there before is no suspect.
pub fn appeared(evidence: &Evidence) -> String {
    format!(
        "It was not there before and now has {} ({}): filled once, or the start of a leak. A third snapshot would tell.",
        counted(evidence.entries.into(), "entry", "entries"),
        bytes(evidence.growth)
    )
}

/// The whole in one sentence.
pub fn verdict(findings: &Findings) -> String {
    if !findings.same_process {
        let mut text = "The snapshots are of different processes, so their ids mean nothing to each other.".to_owned();
        if !findings.suspects.is_empty() {
            let count = counted(findings.suspects.len() as u64, "holder has", "holders have");
            text.push_str(&format!(" By class and way, {count} more in the later one; that need not be a leak."));
        }
        return text;
    }
    let background = bytes(findings.background.bytes);
    let text = match findings.suspects.len() as u64 {
        0 => {
            let mut text = format!(
                "Nothing grew beyond noise: {background} are new, but they are code, warm-up or replace what is gone."
            );
            if let Some(first) = findings.set_aside.first() {
                text.push_str(&format!(" Set aside: `{}`. {}", first.name.as_js_str().to_lossy(), first.why));
            }
            text
        }
        count => format!(
            "{} grew by {} together; {background} more are new, but they are code, warm-up or replace what is gone.",
            counted(count, "holder", "holders"),
            bytes(total_growth(&findings.suspects))
        ),
    };
    text + &left_out(&findings.left_out)
}

/// Which snapshots of a series say nothing, because their ids mean something else.
fn left_out(positions: &[usize]) -> String {
    let list = positions.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    match positions {
        [] => String::new(),
        [_] => format!(" Snapshot {list} is of another process and was left out."),
        _ => format!(" Snapshots {list} are of other processes and were left out."),
    }
}
