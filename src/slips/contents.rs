//! A digest of what the sheets of a workbook say, whatever file holds them.

use crate::read::{CellContent, RawWorkbook, digest_of_bytes};

/// So many digits tell two contents of one file apart.
const DIGITS: usize = 16;

/// A digest of the sheets' names and of what stands in their cells.
pub(crate) fn digest_of_contents(workbook: &RawWorkbook) -> String {
    let mut bytes = Vec::new();
    let text = |bytes: &mut Vec<u8>, text: &str| {
        bytes.extend((text.len() as u64).to_le_bytes());
        bytes.extend(text.as_bytes());
    };
    for sheet in &workbook.sheets {
        bytes.push(b's');
        text(&mut bytes, &sheet.name);
        for cell in &sheet.cells {
            let address = cell.address;
            bytes.push(b'c');
            bytes.extend(address.row.to_le_bytes());
            bytes.extend(address.column.to_le_bytes());
            let (kind, number, words) = match &cell.content {
                CellContent::Number {
                    value,
                    percent: false,
                } => (b'n', *value, ""),
                CellContent::Number {
                    value,
                    percent: true,
                } => (b'%', *value, ""),
                CellContent::DateTime(value) => (b'd', *value, ""),
                CellContent::Boolean(value) => (b'b', f64::from(u8::from(*value)), ""),
                CellContent::Text(text) => (b't', 0.0, &**text),
                CellContent::Error(text) => (b'e', 0.0, &**text),
                CellContent::UncachedFormula(text) => (b'f', 0.0, &**text),
                CellContent::ShownOtherwise { shown, stored } => (b'o', *stored, shown.as_str()),
            };
            bytes.push(kind);
            bytes.extend(number.to_le_bytes());
            text(&mut bytes, words);
        }
    }
    let mut digest = digest_of_bytes(&bytes);
    digest.truncate(DIGITS);
    digest
}
