//! Rows that only say what of the row above they give: `Tổng số lao động`, empty, over `- Kế hoạch` and `- Thực hiện`.

use super::account::RowKind;
use super::column_kind::stage_of;
use super::grid::{GridCell, Row};
use super::labels::{LabelMeaning, contradicts};
use super::row_mark::Mark;
use super::sayings::{FigureColumn, Scope};
use super::walk::{MeantRow, UnfilledRow, Walk};
use super::wording::Wording;
use crate::catalogue::ColumnRole;
use crate::quantity::UnitOfMeasure;
use std::borrow::Cow;

impl<'a> Walk<'a> {
    /// The row whose figures begin at a position, where it holds none and nothing beside its label says what they are.
    pub(super) fn unfilled(
        &self,
        first: usize,
        meant: MeantRow<'a>,
        declared: Option<&UnitOfMeasure>,
    ) -> Option<UnfilledRow<'a>> {
        let mut pushed = self.table.figures[first..].iter();
        let is_empty = pushed.all(|figure| figure.content.is_none());
        (is_empty && meant.stage.is_none()).then(|| UnfilledRow {
            meant,
            declared: declared.cloned(),
            figures: first..self.table.figures.len(),
        })
    }

    /// A row whose label only says whether the one above, which is empty, was planned or reached: `- Thực hiện`.
    pub(super) fn read_staged(
        &mut self,
        row: Row<'a>,
        (cell, wording): (&GridCell<'_>, &Wording),
        declared: Option<&UnitOfMeasure>,
    ) -> Option<RowKind> {
        let above = self.above.unfilled.as_mut()?;
        let lexicon = self.region.lexicon;
        let label = wording.label(lexicon);
        let is_plain = !matches!(label.mark, Some(Mark::Numbers(_)))
            && lexicon.titles.is_whole(&wording.title(lexicon).title)
            && matches!(label.meaning, LabelMeaning::Unknown(_));
        if !is_plain || self.region.header.cell(ColumnRole::Number, row).is_some() {
            return None;
        }
        let (says, time) = stage_of(wording, lexicon)?;
        let declared = label.measured(declared.map(Cow::Borrowed));
        let indicator = above.meant.indicator;
        let is_other = |unit: &UnitOfMeasure| contradicts(indicator, &unit.dimension);
        if says == FigureColumn::Rate || declared.as_deref().is_some_and(is_other) {
            return None;
        }
        let meant = above.meant;
        let declared = declared.map(Cow::into_owned).or(above.declared.clone());
        // What was planned and what was reached stand in these rows, not in the empty one.
        let empty = std::mem::take(&mut above.figures);
        if !empty.is_empty() && empty.end == self.table.figures.len() {
            self.table.figures.truncate(empty.start);
            self.above.rows.row = None;
            self.above.rows.outer = None;
        }
        let stage = Some((says, self.table.timed(time, cell.saying(Scope::Row))));
        self.push_figures(row, MeantRow { stage, ..meant }, declared.as_ref());
        Some(RowKind::Figures)
    }
}
