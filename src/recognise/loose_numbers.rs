//! Numbers and crosses that stand beside words and in no table: a sheet of crosses, a block under titles that say nothing.
//! They are told once a column.

use super::Knowledge;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::is_year;
use super::numbering::is_numbering_row;
use super::rating_marks::is_cross;
use crate::finding::Finding;
use crate::location::{CellAddress, CellRef};
use crate::rules;
use crate::text::is_letter;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A column of them.
struct Loose<'g> {
    /// The words nearest above.
    title: &'g str,
    first: CellAddress,
    raw: String,
    count: usize,
}

/// Tells of those in rows of no table, where there are at least so many rows of them: one or two stand in any letter.
pub(super) fn report(
    file: &Arc<str>,
    grid: &Grid<'_>,
    lexicon: &Knowledge,
    is_of_no_table: impl Fn(u32) -> bool,
    fewest_rows: usize,
) -> Vec<Finding> {
    /// So many are a table in one row.
    const FEWEST_IN_ROW: usize = 3;
    // By column: the words nearest above, and what is loose.
    let mut titles: BTreeMap<u32, &str> = BTreeMap::new();
    let mut columns: BTreeMap<u32, Loose<'_>> = BTreeMap::new();
    let (mut rows, mut most) = (0, 0);
    for row in grid.rows().filter(|row| is_of_no_table(row.number)) {
        let loose = loose_in(row, &titles, lexicon);
        rows += usize::from(!loose.is_empty());
        most = most.max(loose.len());
        for cell in loose {
            let index = cell.address.column;
            let column = columns.entry(index).or_insert_with(|| Loose {
                title: titles.get(&index).copied().unwrap_or_default(),
                first: cell.address,
                raw: cell.raw(),
                count: 0,
            });
            column.count += 1;
        }
        let words = row.cells.iter().filter(|cell| is_word(cell));
        titles.extend(words.map(|cell| (cell.address.column, cell.text())));
    }
    if rows < fewest_rows && most < FEWEST_IN_ROW {
        return Vec::new();
    }
    let told = columns.into_values().map(|loose| {
        let message = rules::column_unknown::loose_message(loose.title, &loose.raw, loose.count);
        let at = CellRef::new(file, grid.sheet, loose.first);
        Finding::about_cell(&rules::column_unknown::RULE, &at, message)
    });
    told.collect()
}

/// Fewer letters are a number or a mark.
fn is_word(cell: &GridCell<'_>) -> bool {
    let mut letters = cell.text().chars().filter(|c| is_letter(*c));
    letters.nth(1).is_some()
}

/// Whether a text is a number alone: `07`, `6.800.000`. A telephone's has more digits without a mark between them.
fn is_typed_number(text: &str) -> bool {
    const MOST_DIGITS: usize = 8;
    let is_of_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | ' ');
    let mut runs = text.split(|it: char| !it.is_ascii_digit());
    text.starts_with(|it: char| it.is_ascii_digit())
        && text.chars().all(is_of_number)
        && runs.all(|run| run.len() <= MOST_DIGITS)
}

/// The numbers and crosses of a row behind words of it, or several of them below titles. Years, and what numbers rows or
/// columns, are none.
fn loose_in<'r>(
    row: Row<'r>,
    titles: &BTreeMap<u32, &str>,
    lexicon: &Knowledge,
) -> Vec<&'r GridCell<'r>> {
    if is_numbering_row(row) {
        return Vec::new();
    }
    let is_loose = |cell: &&GridCell<'_>| {
        let is_number = cell.is_number() || is_typed_number(cell.text());
        is_number && !is_year(cell) || is_cross(cell, lexicon)
    };
    let words = row.cells.iter().position(is_word);
    let behind = words.map_or(0, |at| at + 1);
    let loose: Vec<&GridCell<'_>> = row.cells[behind..].iter().filter(is_loose).collect();
    let titled = || {
        let titled = loose.iter();
        titled.filter(|cell| titles.contains_key(&cell.address.column))
    };
    match words.is_some() || titled().nth(1).is_some() {
        true => loose,
        false => Vec::new(),
    }
}
