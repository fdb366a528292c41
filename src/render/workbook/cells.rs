//! One cell: its value, look, link, note and formula.

use super::formats::{FONT, Look, Shows};
use super::formulas;
use super::layout::TableLayout;
use super::links::Links;
use crate::render::texts::{for_cell, within};
use crate::report::{Cell, Column, RowKind, Tone, Value};
use anyhow::Result;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Url, Worksheet};

/// A note is to be read at a glance.
const LONGEST_NOTE: usize = 2_000;

/// Where a cell lands.
pub(super) struct Spot {
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) span: u16,
    /// Its row and column inside the table.
    pub(super) number: u32,
    pub(super) position: u16,
}

/// What a cell's look depends on: of a long sheet, and of one that leads somewhere.
pub(super) fn look_of(
    (row, column, cell): (RowKind, &Column, Option<&Cell>),
    (is_bulk, is_linked): (bool, bool),
) -> Look {
    let (value, tone, indent) = cell.map_or((&Value::Empty, Tone::Plain, 0), |cell| {
        (&cell.value, cell.tone, cell.indent)
    });
    Look {
        row,
        tone,
        shows: match value {
            Value::Number(_, style) => Shows::Number(*style),
            Value::Date(_) => Shows::Date,
            Value::Text(_) if is_linked && tone == Tone::Plain => Shows::LinkedText,
            Value::Text(_) | Value::Empty => Shows::Text,
        },
        align: column.align,
        wraps: column.wraps && !is_bulk && row != RowKind::Secondary,
        indent,
        lined: !is_bulk,
    }
}

/// How a cell looks, and where a click on it leads.
pub(super) fn look_and_link(
    (row, column, cell): (RowKind, &Column, Option<&Cell>),
    links: &Links<'_>,
) -> (Look, Option<Url>) {
    let extra = cell.and_then(|cell| cell.extra.as_deref());
    let link = extra.and_then(|extra| extra.link.as_ref());
    let url = link.and_then(|link| links.url(link));
    (look_of((row, column, cell), (false, url.is_some())), url)
}

/// Writes a cell; an absent one is empty. Merged cells and links need a format; without one the look of the cell is still
/// to be given to it.
pub(super) fn write(
    worksheet: &mut Worksheet,
    spot: &Spot,
    (cell, url): (Option<&Cell>, Option<Url>),
    format: Option<&Format>,
    (layout, links): (&TableLayout, &Links<'_>),
) -> Result<()> {
    let value = cell.map_or(&Value::Empty, |cell| &cell.value);
    let extra = cell.and_then(|cell| cell.extra.as_deref());
    if let (true, Some(format)) = (spot.span > 1, format) {
        let last = spot.column + spot.span - 1;
        worksheet.merge_range(spot.row, spot.column, spot.row, last, "", format)?;
    }
    let formula = extra
        .and_then(|extra| extra.formula.as_ref())
        .and_then(|formula| {
            let place = formulas::Place {
                layout,
                row: spot.number,
                column: spot.position,
                links,
            };
            formulas::text(formula, &place)
        });
    let is_written = match url.zip(format) {
        Some((url, format)) => write_link(worksheet, spot, (value, url), format)?,
        None => false,
    };
    if !is_written {
        write_value(worksheet, spot, (value, formula))?;
        if let Some(format) = format {
            worksheet.set_cell_format(spot.row, spot.column, format)?;
        }
    }
    if let Some(text) = extra.and_then(|extra| extra.note.as_deref()) {
        worksheet.insert_note(spot.row, spot.column, &note(text))?;
    }
    Ok(())
}

/// Writes a link, and says whether the value of the cell is written with it: it is written with a text, which a number
/// then replaces; one text serves all of them.
fn write_link(
    worksheet: &mut Worksheet,
    spot: &Spot,
    (value, url): (&Value, Url),
    format: &Format,
) -> Result<bool> {
    let (text, is_written) = match value {
        Value::Text(text) => (for_cell(text), true),
        Value::Number(..) => ("…".into(), false),
        Value::Empty | Value::Date(_) => return Ok(false),
    };
    let url = url.set_text(text.as_ref());
    worksheet.write_url_with_format(spot.row, spot.column, url, format)?;
    Ok(is_written)
}

fn write_value(
    worksheet: &mut Worksheet,
    spot: &Spot,
    (value, formula): (&Value, Option<String>),
) -> Result<()> {
    let (row, column) = (spot.row, spot.column);
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            worksheet.write_string(row, column, for_cell(text))?;
        }
        Value::Number(number, _) => match formula {
            Some(formula) => {
                let formula = Formula::new(formula).set_result(number.to_string());
                worksheet.write_formula(row, column, formula)?;
            }
            None => {
                worksheet.write_number(row, column, *number)?;
            }
        },
        Value::Date(date) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            let date = ExcelDateTime::from_ymd(
                u16::try_from(year)?,
                u8::try_from(month)?,
                u8::try_from(day)?,
            )?;
            worksheet.write_datetime(row, column, &date)?;
        }
    }
    Ok(())
}

/// A note with room for its text.
fn note(text: &str) -> Note {
    let text = &*within(text, LONGEST_NOTE);
    let lines = super::measure::Script::PLAIN.lines(text, 36.0) as u32;
    Note::new(text)
        .add_author_prefix(false)
        .set_font_name(FONT)
        .set_font_size(11)
        .set_width(270)
        .set_height(18 * lines + 14)
}
