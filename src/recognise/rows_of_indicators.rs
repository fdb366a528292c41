//! Tables with a row per indicator: the activity report, the pledge report, a congress' targets.

use super::header::{Column, ColumnContent};
use super::labels::LabelMeaning;
use super::{CongressFact, FigureCell, FigureColumn, FigureTable, Region, SheetStatements};
use crate::catalogue::{ColumnRole, CongressField, IndicatorKind};
use crate::finding::Finding;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::quantity::{Dimension, UnitOfMeasure, parse_unit_of_measure};
use crate::read::CellContent;
use crate::rules;
use std::sync::Arc;

/// The row that an indented row below it may belong to.
struct RowAbove {
    indicator: Option<Arc<str>>,
    key: String,
    /// Its figures' positions, dropped where its cells are empty and the rows below it turn out to hold its figures.
    empty_figures: Vec<usize>,
}

/// Walks down a table.
struct Walk<'a> {
    region: &'a Region<'a>,
    figure_columns: Vec<(&'a Column, FigureColumn)>,
    table_unit: Option<UnitOfMeasure>,
    unit_above: Option<UnitOfMeasure>,
    row_above: Option<RowAbove>,
    table: FigureTable,
    findings: &'a mut Vec<Finding>,
}

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> FigureTable {
    let header = region.header;
    let figure_columns: Vec<(&Column, FigureColumn)> = header
        .columns
        .iter()
        .filter_map(|column| Some((column, figure_column(&column.content)?)))
        .collect();
    let is_pledge = figure_columns
        .iter()
        .any(|(_, kind)| *kind == FigureColumn::Target);
    let mut walk = Walk {
        region,
        figure_columns,
        table_unit: statements.unit_of_measure.clone(),
        unit_above: None,
        row_above: None,
        table: FigureTable {
            form: if is_pledge {
                FormKind::PledgeReport
            } else {
                FormKind::ActivityReport
            },
            sheet: region.grid.sheet.clone(),
            figures: Vec::new(),
            units: Vec::new(),
            totals: Vec::new(),
            congress: Vec::new(),
        },
        findings,
    };
    let label = header
        .column(ColumnRole::Label)
        .map_or(0, |column| column.index);
    for row in header.body_row..region.end {
        walk.read_row(row, label);
    }
    if !walk.table.congress.is_empty() {
        walk.table.form = FormKind::CongressReport;
    }
    walk.table
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
    fn read_row(&mut self, row: u32, label_column: u32) {
        let grid = self.region.grid;
        let lexicon = self.region.lexicon;
        let label = grid.text(row, label_column);
        let declared = self.unit_of_row(row);
        if label.is_empty() {
            return;
        }
        let key = lexicon.match_key(label);
        if let Some(field) = lexicon.congress_field(&key) {
            self.read_congress_row(field, row);
            return;
        }
        let is_indented =
            label.starts_with(['-', '–', '+', '•', '*', '·']) || key.starts_with("trong đó");
        let meaning = self.meaning_of_row(&key, is_indented);
        match meaning {
            LabelMeaning::Indicator(code) => {
                let first = self.table.figures.len();
                self.push_figures(row, &code, declared);
                if !is_indented || self.row_above.is_none() {
                    let empty_figures = (first..self.table.figures.len())
                        .filter(|&position| self.table.figures[position].content.is_none())
                        .collect();
                    self.row_above = Some(RowAbove {
                        indicator: Some(code),
                        key: key.to_string(),
                        empty_figures,
                    });
                }
            }
            LabelMeaning::PartOfAbove(_) => self.report_unmatched(row, label, &[]),
            LabelMeaning::Ambiguous(codes) => {
                let names: Vec<String> = codes
                    .iter()
                    .map(|code| format!("“{}”", lexicon.label(code)))
                    .collect();
                self.report_ambiguous(row, label, &names.join(", "));
                self.row_above = None;
            }
            LabelMeaning::Unknown(nearest) => {
                self.report_unmatched(row, label, &nearest);
                if !is_indented {
                    self.row_above = Some(RowAbove {
                        indicator: None,
                        key: key.to_string(),
                        empty_figures: Vec::new(),
                    });
                }
            }
        }
    }

    /// The meaning of a row's label, with the row above where the label alone means nothing or a part of something.
    fn meaning_of_row(&mut self, key: &str, is_indented: bool) -> LabelMeaning {
        let lexicon = self.region.lexicon;
        match lexicon.row_meaning(key) {
            LabelMeaning::PartOfAbove(parts) => {
                let above = self
                    .row_above
                    .as_ref()
                    .and_then(|above| above.indicator.as_ref());
                match above.and_then(|above| parts.get(above)) {
                    Some(code) => LabelMeaning::Indicator(code.clone()),
                    None => LabelMeaning::PartOfAbove(parts),
                }
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
            self.unit_above = parse_unit_of_measure(written);
        }
        self.unit_above.clone()
    }

    /// `ĐVT: nghìn đồng` above a table is meant for its amounts only.
    fn unit_of_table(&self, code: &str) -> Option<UnitOfMeasure> {
        let indicator = self.region.lexicon.indicators.get(code)?;
        self.table_unit.clone().filter(|unit| {
            (unit.dimension == Dimension::Money) == (indicator.kind == IndicatorKind::Money)
        })
    }

    fn push_figures(&mut self, row: u32, code: &Arc<str>, declared: Option<UnitOfMeasure>) {
        let grid = self.region.grid;
        let declared = declared.or_else(|| self.unit_of_table(code));
        for &(column, kind) in &self.figure_columns {
            let cell = grid.cell(row, column.index);
            if cell.is_none() && kind != FigureColumn::Actual {
                continue;
            }
            self.table.figures.push(FigureCell {
                unit_row: None,
                row,
                indicator: code.clone(),
                column: kind,
                column_period: column.title.period,
                content: cell.map(|cell| cell.content.clone()),
                raw: cell.map(|cell| cell.raw.clone()).unwrap_or_default(),
                at: CellAddress::new(row, column.index),
                declared: declared
                    .clone()
                    .or_else(|| column.title.unit_of_measure.clone()),
            });
        }
    }

    fn read_congress_row(&mut self, field: CongressField, row: u32) {
        let cell = self
            .figure_columns
            .iter()
            .filter(|(_, kind)| *kind == FigureColumn::Actual)
            .find_map(|(column, _)| self.region.grid.cell(row, column.index));
        if let Some(cell) = cell {
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
            .find(|cell| match &cell.content {
                CellContent::Text(text) => text.chars().next().is_some_and(|c| c.is_ascii_digit()),
                _ => true,
            })
            .map(|cell| {
                let at = CellRef {
                    file: self.region.file.clone(),
                    sheet: self.region.grid.sheet.clone(),
                    address: cell.address,
                };
                (at, cell.raw.clone())
            })
    }

    fn report_unmatched(&mut self, row: u32, label: &str, nearest: &[String]) {
        if let Some((at, raw)) = self.figure_in(row) {
            let names: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
            let message = rules::label_unmatched::message(label, &raw, &names.join(", "));
            self.findings.push(Finding::about_cell(
                &rules::label_unmatched::RULE,
                &at,
                message,
            ));
        }
    }

    fn report_ambiguous(&mut self, row: u32, label: &str, candidates: &str) {
        if let Some((at, _)) = self.figure_in(row) {
            let message = rules::label_ambiguous::message(label, candidates);
            self.findings.push(Finding::about_cell(
                &rules::label_ambiguous::RULE,
                &at,
                message,
            ));
        }
    }
}
