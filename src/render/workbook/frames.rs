//! The lines around the table of an official form, and beside it what only the screen shows.

use super::formats;
use super::layout::{LINE_HEIGHT, SheetLayout};
use super::links::Links;
use super::measure::Script;
use crate::report::{Frame, FrameStyle, FrameText, Sheet};
use anyhow::Result;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

/// The width of the remarks beside the form, in characters.
const REMARK_WIDTH: f64 = 60.0;

/// Writes the lines.
pub(super) fn write(
    worksheet: &mut Worksheet,
    (sheet, frame): (&Sheet, &Frame),
    layout: &SheetLayout,
    links: &Links<'_>,
) -> Result<()> {
    for (row, line) in (0..).zip(&frame.head) {
        write_line(worksheet, layout, row, line)?;
    }
    for (row, line) in (layout.foot_row..).zip(&frame.foot) {
        write_line(worksheet, layout, row, line)?;
    }
    write_remarks(worksheet, sheet, layout, links)
}

fn write_line(
    worksheet: &mut Worksheet,
    layout: &SheetLayout,
    row: u32,
    line: &[FrameText],
) -> Result<()> {
    let mut lines = 1;
    for text in line {
        let format = look(text.style);
        if text.first == text.last {
            worksheet.write_string_with_format(row, text.first, &text.text, &format)?;
        } else {
            worksheet.merge_range(row, text.first, row, text.last, &text.text, &format)?;
        }
        let width = layout.width_of(text.first, text.last + 1);
        lines = lines.max(script(text.style).lines(&text.text, width));
    }
    if lines > 1 {
        worksheet.set_row_height(row, lines as f64 * LINE_HEIGHT + 2.0)?;
    }
    Ok(())
}

/// The link back and the remarks, one column away from the form and outside of what is printed.
fn write_remarks(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    layout: &SheetLayout,
    links: &Links<'_>,
) -> Result<()> {
    let column = layout.widths.len() as u16 + 1;
    worksheet.set_column_width(column, REMARK_WIDTH)?;
    let url = sheet
        .back
        .as_ref()
        .and_then(|(text, target)| Some(links.url(target)?.set_text(text)));
    if let (Some(row), Some(url)) = (layout.back_row, url) {
        worksheet.write_url_with_format(row, column, url, &formats::link())?;
    }
    let first = layout.tables.first().map_or(0, |table| table.header_row);
    let format = formats::subtitle().unset_text_wrap();
    for (row, remark) in (first..).zip(&sheet.subtitles) {
        worksheet.write_string_with_format(row, column, remark, &format)?;
    }
    Ok(())
}

const HEADING_SIZE: f64 = 14.0;

fn script(style: FrameStyle) -> Script {
    match style {
        FrameStyle::Plain | FrameStyle::Italic | FrameStyle::Note => Script::PLAIN,
        FrameStyle::Bold => Script::BOLD,
        FrameStyle::Heading => Script::BOLD.of_size(HEADING_SIZE),
    }
}

fn look(style: FrameStyle) -> Format {
    let centred = formats::base()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    match style {
        FrameStyle::Plain => centred,
        FrameStyle::Bold => centred.set_bold(),
        FrameStyle::Italic => centred.set_italic(),
        FrameStyle::Heading => centred.set_bold().set_font_size(HEADING_SIZE),
        FrameStyle::Note => centred.set_italic().set_align(FormatAlign::Left),
    }
}
