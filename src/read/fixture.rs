//! Workbooks for tests, made in memory.

use super::{CellContent, MergedRange, RawCell, RawSheet, SheetLook};
use crate::grid::{Grid, GridContent};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use std::io::{Cursor, Read, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip package of parts that are texts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, content)| (*name, content.as_bytes()))
        .collect();
    package_of_bytes(&parts)
}

/// A zip package of parts.
pub(super) fn package_of_bytes(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("a package").into_inner()
}

/// A workbook of one sheet that `fill` writes.
pub(super) fn xlsx(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet()).expect("filled");
    workbook.save_to_buffer().expect("a workbook")
}

/// A sheet's part around its rows.
pub(super) fn sheet_xml(rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData>{rows}</sheetData></worksheet>"
    )
}

/// The smallest package around a sheet's part.
pub(super) fn sheet_package(sheet: &str) -> Vec<u8> {
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let list = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"{id}\" Type=\"{relationships}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    package(&[
        (
            "[Content_Types].xml",
            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/\
             vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            &list("r1", "officeDocument", "xl/workbook.xml"),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns:r=\"{relationships}\"><sheets>\
                 <sheet name=\"Biểu\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &list("r1", "worksheet", "worksheets/sheet1.xml"),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// The cells of a sheet, a line each.
pub(super) fn cells(sheet: &RawSheet) -> Vec<String> {
    let lines = sheet.cells.iter();
    lines
        .map(|cell| format!("{} {:?}", cell.address, cell.content))
        .collect()
}

/// A grid as the reader would give it.
pub(crate) fn sheet(name: &str, grid: &str) -> RawSheet {
    let Grid { cells, merged } = Grid::parse(grid);
    let cells = cells.into_iter().map(|(address, content)| RawCell {
        address,
        content: match content {
            GridContent::Number(value) => CellContent::Number {
                value,
                percent: false,
            },
            GridContent::Text(text) => CellContent::Text(text.into()),
            GridContent::Error(shown) => CellContent::Error(shown.into()),
        },
    });
    let merged = merged.into_iter();
    RawSheet {
        name: name.into(),
        is_visible: true,
        cells: cells.collect(),
        merged: merged
            .map(|(first, last)| MergedRange { first, last })
            .collect(),
        look: SheetLook::default(),
    }
}

/// A package with one text of one of its parts replaced by another.
pub(crate) fn patched(package: &[u8], part: &str, (from, to): (&str, &str)) -> Vec<u8> {
    let mut parts = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut patched = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for position in 0..parts.len() {
        let mut entry = parts.by_index(position).expect("a part");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("it can be read");
        let name = entry.name().expect("a name").into_owned();
        if name == part {
            let text = String::from_utf8(content).expect("XML");
            assert!(text.contains(from), "{part} holds {from}");
            content = text.replace(from, to).into_bytes();
        }
        patched
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("a part");
        patched.write_all(&content).expect("written");
    }
    patched.finish().expect("a package").into_inner()
}
