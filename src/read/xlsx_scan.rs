//! An `xlsx` sheet's part from its head to its end: how the sheet is shown, its cells, its merged ranges.

use super::limits::{Limits, MAX_COLUMNS};
use super::look::SheetLook;
use super::markup::{check_around, odd};
use super::values::{CellBudget, place};
use super::xlsx_cells::{Cells, Shared, is_nought, read_cells};
use super::xml::{attribute, is_true, utf8};
use super::{MergedRange, RawCell, ReadError};
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::RangeInclusive;

/// What a sheet's part holds.
#[derive(Debug)]
pub(super) struct Scan {
    /// By row, then column.
    pub(super) cells: Vec<RawCell>,
    /// By place.
    pub(super) merged: Vec<MergedRange>,
    /// Without notes.
    pub(super) look: SheetLook,
    /// Where the element of all cells ends.
    pub(super) end: usize,
}

/// Reads a sheet's part whose cells are written in the plain way.
pub(super) fn scan(
    part: &[u8],
    shared: &Shared,
    budget: &CellBudget<'_>,
    limits: &Limits,
) -> Result<Scan, ReadError> {
    let name = memmem::find(part, b"sheetData").ok_or_else(|| odd("no cells"))?;
    let start = memchr::memrchr(b'<', &part[..name]).ok_or_else(|| odd("no cells"))?;
    let head = head(&part[..start])?;
    let Cells {
        cells,
        looks,
        hidden_rows,
        end,
    } = read_cells(part, start, shared, head.shows_zeros, budget)?;
    let rest = &part[end..];
    if memmem::find(rest, b"sheetData").is_some() {
        return Err(odd("more cells behind the cells"));
    }
    check_around(&part[..start], rest)?;
    let merged = merged(rest)?;
    let mut look = SheetLook {
        cells: looks,
        hidden_rows,
        hidden_columns: head.hidden_columns,
        ..SheetLook::default()
    };
    look.settle(&cells, &merged, limits.max_sheet_cells)?;
    Ok(Scan {
        cells,
        merged,
        look,
        end,
    })
}

/// What stands before the cells.
struct Head {
    shows_zeros: bool,
    hidden_columns: Vec<RangeInclusive<u32>>,
}

fn head(part: &[u8]) -> Result<Head, ReadError> {
    let mut head = Head {
        shows_zeros: true,
        hidden_columns: Vec::new(),
    };
    let has = |mark: &[u8]| memmem::find(part, mark).is_some();
    if !(has(b"showZeros") || has(b"hidden") || has(b"width=\"0") || has(b"width='0")) {
        return Ok(head);
    }
    let mut reader = Reader::from_str(utf8(part)?);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(ReadError::damaged)? {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "sheetView" => {
                    let zeros = attribute(&start, "showZeros")?;
                    head.shows_zeros &= zeros.is_none_or(|zeros| is_true(&zeros));
                }
                "col" => head.hidden_columns.extend(hidden_columns(&start)?),
                _ => {}
            },
            Event::Eof => return Ok(head),
            _ => {}
        }
    }
}

/// The columns that an element hides.
fn hidden_columns(start: &BytesStart<'_>) -> Result<Option<RangeInclusive<u32>>, ReadError> {
    let is_hidden = attribute(start, "hidden")?.is_some_and(|hidden| is_true(&hidden))
        || attribute(start, "width")?.is_some_and(|width| is_nought(width.as_bytes()));
    let number = |name: &str| -> Result<Option<u32>, ReadError> {
        Ok(attribute(start, name)?.and_then(|number| number.trim().parse().ok()))
    };
    let range = number("min")?
        .zip(number("max")?)
        .filter(|(first, last)| (1..=*last).contains(first));
    Ok(range
        .filter(|_| is_hidden)
        .map(|(first, last)| first - 1..=last.min(MAX_COLUMNS) - 1))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::CellContent;
    use crate::read::fixture::sheet_xml;
    use crate::read::style::Styles;

    fn scanned(sheet: &str) -> Result<Scan, ReadError> {
        let shared = Shared {
            texts: Vec::new(),
            styles: Styles::default().into(),
            is_1904: false,
            recalculates: false,
        };
        let limits = Limits::built_in();
        scan(sheet.as_bytes(), &shared, &CellBudget::new(limits), limits)
    }

    #[test]
    fn formulas_without_results_are_seen() {
        for (cell, expected) in [
            ("<c r=\"A1\"><f>SUM(B1:B9)</f><v>3</v></c>", false),
            (
                "<c r=\"A1\"><f t=\"shared\" si=\"0\"/>\n<v>3</v></c>",
                false,
            ),
            ("<c r=\"A1\"><f>SUM(B1:B9)</f></c>", true),
            ("<c r=\"A1\"><f>B1</f><v></v></c>", true),
            ("<c r=\"A1\"><f>B1</f><v/></c>", true),
            ("<c r=\"A1\"><v>3</v></c>", false),
        ] {
            let is_uncached = |sheet: &str| {
                let found = scanned(sheet).expect("a sheet");
                matches!(found.cells[0].content, CellContent::UncachedFormula(_))
            };
            let sheet = sheet_xml(&format!("<row>{cell}</row>"));
            assert_eq!(is_uncached(&sheet), expected, "{cell}");
            let prefixed = sheet
                .replace("</", "</x:")
                .replace('<', "<x:")
                .replace("<x:/x:", "</x:")
                .replace("<x:?", "<?");
            assert_eq!(is_uncached(&prefixed), expected, "{prefixed}");
        }
    }

    #[test]
    fn a_copied_formula_is_told_as_it_is_meant_in_its_cell() {
        let sheet = sheet_xml(
            "<row><c r=\"A1\"><f t=\"shared\" ref=\"A1:A2\" si=\"0\">B1+$C$1</f></c></row>\
             <row><c r=\"A2\"><f t=\"shared\" si=\"0\"/></c></row>",
        );
        let found = scanned(&sheet).expect("a sheet");
        assert_eq!(
            found.cells[1].content,
            CellContent::UncachedFormula("=B2+$C$1".into())
        );
    }

    #[test]
    fn merged_ranges_are_read_and_bounded() {
        let sheet = sheet_xml("").replace(
            "</worksheet>",
            "<mergeCells count=\"9\"><mergeCell ref=\"B5:D6\"/><mergeCell ref=\"$A$1:$C$1\"/><mergeCell ref=\"A1\"/>\
             <mergeCell ref=\"A1:A1\"/><mergeCell ref=\"C3:A1\"/><mergeCell ref=\"A1:XFE2\"/>\
             <mergeCell ref=\"A1:B99999999999\"/></mergeCells></worksheet>",
        );
        let shown: Vec<String> = scanned(&sheet)
            .expect("a sheet")
            .merged
            .iter()
            .map(|range| format!("{}:{}", range.first, range.last))
            .collect();
        assert_eq!(shown, ["A1:C1", "B5:D6"]);
        assert!(scanned("<worksheet/>").is_err());
    }

    #[test]
    fn hidden_rows_and_columns_are_noted() {
        let sheet = sheet_xml(
            "<row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\" ht=\"0.25\"/><row r=\"5\"><c r=\"A5\"><v>0</v></c></row>",
        );
        let head = "<sheetViews><sheetView showZeros=\"0\"/></sheetViews><cols><col min=\"2\" max=\"3\" hidden=\"1\"/>\
                    <col min=\"5\" max=\"5\" width=\"0\"/><col min=\"7\" max=\"7\" width=\"9\"/><col min=\"9\" max=\"9\" width=\"0.1\"/></cols><sheetData>";
        let look = scanned(&sheet.replace("<sheetData>", head))
            .expect("a sheet")
            .look;
        assert_eq!(look.hidden_rows, [1..=2]);
        assert_eq!(look.hidden_columns, [1..=2, 4..=4, 8..=8]);
        let unseen: Vec<String> = look.cells.iter().map(|(at, _)| at.to_string()).collect();
        assert_eq!(unseen, ["A5"], "a nought that the sheet does not show");
    }
}
