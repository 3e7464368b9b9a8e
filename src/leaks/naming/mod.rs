//! What a program would call what was found, and where it stands.
//!
//! Between `detect` and `rank`; the answer to one snapshot and verify use it too. [`Names`] are classes, short names and the
//! label of a holder, `files` what is called by its file, `telling` says which names of links help, [`SuspectPath`] is the way from the root to an example of what it holds, [`chain`](chain()) that way as it is shown, `place` the file and line.

pub mod chain;
pub mod files;
pub mod names;
pub mod place;
pub mod retaining_path;
pub mod telling;

pub use chain::chain;
pub use names::Names;
pub use retaining_path::SuspectPath;
