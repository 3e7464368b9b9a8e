//! `leakscope describe`: the names that the page has to share with the engine, as JSON. A test compares them with the
//! page's own lists (tests/wasm), so that a column, format, phase or kind that only one side knows is found.

use leakscope::columns::{ColumnFacts, List};
use leakscope::leaks::HolderKind;
use leakscope::report::{self, Format};
use leakscope::{Category, NodeFilter, Phase, Section};
use serde_json::{Map, Value, json};

use super::failure::Failure;
use super::output::print;

#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the tables.
pub fn run(Args {}: &Args) -> Result<(), Failure> {
    let lists = List::ALL.iter().map(|list| (list.name.to_owned(), of_list(list)));
    let formats = |formats: &[Format]| -> Vec<&str> { formats.iter().map(|format| format.id()).collect() };
    let tables = json!({
        "lists": lists.collect::<Map<String, Value>>(),
        "formats": {"rows": formats(Format::OF_ROWS), "findings": formats(Format::OF_FINDINGS)},
        "sections": Section::ALL.map(Section::name),
        "phases": Phase::ALL.map(Phase::name),
        "errors": Category::ALL.map(Category::name),
        "filters": NodeFilter::NAMED.map(|(_, name, title)| json!({"id": name, "title": title})),
        "kinds": HolderKind::ALL.map(|kind| json!({"id": report::kind_id(kind), "text": report::kind_text(kind)})),
    });
    print(&format!("{tables:#}\n"))
}

fn of_list(list: &List) -> Value {
    let column = |column: &ColumnFacts| json!({"id": column.id, "title": column.title, "ascending": column.ascending});
    json!({"columns": list.columns.iter().map(column).collect::<Vec<_>>(), "first": list.first.id})
}
