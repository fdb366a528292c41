//! A slip beside the unit's own workbook, which nothing can be written into.

use super::front::lines_in;
use crate::discover::OUTPUT_MARK;
use crate::ooxml::made_on_unix;
use crate::render::texts::for_cell;
use crate::slips::{Slip, SlipRow, Words};
use anyhow::Result;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

const FONT: &str = "Times New Roman";
const HEADER: Color = Color::RGB(0xD6_E1_F0);
const FRAME: Color = Color::RGB(0xBF_BF_BF);
const WIDTHS: [f64; 7] = [5.0, 17.0, 36.0, 20.0, 22.0, 46.0, 12.0];
const LAST: u16 = WIDTHS.len() as u16 - 1;
const LINE: f64 = 16.5;
/// ISO A4 in Excel's list of papers.
const A4: u8 = 9;
/// The mark of an own output holds what it is, not for whom.
const MARK: &str = "phieu tra loi.xlsx";

/// The slip as a workbook of its own: an output of the program that is no submission.
pub(super) fn workbook(slip: &Slip, why: &str) -> Result<Vec<u8>> {
    let words = Words::get();
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&made);
    workbook.set_properties(&properties.set_custom_property(OUTPUT_MARK, MARK));
    let sheet = workbook.add_worksheet();
    sheet.set_name(&words.sheet)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let plain = Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_text_wrap();
    let plain = plain.set_align(FormatAlign::Top);
    let strong = plain.clone().set_bold();
    let title = strong.clone().set_font_size(16);
    let deadline = slip
        .deadline
        .as_ref()
        .map(|deadline| words.deadline(deadline));
    let send = words.beside_send(&slip.office);
    let send = deadline.map_or(send.clone(), |deadline| format!("{send} {deadline}"));
    let lines = [
        (words.title.clone(), &title, 2.0),
        (slip.about.clone(), &strong, 1.0),
        (words.file(&slip.file), &plain, 1.0),
        (words.beside_how(why), &plain, 2.0),
        (send, &strong, 2.0),
    ];
    let mut next = 0;
    for (text, format, lines) in &lines {
        sheet.merge_range(next, 0, next, LAST, &for_cell(text), format)?;
        sheet.set_row_height(next, lines * LINE)?;
        next += 1;
    }
    write_rows(sheet, slip, next + 1, &plain)?;
    set_up(sheet, next + 1)?;
    Ok(made_on_unix(workbook.save_to_buffer()?))
}

fn set_up(sheet: &mut Worksheet, header: u32) -> Result<()> {
    sheet.set_freeze_panes(header + 1, 0)?;
    sheet.set_repeat_rows(header, header)?;
    sheet.set_screen_gridlines(false);
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn write_rows(sheet: &mut Worksheet, slip: &Slip, header: u32, plain: &Format) -> Result<()> {
    let words = Words::get();
    let columns = &words.columns;
    let cell = plain
        .clone()
        .set_border(FormatBorder::Thin)
        .set_border_color(FRAME);
    let centred = cell.clone().set_align(FormatAlign::Center);
    let head = centred.clone().set_bold().set_background_color(HEADER);
    let head = head.set_align(FormatAlign::VerticalCenter);
    let titles = [
        &columns.number,
        &columns.cell,
        &columns.label,
        &columns.stands,
        &columns.problem,
        &columns.task,
        &columns.done,
    ];
    for (column, title) in (0..).zip(titles) {
        sheet.write_string_with_format(header, column, title, &head)?;
    }
    sheet.set_row_height(header, 1.5 * LINE)?;
    for (position, row) in (1_u32..).zip(&slip.rows) {
        let at = header + position;
        let texts = texts_of(row);
        let lines = texts
            .iter()
            .zip(&WIDTHS[1..])
            .map(|(text, width)| lines_in(text, *width));
        sheet.set_row_height(at, lines.fold(1.0, f64::max) * LINE)?;
        sheet.write_number_with_format(at, 0, position, &centred)?;
        for (column, text) in (1..).zip(&texts) {
            sheet.write_string_with_format(at, column, for_cell(text), &cell)?;
        }
        sheet.write_blank(at, LAST, &centred)?;
    }
    Ok(())
}

fn texts_of(row: &SlipRow) -> [String; 5] {
    let place = match &row.place {
        Some((sheet, at)) => format!("{sheet}!{at}"),
        None => Words::get().whole_file.clone(),
    };
    [
        place,
        row.label.clone(),
        row.stands.clone(),
        row.problem.clone(),
        row.task.to_owned(),
    ]
}
