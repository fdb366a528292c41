//! The figures of a row that gives an indicator, each with the unit of measure that is meant for it.

use super::grid::{GridCell, Row};
use super::header::{Column, ColumnContent};
use super::row_label::{MeantRow, both_units, is_meant_for, within};
use super::rows_of_indicators::Walk;
use super::wording::Wording;
use super::{FigureCell, FigureColumn};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::location::CellAddress;
use crate::quantity::{Dimension, UnitOfMeasure};
use std::borrow::Cow;

impl Walk<'_> {
    pub(super) fn push_figures(
        &mut self,
        row: Row<'_>,
        meant: MeantRow<'_>,
        declared: Option<&UnitOfMeasure>,
    ) {
        for position in 0..self.figure_columns.len() {
            let (column, kind) = self.figure_columns[position];
            if kind == FigureColumn::Actual || row.cell(column.index).is_some() {
                self.push_figure((row, column), kind, meant, declared);
            }
        }
    }

    /// A column `Trong đó nữ` gives the part of each row's indicator, where the catalogue knows one.
    pub(super) fn push_parts(
        &mut self,
        row: Row<'_>,
        whole: MeantRow<'_>,
        declared: Option<&UnitOfMeasure>,
    ) {
        for position in 0..self.part_columns.len() {
            let (column, parts) = self.part_columns[position];
            let part = parts.get(&whole.indicator.code);
            let part = part.and_then(|code| self.region.lexicon.indicators.get(code));
            if let (Some(indicator), Some(_)) = (part, row.cell(column.index)) {
                let part = MeantRow { indicator, ..whole };
                self.push_figure((row, column), FigureColumn::Actual, part, declared);
            }
        }
    }

    fn push_figure(
        &mut self,
        (row, column): (Row<'_>, &Column<'_>),
        kind: FigureColumn,
        meant: MeantRow<'_>,
        declared: Option<&UnitOfMeasure>,
    ) {
        let cell = row.cell(column.index);
        let is_money = meant.indicator.kind == IndicatorKind::Money;
        let wider = [column.unit_of_measure(), self.units.of_rows()]
            .into_iter()
            .flatten()
            .find(|unit| is_meant_for(unit, is_money));
        let declared = if is_money {
            let own = both_units(declared.map(Cow::Borrowed), self.unit_beside(row));
            within(own, wider)
        } else {
            declared.or(wider).map(Cow::Borrowed)
        };
        let declared = declared.map(|unit| self.table.declare(&unit));
        let (kind, striven_for) = match (kind, self.strives_for) {
            (FigureColumn::Actual, Some(period)) => (FigureColumn::Target, period),
            (kind, _) => (kind, None),
        };
        let column_period = column.period().or(meant.period).or(striven_for);
        self.table.figures.push(FigureCell {
            unit_row: None,
            row: row.number,
            indicator: meant.indicator.code.clone(),
            column: kind,
            column_period,
            content: cell.map(GridCell::content),
            raw: cell.map(GridCell::raw).unwrap_or_default(),
            at: CellAddress::new(row.number, column.index),
            declared,
        });
    }

    /// The unit of an amount that stands in a column for notes, or in one without a title.
    fn unit_beside<'c>(&self, row: Row<'c>) -> Option<&'c UnitOfMeasure> {
        let columns = &self.region.header.columns;
        let is_read = |index: u32| {
            let found = columns.binary_search_by_key(&index, |column| column.index);
            found.is_ok_and(|column| {
                columns[column].content != ColumnContent::Role(ColumnRole::Note)
            })
        };
        let beside = row.cells.iter();
        beside
            .filter(|cell| !is_read(cell.address.column))
            .filter_map(|cell| cell.wording().and_then(Wording::unit))
            .find(|unit| unit.dimension == Dimension::Money)
    }
}
