//! What the fuzz targets share: opening bytes in pieces, the parts of a small snapshot, and questions made of bytes.
//!
//! libFuzzer calls it a failure when a target panics, takes longer than ten seconds, or holds more memory than it may
//! (`xtask/src/fuzz.rs` sets the limits); so opening something and dropping the answer is a test.

pub mod graph;

use std::cell::RefCell;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use leakscope::columns::List;
use leakscope::report::Totals;
use leakscope::{
    FindQuery, Heap, IdRange, Input, InstanceSet, News, NodeFilter, NodeOrdinal, ReadError, RedactedCopy, Redaction,
    RedactionKey, RowQuery, Session, Snapshot, Sort,
};

/// The header of a snapshot whose counts are left open.
pub const HEADER: &[u8] = br#"{"snapshot":{"meta":{"node_fields":["type","name","id","self_size","edge_count","detachedness"],"node_types":[["hidden","array","string","object","code","closure","regexp","number","native","synthetic"],"string","number","number","number"],"edge_fields":["type","name_or_index","to_node"],"edge_types":[["context","element","property","internal","hidden","shortcut","weak"],"string_or_number","node"],"location_fields":["object_index","script_id","line","column"]},"node_count":0,"edge_count":0}"#;

/// Three nodes and three edges for it.
pub const NODES_AND_EDGES: &[u8] = br#","nodes":[9,0,1,0,2,0,3,1,3,16,1,0,2,0,5,8,0,0],"edges":[1,1,6,1,2,12,2,1,12]"#;

/// What stands behind a header that is being made up.
pub const AFTER_HEADER: &[u8] =
    br#","nodes":[9,0,1,0,2,3,1,3,16,1,2,0,5,8,0],"edges":[1,1,5,1,2,10,2,1,10],"locations":[5,1,1,1],"strings":["a","b"]}"#;

/// How many bytes come at a time: decided by the bytes, so that a found case says all.
pub fn step(bytes: &[u8]) -> usize {
    [1, 7, 100, usize::MAX][bytes.len() % 4]
}

/// Reads a file in pieces.
pub fn snapshot(bytes: &[u8], step: usize) -> Result<Snapshot, ReadError> {
    let mut input = Input::new(bytes.len() as u64);
    let mut pieces = bytes.chunks(step);
    while let Some(piece) = pieces.next() {
        input.push(piece)?;
        if input.starts_over() {
            pieces = bytes.chunks(step);
        }
    }
    input.finish()
}

/// The same, ready for comparison.
pub fn heap(bytes: &[u8], step: usize) -> Result<Heap, ReadError> {
    Ok(Heap::new(snapshot(bytes, step)?)?)
}

/// The same with everything computed.
pub fn open(bytes: &[u8], step: usize) -> Result<Session, ReadError> {
    let mut session = Session::new(heap(bytes, step)?);
    session.complete()?;
    Ok(session)
}

/// Ends the run if two readings are not of one content: the columns to the letter, or errors of one kind.
pub fn same(one: &Result<Snapshot, ReadError>, other: &Result<Snapshot, ReadError>) {
    match (one, other) {
        (Ok(one), Ok(other)) => assert_eq!(format!("{one:?}"), format!("{other:?}")),
        (Err(one), Err(other)) => assert_eq!(one.category(), other.category()),
        _ => panic!("{:?} and {:?}", one.as_ref().err(), other.as_ref().err()),
    }
}

/// Whether a packing begins like this.
pub fn is_packed(bytes: &[u8]) -> bool {
    [&b"\x1f\x8b"[..], b"PK", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ"].iter().any(|magic| bytes.starts_with(magic))
}

/// The bytes packed by gzip.
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes what is written to it")
}

/// The redacted copy; none of a format that is not copied.
pub fn redacted(heap: &Heap, bytes: &[u8], step: usize) -> Option<Vec<u8>> {
    let redaction = Redaction::of(heap, RedactionKey([7; 16])).ok()?;
    let mut copy = RedactedCopy::new(redaction, bytes.len() as u64, None);
    let mut copied = Vec::new();
    for piece in bytes.chunks(step) {
        copied.extend(copy.push(piece).ok()?);
    }
    copied.extend(copy.finish().ok()?);
    Some(copied)
}

thread_local! {
    static ASKED: RefCell<Option<Session>> = const { RefCell::new(None) };
}

/// Asks one small heap whatever the bytes spell.
pub fn ask(bytes: &[u8]) {
    ASKED.with_borrow_mut(|asked| {
        let small = include_bytes!("../../tests/samples/packed/small.heapsnapshot");
        let session = asked.get_or_insert_with(|| open(small, usize::MAX).expect("the sample opens"));
        answer(session, &mut Asked(bytes));
    });
}

/// Questions, byte by byte; zeros when there are no more.
struct Asked<'a>(&'a [u8]);

impl Asked<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        byte
    }

    /// Small ones, and the largest.
    fn number(&mut self) -> usize {
        match self.byte() {
            255 => usize::MAX,
            254 => u32::MAX as usize,
            small => usize::from(small),
        }
    }

    fn node(&mut self) -> NodeOrdinal {
        NodeOrdinal(self.number() as u32)
    }

    fn objects(&mut self) -> NodeFilter {
        match self.byte() % 13 {
            1 => NodeFilter::Allocated(IdRange { above: self.number() as u32, up_to: self.number() as u32 }),
            2 => NodeFilter::NativeContext(self.number() as u32),
            3 => NodeFilter::DuplicatedStrings,
            4 => NodeFilter::RetainedByDetachedDom,
            5 => NodeFilter::RetainedByContexts,
            6 => NodeFilter::RetainedByConsole,
            7 => NodeFilter::RetainedByEventHandlers,
            8 => NodeFilter::Unreachable,
            9 => NodeFilter::SharedNativeContext,
            10 => NodeFilter::NoNativeContext,
            11 => NodeFilter::RetainedByUnusedVariables,
            12 => NodeFilter::AllocatedBy(self.number() as u32),
            _ => NodeFilter::All,
        }
    }

    fn query(&mut self) -> RowQuery {
        let list = List::ALL[self.number() % List::ALL.len()];
        let sort = Sort { ascending: self.byte() % 2 == 1, ..list.first_sort() };
        let (from, count, objects, redact) = (self.number(), self.number(), self.objects(), self.byte() % 2 == 1);
        let length = self.number().min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        let filter = (length > 0).then(|| String::from_utf8_lossy(text).into_owned());
        let ignoring = (0..self.byte() % 3).map(|_| self.node()).collect();
        let news = [News::Unasked, News::Marked, News::Only][usize::from(self.byte() % 3)];
        RowQuery { sort, filter, objects, from, count, redact, ignoring, news }
    }
}

fn answer(session: &mut Session, asked: &mut Asked<'_>) {
    while !asked.0.is_empty() {
        let (kind, node, query) = (asked.byte(), asked.node(), asked.query());
        let nodes = Totals::of(session.heap()).node_count;
        match kind % 12 {
            0 => _ = session.summary(&query).map(|page| assert!(page.rows.len() <= page.total)),
            1 => _ = session.instances(InstanceSet::Class(node.0, query.objects), &query),
            2 => _ = session.properties(node, &query),
            3 => _ = session.retainers(node, &query),
            4 => _ = session.contents(node, &query),
            5 => _ = session.path(node, &query.ignoring).map(|path| assert!(path.len() <= nodes)),
            6 => _ = session.path_positions(node, &query),
            7 => _ = session.cuts(node, query.redact).map(|cuts| assert!(cuts.len() <= nodes)),
            8 => _ = session.merged_paths(InstanceSet::Class(node.0, query.objects), query.redact),
            9 => _ = session.icicle(node, query.count as u32, query.from as u64),
            10 => found(session, query.filter.as_deref().unwrap_or_default()),
            _ => assert_eq!(session.details(node, query.redact).ok().flatten().is_some(), (node.0 as usize) < nodes),
        }
    }
}

/// Looks for what is typed, to the end; expressions are those of a library, and left out.
fn found(session: &mut Session, typed: &str) {
    let Ok(query) = FindQuery::parse(typed, typed.len().is_multiple_of(2), &|_, _| Err(String::new())) else { return };
    if session.find(query).is_ok() {
        while session.find_on().is_ok_and(|progress| !progress.done) {}
    }
}
