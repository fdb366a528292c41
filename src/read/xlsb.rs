//! `xlsb`, read from its records themselves: the general reader drops the cells of formulas that came to an error, tells
//! neither percentages nor merged ranges, and panics on strings that are not there.

use super::biff12::{Record, Records, check_ended, rk_number};
use super::known::Known;
use super::limits::{Limits, MAX_COLUMNS, MAX_ROWS};
use super::look::SheetLook;
use super::package::{Archive, Package};
use super::rich_text::{CharacterLook, Place, Run, SymbolFont};
use super::style::{self, Colour, Dressed, Font, Formats, Ground, Styles};
use super::values::{
    CellBudget, address, check_sheets, distinct_names, error_value, ordered, unreadable,
};
use super::xlsx_notes::read_notes;
use super::xlsx_outline::{Listed, ListedSheet, NamedSheet, Outline};
use super::{CellContent, MergedRange, RawCell, RawSheet, RawWorkbook, ReadError};
use crate::location::CellAddress;
use std::cell::RefCell;

/// What the workbook's own part and that of its styles begin and end with.
const WORKBOOK: (u32, u32) = (0x83, 0x84);
const STYLES: (u32, u32) = (0x116, 0x117);
const WORKBOOK_PROPERTIES: u32 = 0x99;
const LISTED_SHEET: u32 = 0x9c;
const FONT: u32 = 0x2b;
const FORMAT: u32 = 0x2c;
const FILL: u32 = 0x2d;
const BEGIN_CELL_FORMATS: u32 = 0x269;
const END_CELL_FORMATS: u32 = 0x26a;
const CELL_FORMAT: u32 = 0x2f;
const SHARED_STRING: u32 = 0x13;
const BEGIN_SHARED_STRINGS: u32 = 0x9f;
const ROW: u32 = 0;
const COLUMNS: u32 = 0x3c;
const VIEW: u32 = 0x89;
const MERGED: u32 = 0xb0;
const BEGIN_SHEET_DATA: u32 = 0x91;
const END_SHEET_DATA: u32 = 0x92;

thread_local! {
    static LISTED: RefCell<Known<Listed>> = const { RefCell::new(Known::new()) };
}

pub(super) fn read(archive: Archive<'_>, limits: &Limits) -> Result<RawWorkbook, ReadError> {
    let mut package = Package::new(archive, limits)?;
    let outline = Outline::read(&mut package, &LISTED, listed)?;
    check_sheets(outline.sheets.len(), limits)?;
    let mut part = |kind: &str| package.part(&outline.shared(kind));
    let (styles, fonts) = styles(&part("styles")?.unwrap_or_default())?;
    let book = Book {
        strings: strings(&part("sharedStrings")?.unwrap_or_default())?,
        styles,
        fonts,
        is_1904: outline.is_1904,
    };
    let mut budget = CellBudget::new(limits);
    let mut sheets = Vec::new();
    let mut unreadable = Vec::new();
    let mut failure = ReadError::NO_WORKSHEET;
    let listed = || outline.sheets.iter().filter(|sheet| sheet.is_worksheet);
    let names = distinct_names(listed().map(|sheet| sheet.name.as_str()));
    for (sheet, name) in listed().zip(names) {
        let part = sheet_part(&mut package, sheet);
        match part.and_then(|part| book.read_sheet(&part, &budget, limits)) {
            Ok(read) => {
                budget.spend(read.cells.len());
                let mut look = read.look;
                // Where there are none nothing says so.
                let place = sheet.part.as_deref().unwrap_or_default();
                look.notes = read_notes(&mut package, place, b"drawing");
                sheets.push(RawSheet {
                    name: name.into(),
                    is_visible: sheet.is_visible,
                    cells: read.cells,
                    merged: read.merged,
                    look,
                });
            }
            Err(damage @ ReadError::Damaged { .. }) => {
                unreadable.push(name.into());
                failure = damage;
            }
            Err(other) => return Err(other),
        }
    }
    if sheets.is_empty() {
        return Err(failure);
    }
    Ok(RawWorkbook {
        output: outline.output.clone(),
        slip: None,
        names: Vec::new(),
        is_mended: false,
        saved_at: outline.saved_at,
        sheets,
        unreadable,
    })
}

fn sheet_part(package: &mut Package<'_>, sheet: &ListedSheet) -> Result<Vec<u8>, ReadError> {
    let place = sheet.part.as_deref().filter(|place| !place.is_empty());
    let part = match place {
        Some(place) => package.part(place)?,
        None => None,
    };
    part.ok_or_else(|| ReadError::damaged(format!("no part of sheet {}", sheet.name)))
}

/// What `workbook.bin` lists.
fn listed(part: &[u8]) -> Result<Listed, ReadError> {
    check_ended(part, WORKBOOK)?;
    let mut records = Records::new(part);
    let mut listed = Listed::default();
    while let Some((kind, record)) = records.next()? {
        match kind {
            WORKBOOK_PROPERTIES => listed.is_1904 = record.u8(0)? & 1 != 0,
            LISTED_SHEET => {
                let (id, end) = record.text(8)?;
                let (name, _) = record.text(end)?;
                listed.sheets.push(NamedSheet {
                    name,
                    is_visible: !matches!(record.u32(0)?, 1 | 2),
                    id,
                });
            }
            _ => {}
        }
    }
    Ok(listed)
}

/// A shared text, and where its characters begin to look otherwise: the position and the number of the font.
struct SharedText {
    text: String,
    turns: Vec<(u16, u16)>,
}

/// A text with the looks of its parts, from its flags on.
fn rich_text(record: Record<'_>, at: usize) -> Result<SharedText, ReadError> {
    let is_rich = record.u8(at)? & 1 != 0;
    let (text, end) = record.text(at + 1)?;
    let mut turns = Vec::new();
    if is_rich {
        for number in 0..record.u32(end)? as usize {
            let at = end + 4 + 4 * number;
            turns.push((record.u16(at)?, record.u16(at + 2)?));
        }
    }
    Ok(SharedText { text, turns })
}

fn strings(part: &[u8]) -> Result<Vec<SharedText>, ReadError> {
    let mut records = Records::new(part);
    let mut strings = Vec::new();
    let mut declared = None;
    while let Some((kind, record)) = records.next()? {
        match kind {
            BEGIN_SHARED_STRINGS => declared = Some(record.u32(4)? as usize),
            SHARED_STRING => strings.push(rich_text(record, 0)?),
            _ => {}
        }
    }
    // One that is missing moves all that come after it.
    if declared.is_some_and(|declared| declared != strings.len()) {
        return Err(ReadError::damaged("not as many shared strings as declared"));
    }
    Ok(strings)
}

/// The formats of cells, and the fonts that parts of texts name.
fn styles(part: &[u8]) -> Result<(Styles, Vec<Font>), ReadError> {
    check_ended(part, STYLES)?;
    let mut records = Records::new(part);
    let mut formats = Formats::default();
    let mut fonts: Vec<Font> = Vec::new();
    let mut fills: Vec<Colour> = Vec::new();
    let mut styles = Styles::default();
    let mut in_cells = false;
    while let Some((kind, record)) = records.next()? {
        match kind {
            FORMAT => formats.insert(record.u16(0)?, record.text(2)?.0),
            FONT => fonts.push(font(record).unwrap_or_default()),
            FILL => fills.push(fill(record).unwrap_or_default()),
            BEGIN_CELL_FORMATS => in_cells = true,
            END_CELL_FORMATS => in_cells = false,
            CELL_FORMAT if in_cells => {
                let number = |at: usize| record.u16(at).map(usize::from).unwrap_or(usize::MAX);
                let font = fonts.get(number(4)).copied().unwrap_or_default();
                let fill = fills.get(number(6)).copied().unwrap_or_default();
                styles.push(formats.get(record.u16(2)?), font.on(fill));
            }
            _ => {}
        }
    }
    Ok((styles, fonts))
}

fn font(record: Record<'_>) -> Result<Font, ReadError> {
    let place = match record.u16(6)? {
        1 => Place::Raised,
        2 => Place::Lowered,
        _ => Place::OnTheLine,
    };
    Ok(Font {
        look: CharacterLook {
            is_struck: record.u16(2)? & 8 != 0,
            is_unseen: false,
            place,
            symbols: SymbolFont::by_name(&record.text(21)?.0),
        },
        colour: colour(record, 12)?,
    })
}

/// The colour of a fill; what is no even colour is none that characters could have.
fn fill(record: Record<'_>) -> Result<Colour, ReadError> {
    match record.u32(0)? {
        0 => Ok(Colour::Usual),
        1 => colour(record, 4),
        _ => Ok(Colour::Theme(u32::MAX, 0)),
    }
}

fn colour(record: Record<'_>, at: usize) -> Result<Colour, ReadError> {
    let index = u32::from(record.u8(at + 1)?);
    let tint = f64::from(record.u16(at + 2)?.cast_signed()) / 32_767.0;
    let channel = |place: usize| record.u8(at + place).map(u32::from);
    Ok(match record.u8(at)? >> 1 {
        1 => Colour::indexed(index),
        2 => Colour::Rgb(channel(4)? << 16 | channel(5)? << 8 | channel(6)?),
        3 => Colour::theme(index, tint),
        _ => Colour::Usual,
    })
}

/// A cell's record.
#[derive(Clone, Copy)]
struct Cell<'p> {
    /// The type of what it holds, as the long notation numbers them.
    kind: u32,
    column: u32,
    style: u32,
    record: Record<'p>,
    /// Where the value begins.
    value: usize,
}

impl<'p> Cell<'p> {
    /// A cell, if the record is one. In the short notation it stands behind the one before it.
    fn at(kind: u32, record: Record<'p>, before: Option<u32>) -> Result<Option<Self>, ReadError> {
        const SHORT: u32 = 11;
        let (kind, column, style, value) = match kind {
            1..=11 | 62 => (kind, record.u32(0)?, record.u32(4)?, 8),
            12..=18 => {
                let column = before.and_then(|before| before.checked_add(1));
                let column = column.ok_or_else(|| ReadError::damaged("a cell behind none"))?;
                (kind - SHORT, column, record.u32(0)?, 4)
            }
            _ => return Ok(None),
        };
        Ok(Some(Self {
            kind,
            column,
            style: style & 0x00ff_ffff,
            record,
            value,
        }))
    }
}

/// What the sheets share.
struct Book {
    strings: Vec<SharedText>,
    styles: Styles,
    fonts: Vec<Font>,
    is_1904: bool,
}

/// What a sheet's part holds.
struct ReadSheet {
    cells: Vec<RawCell>,
    merged: Vec<MergedRange>,
    look: SheetLook,
}

impl Book {
    fn read_sheet(
        &self,
        part: &[u8],
        budget: &CellBudget<'_>,
        limits: &Limits,
    ) -> Result<ReadSheet, ReadError> {
        let mut records = Records::new(part);
        let mut cells = Vec::new();
        let mut merged = Vec::new();
        let mut look = SheetLook::default();
        let mut ground = Ground {
            is_1904: self.is_1904,
            shows_zeros: true,
        };
        let mut row = None;
        let mut column = None;
        let mut is_in_data = false;
        let mut has_ended = false;
        while let Some((kind, record)) = records.next()? {
            match kind {
                BEGIN_SHEET_DATA => is_in_data = true,
                END_SHEET_DATA => (is_in_data, has_ended) = (false, true),
                MERGED => merged.extend(merged_range(record)?),
                VIEW if !is_in_data => ground.shows_zeros &= record.u16(0)? & 0x10 != 0,
                COLUMNS if !is_in_data && record.u16(16)? & 1 != 0 => {
                    look.hidden_columns
                        .push(record.u32(0)?..=record.u32(4)?.min(MAX_COLUMNS));
                }
                ROW if is_in_data => {
                    let number = record.u32(0)?;
                    let before = row.replace(number);
                    column = None;
                    if before >= row {
                        return Err(ReadError::damaged("rows out of order"));
                    }
                    // Some writers leave the flags away.
                    if record.u8(11).is_ok_and(|flags| flags & 0x10 != 0) {
                        look.hidden_rows.push(number..=number);
                    }
                }
                _ if is_in_data => {
                    let Some(cell) = Cell::at(kind, record, column)? else {
                        continue;
                    };
                    column = Some(cell.column);
                    if let Some((content, cell_look)) = self.content(cell, ground)? {
                        let row = row.ok_or_else(|| ReadError::damaged("a cell in no row"))?;
                        let address = address(row, cell.column)?;
                        cells.push(RawCell { address, content });
                        look.cells.extend(cell_look.map(|look| (address, look)));
                        budget.check(cells.len())?;
                    }
                }
                _ => {}
            }
        }
        if !has_ended {
            return Err(ReadError::damaged("sheet cut short"));
        }
        merged.sort_unstable_by_key(|range| (range.first, range.last));
        let cells = ordered(cells);
        look.settle(&cells, &merged, limits.max_sheet_cells)?;
        Ok(ReadSheet {
            cells,
            merged,
            look,
        })
    }

    /// What a cell says.
    fn content(&self, cell: Cell<'_>, ground: Ground) -> Result<Option<Dressed>, ReadError> {
        let Cell {
            kind,
            record,
            value,
            ..
        } = cell;
        let style = self.styles.get(cell.style as usize);
        let number = |value: f64| match (style, cell.style) {
            // Whether a hundred per cent is 1 or 100 nobody can tell.
            (None, 1..) => (unreadable(), None),
            _ => style::number(value, style, ground),
        };
        let other = |content: CellContent| style::other(content, style);
        Ok(match kind {
            2 => Some(number(rk_number(record.u32(value)?))),
            3 | 11 => Some(other(CellContent::Error(
                error_value(record.u8(value)?).to_string(),
            ))),
            4 | 10 => Some(other(CellContent::Boolean(record.u8(value)? != 0))),
            5 | 9 => Some(number(record.f64(value)?)),
            6 | 8 => style::plain_text(record.text(value)?.0, style),
            7 => {
                let string = self.strings.get(record.u32(value)? as usize);
                let string = string.ok_or_else(|| ReadError::damaged("no such shared string"))?;
                self.dressed(string, style)
            }
            62 => self.dressed(&rich_text(record, value)?, style),
            _ => None,
        })
    }

    fn dressed(&self, shared: &SharedText, style: Option<&style::CellStyle>) -> Option<Dressed> {
        if shared.turns.is_empty() {
            return style::plain_text(shared.text.clone(), style);
        }
        let turns = shared.turns.iter().map(|&(at, font)| {
            let font = self
                .fonts
                .get(usize::from(font))
                .copied()
                .unwrap_or_default();
            (usize::from(at), font.on(Colour::Usual))
        });
        style::text(&Run::parted(&shared.text, turns), style)
    }
}

fn merged_range(record: Record<'_>) -> Result<Option<MergedRange>, ReadError> {
    let [first_row, last_row] = [record.u32(0)?, record.u32(4)?];
    let [first_column, last_column] = [record.u32(8)?, record.u32(12)?];
    let first = CellAddress::new(first_row, first_column);
    let last = CellAddress::new(last_row, last_column);
    let is_inside = last_row < MAX_ROWS && last_column < MAX_COLUMNS;
    let is_range = first_row <= last_row && first_column <= last_column && first != last;
    Ok((is_inside && is_range).then_some(MergedRange { first, last }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::{cells, package_of_bytes};
    use crate::read::{FileKind, read_workbook};

    fn record(kind: u32, content: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        if kind < 0x80 {
            bytes.push(kind as u8);
        } else {
            bytes.extend([(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8]);
        }
        bytes.push(content.len() as u8);
        bytes.extend(content);
        bytes
    }

    fn text(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
        bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        bytes
    }

    fn cell(kind: u32, column: u8, style: u8, content: &[u8]) -> Vec<u8> {
        record(
            kind,
            &[&[column, 0, 0, 0, style, 0, 0, 0], content].concat(),
        )
    }

    fn workbook(sheet: &[u8]) -> Vec<u8> {
        let list = |id: &str, kind: &str, target: &str| {
            format!(
                "<Relationships><Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        let listed = [&[1, 0, 0, 0, 1, 0, 0, 0], &text("r1")[..], &text("Biểu")].concat();
        let format = [&[200, 0], &text("0.0%")[..]].concat();
        let styles = [
            record(FORMAT, &format),
            record(BEGIN_CELL_FORMATS, &[]),
            record(CELL_FORMAT, &[0, 0, 0, 0]),
            record(CELL_FORMAT, &[0, 0, 200, 0]),
            record(CELL_FORMAT, &[0, 0, 14, 0]),
            record(END_CELL_FORMATS, &[]),
        ];
        let strings = record(SHARED_STRING, &[&[0], &text("Đoàn viên")[..]].concat());
        package_of_bytes(&[
            (
                "_rels/.rels",
                list("r1", "officeDocument", "xl/workbook.bin").as_bytes(),
            ),
            ("xl/workbook.bin", &record(LISTED_SHEET, &listed)),
            (
                "xl/_rels/workbook.bin.rels",
                list("r1", "worksheet", "worksheets/sheet1.bin").as_bytes(),
            ),
            ("xl/styles.bin", &styles.concat()),
            ("xl/sharedStrings.bin", &strings),
            ("xl/worksheets/sheet1.bin", sheet),
        ])
    }

    fn sheet(cells: &[Vec<u8>]) -> Vec<u8> {
        let row = record(ROW, &[4, 0, 0, 0, 0, 0, 0, 0]);
        let merged: Vec<u8> = [4_u32, 5, 1, 3]
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect();
        [
            record(BEGIN_SHEET_DATA, &[]),
            row,
            cells.concat(),
            record(END_SHEET_DATA, &[]),
            record(MERGED, &merged),
        ]
        .concat()
    }

    #[test]
    fn every_kind_of_cell_is_read() {
        let bytes = workbook(&sheet(&[
            cell(7, 0, 0, &[0, 0, 0, 0]),
            cell(2, 1, 0, &(12_u32 << 2 | 2).to_le_bytes()),
            cell(9, 2, 1, &0.975_f64.to_le_bytes()),
            cell(5, 3, 2, &45296.0_f64.to_le_bytes()),
            cell(11, 4, 0, &[0x07]),
            cell(10, 5, 0, &[1]),
            cell(8, 6, 0, &text("chữ")),
            cell(1, 7, 0, &[]),
            // In the short notation.
            record(
                13,
                &[&[1, 0, 0, 0][..], &(12_u32 << 2 | 2).to_le_bytes()].concat(),
            ),
            record(18, &[0, 0, 0, 0, 0, 0, 0, 0]),
        ]));
        let read = read_workbook(&bytes, FileKind::Xlsb).expect("a workbook");
        assert_eq!(
            cells(&read.sheets[0]),
            [
                "A5 Text(\"Đoàn viên\")",
                "B5 Number { value: 12.0, percent: false }",
                "C5 Number { value: 0.975, percent: true }",
                "D5 DateTime(45296.0)",
                "E5 Error(\"#DIV/0!\")",
                "F5 Boolean(true)",
                "G5 Text(\"chữ\")",
                "I5 Number { value: 12.0, percent: true }",
                "J5 Text(\"Đoàn viên\")",
            ]
        );
        assert!(!read.sheets[0].is_visible);
        assert_eq!(read.sheets[0].merged[0].last.to_string(), "D6");
    }

    #[test]
    fn broken_records_are_damage() {
        let whole = sheet(&[cell(7, 0, 0, &[0, 0, 0, 0])]);
        for broken in [
            sheet(&[cell(7, 0, 0, &[9, 0, 0, 0])]),
            sheet(&[cell(5, 0, 0, &[0, 0])]),
            sheet(&[record(13, &[0; 8])]),
            whole[..whole.len() - 22].to_vec(),
            Vec::new(),
        ] {
            let read = read_workbook(&workbook(&broken), FileKind::Xlsb);
            assert!(matches!(read, Err(ReadError::Damaged { .. })), "{broken:?}");
        }
    }
}
