//! `xlsb`, cell by cell. calamine 0.38 tells neither number formats nor merged ranges of this format.

use super::dates::saved_at;
use super::limits::Limits;
use super::values::{CellBudget, address, check_sheets, content, is_visible, ordered};
use super::{RawCell, RawSheet, RawWorkbook, ReadError};
use calamine::{Reader, Sheet, SheetType, Xlsb, XlsbError};
use std::io::Cursor;

type Workbook<'b> = Xlsb<Cursor<&'b [u8]>>;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, ReadError> {
    let mut workbook: Workbook<'_> = Xlsb::new(Cursor::new(bytes)).map_err(error)?;
    let listed: Vec<Sheet> = workbook.sheets_metadata().to_vec();
    check_sheets(listed.len(), limits)?;
    let mut budget = CellBudget::new(limits);
    let mut sheets = Vec::new();
    for sheet in listed
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    {
        let cells = read_cells(&mut workbook, &sheet.name, &budget)?;
        budget.spend(cells.len());
        sheets.push(RawSheet {
            name: sheet.name.as_str().into(),
            is_visible: is_visible(sheet.visible),
            cells,
            merged: Vec::new(),
        });
    }
    if sheets.is_empty() {
        return Err(ReadError::damaged("no worksheet"));
    }
    let properties = workbook.workbook_properties().ok();
    Ok(RawWorkbook {
        saved_at: properties.and_then(|properties| saved_at(&properties.modified?)),
        sheets,
    })
}

fn read_cells(
    workbook: &mut Workbook<'_>,
    name: &str,
    budget: &CellBudget<'_>,
) -> Result<Vec<RawCell>, ReadError> {
    let is_1904 = workbook.has_1904_epoch();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(error)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(error)? {
        let (row, column) = cell.get_position();
        if let Some(content) = content(cell.get_value().clone(), is_1904) {
            let address = address(row, column)?;
            cells.push(RawCell { address, content });
            budget.check(cells.len())?;
        }
    }
    Ok(ordered(cells))
}

fn error(error: XlsbError) -> ReadError {
    match error {
        XlsbError::Password => ReadError::Encrypted,
        other => ReadError::damaged(other),
    }
}
