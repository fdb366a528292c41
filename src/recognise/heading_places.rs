//! Where headings stand: one alone in its row, that stands out there, is of a field of the unit's work, or nobody knows of what.

use super::Knowledge;
use super::grid::{Grid, GridCell};
use super::row_mark::Mark;
use super::sayings::FigureColumn;
use super::sections::{Heading, without_number};
use super::time::Time;
use super::wording::Wording;

/// Whether a row's only words stand there as a heading does: marked as the head of a group, in capitals, or over several columns.
pub(super) fn stands_out(grid: &Grid<'_>, cell: &GridCell<'_>, mark: Option<Mark>) -> bool {
    /// Over fewer columns also labels are merged.
    const FEWEST_COLUMNS: u32 = 3;
    let span = grid.span(cell.address);
    let columns = span.last.column - span.first.column + 1;
    let text = cell.text();
    let is_in_capitals =
        text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    mark.is_some_and(Mark::is_of_group) || is_in_capitals || columns >= FEWEST_COLUMNS
}

/// What a heading alone in its row says: nobody can say of what the figures below it are where it is of no field of work, and
/// nothing above the table, from the row on that is given, says the same.
pub(super) fn heading_alone(
    (grid, first_row): (&Grid<'_>, u32),
    (cell, wording): (&GridCell<'_>, &Wording),
    stands_out: bool,
    lexicon: &Knowledge,
) -> Heading {
    let heading = wording.section(lexicon);
    let is_said_again = || {
        let key = without_number(wording.label_key());
        let above = grid.rows_within(0..first_row).flat_map(|row| row.cells);
        let mut above =
            above.filter_map(|other| other.wording().filter(|_| other.address != cell.address));
        above.any(|other| other.label_key().contains(key))
    };
    // What names a time is held against the period by that.
    let may_be_unclear = heading.time == Time::Unsaid
        && !heading.is_of_else
        && heading.says != Some(FigureColumn::Target);
    let is_unclear =
        may_be_unclear && stands_out && wording.is_unclear_heading(lexicon) && !is_said_again();
    match is_unclear {
        true => Heading::unclear(),
        false => heading,
    }
}
