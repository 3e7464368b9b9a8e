//! The tables of docs/performance.md, made of the figures that a run left behind: medians beside DevTools' and the aims,
//! then where they were measured. They stand between two marks in the document, so that no figure is written by hand.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::figures::{Case, Figure, Results};
use super::inputs::Kind;
use super::subject::Subject;

const DOCUMENT: &str = "docs/performance.md";
const START: &str = "<!-- figures of `cargo xtask bench --table` -->";
const END: &str = "<!-- end of figures -->";

/// How many times as fast as DevTools a pair and a single snapshot are to be, and in which part of its memory.
const AIM_OF_PAIRS: &str = "9";
const AIM_OF_SINGLES: &str = "7";
const AIM_OF_MEMORY: &str = "1/4";

const SECONDS: Figure = |figures| figures.shown;
const MEMORY: Figure = |figures| figures.peak;
const PROCESSOR: Figure = |figures| figures.cpu;

/// Replaces the tables in the document.
pub fn renew(root: &Path, results: &Results) -> Result<()> {
    let path = root.join(DOCUMENT);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {DOCUMENT}"))?;
    fs::write(&path, replaced(&text, &tables(results))?).with_context(|| format!("cannot write {DOCUMENT}"))
}

/// The document with other tables.
fn replaced(text: &str, tables: &str) -> Result<String> {
    let parts = text.split_once(START).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.with_context(|| format!("{DOCUMENT} has no `{START}` and `{END}`"))?;
    Ok(format!("{before}{START}\n\n{tables}\n{END}{after}"))
}

/// All tables, and where their figures come from.
fn tables(results: &Results) -> String {
    let cases = &results.cases;
    let seconds =
        cases.iter().map(|case| row(case, &format!("{}, until {}", title(case), goal(case)), SECONDS, 2, "s"));
    let memory = cases.iter().map(|case| row(case, &format!("memory: {}", title(case)), MEMORY, 0, "MB"));
    let mut text = "| what | leakscope | DevTools | ratio | aim |\n| --- | --- | --- | --- | --- |\n".to_owned();
    text.extend(seconds.chain(memory).flatten());
    text += &costs(cases);
    text + "\n" + &origin(results) + "\n"
}

fn title(case: &Case) -> String {
    let sizes: Vec<String> = case.input.files.iter().map(|file| thousands(file.bytes / 1_000_000)).collect();
    let of = match case.input.kind {
        Kind::Pair => "pair of ",
        Kind::Single => "",
        Kind::Strings => "nearly all text, ",
    };
    format!("{of}{} MB", sizes.join(" and "))
}

fn goal(case: &Case) -> &'static str {
    if case.input.kind == Kind::Pair { "Comparison" } else { "Summary with retained sizes" }
}

/// A row of a figure, if leakscope has it.
fn row(case: &Case, what: &str, figure: Figure, digits: usize, unit: &str) -> Option<String> {
    let own = case.median(Subject::Leakscope, figure)?;
    let other = case.median(Subject::Devtools, figure);
    let is_memory = unit == "MB";
    let ratio =
        other.map_or_else(String::new, |other| format!("{}{:.1}", if is_memory { "1/" } else { "" }, other / own));
    let aim = match case.input.kind {
        _ if is_memory => AIM_OF_MEMORY,
        Kind::Pair => AIM_OF_PAIRS,
        _ => AIM_OF_SINGLES,
    };
    let shown = |value: f64| match digits {
        0 => format!("{} {unit}", thousands(value.round() as u64)),
        _ => format!("{value:.digits$} {unit}"),
    };
    Some(format!("| {what} | {} | {} | {ratio} | {aim} |\n", shown(own), other.map_or_else(|| "–".to_owned(), shown)))
}

/// What the processor has to do, and what a node or edge costs; of the command line, too, if it was measured.
fn costs(cases: &[Case]) -> String {
    let mut text = "\n| processor time, and per node or edge | leakscope | DevTools | command line | ns | bytes |\n\
                    | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for case in cases {
        let [own, devtools, native] = [Subject::Leakscope, Subject::Devtools, Subject::Native].map(|subject| {
            case.median(subject, PROCESSOR).map_or_else(|| "–".to_owned(), |value| format!("{value:.2} s"))
        });
        let per_item = |figure: Figure, unit: f64| {
            let median = case.median(Subject::Leakscope, figure);
            median.map_or_else(|| "–".to_owned(), |value| format!("{:.0}", value * unit / case.input.items() as f64))
        };
        let (time, memory) = (per_item(SECONDS, 1e9), per_item(MEMORY, 1e6));
        text += &format!("| {} | {own} | {devtools} | {native} | {time} | {memory} |\n", title(case));
    }
    text
}

/// The machine, its load, the browser and the version.
fn origin(results: &Results) -> String {
    let runs = || results.cases.iter().flat_map(|case| &case.runs);
    let loads = || runs().filter_map(|run| run.load);
    let load = match (loads().reduce(f64::min), loads().reduce(f64::max)) {
        (Some(least), Some(most)) => format!(" Load {least:.1} to {most:.1}."),
        _ => String::new(),
    };
    let browser =
        runs().find_map(|run| run.figures.browser.clone()).map_or_else(String::new, |name| format!(" {name}."));
    let of_subject = |case: &Case| case.runs.iter().filter(|run| run.subject == Subject::Leakscope).count();
    let times = results.cases.iter().map(of_subject).min().unwrap_or(0);
    format!("{}.{browser}{load} Medians of {times} runs or more, in turn.", results.machine)
}

/// 1,980.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// As a run leaves them.
    const FIGURES: &str = r#"{
        "machine": {"processor": "P", "processors": 2, "memory": 16000, "system": "linux", "version": "abc"},
        "cases": [
            {"input": {"kind": "pair", "files": [
                {"path": "b", "bytes": 67000000, "nodes": 600000, "edges": 2400000},
                {"path": "a", "bytes": 64000000, "nodes": 600000, "edges": 2400000}]},
             "runs": [
                {"subject": "leakscope", "load": 1.5, "shown": 0.5, "peak": 450, "cpu": 1, "browser": "Chromium 156"},
                {"subject": "leakscope", "load": 2.5, "shown": 0.7, "peak": 450, "cpu": 1},
                {"subject": "devtools", "load": 2, "shown": 3, "peak": 900, "cpu": 4}]},
            {"input": {"kind": "single", "files": [{"path": "c", "bytes": 1980000000, "nodes": 1, "edges": 1}]},
             "runs": [{"subject": "leakscope", "load": null, "shown": 9.744, "peak": 2509},
                      {"subject": "native", "load": null, "cpu": 11.3}]}]}"#;

    #[test]
    fn tables_are_made_of_the_figures() {
        let text = tables(&serde_json::from_str(FIGURES).unwrap());
        for line in [
            "| pair of 67 and 64 MB, until Comparison | 0.60 s | 3.00 s | 5.0 | 9 |",
            "| 1,980 MB, until Summary with retained sizes | 9.74 s | – |  | 7 |",
            "| memory: pair of 67 and 64 MB | 450 MB | 900 MB | 1/2.0 | 1/4 |",
            "| memory: 1,980 MB | 2,509 MB | – |  | 1/4 |",
            "| pair of 67 and 64 MB | 1.00 s | 4.00 s | – | 100 | 75 |",
            "| 1,980 MB | – | – | 11.30 s |",
            "2 × P, 16000 MB of memory, linux; version abc. Chromium 156. Load 1.5 to 2.5. Medians of 1 runs or more",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("before\n{START}\nold\n{END}\nafter\n");
        assert_eq!(replaced(&text, "new").unwrap(), format!("before\n{START}\n\nnew\n{END}\nafter\n"));
        assert!(replaced("none", "new").is_err());
    }

    #[test]
    fn the_document_has_the_marks() {
        let document = include_str!("../../../docs/performance.md");
        assert!(document.matches(START).count() == 1 && replaced(document, "").is_ok());
    }
}
