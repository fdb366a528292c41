//! Where everything lands on a sheet: rows of titles and tables, columns of the grid, heights of wrapped rows.

use super::formats::LARGE;
use super::measure::{Script, displayed_length};
use crate::report::native::ChartBand;
use crate::report::{Row, RowKind, Sheet, Table, Tone, Value};

/// A row of text of the sheet's font, in points.
pub(super) const LINE_HEIGHT: f64 = 15.75;

/// The least height of a row that is read at a glance, and what a line of words takes there.
const HEADLINE_HEIGHT: f64 = 33.0;
const HEADLINE_TEXT: f64 = 17.5;

/// Titles run over columns up to about this width, so that they can be read without scrolling.
const TITLE_WIDTH: f64 = 150.0;

/// Where a table's parts land.
pub(super) struct TableLayout {
    pub(super) caption_row: Option<u32>,
    /// The row of titles over several columns.
    pub(super) group_row: Option<u32>,
    pub(super) header_row: u32,
    /// The first row of figures.
    pub(super) first_row: u32,
    /// The row after the last.
    pub(super) end_row: u32,
    /// The sheet's column of each of the table's columns.
    pub(super) columns: Vec<u16>,
    /// The sheet's column after the last.
    pub(super) end_column: u16,
}

/// Rows of the usual height that a chart takes.
pub(super) const CHART_ROWS: u32 = 17;

/// Where charts side by side land.
pub(super) struct BandLayout {
    pub(super) first_row: u32,
    /// The row of what stands below the charts.
    pub(super) caption_row: u32,
    /// Each chart's first column and the one after its last.
    pub(super) slots: Vec<(u16, u16)>,
}

/// Where a sheet's parts land.
pub(super) struct SheetLayout {
    pub(super) back_row: Option<u32>,
    pub(super) first_subtitle_row: u32,
    /// The row after the last table, where what stands below a form begins.
    pub(super) foot_row: u32,
    /// The row after that.
    pub(super) foot_end: u32,
    /// The last column that titles run over.
    pub(super) title_end: u16,
    /// In characters.
    pub(super) widths: Vec<f64>,
    pub(super) tables: Vec<TableLayout>,
    pub(super) bands: Vec<BandLayout>,
}

impl SheetLayout {
    /// Lays a sheet out.
    pub(super) fn new(sheet: &Sheet) -> Self {
        let first_subtitle_row = 1;
        let (back_row, mut row) = match &sheet.frame {
            // What only the screen shows stands beside the form.
            Some(frame) => (sheet.back.as_ref().map(|_| 0), frame.head.len() as u32),
            None => {
                let row = first_subtitle_row + sheet.subtitles.len() as u32;
                let back_row = sheet.back.as_ref().map(|_| row);
                (back_row, row + u32::from(back_row.is_some()))
            }
        };
        let mut tables = Vec::new();
        let mut band_rows = Vec::new();
        for (position, table) in sheet.tables.iter().enumerate() {
            if !tables.is_empty() {
                row += 1;
            }
            let layout = TableLayout::new(table, row);
            row = layout.end_row;
            tables.push(layout);
            for band in sheet.bands.iter().filter(|band| band.below == position) {
                band_rows.push((row + 1, band));
                row += CHART_ROWS + 2;
            }
        }
        let widths = grid_widths(sheet, &tables);
        Self {
            bands: band_rows
                .into_iter()
                .map(|(row, band)| BandLayout::new(row, band, &widths))
                .collect(),
            back_row,
            foot_row: row,
            foot_end: row
                + sheet
                    .frame
                    .as_ref()
                    .map_or(0, |frame| frame.foot.len() as u32),
            first_subtitle_row,
            title_end: title_end(&widths),
            widths,
            tables,
        }
    }

    /// The width of some columns together, in characters.
    pub(super) fn width_of(&self, first: u16, end: u16) -> f64 {
        let columns = usize::from(first)..usize::from(end).min(self.widths.len());
        self.widths[columns].iter().sum()
    }

    /// How high a merged title must be, in points.
    pub(super) fn title_height(&self, text: &str, script: Script, line_height: f64) -> f64 {
        let width = self.width_of(0, self.title_end + 1);
        script.lines(text, width) as f64 * line_height
    }

    /// How high a table's header must be, in points.
    pub(super) fn header_height(&self, table: &Table, layout: &TableLayout) -> f64 {
        let lines = table
            .columns
            .iter()
            .zip(&layout.columns)
            .map(|(column, &first)| {
                // Lists have a button in the corner of each title.
                let width = self.width_of(first, first + column.span) - 1.0;
                Script::BOLD.lines(&column.title, width)
            })
            .max()
            .unwrap_or(1);
        lines as f64 * LINE_HEIGHT + 4.0
    }

    /// How high a row must be in points; `None` where one line is enough. Excel would find out by itself, but not for
    /// merged cells, and other programs not at all.
    pub(super) fn row_height(&self, table: &Table, layout: &TableLayout, row: &Row) -> Option<f64> {
        if row.kind == RowKind::Secondary {
            return None;
        }
        // What the row above shows already takes no room.
        let quiet = table.quiet_repeats.filter(|_| row.kind == RowKind::Plain);
        let lines = table
            .columns
            .iter()
            .zip(&layout.columns)
            .zip(&row.cells)
            .zip(0u16..)
            .filter(|(((column, _), _), number)| column.wraps && quiet != Some(*number))
            .map(|(((column, &first), cell), _)| match &cell.value {
                Value::Text(text) => {
                    let script = match row.kind {
                        RowKind::Headline => Script::PLAIN.of_size(f64::from(LARGE)),
                        RowKind::Plain | RowKind::Secondary => Script::PLAIN,
                        RowKind::Group | RowKind::Total => Script::BOLD,
                    };
                    let script = Script {
                        is_bold: script.is_bold || cell.tone == Tone::Strong,
                        ..script
                    };
                    let width = self.width_of(first, first + column.span);
                    script.lines(text, width - 2.0 * f64::from(cell.indent))
                }
                Value::Empty | Value::Number(..) | Value::Date(_) => 1,
            })
            .max()
            .unwrap_or(1);
        if row.kind == RowKind::Headline {
            return Some((lines as f64 * HEADLINE_TEXT).max(HEADLINE_HEIGHT));
        }
        (lines > 1).then_some(lines as f64 * LINE_HEIGHT + 2.0)
    }
}

impl BandLayout {
    /// Charts share the width of the sheet as evenly as its columns let them.
    fn new(first_row: u32, band: &ChartBand, widths: &[f64]) -> Self {
        let whole: f64 = widths.iter().sum();
        let count = band.charts.len().max(1);
        let ends = (1..=count).map(|part| {
            let wanted = whole * part as f64 / count as f64;
            let mut sum = 0.0;
            let columns = widths.iter().take_while(|width| {
                sum += **width;
                sum - **width / 2.0 <= wanted
            });
            columns.count() as u16
        });
        let mut start = 0;
        let slots = ends
            .map(|end| {
                let slot = (start, end.max(start + 1));
                start = slot.1;
                slot
            })
            .collect();
        Self {
            first_row,
            caption_row: first_row + CHART_ROWS,
            slots,
        }
    }
}

impl TableLayout {
    /// Its first row: the caption's or the titles'.
    pub(super) fn start(&self) -> u32 {
        let titles = self.group_row.unwrap_or(self.header_row);
        self.caption_row.unwrap_or(titles)
    }

    fn new(table: &Table, start: u32) -> Self {
        let mut row = start;
        let caption_row = table.caption.as_ref().map(|_| row);
        row += u32::from(caption_row.is_some());
        let group_row = (!table.column_groups.is_empty()).then_some(row);
        row += u32::from(group_row.is_some());
        let mut next = 0;
        let columns = table
            .columns
            .iter()
            .map(|column| {
                let own = next;
                next += column.span;
                own
            })
            .collect();
        Self {
            caption_row,
            group_row,
            header_row: row,
            first_row: row + 1,
            end_row: row + 1 + table.rows.len().max(1) as u32,
            columns,
            end_column: next,
        }
    }
}

/// Each column as wide as its widest number and its tables ask for.
fn grid_widths(sheet: &Sheet, layouts: &[TableLayout]) -> Vec<f64> {
    let columns = layouts.iter().map(|layout| layout.end_column).max();
    let mut widths = vec![0.0_f64; usize::from(columns.unwrap_or(1))];
    for (table, layout) in sheet.tables.iter().zip(layouts) {
        for (position, (column, &first)) in table.columns.iter().zip(&layout.columns).enumerate() {
            let asked = if sheet.is_bulk || column.span > 1 {
                column.width
            } else {
                column.width.max(widest_number(table, position))
            };
            for column_of_grid in first..first + column.span {
                let width = &mut widths[usize::from(column_of_grid)];
                *width = width.max(asked);
            }
        }
    }
    widths
}

fn widest_number(table: &Table, column: usize) -> f64 {
    table
        .rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .filter_map(|cell| match &cell.value {
            Value::Number(value, style) => Some(displayed_length(*value, *style)),
            Value::Empty | Value::Text(_) | Value::Date(_) => None,
        })
        .max()
        .map_or(0.0, |length| length as f64 + 2.0)
}

fn title_end(widths: &[f64]) -> u16 {
    let mut sum = 0.0;
    for (column, width) in widths.iter().enumerate() {
        sum += width;
        if sum > TITLE_WIDTH {
            return column as u16;
        }
    }
    widths.len().saturating_sub(1) as u16
}
