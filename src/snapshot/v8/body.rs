//! What a header lays out: the sections that are arrays of numbers, each with the sink that its records go to.

use super::allocation_sink::AllocationSink;
use super::assemble::assembled;
use super::budget::{self, Budget};
use super::edge_sink::EdgeSink;
use super::header::Header;
use super::location_sink::LocationSink;
use super::node_sink::NodeSink;
use super::numbers::NumberScanner;
use super::scope_sink;
use super::trace_tree::TraceTreeScanner;
use crate::error::{OutOfMemory, Problem, Section};
use crate::growth::grow_at_once;
use crate::snapshot::{Link, Scopes, Snapshot, StringTable, Warnings};

/// The columns under way, and the header that says how to read them.
#[derive(Debug)]
pub struct Body {
    header: Header,
    nodes: NodeSink,
    edges: EdgeSink,
    locations: LocationSink,
    scopes: Scopes,
    allocations: AllocationSink,
    budget: Option<Budget>,
    /// Whether the header announces 0 nodes or edges: the nodes say how many there are.
    counts_come_later: bool,
    fractions: u64,
}

impl Body {
    /// Takes the header's text and makes room for what a file of at most `most_bytes` can hold of what it announces.
    pub fn new(text: &[u8], most_bytes: u64, budget: Option<Budget>) -> Result<Self, Problem> {
        let mut header = Header::parse(text)
            .map_err(|found| Problem::Unexpected { expected: "the layout of a heap snapshot", found })?;
        budget::check_indexable(&header)?;
        // Each number takes at least a digit and a separator.
        let most_records = |stride: usize| most_bytes / (2 * stride as u64) + 1;
        let (mut most_nodes, mut most_edges) = (most_records(header.node.stride), most_records(header.edge.stride));
        check_budget(budget, &header, most_nodes, most_edges)?;
        let counts_come_later = header.node_count == 0 || header.edge_count == 0;
        if counts_come_later {
            if header.node_count == 0 {
                header.node_count = (budget::MOST_INDEXES / header.node.stride as u64).min(Link::MOST_NODES);
            }
            header.edge_count = budget::MOST_INDEXES;
            // How much room that takes is seen as they come.
            (most_nodes, most_edges) = (0, 0);
        }
        let columns = Budget { limit: u64::MAX, plain_bytes: budget.and_then(|budget| budget.plain_bytes) };
        grow_at_once(columns.least_memory(
            &header,
            header.node_count.min(most_nodes),
            header.edge_count.min(most_edges),
        ));
        let (nodes, edges) = (NodeSink::new(&header, most_nodes)?, EdgeSink::new(&header, most_edges)?);
        let (locations, scopes, allocations) = (LocationSink::default(), Scopes::default(), AllocationSink::default());
        Ok(Self { header, nodes, edges, locations, scopes, allocations, budget, counts_come_later, fractions: 0 })
    }

    /// What the header says.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// What reads a section's numbers.
    ///
    /// # Errors
    ///
    /// When there is no memory for a batch of them.
    pub fn scanner(&self, section: Section) -> Result<NumberScanner, OutOfMemory> {
        let Header { node, edge, location, scopes, traces, sample, .. } = &self.header;
        NumberScanner::new(match section {
            Section::Nodes => node.stride,
            Section::Edges => edge.stride,
            Section::Locations => location.as_ref().map_or(1, |layout| layout.stride),
            Section::Trace => traces.as_ref().map_or(1, |(function, _)| function.stride),
            Section::Samples => sample.as_ref().map_or(1, |layout| layout.stride),
            _ => scopes.as_ref().map_or(1, |layout| layout.stride_of(section)),
        })
    }

    /// Takes the whole records of the scanner's batch.
    pub fn accept(&mut self, section: Section, scanner: &mut NumberScanner) -> Result<(), Problem> {
        let (header, batch) = (&self.header, scanner.batch());
        let node_stride = header.node.stride as u32;
        match section {
            Section::Nodes => self.nodes.accept(header, batch, scanner.large())?,
            Section::Edges => self.edges.accept(header, batch)?,
            Section::Locations => {
                if let Some(layout) = &header.location {
                    self.locations.accept(layout, node_stride, header.node_count, batch)?;
                }
            }
            Section::Trace => {
                if let Some((layout, _)) = &header.traces {
                    self.allocations.accept_functions(layout, batch, &mut self.locations)?;
                }
            }
            Section::Samples => {
                if let Some(layout) = &header.sample {
                    self.allocations.accept_samples(layout, batch, scanner.large())?;
                }
            }
            _ => {
                if let Some(layout) = &header.scopes {
                    scope_sink::accept(&mut self.scopes, section, layout, node_stride, batch)?;
                }
            }
        }
        scanner.clear_batch();
        Ok(())
    }

    /// Says that a section's closing bracket has been read.
    pub fn close(&mut self, section: Section, scanner: &NumberScanner) -> Result<(), Problem> {
        self.add_fractions(scanner.fractions());
        if section == Section::Nodes && self.counts_come_later {
            // Now it is known what the header left out.
            (self.header.node_count, self.header.edge_count) = self.nodes.announce_what_is_there();
            self.edges.announce(&self.header)?;
            check_budget(self.budget, &self.header, self.header.node_count, self.header.edge_count)?;
        }
        Ok(())
    }

    /// Takes the tree of stacks, of which the closing bracket has been read.
    pub fn close_tree(&mut self, scanner: &mut TraceTreeScanner) {
        self.allocations.accept_tree(scanner.take_traces());
    }

    /// Notes that so many numbers had a fraction or an exponent.
    pub fn add_fractions(&mut self, count: u64) {
        self.fractions += count;
    }

    /// The snapshot, when all sections have been read.
    pub fn finish(self, strings: StringTable) -> Result<Snapshot, Problem> {
        let Self { header, mut nodes, edges, locations, scopes, allocations, .. } = self;
        let warnings =
            Warnings { counts_missing: self.counts_come_later, fractions: self.fractions, ..Warnings::default() };
        let of_nodes = nodes.take_traces();
        let mut snapshot = assembled(header, nodes, edges, locations, strings, warnings)?;
        let allocations = allocations.finish(of_nodes, &mut snapshot.strings)?;
        Ok(Snapshot { scopes, allocations, ..snapshot })
    }
}

fn check_budget(budget: Option<Budget>, header: &Header, most_nodes: u64, most_edges: u64) -> Result<(), Problem> {
    let Some(budget) = budget else { return Ok(()) };
    budget.check(header, header.node_count.min(most_nodes), header.edge_count.min(most_edges))
}
