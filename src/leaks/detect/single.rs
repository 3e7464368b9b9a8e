//! One holder that grew, and what a detector says of it.

use super::candidates::Candidate;
use super::evidence::{Evidence, Shape};
use super::search::Search;
use crate::index::NodeOrdinal;

/// What a detector says of one holder.
#[derive(Debug)]
pub enum Answer {
    /// It grows in this shape.
    Found(Evidence),
    /// It grows in this shape as programs do without leaking; no other shape is looked for.
    NoLeak,
    /// It does not grow in this shape.
    NotThisShape,
}

impl From<Option<Evidence>> for Answer {
    fn from(found: Option<Evidence>) -> Self {
        found.map_or(Self::NoLeak, Self::Found)
    }
}

/// One holder that grew, as its detectors see it.
#[derive(Debug)]
pub struct Single {
    /// What was measured of it, as if it were many entries; the nodes include those that several things below it share.
    pub measured: Evidence,
    /// How many of the nodes it holds directly.
    pub direct: usize,
    /// Bytes by which the holder itself became larger.
    pub own_growth: u32,
}

impl Single {
    /// Of a candidate.
    pub fn of(search: &Search<'_>, candidate: &Candidate) -> Self {
        let mut measured = Evidence { shape: Shape::Entries, ..candidate.evidence() };
        let direct = measured.nodes.len();
        measured.nodes.extend(search.attribution.shared_below(candidate.holder, &candidate.direct.nodes));
        Self { measured, direct, own_growth: candidate.own_growth }
    }

    /// The heaviest new node with the new bytes at and below it.
    pub fn heaviest(&self, search: &Search<'_>) -> Option<(NodeOrdinal, u64)> {
        let weighed = self.measured.nodes.iter().map(|&node| (node, search.attribution.weight(node)));
        weighed.max_by_key(|&(_, weight)| weight)
    }
}
