//! A report as a document: headings, paragraphs, facts and chains, made of [`Sentence`]s, and three ways to write it.
//!
//! Nothing here is text yet, so each writer puts names of the heap where they can do no harm, in its own way: `terminal`
//! escapes what steers a terminal, `markdown` makes code spans, `html` makes elements.

mod html;
mod markdown;
mod model;
mod terminal;

#[cfg(test)]
mod tests;

pub use model::Document;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// For people, in a terminal.
    Terminal,
    /// For a ticket, a chat, or a language model.
    Markdown,
    /// One page that needs nothing else.
    Html,
}

/// A document as text.
pub fn write(document: &Document, markup: Markup) -> String {
    match markup {
        Markup::Terminal => terminal::write(document),
        Markup::Markdown => markdown::write(document),
        Markup::Html => html::write(document),
    }
}
