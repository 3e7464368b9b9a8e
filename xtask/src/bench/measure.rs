//! How one measurement is made.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::bench::figures::Figures;
use crate::bench::inputs::Input;
use crate::bench::native;
use crate::bench::subject::Subject;
use crate::run::output;
use crate::tools;

/// What measuring needs.
pub struct Bench<'a> {
    pub root: &'a Path,
    /// The command line, if it is measured.
    pub program: Option<PathBuf>,
    pub browser: PathBuf,
}

impl Bench<'_> {
    /// Opens the files once, in a browser or process of its own.
    pub fn measure(&self, subject: Subject, input: &Input) -> Result<Figures> {
        let files = input.files.iter().map(|file| file.path.as_path());
        match subject.page() {
            Some(page) => {
                let mut node = tools::node(self.root)?;
                node.args(["tests/bench/measure.mjs", page]).args(files).env("CHROMIUM", &self.browser);
                let printed = output(&mut node)?;
                serde_json::from_str(&printed).with_context(|| format!("not figures: {printed}"))
            }
            // The command line takes the older file first.
            None => {
                let program = self.program.as_deref().context("the command line was not built")?;
                native::measure(program, &files.rev().collect::<Vec<_>>())
            }
        }
    }
}
