//! The figures as a table for a terminal.

use crate::bench::figures::{Case, Figure};
use crate::bench::inputs::Kind;
use crate::bench::subject::Subject;

const SUBJECTS: [Subject; 4] = [Subject::Leakscope, Subject::Devtools, Subject::Reading, Subject::Native];
const HEADINGS: [&str; 6] = ["", "seconds", "range", "× DevTools", "peak MB", "CPU s"];
const PER_ITEM: [&str; 2] = ["ns/item", "bytes/item"];

/// Medians and ratios of every case, then how cost grows.
pub fn table(cases: &[Case]) -> String {
    let mut text = String::new();
    for case in cases {
        text += &format!("{}\n{}", case.input.title(), heading());
        for subject in SUBJECTS {
            if case.runs.iter().any(|run| run.subject == subject) {
                text += &line(case, subject);
            }
        }
        text += &phases(case);
        text += "\n";
    }
    text + &growth(cases)
}

fn heading() -> String {
    let [_, seconds, range, ratio, peak, cpu] = HEADINGS;
    let [nanoseconds, bytes] = PER_ITEM;
    format!("{:14}{seconds:>9}{range:>16}{ratio:>12}{peak:>9}{ratio:>12}{cpu:>9}{nanoseconds:>9}{bytes:>12}\n", "")
}

fn line(case: &Case, subject: Subject) -> String {
    let name = subject.title();
    let failures = failures(case, subject);
    let shown = case.values(subject, |figures| figures.shown);
    let (Some(least), Some(most)) = (shown.first(), shown.last()) else { return failures };
    let range = format!("{least:.2} – {most:.2}");
    let [seconds, peak, cpu] = FIGURES.map(|figure| case.median(subject, figure));
    format!(
        "{name:14}{:>9}{range:>16}{:>12}{:>9}{:>12}{:>9}{:>9}{:>12}\n",
        number(seconds, 2),
        ratio(case, subject, FIGURES[0]),
        number(peak, 0),
        ratio(case, subject, FIGURES[1]),
        number(cpu, 2),
        number(per_item(case, seconds, 1e9), 1),
        number(per_item(case, peak, 1e6), 1),
    ) + &failures
}

/// How many runs gave no answer, and why the first of them did not.
fn failures(case: &Case, subject: Subject) -> String {
    let errors = case.errors(subject);
    let runs = case.runs.iter().filter(|run| run.subject == subject).count();
    errors.first().map_or_else(String::new, |error| {
        format!("{:14}  {} of {runs} runs failed: {error}\n", subject.title(), errors.len())
    })
}

const FIGURES: [Figure; 3] = [|figures| figures.shown, |figures| figures.peak, |figures| figures.cpu];

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
}

/// A subject's figure as a part of DevTools' one: 1/10.0.
fn ratio(case: &Case, subject: Subject, figure: Figure) -> String {
    match (case.median(subject, figure), case.median(Subject::Devtools, figure)) {
        (Some(own), Some(devtools)) if subject != Subject::Devtools && own > 0.0 => format!("1/{:.1}", devtools / own),
        _ => String::new(),
    }
}

/// A figure divided by nodes plus edges.
fn per_item(case: &Case, value: Option<f64>, unit: f64) -> Option<f64> {
    Some(value? * unit / case.input.items() as f64)
}

/// Where leakscope's time goes, by the page's own marks.
fn phases(case: &Case) -> String {
    let marks: [(&str, Figure); 4] = [
        ("file read", |figures| figures.file_read),
        ("graph ready", |figures| figures.graph_ready),
        ("comparison ready", |figures| figures.comparison_ready),
        ("retained sizes ready", |figures| figures.retained_sizes_ready),
    ];
    let medians = marks.iter().filter_map(|&(name, mark)| Some((name, case.median(Subject::Leakscope, mark)?)));
    let words: Vec<String> = medians.map(|(name, seconds)| format!("{name} {seconds:.2} s")).collect();
    if words.is_empty() { String::new() } else { format!("leakscope's marks: {}\n", words.join(", ")) }
}

/// How much more a node or edge costs in one single snapshot than in another; 1 would be linear growth.
fn growth(cases: &[Case]) -> String {
    let mut text = String::new();
    for subject in [Subject::Leakscope, Subject::Devtools, Subject::Native] {
        let singles = || cases.iter().filter(|case| case.input.kind == Kind::Single);
        let spread = |figure: Figure| -> Option<f64> {
            let each: Vec<f64> =
                singles().filter_map(|case| per_item(case, case.median(subject, figure), 1.0)).collect();
            let (least, most) = (each.iter().copied().reduce(f64::min)?, each.iter().copied().reduce(f64::max)?);
            (each.len() > 1).then_some(most / least)
        };
        if let (Some(time), Some(memory)) = (spread(FIGURES[0]), spread(FIGURES[1])) {
            let name = subject.title();
            text += &format!("growth of {name}: per node and edge, time differs ×{time:.2}, memory ×{memory:.2}\n");
        }
    }
    text
}
