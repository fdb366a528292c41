//! What the program and its reading processes say to each other: a request is a file, an answer is a sequence of
//! frames. Only the last frame makes an answer whole; an answer without it is that of a process that died.

use super::kind::known_key;
use super::source::Request;
use super::{
    Appearance, CellContent, DefinedName, Dress, Look, MergedRange, Outcome, RawCell, RawSheet,
    RawWorkbook, Rejection, SheetLook, SheetNote, Side, Sight,
};
use crate::location::CellAddress;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Cells of a frame.
const CELLS_A_FRAME: usize = 4096;
/// No honest frame is longer: it holds a sheet's merged ranges, or cells of which each may hold 32,767 characters.
const MAX_FRAME: u32 = 512 << 20;

const FORMAT: u8 = b'f';
const SHEET: u8 = b's';
const CELLS: u8 = b'c';
const APPEARANCE: u8 = b'a';
const READ: u8 = b'r';
const IGNORED: u8 = b'i';
const UNREADABLE: u8 = b'u';
const ENCRYPTED: u8 = b'e';
const OVERSIZED: u8 = b'o';

/// A cell's text where it stands for the first time, and by its number where it stands again: the same texts stand in the
/// cells of hundreds of files.
const NEW_TEXT: u8 = b't';
const KNOWN_TEXT: u8 = b'k';

/// Between two files either side forgets all texts once they are more than these, or longer together: odd files must not
/// fill the memory of both.
const MOST_TEXTS: usize = 20_000;
const MOST_TEXT_BYTES: usize = 4 << 20;

/// The numbers of the texts that a reading process has sent.
#[derive(Default)]
pub(super) struct SentTexts {
    numbers: HashMap<Arc<str>, u32, RandomState>,
    bytes: usize,
}

impl SentTexts {
    /// The number of a text that was sent; one that was not has the next from now on.
    fn number(&mut self, text: &Arc<str>) -> Option<u32> {
        let known = self.numbers.get(text).copied();
        if known.is_none() {
            self.bytes += text.len();
            self.numbers.insert(text.clone(), self.numbers.len() as u32);
        }
        known
    }

    fn end_file(&mut self) {
        if are_too_many(self.numbers.len(), self.bytes) {
            *self = Self::default();
        }
    }
}

/// The texts that a reading process has sent, by their numbers.
#[derive(Default)]
pub(super) struct ReceivedTexts {
    texts: Vec<Arc<str>>,
    bytes: usize,
}

impl ReceivedTexts {
    fn push(&mut self, text: &Arc<str>) {
        self.bytes += text.len();
        self.texts.push(text.clone());
    }

    fn end_file(&mut self) {
        if are_too_many(self.texts.len(), self.bytes) {
            *self = Self::default();
        }
    }
}

fn are_too_many(texts: usize, bytes: usize) -> bool {
    texts > MOST_TEXTS || bytes > MOST_TEXT_BYTES
}

/// Sends files to be read, all of them before any answer is waited for.
pub(super) fn write_requests(to: &mut impl Write, requests: &[Request]) -> io::Result<()> {
    to.write_all(&(requests.len() as u32).to_le_bytes())?;
    for request in requests {
        let Request {
            bytes,
            extension,
            is_seen,
        } = request;
        to.write_all(&[u8::from(*is_seen)])?;
        to.write_all(&(extension.len() as u32).to_le_bytes())?;
        to.write_all(&(bytes.len() as u64).to_le_bytes())?;
        to.write_all(extension.as_bytes())?;
        to.write_all(bytes)?;
    }
    to.flush()
}

/// Receives files to be read, each of them to be answered in this order; `None` where there are no more.
pub(super) fn read_requests(from: &mut impl Read) -> io::Result<Option<Vec<Request>>> {
    let mut count = [0; 4];
    if from.read(&mut count[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut count[1..])?;
    (0..u32::from_le_bytes(count))
        .map(|_| read_request(from))
        .collect::<io::Result<_>>()
        .map(Some)
}

fn read_request(from: &mut impl Read) -> io::Result<Request> {
    let mut head = [0; 13];
    from.read_exact(&mut head)?;
    let [is_seen, a, b, c, d, length @ ..] = head;
    let mut extension = vec![0; u32::from_le_bytes([a, b, c, d]) as usize];
    from.read_exact(&mut extension)?;
    let mut bytes = vec![0; u64::from_le_bytes(length) as usize];
    from.read_exact(&mut bytes)?;
    let extension = String::from_utf8(extension).map_err(io::Error::other)?;
    Ok(Request {
        bytes,
        extension,
        is_seen: is_seen == 1,
    })
}

/// Tells what a file is by content, ahead of its cells: whatever happens then, this is known once it is flushed.
pub(super) fn write_format(to: &mut impl Write, format: Option<&str>) -> io::Result<()> {
    let mut frame = Frame::new(FORMAT);
    frame.text(format.unwrap_or_default());
    frame.send(to)
}

/// Sends what became of a file.
pub(super) fn write_outcome(
    to: &mut impl Write,
    outcome: &Outcome,
    sent: &mut SentTexts,
) -> io::Result<()> {
    let frame = match outcome {
        Outcome::Read(workbook) => write_workbook(to, workbook, sent)?,
        Outcome::Ignored { what } => Frame::with_text(IGNORED, what),
        Outcome::Rejected(Rejection::Encrypted) => Frame::new(ENCRYPTED),
        Outcome::Rejected(Rejection::Oversized { what }) => Frame::with_text(OVERSIZED, what),
        Outcome::Rejected(Rejection::Unreadable { what, detail }) => {
            let mut frame = Frame::with_text(UNREADABLE, what);
            frame.byte(u8::from(detail.is_some()));
            frame.text(detail.as_deref().unwrap_or_default());
            frame
        }
    };
    frame.send(to)
}

/// Sends the sheets; the last frame, which counts them, comes back.
fn write_workbook(
    to: &mut impl Write,
    workbook: &RawWorkbook,
    sent: &mut SentTexts,
) -> io::Result<Frame> {
    for sheet in &workbook.sheets {
        let mut frame = Frame::with_text(SHEET, &sheet.name);
        frame.byte(u8::from(sheet.is_visible));
        frame.number(sheet.merged.len() as u32);
        for range in &sheet.merged {
            frame.address(range.first);
            frame.address(range.last);
        }
        frame.look(&sheet.look);
        frame.send(to)?;
        for cells in sheet.cells.chunks(CELLS_A_FRAME) {
            let mut frame = Frame::new(CELLS);
            frame.number(cells.len() as u32);
            for cell in cells {
                frame.cell(cell, sent);
            }
            frame.send(to)?;
        }
        if sheet.look.appearance != Appearance::default() {
            let mut frame = Frame::new(APPEARANCE);
            frame.appearance(&sheet.look.appearance);
            frame.send(to)?;
        }
    }
    sent.end_file();
    let cells: usize = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    let mut frame = Frame::new(READ);
    frame.byte(u8::from(workbook.saved_at.is_some()));
    frame.bytes(&workbook.saved_at.unwrap_or_default().to_le_bytes());
    frame.number(workbook.sheets.len() as u32);
    frame.number(cells as u32);
    frame.text(workbook.output.as_deref().unwrap_or_default());
    frame.text(workbook.slip.as_deref().unwrap_or_default());
    frame.number(workbook.names.len() as u32);
    for DefinedName { name, means } in &workbook.names {
        frame.text(name);
        frame.text(means);
    }
    frame.byte(u8::from(workbook.is_mended));
    for name in &workbook.unreadable {
        frame.text(name);
    }
    Ok(frame)
}

/// Receives what became of a file. `format` is set as soon as it is known; `received` are the texts of the files before that
/// the same process has read.
///
/// # Errors
/// Where the answer is not whole.
pub(super) fn read_answer(
    from: &mut impl Read,
    format: &mut Option<&'static str>,
    received: &mut ReceivedTexts,
) -> io::Result<Outcome> {
    let mut sheets = Vec::new();
    let mut payload = Vec::new();
    loop {
        let mut head = [0; 5];
        from.read_exact(&mut head)?;
        let [kind, length @ ..] = head;
        let length = u32::from_le_bytes(length);
        if length > MAX_FRAME {
            return Err(garbled());
        }
        payload.resize(length as usize, 0);
        from.read_exact(&mut payload)?;
        let mut parts = Parts(&payload);
        match kind {
            FORMAT => *format = known_key(&parts.text()?),
            SHEET => sheets.push(parts.sheet()?),
            CELLS => {
                let sheet: &mut RawSheet = sheets.last_mut().ok_or_else(garbled)?;
                parts.cells(&mut sheet.cells, received)?;
            }
            APPEARANCE => {
                let sheet: &mut RawSheet = sheets.last_mut().ok_or_else(garbled)?;
                sheet.look.appearance = parts.appearance()?;
            }
            READ => {
                received.end_file();
                return parts.workbook(sheets).map(Outcome::Read);
            }
            _ => return parts.rejection(kind),
        }
    }
}

/// A frame on its way out.
struct Frame {
    kind: u8,
    payload: Vec<u8>,
}

impl Frame {
    fn new(kind: u8) -> Self {
        Self {
            kind,
            payload: Vec::new(),
        }
    }

    fn with_text(kind: u8, text: &str) -> Self {
        let mut frame = Self::new(kind);
        frame.text(text);
        frame
    }

    fn send(&self, to: &mut impl Write) -> io::Result<()> {
        let length = u32::try_from(self.payload.len()).map_err(io::Error::other)?;
        to.write_all(&[self.kind])?;
        to.write_all(&length.to_le_bytes())?;
        to.write_all(&self.payload)
    }

    fn byte(&mut self, byte: u8) {
        self.payload.push(byte);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.payload.extend_from_slice(bytes);
    }

    fn number(&mut self, number: u32) {
        self.bytes(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.bytes(text.as_bytes());
    }

    fn address(&mut self, address: CellAddress) {
        self.number(address.row);
        self.number(address.column);
    }

    fn cell(&mut self, cell: &RawCell, sent: &mut SentTexts) {
        self.address(cell.address);
        let (kind, text) = match &cell.content {
            CellContent::Number { value, percent } => {
                self.byte(if *percent { b'%' } else { b'n' });
                return self.bytes(&value.to_le_bytes());
            }
            CellContent::DateTime(serial) => {
                self.byte(b'd');
                return self.bytes(&serial.to_le_bytes());
            }
            CellContent::Boolean(value) => return self.bytes(&[b'b', u8::from(*value)]),
            CellContent::ShownOtherwise { shown, stored } => {
                self.byte(b'o');
                self.bytes(&stored.to_le_bytes());
                return self.text(shown);
            }
            CellContent::Text(text) => {
                if let Some(number) = sent.number(text) {
                    self.byte(KNOWN_TEXT);
                    return self.number(number);
                }
                (NEW_TEXT, text)
            }
            CellContent::Error(error) => (b'e', error),
            CellContent::UncachedFormula(formula) => (b'f', formula),
        };
        self.byte(kind);
        self.text(text);
    }
}

/// How much of a cell's look is there.
const SHOWN: u8 = 1;
const STORED: u8 = 2;
const STRUCK: u8 = 4;

/// The sights of cells by number.
const SIGHTS: [Sight; 4] = [Sight::Seen, Sight::Invisible, Sight::Struck, Sight::Covered];

impl Frame {
    fn look(&mut self, look: &SheetLook) {
        for ranges in [&look.hidden_rows, &look.hidden_columns] {
            self.number(ranges.len() as u32);
            for range in ranges {
                self.number(*range.start());
                self.number(*range.end());
            }
        }
        self.number(look.notes.len() as u32);
        for note in &look.notes {
            self.address(note.at);
            self.byte(u8::from(note.is_box));
            self.text(&note.text);
        }
        for (address, look) in &look.cells {
            self.address(*address);
            let texts = [
                (SHOWN, &look.shown),
                (STORED, &look.stored),
                (STRUCK, &look.struck),
            ];
            let there = texts.iter().filter(|(_, text)| text.is_some());
            self.byte(there.map(|(bit, _)| bit).sum());
            self.byte(look.sight as u8);
            for text in texts.iter().filter_map(|(_, text)| text.as_deref()) {
                self.text(text);
            }
        }
    }
}

/// The sides of cells by number.
const SIDES: [Side; 4] = [Side::Usual, Side::Left, Side::Middle, Side::Right];
/// What of a cell's characters is not plain.
const BOLD: u8 = 1;
const ITALIC: u8 = 2;
const UNDERLINED: u8 = 4;
const WRAPPED: u8 = 8;
/// Stands for the usual colour, and for widths of which nothing is known.
const USUAL: u32 = u32::MAX;

impl Frame {
    fn appearance(&mut self, appearance: &Appearance) {
        self.number(appearance.usual_width.unwrap_or(USUAL));
        self.number(appearance.widths.len() as u32);
        for (columns, width) in &appearance.widths {
            self.number(*columns.start());
            self.number(*columns.end());
            self.number(*width);
        }
        for (address, dress) in &appearance.cells {
            self.address(*address);
            let bits = [
                (BOLD, dress.is_bold),
                (ITALIC, dress.is_italic),
                (UNDERLINED, dress.is_underlined),
                (WRAPPED, dress.is_wrapped),
            ];
            self.byte(bits.iter().filter(|(_, is)| *is).map(|(bit, _)| bit).sum());
            self.byte(dress.side as u8);
            self.number(dress.ink.unwrap_or(USUAL));
            self.number(dress.fill.unwrap_or(USUAL));
        }
    }
}

/// What is left of a received frame.
struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or_else(garbled)?;
        self.0 = rest;
        Ok(*bytes)
    }

    fn flag(&mut self) -> io::Result<bool> {
        self.bytes::<1>().map(|[byte]| byte == 1)
    }

    fn number(&mut self) -> io::Result<u32> {
        self.bytes().map(u32::from_le_bytes)
    }

    fn float(&mut self) -> io::Result<f64> {
        self.bytes().map(f64::from_le_bytes)
    }

    fn text(&mut self) -> io::Result<String> {
        self.str().map(str::to_owned)
    }

    fn str(&mut self) -> io::Result<&'a str> {
        let length = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(length).ok_or_else(garbled)?;
        self.0 = rest;
        std::str::from_utf8(text).map_err(io::Error::other)
    }

    fn address(&mut self) -> io::Result<CellAddress> {
        Ok(CellAddress::new(self.number()?, self.number()?))
    }

    fn cells(&mut self, to: &mut Vec<RawCell>, received: &mut ReceivedTexts) -> io::Result<()> {
        let count = self.number()? as usize;
        if count > CELLS_A_FRAME {
            return Err(garbled());
        }
        to.reserve(count);
        while !self.0.is_empty() {
            to.push(self.cell(received)?);
        }
        Ok(())
    }

    fn cell(&mut self, received: &mut ReceivedTexts) -> io::Result<RawCell> {
        // Every cell begins with them, and they are looked for together.
        let [r0, r1, r2, r3, c0, c1, c2, c3, kind] = self.bytes()?;
        let (row, column) = ([r0, r1, r2, r3], [c0, c1, c2, c3]);
        let address = CellAddress::new(u32::from_le_bytes(row), u32::from_le_bytes(column));
        let content = match kind {
            b'n' | b'%' => CellContent::Number {
                value: self.float()?,
                percent: kind == b'%',
            },
            b'd' => CellContent::DateTime(self.float()?),
            b'b' => CellContent::Boolean(self.flag()?),
            NEW_TEXT => {
                let text: Arc<str> = self.str()?.into();
                received.push(&text);
                CellContent::Text(text)
            }
            KNOWN_TEXT => {
                let known = received.texts.get(self.number()? as usize);
                CellContent::Text(known.ok_or_else(garbled)?.clone())
            }
            b'e' => CellContent::Error(self.str()?.into()),
            b'f' => CellContent::UncachedFormula(self.str()?.into()),
            b'o' => {
                let stored = self.float()?;
                let shown = self.text()?;
                CellContent::ShownOtherwise { shown, stored }
            }
            _ => return Err(garbled()),
        };
        Ok(RawCell { address, content })
    }

    fn sheet(&mut self) -> io::Result<RawSheet> {
        let mut sheet = RawSheet {
            name: self.text()?.into(),
            is_visible: self.flag()?,
            cells: Vec::new(),
            merged: Vec::new(),
            look: SheetLook::default(),
        };
        for _ in 0..self.number()? {
            let (first, last) = (self.address()?, self.address()?);
            sheet.merged.push(MergedRange { first, last });
        }
        sheet.look = self.look()?;
        Ok(sheet)
    }

    fn appearance(&mut self) -> io::Result<Appearance> {
        let unless_usual = |number: u32| (number != USUAL).then_some(number);
        let mut appearance = Appearance {
            usual_width: unless_usual(self.number()?),
            ..Appearance::default()
        };
        for _ in 0..self.number()? {
            let columns = self.number()?..=self.number()?;
            appearance.widths.push((columns, self.number()?));
        }
        while !self.0.is_empty() {
            let address = self.address()?;
            let [bits, side] = self.bytes()?;
            let dress = Dress {
                is_bold: bits & BOLD != 0,
                is_italic: bits & ITALIC != 0,
                is_underlined: bits & UNDERLINED != 0,
                is_wrapped: bits & WRAPPED != 0,
                side: *SIDES.get(usize::from(side)).ok_or_else(garbled)?,
                ink: unless_usual(self.number()?),
                fill: unless_usual(self.number()?),
            };
            appearance.cells.push((address, dress));
        }
        Ok(appearance)
    }

    fn look(&mut self) -> io::Result<SheetLook> {
        let mut look = SheetLook {
            hidden_rows: self.ranges()?,
            hidden_columns: self.ranges()?,
            ..SheetLook::default()
        };
        for _ in 0..self.number()? {
            look.notes.push(SheetNote {
                at: self.address()?,
                is_box: self.flag()?,
                text: self.text()?,
            });
        }
        while !self.0.is_empty() {
            let address = self.address()?;
            look.cells.push((address, self.cell_look()?));
        }
        Ok(look)
    }

    fn ranges(&mut self) -> io::Result<Vec<RangeInclusive<u32>>> {
        (0..self.number()?)
            .map(|_| Ok(self.number()?..=self.number()?))
            .collect()
    }

    fn cell_look(&mut self) -> io::Result<Look> {
        let [there, sight] = self.bytes()?;
        let mut text = |bit: u8| (there & bit != 0).then(|| self.text()).transpose();
        Ok(Look {
            shown: text(SHOWN)?,
            stored: text(STORED)?,
            struck: text(STRUCK)?,
            sight: *SIGHTS.get(usize::from(sight)).ok_or_else(garbled)?,
        })
    }

    fn rejection(&mut self, kind: u8) -> io::Result<Outcome> {
        let rejection = match kind {
            IGNORED => return Ok(Outcome::Ignored { what: self.text()? }),
            ENCRYPTED => Rejection::Encrypted,
            OVERSIZED => Rejection::Oversized { what: self.text()? },
            UNREADABLE => Rejection::Unreadable {
                what: self.text()?,
                detail: if self.flag()? {
                    Some(self.text()?)
                } else {
                    None
                },
            },
            _ => return Err(garbled()),
        };
        Ok(Outcome::Rejected(rejection))
    }

    fn workbook(&mut self, sheets: Vec<RawSheet>) -> io::Result<RawWorkbook> {
        let has_date = self.flag()?;
        let date = self.bytes().map(i64::from_le_bytes)?;
        let counts = (self.number()? as usize, self.number()? as usize);
        let cells = sheets.iter().map(|sheet| sheet.cells.len()).sum();
        if counts != (sheets.len(), cells) {
            return Err(garbled());
        }
        let output = self.text()?;
        let slip = self.text()?;
        let names = (0..self.number()?)
            .map(|_| {
                let (name, means) = (self.text()?, self.text()?);
                Ok(DefinedName { name, means })
            })
            .collect::<io::Result<_>>()?;
        let is_mended = self.flag()?;
        let mut unreadable = Vec::new();
        while !self.0.is_empty() {
            unreadable.push(self.text()?.into());
        }
        Ok(RawWorkbook {
            output: (!output.is_empty()).then(|| output.into()),
            slip: (!slip.is_empty()).then(|| slip.into()),
            names,
            is_mended,
            saved_at: has_date.then_some(date),
            sheets,
            unreadable,
        })
    }
}

fn garbled() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "garbled answer")
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
