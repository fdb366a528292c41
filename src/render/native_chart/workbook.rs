//! The workbook that a chart is drawn from.

use crate::ooxml::made_on_unix;
use crate::render::texts::for_cell;
use crate::render::workbook::number_format;
use crate::report::{Table, Value};
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// Its only sheet, as office programs call it.
pub(super) const SHEET: &str = "Sheet1";
/// A day that is the same in every run, so that the same figures give the same bytes.
const MADE: (u16, u8, u8) = (2000, 1, 1);

/// Titles in the first row, places below each other, runs beside each other.
pub(super) fn workbook(table: &Table) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let (year, month, day) = MADE;
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    for (number, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(number, column.width)?;
        sheet.write_string(0, number, for_cell(&column.title))?;
    }
    for (row, of) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(&of.cells) {
            match &cell.value {
                Value::Number(value, style) => {
                    let format = Format::new().set_num_format(number_format(*style));
                    sheet.write_number_with_format(row, column, *value, &format)?;
                }
                Value::Text(text) => {
                    sheet.write_string(row, column, for_cell(text))?;
                }
                Value::Empty | Value::Date(_) => {}
            }
        }
    }
    Ok(made_on_unix(workbook.save_to_buffer()?))
}
