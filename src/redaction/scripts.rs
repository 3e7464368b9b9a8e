//! The name of a script's file: of a path or an address, what names the file is the program's own if it ends as files of
//! code do. Folders tell of people and machines, hosts and queries of whom the program served, a page's address
//! (`/invite/…`) of what its user may do, and a script that has no file is its own text.

use super::{Name, PIECE};
use crate::runtime_names::node;
use crate::text::JsStr;

/// Addresses that hold the script itself, or a number in its place.
const WITHOUT_FILE: [&str; 3] = ["data:", "blob:", "javascript:"];

/// How the names of files of code end.
const CODE: [&[u8]; 10] = [b".js", b".mjs", b".cjs", b".ts", b".mts", b".cts", b".jsx", b".tsx", b".vue", b".svelte"];

/// The name of a script's file, as V8 has it.
pub fn script_file(file: JsStr<'_>) -> Name {
    let bytes = file.as_bytes();
    let begins =
        |scheme: &&str| bytes.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()));
    if WITHOUT_FILE.iter().any(begins) {
        return Name::data(file, "(script)");
    }
    let address = bytes.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(bytes.len());
    let (path, query) = bytes.split_at(address);
    let folders = end_of_folders(path);
    let mut name = Name::default();
    let scheme = node::own_scheme(bytes).unwrap_or_default();
    let (scheme, after) = path.split_at_checked(scheme.len()).unwrap_or_default();
    name.push_own(JsStr::new(scheme));
    // The runtime's own scripts have no folders of people: `node:internal/timers`. Any file of a program can have the
    // name `internal/…`, as old versions of Node.js call theirs.
    let can_be_own = if scheme == b"node:" { node::is_module(after) } else { scheme.ends_with(b":") };
    if can_be_own && after.iter().all(|&byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'/')) {
        name.push_own(JsStr::new(after));
        return name;
    }
    let (folders, base) = path.split_at(folders.max(scheme.len()));
    let folders = folders.get(scheme.len()..).unwrap_or_default();
    if !folders.is_empty() {
        name.push_data(JsStr::new(folders), "");
    }
    if CODE.iter().any(|ending| base.ends_with(ending)) {
        name.push_own(JsStr::new(base))
    } else {
        name.push_data(JsStr::new(base), PIECE)
    }
    if !query.is_empty() {
        name.push_data(JsStr::new(query), "");
    }
    name
}

/// Where the last folder ends, whose separator may be written as in an address: `%2F`.
fn end_of_folders(path: &[u8]) -> usize {
    let plain = path.iter().rposition(|byte| matches!(byte, b'/' | b'\\')).map_or(0, |at| at + 1);
    let is_encoded = |part: &[u8]| part.eq_ignore_ascii_case(b"%2f") || part.eq_ignore_ascii_case(b"%5c");
    path.windows(3).rposition(is_encoded).map_or(0, |at| at + 3).max(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_file_and_no_more() {
        for (file, redacted) in [
            ("/home/mary/shop/app.js", "app.js"),
            ("file:///home/mary/shop/app.mjs?user=7", "app.mjs"),
            ("http://shop.example:8080/assets/bundle.js#x", "bundle.js"),
            ("C:\\shop\\app.js", "app.js"),
            ("node:internal/timers", "node:internal/timers"),
            ("https://shop.example/mary%2Fcarts%2fapp.js", "app.js"),
            ("internal/bootstrap/loaders.js", "internal/loaders.js"),
            ("internal/customers/mary", "internal/*"),
            ("node:mary@example.org", "node:*"),
            ("node:mary", "node:*"),
            ("node:fs/promises", "node:fs/promises"),
            ("node:test", "node:test"),
            ("node:_http_server", "node:_http_server"),
            ("ext:core/01_core.js", "ext:core/01_core.js"),
            ("data:text/javascript,secret", "(script)"),
            ("DATA:text/javascript,secret", "(script)"),
            ("http://shop.example/", "*"),
            ("app.js", "app.js"),
            ("https://shop.example/invite/mary", "*"),
            ("http://shop.example/app.js;session=mary", "*"),
            ("mary", "*"),
        ] {
            let name = script_file(JsStr::new(file.as_bytes()));
            assert_eq!(name.text().as_js_str().to_lossy(), file);
            assert_eq!(name.redacted().as_js_str().to_lossy(), redacted, "{file}");
        }
    }
}
