//! Tables with a row per indicator: the activity report, the pledge report, a congress' targets.

use super::account::{RowFate, RowFates};
use super::header::{Column, ColumnContent};
use super::labels::LabelMeaning;
use super::row_label::MeantRow;
use super::{CongressFact, FigureColumn, FigureTable, Region, SheetStatements};
use crate::catalogue::{ColumnRole, CongressField, IndicatorKind};
use crate::finding::Finding;
use crate::ledger::LabelSlip;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::quantity::{Dimension, UnitOfMeasure, is_left_blank, parse_unit_of_measure};
use crate::rules;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The row that an indented row below it may belong to.
struct RowAbove {
    key: String,
    /// Its figures' positions, dropped where its cells are empty and the rows below it turn out to hold its figures.
    empty_figures: Vec<usize>,
}

/// Walks down a table.
pub(super) struct Walk<'a> {
    pub(super) region: &'a Region<'a>,
    pub(super) figure_columns: Vec<(&'a Column, FigureColumn)>,
    /// Columns for a part of each row's indicator, with the parts by what they are part of.
    pub(super) part_columns: Vec<(&'a Column, BTreeMap<Arc<str>, Arc<str>>)>,
    pub(super) table_unit: Option<UnitOfMeasure>,
    unit_above: Option<UnitOfMeasure>,
    row_above: Option<RowAbove>,
    /// The indicator of the last row, or the one whose parts the last rows were: what `Trong đó: nữ` is a part of.
    whole: Option<Arc<str>>,
    pub(super) table: FigureTable,
    findings: &'a mut Vec<Finding>,
}

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> (FigureTable, RowFates) {
    let header = region.header;
    let figure_columns: Vec<(&Column, FigureColumn)> = header
        .columns
        .iter()
        .filter_map(|column| Some((column, figure_column(&column.content)?)))
        .collect();
    let is_pledge = figure_columns
        .iter()
        .any(|(_, kind)| *kind == FigureColumn::Target);
    let form = if is_pledge {
        FormKind::PledgeReport
    } else {
        FormKind::ActivityReport
    };
    let mut walk = Walk {
        region,
        figure_columns,
        part_columns: part_columns(region),
        table_unit: statements.unit_of_measure.clone(),
        unit_above: None,
        row_above: None,
        whole: None,
        table: FigureTable::new(form, region.grid.sheet.clone()),
        findings,
    };
    let label = header
        .column(ColumnRole::Label)
        .map_or(0, |column| column.index);
    let rows = region.rows();
    let fates = rows.map(|row| (row, walk.read_row(row, label))).collect();
    if !walk.table.congress.is_empty() {
        walk.table.form = FormKind::CongressReport;
    }
    (walk.table, fates)
}

fn part_columns<'a>(region: &Region<'a>) -> Vec<(&'a Column, BTreeMap<Arc<str>, Arc<str>>)> {
    let unknown = |column: &&Column| matches!(column.content, ColumnContent::Unknown(_));
    let columns = region.header.columns.iter().filter(unknown);
    columns
        .filter_map(
            |column| match region.lexicon.column_meaning(&column.title) {
                LabelMeaning::PartOfAbove(parts) => Some((column, parts)),
                _ => None,
            },
        )
        .collect()
}

fn figure_column(content: &ColumnContent) -> Option<FigureColumn> {
    match content {
        ColumnContent::Role(ColumnRole::Value) => Some(FigureColumn::Actual),
        ColumnContent::Role(ColumnRole::Previous) => Some(FigureColumn::Previous),
        ColumnContent::Role(ColumnRole::Target) => Some(FigureColumn::Target),
        ColumnContent::Role(ColumnRole::Rate) => Some(FigureColumn::Rate),
        _ => None,
    }
}

impl Walk<'_> {
    fn read_row(&mut self, row: u32, label_column: u32) -> RowFate {
        let grid = self.region.grid;
        let lexicon = self.region.lexicon;
        let label = grid.text(row, label_column);
        let declared = self.unit_of_row(row);
        if label.is_empty() {
            return RowFate::Unlabelled;
        }
        let written = label;
        let label = lexicon.row_label(label);
        let (period, declared) = (label.period, label.measured(declared));
        let label = label.text.as_str();
        let key = lexicon.match_key(label);
        if let Some(field) = lexicon.congress_field(&key) {
            self.read_congress_row(field, row);
            return RowFate::Facts;
        }
        if label.starts_with('(') && self.figure_in(row).is_none() {
            self.note_unit(written);
            return RowFate::Words;
        }
        let is_indented =
            label.starts_with(['-', '–', '+', '•', '*', '·']) || key.starts_with("trong đó");
        let meaning = self.meaning_of_row(&key, is_indented);
        let meaning = self.as_measured(meaning, label, &key, declared.as_ref());
        match meaning {
            LabelMeaning::Indicator(indicator) => {
                if lexicon.row_has_slip(&key) {
                    self.table.slips.push(LabelSlip {
                        at: self.region.place(CellAddress::new(row, label_column)),
                        written: written.to_string(),
                        indicator: indicator.clone(),
                    });
                }
                let first = self.table.figures.len();
                let meant = MeantRow { indicator, period };
                self.push_figures(row, &meant, declared.as_ref());
                self.push_parts(row, &meant, declared.as_ref());
                if !is_indented || self.row_above.is_none() {
                    self.stand_above(&key, first);
                }
                RowFate::Figures
            }
            LabelMeaning::PartOfAbove(_) => self.report_unmatched(row, label, &[]),
            LabelMeaning::Ambiguous(codes) => {
                self.whole = None;
                self.row_above = None;
                self.report_ambiguous(row, label, &codes)
            }
            LabelMeaning::Unknown(nearest) => {
                self.note_unit(written);
                self.whole = None;
                if !is_indented {
                    self.stand_above(&key, self.table.figures.len());
                }
                self.report_unmatched(row, label, &nearest)
            }
        }
    }

    /// The row is the one that indented rows below it belong to; `first` is the position of its first figure.
    fn stand_above(&mut self, key: &str, first: usize) {
        let empty_figures = (first..self.table.figures.len())
            .filter(|&position| self.table.figures[position].content.is_none())
            .collect();
        self.row_above = Some(RowAbove {
            key: key.to_string(),
            empty_figures,
        });
    }

    /// The meaning of a row's label, with the row above where the label alone means nothing or a part of something.
    fn meaning_of_row(&mut self, key: &str, is_indented: bool) -> LabelMeaning {
        let lexicon = self.region.lexicon;
        match lexicon.row_meaning(key) {
            LabelMeaning::PartOfAbove(parts) => {
                match self.whole.as_ref().and_then(|whole| parts.get(whole)) {
                    Some(code) => LabelMeaning::Indicator(code.clone()),
                    None => LabelMeaning::PartOfAbove(parts),
                }
            }
            LabelMeaning::Indicator(code) => {
                self.whole = Some(code.clone());
                LabelMeaning::Indicator(code)
            }
            LabelMeaning::Unknown(nearest) => {
                let Some(above) = self
                    .row_above
                    .as_mut()
                    .filter(|_| is_indented || key.split(' ').count() <= 3)
                else {
                    return LabelMeaning::Unknown(nearest);
                };
                match lexicon.labels.meaning_under(&above.key, key) {
                    LabelMeaning::Indicator(code) => {
                        self.whole = Some(code.clone());
                        let emptied = std::mem::take(&mut above.empty_figures);
                        for position in emptied.into_iter().rev() {
                            self.table.figures.remove(position);
                        }
                        LabelMeaning::Indicator(code)
                    }
                    _ => LabelMeaning::Unknown(nearest),
                }
            }
            meaning => meaning,
        }
    }

    /// What a label means with the row's unit of measure: `Thăm hỏi đoàn viên` counted in đồng is what it cost. A
    /// percentage of a count is not the count.
    fn as_measured(
        &self,
        meaning: LabelMeaning,
        label: &str,
        key: &str,
        declared: Option<&UnitOfMeasure>,
    ) -> LabelMeaning {
        let LabelMeaning::Indicator(code) = meaning else {
            return meaning;
        };
        let lexicon = self.region.lexicon;
        let kind = lexicon
            .indicators
            .get(&code)
            .map(|indicator| indicator.kind);
        let is_count = kind == Some(IndicatorKind::Count);
        let is_amount = declared.is_some_and(|unit| unit.dimension == Dimension::Money);
        if is_count && is_amount {
            return LabelMeaning::Indicator(lexicon.labels.amount_of(key).unwrap_or(code));
        }
        if label.contains('%') && kind != Some(IndicatorKind::Percent) {
            return LabelMeaning::Unknown(vec![lexicon.labels.label(&code).to_string()]);
        }
        LabelMeaning::Indicator(code)
    }

    /// The unit of measure that a row declares; a ditto mark repeats the row above.
    fn unit_of_row(&mut self, row: u32) -> Option<UnitOfMeasure> {
        let column = self.region.header.column(ColumnRole::UnitOfMeasure)?;
        let written = self.region.grid.text(row, column.index);
        if written.is_empty() {
            return None;
        }
        let is_ditto = self
            .region
            .lexicon
            .forms
            .words
            .ditto
            .iter()
            .any(|mark| mark == written);
        if !is_ditto {
            let named = parse_unit_of_measure(written);
            self.unit_above = named.or_else(|| Some(UnitOfMeasure::unknown(written)));
        }
        self.unit_above.clone()
    }

    fn read_congress_row(&mut self, field: CongressField, row: u32) {
        let cell = self
            .figure_columns
            .iter()
            .filter(|(_, kind)| *kind == FigureColumn::Actual)
            .find_map(|(column, _)| self.region.grid.cell(row, column.index));
        if let Some(cell) = cell.filter(|cell| !is_left_blank(&cell.content)) {
            self.table.congress.push(CongressFact {
                field,
                written: cell.shown(),
                at: cell.address,
            });
        }
        self.row_above = None;
    }

    /// The first cell of a row that holds a figure under one of the table's titles.
    fn figure_in(&self, row: u32) -> Option<(CellRef, String)> {
        self.figure_columns
            .iter()
            .filter(|(_, kind)| *kind != FigureColumn::Rate)
            .filter_map(|(column, _)| self.region.grid.cell(row, column.index))
            .find(|cell| cell.content.may_be_figure())
            .map(|cell| (self.region.place(cell.address), cell.raw()))
    }

    /// Tells that a row's figures cannot be given to an indicator, where it has any.
    fn report_unmatched(&mut self, row: u32, label: &str, nearest: &[String]) -> RowFate {
        let Some((at, raw)) = self.figure_in(row) else {
            return RowFate::Words;
        };
        let names: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
        let message = rules::label_unmatched::message(label, &raw, &names.join(", "));
        let rule = &rules::label_unmatched::RULE;
        self.findings.push(Finding::about_cell(rule, &at, message));
        RowFate::Unmatched
    }

    fn report_ambiguous(&mut self, row: u32, label: &str, candidates: &[Arc<str>]) -> RowFate {
        let Some((at, _)) = self.figure_in(row) else {
            return RowFate::Words;
        };
        let names: Vec<String> = candidates
            .iter()
            .map(|code| format!("“{}”", self.region.lexicon.label(code)))
            .collect();
        let message = rules::label_ambiguous::message(label, &names.join(", "));
        let rule = &rules::label_ambiguous::RULE;
        self.findings.push(Finding::about_cell(rule, &at, message));
        RowFate::Unmatched
    }
}
