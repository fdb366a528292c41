//! The records that an `xls` stream is made of. The format has no checksum: of a record whose head was damaged a reader
//! that passes over what it does not know loses the cells and says nothing.

use super::ReadError;

pub(super) const FORMULA: u16 = 0x0006;
pub(super) const EOF: u16 = 0x000a;
pub(super) const CONTINUE: u16 = 0x003c;
pub(super) const NOTE: u16 = 0x001c;
pub(super) const OBJECT: u16 = 0x005d;
pub(super) const CONDITIONAL_FORMAT: u16 = 0x01b0;
pub(super) const CONDITION: u16 = 0x01b1;
pub(super) const OBJECT_TEXT: u16 = 0x01b6;
pub(super) const FONT: u16 = 0x0031;
pub(super) const COLUMNS: u16 = 0x007d;
pub(super) const BOUND_SHEET: u16 = 0x0085;
pub(super) const PIVOT: u16 = 0x00b0;
pub(super) const MUL_RK: u16 = 0x00bd;
pub(super) const MUL_BLANK: u16 = 0x00be;
pub(super) const RICH_TEXT: u16 = 0x00d6;
pub(super) const ROWS_END: u16 = 0x00d7;
pub(super) const CELL_FORMAT: u16 = 0x00e0;
pub(super) const SHARED_STRINGS: u16 = 0x00fc;
pub(super) const SHARED_TEXT: u16 = 0x00fd;
pub(super) const DIMENSIONS: u16 = 0x0200;
pub(super) const BLANK: u16 = 0x0201;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const TEXT: u16 = 0x0204;
pub(super) const LITERAL: u16 = 0x0205;
pub(super) const FORMULA_TEXT: u16 = 0x0207;
pub(super) const ROW: u16 = 0x0208;
pub(super) const VIEW: u16 = 0x023e;
pub(super) const RK: u16 = 0x027e;
pub(super) const FORMAT: u16 = 0x041e;
pub(super) const BOF: u16 = 0x0809;

pub(super) struct Record<'s> {
    pub(super) at: usize,
    pub(super) kind: u16,
    pub(super) content: &'s [u8],
}

/// The records of one part of the stream, from its beginning to its end.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    pub(super) at: usize,
    depth: usize,
    was_nought: bool,
    /// Whether the last record was of a conditional format.
    was_conditional: bool,
    is_done: bool,
}

impl<'s> Records<'s> {
    pub(super) fn from(stream: &'s [u8], offset: usize) -> Result<Self, ReadError> {
        match u16_at(stream, offset) {
            Ok(BOF) => Ok(Self {
                stream,
                at: offset,
                depth: 0,
                was_nought: false,
                was_conditional: false,
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
        // Single empty records of type nought stand here and there; where something was lost there are many on end.
        let is_nought = kind == 0 && length == 0;
        // Where a rule of a conditional format is of a kind that the format does not have, LibreOffice writes an empty record for it.
        let is_rule_left_out = kind == u16::MAX && length == 0 && self.was_conditional;
        let is_lost = if is_nought {
            self.was_nought
        } else {
            !is_known(kind) && !is_rule_left_out
        };
        self.was_nought = is_nought;
        self.was_conditional = is_rule_left_out || matches!(kind, CONDITIONAL_FORMAT | CONDITION);
        if is_lost || (kind == EOF && length > 0) {
            let what = format!("no record of type {kind:#06x} at {}", self.at);
            return Err(ReadError::damaged(what));
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

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Result<u16, ReadError> {
    let pair = bytes.get(at..).and_then(|rest| rest.first_chunk());
    pair.map(|pair| u16::from_le_bytes(*pair)).ok_or_else(cut)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Result<u32, ReadError> {
    let four = bytes.get(at..).and_then(|rest| rest.first_chunk());
    four.map(|four| u32::from_le_bytes(*four)).ok_or_else(cut)
}

/// The row, column and cell format of each cell in a record.
pub(super) fn cells(record: &Record<'_>) -> Result<Vec<(u16, u16, u16)>, ReadError> {
    let content = record.content;
    let width = match record.kind {
        FORMULA | NUMBER | RK | SHARED_TEXT => 0,
        BLANK | TEXT | LITERAL | RICH_TEXT => 0,
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

/// Whether Excel 5 to 2003 wrote records of a type; one of them, behind the cells, is described nowhere (`0x0034`).
fn is_known(kind: u16) -> bool {
    matches!(
        kind,
        0x0006 | 0x000a | 0x000c..=0x001d | 0x0020..=0x002f | 0x0031..=0x0034 | 0x0036..=0x0038
            | 0x003c..=0x0044 | 0x004d..=0x0056 | 0x0059..=0x006f | 0x007d..=0x00a3 | 0x00a5..=0x00b9
            | 0x00bc..=0x00e3 | 0x00e5..=0x0103 | 0x0122 | 0x0137..=0x0161 | 0x0191..=0x0198
            | 0x01a9..=0x01c2 | 0x0200..=0x0208 | 0x020b | 0x0218 | 0x0221..=0x0225 | 0x0231 | 0x0236
            | 0x023e | 0x027e | 0x0293 | 0x0406
            | 0x0418 | 0x041e | 0x043c | 0x04bc | 0x0800..=0x08ff
    ) || is_of_chart(kind)
}

/// Whether a record is of a chart, which stands in a part of its own, also where it lies in a sheet ([MS-XLS] 2.1.7.20.5).
pub(super) fn is_of_chart(kind: u16) -> bool {
    matches!(kind, 0x1001..=0x10ff)
}

/// Whether a record can stand among the cells of a sheet: Excel writes nothing but rows and cells there, others the
/// links and drawings that belong to a cell.
pub(super) fn is_among_cells(kind: u16) -> bool {
    const OTHERS: [u16; 14] = [
        0x001c, 0x003c, 0x005d, 0x00be, 0x00d7, 0x00e5, 0x00ec, 0x01b6, 0x01b8, 0x0201, 0x0208,
        0x0221, 0x0236, 0x0800,
    ];
    matches!(kind, BOF | EOF | FORMULA_TEXT | 0x04bc) || OTHERS.contains(&kind)
}

/// Whether a record is of a pivot table, whose first is [`PIVOT`], and of nothing else.
pub(super) fn is_of_pivot(kind: u16) -> bool {
    matches!(
        kind,
        0x00b1..=0x00b6 | 0x00c5..=0x00cc | 0x00ce..=0x00d2 | 0x00d5 | 0x00f0..=0x00fb | 0x0100 | 0x0103 | 0x0122
    )
}

/// Whether a record belongs before the sheets: among the cells of one it was another once.
pub(super) fn is_of_workbook(kind: u16) -> bool {
    matches!(
        kind,
        0x0031 | BOUND_SHEET | CELL_FORMAT | SHARED_STRINGS | 0x00ff | 0x0293 | FORMAT
    )
}

/// Whether a cell's record is as long as its type asks for.
pub(super) fn check_length(kind: u16, content: &[u8], is_biff8: bool) -> Result<(), ReadError> {
    let length = content.len();
    let cells = |width: usize| {
        let first = usize::from(u16_at(content, 2)?);
        let last = usize::from(u16_at(content, length.saturating_sub(2))?);
        Ok(last >= first && length == 6 + width * (last - first + 1))
    };
    let is_right = match kind {
        // Some writers put four or eight bytes of nothing behind.
        NUMBER => matches!(length, 14 | 18 | 22) && content[14..].iter().all(|byte| *byte == 0),
        RK | SHARED_TEXT => length == 10,
        // Some writers fill it up to an odd length.
        LITERAL => length.checked_sub(8).is_some_and(|more| more < 4),
        BLANK => length == 6,
        ROW => length == 16,
        FORMULA => is_formula(content)?,
        COLUMNS => length >= 11,
        // How a sheet is calculated, protected and printed. One of these that claims much more swallows the cells behind.
        0x000c..=0x000f
        | 0x0011..=0x0013
        | 0x0019
        | 0x002a
        | 0x002b
        | 0x0055
        | 0x005f
        | 0x0063
        | 0x0081..=0x0084
        | 0x009d
        | 0x00dd => holds_no_cell(length, 2),
        0x0010 | 0x0026..=0x0029 | 0x0080 => holds_no_cell(length, 8),
        0x0225 => holds_no_cell(length, 4),
        0x00a1 => holds_no_cell(length, 34),
        MUL_RK => cells(6)?,
        MUL_BLANK => cells(2)?,
        TEXT | RICH_TEXT => {
            let text = content.get(6..).unwrap_or_default();
            text.len() >= text_length(text, is_biff8)?
        }
        // A long one goes on in the next record.
        FORMULA_TEXT => length <= text_length(content, is_biff8)?,
        _ => true,
    };
    if is_right {
        Ok(())
    } else {
        Err(ReadError::damaged(format!(
            "record {kind:#06x} of {length} bytes"
        )))
    }
}

/// Whether a record is as long as it must be, and not by as much longer as the smallest cell with its head.
fn holds_no_cell(length: usize, least: usize) -> bool {
    const SMALLEST_CELL: usize = 12;
    length
        .checked_sub(least)
        .is_some_and(|more| more < SMALLEST_CELL)
}

/// Whether a formula fills its record: behind it stand only the arrays it has, and less than a cell otherwise.
fn is_formula(content: &[u8]) -> Result<bool, ReadError> {
    const SMALLEST_CELL: usize = 14;
    let tokens = usize::from(u16_at(content, 20)?);
    let Some((tokens, behind)) = content[22..].split_at_checked(tokens) else {
        return Ok(false);
    };
    // The tokens of arrays and of ranges that are kept, in each of their three classes.
    let is_array = |token: &u8| {
        matches!(
            token,
            0x20 | 0x26 | 0x27 | 0x40 | 0x46 | 0x47 | 0x60 | 0x66 | 0x67
        )
    };
    let has_arrays = tokens.iter().any(is_array);
    Ok(has_arrays || behind.len() < SMALLEST_CELL)
}

/// How long a text is, with its head.
fn text_length(text: &[u8], is_biff8: bool) -> Result<usize, ReadError> {
    let characters = usize::from(u16_at(text, 0)?);
    Ok(match text.get(2) {
        Some(flags) if is_biff8 => 3 + characters * (1 + usize::from(flags & 1)),
        _ => 2 + characters,
    })
}

fn cut() -> ReadError {
    ReadError::damaged("cut short")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_as_long_as_their_type_asks_for() {
        let several = |last: u8| [0, 0, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, last, 0].to_vec();
        for (kind, content, is_right) in [
            (NUMBER, vec![0; 14], true),
            (NUMBER, vec![0; 18], true),
            (NUMBER, vec![0; 22], true),
            (NUMBER, vec![0; 20], false),
            (NUMBER, [vec![0; 17], vec![1]].concat(), false),
            (BLANK, vec![0; 14], false),
            (RK, vec![0; 9], false),
            (SHARED_TEXT, vec![0; 10], true),
            (MUL_RK, several(3), true),
            (MUL_RK, several(4), false),
            (MUL_RK, several(1), false),
            (TEXT, b"\0\0\0\0\0\0\x02\0\0ab".to_vec(), true),
            (TEXT, b"\0\0\0\0\0\0\x02\0\x01ab".to_vec(), false),
            (TEXT, b"\0\0\0\0\0\0\x03\0\0ab".to_vec(), false),
            (FORMULA, [&[0; 20][..], &[3, 0, 0x1e, 1, 0]].concat(), true),
            (FORMULA, [&[0; 20][..], &[4, 0, 0x1e, 1, 0]].concat(), false),
            (
                FORMULA,
                [&[0; 20][..], &[3, 0, 0x1e, 1, 0], &[0; 14]].concat(),
                false,
            ),
            (
                FORMULA,
                [&[0; 20][..], &[3, 0, 0x60, 1, 1], &[1; 14]].concat(),
                true,
            ),
            (FORMULA, vec![0; 20], false),
            (FORMULA_TEXT, b"\x02\0\0ab".to_vec(), true),
            (FORMULA_TEXT, b"\x02\0\0abc".to_vec(), false),
            (FORMULA_TEXT, b"\x09\0\0ab".to_vec(), true),
            (ROW, vec![0; 3], false),
            (0x0012, vec![0; 1], false),
            (0x0012, vec![0; 13], true),
            (0x0012, vec![0; 14], false),
            (0x00a1, vec![0; 34], true),
            (0x00a1, vec![0; 128], false),
            (LITERAL, vec![0; 9], true),
            (LITERAL, vec![0; 12], false),
            (0x0084, vec![0; 186], false),
            (0x0014, vec![0; 3], true),
        ] {
            let checked = check_length(kind, &content, true);
            assert_eq!(checked.is_ok(), is_right, "{kind:#06x} {content:?}");
        }
        assert!(check_length(TEXT, b"\0\0\0\0\0\0\x03\0abc", false).is_ok());
    }

    #[test]
    fn one_bit_makes_no_other_cell_of_a_cell() {
        for kind in [NUMBER, RK, SHARED_TEXT, LITERAL, MUL_RK] {
            let others = (0..16).map(|bit| kind ^ (1 << bit));
            let passed: Vec<u16> = others
                .filter(|&other| is_known(other) && is_among_cells(other))
                .collect();
            // Those have lengths of their own, or no formula before them.
            let told = [BLANK, MUL_BLANK, FORMULA_TEXT];
            assert!(
                passed.iter().all(|other| told.contains(other)),
                "{kind:#06x}: {passed:04x?}"
            );
        }
    }
}
