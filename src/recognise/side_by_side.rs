//! Two tables side by side on one sheet, or two lists of labels with their figures: the right one is read as if it stood
//! on a sheet of its own.

use super::Lexicon;
use super::grid::{Grid, GridCell, Row};
use super::header::{find_headers, header_at};
use super::headerless::is_known;
use super::layout::Header;
use crate::catalogue::ColumnRole;
use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

/// A sheet as the one or two grids that it is: the second holds what stands to the right, from its own titles on.
pub(super) fn apart<'a>(grid: Grid<'a>, lexicon: &'a Lexicon) -> Vec<Grid<'a>> {
    if !grid.rows().any(|row| repeated(row, lexicon).is_some()) {
        return match second_labels(&grid, lexicon) {
            Some((column, rows)) => {
                let is_right = |cell: &GridCell<'_>| {
                    cell.address.column >= column && rows.contains(&cell.address.row)
                };
                let (left, mut right) = grid.part(is_right);
                right.is_of_pairs = true;
                vec![left, right]
            }
            None => vec![grid],
        };
    }
    let mut right = Vec::new();
    let mut first_right_column = None;
    let mut body_row = 0;
    for row in grid.rows() {
        // The lower titles of one header may well repeat: `Giao ước năm 2023 › Chỉ tiêu`, `Giao ước năm 2024 › Chỉ tiêu`.
        let header = Some(row).filter(|row| row.number >= body_row);
        if let Some(header) = header.and_then(|row| header_at(&grid, row, lexicon)) {
            body_row = header.body_row;
            first_right_column = repeated(row, lexicon);
        }
        let start = first_right_column.map_or(row.cells.len(), |first| {
            row.cells
                .partition_point(|cell| cell.address.column < first)
        });
        right.extend(row.cells[start..].iter().map(|cell| cell.address));
    }
    if right.is_empty() {
        return vec![grid];
    }
    let (left, right) = grid.part(|cell| right.binary_search(&cell.address).is_ok());
    vec![left, right]
}

/// Where the title that the row begins with stands again, with a table of its own on either side.
fn repeated(row: Row<'_>, lexicon: &Lexicon) -> Option<u32> {
    use ColumnRole::{Label, Number, ReportingUnit};
    /// A table has a title for what its rows are and one for what they say.
    const FEWEST_TITLES: usize = 2;
    // Most rows are too short for two tables, or hold one text: what it is as a title is not asked.
    let texts = row.cells.iter().filter(|cell| cell.wording().is_some());
    if row.cells.len() < 2 * FEWEST_TITLES || texts.count() < FEWEST_TITLES {
        return None;
    }
    let begins_table = |role| matches!(role, Some(Number | Label | ReportingUnit));
    let titles = row.cells.iter().enumerate();
    let mut titles = titles
        .filter_map(|(position, cell)| Some((position, cell.wording()?.title(lexicon))))
        .filter(|(_, title)| begins_table(title.role));
    let (_, first) = titles.next()?;
    let (second, _) = titles.find(|(_, title)| title.title.key == first.title.key)?;
    let (left, right) = row.cells.split_at(second);
    let are_tables = left.len() >= FEWEST_TITLES && right.len() >= FEWEST_TITLES;
    let first = right.first().filter(|_| are_tables);
    first.map(|cell| cell.address.column)
}

/// Where labels stand a second time to the right of the figures of others, on a sheet without titles: their column, and the
/// rows from the first to the last of them.
fn second_labels(grid: &Grid<'_>, lexicon: &Lexicon) -> Option<(u32, RangeInclusive<u32>)> {
    /// Fewer may be a label and a remark that is called like one.
    const FEWEST_ROWS: usize = 3;
    let mut found: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for row in grid.rows().filter(may_hold_pairs) {
        let is_label =
            |cell: &&GridCell<'_>| cell.wording().is_some_and(|it| is_known(it, lexicon));
        let labels: Vec<&GridCell<'_>> = row.cells.iter().filter(is_label).collect();
        let [first, second] = labels[..] else {
            continue;
        };
        let holds_figure = |within: Range<u32>| {
            let mut cells = row.cells.iter();
            cells.any(|cell| within.contains(&cell.address.column) && cell.may_be_figure())
        };
        let (first, second) = (first.address.column, second.address.column);
        if holds_figure(first + 1..second) && holds_figure(second + 1..u32::MAX) {
            found.entry(second).or_default().push(row.number);
        }
    }
    let (&column, rows) = found.iter().max_by_key(|(_, rows)| rows.len())?;
    let is_titled = || find_headers(grid, lexicon).iter().any(Header::is_read);
    if rows.len() < FEWEST_ROWS || is_titled() {
        return None;
    }
    Some((column, *rows.first()?..=*rows.last()?))
}

/// Whether a text and a figure stand in a row twice. In most rows they do not, and what their texts mean is not asked.
fn may_hold_pairs(row: &Row<'_>) -> bool {
    let mut cells = row.cells.iter();
    let mut pair = || cells.any(|it| it.wording().is_some()) && cells.any(GridCell::may_be_figure);
    pair() && pair()
}
