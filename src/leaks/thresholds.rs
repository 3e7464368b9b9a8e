//! Every number that the method chooses, in one place, each with its unit and its reason (docs/leak-detection.md).
//!
//! Bounds are inclusive where they say "least" or "most"; shares are pairs, 3 in 10.

// What counts as noise.

/// Growth of fewer bytes than this is noise: an idle program's heap varies by a few kB between two snapshots.
pub const LEAST_GROWTH: u64 = 16 << 10;
/// Growth of less than one part in this many of the heap's bytes is noise; the larger of the two bounds holds.
pub const LEAST_SHARE_OF_HEAP: u64 = 2000;

// What counts as repeated.

/// So many things more are a repetition. Between 4 and 16 hardly any program of the measured ones is told differently.
pub const MANY: i64 = 8;
/// So few are, if they are heavy: together three times the least growth.
pub const FEW: i64 = 3;
/// What repeats must make up this share of what a holder gained: 3 in 10. Otherwise it is a mixture, as of a warm-up.
pub const LEAST_REPEATING: (i64, i64) = (3, 10);
/// Strings and arrays count along with things of a kind if there are nearly as many: 9 in 10.
pub const LEAST_ALONG: (i64, i64) = (9, 10);
/// The links of a list are at most so many for each thing in it.
pub const MOST_PER_LINK: i64 = 2;
/// In a tree fewer than 9 in 10 of the things that hang at another hang at one of their own,
pub const LEAST_IN_ROW: (i64, i64) = (9, 10);
/// and its longest row, squared, is at most so many times as long as it has nodes.
pub const DEEPEST_TREE: i64 = 4;
/// Kinds that come in like numbers (within 15 in 100) at a root belong to one thing: a socket and its handle.
pub const LIKE_NUMBERS: (i64, i64) = (15, 100);
/// A holder of repeating things has at least 3 in 10 of them.
pub const LEAST_HELD: (i64, i64) = (3, 10);
/// Of a list that grows at its head, the holder took in itself at most one in so many.
pub const LEAST_PER_HEAD: i64 = 20;
/// A chain has at most so many things for each that the way to an entry goes over: the way to one at a quarter has a quarter of it.
pub const MOST_PER_LINK_OF_WAY: i64 = 8;
/// So many holders that are alike, side by side, are one finding; two are two.
pub const ALIKE: usize = 3;

// What is shown.

/// Suspects.
pub const MOST_SUSPECTS: usize = 10;
/// Growth of less than one part in this many of the first suspect's is not worth a reader's time.
pub const LEAST_SHARE_OF_FIRST: i64 = 50;
/// Classes that are listed of a suspect's growth.
pub const MOST_CLASSES: usize = 12;
/// Parts of an entry that are listed.
pub const MOST_PARTS: usize = 8;
/// Holders of one suspect that are listed.
pub const MOST_HOLDERS: usize = 16;
/// More than this part (from 0 to 1) of replacement among what is new lowers the confidence.
pub const MUCH_REPLACEMENT: f64 = 0.25;
/// Where nothing is left of what was there first, but so many times more came, what is gone explains nothing of it.
pub const FAR_MORE: i64 = 8;
/// Of what is left, a single thing or holder is named if it makes at least one part in this many of the growth.
pub const LEAST_SHARE_OF_GROWTH: i64 = 20;
/// Such things that are named.
pub const MOST_SINGLE: usize = 5;

// What one snapshot tells.

/// A holder of less than one part in this many of the heap is not worth a reader's time.
pub const LEAST_SHARE_HELD: u64 = 100;
/// Things of one kind are alike in size, too, if the largest has at most 4 times the average, or one part in 8 of what the
/// holder keeps; else it is asked itself. A table of modules is told from a cache by this.
pub const LARGEST_ALIKE: (u64, u64) = (4, 8);
/// So many alike in one place are seldom parts of a program, and few of its collections that have a limit hold them.
pub const MANY_IN_ONE_PLACE: u32 = 100;
/// What the runtime keeps is the program's if 4 in 10 of the things have something of the program's own: of two ends of a
/// channel one has.
pub const LEAST_KEPT_BY_EACH: (i64, i64) = (4, 10);
/// A tree of which one snapshot is told has at least so many nodes.
pub const LEAST_OF_TREE: i64 = 32;
/// Links that are looked at to tell a list.
pub const MOST_LINKS_ASKED: usize = 64;

// What is set aside.

/// A collection is new if 9 in 10 of what repeats hang below it, and no more than so many of the old.
pub const FEW_OLD: usize = 3;
/// So many functions of which hardly two have the same code are a program being loaded,
pub const MANY_FUNCTIONS: i64 = 10;
/// if more than 4 in 10 have code of their own.
pub const LEAST_DISTINCT: (i64, i64) = (4, 10);

// Trends over three snapshots and more.

/// What grows steadily grows in the last step by at least 2 in 10 of an average step,
pub const LEAST_LAST_STEP: (i64, i64) = (2, 10);
/// slows down if that is less than half of an average step: of two steps the second is less than a third of the first,
pub const LEAST_EVEN_STEP: (i64, i64) = (1, 2);
/// never falls below 3 quarters of what it was,
pub const LEAST_KEPT: (i64, i64) = (3, 4);
/// and makes up at least a quarter of what repeats.
pub const LEAST_STEADY: (i64, i64) = (1, 4);

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

/// Whether `part` is at least the share of `whole`.
pub fn is_share(part: i64, whole: i64, share: (i64, i64)) -> bool {
    part.saturating_mul(share.1) >= whole.saturating_mul(share.0)
}
