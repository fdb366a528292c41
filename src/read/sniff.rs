//! Tells what a file is by its content alone.

use super::kind::{Document, FileKind};
use super::known::Known;
use super::ole;
use super::package::Archive;
use memchr::memmem;
use std::borrow::Cow;
use std::cell::RefCell;

/// How far into a text one looks for what it is.
const TEXT_HEAD: usize = 8192;
/// The largest content-types part or manifest that is looked into.
const MAX_INDEX_PART: u64 = 4 << 20;

/// The first bytes of formats that are known by nothing else.
const SIGNATURES: [(&[u8], FileKind); 13] = [
    (b"Rar!\x1a\x07", FileKind::Document(Document::RAR)),
    (
        b"7z\xbc\xaf\x27\x1c",
        FileKind::Document(Document::SEVEN_ZIP),
    ),
    (b"\x1f\x8b", FileKind::Document(Document::GZIP)),
    (b"\x89PNG\r\n", FileKind::Document(Document::PNG)),
    (b"\xff\xd8\xff", FileKind::Document(Document::JPEG)),
    (b"GIF8", FileKind::Document(Document::GIF)),
    (b"II*\0", FileKind::Document(Document::TIFF)),
    (b"MM\0*", FileKind::Document(Document::TIFF)),
    (b"{\\rtf", FileKind::Document(Document::RTF)),
    (b"\x09\x04\x06\0", FileKind::AncientExcel),
    (b"\x09\x02\x06\0", FileKind::AncientExcel),
    (b"\x09\0\x04\0", FileKind::AncientExcel),
    (b"ID;P", FileKind::Sylk),
];

/// What a file is, and the package that had to be opened to tell.
pub(super) struct Sniffed<'b> {
    pub(super) kind: FileKind,
    pub(super) archive: Option<Archive<'b>>,
}

/// Tells what a file is. Reads indexes and headers only; whether the rest is sound shows in the reading.
pub fn sniff(bytes: &[u8]) -> FileKind {
    sniff_and_keep(bytes).kind
}

/// The same, with what may serve the reading.
pub(super) fn sniff_and_keep(bytes: &[u8]) -> Sniffed<'_> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return sniff_zip(bytes);
    }
    Sniffed {
        kind: sniff_plain(bytes),
        archive: None,
    }
}

/// Tells what a file is that is no zip archive.
fn sniff_plain(bytes: &[u8]) -> FileKind {
    if bytes.is_empty() {
        return FileKind::Empty;
    }
    if bytes.starts_with(&ole::MAGIC) {
        return ole::sniff(bytes);
    }
    if ole::is_bare_stream(bytes) {
        return ole::sniff_stream(bytes);
    }
    if let Some((_, kind)) = SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
    {
        return *kind;
    }
    if let Some(document) = sniff_container(bytes) {
        return FileKind::Document(document);
    }
    if bytes.iter().all(|&byte| byte == 0) {
        return FileKind::Zeros;
    }
    text_head(bytes).map_or(FileKind::Unknown, |text| sniff_text(&text))
}

/// Formats whose mark stands behind other bytes.
fn sniff_container(bytes: &[u8]) -> Option<Document> {
    let head = &bytes[..bytes.len().min(1024)];
    if memmem::find(head, b"%PDF-").is_some() {
        return Some(Document::PDF);
    }
    match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
        (b"RIFF", _, b"WEBP") => Some(Document::WEBP),
        (_, b"ftyp", b"heic" | b"heix" | b"mif1" | b"msf1") => Some(Document::HEIC),
        (_, b"ftyp", _) => Some(Document::VIDEO),
        ([b'B', b'M', ..], [_, _, 0, 0], _) => Some(Document::BMP),
        _ => None,
    }
}

fn sniff_zip(bytes: &[u8]) -> Sniffed<'_> {
    let Ok(mut archive) = Archive::open(bytes) else {
        let has_sheets = memmem::find(bytes, b"xl/work").is_some()
            || memmem::find(bytes, b"opendocument.spreadsheet").is_some();
        return Sniffed {
            kind: if has_sheets {
                FileKind::BrokenWorkbook
            } else {
                FileKind::BrokenZip
            },
            archive: None,
        };
    };
    Sniffed {
        kind: sniff_archive(&mut archive),
        archive: Some(archive),
    }
}

fn sniff_archive(archive: &mut Archive<'_>) -> FileKind {
    let name = "[Content_Types].xml";
    if let Some(types) = archive.small_made(name, MAX_INDEX_PART, &TYPES, ContentTypes::of) {
        return types.kind(archive);
    }
    let declared = small_part(archive, "mimetype").unwrap_or_default();
    let manifest = small_part(archive, "META-INF/manifest.xml").unwrap_or_default();
    by_open_document_type(declared.trim(), &manifest)
}

fn small_part(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let part = archive.small_part(name, MAX_INDEX_PART)?;
    let text = String::from_utf8(part);
    Some(text.unwrap_or_else(|odd| String::from_utf8_lossy(odd.as_bytes()).into_owned()))
}

thread_local! {
    static TYPES: RefCell<Known<ContentTypes>> = const { RefCell::new(Known::new()) };
}

/// Which types of a package's parts tell what it is.
struct ContentTypes {
    is_binary: bool,
    is_plain: bool,
    has_macros: bool,
    is_text: bool,
    is_presentation: bool,
}

impl ContentTypes {
    fn of(part: &[u8]) -> Self {
        let types = &*String::from_utf8_lossy(part);
        // What belongs to an ending says nothing of a part that is there: some writers list every ending that they know.
        let is_of_part = |element: &&str| {
            let name = element
                .split([' ', '>', '\n', '\t', '\r'])
                .next()
                .unwrap_or_default();
            name.rsplit(':').next() == Some("Override")
        };
        let of_parts: String = types.split('<').filter(is_of_part).collect();
        let types = if of_parts.contains(".main") {
            &of_parts
        } else {
            types
        };
        let has = |names: &[&str]| names.iter().any(|name| types.contains(name));
        Self {
            is_binary: has(&["sheet.binary.macroEnabled.main"]),
            is_plain: has(&["spreadsheetml.sheet.main", "spreadsheetml.template.main"]),
            has_macros: has(&[
                "ms-excel.sheet.macroEnabled.main",
                "ms-excel.template.macroEnabled.main",
                "ms-excel.addin.macroEnabled.main",
            ]),
            is_text: has(&["wordprocessingml", "ms-word"]),
            is_presentation: has(&["presentationml", "ms-powerpoint"]),
        }
    }

    fn kind(&self, archive: &Archive<'_>) -> FileKind {
        let has_part = |name: &str| archive.has(name);
        let is_binary = || has_part("xl/workbook.bin") && !has_part("xl/workbook.xml");
        if self.is_binary || is_binary() {
            FileKind::Xlsb
        } else if self.is_plain {
            FileKind::Xlsx
        } else if self.has_macros {
            FileKind::Xlsm
        } else if has_part("xl/workbook.xml") {
            FileKind::Xlsx
        } else if self.is_text {
            FileKind::Document(Document::DOCX)
        } else if self.is_presentation {
            FileKind::Document(Document::PPTX)
        } else {
            FileKind::Document(Document::ZIP)
        }
    }
}

fn by_open_document_type(declared: &str, manifest: &str) -> FileKind {
    let is = |name: &str| match declared {
        "" => manifest.contains(&format!("opendocument.{name}\"")),
        _ => declared
            .strip_prefix("application/vnd.oasis.opendocument.")
            .is_some_and(|rest| rest == name || rest == format!("{name}-template")),
    };
    if is("spreadsheet") && manifest.contains("encryption-data") {
        FileKind::EncryptedOds
    } else if is("spreadsheet") {
        FileKind::Ods
    } else if is("text") {
        FileKind::Document(Document::ODT)
    } else if is("presentation") {
        FileKind::Document(Document::ODP)
    } else {
        FileKind::Document(Document::ZIP)
    }
}

/// The beginning of a text in any encoding an office uses; `None` where the bytes are no text.
fn text_head(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = &bytes[..bytes.len().min(TEXT_HEAD)];
    let units = |from_bytes: fn([u8; 2]) -> u16| {
        let pairs = head[2..].chunks_exact(2);
        let units: Vec<u16> = pairs.map(|pair| from_bytes([pair[0], pair[1]])).collect();
        Cow::Owned(String::from_utf16_lossy(&units))
    };
    match head {
        [0xff, 0xfe, ..] => Some(units(u16::from_le_bytes)),
        [0xfe, 0xff, ..] => Some(units(u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => Some(String::from_utf8_lossy(rest)),
        _ => {
            let is_odd = |byte: &u8| *byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
            (!head.iter().any(is_odd)).then(|| String::from_utf8_lossy(head))
        }
    }
}

fn sniff_text(text: &str) -> FileKind {
    let lower = text.trim_start().to_lowercase();
    let has = |mark: &str| lower.contains(mark);
    if lower.starts_with("mime-version:") || has("content-type: multipart/related") {
        return FileKind::Mhtml;
    }
    if lower.starts_with('<') {
        return if has("urn:schemas-microsoft-com:office:spreadsheet") && !has("<html") {
            FileKind::SpreadsheetMl
        } else if has("<html") || has("<!doctype html") || has("<table") || has("<meta ") {
            FileKind::Html
        } else if has("opendocument.spreadsheet") {
            FileKind::FlatOds
        } else {
            FileKind::Xml
        };
    }
    if is_delimited(text) {
        FileKind::Csv
    } else {
        FileKind::Text
    }
}

/// Whether the first lines have the same number of one separator.
fn is_delimited(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(4);
    [';', ',', '\t'].into_iter().any(|separator| {
        let mut counts = lines().map(|line| line.matches(separator).count());
        match (counts.next(), counts.next()) {
            (Some(first), Some(second)) => first > 0 && first == second,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::{package, xlsx};

    #[test]
    fn packages_are_told_by_their_index() {
        let types = |main: &str| format!("<Types><Override ContentType=\"{main}\"/></Types>");
        for (main, kind) in [
            (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                FileKind::Xlsx,
            ),
            (
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                FileKind::Xlsm,
            ),
            (
                "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
                FileKind::Xlsb,
            ),
            (
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                FileKind::Document(Document::DOCX),
            ),
            ("application/x", FileKind::Document(Document::ZIP)),
        ] {
            let bytes = package(&[("[Content_Types].xml", &types(main))]);
            assert_eq!(sniff(&bytes), kind, "{main}");
        }
        let ods = "application/vnd.oasis.opendocument.spreadsheet";
        for (parts, kind) in [
            (vec![("mimetype", ods)], FileKind::Ods),
            (
                vec![
                    ("mimetype", ods),
                    ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
                ],
                FileKind::EncryptedOds,
            ),
            (
                vec![("mimetype", "application/vnd.oasis.opendocument.text")],
                FileKind::Document(Document::ODT),
            ),
            (vec![("a.txt", "a")], FileKind::Document(Document::ZIP)),
        ] {
            assert_eq!(sniff(&package(&parts)), kind, "{parts:?}");
        }
    }

    #[test]
    fn an_ending_that_is_only_listed_is_no_part() {
        let binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main";
        let main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
        let types = format!(
            "<Types><Default Extension=\"bin\" ContentType=\"{binary}\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"{main}\"/></Types>"
        );
        let parts = [
            ("[Content_Types].xml", types.as_str()),
            ("xl/workbook.xml", "<workbook/>"),
        ];
        assert_eq!(sniff(&package(&parts)), FileKind::Xlsx);
    }

    #[test]
    fn names_of_parts_are_taken_as_office_programs_take_them() {
        let parts = [
            ("[content_types].xml", "<Types/>"),
            ("XL\\Workbook.xml", "<workbook/>"),
        ];
        assert_eq!(sniff(&package(&parts)), FileKind::Xlsx);
    }

    #[test]
    fn a_cut_package_still_says_what_it_was() {
        let bytes = xlsx(|sheet| sheet.write_string(0, 0, "a").map(|_| ()));
        assert_eq!(sniff(&bytes), FileKind::Xlsx);
        assert_eq!(sniff(&bytes[..bytes.len() - 30]), FileKind::BrokenWorkbook);
        assert_eq!(sniff(b"PK\x03\x04 cut"), FileKind::BrokenZip);
    }

    #[test]
    fn everything_else_is_told_by_its_first_bytes() {
        let utf16: Vec<u8> = "\u{feff}<html><table>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let cases: [(&[u8], FileKind); 17] = [
            (b"\x09\x04\x06\0\0\0\x10\0", FileKind::AncientExcel),
            (b"", FileKind::Empty),
            (&[0; 4096], FileKind::Zeros),
            (b"\n%PDF-1.7", FileKind::Document(Document::PDF)),
            (b"\xff\xd8\xff\xe0", FileKind::Document(Document::JPEG)),
            (b"\0\0\0\x18ftypheic1", FileKind::Document(Document::HEIC)),
            (b"\x09\x08\x08\0\0\x05\x05\0", FileKind::Xls),
            (b"<html><body>", FileKind::Html),
            ("\u{feff}<!DOCTYPE html>".as_bytes(), FileKind::Html),
            (&utf16, FileKind::Html),
            (b"MIME-Version: 1.0\nContent-Type: x", FileKind::Mhtml),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                FileKind::SpreadsheetMl,
            ),
            (b"<a/>", FileKind::Xml),
            ("TT;Nội dung\n1;Đoàn viên".as_bytes(), FileKind::Csv),
            ("Kính gửi các đơn vị\n".as_bytes(), FileKind::Text),
            (b"ID;PWXL", FileKind::Sylk),
            (b"\x01\x02\x03", FileKind::Unknown),
        ];
        for (bytes, kind) in cases {
            assert_eq!(sniff(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
