//! The figures of a row that gives an indicator, each with the unit of measure that is meant for it.

use super::header::{Column, ColumnContent};
use super::row_label::{MeantRow, both_units, is_meant_for};
use super::rows_of_indicators::Walk;
use super::{FigureCell, FigureColumn};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::location::CellAddress;
use crate::quantity::{Dimension, UnitOfMeasure, parse_unit_of_measure, trailing_amount};
use std::sync::Arc;

impl Walk<'_> {
    fn is_money(&self, code: &str) -> bool {
        let indicator = self.region.lexicon.indicators.get(code);
        indicator.is_some_and(|indicator| indicator.kind == IndicatorKind::Money)
    }

    pub(super) fn push_figures(
        &mut self,
        row: u32,
        meant: &MeantRow,
        declared: Option<&UnitOfMeasure>,
    ) {
        let columns = self.figure_columns.clone();
        for (column, kind) in columns {
            let cell = self.region.grid.cell(row, column.index);
            if cell.is_some() || kind == FigureColumn::Actual {
                self.push_figure((row, column), kind, meant, declared);
            }
        }
    }

    /// A column `Trong đó nữ` gives the part of each row's indicator, where the catalogue knows one.
    pub(super) fn push_parts(
        &mut self,
        row: u32,
        whole: &MeantRow,
        declared: Option<&UnitOfMeasure>,
    ) {
        let parts: Vec<(&Column, Arc<str>)> = self
            .part_columns
            .iter()
            .filter(|(column, _)| self.region.grid.cell(row, column.index).is_some())
            .filter_map(|(column, parts)| Some((*column, parts.get(&whole.indicator)?.clone())))
            .collect();
        for (column, indicator) in parts {
            let part = MeantRow {
                indicator,
                period: whole.period,
            };
            self.push_figure((row, column), FigureColumn::Actual, &part, declared);
        }
    }

    fn push_figure(
        &mut self,
        (row, column): (u32, &Column),
        kind: FigureColumn,
        meant: &MeantRow,
        declared: Option<&UnitOfMeasure>,
    ) {
        let cell = self.region.grid.cell(row, column.index);
        let is_money = self.is_money(&meant.indicator);
        let wider = || {
            [
                column.title.unit_of_measure.as_ref(),
                self.table_unit.as_ref(),
            ]
            .into_iter()
            .flatten()
            .find(|unit| is_meant_for(unit, is_money))
            .cloned()
        };
        let declared = declared.cloned().or_else(wider);
        let declared = if is_money {
            self.with_unit_beside(row, declared)
        } else {
            declared
        };
        self.table.figures.push(FigureCell {
            unit_row: None,
            row,
            indicator: meant.indicator.clone(),
            column: kind,
            column_period: column.title.period.or(meant.period),
            content: cell.map(|cell| cell.content.clone()),
            raw: cell.map(|cell| cell.raw()).unwrap_or_default(),
            at: CellAddress::new(row, column.index),
            declared,
        });
    }

    /// An amount's unit may also stand in a column for notes, or in one without a title.
    fn with_unit_beside(&self, row: u32, declared: Option<UnitOfMeasure>) -> Option<UnitOfMeasure> {
        let is_read = |index: u32| {
            let mut columns = self.region.header.columns.iter();
            columns.any(|column| {
                column.index == index && column.content != ColumnContent::Role(ColumnRole::Note)
            })
        };
        let row = self.region.grid.row(row).iter();
        let beside = row
            .filter(|cell| !cell.text().is_empty() && !is_read(cell.address.column))
            .filter_map(|cell| parse_unit_of_measure(cell.text()))
            .find(|unit| unit.dimension == Dimension::Money);
        both_units(declared, beside)
    }

    /// A note below the figures may state the unit of the amounts that state none: `số tiền tính bằng nghìn đồng`.
    pub(super) fn note_unit(&mut self, label: &str) {
        let Some(unit) = trailing_amount(label).filter(|unit| unit.factor > 1.0) else {
            return;
        };
        let indicators = &self.region.lexicon.indicators;
        for figure in &mut self.table.figures {
            let indicator = indicators.get(&figure.indicator);
            let is_money = indicator.is_some_and(|known| known.kind == IndicatorKind::Money);
            if is_money && figure.declared.is_none() {
                figure.declared = Some(unit.clone());
            }
        }
    }
}
