//! Tables without a title above their labels: `| Tổng số | Nam | Nữ` above `Tổng số lao động | 75 | 45 | 30`. What stands before the
//! figures names indicators, and the titles say which figures these are.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::{is_year, may_be_title, stands_over_columns};
use super::labels::LabelMeaning;
use super::layout::{Body, Column};
use super::time::Time;
use super::titles::RoledTitle;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use crate::quantity::Dimension;
use std::borrow::Cow;

/// No header is deeper.
const DEEPEST: u32 = 3;

/// Whether titles of figures begin in a row with labels below them and to their left, which have none.
pub(super) fn heads_untitled_labels(grid: &Grid<'_>, row: Row<'_>, lexicon: &Knowledge) -> bool {
    let Some(first) = row.cells.first().map(|cell| cell.address.column) else {
        return false;
    };
    let are_titles = |row: Row<'_>| row.cells.iter().all(|it| may_be_title(it, lexicon));
    if first == 0 || !are_titles(row) || !stands_over_columns(grid, row) {
        return false;
    }
    let stands_left = |row: Row<'_>| {
        row.cells
            .first()
            .is_some_and(|it| it.address.column < first)
    };
    let lower = (row.number + 1..=row.number + DEEPEST).map(|number| grid.row(number));
    let mut titles = vec![row];
    titles.extend(
        lower.take_while(|row| !row.cells.is_empty() && are_titles(*row) && !stands_left(*row)),
    );
    let body = titles.last().map_or(0, |last| last.number + 1);
    let mut cells = titles.iter().flat_map(|row| row.cells);
    stands_left(grid.row(body))
        && cells.any(|cell| is_of_figures(cell, lexicon))
        && has_labels(grid, (body, first), lexicon)
}

/// Whether a title says which figures stand below it, planned or reached, of when, how many or how much: not what is counted.
fn is_of_figures(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    use ColumnRole::{Previous, Target, Value};
    let Some(wording) = cell.wording() else {
        return is_year(cell);
    };
    let title = wording.title(lexicon);
    matches!(title.role, Some(Value | Target | Previous))
        || title.title.time != Time::Unsaid && title.title.key.is_empty()
        || title.may_be_of_amounts(lexicon)
        || !title.counts_in(lexicon).is_empty()
        || lexicon
            .forms
            .words
            .granted_titles
            .contains(&title.title.key)
}

/// Whether a row below titles names an indicator before the first of these and holds a figure behind it.
fn has_labels(grid: &Grid<'_>, (body, first): (u32, u32), lexicon: &Knowledge) -> bool {
    /// So many of a table's rows are looked at.
    const MOST_ROWS: u32 = 12;
    let rows = (body..body + MOST_ROWS).map(|number| grid.row(number));
    let mut rows = rows.take_while(|row| !row.cells.is_empty());
    rows.any(|row| is_labelled(row, first, lexicon))
}

/// Whether figures stand in a row from a column on, and right before them what means an indicator by itself or by its figure's unit.
fn is_labelled(row: Row<'_>, first: u32, lexicon: &Knowledge) -> bool {
    let label = row.cells.iter().rfind(|it| it.address.column < first);
    let label = label.and_then(GridCell::wording);
    let mut figures = row.cells.iter().filter(|it| it.address.column >= first);
    figures.any(GridCell::may_be_figure) && label.is_some_and(|it| is_label(it, lexicon))
}

fn is_label(wording: &Wording, lexicon: &Knowledge) -> bool {
    let label = wording.label(lexicon);
    match &label.meaning {
        LabelMeaning::Indicator(_) | LabelMeaning::Ambiguous(_) => true,
        LabelMeaning::PartOfAbove(_) => false,
        LabelMeaning::Unknown(_) => {
            let paid = lexicon.meant_in(&label.key, &label.meaning, &Dimension::Money);
            paid.is_some()
        }
    }
}

/// Gives a table whose titles all stand to the right of its labels the column of these, and that of the numbers before them.
pub(super) fn add(columns: &mut Vec<Column<'_>>, body: &Body<'_, '_>, lexicon: &Knowledge) {
    let Some(first) = columns.first().map(|column| column.index) else {
        return;
    };
    let Some(index) = first.checked_sub(1) else {
        return;
    };
    let is_titled = |column: &Column<'_>| match column.kind {
        // `Chỉ tiêu` above figures gives targets.
        ColumnKind::Label => !body.holds_figures(column.index),
        ColumnKind::Fact(role) => role == ColumnRole::ReportingUnit,
        _ => false,
    };
    let gives_figures = |column: &Column<'_>| match column.kind {
        ColumnKind::Figure(_) | ColumnKind::Part(_) => true,
        _ => column.is_of_amounts(lexicon) || !column.counts_in(lexicon).is_empty(),
    };
    if columns.iter().any(is_titled) || !columns.iter().any(gives_figures) {
        return;
    }
    if !body.rows().any(|row| is_labelled(row, first, lexicon)) {
        return;
    }
    let row = body.rows.start.saturating_sub(1);
    let mut insert = |index: u32, kind: ColumnKind| {
        let title = Cow::Owned(RoledTitle::default());
        columns.insert(
            0,
            Column::new(CellAddress::new(row, index), title).of_kind(kind),
        );
    };
    insert(index, ColumnKind::Label);
    if let Some(before) = index
        .checked_sub(1)
        .filter(|before| are_numbered(*before, body))
    {
        insert(before, ColumnKind::Fact(ColumnRole::Number));
    }
}

/// Whether 1 and so on stand in a column.
fn are_numbered(column: u32, body: &Body<'_, '_>) -> bool {
    let mut numbers = body
        .under(column)
        .filter(|cell| cell.is_number())
        .zip(1..)
        .peekable();
    let is_next = |(cell, place): (&GridCell<'_>, i32)| cell.shown().trim() == place.to_string();
    numbers.peek().is_some() && numbers.all(is_next)
}
