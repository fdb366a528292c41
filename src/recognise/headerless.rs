//! A form without titles: labels that are indicators, beside each its figure and perhaps its unit of measure.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::grid::{Grid, GridCell, Row};
use super::layout::{Column, Header, TableLayout};
use super::sayings::FigureColumn;
use super::titles::RoledTitle;
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::location::CellAddress;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer labels may stand in any letter.
const FEWEST_LABELS: usize = 3;

/// The header that a sheet without titles would have, where it is plain: one column of labels, one of figures to its right,
/// and beside them at most one of units of measure.
pub(super) fn without_titles<'a>(grid: &'a Grid<'_>, lexicon: &Knowledge) -> Option<Header<'a>> {
    let mut labels: BTreeMap<u32, Vec<Row<'_>>> = BTreeMap::new();
    for row in grid.rows() {
        let is_label = |cell: &&GridCell<'_>| {
            let wording = cell.wording();
            wording.is_some_and(|it| is_known(it, lexicon))
        };
        if let Some(label) = row.cells.iter().find(is_label) {
            labels.entry(label.address.column).or_default().push(row);
        }
    }
    let (&label, rows) = labels.iter().max_by_key(|(_, rows)| rows.len())?;
    if rows.len() < FEWEST_LABELS || grid.is_beside && !grid.is_of_pairs {
        return None;
    }
    let (mut figures, mut measures) = (BTreeSet::new(), BTreeSet::new());
    for cell in rows.iter().flat_map(|row| row.cells) {
        let index = cell.address.column;
        match cell.wording() {
            _ if index <= label => {}
            Some(wording) if wording.unit().is_some() => drop(measures.insert(index)),
            Some(wording) if !wording.may_be_figure() => return None,
            _ => drop(figures.insert(index)),
        }
    }
    let (1, 0 | 1) = (figures.len(), measures.len()) else {
        return None;
    };
    if !figures.is_disjoint(&measures) {
        return None;
    }
    let first_row = rows.first()?.number;
    // Under `Mã số` or `Tăng thêm` stands what the title says.
    let is_titled = |row: Row<'_>| {
        let mut titles = figures
            .iter()
            .filter_map(|index| row.cell(*index)?.wording());
        titles.any(|title| !matches!(title.title(lexicon).role, None | Some(ColumnRole::Value)))
    };
    if grid.rows_within(0..first_row).any(is_titled) {
        return None;
    }
    let column = |index: u32, kind: ColumnKind| Column {
        kind,
        ..Column::new(
            CellAddress::new(first_row, index),
            Cow::Owned(RoledTitle::default()),
        )
    };
    let figures = figures
        .into_iter()
        .map(|index| column(index, ColumnKind::Figure(FigureColumn::Actual)));
    let measures = measures
        .into_iter()
        .map(|index| column(index, ColumnKind::Measure));
    let labels = std::iter::once(column(label, ColumnKind::Label));
    let mut columns: Vec<Column<'_>> = labels.chain(figures).chain(measures).collect();
    columns.sort_by_key(|column| column.index);
    Some(Header {
        first_row,
        body_row: first_row,
        columns,
        layout: TableLayout::RowPerIndicator,
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
