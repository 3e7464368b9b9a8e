//! `leakscope mcp`: an agent asks about snapshots, and gets what the other commands print, a page at a time.
//!
//! The protocol (Model Context Protocol, JSON-RPC on the standard input and output) is the SDK's business: [`server`]. Each
//! tool is a struct of its arguments that asks what the command of the same name asks: [`tools`]. Opening a snapshot takes
//! seconds, so what was opened last is kept: [`kept`]. Answers are short enough to be read: [`pages`].

mod kept;
mod pages;
mod server;
#[cfg(test)]
mod tests;
mod tools;

use rmcp::ServiceExt;
use rmcp::transport::stdio;

use self::server::Server;
use super::failure::Failure;
use super::shared_arguments::Redaction;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub redaction: Redaction,
}

/// Answers until the standard input ends.
pub fn run(arguments: &Args) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Output)?;
    let redact = arguments.redaction.redact;
    runtime.block_on(async {
        let spoken = Server::start(redact).map_err(Failure::Output)?.serve(stdio()).await;
        let spoken = spoken.map_err(|error| Failure::WrongUse(format!("no agent speaks here: {error}")))?;
        spoken.waiting().await.map(drop).map_err(|error| Failure::Output(error.into()))
    })
}
