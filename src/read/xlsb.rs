//! `xlsb`, read from its records themselves: the general reader drops the cells of formulas that came to an error, tells
//! neither percentages nor merged ranges, and panics on strings that are not there.

use super::biff12::{Record, Records, check_ended, rk_number};
use super::dates::serial_by_1900;
use super::formats::Shown;
use super::limits::{Limits, MAX_COLUMNS, MAX_ROWS};
use super::package::{Archive, Package};
use super::values::{
    CellBudget, address, check_sheets, distinct_names, error_value, finite, ordered, unreadable,
};
use super::xlsx_outline::{ListedSheet, Outline, Relations};
use super::{CellContent, MergedRange, RawCell, RawSheet, RawWorkbook, ReadError};
use crate::location::CellAddress;
use std::collections::BTreeMap;

/// What the workbook's own part and that of its styles begin and end with.
const WORKBOOK: (u32, u32) = (0x83, 0x84);
const STYLES: (u32, u32) = (0x116, 0x117);
const WORKBOOK_PROPERTIES: u32 = 0x99;
const LISTED_SHEET: u32 = 0x9c;
const FORMAT: u32 = 0x2c;
const BEGIN_CELL_FORMATS: u32 = 0x269;
const END_CELL_FORMATS: u32 = 0x26a;
const CELL_FORMAT: u32 = 0x2f;
const SHARED_STRING: u32 = 0x13;
const BEGIN_SHARED_STRINGS: u32 = 0x9f;
const ROW: u32 = 0;
const MERGED: u32 = 0xb0;
const BEGIN_SHEET_DATA: u32 = 0x91;
const END_SHEET_DATA: u32 = 0x92;

pub(super) fn read(archive: Archive<'_>, limits: &Limits) -> Result<RawWorkbook, ReadError> {
    let mut package = Package::new(archive, limits)?;
    let outline = Outline::read(&mut package, listed)?;
    check_sheets(outline.sheets.len(), limits)?;
    let mut part = |kind: &str| package.part(&outline.shared(kind));
    let book = Book {
        strings: strings(&part("sharedStrings")?.unwrap_or_default())?,
        shown: shown(&part("styles")?.unwrap_or_default())?,
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
        match part.and_then(|part| book.read_sheet(&part, &budget)) {
            Ok((cells, merged)) => {
                budget.spend(cells.len());
                sheets.push(RawSheet {
                    name: name.into(),
                    is_visible: sheet.is_visible,
                    cells,
                    merged,
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
        saved_at: outline.saved_at,
        sheets,
        unreadable,
    })
}

fn sheet_part(package: &mut Package<'_>, sheet: &ListedSheet) -> Result<Vec<u8>, ReadError> {
    let part = match &sheet.part {
        Some(part) => package.part(part)?,
        None => None,
    };
    part.ok_or_else(|| ReadError::damaged(format!("no part of sheet {}", sheet.name)))
}

/// The sheets that `workbook.bin` lists, and whether days count from 1904.
fn listed(part: &[u8], relations: &Relations) -> Result<(Vec<ListedSheet>, bool), ReadError> {
    check_ended(part, WORKBOOK)?;
    let mut records = Records::new(part);
    let mut sheets = Vec::new();
    let mut is_1904 = false;
    while let Some((kind, record)) = records.next()? {
        match kind {
            WORKBOOK_PROPERTIES => is_1904 = record.u8(0)? & 1 != 0,
            LISTED_SHEET => {
                let (id, end) = record.text(8)?;
                let (name, _) = record.text(end)?;
                let is_visible = !matches!(record.u32(0)?, 1 | 2);
                sheets.push(ListedSheet::new(name, is_visible, relations.get(&id)));
            }
            _ => {}
        }
    }
    Ok((sheets, is_1904))
}

fn strings(part: &[u8]) -> Result<Vec<String>, ReadError> {
    let mut records = Records::new(part);
    let mut strings = Vec::new();
    let mut declared = None;
    while let Some((kind, record)) = records.next()? {
        match kind {
            BEGIN_SHARED_STRINGS => declared = Some(record.u32(4)? as usize),
            SHARED_STRING => strings.push(record.text(1)?.0),
            _ => {}
        }
    }
    // One that is missing moves all that come after it.
    if declared.is_some_and(|declared| declared != strings.len()) {
        return Err(ReadError::damaged("not as many shared strings as declared"));
    }
    Ok(strings)
}

/// How each cell format shows numbers.
fn shown(part: &[u8]) -> Result<Vec<Shown>, ReadError> {
    check_ended(part, STYLES)?;
    let mut records = Records::new(part);
    let mut own = BTreeMap::new();
    let mut shown = Vec::new();
    let mut in_cells = false;
    while let Some((kind, record)) = records.next()? {
        match kind {
            FORMAT => {
                own.insert(record.u16(0)?, Shown::by_code(&record.text(2)?.0));
            }
            BEGIN_CELL_FORMATS => in_cells = true,
            END_CELL_FORMATS => in_cells = false,
            CELL_FORMAT if in_cells => {
                let number = record.u16(2)?;
                let known = own.get(&number).copied();
                shown.push(known.unwrap_or_else(|| Shown::by_built_in(number)));
            }
            _ => {}
        }
    }
    Ok(shown)
}

/// What the sheets share.
struct Book {
    strings: Vec<String>,
    shown: Vec<Shown>,
    is_1904: bool,
}

impl Book {
    fn read_sheet(
        &self,
        part: &[u8],
        budget: &CellBudget<'_>,
    ) -> Result<(Vec<RawCell>, Vec<MergedRange>), ReadError> {
        let mut records = Records::new(part);
        let mut cells = Vec::new();
        let mut merged = Vec::new();
        let mut row = None;
        let mut is_in_data = false;
        let mut has_ended = false;
        while let Some((kind, record)) = records.next()? {
            match kind {
                BEGIN_SHEET_DATA => is_in_data = true,
                END_SHEET_DATA => (is_in_data, has_ended) = (false, true),
                MERGED => merged.extend(merged_range(record)?),
                ROW if is_in_data => {
                    let before = row.replace(record.u32(0)?);
                    if before >= row {
                        return Err(ReadError::damaged("rows out of order"));
                    }
                }
                _ if is_in_data => {
                    if let Some(content) = self.content(kind, record)? {
                        let row = row.ok_or_else(|| ReadError::damaged("a cell in no row"))?;
                        let address = address(row, record.u32(0)?)?;
                        cells.push(RawCell { address, content });
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
        Ok((ordered(cells), merged))
    }

    /// What a record inside the cells of a sheet holds.
    fn content(&self, kind: u32, record: Record<'_>) -> Result<Option<CellContent>, ReadError> {
        let text = |text: String| (!text.is_empty()).then_some(CellContent::Text(text));
        Ok(match kind {
            2 => Some(self.number(record, rk_number(record.u32(8)?))?),
            3 | 11 => Some(CellContent::Error(error_value(record.u8(8)?).to_string())),
            4 | 10 => Some(CellContent::Boolean(record.u8(8)? != 0)),
            5 | 9 => Some(self.number(record, record.f64(8)?)?),
            6 | 8 => text(record.text(8)?.0),
            7 => {
                let string = self.strings.get(record.u32(8)? as usize);
                text(
                    string
                        .ok_or_else(|| ReadError::damaged("no such shared string"))?
                        .clone(),
                )
            }
            62 => text(record.text(9)?.0),
            // Cells in the short notation, which no program is known to write.
            12..=18 => return Err(ReadError::damaged("cells in short notation")),
            _ => None,
        })
    }

    fn number(&self, record: Record<'_>, value: f64) -> Result<CellContent, ReadError> {
        let style = record.u32(4)? & 0x00ff_ffff;
        let shown = match self.shown.get(style as usize) {
            Some(&shown) => shown,
            None if style == 0 => Shown::Plain,
            // Whether a hundred per cent is 1 or 100 nobody can tell.
            None => return Ok(unreadable()),
        };
        Ok(match shown {
            Shown::DateTime if value.is_finite() => {
                CellContent::DateTime(serial_by_1900(value, self.is_1904))
            }
            _ => finite(value, shown == Shown::Percent),
        })
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
            sheet(&[cell(13, 0, 0, &[0; 8])]),
            whole[..whole.len() - 22].to_vec(),
            Vec::new(),
        ] {
            let read = read_workbook(&workbook(&broken), FileKind::Xlsb);
            assert!(matches!(read, Err(ReadError::Damaged { .. })), "{broken:?}");
        }
    }
}
