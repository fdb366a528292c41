//! A second column of words beside the labels: `Tổng số đoàn viên | Nữ`, the first merged over several rows.

use super::account::RowKind;
use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::labels::LabelMeaning;
use super::region::{Region, Stage};
use super::row_label::RowLabel;
use super::row_meaning::RowMeaning;
use super::time::Time;
use super::walk::{DetailColumn, MeantRow, Walk};
use super::wording::Wording;
use crate::catalogue::{ColumnRole, Indicator, IndicatorKind};
use crate::quantity::UnitOfMeasure;

/// The column behind the labels, where it may hold such words.
pub(super) fn detail_column(region: &Region<'_>) -> Option<DetailColumn> {
    let label = region.header.column(ColumnRole::Label)?;
    let index = label.index + 1;
    let is_told = match region.header.at(index) {
        None => region.grid.span(label.title_at).last.column >= index,
        Some(column) => match column.kind {
            ColumnKind::Unknown(_) => {
                let words = &region.lexicon.forms.words.detail_titles;
                words.contains(&column.title.title.key)
            }
            // A second column of labels.
            ColumnKind::Note if column.title.role == Some(ColumnRole::Label) => true,
            _ => return None,
        },
    };
    Some(DetailColumn { index, is_told })
}

impl<'a> Walk<'a> {
    /// Reads a row by its label and the words beside it; `None` where there are none that say anything.
    pub(super) fn read_detail(
        &mut self,
        row: Row<'a>,
        declared: Option<&UnitOfMeasure>,
        stage: Stage,
    ) -> Option<RowKind> {
        let column = self.plan.beside.detail?;
        let lexicon = self.region.lexicon;
        let own_label = row.cell(self.plan.label_column).and_then(GridCell::wording);
        let own_label = own_label.map(|wording| wording.label(lexicon));
        self.above.label = own_label.or(self.above.label);
        let cell = row.cell(column.index)?;
        let says_more = |wording: &&Wording| {
            let has_words = wording.text.chars().any(char::is_alphabetic);
            // `(người)` says no more than a unit of measure.
            let is_unit = wording.text.starts_with('(') && wording.unit().is_some();
            has_words && !wording.may_be_figure() && !is_unit
        };
        let detail = cell.wording().filter(says_more)?.label(lexicon);
        let label = self.above.label?;
        match self.meaning_of_detail(label, detail) {
            RowMeaning::Indicator(indicator) => {
                if lexicon.labels.has_slip_under(&label.key, &detail.key) {
                    self.push_slip(cell, indicator);
                }
                if let Some(entry) = lexicon.labels.decided_under(&label.key, &detail.key) {
                    let key = lexicon.wording(&entry.written).label(lexicon).key.clone();
                    self.tell_decided(row, (&entry.written, &key), &indicator.code);
                }
                let timed = match (detail.time, own_label) {
                    (Time::Unsaid, Some(label)) => label,
                    _ => detail,
                };
                let label_time = self.label_time(timed, cell);
                let meant = MeantRow {
                    is_share: false,
                    indicator,
                    label: None,
                    amount: None,
                    label_time,
                    stage,
                    note: self.region.grid.note_on(cell),
                };
                self.push_figures(row, meant, declared);
                Some(RowKind::Figures)
            }
            RowMeaning::Unknown(nearest) => {
                let written = format!("{} – {}", label.text.trim(), detail.text.trim());
                let report = || self.report_unmatched(row, &written, &nearest);
                column.is_told.then(report)
            }
        }
    }

    fn meaning_of_detail(&self, label: &RowLabel, detail: &RowLabel) -> RowMeaning<'a> {
        let lexicon = self.region.lexicon;
        let whole = match &label.meaning {
            LabelMeaning::Indicator(code) => self.indicator(code),
            _ => None,
        };
        let is_total = lexicon.forms.words.total_rows.contains(&detail.key);
        let meaning = lexicon.labels.meaning_under(&label.key, &detail.key);
        let (found, nearest) = match meaning {
            _ if whole.is_some() && is_total => (whole, Vec::new()),
            LabelMeaning::Indicator(code) => (self.indicator(&code), Vec::new()),
            LabelMeaning::PartOfAbove(parts) => {
                let part = whole.and_then(|whole| parts.get(&whole.code));
                (part.and_then(|code| self.indicator(code)), Vec::new())
            }
            LabelMeaning::Unknown(nearest) => (None, nearest),
            LabelMeaning::Ambiguous(_) => (None, Vec::new()),
        };
        let is_share = detail.text.contains('%') || label.text.contains('%');
        let fits = |it: &&Indicator| !is_share || it.kind == IndicatorKind::Percent;
        let found = found.filter(fits);
        found.map_or(RowMeaning::Unknown(nearest), RowMeaning::Indicator)
    }
}
