//! A page for Word, as plain data.

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordDocument {
    /// Its path in the output folder.
    pub name: String,
    /// What stands in it, from top to bottom.
    pub blocks: Vec<WordBlock>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordBlock {
    /// Two columns without lines, each of lines in the middle: the head and the foot of an official letter.
    Sides([Vec<WordLine>; 2]),
    /// A paragraph.
    Paragraph(WordLine, WordAlign),
    /// A table with a row of titles that is repeated on every page.
    Table {
        /// How wide each column is, in twentieths of a point.
        widths: Vec<u32>,
        /// The titles.
        titles: Vec<String>,
        /// The rows, each with a text a column.
        rows: Vec<Vec<String>>,
    },
}

/// A text in one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordLine {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub look: WordLook,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordLook {
    /// As body text.
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold and larger.
    Title,
}

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordAlign {
    /// In the middle.
    Centre,
    /// From edge to edge, its first line further in.
    Body,
}

impl WordLine {
    /// A text in a look.
    pub fn new(text: impl Into<String>, look: WordLook) -> Self {
        let text = text.into();
        Self { text, look }
    }
}
