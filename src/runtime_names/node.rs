//! Names that Node.js gives, and the other runtimes of servers.

/// The links along its lists of timers that wait equally long.
pub const NEXT_TIMER: &[u8] = b"_idleNext";
/// See [`NEXT_TIMER`].
pub const PREVIOUS_TIMER: &[u8] = b"_idlePrev";

/// The link from what an object has in C++ to the object.
pub const OBJECT_OF_HALF: &str = "native_to_javascript";

/// Whether a name is that of what Node.js keeps in C++.
pub fn is_native(name: &[u8]) -> bool {
    name.starts_with(b"Node / ")
}

/// Addresses that only runtimes give to their own scripts.
const OWN_SCHEMES: [&str; 7] = ["node:", "internal/", "ext:", "deno:", "bun:", "cloudflare-internal:", "extensions::"];

/// Until Node.js 14, its public modules had bare names.
const PUBLIC_MODULES: [&str; 44] = [
    "assert",
    "async_hooks",
    "buffer",
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "events",
    "fs",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "path",
    "perf_hooks",
    "process",
    "punycode",
    "querystring",
    "readline",
    "repl",
    "stream",
    "string_decoder",
    "sys",
    "timers",
    "tls",
    "trace_events",
    "tty",
    "url",
    "util",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
    "zlib",
    "bootstrap_node",
    "native_module",
];

/// Modules that have never had a bare name.
const LATER_MODULES: [&str; 3] = ["test", "sqlite", "sea"];

/// Whether a script of this name is a runtime's own.
pub fn is_own_script(file: &[u8]) -> bool {
    own_scheme(file).is_some() || is_bare_module(file)
}

/// What only runtimes put before the names of their own scripts, if this name begins so.
pub fn own_scheme(file: &[u8]) -> Option<&'static str> {
    OWN_SCHEMES.into_iter().find(|scheme| file.starts_with(scheme.as_bytes()))
}

/// Whether what follows `node:` in the name of a script can be a module of Node.js. A program may call its own scripts so,
/// too: `new vm.Script(code, { filename })`.
pub fn is_module(after_scheme: &[u8]) -> bool {
    let first = after_scheme.split(|&byte| byte == b'/').next().unwrap_or_default();
    let is_listed = |list: &[&str]| list.iter().any(|module| module.as_bytes() == first);
    let is_old_internal = ["_http_", "_stream_", "_tls_"].iter().any(|start| first.starts_with(start.as_bytes()));
    first == b"internal" || is_old_internal || is_listed(&PUBLIC_MODULES) || is_listed(&LATER_MODULES)
}

fn is_bare_module(name: &[u8]) -> bool {
    let Some(stem) = name.strip_suffix(b".js") else { return false };
    let is_bare = !stem.iter().any(|byte| matches!(byte, b'/' | b'\\' | b':'));
    is_bare && (stem.starts_with(b"_") || PUBLIC_MODULES.iter().any(|module| module.as_bytes() == stem))
}

/// What the module loaders of V8 and Node.js keep for each file that is loaded.
const OF_MODULES: [&str; 6] =
    ["Module", "BuiltinModule", "ModuleWrap", "ModuleJob", "ModuleJobSync", "SourceTextModule"];

/// Whether things of this class are kept for each file that is loaded.
pub fn is_of_module_loader(class: &str) -> bool {
    OF_MODULES.contains(&class)
}

/// The link from what the loaders keep for a file to the file's path or address.
pub fn link_to_file(class: &[u8]) -> Option<&'static str> {
    match class {
        b"Module" => Some("filename"),
        b"ModuleWrap" => Some("url"),
        _ => None,
    }
}

/// Whether a file of Node.js' own is one of those that load modules.
pub fn is_file_of_loader(file: &[u8]) -> bool {
    file.starts_with(b"node:internal/modules/")
}

/// The link from a timer or another resource to the store of `AsyncLocalStorage` in which it was made.
pub const STORE_OF_RESOURCE: &[u8] = b"<symbol kResourceStore>";

/// The class of what has the stores of `AsyncLocalStorage` for what waits for a promise.
pub const FRAME_OF_STORES: &[u8] = b"AsyncContextFrame";

/// The link from a module to what it gives to others.
pub const EXPORTS: &str = "exports";

/// The link from a CommonJS module to its file.
pub const FILE_OF_MODULE: &str = "filename";

/// Whether this is a module of the program or of a package, as CommonJS loads it: Node's own are of another class.
pub fn is_module_of_program(class: &[u8]) -> bool {
    class == b"Module"
}

/// Whether this is what a timer is made of.
pub fn is_timer(class: &str) -> bool {
    matches!(class, "Timeout" | "Immediate" | "TimersList")
}

/// The property in which an emitter has its listeners.
pub const LISTENERS: &str = "_events";

/// The event of an emitter that stands for what goes wrong.
pub const ERROR_EVENT: &str = "error";

/// The property in which an `EventTarget` has a Map of its listeners by event.
pub const LISTS_OF_LISTENERS: &str = "<symbol kEvents>";

/// Methods by which one ends what keeps a handle open.
pub const ENDS: [&str; 6] = ["close", "destroy", "disconnect", "dispose", "end", "terminate"];

/// Whether a name is that of the global object.
pub fn is_global(name: &[u8]) -> bool {
    name.starts_with(b"global")
}
