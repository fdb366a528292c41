//! Cards, as a board shows them: rows of labels, and right above each row, or right below, the figures in the same columns. Which of the
//! two it is, all rows say together; where both may be, nobody knows.

use super::Knowledge;
use super::grid::{Grid, GridCell, Row};
use super::header_rows::is_year;
use super::headerless::is_known;
use super::numbering::is_numbering_row;
use super::wording::Wording;
use crate::quantity::parse_unit_of_measure;

/// Labels of cards and their figures.
pub(super) struct Cards<'g> {
    /// None where it is not certain which figure is whose.
    pub(super) pairs: Vec<(&'g GridCell<'g>, &'g GridCell<'g>)>,
    /// The rows of both.
    pub(super) rows: Vec<u32>,
}

/// Fewer labels may stand in any letter.
const FEWEST_LABELS: usize = 3;

/// The cards of a sheet, where it holds any. Figures below one row of labels are a table.
pub(super) fn found<'g>(grid: &'g Grid<'_>, lexicon: &Knowledge) -> Option<Cards<'g>> {
    let rows: Vec<Row<'g>> = grid.rows().collect();
    let mut known = 0;
    let mut found: Vec<[Option<Row<'g>>; 3]> = Vec::new();
    for (at, row) in rows.iter().enumerate().skip(1) {
        let holds = |other: &Row<'g>| holds_figures_of(*row, *other, lexicon);
        let above = Some(rows[at - 1]).filter(holds);
        let below = rows.get(at + 1).copied().filter(holds);
        // What most rows hold is not asked.
        if above.is_some() || below.is_some() {
            let labels = labels_in(*row, lexicon);
            if labels > 0 {
                known += labels;
                found.push([above, Some(*row), below]);
            }
        }
    }
    let is_all = |side: usize| found.iter().all(|it| it[side].is_some());
    let (above, below) = (is_all(0), is_all(2));
    let first_is_open = found.first().is_some_and(|it| it[0].is_some());
    if known < FEWEST_LABELS || !above && !(below && (found.len() > 1 || first_is_open)) {
        return None;
    }
    let side = if above { 0 } else { 2 };
    let of_cards = || {
        let cards = found.iter();
        cards.filter_map(|it| Some((it[1]?, it[side]?)))
    };
    let is_certain = above != below && !(below && first_is_open);
    let pairs = of_cards()
        .filter(|_| is_certain)
        .flat_map(|(labels, figures)| {
            let figures = figures.cells.iter();
            figures.filter_map(move |figure| Some((labels.cell(figure.address.column)?, figure)))
        });
    let mut of_rows: Vec<u32> = of_cards()
        .flat_map(|(labels, it)| [labels.number, it.number])
        .collect();
    of_rows.sort_unstable();
    Some(Cards {
        pairs: pairs.collect(),
        rows: of_rows,
    })
}

/// How many labels that are known a row holds, where it holds nothing but labels.
fn labels_in(row: Row<'_>, lexicon: &Knowledge) -> usize {
    let mut known = 0;
    for cell in row.cells {
        let Some(label) = cell.wording() else {
            return 0;
        };
        let is_known = is_known(label, lexicon);
        let is_title = || label.unit().is_some() || label.title(lexicon).role.is_some();
        if label.may_be_figure() || !is_known && is_title() {
            return 0;
        }
        known += usize::from(is_known);
    }
    if 2 * known >= row.cells.len() {
        known
    } else {
        0
    }
}

/// Whether a cell holds a figure, its unit of measure perhaps behind it, and no line that begins with its number.
fn is_figure(cell: &GridCell<'_>) -> bool {
    let is_of_number = |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | ' ');
    cell.wording().map_or(cell.is_number(), |wording| {
        let unit = wording.text.trim_start_matches(is_of_number);
        let is_plain = unit.is_empty() || parse_unit_of_measure(unit).is_some();
        wording.may_be_figure() && is_plain
    })
}

/// Whether a row holds figures, each in a column in which another holds a text; or words in place of some.
fn holds_figures_of(labels: Row<'_>, row: Row<'_>, lexicon: &Knowledge) -> bool {
    let is_below_label = |cell: &GridCell<'_>| {
        let label = labels.cell(cell.address.column);
        label.is_some_and(|label| label.wording().is_some_and(|it| !it.may_be_figure()))
    };
    let answers = |cell: &GridCell<'_>| {
        let word = cell.wording().map(Wording::said);
        is_figure(cell) || word.is_some_and(|it| lexicon.rating(it).is_some())
    };
    row.cells.iter().any(is_figure)
        && row.cells.iter().all(|it| is_below_label(it) && answers(it))
        && !row.cells.iter().all(is_year)
        && !is_numbering_row(row)
}
