//! Headers of the form's own unit that no title of rows tells: names of indicators, on one level or below wider titles, right above one
//! row of figures.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::{columns_under, is_unit_row, is_year, may_be_title};
use super::layout::{Body, Column, Header};
use super::own_rows;
use super::settled_columns::kind_of;
use super::wording::Wording;

/// Of fewer words is no row of titles. One name of an indicator above a figure may be a label above anything, where no word before
/// the figure says what it is.
const FEWEST: usize = 2;

/// No header is deeper, the row of units of measure among its rows.
const DEEPEST: u32 = 4;

/// Whether a row of words begins such a header: titles follow it down to a row of figures, several of which are so given to an
/// indicator each, and no fewer than are not. Figures right above it may be its own.
pub(super) fn heads_own_figures(grid: &Grid<'_>, row: Row<'_>, lexicon: &Knowledge) -> bool {
    if row.cells.len() < FEWEST || !row.cells.iter().all(|it| may_be_title(it, lexicon)) {
        return false;
    }
    // What stands above titles as units of measure is of the figures above it.
    let is_unit = |cell: &GridCell<'_>| cell.wording().and_then(Wording::unit).is_some();
    if row.cells.iter().all(is_unit) {
        return false;
    }
    let Some((depth, figures)) = figures_below(grid, row, lexicon) else {
        return false;
    };
    let above = row.number.checked_sub(1).map(|above| grid.row(above));
    let is_below_figures = above.is_some_and(|it| figures_in(it, lexicon).is_some());
    if is_below_figures {
        return false;
    }
    let columns = columns_under(grid, row.number, depth, lexicon);
    is_enough(&columns, figures, lexicon)
}

fn is_enough(columns: &[Column<'_>], figures: Figures<'_>, lexicon: &Knowledge) -> bool {
    let known = count_known(columns, figures.cells, lexicon);
    let fewest = if figures.are_introduced { 1 } else { FEWEST };
    known >= fewest && 2 * known >= figures.cells.len()
}

/// Whether the first row below a header is one of figures, each of them given to an indicator.
pub(super) fn explains_first_row(
    header: &Header<'_>,
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) -> bool {
    let is_unit = |row: &Row<'_>| {
        let titled: Vec<u32> = header.columns.iter().map(|it| it.index).collect();
        is_unit_row(*row, &titled, lexicon)
    };
    let first = body.rows().find(|row| !is_unit(row));
    let figures = first.and_then(|row| figures_in(row, lexicon));
    figures.is_some_and(|it| {
        let known = count_known(&header.columns, it.cells, lexicon);
        known == it.cells.len() && is_enough(&header.columns, it, lexicon)
    })
}

/// How many figures stand under a title that means an indicator.
fn count_known(columns: &[Column<'_>], figures: &[GridCell<'_>], lexicon: &Knowledge) -> usize {
    let is_known = |cell: &&GridCell<'_>| {
        let mut columns = columns.iter();
        let column = columns.find(|column| column.index == cell.address.column);
        column.is_some_and(|it| matches!(kind_of(it, lexicon, true), ColumnKind::Indicator(..)))
    };
    figures.iter().filter(is_known).count()
}

/// The row of figures below titles, and how many rows of titles stand above it.
fn figures_below<'g>(
    grid: &'g Grid<'_>,
    row: Row<'_>,
    lexicon: &Knowledge,
) -> Option<(u32, Figures<'g>)> {
    let mut titled: Vec<u32> = columns_of(row).collect();
    let mut depth = 1;
    for below in 1..=DEEPEST {
        let next = grid.row(row.number + below);
        if let Some(figures) = figures_in(next, lexicon) {
            return Some((depth, figures));
        }
        if next.cells.is_empty() || !next.cells.iter().all(|it| may_be_title(it, lexicon)) {
            return None;
        }
        if is_unit_row(next, &titled, lexicon) {
            continue;
        }
        titled.extend(columns_of(next));
        depth = below + 1;
    }
    None
}

fn columns_of(row: Row<'_>) -> impl Iterator<Item = u32> {
    row.cells.iter().map(|cell| cell.address.column)
}

/// The figures of a row, and whether a word before them says what they are: `Kết quả`.
#[derive(Clone, Copy)]
struct Figures<'g> {
    cells: &'g [GridCell<'g>],
    are_introduced: bool,
}

/// The figures of a row that holds nothing else but such a word.
fn figures_in<'g>(row: Row<'g>, lexicon: &Knowledge) -> Option<Figures<'g>> {
    let is_figure = |cell: &GridCell<'_>| {
        let wording = cell.wording();
        wording.is_none_or(|it| it.may_be_figure() && it.is_quantity(lexicon))
    };
    let (cells, are_introduced) = match row.cells {
        [first, rest @ ..] if !is_figure(first) => {
            own_rows::said(first, lexicon)?;
            (rest, true)
        }
        all => (all, false),
    };
    let are_years = || cells.iter().all(is_year);
    let is_any = !cells.is_empty() && cells.iter().all(is_figure);
    (is_any && !are_years()).then_some(Figures {
        cells,
        are_introduced,
    })
}
