//! Documents for a terminal: no marks, what belongs to a heading is indented.

use super::model::{Block, Document};
use crate::report::prose::Sentence;
use crate::report::readable::escaped;

const INDENT: &str = "   ";

/// Writes a document.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    let mut indent = "";
    for (position, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading(number, sentence) => {
                out.push('\n');
                if let Some(number) = number {
                    out.push_str(&format!("{number}. "));
                }
                push_line("", sentence, &mut out);
                indent = INDENT;
            }
            Block::Paragraph(sentence) => {
                if position > 0 && indent.is_empty() {
                    out.push('\n');
                }
                push_line(indent, sentence, &mut out);
            }
            Block::Facts(facts) => {
                let width = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
                for (name, sentence) in facts {
                    push_line(&format!("{indent}{name:<width$} "), sentence, &mut out);
                }
            }
            Block::Table(_, rows) => {
                let width = |column: usize| {
                    let cells = rows.iter().filter_map(|row| row.get(column));
                    cells.map(|cell| escaped(&cell.plain()).chars().count()).max().unwrap_or(0)
                };
                let (first, second) = (width(0), width(1));
                for [what, figure] in rows {
                    let (what, figure) = (escaped(&what.plain()), escaped(&figure.plain()));
                    out.push_str(&format!("{indent}{what:<first$}  {figure:>second$}\n"));
                }
            }
            Block::Lines(name, lines) => {
                out.push_str(&format!("{indent}{name}\n"));
                lines.iter().for_each(|line| push_line(&format!("{indent}  "), line, &mut out));
            }
        }
    }
    out
}

fn push_line(lead: &str, sentence: &Sentence, out: &mut String) {
    out.push_str(lead);
    out.push_str(&escaped(&sentence.plain()));
    out.push('\n');
}
