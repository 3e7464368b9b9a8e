//! `leakscope manual FOLDER`: manual pages and completions, made of the commands themselves. They are written when a
//! release is made; the program that is handed out goes without this command and what it needs (feature `manual`).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap_complete::Shell;

use super::failure::Failure;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where `man/` and `completions/` go
    pub folder: PathBuf,
}

/// Writes the files about a command and those below it.
pub fn run(arguments: &Args, command: clap::Command) -> Result<(), Failure> {
    write(&arguments.folder, command).map_err(Failure::Output)
}

fn write(folder: &Path, command: clap::Command) -> io::Result<()> {
    let (man, completions) = (folder.join("man"), folder.join("completions"));
    fs::create_dir_all(&man)?;
    fs::create_dir_all(&completions)?;
    let mut completed = completed(&command);
    clap_mangen::generate_to(command, man)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        clap_complete::generate_to(shell, &mut completed, "leakscope", &completions)?;
    }
    Ok(())
}

/// The commands to complete: hidden ones would be offered, too.
fn completed(all: &clap::Command) -> clap::Command {
    let shown = all.get_subcommands().filter(|command| !command.is_hide_set()).cloned();
    clap::Command::new("leakscope").version(env!("CARGO_PKG_VERSION")).subcommands(shown)
}
