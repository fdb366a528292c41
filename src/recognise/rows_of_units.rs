//! Tables with a row per unit, which a cluster sends for all its units.

use super::account::{RowFate, RowFates};
use super::grid::{GridCell, Row};
use super::header::{Column, ColumnContent};
use super::line::begins_with_any;
use super::rating_marks::rating_in;
use super::row_label::is_meant_for;
use super::scores::is_maximum_row;
use super::unit_lines::unit_of_table;
use super::wording::Wording;
use super::{FigureCell, FigureColumn, FigureTable, Region, SheetStatements, TotalCell, UnitRow};
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::finding::Finding;
use crate::ledger::LabelSlip;
use crate::location::CellAddress;
use crate::observation::FormKind;
use crate::quantity::UnitOfMeasure;
use crate::rules;
use crate::text;
use std::sync::Arc;

/// A column that gives an indicator.
struct IndicatorColumn<'a> {
    column: &'a Column<'a>,
    code: &'a Arc<str>,
    says: FigureColumn,
    /// The position of its unit of measure in the table's.
    declared: Option<usize>,
}

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
    findings: &mut Vec<Finding>,
) -> (FigureTable, RowFates) {
    let mut table = FigureTable::new(FormKind::ClusterTable, region.grid.sheet.clone());
    let unit = unit_of_table(region, statements.unit_of_measure.clone());
    let mut walk = Walk {
        region,
        columns: indicator_columns(region, unit.as_ref(), &mut table),
        groups: Groups::new(region),
        open_group: None,
        first_of_group: 0,
        has_ended: false,
        table,
    };
    let rows = region.rows();
    let fates = rows.map(|row| (row.number, walk.read_row(row))).collect();
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
    fn read_row(&mut self, row: Row<'_>) -> RowFate {
        let (region, columns) = (self.region, &self.columns);
        self.has_ended = self.has_ended || ends_table(region, columns, row);
        if self.has_ended {
            return RowFate::Below;
        }
        let Some((cell, name)) = name_in(region, row) else {
            return RowFate::Unlabelled;
        };
        if is_maximum_row(row, region) {
            return RowFate::Words;
        }
        let mut columns = region.header.columns.iter();
        let has_figures = columns.any(|column| {
            region.header.is_figure_column(column.index) && row.cell(column.index).is_some()
        });
        if !has_figures {
            return RowFate::Words;
        }
        let key = name.label_key();
        if compares(key, region) {
            return RowFate::Comparison;
        }
        let units_so_far = self.table.units.len();
        if is_total(key, region) {
            self.close_group();
            self.push_totals(row, self.first_of_group..units_so_far);
            self.first_of_group = units_so_far;
            RowFate::Total
        } else if self.groups.begin_at(region, row, name) {
            self.close_group();
            let first = self.table.totals.len();
            self.push_totals(row, units_so_far..units_so_far);
            self.open_group = Some(first..self.table.totals.len());
            RowFate::Total
        } else {
            self.push_unit(row, cell);
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

    fn push_unit(&mut self, row: Row<'_>, name: &GridCell<'_>) {
        let code = self.region.header.column(ColumnRole::UnitCode);
        let code = code.and_then(|column| row.cell(column.index));
        let unit_row = Some(self.table.units.len());
        self.table.units.push(UnitRow {
            name: name.text().to_string(),
            code: code.map(|cell| cell.shown().into_owned()),
            at: name.address,
        });
        for column in &self.columns {
            let cell = row.cell(column.column.index);
            self.table.figures.push(FigureCell {
                unit_row,
                row: row.number,
                indicator: column.code.clone(),
                column: column.says,
                column_period: column.column.period(),
                content: cell.map(GridCell::content),
                raw: cell.map(GridCell::raw).unwrap_or_default(),
                at: CellAddress::new(row.number, column.column.index),
                declared: column.declared,
            });
        }
        let position = self.table.units.len() - 1;
        let rating = rating_in(self.region.header, row, position, self.region.lexicon);
        self.table.figures.extend(rating);
    }

    fn push_totals(&mut self, row: Row<'_>, rows: std::ops::Range<usize>) {
        let columns = self.columns.iter();
        let says_actual = |column: &&IndicatorColumn<'_>| column.says == FigureColumn::Actual;
        for column in columns.filter(says_actual) {
            if let Some(cell) = row.cell(column.column.index) {
                self.table.totals.push(TotalCell {
                    indicator: column.code.clone(),
                    content: cell.content(),
                    at: cell.address,
                    declared: column.declared,
                    rows: rows.clone(),
                });
            }
        }
    }
}

fn indicator_columns<'a>(
    region: &'a Region<'_>,
    of_table: Option<&UnitOfMeasure>,
    table: &mut FigureTable,
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
                let of_table = of_table.filter(|unit| is_meant_for(unit, is_money));
                let declared = column.unit_of_measure().or(of_table);
                Some(IndicatorColumn {
                    column,
                    code,
                    says: *says,
                    declared: declared.map(|unit| table.declare(unit)),
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
        .filter(|column| region.lexicon.column_has_slip(&column.column.title.title));
    slipped
        .map(|column| LabelSlip {
            at: region.place(column.column.title_at),
            written: column.column.written().to_string(),
            indicator: column.code.clone(),
        })
        .collect()
}

/// The unit's name, or a total's words, which may stand in the numbering column.
fn name_in<'a>(region: &Region<'_>, row: Row<'a>) -> Option<(&'a GridCell<'a>, &'a Wording)> {
    [
        ColumnRole::ReportingUnit,
        ColumnRole::UnitCode,
        ColumnRole::Number,
    ]
    .into_iter()
    .filter_map(|role| region.header.column(role))
    .filter_map(|column| row.cell(column.index))
    .filter_map(|cell| Some((cell, cell.wording()?)))
    .find(|(_, wording)| wording.text.chars().any(char::is_alphabetic))
}

fn is_total(key: &str, region: &Region<'_>) -> bool {
    let words = &region.lexicon.forms.words;
    words.total_rows.iter().any(|total| total == key)
        || begins_with_any(key, &words.total_row_beginnings)
}

/// `Bình quân`, `So với năm trước`: neither a unit nor a total.
fn compares(key: &str, region: &Region<'_>) -> bool {
    begins_with_any(key, &region.lexicon.forms.words.comparing_row_beginnings)
}

/// Whether the signatures below a table begin in a row: one that holds no number of the table's.
fn ends_table(region: &Region<'_>, columns: &[IndicatorColumn<'_>], row: Row<'_>) -> bool {
    let words = &region.lexicon.forms.words;
    let is_signature = |wording: &Wording| {
        let key = wording.label_key();
        begins_with_any(key, &words.signature_words)
            || (key.contains(" ngày ") && key.contains(" tháng ") && key.contains(" năm"))
    };
    let mut wordings = row.cells.iter().filter_map(GridCell::wording);
    wordings.any(is_signature)
        && !columns.iter().any(|column| {
            let cell = row.cell(column.column.index);
            cell.is_some_and(GridCell::may_be_figure)
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
        let numbered = |column: &Column<'_>| {
            let cells = region.rows().filter_map(|row| row.cell(column.index));
            cells.filter(|cell| is_plain_number(cell)).count()
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

    fn begin_at(&self, region: &Region<'_>, row: Row<'_>, name: &Wording) -> bool {
        let number = self.number_column.map(|column| row.cell(column));
        if let Some(Some(cell)) = number {
            return is_group_number(cell.text());
        }
        if self.are_names_numbered
            && let Some((number, _)) = name.text.split_once(['.', ')', '-'])
            && is_group_number(number)
        {
            return true;
        }
        begins_with_any(
            name.label_key(),
            &region.lexicon.forms.words.cluster_prefixes,
        )
    }
}

/// `II`, `A.`
pub(super) fn is_group_number(written: &str) -> bool {
    let key = text::label_key(written);
    let is_letter = key.chars().count() == 1 && key.chars().all(char::is_alphabetic);
    is_letter || text::is_roman(&key)
}

fn is_plain_number(cell: &GridCell<'_>) -> bool {
    cell.is_number() || cell.wording().is_some_and(Wording::may_be_figure)
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
        let mut cells = region.rows().filter_map(|row| row.cell(column.index));
        let figure = cells.find(|cell| cell.is_number());
        let Some(figure) = figure else {
            continue;
        };
        let at = region.place(column.title_at);
        let names: Vec<String> = nearest.iter().map(|name| format!("“{name}”")).collect();
        let message =
            rules::label_unmatched::message(column.written(), &figure.raw(), &names.join(", "));
        findings.push(Finding::about_cell(
            &rules::label_unmatched::RULE,
            &at,
            message,
        ));
    }
}
