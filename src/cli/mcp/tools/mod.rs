//! The tools: each is a struct of its arguments, which asks what the command of the same name asks.
//!
//! What growth is about is in `growth`, classes and searches in `heap`, one object in `object`. To add a tool: such a struct
//! with [`tool::Tool`], and a line in [`ALL`].

mod growth;
mod heap;
mod object;
mod tool;

pub use tool::Entry;

/// All tools. Ten or fewer: agents choose worse among more.
pub const ALL: [Entry; 10] = [
    Entry::of::<growth::Suspects>(),
    Entry::of::<growth::Verify>(),
    Entry::of::<growth::Compare>(),
    Entry::of::<heap::Summary>(),
    Entry::of::<heap::Find>(),
    Entry::of::<object::Retainers>(),
    Entry::of::<object::RetainingPath>(),
    Entry::of::<heap::MergedPaths>(),
    Entry::of::<object::Contents>(),
    Entry::of::<object::Dominators>(),
];
