//! Where the figures come from: without it they mean nothing.

use std::fmt;
use std::fs;
use std::path::Path;
use std::thread;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::run::output;

#[derive(Debug, Serialize, Deserialize)]
pub struct Machine {
    processor: String,
    processors: usize,
    /// In MB; 0 where the system does not say.
    memory: u64,
    system: String,
    /// What was measured, as git names it.
    version: String,
}

impl Machine {
    pub fn look(root: &Path) -> Result<Self> {
        let mut git = std::process::Command::new("git");
        git.current_dir(root).args(["describe", "--always", "--dirty"]);
        let kilobytes = field("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
        Ok(Self {
            processor: field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned()),
            processors: thread::available_parallelism()?.get(),
            memory: kilobytes.unwrap_or_default() * 1024 / 1_000_000,
            system: std::env::consts::OS.to_owned(),
            version: output(&mut git)?.trim().to_owned(),
        })
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { processor, processors, memory, system, version } = self;
        write!(f, "{processors} × {processor}, {memory} MB of memory, {system}; version {version}")
    }
}

/// The value of a line `name : value`.
fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    lines.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().to_owned()).next()
}

/// How many processes have wanted a processor in the last minute; figures taken above the number of processors, less one
/// for what is measured, are of a busy machine.
pub fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}
