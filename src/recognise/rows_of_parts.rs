//! Rows of a unit's parts (`Tổ CĐ 1 | … | Toàn cơ quan`): the row of the whole gives the unit's figures, where it sums up the others.

use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::layout::{Body, Column};
use super::region::Region;
use super::sayings::FigureColumn;
use super::whole_columns::{is_of_one_unit, names_one_unit};
use crate::catalogue::{Aggregation, ColumnRole};
use crate::read::CellContent;
use crate::text::{begins_with_any, contains_any};

/// What the rows of a table with a row per unit are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowsOf {
    Units,
    /// Parts of the form's own unit, with the row of the whole, where sums bear that out.
    Parts(Option<u32>),
}

/// What the rows of a table are: parts of a unit where their title says so, or where the form names one unit and what they are called says
/// that they are none, or the title leaves it open and they sum up.
pub(super) fn rows_of(region: &Region<'_>) -> RowsOf {
    let header = region.header;
    let words = &region.lexicon.forms.words;
    let Some(names) = header.column(ColumnRole::ReportingUnit) else {
        return RowsOf::Units;
    };
    let is_part = |key: &str| {
        begins_with_any(key, &words.part_names) || begins_with_any(key, &words.part_beginnings)
    };
    let is_told = is_part(names.lowest_key());
    let rows: Vec<Named<'_>> = region
        .rows()
        .filter_map(|row| Named::of(row, region))
        .collect();
    let is_open = words
        .pivot_titles
        .iter()
        .any(|title| title == names.lowest_key());
    let parts = || rows.iter().filter(|row| !row.is_whole);
    let is_unit = |row: &Named<'_>| {
        region.lexicon.knows_unit(row.name) || begins_with_any(row.key, &words.grassroots_names)
    };
    let may_be_part =
        |row: &Named<'_>| is_part(row.key) || begins_with_any(row.key, &words.weak_part_beginnings);
    let are_called_so = parts().any(|row| is_part(row.key)) && parts().all(may_be_part);
    let are_parts = is_told || is_open || are_called_so;
    if !are_parts || parts().any(is_unit) {
        return RowsOf::Units;
    }
    let body = Body::new(region.grid, header.body_row..region.end);
    let whole = whole_of(&rows, region);
    // Above a pivot table `Công đoàn cơ sở | (Tất cả)` names nobody.
    let is_own = match is_open {
        true => names_one_unit(&body, region.lexicon),
        false => is_of_one_unit(&body, region.lexicon),
    };
    match whole.filter(|_| is_own) {
        Some(whole) => RowsOf::Parts(Some(whole)),
        None if is_told || (is_open || are_called_so) && is_own => RowsOf::Parts(None),
        None => RowsOf::Units,
    }
}

/// A row with figures and a name.
struct Named<'a> {
    row: Row<'a>,
    name: &'a str,
    key: &'a str,
    /// Whether it is called the whole.
    is_whole: bool,
}

impl<'a> Named<'a> {
    fn of(row: Row<'a>, region: &Region<'a>) -> Option<Self> {
        let (cell, wording) = region.name_in(row).or_else(|| {
            let first = row.cells.first()?;
            Some((first, first.wording()?))
        })?;
        let holds_figure = |cell: &GridCell<'_>| {
            cell.is_number() && region.header.is_figure_column(cell.address.column)
        };
        let words = &region.lexicon.forms.words;
        let key = wording.label_key();
        row.cells.iter().any(holds_figure).then_some(Self {
            row,
            name: cell.text(),
            key,
            is_whole: words.is_total(key) || contains_any(key, &words.whole_words),
        })
    }

    fn number(&self, column: &Column<'_>) -> f64 {
        match self.row.cell(column.index).map(GridCell::content) {
            Some(CellContent::Number { value, .. }) => value,
            _ => 0.0,
        }
    }
}

/// The one row that is called the whole, first or last, and is the sum of the others in every column that adds up.
fn whole_of(rows: &[Named<'_>], region: &Region<'_>) -> Option<u32> {
    /// Fewer sums may agree by chance.
    const FEWEST_SUMS: usize = 3;
    const FEWEST_PARTS: usize = 2;
    let mut wholes = rows.iter().filter(|row| row.is_whole);
    let (whole, None) = (wholes.next()?, wholes.next()) else {
        return None;
    };
    let is_at_end = |row: Option<&Named<'_>>| row.is_some_and(|row| row.is_whole);
    let is_apart = is_at_end(rows.first()) || is_at_end(rows.last());
    let parts = || rows.iter().filter(|row| !row.is_whole);
    if !is_apart || parts().count() < FEWEST_PARTS {
        return None;
    }
    let adds_up = |column: &&Column<'_>| match &column.kind {
        ColumnKind::Indicator(code, FigureColumn::Actual) => {
            let indicator = region.lexicon.indicators.get(code);
            indicator.is_some_and(|it| it.aggregation == Aggregation::Sum)
        }
        _ => false,
    };
    let mut sums = 0;
    for column in region.header.columns.iter().filter(adds_up) {
        let (sum, stated): (f64, f64) = (
            parts().map(|row| row.number(column)).sum(),
            whole.number(column),
        );
        if (sum - stated).abs() > 1e-6 * stated.abs().max(1.0) {
            return None;
        }
        sums += usize::from(stated != 0.0);
    }
    (sums >= FEWEST_SUMS).then_some(whole.row.number)
}
