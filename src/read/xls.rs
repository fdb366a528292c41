//! `xls` (BIFF5 and BIFF8). The general reader trusts what it reads, so it is given a file whose structure has been
//! walked and whose container is new.

use super::dates::saved_at;
use super::limits::Limits;
use super::look::SheetLook;
use super::ole::{rebuilt, workbook_stream};
use super::rich_text::Run;
use super::style::{self, Colour, Dressed, Ground};
use super::values::{
    CellBudget, address, check_distinct, check_sheets, content, is_visible, merged, ordered,
    uncached, unreadable,
};
use super::xls_walk::{Corners, SheetWalk, Walk, font_of, walk};
use super::{RawCell, RawSheet, RawWorkbook, ReadError};
use calamine::{Data, Range, Reader, Sheet, SheetType, Xls, XlsError};
use std::io::Cursor;

type Workbook<'b> = Xls<Cursor<&'b [u8]>>;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<RawWorkbook, ReadError> {
    let mut stream = workbook_stream(bytes)?;
    let walked = walk(&stream, limits)?;
    check_sheets(walked.sheets.len(), limits)?;
    for &(at, corners) in &walked.dimensions {
        declare(&mut stream, at, corners);
    }
    let bytes = rebuilt(bytes, &stream).map_err(ReadError::damaged)?;
    let mut workbook: Workbook<'_> = Xls::new(Cursor::new(bytes.as_slice())).map_err(error)?;
    let listed: Vec<Sheet> = workbook.sheets_metadata().to_vec();
    check_sheets(listed.len(), limits)?;
    // The general reader knows sheets by their names only: of two the earlier would be lost.
    check_distinct(listed.iter().map(|sheet| sheet.name.as_str()))?;
    let mut budget = CellBudget::new(limits);
    let mut sheets = Vec::new();
    for (index, sheet) in listed.iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let noted = walked.sheets.get(index);
        let noted = noted.ok_or_else(|| ReadError::damaged("a sheet that is not listed"))?;
        let looks = Looks {
            walked: &walked,
            noted,
        };
        let read = read_sheet(&mut workbook, sheet, &looks, &budget, limits)?;
        budget.spend(read.cells.len());
        sheets.push(read);
    }
    if sheets.is_empty() {
        return Err(ReadError::NO_WORKSHEET);
    }
    let properties = workbook.workbook_properties().ok();
    Ok(RawWorkbook {
        output: None,
        slip: None,
        names: Vec::new(),
        is_mended: false,
        saved_at: properties.and_then(|properties| saved_at(&properties.modified?)),
        sheets,
        unreadable: Vec::new(),
    })
}

/// Writes the true dimensions of a sheet over the declared ones, in the widths of either version.
fn declare(stream: &mut [u8], at: usize, corners: Corners) {
    let length = usize::from(u16::from_le_bytes([stream[at - 2], stream[at - 1]]));
    let Corners { rows, columns } = corners;
    let columns = [columns.0.to_le_bytes(), columns.1.to_le_bytes()].concat();
    let declared = if length >= 14 {
        [&rows.0.to_le_bytes()[..], &rows.1.to_le_bytes(), &columns].concat()
    } else {
        let rows = [rows.0 as u16, rows.1.min(u32::from(u16::MAX)) as u16];
        [&rows[0].to_le_bytes()[..], &rows[1].to_le_bytes(), &columns].concat()
    };
    if let Some(place) = stream.get_mut(at..at + length.min(declared.len())) {
        let fitting = place.len();
        place.copy_from_slice(&declared[..fitting]);
    }
}

/// What the walk has noted of how the cells of a sheet look.
struct Looks<'w> {
    walked: &'w Walk,
    noted: &'w SheetWalk,
}

impl Looks<'_> {
    /// A value as it is shown at its place.
    fn dressed(&self, place: (u32, u32), value: &Data, is_1904: bool) -> Option<Dressed> {
        if self.noted.doubtful.contains(&place) {
            return content(value.clone(), is_1904).map(|_| (unreadable(), None));
        }
        let styles = &self.noted.styles;
        let found = styles.binary_search_by_key(&place, |(at, _)| *at).ok();
        let style = found.and_then(|at| self.walked.styles.get(usize::from(styles[at].1)));
        let ground = Ground {
            is_1904,
            shows_zeros: self.noted.shows_zeros,
        };
        match value {
            Data::Int(value) => Some(style::number(*value as f64, style, ground)),
            Data::Float(value) => Some(style::number(*value, style, ground)),
            Data::DateTime(value) => Some(style::number(value.as_f64(), style, ground)),
            Data::String(text) => match self.noted.turns.get(&place) {
                None => style::plain_text(text.as_str().into(), style),
                Some(turns) => {
                    let turns = turns.iter().map(|&(at, font)| {
                        let look = font_of(&self.walked.fonts, font).on(Colour::Usual);
                        (usize::from(at), look)
                    });
                    style::text(&Run::parted(text, turns), style)
                }
            },
            other => content(other.clone(), is_1904).map(|content| style::other(content, style)),
        }
    }
}

fn read_sheet(
    workbook: &mut Workbook<'_>,
    sheet: &Sheet,
    looks: &Looks<'_>,
    budget: &CellBudget<'_>,
    limits: &Limits,
) -> Result<RawSheet, ReadError> {
    let is_1904 = workbook.has_1904_epoch();
    let range = workbook.worksheet_range(&sheet.name).map_err(error)?;
    let formulas = workbook.worksheet_formula(&sheet.name).map_err(error)?;
    let mut cells = Vec::new();
    let mut look = SheetLook {
        hidden_rows: looks.noted.hidden_rows.clone(),
        hidden_columns: looks.noted.hidden_columns.clone(),
        notes: looks.noted.notes.clone(),
        ..SheetLook::default()
    };
    for (row, column, value) in placed(&range) {
        if let Some((content, cell_look)) = looks.dressed((row, column), value, is_1904) {
            let address = address(row, column)?;
            cells.push(RawCell { address, content });
            look.cells.extend(cell_look.map(|look| (address, look)));
            budget.check(cells.len())?;
        }
    }
    for (row, column, formula) in placed(&formulas) {
        if is_uncached(formula, range.get_value((row, column))) {
            let address = address(row, column)?;
            let content = uncached(formula);
            cells.push(RawCell { address, content });
        }
    }
    let ranges = workbook
        .merge_cells_by_sheet_name(&sheet.name)
        .map_err(error)?;
    let (cells, merged) = (ordered(cells), merged(&ranges));
    look.settle(&cells, &merged, limits.max_sheet_cells)?;
    Ok(RawSheet {
        name: sheet.name.as_str().into(),
        is_visible: is_visible(sheet.visible),
        cells,
        merged,
        look,
    })
}

/// The cells of a range that hold something, with their places in the sheet.
fn placed<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = (u32, u32, &T)> {
    let (top, left) = range.start().unwrap_or_default();
    range
        .used_cells()
        .map(move |(row, column, value)| (top + row as u32, left + column as u32, value))
}

/// `xls` has no mark for a missing result; writers leave the empty text in its place. Where no text stands in the
/// formula the empty text cannot be its result.
fn is_uncached(formula: &str, value: Option<&Data>) -> bool {
    let is_blank = match value {
        None | Some(Data::Empty) => true,
        Some(Data::String(text)) => text.is_empty(),
        Some(_) => false,
    };
    is_blank && !formula.is_empty() && !formula.contains('"')
}

fn error(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        other => ReadError::damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_text_is_no_result_of_a_sum() {
        let blank = Data::String(String::new());
        for (formula, value, expected) in [
            ("SUM(A1:A3)", Some(&blank), true),
            ("SUM(A1:A3)", None, true),
            ("SUM(A1:A3)", Some(&Data::Float(1.0)), false),
            ("IF(A1=0,\"\",A1)", Some(&blank), false),
            ("", Some(&blank), false),
        ] {
            assert_eq!(is_uncached(formula, value), expected, "{formula}");
        }
    }
}
