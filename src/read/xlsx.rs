//! `xlsx` and `xlsm`, cell by cell: never a dense range, whose size a file could make up.
//!
//! Values come from the general reader in one pass with their styles; what it does not tell comes from a look over the
//! sheet's XML, which also checks that the part is whole.

use super::effort::check_elements;
use super::formats::shows_percent;
use super::limits::Limits;
use super::markup::check_balanced;
use super::package::{Archive, Package};
use super::values::{
    CellBudget, address, check_distinct, check_sheets, content, ordered, uncached, unreadable,
};
use super::xlsx_mended::check_claimed_strings;
use super::xlsx_outline::{ListedSheet, Outline, SHARED_PARTS, listed};
use super::xlsx_scan::{Scan, scan};
use super::{CellContent, RawCell, RawSheet, RawWorkbook, ReadError};
use calamine::{DataRef, Reader, Style, Xlsx, XlsxCellReader, XlsxError};
use std::io::Cursor;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// After so many broken cells on end it is the sheet that is broken.
const BROKEN_CELLS_ON_END: usize = 3;

/// Reads a workbook in which everything is as it should be. `file_bytes` is the size of the file that was sent.
pub(super) fn read_as_it_stands(
    archive: Archive<'_>,
    file_bytes: usize,
    limits: &Limits,
) -> Result<RawWorkbook, ReadError> {
    let bytes = archive.bytes;
    let mut package = Package::new(archive, limits)?;
    package.keep_copy(limits.max_copied_bytes);
    let outline = Outline::read(&mut package, listed)?;
    check_sheets(outline.sheets.len(), limits)?;
    check_distinct(outline.sheets.iter().map(|sheet| sheet.name.as_str()))?;
    for shared in SHARED_PARTS {
        // The general reader looks for them in one place only.
        let place = format!("{}{}.xml", outline.folder, shared);
        if !outline.shared(shared).eq_ignore_ascii_case(&place) {
            return Err(ReadError::damaged(format!("{shared} elsewhere")));
        }
        let part = package.part(&place)?.unwrap_or_default();
        check_elements(&part, file_bytes, limits)?;
        check_balanced(&part)?;
        check_claimed_strings(&part)?;
    }
    let mut scanned = Vec::new();
    for sheet in outline.sheets.iter().filter(|sheet| sheet.is_worksheet) {
        scanned.push((sheet, scan_part(&mut package, sheet, file_bytes, limits)?));
    }
    // What was checked is byte for byte what is read, and nothing is inflated twice.
    let checked = package.into_copy();
    let checked = checked.as_deref().unwrap_or(bytes);
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(checked)).map_err(error)?;
    let mut budget = CellBudget::new(limits);
    let mut sheets = Vec::new();
    for (sheet, scan) in scanned {
        let read = read_sheet(&mut workbook, sheet, scan, &budget, limits)?;
        budget.spend(read.cells.len());
        sheets.push(read);
    }
    if sheets.is_empty() {
        return Err(ReadError::NO_WORKSHEET);
    }
    Ok(RawWorkbook {
        output: outline.output.clone(),
        saved_at: outline.saved_at,
        sheets,
        unreadable: Vec::new(),
    })
}

fn scan_part(
    package: &mut Package<'_>,
    sheet: &ListedSheet,
    file_bytes: usize,
    limits: &Limits,
) -> Result<Scan, ReadError> {
    let part = match &sheet.part {
        Some(part) => package.part(part)?,
        None => None,
    };
    let part =
        part.ok_or_else(|| ReadError::damaged(format!("no part of sheet {}", sheet.name)))?;
    check_elements(&part, file_bytes, limits)?;
    scan(&part)
}

fn read_sheet(
    workbook: &mut Workbook<'_>,
    sheet: &ListedSheet,
    scan: Scan,
    budget: &CellBudget<'_>,
    limits: &Limits,
) -> Result<RawSheet, ReadError> {
    let is_1904 = workbook.has_1904_epoch();
    let mut pass = Pass {
        is_1904,
        max_bad_cells: limits.max_bad_cells,
        cells: Vec::new(),
        broken: Vec::new(),
    };
    pass.run(reader(workbook, &sheet.name)?, budget)?;
    if !pass.broken.is_empty() {
        pass.place_broken(reader(workbook, &sheet.name)?)?;
    }
    if scan.lacks_results {
        pass.add_uncached(reader(workbook, &sheet.name)?)?;
    }
    Ok(RawSheet {
        name: sheet.name.as_str().into(),
        is_visible: sheet.is_visible,
        cells: ordered(pass.cells),
        merged: scan.merged,
    })
}

fn reader<'a, 'b>(
    workbook: &'a mut Workbook<'b>,
    name: &str,
) -> Result<CellReader<'a, 'b>, ReadError> {
    workbook.worksheet_cells_reader(name).map_err(error)
}

type CellReader<'a, 'b> = XlsxCellReader<'a, Cursor<&'b [u8]>>;

/// The passes over a sheet's cells; mostly there is only one.
struct Pass {
    is_1904: bool,
    max_bad_cells: usize,
    cells: Vec<RawCell>,
    /// Cells that could not be read: which one in the order of the file, and what stands for it.
    broken: Vec<(usize, CellContent)>,
}

impl Pass {
    fn run(
        &mut self,
        mut reader: CellReader<'_, '_>,
        budget: &CellBudget<'_>,
    ) -> Result<(), ReadError> {
        let percents: Vec<bool> = reader.styles().iter().map(is_percent_style).collect();
        let mut on_end = 0;
        for index in 0.. {
            let (cell, style) = match reader.next_cell_with_style_id() {
                Ok(None) => break,
                Ok(Some(cell)) => cell,
                Err(failure) => {
                    // An error value that is not known breaks nothing.
                    on_end += usize::from(!matches!(failure, XlsxError::CellError(_)));
                    let stand_in = stand_in(failure)?;
                    self.broken.push((index, stand_in));
                    if on_end >= BROKEN_CELLS_ON_END || self.broken.len() > self.max_bad_cells {
                        return Err(ReadError::damaged("too many broken cells"));
                    }
                    continue;
                }
            };
            on_end = 0;
            let (row, column) = cell.get_position();
            if let Some(mut content) = content(cell.get_value().clone(), self.is_1904) {
                if let CellContent::Number { percent, .. } = &mut content {
                    match percents.get(style) {
                        Some(&is_percent) => *percent = is_percent,
                        None if style == 0 => {}
                        // Whether a hundred per cent is 1 or 100 nobody can tell.
                        None => content = unreadable(),
                    }
                }
                let address = address(row, column)?;
                self.cells.push(RawCell { address, content });
                budget.check(self.cells.len())?;
            }
        }
        Ok(())
    }

    /// Formulas without a result: they are rare, and the pass over the values does not tell them from blank cells.
    fn add_uncached(&mut self, mut reader: CellReader<'_, '_>) -> Result<(), ReadError> {
        let mut failures = 0;
        loop {
            match reader.next_cell_with_formula() {
                Ok(None) => return Ok(()),
                Ok(Some(cell)) => {
                    if let (DataRef::Empty, Some(formula)) = (&cell.value, &cell.formula) {
                        let address = address(cell.pos.0, cell.pos.1)?;
                        let content = uncached(formula);
                        self.cells.push(RawCell { address, content });
                    }
                }
                // The first pass has told of it; the bound only keeps a reader that stands still from going on.
                Err(failure) => {
                    failures += 1;
                    if failures > self.max_bad_cells {
                        return Err(error(failure));
                    }
                }
            }
        }
    }

    /// Where the broken cells stand: a pass over the formulas goes by the same cells without touching their values.
    fn place_broken(&mut self, mut reader: CellReader<'_, '_>) -> Result<(), ReadError> {
        let mut passed = 0;
        for (index, content) in std::mem::take(&mut self.broken) {
            let place = loop {
                let cell = reader.next_formula().map_err(error)?;
                let cell = cell.ok_or_else(|| ReadError::damaged("broken cell without a place"))?;
                passed += 1;
                if passed > index {
                    break cell.get_position();
                }
            };
            let address = address(place.0, place.1)?;
            self.cells.push(RawCell { address, content });
        }
        Ok(())
    }
}

/// What stands for a cell that cannot be read, where the fault is inside the cell.
fn stand_in(failure: XlsxError) -> Result<CellContent, ReadError> {
    match failure {
        // An error value that calamine does not know: #SPILL!, #CALC!, or one in another language.
        XlsxError::CellError(text) => Ok(CellContent::Error(text)),
        XlsxError::ParseFloat(_)
        | XlsxError::Unrecognized { .. }
        | XlsxError::CellTAttribute(_)
        | XlsxError::UnexpectedNode(_) => Ok(unreadable()),
        other => Err(error(other)),
    }
}

fn is_percent_style(style: &Style) -> bool {
    let format = style.number_format.as_ref();
    format.is_some_and(|format| shows_percent(&format.format_code))
}

fn error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        other => ReadError::damaged(other),
    }
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
    fn a_workbook_too_large_to_be_copied_is_read_all_the_same() {
        let bytes = fixture::xlsx(|sheet| {
            sheet.write_string(0, 0, "Đoàn viên")?;
            sheet.write_number(1, 0, 12)?;
            sheet
                .write_formula(2, 0, Formula::new("=A2").set_result("12"))
                .map(|_| ())
        });
        let read = |max_copied_bytes: usize| {
            let limits = Limits {
                max_copied_bytes,
                ..Limits::built_in().clone()
            };
            let archive = Archive::open(&bytes).expect("a package");
            let read = read_as_it_stands(archive, bytes.len(), &limits).expect("a workbook");
            cells(&read.sheets[0])
        };
        assert_eq!(read(0), read(Limits::built_in().max_copied_bytes));
        assert_eq!(read(0).len(), 3);
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
}
