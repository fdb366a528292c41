//! Rows that only say what of the row above they give: `Tổng số lao động`, empty, over `- Kế hoạch` and `- Thực hiện`.

use super::account::RowKind;
use super::column_kind::stage_of;
use super::grid::{GridCell, Row};
use super::labels::{LabelMeaning, contradicts};
use super::mark::Mark;
use super::row_figures::MeantRow;
use super::rows_of_indicators::Walk;
use super::wording::Wording;
use super::{FigureColumn, Saying, Scope};
use crate::catalogue::ColumnRole;
use crate::quantity::UnitOfMeasure;
use std::borrow::Cow;

/// A row of an indicator without a figure of its own.
pub(super) struct UnfilledRow<'a> {
    meant: MeantRow<'a>,
    declared: Option<UnitOfMeasure>,
    /// Its empty figures.
    figures: std::ops::Range<usize>,
}

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
        let indicator = self.unfilled_above.as_ref()?.meant.indicator;
        let lexicon = self.region.lexicon;
        let number = self.region.header.column(ColumnRole::Number);
        let is_numbered = number.is_some_and(|it| row.cell(it.index).is_some());
        let label = wording.label(lexicon);
        let is_plain = matches!(label.mark, None | Some(Mark::Bullet(_) | Mark::Letter))
            && lexicon.titles.is_whole(&wording.title(lexicon).title);
        if is_numbered || !is_plain || !matches!(label.meaning, LabelMeaning::Unknown(_)) {
            return None;
        }
        let (says, time) = stage_of(wording, lexicon)?;
        let declared = label.measured(declared.map(Cow::Borrowed));
        let is_other = declared
            .as_deref()
            .is_some_and(|unit| contradicts(indicator, &unit.dimension));
        if says == FigureColumn::Rate || is_other {
            return None;
        }
        let above = self.unfilled_above.as_mut()?;
        let meant = above.meant;
        let declared = declared
            .map(Cow::into_owned)
            .or_else(|| above.declared.clone());
        // What was planned and what was reached stand in these rows, not in the empty one.
        let empty = std::mem::take(&mut above.figures);
        if !empty.is_empty() && empty.end == self.table.figures.len() {
            self.table.figures.truncate(empty.start);
            self.row_above = None;
        }
        let saying = Saying {
            written: wording.text.clone(),
            scope: Scope::Row,
            at: cell.address,
        };
        let stage = Some((says, self.table.timed(time, saying)));
        self.push_figures(row, MeantRow { stage, ..meant }, declared.as_ref());
        Some(RowKind::Figures)
    }
}
