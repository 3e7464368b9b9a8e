//! Memory is refused, at one call for it after the other, in all that leakscope does: each time an error says so.
//!
//! Rust ends a program whose small allocations fail, and leakscope follows it there: a name, a suspect, the text of a report
//! that a person has asked for. What grows with the input is asked for in a way that can be refused. In a heap of some ten
//! thousand objects that is whatever has [`LARGE`] bytes or more, so these calls are refused here. Each refusal has a
//! process of its own, forked from one that has opened the snapshots: so an abort is seen, and tells where it was.
#![cfg(unix)]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/allocator.rs"]
mod allocator;

use std::error::Error;
use std::io::Read;

use allocator::with_refusal;
use leakscope::columns::{COMPARISON, OBJECTS, RETAINERS, SUMMARY};
use leakscope::leaks::{self, BaseColumns, ExpectedSuspect, ProcessSample};
use leakscope::report::Totals;
use leakscope::{
    BaseClasses, Category, ClassSums, Comparison, FindQuery, Heap, IdRange, Input, InstanceSet, NodeFilter,
    NodeOrdinal, OutOfMemory, ReadError, RedactedCopy, Redaction, RedactionKey, RowQuery, Session, Timeline,
};

/// Calls for so many bytes grow with the input.
const LARGE: u64 = 4096;

type Ending = Result<(), Box<dyn Error>>;

/// How the process of one refusal ended.
#[derive(Debug, PartialEq)]
enum Ended {
    /// There were not so many calls.
    NotRefused,
    /// With the error that says so.
    OutOfMemory,
    /// As if nothing had happened.
    AsBefore,
    /// With another error.
    OtherError,
    /// Killed by a signal.
    Killed(i32),
}

const CODES: [Ended; 4] = [Ended::NotRefused, Ended::OutOfMemory, Ended::AsBefore, Ended::OtherError];

/// Runs `work` in a process of its own and refuses one call.
fn refused(let_through: u64, work: &mut dyn FnMut() -> Ending) -> Ended {
    // SAFETY: the child uses no other thread's state: it computes and ends.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let (made, was_refused) = with_refusal(LARGE, let_through, work);
        let ended = match made {
            Ok(()) if was_refused => Ended::AsBefore,
            Ok(()) => Ended::NotRefused,
            Err(error) if is_out_of_memory(&*error) => Ended::OutOfMemory,
            Err(_) => Ended::OtherError,
        };
        let code = CODES.iter().position(|code| *code == ended).unwrap();
        // SAFETY: ends this process at once, without the parent's work that waits to be done at its end.
        unsafe { libc::_exit(code as i32) };
    }
    assert!(child > 0, "no process for it");
    let mut status = 0;
    // SAFETY: the child is this process's own, and the status a place of its own.
    let waited = unsafe { libc::waitpid(child, &raw mut status, 0) };
    assert_eq!(waited, child);
    if libc::WIFSIGNALED(status) {
        return Ended::Killed(libc::WTERMSIG(status));
    }
    CODES.into_iter().nth(libc::WEXITSTATUS(status) as usize).unwrap()
}

fn is_out_of_memory(error: &(dyn Error + 'static)) -> bool {
    let of_reading = error.downcast_ref::<ReadError>();
    error.is::<OutOfMemory>() || of_reading.is_some_and(|error| error.category() == Category::OutOfMemory)
}

/// Refuses each large call of `work`, and gives how many there are and what went wrong.
fn each_refused<T, E: Error + 'static>(
    name: &str,
    complaints: &mut Vec<String>,
    mut work: impl FnMut() -> Result<T, E>,
) {
    let mut work = || Ok(work().map(drop)?);
    let mut calls = 0;
    loop {
        match refused(calls, &mut work) {
            Ended::NotRefused => break,
            Ended::OutOfMemory => {}
            other => complaints.push(format!("{name}: call {calls}: {other:?}")),
        }
        calls += 1;
    }
    println!("{name}: {calls} calls refused");
}

fn sample(name: &str) -> Vec<u8> {
    unpacked(&format!("samples/{name}.heapsnapshot.gz"))
}

/// A stored file, of those packed with gzip.
fn unpacked(name: &str) -> Vec<u8> {
    let packed = std::fs::read(format!("{}/tests/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(packed.as_slice()).read_to_end(&mut plain).unwrap();
    plain
}

fn read(bytes: &[u8]) -> Result<leakscope::Snapshot, ReadError> {
    let mut input = Input::new(bytes.len() as u64);
    let mut chunks = bytes.chunks(1 << 16);
    while let Some(chunk) = chunks.next() {
        input.push(chunk)?;
        if input.starts_over() {
            chunks = bytes.chunks(1 << 16);
        }
    }
    input.finish()
}

fn dominated(bytes: &[u8]) -> Heap {
    let mut heap = Heap::new(read(bytes).unwrap()).unwrap();
    heap.dominate().unwrap();
    heap
}

fn whole(bytes: &[u8]) -> Session {
    let mut session = Session::new(Heap::new(read(bytes).unwrap()).unwrap());
    session.complete().unwrap();
    session
}

fn query(list: leakscope::columns::List) -> RowQuery {
    RowQuery::all(list.first_sort().column, list.first_sort().ascending)
}

fn redacted_copy(redaction: Redaction, bytes: &[u8]) -> Result<(), ReadError> {
    let mut copy = RedactedCopy::new(redaction, bytes.len() as u64, None);
    for chunk in bytes.chunks(1 << 16) {
        copy.push(chunk)?;
    }
    copy.finish()?;
    Ok(())
}

#[test]
fn an_error_says_that_memory_was_refused() {
    let (older, newer) = (sample("mini-racer-before"), sample("mini-racer-after"));
    let mut complaints = Vec::new();
    opening(&newer, &mut complaints);
    lists(&newer, &mut complaints);
    for other in ["cli/firefox/after.fxsnapshot", "cli/jsc/after.json.gz"] {
        opening(&unpacked(other), &mut complaints);
    }
    filters(&newer, &mut complaints);
    searches(&newer, &mut complaints);
    pairs(&older, &newer, &mut complaints);
    // Of two processes, which are matched by place.
    pairs(&sample("hermes05-before"), &sample("hermes05-after"), &mut complaints);
    copies(&newer, &mut complaints);
    assert!(complaints.is_empty(), "{complaints:#?}");
}

fn opening(file: &[u8], complaints: &mut Vec<String>) {
    each_refused("reading", complaints, || read(file));
    let mut snapshot = Some(read(file).unwrap());
    each_refused("the heap", complaints, || Heap::new(snapshot.take().unwrap()));
    let mut heap = Heap::new(read(file).unwrap()).unwrap();
    each_refused("all phases", complaints, || heap.complete());
    let mut heap = Heap::new(read(file).unwrap()).unwrap();
    each_refused("retained sizes alone", complaints, || heap.dominate());
}

fn lists(file: &[u8], complaints: &mut Vec<String>) {
    let mut session = whole(file);
    let nodes = session.heap().root().0..Totals::of(session.heap()).node_count as u32;
    let length = |session: &mut Session, node| {
        let page = session.retainers(node, &RowQuery { count: 0, ..query(RETAINERS) });
        page.map_or(0, |page| page.total)
    };
    let held = nodes.map(NodeOrdinal).max_by_key(|&node| length(&mut session, node)).unwrap();
    for redact in [false, true] {
        let all = RowQuery { redact, ..query(SUMMARY) };
        let recent =
            RowQuery { objects: NodeFilter::Allocated(IdRange { above: 20_000, up_to: u32::MAX }), ..all.clone() };
        let held_by = RowQuery { redact, ..query(RETAINERS) };
        each_refused("summary", complaints, || session.summary(&all));
        each_refused("what is recent", complaints, || session.summary(&recent));
        each_refused("retainers", complaints, || session.retainers(held, &held_by));
        each_refused("properties", complaints, || session.properties(held, &held_by));
        each_refused("instances", complaints, || {
            session.instances(InstanceSet::Class(0, NodeFilter::All), &query(OBJECTS))
        });
    }
    each_refused("the path", complaints, || session.path(held, &[]));
    each_refused("the path without a retainer", complaints, || session.path(held, &[NodeOrdinal(1)]));
    each_refused("cuts", complaints, || session.cuts(held, false));
}

fn filters(file: &[u8], complaints: &mut Vec<String>) {
    for objects in [
        NodeFilter::DuplicatedStrings,
        NodeFilter::RetainedByDetachedDom,
        NodeFilter::RetainedByContexts,
        NodeFilter::RetainedByUnusedVariables,
        NodeFilter::RetainedByEventHandlers,
        NodeFilter::RetainedByConsole,
        NodeFilter::NativeContext(0),
        NodeFilter::SharedNativeContext,
        NodeFilter::Unreachable,
    ] {
        // Its objects are found out once and kept, so each process begins without them.
        let mut session = whole(file);
        let some = RowQuery { objects, ..query(SUMMARY) };
        each_refused(&format!("{objects:?}"), complaints, || session.summary(&some));
    }
}

fn searches(file: &[u8], complaints: &mut Vec<String>) {
    let mut session = whole(file);
    for typed in ["a", "class:Object retained>1kB", "type:string"] {
        each_refused(typed, complaints, || {
            session.find(FindQuery::parse(typed, false, &|_, _| Err("none here".to_owned())).unwrap())?;
            while !session.find_on()?.done {}
            session.instances(InstanceSet::Found, &query(OBJECTS)).map(drop)
        });
    }
}

fn pairs(older: &[u8], newer: &[u8], complaints: &mut Vec<String>) {
    let (mut base, mut current) = (dominated(older), dominated(newer));
    each_refused("process", complaints, || ProcessSample::of(&current));
    each_refused("classes by the newer", complaints, || BaseClasses::new(&mut base, current.interfaces()));
    let classes = BaseClasses::new(&mut base, current.interfaces()).unwrap();
    each_refused("comparison", complaints, || Comparison::new(&current, &classes));
    each_refused("timeline", complaints, || {
        Timeline::new(&[ClassSums::by(current.interfaces(), &mut base)?, ClassSums::of(&current)?])
    });
    each_refused("what is kept", complaints, || BaseColumns::of(&base));
    let bases = [BaseColumns::of(&base).unwrap()];
    each_refused("suspects", complaints, || leaks::find(&current, &bases));
    each_refused("one snapshot", complaints, || leaks::find(&current, &[]));
    let findings = leaks::find(&current, &bases).unwrap();
    let expected = ExpectedSuspect::all(&findings);
    each_refused("verify", complaints, || leaks::verify(&expected, &current, &bases));
    let comparison = Comparison::new(&current, &classes).unwrap();
    current.complete().unwrap();
    let mut session = Session::new(current);
    session.set_comparison(comparison);
    let merged = || leakscope::merged_paths(session.heap(), &leakscope::instances_called(session.heap(), "Array")?);
    each_refused("merged paths", complaints, merged);
    each_refused("rows of the comparison", complaints, || session.comparison(&query(COMPARISON)));
    each_refused("new objects", complaints, || session.instances(InstanceSet::New(0), &query(OBJECTS)));
}

fn copies(file: &[u8], complaints: &mut Vec<String>) {
    let heap = Heap::new(read(file).unwrap()).unwrap();
    each_refused("redaction", complaints, || Redaction::of(&heap, RedactionKey([7; 16])));
    each_refused("redacted copy", complaints, || redacted_copy(Redaction::of(&heap, RedactionKey([7; 16]))?, file));
}
