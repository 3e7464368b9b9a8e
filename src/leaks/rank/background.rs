//! What else is new: compiled code, one-time warm-up, things that several parts of a program share.

use crate::index::{Column, NodeOrdinal};
use crate::leaks::attribution::{Attribution, Status};
use crate::leaks::findings::{Background, BackgroundKind, BackgroundPart};
use crate::snapshot::NodeType;
use crate::sort;

const KINDS: [BackgroundKind; 4] =
    [BackgroundKind::Code, BackgroundKind::SharedStrings, BackgroundKind::SharedObjects, BackgroundKind::Single];

/// Sums up the new nodes that are in no suspect.
pub fn sum(attribution: &Attribution<'_>, in_suspect: &Column<NodeOrdinal, bool>) -> Background {
    let snapshot = &attribution.model.heap.snapshot;
    let mut parts = KINDS.map(|kind| BackgroundPart { kind, count: 0, bytes: 0 });
    for (node, &status) in attribution.growth.status.iter() {
        if status == Status::Survivor || in_suspect[node] {
            continue;
        }
        let is_shared = attribution.growth.surviving_dominator[node] == snapshot.root;
        let kind = match snapshot.nodes.kind[node] {
            _ if status == Status::Background => BackgroundKind::Code,
            NodeType::STRING if is_shared => BackgroundKind::SharedStrings,
            _ if is_shared => BackgroundKind::SharedObjects,
            _ => BackgroundKind::Single,
        };
        if let Some(part) = parts.iter_mut().find(|part| part.kind == kind) {
            part.count += 1;
            part.bytes += u64::from(snapshot.nodes.self_size[node]);
        }
    }
    let mut background = Background::default();
    for part in parts {
        background.count += part.count;
        background.bytes += part.bytes;
        if part.count > 0 {
            background.parts.push(part);
        }
    }
    sort::by_keys(&mut background.parts, |part| (!part.bytes, 0));
    background
}
