//! What the general reader does not tell of an `xlsx` sheet, found in its XML: merged cells, and whether any formula
//! stands there without its result. And whether it reads the cells right at all.

use super::limits::{MAX_COLUMNS, MAX_ROWS};
use super::markup::{check_around, odd};
use super::xlsx_outline::{attribute, utf8};
use super::xlsx_plain::check;
use super::{MergedRange, ReadError};
use crate::location::CellAddress;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;

/// What a sheet's XML shows at a glance.
#[derive(Debug, PartialEq)]
pub(super) struct Scan {
    /// By place.
    pub(super) merged: Vec<MergedRange>,
    /// Whether a formula stands there without its result.
    pub(super) lacks_results: bool,
}

/// Looks over a sheet's part.
pub(super) fn scan(part: &[u8]) -> Result<Scan, ReadError> {
    let name = memmem::find(part, b"sheetData").ok_or_else(|| odd("no cells"))?;
    let start = memchr::memrchr(b'<', &part[..name]).ok_or_else(|| odd("no cells"))?;
    let plain = check(part, start)?;
    let rest = &part[plain.end..];
    if memmem::find(rest, b"sheetData").is_some() {
        return Err(odd("more cells behind the cells"));
    }
    check_around(&part[..start], rest)?;
    Ok(Scan {
        merged: merged(rest)?,
        lacks_results: plain.lacks_results,
    })
}

/// The merged ranges behind the cells.
fn merged(rest: &[u8]) -> Result<Vec<MergedRange>, ReadError> {
    let mut merged = Vec::new();
    let Some(start) = memmem::find(rest, b"mergeCells") else {
        return Ok(merged);
    };
    let mut reader = Reader::from_str(utf8(&rest[start..])?);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) | Event::Empty(start)
                if start.local_name().as_ref() == "mergeCell" =>
            {
                let reference = attribute(&start, "ref")?.unwrap_or_default();
                merged.extend(range(&reference));
            }
            Event::End(end) if end.local_name().as_ref() == "mergeCells" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    merged.sort_unstable_by_key(|range| (range.first, range.last));
    merged.dedup();
    Ok(merged)
}

/// `B5:D6`; `None` for a single cell and for anything else.
fn range(reference: &str) -> Option<MergedRange> {
    let (first, last) = reference.split_once(':')?;
    let (first, last) = (place(first)?, place(last)?);
    let is_range = first.row <= last.row && first.column <= last.column && first != last;
    is_range.then_some(MergedRange { first, last })
}

/// `$B$5`, inside a sheet.
pub(super) fn place(reference: &str) -> Option<CellAddress> {
    let plain = reference.trim().replace('$', "");
    let digits = plain.find(|character: char| character.is_ascii_digit())?;
    let (letters, digits) = plain.split_at(digits);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0_u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    let row: u32 = digits.parse().ok()?;
    ((1..=MAX_ROWS).contains(&row) && column <= MAX_COLUMNS)
        .then(|| CellAddress::new(row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::sheet_xml;

    #[test]
    fn formulas_without_results_are_seen() {
        for (cell, expected) in [
            ("<c r=\"A1\"><f>SUM(B1:B9)</f><v>3</v></c>", false),
            (
                "<c r=\"A1\"><f t=\"shared\" si=\"0\"/>\n<v>3</v></c>",
                false,
            ),
            ("<c r=\"A1\"><f>SUM(B1:B9)</f></c>", true),
            ("<c r=\"A1\"><f t=\"shared\" si=\"0\"/></c>", true),
            ("<c r=\"A1\"><f>B1</f><v></v></c>", true),
            ("<c r=\"A1\"><f>B1</f><v/></c>", true),
            ("<c r=\"A1\"><v>3</v></c>", false),
        ] {
            let sheet = sheet_xml(&format!("<row>{cell}</row>"));
            let found = scan(sheet.as_bytes()).expect("a sheet");
            assert_eq!(found.lacks_results, expected, "{cell}");
            let prefixed = sheet
                .replace("</", "</x:")
                .replace('<', "<x:")
                .replace("<x:/x:", "</x:")
                .replace("<x:?", "<?");
            let found = scan(prefixed.as_bytes()).expect("a sheet");
            assert_eq!(found.lacks_results, expected, "{prefixed}");
        }
    }

    #[test]
    fn merged_ranges_are_read_and_bounded() {
        let sheet = sheet_xml("").replace(
            "</worksheet>",
            "<mergeCells count=\"9\"><mergeCell ref=\"B5:D6\"/><mergeCell ref=\"$A$1:$C$1\"/><mergeCell ref=\"A1\"/>\
             <mergeCell ref=\"A1:A1\"/><mergeCell ref=\"C3:A1\"/><mergeCell ref=\"A1:XFE2\"/>\
             <mergeCell ref=\"A1:B99999999999\"/></mergeCells></worksheet>",
        );
        let shown: Vec<String> = scan(sheet.as_bytes())
            .expect("a sheet")
            .merged
            .iter()
            .map(|range| format!("{}:{}", range.first, range.last))
            .collect();
        assert_eq!(shown, ["A1:C1", "B5:D6"]);
        assert!(scan(b"<worksheet/>").is_err());
    }
}
