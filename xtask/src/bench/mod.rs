//! `cargo xtask bench`: leakscope beside the heap-snapshot worker of Chrome DevTools, on the same files, in the same
//! browser, in turn. What is measured and how stands in docs/performance.md.

mod document;
mod figures;
mod inputs;
mod machine;
mod measure;
mod native;
mod report;
mod subject;
mod waits;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::{engine, page, tools};
use figures::{Case, Results, Run};
use inputs::{Input, Kind};
use machine::Machine;
use measure::Bench;
use subject::Subject;

/// Sizes in megabytes of what is measured when nothing else is asked for.
const SINGLES: [u32; 3] = [65, 550, 1860];
const PAIRS: [u32; 2] = [65, 550];

/// The size of the one pair of `--quick`, and how often it is opened.
const QUICK_PAIR: u32 = 65;
const QUICK_RUNS: usize = 2;

#[derive(Debug, Args)]
#[command(after_help = "Without --sizes, --pairs, --strings and --files: --sizes 65,550,1860 --pairs 65,550.\n\
    Inputs are made once, in target/bench-inputs; the largest needs 16 GB of memory while it is made.")]
pub struct BenchCommand {
    /// Open one snapshot of each of these sizes, in MB: until retained sizes are on the screen
    #[arg(long, value_name = "MB", value_delimiter = ',', num_args = 1..)]
    sizes: Vec<u32>,
    /// Open a pair of snapshots, each of this size: until the comparison is on the screen
    #[arg(long, value_name = "MB", value_delimiter = ',', num_args = 1..)]
    pairs: Vec<u32>,
    /// Open one snapshot that is nearly all text; DevTools cannot open those above 540 MB
    #[arg(long, value_name = "MB", value_delimiter = ',', num_args = 1..)]
    strings: Vec<u32>,
    /// Open this file, or this pair with the newer one first, instead of files made for it
    #[arg(long, value_name = "FILE", value_delimiter = ',', num_args = 1..=2)]
    #[arg(conflicts_with_all = ["sizes", "pairs", "strings"])]
    files: Vec<PathBuf>,
    /// How often each is measured; the medians count
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    runs: u16,
    /// One pair of 65 MB, twice: less than two minutes, once its files are made
    #[arg(long, conflicts_with_all = ["sizes", "pairs", "strings", "files", "runs"])]
    quick: bool,
    /// Measure the command line as well
    #[arg(long)]
    native: bool,
    /// Measure these alone
    #[arg(long, value_name = "NAME", value_delimiter = ',', num_args = 1.., conflicts_with = "native")]
    only: Vec<Subject>,
    /// Where all figures are written as JSON
    #[arg(long, value_name = "FILE", default_value = "target/bench.json")]
    out: PathBuf,
    /// Measure how long a click waits instead: the longest call into the engine for each question about this file, or this
    /// pair with the newer one first; about a made pair of 550 MB if none is given
    #[arg(long, value_name = "FILE", num_args = 0..=2)]
    #[arg(conflicts_with_all = ["sizes", "pairs", "strings", "files", "quick", "native", "only", "table"])]
    waits: Option<Vec<PathBuf>>,
    /// Measure nothing: write the figures of an earlier run (--out) into the tables of docs/performance.md
    #[arg(long)]
    table: bool,
}

impl BenchCommand {
    pub fn run(&self, root: &Path) -> Result<()> {
        if self.table {
            return document::renew(root, &self.read()?);
        }
        if let Some(files) = &self.waits {
            return waits::run(root, files);
        }
        let subjects = self.subjects();
        let bench = prepare(root, &subjects)?;
        let inputs = self.inputs(root)?;
        let mut results = Results { machine: Machine::look(root)?, cases: Vec::new() };
        for input in inputs {
            results.cases.push(self.measure(&bench, &subjects, input)?);
            // A long run that is ended early leaves what it has found.
            self.write(&results)?;
        }
        println!("\n{}", report::table(&results.cases));
        println!("{}", results.machine);
        println!("all figures: {}", self.out.display());
        Ok(())
    }

    /// What there is to measure, from the quickest on.
    fn inputs(&self, root: &Path) -> Result<Vec<Input>> {
        if !self.files.is_empty() {
            return Ok(vec![Input::given(&self.files)?]);
        }
        let of = |kind: Kind, sizes: &[u32]| sizes.iter().map(|&size| (kind, size)).collect::<Vec<_>>();
        let wanted = if self.quick {
            of(Kind::Pair, &[QUICK_PAIR])
        } else if self.sizes.is_empty() && self.pairs.is_empty() && self.strings.is_empty() {
            [of(Kind::Pair, &PAIRS), of(Kind::Single, &SINGLES)].concat()
        } else {
            [of(Kind::Pair, &self.pairs), of(Kind::Single, &self.sizes), of(Kind::Strings, &self.strings)].concat()
        };
        wanted.into_iter().map(|(kind, size)| Input::make(root, kind, size)).collect()
    }

    fn subjects(&self) -> Vec<Subject> {
        let mut subjects = self.only.clone();
        if subjects.is_empty() {
            subjects.extend([Subject::Leakscope, Subject::Devtools, Subject::Reading]);
        }
        if self.native {
            subjects.push(Subject::Native);
        }
        subjects
    }

    /// Measures one input: every subject once, in turn, and that as often as asked for, so that what else the machine
    /// does meets them all.
    fn measure(&self, bench: &Bench, subjects: &[Subject], input: Input) -> Result<Case> {
        let runs = if self.quick { QUICK_RUNS } else { self.runs.into() };
        println!("\n── {} ──", input.title());
        input.warm()?;
        let mut case = Case { input, runs: Vec::new() };
        for _ in 0..runs {
            for &subject in subjects {
                let load = machine::load();
                let figures = bench.measure(subject, &case.input)?;
                let run = Run { subject, load, figures };
                println!("{run}");
                case.runs.push(run);
            }
        }
        case.check()?;
        Ok(case)
    }

    fn read(&self) -> Result<Results> {
        let text = fs::read_to_string(&self.out).with_context(|| format!("cannot read {}", self.out.display()))?;
        serde_json::from_str(&text).with_context(|| format!("in {}", self.out.display()))
    }

    fn write(&self, results: &Results) -> Result<()> {
        if let Some(folder) = self.out.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_string_pretty(results)? + "\n";
        fs::write(&self.out, text).with_context(|| format!("cannot write {}", self.out.display()))
    }
}

/// Builds what will be measured, as it is published.
fn prepare<'a>(root: &'a Path, subjects: &[Subject]) -> Result<Bench<'a>> {
    if subjects.contains(&Subject::Leakscope) {
        engine::build(root)?;
        page::build(root)?;
    }
    let program = subjects.contains(&Subject::Native).then(|| engine::build_command_line(root)).transpose()?;
    Ok(Bench { root, program, browser: tools::CHROMIUM.find()? })
}
