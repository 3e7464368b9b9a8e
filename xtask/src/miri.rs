//! `cargo xtask miri`: the readers' tests under Miri, which sees undefined behaviour, and arithmetic that differs where addresses
//! have 32 bits, as in wasm. leakscope has no unsafe code of its own; the crates that unpack and search for it have.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use crate::run::run;
use crate::tools;

/// Modules that read what comes from outside, or count in `usize`. Tests of large inputs, in these and in others, would take
/// hours.
const MODULES: [&str; 8] = [
    "index::",
    "sort::",
    "text::",
    "snapshot::firefox::",
    "snapshot::jsc::",
    "snapshot::packing::",
    "snapshot::strings::",
    "snapshot::v8::",
];

/// That of this machine, and one with addresses as short as wasm's.
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "i686-unknown-linux-gnu"];

#[derive(Debug, Args)]
pub struct Miri {
    /// One target of rustc instead of both
    #[arg(long, value_name = "TARGET")]
    target: Option<String>,
    /// Tests whose names contain one of these, instead of those of the readers
    #[arg(value_name = "NAME")]
    names: Vec<String>,
}

impl Miri {
    pub fn run(&self, root: &Path) -> Result<()> {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let names = if names.is_empty() { MODULES.to_vec() } else { names };
        let targets = self.target.as_deref().map_or(TARGETS.to_vec(), |target| vec![target]);
        for target in targets {
            println!("tests under Miri for {target}");
            let mut miri = tools::nightly(root, &["miri", "rust-src"])?;
            miri.args(["cargo", "miri", "test", "--lib", "--target", target, "--"]).args(&names);
            // Tests read stored files. Of drawn cases a few, because each takes a hundred times as long.
            miri.env("MIRIFLAGS", "-Zmiri-disable-isolation").env("PROPTEST_CASES", "3");
            run(&mut miri)?;
        }
        Ok(())
    }
}
