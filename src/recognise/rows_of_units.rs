//! Tables with a row per unit, which a cluster sends for all its units.

use super::header::{Column, ColumnContent};
use super::statements::begins_with_any;
use super::{FigureCell, FigureColumn, FigureTable, Region, SheetStatements, TotalCell, UnitRow};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::finding::Finding;
use crate::location::{CellAddress, CellRef};
use crate::observation::FormKind;
use crate::quantity::{Dimension, UnitOfMeasure};
use crate::read::CellContent;
use crate::rules;
use crate::text;
use std::sync::Arc;

/// A column that gives an indicator.
struct IndicatorColumn<'a> {
    column: &'a Column,
    code: &'a Arc<str>,
    declared: Option<UnitOfMeasure>,
}

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> FigureTable {
    let columns = indicator_columns(region, statements);
    let mut table = FigureTable {
        form: FormKind::ClusterTable,
        sheet: region.grid.sheet.clone(),
        figures: Vec::new(),
        units: Vec::new(),
        totals: Vec::new(),
        congress: Vec::new(),
    };
    let mut first_of_group = 0;
    for row in region.header.body_row..region.end {
        let Some((name, at)) = name_in(region, row) else {
            continue;
        };
        let has_figures = columns
            .iter()
            .any(|column| region.grid.cell(row, column.column.index).is_some());
        if !has_figures {
            continue;
        }
        if is_total(&name, region) {
            push_totals(region, &columns, row, first_of_group, &mut table);
            first_of_group = table.units.len();
            continue;
        }
        push_unit(region, &columns, row, (name, at), &mut table);
    }
    close_totals(&mut table);
    report_unknown_columns(region, findings);
    table
}

fn indicator_columns<'a>(
    region: &'a Region<'_>,
    statements: &SheetStatements,
) -> Vec<IndicatorColumn<'a>> {
    let indicators = &region.lexicon.indicators;
    region
        .header
        .columns
        .iter()
        .filter_map(|column| match &column.content {
            ColumnContent::Indicator(code) => {
                let is_money = indicators
                    .get(code)
                    .is_some_and(|indicator| indicator.kind == IndicatorKind::Money);
                // `ĐVT: nghìn đồng` above the table is meant for its amounts only.
                let of_table = statements
                    .unit_of_measure
                    .clone()
                    .filter(|unit| (unit.dimension == Dimension::Money) == is_money);
                Some(IndicatorColumn {
                    column,
                    code,
                    declared: column.title.unit_of_measure.clone().or(of_table),
                })
            }
            _ => None,
        })
        .collect()
}

/// The unit's name, or a total's words, which may stand in the numbering column.
fn name_in(region: &Region<'_>, row: u32) -> Option<(String, CellAddress)> {
    [
        ColumnRole::ReportingUnit,
        ColumnRole::UnitCode,
        ColumnRole::Number,
    ]
    .into_iter()
    .filter_map(|role| region.header.column(role))
    .filter_map(|column| region.grid.cell(row, column.index))
    .find(|cell| !cell.text().is_empty() && cell.text().chars().any(char::is_alphabetic))
    .map(|cell| (cell.text().to_string(), cell.address))
}

fn is_total(name: &str, region: &Region<'_>) -> bool {
    let key = text::label_key(name);
    let totals = &region.lexicon.forms.words.total_rows;
    totals.contains(&key) || begins_with_any(&key, &["tổng cộng".to_string(), "cộng".to_string()])
}

fn push_unit(
    region: &Region<'_>,
    columns: &[IndicatorColumn<'_>],
    row: u32,
    (name, at): (String, CellAddress),
    table: &mut FigureTable,
) {
    let code = region
        .header
        .column(ColumnRole::UnitCode)
        .and_then(|column| region.grid.cell(row, column.index))
        .map(super::grid::GridCell::shown);
    let unit_row = Some(table.units.len());
    table.units.push(UnitRow { name, code, at });
    for column in columns {
        let cell = region.grid.cell(row, column.column.index);
        table.figures.push(FigureCell {
            unit_row,
            row,
            indicator: column.code.clone(),
            column: FigureColumn::Actual,
            column_period: column.column.title.period,
            content: cell.map(|cell| cell.content.clone()),
            raw: cell.map(|cell| cell.raw.clone()).unwrap_or_default(),
            at: CellAddress::new(row, column.column.index),
            declared: column.declared.clone(),
        });
    }
}

fn push_totals(
    region: &Region<'_>,
    columns: &[IndicatorColumn<'_>],
    row: u32,
    first: usize,
    table: &mut FigureTable,
) {
    for column in columns {
        if let Some(cell) = region.grid.cell(row, column.column.index) {
            table.totals.push(TotalCell {
                indicator: column.code.clone(),
                content: cell.content.clone(),
                at: cell.address,
                declared: column.declared.clone(),
                rows: first..table.units.len(),
            });
        }
    }
}

/// A total above its rows sums up those that follow; a last total after subtotals sums up all.
fn close_totals(table: &mut FigureTable) {
    let all = 0..table.units.len();
    for total in &mut table.totals {
        if total.rows.is_empty() {
            total.rows = all.clone();
        }
    }
}

/// A column with figures whose title means no indicator and no other thing.
fn report_unknown_columns(region: &Region<'_>, findings: &mut Vec<Finding>) {
    for column in &region.header.columns {
        let ColumnContent::Unknown(nearest) = &column.content else {
            continue;
        };
        let figure = (region.header.body_row..region.end)
            .filter_map(|row| region.grid.cell(row, column.index))
            .find(|cell| matches!(cell.content, CellContent::Number { .. }));
        let Some(figure) = figure else {
            continue;
        };
        let at = CellRef {
            file: region.file.clone(),
            sheet: region.grid.sheet.clone(),
            address: column.title_at,
        };
        let names: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
        let message =
            rules::label_unmatched::message(&column.title.written, &figure.raw, &names.join(", "));
        findings.push(Finding::about_cell(
            &rules::label_unmatched::RULE,
            &at,
            message,
        ));
    }
}
