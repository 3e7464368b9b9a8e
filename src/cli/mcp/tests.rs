//! The server as a client of the SDK meets it, over a pipe in memory.

#![allow(clippy::unwrap_used)]

use rmcp::model::CallToolRequestParams;
use rmcp::service::{RoleClient, RunningService};
use rmcp::{ServiceExt, model::JsonObject};
use serde_json::{Value, json};

use super::pages::MOST_BYTES;
use super::server::Server;

const BEFORE: &str = "tests/samples/node18-leak-before.heapsnapshot.gz";
const AFTER: &str = "tests/samples/node18-leak-after.heapsnapshot.gz";

type Client = RunningService<RoleClient, ()>;

/// Has a client speak with a server.
fn with_client<T>(redact: bool, speak: impl AsyncFnOnce(&Client) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let server = Server::start(redact).unwrap();
        let serving = tokio::spawn(async move { server.serve(ours).await.unwrap().waiting().await });
        let client = ().serve(theirs).await.unwrap();
        let said = speak(&client).await;
        client.cancel().await.unwrap();
        serving.await.unwrap().unwrap();
        said
    })
}

/// A tool's answer, and whether it is one.
async fn answer(client: &Client, tool: &'static str, arguments: Value) -> (bool, String) {
    let Value::Object(arguments): Value = arguments else { unreachable!() };
    let arguments: JsonObject = arguments;
    let result = client.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await.unwrap();
    let text = result.content.first().unwrap().as_text().unwrap().text.clone();
    assert!(text.len() <= MOST_BYTES, "{tool}: {} bytes", text.len());
    (result.is_error != Some(true), text)
}

#[test]
fn there_are_ten_tools_or_fewer_that_say_what_they_take() {
    let tools = with_client(false, async |client| client.list_all_tools().await.unwrap());
    assert!(tools.len() <= 10);
    for tool in tools {
        let properties = tool.input_schema.get("properties").and_then(Value::as_object).unwrap();
        assert!(properties.values().all(|property| property.get("description").is_some()), "{tool:?}");
        assert!(tool.annotations.unwrap().read_only_hint.unwrap());
    }
}

#[test]
fn a_leak_is_found_and_followed() {
    with_client(false, async |client| {
        let (is_good, found) = answer(client, "suspects", json!({"files": [BEFORE, AFTER]})).await;
        assert!(is_good && found.contains("global.app.sessions grew by 300 entries"), "{found}");
        let (is_good, alone) = answer(client, "suspects", json!({"files": [AFTER]})).await;
        assert!(is_good && alone.contains("One snapshot tells what is held"), "{alone}");
        let (_, contents) = answer(client, "contents", json!({"file": AFTER, "id": "@5845"})).await;
        assert!(contents.contains("Session @") && contents.contains("rows 1 to "), "{contents}");
        let (_, next) = answer(client, "contents", json!({"file": AFTER, "id": 5845, "from": 20})).await;
        assert!(next.contains("rows 21 to ") && next != contents, "{next}");
        let (_, path) = answer(client, "path", json!({"file": AFTER, "id": "@5845"})).await;
        assert!(path.contains("property   sessions in {bus"), "{path}");
        let (_, retainers) = answer(client, "retainers", json!({"file": AFTER, "id": "@5845"})).await;
        assert!(retainers.contains("sessions in {bus"), "{retainers}");
        let (_, merged) = answer(client, "merged_paths", json!({"file": AFTER, "class": "Session"})).await;
        assert!(merged.contains("sessions :: Map"), "{merged}");
        let (_, largest) = answer(client, "dominators", json!({"file": AFTER})).await;
        assert!(largest.contains("Retained Size"), "{largest}");
        let (_, found) = answer(client, "find", json!({"file": AFTER, "query": "class:Session retained>100"})).await;
        assert!(found.starts_with("3"), "{found}");
        let (_, summary) = answer(client, "summary", json!({"file": AFTER, "filter": "session"})).await;
        assert!(summary.contains("38,257 nodes"), "{summary}");
        let (_, compared) = answer(client, "compare", json!({"older": BEFORE, "newer": AFTER})).await;
        assert!(compared.contains("Session"), "{compared}");
        let fixed = json!({"older": BEFORE, "newer": AFTER, "repaired_older": BEFORE, "repaired_newer": AFTER});
        let (is_good, verified) = answer(client, "verify", fixed).await;
        assert!(is_good && verified.contains("global.app.sessions"), "{verified}");
    });
}

#[test]
fn what_cannot_be_answered_is_said() {
    with_client(false, async |client| {
        for (tool, arguments, words) in [
            ("path", json!({"file": "no-such-file", "id": "@1"}), "no-such-file"),
            ("path", json!({"file": AFTER, "id": "@999999999"}), "no object has the id"),
            ("path", json!({"file": AFTER}), "missing field `id`"),
            ("path", json!({"file": "-", "id": "@1"}), "standard input"),
            ("path", json!({"file": AFTER, "id": -1}), "an id is a number"),
            ("merged_paths", json!({"file": AFTER, "class": "nope"}), "no object of a class called"),
            ("suspects", json!({"files": []}), "no file"),
            ("summary", json!({"file": "x".repeat(3_000_000)}), "xxx"),
            ("summary", json!({"file": AFTER, "objects": "nonsense"}), "duplicated-strings"),
            ("summary", json!({"file": AFTER, "sort": "nonsense"}), "retainedSize"),
            ("summary", json!({"file": AFTER, "from": 1_000_000}), "there is no row"),
            ("find", json!({"file": AFTER, "query": "/(/"}), "no regular expression"),
        ] {
            let (is_good, said) = answer(client, tool, arguments).await;
            assert!(!is_good && said.contains(words), "{tool}: {said}");
        }
        assert!(client.call_tool(CallToolRequestParams::new("nonsense")).await.is_err());
    });
}

#[test]
fn redacted_answers_hold_no_data() {
    let of_all_tools = async |client: &Client| {
        let mut said = String::new();
        for (tool, arguments) in [
            ("find", json!({"file": AFTER, "query": "string:example.com"})),
            ("contents", json!({"file": AFTER, "id": "@76261"})),
            ("path", json!({"file": AFTER, "id": "@66331"})),
            ("retainers", json!({"file": AFTER, "id": "@66331"})),
            ("dominators", json!({"file": AFTER, "id": "@76261"})),
            ("merged_paths", json!({"file": AFTER, "class": "Session"})),
            ("summary", json!({"file": AFTER})),
            ("compare", json!({"older": BEFORE, "newer": AFTER})),
            ("suspects", json!({"files": [BEFORE, AFTER]})),
        ] {
            said += &answer(client, tool, arguments).await.1;
        }
        said
    };
    let (open, redacted) = (with_client(false, of_all_tools), with_client(true, of_all_tools));
    assert!(open.matches("@example.com").count() > 40, "{open}");
    assert!(!redacted.contains("example.com"), "{redacted}");
    assert!(redacted.contains("(concatenated string) @66331"), "{redacted}");
}
