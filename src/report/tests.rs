#![allow(clippy::unwrap_used)]

use super::{ComparedFile, Format, SeriesFile, Totals, readable};
use crate::compare::timeline::{ClassSums, Timeline};
use crate::compare::{BaseClasses, Comparison};
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::leaks::{self, BaseColumns, ProcessMatch};
use crate::query::{RowQuery, Session, SortColumn};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::{JsStr, JsString};

const NOTE: &str = "a,\"b\"\nc\u{1b}[31m";
const LIKENESS: ProcessMatch = ProcessMatch { common: 4, different: 0, smaller: 5 };
const APP: usize = 2;
const NOTE_ID: u32 = 7;

/// Ids: root 1, Window 3, App 5, the note 7, sessions 9 and on.
fn drawing(sessions: usize) -> Drawing {
    let mut heap = Drawing::new();
    let window = heap.node(NodeType::OBJECT, "Window", 1000);
    let app = heap.node(NodeType::OBJECT, "App", 20);
    let note = heap.node(NodeType::STRING, NOTE, 12);
    heap.edge(0, EdgeType::Shortcut, "global", window);
    heap.edge(window, EdgeType::Property, "app", app);
    heap.edge(app, EdgeType::Property, "note", note);
    for index in 0..sessions {
        let session = heap.node(NodeType::OBJECT, "Session", 600);
        heap.edge(app, EdgeType::Element, &index.to_string(), session);
    }
    heap
}

fn session(sessions: usize) -> Session {
    let mut session = Session::new(Heap::new(drawing(sessions).snapshot()).unwrap());
    session.complete().unwrap();
    session
}

fn node(session: &Session, id: u32) -> NodeOrdinal {
    session.heap().snapshot.nodes.find_id(id).unwrap()
}

/// One session and then three; the session, and the totals of the older heap.
fn compared() -> (Session, Totals) {
    let mut base = Heap::new(drawing(1).snapshot()).unwrap();
    let mut session = session(3);
    let classes = BaseClasses::new(&mut base, &session.heap().interfaces).unwrap();
    session.set_comparison(Comparison::new(session.heap(), &classes).unwrap());
    (session, Totals::of(&base))
}

fn summary(format: Format) -> String {
    super::summary(&mut session(2), &RowQuery::all(SortColumn::RetainedSize, false), format).unwrap()
}

fn comparison(format: Format) -> String {
    let (session, base) = compared();
    let current = ComparedFile { name: "new \"2\"", totals: Totals::of(session.heap()) };
    let base = ComparedFile { name: "old\n", totals: base };
    super::comparison(&session, base, current, LIKENESS, &RowQuery::all(SortColumn::SizeDelta, false), format).unwrap()
}

#[test]
fn summary_as_json() {
    let expected = concat!(
        r#"{"nodeCount":6,"edgeCount":5,"totalSize":2232,"statistics":{"total":2232,"#,
        r#""native":{"total":0,"typedArrays":0},"#,
        r#""v8heap":{"total":2232,"code":0,"jsArrays":0,"strings":12,"system":0}},"rows":["#,
        "\n",
        r#"{"key":",Window","name":"Window","count":1,"distance":1,"shallowSize":1000,"retainedSize":2232},"#,
        "\n",
        r#"{"key":",App","name":"App","count":1,"distance":2,"shallowSize":20,"retainedSize":1232},"#,
        "\n",
        r#"{"key":",Session","name":"Session","count":2,"distance":3,"shallowSize":1200,"retainedSize":1200},"#,
        "\n",
        r#"{"key":",(string)","name":"(string)","count":1,"distance":3,"shallowSize":12,"retainedSize":12}"#,
        "\n]}\n"
    );
    assert_eq!(summary(Format::Json), expected);
}

#[test]
fn summary_as_a_table() {
    let expected = "\
6 nodes, 5 edges, 2.2 kB
Code 0 B, strings 12 B, JS arrays 0 B, typed arrays 0 B, system objects 0 B, other JS objects 2.2 kB, \
other non-JS objects 0 B

Count  Distance  Shallow Size  Retained Size  Constructor
    1         1        1.0 kB         2.2 kB  Window
    1         2          20 B         1.2 kB  App
    2         3        1.2 kB         1.2 kB  Session
    1         3          12 B           12 B  (string)
";
    assert_eq!(summary(Format::Table), expected);
}

#[test]
fn summary_as_csv() {
    let expected = "key,name,count,distance,shallowSize,retainedSize\r\n\
        \",Window\",Window,1,1,1000,2232\r\n\
        \",App\",App,1,2,20,1232\r\n\
        \",Session\",Session,2,3,1200,1200\r\n\
        \",(string)\",(string),1,3,12,12\r\n";
    assert_eq!(summary(Format::Csv), expected);
}

#[test]
fn what_is_not_computed_is_missing() {
    let mut early = Session::new(Heap::new(drawing(0).snapshot()).unwrap());
    let mut in_format = |format| super::summary(&mut early, &RowQuery::all(SortColumn::Object, true), format).unwrap();
    let json: serde_json::Value = serde_json::from_str(&in_format(Format::Json)).unwrap();
    assert_eq!(
        (&json["statistics"], &json["rows"][0]["distance"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    assert!(in_format(Format::Csv).contains("\",App\",App,1,,20,\r\n"));
    assert!(in_format(Format::Table).contains("    1         …          20 B              …  App\n"));
}

#[test]
fn comparison_as_json() {
    let expected = concat!(
        r#"{"base":{"name":"old\n","nodeCount":5,"edgeCount":4,"totalSize":1632},"#,
        r#""current":{"name":"new \"2\"","nodeCount":7,"edgeCount":6,"totalSize":2832},"#,
        r#""sameProcess":true,"sameProcessWhy":"4 of 5 ids are in both; 0 of them name something else.","rows":["#,
        "\n",
        r#"{"key":",Session","name":"Session","newCount":2,"deletedCount":0,"countDelta":2,"#,
        r#""allocSize":1200,"freedSize":0,"sizeDelta":1200}"#,
        "\n]}\n"
    );
    assert_eq!(comparison(Format::Json), expected);
}

#[test]
fn comparison_as_a_table() {
    let expected = "\
Base:    old\\n: 5 nodes, 4 edges, 1.6 kB
Current: new \"2\": 7 nodes, 6 edges, 2.8 kB

# New  # Deleted  # Delta  Alloc. Size  Freed Size  Size Delta  Constructor
    2          0       +2       1.2 kB         0 B     +1.2 kB  Session
";
    assert_eq!(comparison(Format::Table), expected);
}

#[test]
fn the_rows_of_a_comparison_alone() {
    let (session, _) = compared();
    let query = RowQuery::all(SortColumn::SizeDelta, false);
    let in_format = |format| super::comparison_rows(&session, &query, format).unwrap();
    assert!(comparison(Format::Table).ends_with(&in_format(Format::Table)));
    assert!(comparison(Format::Json).ends_with(&format!("\"rows\":{}}}\n", in_format(Format::Json).trim_end())));
    assert_eq!(comparison(Format::Csv), in_format(Format::Csv));
}

#[test]
fn what_has_no_such_format_says_so() {
    let (session, _) = compared();
    let query = RowQuery::all(SortColumn::SizeDelta, false);
    for format in [Format::Ndjson, Format::Markdown, Format::Html] {
        assert!(super::comparison_rows(&session, &query, format).is_err(), "{format:?}");
        assert!(super::path(&[], format).is_err(), "{format:?}");
    }
}

#[test]
fn retainers_in_every_format() {
    let mut session = session(2);
    let object = node(&session, 11);
    let record = r#"{"edgeType":"element","edgeName":"1","id":5,"name":"App","distance":2,"#;
    let record = record.to_owned() + r#""shallowSize":20,"retainedSize":1232,"file":null,"line":null,"column":null}"#;
    assert_eq!(
        super::retainers(&mut session, object, false, Vec::new(), Format::Json).unwrap(),
        format!("[\n{record}\n]\n")
    );
    assert_eq!(
        super::retainers(&mut session, object, false, Vec::new(), Format::Csv).unwrap(),
        "edgeType,edgeName,id,name,distance,shallowSize,retainedSize,file,line,column\r\nelement,1,5,App,2,20,1232,,,\r\n"
    );
    assert_eq!(
        super::retainers(&mut session, object, false, Vec::new(), Format::Table).unwrap(),
        "Distance  Shallow Size  Retained Size  Edge Type  Object         Place\n       \
         2          20 B         1.2 kB  element    [1] in App @5\n"
    );
    let rows = session.retainers(object, &RowQuery::all(SortColumn::Distance, true)).unwrap().rows;
    assert_eq!(
        super::retainer_rows(11, &rows, Format::Ndjson).unwrap(),
        format!("{{\"id\":11,\"retainers\":[{record}]}}\n")
    );
}

#[test]
fn nothing_is_an_empty_list() {
    assert_eq!(super::retainer_rows(1, &[], Format::Json).unwrap(), "[]\n");
    assert_eq!(super::retainer_rows(1, &[], Format::Ndjson).unwrap(), "{\"id\":1,\"retainers\":[]}\n");
    assert_eq!(super::path(&[], Format::Csv).unwrap(), "id,name,edgeType,edgeName,file,line,column\r\n");
    assert_eq!(super::path(&[], Format::Table).unwrap(), "Edge Type  Object  Place\n");
}

#[test]
fn a_path_in_every_format() {
    let mut session = session(0);
    let note = node(&session, NOTE_ID);
    let steps = session.path(note, &[]).unwrap();
    let json = concat!(
        "[\n",
        r#"{"id":7,"name":"a,\"b\"\nc\u001b[31m","edgeType":"property","edgeName":"note","file":null,"line":null,"column":null},"#,
        "\n",
        r#"{"id":5,"name":"App","edgeType":"property","edgeName":"app","file":null,"line":null,"column":null},"#,
        "\n",
        r#"{"id":3,"name":"Window","edgeType":"shortcut","edgeName":"global","file":null,"line":null,"column":null},"#,
        "\n",
        r#"{"id":1,"name":"","edgeType":"","edgeName":"","file":null,"line":null,"column":null}"#,
        "\n]\n"
    );
    assert_eq!(super::path(&steps, Format::Json).unwrap(), json);
    let csv = "id,name,edgeType,edgeName,file,line,column\r\n\
        7,\"a,\"\"b\"\"\\nc\\u001b[31m\",property,note,,,\r\n\
        5,App,property,app,,,\r\n\
        3,Window,shortcut,global,,,\r\n\
        1,,,,,,\r\n";
    assert_eq!(super::path(&steps, Format::Csv).unwrap(), csv);
    let table = r#"Edge Type  Object                   Place
           "a,"b"\nc\u001b[31m" @7
property   note in App @5
property   app in Window @3
shortcut   global in (root) @1
"#;
    assert_eq!(super::path(&steps, Format::Table).unwrap(), table);
}

#[test]
fn nodes_are_lines_in_file_order() {
    let mut lines = Vec::new();
    super::write_nodes(session(0).heap(), None, &mut lines).unwrap();
    let expected = concat!(
        r#"{"id":1,"type":"synthetic","name":"","key":",(synthetic)","distance":100000000,"#,
        r#""shallowSize":0,"retainedSize":1032,"dominator":1,"detachedness":0}"#,
        "\n",
        r#"{"id":3,"type":"object","name":"Window","key":",Window","distance":1,"#,
        r#""shallowSize":1000,"retainedSize":1032,"dominator":1,"detachedness":0}"#,
        "\n",
        r#"{"id":5,"type":"object","name":"App","key":",App","distance":2,"#,
        r#""shallowSize":20,"retainedSize":32,"dominator":3,"detachedness":0}"#,
        "\n",
        r#"{"id":7,"type":"string","name":"a,\"b\"\nc\u001b[31m","key":",(string)","distance":3,"#,
        r#""shallowSize":12,"retainedSize":12,"dominator":5,"detachedness":0}"#,
        "\n"
    );
    assert_eq!(String::from_utf8(lines).unwrap(), expected);
}

#[test]
fn a_lone_surrogate_survives_in_json_alone() {
    let mut session = session(0);
    let mut steps = session.path(NodeOrdinal(APP as u32), &[]).unwrap();
    steps.truncate(1);
    steps[0].name = JsString::from(JsStr::new(&[b'a', 0xed, 0xa0, 0xbd]));
    assert!(super::path(&steps, Format::Json).unwrap().contains(r#""name":"a\ud83d""#));
    assert!(super::path(&steps, Format::Csv).unwrap().contains(",a\u{fffd},"));
    assert!(super::path(&steps, Format::Table).unwrap().contains("a\u{fffd} @5"));
}

#[test]
fn names_stay_on_their_line() {
    let name = |text: &str| readable::name(JsStr::new(text.as_bytes()));
    assert_eq!(name("a\r\n\tb\u{7f}\u{85}\u{0}"), "a\\r\\n\\tb\\u007f\\u0085\\u0000");
    assert_eq!(name("\u{202e}gnp\u{2066}\u{2028}"), "\\u202egnp\\u2066\\u2028");
    assert_eq!(name("é😀"), "é😀");
    assert_eq!(name(&"😀".repeat(120)), "😀".repeat(120));
    assert_eq!(name(&"😀".repeat(121)), format!("{}…", "😀".repeat(120)));
}

#[test]
fn objects_have_the_marks_of_their_type() {
    let object = |name: &str, kind| readable::object(JsStr::new(name.as_bytes()), kind);
    assert_eq!(object("x", "string"), "\"x\"");
    assert_eq!(object("x", "sliced string"), "x");
    assert_eq!(object("x", "regexp"), "/x/");
    assert_eq!(object("", "closure"), "()");
    assert_eq!(object("", "array"), "(internal array)[]");
    assert_eq!(object("x", "array"), "x[]");
    assert_eq!(object("", "synthetic"), "(root)");
    assert_eq!(object("", "ty\npe"), "(ty\\npe)");
}

fn timeline(format: Format) -> String {
    let mut session = session(3);
    let sums = [1, 2].map(|sessions| {
        let mut heap = Heap::new(drawing(sessions).snapshot()).unwrap();
        ClassSums::by(&session.heap().interfaces, &mut heap).unwrap()
    });
    let [first, second] = sums;
    let latest = ClassSums::of(session.heap()).unwrap();
    session.set_timeline(Timeline::new(&[first, second, latest]).unwrap());
    let bases = [1, 2].map(|sessions| BaseColumns::of(self::session(sessions).heap()).unwrap());
    let findings = leaks::find(session.heap(), &bases).unwrap();
    let totals = Totals::of(session.heap());
    let files = ["a", "b", "c \"3\""].map(|name| SeriesFile { name: name.to_owned(), totals });
    let query = RowQuery { count: 1, ..RowQuery::all(SortColumn::Growth, false) };
    super::timeline(&session, &files, &findings, &query, format).unwrap()
}

#[test]
fn a_timeline_has_figures_for_every_snapshot() {
    assert_eq!(
        timeline(Format::Csv),
        "key,name,countDelta,sizeDelta,grownSteps,everyStep,count1,count2,count3,size1,size2,size3\r\n\
         \",Session\",Session,2,1200,2,true,1,2,3,600,1200,1800\r\n"
    );
    let table = timeline(Format::Table);
    let last: Vec<&str> = table.lines().last().unwrap().split_whitespace().collect();
    assert_eq!(last.join(" "), "every step +2 +1.2 kB 1 600 B 2 1.2 kB 3 1.8 kB Session");
    let json: serde_json::Value = serde_json::from_str(&timeline(Format::Json)).unwrap();
    assert_eq!(json["sameProcess"], true);
    assert_eq!(json["snapshots"][2]["name"], "c \"3\"");
    assert_eq!(json["suspects"], serde_json::json!([]));
    assert_eq!(json["rows"][0]["sizes"], serde_json::json!([600, 1200, 1800]));
    assert_eq!(json["rows"][0]["everyStep"], true);
}

#[test]
fn a_comparison_of_two_processes_says_what_it_is_worth() {
    let (session, base) = compared();
    let file = ComparedFile { name: "file", totals: base };
    let strangers = ProcessMatch { common: 40, different: 30, smaller: 50 };
    let query = RowQuery::all(SortColumn::SizeDelta, false);
    let text = super::comparison(&session, file, file, strangers, &query, Format::Table).unwrap();
    assert!(text.contains("different processes") && text.contains("40 of 50 ids are in both; 30"), "{text}");
    let json = super::comparison(&session, file, file, strangers, &query, Format::Json).unwrap();
    assert!(json.contains("\"sameProcess\":false"), "{json}");
    assert!(!comparison(Format::Table).contains("different processes"));
}
