//! The server: what the SDK asks of it, and the one thread that answers.
//!
//! Answers are made one after the other by a thread of their own, which owns what is open: a search through a large heap
//! takes seconds, and in the meantime the protocol's own messages are answered.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation, JsonObject, ListToolsResult,
    PaginatedRequestParams, ServerCapabilities, ServerConfig, Tool, ToolAnnotations,
};
use rmcp::service::{RequestContext, RoleServer};
use rmcp::{ErrorData, ServerHandler};
use tokio::sync::oneshot;

use super::kept::Kept;
use super::pages;
use super::tools::{self, Entry};

const INSTRUCTIONS: &str = "Finds memory leaks in V8 heap snapshots (.heapsnapshot) of Node.js and Chrome, and in those of \
    Bun, Safari and Firefox. With two snapshots of one process, an older and a newer one, begin with `suspects`: it names \
    who holds what grew. Then look at a holder with `contents`, `retainers` or `path`, by its id. Of one snapshot it \
    says what is held. After a fix, `verify` takes two snapshots of the repaired program. Files are paths on \
    the server's machine. Answers are pages: ask again with `from` for more.";

/// A question for the thread that answers.
struct Question {
    tool: &'static Entry,
    arguments: JsonObject,
    answer: oneshot::Sender<Result<String, String>>,
}

/// The tools, as the SDK serves them.
#[derive(Debug)]
pub struct Server {
    questions: Sender<Question>,
}

impl Server {
    /// Starts the thread that answers, if `redact`, without data; it ends with the server.
    pub fn start(redact: bool) -> io::Result<Self> {
        let (questions, asked) = mpsc::channel::<Question>();
        thread::Builder::new().name("answers".to_owned()).spawn(move || {
            let mut kept = Kept::new(redact);
            for Question { tool, arguments, answer } in asked {
                let result = (tool.run)(serde_json::Value::Object(arguments), &mut kept);
                // Whoever went away in the meantime gets nothing.
                let _ = answer.send(result.map_err(|failure| pages::cut(&failure.to_string()).to_owned()));
            }
        })?;
        Ok(Self { questions })
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("leakscope", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _request: Option<PaginatedRequestParams>,
        _context: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::ALL.iter().map(described).collect()))
    }

    async fn call_tool(
        &self,
        CallToolRequestParams { name, arguments, .. }: CallToolRequestParams,
        _context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = tools::ALL.iter().find(|tool| tool.name == name) else {
            let problem = format!("there is no tool {name:?}");
            return Err(ErrorData::invalid_params(pages::cut(&problem).to_owned(), None));
        };
        let (answer, answered) = oneshot::channel();
        let question = Question { tool, arguments: arguments.unwrap_or_default(), answer };
        let stopped = || ErrorData::internal_error("the thread that answers has ended; start leakscope mcp anew", None);
        self.questions.send(question).map_err(|_| stopped())?;
        let result = match answered.await.map_err(|_| stopped())? {
            Ok(text) => CallToolResult::success(vec![ContentBlock::text(text)]),
            Err(problem) => CallToolResult::error(vec![ContentBlock::text(problem)]),
        };
        Ok(result.into())
    }
}

/// A tool as agents learn of it: it reads files and changes nothing.
fn described(tool: &Entry) -> Tool {
    let hints = ToolAnnotations::new().read_only(true).idempotent(true).open_world(false);
    Tool::new(tool.name, tool.about, (tool.schema)()).with_annotations(hints)
}
