//! The rows of a header: how deep it is, which title stands under which, and the row of units of measure below them.

use super::Knowledge;
use super::grid::{Grid, GridCell, Row};
use super::layout::{Column, Header};
use super::measure::UnitLine;
use super::numbering::is_numbering_row;
use super::period_text::find_periods;
use super::titles::RoledTitle;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::period::Period;
use crate::quantity::UnitOfMeasure;
use crate::text::begins_with_any;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A header of more rows than this is a merged block of something else.
const DEEPEST_HEADER: u32 = 4;

/// The rows at which the body of a table may begin whose header begins, or has its labels' title, in a row: below its
/// merged titles, and below each further row that may hold titles under wider ones.
pub(super) fn bodies(
    grid: &Grid<'_>,
    row: Row<'_>,
    titles: &Titles<'_>,
    lexicon: &Knowledge,
) -> Vec<u32> {
    let merged = titles.iter().map(|(cell, _)| {
        let span = grid.span(cell.address);
        span.last.row - span.first.row + 1
    });
    let merged = merged.max().unwrap_or(1).min(DEEPEST_HEADER);
    if merged > 1 && holds_figures(row) {
        return Vec::new();
    }
    let mut body_row = row.number + merged;
    let mut found = vec![body_row];
    // The titles of the rows may be merged with the row of units of measure below those of the figures.
    let titled_above = |lower: u32| -> Vec<u32> {
        let cells = grid
            .rows_within(row.number..lower)
            .flat_map(|row| row.cells);
        cells.map(|cell| cell.address.column).collect()
    };
    if merged > 1 && is_unit_row(grid.row(body_row - 1), &titled_above(body_row - 1), lexicon) {
        found.push(body_row - 1);
    }
    while body_row < row.number + DEEPEST_HEADER
        && is_lower_titles(
            grid.row(body_row),
            (titles, &titled_above(body_row)),
            lexicon,
        )
    {
        body_row += 1;
        found.push(body_row);
    }
    found
}

/// Whether figures stand in a row: `Công đoàn` merged beside several labels and their figures is no title. Years and numbers in
/// their order, 1 and so on, may be titles.
fn holds_figures(row: Row<'_>) -> bool {
    let numbers = row
        .cells
        .iter()
        .filter(|cell| cell.is_number() && !is_year(cell));
    let mut numbers = numbers.map(GridCell::shown).zip(1..).peekable();
    numbers.peek().is_some() && numbers.any(|(shown, place)| shown.trim() != place.to_string())
}

/// Whether a row may hold titles under wider ones: words and years, none of them under the label's or the unit's title.
fn is_lower_titles(
    row: Row<'_>,
    (titles, titled): (&Titles<'_>, &[u32]),
    lexicon: &Knowledge,
) -> bool {
    use ColumnRole::{Label, Number, ReportingUnit, UnitCode};
    let is_list_of_units = titles
        .iter()
        .any(|(_, title)| matches!(title.role, Some(ReportingUnit | UnitCode)));
    let is_under_anchor = |cell: &GridCell<'_>| {
        titles.iter().any(|(anchor, title)| {
            anchor.address.column == cell.address.column
                && matches!(title.role, Some(Label | ReportingUnit | Number))
        })
    };
    let is_title = |cell: &GridCell<'_>| match cell.wording() {
        Some(wording) if is_figure(wording, lexicon) => false,
        Some(wording) => {
            (is_list_of_units || !states_unit(wording, lexicon)) && is_short_title(wording, lexicon)
        }
        None => is_year(cell),
    };
    // `I. Lao động` to the left of all titles heads rows of labels that have no title.
    let first = titles.first().map(|(cell, _)| cell.address.column);
    let heads_rows = || match row.cells {
        [only] => Some(only.address.column) < first,
        _ => false,
    };
    let mut cells = row.cells.iter();
    !row.cells.is_empty()
        && !heads_rows()
        && !is_numbering_row(row)
        && !is_unit_row(row, titled, lexicon)
        && cells.all(|cell| is_title(cell) && !is_under_anchor(cell))
}

/// Whether a cell may be one of a row of titles: words and years.
pub(super) fn may_be_title(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    match cell.wording() {
        Some(wording) => !is_figure(wording, lexicon),
        None => is_year(cell),
    }
}

/// Whether a text in a row below titles is a figure: `102 người`. `6 tháng` and `2023` are times.
fn is_figure(wording: &Wording, lexicon: &Knowledge) -> bool {
    wording.may_be_figure() && wording.is_quantity(lexicon) && wording.is_timeless(lexicon)
}

/// `ĐVT: nghìn đồng` below the titles is no title, where amounts do not have a column of their own.
fn states_unit(wording: &Wording, lexicon: &Knowledge) -> bool {
    let prefixes = &lexicon.forms.words.unit_of_measure_prefixes;
    begins_with_any(wording.label_key(), prefixes)
        && matches!(wording.unit_line(lexicon), Some(UnitLine::States(..)))
}

/// A title has a role, means something or is short.
fn is_short_title(wording: &Wording, lexicon: &Knowledge) -> bool {
    const MOST_WORDS: usize = 4;
    let title = wording.title(lexicon);
    title.role.is_some()
        || title.title.key.split(' ').count() <= MOST_WORDS
        || wording.names_indicator(lexicon)
}

/// The first rows that a header may have of which the label's title stands in a row: the titles of its figures may stand
/// above.
pub(super) fn first_rows(
    grid: &Grid<'_>,
    lowest: Row<'_>,
    titles: &Titles<'_>,
    lexicon: &Knowledge,
) -> Vec<u32> {
    use ColumnRole::{Previous, Target, Value};
    let is_of_figures = |title: &RoledTitle| matches!(title.role, Some(Value | Target | Previous));
    let mut found = vec![lowest.number];
    let mut labels = titles.iter();
    let label = labels.find(|(_, title)| title.role == Some(ColumnRole::Label));
    let Some((label, _)) = label else {
        return found;
    };
    let is_title = |cell: &GridCell<'_>| {
        let fits = |wording: &Wording| {
            wording.unit_line(lexicon).is_none() && is_short_title(wording, lexicon)
        };
        cell.address.column > label.address.column
            && cell.wording().map_or_else(|| is_year(cell), fits)
    };
    /// A header has no more rows above that of the labels.
    const MOST_ABOVE: u32 = 3;
    let above = lowest.number.saturating_sub(MOST_ABOVE)..lowest.number;
    let rows = above.rev().map(|row| grid.row(row));
    let rows = rows.take_while(|row| !row.cells.is_empty() && row.cells.iter().all(is_title));
    let mut holds_figures = false;
    for row in rows {
        holds_figures |= titles_of(row, lexicon)
            .iter()
            .any(|(_, title)| is_of_figures(title));
        if holds_figures {
            found.push(row.number);
        }
    }
    found
}

/// Whether a row of titles is plainly that of several columns below it: one title of several, or several titles.
pub(super) fn stands_over_columns(grid: &Grid<'_>, row: Row<'_>) -> bool {
    let is_wide = |cell: &GridCell<'_>| {
        let span = grid.span(cell.address);
        span.last.column > span.first.column
    };
    row.cells.len() > 1 || row.cells.iter().any(is_wide)
}

/// Joins each column's titles from top to bottom.
pub(super) fn columns_under<'a>(
    grid: &'a Grid<'_>,
    first_row: u32,
    depth: u32,
    lexicon: &'a Knowledge,
) -> Vec<Column<'a>> {
    let mut columns: BTreeMap<u32, Column<'a>> = BTreeMap::new();
    for number in first_row..first_row + depth {
        let row = grid.row(number);
        let upper = columns.clone();
        for (cell, title) in titles_of(row, lexicon) {
            let own = Column::new(cell.address, title);
            let column = match wider_title(grid, row, cell.address.column, &upper) {
                Some(above) => own.under(above, lexicon),
                None => own,
            };
            columns.insert(column.index, column);
        }
        cover_merged(&mut columns, grid, number);
    }
    columns.into_values().collect()
}

/// A title that is merged over several columns is that of all of them.
fn cover_merged(columns: &mut BTreeMap<u32, Column<'_>>, grid: &Grid<'_>, row: u32) {
    /// Titles over more columns than this are titles of the sheet.
    const MOST_COVERED: u32 = 40;
    let covering: Vec<Column<'_>> = columns
        .values()
        .filter(|column| column.title_at.row == row && column.title_at.column == column.index)
        .cloned()
        .collect();
    for column in covering {
        let last = grid.span(column.title_at).last.column;
        for index in column.index + 1..=last.min(column.index + MOST_COVERED) {
            columns.insert(index, column.clone().over(index));
        }
    }
}

/// The title above a lower one: in its own column, where need be through a merged range, or the nearest to its left
/// where the sheet tells of no merged ranges.
fn wider_title<'c, 'a>(
    grid: &Grid<'_>,
    lower: Row<'_>,
    column: u32,
    upper: &'c BTreeMap<u32, Column<'a>>,
) -> Option<&'c Column<'a>> {
    if let Some(own) = upper.get(&column) {
        return Some(own);
    }
    let (_, left) = upper.range(..column).next_back()?;
    let is_alone = grid.span(left.title_at).last == left.title_at;
    let has_own_lower = lower.cell(left.index).is_some();
    (is_alone && has_own_lower).then_some(left)
}

/// Whether a year is stored as a number: `2023` beside `2024` under one title.
pub(super) fn is_year(cell: &GridCell<'_>) -> bool {
    year_in(cell).is_some()
}

/// The year that is stored as a number.
pub(super) fn year_in(cell: &GridCell<'_>) -> Option<Period> {
    /// Most numbers are shorter, and told by that.
    const DIGITS: usize = 4;
    let shown = cell.is_number().then(|| cell.shown())?;
    if shown.len() < DIGITS {
        return None;
    }
    match find_periods(&shown)[..] {
        [(period, ref range)] if range.len() == shown.len() => Some(period),
        _ => None,
    }
}

/// `ĐVT | người | lượt | nghìn đồng`: a row that holds units of measure and nothing else, each under a title. Under a
/// wider title they tell its columns apart, and are titles themselves.
pub(super) fn is_unit_row(row: Row<'_>, titled: &[u32], lexicon: &Knowledge) -> bool {
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
fn introduces_units(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    cell.wording().is_some_and(|wording| {
        wording.unit().is_none() && wording.title(lexicon).role == Some(ColumnRole::UnitOfMeasure)
    })
}

/// Gives each column of a list of units the unit of measure that a row below the titles holds for it.
pub(super) fn take_unit_row(header: &mut Header<'_>, grid: &Grid<'_>, lexicon: &Knowledge) {
    let mut row = grid.row(header.body_row);
    let titled: Vec<u32> = header.columns.iter().map(|column| column.index).collect();
    let is_of_figures = |row: Row<'_>| {
        let mut cells = row.cells.iter();
        cells.any(|cell| header.is_figure_column(cell.address.column))
            && is_unit_row(row, &titled, lexicon)
    };
    let are_above = is_of_figures(row);
    if !are_above {
        // Those of the one row of a form's own figures may stand below it.
        row = grid.row(header.body_row + 1);
        if !header.is_of_own_unit() || !is_of_figures(row) {
            return;
        }
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
    header.body_row += u32::from(are_above);
}

/// Cells with what they say as titles.
pub(super) type Titles<'a> = [(&'a GridCell<'a>, Cow<'a, RoledTitle>)];

pub(super) fn titles_of<'a>(
    row: Row<'a>,
    lexicon: &Knowledge,
) -> Vec<(&'a GridCell<'a>, Cow<'a, RoledTitle>)> {
    let titles = row.cells.iter().map(|cell| {
        let title = match cell.wording() {
            Some(wording) => Cow::Borrowed(wording.title(lexicon)),
            None => Cow::Owned(RoledTitle::parse(&cell.shown(), lexicon)),
        };
        (cell, title)
    });
    titles
        .filter(|(_, title)| !title.title.written.is_empty())
        .collect()
}
