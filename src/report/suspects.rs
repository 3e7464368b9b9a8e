//! Suspects as text, JSON, Markdown or one HTML page; docs/json.md describes the JSON.

use std::fmt::Write;

use super::{Format, NoSuchFormat, readable};
use crate::leaks::findings::{Background, Findings, Suspect};
use crate::leaks::verify::Verification;
use crate::text::JsString;

/// The findings of a series of snapshots.
///
/// # Errors
/// If the format is none of [`Format::OF_FINDINGS`].
pub fn suspects(findings: &Findings, format: Format) -> Result<String, NoSuchFormat> {
    Ok(match format {
        Format::Csv | Format::Ndjson => return Err(format.not_here()),
        Format::Table => text(findings),
        Format::Json => json(findings),
        Format::Markdown => markdown(findings),
        Format::Html => page("Suspects", &markdown(findings)),
    })
}

/// What became of the suspects.
///
/// # Errors
/// If the format is none of [`Format::OF_FINDINGS`].
pub fn verification(verification: &Verification, format: Format) -> Result<String, NoSuchFormat> {
    Ok(match format {
        Format::Csv | Format::Ndjson => return Err(format.not_here()),
        Format::Json => json(verification),
        Format::Html => page("Verification", &verification_markdown(verification)),
        Format::Markdown => verification_markdown(verification),
        Format::Table => {
            let mut out = format!("{}\n", readable::escaped(&verification.summary));
            for suspect in &verification.suspects {
                let _ = writeln!(
                    out,
                    "\n{}. {}: {}",
                    suspect.rank,
                    suspect.verdict.words(),
                    readable::escaped(&suspect.sentence)
                );
                let _ = writeln!(out, "   {}", readable::escaped(&suspect.why));
            }
            out
        }
    })
}

/// Replaces what is data of the heap, texts and keys, by its class and `[*]`; names of classes and properties stay.
pub fn redact(findings: &mut Findings) {
    for step in findings.suspects.iter_mut().flat_map(|suspect| &mut suspect.chain) {
        if let Some(class) = &step.class_instead {
            step.name = class.clone();
        }
        if step.is_key {
            step.edge_name = JsString::from("[*]");
        }
    }
}

fn json(value: &impl serde::Serialize) -> String {
    // Nothing in these values can fail to be written.
    serde_json::to_string(value).map(|text| super::json::indented(&text) + "\n").unwrap_or_default()
}

fn text(findings: &Findings) -> String {
    let mut out = format!("{}\n", readable::escaped(&findings.verdict));
    for suspect in &findings.suspects {
        let _ = writeln!(out, "\n{}. {}", suspect.rank, readable::escaped(&suspect.sentence));
        for (what, value) in facts(suspect) {
            let _ = writeln!(out, "   {:<11} {}", what, readable::escaped(&value));
        }
    }
    for aside in &findings.set_aside {
        let name = aside.name.as_js_str().to_lossy();
        let _ = writeln!(out, "\nSet aside: {}. {}", readable::escaped(&name), readable::escaped(&aside.why));
    }
    let _ = writeln!(out, "\nEngine and warm-up: {}", background(&findings.background));
    out
}

/// What is said of a suspect beside its sentence.
fn facts(suspect: &Suspect) -> Vec<(&'static str, String)> {
    let holder = &suspect.holder;
    let mut facts = vec![
        ("Holder", format!("{} @{}, {}", holder.class.as_js_str().to_lossy(), holder.id, suspect.kind.words())),
        (
            "Entries",
            format!(
                "{} new, {} in all",
                readable::count(suspect.new_entries.into()),
                readable::count(suspect.entries.into())
            ),
        ),
        ("Growth", readable::bytes(suspect.retained_growth as f64)),
        ("Confidence", format!("{}: {}", suspect.confidence.level.word(), suspect.confidence.why)),
    ];
    let grows = suspect.grows.iter().take(5).map(|grown| {
        let class = grown.class.as_js_str().to_lossy();
        format!("{} × {class} ({})", readable::count(grown.count.into()), readable::bytes(grown.bytes as f64))
    });
    facts.push(("Consists of", grows.collect::<Vec<_>>().join(", ")));
    if let Some(place) = &holder.location {
        let of = place.of.as_js_str().to_lossy();
        let of = if of.is_empty() { "a function".into() } else { of };
        facts.push((
            "Place",
            format!("script {}, line {}, column {} ({of})", place.script_id, place.line, place.column),
        ));
    }
    if !suspect.also_held_by.is_empty() {
        let names: Vec<_> = suspect.also_held_by.iter().map(|name| name.as_js_str().to_lossy()).collect();
        facts.push(("Also held by", names.join(", ")));
    }
    if suspect.timeline.len() > 2 {
        let points = suspect.timeline.iter().map(|point| {
            let entries = point.entries.map_or("–".to_owned(), |entries| readable::count(entries.into()));
            let size = point.retained_size.map_or("–".to_owned(), |size| readable::bytes(size as f64));
            format!("{entries} ({size})")
        });
        facts.push(("Timeline", points.collect::<Vec<_>>().join(" → ")));
    }
    facts.push(("Chain", chain(suspect)));
    facts
}

fn chain(suspect: &Suspect) -> String {
    let mut out = String::new();
    for (position, step) in suspect.chain.iter().enumerate() {
        if position > 0 {
            let name = step.edge_name.as_js_str().to_lossy();
            let _ = match step.edge_type {
                "element" | "hidden" => write!(out, " → [{name}] "),
                _ => write!(out, " → {name}: "),
            };
        }
        if step.left_out > 0 {
            let _ = write!(out, "(… {} more) ", readable::count(step.left_out.into()));
        }
        let name = step.name.as_js_str().to_lossy();
        let name = match (name.is_empty(), position) {
            (true, 0) => "(root)".into(),
            (true, _) => "(anonymous)".into(),
            (false, _) => name,
        };
        let mark = if position == suspect.holder_step { " (the holder)" } else { "" };
        let _ = write!(out, "{name} @{}{mark}", step.id);
    }
    out
}

fn background(background: &Background) -> String {
    let parts = background.parts.iter().map(|part| {
        format!("{} ({}, {})", part.what, readable::bytes(part.bytes as f64), readable::count(part.count.into()))
    });
    let parts = parts.collect::<Vec<_>>().join("; ");
    if parts.is_empty() {
        return "nothing more that is new.".to_owned();
    }
    format!("{} more are new: {parts}.", readable::bytes(background.bytes as f64))
}

fn markdown(findings: &Findings) -> String {
    let mut out = format!("# Suspects\n\n{}\n", inert(&findings.verdict));
    for suspect in &findings.suspects {
        let _ = writeln!(out, "\n## {}. {}\n", suspect.rank, inert(&suspect.holder.name.as_js_str().to_lossy()));
        let _ = writeln!(out, "{}\n", inert(&suspect.sentence));
        for (what, value) in facts(suspect) {
            let _ = writeln!(out, "- {what}: {}", inert(&value));
        }
    }
    if !findings.set_aside.is_empty() {
        let _ = writeln!(out, "\n## Set aside\n");
        for aside in &findings.set_aside {
            let _ = writeln!(out, "- {}: {}", inert(&aside.name.as_js_str().to_lossy()), inert(&aside.why));
        }
    }
    let _ = writeln!(out, "\n## Engine and warm-up\n\n{}", inert(&background(&findings.background)));
    out
}

fn verification_markdown(verification: &Verification) -> String {
    let mut out = format!("# Verification\n\n{}\n", inert(&verification.summary));
    for suspect in &verification.suspects {
        let _ = writeln!(out, "\n## {}. {}\n", suspect.rank, suspect.verdict.words());
        let _ = writeln!(out, "{}\n\n- {}", inert(&suspect.sentence), inert(&suspect.why));
    }
    out
}

/// Text of a heap on one line of Markdown, in which it can start no markup of its own but code.
fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '*' | '_' | '[' | ']' | '#' | '|' | '!' => out.extend(['\\', character]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color-scheme:light dark}li{overflow-wrap:anywhere}h2{font-size:1.2rem;margin-top:2rem}";

/// A page of the few kinds of line that the reports above have.
fn page(title: &str, markdown: &str) -> String {
    let mut body = String::new();
    let mut in_list = false;
    for line in markdown.lines().filter(|line| !line.is_empty()) {
        let item = line.strip_prefix("- ");
        if in_list != item.is_some() {
            body.push_str(if in_list { "</ul>\n" } else { "<ul>\n" });
            in_list = item.is_some();
        }
        let (tag, content) = match (item, line.strip_prefix("## "), line.strip_prefix("# ")) {
            (Some(item), ..) => ("li", item),
            (_, Some(heading), _) => ("h2", heading),
            (_, _, Some(heading)) => ("h1", heading),
            _ => ("p", line),
        };
        let _ = writeln!(body, "<{tag}>{}</{tag}>", without_escapes(content));
    }
    if in_list {
        body.push_str("</ul>\n");
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>leakscope: {title}</title>\n<style>{STYLE}</style>\n{body}</html>\n"
    )
}

/// What Markdown escapes by backslashes is plain in HTML; the entities are the same in both.
fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        out.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::testing::Drawing;
    use crate::heap::Heap;
    use crate::leaks::{BaseColumns, find};
    use crate::snapshot::{EdgeType, NodeType};

    /// A dictionary whose keys and values are secrets, with `entries` of them.
    fn secrets(entries: usize) -> Heap {
        let mut drawing = Drawing::new();
        let app = drawing.node(NodeType::OBJECT, "App<b>", 10);
        let tokens = drawing.node(NodeType::OBJECT, "Object", 10);
        drawing.edge(0, EdgeType::Shortcut, "app", app);
        drawing.edge(app, EdgeType::Property, "tokens_*_", tokens);
        for number in 0..entries {
            let token = drawing.node(NodeType::STRING, &format!("secret <script> {number}"), 1000);
            drawing.edge(tokens, EdgeType::Property, &format!("secret key {number}"), token);
        }
        let mut heap = Heap::new(drawing.snapshot()).unwrap();
        heap.complete().unwrap();
        heap
    }

    fn findings() -> Findings {
        find(&secrets(100), &[BaseColumns::of(&secrets(40)).unwrap()]).unwrap()
    }

    #[test]
    fn redacted_findings_hold_no_text_of_the_heap() {
        let (open, mut redacted) = (findings(), findings());
        redact(&mut redacted);
        for &format in Format::OF_FINDINGS {
            assert!(suspects(&open, format).unwrap().contains("secret"), "{format:?}");
            let text = suspects(&redacted, format).unwrap();
            assert!(!text.contains("secret"), "{format:?}: {text}");
            assert!(text.contains("tokens"), "{format:?}");
        }
    }

    #[test]
    fn names_start_no_markup() {
        let page = suspects(&findings(), Format::Html).unwrap();
        assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
        assert!(page.contains("App&lt;b&gt;"));
        let markdown = suspects(&findings(), Format::Markdown).unwrap();
        assert!(markdown.contains("tokens\\_\\*\\_"), "{markdown}");
    }
}
