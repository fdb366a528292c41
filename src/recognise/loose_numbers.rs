//! Numbers and crosses that stand beside words and in no table: a sheet of crosses, a block under titles that say nothing.
//! They are told once a column.

use super::grid::{GridCell, Row};
use super::header_rows::is_year;
use super::numbering::is_numbering_row;
use super::rating_marks::is_cross;
use super::sheet::Sheet;
use crate::finding::Finding;
use crate::location::{CellAddress, CellRef};
use crate::rules;
use crate::text::is_letter;
use std::collections::BTreeMap;

/// A column of them.
struct Loose {
    first: CellAddress,
    raw: String,
    count: usize,
}

/// Tells of those in rows of no table, where there are at least so many rows of them: one or two stand in any letter.
pub(super) fn report(
    sheet: Sheet<'_, '_>,
    is_of_no_table: impl Fn(u32) -> bool,
    fewest_rows: usize,
) -> Vec<Finding> {
    /// So many are a table in one row.
    const FEWEST_IN_ROW: usize = 3;
    let mut columns: BTreeMap<u32, Loose> = BTreeMap::new();
    let (mut rows, mut most) = (0, 0);
    for row in sheet.grid.rows().filter(|row| is_of_no_table(row.number)) {
        let loose = loose_in(row, sheet);
        rows += usize::from(!loose.is_empty());
        most = most.max(loose.len());
        for cell in loose {
            let column = columns.entry(cell.address.column).or_insert_with(|| Loose {
                first: cell.address,
                raw: cell.raw(),
                count: 0,
            });
            column.count += 1;
        }
    }
    if rows < fewest_rows && most < FEWEST_IN_ROW {
        return Vec::new();
    }
    let told = columns.into_values().map(|loose| {
        let title = title_of(sheet, loose.first);
        let message = rules::column_unknown::loose_message(&title, &loose.raw, loose.count);
        let at = CellRef::new(sheet.file, sheet.grid.sheet, loose.first);
        Finding::about_cell(&rules::column_unknown::RULE, &at, message)
    });
    told.collect()
}

/// The numbers and crosses of a row behind words of it, or several of them below titles. Years, and what numbers rows or columns,
/// are none.
fn loose_in<'r>(row: Row<'r>, sheet: Sheet<'r, '_>) -> Vec<&'r GridCell<'r>> {
    if is_numbering_row(row) {
        return Vec::new();
    }
    let is_word = |cell: &GridCell<'_>| {
        cell.text()
            .chars()
            .filter(|c| is_letter(*c))
            .nth(1)
            .is_some()
    };
    let is_loose =
        |cell: &&GridCell<'_>| cell.is_number() && !is_year(cell) || is_cross(cell, sheet.lexicon);
    let words = row.cells.iter().position(is_word);
    let behind = words.map_or(0, |at| at + 1);
    let loose: Vec<&GridCell<'_>> = row.cells[behind..].iter().filter(is_loose).collect();
    let are_titled = || {
        let titles = loose.iter().map(|cell| title_of(sheet, cell.address));
        loose.len() > 1 && titles.filter(|title| !title.is_empty()).count() > 1
    };
    match words.is_some() || are_titled() {
        true => loose,
        false => Vec::new(),
    }
}

/// The words nearest above a cell.
fn title_of(sheet: Sheet<'_, '_>, at: CellAddress) -> String {
    let above = (0..at.row).rev();
    let mut cells = above.filter_map(|row| sheet.grid.row(row).cell(at.column));
    let title = cells.find(|cell| cell.text().contains(is_letter));
    title.map_or_else(String::new, |cell| cell.text().to_string())
}
