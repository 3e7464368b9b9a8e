//! The head of a report: of which files it is, and which version of leakscope says so.

use super::format;
use super::prose::Sentence;
use crate::redaction::Name;

/// A file that a report is about, as the front end knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes, if that is known.
    pub size: Option<u64>,
}

/// Of which files a report is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportHead {
    /// The files, oldest first.
    pub files: Vec<ReportFile>,
    /// In a verification, the files of the repaired program.
    pub repaired: Vec<ReportFile>,
}

impl ReportHead {
    /// The facts at the top of a report.
    pub fn facts(&self) -> Vec<(&'static str, Sentence)> {
        let mut facts = Vec::new();
        for (what, files) in [("Snapshots", &self.files), ("After the fix", &self.repaired)] {
            if !files.is_empty() {
                facts.push((what, Sentence::joined(files.iter().map(ReportFile::sentence), ", ")));
            }
        }
        facts.push(("Written by", Sentence::of(format!("leakscope {}", VERSION))));
        facts
    }
}

/// The version of leakscope.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

impl ReportFile {
    fn sentence(&self) -> Sentence {
        let mut notes: Vec<String> = self.size.map(|size| format::bytes(size as f64)).into_iter().collect();
        if let Some(Taken { at, process }) = taken(&self.name) {
            notes.push(at);
            notes.extend(process.map(|process| format!("process {process}")));
        }
        let sentence = Sentence::default().name(&Name::own(self.name.as_str()));
        if notes.is_empty() { sentence } else { sentence.text(format!(" ({})", notes.join(", "))) }
    }
}

/// What a file's name tells of the snapshot.
#[derive(Debug, PartialEq, Eq)]
struct Taken {
    at: String,
    process: Option<String>,
}

/// When a snapshot was taken, if its name says so: Node's `Heap.20261128.022705.11636.0.001.heapsnapshot` has date, time
/// and process, DevTools' `Heap-20261128T022705.heapsnapshot` date and time.
fn taken(name: &str) -> Option<Taken> {
    let rest = name.strip_prefix("Heap")?.strip_prefix(['.', '-'])?;
    let (date, rest) = rest.split_at_checked(8)?;
    let (time, rest) = rest.strip_prefix(['.', 'T'])?.split_at_checked(6)?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(date) || !is_number(time) {
        return None;
    }
    let part = |text: &'_ str, from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    let at = format!(
        "{}-{}-{} {}:{}:{}",
        part(date, 0, 4),
        part(date, 4, 6),
        part(date, 6, 8),
        part(time, 0, 2),
        part(time, 2, 4),
        part(time, 4, 6)
    );
    let process = rest.strip_prefix('.').and_then(|rest| rest.split('.').next());
    Some(Taken { at, process: process.filter(|process| is_number(process)).map(str::to_owned) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_of_files_tell_when_they_were_taken() {
        let node = taken("Heap.20261128.022705.11636.0.001.heapsnapshot").unwrap();
        assert_eq!(node, Taken { at: "2026-11-28 02:27:05".to_owned(), process: Some("11636".to_owned()) });
        let devtools = taken("Heap-20261128T022705.heapsnapshot").unwrap();
        assert_eq!(devtools, Taken { at: "2026-11-28 02:27:05".to_owned(), process: None });
        for other in ["a.heapsnapshot", "Heap.heapsnapshot", "Heap.2026112é.022705.1", "Heap-20261128", ""] {
            assert_eq!(taken(other), None, "{other}");
        }
    }
}
