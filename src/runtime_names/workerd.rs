//! Names that workerd gives, the runtime of Cloudflare Workers.

/// Every JavaScript object that stands for one of workerd's own.
pub const WRAPPER: &str = "CppgcShim";

/// The link from a [`WRAPPER`] to what it stands for.
pub const WRAPPED: &str = "javascript_to_native";

/// What an object of workerd keeps for a function that listens to it.
pub const LISTENER: &str = "workerd / EventHandler";

/// Stands before the class of whatever workerd has for itself.
pub const OWN: &[u8] = b"workerd / ";
