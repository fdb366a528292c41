//! An `xlsx` that cannot be read as it stands, written anew in memory: only its worksheets, each under a name of its own,
//! without what the general reader stumbles over. Whatever sheet still cannot be read is named, never passed over.

use super::inflate::crc32;
use super::limits::Limits;
use super::package::{Archive, Package};
use super::panics::caught;
use super::stored_package::StoredPackage;
use super::values::{CellBudget, distinct_names};
use super::xlsx::read_as_it_stands;
use super::xlsx_normal::normal;
use super::xlsx_outline::{ListedSheet, Outline, SHARED_PARTS, attribute, listed};
use super::xlsx_scan::scan;
use super::{RawSheet, RawWorkbook, ReadError};
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The fewest bytes that a shared string takes in its part: `<si/>`.
const SHORTEST_STRING: u64 = 5;

/// Reads a workbook; where it cannot be read as it stands, a mended copy of it.
pub(super) fn read(archive: Archive<'_>, limits: &Limits) -> Result<RawWorkbook, ReadError> {
    let bytes = archive.bytes;
    let failure = match caught(|| read_as_it_stands(archive, bytes.len(), limits)) {
        Ok(Err(failure @ ReadError::Damaged { .. })) => failure,
        Ok(done) => return done,
        Err(message) => ReadError::Crashed { message },
    };
    let mut package = Package::open(bytes, limits)?;
    let outline = Outline::read(&mut package, listed)?;
    let mended = Mended::new(&mut package, &outline, bytes.len())?;
    drop(package);
    mended.read(&outline, limits).ok_or(failure)
}

/// Refuses shared strings that claim to be more than their part can hold: the general reader sets aside room for them.
pub(super) fn check_claimed_strings(part: &[u8]) -> Result<(), ReadError> {
    match claimed_strings(part)? {
        Some(claimed) if claimed > part.len() as u64 / SHORTEST_STRING => Err(ReadError::damaged(
            "more shared strings claimed than there can be",
        )),
        _ => Ok(()),
    }
}

/// What `uniqueCount` says; `u64::MAX` where it is no such number.
fn claimed_strings(part: &[u8]) -> Result<Option<u64>, ReadError> {
    let Some(start) = root_element(part) else {
        return Ok(None);
    };
    let claimed = attribute(&start, "uniqueCount")?;
    Ok(claimed.map(|claimed| claimed.trim().parse().unwrap_or(u64::MAX)))
}

fn root_element(part: &[u8]) -> Option<quick_xml::events::BytesStart<'_>> {
    let end = memmem::find(part, b"<si").map_or(part.len().min(4096), |first| first);
    let mut reader = Reader::from_str(std::str::from_utf8(part.get(..end)?).ok()?);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => return Some(start),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A worksheet that is still there.
struct Found {
    name: String,
    is_visible: bool,
    part: Vec<u8>,
}

/// What a mended copy is made of.
struct Mended {
    found: Vec<Found>,
    /// In the workbook's order, with those that are lost.
    names: Vec<String>,
    shared: Vec<(&'static str, Vec<u8>)>,
    /// The size of the file that was sent: the time to read it goes by that.
    file_bytes: usize,
}

impl Mended {
    fn new(
        package: &mut Package<'_>,
        outline: &Outline,
        file_bytes: usize,
    ) -> Result<Self, ReadError> {
        let mut shared = Vec::new();
        for name in SHARED_PARTS {
            // Without its texts and formats no sheet means anything.
            if let Some(part) = package.part(&outline.shared(name))? {
                let part = in_utf8(part)?;
                let without_claim = name.starts_with("shared").then(|| without_claim(&part));
                shared.push((name, without_claim.unwrap_or(part)));
            }
        }
        let sheets: Vec<&ListedSheet> = outline
            .sheets
            .iter()
            .filter(|sheet| sheet.is_worksheet)
            .collect();
        let names = distinct_names(sheets.iter().map(|sheet| sheet.name.as_str()));
        let mut found = Vec::new();
        for (sheet, name) in sheets.iter().zip(&names) {
            let part = sheet.part.as_ref().map(|part| package.part(part));
            if let Some(Ok(Some(part))) = part
                && let Ok(part) = in_utf8(part).map(without_dimension)
                && let Ok(part) = plain(part)
            {
                found.push(Found {
                    name: name.clone(),
                    is_visible: sheet.is_visible,
                    part,
                });
            }
        }
        Ok(Self {
            found,
            names,
            shared,
            file_bytes,
        })
    }

    /// Reads what can be read; `None` where nothing can.
    fn read(self, outline: &Outline, limits: &Limits) -> Option<RawWorkbook> {
        let mut read: Vec<RawSheet> = Vec::new();
        let whole = self.read_together(&self.found, outline, limits);
        match whole {
            Some(sheets) => read = sheets,
            // One of them cannot be read: each for itself, then.
            None if self.found.len() > 1 => {
                let mut budget = CellBudget::new(limits);
                for sheet in &self.found {
                    let alone = self.read_together(std::slice::from_ref(sheet), outline, limits);
                    for sheet in alone.into_iter().flatten() {
                        budget.check(sheet.cells.len()).ok()?;
                        budget.spend(sheet.cells.len());
                        read.push(sheet);
                    }
                }
            }
            None => {}
        }
        let is_lost = |name: &&String| !read.iter().any(|sheet| *sheet.name == ***name);
        let unreadable = self
            .names
            .iter()
            .filter(is_lost)
            .map(|name| name.as_str().into());
        let unreadable = unreadable.collect();
        (!read.is_empty()).then_some(RawWorkbook {
            output: outline.output.clone(),
            saved_at: outline.saved_at,
            sheets: read,
            unreadable,
        })
    }

    fn read_together(
        &self,
        sheets: &[Found],
        outline: &Outline,
        limits: &Limits,
    ) -> Option<Vec<RawSheet>> {
        let bytes = self.package(sheets, outline.is_1904)?;
        let archive = Archive::open(&bytes).ok()?;
        let read = caught(|| read_as_it_stands(archive, self.file_bytes, limits))
            .ok()?
            .ok()?;
        let named = read
            .sheets
            .into_iter()
            .zip(sheets)
            .map(|(read, sheet)| RawSheet {
                name: sheet.name.as_str().into(),
                is_visible: sheet.is_visible,
                ..read
            });
        Some(named.collect())
    }

    fn package(&self, sheets: &[Found], is_1904: bool) -> Option<Vec<u8>> {
        let mut listed = String::new();
        let mut related = String::new();
        for number in 1..=sheets.len() {
            listed +=
                &format!("<sheet name=\"{number}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
            related += &relation(number, "worksheet", &format!("worksheets/{number}.xml"));
        }
        let workbook = format!(
            "<workbook xmlns:r=\"{RELATIONSHIPS}\"><workbookPr date1904=\"{}\"/><sheets>{listed}</sheets></workbook>",
            u8::from(is_1904)
        );
        let mut package = StoredPackage::default();
        let mut add = |name: &str, part: &[u8]| package.add(name, part, crc32(part));
        add("[Content_Types].xml", b"<Types/>")?;
        add(
            "_rels/.rels",
            relations(&relation(1, "officeDocument", "xl/workbook.xml")).as_bytes(),
        )?;
        add("xl/workbook.xml", workbook.as_bytes())?;
        add("xl/_rels/workbook.xml.rels", relations(&related).as_bytes())?;
        for (name, part) in &self.shared {
            add(&format!("xl/{name}.xml"), part)?;
        }
        for (number, sheet) in (1..).zip(sheets) {
            add(&format!("xl/worksheets/{number}.xml"), &sheet.part)?;
        }
        package.finish()
    }
}

fn relation(number: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"r{number}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>")
}

fn relations(list: &str) -> String {
    format!("<Relationships>{list}</Relationships>")
}

/// A sheet's part with its cells in the plain way.
fn plain(part: Vec<u8>) -> Result<Vec<u8>, ReadError> {
    match scan(&part) {
        Ok(_) => Ok(part),
        Err(_) => normal(&part),
    }
}

/// A part in UTF-8, where it stood in UTF-16; the standard allows both.
fn in_utf8(part: Vec<u8>) -> Result<Vec<u8>, ReadError> {
    let unit: fn([u8; 2]) -> u16 = match part.first_chunk() {
        Some([0xff, 0xfe]) => u16::from_le_bytes,
        Some([0xfe, 0xff]) => u16::from_be_bytes,
        _ => return Ok(part),
    };
    let pairs = part[2..].chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(ReadError::damaged("half a character"));
    }
    let text: Result<String, _> =
        char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))).collect();
    let text = text.map_err(ReadError::damaged)?;
    // What the declaration says of the encoding is no longer true.
    let body = match text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
    {
        Some((_, body)) => Cow::Borrowed(body),
        None => Cow::Owned(text),
    };
    Ok(body.into_owned().into_bytes())
}

/// The shared strings under a root that claims nothing.
fn without_claim(part: &[u8]) -> Vec<u8> {
    let Some(start) = root_element(part) else {
        return part.to_vec();
    };
    let tag = [b"<", start.as_ref().as_bytes(), b">"].concat();
    let bare = [b"<", start.name().as_ref().as_bytes(), b">"].concat();
    match memmem::find(part, &tag) {
        Some(at) => [&part[..at], &bare, &part[at + tag.len()..]].concat(),
        None => part.to_vec(),
    }
}

/// A sheet's part without what it declares of its extent, which nobody needs.
fn without_dimension(mut part: Vec<u8>) -> Vec<u8> {
    let head = memmem::find(&part, b"sheetData").unwrap_or(0);
    let Some(name) = memmem::find(&part[..head], b"dimension") else {
        return part;
    };
    let start = memchr::memrchr(b'<', &part[..name]);
    let end = memchr::memchr(b'>', &part[name..head]).map(|end| name + end);
    if let (Some(start), Some(end)) = (start, end)
        && part[end - 1] == b'/'
    {
        part.drain(start..=end);
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_held_against_the_size_of_the_part() {
        for (root, is_believed) in [
            ("<sst>", true),
            ("<sst uniqueCount=\"2\" count=\"9\">", true),
            ("<?xml version=\"1.0\"?>\n<x:sst uniqueCount=\" 3 \">", true),
            ("<sst uniqueCount=\"4294967295\">", false),
            ("<sst uniqueCount=\"-1\">", false),
        ] {
            let part = format!("{root}<si><t>a</t></si><si><t>b</t></si></sst>");
            let part = part.as_bytes();
            assert_eq!(check_claimed_strings(part).is_ok(), is_believed, "{root}");
            let bare = without_claim(part);
            assert!(check_claimed_strings(&bare).is_ok(), "{root}");
            assert!(bare.ends_with(b"<si><t>a</t></si><si><t>b</t></si></sst>"));
        }
    }

    #[test]
    fn a_sheet_loses_its_dimension_and_nothing_else() {
        for (sheet, mended) in [
            (
                "<w><dimension ref=\"x\"/><sheetData/></w>",
                "<w><sheetData/></w>",
            ),
            (
                "<x:w><x:dimension/><x:sheetData/></x:w>",
                "<x:w><x:sheetData/></x:w>",
            ),
            (
                "<w><sheetData/><dimension/></w>",
                "<w><sheetData/><dimension/></w>",
            ),
        ] {
            assert_eq!(without_dimension(sheet.into()), mended.as_bytes());
        }
    }

    #[test]
    fn sixteen_bits_become_eight() {
        let wide: Vec<u8> = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>Đ</a>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(in_utf8(wide.clone()), Ok("<a>Đ</a>".as_bytes().to_vec()));
        assert!(in_utf8(wide[..wide.len() - 1].to_vec()).is_err());
    }
}
