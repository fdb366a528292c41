//! One cell: its value, look, link, note and formula.

use super::formats::{FONT, Formats, Look, Shows};
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

/// Writes a cell; an absent one is empty.
pub(super) fn write(
    worksheet: &mut Worksheet,
    spot: &Spot,
    (row, column, cell): (RowKind, &Column, Option<&Cell>),
    (layout, links, made): (&TableLayout, &Links<'_>, &mut Formats),
) -> Result<()> {
    let value = cell.map_or(&Value::Empty, |cell| &cell.value);
    let extra = cell.and_then(|cell| cell.extra.as_deref());
    let url = extra
        .and_then(|extra| extra.link.as_ref())
        .and_then(|link| links.url(link));
    let format = made.of(look_of((row, column, cell), (false, url.is_some())));
    if spot.span > 1 {
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
    write_value(worksheet, spot, (value, formula, url), format)?;
    if let Some(text) = extra.and_then(|extra| extra.note.as_deref()) {
        worksheet.insert_note(spot.row, spot.column, &note(text))?;
    }
    Ok(())
}

fn write_value(
    worksheet: &mut Worksheet,
    spot: &Spot,
    (value, formula, url): (&Value, Option<String>, Option<Url>),
    format: &Format,
) -> Result<()> {
    let (row, column) = (spot.row, spot.column);
    match value {
        Value::Empty => {
            worksheet.write_blank(row, column, format)?;
        }
        Value::Text(text) => match url {
            Some(url) => {
                let url = url.set_text(for_cell(text).as_ref());
                worksheet.write_url_with_format(row, column, url, format)?;
            }
            None => {
                worksheet.write_string_with_format(row, column, for_cell(text), format)?;
            }
        },
        Value::Number(number, _) => {
            if let Some(url) = url {
                // A link is written with a text, which the number then replaces; one text serves all of them.
                worksheet.write_url_with_format(row, column, url.set_text("…"), format)?;
            }
            match formula {
                Some(formula) => {
                    let formula = Formula::new(formula).set_result(number.to_string());
                    worksheet.write_formula_with_format(row, column, formula, format)?;
                }
                None => {
                    worksheet.write_number_with_format(row, column, *number, format)?;
                }
            }
        }
        Value::Date(date) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            let date = ExcelDateTime::from_ymd(
                u16::try_from(year)?,
                u8::try_from(month)?,
                u8::try_from(day)?,
            )?;
            worksheet.write_datetime_with_format(row, column, &date, format)?;
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
