//! Names that workerd gives, the runtime of Cloudflare Workers.

/// Every JavaScript object that stands for one of workerd's own.
pub const WRAPPER: &str = "CppgcShim";

/// The link from a [`WRAPPER`] to what it stands for.
pub const WRAPPED: &str = "javascript_to_native";

/// Stands before the class of whatever workerd has for itself.
pub const OWN: &[u8] = b"workerd / ";
