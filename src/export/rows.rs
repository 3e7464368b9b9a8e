//! The rows of the tables: a struct a table, a field a column, in the words of docs/scale.md. Whole numbers are signed,
//! which every reader of Parquet knows. The snapshot is named by the folder.

// What is derived opens column after column of the very schema that is derived with it, and gives up if these differ.
#![allow(clippy::unwrap_used, clippy::panic)]

use parquet_derive::ParquetRecordWriter;

/// A file that was exported.
#[derive(Debug, ParquetRecordWriter)]
pub struct SnapshotRow {
    /// Its name as it was given, without folders.
    pub file: String,
    /// Its length; none of a pipe.
    pub bytes: Option<i64>,
    pub node_count: i64,
    pub edge_count: i64,
    /// All shallow sizes and the memory outside of the heap.
    pub total_size: i64,
    /// Grows for as long as a process lives.
    pub largest_object_id: i64,
    /// Whether the program's own roots are marked.
    pub has_user_roots: bool,
    /// Whether the snapshot before is of the same process; none of the first.
    pub same_process: Option<bool>,
    /// How that was decided.
    pub same_process_why: Option<String>,
    /// What of the file cannot be shown as it stands.
    pub warnings: Option<String>,
}

/// A class: a row of Summary.
#[derive(Debug, ParquetRecordWriter)]
pub struct ClassRow {
    /// Joins with `nodes.class_index` of the same snapshot.
    pub class_index: i32,
    /// Joins with other snapshots.
    pub class_key: String,
    pub class: String,
    pub count: i64,
    pub distance: Option<i32>,
    pub shallow_size: i64,
    pub retained_size: Option<i64>,
}

/// A node.
#[derive(Debug, ParquetRecordWriter)]
pub struct NodeRow<'a> {
    /// Position in the file, from 0.
    pub ordinal: i32,
    /// Stable in a process.
    pub id: i64,
    pub r#type: &'a str,
    pub class_index: i32,
    pub class: &'a str,
    pub name: String,
    pub shallow_size: i64,
    pub retained_size: Option<i64>,
    pub distance: Option<i32>,
    /// The ordinal of the node without which this one would be free.
    pub dominator: Option<i32>,
    /// 0 unknown, 1 attached, 2 detached.
    pub detachedness: i32,
    /// Where its function or constructor stands.
    pub file: Option<String>,
    /// From 1.
    pub line_number: Option<i64>,
    /// From 1.
    pub column_number: Option<i64>,
}

/// A link between two nodes, which are named by their ordinals.
#[derive(Debug, ParquetRecordWriter)]
pub struct EdgeRow<'a> {
    pub from_node: i32,
    pub to_node: i32,
    pub r#type: &'a str,
    /// The name, or
    pub name: Option<String>,
    /// the number that the edge has in its place.
    pub index: Option<i64>,
}

/// Who holds what grew since the snapshot `base`.
#[derive(Debug, ParquetRecordWriter)]
pub struct SuspectRow {
    /// The number of the older snapshot.
    pub base: i32,
    /// 1 is the most likely.
    pub rank: i32,
    pub same_process: bool,
    pub sentence: String,
    pub kind: &'static str,
    /// `high`, `medium` or `low`.
    pub confidence: &'static str,
    pub holder_id: i64,
    pub holder_class: String,
    pub holder: String,
    /// The place where things are put in.
    pub file: Option<String>,
    pub line_number: Option<i64>,
    pub column_number: Option<i64>,
    /// The class of what was put in.
    pub entry_class: Option<String>,
    pub new_entries: i64,
    pub gone_entries: i64,
    pub entries: i64,
    pub retained_growth: i64,
}

/// A step of a suspect's chain, which begins at the root.
#[derive(Debug, ParquetRecordWriter)]
pub struct ChainRow {
    /// With `rank`, which suspect of this snapshot.
    pub base: i32,
    pub rank: i32,
    /// From 0, the root.
    pub step: i32,
    pub edge_type: &'static str,
    pub edge_name: String,
    pub id: i64,
    pub name: String,
    /// How many steps like the ones before are left out before this one.
    pub left_out: i64,
    pub is_holder: bool,
}
