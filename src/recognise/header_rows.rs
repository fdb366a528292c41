//! The rows of a header: how deep it is, which title stands under which, and the row of units of measure below them.

use super::Lexicon;
use super::columns::RoledTitle;
use super::grid::{Grid, GridCell, Row};
use super::header::{Column, ColumnContent, Header, Titles, is_numbering_row, titles_of};
use super::period_text::find_periods;
use super::stated_unit::states_unit;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::quantity::UnitOfMeasure;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many rows the header takes: as many as its merged titles span, or one more where the next row holds titles under
/// wider ones and nothing under the label's or unit's.
pub(super) fn header_depth(
    grid: &Grid<'_>,
    row: u32,
    titles: &Titles<'_>,
    lexicon: &Lexicon,
) -> u32 {
    let merged = titles
        .iter()
        .map(|(cell, _)| {
            let span = grid.span(cell.address);
            span.last.row - span.first.row + 1
        })
        .max()
        .unwrap_or(1);
    /// A header of more rows than this is a merged block of something else.
    const DEEPEST_HEADER: u32 = 4;
    if merged > 1 {
        return merged.min(DEEPEST_HEADER);
    }
    let below = grid.row(row + 1);
    let anchor_columns: Vec<u32> = titles
        .iter()
        .filter(|(_, title)| {
            matches!(
                title.role,
                Some(ColumnRole::Label | ColumnRole::ReportingUnit | ColumnRole::Number)
            )
        })
        .map(|(cell, _)| cell.address.column)
        .collect();
    let is_list_of_units = titles.iter().any(|(_, title)| {
        matches!(
            title.role,
            Some(ColumnRole::ReportingUnit | ColumnRole::UnitCode)
        )
    });
    let columns: Vec<u32> = titles.iter().map(|(cell, _)| cell.address.column).collect();
    let is_second_row = !below.cells.is_empty()
        && !is_numbering_row(below)
        && !is_unit_row(below, &columns, lexicon)
        && below.cells.iter().all(|cell| {
            let is_title = cell.wording().is_none_or(|wording| {
                let title = wording.title(lexicon);
                (is_list_of_units || !states_unit(wording, lexicon))
                    && (title.role.is_some() || title.title.key.split(' ').count() <= 4)
            });
            is_title
                && (cell.wording().is_some() || is_year(cell))
                && !anchor_columns.contains(&cell.address.column)
        });
    if is_second_row { 2 } else { 1 }
}

/// The first row of a header of which the label's title stands in the lowest: the titles of its figures stand above.
pub(super) fn first_title_row(
    grid: &Grid<'_>,
    lowest: Row<'_>,
    titles: &Titles<'_>,
    lexicon: &Lexicon,
) -> u32 {
    let is_of_figures = |title: &RoledTitle| {
        matches!(
            title.role,
            Some(ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous)
        )
    };
    let mut labels = titles.iter();
    let label = labels.find(|(_, title)| title.role == Some(ColumnRole::Label));
    let Some((label, _)) = label.filter(|_| !titles.iter().any(|(_, it)| is_of_figures(it))) else {
        return lowest.number;
    };
    let is_title = |cell: &GridCell<'_>| {
        let fits = |wording: &Wording| {
            let title = wording.title(lexicon);
            let states_unit = wording.line(lexicon).unit_of_measure.states_any();
            !states_unit && (title.role.is_some() || title.title.key.split(' ').count() <= 4)
        };
        cell.address.column > label.address.column
            && cell.wording().map_or_else(|| is_year(cell), fits)
    };
    /// A header has no more rows above that of the labels.
    const MOST_ABOVE: u32 = 3;
    let above = lowest.number.saturating_sub(MOST_ABOVE)..lowest.number;
    let rows = above.rev().map(|row| grid.row(row));
    let rows = rows.take_while(|row| !row.cells.is_empty() && row.cells.iter().all(is_title));
    let rows: Vec<Row<'_>> = rows.collect();
    let mut cells = rows.iter().flat_map(|row| titles_of(*row, lexicon));
    if cells.any(|(_, title)| is_of_figures(&title)) {
        lowest.number - rows.len() as u32
    } else {
        lowest.number
    }
}

/// Joins each column's titles from top to bottom.
pub(super) fn columns_under<'a>(
    grid: &'a Grid<'_>,
    row: u32,
    depth: u32,
    lexicon: &'a Lexicon,
) -> Vec<Column<'a>> {
    let top = &titles_of(grid.row(row), lexicon)[..];
    let new_column = |cell: &GridCell<'_>, title: Cow<'a, RoledTitle>| Column {
        index: cell.address.column,
        title_at: cell.address,
        title,
        content: ColumnContent::Unknown(Vec::new()),
        unit_below: None,
    };
    let mut columns: BTreeMap<u32, Column<'a>> = BTreeMap::new();
    for (cell, title) in top {
        columns.insert(cell.address.column, new_column(cell, title.clone()));
    }
    for lower in row + 1..row + depth {
        let row = grid.row(lower);
        for (cell, title) in titles_of(row, lexicon) {
            let above = wider_title(grid, row, cell.address.column, &columns, top);
            let title = match above {
                Some(above) => Cow::Owned(title.under(above, lexicon)),
                None => title,
            };
            columns.insert(cell.address.column, new_column(cell, title));
        }
    }
    columns.into_values().collect()
}

/// The title above a lower one: in its own column, in a merged range that covers it, or the nearest to its left where
/// the sheet tells of no merged ranges.
fn wider_title<'c>(
    grid: &Grid<'_>,
    lower: Row<'_>,
    column: u32,
    columns: &'c BTreeMap<u32, Column<'_>>,
    top: &'c Titles<'_>,
) -> Option<&'c RoledTitle> {
    let own = columns.get(&column);
    if let Some(own) = own.filter(|own| own.title_at.row < lower.number) {
        return Some(&own.title);
    }
    let (cell, title) = top
        .iter()
        .rev()
        .find(|(cell, _)| cell.address.column < column)?;
    let span = grid.span(cell.address);
    let is_covered = span.last.column >= column;
    let has_own_lower = lower.cell(cell.address.column).is_some() && span.first == span.last;
    (is_covered || has_own_lower).then_some(title)
}

/// A year that is stored as a number: `2023` beside `2024` under one title.
fn is_year(cell: &GridCell<'_>) -> bool {
    let shown = cell.shown();
    cell.is_number()
        && matches!(&find_periods(&shown)[..], [(_, range)] if range.len() == shown.len())
}

/// `ĐVT | người | lượt | nghìn đồng`: a row that holds units of measure and nothing else, each under a title. Under a
/// wider title they tell its columns apart, and are titles themselves.
fn is_unit_row(row: Row<'_>, titled: &[u32], lexicon: &Lexicon) -> bool {
    let introduces = |cell: &GridCell<'_>| introduces_units(cell, lexicon);
    let is_unit = |cell: &GridCell<'_>| {
        let unit = cell.wording().and_then(Wording::unit);
        unit.is_some() && titled.contains(&cell.address.column)
    };
    let is_introduced = row.cells.first().is_some_and(introduces);
    let units = &row.cells[usize::from(is_introduced)..];
    // What is introduced as units of measure is one, also where it is not understood.
    let are_words = units.iter().all(|cell| cell.wording().is_some());
    let is_any_unit = units.iter().any(is_unit);
    is_any_unit && (units.iter().all(is_unit) || (is_introduced && are_words))
}

/// `ĐVT` before the units of a row; `ĐVT: nghìn đồng` is one of them.
fn introduces_units(cell: &GridCell<'_>, lexicon: &Lexicon) -> bool {
    cell.wording().is_some_and(|wording| {
        wording.unit().is_none() && wording.title(lexicon).role == Some(ColumnRole::UnitOfMeasure)
    })
}

/// Gives each column of a list of units the unit of measure that a row below the titles holds for it.
pub(super) fn take_unit_row(header: &mut Header<'_>, grid: &Grid<'_>, lexicon: &Lexicon) {
    let row = grid.row(header.body_row);
    let titled: Vec<u32> = header.columns.iter().map(|column| column.index).collect();
    let mut cells = row.cells.iter();
    let is_of_figures = cells.any(|cell| header.is_figure_column(cell.address.column));
    if !is_of_figures || !is_unit_row(row, &titled, lexicon) {
        return;
    }
    for column in &mut header.columns {
        let cell = row.cell(column.index);
        let cell = cell.filter(|cell| !introduces_units(cell, lexicon));
        let Some(wording) = cell.and_then(GridCell::wording) else {
            continue;
        };
        let unknown = || UnitOfMeasure::unknown(&wording.text);
        column.unit_below = Some(wording.unit().cloned().unwrap_or_else(unknown));
    }
    header.body_row += 1;
}
