//! The page's folders, `www/*`: what shows things uses what knows things, never the other way round, and widgets know
//! nothing of the page they are in.

use super::Source;

/// A folder below `www`, and the ones that its modules may import from, itself included.
const MAY_IMPORT: &[(&str, &[&str])] =
    &[("engine", &["engine"]), ("state", &["state", "engine"]), ("widgets", &["widgets"])];

/// What a widget may import by name.
const WIDGET_PACKAGES: [&str; 2] = ["preact", "@preact/signals"];

pub fn in_order(sources: &[Source]) -> Vec<String> {
    let page = sources.iter().filter(|source| source.path.starts_with("www/") && !source.is_test());
    page.flat_map(complaints).collect()
}

fn complaints(source: &Source) -> Vec<String> {
    let own = folder(&source.path);
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(folder, _)| *folder == own) else {
        return Vec::new();
    };
    let forbidden = imports(&source.text).into_iter().filter(|import| match resolve(&source.path, import) {
        Some(target) => !target.starts_with("www/") || !allowed.contains(&folder(&target)),
        None => own == "widgets" && !WIDGET_PACKAGES.iter().any(|package| is_of(import, package)),
    });
    forbidden.map(|import| format!("{}: `{own}` must not import {import}", source.path)).collect()
}

/// The folder directly below `www`, or the module's name if it lies there itself.
fn folder(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

/// Whether a name is a package or a path inside it.
fn is_of(import: &str, package: &str) -> bool {
    import.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The quoted text after each `from`, `import` and `import(`.
fn imports(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for keyword in ["from ", "import ", "import("] {
        for (start, _) in text.match_indices(keyword) {
            let after = text.get(start + keyword.len()..).unwrap_or_default();
            let Some(quote) = after.chars().next().filter(|c| matches!(c, '\'' | '"')) else { continue };
            found.extend(after.split(quote).nth(1));
        }
    }
    found
}

/// Where a relative import leads, from the root of the repository; nothing for a package.
fn resolve(importer: &str, import: &str) -> Option<String> {
    if !import.starts_with('.') {
        return None;
    }
    let mut folders: Vec<&str> = importer.split('/').collect();
    folders.pop();
    for step in import.split('/') {
        match step {
            "." => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    Some(folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;
    use super::*;

    fn check(path: &str, text: &str) -> Vec<String> {
        in_order(&[source(path, text)])
    }

    #[test]
    fn what_knows_does_not_import_what_shows() {
        assert!(check("www/state/selection.ts", "import { Row } from '../engine/protocol';").is_empty());
        assert!(check("www/state/selection.ts", "import { signal } from '@preact/signals';").is_empty());
        assert_eq!(
            check("www/state/selection.ts", "import {\n  Tree,\n} from '../widgets/treegrid';"),
            ["www/state/selection.ts: `state` must not import ../widgets/treegrid"]
        );
        assert_eq!(check("www/engine/client.ts", "const later = import(\"../state/open\");").len(), 1);
        assert_eq!(check("www/engine/client.ts", "import '../views/summary';").len(), 1);
    }

    #[test]
    fn widgets_know_nothing_of_the_page() {
        let own = "import { h } from 'preact';\nimport { useState } from 'preact/hooks';\nimport './grid.css';";
        assert!(check("www/widgets/treegrid/grid.tsx", own).is_empty());
        assert!(check("www/widgets/treegrid/grid.tsx", "import { drag } from '../drag';").is_empty());
        assert_eq!(
            check("www/widgets/treegrid/grid.tsx", "import type { Row } from '../../engine/protocol';").len(),
            1
        );
        assert_eq!(check("www/widgets/treegrid/grid.tsx", "import x from 'preactive';").len(), 1);
        assert_eq!(check("www/widgets/drag.ts", "import x from '../../tests/page/x';").len(), 1);
    }

    #[test]
    fn views_may_import_all() {
        assert!(check("www/views/summary.tsx", "import { a } from '../state/a';\nimport '../widgets/b';").is_empty());
    }
}
