//! The figures of a row that gives an indicator, each with what column, row and section say of it: planned or reached,
//! when, and in which unit of measure.

use super::column_kind::{ColumnKind, is_of_amounts};
use super::grid::{GridCell, Row};
use super::header::Column;
use super::labels::LabelMeaning;
use super::row_label::{both_units, is_meant_for, within};
use super::rows_of_indicators::Walk;
use super::time::Time;
use super::wording::Wording;
use super::{FigureCell, FigureColumn, Timed, TotalCell};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::location::CellAddress;
use crate::quantity::{Dimension, UnitOfMeasure};
use std::borrow::Cow;

/// A column of figures of each row's indicator.
pub(super) struct FigureOf<'a> {
    pub(super) column: &'a Column<'a>,
    /// In a table with a column per unit, the unit's position in the table's.
    pub(super) unit: Option<usize>,
    pub(super) says: FigureColumn,
    /// Whether its title leaves open whether it was planned or reached: `Số lượng`.
    pub(super) is_open: bool,
    /// Whether it is of a part of the row's indicator.
    pub(super) is_part: bool,
    pub(super) by_column: Timed,
}

/// What a row's label means, with what its words say of its figures.
#[derive(Clone, Copy)]
pub(super) struct MeantRow<'a> {
    pub(super) indicator: &'a Indicator,
    /// The amount that the label means in money, for a column of amounts: `Thăm hỏi đoàn viên`.
    pub(super) amount: Option<&'a Indicator>,
    /// The time that the label names: `Tổng số đoàn viên năm 2022`.
    pub(super) label_time: Timed,
    /// What the word beside the label says: `Kế hoạch`, `Năm 2022`.
    pub(super) stage: Option<(FigureColumn, Timed)>,
}

impl<'a> Walk<'a> {
    pub(super) fn push_figures(
        &mut self,
        row: Row<'_>,
        meant: MeantRow<'a>,
        declared: Option<&UnitOfMeasure>,
    ) {
        for position in 0..self.columns.len() {
            let FigureOf {
                column,
                says,
                is_part,
                ..
            } = self.columns[position];
            let is_filled = row.cell(column.index).is_some();
            let indicator = if is_part {
                self.part_of(column, &meant)
            } else {
                Some(meant.indicator)
            };
            let is_asked_for =
                says == FigureColumn::Actual && !is_part && !self.has_amount(row, &meant);
            if let Some(indicator) = indicator.filter(|_| is_filled || is_asked_for) {
                // What the row counts is no unit of its amount.
                let is_of_another = indicator.kind == IndicatorKind::Money
                    && meant.indicator.kind != IndicatorKind::Money;
                let declared = declared.filter(|_| !is_of_another);
                let meant = MeantRow { indicator, ..meant };
                self.push_figure(row, position, meant, declared);
            }
        }
        self.push_total(row, meant.indicator);
    }

    /// What the columns of units sum up to, in the unit of measure of theirs.
    fn push_total(&mut self, row: Row<'_>, indicator: &Indicator) {
        let mut columns = self.region.header.columns.iter();
        let column = columns.find(|column| column.kind == ColumnKind::OfAllUnits);
        let cell = column.and_then(|column| row.cell(column.index));
        let figures = self.table.figures.iter().rev();
        let mut figures = figures.take_while(|figure| figure.row == row.number);
        let is_actual = |figure: &FigureCell| figure.column == FigureColumn::Actual;
        let beside = figures.find(|figure| figure.indicator == indicator.code);
        if let (Some(cell), Some(beside)) = (cell, beside.filter(|it| is_actual(it))) {
            let total = TotalCell {
                indicator: indicator.code.clone(),
                content: cell.content(),
                at: cell.address,
                declared: beside.declared,
                rows: 0..self.table.units.len(),
            };
            self.table.totals.push(total);
        }
    }

    /// The part of an indicator that a column `Trong đó nữ` gives, where the catalogue knows one, or its amount.
    fn part_of(&self, column: &Column<'_>, meant: &MeantRow<'a>) -> Option<&'a Indicator> {
        let lexicon = self.region.lexicon;
        if is_of_amounts(column, lexicon) {
            return meant.amount;
        }
        match column.title.meaning(lexicon) {
            LabelMeaning::PartOfAbove(parts) => {
                lexicon.indicators.get(parts.get(&meant.indicator.code)?)
            }
            _ => None,
        }
    }

    /// Whether the amount that a row asks for stands in a column of amounts.
    fn has_amount(&self, row: Row<'_>, meant: &MeantRow<'_>) -> bool {
        let lexicon = self.region.lexicon;
        let mut parts = self.columns.iter().filter(|it| it.is_part);
        meant.indicator.kind == IndicatorKind::Money
            && parts
                .any(|it| is_of_amounts(it.column, lexicon) && row.cell(it.column.index).is_some())
    }

    fn push_figure(
        &mut self,
        row: Row<'_>,
        position: usize,
        meant: MeantRow<'_>,
        declared: Option<&UnitOfMeasure>,
    ) {
        let column = self.columns[position].column;
        let cell = row.cell(column.index);
        let is_money = meant.indicator.kind == IndicatorKind::Money;
        let wider = [column.unit_of_measure(), self.units.of_rows()]
            .into_iter()
            .flatten()
            .find(|unit| is_meant_for(unit, is_money));
        let declared = if is_money {
            let own = both_units(declared.map(Cow::Borrowed), self.unit_beside(row));
            within(own, wider).or_else(|| self.units.inherited().map(Cow::Owned))
        } else {
            declared.or(wider).map(Cow::Borrowed)
        };
        let declared = declared.map(|unit| self.table.declare(&unit));
        let says = self.says(position, meant.stage.map(|(says, _)| says));
        let (by_column, by_row) = self.times(position, says, &meant);
        self.table.figures.push(FigureCell {
            unit_row: self.columns[position].unit,
            row: row.number,
            indicator: meant.indicator.code.clone(),
            column: says,
            by_column,
            by_row,
            content: cell.map(GridCell::content),
            raw: cell.map(GridCell::raw).unwrap_or_default(),
            at: CellAddress::new(row.number, column.index),
            declared,
        });
    }

    /// Planned or reached: the word beside the label says it, else the column, and of one that leaves it open the
    /// section and the table's title. What is only striven for was not reached, whatever the column is called, where the
    /// table has no column of its own for targets.
    fn says(&self, position: usize, stage: Option<FigureColumn>) -> FigureColumn {
        let own = &self.columns[position];
        match (own.says, stage) {
            (FigureColumn::Actual, Some(stage)) => stage,
            (FigureColumn::Actual, None) if !self.has_targets => {
                let is_planned = self.section.heading.says == Some(FigureColumn::Target);
                let is_pledge = own.is_open && self.section.heading.says.is_none() && self.is_plan;
                if is_planned || is_pledge {
                    FigureColumn::Target
                } else {
                    FigureColumn::Actual
                }
            }
            (own, _) => own,
        }
    }

    /// When: the column; and of the row the word beside the label, else the label, else the section. Last
    /// year's column is of last year whatever year the printed label names.
    fn times(&self, position: usize, says: FigureColumn, meant: &MeantRow<'_>) -> (Timed, Timed) {
        let by_column = self.columns[position].by_column;
        let told = |timed: &Timed| timed.time != Time::Unsaid;
        let by_stage = meant.stage.map(|(_, time)| time).filter(told);
        let by_label = Some(meant.label_time).filter(told);
        let is_previous = says == FigureColumn::Previous && by_stage.is_none();
        let by_row = if is_previous {
            Timed::default()
        } else {
            by_stage.or(by_label).unwrap_or(self.section.timed)
        };
        (by_column, by_row)
    }

    /// The unit of an amount that stands in a column for notes, or in one without a title.
    fn unit_beside<'c>(&self, row: Row<'c>) -> Option<&'c UnitOfMeasure> {
        let is_read = |index: u32| {
            let column = self.region.header.at(index);
            column.is_some_and(|column| column.kind != ColumnKind::Note)
        };
        let beside = row.cells.iter();
        beside
            .filter(|cell| !is_read(cell.address.column))
            .filter_map(|cell| cell.wording().and_then(Wording::unit))
            .find(|unit| unit.dimension == Dimension::Money)
    }
}
