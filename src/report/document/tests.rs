#![allow(clippy::unwrap_used)]
use super::*;
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::leaks::{BaseColumns, Findings, find};
use crate::redaction::Name;
use crate::report::prose::Sentence;
use crate::report::{Format, ReportFile, ReportHead, suspects};
use crate::snapshot::{EdgeType, NodeType};

/// A dictionary whose keys and values are secrets, with `entries` of them, in a program whose code names `tokens`.
fn secrets(entries: usize) -> Heap {
    let mut drawing = Drawing::new();
    drawing.code_naming(&["Ap_p", "tokens_$_"]);
    let app = drawing.node(NodeType::OBJECT, "Ap_p", 10);
    let tokens = drawing.node(NodeType::OBJECT, "Object", 10);
    drawing.edge(0, EdgeType::Shortcut, "app", app);
    drawing.edge(app, EdgeType::Property, "tokens_$_", tokens);
    for number in 0..entries {
        let token = drawing.node(NodeType::STRING, &format!("secret <script> {number}"), 1000);
        drawing.edge(tokens, EdgeType::Property, &format!("secret key {number}"), token);
    }
    let mut heap = Heap::new(drawing.snapshot()).unwrap();
    heap.complete().unwrap();
    heap
}

fn findings(before: usize, after: usize) -> Findings {
    find(&secrets(after), &[BaseColumns::of(&secrets(before)).unwrap()]).unwrap()
}

fn written(findings: &Findings, format: Format) -> String {
    let files = vec![ReportFile { name: "a_*_.heapsnapshot".to_owned(), size: Some(99_950) }];
    suspects(findings, &ReportHead { files, ..ReportHead::default() }, format).unwrap()
}

#[test]
fn redacted_findings_hold_nothing_that_is_data() {
    // However many keys there are.
    for (before, after) in [(8, 28), (40, 100)] {
        let (open, mut redacted) = (findings(before, after), findings(before, after));
        redacted.redact();
        for &format in Format::OF_FINDINGS {
            assert!(written(&open, format).contains("secret"), "{format:?}");
            let text = written(&redacted, format);
            assert!(!text.contains("secret"), "{format:?}: {text}");
            assert!(text.contains("tokens_$_"), "{format:?}: {text}");
        }
    }
}

#[test]
fn names_start_no_markup_in_html() {
    let page = written(&findings(40, 100), Format::Html);
    assert!(!page.contains("<script>") && page.contains("secret &lt;script&gt;"), "{page}");
    assert!(page.contains("<code>Ap_p.tokens_$_</code>"), "{page}");
}

#[test]
fn names_are_code_in_markdown() {
    let markdown = written(&findings(40, 100), Format::Markdown);
    assert!(markdown.contains("## 1\\. `Ap_p.tokens_$_`\n"), "{markdown}");
    assert!(markdown.contains("- Holder: `Object` \\@"), "{markdown}");
    assert!(markdown.contains("`a_*_.heapsnapshot` (100 kB)"), "{markdown}");
    assert!(markdown.contains("```text\n(root) @1\n"), "{markdown}");
}

#[test]
fn backticks_and_spaces_stay_in_their_span() {
    let mut document = Document::new("Title");
    for name in ["`a``b", " x ", "  ", "", "\u{202e}y\n"] {
        document.paragraph(Sentence::of("*n* ").name(&Name::own(name)));
    }
    document.lines("Chain", vec![Sentence::default().name(&Name::own("```"))]);
    let expected = "# Title\n\n\\*n\\* ``` `a``b ```\n\n\\*n\\* `  x  `\n\n\\*n\\* `  `\n\n\\*n\\* (anonymous)\n\n\
        \\*n\\* `\\u202ey\\n`\n\nChain:\n\n````text\n```\n````\n";
    assert_eq!(write(&document, Markup::Markdown), expected);
}

#[test]
fn documents_in_a_terminal_are_indented_and_escaped() {
    let mut document = Document::new("Title");
    document.paragraph(Sentence::of("Said."));
    document.heading(Some(1), Sentence::default().name(&Name::own("a\u{1b}[31m")));
    document.facts(vec![("Size", Sentence::default().bytes(99_950)), ("Longer", Sentence::of("x"))]);
    let rows = [["a", "1"], ["longer", "−20"]].map(|row| row.map(Sentence::of));
    document.table(["What", "Size Delta"], rows.into());
    document.lines("Chain", vec![Sentence::of("first"), Sentence::of("second")]);
    let expected = "Said.\n\n1. a\\u001b[31m\n   Size   100 kB\n   Longer x\n   a         1\n   longer  −20\n   Chain\n     first\n     second\n";
    assert_eq!(write(&document, Markup::Terminal), expected);
}

#[test]
fn figures_are_tables_where_there_are_tables() {
    let page = written(&findings(40, 100), Format::Html);
    assert!(page.contains("<tr><th scope=\"row\">suspects</th><td>"), "{page}");
    let markdown = written(&findings(40, 100), Format::Markdown);
    assert!(markdown.contains("\n\n| What it is | Size Delta |\n| --- | ---: |\n| suspects | "), "{markdown}");
    assert!(markdown.contains("| in all | "), "{markdown}");
}
