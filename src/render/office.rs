//! Workbooks that the office fills in: one look for all.

use super::Artifact;
use super::texts::for_cell;
use super::workbook::file_url;
use crate::discover::OUTPUT_MARK;
use crate::location::CellAddress;
use crate::ooxml::made_on_unix;
use crate::report::Link;
use crate::report::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use anyhow::Result;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, FormatUnderline, Formula, Url, Workbook, Worksheet,
};
use std::collections::BTreeMap;

/// The font of the office's papers.
const FONT: &str = "Times New Roman";
/// Its size in tables.
const FONT_SIZE: f64 = 12.0;
/// The paper's margins on the left and on the right, in inches.
const SIDE_MARGIN: f64 = 0.3;
/// ISO A4 in Excel's list of papers.
const A4: u8 = 9;
/// Rows under the last one in which the office finds the same lists to choose from.
const ROWS_TO_ADD: u32 = 200;

const HEADER: Color = Color::RGB(0xD6_E1_F0);
const TO_FILL: Color = Color::RGB(0xFF_F8_E1);
const ALERT: Color = Color::RGB(0xFF_D9_D9);
const ALERT_TEXT: Color = Color::RGB(0x9C_00_06);
const LINK_TEXT: Color = Color::RGB(0x1F_4E_9E);
const LINES: Color = Color::RGB(0xBF_BF_BF);

struct Formats {
    header: Format,
    cell: Format,
    to_fill: Format,
    alert: Format,
    link: Format,
    intro: Format,
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
            link: cell
                .clone()
                .set_font_color(LINK_TEXT)
                .set_underline(FormatUnderline::Single),
            intro: Format::new()
                .set_font_name(FONT)
                .set_font_size(FONT_SIZE)
                .set_italic()
                .set_align(FormatAlign::Top)
                .set_text_wrap(),
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
    let mut lists = Lists::default();
    for sheet in &workbook.sheets {
        write_sheet(file.add_worksheet(), sheet, &formats, &mut lists)?;
    }
    lists.write(&mut file, &formats)?;
    Ok(Artifact {
        name: workbook.name.to_string(),
        bytes: made_on_unix(file.save_to_buffer()?),
    })
}

/// What is chosen from where a list is too long to stand in the cell's own rule: each list a row of a hidden sheet.
#[derive(Default)]
struct Lists {
    rows: Vec<Vec<String>>,
    known: BTreeMap<Vec<String>, usize>,
}

/// The hidden sheet.
const LISTS: &str = "Lựa chọn";
/// Excel takes no longer list in a cell's own rule.
const LONGEST_LIST: usize = 255;

impl Lists {
    /// Where a list stands, as a formula.
    fn place(&mut self, choices: &[String]) -> Result<String> {
        let next = self.rows.len();
        let row = *self.known.entry(choices.to_vec()).or_insert(next);
        if row == next {
            self.rows.push(choices.to_vec());
        }
        let last = u16::try_from(choices.len().saturating_sub(1))?;
        let last = rust_xlsxwriter::utility::column_number_to_name(last);
        Ok(format!("='{LISTS}'!$A${0}:${last}${0}", row + 1))
    }

    fn write(&self, file: &mut Workbook, formats: &Formats) -> Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let worksheet = file.add_worksheet();
        worksheet.set_name(LISTS)?.set_hidden(true);
        for (row, choices) in (0u32..).zip(&self.rows) {
            for (column, choice) in (0u16..).zip(choices) {
                worksheet.write_string_with_format(row, column, choice, &formats.cell)?;
            }
        }
        Ok(())
    }
}

/// The rule of cells that are chosen from a list.
fn rule_of(choices: &[String], lists: &mut Lists) -> Result<DataValidation> {
    let shown = choices.join(", ");
    // A comma or a quotation mark in a name would part it from itself.
    let are_words = shown
        .chars()
        .all(|it| it.is_alphabetic() || " ,".contains(it))
        && !choices.iter().any(|choice| choice.contains(','));
    let is_short = shown.chars().count() + choices.len() <= LONGEST_LIST;
    let rule = match is_short && are_words {
        true => DataValidation::new().allow_list_strings(choices)?,
        false => {
            let place = lists.place(choices)?;
            DataValidation::new().allow_list_formula(Formula::new(place))
        }
    };
    let mut named: String = shown.chars().take(LONGEST_LIST - 40).collect();
    if named.len() < shown.len() {
        named.push('…');
    }
    Ok(rule
        .set_error_title("Chọn trong danh sách")?
        .set_error_message(format!("Chọn một trong: {named}."))?)
}

/// The rule of one cell: the list proposes, and something else may be written.
fn rule_of_cell(choices: &[String], lists: &mut Lists) -> Result<DataValidation> {
    let place = lists.place(choices)?;
    Ok(DataValidation::new()
        .allow_list_formula(Formula::new(place))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_error_title("Không có trong danh sách")?
        .set_error_message(
            "Vẫn ghi được nếu đúng tên hoặc mã đã có trong danh mục. Ghi như vậy?",
        )?)
}

/// The last column that is printed: what is not stands behind it.
fn last_printed(sheet: &OfficeSheet) -> Result<u16> {
    let is_printed = |column: &OfficeColumn| column.is_printed && !column.is_hidden;
    let printed = sheet.columns.iter().rposition(is_printed);
    Ok(u16::try_from(printed.unwrap_or_default())?)
}

/// The line above the titles, where there is one.
fn write_intro(worksheet: &mut Worksheet, sheet: &OfficeSheet, formats: &Formats) -> Result<()> {
    if sheet.intro.is_empty() {
        return Ok(());
    }
    let last_column = last_printed(sheet)?;
    let columns = sheet.columns.iter().take(usize::from(last_column) + 1);
    let width: f64 = columns.map(|column| column.width).sum();
    let lines = (sheet.intro.chars().count() as f64 * 1.08 / width).ceil();
    worksheet.set_row_height(0, LINE_HEIGHT * lines)?;
    match last_column {
        0 => worksheet.write_string_with_format(0, 0, sheet.intro, &formats.intro)?,
        _ => worksheet.merge_range(0, 0, 0, last_column, sheet.intro, &formats.intro)?,
    };
    Ok(())
}

fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: &OfficeSheet,
    formats: &Formats,
    lists: &mut Lists,
) -> Result<()> {
    worksheet.set_name(sheet.name)?;
    let header = u32::from(!sheet.intro.is_empty());
    let last_row = header + u32::try_from(sheet.rows.len())?;
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1))?;
    write_intro(worksheet, sheet, formats)?;
    for (place, column) in (0u16..).zip(&sheet.columns) {
        worksheet.set_column_width(place, column.width)?;
        if column.is_hidden {
            worksheet.set_column_hidden(place)?;
        }
        worksheet.write_string_with_format(header, place, column.title, &formats.header)?;
        if !column.choices.is_empty() {
            let rule = rule_of(&column.choices, lists)?;
            worksheet.add_data_validation(
                header + 1,
                place,
                last_row + ROWS_TO_ADD,
                place,
                &rule,
            )?;
        }
    }
    worksheet.set_row_height(header, LINE_HEIGHT * lines_of_titles(sheet))?;
    for list in &sheet.lists {
        let (row, column) = (u32::try_from(list.row)?, u16::try_from(list.column)?);
        let row = header + 1 + row;
        let rule = rule_of_cell(&list.choices, lists)?;
        worksheet.add_data_validation(row, column, row, column, &rule)?;
    }
    for (row, cells) in (header + 1..).zip(&sheet.rows) {
        worksheet.set_row_height(row, LINE_HEIGHT * lines_of(cells, sheet))?;
        for ((place, column), cell) in (0u16..).zip(&sheet.columns).zip(cells) {
            let format = match cell {
                OfficeCell::Alert(_) => &formats.alert,
                OfficeCell::Linked(..) => &formats.link,
                _ => formats.of(column),
            };
            write_cell(worksheet, (row, place), cell, format)?;
        }
    }
    if sheet.columns.len() > 1 {
        worksheet.autofilter(header, 0, last_row, last_column)?;
    }
    worksheet.set_freeze_panes(header + 1, 0)?;
    worksheet.set_repeat_rows(0, header)?;
    let printed = last_printed(sheet)?;
    if usize::from(printed) + 1 < sheet.columns.len() {
        worksheet.set_print_area(0, 0, last_row, printed)?;
    }
    worksheet.set_paper_size(A4).set_landscape();
    worksheet.set_margins(SIDE_MARGIN, SIDE_MARGIN, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_footer(format!(
        "&L&\"{FONT}\"&10{}&R&\"{FONT}\"&10Trang &P/&N",
        sheet.name
    ));
    Ok(())
}

/// The height of a line of text, in points.
const LINE_HEIGHT: f64 = 16.0;
/// Taller rows hide the rows around them; the rest of a longer text is read in the cell.
const MOST_LINES: f64 = 8.0;

/// How many lines the longest title takes.
fn lines_of_titles(sheet: &OfficeSheet) -> f64 {
    let columns = sheet.columns.iter().filter(|column| !column.is_hidden);
    let lines =
        columns.map(|column| (column.title.chars().count() as f64 * 1.2 / column.width).ceil());
    lines.fold(1.0, f64::max)
}

/// How many lines the longest text of a row takes: a column's width counts characters of a usual width.
fn lines_of(cells: &[OfficeCell], sheet: &OfficeSheet) -> f64 {
    cells
        .iter()
        .zip(&sheet.columns)
        .map(|(cell, column)| match cell {
            OfficeCell::Text(text) | OfficeCell::Alert(text) | OfficeCell::Linked(text, _) => {
                (text.chars().count() as f64 * 1.08 / column.width).ceil()
            }
            _ => 1.0,
        })
        .fold(1.0, f64::max)
        .min(MOST_LINES)
}

/// Where a link of an office's workbook leads: to a file, or to a row of another sheet, which has nothing above its titles.
fn url_of(link: &Link) -> Option<Url> {
    match link {
        Link::Row { sheet, row, column } => {
            let address = CellAddress::new(row + 1, u32::from(*column));
            let sheet = sheet.replace('\'', "''");
            Some(Url::new(format!("internal:'{sheet}'!{address}")))
        }
        other => file_url(other),
    }
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
        OfficeCell::Linked(text, link) => match url_of(link) {
            Some(url) => worksheet.write_url_with_format(
                row,
                column,
                url.set_text(for_cell(text)),
                format,
            )?,
            None => worksheet.write_string_with_format(row, column, for_cell(text), format)?,
        },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::corrections::decisions_workbook;

    #[test]
    fn decisions_can_be_read_on_paper() {
        let workbook = decisions_workbook(&[]);
        let sheet = &workbook.sheets[0];
        let last = usize::from(last_printed(sheet).expect("few columns"));
        let printed = &sheet.columns[..=last];
        assert!(printed.iter().all(|column| column.is_printed));
        assert!(last + 1 < sheet.columns.len());
        // A column of so many characters takes seven pixels for each and five around; the page is A4 on its side.
        let pixels: f64 = printed.iter().map(|column| column.width * 7.0 + 5.0).sum();
        let room = (297.0 / 25.4 - 2.0 * SIDE_MARGIN) * 96.0;
        let size = FONT_SIZE * (room / pixels).min(1.0);
        assert!(size >= 9.0, "{size}");
    }
}
