//! Colours that follow the figures: changes up and down, figures that are missing or held.

use super::formats::{BAD, GOOD, INK, MISSING_FILL, PAPER, WARNING_FILL};
use super::layout::TableLayout;
use crate::location::CellAddress;
use crate::report::{Direction, NumberStyle, Row, RowKind, Sheet, Table, Value};
use anyhow::Result;
use rust_xlsxwriter::{
    ConditionalFormatBlank, ConditionalFormatCell, ConditionalFormatCellRule,
    ConditionalFormatFormula, ConditionalFormatText, ConditionalFormatTextRule, Format, Sparkline,
    Worksheet,
};
use std::collections::BTreeSet;

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
    add_quiet_repeats(worksheet, table, layout)?;
    add_missing_and_held(worksheet, table, layout)
}

/// Good and bad, by what a change of the indicator is; what is shown as zero is neither.
fn add_changes(worksheet: &mut Worksheet, table: &Table, layout: &TableLayout) -> Result<()> {
    let mut styles: BTreeSet<NumberStyle> = BTreeSet::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        if let Value::Number(_, style) = &cell.value
            && style
                .change
                .is_some_and(|direction| direction != Direction::Open)
        {
            styles.insert(*style);
        }
    }
    for style in styles {
        let areas = areas(table, layout, |row, column| {
            let cell = row.cells.get(column).map(|cell| &cell.value);
            matches!(cell, Some(Value::Number(_, other)) if *other == style)
        });
        let Some(&first) = areas.first() else {
            continue;
        };
        let (up, down) = match style.change {
            Some(Direction::UpIsBad) => (BAD, GOOD),
            _ => (GOOD, BAD),
        };
        let least = style.least_shown();
        for (rule, color) in [
            (ConditionalFormatCellRule::GreaterThanOrEqualTo(least), up),
            (ConditionalFormatCellRule::LessThanOrEqualTo(-least), down),
        ] {
            let format = ConditionalFormatCell::new()
                .set_rule(rule)
                .set_format(Format::new().set_font_color(color))
                .set_multi_range(written(&areas));
            add_to(worksheet, first, &format)?;
        }
    }
    Ok(())
}

/// A text that the row above shows is not seen, as long as a filter leaves that row in sight.
fn add_quiet_repeats(worksheet: &mut Worksheet, table: &Table, layout: &TableLayout) -> Result<()> {
    let Some(column) = table.quiet_repeats else {
        return Ok(());
    };
    if table.rows.len() < 2 {
        return Ok(());
    }
    let column = layout.columns[usize::from(column)];
    let (first, last) = (layout.first_row + 1, layout.end_row - 1);
    let above = CellAddress::new(first - 1, u32::from(column));
    let own = CellAddress::new(first, u32::from(column));
    let quiet = ConditionalFormatFormula::new()
        .set_rule(format!("=AND({own}={above},SUBTOTAL(103,{above})=1)").as_str())
        .set_format(Format::new().set_font_color(PAPER));
    worksheet.add_conditional_format(first, column, last, column, &quiet)?;
    Ok(())
}

/// Adds the small lines that show how the figures of each row went.
pub(super) fn add_trends(
    worksheet: &mut Worksheet,
    (sheet, table): (&Sheet, &Table),
    layout: &TableLayout,
) -> Result<()> {
    let Some(trends) = table.trends else {
        return Ok(());
    };
    if table.rows.is_empty() {
        return Ok(());
    }
    let at = |column: u16| layout.columns[usize::from(column)];
    let (first, last) = (layout.first_row, layout.end_row - 1);
    let column = at(trends.column);
    let lines = Sparkline::new()
        .set_range((&*sheet.name, first, at(trends.first), last, at(trends.last)))
        .set_sparkline_color(INK)
        .set_line_weight(1.5)
        .show_last_point(true)
        .set_last_point_color(BAD);
    // A group over one row would be taken for one over its columns.
    if first == last {
        worksheet.add_sparkline(first, column, &lines)?;
    } else {
        worksheet.add_sparkline_group(first, column, last, column, &lines)?;
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
