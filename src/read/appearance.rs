//! How the cells of a sheet look to the eye: bold, slanted, struck, colours, the side they stand on, the widths of columns.
//! Nothing is read by it, so a run never asks; the local page does, which shows a sheet beside what is asked of it. What a
//! file does not tell plainly looks plain.

use crate::location::CellAddress;
use std::ops::RangeInclusive;

/// More cells of a sheet are not dressed: nobody looks at so many.
pub(super) const MOST_CELLS: usize = 50_000;
/// Pixels of a letter, in the type that widths are counted in.
const LETTER: f64 = 7.0;
/// No column of Excel is wider.
const WIDEST: f64 = 255.0;

/// On which side of its cell something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Side {
    /// Texts left, numbers right.
    #[default]
    Usual,
    /// Left.
    Left,
    /// In the middle.
    Middle,
    /// Right.
    Right,
}

/// How a cell looks. Colours are red, green and blue, a byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Dress {
    /// Bold.
    pub is_bold: bool,
    /// Slanted.
    pub is_italic: bool,
    /// Underlined.
    pub is_underlined: bool,
    /// Whether a long text goes on in lines of its own cell.
    pub is_wrapped: bool,
    /// The side.
    pub side: Side,
    /// Of its characters.
    pub ink: Option<u32>,
    /// Of what lies behind them.
    pub fill: Option<u32>,
}

/// How a sheet looks, as far as its file tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Appearance {
    /// The cells that do not look plain, also empty ones, by address.
    pub cells: Vec<(CellAddress, Dress)>,
    /// Columns whose widths are given, in pixels; all others are of the usual one.
    pub widths: Vec<(RangeInclusive<u32>, u32)>,
    /// The usual width; `None` where nothing is known of widths.
    pub usual_width: Option<u32>,
}

impl Appearance {
    /// How a cell looks.
    pub fn of(&self, address: CellAddress) -> Dress {
        let found = self.cells.binary_search_by_key(&address, |(at, _)| *at);
        found.map_or_else(|_| Dress::default(), |position| self.cells[position].1)
    }

    /// How wide a column is.
    pub fn width(&self, column: u32) -> Option<u32> {
        let mut given = self.widths.iter();
        let given = given.find(|(columns, _)| columns.contains(&column));
        given.map(|(_, width)| *width).or(self.usual_width)
    }

    /// Brings cells into order that were noted in any; of two at one address the first stands.
    pub(super) fn settle(&mut self) {
        self.cells.retain(|(_, dress)| *dress != Dress::default());
        self.cells.sort_by_key(|(address, _)| *address);
        self.cells.dedup_by_key(|(address, _)| *address);
    }
}

/// The usual width of a column in letters, with what stands around them.
pub(super) const USUAL_WIDTH: f64 = 9.14;

/// Pixels of a width in letters, with what stands around them.
pub(super) fn pixels(letters: f64) -> u32 {
    (letters.clamp(0.0, WIDEST) * LETTER).round() as u32
}

/// The colours that workbooks name by numbers from eight on, as Excel has them where a workbook has none of its own.
pub(super) const PALETTE: [u32; 56] = [
    0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff, 0x800000,
    0x008000, 0x000080, 0x808000, 0x800080, 0x008080, 0xc0c0c0, 0x808080, 0x9999ff, 0x993366,
    0xffffcc, 0xccffff, 0x660066, 0xff8080, 0x0066cc, 0xccccff, 0x000080, 0xff00ff, 0xffff00,
    0x00ffff, 0x800080, 0x800000, 0x008080, 0x0000ff, 0x00ccff, 0xccffff, 0xccffcc, 0xffff99,
    0x99ccff, 0xff99cc, 0xcc99ff, 0xffcc99, 0x3366ff, 0x33cccc, 0x99cc00, 0xffcc00, 0xff9900,
    0xff6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366,
    0x333399, 0x333333,
];

/// A colour by its number; `None` for the usual ones of a system.
pub(super) fn numbered(palette: &[u32; 56], number: u32) -> Option<u32> {
    match number {
        // The first eight stand for those that follow.
        0..=7 => palette.get(number as usize).copied(),
        8..=63 => palette.get(number as usize - 8).copied(),
        _ => None,
    }
}
