//! The files, read back by Parquet's own reader, say what the other outputs say.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::Value;

use super::rows::ChainRow;
use super::table::{MOST_ROWS, MOST_TEXT, Table};
use super::{Export, ExportError};
use crate::classes::names;
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::{self, BaseColumns, Findings, ProcessSample};
use crate::query::{RowQuery, Session, SortColumn};
use crate::report::{self, ComparedFile, Format, ReportFile, ReportHead, Totals};
use crate::snapshot::{EdgeType, Input, NodeType};
use crate::{BaseClasses, Comparison};

/// A folder of its own, which is removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("leakscope-export-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn sample(name: &str) -> Heap {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/samples/{name}.heapsnapshot.gz"));
    let stored = std::fs::read(path).unwrap();
    let mut input = Input::new(stored.len() as u64);
    stored.chunks(64 << 10).for_each(|chunk| input.push(chunk).unwrap());
    Heap::new(input.finish().unwrap()).unwrap()
}

fn session(heap: Heap) -> Session {
    let mut session = Session::new(heap);
    session.complete().unwrap();
    session
}

fn file(name: &str) -> ReportFile {
    ReportFile { name: name.to_owned(), size: Some(7) }
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => (*value).into(),
        Field::Int(value) => (*value).into(),
        Field::Long(value) => (*value).into(),
        Field::Str(value) => value.as_str().into(),
        other => panic!("no column has {other:?}"),
    }
}

type Record = HashMap<String, Value>;

/// All rows of a table of one snapshot.
fn read(folder: &Path, table: &str, number: u32) -> Vec<Record> {
    let path = folder.join(table).join(format!("snapshot={number:03}")).join("part-0.parquet");
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let record = |row: Row| row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect();
    reader.get_row_iter(None).unwrap().map(|row| record(row.unwrap())).collect()
}

/// Two samples of one program, the newer one's session, and what was found.
struct Pair {
    older: Session,
    newer: Session,
    findings: Findings,
}

fn pair(program: &str) -> Pair {
    let [older, newer] = ["before", "after"].map(|which| session(sample(&format!("{program}-{which}"))));
    let findings = leaks::find(newer.heap(), &[BaseColumns::of(older.heap()).unwrap()]).unwrap();
    Pair { older, newer, findings }
}

fn export(Pair { older, newer, findings }: &mut Pair, folder: &Path, texts: bool) {
    let export = Export::new(folder, 2, texts);
    export.write(1, &file("older"), older, None).unwrap();
    export.write(2, &file("newer"), newer, Some(findings.clone())).unwrap();
}

fn text_of(record: &Record, column: &str) -> String {
    record[column].as_str().unwrap().to_owned()
}

#[test]
fn nodes_classes_and_totals_are_those_of_the_json() {
    let folder = Folder::new("figures");
    let mut pair = pair("chromium");
    export(&mut pair, &folder.0, true);
    let mut lines = Vec::new();
    report::write_nodes(pair.newer.heap(), None, &mut lines).unwrap();
    let nodes = read(&folder.0, "nodes", 2);
    let classes = read(&folder.0, "classes", 2);
    let keys: HashMap<i64, &Record> = classes.iter().map(|row| (row["class_index"].as_i64().unwrap(), row)).collect();
    let lines: Vec<Value> =
        lines.split(|&byte| byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    assert_eq!(nodes.len(), lines.len());
    assert!(nodes.iter().any(|node| node["detachedness"] == 2) && nodes.iter().any(|node| node["file"] != Value::Null));
    for (position, (node, line)) in nodes.iter().zip(&lines).enumerate() {
        for (column, field) in [
            ("id", "id"),
            ("type", "type"),
            ("name", "name"),
            ("shallow_size", "shallowSize"),
            ("retained_size", "retainedSize"),
            ("distance", "distance"),
            ("detachedness", "detachedness"),
        ] {
            assert_eq!(node[column], line[field], "{column} of {line}");
        }
        assert_eq!(node["ordinal"], position);
        let place = pair.newer.heap().place(NodeOrdinal(position as u32));
        assert_eq!(
            node["file"],
            Value::from(place.and_then(|place| place.file).map(|file| file.to_lossy().into_owned()))
        );
        assert_eq!(node["line_number"], Value::from(place.map(|place| place.line)));
        assert_eq!(node["column_number"], Value::from(place.map(|place| place.column)));
        let dominator = &nodes[node["dominator"].as_i64().unwrap() as usize];
        assert_eq!(dominator["id"], line["dominator"]);
        if let Some(class) = keys.get(&node["class_index"].as_i64().unwrap()) {
            assert_eq!((&class["class_key"], &class["class"]), (&line["key"], &node["class"]));
        }
    }
    let summary = report::summary(&mut pair.newer, &RowQuery::all(SortColumn::RetainedSize, false), Format::Json);
    let summary: Value = serde_json::from_str(&summary.unwrap()).unwrap();
    assert_same_rows(
        &classes,
        &summary["rows"],
        &[
            ("class_key", "key"),
            ("class", "name"),
            ("count", "count"),
            ("distance", "distance"),
            ("shallow_size", "shallowSize"),
            ("retained_size", "retainedSize"),
        ],
    );
    let totals = &read(&folder.0, "snapshots", 2)[0];
    for (column, field) in [("node_count", "nodeCount"), ("edge_count", "edgeCount"), ("total_size", "totalSize")] {
        assert_eq!(totals[column], summary[field]);
    }
    assert_eq!((&totals["file"], &totals["same_process"]), (&Value::from("newer"), &Value::from(true)));
    assert_eq!(read(&folder.0, "snapshots", 1)[0]["same_process"], Value::Null);
}

fn assert_same_rows(records: &[Record], rows: &Value, columns: &[(&str, &str)]) {
    let rows = rows.as_array().unwrap();
    assert!(!rows.is_empty());
    assert_eq!(records.len(), rows.len());
    for (record, row) in records.iter().zip(rows) {
        for &(column, field) in columns {
            assert_eq!(record[column], row[field], "{column} of {row}");
        }
    }
}

#[test]
fn edges_are_those_of_the_heap() {
    let folder = Folder::new("edges");
    let mut pair = pair("mini-racer");
    export(&mut pair, &folder.0, true);
    let snapshot = &pair.newer.heap().snapshot;
    let edges = read(&folder.0, "edges", 2);
    assert_eq!(edges.len(), snapshot.edges.len());
    for (edge, row) in (0..).map(EdgeIndex).zip(&edges) {
        assert_eq!(row["from_node"], snapshot.nodes.source_of(edge).0);
        assert_eq!(row["to_node"], snapshot.edges.target(edge).0);
        assert_eq!(row["type"], snapshot.edges.type_name(edge));
        match names::edge_name(snapshot, edge) {
            names::EdgeName::Number(number) => {
                assert_eq!((&row["name"], &row["index"]), (&Value::Null, &(number as i64).into()))
            }
            names::EdgeName::Text(name) => {
                assert_eq!((text_of(row, "name"), &row["index"]), (name.to_lossy().into_owned(), &Value::Null));
            }
        }
    }
}

#[test]
fn a_join_of_two_snapshots_is_their_comparison() {
    let folder = Folder::new("join");
    let mut pair = pair("mini-racer");
    export(&mut pair, &folder.0, true);
    let [older, newer] = [1, 2].map(|number| read(&folder.0, "nodes", number));
    let count = |nodes: &[Record], others: &[Record]| -> HashMap<String, (i64, i64)> {
        let ids: std::collections::HashSet<i64> = others.iter().map(|node| node["id"].as_i64().unwrap()).collect();
        let mut counts = HashMap::new();
        for node in
            nodes.iter().filter(|node| node["shallow_size"] != 0 && !ids.contains(&node["id"].as_i64().unwrap()))
        {
            let (count, bytes) = counts.entry(text_of(node, "class")).or_insert((0, 0));
            *count += 1;
            *bytes += node["shallow_size"].as_i64().unwrap();
        }
        counts
    };
    let (new, gone) = (count(&newer, &older), count(&older, &newer));
    let mut base = sample("mini-racer-before");
    let totals = Totals::of(&base);
    let classes = BaseClasses::new(&mut base, pair.newer.heap().interfaces()).unwrap();
    let comparison = Comparison::new(pair.newer.heap(), &classes).unwrap();
    let process_match = ProcessSample::of(pair.newer.heap()).unwrap().compare(&ProcessSample::of(&base).unwrap());
    pair.newer.set_comparison(comparison);
    let query = RowQuery::all(SortColumn::SizeDelta, false);
    let compared = ComparedFile { name: "", totals };
    let json = report::comparison(&pair.newer, compared, compared, process_match, &query, Format::Json).unwrap();
    let json: Value = serde_json::from_str(&json).unwrap();
    // Classes of plain objects are made of what a heap has, so that of two heaps they are not the same.
    let rows = json["rows"].as_array().unwrap().iter().filter(|row| !row["name"].as_str().unwrap().starts_with('{'));
    let mut compared = 0;
    for row in rows {
        let name = row["name"].as_str().unwrap();
        let (new, gone) = (new.get(name).copied().unwrap_or_default(), gone.get(name).copied().unwrap_or_default());
        assert_eq!((&row["newCount"], &row["allocSize"]), (&new.0.into(), &new.1.into()), "new: {row}");
        assert_eq!((&row["deletedCount"], &row["freedSize"]), (&gone.0.into(), &gone.1.into()), "gone: {row}");
        compared += 1;
    }
    assert!(compared > 5, "{compared}");
}

#[test]
fn suspects_are_those_of_the_report() {
    let folder = Folder::new("suspects");
    let mut pair = pair("chromium");
    for texts in [true, false] {
        export(&mut pair, &folder.0, texts);
        let mut findings = pair.findings.clone();
        if !texts {
            findings.redact();
        }
        let json = report::suspects(&findings, &ReportHead::default(), Format::Json).unwrap();
        let json: Value = serde_json::from_str(&json).unwrap();
        let (suspects, chains) = (read(&folder.0, "suspects", 2), read(&folder.0, "chains", 2));
        assert_same_rows(
            &suspects,
            &json["suspects"],
            &[
                ("rank", "rank"),
                ("sentence", "sentence"),
                ("kind", "kind"),
                ("new_entries", "newEntries"),
                ("gone_entries", "goneEntries"),
                ("entries", "entries"),
                ("retained_growth", "retainedGrowth"),
            ],
        );
        let mut steps = chains.iter();
        for (row, suspect) in suspects.iter().zip(json["suspects"].as_array().unwrap()) {
            assert_eq!((&row["base"], &row["same_process"]), (&1.into(), &json["sameProcess"]));
            let holder = &suspect["holder"];
            assert_eq!(
                (&row["holder"], &row["holder_id"], &row["holder_class"]),
                (&holder["name"], &holder["id"], &holder["class"])
            );
            assert_eq!(row["confidence"], suspect["confidence"]["level"]);
            assert_eq!((&row["file"], &row["line_number"]), (&holder["location"]["file"], &holder["location"]["line"]));
            assert_eq!(row["entry_class"], suspect["grows"][0]["class"]);
            for (position, link) in suspect["chain"].as_array().unwrap().iter().enumerate() {
                let step = steps.next().unwrap();
                assert_eq!((&step["rank"], &step["step"]), (&suspect["rank"], &position.into()));
                assert_eq!((&step["edge_type"], &step["edge_name"]), (&link["edgeType"], &link["edgeName"]));
                assert_eq!((&step["id"], &step["name"]), (&link["id"], &link["name"]));
                assert_eq!(step["is_holder"], suspect["holderStep"] == position);
            }
        }
        assert!(steps.next().is_none());
        assert!(read(&folder.0, "suspects", 1).is_empty() && read(&folder.0, "chains", 1).is_empty());
    }
}

/// A program whose code names `Store` and `items`, with a secret in every place that has a name.
fn secretive() -> Session {
    let mut drawing = Drawing::new();
    drawing.code_naming(&["Store", "items"]);
    let store = drawing.node(NodeType::OBJECT, "Store", 8);
    drawing.edge(0, EdgeType::Shortcut, "1", store);
    let other = drawing.node(NodeType::OBJECT, "SECRET class", 16);
    drawing.edge(store, EdgeType::Property, "items", other);
    for kind in [NodeType::STRING, NodeType::CLOSURE, NodeType::NATIVE] {
        let node = drawing.node(kind, "<a title=SECRET>", 16);
        drawing.edge(store, EdgeType::Property, "SECRET key", node);
        drawing.edge(store, EdgeType::Property, "items", node);
        drawing.edge(store, EdgeType::Element, "4711", node);
    }
    session(Heap::new(drawing.snapshot()).unwrap())
}

#[test]
fn data_is_left_out_unless_it_is_asked_for() {
    let folder = Folder::new("redacted");
    for (number, texts) in [(1, true), (2, false)] {
        Export::new(&folder.0, 2, texts).write(number, &file("a"), &mut secretive(), None).unwrap();
        let tables = ["nodes", "edges", "classes"].map(|table| read(&folder.0, table, number));
        for rows in &tables {
            assert_eq!(format!("{rows:?}").contains("SECRET"), texts, "{rows:?}");
        }
        let [nodes, edges, _] = tables;
        assert!(nodes.iter().any(|node| node["class"] == "Store") && edges.iter().any(|edge| edge["name"] == "items"));
        // An element of an object is data; of V8's own arrays it is a place.
        assert_eq!(edges.iter().any(|edge| edge["index"] == 4711), texts);
        assert!(edges.iter().any(|edge| edge["index"] == 1));
    }
}

fn chain_row() -> ChainRow {
    ChainRow {
        base: 1,
        rank: 1,
        step: 0,
        edge_type: "",
        edge_name: String::new(),
        id: 1,
        name: String::new(),
        left_out: 0,
        is_holder: false,
    }
}

#[test]
fn groups_end_by_rows_and_by_texts() {
    let folder = Folder::new("groups");
    let groups = |rows: usize, text: usize| {
        let path = folder.0.join(format!("{rows}-{text}.parquet"));
        let mut table = Table::create(path.clone()).unwrap();
        (0..rows).for_each(|_| table.push(chain_row(), text).unwrap());
        table.close().unwrap();
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        reader.metadata().row_groups().iter().map(|group| group.num_rows() as usize).collect::<Vec<_>>()
    };
    assert_eq!(groups(MOST_ROWS + 3, 0), [MOST_ROWS, 3]);
    assert_eq!(groups(5, MOST_TEXT / 2), [2, 2, 1]);
    assert!(groups(0, 0).is_empty());
}

#[test]
fn what_cannot_be_written_is_said() {
    let folder = Folder::new("errors");
    let in_the_way = folder.0.join("file");
    std::fs::write(&in_the_way, "").unwrap();
    let error = Export::new(&in_the_way, 1, false).write(1, &file("a"), &mut secretive(), None).unwrap_err();
    assert!(matches!(error, ExportError::File { .. }), "{error}");
    if Path::new("/dev/full").exists() {
        let mut table = Table::create(PathBuf::from("/dev/full")).unwrap();
        table.push(chain_row(), 0).unwrap();
        let error = table.close().unwrap_err();
        assert!(matches!(error, ExportError::Rows { .. }) && error.to_string().contains("No space"), "{error}");
    }
}

#[test]
fn folders_are_in_the_order_of_snapshots() {
    for (snapshots, last) in [(1, "001"), (999, "999"), (1000, "1000"), (12_345, "12345")] {
        let export = Export::new(Path::new("x"), snapshots, false);
        assert_eq!(format!("{:0width$}", snapshots, width = export.width), last);
    }
    assert_eq!(Export::new(Path::new("x"), 1000, false).width, 4);
}
