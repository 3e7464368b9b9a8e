//! Documents as one HTML page that loads nothing and runs nothing.

use super::model::{Block, Document};
use crate::report::prose::{Part, Sentence};
use crate::report::readable::escaped;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color-scheme:light dark}li,code{overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere}\
h2{font-size:1.2rem;margin-top:2rem}code{unicode-bidi:isolate}th{padding-right:2em;text-align:left;font-weight:400}\
thead{border-bottom:1px solid}table{border-collapse:collapse}td,th:last-child:not(:first-child){text-align:right}";

/// Writes a document.
pub fn write(document: &Document) -> String {
    let mut body = format!("<h1>{}</h1>\n", document.title);
    for block in &document.blocks {
        match block {
            Block::Heading(number, sentence) => {
                let number = number.map_or_else(String::new, |number| format!("{number}. "));
                body.push_str(&format!("<h2>{number}{}</h2>\n", inline(sentence)));
            }
            Block::Paragraph(sentence) => body.push_str(&format!("<p>{}</p>\n", inline(sentence))),
            Block::Facts(facts) => {
                let items = facts.iter().map(|(name, sentence)| format!("<li>{name}: {}</li>\n", inline(sentence)));
                body.push_str(&format!("<ul>\n{}</ul>\n", items.collect::<String>()));
            }
            Block::Table([what, figure], rows) => {
                let rows = rows.iter().map(|[what, figure]| {
                    format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", inline(what), inline(figure))
                });
                let head = format!("<tr><th scope=\"col\">{what}</th><th scope=\"col\">{figure}</th></tr>");
                let rows = rows.collect::<String>();
                body.push_str(&format!("<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>\n"));
            }
            Block::Lines(name, lines) => {
                let lines: Vec<String> = lines.iter().map(|line| inert(&line.plain())).collect();
                body.push_str(&format!("<p>{name}:</p>\n<pre>{}</pre>\n", lines.join("\n")));
            }
        }
    }
    let title = document.title;
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>leakscope: {title}</title>\n<style>{STYLE}</style>\n{body}</html>\n"
    )
}

fn inline(sentence: &Sentence) -> String {
    let parts = sentence.0.iter().map(|part| match part {
        Part::Name(name) if name.is_empty() => "(anonymous)".to_owned(),
        Part::Name(_) => format!("<code>{}</code>", inert(&part.plain())),
        _ => inert(&part.plain()),
    });
    parts.collect()
}

/// Text in which nothing is markup and nothing turns the direction of writing.
fn inert(text: &str) -> String {
    escaped(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
