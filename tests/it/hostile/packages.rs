//! Packages made part by part, so that each part can be made wrong.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub(crate) const RELATIONSHIPS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A package's parts in their order; a part may be given anew.
#[derive(Clone, Default)]
pub(crate) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// The parts of a sound package.
    pub(crate) fn unzip(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
        let parts = (0..archive.len()).map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("sound");
            (part.name().expect("a name").to_string(), content)
        });
        Self(parts.collect())
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(name, _)| name.as_str()).collect()
    }

    pub(crate) fn bytes(&self, name: &str) -> &[u8] {
        let part = self.0.iter().find(|(known, _)| known == name);
        &part.expect("a part").1
    }

    pub(crate) fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        let content = content.into();
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = content,
            None => self.0.push((name.to_string(), content)),
        }
        self
    }

    /// Adds a part of no content that is known to be new.
    pub(crate) fn add_empty(&mut self, name: String) {
        self.0.push((name, Vec::new()));
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// Replaces a text in a part.
    pub(crate) fn replaced(self, name: &str, from: &str, to: &str) -> Self {
        let old = self.text(name);
        assert!(old.contains(from), "{name} has {from}");
        self.with(name, old.replace(from, to))
    }

    pub(crate) fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name).to_vec()).expect("a text")
    }

    pub(crate) fn zip(&self) -> Vec<u8> {
        self.zip_by(CompressionMethod::Deflated)
    }

    pub(crate) fn zip_by(&self, method: CompressionMethod) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(method);
        for (name, content) in &self.0 {
            writer.start_file(name.as_str(), options).expect("a part");
            writer.write_all(content).expect("written");
        }
        writer.finish().expect("a package").into_inner()
    }
}

pub(crate) fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>")
}

pub(crate) fn relations(list: &[String]) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
        list.concat()
    )
}

pub(crate) fn worksheet(rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"
    )
}

/// An `xlsx` of sheets that are given by their parts.
pub(crate) fn xlsx(sheets: &[(&str, &str)]) -> Parts {
    let listed: String = (1..)
        .zip(sheets)
        .map(|(number, (name, _))| {
            format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>")
        })
        .collect();
    let related: Vec<String> = (1..=sheets.len())
        .map(|number| {
            relation(
                &format!("r{number}"),
                "worksheet",
                &format!("worksheets/sheet{number}.xml"),
            )
        })
        .collect();
    let mut parts = Parts::default()
        .with(
            "[Content_Types].xml",
            "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/\
             vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
        )
        .with("_rels/.rels", relations(&[relation("r1", "officeDocument", "xl/workbook.xml")]))
        .with(
            "xl/workbook.xml",
            format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><sheets>{listed}</sheets></workbook>"),
        )
        .with("xl/_rels/workbook.xml.rels", relations(&related));
    for (number, (_, sheet)) in (1..).zip(sheets) {
        parts = parts.with(&format!("xl/worksheets/sheet{number}.xml"), *sheet);
    }
    parts
}

/// An `xlsx` of one sheet with these rows.
pub(crate) fn one_sheet(rows: &str) -> Parts {
    xlsx(&[("Biểu", &worksheet(rows))])
}

/// An `ods` whose spreadsheet holds these tables.
pub(crate) fn ods(tables: &str) -> Parts {
    Parts::default()
        .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .with(
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:file-entry manifest:full-path=\"/\" \
             manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/></manifest:manifest>",
        )
        .with("content.xml", ods_content(tables))
}

pub(crate) fn ods_content(tables: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
}

/// A record of an `xlsb` part.
pub(crate) fn record(kind: u32, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if kind < 0x80 {
        bytes.push(kind as u8);
    } else {
        bytes.extend([(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8]);
    }
    let mut length = content.len();
    loop {
        let group = (length & 0x7f) as u8;
        length >>= 7;
        bytes.push(if length > 0 { group | 0x80 } else { group });
        if length == 0 {
            break;
        }
    }
    bytes.extend(content);
    bytes
}

pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// A cell of an `xlsb` sheet.
pub(crate) fn bin_cell(kind: u32, column: u32, content: &[u8]) -> Vec<u8> {
    record(
        kind,
        &[&column.to_le_bytes()[..], &[0; 4], content].concat(),
    )
}

pub(crate) fn bin_row(row: u32, cells: &[Vec<u8>]) -> Vec<u8> {
    [
        record(0, &[&row.to_le_bytes()[..], &[0; 8]].concat()),
        cells.concat(),
    ]
    .concat()
}

pub(crate) fn bin_sheet(rows: &[Vec<u8>]) -> Vec<u8> {
    [record(0x91, &[]), rows.concat(), record(0x92, &[])].concat()
}

/// An `xlsb` of sheets that are given by their kinds and parts, with these shared strings.
pub(crate) fn xlsb(sheets: &[(&str, &str, Vec<u8>)], strings: &[&str]) -> Parts {
    let mut listed = Vec::new();
    let mut related = Vec::new();
    let mut parts = Parts::default();
    for (number, (name, kind, sheet)) in (1_u32..).zip(sheets) {
        let id = format!("r{number}");
        let head = [&[0; 4][..], &number.to_le_bytes()].concat();
        listed.extend(record(0x9c, &[head, wide(&id), wide(name)].concat()));
        related.push(relation(&id, kind, &format!("sheets/{number}.bin")));
        parts = parts.with(&format!("xl/sheets/{number}.bin"), sheet.clone());
    }
    let shared: Vec<u8> = strings
        .iter()
        .flat_map(|text| record(0x13, &[vec![0], wide(text)].concat()))
        .collect();
    parts
        .with(
            "[Content_Types].xml",
            "<Types><Override ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>",
        )
        .with("_rels/.rels", relations(&[relation("r1", "officeDocument", "xl/workbook.bin")]))
        .with("xl/workbook.bin", listed)
        .with("xl/_rels/workbook.bin.rels", relations(&related))
        .with("xl/sharedStrings.bin", shared)
}
