//! Every number that the method chooses, in one place, each with its unit and its reason (docs/leak-detection.md).
//!
//! Bounds are inclusive where they say "least" or "most". Numbers that only bound work (samples, longest walks) stand
//! here as well, because they decide what is seen.

// What counts as noise.

/// Growth of fewer bytes than this is noise: an idle program's heap varies by a few kB between two snapshots.
pub const LEAST_GROWTH: u64 = 16 << 10;
/// Growth of less than one part in this many of the heap's bytes is noise; the larger of the two bounds holds.
pub const LEAST_SHARE_OF_HEAP: u64 = 2000;
/// Least growth in bytes of a single candidate: small ones count, because many similar ones add up.
pub const LEAST_OF_CANDIDATE: u64 = 32;
/// Candidates below one part in this many of the least growth are dropped, which bounds their number.
pub const MOST_CANDIDATES: u64 = 1000;

// What counts as repeated.

/// Least number of new entries that counts as repeated growth; fewer are warm-up.
pub const MANY_ENTRIES: u32 = 8;
/// Least number of new closures of one function that count as listeners of something.
pub const MANY_LISTENERS: usize = 16;
/// Of the new entries, the least part (in percent) that must be closures of one function to count as listeners.
pub const LEAST_LISTENERS: usize = 75;
/// Least number of new entries of at least [`HEAVY_ENTRY`] bytes each, if some were there before.
pub const FEW_HEAVY_ENTRIES: u32 = 3;
/// Bytes, with everything below it, from which a single entry is heavy: as much as the least growth.
pub const HEAVY_ENTRY: u64 = 16 << 10;
/// Least number of holders with the same path pattern that make one finding.
pub const FEW_SIMILAR: usize = 3;
/// Least number of holders side by side, with names of their own, that make one finding.
pub const FEW_SIBLINGS: usize = 4;
/// Least number of new objects of a kind that only the runtime keeps: a server opens a few at any time.
pub const MANY_HANDLES: usize = 16;
/// Least number of holders, and of entries, where paths have nothing in common but their class.
pub const MANY_DIFFUSE: usize = 16;
/// Of diffuse holders, and of their entries, the least part (in percent) that must be of one class.
pub const LEAST_OF_ONE_CLASS: usize = 60;
/// A string or block has grown, and was not just made, if one part in this many of it was there before.
pub const LEAST_SHARE_BEFORE: u64 = 10;
/// Data must grow by this many times the least growth, because programs make room for it ahead of need.
pub const DATA_OVER_LEAST: u64 = 4;

// Where the search stops.

/// Clusters that are looked at, those that grew most.
pub const MOST_CLUSTERS: usize = 200;
/// Links from an object to its data: from an array over its buffer to the block.
pub const MOST_STEPS_TO_DATA: usize = 4;
/// Of many similar holders, those that are looked at to find what they have in common.
pub const SAMPLED_HOLDERS: usize = 64;
/// Classes that are tried as links of a list, those with most new nodes.
pub const MOST_LINK_CLASSES: usize = 4;
/// A link refers to at most this many others: the next, the one before, two branches.
pub const MOST_NEIGHBOURS: usize = 4;
/// Of many links, those that are looked at.
pub const SAMPLED_LINKS: usize = 2000;
/// A child in the dominator tree with this part (in percent) of the diffuse growth is followed: there it does not divide.
pub const UNDIVIDED: u64 = 70;
/// Places at which diffuse growth divides, that are looked at.
pub const MOST_PLACES: usize = 64;
/// Steps up a path on which something that was named already is looked for.
pub const MOST_STEPS_UP: usize = 64;

// What is shown.

/// Suspects.
pub const MOST_SUSPECTS: usize = 10;
/// Growth of less than one part in this many of the first suspect's is not worth a reader's time.
pub const LEAST_SHARE_OF_FIRST: u64 = 50;
/// Classes that are listed of a suspect's growth.
pub const MOST_CLASSES: usize = 12;
/// A holder's growth of its own is listed if it is at least one part in this many of all.
pub const LEAST_INNER_SHARE: u64 = 4;
/// More than this part (from 0 to 1) of replacement among what is new lowers the confidence.
pub const MUCH_REPLACEMENT: f64 = 0.25;

// Trends over three snapshots and more.

/// A last step of at most one part in this many of an average step counts as standing still.
pub const STANDING_STILL: i64 = 5;
/// A holder that loses more than one part in this many between two snapshots is treated as a cache that is emptied, not
/// as a leak.
pub const EMPTIED: i64 = 4;

// Whether two snapshots are of one process.

/// At most one of this many common ids may name something else.
pub const MOST_CONTRADICTIONS: u32 = 20;
/// At least one of this many ids of the smaller snapshot must be in both. Pairs of one process had 77 of 100 and more in
/// common; it is asked for fewer because a process may replace most of what it holds, but not its runtime.
pub const LEAST_SHARED_IDS: u32 = 10;
/// Ids that are taken of a snapshot, about: so many tell two processes apart beyond doubt.
pub const SAMPLED_IDS: u64 = 1 << 11;

// Whether a repair helped.

/// Gone: the bytes grow by less than this part of their former growth, and the entries by less than
/// [`SMALLER_BELOW`] of theirs.
pub const GONE_BELOW: f64 = 0.1;
/// Smaller: the mean of both ratios (bytes and entries, each at most 1) is below this.
pub const SMALLER_BELOW: f64 = 0.7;
/// Suspects that grew by at least one part in this many of the first one count for the verdict on the whole.
pub const COUNTS_FOR_WHOLE: u64 = 10;
