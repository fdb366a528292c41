//! A form without titles: labels that are indicators, beside each its figure and perhaps its unit of measure.

use super::Knowledge;
use super::column_kind::{ColumnKind, stage_of};
use super::grid::{Grid, GridCell, Row};
use super::layout::{Column, Header, TableLayout};
use super::sayings::FigureColumn;
use super::titles::RoledTitle;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Fewer labels may stand in any letter.
const FEWEST_LABELS: usize = 3;

/// The header that rows without titles would have, where it is plain what stands behind their labels: those of a whole sheet, or
/// those above its first table.
pub(super) fn without_titles<'a>(
    grid: &'a Grid<'_>,
    within: Range<u32>,
    lexicon: &Knowledge,
) -> Option<Header<'a>> {
    // Above most tables no figure stands behind a text, and what the texts mean as labels is not asked. The answer to the last
    // label may stand in the row below.
    let mut with_answers = grid.rows_within(within.start..within.end.saturating_add(1));
    if !with_answers.any(|row| row.cells.iter().skip(1).any(GridCell::may_be_figure)) {
        return None;
    }
    let mut labels: BTreeMap<u32, Vec<Row<'_>>> = BTreeMap::new();
    for row in grid.rows_within(within) {
        let is_label = |cell: &&GridCell<'_>| {
            let wording = cell.wording();
            wording.is_some_and(|it| is_known(it, lexicon))
        };
        let is_titled = |label: &GridCell<'_>| {
            let mut behind = row
                .cells
                .iter()
                .skip_while(|it| it.address <= label.address);
            behind
                .next()
                .is_some_and(|next| titles_figures(next, lexicon))
        };
        if let Some(label) = row.cells.iter().find(is_label).filter(|it| !is_titled(it)) {
            labels.entry(label.address.column).or_default().push(row);
        }
    }
    let (&label, rows) = labels.iter().max_by_key(|(_, rows)| rows.len())?;
    let is_any = rows.len() >= FEWEST_LABELS && !grid.is_beside;
    if grid.pairs.is_none() && !is_any {
        return None;
    }
    let first_row = rows.first()?.number;
    let answers = answers_below(grid, label, rows, lexicon);
    let behind = kinds_behind(label, rows.iter().chain(&answers))?;
    let is_figure = |(_, kind): &(&u32, &ColumnKind)| matches!(kind, ColumnKind::Figure(_));
    let (&figures, _) = behind.iter().find(is_figure)?;
    if is_titled(figures, grid.rows_within(0..first_row), lexicon) {
        return None;
    }
    // What stands before labels numbers them.
    let cells = rows.iter().flat_map(|row| row.cells);
    let before = cells.map(|cell| cell.address.column).min();
    let number = before.filter(|before| *before < label);
    let number = number.map(|index| (index, ColumnKind::Fact(ColumnRole::Number)));
    let columns = number.into_iter().chain([(label, ColumnKind::Label)]);
    let columns = columns.chain(behind);
    let columns = columns.map(|(index, kind)| {
        let title = Cow::Owned(RoledTitle::default());
        Column::new(CellAddress::new(first_row, index), title).of_kind(kind)
    });
    let columns = columns.collect();
    Some(Header {
        first_row,
        body_row: first_row,
        columns,
        layout: TableLayout::RowPerIndicator,
    })
}

/// The rows of a questionnaire that answer the labels above them, where nothing stands behind these: `Tổng số lao động?` over
/// `Trả lời: | 312 người`.
fn answers_below<'g>(
    grid: &'g Grid<'_>,
    label: u32,
    rows: &[Row<'_>],
    lexicon: &Knowledge,
) -> Vec<Row<'g>> {
    let asked = rows.iter().filter(|row| {
        let last = row.cells.last();
        last.is_some_and(|cell| cell.address.column == label)
    });
    let below = asked.filter_map(|row| grid.rows_within(row.number + 1..u32::MAX).next());
    let is_answer = |row: &Row<'_>| {
        let said = row.cell(label).and_then(GridCell::wording);
        let stage = said.and_then(|said| stage_of(said, lexicon));
        stage.is_some_and(|(says, _)| says == FigureColumn::Actual)
    };
    below.filter(is_answer).collect()
}

/// What stands behind labels, by column: one column of figures, at most one of units of measure, and behind the figures
/// perhaps remarks. Words may stand in place of a figure: `Không`, `Hoàn thành tốt`.
fn kinds_behind<'r>(
    label: u32,
    rows: impl Iterator<Item = &'r Row<'r>>,
) -> Option<BTreeMap<u32, ColumnKind>> {
    let mut cells: BTreeMap<u32, Vec<&GridCell<'_>>> = BTreeMap::new();
    let behind = rows.flat_map(|row| row.cells);
    for cell in behind.filter(|cell| cell.address.column > label) {
        cells.entry(cell.address.column).or_default().push(cell);
    }
    let kind_of = |cells: Vec<&GridCell<'_>>| {
        let is_unit = |it: &&&GridCell<'_>| it.wording().is_some_and(|it| it.unit().is_some());
        let units = cells.iter().filter(is_unit).count();
        let figures = cells.iter().filter(|it| it.may_be_figure()).count();
        if 2 * units > cells.len() {
            ColumnKind::Measure
        } else if 2 * figures > cells.len() {
            ColumnKind::Figure(FigureColumn::Actual)
        } else {
            ColumnKind::Note
        }
    };
    let kinds = cells.into_iter();
    let kinds: BTreeMap<u32, ColumnKind> = kinds
        .map(|(index, cells)| (index, kind_of(cells)))
        .collect();
    let count = |of: &ColumnKind| kinds.values().filter(|kind| *kind == of).count();
    let figures = &ColumnKind::Figure(FigureColumn::Actual);
    let mut words = kinds.iter().filter(|(_, kind)| **kind == ColumnKind::Note);
    let mut of_figures = kinds.iter().filter(|(_, kind)| *kind == figures);
    let (first_figures, _) = of_figures.next()?;
    let is_plain = count(figures) == 1 && count(&ColumnKind::Measure) <= 1;
    (is_plain && words.all(|(index, _)| index > first_figures)).then_some(kinds)
}

/// `Số lượng`: what stands over figures is none.
fn titles_figures(cell: &GridCell<'_>, lexicon: &Knowledge) -> bool {
    let role = cell.wording().map(|wording| wording.title(lexicon).role);
    role == Some(Some(ColumnRole::Value)) && !cell.may_be_figure()
}

/// Whether a title above figures says that they are something else: `Mã số`, `Tăng thêm`.
fn is_titled<'r>(
    figures: u32,
    mut above: impl Iterator<Item = Row<'r>>,
    lexicon: &Knowledge,
) -> bool {
    let is_other =
        |title: &Wording| !matches!(title.title(lexicon).role, None | Some(ColumnRole::Value));
    above.any(|row| {
        let title = row.cell(figures).and_then(GridCell::wording);
        title.is_some_and(is_other)
    })
}

/// Whether a text is a label that is known.
pub(super) fn is_known(wording: &Wording, lexicon: &Knowledge) -> bool {
    wording.names_indicator(lexicon) || label_is_known(wording, lexicon)
}

/// Whether a text is a label in spite of its number: `1. Tổng số lao động`.
fn label_is_known(wording: &Wording, lexicon: &Knowledge) -> bool {
    use super::labels::LabelMeaning::{Indicator, PartOfAbove};
    matches!(
        wording.label(lexicon).meaning,
        Indicator(_) | PartOfAbove(_)
    )
}
