//! Tables with a row per unit, which a cluster sends for all its units.

use super::account::{RowFate, RowFates};
use super::grid::GridCell;
use super::header::{Column, ColumnContent};
use super::row_label::is_meant_for;
use super::statements::begins_with_any;
use super::{FigureCell, FigureColumn, FigureTable, Region, SheetStatements, TotalCell, UnitRow};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::finding::Finding;
use crate::ledger::LabelSlip;
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::quantity::UnitOfMeasure;
use crate::read::CellContent;
use crate::rules;
use crate::text;
use std::sync::Arc;

/// A column that gives an indicator.
struct IndicatorColumn<'a> {
    column: &'a Column,
    code: &'a Arc<str>,
    says: FigureColumn,
    declared: Option<UnitOfMeasure>,
}

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> (FigureTable, RowFates) {
    let mut walk = Walk {
        region,
        columns: indicator_columns(region, statements),
        groups: Groups::new(region),
        open_group: None,
        first_of_group: 0,
        has_ended: false,
        table: FigureTable::new(FormKind::ClusterTable, region.grid.sheet.clone()),
    };
    let rows = region.rows();
    let fates = rows.map(|row| (row, walk.read_row(row))).collect();
    walk.close_group();
    walk.table.slips = title_slips(region, &walk.columns);
    close_totals(&mut walk.table);
    report_unknown_columns(region, findings);
    (walk.table, fates)
}

/// Walks down a table.
struct Walk<'a> {
    region: &'a Region<'a>,
    columns: Vec<IndicatorColumn<'a>>,
    groups: Groups,
    /// The totals of the heading above, by position in the table's.
    open_group: Option<std::ops::Range<usize>>,
    /// The first unit that the next total sums up.
    first_of_group: usize,
    has_ended: bool,
    table: FigureTable,
}

impl Walk<'_> {
    fn read_row(&mut self, row: u32) -> RowFate {
        let (region, columns) = (self.region, &self.columns);
        self.has_ended = self.has_ended || ends_table(region, columns, row);
        if self.has_ended {
            return RowFate::Below;
        }
        let Some((name, at)) = name_in(region, row) else {
            return RowFate::Unlabelled;
        };
        let mut columns = columns.iter();
        let has_figures =
            columns.any(|column| region.grid.cell(row, column.column.index).is_some());
        if !has_figures {
            return RowFate::Words;
        }
        if compares(&name, region) {
            return RowFate::Comparison;
        }
        let units_so_far = self.table.units.len();
        if is_total(&name, region) {
            self.close_group();
            self.push_totals(row, self.first_of_group..units_so_far);
            self.first_of_group = units_so_far;
            RowFate::Total
        } else if self.groups.begin_at(region, row, &name) {
            self.close_group();
            let first = self.table.totals.len();
            self.push_totals(row, units_so_far..units_so_far);
            self.open_group = Some(first..self.table.totals.len());
            RowFate::Total
        } else {
            self.push_unit(row, name, at);
            RowFate::Figures
        }
    }

    /// A heading's figures sum up the units that follow it, up to the next heading or total.
    fn close_group(&mut self) {
        let end = self.table.units.len();
        for total in self.open_group.take().into_iter().flatten() {
            if let Some(total) = self.table.totals.get_mut(total) {
                total.rows.end = end;
            }
        }
    }

    fn push_unit(&mut self, row: u32, name: String, at: CellAddress) {
        let region = self.region;
        let code = region
            .header
            .column(ColumnRole::UnitCode)
            .and_then(|column| region.grid.cell(row, column.index))
            .map(GridCell::shown);
        let unit_row = Some(self.table.units.len());
        self.table.units.push(UnitRow { name, code, at });
        for column in &self.columns {
            let cell = region.grid.cell(row, column.column.index);
            self.table.figures.push(FigureCell {
                unit_row,
                row,
                indicator: column.code.clone(),
                column: column.says,
                column_period: column.column.title.period,
                content: cell.map(|cell| cell.content.clone()),
                raw: cell.map(|cell| cell.raw()).unwrap_or_default(),
                at: CellAddress::new(row, column.column.index),
                declared: column.declared.clone(),
            });
        }
    }

    fn push_totals(&mut self, row: u32, rows: std::ops::Range<usize>) {
        let columns = self.columns.iter();
        let says_actual = |column: &&IndicatorColumn<'_>| column.says == FigureColumn::Actual;
        for column in columns.filter(says_actual) {
            if let Some(cell) = self.region.grid.cell(row, column.column.index) {
                self.table.totals.push(TotalCell {
                    indicator: column.code.clone(),
                    content: cell.content.clone(),
                    at: cell.address,
                    declared: column.declared.clone(),
                    rows: rows.clone(),
                });
            }
        }
    }
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
            ColumnContent::Indicator(code, says) => {
                let is_money = indicators
                    .get(code)
                    .is_some_and(|indicator| indicator.kind == IndicatorKind::Money);
                // `ĐVT: nghìn đồng` above the table is meant for its amounts only.
                let of_table = statements
                    .unit_of_measure
                    .clone()
                    .filter(|unit| is_meant_for(unit, is_money));
                Some(IndicatorColumn {
                    column,
                    code,
                    says: *says,
                    declared: column.title.unit_of_measure.clone().or(of_table),
                })
            }
            _ => None,
        })
        .collect()
}

/// The titles that were understood in spite of a slip of the finger.
fn title_slips(region: &Region<'_>, columns: &[IndicatorColumn<'_>]) -> Vec<LabelSlip> {
    let slipped = columns
        .iter()
        .filter(|column| region.lexicon.column_has_slip(&column.column.title));
    slipped
        .map(|column| LabelSlip {
            at: region.place(column.column.title_at),
            written: column.column.title.written.clone(),
            indicator: column.code.clone(),
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
    let words = &region.lexicon.forms.words;
    words.total_rows.contains(&key) || begins_with_any(&key, &words.total_row_beginnings)
}

/// `Bình quân`, `So với năm trước`: neither a unit nor a total.
fn compares(name: &str, region: &Region<'_>) -> bool {
    let key = text::label_key(name);
    begins_with_any(&key, &region.lexicon.forms.words.comparing_row_beginnings)
}

/// Whether the signatures below a table begin in a row: one that holds no number of the table's.
fn ends_table(region: &Region<'_>, columns: &[IndicatorColumn<'_>], row: u32) -> bool {
    let words = &region.lexicon.forms.words;
    let is_signature = |cell: &GridCell| {
        let key = region.lexicon.label_key(cell.text());
        begins_with_any(&key, &words.signature_words)
            || (key.contains(" ngày ") && key.contains(" tháng ") && key.contains(" năm"))
    };
    region.grid.row(row).iter().any(is_signature)
        && !columns.iter().any(|column| {
            let cell = region.grid.cell(row, column.column.index);
            cell.is_some_and(|cell| cell.content.may_be_figure())
        })
}

/// How a table parts its units into groups: rows with a letter or a Roman number among rows with plain ones, or headings
/// without any.
struct Groups {
    number_column: Option<u32>,
    /// Whether the names themselves are numbered: `I. Khối trường học`, `1. Trường A`.
    are_names_numbered: bool,
}

impl Groups {
    fn new(region: &Region<'_>) -> Self {
        let column = region.header.column(ColumnRole::Number);
        let numbered = |column: &Column| {
            (region.header.body_row..region.end)
                .filter(|&row| is_plain_number(region.grid.cell(row, column.index)))
                .count()
        };
        /// Units numbered plainly, so that other numbers stand out.
        const FEWEST_NUMBERED: usize = 2;
        let number_column = column.filter(|column| numbered(column) >= FEWEST_NUMBERED);
        let names = region.header.column(ColumnRole::ReportingUnit);
        Self {
            number_column: number_column.map(|column| column.index),
            are_names_numbered: number_column.is_none()
                && names.is_some_and(|column| numbered(column) >= FEWEST_NUMBERED),
        }
    }

    fn begin_at(&self, region: &Region<'_>, row: u32, name: &str) -> bool {
        let number = self
            .number_column
            .map(|column| region.grid.cell(row, column));
        if let Some(Some(cell)) = number {
            return is_group_number(cell.text());
        }
        if self.are_names_numbered
            && let Some((number, _)) = name.split_once(['.', ')', '-'])
            && is_group_number(number)
        {
            return true;
        }
        let key = text::label_key(name);
        begins_with_any(&key, &region.lexicon.forms.words.cluster_prefixes)
    }
}

/// `II`, `A.`
fn is_group_number(written: &str) -> bool {
    let key = text::label_key(written);
    let is_letter = key.chars().count() == 1 && key.chars().all(char::is_alphabetic);
    is_letter || text::is_roman(&key)
}

fn is_plain_number(cell: Option<&GridCell>) -> bool {
    cell.is_some_and(|cell| match &cell.content {
        CellContent::Number { .. } => true,
        CellContent::Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    })
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
        let at = region.place(column.title_at);
        let names: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
        let message = rules::label_unmatched::message(
            &column.title.written,
            &figure.raw(),
            &names.join(", "),
        );
        findings.push(Finding::about_cell(
            &rules::label_unmatched::RULE,
            &at,
            message,
        ));
    }
}
