//! `cargo xtask serve`: the page on this machine, as it will be published, or with `--dev` as it is being written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;
use clap::Args;

use crate::run::run;
use crate::server::SiteServer;
use crate::{engine, page};

#[derive(Debug, Args)]
pub struct Serve {
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
    /// Port on 127.0.0.1 [default: 8080, or a free one if it is taken]
    #[arg(long)]
    port: Option<u16>,
    /// For work on the page: changes of the page show at once, changes of the engine after its rebuild. The page's
    /// content security policy is left out, since reloading needs what it forbids
    #[arg(long)]
    dev: bool,
}

impl Serve {
    pub fn run(&self, root: &Path) -> Result<()> {
        engine::build(root)?;
        if self.dev { self.run_dev(root) } else { self.run_site(root) }
    }

    fn run_site(&self, root: &Path) -> Result<()> {
        let server = SiteServer::bind(&page::build(root)?, self.port)?;
        println!("\nleakscope is at {}  (Ctrl+C ends it)", server.address());
        if self.open {
            open(&server.address());
        }
        server.run();
        Ok(())
    }

    /// Vite serves the page; this program rebuilds the engine, whose files Vite notices.
    fn run_dev(&self, root: &Path) -> Result<()> {
        let mut vite = page::vite(root)?;
        vite.args(["--host", "127.0.0.1", "--port", &self.port.unwrap_or(8080).to_string()]);
        if self.port.is_some() {
            vite.arg("--strictPort");
        }
        if self.open {
            vite.arg("--open");
        }
        let mut built_from = engine_sources(root)?;
        let mut vite = vite.spawn()?;
        while vite.try_wait()?.is_none() {
            thread::sleep(Duration::from_millis(500));
            let sources = engine_sources(root)?;
            if sources != built_from {
                built_from = sources;
                if let Err(error) = engine::build(root) {
                    eprintln!("error: {error:#}");
                }
            }
        }
        Ok(())
    }
}

/// The engine's sources and when each was changed.
fn engine_sources(root: &Path) -> Result<Vec<(PathBuf, SystemTime)>> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> =
        ["src", "Cargo.toml", "Cargo.lock", "wasm-pack.toml"].iter().map(|name| root.join(name)).collect();
    while let Some(path) = waiting.pop() {
        // A file may be gone again by now: editors write new ones and rename them.
        let Ok(metadata) = fs::metadata(&path) else { continue };
        if metadata.is_dir() {
            for entry in fs::read_dir(&path)? {
                waiting.push(entry?.path());
            }
        } else {
            found.push((path, metadata.modified()?));
        }
    }
    found.sort();
    Ok(found)
}

/// Asks the system to show an address; without a browser the printed address must do.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    if let Err(error) = run(command.arg(address)) {
        eprintln!("the browser was not opened: {error:#}");
    }
}
