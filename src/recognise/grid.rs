//! A sheet as a grid of clean texts: legacy encodings converted, spaces unified, cells found by row and column.

use crate::location::CellAddress;
use crate::read::{CellContent, MergedRange, RawSheet, UNREADABLE_CELL};
use crate::text::{self, LegacyEncoding};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A cell with its text as a person reads it.
#[derive(Debug, Clone)]
pub(super) struct GridCell {
    /// Where.
    pub(super) address: CellAddress,
    /// The value; texts are converted and cleaned.
    pub(super) content: CellContent,
    /// The text exactly as stored, where that is not the one above.
    stored: Option<String>,
}

impl GridCell {
    /// The text of a text cell; empty for numbers and the rest.
    pub(super) fn text(&self) -> &str {
        match &self.content {
            CellContent::Text(text) => text,
            _ => "",
        }
    }

    /// The text or number exactly as stored.
    pub(super) fn raw(&self) -> String {
        self.stored
            .clone()
            .unwrap_or_else(|| raw_text(&self.content))
    }

    /// The text, or a whole number as text: what a title's year or a numbering cell holds.
    pub(super) fn shown(&self) -> String {
        match &self.content {
            CellContent::Text(text) => text.clone(),
            CellContent::Number { value, .. } => format!("{value}"),
            _ => String::new(),
        }
    }
}

/// A sheet's cells by row and column.
pub(super) struct Grid {
    /// The sheet's name.
    pub(super) sheet: Arc<str>,
    cells: Vec<GridCell>,
    rows: Vec<(u32, Range<usize>)>,
    merged: HashMap<CellAddress, MergedRange>,
    /// How many cells hold only spaces.
    pub(super) blank: usize,
}

impl Grid {
    /// Cleans a sheet. A cell whose text is only spaces is no cell.
    pub(super) fn new(sheet: &RawSheet, encoding: Option<LegacyEncoding>) -> Self {
        let mut cells: Vec<GridCell> = Vec::with_capacity(sheet.cells.len());
        let mut rows: Vec<(u32, Range<usize>)> = Vec::new();
        let mut blank = 0;
        for cell in &sheet.cells {
            let Some(cleaned) = clean_cell(&cell.content, encoding) else {
                blank += 1;
                continue;
            };
            let index = cells.len();
            match rows.last_mut() {
                Some((row, range)) if *row == cell.address.row => range.end = index + 1,
                _ => rows.push((cell.address.row, index..index + 1)),
            }
            let stored = match (&cell.content, &cleaned) {
                (CellContent::Text(stored), CellContent::Text(text)) if stored != text => {
                    Some(stored.clone())
                }
                _ => None,
            };
            cells.push(GridCell {
                address: cell.address,
                content: cleaned,
                stored,
            });
        }
        let merged = sheet
            .merged
            .iter()
            .map(|range| (range.first, *range))
            .collect();
        Self {
            sheet: sheet.name.clone(),
            cells,
            rows,
            merged,
            blank,
        }
    }

    /// Rows that hold anything, in order, each with its cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &[GridCell])> {
        self.rows
            .iter()
            .map(|(row, range)| (*row, &self.cells[range.clone()]))
    }

    /// The rows from one up to another that hold anything.
    pub(super) fn filled_rows(&self, within: Range<u32>) -> impl Iterator<Item = u32> {
        let first = self.rows.partition_point(|(row, _)| *row < within.start);
        let rows = self.rows[first..].iter().map(|(row, _)| *row);
        rows.take_while(move |row| *row < within.end)
    }

    /// The cells of a row.
    pub(super) fn row(&self, row: u32) -> &[GridCell] {
        match self.rows.binary_search_by_key(&row, |(number, _)| *number) {
            Ok(index) => &self.cells[self.rows[index].1.clone()],
            Err(_) => &[],
        }
    }

    /// The cell at a row and column.
    pub(super) fn cell(&self, row: u32, column: u32) -> Option<&GridCell> {
        let cells = self.row(row);
        cells
            .binary_search_by_key(&column, |cell| cell.address.column)
            .ok()
            .map(|index| &cells[index])
    }

    /// The text at a row and column, empty where there is none.
    pub(super) fn text(&self, row: u32, column: u32) -> &str {
        self.cell(row, column).map_or("", GridCell::text)
    }

    /// The merged range that begins at a cell; a cell on its own is a range of one.
    pub(super) fn span(&self, address: CellAddress) -> MergedRange {
        self.merged.get(&address).copied().unwrap_or(MergedRange {
            first: address,
            last: address,
        })
    }

    /// The last row that holds anything.
    pub(super) fn last_row(&self) -> Option<u32> {
        self.rows.last().map(|(row, _)| *row)
    }

    /// How many cells hold anything.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }
}

fn clean_cell(content: &CellContent, encoding: Option<LegacyEncoding>) -> Option<CellContent> {
    let CellContent::Text(raw) = content else {
        return Some(content.clone());
    };
    let cleaned = match encoding {
        Some(encoding) => text::clean(&text::decode_legacy(encoding, raw)),
        None => text::clean(raw),
    };
    (!cleaned.is_empty()).then_some(CellContent::Text(cleaned))
}

fn raw_text(content: &CellContent) -> String {
    match content {
        CellContent::Number { value, .. } | CellContent::DateTime(value) => format!("{value}"),
        CellContent::Error(shown) if shown.is_empty() => UNREADABLE_CELL.to_string(),
        CellContent::Text(text) | CellContent::Error(text) => text.clone(),
        CellContent::UncachedFormula(formula) if formula.starts_with('=') => formula.clone(),
        CellContent::UncachedFormula(formula) => format!("={formula}"),
        CellContent::Boolean(value) => if *value { "TRUE" } else { "FALSE" }.to_string(),
    }
}
