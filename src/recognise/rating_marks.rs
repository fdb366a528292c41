//! Ratings told by marks: a column for each category, and a cross in one of them.

use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::header::{Column, Header};
use super::{FigureCell, FigureColumn, Lexicon, Timed};
use crate::catalogue::IndicatorKind;
use crate::location::CellAddress;
use crate::read::CellContent;
use crate::text;
use std::sync::Arc;

/// The rating whose category a column's title names: `Xếp loại CĐCS › Hoàn thành tốt nhiệm vụ`.
pub(super) fn rating_of(column: &Column<'_>, lexicon: &Lexicon) -> Option<Arc<str>> {
    let written = column.written();
    let (above, lowest) = match written.rsplit_once(" › ") {
        Some((above, lowest)) => (Some(above), lowest),
        None => (None, written),
    };
    lexicon.rating(lowest)?;
    let is_rating = |code: &Arc<str>| {
        let indicator = lexicon.indicators.get(code);
        indicator.is_some_and(|indicator| indicator.kind == IndicatorKind::Category)
    };
    match above {
        Some(above) => {
            let mut titles = above.rsplit(" › ");
            titles.find_map(|title| lexicon.indicator_of(title).filter(is_rating))
        }
        None => lexicon
            .indicators
            .iter()
            .map(|it| it.code.clone())
            .find(is_rating),
    }
}

/// Leaves only those columns of marks that hold marks, and of which there are several: others hold what we do not know.
pub(super) fn settle_ratings(header: &mut Header<'_>, grid: &Grid<'_>, lexicon: &Lexicon) {
    /// A rating of one category is none.
    const FEWEST_CATEGORIES: usize = 2;
    let of_marks: Vec<u32> = header
        .columns
        .iter()
        .filter(|column| matches!(column.kind, ColumnKind::RatingMark(_)))
        .map(|column| column.index)
        .collect();
    let rows = || grid.rows_within(header.body_row..u32::MAX);
    let cells = |row: &Row<'_>| {
        let cells = of_marks.iter().filter_map(|column| row.cell(*column));
        cells
            .map(|cell| is_mark(cell, lexicon))
            .collect::<Vec<bool>>()
    };
    // A total row holds numbers.
    let marked = rows().filter(|row| cells(row).contains(&true)).count();
    let of_numbers = rows().filter(|row| {
        let cells = cells(row);
        !cells.is_empty() && !cells.contains(&true)
    });
    if of_marks.len() >= FEWEST_CATEGORIES && marked > of_numbers.count() {
        return;
    }
    for column in &mut header.columns {
        if let ColumnKind::RatingMark(_) = column.kind {
            column.kind = ColumnKind::Unknown(Vec::new());
        }
    }
}

/// `x`, `✓`: a yes that is no number.
fn is_mark(cell: &GridCell<'_>, lexicon: &Lexicon) -> bool {
    let marks = &lexicon.forms.words.present_marks;
    let written = match cell.content() {
        CellContent::Boolean(_) => cell.raw(),
        _ => cell.text().to_string(),
    };
    let lower = text::lower_case(&written);
    !lower.is_empty()
        && marks
            .iter()
            .any(|mark| *mark == lower.trim_matches(['.', ' ']))
}

/// The rating that a row's marks tell; an empty cell where it has none, and what cannot be read where it has several.
pub(super) fn rating_in(
    header: &Header<'_>,
    row: Row<'_>,
    unit_row: usize,
    lexicon: &Lexicon,
) -> Option<FigureCell> {
    let columns = header
        .columns
        .iter()
        .filter_map(|column| match &column.kind {
            ColumnKind::RatingMark(code) => Some((column, code)),
            _ => None,
        });
    let columns: Vec<(&Column<'_>, &Arc<str>)> = columns.collect();
    let (first, code) = columns.first()?;
    let marked = columns.iter().filter_map(|(column, _)| {
        let cell = row.cell(column.index)?;
        is_mark(cell, lexicon).then_some((*column, cell))
    });
    let marked: Vec<(&Column<'_>, &GridCell<'_>)> = marked.collect();
    let category = |column: &Column<'_>| {
        let written = column.written();
        written.rsplit(" › ").next().unwrap_or(written).to_string()
    };
    let categories: Vec<String> = marked.iter().map(|(column, _)| category(column)).collect();
    let cell = marked.first().map(|(_, cell)| *cell);
    Some(FigureCell {
        unit_row: Some(unit_row),
        row: row.number,
        indicator: (*code).clone(),
        column: FigureColumn::Actual,
        by_column: Timed {
            time: first.time(),
            said: None,
        },
        by_row: Timed::default(),
        content: cell.map(|_| CellContent::Text(categories.join("; "))),
        raw: cell.map(GridCell::raw).unwrap_or_default(),
        at: cell.map_or(CellAddress::new(row.number, first.index), |cell| {
            cell.address
        }),
        declared: None,
    })
}
