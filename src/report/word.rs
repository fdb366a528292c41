//! A page for Word, as plain data.

use super::chart::ChartSpec;
use super::{Align, ColumnGroup, RowKind};

/// How a place that people must write at begins: `[…]`, `[…: nguyên nhân]`.
const OPEN: &str = "[…";

/// A document.
#[derive(Debug, Clone)]
pub struct WordDocument {
    /// Its path in the output folder.
    pub name: String,
    /// What it is, for the document's properties.
    pub title: String,
    /// Whose it is, for the document's properties.
    pub author: String,
    /// What stands in it, from top to bottom.
    pub blocks: Vec<WordBlock>,
}

/// A part of a document.
#[derive(Debug, Clone)]
pub enum WordBlock {
    /// Two columns without lines: the head and the foot of an official letter.
    Sides(WordSides),
    /// A paragraph of texts, one after the other.
    Paragraph(WordKind, Vec<WordLine>),
    /// A table with rows of titles that are repeated on every page.
    Table(WordTable),
    /// A chart that Word draws and edits; what it shows stands in the paragraphs around it.
    Chart(Box<ChartSpec>),
    /// What follows stands on pages of its own, which are numbered anew.
    NewPart(WordPage),
}

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordPage {
    /// Upright.
    Upright,
    /// On its long side, for tables of many columns.
    Across,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// The name of the paper, in the middle.
    Title,
    /// What the paper is about, in the middle.
    About,
    /// The name of an appendix, in the middle at the top of a page.
    Appendix,
    /// What a paper or an appendix belongs to, in the middle.
    Attached,
    /// A line in the middle.
    Centre,
    /// From edge to edge, its first line further in.
    Body,
    /// The same above a signature, on the same page as it.
    Closing,
    /// The heading of a part: `I. ĐẶC ĐIỂM TÌNH HÌNH`.
    Section,
    /// The heading of a part of a part.
    Subsection,
    /// What a table or a chart shows, above it.
    Caption,
    /// What a reader must know of the table or the chart above.
    Note,
}

/// Two columns of lines.
#[derive(Debug, Clone, PartialEq)]
pub struct WordSides {
    /// The lines of the left column and of the right one.
    pub lines: [Vec<WordLine>; 2],
    /// How much of the width the left one takes.
    pub left_share: f64,
    /// Whether the left one begins at the left edge; else its lines stand in the middle.
    pub starts_left: bool,
    /// Whether no page ends between them and what follows.
    pub keeps_with_next: bool,
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
    /// As the text around it.
    Plain,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold and larger.
    Title,
    /// The office's name and the state's at the head of a paper, smaller than the text.
    Head,
    /// The same in bold.
    HeadBold,
    /// Bold, italic and smaller: `Nơi nhận:`.
    Recipients,
    /// Smaller still: who receives the paper.
    Recipient,
    /// Something that people must write.
    Open,
    /// On a dark colour.
    OnDark,
    /// No text but a line of this length, in twentieths of a point.
    Rule(u32),
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct WordTable {
    /// Its columns.
    pub columns: Vec<WordColumn>,
    /// Titles over several columns; empty where there are none.
    pub groups: Vec<ColumnGroup>,
    /// The rows.
    pub rows: Vec<WordRow>,
    /// Whether its letters are smaller, for many columns.
    pub is_dense: bool,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct WordColumn {
    /// Its title.
    pub title: String,
    /// How wide it is, in twentieths of a point.
    pub width: u32,
    /// Where its texts stand.
    pub align: Align,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct WordRow {
    /// What it is.
    pub kind: RowKind,
    /// One a column; the last one takes the columns that are left.
    pub cells: Vec<WordCell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordCell {
    /// What it says, line by line.
    pub text: String,
    /// Where it stands, where not as its column.
    pub align: Option<Align>,
}

impl WordLine {
    /// A text in a look.
    pub fn new(text: impl Into<String>, look: WordLook) -> Self {
        let text = text.into();
        Self { text, look }
    }

    /// A text in which the places that people must write at stand out.
    pub fn with_open(text: &str, look: WordLook) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut rest = text;
        while let Some((before, from)) = rest.find(OPEN).map(|at| rest.split_at(at)) {
            let Some((open, after)) = from.find(']').map(|end| from.split_at(end + 1)) else {
                break;
            };
            if !before.is_empty() {
                lines.push(Self::new(before, look));
            }
            lines.push(Self::new(open, WordLook::Open));
            rest = after;
        }
        if !rest.is_empty() {
            lines.push(Self::new(rest, look));
        }
        lines
    }
}

impl WordBlock {
    /// A paragraph of one text, in which open places stand out.
    pub fn text(kind: WordKind, text: &str) -> Self {
        Self::Paragraph(kind, WordLine::with_open(text, WordLook::Plain))
    }
}

impl From<String> for WordCell {
    fn from(text: String) -> Self {
        Self { text, align: None }
    }
}

impl WordRow {
    /// A row of texts.
    pub fn new(kind: RowKind, texts: impl IntoIterator<Item = String>) -> Self {
        Self {
            kind,
            cells: texts.into_iter().map(WordCell::from).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_places_stand_out() {
        let shown = |text: &str| -> Vec<(String, bool)> {
            let lines = WordLine::with_open(text, WordLook::Plain);
            lines
                .into_iter()
                .map(|line| (line.text, line.look == WordLook::Open))
                .collect()
        };
        let plain = |text: &str| (text.to_owned(), false);
        let open = |text: &str| (text.to_owned(), true);
        assert_eq!(
            shown("Số: […]/BC-LĐLĐ"),
            [plain("Số: "), open("[…]"), plain("/BC-LĐLĐ")]
        );
        assert_eq!(shown("[…: nguyên nhân]"), [open("[…: nguyên nhân]")]);
        assert_eq!(shown("[1] và […"), [plain("[1] và […")]);
        assert_eq!(shown(""), []);
    }
}
