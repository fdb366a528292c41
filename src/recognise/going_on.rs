//! Tables that go on over several sheets, with titles on the first only.

use super::Lexicon;
use super::grid::{Grid, GridCell, Row};
use super::header::{Header, TableLayout};
use super::wording::Wording;
use crate::catalogue::ColumnRole;

/// The header of a sheet that goes on with a table of the sheets before.
pub(super) fn header_of<'a>(
    grid: &Grid<'_>,
    above: &Header<'a>,
    lexicon: &Lexicon,
) -> Option<Header<'a>> {
    goes_on(grid, above, lexicon).then(|| Header {
        first_row: 0,
        body_row: 0,
        ..above.clone()
    })
}

/// Whether a sheet without titles goes on with a table: it begins with a row of it, numbered further.
fn goes_on(grid: &Grid<'_>, header: &Header<'_>, lexicon: &Lexicon) -> bool {
    let column = |role| header.column(role).map(|column| column.index);
    let (Some(label), Some(number)) = (column(ColumnRole::Label), column(ColumnRole::Number))
    else {
        return false;
    };
    if header.layout != TableLayout::RowPerIndicator || grid.is_beside {
        return false;
    }
    let label_in = |row: &Row<'_>| row.cell(label).and_then(GridCell::wording).is_some();
    let numbers = grid.rows().filter_map(|row| row.cell(number));
    let mut numbers = numbers.filter_map(|cell| cell.shown().trim().parse::<u32>().ok());
    // What begins with 1 is another table: last year's, another unit's.
    let is_numbered_further = numbers.next().is_some_and(|number| number > 1);
    let has_indicator = |row: &Row<'_>| {
        let label = row.cell(label).and_then(GridCell::wording);
        let mut cells = row.cells.iter();
        label.is_some_and(|label: &Wording| label.names_indicator(lexicon))
            && cells
                .any(|cell| cell.may_be_figure() && header.is_figure_column(cell.address.column))
    };
    grid.rows().next().is_some_and(|row| label_in(&row))
        && is_numbered_further
        && grid.rows().any(|row| has_indicator(&row))
}
