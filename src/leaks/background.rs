//! What else is new: compiled code, one-time warm-up, things that several parts of a program share.

use super::analysis::Analysis;
use super::findings::{Background, BackgroundPart};
use super::growth::Standing;
use crate::index::{Column, NodeOrdinal};
use crate::snapshot::NodeType;
use crate::sort;

const CODE: &str = "compiled code, shapes and feedback";
const STRINGS: &str = "strings that several things share";
const SHARED: &str = "objects that several things share";
const ELSEWHERE: &str = "warm-up and replacement: new things that do not repeat";

/// Sums up the new nodes that are in no suspect.
pub fn sum(analysis: &Analysis<'_>, in_suspect: &Column<NodeOrdinal, bool>) -> Background {
    let snapshot = &analysis.heap.snapshot;
    let mut parts = [CODE, STRINGS, SHARED, ELSEWHERE].map(|what| BackgroundPart { what, count: 0, bytes: 0 });
    for (node, &standing) in analysis.growth.standing.iter() {
        if standing == Standing::Lasting || in_suspect[node] {
            continue;
        }
        let is_shared = analysis.growth.anchors[node] == snapshot.root;
        let part = match snapshot.nodes.kind[node] {
            _ if standing == Standing::Background => 0,
            NodeType::STRING if is_shared => 1,
            _ if is_shared => 2,
            _ => 3,
        };
        if let Some(part) = parts.get_mut(part) {
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
