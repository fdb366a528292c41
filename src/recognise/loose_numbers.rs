//! Numbers and crosses that stand beside words and in no table: a sheet of crosses, a block under titles that say nothing.
//! They are told once a column.

use super::grid::{GridCell, Row};
use super::header_rows::is_year;
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
    let mut columns: BTreeMap<u32, Loose> = BTreeMap::new();
    let mut rows = 0;
    for row in sheet.grid.rows().filter(|row| is_of_no_table(row.number)) {
        let mut is_any = false;
        for cell in loose_in(row, sheet) {
            is_any = true;
            let column = columns.entry(cell.address.column).or_insert_with(|| Loose {
                first: cell.address,
                raw: cell.raw(),
                count: 0,
            });
            column.count += 1;
        }
        rows += usize::from(is_any);
    }
    if rows < fewest_rows {
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

/// The numbers and crosses of a row behind words of it. Years and the numbers of rows are none.
fn loose_in<'r>(row: Row<'r>, sheet: Sheet<'r, '_>) -> impl Iterator<Item = &'r GridCell<'r>> {
    let is_word = |cell: &GridCell<'_>| {
        cell.text()
            .chars()
            .filter(|c| is_letter(*c))
            .nth(1)
            .is_some()
    };
    let mut cells = row.cells.iter();
    let words = cells.position(is_word).map_or(row.cells.len(), |at| at + 1);
    let behind = row.cells[words..].iter();
    behind.filter(move |cell| cell.is_number() && !is_year(cell) || is_cross(cell, sheet.lexicon))
}

/// The words nearest above a cell.
fn title_of(sheet: Sheet<'_, '_>, at: CellAddress) -> String {
    let above = (0..at.row).rev();
    let mut cells = above.filter_map(|row| sheet.grid.row(row).cell(at.column));
    let title = cells.find(|cell| cell.text().contains(is_letter));
    title.map_or_else(String::new, |cell| cell.text().to_string())
}
