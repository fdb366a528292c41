//! The figures of a row that gives an indicator, each with what column, row and section say of it: planned or reached,
//! when, and in which unit of measure.

use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::labels::LabelMeaning;
use super::layout::Column;
use super::rating_marks::is_cross;
use super::region::Region;
use super::row_label::{RowLabel, before_whole};
use super::sayings::{FigureColumn, Timed};
use super::tables::{FigureCell, FigureTimes, TotalCell};
use super::time::Time;
use super::walk::{FigureOf, MeantRow, Walk};
use crate::catalogue::{Indicator, IndicatorKind};
use crate::ledger::CellClass;
use crate::location::CellAddress;
use crate::quantity::{Dimension, UnitOfMeasure, count_of_whole};
use crate::read::CellContent;
use crate::rules::row_unread::Why;

/// What stands under the title of shares in the row of a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// The row's only figure.
    Alone,
    /// Another figure than under the title of counts, and nothing says which is the rate.
    Disputed,
}

impl<'a> Walk<'a> {
    /// `Tỷ lệ gia đình văn hóa`, empty under `Số lượng`, and 95 under `Tỷ lệ (%)`.
    pub(super) fn share_in(
        &self,
        row: Row<'_>,
        indicator: &Indicator,
        declared: Option<&UnitOfMeasure>,
    ) -> Option<Share> {
        let (count, share) = self.plan.counts_and_shares?;
        let cell = |position: usize| row.cell(self.plan.columns[position].column.index);
        let share = cell(share).filter(|cell| cell.may_be_figure());
        let share = share.filter(|_| indicator.kind == IndicatorKind::Percent)?;
        let Some(count) = cell(count) else {
            return Some(Share::Alone);
        };
        let is_rate = declared.is_some_and(|unit| unit.dimension == Dimension::Percent);
        let is_told = is_rate || count.is_percent() || !count.may_be_figure();
        (!is_told && count.shown() != share.shown()).then_some(Share::Disputed)
    }

    /// Tells of the figure of a rate that stands under the title of shares alone, beside a plan or what else it may be a share of.
    pub(super) fn tell_rate_alone(&mut self, row: Row<'_>, indicator: &Indicator) {
        let cell = |it: &FigureOf<'_>| row.cell(it.column.index).filter(|it| it.may_be_figure());
        let mut columns = self.plan.columns.iter();
        let is_given = columns.any(|it| it.says == FigureColumn::Actual && cell(it).is_some());
        if indicator.kind != IndicatorKind::Percent || is_given {
            return;
        }
        let is_share = |it: &&FigureOf<'_>| {
            let title = &it.column.title.title;
            it.says == FigureColumn::Rate && self.region.lexicon.titles.gives_shares(title)
        };
        let shares = self.plan.columns.iter().filter(is_share);
        // A formula gives nought of nothing.
        let is_nought = |it: &&GridCell<'_>| matches!(it.content(), CellContent::Number { value, .. } if value == 0.0);
        let told = shares.filter_map(cell).find(|it| !is_nought(it));
        let told = told.map(|cell| (cell.address, cell.raw()));
        self.tell_unread(told, Why::RateAlone);
    }

    pub(super) fn push_figures(
        &mut self,
        row: Row<'_>,
        meant: MeantRow<'a>,
        declared: Option<&UnitOfMeasure>,
    ) {
        let has_rating = self.push_rating(row, &meant);
        for position in 0..self.plan.columns.len() {
            let FigureOf {
                column,
                says,
                is_part,
                ..
            } = self.plan.columns[position];
            if let Some((count, share)) = self.plan.counts_and_shares.filter(|_| meant.is_share) {
                if position == share {
                    self.push_share(row, (count, share), meant, declared);
                }
                continue;
            }
            let cell = row.cell(column.index);
            let indicator = match is_part {
                true => self.part_of(column, &meant),
                false => Some(meant.indicator),
            };
            let has_other = !is_part && (has_rating || self.has_amount(row, &meant));
            // `x` under the title of counts says nothing of the amount beside it.
            let is_mark = |it: &&GridCell<'_>| has_other && is_cross(it, self.region.lexicon);
            if let Some(mark) = cell.filter(is_mark) {
                self.table.passed_over.push((mark.address, CellClass::Fact));
                continue;
            }
            let is_filled = cell.is_some();
            let is_asked_for = says == FigureColumn::Actual && !is_part && !has_other;
            if let Some(indicator) = indicator.filter(|_| is_filled || is_asked_for) {
                // What the row counts is no unit of its amount.
                let is_of_another = indicator.kind == IndicatorKind::Money
                    && meant.indicator.kind != IndicatorKind::Money;
                let declared = declared.filter(|_| !is_of_another);
                let meant = MeantRow { indicator, ..meant };
                self.push_figure(row, position, meant, declared);
                let said = row.cell(column.index).map_or("", GridCell::said);
                if let Some(label) = meant.label.filter(|_| !is_part) {
                    self.table.part_last(label, said, self.region.lexicon);
                }
            }
        }
        self.push_total(row, meant.indicator);
    }

    /// The figure of a rate that stands under the title of shares is what the other column asks for.
    fn push_share(
        &mut self,
        row: Row<'_>,
        (count, share): (usize, usize),
        meant: MeantRow<'a>,
        declared: Option<&UnitOfMeasure>,
    ) {
        let says = self.says(count, meant.stage.map(|(says, _)| says));
        self.push_figure(row, share, meant, declared);
        if let Some(figure) = self.table.figures.last_mut() {
            figure.column = says;
        }
    }

    /// What the columns of units sum up to, in the unit of measure of theirs.
    fn push_total(&mut self, row: Row<'_>, indicator: &Indicator) {
        let of_results = |column: &&Column<'_>| {
            matches!(column.kind, ColumnKind::OfAllUnits(FigureColumn::Actual))
        };
        let mut columns = self.region.header.columns.iter().filter(of_results);
        // Of several each is of a time of its own.
        let (Some(column), None) = (columns.next(), columns.next()) else {
            return;
        };
        let Some(cell) = row.cell(column.index) else {
            return;
        };
        let figures = self.table.figures.iter().rev();
        let mut figures = figures.take_while(|figure| figure.at.row == row.number);
        let beside = figures.find(|figure| {
            figure.indicator == indicator.code && figure.column == FigureColumn::Actual
        });
        if let Some(beside) = beside {
            self.table.totals.push(TotalCell {
                indicator: indicator.code.clone(),
                content: cell.content(),
                at: cell.address,
                declared: beside.declared,
                rows: 0..self.table.units.len(),
                above: 0.0,
            });
        }
    }

    /// The part of an indicator that a column `Trong đó nữ` gives, where the catalogue knows one, or its amount.
    fn part_of(&self, column: &Column<'_>, meant: &MeantRow<'a>) -> Option<&'a Indicator> {
        let lexicon = self.region.lexicon;
        if column.is_of_amounts(lexicon) {
            return meant.amount;
        }
        let whole = &meant.indicator.code;
        match column.meaning(lexicon) {
            LabelMeaning::PartOfAbove(parts) => lexicon.indicators.get(parts.get(whole)?),
            _ => None,
        }
    }

    /// Whether the amount that a row asks for stands in a column of amounts.
    fn has_amount(&self, row: Row<'_>, meant: &MeantRow<'_>) -> bool {
        let lexicon = self.region.lexicon;
        let mut parts = self.plan.columns.iter().filter(|it| it.is_part);
        meant.indicator.kind == IndicatorKind::Money
            && parts
                .any(|it| it.column.is_of_amounts(lexicon) && row.cell(it.column.index).is_some())
    }

    fn push_figure(
        &mut self,
        row: Row<'_>,
        position: usize,
        meant: MeantRow<'_>,
        declared: Option<&UnitOfMeasure>,
    ) {
        let FigureOf {
            column,
            unit,
            by_column,
            near_by: near_by_column,
            ..
        } = self.plan.columns[position];
        let is_money = meant.indicator.kind == IndicatorKind::Money;
        let said = self
            .units
            .of_figure((row, declared), column, self.region, is_money);
        let declared = self.units.of_indicator(said, declared, meant.indicator);
        let declared = declared.map(|unit| self.table.declare(&unit));
        let says = self.says(position, meant.stage.map(|(says, _)| says));
        let at = CellAddress::new(row.number, column.index);
        let indicator = meant.indicator.code.clone();
        let grid = self.region.grid;
        let cell = row.cell(column.index);
        let note = cell.and_then(|cell| grid.note_on(cell)).or(meant.note);
        let note = note.filter(|_| says != FigureColumn::Previous);
        let (by_row, near_by) = self.table.noted(note, self.time_of_row(says, &meant));
        self.table.figures.push(FigureCell {
            unit_row: unit,
            column: says,
            timed: FigureTimes {
                by_column,
                by_row,
                near_by: near_by.or(near_by_column),
            },
            content: cell.map(|cell| grid.figure_content(cell)),
            raw: cell.map(GridCell::raw).unwrap_or_default(),
            declared,
            ..FigureCell::empty(indicator, at)
        });
    }

    /// Planned or reached: the word beside the label says it, else the column, and of one that leaves it open the
    /// section and the table's title. What is only striven for was not reached, whatever the column is called, where the
    /// table has no column of its own for targets.
    pub(super) fn says(&self, position: usize, stage: Option<FigureColumn>) -> FigureColumn {
        let own = &self.plan.columns[position];
        let of_section = self.section.heading.says;
        let is_planned = of_section == Some(FigureColumn::Target)
            || own.is_open && of_section.is_none() && self.plan.is_plan;
        match (own.says, stage) {
            (FigureColumn::Actual, Some(stage)) => stage,
            (FigureColumn::Actual, None) if is_planned && !self.plan.has_targets => {
                FigureColumn::Target
            }
            (own, _) => own,
        }
    }

    /// `45/50` counts 45 where the label or the title says that the whole stands behind the stroke.
    pub(super) fn take_parts_of_wholes(&mut self, label: &RowLabel, first: usize) {
        let Region {
            header, lexicon, ..
        } = *self.region;
        let says = |written: &str| before_whole(written, &lexicon.forms.words).is_some();
        for figure in &mut self.table.figures[first..] {
            let Some(CellContent::Text(written)) = &figure.content else {
                continue;
            };
            let Some(count) = count_of_whole(written) else {
                continue;
            };
            let column = header.at(figure.at.column);
            let is_told = says(&label.text) || column.is_some_and(|it| says(it.lowest_title()));
            if is_told && lexicon.is_of_kind(&figure.indicator, IndicatorKind::Count) {
                figure.content = Some(CellContent::Text(count.into()));
            }
        }
    }

    /// Planned or reached, of a row that no column tells it of.
    pub(super) fn says_of_row(&self, meant: &MeantRow<'_>) -> FigureColumn {
        let of_section = self.section.heading.says;
        let is_planned =
            of_section == Some(FigureColumn::Target) || of_section.is_none() && self.plan.is_plan;
        match meant.stage {
            Some((stage, _)) => stage,
            None if is_planned => FigureColumn::Target,
            None => FigureColumn::Actual,
        }
    }

    /// When, by the row: the word beside the label, else the label, else the section. Last year's column is of last year
    /// whatever year the printed label names.
    pub(super) fn time_of_row(&self, says: FigureColumn, meant: &MeantRow<'_>) -> Timed {
        let told = |timed: &Timed| timed.time != Time::Unsaid;
        let by_stage = meant.stage.map(|(_, time)| time).filter(told);
        if says == FigureColumn::Previous && by_stage.is_none() {
            return Timed::default();
        }
        let by_label = Some(meant.label_time).filter(told);
        by_stage.or(by_label).unwrap_or(self.section.timed)
    }
}
