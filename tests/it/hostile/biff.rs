//! `xls` files made record by record, so that each record can be made wrong.

use cfb::CompoundFile;
use std::io::{Cursor, Write};

pub(crate) const BOF: u16 = 0x0809;
pub(crate) const EOF: u16 = 0x000a;
pub(crate) const DIMENSIONS: u16 = 0x0200;
pub(crate) const FILE_PASS: u16 = 0x002f;
pub(crate) const CONTINUE: u16 = 0x003c;
const BOUND_SHEET: u16 = 0x0085;
const SHARED_STRINGS: u16 = 0x00fc;

pub(crate) fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = content.len() as u16;
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
}

pub(crate) fn bof(kind: u16) -> Vec<u8> {
    let head = [&[0, 6][..], &kind.to_le_bytes(), &[0xbb, 0x0d, 0xcc, 0x07]].concat();
    record(BOF, &[&head[..], &[0; 8]].concat())
}

/// `NUMBER`
pub(crate) fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[&place[..], &value.to_le_bytes()].concat())
}

/// `LABELSST`
pub(crate) fn text(row: u16, column: u16, index: u32) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x00fd, &[&place[..], &index.to_le_bytes()].concat())
}

pub(crate) fn dimensions(rows: (u32, u32), columns: (u16, u16)) -> Vec<u8> {
    let rows = [rows.0.to_le_bytes(), rows.1.to_le_bytes()].concat();
    let columns = [columns.0.to_le_bytes(), columns.1.to_le_bytes()].concat();
    record(DIMENSIONS, &[&rows[..], &columns, &[0, 0]].concat())
}

/// A workbook stream.
#[derive(Clone, Default)]
pub(crate) struct Stream {
    /// Records after the first of the workbook.
    pub(crate) head: Vec<u8>,
    pub(crate) strings: Vec<String>,
    /// How many strings it claims to have beyond those.
    pub(crate) more_strings: u32,
    /// Name, kind (0 for cells, 2 for a chart) and records.
    pub(crate) sheets: Vec<(String, u8, Vec<u8>)>,
    /// Added to where a sheet is said to begin.
    pub(crate) astray: u32,
}

impl Stream {
    pub(crate) fn of(sheets: &[(&str, Vec<u8>)], strings: &[&str]) -> Self {
        Self {
            strings: strings.iter().map(ToString::to_string).collect(),
            sheets: sheets
                .iter()
                .map(|(name, records)| (name.to_string(), 0, records.clone()))
                .collect(),
            ..Self::default()
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let formats: Vec<u8> = (0..16).flat_map(|_| record(0x00e0, &[0; 20])).collect();
        let count = self.strings.len() as u32 + self.more_strings;
        let shared: Vec<u8> = self
            .strings
            .iter()
            .flat_map(|text| shared_string(text))
            .collect();
        let shared = [&count.to_le_bytes()[..], &count.to_le_bytes(), &shared].concat();
        let mut records = vec![record(SHARED_STRINGS, &shared[..shared.len().min(8224)])];
        for more in shared.get(8224..).unwrap_or_default().chunks(8224) {
            // Strings of these tests end at the border or hold one-byte characters only.
            records.push(record(CONTINUE, more));
        }
        let before = [
            bof(5),
            self.head.clone(),
            record(0x0042, &[0xb0, 4]),
            formats,
        ]
        .concat();
        let after = [records.concat(), record(EOF, &[])].concat();
        let bounds: usize = self
            .sheets
            .iter()
            .map(|(name, ..)| bound(0, name, 0).len())
            .sum();
        let mut offset = (before.len() + bounds + after.len()) as u32;
        let mut listed = Vec::new();
        let mut sheets = Vec::new();
        for (name, kind, cells) in &self.sheets {
            listed.extend(bound(offset + self.astray, name, *kind));
            let first = bof(if *kind == 2 { 0x20 } else { 0x10 });
            let sheet = [first, cells.clone(), record(EOF, &[])].concat();
            offset += sheet.len() as u32;
            sheets.extend(sheet);
        }
        [before, listed, after, sheets].concat()
    }

    pub(crate) fn file(&self) -> Vec<u8> {
        ole("Workbook", &self.bytes())
    }
}

fn bound(offset: u32, name: &str, kind: u8) -> Vec<u8> {
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let head = [
        &offset.to_le_bytes()[..],
        &[0, kind, (units.len() / 2) as u8, 1],
    ]
    .concat();
    record(BOUND_SHEET, &[head, units].concat())
}

fn shared_string(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return [
            &(text.len() as u16).to_le_bytes()[..],
            &[0],
            text.as_bytes(),
        ]
        .concat();
    }
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&((units.len() / 2) as u16).to_le_bytes()[..], &[1], &units].concat()
}

/// An OLE file around a stream.
pub(crate) fn ole(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
        .expect("a file");
    file.create_stream(format!("/{name}"))
        .expect("a stream")
        .write_all(stream)
        .expect("written");
    file.flush().expect("flushed");
    file.into_inner().into_inner()
}

/// Where the chain's entry of a sector stands in the file.
fn chain_entry(file: &[u8], sector: u32) -> usize {
    let table = u32::from_le_bytes([file[76], file[77], file[78], file[79]]);
    512 * (table as usize + 1) + 4 * sector as usize
}

/// Makes the chain that begins at a sector go round in itself. `header` is where the header names the sector.
pub(crate) fn looped(mut file: Vec<u8>, header: usize) -> Vec<u8> {
    let sector = u32::from_le_bytes([
        file[header],
        file[header + 1],
        file[header + 2],
        file[header + 3],
    ]);
    let entry = chain_entry(&file, sector);
    file[entry..entry + 4].copy_from_slice(&sector.to_le_bytes());
    file
}

/// The first sector of the directory, as the header names it.
pub(crate) const DIRECTORY: usize = 48;

/// Makes the workbook's own chain go round.
pub(crate) fn looped_stream(mut file: Vec<u8>) -> Vec<u8> {
    let directory = u32::from_le_bytes([file[48], file[49], file[50], file[51]]);
    let entry = 512 * (directory as usize + 1) + 128;
    let sector = u32::from_le_bytes([
        file[entry + 116],
        file[entry + 117],
        file[entry + 118],
        file[entry + 119],
    ]);
    let place = chain_entry(&file, sector);
    file[place..place + 4].copy_from_slice(&sector.to_le_bytes());
    file
}
