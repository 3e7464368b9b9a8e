//! What a report consists of.

use crate::report::prose::Sentence;

/// A report.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The title, in words of ours.
    pub title: &'static str,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a report.
#[derive(Clone, Debug)]
pub enum Block {
    /// The heading of what follows: a number of its own, and a sentence.
    Heading(Option<u32>, Sentence),
    /// A sentence or several.
    Paragraph(Sentence),
    /// Facts with their names.
    Facts(Vec<(&'static str, Sentence)>),
    /// Figures that belong together: the headings of both columns, and the rows, which have no names in them.
    Table([&'static str; 2], Vec<[Sentence; 2]>),
    /// Lines under a name: a chain.
    Lines(&'static str, Vec<Sentence>),
}

impl Document {
    /// A document without content.
    pub fn new(title: &'static str) -> Self {
        Self { title, blocks: Vec::new() }
    }

    /// Appends a heading.
    pub fn heading(&mut self, number: Option<u32>, sentence: Sentence) {
        self.blocks.push(Block::Heading(number, sentence));
    }

    /// Appends a paragraph.
    pub fn paragraph(&mut self, sentence: Sentence) {
        self.blocks.push(Block::Paragraph(sentence));
    }

    /// Appends facts.
    pub fn facts(&mut self, facts: Vec<(&'static str, Sentence)>) {
        self.blocks.push(Block::Facts(facts));
    }

    /// Appends a table of figures.
    pub fn table(&mut self, head: [&'static str; 2], rows: Vec<[Sentence; 2]>) {
        self.blocks.push(Block::Table(head, rows));
    }

    /// Appends lines under a name.
    pub fn lines(&mut self, name: &'static str, lines: Vec<Sentence>) {
        self.blocks.push(Block::Lines(name, lines));
    }
}
