//! Workbooks that the office fills in: one look for all.

use super::Artifact;
use super::texts::for_cell;
use crate::discover::OUTPUT_MARK;
use crate::report::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use anyhow::Result;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet,
};

/// The font of the office's papers.
const FONT: &str = "Times New Roman";
/// Its size in tables.
const FONT_SIZE: f64 = 11.0;
/// ISO A4 in Excel's list of papers.
const A4: u8 = 9;
/// Rows under the last one in which the office finds the same lists to choose from.
const ROWS_TO_ADD: u32 = 200;

const HEADER: Color = Color::RGB(0xD6_E1_F0);
const TO_FILL: Color = Color::RGB(0xFF_F8_E1);
const ALERT: Color = Color::RGB(0xFF_D9_D9);
const ALERT_TEXT: Color = Color::RGB(0x9C_00_06);
const LINES: Color = Color::RGB(0xBF_BF_BF);

struct Formats {
    header: Format,
    cell: Format,
    to_fill: Format,
    alert: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = Format::new()
            .set_font_name(FONT)
            .set_font_size(FONT_SIZE)
            .set_align(FormatAlign::Top)
            .set_text_wrap()
            .set_border(FormatBorder::Thin)
            .set_border_color(LINES);
        Self {
            header: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_align(FormatAlign::Center)
                .set_background_color(HEADER),
            to_fill: cell.clone().set_background_color(TO_FILL),
            alert: cell
                .clone()
                .set_background_color(ALERT)
                .set_font_color(ALERT_TEXT),
            cell,
        }
    }

    fn of(&self, column: &OfficeColumn) -> &Format {
        if column.is_to_fill {
            &self.to_fill
        } else {
            &self.cell
        }
    }
}

/// Writes a workbook. The same workbook gives the same bytes.
///
/// # Errors
/// Where it goes beyond what a workbook can hold.
pub fn render_office(workbook: &OfficeWorkbook) -> Result<Artifact> {
    let mut file = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    file.set_properties(
        &DocProperties::new()
            .set_creation_datetime(&made)
            .set_custom_property(OUTPUT_MARK, workbook.name),
    );
    let formats = Formats::new();
    for sheet in &workbook.sheets {
        write_sheet(file.add_worksheet(), sheet, &formats)?;
    }
    Ok(Artifact {
        name: workbook.name.to_string(),
        bytes: file.save_to_buffer()?,
    })
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &OfficeSheet, formats: &Formats) -> Result<()> {
    worksheet.set_name(sheet.name)?;
    let last_row = u32::try_from(sheet.rows.len())?;
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1))?;
    for (place, column) in (0u16..).zip(&sheet.columns) {
        worksheet.set_column_width(place, column.width)?;
        if column.is_hidden {
            worksheet.set_column_hidden(place)?;
        }
        worksheet.write_string_with_format(0, place, column.title, &formats.header)?;
        if !column.choices.is_empty() {
            let list = DataValidation::new()
                .allow_list_strings(&column.choices)?
                .set_error_title("Chọn trong danh sách")?
                .set_error_message(format!("Chọn một trong: {}.", column.choices.join(", ")))?;
            worksheet.add_data_validation(1, place, last_row + ROWS_TO_ADD, place, &list)?;
        }
    }
    for (row, cells) in (1u32..).zip(&sheet.rows) {
        worksheet.set_row_height(row, LINE_HEIGHT * lines_of(cells, sheet))?;
        for ((place, column), cell) in (0u16..).zip(&sheet.columns).zip(cells) {
            let format = match cell {
                OfficeCell::Alert(_) => &formats.alert,
                _ => formats.of(column),
            };
            write_cell(worksheet, (row, place), cell, format)?;
        }
    }
    if sheet.columns.len() > 1 {
        worksheet.autofilter(0, 0, last_row, last_column)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_repeat_rows(0, 0)?;
    worksheet.set_paper_size(A4).set_landscape();
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_footer(format!(
        "&L&\"{FONT}\"&10{}&R&\"{FONT}\"&10Trang &P/&N",
        sheet.name
    ));
    Ok(())
}

/// The height of a line of text, in points.
const LINE_HEIGHT: f64 = 15.5;
/// Taller rows hide the rows around them; the rest of a longer text is read in the cell.
const MOST_LINES: f64 = 6.0;

/// How many lines the longest text of a row takes: a column's width counts characters of a usual width.
fn lines_of(cells: &[OfficeCell], sheet: &OfficeSheet) -> f64 {
    cells
        .iter()
        .zip(&sheet.columns)
        .map(|(cell, column)| match cell {
            OfficeCell::Text(text) | OfficeCell::Alert(text) => {
                (text.chars().count() as f64 * 1.08 / column.width).ceil()
            }
            _ => 1.0,
        })
        .fold(1.0, f64::max)
        .min(MOST_LINES)
}

fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &OfficeCell,
    format: &Format,
) -> Result<()> {
    match cell {
        OfficeCell::Empty => worksheet.write_blank(row, column, format)?,
        OfficeCell::Text(text) | OfficeCell::Alert(text) => {
            worksheet.write_string_with_format(row, column, for_cell(text), format)?
        }
        OfficeCell::Number(value) => {
            let pattern = if value.fract() == 0.0 {
                "#,##0"
            } else {
                "#,##0.####"
            };
            worksheet.write_number_with_format(
                row,
                column,
                *value,
                &format.clone().set_num_format(pattern),
            )?
        }
        OfficeCell::Rate(value) => worksheet.write_number_with_format(
            row,
            column,
            *value,
            &format.clone().set_num_format("0.0%"),
        )?,
    };
    Ok(())
}
