//! Workbooks as plain cells: nothing interpreted, nothing lost without a word.

use crate::location::CellAddress;
use std::sync::Arc;

/// What a cell holds. Empty cells are not listed at all.
#[derive(Debug, Clone, PartialEq)]
pub enum CellContent {
    /// A number. `percent` where its number format shows it as a percentage (0.975 shown as 97.5 %).
    Number {
        /// The stored value.
        value: f64,
        /// Whether it is shown as a percentage; only where the file format tells.
        percent: bool,
    },
    /// A text, never empty, exactly as stored.
    Text(String),
    /// A logical value.
    Boolean(bool),
    /// A date or time: a serial number of days.
    DateTime(f64),
    /// An error value as Excel writes it: `#REF!`, `#DIV/0!`.
    Error(String),
    /// A formula saved without its result.
    UncachedFormula(String),
}

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCell {
    /// Where.
    pub address: CellAddress,
    /// What.
    pub content: CellContent,
}

/// A range of merged cells, from its first to its last cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergedRange {
    /// Top left.
    pub first: CellAddress,
    /// Bottom right.
    pub last: CellAddress,
}

/// A sheet of cells.
#[derive(Debug, Clone)]
pub struct RawSheet {
    /// As it stands.
    pub name: Arc<str>,
    /// Whether a person opening the file sees it.
    pub is_visible: bool,
    /// By row, then column.
    pub cells: Vec<RawCell>,
    /// Where the file format tells.
    pub merged: Vec<MergedRange>,
}

/// A workbook.
#[derive(Debug, Clone)]
pub struct RawWorkbook {
    /// When it was last saved by its own account, milliseconds since 1970 in UTC.
    pub saved_at: Option<i64>,
    /// In the workbook's order.
    pub sheets: Vec<RawSheet>,
}
