//! Who holds what grew.
pub mod anatomy;
pub mod base;
pub mod growth;
pub mod holders;
pub mod routes;
pub mod tree;
