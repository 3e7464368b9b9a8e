//! The name of a script's file: of a path or an address, what names the file is the program's own if it ends as files of
//! code do. Folders tell of people and machines, hosts and queries of whom the program served, a page's address
//! (`/invite/…`) of what its user may do, and a script that has no file is its own text.

use super::{Name, PIECE};
use crate::text::JsStr;

/// Addresses that hold the script itself, or a number in its place.
const WITHOUT_FILE: [&str; 3] = ["data:", "blob:", "javascript:"];

/// How the names of files of code end.
const CODE: [&[u8]; 10] = [b".js", b".mjs", b".cjs", b".ts", b".mts", b".cts", b".jsx", b".tsx", b".vue", b".svelte"];

/// The name of a script's file, as V8 has it.
pub fn script_file(file: JsStr<'_>) -> Name {
    if WITHOUT_FILE.iter().any(|scheme| file.starts_with(scheme)) {
        return Name::data(file, "(script)");
    }
    let bytes = file.as_bytes();
    let address = bytes.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(bytes.len());
    let (path, query) = bytes.split_at(address);
    let folders = path.iter().rposition(|byte| matches!(byte, b'/' | b'\\')).map_or(0, |at| at + 1);
    let (folders, base) = path.split_at(folders);
    let mut name = Name::default();
    // The runtime's own scripts have no folders of people: `node:internal/timers`.
    if file.starts_with("node:") || file.starts_with("internal/") {
        name.push_own(JsStr::new(path));
        return name;
    }
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
            ("data:text/javascript,secret", "(script)"),
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
