//! Tables of a conference's minutes: who came, who is proposed for which award, who leads next.

use super::account::{RowKind, RowKinds};
use super::grid::GridCell;
use super::header::{Column, Header};
use super::period_text::find_periods;
use super::{MinutesKind, MinutesRow, MinutesTable, Region, SheetStatements, UnitRow};
use crate::catalogue::ColumnRole;
use crate::period::Period;
use crate::text::lower_case;
use std::collections::BTreeMap;

pub(super) fn read_table(
    region: &Region<'_>,
    statements: &SheetStatements,
) -> (MinutesTable, RowKinds) {
    let header = region.header;
    let kind = kind_of(header);
    let of_table =
        period_above(region).or_else(|| statements.periods.first().map(|(period, _)| *period));
    let period_column = period_column(header);
    // One that is merged over several rows stands in the first of them.
    let mut period = of_table.filter(|_| period_column.is_none());
    let mut rows = Vec::new();
    let mut kinds = RowKinds::new();
    let unit_column = header.column(ColumnRole::ReportingUnit);
    let code_column = header.column(ColumnRole::UnitCode);
    for row in region.rows() {
        let name = unit_column
            .or(code_column)
            .and_then(|column| row.cell(column.index));
        let Some(name) = name.filter(|cell| cell.text().chars().any(char::is_alphabetic)) else {
            kinds.push((row.number, RowKind::Heading));
            continue;
        };
        let fields: BTreeMap<_, _> = header
            .columns
            .iter()
            .filter_map(|column| Some((column.kind.role()?, row.cell(column.index)?)))
            .map(|(role, cell)| (role, (cell.shown().into_owned(), cell.address)))
            .collect();
        // A signature below the table stands under the unit's title too, but beside nothing.
        let numbered = fields.contains_key(&ColumnRole::Number) || fields.len() > 1;
        let fate = if numbered {
            RowKind::Facts
        } else {
            RowKind::Heading
        };
        kinds.push((row.number, fate));
        if let Some(cell) = period_column.and_then(|column| row.cell(column.index)) {
            period = period_in(cell);
        }
        if numbered {
            rows.push(MinutesRow {
                unit: UnitRow {
                    name: name.text().to_string(),
                    code: code_column
                        .and_then(|column| row.cell(column.index))
                        .map(|cell| cell.shown().into_owned()),
                    cluster: None,
                    at: name.address,
                },
                period,
                fields,
            });
        }
    }
    let table = MinutesTable {
        kind,
        sheet: region.grid.sheet.clone(),
        period: of_table,
        rows,
        is_beside_figures: false,
    };
    (table, kinds)
}

fn kind_of(header: &Header<'_>) -> MinutesKind {
    let has = |role: ColumnRole| header.column(role).is_some();
    // A list of who came gives people's offices too.
    if has(ColumnRole::Present) {
        MinutesKind::Attendance
    } else if has(ColumnRole::LeaderRole) {
        MinutesKind::Leadership
    } else if has(ColumnRole::Rank) || has(ColumnRole::Award) {
        MinutesKind::Nominations
    } else {
        MinutesKind::Attendance
    }
}

/// A column that tells the year of each row, where the rows tell who leads.
fn period_column<'a>(header: &'a Header<'_>) -> Option<&'a Column<'a>> {
    let mut columns = header.columns.iter();
    let is_led = header.column(ColumnRole::LeaderRole).is_some();
    let titled = columns.find(|column| PERIOD_TITLES.contains(&&*column.title.title.key));
    titled.filter(|_| is_led)
}

const PERIOD_TITLES: [&str; 6] = ["năm", "năm học", "kỳ", "nhiệm kỳ", "thời gian", "thời kỳ"];

fn period_in(cell: &GridCell<'_>) -> Option<Period> {
    let shown = lower_case(&cell.shown());
    match &find_periods(&shown)[..] {
        [(period, _)] => Some(*period),
        _ => None,
    }
}

/// The period that the table's own title states: of several tables on one sheet each has one, and who leads next is
/// told under next year's. The lines of a title stand alone in their rows, right above the table.
fn period_above(region: &Region<'_>) -> Option<Period> {
    let first = region.header.first_row;
    let above = (first.saturating_sub(FARTHEST_TITLE)..first).rev();
    above
        .map(|row| region.grid.row(row))
        .take_while(|row| row.cells.len() < 2)
        .filter_map(|row| row.cells.first())
        .map(|cell| lower_case(cell.text()))
        .filter(|line| !line.contains("ngày"))
        .find_map(|line| find_periods(&line).first().map(|(period, _)| *period))
}

/// How many rows above its table a title stands at most.
const FARTHEST_TITLE: u32 = 4;
