//! What a measurement gives, and the medians of several.

use std::fmt;

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

use crate::bench::inputs::Input;
use crate::bench::machine::Machine;
use crate::bench::subject::Subject;

/// One measurement; tests/bench/measure.mjs says what each figure is. Seconds, and megabytes of memory.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Figures {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu: Option<f64>,
    /// Rows of the table that was waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// leakscope's User Timing marks, the last of each kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_read: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub graph_ready: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison_ready: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retained_sizes_ready: Option<f64>,
    /// Of a pair, and how long it took from when both files had retained sizes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspects_ready: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspects_took: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct Run {
    pub subject: Subject,
    /// Of the machine when the run began.
    pub load: Option<f64>,
    #[serde(flatten)]
    pub figures: Figures,
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<14}", self.subject.title())?;
        if let Some(error) = &self.figures.error {
            return write!(f, "  {error}");
        }
        for (value, unit, digits) in
            [(self.figures.shown, "s", 2), (self.figures.peak, "MB at its peak", 0), (self.figures.cpu, "s of CPU", 2)]
        {
            if let Some(value) = value {
                write!(f, "  {value:>8.digits$} {unit}")?;
            }
        }
        self.load.map_or(Ok(()), |load| write!(f, "  (load {load:.1})"))
    }
}

/// Everything that a run of the command found out.
#[derive(Debug, Serialize, Deserialize)]
pub struct Results {
    pub machine: Machine,
    pub cases: Vec<Case>,
}

/// One input with all of its runs.
#[derive(Debug, Serialize, Deserialize)]
pub struct Case {
    pub input: Input,
    pub runs: Vec<Run>,
}

/// A figure of `Figures`.
pub type Figure = fn(&Figures) -> Option<f64>;

impl Case {
    /// Every value of a figure, from the smallest.
    pub fn values(&self, subject: Subject, figure: Figure) -> Vec<f64> {
        let runs = self.runs.iter().filter(|run| run.subject == subject);
        let mut values: Vec<f64> = runs.filter_map(|run| figure(&run.figures)).collect();
        values.sort_by(f64::total_cmp);
        values
    }

    pub fn median(&self, subject: Subject, figure: Figure) -> Option<f64> {
        let values = self.values(subject, figure);
        let upper = values.get(values.len() / 2)?;
        let lower = values.get((values.len() - 1) / 2)?;
        Some(f64::midpoint(*upper, *lower))
    }

    /// Why runs of a subject gave no answer.
    pub fn errors(&self, subject: Subject) -> Vec<&str> {
        let runs = self.runs.iter().filter(|run| run.subject == subject);
        runs.filter_map(|run| run.figures.error.as_deref()).collect()
    }

    /// All who showed a table must have shown the same one.
    pub fn check(&self) -> Result<()> {
        let mut rows: Vec<u64> = self.runs.iter().filter_map(|run| run.figures.rows).collect();
        rows.dedup();
        ensure!(rows.len() <= 1, "the tables have different numbers of rows: {rows:?}");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::inputs::Kind;

    fn case(shown: &[f64]) -> Case {
        let run = |&shown: &f64| Run {
            subject: Subject::Leakscope,
            load: None,
            figures: Figures { shown: Some(shown), ..Figures::default() },
        };
        let input = Input { kind: Kind::Single, files: Vec::new() };
        Case { input, runs: shown.iter().map(run).collect() }
    }

    fn median(shown: &[f64]) -> Option<f64> {
        case(shown).median(Subject::Leakscope, |figures| figures.shown)
    }

    #[test]
    fn medians_lie_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[7.0]), Some(7.0));
        assert_eq!(median(&[]), None);
        assert_eq!(case(&[1.0]).median(Subject::Devtools, |figures| figures.shown), None);
    }

    #[test]
    fn different_tables_are_an_error() {
        let mut case = case(&[1.0, 2.0]);
        assert!(case.check().is_ok());
        case.runs[0].figures.rows = Some(7);
        assert!(case.check().is_ok());
        case.runs[1].figures.rows = Some(8);
        assert!(case.check().is_err());
    }
}
