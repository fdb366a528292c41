//! Colours that follow the figures: changes up and down, figures that are missing or held.

use super::formats::{BAD, GOOD, MISSING_FILL, WARNING_FILL};
use super::layout::TableLayout;
use crate::location::CellAddress;
use crate::report::{Row, RowKind, Table, Value};
use anyhow::Result;
use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatText, ConditionalFormatTextRule, Format, Worksheet,
};

/// A range of cells, in the sheet's rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    first_row: u32,
    first_column: u16,
    last_row: u32,
    last_column: u16,
}

/// Adds a table's colours.
pub(super) fn add(worksheet: &mut Worksheet, table: &Table, layout: &TableLayout) -> Result<()> {
    add_changes(worksheet, table, layout)?;
    add_missing_and_held(worksheet, table, layout)
}

fn add_changes(worksheet: &mut Worksheet, table: &Table, layout: &TableLayout) -> Result<()> {
    let areas = areas(table, layout, |row, column| {
        matches!(
            row.cells.get(column).map(|cell| &cell.value),
            Some(Value::Number(_, style)) if style.is_change
        )
    });
    let Some(&first) = areas.first() else {
        return Ok(());
    };
    for (rule, color) in [
        (ConditionalFormatCellRule::GreaterThan(0), GOOD),
        (ConditionalFormatCellRule::LessThan(0), BAD),
    ] {
        let format = ConditionalFormatCell::new()
            .set_rule(rule)
            .set_format(Format::new().set_font_color(color))
            .set_multi_range(written(&areas));
        add_to(worksheet, first, &format)?;
    }
    Ok(())
}

fn add_missing_and_held(
    worksheet: &mut Worksheet,
    table: &Table,
    layout: &TableLayout,
) -> Result<()> {
    let Some(live) = &table.live_marks else {
        return Ok(());
    };
    let columns = usize::from(live.first)..=usize::from(live.last);
    let areas = areas(table, layout, |row, column| {
        row.kind == RowKind::Plain && columns.contains(&column)
    });
    let Some(&first) = areas.first() else {
        return Ok(());
    };
    let held = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::Contains(live.held_text.clone()))
        .set_format(
            Format::new()
                .set_background_color(WARNING_FILL)
                .set_italic(),
        )
        .set_multi_range(written(&areas));
    let missing = ConditionalFormatBlank::new()
        .set_format(Format::new().set_background_color(MISSING_FILL))
        .set_multi_range(written(&areas));
    add_to(worksheet, first, &held)?;
    add_to(worksheet, first, &missing)
}

fn add_to<T>(worksheet: &mut Worksheet, first: Area, format: &T) -> Result<()>
where
    T: rust_xlsxwriter::ConditionalFormat + Send + Sync + Clone + 'static,
{
    let area = first;
    worksheet.add_conditional_format(
        area.first_row,
        area.first_column,
        area.last_row,
        area.last_column,
        format,
    )?;
    Ok(())
}

/// The cells that are wanted, as few rectangles as a walk by rows finds.
fn areas(table: &Table, layout: &TableLayout, wanted: impl Fn(&Row, usize) -> bool) -> Vec<Area> {
    let mut done: Vec<Area> = Vec::new();
    let mut open: Vec<Area> = Vec::new();
    for (at, row) in (layout.first_row..).zip(&table.rows) {
        let mut still_open = Vec::new();
        for (first, last) in runs(layout, |column| wanted(row, column)) {
            let above = open
                .iter()
                .position(|area| (area.first_column, area.last_column) == (first, last));
            let first_row = above.map_or(at, |position| open.remove(position).first_row);
            still_open.push(Area {
                first_row,
                first_column: first,
                last_row: at,
                last_column: last,
            });
        }
        done.append(&mut open);
        open = still_open;
    }
    done.append(&mut open);
    done
}

/// Neighbouring columns that are wanted, as columns of the sheet.
fn runs(layout: &TableLayout, wanted: impl Fn(usize) -> bool) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for (position, &column) in layout.columns.iter().enumerate() {
        if !wanted(position) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.1 + 1 == column => run.1 = column,
            _ => runs.push((column, column)),
        }
    }
    runs
}

/// `B3:D6 I9:K12`
fn written(areas: &[Area]) -> String {
    let ranges: Vec<String> = areas
        .iter()
        .map(|area| {
            let first = CellAddress::new(area.first_row, u32::from(area.first_column));
            let last = CellAddress::new(area.last_row, u32::from(area.last_column));
            format!("{first}:{last}")
        })
        .collect();
    ranges.join(" ")
}
