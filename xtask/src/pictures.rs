//! `cargo xtask pictures`: the pictures in the README and in docs/guide.md, made anew from the page as it is now.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use crate::run::run;
use crate::{engine, page, tools};

#[derive(Debug, Args)]
pub struct Pictures {}

impl Pictures {
    pub fn run(&self, root: &Path) -> Result<()> {
        let chromium = tools::CHROMIUM.find()?;
        engine::build(root)?;
        page::build(root)?;
        run(tools::node(root)?.arg("docs/pictures.mjs").env(tools::CHROMIUM.variable(), chromium))
    }
}
