//! How the cells of an `xls` look to the eye. The stream was walked and found sound before anybody asks for this.

use super::ReadError;
use super::appearance::{
    Appearance, Dress, MOST_CELLS, PALETTE, Side, USUAL_WIDTH, numbered, pixels,
};
use super::ole::workbook_stream;
use super::values::distinct_names;
use super::xls_records::{
    BLANK, BOF, BOUND_SHEET, CELL_FORMAT, COLUMNS, EOF, FONT, MUL_BLANK, Records, cells, u16_at,
    u32_at,
};
use crate::location::CellAddress;
use std::collections::BTreeMap;

const PALETTE_OF_WORKBOOK: u16 = 0x0092;
const WIDTH_OF_COLUMNS: u16 = 0x0055;
/// What stands around the letters of a column, in letters.
const AROUND: f64 = 5.0 / 7.0;
/// BIFF8 in the beginning of the workbook; how older ones keep colours is not worth its code.
const BIFF8: u16 = 0x0600;
/// Weight of bold characters.
const BOLD: u16 = 700;
/// Widths are counted in parts of a letter.
const PARTS: f64 = 256.0;

/// What the workbook says before its sheets.
struct Globals {
    fonts: Vec<(Dress, u16)>,
    /// The bytes of each format.
    formats: Vec<[u8; 20]>,
    palette: [u32; 56],
    sheets: Vec<(usize, String)>,
}

/// How the cells of each sheet look, by its name.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeMap<String, Appearance>, ReadError> {
    let stream = workbook_stream(bytes)?;
    let Some(globals) = globals(&stream)? else {
        return Ok(BTreeMap::new());
    };
    let dresses = globals.dresses()?;
    let names = distinct_names(globals.sheets.iter().map(|(_, name)| name.as_str()));
    let mut found = BTreeMap::new();
    for ((offset, _), name) in globals.sheets.iter().zip(names) {
        found.insert(name, of_sheet(&stream, *offset, &dresses)?);
    }
    Ok(found)
}

fn globals(stream: &[u8]) -> Result<Option<Globals>, ReadError> {
    let mut globals = Globals {
        fonts: Vec::new(),
        formats: Vec::new(),
        palette: PALETTE,
        sheets: Vec::new(),
    };
    for record in Records::from(stream, 0)? {
        let record = record?;
        let content = record.content;
        match record.kind {
            BOF if u16_at(content, 0)? < BIFF8 => return Ok(None),
            FONT => globals.fonts.push(font(content)?),
            CELL_FORMAT => {
                let format = content.first_chunk();
                globals.formats.push(*format.ok_or_else(short)?);
            }
            PALETTE_OF_WORKBOOK => {
                let colours = content.get(2..).unwrap_or_default().chunks_exact(4);
                for (place, colour) in globals.palette.iter_mut().zip(colours) {
                    *place = u32::from_be_bytes([0, colour[0], colour[1], colour[2]]);
                }
            }
            BOUND_SHEET => {
                let name = content.get(6..).unwrap_or_default();
                globals
                    .sheets
                    .push((u32_at(content, 0)? as usize, text(name)?));
            }
            _ => {}
        }
    }
    Ok(Some(globals))
}

/// A short text: its length, whether its characters are wide, the characters.
fn text(content: &[u8]) -> Result<String, ReadError> {
    let (&[length, flags], rest) = content.split_first_chunk().ok_or_else(short)?;
    let length = usize::from(length);
    Ok(match flags & 1 {
        0 => rest
            .iter()
            .take(length)
            .map(|byte| char::from(*byte))
            .collect(),
        _ => {
            let units = rest.chunks_exact(2).take(length);
            let units = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
    })
}

fn font(content: &[u8]) -> Result<(Dress, u16), ReadError> {
    let dress = Dress {
        is_bold: u16_at(content, 6)? >= BOLD,
        is_italic: u16_at(content, 2)? & 2 != 0,
        is_underlined: content.get(10).is_some_and(|kind| *kind != 0),
        ..Dress::default()
    };
    Ok((dress, u16_at(content, 4)?))
}

impl Globals {
    fn dresses(&self) -> Result<Vec<Dress>, ReadError> {
        self.formats
            .iter()
            .map(|format| self.dress(format))
            .collect()
    }

    fn dress(&self, format: &[u8]) -> Result<Dress, ReadError> {
        let number = u16_at(format, 0)?;
        // There is no font of the number four.
        let font = self
            .fonts
            .get(usize::from(number) - usize::from(number > 4));
        let (dress, ink) = font.copied().unwrap_or_default();
        let is_solid = u32_at(format, 14)? >> 26 == 1;
        let fill = u32::from(u16_at(format, 18)? & 0x7f);
        Ok(Dress {
            side: match format[6] & 7 {
                1 => Side::Left,
                2 | 6 => Side::Middle,
                3 => Side::Right,
                _ => Side::Usual,
            },
            is_wrapped: format[6] & 8 != 0,
            ink: numbered(&self.palette, u32::from(ink)).filter(|ink| *ink != 0),
            fill: numbered(&self.palette, fill).filter(|_| is_solid),
            ..dress
        })
    }
}

fn of_sheet(stream: &[u8], offset: usize, dresses: &[Dress]) -> Result<Appearance, ReadError> {
    let mut found = Appearance {
        usual_width: Some(pixels(USUAL_WIDTH)),
        ..Appearance::default()
    };
    let mut depth = 0_usize;
    for record in Records::from(stream, offset)? {
        let record = record?;
        let content = record.content;
        match record.kind {
            BOF => depth += 1,
            EOF => depth = depth.saturating_sub(1),
            // A chart in the sheet has cells of its own.
            _ if depth > 1 => continue,
            WIDTH_OF_COLUMNS => {
                found.usual_width = Some(pixels(f64::from(u16_at(content, 0)?) + AROUND));
            }
            COLUMNS => {
                let (first, last) = (u16_at(content, 0)?, u16_at(content, 2)?);
                let letters = f64::from(u16_at(content, 4)?) / PARTS;
                found
                    .widths
                    .push((u32::from(first)..=u32::from(last), pixels(letters)));
            }
            _ => {}
        }
        if found.cells.len() >= MOST_CELLS {
            continue;
        }
        let formats = match record.kind {
            MUL_BLANK => blanks(content)?,
            BLANK => vec![(
                u16_at(content, 0)?,
                u16_at(content, 2)?,
                u16_at(content, 4)?,
            )],
            _ => cells(&record)?,
        };
        for (row, column, format) in formats {
            let dress = dresses
                .get(usize::from(format))
                .copied()
                .unwrap_or_default();
            if dress != Dress::default() {
                let at = CellAddress::new(u32::from(row), u32::from(column));
                found.cells.push((at, dress));
            }
        }
    }
    found.settle();
    Ok(found)
}

/// The row, column and format of each of several empty cells.
fn blanks(content: &[u8]) -> Result<Vec<(u16, u16, u16)>, ReadError> {
    let (row, first) = (u16_at(content, 0)?, u16_at(content, 2)?);
    let formats = content.get(4..content.len().saturating_sub(2));
    let formats = formats.unwrap_or_default().chunks_exact(2);
    let formats = formats.map(|format| u16::from_le_bytes([format[0], format[1]]));
    Ok(formats
        .zip(first..)
        .map(|(format, column)| (row, column, format))
        .collect())
}

fn short() -> ReadError {
    ReadError::damaged("record cut short")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_dressed_by_its_font_and_its_fill() {
        let bold = [0_u8, 0, 2, 0, 10, 0, 0xbc, 2, 0, 0, 1];
        let plain = [0_u8, 0, 0, 0, 0xff, 0x7f, 0x90, 1, 0, 0, 0];
        let mut format = [0_u8; 20];
        format[6] = 10;
        format[14..18].copy_from_slice(&(1_u32 << 26).to_le_bytes());
        format[18] = 43;
        let globals = Globals {
            fonts: vec![font(&bold).expect("a font"), font(&plain).expect("a font")],
            formats: vec![format, [1; 20].map(|_| 0)],
            palette: PALETTE,
            sheets: Vec::new(),
        };
        let dressed = globals.dress(&format).expect("a dress");
        assert_eq!(
            dressed,
            Dress {
                is_bold: true,
                is_italic: true,
                is_underlined: true,
                is_wrapped: true,
                side: Side::Middle,
                ink: Some(0xff0000),
                fill: Some(0xffff99),
            }
        );
        let mut other = [0_u8; 20];
        other[0] = 1;
        assert_eq!(globals.dress(&other).expect("a dress"), Dress::default());
    }

    #[test]
    fn several_empty_cells_have_a_format_each() {
        let content = [3, 0, 1, 0, 21, 0, 22, 0, 2, 0];
        assert_eq!(blanks(&content).expect("cells"), [(3, 1, 21), (3, 2, 22)]);
        assert_eq!(text(&[2, 1, 0x10, 1, 0x41, 0]).expect("a text"), "ĐA");
    }
}
