//! The command line `leakscope`.

fn main() {}
