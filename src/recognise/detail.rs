//! A second column of words beside the labels: `Tổng số đoàn viên | Nữ`, the first merged over several rows.

use super::Region;
use super::account::RowKind;
use super::column_kind::ColumnKind;
use super::grid::{GridCell, Row};
use super::labels::LabelMeaning;
use super::row_figures::MeantRow;
use super::row_label::RowLabel;
use super::rows_of_indicators::Walk;
use super::time::Time;
use super::wording::Wording;
use super::{FigureColumn, Timed};
use crate::catalogue::{ColumnRole, Indicator, IndicatorKind};
use crate::ledger::LabelSlip;
use crate::quantity::UnitOfMeasure;

/// A column of words that say more than the labels to their left.
#[derive(Clone, Copy)]
pub(super) struct DetailColumn {
    index: u32,
    /// Whether its title says so, or it has none of its own under that of the labels.
    is_told: bool,
}

/// The column beside the labels, where it may hold such words.
pub(super) fn detail_column(region: &Region<'_>) -> Option<DetailColumn> {
    let label = region.header.column(ColumnRole::Label)?;
    let index = label.index + 1;
    let mut columns = region.header.columns.iter();
    let is_told = match columns.find(|column| column.index == index) {
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

/// What the words beside a label mean.
enum Detail<'a> {
    Indicator(&'a Indicator),
    Unknown(Vec<String>),
}

impl<'a> Walk<'a> {
    /// Reads a row by its label and the words beside it; `None` where there are none that say anything.
    pub(super) fn read_detail(
        &mut self,
        row: Row<'a>,
        declared: Option<&UnitOfMeasure>,
        stage: Option<(FigureColumn, Timed)>,
    ) -> Option<RowKind> {
        let column = self.detail_column?;
        let lexicon = self.region.lexicon;
        let own_label = row.cell(self.label_column).and_then(GridCell::wording);
        if let Some(wording) = own_label {
            self.label_above = Some(wording.label(lexicon));
        }
        let cell = row.cell(column.index)?;
        let says_more = |wording: &&Wording| {
            let has_words = wording.text.chars().any(char::is_alphabetic);
            // `(người)` says no more than a unit of measure.
            let is_unit = wording.text.starts_with('(') && wording.unit().is_some();
            has_words && !wording.may_be_figure() && !is_unit
        };
        let wording = cell.wording().filter(says_more)?;
        let label = self.label_above?;
        let detail = wording.label(lexicon);
        let nearest = match self.meaning_of_detail(label, detail) {
            Detail::Indicator(indicator) => {
                if lexicon.labels.has_slip_under(&label.key, &detail.key) {
                    self.table.slips.push(LabelSlip {
                        at: self.region.place(cell.address),
                        written: wording.text.clone(),
                        indicator: indicator.code.clone(),
                    });
                }
                if let Some(entry) = lexicon.labels.decided_under(&label.key, &detail.key) {
                    let key = lexicon.wording(&entry.written).label(lexicon).key.clone();
                    self.tell_decided(row, (&entry.written, &key), &indicator.code);
                }
                let label_time = match (detail.time, own_label) {
                    (Time::Unsaid, Some(wording)) => self.label_time(label, wording, cell.address),
                    _ => self.label_time(detail, wording, cell.address),
                };
                let meant = MeantRow {
                    indicator,
                    amount: None,
                    label_time,
                    stage,
                };
                self.push_figures(row, meant, declared);
                return Some(RowKind::Figures);
            }
            Detail::Unknown(nearest) => nearest,
        };
        let written = format!("{} – {}", label.text.trim(), detail.text.trim());
        column
            .is_told
            .then(|| self.report_unmatched(row, &written, &nearest))
    }

    fn meaning_of_detail(&self, label: &RowLabel, detail: &RowLabel) -> Detail<'a> {
        let lexicon = self.region.lexicon;
        let known = |code: &str| lexicon.indicators.get(code);
        let whole = match &label.meaning {
            LabelMeaning::Indicator(code) => known(code),
            _ => None,
        };
        let mut totals = lexicon.forms.words.total_rows.iter();
        let meaning = lexicon.labels.meaning_under(&label.key, &detail.key);
        let (found, nearest) = match meaning {
            _ if whole.is_some() && totals.any(|total| *total == detail.key) => (whole, Vec::new()),
            LabelMeaning::Indicator(code) => (known(&code), Vec::new()),
            LabelMeaning::PartOfAbove(parts) => {
                let part = whole.and_then(|whole| parts.get(&whole.code));
                (part.and_then(|code| known(code)), Vec::new())
            }
            LabelMeaning::Unknown(nearest) => (None, nearest),
            LabelMeaning::Ambiguous(_) => (None, Vec::new()),
        };
        let is_share = detail.text.contains('%') || label.text.contains('%');
        let fits = |it: &&Indicator| !is_share || it.kind == IndicatorKind::Percent;
        found
            .filter(fits)
            .map_or(Detail::Unknown(nearest), Detail::Indicator)
    }
}
