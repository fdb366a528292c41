//! The record structure of an `xls` stream, walked before any parser sees it. The format has no checksum, so damage
//! shows only here: records that run past the end, zeroes where records should be, sheets that are not where the
//! workbook says. On the way the walk notes what the general reader does not tell: which cells show percentages.

use super::ReadError;
use super::formats::Shown;
use super::limits::Limits;
use super::values::oversized_grid;
use super::xls_strings::check_strings;
use std::collections::{BTreeMap, BTreeSet};

const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00bd;
const MUL_BLANK: u16 = 0x00be;
const CELL_FORMAT: u16 = 0x00e0;
const SHARED_STRINGS: u16 = 0x00fc;
const SHARED_TEXT: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027e;
const FORMAT: u16 = 0x041e;
const BOF: u16 = 0x0809;
/// Blank, integer, text, boolean or error, and text with its formats.
const OTHER_CELLS: [u16; 4] = [0x0201, 0x0204, 0x0205, 0x00d6];
/// BIFF8 in the beginning of the workbook; anything less is BIFF5.
const BIFF8: u16 = 0x0600;

/// The walk over a workbook stream.
#[derive(Debug)]
pub(super) struct Walk {
    /// For each listed sheet the cells that show percentages, by row and column.
    pub(super) percents: Vec<BTreeSet<(u32, u32)>>,
    /// Where sheets declare their dimensions, and what these are in truth: the general reader believes them.
    pub(super) dimensions: Vec<(usize, Corners)>,
}

/// Rows and columns between which cells stand; ends are exclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Corners {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u16, u16),
}

struct Record<'s> {
    at: usize,
    kind: u16,
    content: &'s [u8],
}

/// What the workbook says before its sheets.
#[derive(Default)]
struct Globals {
    sheets: Vec<usize>,
    is_percent: Vec<bool>,
    strings: u32,
}

/// Walks a workbook stream.
pub(super) fn walk(stream: &[u8], limits: &Limits) -> Result<Walk, ReadError> {
    let globals = globals(stream)?;
    let mut walk = Walk {
        percents: Vec::new(),
        dimensions: Vec::new(),
    };
    let mut dense = 0_u64;
    for &offset in &globals.sheets {
        let (percents, corners) = walk.sheet(stream, offset, &globals)?;
        walk.percents.push(percents);
        dense += u64::from(corners.rows.1 - corners.rows.0)
            * u64::from(corners.columns.1 - corners.columns.0);
        if dense > limits.max_dense_cells {
            return Err(oversized_grid(limits.max_dense_cells));
        }
    }
    Ok(walk)
}

fn globals(stream: &[u8]) -> Result<Globals, ReadError> {
    let mut globals = Globals::default();
    let mut formats = BTreeMap::new();
    let mut version = 0;
    let mut shared: Vec<&[u8]> = Vec::new();
    let mut last = 0;
    for record in Records::from(stream, 0)? {
        let record = record?;
        let content = record.content;
        match record.kind {
            BOF => version = u16_at(content, 0)?,
            FORMAT => {
                formats.insert(
                    u16_at(content, 0)?,
                    Shown::by_code(&format_text(content, version)),
                );
            }
            CELL_FORMAT => {
                let number = u16_at(content, 2)?;
                let known = formats.get(&number).copied();
                let shown = known.unwrap_or_else(|| Shown::by_built_in(number));
                globals.is_percent.push(shown == Shown::Percent);
            }
            BOUND_SHEET => globals.sheets.push(u32_at(content, 0)? as usize),
            SHARED_STRINGS => {
                globals.strings = u32_at(content, 4)?;
                shared.push(content.get(8..).unwrap_or_default());
            }
            CONTINUE if matches!(last, SHARED_STRINGS) => shared.push(content),
            _ => {}
        }
        if record.kind != CONTINUE {
            last = record.kind;
        }
    }
    if version >= BIFF8 {
        check_strings(&shared, globals.strings)?;
    }
    Ok(globals)
}

/// The text of a number format; only its marks matter, so bytes stand for characters.
fn format_text(content: &[u8], version: u16) -> String {
    let rest = if version >= BIFF8 {
        content.get(5..)
    } else {
        content.get(3..)
    };
    let rest = rest.unwrap_or_default();
    let is_wide = version >= BIFF8 && content.get(4).is_some_and(|flags| flags & 1 == 1);
    if is_wide {
        let units = rest
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    } else {
        rest.iter().map(|&byte| char::from(byte)).collect()
    }
}

impl Walk {
    fn sheet(
        &mut self,
        stream: &[u8],
        offset: usize,
        globals: &Globals,
    ) -> Result<(BTreeSet<(u32, u32)>, Corners), ReadError> {
        let mut percents = BTreeSet::new();
        let mut corners = None;
        let mut declared = None;
        let mut depth = 0;
        for record in Records::from(stream, offset)? {
            let record = record?;
            match record.kind {
                BOF => depth += 1,
                EOF => depth -= 1,
                // Charts inside a sheet have cells of their own, which are no cells of the sheet.
                _ if depth != 1 => {}
                DIMENSIONS => declared = Some(record.at + 4),
                kind => {
                    if kind == SHARED_TEXT && u32_at(record.content, 6)? >= globals.strings {
                        return Err(ReadError::damaged("no such shared string"));
                    }
                    for (row, column, style) in cells(&record)? {
                        extend(&mut corners, row, column);
                        let is_number = matches!(kind, NUMBER | RK | MUL_RK | FORMULA);
                        if is_number
                            && globals
                                .is_percent
                                .get(usize::from(style))
                                .copied()
                                .unwrap_or(false)
                        {
                            percents.insert((u32::from(row), u32::from(column)));
                        }
                    }
                }
            }
        }
        let corners = corners.unwrap_or_default();
        self.dimensions.extend(declared.map(|at| (at, corners)));
        Ok((percents, corners))
    }
}

fn extend(corners: &mut Option<Corners>, row: u16, column: u16) {
    let row = u32::from(row);
    let after = column.saturating_add(1);
    let known = corners.get_or_insert(Corners {
        rows: (row, row + 1),
        columns: (column, after),
    });
    known.rows = (known.rows.0.min(row), known.rows.1.max(row + 1));
    known.columns = (known.columns.0.min(column), known.columns.1.max(after));
}

/// The row, column and cell format of each cell in a record.
fn cells(record: &Record<'_>) -> Result<Vec<(u16, u16, u16)>, ReadError> {
    let content = record.content;
    let width = match record.kind {
        FORMULA | NUMBER | RK | SHARED_TEXT => 0,
        kind if OTHER_CELLS.contains(&kind) => 0,
        MUL_RK => 6,
        MUL_BLANK => 2,
        _ => return Ok(Vec::new()),
    };
    let row = u16_at(content, 0)?;
    let first = u16_at(content, 2)?;
    if width == 0 {
        return Ok(vec![(row, first, u16_at(content, 4)?)]);
    }
    if record.kind == MUL_BLANK {
        return Ok(Vec::new());
    }
    let several = content
        .get(4..content.len().saturating_sub(2))
        .unwrap_or_default();
    let styles = several
        .chunks_exact(width)
        .map(|cell| u16::from_le_bytes([cell[0], cell[1]]));
    Ok(styles
        .zip(first..)
        .map(|(style, column)| (row, column, style))
        .collect())
}

/// The records of one part of the stream, from its beginning to its end.
struct Records<'s> {
    stream: &'s [u8],
    at: usize,
    depth: usize,
    is_done: bool,
}

impl<'s> Records<'s> {
    fn from(stream: &'s [u8], offset: usize) -> Result<Self, ReadError> {
        match u16_at(stream, offset) {
            Ok(BOF) => Ok(Self {
                stream,
                at: offset,
                depth: 0,
                is_done: false,
            }),
            _ => Err(ReadError::damaged(format!("nothing begins at {offset}"))),
        }
    }

    fn read(&mut self) -> Result<Record<'s>, ReadError> {
        let kind = u16_at(self.stream, self.at)?;
        let length = usize::from(u16_at(self.stream, self.at + 2)?);
        let content = self.stream.get(self.at + 4..self.at + 4 + length);
        let content = content.ok_or_else(|| ReadError::damaged("record cut short"))?;
        if kind == 0 {
            return Err(ReadError::damaged(format!("zeroes at {}", self.at)));
        }
        let record = Record {
            at: self.at,
            kind,
            content,
        };
        self.at += 4 + length;
        match kind {
            BOF => self.depth += 1,
            EOF => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.is_done = self.depth == 0;
        Ok(record)
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Result<Record<'s>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let record = self.read();
        self.is_done |= record.is_err();
        Some(record)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, ReadError> {
    let pair = bytes.get(at..).and_then(|rest| rest.first_chunk());
    pair.map(|pair| u16::from_le_bytes(*pair)).ok_or_else(cut)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, ReadError> {
    let four = bytes.get(at..).and_then(|rest| rest.first_chunk());
    four.map(|four| u32::from_le_bytes(*four)).ok_or_else(cut)
}

fn cut() -> ReadError {
    ReadError::damaged("cut short")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        let length = content.len() as u16;
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    }

    /// A workbook of one sheet with these records.
    fn stream(sheet: &[Vec<u8>]) -> Vec<u8> {
        let bof = record(BOF, &[0, 6, 5, 0]);
        let format = record(FORMAT, &[&[200, 0, 4, 0, 0], &b"0.0%"[..]].concat());
        let formats = [0_u8, 200, 9].map(|number| record(CELL_FORMAT, &[0, 0, number, 0]));
        let head = [&bof[..], &format, &formats.concat()].concat();
        let offset = (head.len() + 12 + 4) as u32;
        let bound = record(
            BOUND_SHEET,
            &[&offset.to_le_bytes()[..], &[0, 0, 1, 0]].concat(),
        );
        [
            &head[..],
            &bound,
            &record(EOF, &[]),
            &bof,
            &sheet.concat(),
            &record(EOF, &[]),
        ]
        .concat()
    }

    fn number(row: u8, column: u8, style: u8) -> Vec<u8> {
        record(
            NUMBER,
            &[row, 0, column, 0, style, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        )
    }

    #[test]
    fn percentages_and_corners_are_noted() {
        let several = record(
            MUL_RK,
            &[7, 0, 2, 0, 1, 0, 9, 9, 9, 9, 0, 0, 9, 9, 9, 9, 3, 0],
        );
        let chart = [
            record(BOF, &[0, 6, 32, 0]),
            number(9, 9, 1),
            record(EOF, &[]),
        ]
        .concat();
        let sheet = stream(&[
            record(DIMENSIONS, &[0xff; 14]),
            number(1, 1, 0),
            number(2, 1, 1),
            number(3, 1, 2),
            chart,
            several,
        ]);
        let walked = walk(&sheet, Limits::built_in()).expect("sound");
        assert_eq!(walked.percents, [BTreeSet::from([(2, 1), (3, 1), (7, 2)])]);
        let corners = Corners {
            rows: (1, 8),
            columns: (1, 4),
        };
        assert_eq!(walked.dimensions.len(), 1);
        assert_eq!(walked.dimensions[0].1, corners);
    }

    #[test]
    fn damage_shows() {
        let sound = stream(&[number(1, 1, 0)]);
        assert!(walk(&sound, Limits::built_in()).is_ok());
        let at = sound.len() - 22;
        let mut zeroed = sound.clone();
        zeroed[at..].fill(0);
        let mut far = Limits::built_in().clone();
        far.max_dense_cells = 0;
        for (stream, limits) in [
            (&sound[..sound.len() - 2], Limits::built_in()),
            (&sound[..at], Limits::built_in()),
            (&zeroed[..], Limits::built_in()),
            (&[], Limits::built_in()),
            (&sound[..], &far),
        ] {
            assert!(walk(stream, limits).is_err(), "{stream:?}");
        }
        let lost = stream(&[record(SHARED_TEXT, &[0, 0, 0, 0, 0, 0, 5, 0, 0, 0])]);
        assert!(walk(&lost, Limits::built_in()).is_err());
    }
}
