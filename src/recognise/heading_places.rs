//! Where headings stand: one alone in its row, that stands out there, is of a field of the unit's work, or nobody knows of what. One that
//! names another body is that one's.

use super::Knowledge;
use super::grid::{Grid, GridCell};
use super::row_mark::Mark;
use super::sayings::FigureColumn;
use super::sections::{Heading, without_number};
use super::standing::names_a_body;
use super::time::Time;
use super::wording::Wording;
use crate::text::{begins_with_words, contains_words};

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
    if stands_out && names_another((grid, first_row), (cell, wording), lexicon) {
        return Heading::of_else();
    }
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

/// Whether a heading is a title that names a body whom no line above the table names: `SỐ LIỆU CỦA CÔNG ĐOÀN TRUNG TÂM KHUYẾN NÔNG`.
fn names_another(
    (grid, first_row): (&Grid<'_>, u32),
    (cell, wording): (&GridCell<'_>, &Wording),
    lexicon: &Knowledge,
) -> bool {
    let named = wording.line(lexicon).title.as_deref();
    let named = named.filter(|name| names_a_body(name, lexicon));
    let Some(name) = named.map(|name| lexicon.match_key(name)) else {
        return false;
    };
    let words = &lexicon.forms.words.union_names;
    let is_same = |other: &str| {
        let key = lexicon.match_key(other);
        let unions = words.iter().map(|union| lexicon.match_key(union));
        let behind = unions.filter(|union| begins_with_words(&key, union));
        let own = key[behind.map(|union| union.len()).max().unwrap_or_default()..].trim_start();
        contains_words(&key, &name) || names_a_body(own, lexicon) && contains_words(&name, own)
    };
    let above = grid.rows_within(0..first_row).flat_map(|row| row.cells);
    let mut above = above.filter(|other| other.address != cell.address);
    !above.any(|other| other.wording().is_some_and(|it| is_same(it.said())))
}
