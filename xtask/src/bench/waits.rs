//! `cargo xtask bench --waits`: how long a click waits. tests/bench/longest-call.mjs asks the engine what the page may ask and
//! says how long the longest call was of each question; here that becomes the table of docs/performance.md.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::inputs::{Input, Kind};
use super::machine;
use crate::run::output;
use crate::{engine, tools};

/// In MB, of the pair that is asked when no file is given.
const PAIR: u32 = 550;
/// No call should take longer, in milliseconds.
const AIM: f64 = 50.0;

/// The calls of one question, in milliseconds of processor time.
#[derive(Debug, Deserialize)]
struct Question {
    what: String,
    longest: f64,
    whole: f64,
    count: u32,
}

/// Asks about a snapshot, and about it and an older one, and prints the table.
pub fn run(root: &Path, files: &[PathBuf]) -> Result<()> {
    engine::package(root)?;
    let input = if files.is_empty() { Input::make(root, Kind::Pair, PAIR)? } else { Input::given(files)? };
    println!("\n── {} ──", input.title());
    let load = machine::load();
    let mut node = tools::node(root)?;
    node.args(["--max-old-space-size=8000", "tests/bench/longest-call.mjs"]);
    node.args(input.files.iter().map(|file| &file.path)).args(["--suspects", "--json"]);
    let printed = output(&mut node)?;
    let questions: Vec<Question> = serde_json::from_str(&printed).with_context(|| format!("not figures: {printed}"))?;
    println!("{}", table(&questions));
    println!(
        "load of the machine when it began: {}",
        load.map_or_else(|| "unknown".to_owned(), |load| format!("{load:.1}"))
    );
    Ok(())
}

/// A row a question, the one with the longest call first, and which are above the aim.
fn table(questions: &[Question]) -> String {
    let mut rows: Vec<&Question> = questions.iter().collect();
    rows.sort_by(|one, other| other.longest.total_cmp(&one.longest));
    let mut text = "| what | the longest call | all of them | calls |\n| --- | ---: | ---: | ---: |\n".to_owned();
    for Question { what, longest, whole, count } in &rows {
        let _ = writeln!(text, "| {what} | {} | {} | {count} |", milliseconds(*longest), milliseconds(*whole));
    }
    let above: Vec<&str> = rows.iter().filter(|row| row.longest > AIM).map(|row| row.what.as_str()).collect();
    let above = if above.is_empty() { "nothing".to_owned() } else { above.join(", ") };
    text + &format!("\nabove the aim of {AIM} ms: {above}")
}

/// As many digits as mean something.
fn milliseconds(value: f64) -> String {
    if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_call_comes_first_and_the_aim_is_held_against_all() {
        let printed = r#"[{"what": "path", "longest": 8.04, "whole": 911, "count": 900},
                          {"what": "cuts", "longest": 61.2, "whole": 700.4, "count": 20}]"#;
        let text = table(&serde_json::from_str::<Vec<Question>>(printed).unwrap());
        assert!(text.contains("| cuts | 61 | 700 | 20 |\n| path | 8.0 | 911 | 900 |\n"), "{text}");
        assert!(text.ends_with("above the aim of 50 ms: cuts"), "{text}");
        assert!(table(&[]).ends_with("nothing"));
    }
}
