//! `cargo xtask supply-chain`: what the crates that all of this is built from may be, as `deny.toml` says, and whether known
//! vulnerabilities are among them and the page's packages.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::run::run;
use crate::tools;

const CARGO_DENY: tools::Crate = tools::Crate { name: "cargo-deny", version: "0.20.2" };

#[derive(Debug, Args)]
pub struct SupplyChain {
    /// Leave out what asks the databases of vulnerabilities, which are on github.com and registry.npmjs.org
    #[arg(long)]
    without_advisories: bool,
}

impl SupplyChain {
    pub fn run(&self, root: &Path) -> Result<()> {
        let program = tools::cargo_program(root, &CARGO_DENY)?;
        let mut deny = Command::new(program);
        deny.current_dir(root).args(["check", "bans", "licenses", "sources"]);
        if self.without_advisories {
            return run(&mut deny);
        }
        run(deny.arg("advisories"))?;
        run(tools::npm(root).args(["audit", "--audit-level=low"]))
            .context("a package of the page, or of its tests, has a known vulnerability, or npm could not ask for them")
    }
}
