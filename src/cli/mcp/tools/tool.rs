//! What a tool is: a struct of its arguments, which says what it is called and what it is for, and answers.

use std::any::Any;
use std::path::Path;
use std::sync::Arc;

use leakscope::columns::List;
use leakscope::{NodeOrdinal, RowQuery, Session};
use rmcp::handler::server::common::schema_for_type;
use rmcp::model::JsonObject;
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_value};

use crate::cli::failure::Failure;
use crate::cli::mcp::kept::Kept;
use crate::cli::shared_arguments::object_id;
use crate::cli::{open, sort};

/// A tool, as the server lists and calls it.
#[derive(Debug)]
pub struct Entry {
    pub name: &'static str,
    pub about: &'static str,
    pub schema: fn() -> Arc<JsonObject>,
    pub run: fn(Value, &mut Kept) -> Result<String, Failure>,
}

/// The arguments of a tool.
pub trait Tool: DeserializeOwned + JsonSchema + Any {
    const NAME: &'static str;
    const ABOUT: &'static str;
    fn answer(self, kept: &mut Kept) -> Result<String, Failure>;
}

impl Entry {
    /// The tool with these arguments.
    pub const fn of<T: Tool>() -> Self {
        let run = |arguments, kept: &mut Kept| {
            let understood = from_value::<T>(arguments);
            understood.map_err(|error| Failure::WrongUse(error.to_string()))?.answer(kept)
        };
        Self { name: T::NAME, about: T::ABOUT, schema: schema_for_type::<T>, run }
    }
}

/// An object's id, as in "@51233".
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "an id is a number, as in 51233, or a text, as in \"@51233\"")]
#[schemars(crate = "schemars")]
pub enum Id {
    Number(u32),
    Text(String),
}

impl Id {
    /// The node with this id.
    pub fn node(&self, session: &Session, file: &Path) -> Result<NodeOrdinal, Failure> {
        let id = match self {
            Self::Number(id) => *id,
            Self::Text(text) => object_id(text).map_err(Failure::WrongUse)?,
        };
        open::find(session, file, id)
    }
}

/// Rows of a list, in the order asked for or in its usual one.
pub fn query(list: List, order: Option<&str>, from: usize, redact: bool) -> Result<RowQuery, Failure> {
    let sort = sort::parse(order.unwrap_or(list.first.field), list).map_err(Failure::WrongUse)?;
    Ok(RowQuery { from, redact, ..RowQuery::all(sort.column, sort.ascending) })
}
