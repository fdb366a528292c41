//! Units of measure of figures in cards: in a row of their own below the figures or above them, on the same side on the whole board, or
//! right behind each figure.

use super::grid::{Grid, GridCell, Row};
use super::wording::Wording;
use crate::quantity::{Dimension, UnitOfMeasure};

/// Rows of units of measure on a board, and where they stand to the cards that they are of.
pub(super) struct CardUnits<'g> {
    rows: Vec<Row<'g>>,
    /// Whether they stand below their cards, where they do not stand within them; `None` where that is not plain.
    are_below: Option<bool>,
}

/// The first and the last row of a card.
pub(super) type CardRows = (u32, u32);

impl<'g> CardUnits<'g> {
    /// Those of a board with these rows of cards, from top to bottom.
    pub(super) fn of(grid: &'g Grid<'_>, cards: &[CardRows]) -> Self {
        let (Some((first, _)), Some((_, last))) = (cards.first(), cards.last()) else {
            return Self {
                rows: Vec::new(),
                are_below: None,
            };
        };
        let around = first.saturating_sub(1)..last + 2;
        let rows = grid.rows_within(around).filter(|row| holds_units(*row));
        let rows: Vec<Row<'_>> = rows.collect();
        let are_below = are_below(&rows, cards);
        Self { rows, are_below }
    }

    /// The unit of a card's figure, with what its title says: unknown where it is not plain whose a unit beside it is.
    pub(super) fn unit_of(
        &self,
        grid: &Grid<'_>,
        title: &GridCell<'_>,
        (first, last): CardRows,
    ) -> Option<UnitOfMeasure> {
        let in_row = |row: Row<'g>| {
            let cells = row.cells.iter();
            let mut cells = cells.filter(|cell| are_in_line(grid, title, cell));
            let only = cells.next().filter(|_| cells.next().is_none());
            only.and_then(GridCell::wording).and_then(Wording::unit)
        };
        let rows = || self.rows.iter().copied();
        if let Some(within) = rows().find(|row| (first..last).contains(&row.number)) {
            return in_row(within).cloned();
        }
        let below = || rows().find(|row| row.number == last + 1).and_then(in_row);
        let above = || rows().find(|row| row.number + 1 == first).and_then(in_row);
        match self.are_below {
            Some(true) => below().cloned(),
            Some(false) => above().cloned(),
            None => on_either_side(above(), below()),
        }
    }
}

/// What units on both sides of a card say where either may be its own: an amount is then in none that is known.
fn on_either_side(
    above: Option<&UnitOfMeasure>,
    below: Option<&UnitOfMeasure>,
) -> Option<UnitOfMeasure> {
    if above == below {
        return above.cloned();
    }
    let mut units = [above, below].into_iter().flatten();
    let money = units.find(|unit| unit.dimension == Dimension::Money);
    money.map(|unit| UnitOfMeasure::unknown(&unit.written))
}

/// Whether two cells, as wide as they are merged, stand above each other.
pub(super) fn are_in_line(grid: &Grid<'_>, one: &GridCell<'_>, other: &GridCell<'_>) -> bool {
    let columns = |cell: &GridCell<'_>| {
        let span = grid.span(cell.address);
        (span.first.column, span.last.column)
    };
    let ((first, last), (first_other, last_other)) = (columns(one), columns(other));
    first <= last_other && first_other <= last
}

/// A row of units of measure: `người | lượt | triệu đồng`. What stands alone states that of the whole board.
fn holds_units(row: Row<'_>) -> bool {
    let is_unit = |cell: &GridCell<'_>| cell.wording().and_then(Wording::unit).is_some();
    row.cells.len() > 1 && row.cells.iter().all(is_unit)
}

/// Whether rows of units stand below the cards that they are of: the last below the last card and none above the first, or each next
/// to one card alone.
fn are_below(rows: &[Row<'_>], cards: &[CardRows]) -> Option<bool> {
    let is_within = |row: &&Row<'_>| {
        let mut cards = cards.iter();
        cards.any(|(first, last)| (*first..*last).contains(&row.number))
    };
    let outside = || rows.iter().filter(|row| !is_within(row));
    let touches_above = |row: &Row<'_>| cards.iter().any(|(_, last)| last + 1 == row.number);
    let touches_below = |row: &Row<'_>| cards.iter().any(|(first, _)| row.number + 1 == *first);
    let (_, last) = cards.last()?;
    let (first, _) = cards.first()?;
    let is_first = outside().any(|row| row.number < *first);
    let is_last = outside().any(|row| row.number > *last);
    match (is_first, is_last) {
        (false, true) if outside().all(touches_above) => Some(true),
        (true, false) if outside().all(touches_below) => Some(false),
        (false, false) if outside().all(|row| touches_above(row) && !touches_below(row)) => {
            Some(true)
        }
        (false, false) if outside().all(|row| touches_below(row) && !touches_above(row)) => {
            Some(false)
        }
        _ => None,
    }
}

/// The unit right behind a figure: `5,2 | triệu đồng`.
pub(super) fn unit_behind<'g>(
    grid: &'g Grid<'_>,
    figure: &GridCell<'_>,
) -> Option<&'g UnitOfMeasure> {
    let row = grid.row(figure.address.row);
    let mut behind = row
        .cells
        .iter()
        .filter(|cell| cell.address.column > figure.address.column);
    let unit = behind.next()?.wording()?.unit();
    // `10 người` is the next card's figure.
    unit.filter(|unit| !unit.is_multiple)
}
