//! Documents as Markdown that shows names as they are, in every dialect: names stand in code spans, chains in fenced
//! blocks, and there a `@123` is no mention, a `https://…` no link and a `<b>` no markup.

use super::model::{Block, Document};
use crate::report::prose::{Part, Sentence};
use crate::report::readable::escaped;

/// Writes a document.
pub fn write(document: &Document) -> String {
    let mut out = format!("# {}\n", document.title);
    for block in &document.blocks {
        out.push('\n');
        match block {
            Block::Heading(number, sentence) => {
                let number = number.map_or_else(String::new, |number| format!("{number}\\. "));
                out.push_str(&format!("## {number}{}\n", inline(sentence)));
            }
            Block::Paragraph(sentence) => out.push_str(&format!("{}\n", inline(sentence))),
            Block::Facts(facts) => {
                for (name, sentence) in facts {
                    out.push_str(&format!("- {name}: {}\n", inline(sentence)));
                }
            }
            // Words and numbers: the bar in a name would end its cell.
            Block::Table([what, figure], rows) => {
                out.push_str(&format!("| {what} | {figure} |\n| --- | ---: |\n"));
                for [what, figure] in rows {
                    out.push_str(&format!("| {} | {} |\n", inline(what), inline(figure)));
                }
            }
            Block::Lines(name, lines) => out.push_str(&format!("{name}:\n\n{}", fenced(lines))),
        }
    }
    out
}

/// A sentence on one line.
fn inline(sentence: &Sentence) -> String {
    let parts = sentence.0.iter().map(|part| match part {
        Part::Name(_) => code_span(&escaped(&part.plain())),
        _ => words(&part.plain()),
    });
    parts.collect()
}

/// Text that starts no markup.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in escaped(text).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '!' | '<' | '>' | '&' | '~' | '@') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// A code span: in it backslashes and entities mean nothing, so only backticks need care, and spaces at both ends, of which
/// one is taken away.
fn code_span(text: &str) -> String {
    if text.is_empty() {
        return "(anonymous)".to_owned();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    let is_blank = text.chars().all(|character| character == ' ');
    let needs_space = text.starts_with('`') || text.ends_with('`') || text.starts_with(' ') && text.ends_with(' ');
    let space = if needs_space && !is_blank { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

fn fenced(lines: &[Sentence]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(&line.plain())).collect();
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}text\n{}\n{fence}\n", lines.join("\n"))
}

/// How many backticks follow each other, at most.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}
