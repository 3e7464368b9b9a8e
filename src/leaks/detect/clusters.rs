//! Candidates whose retaining paths have the same pattern: one holder with its namesakes.

use std::collections::HashMap;

use super::candidates::Candidate;
use crate::leaks::thresholds::{FEW_SIMILAR, MOST_CLUSTERS};
use crate::sort;

/// Candidates of one pattern.
#[derive(Debug, Default)]
pub struct Cluster<'a> {
    /// The candidates, the one that grew most first.
    pub members: Vec<&'a Candidate>,
}

impl<'a> Cluster<'a> {
    /// The clusters that together grew by at least `least` bytes, those that grew most first.
    pub fn largest(candidates: &'a [Candidate], least: u64) -> Vec<Self> {
        let mut by_pattern: HashMap<u32, usize> = HashMap::new();
        let mut clusters: Vec<Self> = Vec::new();
        for candidate in candidates {
            let position = *by_pattern.entry(candidate.pattern).or_insert(clusters.len());
            match clusters.get_mut(position) {
                Some(cluster) => cluster.members.push(candidate),
                None => clusters.push(Self { members: vec![candidate] }),
            }
        }
        clusters.retain(|cluster| cluster.growth() >= least);
        sort::by_keys(&mut clusters, |cluster| (!cluster.growth(), 0));
        clusters.truncate(MOST_CLUSTERS);
        clusters
    }

    /// Bytes by which all members grew.
    pub fn growth(&self) -> u64 {
        self.members.iter().map(|member| member.growth).sum()
    }

    /// The member that grew by at least half of it all; any, where members are too few to be one finding.
    pub fn main_member(&self) -> Option<&'a Candidate> {
        let first = self.members.first()?;
        (first.growth * 2 >= self.growth() || self.members.len() < FEW_SIMILAR).then_some(first)
    }
}
