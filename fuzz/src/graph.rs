//! Small graphs made of bytes, written as a snapshot, and what each node retains by definition: what is not reached without it.

use std::fmt::Write;

use crate::HEADER;

/// At most so many nodes: the definition is asked of each of them.
const MOST_NODES: usize = 24;

/// Edge types of V8 by their numbers: element, property, internal, hidden, weak.
const KINDS: [usize; 5] = [1, 2, 3, 4, 6];
const WEAK: usize = 6;

/// A graph: node 0 is the root.
pub struct Drawn {
    nodes: usize,
    /// From, kind, to; in the order of the nodes that they come from.
    edges: Vec<(usize, usize, usize)>,
}

impl Drawn {
    /// The first byte says how many nodes there are, each three of the others an edge.
    pub fn of(bytes: &[u8]) -> Self {
        let (&first, rest) = bytes.split_first().unwrap_or((&0, &[]));
        let nodes = 2 + usize::from(first) % (MOST_NODES - 1);
        let node = |byte: u8| usize::from(byte) % nodes;
        let edges = rest.chunks_exact(3).map(|edge| (node(edge[0]), KINDS[usize::from(edge[1]) % KINDS.len()], node(edge[2])));
        let mut edges: Vec<_> = edges.collect();
        edges.sort_by_key(|&(from, ..)| from);
        Self { nodes, edges }
    }

    /// Each node has a size of its own, so that a sum tells whose it is of.
    fn size(node: usize) -> u64 {
        1 << node
    }

    /// As V8 writes it.
    pub fn snapshot(&self) -> Vec<u8> {
        let header = String::from_utf8_lossy(HEADER)
            .replace(r#""node_count":0"#, &format!(r#""node_count":{}"#, self.nodes))
            .replace(r#""edge_count":0"#, &format!(r#""edge_count":{}"#, self.edges.len()));
        let mut nodes = Vec::new();
        for node in 0..self.nodes {
            let kind = if node == 0 { 9 } else { 3 };
            let edges = self.edges.iter().filter(|&&(from, ..)| from == node).count();
            nodes.push(format!("{kind},0,{},{},{edges},0", 2 * node + 1, Self::size(node)));
        }
        let edges: Vec<_> = self.edges.iter().map(|(_, kind, to)| format!("{kind},1,{}", 6 * to)).collect();
        let mut text = header;
        _ = write!(text, r#","nodes":[{}],"edges":[{}],"strings":["","a"]}}"#, nodes.join(","), edges.join(","));
        text.into_bytes()
    }

    /// What each node retains.
    pub fn retained(&self) -> Vec<u64> {
        let from_root = self.reached(&[0], None);
        let is_led_to = |node: usize| self.edges.iter().any(|&(from, kind, to)| to == node && kind != WEAK && from != to);
        let mut starts = vec![0];
        starts.extend((0..self.nodes).filter(|&node| !from_root[node] && !is_led_to(node)));
        let reached = self.reached(&starts, None);
        let retained_by = |above: usize| {
            let without = self.reached(&starts, Some(above));
            let is_below = |&node: &usize| above == 0 || node == above || reached[node] && !without[node];
            (0..self.nodes).filter(is_below).map(Self::size).sum()
        };
        (0..self.nodes).map(retained_by).collect()
    }

    /// Which nodes are reached from some, with one left out.
    fn reached(&self, starts: &[usize], without: Option<usize>) -> Vec<bool> {
        let mut reached = vec![false; self.nodes];
        let mut open: Vec<usize> = starts.iter().copied().filter(|&start| Some(start) != without).collect();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut reached[node], true) {
                let strong = self.edges.iter().filter(|&&(from, kind, to)| from == node && kind != WEAK && Some(to) != without);
                open.extend(strong.map(|&(.., to)| to));
            }
        }
        reached
    }
}
