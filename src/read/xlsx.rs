//! `xlsx` and `xlsm`: one pass over each sheet's cells yields values, looks and places, never a dense range, whose size a
//! file could make up. What is written in another than the plain way is written anew in memory and read again; a sheet
//! that still cannot be read is named, never passed over.

use super::effort::check_elements;
use super::known::Known;
use super::limits::Limits;
use super::markup::check_balanced;
use super::package::{Archive, Package};
use super::panics::caught;
use super::style::Styles;
use super::values::{CellBudget, check_sheets, distinct_names};
use super::xlsx_cells::Shared;
use super::xlsx_normal::normal;
use super::xlsx_notes::read_notes;
use super::xlsx_outline::{Listed, ListedSheet, Outline, listed};
use super::xlsx_scan::{Scan, scan};
use super::xlsx_styles::read_styles;
use super::xlsx_text::read_shared;
use super::{RawSheet, RawWorkbook, ReadError};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    pub(super) static LISTED: RefCell<Known<Listed>> = const { RefCell::new(Known::new()) };
    static STYLES: RefCell<Known<Styles>> = const { RefCell::new(Known::new()) };
}

/// Reads a workbook.
pub(super) fn read(archive: Archive<'_>, limits: &Limits) -> Result<RawWorkbook, ReadError> {
    let file_bytes = archive.bytes.len();
    let mut package = Package::new(archive, limits)?;
    let outline = Outline::read(&mut package, &LISTED, listed)?;
    check_sheets(outline.sheets.len(), limits)?;
    let mut reading = Reading {
        shared: shared(&mut package, &outline, file_bytes, limits)?,
        package,
        file_bytes,
        limits,
        budget: CellBudget::new(limits),
        is_mended: false,
    };
    let listed = || outline.sheets.iter().filter(|sheet| sheet.is_worksheet);
    let names = distinct_names(listed().map(|sheet| sheet.name.as_str()));
    let mut sheets = Vec::new();
    let mut unreadable = Vec::new();
    let mut failure = ReadError::NO_WORKSHEET;
    for (sheet, name) in listed().zip(names) {
        let read = caught(|| reading.sheet(sheet, &name));
        match read.unwrap_or_else(|message| Err(ReadError::Crashed { message })) {
            Ok(read) => {
                reading.budget.spend(read.cells.len());
                sheets.push(read);
            }
            Err(damage @ (ReadError::Damaged { .. } | ReadError::Crashed { .. })) => {
                unreadable.push(name.into());
                failure = damage;
            }
            Err(other) => return Err(other),
        }
    }
    if sheets.is_empty() {
        return Err(failure);
    }
    Ok(RawWorkbook {
        output: outline.output.clone(),
        slip: outline.slip.clone(),
        names: outline.names.clone(),
        is_mended: reading.is_mended,
        saved_at: outline.saved_at,
        sheets,
        unreadable,
    })
}

/// What the sheets share. Without its texts and formats no sheet means anything.
fn shared(
    package: &mut Package<'_>,
    outline: &Outline,
    file_bytes: usize,
    limits: &Limits,
) -> Result<Shared, ReadError> {
    let styles = package.made(&outline.shared("styles"), &STYLES, |part| {
        let part = in_utf8(part)?;
        check_elements(&part, file_bytes, limits)?;
        check_balanced(&part)?;
        read_styles(&part)
    })?;
    let styles: Rc<Styles> = styles.unwrap_or_default();
    let part = package.part(&outline.shared("sharedStrings"))?;
    let part = in_utf8(part.as_deref().unwrap_or_default())?;
    check_elements(&part, file_bytes, limits)?;
    let texts = read_shared(&part, styles.have_odd_characters)?;
    Ok(Shared {
        texts,
        styles,
        is_1904: outline.is_1904,
        recalculates: outline.recalculates,
    })
}

/// A workbook whose sheets are being read.
struct Reading<'b> {
    package: Package<'b>,
    shared: Shared,
    /// The size of the file that was sent: the time to read it goes by that.
    file_bytes: usize,
    limits: &'b Limits,
    budget: CellBudget<'b>,
    /// Whether any sheet was written anew to be read.
    is_mended: bool,
}

impl Reading<'_> {
    fn sheet(&mut self, sheet: &ListedSheet, name: &str) -> Result<RawSheet, ReadError> {
        let place = sheet.part.as_deref().unwrap_or_default();
        let part = match place {
            "" => None,
            place => self.package.part(place)?,
        };
        let part = part.ok_or_else(|| ReadError::damaged(format!("no part of sheet {name}")))?;
        let mut part = in_utf8(&part)?;
        check_elements(&part, self.file_bytes, self.limits)?;
        let scan = match self.scan(&part) {
            Err(ReadError::Damaged { .. }) => {
                part = Cow::Owned(normal(&part)?);
                self.is_mended = true;
                self.scan(&part)?
            }
            scanned => scanned?,
        };
        let Scan {
            cells,
            merged,
            mut look,
            end,
        } = scan;
        look.notes = read_notes(&mut self.package, place, &part[end..]);
        Ok(RawSheet {
            name: name.into(),
            is_visible: sheet.is_visible,
            cells,
            merged,
            look,
        })
    }

    fn scan(&self, part: &[u8]) -> Result<Scan, ReadError> {
        scan(part, &self.shared, &self.budget, self.limits)
    }
}

/// A part in UTF-8, where it stood in UTF-16; the standard allows both.
pub(super) fn in_utf8(part: &[u8]) -> Result<Cow<'_, [u8]>, ReadError> {
    let unit: fn([u8; 2]) -> u16 = match part.first_chunk() {
        Some([0xff, 0xfe]) => u16::from_le_bytes,
        Some([0xfe, 0xff]) => u16::from_be_bytes,
        _ => return Ok(Cow::Borrowed(part)),
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
    Ok(Cow::Owned(body.into_owned().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::{self, cells, sheet_xml};
    use crate::read::{FileKind, read_workbook};
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    #[test]
    fn every_kind_of_value_is_read() {
        let mut workbook = Workbook::new();
        let percent = Format::new().set_num_format("0.0%");
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let day = ExcelDateTime::from_ymd(2024, 1, 5).expect("a day");
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, " Đoàn viên\n").expect("written");
        sheet.write_number(0, 1, 286_306_000).expect("written");
        sheet
            .write_number_with_format(0, 2, 0.975, &percent)
            .expect("written");
        sheet.write_boolean(1, 0, true).expect("written");
        sheet
            .write_datetime_with_format(1, 1, &day, &date)
            .expect("written");
        sheet.write_blank(1, 2, &percent).expect("written");
        sheet
            .write_formula(2, 0, Formula::new("=SUM(A1:B1)").set_result("12"))
            .expect("written");
        sheet
            .write_formula(2, 1, Formula::new("=1/0").set_result("#DIV/0!"))
            .expect("written");
        sheet
            .merge_range(4, 1, 5, 3, "gộp", &Format::new())
            .expect("merged");
        let hidden = workbook.add_worksheet().set_name("Ẩn").expect("a name");
        hidden.set_hidden(true);
        let bytes = workbook.save_to_buffer().expect("a workbook");

        let read = read_workbook(&bytes, FileKind::Xlsx).expect("a workbook");
        assert_eq!(
            cells(&read.sheets[0]),
            [
                "A1 Text(\" Đoàn viên\\n\")",
                "B1 Number { value: 286306000.0, percent: false }",
                "C1 Number { value: 0.975, percent: true }",
                "A2 Boolean(true)",
                "B2 DateTime(45296.0)",
                "A3 Number { value: 12.0, percent: false }",
                "B3 Error(\"#DIV/0!\")",
                "B5 Text(\"gộp\")",
            ]
        );
        let range = read.sheets[0].merged[0];
        assert_eq!(
            (range.first.to_string(), range.last.to_string()),
            ("B5".into(), "D6".into())
        );
        assert!(read.sheets[0].is_visible && !read.sheets[1].is_visible);
        assert_eq!(&*read.sheets[1].name, "Ẩn");
        assert!(read.saved_at.is_some());
    }

    #[test]
    fn formulas_without_a_result_are_told() {
        let sheet = sheet_xml(
            "<row r=\"2\"><c r=\"A2\"><f>SUM(B2:B5)</f></c><c r=\"B2\"><f>C2</f><v></v></c>\
             <c r=\"C2\"><f>D2</f><v/></c><c r=\"D2\" t=\"str\"><f>IF(E2,\"\",1)</f><v></v></c>\
             <c r=\"E2\"><f>1</f><v>1</v></c></row>",
        );
        let read = read_workbook(&fixture::sheet_package(&sheet), FileKind::Xlsx).expect("read");
        assert_eq!(
            cells(&read.sheets[0]),
            [
                "A2 UncachedFormula(\"=SUM(B2:B5)\")",
                "B2 UncachedFormula(\"=C2\")",
                "C2 UncachedFormula(\"=D2\")",
                "E2 Number { value: 1.0, percent: false }",
            ]
        );
        assert_eq!(read.saved_at, None);
    }

    #[test]
    fn a_broken_cell_does_not_cost_its_neighbours() {
        let sheet = sheet_xml(
            "<row><c><v>1</v></c><c t=\"e\"><v>#SPILL!</v></c><c t=\"n\"><v>abc</v></c></row>\
             <row><c r=\"B2\"><v>2</v></c><c r=\"C2\" t=\"b\"><v>7</v></c></row>",
        );
        let read = read_workbook(&fixture::sheet_package(&sheet), FileKind::Xlsx).expect("read");
        let found = cells(&read.sheets[0]);
        assert_eq!(found[0], "A1 Number { value: 1.0, percent: false }");
        assert!(
            found.contains(&"C2 Error(\"#???\")".to_string()),
            "{found:?}"
        );
        assert_eq!(found.len(), 5, "{found:?}");
    }

    #[test]
    fn a_broken_sheet_is_damage() {
        let mut cut = sheet_xml("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        cut.truncate(cut.len() - 30);
        for sheet in [
            cut,
            sheet_xml("<row r=\"1\"><c r=\"ZZZZ9\"><v>1</v></c></row>"),
            sheet_xml("<row r=\"1\"><c r=\"A2000000\"><v>1</v></c></row>"),
            sheet_xml("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row>"),
        ] {
            let read = read_workbook(&fixture::sheet_package(&sheet), FileKind::Xlsx);
            assert!(
                matches!(read, Err(ReadError::Damaged { .. })),
                "{sheet}\n{read:?}"
            );
        }
    }

    #[test]
    fn sixteen_bits_become_eight() {
        let wide: Vec<u8> = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>Đ</a>"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let narrow = in_utf8(&wide).expect("whole characters");
        assert_eq!(*narrow, *"<a>Đ</a>".as_bytes());
        assert!(in_utf8(&wide[..wide.len() - 1]).is_err());
    }
}
